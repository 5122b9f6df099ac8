/* Tables of a chapter: its indicators by region, and all areas in full. */
#include "publish/atlas_private.h"

#include "publish/prose.h"
#include "shapes/nesting.h"

#include <glib/gi18n.h>

#define LEAST_MM 90.0  /* of a table at the foot of a page */
#define MOST_COLUMNS 7 /* of figures beside the names */
#define UNIT_MM 50.0   /* with the people it is of */

/* The period of a row: of the regions, or of all where there is none of them. */
static const char *
overview_period(const SrAtlas *atlas, const SrResult *result)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const char *period = sr_press_newest(atlas->press, result, regions);

    return period != NULL ? period
                          : sr_press_newest(atlas->press, result,
                                            scheme->divisions[scheme->n_levels - 1]);
}

static bool
is_in_overview(const SrAtlas *atlas, int chapter, const SrResult *result)
{
    return result->indicator->chapter == chapter && sr_atlas_has(atlas, result);
}

/* The period of most rows, the first of equals; it is told once, over all of them. */
static const char *
common_period(const SrAtlas *atlas, int chapter)
{
    const GPtrArray *results = atlas->press->values->results;
    const char *common = NULL;
    int most = 0;

    for (guint r = 0; r < results->len; r++) {
        const char *period = overview_period(atlas, results->pdata[r]);
        int n = 0;

        if (!is_in_overview(atlas, chapter, results->pdata[r]))
            continue;
        for (guint o = 0; o < results->len; o++)
            n += is_in_overview(atlas, chapter, results->pdata[o]) &&
                 g_str_equal(overview_period(atlas, results->pdata[o]), period);
        if (n > most) {
            most = n;
            common = period;
        }
    }
    return common;
}

static SrTableBox *
make_overview(const SrAtlas *atlas, gconstpointer data, int from, int n)
{
    int chapter = *(const int *)data;
    const SrPress *press = atlas->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    const char *common = common_period(atlas, chapter);
    g_autofree char *year = common == NULL ? NULL : sr_prose_period(common);
    g_autofree char *head = common == NULL
                                ? g_strdup(_("Indicator"))
                                : g_strdup_printf(_("Indicator (%s, unless told)"), year);
    SrColumn title = {.title = head, .kind = SR_COLUMN_TEXT, .stretch = true};
    SrColumn unit = {.title = _("Unit"), .kind = SR_COLUMN_TEXT, .width_mm = UNIT_MM};
    SrColumn page = {.title = _("Page"), .kind = SR_COLUMN_NUMBER};

    g_array_append_val(columns, title);
    g_array_append_val(columns, unit);
    for (int a = from; a < from + n; a++) {
        SrColumn region = {.title = regions->names[a], .kind = SR_COLUMN_NUMBER};
        g_array_append_val(columns, region);
    }
    SrColumn all = {.title = top->level->title, .kind = SR_COLUMN_NUMBER};
    g_array_append_val(columns, all);
    g_array_append_val(columns, page);
    SrTableBox *table = sr_tablebox_new(
        &atlas->look, (const SrColumn *)(void *)columns->data, (int)columns->len);
    for (guint r = 0; r < press->values->results->len; r++) {
        const SrResult *result = press->values->results->pdata[r];
        g_autofree char *place = sr_atlas_place(result->indicator);
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

        if (!is_in_overview(atlas, chapter, result))
            continue;
        const char *period = overview_period(atlas, result);
        g_autofree const SrValue **parts =
            sr_values_slice(press->values, result, regions, period);
        g_autofree const SrValue **whole =
            sr_values_slice(press->values, result, top, period);
        g_autofree char *when = sr_prose_period(period);
        g_ptr_array_add(cells,
                        g_str_equal(period, common)
                            ? g_strdup(result->indicator->title)
                            : g_strdup_printf("%s (%s)", result->indicator->title, when));
        g_ptr_array_add(cells, sr_prose_unit(result->indicator));
        for (int a = from; a < from + n; a++)
            g_ptr_array_add(cells, sr_prose_number(parts[a], press->language));
        g_ptr_array_add(cells, sr_prose_number(whole[0], press->language));
        g_ptr_array_add(cells,
                        g_strdup_printf("%d", sr_flow_page_of(atlas->flow, place)));
        sr_tablebox_add(table, SR_ROW_NORMAL, (const char *const *)cells->pdata);
        sr_tablebox_link(table, 0, place, result->indicator->title);
    }
    return table;
}

/* One row an indicator: unit, the regions, the county, its page. */
bool
sr_atlas_set_overview(SrAtlas *atlas, int chapter, GError **error)
{
    const SrWideTable wide = {make_overview, &chapter, sr_atlas_n_regions(atlas)};

    return sr_atlas_set_wide(atlas, &wide, error);
}

/* --- All areas --- */

