#include "publish/atlas_private.h"

#include "base/number.h"
#include "draw/markdown.h"
#include "draw/panel.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MAP_MM 172.0        /* height of a map that has a page of its own */
#define SMALL_MAP_MM 112.0  /* of one that shares its page with bars and table */
#define BARS_ROW_MM 3.6     /* of one bar and the space to the next */
#define BARS_HEAD_MM 8.0    /* the benchmark's label above the bars */
#define TIME_MM 62.0        /* height of the time line */
#define TIME_GAP_MM 5.0     /* above it */
#define MOST_BARS_BESIDE 12 /* more areas than that get a second page */
#define MOST_PERIODS 5      /* columns of the table */
#define LEAST_YEARS 3       /* of a time line */

/* Areas with a value first, the highest on top; then the others by name. */
typedef struct {
    int area;
    const SrValue *value;
} Ranked;

static int
compare(gconstpointer left, gconstpointer right)
{
    const Ranked *a = left;
    const Ranked *b = right;
    bool has_a = a->value != NULL && a->value->status == SR_STATUS_OK;
    bool has_b = b->value != NULL && b->value->status == SR_STATUS_OK;

    if (has_a != has_b)
        return has_a ? -1 : 1;
    if (has_a && a->value->value != b->value->value)
        return a->value->value > b->value->value ? -1 : 1;
    return a->area - b->area;
}

static GArray *
ranked(const SrTopic *topic)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Ranked));

    for (int a = 0; a < topic->division->n_areas; a++) {
        Ranked one = {a, topic->slice[a]};

        g_array_append_val(all, one);
    }
    g_array_sort(all, compare);
    return all;
}

/* All areas from the highest to the lowest; @ready gives the colours of the map. */
static SrDrawing *
lay_out_bars(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready, SrBox box,
             GError **error)
{
    const SrPress *press = atlas->press;
    g_autoptr(GArray) order = ranked(topic);
    g_autofree SrBar *bars = g_new0(SrBar, order->len);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    SrBarsChart chart = {.box_mm = box, .bars = bars, .n_bars = (int)order->len};
    g_autofree char *label = NULL;

    for (guint i = 0; i < order->len; i++) {
        const Ranked *one = &g_array_index(order, Ranked, i);
        bool is_classed =
            ready->map.n_colors > 0 && one->value != NULL && one->value->class > 0;

        g_ptr_array_add(texts, sr_prose_number(one->value, press->language));
        bars[i] = (SrBar){.label = topic->division->names[one->area],
                          .text = texts->pdata[i],
                          .value = one->value == NULL ? NAN : one->value->value,
                          .lower = NAN,
                          .upper = NAN,
                          .fill = is_classed ? ready->map.colors[one->value->class - 1]
                                             : atlas->look.accent};
    }
    chart.benchmark.value = topic->theme.benchmark;
    if (isfinite(topic->theme.benchmark)) {
        g_autofree char *number = sr_prose_number(topic->top, press->language);

        label = g_strdup_printf("%s %s", topic->top->division->level->title, number);
        chart.benchmark.label = label;
    }
    return sr_chart_bars(&atlas->look, &chart, error);
}

/* A figure of the flow with the map; the bars want its colours too. */
static bool
set_map(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready, double height_mm,
        GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    SrFlow *flow = atlas->flow;
    SrBox box =
        sr_flow_figure_begin(flow, sr_flow_width(flow), height_mm, topic->sheet.alt);

    if (!atlas->is_dry) {
        g_autoptr(SrPanel) panel =
            sr_panel_new(ready, atelier->fonts, atelier->style, box, error);

        if (panel == NULL)
            return false;
        sr_panel_draw(sr_flow_canvas(flow), panel);
    }
    sr_flow_figure_end(flow, NULL);
    return true;
}

static bool
set_bars(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready, int n_columns,
         GError **error)
{
    SrFlow *flow = atlas->flow;
    int n_rows = (topic->division->n_areas + n_columns - 1) / n_columns;
    g_autofree char *alt = g_strdup_printf(
        _("Bars: all %s ranked by value. %s"), topic->division->level->plural,
        topic->sheet.summary == NULL ? "" : topic->sheet.summary);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow),
                                     n_rows * BARS_ROW_MM + BARS_HEAD_MM, alt);

    if (!atlas->is_dry) {
        g_autoptr(SrDrawing) bars = lay_out_bars(atlas, topic, ready, box, error);

        if (bars == NULL)
            return false;
        sr_drawing_draw(bars, sr_flow_canvas(flow));
    }
    sr_flow_figure_end(flow, NULL);
    return true;
}

