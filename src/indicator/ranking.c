#include "indicator/ranking.h"

#include "base/number.h"
#include "stats/breaks.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The highest level's rows, found by period and area. */
typedef struct {
    const SrDivision *top;
    GHashTable *periods;        /* char *, borrowed → const SrValue *[top->n_areas] */
    const SrDivision *division; /* the one top_area is of */
    int *top_area;              /* [division->n_areas], -1: several; owned */
} Benchmarks;

static void
benchmarks_clear(Benchmarks *benchmarks)
{
    g_hash_table_unref(benchmarks->periods);
    g_free(benchmarks->top_area);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Benchmarks, benchmarks_clear)

static void
benchmarks_init(Benchmarks *benchmarks, const SrValue *rows, int n, const SrDivision *top)
{
    *benchmarks = (Benchmarks){
        .top = top,
        .periods = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free)};
    for (int i = 0; i < n; i++) {
        if (rows[i].division != top)
            continue;
        const SrValue **of_period =
            g_hash_table_lookup(benchmarks->periods, rows[i].period);
        if (of_period == NULL) {
            of_period = g_new0(const SrValue *, top->n_areas);
            g_hash_table_insert(benchmarks->periods, (gpointer)rows[i].period, of_period);
        }
        of_period[rows[i].area] = &rows[i];
    }
}

/* An area that lies in several of the highest level's has no benchmark: -1. */
static void
map_areas(Benchmarks *benchmarks, const SrDivision *division)
{
    if (benchmarks->division == division)
        return;
    benchmarks->division = division;
    benchmarks->top_area = g_renew(int, benchmarks->top_area, division->n_areas);
    for (int g = 0; g < division->n_gemeinden; g++)
        benchmarks->top_area[division->area_of[g]] = benchmarks->top->area_of[g];
    for (int g = 0; g < division->n_gemeinden; g++)
        if (benchmarks->top_area[division->area_of[g]] != benchmarks->top->area_of[g])
            benchmarks->top_area[division->area_of[g]] = -1;
}

/* The row of the highest level that holds @row's area, in its period; NULL if none. */
static const SrValue *
benchmark_of(Benchmarks *benchmarks, const SrValue *row)
{
    const SrValue *const *of_period =
        g_hash_table_lookup(benchmarks->periods, row->period);

    if (of_period == NULL)
        return NULL;
    map_areas(benchmarks, row->division);
    int top = benchmarks->top_area[row->area];
    return top < 0 ? NULL : of_period[top];
}

/* What is sorted: small, since there can be millions. */
typedef struct {
    double value;
    int group; /* rows of one level and period have the same */
    int row;
} Ranked;

/* Group by group, the highest value first. */
static int
compare(gconstpointer left, gconstpointer right)
{
    const Ranked *a = left;
    const Ranked *b = right;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return (a->value < b->value) - (a->value > b->value);
}

/* Level by level and period by period; rows of a level stand together. */
static GArray *
collect_ranked(const SrValue *rows, int n)
{
    GArray *ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    g_autoptr(GHashTable) groups = g_hash_table_new(g_str_hash, g_str_equal);
    int n_groups = 0;

    for (int i = 0; i < n; i++) {
        if (i > 0 && rows[i].division != rows[i - 1].division)
            g_hash_table_remove_all(groups);
        int group = GPOINTER_TO_INT(g_hash_table_lookup(groups, rows[i].period));
        if (group == 0) {
            group = ++n_groups;
            g_hash_table_insert(groups, (gpointer)rows[i].period, GINT_TO_POINTER(group));
        }
        if (rows[i].status == SR_STATUS_OK) {
            Ranked one = {rows[i].value, group, i};

            g_array_append_val(ranked, one);
        }
    }
    return ranked;
}

static void
rank(SrValue *rows, int n)
{
    g_autoptr(GArray) ranked = collect_ranked(rows, n);
    int place = 0;

    g_array_sort(ranked, compare);
    for (guint i = 0; i < ranked->len; i++) {
        const Ranked *one = &g_array_index(ranked, Ranked, i);
        const Ranked *before = i == 0 ? NULL : &g_array_index(ranked, Ranked, i - 1);
        bool begins = before == NULL || before->group != one->group;

        place = begins ? 1 : place + 1;
        rows[one->row].rank =
            !begins && before->value == one->value ? rows[before->row].rank : place;
    }
}

/* The level whose areas are compared with: as the definition says, or the highest. */
static int
benchmark_level(const SrIndicator *indicator, const SrScheme *scheme)
{
    for (int l = 0; l < scheme->n_levels && indicator->benchmark_level != NULL; l++)
        if (g_str_equal(scheme->divisions[l]->level->id, indicator->benchmark_level))
            return l;
    return scheme->n_levels - 1;
}

