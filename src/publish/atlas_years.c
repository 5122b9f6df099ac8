/* How help is made up in an area, and how its key figures have changed. */
#include "publish/atlas_profile.h"

#include "base/number.h"
#include "publish/insight.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>

#define STACKS_MM 27.0
#define SPARKS_ACROSS 3
#define SPARK_CELL_MM 19.0 /* at least, a line with its words */
#define MOST_SPARK_CELL_MM 32.0
#define SPARK_WORDS_MM 11.0
#define MOST_SPARKS 9

/* --- The mix of help --- */

/* The values of the parts for one area, and their texts; false where one is not ok. */
static bool
take_parts(const SrAtlas *atlas, const SrDivision *division, int area, double *parts,
           const char **texts, GPtrArray *kept, SrStatus *status)
{
    char **ids = atlas->plan->parts;
    bool all_ok = true;

    for (int i = 0; ids[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);
        const SrValue *value =
            result == NULL ||
                    !sr_indicator_has_level(result->indicator, division->level->id)
                ? NULL
                : sr_insight_newest(atlas->press->values, result, division, area);
        bool is_ok = value != NULL && value->status == SR_STATUS_OK;

        parts[i] = is_ok ? value->value : NAN;
        g_ptr_array_add(kept, sr_prose_number(value, atlas->press->language));
        texts[i] = kept->pdata[kept->len - 1];
        if (!is_ok && all_ok)
            *status = value == NULL ? SR_STATUS_MISSING : value->status;
        all_ok = all_ok && is_ok;
    }
    return all_ok;
}

/* Why there is no bar, and what is known of its parts: "gesperrt (Ambulant 12,3 …)". */
static char *
in_words(const char *const *names, const char *const *texts, int n, SrStatus status)
{
    GString *words = g_string_new(sr_status_label(status));

    for (int i = 0; i < n; i++)
        g_string_append_printf(words, "%s%s\u00a0%s", i == 0 ? " – " : ", ", names[i],
                               texts[i]);
    return g_string_free(words, FALSE);
}

static bool
draw_stacks(SrAtlas *atlas, const SrSubject *subject, SrBox box, GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    int n = (int)g_strv_length(atlas->plan->parts);
    g_autofree const char **names = g_new0(const char *, n);
    g_autofree SrColor *colors = g_new0(SrColor, n + 2);
    g_autofree double *parts = g_new0(double, 2 * n);
    g_autofree const char **texts = g_new0(const char *, 2 * n);
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    const SrDivision *divisions[2] = {subject->division, subject->top};
    const int areas[2] = {subject->area, 0};
    SrStack stacks[2];

    if (!sr_style_colors(atelier->style, atelier->palettes, NULL, SR_PALETTE_SEQUENTIAL,
                         n + 2, colors, error))
        return false;
    for (int i = 0; i < n; i++)
        names[i] = sr_atlas_result(atlas, atlas->plan->parts[i])->indicator->title;
    for (int s = 0; s < 2; s++) {
        SrStatus status = SR_STATUS_OK;
        double sum = 0;
        bool all_ok = take_parts(atlas, divisions[s], areas[s], parts + s * n,
                                 texts + s * n, kept, &status);

        for (int i = 0; i < n; i++)
            sum += parts[s * n + i];
        int decimals = sr_atlas_result(atlas, atlas->plan->parts[0])->indicator->decimals;
        g_ptr_array_add(kept,
                        all_ok ? sr_number_format(sum, decimals, atlas->press->language)
                               : in_words(names, texts + s * n, n, status));
        stacks[s] = (SrStack){.label = s == 0 ? divisions[0]->names[areas[0]]
                                              : subject->top->level->title,
                              .parts = parts + s * n,
                              .texts = texts + s * n,
                              .total = all_ok ? kept->pdata[kept->len - 1] : NULL,
                              .sign = all_ok ? NULL : kept->pdata[kept->len - 1],
                              .strong = s == 0};
    }
    SrStackChart chart = {.box_mm = box,
                          .names = names,
                          .colors = colors + 1,
                          .n_parts = n,
                          .stacks = stacks,
                          .n_stacks = 2};
    g_autoptr(SrDrawing) drawing = sr_chart_stacks(&atlas->look, &chart, error);
    if (drawing == NULL)
        return false;
    sr_drawing_draw(drawing, sr_flow_canvas(atlas->flow));
    return true;
}