/* Values of one area over @years; NAN where there is none. */
static double *
line_of(const SrAtlas *atlas, const SrResult *result, const SrDivision *division,
        int area, const GPtrArray *periods)
{
    double *values = g_new(double, periods->len);

    for (guint p = 0; p < periods->len; p++) {
        g_autofree const SrValue **slice =
            sr_values_slice(atlas->press->values, result, division, periods->pdata[p]);

        values[p] = slice[area] == NULL || slice[area]->status != SR_STATUS_OK
                        ? NAN
                        : slice[area]->value;
    }
    return values;
}

/* The last year of a period: 2014-2018 stands at 2018. */
static int
year_of(const char *period)
{
    const char *last = strlen(period) == 9 ? period + 5 : period;

    return (int)g_ascii_strtoll(last, NULL, 10);
}

/* The census changed how people are counted: lines of people do not cross it unbroken. */
static bool
counts_people(const SrResult *result)
{
    return sr_indicator_is_amount(result->indicator) &&
           g_strv_contains((const char *const *)result->variables, "einwohner");
}

static SrDrawing *
lay_out_time(SrAtlas *atlas, const SrResult *result, const SrDivision *lines,
             const GPtrArray *periods, SrBox box, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) series = g_array_new(FALSE, TRUE, sizeof(SrSeries));
    g_autofree int *years = g_new(int, periods->len);
    const SrBreakMark breaks[] = {{2011, _("Census 2011")}, {2022, _("Census 2022")}};

    for (guint p = 0; p < periods->len; p++)
        years[p] = year_of(periods->pdata[p]);
    for (int a = 0; lines != NULL && a < lines->n_areas; a++) {
        SrSeries one = {.label = lines->names[a],
                        .values = line_of(atlas, result, lines, a, periods)};

        g_ptr_array_add(kept, (gpointer)one.values);
        g_array_append_val(series, one);
    }
    for (int a = 0; a < top->n_areas; a++) {
        SrSeries one = {.label = top->names[a],
                        .values = line_of(atlas, result, top, a, periods),
                        .strong = true};

        g_ptr_array_add(kept, (gpointer)one.values);
        g_array_append_val(series, one);
    }
    SrTimeChart chart = {.box_mm = box,
                         .years = years,
                         .n_years = (int)periods->len,
                         .series = (const SrSeries *)(void *)series->data,
                         .n_series = (int)series->len,
                         .breaks = breaks,
                         .n_breaks =
                             counts_people(result) ? (int)G_N_ELEMENTS(breaks) : 0,
                         .unit = result->indicator->unit,
                         .decimals = result->indicator->decimals};
    return sr_chart_time(&atlas->look, &chart, error);
}

/* Regions and county over the years, where there are enough of them. */
static bool
set_time(SrAtlas *atlas, const SrResult *result, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    bool has_regions = sr_indicator_has_level(result->indicator, regions->level->id) &&
                       !sr_indicator_is_amount(result->indicator);
    g_autoptr(GPtrArray) periods =
        sr_values_periods(atlas->press->values, result, has_regions ? regions : top);
    SrFlow *flow = atlas->flow;

    if (periods->len < LEAST_YEARS || top->n_areas != 1)
        return true;
    g_autofree char *alt =
        g_strdup_printf(_("Time line: %s from %s to %s; the table gives the figures."),
                        result->indicator->title, (const char *)periods->pdata[0],
                        (const char *)periods->pdata[periods->len - 1]);
    sr_flow_space(flow, TIME_GAP_MM);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), TIME_MM, alt);
    if (!atlas->is_dry) {
        g_autoptr(SrDrawing) time = lay_out_time(
            atlas, result, has_regions ? regions : NULL, periods, box, error);

        if (time == NULL)
            return false;
        sr_drawing_draw(time, sr_flow_canvas(flow));
    }
    sr_flow_figure_end(flow, NULL);
    return true;
}

/* "12.345": whole sums without decimals. */
static char *
amount(double value, const char *language)
{
    if (!isfinite(value))
        return g_strdup("");
    return sr_number_format(value, value == floor(value) ? 0 : 1, language);
}

