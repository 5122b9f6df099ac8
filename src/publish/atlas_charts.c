/* The charts on the page of an indicator: ranked bars, time line. */
#include "publish/atlas_page.h"

#include "base/number.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LEAST_ROW_MM 4.2     /* of one bar and the space to the next */
#define MOST_ROW_MM 5.6      /* the same where the page has room */
#define MOST_WIDE_ROW_MM 7.0 /* of bars in one column */
#define HEAD_MM 8.0          /* the benchmark's label above the bars */
#define MOST_IN_COLUMN 16    /* more bars than that stand in two columns */
#define ROW_PER_TYPE 1.75    /* height of a row in sizes of its type */
#define LEAST_TYPE_PT 8.0
#define MOST_TYPE_PT 9.5
#define TIME_TYPE_PT 9.0
#define TIME_GAP_MM 4.0 /* above the time line */
#define LEAST_YEARS 3   /* of a time line */

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

/* All bars of a page, in their order; texts and order live as long as they do. */
typedef struct {
    SrBar *bars; /* [n] */
    int n;
    GPtrArray *texts;
    double span[2]; /* least and greatest of all, for one scale on all pages */
} Bars;

static void
bars_clear(Bars *self)
{
    g_free(self->bars);
    g_clear_pointer(&self->texts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bars, bars_clear)

static void
widen(Bars *self, double value)
{
    if (!isfinite(value))
        return;
    self->span[0] = isnan(self->span[0]) ? value : MIN(self->span[0], value);
    self->span[1] = isnan(self->span[1]) ? value : MAX(self->span[1], value);
}

/* @ready gives the colours of the map. */
static void
take_bars(const SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
          Bars *self)
{
    g_autoptr(GArray) order = ranked(topic);
    /* The same indicators have a range in the table below. */
    bool has_limits =
        !g_str_equal(sr_interval_name(topic->result->indicator->interval), "none");

    *self = (Bars){.bars = g_new0(SrBar, order->len + 1),
                   .n = (int)order->len,
                   .texts = g_ptr_array_new_with_free_func(g_free),
                   .span = {NAN, NAN}};
    for (guint i = 0; i < order->len; i++) {
        const Ranked *one = &g_array_index(order, Ranked, i);
        bool is_classed =
            ready->map.n_colors > 0 && one->value != NULL && one->value->class > 0;

        g_ptr_array_add(self->texts, sr_prose_number(one->value, atlas->press->language));
        self->bars[i] =
            (SrBar){.label = topic->division->names[one->area],
                    .text = self->texts->pdata[i],
                    .value = one->value == NULL ? NAN : one->value->value,
                    .lower = has_limits && one->value != NULL ? one->value->lower : NAN,
                    .upper = has_limits && one->value != NULL ? one->value->upper : NAN,
                    .fill = is_classed ? ready->map.colors[one->value->class - 1]
                                       : atlas->look.accent};
        widen(self, self->bars[i].value);
        widen(self, self->bars[i].upper);
    }
}

/*
 * Bars begin at 0; where colours part about a middle that is far from it (an index), at
 * the value of all areas together, or they would all be about as long.
 */
static double
base_of(const SrAtlas *atlas, const SrTopic *topic, const Bars *all)
{
    const char *name = topic->result->indicator->palette;
    const SrPalette *palette =
        name == NULL ? NULL
                     : sr_palettes_find(atlas->press->atelier.palettes,
                                        *name == '-' ? name + 1 : name, NULL);
    bool is_about_middle = palette != NULL && palette->kind == SR_PALETTE_DIVERGING;

    return is_about_middle && all->span[0] > 0 && isfinite(topic->theme.benchmark)
               ? topic->theme.benchmark
               : 0;
}

/* The bars from @first on, @n of them, as one figure. */
static bool
draw_bars(SrAtlas *atlas, const SrTopic *topic, const Bars *all, int first, int n,
          SrBox box, GError **error)
{
    int n_columns = all->n > MOST_IN_COLUMN ? 2 : 1;
    double row_mm = (box.y1 - box.y0 - HEAD_MM) / ((n + n_columns - 1) / n_columns);
    SrLook look = atlas->look;
    SrBarsChart chart = {.box_mm = box,
                         .bars = all->bars + first,
                         .n_bars = n,
                         .n_columns = n_columns,
                         .span = all->span,
                         .base = base_of(atlas, topic, all),
                         .benchmark.value = topic->theme.benchmark};
    g_autofree char *label = NULL;

    look.chart_pt =
        CLAMP(row_mm / ROW_PER_TYPE / SR_MM_PER_PT, LEAST_TYPE_PT, MOST_TYPE_PT);
    if (isfinite(topic->theme.benchmark)) {
        g_autofree char *number =
            sr_number_format(topic->theme.benchmark, topic->result->indicator->decimals,
                             atlas->press->language);

        label = g_strdup_printf("%s %s", topic->theme.benchmark_name, number);
        chart.benchmark.label = label;
    }
    g_autoptr(SrDrawing) drawing = sr_chart_bars(&look, &chart, error);
    if (drawing == NULL)
        return false;
    sr_drawing_draw(drawing, sr_flow_canvas(atlas->flow));
    return true;
}

bool
sr_page_draw_bars(SrAtlas *atlas, const SrTopic *topic, int most, SrBox box,
                  GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&topic->theme, atelier->style, atelier->palettes, error);
    g_auto(Bars) all = {0};

    if (ready == NULL)
        return false;
    take_bars(atlas, topic, ready, &all);
    all.n = MIN(all.n, most);
    return draw_bars(atlas, topic, &all, 0, all.n, box, error);
}

