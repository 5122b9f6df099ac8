/* The title page: a band with the title, the map of the regions, who made it and when. */
#include "publish/atlas_private.h"

#include "draw/labeltext.h"
#include "publish/asof.h"
#include "publish/prose.h"

#include <glib/gi18n.h>

#define MARGIN_MM 18.0
#define BAND_TOP_MM 24.0    /* of the first line in the band */
#define BAND_BOTTOM_MM 12.0 /* below its last line */
#define BAND_MOST 0.45      /* of the page; longer titles are set smaller */
#define MAP_GAP_MM 8.0
#define FOOT_MM 52.0 /* for the lines below the map */
#define TITLE_PT 44.0
#define LEAST_TITLE_PT 14.0
#define TITLE_STEP_PT 2.0
#define LINE_PT 14.0
#define FOOT_PT 11.0
#define REGION_PT 12.0
#define LINE_GAP_MM 4.0

/* Everything of the edition that is made up makes its title say so. */
bool
sr_atlas_is_synthetic(const SrPress *press)
{
    for (guint r = 0; r < press->values->results->len; r++)
        if (((const SrResult *)press->values->results->pdata[r])->is_synthetic)
            return true;
    return false;
}

char *
sr_atlas_as_of(const SrAtlas *atlas)
{
    const SrPress *press = atlas->press;
    g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint r = 0; r < press->values->results->len; r++) {
        const SrResult *result = press->values->results->pdata[r];
        int level = sr_press_finest(press, result);

        if (!sr_atlas_has(atlas, result))
            continue;
        int year = sr_atlas_year_of(
            sr_press_newest(press, result, press->schemes[0]->divisions[level]));
        g_array_append_val(years, year);
    }
    return sr_asof_words((const int *)(void *)years->data, (int)years->len, press->day);
}

/* The three texts of the band, from the top: edition, title, subtitle. */
typedef struct {
    SrText *lines[3];
    SrTag tags[3];
    double height_mm;
} Band;