SrTableBox *
sr_atlas_area_table(const SrAtlas *atlas, const SrDivision *division,
                    const GPtrArray *results, guint first, guint n)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    SrColumn name = {
        .title = division->level->title, .kind = SR_COLUMN_TEXT, .stretch = true};

    g_array_append_val(columns, name);
    for (guint r = first; r < first + n; r++) {
        const SrResult *result = results->pdata[r];
        const SrIndicator *indicator = result->indicator;
        g_autofree char *when =
            sr_prose_period(sr_press_newest(atlas->press, result, division));
        SrColumn column = {.kind = SR_COLUMN_NUMBER};

        column.title = g_strdup_printf("%s\n%s%s%s", indicator->short_title,
                                       indicator->unit == NULL ? "" : indicator->unit,
                                       indicator->unit == NULL ? "" : ", ", when);
        g_ptr_array_add(titles, (gpointer)column.title);
        g_array_append_val(columns, column);
    }
    return sr_tablebox_new(&atlas->look, (const SrColumn *)(void *)columns->data,
                           (int)columns->len);
}

/* Some neighbouring results of one finest level: one table. */
typedef struct {
    const GPtrArray *results;
    guint first, n;
    int level; /* the finest */
} Block;

typedef struct {
    const SrAtlas *atlas;
    const Block *block;
    SrTableBox *table;
} Rows;

static void
add_area(int level, int area, int split, gpointer data)
{
    const Rows *rows = data;
    const Block *block = rows->block;
    const SrPress *press = rows->atlas->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *division = scheme->divisions[level];
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    SrRowKind kind = level == scheme->n_levels - 1 ? SR_ROW_TOTAL
                     : level > block->level        ? SR_ROW_SUBTOTAL
                                                   : SR_ROW_NORMAL;

    g_ptr_array_add(cells, sr_prose_area(scheme, level, area, split));
    for (guint r = 0; r < block->n; r++) {
        const SrResult *result = block->results->pdata[block->first + r];
        const char *period =
            sr_press_newest(press, result, scheme->divisions[block->level]);
        g_autofree const SrValue **slice =
            sr_values_slice(press->values, result, division, period);

        g_ptr_array_add(cells, sr_prose_number(slice[area], press->language));
    }
    sr_tablebox_add(rows->table, kind, (const char *const *)cells->pdata);
}

/* Each area after what it is made of. */
static SrTableBox *
make_table(const SrAtlas *atlas, const Block *block)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    g_autoptr(SrNesting) nesting = sr_nesting_new(scheme);
    Rows rows = {atlas, block,
                 sr_atlas_area_table(atlas, scheme->divisions[block->level],
                                     block->results, block->first, block->n)};

    sr_nesting_walk(nesting, block->level, add_area, &rows);
    return rows.table;
}

/* Whether the block's table fits between the margins. */
static bool
is_narrow_enough(const SrAtlas *atlas, const Block *block)
{
    double width = sr_flow_width(atlas->flow);
    g_autoptr(SrTableBox) table = make_table(atlas, block);

    return sr_tablebox_natural_width(table) <= width &&
           sr_tablebox_set_width(table, width, NULL);
}

/*
 * How many columns the next table has: what fits on a page, of one level; where several
 * tables are needed they share alike, so that no column is left over for the last.
 */
static void
fit_block(const SrAtlas *atlas, Block *block)
{
    guint left = 1;

    while (block->first + left < block->results->len &&
           sr_press_finest(atlas->press, block->results->pdata[block->first + left]) ==
               block->level)
        left++;
    block->n = MIN(MOST_COLUMNS, left);
    while (block->n > 1 && !is_narrow_enough(atlas, block))
        block->n--;
    guint n_tables = (left + block->n - 1) / block->n;
    block->n = (left + n_tables - 1) / n_tables;
}

/* The same by their finest level, so that each table has as many columns as it can. */
static GPtrArray *
sort_by_level(const SrAtlas *atlas, const GPtrArray *results)
{
    GPtrArray *sorted = g_ptr_array_new();

    for (int level = 0; level < atlas->press->schemes[0]->n_levels; level++)
        for (guint r = 0; r < results->len; r++)
            if (sr_press_finest(atlas->press, results->pdata[r]) == level)
                g_ptr_array_add(sorted, results->pdata[r]);
    return sorted;
}

bool
sr_atlas_set_tables(SrAtlas *atlas, const GPtrArray *chapter, GError **error)
{
    g_autoptr(GPtrArray) results = sort_by_level(atlas, chapter);

    for (Block block = {.results = results}; block.first < results->len;
         block.first += block.n) {
        block.level = sr_press_finest(atlas->press, results->pdata[block.first]);
        fit_block(atlas, &block);
        g_autoptr(SrTableBox) table = make_table(atlas, &block);
        if (block.first > 0)
            sr_flow_need(atlas->flow, LEAST_MM);
        if (!sr_flow_table(atlas->flow, table, error))
            return false;
    }
    return true;
}
