/*
 * legend.h — what the colours, patterns, circles and lines of a map mean, in words.
 *
 * Blocks flow from left to right as the width allows, so that the same legend stands
 * beside a map (one column) or below it (several):
 *
 *     Hilfen je 1 000          ┌ histogram ┐      · · symbols, lines
 *     ▢ unter 20        12     │  ▪▪ ▪     │      ▨ keine Angabe   2
 *     ▣ 20 bis unter 30 20     └───────────┘      ▨ gesperrt       3
 *     ■ 30 und mehr      0
 *
 * It is laid out first (pure but for the measuring of text) and drawn after.
 */
#pragma once

#include "base/status.h"
#include "draw/sign.h"
#include "draw/style.h"
#include "stats/classify.h"

/* One line of the key: a border, a sign. */
typedef struct {
    const char *name;
    SrPen pen;
} SrLegendLine;

/* A sign of points. */
typedef struct {
    const char *name; /* "Kita" */
    SrSign sign;
    SrColor color;
    int count; /* how many; -1: not said */
} SrLegendPoint;

/* A circle of the key. */
typedef struct {
    double value;
    double radius_mm;
} SrLegendCircle;

/* Everything is borrowed. What is NULL, 0 or NAN is not shown. */
typedef struct {
    const char *heading;         /* the unit: "Hilfen je 1 000 unter 21" */
    const char *areas;           /* what is counted: "Gemeinden" */
    int n_classes;               /* 0: no fillings */
    const SrColor *colors;       /* [n_classes] */
    const SrHatch *marks;        /* [n_classes]: over the colours; NULL: none */
    const char *const *names;    /* [n_classes]: words of the classes */
    const int *counts;           /* [n_classes]; empty classes stay */
    int statuses[SR_N_STATUSES]; /* how many areas; 0: no row */
    const SrBreaks *breaks;      /* with values: a histogram */
    const double *values;        /* [n_values], NAN for none */
    int n_values;
    double benchmark;              /* marked in the histogram */
    const char *benchmark_name;    /* "Landkreis" */
    int decimals;                  /* of the values in the histogram */
    const char *symbols_heading;   /* "Einwohner" */
    const SrLegendCircle *circles; /* [n_circles], the largest first */
    int n_circles;
    int n_negative;            /* areas with an open circle; 0: no row for them */
    const SrLegendLine *lines; /* [n_lines] */
    int n_lines;
    const SrLegendPoint *point_kinds; /* [n_point_kinds] */
    int n_point_kinds;
    const int *key_numbers;       /* [n_key]: numbers on the map … */
    const char *const *key_names; /* [n_key]: … and what they stand for */
    int n_key;
    const char *note;     /* "Farbe ist keine Wertung: …" */
    const char *language; /* of figures: "de" */
} SrLegend;

typedef struct SrLegendLayout SrLegendLayout;

/* The legend without what a small page can do without: at @step 1 the histogram, at 2 the
 * lines of borders, too. */
SrLegend sr_legend_reduced(const SrLegend *legend, int step);

/*
 * Lays the legend out in at most @width_mm.
 * Returns: (transfer full): the layout; it copies @legend and borrows what that
 * points to.
 */
SrLegendLayout *sr_legend_new(const SrLegend *legend, SrFonts *fonts,
                              const SrStyle *style, double width_mm);
void sr_legend_free(SrLegendLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrLegendLayout, sr_legend_free)

double sr_legend_width(const SrLegendLayout *layout);  /* mm, really used */
double sr_legend_height(const SrLegendLayout *layout); /* mm */

/* Draws it with its upper left corner at @at_mm, within the open figure or element. */
void sr_legend_draw(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at_mm);

/* --- Words --- */

/*
 * How many decimals say all inner bounds exactly, 0 to 6. One class has no inner bounds,
 * and its outer ones are values: they are written with @decimals, as values are.
 */
int sr_class_decimals(const SrBreaks *breaks, int decimals);

/*
 * Returns: (transfer full): class @i in words: "unter 20", "20 bis unter 30",
 * "30 und mehr"; where there is one class, "2 bis 9", or "5" where all values are equal.
 */
char *sr_class_words(const SrBreaks *breaks, int i, int decimals, const char *language);

/* Draws the circle of an amount, as in legend and map: filled, or open below 0; round it
 * a halo of paper. */
void sr_circle_draw(SrCanvas *canvas, const SrStyle *style, SrPoint at_mm,
                    double radius_mm, bool is_negative);

/* Draws a swatch of a status, as in legend and map. */
void sr_pattern_draw(SrCanvas *canvas, const SrPattern *pattern, SrBox box_mm);
