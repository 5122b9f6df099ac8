/* map_private.h — what map.c lays out and map_draw.c draws. */
#pragma once

#include "draw/map.h"

/* One way of writing a name: its lines and how large. */
typedef struct {
    char *text; /* owned; '\n' between lines */
    double size_pt;
    bool is_key;
} SrMapWriting;

struct SrMapLayout {
    const SrMap *map;     /* borrowed */
    SrFonts *fonts;       /* borrowed */
    const SrStyle *style; /* borrowed */
    SrBox box_mm;
    SrView view;
    int n_areas;
    GArray *writings;     /* of SrMapWriting; owned */
    int *writing_start;   /* [n_areas + 1]; owned */
    SrLabelPlace *places; /* [n_areas]; owned */
    bool *on_border;      /* [n_areas]: a border runs below the label: a halo; owned */
    int *key;             /* [n_key] areas that stand as a number; owned */
    int *number;          /* [n_areas] their number from 1, or 0; owned */
    int n_key;
    int n_unplaced;
    SrPolygons *clipped; /* the areas in the window, or NULL: all; owned */
    SrLines *lines;      /* the borders in the window, or NULL: all; owned */
    SrPolygons *fills;   /* group g: class g, then one group a status; owned; or NULL */
};

/* Lines of a label, from baseline to baseline, and its first baseline, in sizes. */
#define SR_LABEL_LEADING 1.06
#define SR_LABEL_BASELINE 0.80
#define SR_LABEL_CLEAR_MM 0.3

/* The look of a name at @size_pt on @ground. */
SrTextStyle sr_map_label_style(const SrMapLayout *layout, double size_pt, bool bold);
