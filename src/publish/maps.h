/*
 * maps.h — the single map page: title, map, legend, reading example, sources.
 *
 *     Title                                   [Beispieldaten]
 *     subtitle: unit, denominator, period
 *     ┌──────────────── panel (draw/panel) ────────────────┐
 *     └────────────────────────────────────────────────────┘
 *     Lesebeispiel  In Haßloch kommen …
 *     ──────────────────────────────────────────────────────
 *     Source, day, attribution, imprint                 logo
 *
 * Knows no store and no files but the one it writes: whoever calls fills the plain
 * struct. PDF, PNG and SVG come from the same layout.
 */
#pragma once

#include "draw/theme.h"

/* Everything is borrowed. What is NULL or 0 is left out; title and alt must be set. */
typedef struct {
    const char *title;
    const char *subtitle;       /* unit, denominator, period, in plain words */
    const char *summary;        /* one sentence of what the map shows */
    const char *reading;        /* the Lesebeispiel */
    const char *source;         /* "Quelle: …; Stand 31.12.2018" */
    const char *attribution;    /* of the boundaries */
    const char *polarity;       /* what a high value stands for */
    const char *note;           /* caveats */
    const char *const *banners; /* [n_banners]: "Beispieldaten", "ENTWURF" */
    int n_banners;
    const char *alt;      /* alternative text of the figure */
    const char *author;   /* or NULL */
    const char *language; /* "de" */
    gint64 time;          /* creation date: seconds since 1970 */

    const SrTheme *theme;

    /* Instead of it: small maps with one legend; all with the breaks of the first. */
    const SrTheme *const *themes;    /* [n_themes] */
    const char *const *theme_titles; /* [n_themes]: "2014" */
    int n_themes;                    /* 0: the one theme above */
} SrMapSheet;

/* What it is drawn with; borrowed. */
typedef struct {
    SrFonts *fonts;
    const SrStyle *style;
    const SrPalettes *palettes;
} SrAtelier;

/* The formats there are: "pdf", "png", "png@2x" (for dense screens), "svg"; NULL ends. */
extern const char *const sr_map_formats[];

/* How a file of @format ends: ".pdf", "@2x.png". */
const char *sr_map_ending(const char *format);

/* Draws the sheet as one page. Returns: false with SR_ERROR_INPUT: what does not fit. */
bool sr_map_sheet_draw(SrCanvas *canvas, const SrMapSheet *sheet,
                       const SrAtelier *atelier,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Writes the sheet to @path: .pdf, .png (in the dpi of the style) or .svg, by its end.
 * Returns: false with SR_ERROR_IO, SR_ERROR_INPUT (what does not fit) or SR_ERROR_USAGE
 * (another end).
 */
bool sr_map_sheet_write(const SrMapSheet *sheet, const SrAtelier *atelier,
                        const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): the boxes of the page in mm as text, or NULL with @error. */
char *sr_map_sheet_dump(const SrMapSheet *sheet, const SrAtelier *atelier,
                        GError **error);
