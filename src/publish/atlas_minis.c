#include "publish/atlas_minis.h"

#include "draw/labeltext.h"
#include "publish/prose.h"

#include <glib/gi18n.h>

#define GAP_MM 6.0
#define FOOT_MM 4.0        /* what stays free around the figure, less a gap */
#define TITLE_MM 9.5       /* two lines above each map */
#define FEW 4              /* so many maps stand in two columns, more in three */
#define LEAST_FIGURE_MM 40 /* a map with its title; smaller ones say nothing */
#define TITLE_PT 9.0
#define LETTER_MM 1.55 /* of a title, about */
#define LABEL_PT 9.5
#define THINNER 0.6 /* lines of a full page would be ropes here */
#define COARSER 1.6 /* details are looked at less closely */

/* How the maps are laid out on the page. */
typedef struct {
    int n_columns, n_rows;
    int n;
    double width_mm, height_mm; /* of one, with its title */
} Grid;

static const SrDivision *
regions_of(const SrAtlas *atlas)
{
    return atlas->press->schemes[0]->divisions[atlas->region_level];
}

/* Those that have values by region; absolute numbers last, they only tell of size. */
static GPtrArray *
choose_results(const SrAtlas *atlas, const GPtrArray *results)
{
    const SrDivision *regions = regions_of(atlas);
    GPtrArray *chosen = g_ptr_array_new();

    for (int amounts = 0; amounts < 2; amounts++)
        for (guint r = 0; r < results->len; r++) {
            const SrResult *result = results->pdata[r];

            if (sr_indicator_is_amount(result->indicator) == (amounts == 1) &&
                sr_indicator_has_level(result->indicator, regions->level->id) &&
                sr_press_newest(atlas->press, result, regions) != NULL)
                g_ptr_array_add(chosen, (gpointer)result);
        }
    return chosen;
}

static Grid
choose_grid(const SrAtlas *atlas, int n)
{
    Grid grid = {.n_columns = n <= FEW ? 2 : 3, .n = n};
    double room = sr_flow_room(atlas->flow) - FOOT_MM;
    double width = sr_flow_width(atlas->flow);

    grid.width_mm = (width - (grid.n_columns - 1) * GAP_MM) / grid.n_columns;
    grid.n_rows = MIN((n + grid.n_columns - 1) / grid.n_columns,
                      (int)(room / (LEAST_FIGURE_MM + GAP_MM)));
    grid.n = MIN(n, grid.n_rows * grid.n_columns);
    grid.height_mm = LEAST_FIGURE_MM;
    return grid;
}

/* A ground of regions and what is above them, as coarse as the small scale allows. */
static SrGround *
small_ground(const SrAtlas *atlas, double width_mm)
{
    const SrGround *fine = atlas->press->grounds[0];
    int first = atlas->region_level;
    double scale = width_mm / (fine->box.x1 - fine->box.x0); /* mm per metre */
    SrSimplification how = {.tolerance_mm =
                                atlas->press->atelier.style->detail_mm * COARSER,
                            .scale = 1000 / scale};

    return sr_ground_new(fine->topology, (const int *const *)fine->groups + first,
                         fine->n_areas + first, fine->n_levels - first, &how);
}

static SrTopic *
topic_of(const SrAtlas *atlas, const SrResult *result)
{
    const SrDivision *regions = regions_of(atlas);

    return sr_topic_new(atlas->press, result, 0, atlas->region_level,
                        sr_press_newest(atlas->press, result, regions));
}

static void
draw_title(const SrAtlas *atlas, const SrTopic *topic, SrBox box)
{
    const SrLook *look = &atlas->look;
    SrCanvas *canvas = sr_flow_canvas(atlas->flow);
    const SrIndicator *indicator = topic->result->indicator;
    SrTextStyle bold = sr_look_condensed(look, TITLE_PT, SR_WEIGHT_BOLD, look->ink);
    SrTextStyle plain =
        sr_look_condensed(look, look->note_pt, SR_WEIGHT_NORMAL, look->muted);
    const char *newest = sr_press_newest(atlas->press, topic->result, topic->division);
    g_autofree char *when = sr_prose_period(newest);
    g_autofree char *what =
        g_strdup_printf("%s%s%s", indicator->unit == NULL ? "" : indicator->unit,
                        indicator->unit == NULL ? "" : " · ", when);
    double first = box.y0 + TITLE_PT * SR_MM_PER_PT;

    /* "§ 28" alone says little: the short title only where the long one has no room. */
    int most = (int)((box.x1 - box.x0) / LETTER_MM);
    bool has_room = g_utf8_strlen(indicator->title, -1) <= most;
    g_autofree char *title =
        sr_label_clean(has_room ? indicator->title : indicator->short_title, most);

    sr_text_put(canvas, look->fonts, &bold, title, (SrPoint){box.x0, first},
                SR_ALIGN_LEFT, 0);
    sr_text_put(canvas, look->fonts, &plain, what,
                (SrPoint){box.x0, first + 1.4 * look->note_pt * SR_MM_PER_PT},
                SR_ALIGN_LEFT, 0);
}

