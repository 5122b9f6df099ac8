#include "draw/text_private.h"

#include "draw/wording.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define DEFAULT_LINE_HEIGHT 1.25
#define SOFT_HYPHEN 0xad
#define RAGGED 0.16 /* of the width may be left empty before a word is broken */

static double
to_mm(int pango_units)
{
    return (double)pango_units / PANGO_SCALE * SR_MM_PER_PT;
}

static int
from_mm(double mm)
{
    return (int)lround(mm / SR_MM_PER_PT * PANGO_SCALE);
}

static PangoFontDescription *
describe(SrFonts *fonts, const SrTextStyle *style)
{
    PangoFontDescription *description = pango_font_description_new();

    pango_font_description_set_family(
        description, style->family != NULL ? style->family : sr_fonts_default(fonts));
    pango_font_description_set_weight(
        description,
        (PangoWeight)(style->weight != 0 ? style->weight : SR_WEIGHT_NORMAL));
    pango_font_description_set_style(description, style->italic ? PANGO_STYLE_ITALIC
                                                                : PANGO_STYLE_NORMAL);
    /* The context has 72 dots an inch: a point is a unit. */
    pango_font_description_set_size(description,
                                    (int)lround(style->size_pt * PANGO_SCALE));
    return description;
}

static PangoAttrList *
attributes(const SrTextStyle *style)
{
    PangoAttrList *list = pango_attr_list_new();

    pango_attr_list_insert(
        list, pango_attr_font_features_new(style->tabular ? "liga=0,clig=0,dlig=0,tnum=1"
                                                          : "liga=0,clig=0,dlig=0"));
    if (style->tracking_pt != 0)
        pango_attr_list_insert(list, pango_attr_letter_spacing_new(
                                         (int)lround(style->tracking_pt * PANGO_SCALE)));
    return list;
}

PangoLayout *
sr_text_new_layout(SrFonts *fonts, const SrTextStyle *style, const char *text)
{
    PangoLayout *layout = pango_layout_new(sr_fonts_context(fonts));
    PangoFontDescription *description = describe(fonts, style);
    PangoAttrList *list = attributes(style);

    pango_layout_set_font_description(layout, description);
    pango_layout_set_attributes(layout, list);
    pango_layout_set_text(layout, text, -1);
    pango_layout_set_auto_dir(layout, TRUE);
    pango_font_description_free(description);
    pango_attr_list_unref(list);
    return layout;
}

/* --- Measuring --- */

/* (transfer full): @text with the numbers and the family that say how it is set. */
static GBytes *
key_of(const double *numbers, int n, const char *family, const char *text)
{
    GByteArray *key = g_byte_array_sized_new(256);

    if (family == NULL)
        family = "";
    g_byte_array_append(key, (const guint8 *)numbers, (guint)n * sizeof *numbers);
    g_byte_array_append(key, (const guint8 *)family, (guint)strlen(family) + 1);
    g_byte_array_append(key, (const guint8 *)text, (guint)strlen(text));
    return g_byte_array_free_to_bytes(key);
}

/* Everything that changes how wide a line is. */
static GBytes *
measure_key(const SrTextStyle *style, const char *text)
{
    const double numbers[] = {style->size_pt, style->weight, style->italic,
                              style->tabular, style->tracking_pt};

    return key_of(numbers, G_N_ELEMENTS(numbers), style->family, text);
}

/* Everything that changes how a paragraph looks. */
static GBytes *
text_key(const SrTextStyle *style, const SrTextSetting *setting, const char *text)
{
    const double numbers[] = {
        style->size_pt,      style->weight,       style->italic,
        style->tabular,      style->tracking_pt,  style->line_height,
        style->color.r,      style->color.g,      style->color.b,
        style->halo_mm,      style->halo_color.r, style->halo_color.g,
        style->halo_color.b, setting->width_mm,   setting->align,
        setting->max_lines,  setting->indent_mm,  setting->hyphen != NULL};

    return key_of(numbers, G_N_ELEMENTS(numbers), style->family, text);
}

static double
cap_height(SrFonts *fonts, const SrTextStyle *style)
{
    g_autoptr(PangoLayout) layout = sr_text_new_layout(fonts, style, "H");
    PangoRectangle ink;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, NULL);
    return to_mm(PANGO_ASCENT(ink));
}

SrTextSize
sr_text_measure_layout(PangoLayout *layout)
{
    PangoRectangle ink;
    PangoRectangle logical;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink,
                                  &logical);
    return (SrTextSize){
        .width_mm = to_mm(logical.width),
        .ascent_mm = to_mm(PANGO_ASCENT(logical)),
        .descent_mm = to_mm(PANGO_DESCENT(logical)),
        .ink_mm = {to_mm(PANGO_LBEARING(ink)), -to_mm(PANGO_ASCENT(ink)),
                   to_mm(PANGO_RBEARING(ink)), to_mm(PANGO_DESCENT(ink))},
    };
}

