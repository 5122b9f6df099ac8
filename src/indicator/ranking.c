#include "indicator/ranking.h"

#include "stats/breaks.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The highest level's rows, found by period and area. */
typedef struct {
    const SrDivision *top;
    GHashTable *periods;        /* char *, borrowed → const SrValue *[top->n_areas] */
    const SrDivision *division; /* the one top_area is of */
    int *top_area;              /* [division->n_areas]; owned */
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

/* An area that crosses the border of the highest level's areas belongs to its first. */
static void
map_areas(Benchmarks *benchmarks, const SrDivision *division)
{
    if (benchmarks->division == division)
        return;
    benchmarks->division = division;
    benchmarks->top_area = g_renew(int, benchmarks->top_area, division->n_areas);
    for (int g = division->n_gemeinden - 1; g >= 0; g--)
        benchmarks->top_area[division->area_of[g]] = benchmarks->top->area_of[g];
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
    return of_period[benchmarks->top_area[row->area]];
}

typedef struct {
    SrValue *row;
} Ranked;

/* Level by level and period by period, the highest value first. */
static int
compare(gconstpointer left, gconstpointer right)
{
    const SrValue *a = ((const Ranked *)left)->row;
    const SrValue *b = ((const Ranked *)right)->row;
    int order = strcmp(a->period, b->period);

    if (a->division != b->division)
        return a->division < b->division ? -1 : 1;
    if (order != 0)
        return order;
    return (a->value < b->value) - (a->value > b->value);
}

static void
rank(SrValue *rows, int n)
{
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    int place = 0;

    for (int i = 0; i < n; i++)
        if (rows[i].status == SR_STATUS_OK) {
            Ranked one = {&rows[i]};

            g_array_append_val(ranked, one);
        }
    g_array_sort(ranked, compare);
    for (guint i = 0; i < ranked->len; i++) {
        SrValue *row = g_array_index(ranked, Ranked, i).row;
        const SrValue *before = i == 0 ? NULL : g_array_index(ranked, Ranked, i - 1).row;
        bool begins = before == NULL || before->division != row->division ||
                      strcmp(before->period, row->period) != 0;

        place = begins ? 1 : place + 1;
        row->rank = !begins && before->value == row->value ? before->rank : place;
    }
}

void
sr_rows_rank(SrValue *rows, int n, const SrScheme *scheme)
{
    g_auto(Benchmarks) benchmarks;

    benchmarks_init(&benchmarks, rows, n, scheme->divisions[scheme->n_levels - 1]);
    for (int i = 0; i < n; i++) {
        const SrValue *benchmark = benchmark_of(&benchmarks, &rows[i]);

        if (rows[i].level == scheme->n_levels - 1 || benchmark == NULL ||
            rows[i].status != SR_STATUS_OK || benchmark->status != SR_STATUS_OK ||
            sr_indicator_is_amount(rows[i].indicator))
            continue;
        SrInterval limits = {rows[i].lower, rows[i].upper};
        rows[i].benchmark = benchmark->value;
        rows[i].verdict = sr_verdict_of(limits, benchmark->value);
    }
    rank(rows, n);
}

/* The values at @level of the default scheme; of all periods. */
static GArray *
values_at(const SrValue *rows, int n, const SrDivision *division)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(double));

    for (int i = 0; i < n; i++)
        if (rows[i].division == division && rows[i].status == SR_STATUS_OK)
            g_array_append_val(values, rows[i].value);
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

/* Sets breaks of @result and what is to be said of them. */
static bool
place_breaks(const SrValue *rows, SrResult *result, const SrScheme *scheme,
             GError **error)
{
    const SrIndicator *indicator = result->indicator;
    SrClassing classing = {.method = sr_method_find(indicator->method, error),
                           .n_classes = indicator->n_classes,
                           .benchmark = newest_benchmark(rows, result->n, scheme),
                           .inner = indicator->breaks,
                           .n_inner = indicator->n_breaks};
    g_autoptr(GArray) values = NULL;
    int n_areas = 0;

    if (classing.method == NULL)
        return false;
    for (int l = 0; l < scheme->n_levels && (values == NULL || values->len == 0); l++) {
        g_clear_pointer(&values, g_array_unref);
        values = values_at(rows, result->n, scheme->divisions[l]);
        n_areas = scheme->divisions[l]->n_areas;
    }
    classing.n_classes = sensible_classes(indicator, n_areas);
    const double *numbers = (const double *)(void *)values->data;
    int n_numbers = (int)values->len;
    result->breaks = sr_classify(&classing, numbers, n_numbers, error);
    if (result->breaks == NULL)
        return false;
    result->has_fewer_classes = sr_method_fills_all(classing.method) &&
                                result->breaks->n_classes < classing.n_classes;
    if (!sr_method_is_final(classing.method)) {
        sr_breaks_round(result->breaks, numbers, n_numbers);
        result->n_moved = sr_breaks_shorten(result->breaks, indicator->decimals + 1,
                                            numbers, n_numbers);
    }
    return true;
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
        sr_findings_add(findings, SR_FINDING_WARNING, result->indicator->path, 0, NULL,
                        N_("no area has a value"));
        return;
    }
    if (!place_breaks(rows, result, scheme, &error)) {
        sr_findings_add(findings, SR_FINDING_ERROR, result->indicator->path, 0, NULL,
                        "%s", error->message);
        return;
    }
    for (int i = 0; i < result->n; i++)
        sr_breaks_cover(result->breaks, &rows[i].value, 1);
    for (int i = 0; i < result->n; i++)
        rows[i].class = sr_breaks_find(result->breaks, rows[i].value) + 1;
}
