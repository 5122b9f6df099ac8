/*
 * panel.h — a map with its legend and scale bar in one box of a page.
 *
 * The legend stands where the map stays largest: in a corner that the areas leave free,
 * beside the map, or below it. The scale 1 : n is rounded up to a multiple of 5 000 (at
 * 1 : 100 000 to 1 : 1 000 000; of like fineness elsewhere), so that maps of one kind
 * come out in one scale and their scale bars in one width.
 *
 *     ┌──────────────────────────┐
 *     │ ▢ legend     /‾‾‾\__     │
 *     │ ▣           /       \    │
 *     │ ├──┤ 5 km   \_______/    │
 *     │ 1 Name   2 Name          │  key, where names stand as numbers
 *     └──────────────────────────┘
 */
#pragma once

#include "draw/theme.h"

typedef struct SrPanel SrPanel;

/*
 * Lays out @ready in @box_mm. Returns: (transfer full): or NULL with SR_ERROR_INPUT,
 * which says what does not fit.
 */
SrPanel *sr_panel_new(const SrThemeReady *ready, SrFonts *fonts, const SrStyle *style,
                      SrBox box_mm, GError **error);
void sr_panel_free(SrPanel *panel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrPanel, sr_panel_free)

/* Draws map, legend, scale and key; within an open figure. */
void sr_panel_draw(SrCanvas *canvas, const SrPanel *panel);

/* The scale 1 : n of the map. */
double sr_panel_denominator(const SrPanel *panel);

/* Where the legend stands, with the scale bar below it. */
SrBox sr_panel_legend_box(const SrPanel *panel);

/* How much of the box is used from its top: what follows may begin there. */
double sr_panel_bottom(const SrPanel *panel);

/* The map with its names. Borrowed. */
const SrMapLayout *sr_panel_map(const SrPanel *panel);

/* The inset and its box, where the style wants one and it has room, or NULL. Areas whose
 * names stand in it have none on the map. Borrowed. */
const SrMapLayout *sr_panel_inset(const SrPanel *panel, SrBox *box_mm);

/* Where a key stands that is not in the legend; empty without one. */
SrBox sr_panel_strip_box(const SrPanel *panel);

/* Returns: (transfer full): boxes in mm, one line each, for golden tests. */
char *sr_panel_dump(const SrPanel *panel);
