#include "publish/maps.h"

#include "base/error.h"
#include "draw/multiples.h"
#include "draw/panel.h"

#include <glib/gi18n.h>

#define GAP_MM 3.0
#define PANEL_GAP_MM 5.0
#define LEAST_PANEL_MM 40.0
#define LOGO_MM 12.0 /* high */
#define LOGO_WIDEST_MM 50.0

const char *const sr_map_formats[] = {"pdf", "png", "png@2x", "svg", NULL};

const char *
sr_map_ending(const char *format)
{
    static const char *const endings[] = {".pdf", ".png", "@2x.png", ".svg"};

    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_equal(sr_map_formats[i], format))
            return endings[i];
    g_return_val_if_reached(".pdf");
}

/* The page, laid out: texts with their places. */
typedef struct {
    const SrMapSheet *sheet;
    const SrAtelier *atelier;
    SrBox inner;                                         /* the page without margins */
    SrText *title, *subtitle, *summary, *reading, *foot; /* owned; NULL: none */
    SrPoint title_at, subtitle_at, summary_at, reading_at, foot_at;
    SrBox panel_box;
    int n_ready;
    SrThemeReady **ready;   /* [n_ready]; owned */
    SrSmallMap *small;      /* [n_ready]; owned */
    SrPanel *panel;         /* of one theme; owned, or NULL */
    SrMultiples *multiples; /* of several; owned, or NULL */
} Page;

static void
page_clear(Page *page)
{
    sr_text_free(page->title);
    sr_text_free(page->subtitle);
    sr_text_free(page->summary);
    sr_text_free(page->reading);
    sr_text_free(page->foot);
    sr_panel_free(page->panel);
    sr_multiples_free(page->multiples);
    for (int i = 0; i < page->n_ready; i++)
        sr_theme_free(page->ready[i]);
    g_free(page->ready);
    g_free(page->small);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

/* --- Layout --- */

static SrText *
paragraph(const Page *page, const char *text, double size_pt, SrWeight weight,
          SrColor color, double width)
{
    SrTextStyle style = {.size_pt = size_pt, .weight = weight, .color = color};
    SrTextSetting setting = {.width_mm = width};

    if (text == NULL || *text == '\0')
        return NULL;
    return sr_text_new(page->atelier->fonts, &style, &setting, text);
}

static double
height_of(const SrText *text)
{
    return text != NULL ? sr_text_height(text) : 0;
}

static SrTextStyle
banner_style(const Page *page)
{
    return (SrTextStyle){.size_pt = page->atelier->style->text_pt,
                         .weight = SR_WEIGHT_BOLD,
                         .color = page->atelier->style->accent};
}

/* The width that banners take from the title. */
static double
banners_width(const Page *page)
{
    SrTextStyle style = banner_style(page);
    double widest = 0;

    for (int i = 0; i < page->sheet->n_banners; i++)
        widest = MAX(
            widest, sr_text_measure(page->atelier->fonts, &style, page->sheet->banners[i])
                            .width_mm +
                        4);
    return widest;
}

static char *
foot_text(const SrMapSheet *sheet, const SrStyle *style)
{
    g_autofree char *sources =
        sheet->source == NULL ? NULL : g_strdup_printf(_("Sources: %s"), sheet->source);
    g_autofree char *boundaries =
        sheet->attribution == NULL
            ? NULL
            : g_strdup_printf(_("Boundaries: %s"), sheet->attribution);
    g_autofree char *note =
        sheet->note == NULL || sheet->polarity == NULL
            ? g_strdup(sheet->note != NULL ? sheet->note : sheet->polarity)
            : g_strdup_printf("%s %s", sheet->polarity, sheet->note);
    const char *const parts[] = {note, sources, boundaries, style->imprint};
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL && *parts[i] != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", parts[i]);
    return g_string_free(text, FALSE);
}

/* The width that the logo takes from the foot. */
static double
logo_width(const SrStyle *style)
{
    return style->logo != NULL
               ? MIN(LOGO_MM * sr_image_aspect(style->logo), LOGO_WIDEST_MM) + GAP_MM
               : 0;
}

static void
set_texts(Page *page)
{
    const SrMapSheet *sheet = page->sheet;
    const SrStyle *style = page->atelier->style;
    double width = page->inner.x1 - page->inner.x0;
    double banners = banners_width(page);
    g_autofree char *foot = foot_text(sheet, style);
    g_autofree char *reading =
        sheet->reading != NULL
            /* TRANSLATORS: before a sentence that shows how to read the map */
            ? g_strdup_printf(_("How to read this: %s"), sheet->reading)
            : NULL;

    page->title = paragraph(page, sheet->title, style->title_pt, SR_WEIGHT_BOLD,
                            style->ink, banners > 0 ? width - banners - GAP_MM : width);
    page->subtitle = paragraph(page, sheet->subtitle, style->subtitle_pt,
                               SR_WEIGHT_NORMAL, style->muted, width);
    page->summary = paragraph(page, sheet->summary, style->text_pt, SR_WEIGHT_MEDIUM,
                              style->ink, width);
    page->reading =
        paragraph(page, reading, style->text_pt, SR_WEIGHT_NORMAL, style->ink, width - 4);
    page->foot =
        paragraph(page, foot, style->note_pt, SR_WEIGHT_NORMAL, style->muted, width);
}

/* The one map with its legend, or several small ones. */
static bool
lay_out_maps(Page *page, GError **error)
{
    const SrMapSheet *sheet = page->sheet;
    const SrAtelier *atelier = page->atelier;
    int n = MAX(sheet->n_themes, 1);

    page->ready = g_new0(SrThemeReady *, n);
    page->small = g_new0(SrSmallMap, n);
    for (int i = 0; i < n; i++) {
        const SrTheme *theme = sheet->n_themes > 0 ? sheet->themes[i] : sheet->theme;

        page->ready[i] =
            sr_theme_prepare(theme, atelier->style, atelier->palettes, error);
        if (page->ready[i] == NULL)
            return false;
        page->n_ready++;
        page->small[i] = (SrSmallMap){sheet->n_themes > 0 ? sheet->theme_titles[i] : "",
                                      page->ready[i]};
    }
    if (sheet->n_themes > 0)
        page->multiples = sr_multiples_new(page->small, n, atelier->fonts, atelier->style,
                                           page->panel_box, error);
    else
        page->panel = sr_panel_new(page->ready[0], atelier->fonts, atelier->style,
                                   page->panel_box, error);
    return page->panel != NULL || page->multiples != NULL;
}

/* Texts from the top and from the foot; what is between is the panel's. */
static bool
lay_out(Page *page, GError **error)
{
    const SrStyle *style = page->atelier->style;
    SrBox inner = {style->margin_mm, style->margin_mm, style->width_mm - style->margin_mm,
                   style->height_mm - style->margin_mm};
    page->inner = inner;
    set_texts(page);

    double y = inner.y0;
    page->title_at = (SrPoint){inner.x0, y};
    y += height_of(page->title) + 1;
    page->subtitle_at = (SrPoint){inner.x0, y};
    y += height_of(page->subtitle);
    page->summary_at = (SrPoint){inner.x0, y + (page->summary != NULL ? 1.5 : 0)};
    y = page->summary_at.y + height_of(page->summary);

    double foot =
        inner.y1 - MAX(height_of(page->foot), style->logo != NULL ? LOGO_MM : 0);
    page->foot_at = (SrPoint){inner.x0, foot};
    foot -= page->foot != NULL ? GAP_MM : 0;
    if (page->reading != NULL)
        foot -= height_of(page->reading) + GAP_MM;
    page->reading_at = (SrPoint){inner.x0 + 4, foot};
    page->panel_box = (SrBox){inner.x0, y + PANEL_GAP_MM, inner.x1, foot - PANEL_GAP_MM};
    if (page->panel_box.y1 - page->panel_box.y0 < LEAST_PANEL_MM) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the page is too small: %.0f mm are left for the map of \"%s\""),
                    MAX(page->panel_box.y1 - page->panel_box.y0, 0), page->sheet->title);
        return false;
    }
    return lay_out_maps(page, error);
}

