/* The comparison of totals with sums, of observe.h. */
#include "data/observe.h"

#include "base/language.h"
#include "base/number.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Parts of units of which the figures of parts are no parts of that of the whole. */
static const struct {
    const char *unit;
    bool is_time; /* of all people together it can be added up, of each it cannot */
} not_sums[] = {{"%", false},     {"Prozent", false}, {"Promille", false},
                {"‰", false},     {"/", false},       {"Index", false},
                {"Jahre", true},  {"Tage", true},     {" je ", false},
                {"Quote", false}, {"Anteil", false},  {"Durchschnitt", false}};

/* What is said stands before what the unit lets guess. */
static bool
adds_up(const SrDatasetVariable *variable, bool of_times)
{
    if (variable->is_intensive || variable->is_additive)
        return variable->is_additive;
    for (size_t i = 0; i < G_N_ELEMENTS(not_sums); i++)
        if (strstr(variable->unit, not_sums[i].unit) != NULL)
            return not_sums[i].is_time && of_times;
    return !g_str_has_prefix(variable->unit, "je ");
}

bool
sr_variable_adds_up(const SrDatasetVariable *variable)
{
    return adds_up(variable, false);
}

bool
sr_variable_is_sum(const SrDatasetVariable *variable)
{
    return adds_up(variable, true);
}

/* Half of the last decimal that @value is written with, 0 for whole numbers. */
static double
half_of_last(double value)
{
    double step = 1;

    for (int decimals = 0; decimals < 6; decimals++, step /= 10)
        if (fabs(value / step - round(value / step)) < 1e-6)
            return decimals == 0 ? 0 : step / 2;
    return step;
}

/* --- totals and the sums of their parts --- */

/* The figures of an area of a level above, or of all areas. */
typedef struct {
    double sum;
    double slack;    /* the rounding of the parts, together */
    int n_wanted;    /* areas in it */
    int n_found;     /* of them, with a figure */
    bool is_unknown; /* a figure is not ok */
} PartSum;

static void
add_part(PartSum *sum, const SrObservation *of)
{
    if (of->status != SR_STATUS_OK) {
        sum->is_unknown = true;
        return;
    }
    sum->sum += of->value;
    sum->slack += half_of_last(of->value);
    sum->n_found++;
}

/* Adds up a series by the areas of @above, or as a whole (NULL); @sums has room for all.
 */
static void
sum_series(const SrObservations *observations, guint series, const SrLevelAreas *above,
           int n_areas, PartSum *sums)
{
    gsize n;
    const SrObservation *of = sr_observations_of(observations, series, &n);

    memset(sums, 0, sizeof *sums * (gsize)(above == NULL ? 1 : above->n));
    for (int a = 0; a < n_areas; a++)
        sums[above == NULL ? 0 : above->of_finest[a]].n_wanted++;
    for (gsize i = 0; i < n; i++)
        add_part(&sums[above == NULL ? 0 : above->of_finest[of[i].area]], &of[i]);
}

static const SrTotalFigure *
total_at(const SrObservations *observations, guint i)
{
    return &g_array_index(observations->totals, SrTotalFigure, i);
}

/* What leave_out= leaves to no area, of each series: (transfer full). */
static PartSum *
sum_left_out(const SrObservations *observations)
{
    PartSum *sums = g_new0(PartSum, observations->series->len + 1);

    for (guint i = 0; i < observations->totals->len; i++) {
        const SrTotalFigure *total = total_at(observations, i);

        if (total->level == SR_TOTAL_LEFT_OUT)
            add_part(&sums[total->of.series], &total->of);
    }
    return sums;
}

static int
compare_totals(gconstpointer a, gconstpointer b)
{
    const SrTotalFigure *x = *(const SrTotalFigure *const *)a;
    const SrTotalFigure *y = *(const SrTotalFigure *const *)b;

    if (x->of.series != y->of.series)
        return x->of.series < y->of.series ? -1 : 1;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    return (x->of.row > y->of.row) - (x->of.row < y->of.row);
}

