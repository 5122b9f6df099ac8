#include "publish/comparisonpage.h"

#include "draw/theme.h"
#include "publish/prose.h"
#include "shapes/labelpoint.h"

#include <glib/gi18n.h>
#include <math.h>

/* A4 with room for a hole punch, as the atlas. */
#define MARGIN_MM 18.0
#define TOP_MM 21.0
#define BOTTOM_MM 16.0

#define GAP_MM 6.0
/* The height of each map with its scale bar: what the page has left, within bounds. */
#define LEAST_MAP_MM 40.0
#define MOST_MAP_MM 78.0
#define TITLE_MM 7.0
#define SCALE_MM 4.0 /* from the top of a map to its scale bar */

typedef struct {
    const SrComparison *comparison;
    const SrPress *press;
    SrLook look;
    SrFlow *flow; /* borrowed */
    bool is_dry;
    SrColor *colors; /* [n_colors] of regions */
    int **color_of;  /* [n_schemes][n_areas] */
    int n_colors;
} Page;

static void
page_clear(Page *page)
{
    for (int s = 0; s < page->comparison->of.n_schemes; s++)
        g_free(page->color_of[s]);
    g_free(page->color_of);
    g_free(page->colors);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

/* A region has the colour of its origin; a second one of that origin gets its own. */
static bool
choose_colors(Page *page, GError **error)
{
    const SrComparison *comparison = page->comparison;
    int n_first = sr_comparison_division(comparison, 0)->n_areas;

    page->n_colors = n_first;
    page->color_of = g_new0(int *, comparison->of.n_schemes + 1);
    for (int s = 0; s < comparison->of.n_schemes; s++) {
        const SrDivision *division = sr_comparison_division(comparison, s);
        g_autofree bool *is_used = g_new0(bool, n_first + 1);
        int next = n_first;

        page->color_of[s] = g_new(int, division->n_areas + 1);
        for (int a = 0; a < division->n_areas; a++) {
            int origin = comparison->origins[s][a];

            page->color_of[s][a] = is_used[origin] ? next++ : origin;
            is_used[origin] = true;
        }
        page->n_colors = MAX(page->n_colors, next);
    }
    page->colors = g_new0(SrColor, page->n_colors + 1);
    return sr_style_colors(page->press->atelier.style, page->press->atelier.palettes,
                           NULL, SR_PALETTE_QUALITATIVE, page->n_colors, page->colors,
                           error);
}

/* A sign on each Gemeinde that moves: (transfer full), [*n]. */
static SrMapPoint *
mark_moves(const Page *page, int scheme, int *n)
{
    const SrPolygons *areas = sr_ground_areas(page->press->grounds[scheme], 0);
    SrMapPoint *points = g_new0(SrMapPoint, areas->n_areas + 1);

    *n = 0;
    for (int g = 0; g < areas->n_areas; g++) {
        SrLabelPoint place;

        if (sr_comparison_moves(page->comparison, scheme, g) &&
            sr_label_point(areas, g, 1, &place))
            points[(*n)++] = (SrMapPoint){place.point, SR_SIGN_DIAMOND,
                                          page->press->atelier.style->ink};
    }
    return points;
}

/* One map made ready, with what it borrows. */
typedef struct {
    SrColor *colors;
    SrMapPoint *points;
    SrLegendPoint moved;
    SrThemeReady *ready;
    SrLegendLayout *legend;
} Cell;

static void
cell_clear(Cell *cell)
{
    g_free(cell->colors);
    g_free(cell->points);
    sr_legend_free(cell->legend);
    sr_theme_free(cell->ready);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cell, cell_clear)

static bool
prepare_cell(const Page *page, int scheme, double width_mm, Cell *cell, GError **error)
{
    const SrPress *press = page->press;
    const SrAtelier *atelier = &press->atelier;
    const SrDivision *gemeinden = press->schemes[scheme]->divisions[0];
    const SrDivision *regions = sr_comparison_division(page->comparison, scheme);
    int n_points = 0;

    cell->points = mark_moves(page, scheme, &n_points);
    cell->moved = (SrLegendPoint){_("comes from another region"), SR_SIGN_DIAMOND,
                                  atelier->style->ink, n_points};
    cell->colors = g_new0(SrColor, regions->n_areas + 1);
    for (int a = 0; a < regions->n_areas; a++)
        cell->colors[a] = page->colors[page->color_of[scheme][a]];
    SrTheme theme = {.ground = press->grounds[scheme],
                     .level = 0,
                     .names = (const char *const *)gemeinden->names,
                     .areas = gemeinden->level->plural,
                     .heading = regions->level->plural,
                     .benchmark = NAN,
                     .n_categories = regions->n_areas,
                     .categories = regions->area_of,
                     .category_names = (const char *const *)regions->names,
                     .category_colors = cell->colors,
                     .points = cell->points,
                     .n_points = n_points,
                     .point_kinds = &cell->moved,
                     .n_point_kinds = n_points > 0,
                     .naming = SR_NAMES_NONE,
                     .highlight = -1,
                     .language = press->language};
    cell->ready = sr_theme_prepare(&theme, atelier->style, atelier->palettes, error);
    if (cell->ready == NULL)
        return false;
    cell->legend =
        sr_legend_new(&cell->ready->legend, atelier->fonts, atelier->style, width_mm);
    return true;
}

/* The map with its scale, and the legend below; maps of a row have one scale. */
static void
draw_cell(const Page *page, const Cell *cell, SrBox map_mm)
{
    const SrAtelier *atelier = &page->press->atelier;
    SrCanvas *canvas = sr_flow_canvas(page->flow);
    SrBox below_scale = {map_mm.x0, map_mm.y0 + SCALE_MM + 2, map_mm.x1, map_mm.y1};
    g_autoptr(SrMapLayout) map = sr_map_new(&cell->ready->map, atelier->fonts,
                                            atelier->style, below_scale, NULL, NULL, 0);

    sr_map_draw(canvas, map);
    sr_scale_draw(canvas, atelier->fonts, atelier->style, sr_map_view(map),
                  (SrPoint){map_mm.x0, map_mm.y0 + SCALE_MM}, (map_mm.x1 - map_mm.x0) / 4,
                  page->press->language);
    sr_legend_draw(canvas, cell->legend, (SrPoint){map_mm.x0, map_mm.y1 + GAP_MM / 2});
}

/* What the maps of a row show, for those who do not see them. */
static char *
describe_row(const Page *page, int first, int n)
{
    GString *alt = g_string_new(NULL);

    for (int s = first; s < first + n; s++) {
        const SrDivision *regions = sr_comparison_division(page->comparison, s);
        int n_moves = 0;

        for (int g = 0; g < regions->n_gemeinden; g++)
            n_moves += sr_comparison_moves(page->comparison, s, g);
        if (s > first)
            g_string_append_c(alt, ' ');
        g_string_append_printf(
            alt, _("Map of the scheme %s: %d %s; coming from another region: %d."),
            page->press->schemes[s]->title, regions->n_areas, regions->level->plural,
            n_moves);
    }
    return g_string_free(alt, FALSE);
}

static void
draw_title(const Page *page, const char *words, SrPoint at_mm, double width_mm)
{
    SrTextStyle style =
        sr_look_text(&page->look, page->look.text_pt, SR_WEIGHT_BOLD, page->look.ink);
    SrTextSetting setting = {.width_mm = width_mm};
    g_autoptr(SrText) title = sr_text_new(page->look.fonts, &style, &setting, words);

    sr_text_draw(sr_flow_canvas(page->flow), title, at_mm);
}

/* One or two maps side by side, each under its title. */
static bool
set_row(Page *page, int first, int n, GError **error)
{
    double width = sr_flow_width(page->flow);
    double each = page->comparison->of.n_schemes == 1 ? width : (width - GAP_MM) / 2;
    double legend_mm = 0;
    g_autofree char *alt = describe_row(page, first, n);
    g_auto(Cell) left = {0};
    g_auto(Cell) right = {0};
    Cell *cells[] = {&left, &right};

    for (int i = 0; i < n; i++) {
        if (!prepare_cell(page, first + i, each, cells[i], error))
            return false;
        legend_mm = MAX(legend_mm, sr_legend_height(cells[i]->legend));
    }
    double map_height = sr_flow_stretch(page->flow, LEAST_MAP_MM, MOST_MAP_MM);
    SrBox row = sr_flow_figure_begin(page->flow, width,
                                     TITLE_MM + map_height + GAP_MM / 2 + legend_mm, alt);
    for (int i = 0; i < n && !page->is_dry; i++) {
        double x = row.x0 + i * (each + GAP_MM);
        SrBox map_mm = {x, row.y0 + TITLE_MM, x + each, row.y0 + TITLE_MM + map_height};

        draw_title(page, page->press->schemes[first + i]->title, (SrPoint){x, row.y0},
                   each);
        draw_cell(page, cells[i], map_mm);
    }
    sr_flow_figure_end(page->flow, NULL);
    return true;
}

static bool
set_figures(Page *page, GError **error)
{
    const SrComparison *comparison = page->comparison;
    guint n = comparison->columns->len;
    g_autofree SrColumn *columns = g_new0(SrColumn, n + 1);
    g_autofree const char **cells = g_new0(const char *, n + 1);

    columns[0] = (SrColumn){
        .title = comparison->of.schemes[0]->divisions[comparison->of.level]->level->title,
        .kind = SR_COLUMN_TEXT,
        .stretch = true};
    for (guint c = 0; c < n; c++)
        columns[c + 1] = (SrColumn){.title = sr_comparison_column(comparison, c)->title,
                                    .kind = SR_COLUMN_NUMBER};
    g_autoptr(SrTableBox) table = sr_tablebox_new(&page->look, columns, (int)n + 1);
    for (int s = 0; s < comparison->of.n_schemes; s++) {
        const SrDivision *division = sr_comparison_division(comparison, s);

        for (guint c = 0; c <= n; c++)
            cells[c] = c == 0 ? comparison->of.schemes[s]->title : NULL;
        sr_tablebox_add(table, SR_ROW_HEADING, cells);
        for (int a = 0; a < division->n_areas; a++) {
            g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

            cells[0] = division->names[a];
            for (guint c = 0; c < n; c++) {
                g_ptr_array_add(words, sr_comparison_words(comparison, s, a, c,
                                                           page->press->language));
                cells[c + 1] = words->pdata[c];
            }
            sr_tablebox_add(table, SR_ROW_NORMAL, cells);
        }
    }
    sr_flow_heading(page->flow, 2, _("The regions in figures"), NULL);
    return sr_flow_table(page->flow, table, error);
}

/* The Gemeinden that move; a sentence where none does. */
static bool
set_moves(Page *page, GError **error)
{
    const SrComparison *comparison = page->comparison;
    const SrDivision *gemeinden = comparison->of.schemes[0]->divisions[0];
    const SrDivision *before = sr_comparison_division(comparison, 0);
    const SrColumn columns[] = {
        {.title = gemeinden->level->title, .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = _("from"), .kind = SR_COLUMN_TEXT, .width_mm = 58},
        {.title = _("to"), .kind = SR_COLUMN_TEXT, .width_mm = 58},
    };
    g_autoptr(SrTableBox) table =
        sr_tablebox_new(&page->look, columns, G_N_ELEMENTS(columns));

    for (int s = 1; s < comparison->of.n_schemes; s++) {
        const SrDivision *after = sr_comparison_division(comparison, s);
        const char *const head[] = {comparison->of.schemes[s]->title, NULL, NULL};
        const char *const none[] = {_("no Gemeinde changes"), NULL, NULL};
        int n = 0;

        sr_tablebox_add(table, SR_ROW_HEADING, head);
        for (int g = 0; g < gemeinden->n_areas; g++) {
            const char *const cells[] = {gemeinden->names[g],
                                         before->names[before->area_of[g]],
                                         after->names[after->area_of[g]]};

            if (!sr_comparison_moves(comparison, s, g))
                continue;
            sr_tablebox_add(table, SR_ROW_NORMAL, cells);
            n++;
        }
        if (n == 0)
            sr_tablebox_add(table, SR_ROW_NORMAL, none);
    }
    if (comparison->of.n_schemes < 2)
        return true;
    g_autofree char *heading = g_strdup_printf(_("Who moves, against the scheme %s"),
                                               comparison->of.schemes[0]->title);
    sr_flow_heading(page->flow, 2, heading, NULL);
    return sr_flow_table(page->flow, table, error);
}

/* "Eckwert (2018): Seite 120" where the atlas has its page, else its sources. */
static char *
tell_origin(const Page *page, const SrResult *result, const char *newest)
{
    const SrIndicator *indicator = result->indicator;
    g_autofree char *place = g_strdup_printf("i-%s", indicator->id);
    g_autofree char *period = sr_prose_period(newest);
    g_autofree char *source = sr_prose_source(result, page->press->datasets);
    int at = sr_flow_page_of(page->flow, place);

    return at > 0
               ? g_strdup_printf(_("%1$s (%2$s): page %3$d"), indicator->short_title,
                                 period, at)
               : g_strdup_printf("%s (%s): %s", indicator->short_title, period, source);
}

static void
set_origins(Page *page)
{
    const SrComparison *comparison = page->comparison;
    g_autoptr(GString) note = g_string_new(NULL);

    for (guint r = 0; r < comparison->of.results->len; r++) {
        const SrResult *result = comparison->of.results->pdata[r];
        const char *newest =
            sr_press_newest(page->press, result, sr_comparison_division(comparison, 0));

        if (newest == NULL)
            continue;
        g_autofree char *origin = tell_origin(page, result, newest);
        g_string_append_printf(note, "%s · ", origin);
    }
    g_string_append(note, page->press->attribution);
    sr_flow_note(page->flow, note->str);
}

static void
set_notes(Page *page)
{
    const SrComparison *comparison = page->comparison;

    const char *words =
        _("Parts: pieces of a region that do not hang together. Compact: 4π times the "
          "area by the square of its border (Polsby and Popper); a circle has 1. Per "
          "cent: how far from the mean of all regions of the scheme. A Gemeinde moves if "
          "its new region has most of its Gemeinden from another one.");

    sr_flow_note(page->flow, words);
    set_origins(page);
    /* Of the first scheme it stands beside its map on the pages before. */
    for (int s = comparison->of.n_schemes > 1; s < comparison->of.n_schemes; s++)
        if (comparison->of.schemes[s]->note != NULL) {
            g_autofree char *note =
                g_strdup_printf("%s: %s", comparison->of.schemes[s]->title,
                                comparison->of.schemes[s]->note);

            sr_flow_note(page->flow, note);
        }
}

/* Made-up figures, or a made-up scheme. */
static bool
is_example(const SrComparison *comparison)
{
    bool found = false;

    for (guint r = 0; r < comparison->of.results->len; r++)
        found |= ((const SrResult *)comparison->of.results->pdata[r])->is_synthetic;
    for (int s = 0; s < comparison->of.n_schemes; s++)
        found |= comparison->of.schemes[s]->example;
    return found;
}

/* What the page is for, to readers of the atlas. */
static void
set_intro(Page *page)
{
    const SrComparison *comparison = page->comparison;
    g_autofree char *intro = g_strdup_printf(
        _("All other pages follow the scheme '%s'. Here it stands beside others: how "
          "large "
          "the regions would be, and how high their load, if the municipalities were "
          "grouped otherwise."),
        comparison->of.schemes[0]->title);

    if (comparison->of.n_schemes > 1)
        sr_flow_paragraph(page->flow, intro);
}

static bool
set_all(Page *page, GError **error)
{
    int n = page->comparison->of.n_schemes;

    sr_flow_set_mark(page->flow, is_example(page->comparison) ? _("Example data") : NULL);
    sr_flow_set_chapter(page->flow, _("Schemes compared"));
    sr_flow_new_page(page->flow);
    sr_flow_heading(page->flow, 1, _("Schemes compared"), "schemes");
    set_intro(page);
    for (int s = 0; s < n; s += 2)
        if (!set_row(page, s, MIN(2, n - s), error))
            return false;
    if (!set_figures(page, error) || !set_moves(page, error))
        return false;
    set_notes(page);
    return true;
}

bool
sr_comparison_set(const SrComparison *comparison, const SrPress *press, SrFlow *flow,
                  bool is_dry, GError **error)
{
    const SrAtelier *atelier = &press->atelier;
    g_auto(Page) page = {
        .comparison = comparison,
        .press = press,
        .look = sr_look_from_style(atelier->style, atelier->fonts, press->language),
        .flow = flow,
        .is_dry = is_dry};

    return choose_colors(&page, error) && set_all(&page, error);
}

bool
sr_comparison_page_write(const SrComparison *comparison, const SrPress *press,
                         const char *path, GError **error)
{
    const SrStyle *style = press->atelier.style;
    SrLook look = sr_look_from_style(style, press->atelier.fonts, press->language);
    SrDocument document = {.title = _("Schemes compared"),
                           .author = press->editor,
                           .language = press->language,
                           .time = press->time};
    SrFrame frame = {.draft = sr_press_draft(press),
                     .width_mm = style->width_mm,
                     .height_mm = style->height_mm,
                     .left_mm = MARGIN_MM,
                     .right_mm = MARGIN_MM,
                     .top_mm = TOP_MM,
                     .bottom_mm = BOTTOM_MM,
                     .head_left = press->title,
                     .foot_left = press->editor};
    g_autoptr(SrCanvas) nothing = sr_canvas_new_dry();
    g_autoptr(SrFlow) dry = sr_flow_new(nothing, &look, &frame);

    if (!sr_comparison_set(comparison, press, dry, true, error) ||
        !sr_flow_finish(dry, error))
        return false;
    g_autoptr(SrCanvas) canvas = sr_canvas_new_pdf(&document);
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    sr_flow_set_places(flow, dry);
    return sr_comparison_set(comparison, press, flow, false, error) &&
           sr_flow_finish(flow, error) && sr_canvas_write(canvas, path, error);
}
