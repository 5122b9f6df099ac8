/*
 * style.h — how maps look, read from styles/<id>.ini: page, type, lines, colours,
 * patterns.
 *
 * A style is data: another look needs no code. Its keys stand in sr_style_keys; each has
 * a fallback, so a style file says only what is different. Lengths are millimetres, type
 * sizes points. Paths in it (logo) are relative to the folder of the file.
 */
#pragma once

#include "base/status.h"
#include "draw/image.h"
#include "draw/palette.h"
#include "draw/text.h"

#define SR_STYLE_LINES 6

/* Where the legend stands: beside the map, below it, or where it leaves most room. */
typedef enum { SR_LEGEND_AUTO, SR_LEGEND_RIGHT, SR_LEGEND_BELOW } SrLegendPlace;

/* What an area shows that has no value, for a reason. */
typedef struct {
    SrHatch hatch;
    SrColor ground;
} SrPattern;

typedef struct {
    char *id;       /* "druck"; owned */
    char *title;    /* what people read; owned */
    char *language; /* "de", "en", or NULL: that of the project; owned */

    double width_mm, height_mm; /* of the page */
    double margin_mm;           /* on all sides */
    double dpi;                 /* of PNG files */

    char *family;    /* "Roboto"; owned */
    char *condensed; /* for labels and notes; owned */
    double title_pt, subtitle_pt, text_pt, note_pt, legend_pt;
    double label_pt;       /* of names on the map */
    double label_least_pt; /* how small they may become; >= 7 */

    SrColor ink;    /* text */
    SrColor muted;  /* notes, frames, the ruler */
    SrColor paper;  /* around the areas */
    SrColor accent; /* the mark of the benchmark, rules */
    SrColor symbol; /* filling of circles */
    int n_lines;
    SrPen lines[SR_STYLE_LINES]; /* borders, from the lowest level up */
    SrPen outer;                 /* around all areas */
    double halo_mm;
    SrPattern patterns[SR_N_STATUSES]; /* of SR_STATUS_OK: none */

    bool gray;       /* every palette by its grey twin */
    bool mark_below; /* dashes on the classes below the middle: see sr_style_mark */
    char *sequential, *diverging, *qualitative; /* where an indicator names none; owned */
    SrLegendPlace legend;
    bool histogram;
    bool north_arrow;
    bool inset;       /* crowded areas once more, larger, where the page has room */
    double detail_mm; /* details of borders smaller than this are left out */
    double symbol_mm; /* the diameter of the largest circle */
    double point_mm;  /* how wide the sign of a facility is */
    SrImage *logo;    /* or NULL; owned */
    char *imprint;    /* a line at the foot, or NULL; owned */
} SrStyle;

extern const SrKeyTable sr_style_keys;

/*
 * Reads @path in @language ("de", "en", for title and imprint); what is wrong goes to
 * @findings. Returns: (transfer full): the style, or NULL with SR_ERROR_IO.
 */
SrStyle *sr_style_read(const char *path, const char *language, SrFindings *findings,
                       GError **error);
void sr_style_free(SrStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrStyle, sr_style_free)

/* No line is thinner: it would be lost in print. */
#define SR_STYLE_LEAST_LINE_MM 0.2

/* The width of a line on a map of @share of the full size. */
double sr_style_thin_line(double width_mm, double share);

/* A copy for such a map, its lines and circles smaller; borrows what @style owns. */
SrStyle sr_style_thinner(const SrStyle *style, double share);

/* Returns: the pen for borders of level @level, 0 = the lowest; the highest
 * levels share the last one. */
const SrPen *sr_style_line(const SrStyle *style, int level);

/*
 * Writes the colours of @n classes to @colors: of the palette @name (a leading '-' turns
 * its order), or of the style's own of @kind where @name is NULL or empty; grey where the
 * style is. Returns: false with SR_ERROR_INPUT: unknown palette, too few colours.
 */
bool sr_style_colors(const SrStyle *style, const SrPalettes *palettes, const char *name,
                     SrPaletteKind kind, int n, SrColor *colors,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * How many of @n classes, from the lowest up, lie below the middle of the palette that
 * sr_style_colors() would take: 0 for a palette without a middle.
 */
int sr_style_n_below(const SrStyle *style, const SrPalettes *palettes, const char *name,
                     SrPaletteKind kind, int n);

/*
 * The mark of what lies below a middle, drawn over @ground: small minus signs. Both ends
 * of a palette with two ends are dark; a copy in black and white needs more than colour.
 */
SrHatch sr_style_mark(const SrStyle *style, SrColor ground);

/* Returns: the style's ink or white, whichever reads better on @ground. */
SrColor sr_style_ink_on(const SrStyle *style, SrColor ground);
