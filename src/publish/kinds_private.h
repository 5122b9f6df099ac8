/* kinds_private.h — what the kinds fill; included by kinds*.c only. */
#pragma once

#include "publish/kinds.h"

#define SR_KIND_MAPS 12 /* small maps on one sheet */

struct SrKindSheet {
    SrMapSheet sheet;
    SrTheme themes[SR_KIND_MAPS];
    const SrTheme *pointers[SR_KIND_MAPS];
    const char *titles[SR_KIND_MAPS];
    int n_themes;
    GPtrArray *owned;   /* of whatever g_free() frees */
    SrBreaks *breaks;   /* or NULL; owned */
    SrMapPoint *points; /* [n_points] */
    int n_points;
    GArray *point_kinds; /* of SrLegendPoint; owned, or NULL */
};

/* Keeps @memory until the sheet is freed. Returns: @memory. */
gpointer sr_kind_keep(SrKindSheet *sheet, gpointer memory);

bool sr_kind_fill_years(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                        GError **error);
bool sr_kind_fill_smoothed(SrKindSheet *sheet, const SrKindTask *task,
                           SrFindings *findings, GError **error);
bool sr_kind_fill_points(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                         GError **error);