SrTextSize
sr_text_measure(SrFonts *fonts, const SrTextStyle *style, const char *text)
{
    g_return_val_if_fail(style->size_pt > 0, (SrTextSize){0});
    g_autoptr(GBytes) key = measure_key(style, text);
    const SrTextSize *known = sr_fonts_recall(fonts, key);
    if (known != NULL)
        return *known;

    g_autofree char *line = sr_wording_clean(text, true);
    g_autoptr(PangoLayout) layout = sr_text_new_layout(fonts, style, line);
    SrTextSize size = sr_text_measure_layout(layout);
    size.cap_mm = cap_height(fonts, style);
    sr_fonts_note_missing(fonts, pango_layout_get_unknown_glyphs_count(layout), text);
    sr_fonts_remember(fonts, g_steal_pointer(&key), &size);
    return size;
}

char *
sr_text_fit(SrFonts *fonts, const SrTextStyle *style, const char *text, double width_mm)
{
    glong fits = 0;

    if (sr_text_measure(fonts, style, text).width_mm <= width_mm)
        return g_strdup(text);
    for (glong over = g_utf8_strlen(text, -1); fits + 1 < over;) {
        glong middle = (fits + over) / 2;
        g_autofree char *start = g_utf8_substring(text, 0, middle);
        g_autofree char *cut = g_strconcat(start, "…", NULL);

        if (sr_text_measure(fonts, style, cut).width_mm <= width_mm)
            fits = middle;
        else
            over = middle;
    }
    g_autofree char *start = g_utf8_substring(text, 0, fits);
    return g_strconcat(g_strchomp(start), "…", NULL);
}

/* --- Paragraphs --- */

PangoLayoutLine *
sr_text_line_at(const SrText *text, int i)
{
    return pango_layout_get_line_readonly(text->layout, i);
}

/* Pango counts the blank at a broken end; the pen box does not. */
static PangoRectangle
line_extents(const SrText *text, int i)
{
    PangoRectangle logical;

    pango_layout_line_get_extents(sr_text_line_at(text, i), NULL, &logical);
    return logical;
}

double
sr_text_line_width(const SrText *text, int i)
{
    return to_mm(line_extents(text, i).width);
}

/* @text without its soft hyphens, but for those that end a line of @layout. */
static char *
keep_used_hyphens(PangoLayout *layout, const char *text)
{
    GString *kept = g_string_sized_new(strlen(text));
    int n_lines = pango_layout_get_line_count(layout);

    for (int i = 0; i < n_lines; i++) {
        const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, i);
        const char *start = text + line->start_index;
        const char *end = start + line->length;

        for (const char *p = start; p < end; p = g_utf8_next_char(p))
            if (g_utf8_get_char(p) != SOFT_HYPHEN ||
                (g_utf8_next_char(p) == end && i + 1 < n_lines))
                g_string_append_unichar(kept, g_utf8_get_char(p));
        if (*end == '\n')
            g_string_append_c(kept, '\n');
    }
    return g_string_free(kept, FALSE);
}

/* The text with soft hyphens in the word that begins line @i, or NULL if it has none. */
static char *
break_first_word(PangoLayout *layout, int i, SrHyphen *hyphen)
{
    const char *text = pango_layout_get_text(layout);
    int start = pango_layout_get_line_readonly(layout, i)->start_index;
    int n = (int)strcspn(text + start, " \n");

    if (start == 0 || text[start - 1] == '\n')
        return NULL;
    g_autofree char *before = g_strndup(text, start);
    g_autofree char *word = g_strndup(text + start, n);
    g_autofree char *broken = sr_hyphen_text(hyphen, word);
    if (g_str_equal(word, broken))
        return NULL;
    return g_strconcat(before, broken, text + start + n, NULL);
}

/*
 * Lines end raggedly, so a word is broken only where the line before would be short by
 * more than RAGGED of the width. In the end only those soft hyphens are kept that show:
 * the others would still stand in the file, and be read as gaps.
 */
static void
hyphenate(SrText *self, const SrTextSetting *setting)
{
    bool changed = false;

    if (setting->hyphen == NULL || setting->width_mm <= 0)
        return;
    for (int i = 0; i + 1 < pango_layout_get_line_count(self->layout); i++) {
        if (sr_text_line_width(self, i) >= (1 - RAGGED) * setting->width_mm)
            continue;
        g_autofree char *broken = break_first_word(self->layout, i + 1, setting->hyphen);
        if (broken == NULL)
            continue;
        pango_layout_set_text(self->layout, broken, -1);
        changed = true;
    }
    if (!changed)
        return;
    g_autofree char *kept =
        keep_used_hyphens(self->layout, pango_layout_get_text(self->layout));
    pango_layout_set_text(self->layout, kept, -1);
}

