/* "The most important on two pages": sentences and one table, all from the values. */
#include "publish/atlas_minis.h"

#include "publish/insight.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_DIFFERENCES 7
#define MOST_CHANGES 5
#define MOST_OUTLIERS 5
#define LEAST_SECOND_MM 120.0 /* of the second half; it begins a page unless it fits */
#define MOST_OF_A_CHAPTER 2   /* of each kind, below the table of a chapter */

/* The page of the result, or 0: it has none. */
static int
page_of(const SrAtlas *atlas, const SrResult *result)
{
    g_autofree char *place = sr_atlas_place(result->indicator);

    return sr_atlas_has_page(atlas, result) ? sr_flow_page_of(atlas->flow, place) : 0;
}

char *
sr_atlas_see_page(const SrAtlas *atlas, const char *text, const SrResult *result)
{
    return sr_atlas_has_page(atlas, result)
               ? g_strdup_printf(_("%s, see page\u00a0%d"), text, page_of(atlas, result))
               : g_strdup(text);
}

/* Adds the sentence with the page it is shown on. Takes @sentence. */
static void
add_sentence(const SrAtlas *atlas, GPtrArray *list, char *sentence,
             const SrResult *result)
{
    if (sr_atlas_has_page(atlas, result))
        g_ptr_array_add(list, g_strdup_printf(_("%s (page\u00a0%d)"), sentence,
                                              page_of(atlas, result)));
    else
        g_ptr_array_add(list, g_strdup(sentence));
    g_free(sentence);
}

static void
set_sentences(SrAtlas *atlas, const char *heading, const GPtrArray *list,
              const char *none)
{
    sr_flow_heading(atlas->flow, 2, heading, NULL);
    if (list->len == 0)
        sr_flow_paragraph(atlas->flow, none);
    else
        sr_flow_list(atlas->flow, (const char *const *)list->pdata, (int)list->len,
                     false);
}

static void
set_differences(SrAtlas *atlas, const SrDivision *regions, GPtrArray *named)
{
    g_autoptr(GArray) found = sr_insight_differences(atlas->press->values, regions, NULL,
                                                     NULL, MOST_DIFFERENCES);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *heading =
        g_strdup_printf(_("The greatest differences: %s"), regions->level->plural);

    for (guint i = 0; i < found->len; i++) {
        const SrDifference *one = &g_array_index(found, SrDifference, i);

        add_sentence(atlas, list, sr_prose_difference(one, atlas->press->language),
                     one->result);
        g_ptr_array_add(named, (gpointer)one->result);
    }
    set_sentences(atlas, heading, list,
                  _("No two areas differ beyond chance on both sides of the "
                    "value of all areas together."));
}

static void
set_changes(SrAtlas *atlas, const SrDivision *regions, const SrDivision *top)
{
    const SrDivision *const divisions[] = {top, regions};
    size_t n_divisions = sr_atlas_n_regions(atlas) > 0 ? 2 : 1;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

    for (size_t d = 0; d < n_divisions; d++) {
        g_autoptr(GArray) found = sr_insight_changes(atlas->press->values, divisions[d],
                                                     NULL, NULL, MOST_CHANGES);

        for (guint i = 0; i < found->len; i++) {
            const SrChange *one = &g_array_index(found, SrChange, i);

            add_sentence(atlas, list, sr_prose_change(one, atlas->press->language),
                         one->result);
        }
    }
    set_sentences(atlas, _("What has changed in five years"), list,
                  _("No line of five years rises or falls beyond chance."));
}

static void
set_outliers(SrAtlas *atlas, const SrDivision *gemeinden)
{
    g_autoptr(GArray) found =
        sr_insight_outliers(atlas->press->values, gemeinden, NULL, NULL, MOST_OUTLIERS);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *heading =
        g_strdup_printf(_("Single areas that stand out: %s"), gemeinden->level->plural);

    for (guint i = 0; i < found->len; i++) {
        const SrOutlier *one = &g_array_index(found, SrOutlier, i);

        add_sentence(atlas, list, sr_prose_outlier(one, atlas->press->language),
                     one->result);
    }
    set_sentences(atlas, heading, list,
                  _("None lies far from the others beyond chance."));
}

