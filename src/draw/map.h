/*
 * map.h — a map in a box of the page: fillings, patterns, circles, points, borders,
 * names.
 *
 * The same code draws the single map page, the map of an atlas page and each of a row of
 * small maps. It is laid out first (view, label places) and drawn after.
 *
 * What is drawn, in this order: the areas of one class dissolved and filled once;
 * patterns where there is no value; each border stroked once, in the weight of its
 * highest level; circles, the largest first; points; leader lines; names.
 */
#pragma once

#include "base/status.h"
#include "draw/ground.h"
#include "draw/label.h"
#include "draw/sign.h"
#include "draw/style.h"

typedef struct {
    SrPoint at; /* metres */
    SrSign sign;
    SrColor color;
} SrMapPoint;

/* What areas are called on the map. */
typedef enum {
    SR_NAMES_NONE,
    SR_NAMES_FULL,   /* names; a number only where nothing else fits */
    SR_NAMES_NUMBER, /* every area by its number: a reference map with a key */
    SR_NAMES_ONLY,   /* names; nothing where none fits */
} SrNames;

/* Everything is borrowed and must outlive the layout. Arrays are of the areas of @level.
 */
typedef struct {
    const SrGround *ground;
    int level;

    int n_colors;          /* 0: no filling */
    const SrColor *colors; /* [n_colors] */
    const SrHatch *marks;  /* [n_colors]: over the fillings; NULL: none */
    const int *classes;    /* [n_areas]: 0 .. n_colors - 1; read where the status is ok */
    const SrStatus *statuses; /* [n_areas]; NULL: all ok */

    /* [n_areas]: amounts, the negative ones open; NAN = none; NULL: no circles */
    const double *circles;
    double circle_most; /* the amount of a circle of style->symbol_mm */

    const SrMapPoint *points; /* [n_points] */
    int n_points;

    const char *const *ids;    /* [n_areas]: of items in SVG: "a07332025"; NULL: none */
    const char *const *titles; /* [n_areas]: "Haßloch: 24,1"; NULL: none */

    SrNames naming;
    const char *const *names;  /* [n_areas]: fit for print (sr_label_clean); NULL: none */
    const char *const *values; /* [n_areas]: printed below the name; NULL: none */
    double label_pt;           /* 0: the style's */
    const SrBox *frame;        /* metres: a box that names keep off the sides of; NULL */
    const SrBox *window;       /* metres: no more than this is drawn; NULL: all */
    int highlight;             /* this area of @level has the accent border; -1: none */
} SrMap;

typedef struct SrMapLayout SrMapLayout;

/*
 * Lays @map out in @box_mm; names keep off @reserved[n_reserved] (a legend in a corner).
 * @view: NULL fits the ground into the box.
 * Returns: (transfer full).
 */
SrMapLayout *sr_map_new(const SrMap *map, SrFonts *fonts, const SrStyle *style,
                        SrBox box_mm, const SrView *view, const SrBox *reserved,
                        int n_reserved);
void sr_map_free(SrMapLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrMapLayout, sr_map_free)

/* Draws it; within an open figure. */
void sr_map_draw(SrCanvas *canvas, const SrMapLayout *layout);

const SrView *sr_map_view(const SrMapLayout *layout);

/*
 * The key: the areas that stand on the map as a number. Area @i of it has the number
 * i + 1. Returns: (transfer none): [*n] indices of areas.
 */
const int *sr_map_key(const SrMapLayout *layout, int *n);

/* How many names found no place at all: a finding for the caller. */
int sr_map_n_unplaced(const SrMapLayout *layout);

/* The place of the label of @area. */
const SrLabelPlace *sr_map_label(const SrMapLayout *layout, int area);

/* Returns: (transfer full): what stands where, in mm, one line each: for golden tests. */
char *sr_map_dump(const SrMapLayout *layout);

/* The radius of the circle of @amount, be it negative: area-true. */
double sr_map_radius_mm(const SrStyle *style, double amount, double most);

/* --- Scale --- */

/* The scale 1 : n of a view in metres. */
double sr_view_denominator(const SrView *view);

/* The length in metres of a scale bar of at most @most_mm: 1, 2 or 5 times a power of 10.
 */
double sr_scale_length_m(const SrView *view, double most_mm);

/* Draws the bar with its numbers, its lower left corner at @at_mm. */
void sr_scale_draw(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style,
                   const SrView *view, SrPoint at_mm, double most_mm,
                   const char *language);

/* Draws an arrow to the north, its foot at @at_mm, SR_NORTH_MM high with its letter. */
#define SR_NORTH_MM 9.0
void sr_north_draw(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style, SrPoint at_mm);