/* The totals that are sums, those of a series and a level together: (transfer container).
 */
static GPtrArray *
sort_totals(const SrObservations *observations)
{
    GPtrArray *sorted = g_ptr_array_sized_new(observations->totals->len);

    for (guint i = 0; i < observations->totals->len; i++)
        if (total_at(observations, i)->level != SR_TOTAL_LEFT_OUT)
            g_ptr_array_add(sorted, (gpointer)total_at(observations, i));
    g_ptr_array_sort(sorted, compare_totals);
    return sorted;
}

static void
check_total(const SrObservations *observations, const SrDataset *dataset,
            const SrTotalFigure *total, const PartSum *sum, const char *name, int n_areas,
            SrFindings *findings)
{
    const SrObservation *of = &total->of;
    const SrSeriesKey *key =
        &g_array_index(observations->series, SrSeriesKey, of->series);
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];
    double slack = half_of_last(of->value) + sum->slack +
                   dataset->rounding_bound * (n_areas + 1) + 1e-6;

    if (of->status != SR_STATUS_OK || sum->is_unknown || sum->n_found != sum->n_wanted ||
        !sr_variable_adds_up(variable) || fabs(sum->sum - of->value) <= slack)
        return;
    g_autofree char *whole = sr_number_told(of->value, sr_language());
    g_autofree char *parts = sr_number_told(sum->sum, sr_language());
    sr_findings_add(
        findings, SR_FINDING_WARNING, dataset->file, of->row, name,
        N_("%s of %s: the total is %s, the sum of the areas %s"), variable->name,
        (const char *)observations->periods->pdata[key->period], whole, parts);
}

/*
 * A total that is known where its parts are not: the area could have a figure. Not of
 * protected figures: there it would tell what the missing part is.
 */
static bool
is_own_figure(const SrObservations *observations, const SrDataset *dataset,
              const SrTotalFigure *total, const PartSum *sum)
{
    const SrSeriesKey *key =
        &g_array_index(observations->series, SrSeriesKey, total->of.series);
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];

    return !variable->is_protected && total->of.status == SR_STATUS_OK &&
           total->level >= 0 && (sum->is_unknown || sum->n_found != sum->n_wanted);
}

static void
check_all_totals(const SrObservations *observations, const SrDataset *dataset,
                 const SrPlaces *places, int level, SrFindings *findings)
{
    g_autoptr(GPtrArray) sorted = sort_totals(observations);
    g_autofree PartSum *left_out = sum_left_out(observations);
    int n_areas = places->levels[level].n;
    int most = 1;
    const SrTotalFigure *before = NULL;
    const SrTotalFigure *own = NULL;
    int n_own = 0;

    for (int l = 0; l < places->n_levels; l++)
        most = MAX(most, places->levels[l].n);
    g_autofree PartSum *sums = g_new(PartSum, most);
    for (guint i = 0; i < sorted->len; i++) {
        const SrTotalFigure *total = sorted->pdata[i];
        const SrLevelAreas *above =
            total->level < 0 ? NULL : &places->levels[total->level];
        bool is_all = above == NULL || above->n == 1;

        if (before == NULL || before->of.series != total->of.series ||
            before->level != total->level)
            sum_series(observations, total->of.series, above, n_areas, sums);
        before = total;
        PartSum sum = sums[above == NULL ? 0 : total->area];
        if (is_all) {
            sum.sum += left_out[total->of.series].sum;
            sum.slack += left_out[total->of.series].slack;
            sum.is_unknown |= left_out[total->of.series].is_unknown;
        }
        check_total(observations, dataset, total, &sum,
                    above == NULL ? NULL : above->names[total->area], n_areas, findings);
        if (is_own_figure(observations, dataset, total, &sum) && n_own++ == 0)
            own = total;
    }
    if (own != NULL)
        sr_findings_add(
            findings, SR_FINDING_NOTE, dataset->file, own->of.row,
            places->levels[own->level].names[own->area],
            N_("figures of totals whose parts are not all known: %d; a second .ini of "
               "this file with level=%s makes them the area's own figures"),
            n_own, places->levels[own->level].level);
}