/* The scheme whose areas lie around the row's; rows of no scheme: the default one. */
static int
scheme_of(const SrValue *row, SrScheme *const *schemes, int n_schemes)
{
    for (int s = 0; s < n_schemes; s++)
        if (g_strcmp0(schemes[s]->id, row->scheme) == 0)
            return s;
    return 0;
}

/* Levels that are the same in every scheme have their rows in the default one. */
static const SrDivision *
division_of(const SrScheme *scheme, const SrScheme *first, int level)
{
    const SrDivision *division = scheme->divisions[level];

    return division->level->kind == SR_LEVEL_COLUMN ? division : first->divisions[level];
}

static void
compare_with(SrValue *row, const SrValue *benchmark)
{
    SrInterval limits = {row->lower, row->upper};

    if (benchmark == NULL || row->status != SR_STATUS_OK ||
        benchmark->status != SR_STATUS_OK)
        return;
    row->benchmark = benchmark->value;
    row->verdict = sr_verdict_of(limits, benchmark->value);
}

void
sr_rows_rank(SrValue *rows, const SrResult *result, SrScheme *const *schemes,
             int n_schemes)
{
    const GArray *outside = result->outside;
    int level = outside != NULL ? schemes[0]->n_levels
                                : benchmark_level(result->indicator, schemes[0]);
    g_autofree Benchmarks *benchmarks = g_new0(Benchmarks, n_schemes);

    for (int s = 0; s < n_schemes; s++)
        benchmarks_init(
            &benchmarks[s],
            outside == NULL ? rows : (const SrValue *)(void *)outside->data,
            outside == NULL ? result->n : (int)outside->len,
            division_of(schemes[s], schemes[0], MIN(level, schemes[s]->n_levels - 1)));
    for (int i = 0; i < result->n; i++)
        if (rows[i].level < level && !sr_indicator_is_amount(result->indicator))
            compare_with(
                &rows[i],
                benchmark_of(&benchmarks[scheme_of(&rows[i], schemes, n_schemes)],
                             &rows[i]));
    for (int s = 0; s < n_schemes; s++)
        benchmarks_clear(&benchmarks[s]);
    rank(rows, result->n);
}

const char *
sr_indicator_benchmark_name(const SrIndicator *indicator, const SrScheme *scheme)
{
    return indicator->benchmark != NULL
               ? indicator->benchmark_title
               : scheme->divisions[benchmark_level(indicator, scheme)]->level->title;
}

/* --- Classes --- */

double
sr_value_printed(const SrValue *value)
{
    return value->status == SR_STATUS_OK
               ? sr_number_round(value->value, value->indicator->decimals)
               : NAN;
}

/* The values at @division in @period as printed, or of all periods if that is NULL. */
static GArray *
values_at(const SrValue *rows, int n, const SrDivision *division, const char *period)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(double));

    for (int i = 0; i < n; i++) {
        double printed;

        if (rows[i].division != division || rows[i].status != SR_STATUS_OK ||
            (period != NULL && !g_str_equal(period, rows[i].period)))
            continue;
        printed = sr_value_printed(&rows[i]);
        g_array_append_val(values, printed);
    }
    return values;
}

/* The highest level's newest value: 100 % of deviation bands. */
static double
newest_benchmark(const SrValue *rows, int n, const SrScheme *scheme)
{
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    const SrValue *newest = NULL;

    for (int i = 0; i < n; i++)
        if (rows[i].division == top && rows[i].status == SR_STATUS_OK &&
            (newest == NULL || strcmp(rows[i].period, newest->period) > 0))
            newest = &rows[i];
    return newest == NULL ? NAN : newest->value;
}

/* Each of four regions in a class of its own would be a list, not a classification. */
static int
sensible_classes(const SrIndicator *indicator, int n_areas)
{
    return MIN(indicator->n_classes, MAX(n_areas - 1, 2));
}

/* Breaks over @values of @n_areas areas; notes at @result what is to be said of them. */
static SrBreaks *
place_breaks(SrResult *result, const GArray *values, int n_areas, double benchmark,
             GError **error)
{
    const SrIndicator *indicator = result->indicator;
    const double *numbers = (const double *)(void *)values->data;
    int n = (int)values->len;
    SrClassing classing = {.method = sr_method_find(indicator->method, error),
                           .n_classes = sensible_classes(indicator, n_areas),
                           .benchmark = benchmark,
                           .inner = indicator->breaks,
                           .n_inner = indicator->n_breaks};

    if (classing.method == NULL)
        return NULL;
    SrBreaks *breaks = sr_classify(&classing, numbers, n, error);
    if (breaks == NULL)
        return NULL;
    result->has_fewer_classes =
        result->has_fewer_classes ||
        (sr_method_fills_all(classing.method) && breaks->n_classes < classing.n_classes);
    if (!sr_method_is_final(classing.method)) {
        sr_breaks_round(breaks, numbers, n);
        /* Values have no more digits than the bounds get: none changes its class. */
        sr_breaks_shorten(breaks, indicator->decimals, numbers, n);
    }
    return breaks;
}