/* One row: name, parts, the newest periods, interval, verdict. */
static void
add_row(SrTableBox *table, const SrAtlas *atlas, const SrResult *result,
        const SrDivision *division, int area, const GPtrArray *periods, bool has_parts,
        bool has_interval, SrRowKind kind)
{
    const char *language = atlas->press->language;
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    const SrValue *newest = NULL;

    g_ptr_array_add(cells, g_strdup(division->names[area]));
    for (guint p = 0; p < periods->len; p++) {
        g_autofree const SrValue **slice =
            sr_values_slice(atlas->press->values, result, division, periods->pdata[p]);

        newest = slice[area];
        g_ptr_array_add(cells, sr_prose_number(newest, language));
    }
    if (has_parts) {
        g_ptr_array_insert(cells, 1,
                           amount(newest == NULL ? NAN : newest->numerator, language));
        g_ptr_array_insert(cells, 2,
                           amount(newest == NULL ? NAN : newest->denominator, language));
    }
    if (has_interval) {
        g_autofree char *low = sr_number_format(
            newest == NULL || !isfinite(newest->lower) ? 0 : newest->lower,
            result->indicator->decimals, language);
        g_autofree char *high = sr_number_format(
            newest == NULL || !isfinite(newest->upper) ? 0 : newest->upper,
            result->indicator->decimals, language);
        bool has = newest != NULL && isfinite(newest->lower) && isfinite(newest->upper);

        g_ptr_array_add(cells, has ? g_strdup_printf("%s–%s", low, high) : g_strdup(""));
        g_ptr_array_add(
            cells, g_strdup(newest == NULL ? "" : sr_prose_verdict(newest->verdict)));
    }
    sr_tablebox_add(table, kind, (const char *const *)cells->pdata);
}

/* The newest periods, at most so many, ascending: (transfer container). */
static GPtrArray *
newest_periods(const SrAtlas *atlas, const SrResult *result, const SrDivision *division)
{
    GPtrArray *periods = sr_values_periods(atlas->press->values, result, division);

    if (periods->len > MOST_PERIODS)
        g_ptr_array_remove_range(periods, 0, periods->len - MOST_PERIODS);
    return periods;
}

static SrTableBox *
new_table(const SrAtlas *atlas, const SrResult *result, const SrDivision *division,
          const GPtrArray *periods, bool has_parts, bool has_interval)
{
    const SrIndicator *indicator = result->indicator;
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *values_title = g_strdup(indicator->unit);
    SrColumn name = {
        .title = division->level->title, .kind = SR_COLUMN_TEXT, .stretch = true};
    SrColumn numerator = {.title = indicator->numerator_text == NULL
                                       ? _("Numerator")
                                       : indicator->numerator_text,
                          .kind = SR_COLUMN_NUMBER};
    SrColumn denominator = {.title = _("Denominator"), .kind = SR_COLUMN_NUMBER};
    SrColumn interval = {.title = _("95 % range"), .kind = SR_COLUMN_SIGN};
    SrColumn verdict = {.title = _("compared"), .kind = SR_COLUMN_SIGN};

    g_array_append_val(columns, name);
    if (has_parts) {
        g_array_append_val(columns, numerator);
        g_array_append_val(columns, denominator);
    }
    for (guint p = 0; p < periods->len; p++) {
        SrColumn value = {.kind = SR_COLUMN_NUMBER, .group = values_title};

        g_ptr_array_add(titles, sr_prose_period(periods->pdata[p]));
        value.title = titles->pdata[p];
        g_array_append_val(columns, value);
    }
    if (has_interval) {
        g_array_append_val(columns, interval);
        g_array_append_val(columns, verdict);
    }
    return sr_tablebox_new(&atlas->look, (const SrColumn *)(void *)columns->data,
                           (int)columns->len);
}

