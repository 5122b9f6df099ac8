/*
 * kinds.h — other ways to draw a topic (publish/press): the same published values as
 * circles, against the Kreis, over the years, smoothed, as clusters.
 *
 * Only what a topic's values publish is drawn; an area without a value stays without in
 * every kind. The kinds are one static table in kinds.c; adding one is adding a line.
 */
#pragma once

#include "publish/press.h"

typedef struct SrMapKind SrMapKind;

/* Returns: (transfer none): or NULL with SR_ERROR_USAGE, which names them all. */
const SrMapKind *sr_map_kind_find(const char *name, GError **error);

/* What a kind needs beside the topic; borrowed. */
typedef struct {
    const SrPress *press;
    const SrTopic *topic; /* of the period that is drawn */
    int scheme, level;
    const char *crs; /* of the ground: "EPSG:25832" */
} SrKindTask;

/* A sheet of its kind, with all it points to beyond the topic. */
typedef struct SrKindSheet SrKindSheet;

/*
 * Returns: (transfer full): or NULL with SR_ERROR_INPUT where the topic cannot be drawn
 * so: no benchmark, too few areas, no periods, no points.
 */
SrKindSheet *sr_kind_sheet_new(const SrMapKind *kind, const SrKindTask *task,
                               SrFindings *findings, GError **error);
void sr_kind_sheet_free(SrKindSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrKindSheet, sr_kind_sheet_free)

/* The sheet to be written; borrowed. */
const SrMapSheet *sr_kind_sheet(const SrKindSheet *sheet);