/* --- Drawing --- */

static void
draw_text(SrCanvas *canvas, SrTag tag, const SrText *text, SrPoint at)
{
    SrTags *tags = sr_canvas_tags(canvas);

    if (text == NULL)
        return;
    sr_tags_open(tags, tag);
    sr_text_draw(canvas, text, at);
    sr_tags_close(tags, tag);
}

static void
draw_banners(SrCanvas *canvas, const Page *page)
{
    SrTags *tags = sr_canvas_tags(canvas);
    SrTextStyle style = banner_style(page);
    SrPen frame = {.color = style.color, .width_mm = 0.4, .join = SR_JOIN_MITER};
    double y = page->inner.y0;

    for (int i = 0; i < page->sheet->n_banners; i++) {
        const char *words = page->sheet->banners[i];
        SrTextSize size = sr_text_measure(page->atelier->fonts, &style, words);
        double height = size.cap_mm + 3;
        SrBox box = {page->inner.x1 - size.width_mm - 4, y, page->inner.x1, y + height};

        sr_canvas_stroke_box(canvas, box, &frame);
        sr_tags_open(tags, SR_TAG_P);
        sr_text_put(canvas, page->atelier->fonts, &style, words,
                    (SrPoint){box.x0 + 2, box.y1 - 1.5}, SR_ALIGN_LEFT, 0);
        sr_tags_close(tags, SR_TAG_P);
        y += height + 1.5;
    }
}

