/*
 * theme.h — from figures to a map and its legend.
 *
 * Given the areas of a level with values, statuses and breaks (or categories, or
 * nothing), gives what draw/map and draw/legend want: classes, colours, words, counts.
 * This is the one place where a figure becomes a colour.
 *
 * A theme fills areas by `breaks` (rates, shares, indices) or by `categories` (schemes,
 * types, LISA clusters), and may lay circles over them (`amounts`): absolute numbers are
 * never filled areas.
 */
#pragma once

#include "draw/legend.h"
#include "draw/map.h"

/* Colours of local clusters: none, high among high, low among low, high among low, low
 * among high (after the ColorBrewer palette RdBu). */
#define SR_N_LISA 5
extern const SrColor sr_lisa_colors[SR_N_LISA];
extern const bool sr_lisa_low[SR_N_LISA]; /* the area itself is low */

/* Everything is borrowed. What is NULL, 0 or NAN is left out. */
typedef struct {
    const SrGround *ground;
    int level;
    const char *const *keys;  /* [n_areas]: AGS or code, for SVG; or NULL */
    const char *const *names; /* [n_areas] */
    const char *areas;        /* what they are: "Gemeinden" */
    const char *heading;      /* of the legend: "Hilfen je 1 000 unter 21 Jahren" */
    const char *note;         /* below the legend */

    const double *values;     /* [n_areas]; read where the status is ok */
    const SrStatus *statuses; /* [n_areas]; NULL: all ok */
    const SrBreaks *breaks;   /* classes of the values as printed */
    int decimals;             /* of the values in print */
    double benchmark;         /* the value of the Kreis; NAN: none */
    const char *benchmark_name;

    int n_categories;
    const int *categories;             /* [n_areas]: 0 .. n_categories - 1 */
    const char *const *category_names; /* [n_categories] */
    const SrColor *category_colors;    /* [n_categories]; NULL: of the palette */
    const bool *category_low; /* [n_categories]: with the mark of what lies below; NULL */

    const char *palette; /* NULL: the style's of @palette_kind */
    SrPaletteKind palette_kind;

    const double *amounts; /* [n_areas]: circles, open below 0; NAN: none */
    double amount_most;    /* the amount of the largest circle; 0: the largest here */
    const char *amounts_heading; /* "Einwohner" */

    const SrMapPoint *points; /* [n_points] */
    int n_points;
    const SrLegendPoint *point_kinds; /* [n_point_kinds] */
    int n_point_kinds;

    SrNames naming;
    bool label_values;              /* the value below each name */
    const char *const *level_names; /* [ground->n_levels]: borders in the legend */
    int highlight;                  /* -1: none */
    const char *language;           /* of figures */
} SrTheme;

#define SR_THEME_CIRCLES 3 /* in a legend */

/* A theme made ready; owns its arrays, borrows what the theme borrows. */
typedef struct {
    SrMap map;
    SrLegend legend;

    SrColor *colors;
    SrHatch *marks; /* of the classes below the middle, or NULL */
    int *classes;
    int *counts;
    double *values; /* NAN where the status is not ok */
    char **words;   /* of the classes */
    char **names;   /* fit for print: see draw/labeltext */
    char **ids;     /* of areas in SVG, or NULL */
    char **titles;  /* [n_areas]: name and figure */
    char **figures; /* below the names, or NULL */
    SrLegendCircle circles[SR_THEME_CIRCLES];
    SrLegendLine lines[SR_STYLE_LINES];
} SrThemeReady;

/* Returns: (transfer full): or NULL with SR_ERROR_INPUT: no such palette, too few
 * colours. */
SrThemeReady *sr_theme_prepare(const SrTheme *theme, const SrStyle *style,
                               const SrPalettes *palettes, GError **error);
void sr_theme_free(SrThemeReady *ready);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrThemeReady, sr_theme_free)
