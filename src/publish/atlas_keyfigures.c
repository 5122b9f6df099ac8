/* Key figures of an area beside the county, and those of its Gemeinden. */
#include "publish/atlas_profile.h"

#include "publish/insight.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_COLUMNS 5 /* of the table of Gemeinden */

/* --- Key figures --- */

static SrSpineVerdict
mark_of(SrVerdict verdict)
{
    switch (verdict) {
    case SR_VERDICT_HIGHER:
        return SR_SPINE_HIGHER;
    case SR_VERDICT_LOWER:
        return SR_SPINE_LOWER;
    case SR_VERDICT_SIMILAR:
        return SR_SPINE_SIMILAR;
    case SR_VERDICT_NONE:
        break;
    }
    return SR_SPINE_NONE;
}

/* Whether anything is said of it here: what nobody has counted is no row of its own. */
static bool
is_counted(const SrValue *value)
{
    return value != NULL && value->status != SR_STATUS_MISSING;
}

/* One sentence on what is left out: (transfer full), or NULL where nothing is. */
static char *
tell_uncounted(const SrAtlas *atlas, const SrSubject *subject)
{
    g_autoptr(GString) names = g_string_new(NULL);
    char **ids = atlas->plan->profile;

    for (int i = 0; ids[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);
        const SrValue *value =
            result == NULL ? NULL : sr_subject_value(atlas, result, subject);

        if (value != NULL && !is_counted(value))
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   result->indicator->short_title);
    }
    return names->len == 0 ? NULL
                           : g_strdup_printf(_("Without figures here: %s."), names->str);
}

/* The row of an indicator; false where the level has no value of it. */
static bool
take_row(const SrAtlas *atlas, const SrSubject *subject, const char *id, SrSpineRow *row,
         GPtrArray *texts)
{
    const SrResult *result = sr_atlas_result(atlas, id);
    const char *language = atlas->press->language;
    const SrValue *value =
        result == NULL ? NULL : sr_subject_value(atlas, result, subject);

    if (!is_counted(value))
        return false;
    const SrIndicator *indicator = result->indicator;
    const SrValue *whole = sr_subject_benchmark(atlas, value, result, subject);
    g_autofree const SrValue **slice =
        sr_values_slice(atlas->press->values, result, subject->division, value->period);
    SrQuartiles quartiles = sr_insight_quartiles(slice, subject->division->n_areas);
    bool is_ok = value->status == SR_STATUS_OK;
    g_ptr_array_add(texts,
                    g_strdup_printf("%s%s%s", indicator->short_title,
                                    indicator->unit == NULL ? "" : ", ",
                                    indicator->unit == NULL ? "" : indicator->unit));
    row->label = texts->pdata[texts->len - 1];
    g_ptr_array_add(texts, sr_prose_number(value, language));
    row->text = texts->pdata[texts->len - 1];
    g_ptr_array_add(texts, sr_prose_number(whole, language));
    row->benchmark_text = texts->pdata[texts->len - 1];
    row->value = is_ok ? value->value : NAN;
    row->benchmark = whole == NULL || whole->status != SR_STATUS_OK ? NAN : whole->value;
    row->least = quartiles.least;
    row->greatest = quartiles.greatest;
    row->lower_quartile = quartiles.lower;
    row->upper_quartile = quartiles.upper;
    /* The column beside is that of the whole; a verdict on something else would mislead.
     */
    row->verdict = is_ok && !sr_indicator_has_own_benchmark(indicator)
                       ? mark_of(value->verdict)
                       : SR_SPINE_NONE;
    return true;
}