/* The regions and the county, the newest years beside each other. */
static bool
set_table(SrAtlas *atlas, const SrResult *result, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    const SrIndicator *indicator = result->indicator;
    bool shows_regions = sr_indicator_has_level(indicator, regions->level->id);
    const SrDivision *rows = shows_regions ? regions : top;
    g_autoptr(GPtrArray) periods = newest_periods(atlas, result, rows);
    bool has_parts = indicator->span <= SR_SPAN_MEAN && indicator->denominator != NULL &&
                     *sr_expression_variables(indicator->denominator) != NULL;
    bool has_interval = !g_str_equal(sr_interval_name(indicator->interval), "none") &&
                        indicator->span <= SR_SPAN_MEAN;

    if (periods->len == 0)
        return true;
    g_autoptr(SrTableBox) table =
        new_table(atlas, result, rows, periods, has_parts, has_interval);
    for (int a = 0; shows_regions && a < regions->n_areas; a++)
        add_row(table, atlas, result, regions, a, periods, has_parts, has_interval,
                SR_ROW_NORMAL);
    for (int a = 0; a < top->n_areas; a++)
        add_row(table, atlas, result, top, a, periods, has_parts, has_interval,
                SR_ROW_TOTAL);
    return sr_flow_table(atlas->flow, table, error);
}

static void
set_notes(SrAtlas *atlas, const SrTopic *topic)
{
    const SrIndicator *indicator = topic->result->indicator;
    SrFlow *flow = atlas->flow;
    g_autofree char *definition = g_strdup_printf(
        "%s %s", indicator->description == NULL ? "" : indicator->description,
        sr_prose_polarity(indicator));
    g_autofree char *sources =
        g_strdup_printf(_("Sources: %s. Boundaries: %s."), topic->sheet.source,
                        atlas->press->attribution);

    sr_flow_note(flow, definition);
    if (topic->sheet.note != NULL)
        sr_flow_note(flow, topic->sheet.note);
    sr_flow_note(flow, sources);
}

/* indicators/<id>.md: what people wrote about the figures, if they did. */
static bool
set_comment(SrAtlas *atlas, const SrIndicator *indicator, GError **error)
{
    g_autofree char *name = g_strdup_printf("indicators/%s.md", indicator->id);
    g_autofree char *path = g_build_filename(atlas->press->folder, name, NULL);
    g_autofree char *text = NULL;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    if (!g_file_get_contents(path, &text, NULL, error))
        return false;
    sr_flow_heading(atlas->flow, 3, _("Comment"), NULL);
    return sr_flow_markdown(atlas->flow, text, name, 3, error);
}

/* The first page: what, where, and how to read it. */
static bool
set_map_page(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
             bool is_alone, GError **error)
{
    SrFlow *flow = atlas->flow;
    bool is_synthetic = topic->result->is_synthetic;
    g_autofree char *place = sr_atlas_place(topic->result->indicator);
    g_autofree char *subtitle =
        g_strdup_printf("%s%s%s", topic->sheet.subtitle, is_synthetic ? " · " : "",
                        is_synthetic ? topic->banner : "");

    sr_flow_heading(flow, 2, topic->sheet.title, place);
    sr_flow_paragraph(flow, subtitle);
    if (!set_map(atlas, topic, ready, is_alone ? MAP_MM : SMALL_MAP_MM, error))
        return false;
    if (topic->sheet.reading != NULL)
        sr_flow_callout(flow, _("Reading example"), topic->sheet.reading);
    return true;
}

/*
 * One page where the areas are few; a map page and a page of figures where they are many.
 */
bool
sr_atlas_set_indicator(SrAtlas *atlas, const SrResult *result, GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    SrFlow *flow = atlas->flow;
    int level = sr_press_finest(atlas->press, result);
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];
    const char *period = sr_press_newest(atlas->press, result, division);
    bool is_spread = division->n_areas > MOST_BARS_BESIDE && atlas->plan->has_figures;
    g_autoptr(SrTopic) topic = sr_topic_new(atlas->press, result, 0, level, period);
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&topic->theme, atelier->style, atelier->palettes, error);

    if (ready == NULL)
        return false;
    if (!set_map_page(atlas, topic, ready, is_spread, error))
        return false;
    if (is_spread) {
        set_notes(atlas, topic);
        sr_flow_new_page(flow);
        sr_flow_heading(flow, 3, topic->sheet.title, NULL);
        sr_flow_paragraph(flow, topic->sheet.subtitle);
    }
    if ((atlas->plan->has_figures &&
         !set_bars(atlas, topic, ready, is_spread ? 2 : 1, error)) ||
        (is_spread && !set_time(atlas, result, error)) ||
        !set_table(atlas, result, error))
        return false;
    if (!is_spread)
        set_notes(atlas, topic);
    return set_comment(atlas, result->indicator, error);
}