/* --- figures of the same area --- */

/* The series in order of their keys, to find one among them. */
typedef struct {
    const SrObservations *observations;
    const SrDataset *dataset;
    GPtrArray *sorted; /* of SrSeriesKey, borrowed */
} SeriesIndex;

static int
compare_series(gconstpointer a, gconstpointer b)
{
    const SrSeriesKey *x = *(const SrSeriesKey *const *)a;
    const SrSeriesKey *y = *(const SrSeriesKey *const *)b;
    const gint32 differences[][2] = {{x->variable, y->variable},
                                     {x->period, y->period},
                                     {x->age_from, y->age_from},
                                     {x->age_to, y->age_to},
                                     {x->sex, y->sex}};

    for (size_t i = 0; i < G_N_ELEMENTS(differences); i++)
        if (differences[i][0] != differences[i][1])
            return differences[i][0] < differences[i][1] ? -1 : 1;
    return 0;
}

static SeriesIndex
series_index(const SrObservations *observations, const SrDataset *dataset)
{
    SeriesIndex index = {observations, dataset, g_ptr_array_new()};

    for (guint s = 0; s < observations->series->len; s++)
        g_ptr_array_add(index.sorted,
                        &g_array_index(observations->series, SrSeriesKey, s));
    g_ptr_array_sort(index.sorted, compare_series);
    return index;
}

/* The figures of one series; none if there is no such series. */
typedef struct {
    const SrObservation *of; /* by area */
    gsize n;
    bool is_there;
} Figures;

static Figures
find_figures(const SeriesIndex *index, const SrSeriesKey *key)
{
    gpointer *found = bsearch(&key, index->sorted->pdata, index->sorted->len,
                              sizeof(gpointer), compare_series);
    Figures figures = {NULL, 0, found != NULL};

    if (found != NULL) {
        const SrSeriesKey *all = (const void *)index->observations->series->data;
        guint series = (guint)((const SrSeriesKey *)*found - all);

        figures.of = sr_observations_of(index->observations, series, &figures.n);
    }
    return figures;
}

/* The figures of @key, but of another sex. */
static Figures
find_sex(const SeriesIndex *index, const SrSeriesKey *key, char sex)
{
    SrSeriesKey other = *key;

    other.sex = sex;
    return find_figures(index, &other);
}

/* The figures of @key, but of another variable. */
static Figures
find_variable(const SeriesIndex *index, const SrSeriesKey *key, const char *name)
{
    SrSeriesKey other = *key;

    for (guint v = 0; v < index->dataset->variables->len; v++) {
        const SrDatasetVariable *variable = index->dataset->variables->pdata[v];

        if (g_str_equal(variable->name, name)) {
            other.variable = (gint32)v;
            return find_figures(index, &other);
        }
    }
    return (Figures){NULL, 0, false};
}

static int
compare_area(gconstpointer a, gconstpointer b)
{
    gint32 x = *(const gint32 *)a;
    gint32 y = ((const SrObservation *)b)->area;

    return (x > y) - (x < y);
}

/* The figure of an area; NULL if there is none, or it is not ok. */
static const SrObservation *
find_area(const Figures *figures, gint32 area)
{
    const SrObservation *of =
        figures->n == 0
            ? NULL
            : bsearch(&area, figures->of, figures->n, sizeof *figures->of, compare_area);

    return of == NULL || of->status != SR_STATUS_OK ? NULL : of;
}