/* In the lower right corner; it belongs to every page and is no content. */
static void
draw_logo(SrCanvas *canvas, const Page *page)
{
    const SrImage *logo = page->atelier->style->logo;
    SrTags *tags = sr_canvas_tags(canvas);

    if (logo == NULL)
        return;
    double width = logo_width(page->atelier->style) - GAP_MM;
    double height = width / sr_image_aspect(logo);
    SrBox box = {page->inner.x1 - width, page->foot_at.y, page->inner.x1,
                 page->foot_at.y + height};
    sr_tags_artifact_begin(tags, SR_ARTIFACT_FOOTER);
    sr_image_draw(canvas, logo, box);
    sr_tags_artifact_end(tags);
}

static void
draw_page(SrCanvas *canvas, const Page *page)
{
    const SrStyle *style = page->atelier->style;
    SrTags *tags = sr_canvas_tags(canvas);
    SrPen rule = {.color = style->muted, .width_mm = 0.2};
    SrPen mark = {.color = style->accent, .width_mm = 0.8};

    draw_text(canvas, SR_TAG_H1, page->title, page->title_at);
    draw_text(canvas, SR_TAG_P, page->subtitle, page->subtitle_at);
    draw_banners(canvas, page);
    draw_text(canvas, SR_TAG_P, page->summary, page->summary_at);
    sr_tags_open_figure(tags, page->sheet->alt, page->panel_box);
    if (page->panel != NULL)
        sr_panel_draw(canvas, page->panel);
    else
        sr_multiples_draw(canvas, page->multiples);
    sr_tags_close(tags, SR_TAG_FIGURE);
    if (page->reading != NULL)
        sr_canvas_line(canvas, (SrPoint){page->inner.x0 + 0.4, page->reading_at.y},
                       (SrPoint){page->inner.x0 + 0.4,
                                 page->reading_at.y + sr_text_height(page->reading)},
                       &mark);
    draw_text(canvas, SR_TAG_P, page->reading, page->reading_at);
    if (page->foot != NULL)
        sr_canvas_line(canvas, (SrPoint){page->inner.x0, page->foot_at.y - 1.2},
                       (SrPoint){page->inner.x1, page->foot_at.y - 1.2}, &rule);
    draw_text(canvas, SR_TAG_P, page->foot, page->foot_at);
    draw_logo(canvas, page);
}

bool
sr_map_sheet_draw(SrCanvas *canvas, const SrMapSheet *sheet, const SrAtelier *atelier,
                  GError **error)
{
    g_auto(Page) page = {.sheet = sheet, .atelier = atelier};

    if (!lay_out(&page, error))
        return false;
    sr_canvas_page_begin(canvas, atelier->style->width_mm, atelier->style->height_mm);
    draw_page(canvas, &page);
    return sr_canvas_page_end(canvas, error);
}

bool
sr_map_sheet_write(const SrMapSheet *sheet, const SrAtelier *atelier, const char *path,
                   GError **error)
{
    SrDocument document = {.title = sheet->title,
                           .author = sheet->author,
                           .subject = sheet->subtitle,
                           .language = sheet->language,
                           .time = sheet->time};
    g_autoptr(SrCanvas) canvas =
        sr_canvas_new_for(path, &document, atelier->style->dpi, error);

    return canvas != NULL && sr_map_sheet_draw(canvas, sheet, atelier, error) &&
           sr_canvas_write(canvas, path, error);
}

static void
dump_text(GString *dump, const char *name, const SrText *text, SrPoint at)
{
    char x[G_ASCII_DTOSTR_BUF_SIZE];
    char y[G_ASCII_DTOSTR_BUF_SIZE];
    char height[G_ASCII_DTOSTR_BUF_SIZE];

    if (text == NULL)
        return;
    g_string_append_printf(
        dump, "%s %s %s height %s\n", name, g_ascii_formatd(x, sizeof x, "%.1f", at.x),
        g_ascii_formatd(y, sizeof y, "%.1f", at.y),
        g_ascii_formatd(height, sizeof height, "%.1f", sr_text_height(text)));
}

char *
sr_map_sheet_dump(const SrMapSheet *sheet, const SrAtelier *atelier, GError **error)
{
    g_auto(Page) page = {.sheet = sheet, .atelier = atelier};

    if (!lay_out(&page, error))
        return NULL;
    g_autofree char *panel = page.panel != NULL ? sr_panel_dump(page.panel)
                                                : sr_multiples_dump(page.multiples);
    GString *dump = g_string_new(NULL);
    dump_text(dump, "title", page.title, page.title_at);
    dump_text(dump, "subtitle", page.subtitle, page.subtitle_at);
    dump_text(dump, "summary", page.summary, page.summary_at);
    dump_text(dump, "reading", page.reading, page.reading_at);
    dump_text(dump, "foot", page.foot, page.foot_at);
    g_string_append(dump, panel);
    return g_string_free(dump, FALSE);
}
