/*
 * observe.h — the figures of one table, as observations: variable, sex, age, period,
 * area, value and status. Between table (rows of text) and load (the store).
 *
 * Observations of one variable, sex, age and period are a series; within it they differ
 * in their area only. Figures of totals ("Insgesamt", the Kreis) are kept apart.
 */
#pragma once

#include "data/dataset.h"
#include "data/places.h"
#include "data/table.h"

#include <glib.h>

typedef struct {
    double value;   /* NAN unless status is ok */
    guint32 series; /* index */
    gint32 area;    /* index; -1 in totals */
    gint32 row;     /* in the file, from 1; 0 = none */
    guint8 status;  /* SrStatus */
    guint8 flags;   /* SrFlags */
    guint16 parts;  /* figures of the file in it, each with its rounding */
} SrObservation;

typedef struct {
    gint32 variable; /* index in the dataset */
    gint32 period;   /* index */
    gint32 age_from; /* SR_ALL_AGES, … */
    gint32 age_to;   /* included; SR_OPEN_AGE */
    char sex;        /* 'm', 'w', 'd', 0 = both */
} SrSeriesKey;

#define SR_TOTAL_OF_ALL (-1)
#define SR_TOTAL_LEFT_OUT (-2)

/* A figure that is no area's of the table: "Insgesamt", a Verbandsgemeinde, "unbekannt".
 */
typedef struct {
    SrObservation of;
    int level; /* index among the places, SR_TOTAL_OF_ALL, or SR_TOTAL_LEFT_OUT: it is in
                * the total of all and in no area */
    int area;  /* index in that level */
} SrTotalFigure;

typedef struct {
    GArray *series;       /* of SrSeriesKey */
    GArray *observations; /* of SrObservation; after arranging by series and area */
    GArray *totals;       /* of SrTotalFigure */
    GPtrArray *periods;   /* of char * */
    gsize *start;         /* [series->len + 1] into observations, after arranging */
} SrObservations;

typedef struct SrCarry SrCarry; /* of carry.h */

/* The areas of which figures may be there, borrowed. */
typedef struct {
    const SrMatcher *matcher; /* of all of them */
    const char *const *names; /* of all of them */
    int n;                    /* of the boundaries */
    SrCarry *carry;         /* the others, and how they become ours (carry.h); or NULL */
    const SrPlaces *places; /* of all levels: sums among their parts, changes */
    int level;              /* of the table: index among them */
} SrObservedAreas;

/*
 * Reads all figures of @dataset from @table. Rows of levels above the finest are kept
 * apart among the totals. What is wrong becomes findings of the file.
 * Returns: (transfer full): the observations, arranged; or NULL if a finding is an error.
 */
SrObservations *sr_observations_read(const SrDataset *dataset, SrTable *table,
                                     const SrObservedAreas *areas, SrFindings *findings);

void sr_observations_free(SrObservations *observations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrObservations, sr_observations_free)

/* Where the observations of a series begin and end; NULL if there is none. */
const SrObservation *sr_observations_of(const SrObservations *observations, guint series,
                                        gsize *n);

/*
 * Compares what must agree: the identity of help cases (an error), and totals with sums:
 * the total of all areas, that of an area of a level above, that of both sexes. What
 * differs by more than the rounding can do is a warning.
 */
void sr_observations_check_totals(const SrObservations *observations,
                                  const SrDataset *dataset, const SrPlaces *places,
                                  int level, SrFindings *findings);