/* Both sexes together are the figure without a sex, for each area. */
static void
check_sexes(const SeriesIndex *index, const SrSeriesKey *key, const char *const *names,
            SrFindings *findings)
{
    const SrDataset *dataset = index->dataset;
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];
    Figures both = find_figures(index, key);
    Figures men = find_sex(index, key, 'm');
    Figures women = find_sex(index, key, 'w');
    Figures others = find_sex(index, key, 'd');
    double slack = dataset->rounding_bound * 4 + 1e-6;

    if (!men.is_there || !women.is_there || !sr_variable_adds_up(variable))
        return;
    for (gsize i = 0; i < both.n; i++) {
        const SrObservation *all = &both.of[i];
        const SrObservation *male = find_area(&men, all->area);
        const SrObservation *female = find_area(&women, all->area);
        const SrObservation *other = find_area(&others, all->area);

        if (all->status != SR_STATUS_OK || male == NULL || female == NULL ||
            (others.is_there && other == NULL))
            continue;
        double sum = male->value + female->value + (other != NULL ? other->value : 0);
        if (fabs(sum - all->value) <= slack + half_of_last(all->value) * 3)
            continue;
        g_autofree char *whole = sr_number_told(all->value, sr_language());
        g_autofree char *parts = sr_number_told(sum, sr_language());
        sr_findings_add(
            findings, SR_FINDING_WARNING, dataset->file, all->row, names[all->area],
            N_("%s of %s: both sexes are %s, their sum %s"), variable->name,
            (const char *)index->observations->periods->pdata[key->period], whole, parts);
    }
}

/*
 * Imported counts of help cases: x_bestand_vorjahr + x_begonnen = x_bestand + x_beendet,
 * where a dataset has all four. A table that breaks it mixes measures.
 */
static void
check_identity(const SeriesIndex *index, const SrSeriesKey *key, const char *const *names,
               SrFindings *findings)
{
    static const char *const suffixes[] = {"_bestand_vorjahr", "_begonnen", "_beendet"};
    const SrDataset *dataset = index->dataset;
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];
    Figures stock = find_figures(index, key);
    Figures others[3];

    if (!g_str_has_suffix(variable->name, "_bestand"))
        return;
    g_autofree char *stem =
        g_strndup(variable->name, strlen(variable->name) - strlen("_bestand"));
    for (int i = 0; i < 3; i++) {
        g_autofree char *name = g_strconcat(stem, suffixes[i], NULL);

        others[i] = find_variable(index, key, name);
        if (!others[i].is_there)
            return;
    }
    for (gsize i = 0; i < stock.n; i++) {
        const SrObservation *of = &stock.of[i];
        const SrObservation *before = find_area(&others[0], of->area);
        const SrObservation *begun = find_area(&others[1], of->area);
        const SrObservation *ended = find_area(&others[2], of->area);

        if (of->status != SR_STATUS_OK || before == NULL || begun == NULL ||
            ended == NULL)
            continue;
        double left = before->value + begun->value;
        double right = of->value + ended->value;
        if (fabs(left - right) > 4 * dataset->rounding_bound + 1e-6)
            sr_findings_add(
                findings, SR_FINDING_ERROR, dataset->file, of->row, names[of->area],
                N_("%s of %s: stock of the year before + begun is %.10g, stock "
                   "+ ended %.10g"),
                stem, (const char *)index->observations->periods->pdata[key->period],
                left, right);
    }
}

void
sr_observations_check_totals(const SrObservations *observations, const SrDataset *dataset,
                             const SrPlaces *places, int level, SrFindings *findings)
{
    const char *const *names = places->levels[level].names;
    SeriesIndex index = series_index(observations, dataset);

    check_all_totals(observations, dataset, places, level, findings);
    for (guint s = 0; s < observations->series->len; s++) {
        const SrSeriesKey *key = &g_array_index(observations->series, SrSeriesKey, s);

        if (key->sex == 0)
            check_sexes(&index, key, names, findings);
        check_identity(&index, key, names, findings);
    }
    g_ptr_array_unref(index.sorted);
}
