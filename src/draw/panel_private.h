/* panel_private.h — what panel.c lays out, and panel_key.c has a key for. */
#pragma once

#include "draw/panel.h"
#include "draw/placing.h"

/* A strip with the key, below map and legend or beside them. */
#define SR_STRIP_GAP_MM 3.0
#define SR_STRIP_BESIDE_GAP_MM 5.0

/* A crowded part of the map, larger. */
typedef struct {
    SrBox box_mm;
    SrBox window;        /* metres: what is shown */
    const char **names;  /* [n_areas]: NULL but of areas in the window; owned */
    const char **others; /* [n_areas]: the other names, for the map itself; owned */
    SrMap plan;
    SrMapLayout *map; /* NULL: there is no inset */
} SrPanelInset;

struct SrPanel {
    SrFonts *fonts; /* borrowed */
    SrStyle style;  /* with lines and circles for this size; what it points to borrowed */
    SrLegend base;  /* the theme's legend with those lines and circles */
    SrLegendLine lines[SR_STYLE_LINES];
    SrLegendCircle circles[SR_THEME_CIRCLES];
    SrBox box_mm;
    SrBox map_mm;
    SrBox legend_mm;  /* with the scale bar below */
    SrLegend content; /* of the legend */
    SrLegendLayout *legend;
    SrLegendLayout *strip; /* the key by itself, or NULL: it is in the legend */
    bool beside_only;      /* no key but one beside is tried */
    bool strip_beside;     /* to the right of map and legend; else below them */
    SrMap plan;            /* the map of the theme, with names or numbers */
    SrMapLayout *map;
    SrPanelInset inset;
    int n_key; /* names that stand in the legend as a key */
    int *key_numbers;
    const char **key_names; /* owned; the names are borrowed */
    bool tells_nameless;    /* what found no place is told in the legend */
    char *nameless;         /* a sentence on areas that found no place, or NULL */
    char *note;             /* the legend's with that sentence; owned */
    double names_mm;        /* room for names on each side of a small map */
    double margin_mm;       /* kept free for numbers on the right of the map */
    bool scale_beside;      /* to the right of a legend that lies below the map */
};

/* The key of a map on which all areas stand as numbers. */
void sr_panel_key_of_all(SrPanel *panel);

/* Takes the key from the map just laid out. Returns: whether it is the one before. */
bool sr_panel_take_key(SrPanel *panel);

/* The note of the legend: what the theme says, and which areas have no name. */
void sr_panel_put_note(SrPanel *panel, SrLegend *legend);

void sr_panel_put_key(const SrPanel *panel, SrLegend *legend);

/*
 * The key by itself, in as many columns as @box is wide, or in as few as @box is high.
 * Returns: (transfer full): or NULL without a key, or where it does not fit beside.
 */
SrLegendLayout *sr_panel_strip(const SrPanel *panel, SrBox box, bool beside);

/* What is left of @box beside or above the strip. */
SrBox sr_panel_box_without(SrBox box, const SrLegendLayout *strip, bool beside);

/* Another key in the room that the one before had. Returns: whether it fits there. */
bool sr_panel_fit_key(SrPanel *panel, SrBox box);

/*
 * Lays out an inset in a part of @box and leaves the rest in panel->box_mm. Returns:
 * whether there is something to show larger, with room for all names in it.
 */
bool sr_panel_inset_new(SrPanel *panel, SrBox box) G_GNUC_WARN_UNUSED_RESULT;
void sr_panel_inset_clear(SrPanel *panel);
void sr_panel_inset_draw(SrCanvas *canvas, const SrPanel *panel);