bool
sr_page_set_bars(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
                 GError **error)
{
    SrFlow *flow = atlas->flow;
    g_auto(Bars) all = {0};
    g_autofree char *alt = g_strdup_printf(
        _("Bars: all %s ranked by value. %s"), topic->division->level->plural,
        topic->sheet.summary == NULL ? "" : topic->sheet.summary);

    take_bars(atlas, topic, ready, &all);
    int n_columns = all.n > MOST_IN_COLUMN ? 2 : 1;
    double most_row_mm = n_columns > 1 ? MOST_ROW_MM : MOST_WIDE_ROW_MM;
    for (int first = 0; first < all.n;) {
        /* What does not go on this page goes on the next: 235 Gemeinden need three. */
        double room = sr_flow_room(flow) - HEAD_MM - 2 * TIME_GAP_MM;
        int most = MAX((int)(room / LEAST_ROW_MM), 1) * n_columns;
        int n_pages = (all.n - first + most - 1) / most;
        int n = (all.n - first + n_pages - 1) / n_pages; /* about as many on each */
        int n_rows = (n + n_columns - 1) / n_columns;
        double height = sr_flow_stretch(flow, n_rows * LEAST_ROW_MM + HEAD_MM,
                                        n_rows * most_row_mm + HEAD_MM);
        SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height, alt);

        if (!atlas->is_dry && !draw_bars(atlas, topic, &all, first, n, box, error))
            return false;
        sr_flow_figure_end(flow, NULL);
        first += n;
        if (first < all.n)
            sr_flow_new_page(flow);
    }
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

int
sr_atlas_year_of(const char *period)
{
    const char *last = strlen(period) == 9 ? period + 5 : period;

    return (int)g_ascii_strtoll(last, NULL, 10);
}

const SrBreakMark *
sr_atlas_breaks(const SrResult *result, int *n)
{
    static SrBreakMark breaks[] = {{2011, NULL}, {2022, NULL}};

    breaks[0].label = _("Census 2011");
    breaks[1].label = _("Census 2022");
    *n = sr_indicator_is_amount(result->indicator) && result->counts_people
             ? (int)G_N_ELEMENTS(breaks)
             : 0;
    return breaks;
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
    int n_breaks;
    const SrBreakMark *breaks = sr_atlas_breaks(result, &n_breaks);

    for (guint p = 0; p < periods->len; p++)
        years[p] = sr_atlas_year_of(periods->pdata[p]);
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
                         .n_breaks = n_breaks,
                         .unit = result->indicator->unit,
                         .decimals = result->indicator->decimals};
    SrLook look = atlas->look;

    look.chart_pt = MAX(look.chart_pt, TIME_TYPE_PT);
    return sr_chart_time(&look, &chart, error);
}

/* Whether any area has values in two years at least. */
static bool
has_line(const SrAtlas *atlas, const SrResult *result, const SrDivision *division,
         const GPtrArray *periods)
{
    for (int a = 0; a < division->n_areas; a++) {
        g_autofree double *values = line_of(atlas, result, division, a, periods);
        int n = 0;

        for (guint p = 0; p < periods->len; p++)
            n += isfinite(values[p]);
        if (n > 1)
            return true;
    }
    return false;
}

/* The lines there are, and their years; false where that makes no time line. */
static bool
find_lines(const SrAtlas *atlas, const SrResult *result, const SrDivision **lines,
           GPtrArray **periods)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    bool has_regions = sr_atlas_n_regions(atlas) > 0 &&
                       sr_indicator_has_level(result->indicator, regions->level->id) &&
                       !sr_indicator_is_amount(result->indicator);

    *lines = has_regions ? regions : NULL;
    *periods =
        sr_values_periods(atlas->press->values, result, has_regions ? regions : top);
    return (*periods)->len >= LEAST_YEARS && top->n_areas == 1 &&
           (has_line(atlas, result, top, *periods) ||
            (has_regions && has_line(atlas, result, regions, *periods)));
}

bool
sr_page_has_time(const SrAtlas *atlas, const SrResult *result)
{
    const SrDivision *lines = NULL;
    g_autoptr(GPtrArray) periods = NULL;

    return find_lines(atlas, result, &lines, &periods);
}

bool
sr_page_set_time(SrAtlas *atlas, const SrResult *result, double least_mm, double most_mm,
                 GError **error)
{
    const SrDivision *lines = NULL;
    g_autoptr(GPtrArray) periods = NULL;
    SrFlow *flow = atlas->flow;

    if (!find_lines(atlas, result, &lines, &periods))
        return true;
    g_autofree char *from = sr_prose_period(periods->pdata[0]);
    g_autofree char *to = sr_prose_period(periods->pdata[periods->len - 1]);
    g_autofree char *alt =
        g_strdup_printf(_("Time line: %s from %s to %s; the table gives the figures."),
                        result->indicator->title, from, to);
    sr_flow_space(flow, TIME_GAP_MM);
    double height = sr_flow_stretch(flow, least_mm, most_mm);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height, alt);
    if (!atlas->is_dry && !sr_page_draw_time(atlas, result, box, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    return true;
}

bool
sr_page_draw_time(SrAtlas *atlas, const SrResult *result, SrBox box, GError **error)
{
    const SrDivision *lines = NULL;
    g_autoptr(GPtrArray) periods = NULL;

    if (!find_lines(atlas, result, &lines, &periods))
        return true;
    g_autoptr(SrDrawing) time = lay_out_time(atlas, result, lines, periods, box, error);
    if (time == NULL)
        return false;
    sr_drawing_draw(time, sr_flow_canvas(atlas->flow));
    return true;
}