/* Sets widths, and cuts with an ellipsis what is more than max_lines. */
static void
break_lines(SrText *self, const SrTextSetting *setting)
{
    if (setting->width_mm > 0) {
        pango_layout_set_width(self->layout, from_mm(setting->width_mm));
        pango_layout_set_wrap(self->layout, PANGO_WRAP_WORD_CHAR);
    }
    if (setting->indent_mm != 0)
        pango_layout_set_indent(self->layout, -from_mm(setting->indent_mm));
    hyphenate(self, setting);
    if (setting->max_lines <= 0 ||
        pango_layout_get_line_count(self->layout) <= setting->max_lines)
        return;
    /* Pango cuts only what has a width; without, the lines after are left out. */
    self->cut = true;
    if (setting->width_mm > 0) {
        pango_layout_set_height(self->layout, -setting->max_lines);
        pango_layout_set_ellipsize(self->layout, PANGO_ELLIPSIZE_END);
    }
}

SrText *
sr_text_finish(SrFonts *fonts, const SrTextStyle *style, const SrTextSetting *setting,
               PangoLayout *layout)
{
    static const SrTextSetting one_line = {0};
    SrText *self = g_new0(SrText, 1);

    if (setting == NULL)
        setting = &one_line;
    self->n_owners = 1;
    self->style = *style;
    self->style.family = NULL;
    self->layout = layout;
    break_lines(self, setting);
    self->n_lines = pango_layout_get_line_count(self->layout);
    if (setting->max_lines > 0)
        self->n_lines = MIN(self->n_lines, setting->max_lines);
    self->align = setting->align;
    self->leading_mm =
        style->size_pt * SR_MM_PER_PT *
        (style->line_height > 0 ? style->line_height : DEFAULT_LINE_HEIGHT);
    /* The ascent of the font, not of a fallback, plus half of what the leading adds. */
    SrTextSize size = sr_text_measure(fonts, style, "H");
    self->ascent_mm =
        size.ascent_mm + (self->leading_mm - size.ascent_mm - size.descent_mm) / 2;
    self->box_mm = setting->width_mm > 0 ? setting->width_mm : sr_text_width(self);
    sr_fonts_note_missing(fonts, pango_layout_get_unknown_glyphs_count(self->layout),
                          pango_layout_get_text(self->layout));
    if (self->cut)
        sr_fonts_note_cut(fonts, pango_layout_get_text(self->layout));
    return self;
}

SrText *
sr_text_new(SrFonts *fonts, const SrTextStyle *style, const SrTextSetting *setting,
            const char *text)
{
    g_return_val_if_fail(style->size_pt > 0, NULL);
    bool is_paragraph = setting != NULL && setting->width_mm > 0;
    g_autoptr(GBytes) key = is_paragraph ? text_key(style, setting, text) : NULL;
    SrText *known = is_paragraph ? sr_fonts_recall_text(fonts, key) : NULL;

    if (known != NULL)
        return known;
    g_autofree char *cleaned = sr_wording_clean(text, false);
    SrText *self =
        sr_text_finish(fonts, style, setting, sr_text_new_layout(fonts, style, cleaned));
    if (is_paragraph)
        sr_fonts_remember_text(fonts, g_steal_pointer(&key), self);
    return self;
}

void
sr_text_free(SrText *text)
{
    if (text == NULL || --text->n_owners > 0)
        return;
    g_object_unref(text->layout);
    g_clear_pointer(&text->pieces, g_array_unref);
    g_free(text);
}

double
sr_text_width(const SrText *text)
{
    double widest = 0;

    for (int i = 0; i < text->n_lines; i++)
        widest = MAX(widest, sr_text_line_width(text, i));
    return widest;
}

double
sr_text_height(const SrText *text)
{
    return text->n_lines * text->leading_mm;
}

double
sr_text_baseline(const SrText *text)
{
    return text->ascent_mm;
}

int
sr_text_n_lines(const SrText *text)
{
    return text->n_lines;
}

bool
sr_text_is_cut(const SrText *text)
{
    return text->cut;
}

SrBox
sr_text_line_box(const SrText *text, int i)
{
    double width = sr_text_line_width(text, i);
    double left = 0;
    double top = i * text->leading_mm;

    if (text->align == SR_ALIGN_CENTER)
        left = (text->box_mm - width) / 2;
    else if (text->align == SR_ALIGN_RIGHT)
        left = text->box_mm - width;
    else
        left = to_mm(i > 0 ? MAX(-pango_layout_get_indent(text->layout), 0) : 0);
    return (SrBox){left, top, left + width, top + text->leading_mm};
}
