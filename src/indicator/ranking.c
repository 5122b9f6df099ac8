#include "indicator/ranking.h"

#include "stats/breaks.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The row of the highest level that holds @row's area, in its period; NULL if none. */
static const SrValue *
benchmark_of(const SrValue *row, const SrValue *rows, int n, const SrScheme *scheme)
{
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    int area = -1;

    for (int g = 0; g < top->n_gemeinden && area < 0; g++)
        if (row->division->area_of[g] == row->area)
            area = top->area_of[g];
    for (int i = 0; i < n; i++)
        if (rows[i].division == top && rows[i].area == area &&
            strcmp(rows[i].period, row->period) == 0)
            return &rows[i];
    return NULL;
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
    for (int i = 0; i < n; i++) {
        const SrValue *benchmark = benchmark_of(&rows[i], rows, n, scheme);

        if (rows[i].level == scheme->n_levels - 1 || benchmark == NULL ||
            rows[i].status != SR_STATUS_OK || benchmark->status != SR_STATUS_OK ||
            rows[i].indicator->kind == SR_KIND_COUNT)
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

static SrBreaks *
place_breaks(const SrValue *rows, const SrResult *result, const SrScheme *scheme,
             GError **error)
{
    const SrIndicator *indicator = result->indicator;
    SrClassing classing = {.method = sr_method_find(indicator->method, error),
                           .n_classes = indicator->n_classes,
                           .benchmark = newest_benchmark(rows, result->n, scheme),
                           .inner = indicator->breaks,
                           .n_inner = indicator->n_breaks};
    g_autoptr(GArray) values = NULL;

    if (classing.method == NULL)
        return NULL;
    for (int l = 0; l < scheme->n_levels && (values == NULL || values->len == 0); l++) {
        g_clear_pointer(&values, g_array_unref);
        values = values_at(rows, result->n, scheme->divisions[l]);
    }
    const double *numbers = (const double *)(void *)values->data;
    SrBreaks *breaks = sr_classify(&classing, numbers, (int)values->len, error);
    if (breaks != NULL && !sr_method_is_final(classing.method))
        sr_breaks_round(breaks, numbers, (int)values->len);
    return breaks;
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
    result->breaks = place_breaks(rows, result, scheme, &error);
    if (result->breaks == NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, result->indicator->path, 0, NULL,
                        "%s", error->message);
        return;
    }
    result->has_fewer_classes =
        sr_method_fills_all(sr_method_find(result->indicator->method, NULL)) &&
        result->breaks->n_classes < result->indicator->n_classes;
    for (int i = 0; i < result->n; i++)
        sr_breaks_cover(result->breaks, &rows[i].value, 1);
    for (int i = 0; i < result->n; i++)
        rows[i].class = sr_breaks_find(result->breaks, rows[i].value) + 1;
}
