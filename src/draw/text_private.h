/*
 * text_private.h — the fonts behind draw/text: opened once, with what was learned of
 * them. Included by text*.c and fonts.c only.
 */
#pragma once

#include "draw/text.h"

#include <pango/pango.h>

const char *sr_fonts_default(const SrFonts *fonts); /* name of the first family */

/* The context all layouts share: 72 dots an inch, no hinting, the private fonts. */
PangoContext *sr_fonts_context(SrFonts *fonts);

/* The cache of measures; @key is (transfer full). */
const SrTextSize *sr_fonts_recall(SrFonts *fonts, const GBytes *key);
void sr_fonts_remember(SrFonts *fonts, GBytes *key, const SrTextSize *size);

/*
 * The cache of paragraphs: an atlas is set several times before it is drawn, and its
 * pages say much alike. Recalled: (transfer full), or NULL; remembered as long as there
 * is room, @key is (transfer full).
 */
SrText *sr_fonts_recall_text(SrFonts *fonts, const GBytes *key);
void sr_fonts_remember_text(SrFonts *fonts, GBytes *key, SrText *text);

void sr_fonts_note_missing(SrFonts *fonts, int n_glyphs, const char *text);
void sr_fonts_note_cut(SrFonts *fonts, const char *text);

/* Puts the font's blank where Pango has an empty glyph: see text.c, show_line. */
void sr_line_mend_blanks(PangoLayoutLine *line);

/* Not changed any more once it is broken into lines: it may stand in the cache. */
struct SrText {
    int n_owners;
    PangoLayout *layout; /* owned */
    SrTextStyle style;   /* without the family */
    SrAlign align;
    double box_mm;     /* width that lines are aligned in */
    double leading_mm; /* from baseline to baseline */
    double ascent_mm;  /* of the first line */
    int n_lines;
    bool cut;
    GArray *pieces; /* of SrTextRange, of a rich text; else NULL; owned */
};

/* A piece of a rich text: the bytes up to @end from the end of the piece before. */
typedef struct {
    int end;
    char *target; /* of a link, or NULL; owned */
    char *description;
} SrTextRange;

/* Breaks @layout (transfer full) into lines as @setting (or NULL) says. */
SrText *sr_text_finish(SrFonts *fonts, const SrTextStyle *style,
                       const SrTextSetting *setting, PangoLayout *layout);

/* sr_text_draw_lines for a rich text: a run for each piece, links as elements. */
void sr_text_draw_pieces(SrCanvas *canvas, const SrText *text, SrPoint top_left_mm,
                         int first, int end);

/* Pango draws boxes where it cannot load a font any more, and only grumbles: fails. */
void sr_text_check_font(SrCanvas *canvas, const PangoGlyphItem *run);

/* One paragraph in the look of @style, not yet broken. */
PangoLayout *sr_text_new_layout(SrFonts *fonts, const SrTextStyle *style,
                                const char *text);

/* The measures of its first line, but for cap_mm. */
SrTextSize sr_text_measure_layout(PangoLayout *layout);

PangoLayoutLine *sr_text_line_at(const SrText *text, int i);
double sr_text_line_width(const SrText *text, int i); /* mm, how far the pen goes */
