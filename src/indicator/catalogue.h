/*
 * catalogue.h — all indicators of a project, and what one takes from another.
 *
 * An indicator may be made of others: {eckwert} in an expression, or as a part of an
 * index. None may be made of itself, over however many others.
 */
#pragma once

#include "indicator/definition.h"

/* All indicators of a project in the order of the atlas: chapter, order, id. */
typedef struct {
    GPtrArray *chapters;   /* of SrChapter, in the order of indicators/kapitel.ini */
    GPtrArray *indicators; /* of SrIndicator */
    const SrRules *rules;  /* of the project; borrowed */
} SrCatalogue;

/*
 * Reads indicators/kapitel.ini and indicators/<id>.ini below @folder in @language.
 * @levels: the ids of the project's levels, NULL-terminated. @rules: of the project,
 * borrowed for as long as the catalogue lasts; NULL: the usual ones.
 * Returns: (transfer full): the catalogue without what has errors; findings tell them.
 */
SrCatalogue *sr_catalogue_read(const char *folder, const char *language,
                               const char *const *levels, const SrRules *rules,
                               SrFindings *findings);

void sr_catalogue_free(SrCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrCatalogue, sr_catalogue_free)

int sr_catalogue_n(const SrCatalogue *catalogue);
const SrIndicator *sr_catalogue_at(const SrCatalogue *catalogue, int i);

/* Returns: (transfer none): the indicator, or NULL with the nearest ids in @error. */
const SrIndicator *sr_catalogue_find(const SrCatalogue *catalogue, const char *id,
                                     GError **error);

const SrChapter *sr_indicator_chapter(const SrCatalogue *catalogue,
                                      const SrIndicator *indicator);