/* One set of breaks for all maps. */
static bool
classify_together(SrValue *rows, SrResult *result, const SrScheme *scheme, GError **error)
{
    g_autoptr(GArray) values = NULL;
    int n_areas = 0;

    for (int l = 0; l < scheme->n_levels && (values == NULL || values->len == 0); l++) {
        g_clear_pointer(&values, g_array_unref);
        values = values_at(rows, result->n, scheme->divisions[l], NULL);
        n_areas = scheme->divisions[l]->n_areas;
    }
    result->breaks = place_breaks(result, values, n_areas,
                                  newest_benchmark(rows, result->n, scheme), error);
    if (result->breaks == NULL)
        return false;
    for (int i = 0; i < result->n; i++) {
        double printed = sr_value_printed(&rows[i]);

        sr_breaks_cover(result->breaks, &printed, 1);
        rows[i].class = sr_breaks_find(result->breaks, printed) + 1;
    }
    return true;
}

static char *
map_key(const SrDivision *division, const char *period)
{
    return g_strdup_printf("%p %s", (const void *)division, period);
}

static void
free_breaks(gpointer data)
{
    sr_breaks_free(data);
}

/* Breaks of each map by itself. */
static bool
classify_apart(SrValue *rows, SrResult *result, GError **error)
{
    result->own_breaks =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_breaks);
    result->has_fewer_classes = false;
    for (int i = 0; i < result->n; i++) {
        g_autofree char *key = map_key(rows[i].division, rows[i].period);
        SrBreaks *breaks = g_hash_table_lookup(result->own_breaks, key);

        if (breaks == NULL && rows[i].status == SR_STATUS_OK) {
            g_autoptr(GArray) values =
                values_at(rows, result->n, rows[i].division, rows[i].period);

            breaks = place_breaks(result, values, rows[i].division->n_areas,
                                  rows[i].benchmark, error);
            if (breaks == NULL)
                return false;
            sr_breaks_cover(breaks, (const double *)(void *)values->data,
                            (int)values->len);
            g_hash_table_insert(result->own_breaks, g_steal_pointer(&key), breaks);
        }
        rows[i].class = rows[i].status == SR_STATUS_OK
                            ? sr_breaks_find(breaks, sr_value_printed(&rows[i])) + 1
                            : 0;
    }
    return true;
}

const SrBreaks *
sr_values_breaks(const SrResult *result, const SrDivision *division, const char *period)
{
    if (result->own_breaks == NULL)
        return result->breaks;
    g_autofree char *key = map_key(division, period);
    const SrBreaks *own = g_hash_table_lookup(result->own_breaks, key);

    return own != NULL ? own : result->breaks;
}

/* Why there is nothing at all, where it is the expressions and not the figures. */
static void
tell_no_value(const SrValue *rows, const SrResult *result, SrFindings *findings)
{
    const SrIndicator *indicator = result->indicator;
    const SrExpression *cause = indicator->numerator;
    const char *message = N_("no area has a value");
    bool has[SR_N_STATUSES] = {false};

    for (int i = 0; i < result->n; i++)
        has[rows[i].status] = true;
    if (has[SR_STATUS_NOT_APPLICABLE])
        message = N_("no area has a value: it is divided by zero, or a number is too "
                     "large, or what is asked for does not exist there");
    else if (has[SR_STATUS_SMALL_DENOMINATOR]) {
        message = N_("no area has a value: the denominator is zero or too small");
        cause = indicator->denominator;
    }
    sr_findings_add(findings, SR_FINDING_WARNING, indicator->path,
                    cause == NULL ? 0 : sr_expression_line(cause), NULL, "%s",
                    _(message));
}

void
sr_rows_classify(SrValue *rows, SrResult *result, const SrScheme *scheme,
                 SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    bool has_value = false;

    for (int i = 0; i < result->n; i++)
        has_value = has_value || rows[i].status == SR_STATUS_OK;
    if (!has_value) {
        tell_no_value(rows, result, findings);
        return;
    }
    if (!classify_together(rows, result, scheme, &error) ||
        (result->indicator->has_own_classes && !classify_apart(rows, result, &error)))
        sr_findings_add(findings, SR_FINDING_ERROR, result->indicator->path, 0, NULL,
                        "%s", error->message);
}
