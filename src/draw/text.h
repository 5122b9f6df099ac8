/*
 * text.h — text in pinned fonts: measured, broken into lines, drawn.
 *
 * Given fonts by family name, gives widths and heights in millimetres that are the same
 * on every machine and on every surface: the fonts come from Debian packages through a
 * private configuration, so nothing a person has installed can take their place.
 *
 *     an SrText of two lines:        ┌──────────────┐  top left = origin
 *                                    │Bockenheim    │  ← baseline_mm below the top
 *                                    │an der …      │  height_mm = 2 lines
 *                                    └──────────────┘
 *
 * Sizes are points (1/72 inch), as style files say them; lengths are millimetres.
 * Ligatures are off (readers stumble over them in PDF). Glyphs a font lacks are counted,
 * never shown as boxes unnoticed; a text that had to be cut says so.
 */
#pragma once

#include "draw/canvas.h"
#include "draw/hyphen.h"

#define SR_MM_PER_PT (25.4 / 72.0)

typedef struct SrFonts SrFonts;
typedef struct SrText SrText;

typedef enum {
    SR_WEIGHT_NORMAL = 400,
    SR_WEIGHT_LIGHT = 300,
    SR_WEIGHT_MEDIUM = 500,
    SR_WEIGHT_BOLD = 700,
} SrWeight;

typedef enum { SR_ALIGN_LEFT, SR_ALIGN_CENTER, SR_ALIGN_RIGHT } SrAlign;

/* How text looks. Zero fields mean what the comment says, so `{.size_pt = 9}` works. */
typedef struct {
    const char *family; /* borrowed; NULL = the first family of the fonts */
    double size_pt;     /* > 0 */
    SrWeight weight;    /* 0 = normal */
    bool italic;
    bool tabular;       /* figures of one width, for columns */
    SrColor color;      /* black */
    double line_height; /* from baseline to baseline, in sizes; 0 = 1.25 */
    double
        tracking_pt; /* added between letters; for names of regions and small capitals */
    double halo_mm;  /* width of the rim around the letters; 0 = none */
    SrColor halo_color;
} SrTextStyle;

/* How a paragraph is set. All zero: one line, as wide as it is. */
typedef struct {
    double width_mm;  /* lines are broken here; 0 = never, but at '\n' */
    SrAlign align;    /* within width_mm; of the lines among themselves where that is 0 */
    int max_lines;    /* 0 = any number; what is over is cut with "…" */
    double indent_mm; /* of all lines but the first */
    SrHyphen *hyphen; /* words may be broken by it; NULL: only between words */
} SrTextSetting;

/* The measures of one line, from its baseline. */
typedef struct {
    double width_mm;   /* how far the pen goes */
    double ascent_mm;  /* > 0, of the font */
    double descent_mm; /* > 0, of the font */
    double cap_mm;     /* height of a capital H: to centre text on a line or a symbol */
    SrBox ink_mm;      /* of what is black, origin = start of the baseline, y down */
} SrTextSize;

/*
 * Opens the fonts of @families, NULL-terminated; "Roboto" and "Roboto Condensed" are
 * known (the table in text.c names directory and Debian package of each). The environment
 * variable SOZIALRAUM_FONTS names another directory to look in.
 * Returns: (transfer full): or NULL with SR_ERROR_INPUT, which names the family and the
 * package that brings it.
 */
SrFonts *sr_fonts_new(const char *const *families, GError **error);
void sr_fonts_free(SrFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrFonts, sr_fonts_free)

/*
 * Where words of @language ("de") may be broken; read when it is first asked for.
 * Returns: (transfer none): or NULL where there are no patterns for it: then words stay
 * whole.
 */
SrHyphen *sr_fonts_hyphen(SrFonts *fonts, const char *language);

/* Loads them beforehand. Returns: false with SR_ERROR_IO if they cannot be read. */
G_GNUC_WARN_UNUSED_RESULT bool sr_fonts_load_hyphen(SrFonts *fonts, const char *language,
                                                    GError **error);

/* How many glyphs were missing in all texts laid out so far, and the first such text. */
int sr_text_missing_glyphs(const SrFonts *fonts, const char **first_text);

/* How many texts were cut by max_lines so far, and the first of them. */
int sr_text_cut_texts(const SrFonts *fonts, const char **first_text);

/* Measures one line ('\n' counts as a blank). Cached: labels are measured many times. */
SrTextSize sr_text_measure(SrFonts *fonts, const SrTextStyle *style, const char *text);

/* Returns: (transfer full): as much of @text as has room, with "…" where it is cut. */
char *sr_text_fit(SrFonts *fonts, const SrTextStyle *style, const char *text,
                  double width_mm);

/*
 * Lays out @text (UTF-8; bytes that are not are replaced, control characters dropped).
 * @setting may be NULL. Returns: (transfer full).
 */
SrText *sr_text_new(SrFonts *fonts, const SrTextStyle *style,
                    const SrTextSetting *setting, const char *text);

/* A piece of a paragraph that differs from the rest. */
typedef struct {
    const char *text;
    bool bold, italic;
    const char *target;      /* of a link (see sr_tags_open_link), or NULL */
    const char *description; /* of the link, read aloud */
} SrTextPiece;

/*
 * The same of @n pieces that follow one another; words are not broken. Drawn within an
 * element, a link in it becomes an element of its own.
 */
SrText *sr_text_new_rich(SrFonts *fonts, const SrTextStyle *style,
                         const SrTextSetting *setting, const SrTextPiece *pieces, int n);
void sr_text_free(SrText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrText, sr_text_free)

double sr_text_width(const SrText *text);    /* mm, of the widest line */
double sr_text_height(const SrText *text);   /* mm, all lines */
double sr_text_baseline(const SrText *text); /* mm from the top to the first baseline */
int sr_text_n_lines(const SrText *text);
bool sr_text_is_cut(const SrText *text);
/* Where line i lies, from the top left of the text: its pen box in mm. */
SrBox sr_text_line_box(const SrText *text, int i);

/*
 * Draws the lines [first, first + n) of @text so that line @first begins at @top_left_mm;
 * n < 0 means all that follow. Each call is one run of the innermost open element.
 */
void sr_text_draw_lines(SrCanvas *canvas, const SrText *text, SrPoint top_left_mm,
                        int first, int n);

/* Draws all of it. */
void sr_text_draw(SrCanvas *canvas, const SrText *text, SrPoint top_left_mm);

/*
 * Draws one line at a baseline: @anchor says whether @baseline_mm is its left end, middle
 * or right end. @angle_degrees turns it counter-clockwise about that point.
 */
void sr_text_put(SrCanvas *canvas, SrFonts *fonts, const SrTextStyle *style,
                 const char *text, SrPoint baseline_mm, SrAlign anchor,
                 double angle_degrees);
