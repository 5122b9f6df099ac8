/*
 * definition_private.h — reading one definition, in two files: definition.c the indicator
 * itself, definitionparts.c what hangs on it (strata, parts of an index, tests, SQL).
 */
#pragma once

#include "indicator/definition.h"

/* A definition while it is read. */
typedef struct {
    SrIndicator *indicator;
    const SrKeyfile *file;
    const SrDefinitionContext *context;
    GHashTable *names; /* of [let]: char * → char * */
    SrFindings *findings;
} SrReading;

/* The expression of a key with shorthands put in, or NULL. @text NULL: the key's own. */
SrExpression *sr_reading_expression(const SrReading *reading, const char *group,
                                    const char *key, const char *text);

/* Each fills its part of the indicator and complains. */
void sr_reading_strata(SrReading *reading);
void sr_reading_components(SrReading *reading);
void sr_reading_benchmark(SrReading *reading);
void sr_reading_trials(SrReading *reading);
void sr_reading_query(SrReading *reading);

/* Complains of what contradicts itself: factor and unit, kind and limits (sense.c). */
void sr_reading_check_sense(const SrReading *reading);

void sr_stratum_free(gpointer data);
void sr_component_free(gpointer data);
void sr_trial_free(gpointer data);