static void
band_clear(Band *band)
{
    for (size_t i = 0; i < G_N_ELEMENTS(band->lines); i++)
        sr_text_free(band->lines[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Band, band_clear)

static SrText *
lay_out(const SrAtlas *atlas, const char *text, double size_pt, SrWeight weight,
        SrColor color)
{
    SrTextStyle style = sr_look_text(&atlas->look, size_pt, weight, color);
    SrTextSetting setting = {.width_mm = sr_flow_width(atlas->flow)};

    style.line_height = 1.15;
    return sr_text_new(atlas->look.fonts, &style, &setting, text);
}

static void
lay_out_band(const SrAtlas *atlas, double title_pt, Band *band)
{
    SrColor color = sr_style_ink_on(atlas->press->atelier.style, atlas->look.accent);
    const char *subtitle = atlas->plan->subtitle == NULL ? "" : atlas->plan->subtitle;

    band_clear(band);
    *band = (Band){
        .lines = {lay_out(atlas, atlas->press->title, LINE_PT, SR_WEIGHT_NORMAL, color),
                  lay_out(atlas, atlas->plan->title, title_pt, SR_WEIGHT_BOLD, color),
                  lay_out(atlas, subtitle, LINE_PT, SR_WEIGHT_NORMAL, color)},
        .tags = {SR_TAG_P, SR_TAG_H1, SR_TAG_P},
        .height_mm = BAND_TOP_MM + BAND_BOTTOM_MM - LINE_GAP_MM};
    for (size_t i = 0; i < G_N_ELEMENTS(band->lines); i++)
        band->height_mm += sr_text_height(band->lines[i]) + LINE_GAP_MM;
}

/* A band over the whole width; a long title is set smaller. Gives its lower edge. */
static double
set_band(SrAtlas *atlas)
{
    const SrStyle *style = atlas->press->atelier.style;
    SrCanvas *canvas = sr_flow_canvas(atlas->flow);
    SrTags *tags = sr_canvas_tags(canvas);
    double y = BAND_TOP_MM;
    g_auto(Band) band = {0};

    lay_out_band(atlas, TITLE_PT, &band);
    for (double pt = TITLE_PT;
         pt > LEAST_TITLE_PT && band.height_mm > BAND_MOST * style->height_mm;)
        lay_out_band(atlas, pt -= TITLE_STEP_PT, &band);
    sr_tags_artifact_begin(tags, SR_ARTIFACT_LAYOUT);
    sr_canvas_fill_box(canvas, (SrBox){0, 0, style->width_mm, band.height_mm},
                       atlas->look.accent);
    sr_tags_artifact_end(tags);
    for (size_t i = 0; i < G_N_ELEMENTS(band.lines); i++) {
        if (i == 2 && atlas->plan->subtitle == NULL)
            continue;
        sr_tags_open(tags, band.tags[i]);
        sr_text_draw(canvas, band.lines[i], (SrPoint){MARGIN_MM, y});
        sr_tags_close(tags, band.tags[i]);
        y += sr_text_height(band.lines[i]) + LINE_GAP_MM;
    }
    return band.height_mm;
}

/* The regions with their names, without a legend: a title needs none. */
static bool
draw_map(SrAtlas *atlas, SrBox box)
{
    const SrPress *press = atlas->press;
    const SrDivision *regions = press->schemes[0]->divisions[atlas->region_level];
    int n = regions->n_areas;
    g_autofree SrColor *colors = g_new0(SrColor, n);
    g_autofree int *classes = g_new0(int, n);
    g_auto(GStrv) names = g_new0(char *, n + 1);
    SrMap map = {.ground = press->grounds[0],
                 .level = atlas->region_level,
                 .n_colors = n,
                 .colors = colors,
                 .classes = classes,
                 .naming = SR_NAMES_FULL,
                 .names = (const char *const *)names,
                 .label_pt = REGION_PT,
                 .highlight = -1};

    if (!sr_style_colors(press->atelier.style, press->atelier.palettes, NULL,
                         SR_PALETTE_QUALITATIVE, n, colors, NULL))
        return false;
    for (int a = 0; a < n; a++) {
        classes[a] = a;
        names[a] = sr_label_clean(regions->names[a], 40);
    }
    g_autoptr(SrMapLayout) layout =
        sr_map_new(&map, press->atelier.fonts, press->atelier.style, box, NULL, NULL, 0);
    sr_map_draw(sr_flow_canvas(atlas->flow), layout);
    return true;
}

static void
put_line(SrAtlas *atlas, double size_pt, SrWeight weight, const char *text)
{
    SrCanvas *canvas = sr_flow_canvas(atlas->flow);
    SrTags *tags = sr_canvas_tags(canvas);
    g_autoptr(SrText) lines = lay_out(atlas, text, size_pt, weight, atlas->look.ink);

    sr_tags_open(tags, SR_TAG_P);
    sr_text_draw(canvas, lines, (SrPoint){MARGIN_MM, sr_flow_y(atlas->flow)});
    sr_tags_close(tags, SR_TAG_P);
    sr_flow_skip_to(atlas->flow, sr_flow_y(atlas->flow) + sr_text_height(lines) + 2);
}

void
sr_atlas_set_title(SrAtlas *atlas)
{
    const SrPress *press = atlas->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *gemeinden = scheme->divisions[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    double bottom = press->atelier.style->height_mm - FOOT_MM;
    g_autofree char *as_of = sr_atlas_as_of(atlas);
    g_autofree char *areas =
        g_strdup_printf("%d %s · %d %s", gemeinden->n_areas, sr_prose_kind(gemeinden),
                        regions->n_areas, sr_prose_kind(regions));
    g_autofree char *alt =
        g_strdup_printf(_("Map of the division into areas: %s."), areas);

    sr_flow_set_bare(atlas->flow, true);
    sr_flow_new_page(atlas->flow);
    double top = set_band(atlas) + MAP_GAP_MM;
    sr_flow_skip_to(atlas->flow, top);
    SrBox box = sr_flow_figure_begin(atlas->flow, sr_flow_width(atlas->flow),
                                     MAX(bottom - top - MAP_GAP_MM, 20), alt);
    if (!atlas->is_dry)
        (void)draw_map(atlas, box);
    sr_flow_figure_end(atlas->flow, NULL);
    sr_flow_skip_to(atlas->flow, bottom);
    put_line(atlas, LINE_PT, SR_WEIGHT_BOLD, press->editor);
    put_line(atlas, FOOT_PT, SR_WEIGHT_NORMAL, as_of);
    put_line(atlas, FOOT_PT, SR_WEIGHT_NORMAL, areas);
    if (press->is_draft)
        put_line(atlas, FOOT_PT, SR_WEIGHT_BOLD,
                 _("DRAFT: what is hidden of protected counts has not been released; "
                   "not for publication."));
    if (sr_atlas_is_synthetic(press))
        put_line(atlas, FOOT_PT, SR_WEIGHT_BOLD,
                 _("Example data: most figures of this edition are made up. Pages that "
                   "use them say so."));
    sr_flow_set_bare(atlas->flow, false);
}