bool
sr_profile_set_help(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    SrFlow *flow = atlas->flow;
    char **ids = atlas->plan->parts;

    for (int i = 0; ids[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);

        if (result == NULL || sr_subject_value(atlas, result, subject) == NULL)
            return true;
    }
    if (*ids == NULL)
        return true;
    const SrIndicator *first = sr_atlas_result(atlas, *ids)->indicator;
    const SrValue *value = sr_subject_value(atlas, sr_atlas_result(atlas, *ids), subject);
    g_autofree char *when = sr_prose_period(value->period);
    g_autofree char *what = g_strdup_printf(
        "%s · %s", first->denominator_text == NULL ? "" : first->denominator_text, when);
    g_autofree char *alt = g_strdup_printf(
        _("Stacked bars: how help is made up in %s and in all areas together; the "
          "figures stand in the bars and on the pages of the indicators."),
        subject->division->names[subject->area]);
    sr_flow_need(flow, STACKS_MM + 24);
    sr_flow_heading(flow, 3, _("How help is made up"), NULL);
    sr_flow_note(flow, what);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), STACKS_MM, alt);
    if (!atlas->is_dry && !draw_stacks(atlas, subject, box, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    return true;
}

/* --- Over the years --- */

typedef struct {
    const SrResult *result;
    double *values; /* [n]; owned */
    int *years;     /* [n]; owned */
    int n;
    const SrValue *first, *last; /* that are ok */
} Spark;

static void
spark_clear(gpointer data)
{
    g_free(((Spark *)data)->values);
    g_free(((Spark *)data)->years);
}

static bool
take_spark(const SrAtlas *atlas, const SrSubject *subject, const SrResult *result,
           Spark *spark)
{
    const SrValues *values = atlas->press->values;
    g_autoptr(GPtrArray) periods = sr_values_periods(values, result, subject->division);

    *spark = (Spark){.result = result, .n = (int)periods->len};
    if (!sr_indicator_has_level(result->indicator, subject->division->level->id) ||
        periods->len < 3)
        return false;
    spark->values = g_new(double, periods->len);
    spark->years = g_new(int, periods->len);
    for (guint p = 0; p < periods->len; p++) {
        g_autofree const SrValue **slice =
            sr_values_slice(values, result, subject->division, periods->pdata[p]);
        const SrValue *value = slice[subject->area];
        bool is_ok = value != NULL && value->status == SR_STATUS_OK;

        spark->values[p] = is_ok ? value->value : NAN;
        spark->years[p] = sr_atlas_year_of(periods->pdata[p]);
        if (is_ok && spark->first == NULL)
            spark->first = value;
        if (is_ok)
            spark->last = value;
    }
    if (spark->first != spark->last)
        return true;
    spark_clear(spark);
    return false;
}

static bool
draw_spark(SrAtlas *atlas, const SrSubject *subject, const Spark *spark, SrBox cell,
           GError **error)
{
    const SrLook *look = &atlas->look;
    SrCanvas *canvas = sr_flow_canvas(atlas->flow);
    const char *language = atlas->press->language;
    SrTextStyle bold =
        sr_look_condensed(look, look->chart_pt, SR_WEIGHT_MEDIUM, look->ink);
    SrTextStyle plain =
        sr_look_condensed(look, look->note_pt, SR_WEIGHT_NORMAL, look->muted);
    double title_y = cell.y0 + look->chart_pt * SR_MM_PER_PT;
    SrBox box = {cell.x0, title_y + 1.6, cell.x1 - 6,
                 title_y + 1.6 + (cell.y1 - cell.y0) - SPARK_WORDS_MM};
    g_autofree char *first = sr_prose_number(spark->first, language);
    g_autofree char *last = sr_prose_number(spark->last, language);
    g_autofree char *from = sr_prose_period(spark->first->period);
    g_autofree char *to = sr_prose_period(spark->last->period);
    SrChange change = sr_insight_change(atlas->press->values, spark->result,
                                        subject->division, subject->area);
    const char *word = change.kind == SR_TREND_RISING    ? _("rising")
                       : change.kind == SR_TREND_FALLING ? _("falling")
                                                         : NULL;
    g_autofree char *words =
        g_strdup_printf("%s: %s   %s: %s%s%s", from, first, to, last,
                        word == NULL ? "" : " · ", word == NULL ? "" : word);
    SrSparkline drawn = {.box_mm = box,
                         .values = spark->values,
                         .years = spark->years,
                         .n = spark->n,
                         .benchmark = NAN};
    drawn.breaks = sr_atlas_breaks(spark->result, &drawn.n_breaks);
    g_autoptr(SrDrawing) line = sr_chart_sparkline(look, &drawn, error);
    if (line == NULL)
        return false;
    sr_text_put(canvas, look->fonts, &bold, spark->result->indicator->short_title,
                (SrPoint){cell.x0, title_y}, SR_ALIGN_LEFT, 0);
    sr_drawing_draw(line, canvas);
    sr_text_put(canvas, look->fonts, &plain, words,
                (SrPoint){cell.x0, box.y1 + 1.4 * look->note_pt * SR_MM_PER_PT},
                SR_ALIGN_LEFT, 0);
    return true;
}

static bool
draw_sparks(SrAtlas *atlas, const SrSubject *subject, GArray *sparks, SrBox box,
            GError **error)
{
    double width = (box.x1 - box.x0) / SPARKS_ACROSS;
    guint n_rows = (sparks->len + SPARKS_ACROSS - 1) / SPARKS_ACROSS;
    double height = (box.y1 - box.y0) / n_rows;

    for (guint i = 0; i < sparks->len; i++) {
        double x = box.x0 + (i % SPARKS_ACROSS) * width;
        double y = box.y0 + (double)(i / SPARKS_ACROSS) * height;
        SrBox cell = {x, y, x + width, y + height};

        if (!draw_spark(atlas, subject, &g_array_index(sparks, Spark, i), cell, error))
            return false;
    }
    return true;
}

bool
sr_profile_set_years(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    SrFlow *flow = atlas->flow;
    char **ids = atlas->plan->profile;
    g_autoptr(GArray) sparks = g_array_new(FALSE, FALSE, sizeof(Spark));

    g_array_set_clear_func(sparks, spark_clear);
    for (int i = 0; ids[i] != NULL && sparks->len < MOST_SPARKS; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);
        Spark spark;

        if (result != NULL && take_spark(atlas, subject, result, &spark))
            g_array_append_val(sparks, spark);
    }
    if (sparks->len == 0)
        return true;
    int n_rows = ((int)sparks->len + SPARKS_ACROSS - 1) / SPARKS_ACROSS;
    sr_flow_need(flow, n_rows * SPARK_CELL_MM + 24);
    sr_flow_heading(flow, 3, _("Over the years"), NULL);
    sr_flow_note(flow, _("\"rising\" and \"falling\" are said only where five years in a "
                         "row show it beyond chance; each line has a scale of its "
                         "own."));
    double height =
        sr_flow_stretch(flow, n_rows * SPARK_CELL_MM, n_rows * MOST_SPARK_CELL_MM);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height,
                                     _("Small lines: key figures over the years; first "
                                       "and last figure stand below each."));
    if (!atlas->is_dry && !draw_sparks(atlas, subject, sparks, box, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    return true;
}