/* The map with its figures in place of names. */
static bool
draw_map(const SrAtlas *atlas, SrTopic *topic, const SrGround *ground,
         const SrStyle *style, SrBox box, GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    int n = topic->division->n_areas;
    g_auto(GStrv) figures = g_new0(char *, n + 1);

    for (int a = 0; a < n; a++)
        figures[a] = sr_prose_number(topic->slice[a], atlas->press->language);
    topic->theme.ground = ground;
    topic->theme.level = 0;
    topic->theme.names = (const char *const *)figures;
    topic->theme.label_values = false;
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&topic->theme, style, atelier->palettes, error);
    if (ready == NULL)
        return false;
    ready->map.label_pt = LABEL_PT;
    g_autoptr(SrMapLayout) layout =
        sr_map_new(&ready->map, atelier->fonts, style, box, NULL, NULL, 0);
    sr_map_draw(sr_flow_canvas(atlas->flow), layout);
    return true;
}

static bool
draw_all(const SrAtlas *atlas, const GPtrArray *results, const Grid *grid, SrBox box,
         GError **error)
{
    double height = (box.y1 - box.y0 + GAP_MM) / grid->n_rows - GAP_MM;
    SrStyle style = sr_style_thinner(atlas->press->atelier.style, THINNER);
    g_autoptr(SrGround) ground = small_ground(atlas, grid->width_mm);

    for (int i = 0; i < grid->n; i++) {
        double x = box.x0 + i % grid->n_columns * (grid->width_mm + GAP_MM);
        double y = box.y0 + (double)(i / grid->n_columns) * (height + GAP_MM);
        SrBox cell = {x, y, x + grid->width_mm, y + height};
        SrBox map = {x, y + TITLE_MM, x + grid->width_mm, y + height};
        g_autoptr(SrTopic) topic = topic_of(atlas, results->pdata[i]);

        draw_title(atlas, topic, cell);
        if (!draw_map(atlas, topic, ground, &style, map, error))
            return false;
    }
    return true;
}

/* What they show, each in a sentence. */
static char *
describe(const SrAtlas *atlas, const GPtrArray *results, const Grid *grid)
{
    GString *alt = g_string_new(NULL);

    g_string_printf(alt, _("Small maps by area (%s), the figures written on them."),
                    regions_of(atlas)->level->plural);
    for (int i = 0; i < grid->n; i++) {
        g_autoptr(SrTopic) topic = topic_of(atlas, results->pdata[i]);

        g_string_append_printf(alt, " %s: %s", topic->result->indicator->title,
                               topic->sheet.summary == NULL ? "–" : topic->sheet.summary);
    }
    return g_string_free(alt, FALSE);
}

bool
sr_atlas_set_minis(SrAtlas *atlas, const GPtrArray *results, GError **error)
{
    SrFlow *flow = atlas->flow;
    g_autoptr(GPtrArray) chosen = choose_results(atlas, results);

    if (chosen->len == 0 || regions_of(atlas)->n_areas < 2)
        return true;
    Grid grid = choose_grid(atlas, (int)chosen->len);
    if (grid.n < 1)
        return true;
    g_autofree char *alt = describe(atlas, chosen, &grid);
    double gaps = (grid.n_rows - 1) * GAP_MM;
    SrBox world = atlas->press->grounds[0]->box;
    double aspect = (world.y1 - world.y0) / (world.x1 - world.x0);
    double most = grid.n_rows * (TITLE_MM + grid.width_mm * aspect) + gaps;
    double least = grid.n_rows * grid.height_mm + gaps;
    sr_flow_space(flow, GAP_MM / 2);
    double height = sr_flow_stretch(flow, least, MAX(least, most));
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height, alt);
    if (!atlas->is_dry && !draw_all(atlas, chosen, &grid, box, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    return true;
}