/* A letter that print and copies keep: "+" higher, "−" lower, "≈" similar. */
static const char *
verdict_sign(const SrValue *value)
{
    /* The column of the whole stands beside: a verdict on something else would mislead.
     */
    if (value == NULL || value->status != SR_STATUS_OK ||
        sr_indicator_has_own_benchmark(value->indicator))
        return "";
    switch (value->verdict) {
    case SR_VERDICT_HIGHER:
        return "+";
    case SR_VERDICT_LOWER:
        return "\u2212";
    case SR_VERDICT_SIMILAR:
        return "≈";
    case SR_VERDICT_NONE:
        break;
    }
    return "";
}

/* The regions @from .. @from + @n - 1 of a matrix. */
typedef struct {
    const SrDivision *regions;
    const SrDivision *top;
    int from, n;
} Matrix;

static SrTableBox *
new_matrix(const SrAtlas *atlas, const Matrix *matrix)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    SrColumn title = {.title = _("Key figure"), .kind = SR_COLUMN_TEXT, .stretch = true};
    SrColumn all = {.title = matrix->top->level->title, .kind = SR_COLUMN_NUMBER};
    SrColumn page = {.title = _("Page"), .kind = SR_COLUMN_NUMBER};

    g_array_append_val(columns, title);
    for (int a = matrix->from; a < matrix->from + matrix->n; a++) {
        SrColumn value = {.title = matrix->regions->names[a], .kind = SR_COLUMN_NUMBER};
        SrColumn sign = {.title = "", .kind = SR_COLUMN_SIGN};

        g_array_append_val(columns, value);
        g_array_append_val(columns, sign);
    }
    g_array_append_val(columns, all);
    g_array_append_val(columns, page);
    return sr_tablebox_new(&atlas->look, (const SrColumn *)(void *)columns->data,
                           (int)columns->len);
}

static void
add_key_figure(const SrAtlas *atlas, SrTableBox *table, const SrResult *result,
               const Matrix *matrix)
{
    const SrPress *press = atlas->press;
    const SrIndicator *indicator = result->indicator;
    const char *period = sr_press_newest(press, result, matrix->regions);
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *place = sr_atlas_place(indicator);
    g_autofree char *when = sr_prose_period(period);
    g_autofree const SrValue **parts =
        sr_values_slice(press->values, result, matrix->regions, period);
    g_autofree const SrValue **whole =
        sr_values_slice(press->values, result, matrix->top, period);

    bool has_unit = indicator->unit != NULL && *indicator->unit != '\0';
    g_ptr_array_add(cells, g_strdup_printf("%s%s%s (%s)", indicator->short_title,
                                           has_unit ? ", " : "",
                                           has_unit ? indicator->unit : "", when));
    for (int a = matrix->from; a < matrix->from + matrix->n; a++) {
        g_ptr_array_add(cells, sr_prose_number(parts[a], press->language));
        g_ptr_array_add(cells, g_strdup(verdict_sign(parts[a])));
    }
    g_ptr_array_add(cells, sr_prose_number(whole[0], press->language));
    bool has_page = sr_atlas_has_page(atlas, result);
    g_ptr_array_add(cells,
                    has_page ? g_strdup_printf("%d", sr_flow_page_of(atlas->flow, place))
                             : g_strdup(""));
    sr_tablebox_add(table, SR_ROW_NORMAL, (const char *const *)cells->pdata);
    if (has_page)
        sr_tablebox_link(table, 0, place, indicator->title);
}

static SrTableBox *
make_matrix(const SrAtlas *atlas, gconstpointer data, int from, int n)
{
    const Matrix *whole = data;
    const Matrix matrix = {whole->regions, whole->top, from, n};
    const SrDivision *regions = whole->regions;
    char **ids = atlas->plan->profile;
    SrTableBox *table = new_matrix(atlas, &matrix);

    for (int i = 0; ids[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);

        if (result != NULL &&
            sr_indicator_has_level(result->indicator, regions->level->id) &&
            sr_press_newest(atlas->press, result, regions) != NULL)
            add_key_figure(atlas, table, result, &matrix);
    }
    return table;
}

/* Regions beside each other, by the key figures. */
static bool
set_matrix(SrAtlas *atlas, const SrDivision *regions, const SrDivision *top,
           GError **error)
{
    const Matrix matrix = {regions, top, 0, sr_atlas_n_regions(atlas)};
    const SrWideTable wide = {make_matrix, &matrix, matrix.n};
    g_autoptr(SrTableBox) first = make_matrix(atlas, &matrix, 0, MIN(matrix.n, 1));

    if (sr_tablebox_n_rows(first) == 0)
        return true;
    sr_flow_heading(atlas->flow, 2, _("Key figures at a glance"), NULL);
    if (!sr_atlas_set_wide(atlas, &wide, error))
        return false;
    if (wide.n_areas == 0)
        return true;
    g_autofree char *whole = sr_prose_in_whole(top, atlas->press->language);
    g_autofree char *note = g_strdup_printf(
        _("+ higher and − lower than %s beyond chance (95 %%); ≈ no difference that "
          "chance could not make; nothing: no range is computed, or it is compared with "
          "something else."),
        whole);
    sr_flow_note(atlas->flow, note);
    return true;
}

