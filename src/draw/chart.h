/*
 * chart.h — the charts of the atlas: given figures and a box, gives a laid-out drawing.
 *
 * All strings are borrowed during the call only; printed figures come as text from the
 * caller, who knows their decimals and signs. NAN is "no value". Every function returns
 * (transfer full) a drawing that lies within the box, or NULL with SR_ERROR_INPUT, which
 * says what does not fit.
 */
#pragma once

#include "draw/drawing.h"
#include "draw/look.h"

/* A figure that all others are compared with: the Kreis. value NAN: none. */
typedef struct {
    double value;
    const char *label; /* "Landkreis 41,0" */
} SrBenchmark;

/* --- Ranked bars --- */

typedef enum {
    SR_BARS_FILLED, /* bars from zero */
    SR_BARS_DOTS, /* a dot a row, with its interval: for rates with much chance in them */
} SrBarsKind;

typedef struct {
    const char *label; /* "Haßloch" */
    const char *text;  /* the figure as printed, "38,2", or the sign for none, "•" */
    double value;
    double lower, upper; /* limits, or NAN */
    SrColor fill;        /* the colour of its class */
    bool strong;         /* set in bold: an area the page is about */
} SrBar;

/*
 * Rows from top to bottom in the order given, in @n_columns, or if that is 0 in as many
 * (at most 3) as the rows need to be readable:
 *
 *                                Landkreis 41,0
 *     Haßloch         38,2  ███████████┊
 *     Grünstadt       44,0  ███████████┊██
 *     Quirnheim          •
 */
typedef struct {
    SrBox box_mm;
    SrBarsKind kind;
    const SrBar *bars; /* [n_bars] */
    int n_bars;
    SrBenchmark benchmark;
    int n_columns;
    const double *span; /* [2]: values the scale takes in as well, or NULL */
    double base;        /* where bars begin: 0, or the value others are measured by */
} SrBarsChart;

SrDrawing *sr_chart_bars(const SrLook *look, const SrBarsChart *chart, GError **error);

/* The height in mm that makes all rows comfortable in one column. */
double sr_chart_bars_height(const SrLook *look, int n_bars);

/* --- Time line --- */

typedef struct {
    const char *label;    /* at the end of the line: "Region 1" */
    const double *values; /* [n_years], NAN = none: the line has a gap */
    bool strong;          /* heavier, in the accent */
} SrSeries;

/* A break: values before and after it are not of one kind. */
typedef struct {
    double year;       /* the first year of the new kind */
    const char *label; /* "Zensus 2011" */
} SrBreakMark;

typedef struct {
    SrBox box_mm;
    const int *years; /* [n_years], ascending, not always each year */
    int n_years;
    const SrSeries *series; /* [n_series] */
    int n_series;
    const SrBreakMark *breaks; /* [n_breaks] */
    int n_breaks;
    bool from_zero;   /* the axis begins at 0, else where the values do */
    const char *unit; /* above the axis: "je 1 000 unter 21", or NULL */
    int decimals;     /* of the last figure at the end of each line */
} SrTimeChart;

SrDrawing *sr_chart_time(const SrLook *look, const SrTimeChart *chart, GError **error);

/* A line without words, the last year a dot. Years stand where they lie, and the line
 * does not cross a break, as in a time line. */
typedef struct {
    SrBox box_mm;
    const double *values; /* [n], NAN = none: the line has a gap */
    const int *years;     /* [n], ascending, not always each year */
    int n;
    const SrBreakMark *breaks; /* [n_breaks] */
    int n_breaks;
    double benchmark; /* NAN, or drawn as a hairline */
} SrSparkline;

SrDrawing *sr_chart_sparkline(const SrLook *look, const SrSparkline *spark,
                              GError **error);

/* --- Population pyramid --- */

typedef struct {
    SrBox box_mm;
    const char *const *bands; /* [n_bands], youngest first: "0–4"; "" = not labelled */
    int n_bands;
    const double *male, *female;                 /* [n_bands], share of all people in % */
    const double *male_outline, *female_outline; /* the same of the Kreis, or NULL */
    const char *male_title, *female_title;       /* "männlich", "weiblich" */
    const char *area_title;                      /* "Region 1": the bars */
    const char *outline_title;                   /* "Landkreis": the line */
} SrPyramidChart;

SrDrawing *sr_chart_pyramid(const SrLook *look, const SrPyramidChart *chart,
                            GError **error);

/* --- Stacked bars --- */

typedef struct {
    const char *label;
    const double *parts;      /* [n_parts], >= 0 or NAN */
    const char *const *texts; /* [n_parts], printed where they fit; NULL = none */
    const char *total;        /* behind the bar, or NULL */
    const char *sign;         /* in place of the bar where there is no value: "•" */
    bool strong;
} SrStack;

typedef struct {
    SrBox box_mm;
    const char *const *names; /* [n_parts], explained above the first bar */
    const SrColor *colors;    /* [n_parts] */
    int n_parts;
    const SrStack *stacks; /* [n_stacks], from top to bottom */
    int n_stacks;
    bool shares; /* each bar is as long as the others: 100 % */
} SrStackChart;

SrDrawing *sr_chart_stacks(const SrLook *look, const SrStackChart *chart, GError **error);

/* --- Spine chart --- */

typedef enum {
    SR_SPINE_NONE,    /* no verdict: an open ring */
    SR_SPINE_SIMILAR, /* a dot half as dark */
    SR_SPINE_HIGHER,  /* a triangle that points right */
    SR_SPINE_LOWER,   /* a triangle that points left */
} SrSpineVerdict;

/*
 * One key figure of an area against all areas of its level:
 *
 *     Kinderarmut    12,1   9,8   ░░░▒▒▒┊▒▒▒▶░░░
 *                    area  Kreis  least .. quartiles .. greatest; the Kreis in the middle
 */
typedef struct {
    const char *label;
    const char *text;           /* of the area */
    const char *benchmark_text; /* of the Kreis */
    double value, benchmark;
    double least, greatest;                /* of all areas of the level; NAN: no bar */
    double lower_quartile, upper_quartile; /* of them; NAN: no darker part */
    SrSpineVerdict verdict;
} SrSpineRow;

typedef struct {
    SrBox box_mm;
    const SrSpineRow *rows; /* [n_rows] */
    int n_rows;
    const char *area_title;      /* "Region 1" */
    const char *benchmark_title; /* "Landkreis" */
    const char *lower_title;     /* "niedriger als im Kreis" */
    const char *higher_title;    /* "höher als im Kreis" */
} SrSpineChart;

SrDrawing *sr_chart_spine(const SrLook *look, const SrSpineChart *chart, GError **error);

/* The height in mm that makes all rows comfortable. */
double sr_chart_spine_height(const SrLook *look, int n_rows);

/* --- Scatter --- */

typedef struct {
    double x, y;      /* NAN in either: not drawn */
    double size;      /* area of the dot, in any unit, or 0: all alike */
    const char *name; /* written where there is room; NULL = never */
    SrColor fill;
    bool strong; /* its name before others */
} SrScatterPoint;

typedef struct {
    SrBox box_mm;
    const SrScatterPoint *points; /* [n_points] */
    int n_points;
    const char *x_title, *y_title;
    SrBenchmark x_benchmark, y_benchmark; /* lines across */
} SrScatterChart;

SrDrawing *sr_chart_scatter(const SrLook *look, const SrScatterChart *chart,
                            GError **error);
