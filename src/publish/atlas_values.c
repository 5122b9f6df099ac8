/* The table on the page of an indicator: parts, newest years, interval, verdict. */
#include "publish/atlas_page.h"

#include "base/number.h"
#include "publish/prose.h"
#include "shapes/nesting.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_PERIODS 5  /* columns of the table */
#define MOST_DETAILS 18 /* more rows than that belong into the tables at the end */
#define WHOLE_FROM 1000 /* sums from here on are printed without decimals */

/* "12.345": large and whole sums without decimals: nobody reads cents of millions. */
static char *
amount(double value, const char *language)
{
    if (!isfinite(value))
        return g_strdup("");
    bool is_whole = value == floor(value) || fabs(value) >= WHOLE_FROM;
    return sr_number_format(value, is_whole ? 0 : 1, language);
}

/* What the rows are made of and how. */
typedef struct {
    const SrResult *result;
    GPtrArray *periods; /* of the columns */
    bool has_parts;
    bool has_interval;
} Columns;

/* The name of an area, and whether it lies in several of a coarser level. */
static char *
name_of(const SrAtlas *atlas, const SrDivision *division, int area)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    g_autoptr(SrNesting) nesting = sr_nesting_new(scheme);
    int level = 0;

    while (scheme->divisions[level] != division)
        level++;
    return sr_prose_area(scheme, level, area, sr_nesting_split(nesting, level, area));
}

/* One row: name, parts, the newest periods, interval, verdict. */
static void
add_row(SrTableBox *table, const SrAtlas *atlas, const Columns *columns,
        const SrDivision *division, int area, SrRowKind kind)
{
    const SrResult *result = columns->result;
    const GPtrArray *periods = columns->periods;
    const char *language = atlas->press->language;
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    const SrValue *newest = NULL;

    g_ptr_array_add(cells, name_of(atlas, division, area));
    for (guint p = 0; p < periods->len; p++) {
        g_autofree const SrValue **slice =
            sr_values_slice(atlas->press->values, result, division, periods->pdata[p]);

        newest = slice[area];
        g_ptr_array_add(cells, sr_prose_number(newest, language));
    }
    if (columns->has_parts) {
        g_ptr_array_insert(cells, 1,
                           amount(newest == NULL ? NAN : newest->numerator, language));
        g_ptr_array_insert(cells, 2,
                           amount(newest == NULL ? NAN : newest->denominator, language));
    }
    if (columns->has_interval) {
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
new_table(const SrAtlas *atlas, const Columns *wanted, const SrDivision *division)
{
    const SrIndicator *indicator = wanted->result->indicator;
    const GPtrArray *periods = wanted->periods;
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *values_title = g_strdup(indicator->unit);
    SrColumn name = {
        .title = division->level->title, .kind = SR_COLUMN_TEXT, .stretch = true};
    SrColumn numerator = {.title = indicator->numerator_text == NULL
                                       ? _("Numerator")
                                       : indicator->numerator_text,
                          .kind = SR_COLUMN_NUMBER};
    g_autofree char *counted = sr_prose_denominator(indicator);
    SrColumn denominator = {.title = counted, .kind = SR_COLUMN_NUMBER};
    SrColumn interval = {.title = _("95 % range"), .kind = SR_COLUMN_SIGN};
    g_autofree char *compared = sr_prose_compared(indicator, atlas->press->schemes[0]);
    SrColumn verdict = {.title = compared, .kind = SR_COLUMN_SIGN};

    g_array_append_val(columns, name);
    if (wanted->has_parts) {
        g_array_append_val(columns, numerator);
        g_array_append_val(columns, denominator);
    }
    for (guint p = 0; p < periods->len; p++) {
        SrColumn value = {.kind = SR_COLUMN_NUMBER, .group = values_title};

        g_ptr_array_add(titles, sr_prose_period(periods->pdata[p]));
        value.title = titles->pdata[p];
        g_array_append_val(columns, value);
    }
    if (wanted->has_interval) {
        g_array_append_val(columns, interval);
        g_array_append_val(columns, verdict);
    }
    return sr_tablebox_new(&atlas->look, (const SrColumn *)(void *)columns->data,
                           (int)columns->len);
}

/*
 * The level between Gemeinden and regions, where its rows say more and are not too many;
 * else NULL.
 */
static const SrDivision *
find_details(const SrAtlas *atlas, const SrResult *result)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];

    if (atlas->region_level < 2)
        return NULL;
    const SrDivision *details = scheme->divisions[atlas->region_level - 1];
    bool has = sr_indicator_has_level(result->indicator, details->level->id) &&
               sr_press_newest(atlas->press, result, details) != NULL;
    return has && details->n_areas + regions->n_areas <= MOST_DETAILS ? details : NULL;
}

/*
 * The areas of @details within region @region, unless it is the region itself; those that
 * lie in several regions for -1.
 */
static void
add_details(SrTableBox *table, const SrAtlas *atlas, const Columns *columns,
            const SrDivision *details, int region)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    g_autoptr(SrNesting) nesting = sr_nesting_new(scheme);
    int level = atlas->region_level - 1;

    for (int d = 0; d < details->n_areas; d++)
        if (sr_nesting_around(nesting, level, d, atlas->region_level) == region &&
            (region < 0 || details->n_members[d] < regions->n_members[region]))
            add_row(table, atlas, columns, details, d, SR_ROW_NORMAL);
}

bool
sr_page_set_table(SrAtlas *atlas, const SrResult *result, bool in_detail, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    const SrIndicator *indicator = result->indicator;
    bool shows_regions = sr_atlas_n_regions(atlas) > 0 &&
                         sr_indicator_has_level(indicator, regions->level->id);
    const SrDivision *rows = shows_regions ? regions : top;
    const SrDivision *details =
        in_detail && shows_regions ? find_details(atlas, result) : NULL;
    g_autoptr(GPtrArray) periods = newest_periods(atlas, result, rows);
    Columns columns = {
        .result = result,
        .periods = periods,
        .has_parts = indicator->span <= SR_SPAN_MEAN && indicator->denominator != NULL &&
                     indicator->query == NULL &&
                     *sr_expression_variables(indicator->denominator) != NULL,
        .has_interval = !g_str_equal(sr_interval_name(indicator->interval), "none") &&
                        indicator->span <= SR_SPAN_MEAN};

    if (periods->len == 0)
        return true;
    g_autoptr(SrTableBox) table = new_table(atlas, &columns, rows);
    for (int a = 0; shows_regions && a < regions->n_areas; a++) {
        add_row(table, atlas, &columns, regions, a,
                details != NULL ? SR_ROW_SUBTOTAL : SR_ROW_NORMAL);
        if (details != NULL)
            add_details(table, atlas, &columns, details, a);
    }
    if (details != NULL)
        add_details(table, atlas, &columns, details, -1);
    for (int a = 0; a < top->n_areas; a++)
        add_row(table, atlas, &columns, top, a, SR_ROW_TOTAL);
    return sr_flow_table(atlas->flow, table, error);
}