/* The key figures that are not among @named, for maps: (transfer container). */
static GPtrArray *
key_results_without(const SrAtlas *atlas, const GPtrArray *named)
{
    char **ids = atlas->plan->profile;
    GPtrArray *found = g_ptr_array_new();

    for (int i = 0; ids[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);

        if (result != NULL && !g_ptr_array_find((GPtrArray *)named, result, NULL))
            g_ptr_array_add(found, (gpointer)result);
    }
    return found;
}

bool
sr_atlas_can_compare(const SrAtlas *atlas)
{
    const SrScheme *scheme = atlas->press->schemes[0];

    return scheme->divisions[scheme->n_levels - 1]->n_areas == 1;
}

bool
sr_atlas_set_essentials(SrAtlas *atlas, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    SrFlow *flow = atlas->flow;

    if (!sr_atlas_can_compare(atlas))
        return true;
    sr_flow_set_mark(flow,
                     sr_atlas_is_synthetic(atlas->press) ? _("Example data") : NULL);
    sr_flow_set_chapter(flow, _("The most important on two pages"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("The most important on two pages"), "essentials");
    sr_flow_paragraph(
        flow,
        _("These sentences are made from the figures of this atlas. Differences are "
          "named only where chance makes them so large in at most 5 of 100 cases, "
          "changes only where five years show one direction, without hanging on a "
          "single year (chance: at most 2 of 1,000 cases). They say what is, not why."));
    g_autoptr(GPtrArray) named = g_ptr_array_new();
    if (sr_atlas_n_regions(atlas) > 0)
        set_differences(atlas, regions, named);
    set_changes(atlas, regions, top);
    if (!sr_atlas_set_minis(atlas, named, error))
        return false;
    sr_flow_need(flow, LEAST_SECOND_MM);
    set_outliers(atlas, scheme->divisions[0]);
    g_autoptr(GPtrArray) others = key_results_without(atlas, named);
    if (!set_matrix(atlas, regions, top, error) ||
        !sr_atlas_set_minis(atlas, others, error))
        return false;
    sr_flow_set_mark(flow, NULL);
    return true;
}

/* --- Of one chapter --- */

typedef struct {
    const SrAtlas *atlas;
    int chapter;
} InChapter;

static bool
is_in_chapter(const SrResult *result, gconstpointer data)
{
    const InChapter *in = data;

    return result->indicator->chapter == in->chapter &&
           sr_atlas_has_page(in->atlas, result);
}

void
sr_atlas_set_chapter_insights(SrAtlas *atlas, int chapter)
{
    const SrPress *press = atlas->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    const InChapter in = {atlas, chapter};
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);

    if (!sr_atlas_can_compare(atlas))
        return;
    g_autoptr(GArray) differences =
        sr_insight_differences(press->values, scheme->divisions[atlas->region_level],
                               is_in_chapter, &in, MOST_OF_A_CHAPTER);
    g_autoptr(GArray) changes =
        sr_insight_changes(press->values, top, is_in_chapter, &in, MOST_OF_A_CHAPTER);
    g_autoptr(GArray) outliers = sr_insight_outliers(
        press->values, scheme->divisions[0], is_in_chapter, &in, MOST_OF_A_CHAPTER);
    for (guint i = 0; i < differences->len; i++) {
        const SrDifference *one = &g_array_index(differences, SrDifference, i);
        add_sentence(atlas, list, sr_prose_difference(one, press->language), one->result);
    }
    for (guint i = 0; i < changes->len; i++) {
        const SrChange *one = &g_array_index(changes, SrChange, i);
        add_sentence(atlas, list, sr_prose_change(one, press->language), one->result);
    }
    for (guint i = 0; i < outliers->len; i++) {
        const SrOutlier *one = &g_array_index(outliers, SrOutlier, i);
        add_sentence(atlas, list, sr_prose_outlier(one, press->language), one->result);
    }
    if (list->len > 0)
        set_sentences(atlas, _("What stands out in this chapter"), list, NULL);
}