bool
sr_profile_set_key_figures(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    SrFlow *flow = atlas->flow;
    char **ids = atlas->plan->profile;
    g_autofree SrSpineRow *rows = g_new0(SrSpineRow, g_strv_length(ids) + 1);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    const char *name = subject->division->names[subject->area];
    g_autofree char *uncounted = tell_uncounted(atlas, subject);
    int n = 0;

    for (int i = 0; ids[i] != NULL; i++)
        n += take_row(atlas, subject, ids[i], &rows[n], texts);
    if (n == 0) {
        if (uncounted != NULL)
            sr_flow_note(flow, uncounted);
        return true;
    }
    g_autofree char *alt = g_strdup_printf(
        ngettext(
            "%1$d key figure of %2$s beside that of all areas together, and where it "
            "lies "
            "among all areas of this kind.",
            "%1$d key figures of %2$s beside those of all areas together, and where they "
            "lie among all areas of this kind.",
            (gulong)n),
        n, name);
    g_autofree char *whole = sr_prose_in_whole(subject->top, atlas->press->language);
    g_autofree char *lower = g_strdup_printf(_("lower than %s"), whole);
    g_autofree char *higher = g_strdup_printf(_("higher than %s"), whole);
    double height = sr_chart_spine_height(&atlas->look, n);
    sr_flow_need(flow, height + 14);
    sr_flow_heading(flow, 3, _("Key figures compared"), NULL);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height, alt);
    if (!atlas->is_dry) {
        SrSpineChart chart = {.box_mm = box,
                              .rows = rows,
                              .n_rows = n,
                              .area_title = _("here"),
                              .benchmark_title = subject->top->level->title,
                              .lower_title = lower,
                              .higher_title = higher};
        g_autoptr(SrDrawing) drawing = sr_chart_spine(&atlas->look, &chart, error);

        if (drawing == NULL)
            return false;
        sr_drawing_draw(drawing, sr_flow_canvas(flow));
    }
    sr_flow_figure_end(flow, NULL);
    sr_flow_note(
        flow,
        _("The line in the middle is the value of all areas together, the pale bar "
          "reaches from the lowest to "
          "the highest area of this kind, its darker part holds the middle half of "
          "them. A triangle: higher or lower beyond chance. A dot: "
          "no difference that chance could not make. A ring: no range is computed."));
    if (uncounted != NULL)
        sr_flow_note(flow, uncounted);
    return true;
}

/* --- The Gemeinden --- */

/* Whether it is counted in any Gemeinde of the area. */
static bool
is_counted_within(const SrAtlas *atlas, const SrResult *result, const SrSubject *subject)
{
    const SrDivision *gemeinden = atlas->press->schemes[0]->divisions[0];

    for (int g = 0; g < gemeinden->n_areas; g++)
        if (subject->division->area_of[g] == subject->area &&
            is_counted(sr_insight_newest(atlas->press->values, result, gemeinden, g)))
            return true;
    return false;
}

/* The key figures that Gemeinden of the area have: (transfer container), of SrResult. */
static GPtrArray *
gemeinde_results(const SrAtlas *atlas, const SrSubject *subject)
{
    const SrDivision *gemeinden = atlas->press->schemes[0]->divisions[0];
    char **ids = atlas->plan->profile;
    GPtrArray *found = g_ptr_array_new();

    for (int i = 0; ids[i] != NULL && found->len < MOST_COLUMNS; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);

        if (result != NULL &&
            sr_indicator_has_level(result->indicator, gemeinden->level->id) &&
            sr_press_newest(atlas->press, result, gemeinden) != NULL &&
            is_counted_within(atlas, result, subject))
            g_ptr_array_add(found, (gpointer)result);
    }
    return found;
}

static void
add_area_row(SrTableBox *table, const SrAtlas *atlas, const GPtrArray *results,
             const SrDivision *division, int area, SrRowKind kind)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(cells, g_strdup(division->names[area]));
    for (guint r = 0; r < results->len; r++) {
        const SrValue *value =
            sr_insight_newest(atlas->press->values, results->pdata[r], division, area);
        g_ptr_array_add(cells, sr_prose_number(value, atlas->press->language));
    }
    sr_tablebox_add(table, kind, (const char *const *)cells->pdata);
}

bool
sr_profile_set_gemeinden(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    const SrDivision *gemeinden = atlas->press->schemes[0]->divisions[0];
    g_autoptr(GPtrArray) results = gemeinde_results(atlas, subject);

    if (subject->division->n_members[subject->area] < 2 || results->len == 0)
        return true;
    g_autoptr(SrTableBox) table =
        sr_atlas_area_table(atlas, gemeinden, results, 0, results->len);
    for (int g = 0; g < gemeinden->n_areas; g++)
        if (subject->division->area_of[g] == subject->area)
            add_area_row(table, atlas, results, gemeinden, g, SR_ROW_NORMAL);
    add_area_row(table, atlas, results, subject->division, subject->area,
                 SR_ROW_SUBTOTAL);
    add_area_row(table, atlas, results, subject->top, 0, SR_ROW_TOTAL);
    sr_flow_heading(atlas->flow, 3, gemeinden->level->plural, NULL);
    return sr_flow_table(atlas->flow, table, error);
}
