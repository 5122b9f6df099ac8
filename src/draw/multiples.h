/*
 * multiples.h — small maps side by side in one scale, with one legend for all: years,
 * kinds of help, raw beside smoothed.
 *
 *     2014      2016      2018       as many columns as make the maps largest
 *     /‾\__     /‾\__     /‾\__
 *     \___/     \___/     \___/
 *     ▢ legend   ▢ histogram of all  ├──┤ 5 km
 *
 * The maps carry no names; all have the classes and colours of the first.
 */
#pragma once

#include "draw/theme.h"

typedef struct {
    const char *title;         /* "2014" */
    const SrThemeReady *ready; /* borrowed */
} SrSmallMap;

typedef struct SrMultiples SrMultiples;

/*
 * Lays out @maps[n], n >= 1, in @box_mm. Returns: (transfer full): or NULL with
 * SR_ERROR_INPUT if there is no room for maps at least 20 mm wide.
 */
SrMultiples *sr_multiples_new(const SrSmallMap *maps, int n, SrFonts *fonts,
                              const SrStyle *style, SrBox box_mm, GError **error);
void sr_multiples_free(SrMultiples *multiples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrMultiples, sr_multiples_free)

/* Draws them; within an open figure. */
void sr_multiples_draw(SrCanvas *canvas, const SrMultiples *multiples);

/* Returns: (transfer full): boxes in mm, one line each. */
char *sr_multiples_dump(const SrMultiples *multiples);
