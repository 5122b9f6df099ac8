#include "indicator/strata.h"

#include <math.h>
#include <string.h>

/* What the figure is made of, one number a stratum each. */
enum { EVENTS, PEOPLE, STANDARD_EVENTS, STANDARD_PEOPLE, N_COLUMNS };

typedef struct {
    const SrIndicator *indicator;
    int n;
    double observed; /* all events of the area */
    double *numbers; /* [N_COLUMNS * n]; owned */
    double *bounds;  /* [N_COLUMNS * n]; owned */
} Strata;

static void
strata_clear(Strata *strata)
{
    g_free(strata->numbers);
    g_free(strata->bounds);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Strata, strata_clear)

/* Adds an expression up over the periods; NAN where one is not ok. */
static void
add_up(const SrSumTable *table, SrExpression *expression, const guint span[2], int area,
       SrPair *pair, double *sum, double *bound)
{
    *sum = *bound = 0;
    for (guint p = span[0]; p <= span[1]; p++) {
        double number = NAN;
        double off = 0;

        if (!sr_pair_compute(table, expression, p, area, pair, &number, &off) &&
            pair->status == SR_STATUS_OK)
            pair->status = SR_STATUS_NOT_APPLICABLE; /* a division by zero inside */
        *sum += number;
        *bound += off;
    }
}

static void
add_up_stratum(const SrSumTable *table, Strata *strata, int s, int column,
               const guint span[2], int area, SrPair *pair)
{
    const SrStratum *stratum = table->indicator->strata->pdata[s];
    int at = column * strata->n + s;
    int beside = (column + 1) * strata->n + s;

    add_up(table, stratum->events, span, area, pair, &strata->numbers[at],
           &strata->bounds[at]);
    add_up(table, stratum->people, span, area, pair, &strata->numbers[beside],
           &strata->bounds[beside]);
}

/* The place of the period in the table of the highest level, or -1. */
static int
period_at(const SrSumTable *table, const char *period)
{
    for (guint p = 0; p < table->periods->len; p++)
        if (g_str_equal(table->periods->pdata[p], period))
            return (int)p;
    return -1;
}

/* The area of the highest level around the area; its first where it crosses a border. */
static int
area_around(const SrSumTable *table, int area)
{
    for (int g = 0; g < table->division->n_gemeinden; g++)
        if (table->division->area_of[g] == area)
            return table->top->division->area_of[g];
    return 0;
}

/* What all areas are measured by: as the definition has it, or the highest level's. */
static void
find_standard(const SrSumTable *table, Strata *strata, const guint span[2], int area,
              SrPair *pair)
{
    const SrSumTable *top = table->top == NULL ? table : table->top;
    int around = table->top == NULL ? area : area_around(table, area);
    bool is_direct = table->indicator->standard == SR_STANDARD_DIRECT;
    int first = period_at(top, table->periods->pdata[span[0]]);
    int last = period_at(top, table->periods->pdata[span[1]]);
    const guint there[2] = {(guint)first, (guint)last};

    for (int s = 0; s < strata->n; s++) {
        const SrStratum *stratum = table->indicator->strata->pdata[s];

        if (!isnan(stratum->weight)) {
            strata->numbers[STANDARD_EVENTS * strata->n + s] = stratum->weight;
            strata->numbers[STANDARD_PEOPLE * strata->n + s] =
                is_direct ? stratum->weight : 1;
        } else if (first < 0 || last < 0)
            pair->status = sr_status_join(pair->status, SR_STATUS_MISSING);
        else
            add_up_stratum(top, strata, s, STANDARD_EVENTS, there, around, pair);
    }
}

static SrEstimate
compute(const Strata *strata)
{
    int n = strata->n;
    const double *numbers = strata->numbers;
    SrStrata people = {n, numbers + PEOPLE * n, numbers + STANDARD_PEOPLE * n};

    if (strata->indicator->standard == SR_STANDARD_DIRECT)
        return sr_standardise_direct(&people, numbers + EVENTS * n,
                                     strata->indicator->per);
    return sr_standardise_indirect(&people, strata->observed,
                                   numbers + STANDARD_EVENTS * n,
                                   numbers + STANDARD_PEOPLE * n, 100);
}

/* Each number moved by its bound, one after the other. */
static double
spread(Strata *strata, double value)
{
    double all = 0;

    for (int i = 0; i < N_COLUMNS * strata->n; i++) {
        double number = strata->numbers[i];

        if (!(strata->bounds[i] > 0))
            continue;
        strata->numbers[i] = number + strata->bounds[i];
        if (i < strata->n)
            strata->observed += strata->bounds[i];
        all += fabs(compute(strata).value - value);
        if (i < strata->n)
            strata->observed -= strata->bounds[i];
        strata->numbers[i] = number;
    }
    return all;
}

SrEstimate
sr_strata_figure(const SrSumTable *table, guint from, guint to, int area, SrPair *pair,
                 double *error_bound)
{
    const guint span[2] = {from, to};
    int n = (int)table->indicator->strata->len;
    g_auto(Strata) strata = {.indicator = table->indicator,
                             .n = n,
                             .observed = pair->numerator,
                             .numbers = g_new0(double, N_COLUMNS *n),
                             .bounds = g_new0(double, N_COLUMNS *n)};

    *error_bound = 0;
    for (int s = 0; s < n; s++)
        add_up_stratum(table, &strata, s, EVENTS, span, area, pair);
    if (!table->indicator->has_events_by_stratum) { /* each is all of them: one counts */
        memset(strata.bounds, 0, (gsize)n * sizeof *strata.bounds);
        strata.bounds[EVENTS] = pair->numerator_bound;
    }
    find_standard(table, &strata, span, area, pair);
    if (pair->status != SR_STATUS_OK)
        return (SrEstimate){
            .value = NAN, .events = NAN, .base = NAN, .per = NAN, .variance = NAN};
    SrEstimate estimate = compute(&strata);
    *error_bound = spread(&strata, estimate.value);
    return estimate;
}
