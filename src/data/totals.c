/* The comparison of totals with sums, of observe.h. */
#include "data/observe.h"

#include "data/terms.h"

#include <glib/gi18n.h>
#include <math.h>

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

/* The areas whose figures a total is the sum of. */
typedef struct {
    const int *of; /* [n_areas] in which area of the level above each lies; NULL = all */
    int area;
    int n_areas;
} Members;

static bool
is_member(const Members *members, int area)
{
    return members->of == NULL || members->of[area] == members->area;
}

/* Adds what leave_out= leaves to no area; false if a part of it is not ok. */
static bool
add_left_out(const SrObservations *observations, guint series, double *sum, double *slack)
{
    for (guint i = 0; i < observations->totals->len; i++) {
        const SrTotalFigure *total =
            &g_array_index(observations->totals, SrTotalFigure, i);

        if (total->level != SR_TOTAL_LEFT_OUT || total->of.series != series)
            continue;
        if (total->of.status != SR_STATUS_OK)
            return false;
        *sum += total->of.value;
        *slack += half_of_last(total->of.value);
    }
    return true;
}

/* Sums the figures of a series; returns false if a member has none or is not ok. */
static bool
sum_series(const SrObservations *observations, guint series, const Members *members,
           double *sum, double *slack)
{
    gsize n;
    const SrObservation *of = sr_observations_of(observations, series, &n);
    int n_wanted = 0;
    int n_found = 0;

    *sum = 0;
    for (int a = 0; a < members->n_areas; a++)
        n_wanted += is_member(members, a);
    for (gsize i = 0; i < n; i++) {
        if (!is_member(members, of[i].area))
            continue;
        if (of[i].status != SR_STATUS_OK)
            return false;
        *sum += of[i].value;
        *slack += half_of_last(of[i].value);
        n_found++;
    }
    return n_found == n_wanted &&
           (members->of != NULL || add_left_out(observations, series, sum, slack));
}

static void
check_total(const SrObservations *observations, const SrDataset *dataset,
            const SrTotalFigure *total, const SrPlaces *places, int level,
            SrFindings *findings)
{
    const SrObservation *of = &total->of;
    const SrSeriesKey *key =
        &g_array_index(observations->series, SrSeriesKey, of->series);
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];
    const SrLevelAreas *above = total->level < 0 ? NULL : &places->levels[total->level];
    const Members members = {above == NULL ? NULL : above->of_finest, total->area,
                             places->levels[level].n};
    double slack =
        half_of_last(of->value) + dataset->rounding_bound * (members.n_areas + 1) + 1e-6;
    double sum;

    if (of->status != SR_STATUS_OK || !sr_variable_adds_up(variable) ||
        !sum_series(observations, of->series, &members, &sum, &slack) ||
        fabs(sum - of->value) <= slack)
        return;
    sr_findings_add(
        findings, SR_FINDING_WARNING, dataset->file, of->row,
        above == NULL ? NULL : above->names[total->area],
        N_("%s of %s: the total is %.10g, the sum of the areas %.10g"), variable->name,
        (const char *)observations->periods->pdata[key->period], of->value, sum);
}

/* The series like @key of another sex, or -1. */
static int
sibling(const SrObservations *observations, const SrSeriesKey *key, char sex)
{
    for (guint s = 0; s < observations->series->len; s++) {
        const SrSeriesKey *other = &g_array_index(observations->series, SrSeriesKey, s);

        if (other->sex == sex && other->variable == key->variable &&
            other->period == key->period && other->age_from == key->age_from &&
            other->age_to == key->age_to)
            return (int)s;
    }
    return -1;
}

static const SrObservation *
find_area(const SrObservation *of, gsize n, int area)
{
    for (gsize i = 0; i < n; i++)
        if (of[i].area == area)
            return of[i].status == SR_STATUS_OK ? &of[i] : NULL;
    return NULL;
}

/* Both sexes together are the figure without a sex, for each area. */
static void
check_sexes(const SrObservations *observations, const SrDataset *dataset, guint both,
            const char *const *names, SrFindings *findings)
{
    const SrSeriesKey *key = &g_array_index(observations->series, SrSeriesKey, both);
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];
    int men = sibling(observations, key, 'm');
    int women = sibling(observations, key, 'w');
    int others = sibling(observations, key, 'd');
    gsize n, n_men, n_women, n_others = 0;

    if (men < 0 || women < 0 || !sr_variable_adds_up(variable))
        return;
    const SrObservation *all = sr_observations_of(observations, both, &n);
    const SrObservation *m = sr_observations_of(observations, (guint)men, &n_men);
    const SrObservation *w = sr_observations_of(observations, (guint)women, &n_women);
    const SrObservation *d =
        others < 0 ? NULL : sr_observations_of(observations, (guint)others, &n_others);
    double slack = dataset->rounding_bound * 4 + 1e-6;
    for (gsize i = 0; i < n; i++) {
        const SrObservation *male = find_area(m, n_men, all[i].area);
        const SrObservation *female = find_area(w, n_women, all[i].area);
        const SrObservation *other = find_area(d, n_others, all[i].area);

        if (all[i].status != SR_STATUS_OK || male == NULL || female == NULL ||
            (others >= 0 && other == NULL))
            continue;
        double sum = male->value + female->value + (other != NULL ? other->value : 0);
        if (fabs(sum - all[i].value) > slack + half_of_last(all[i].value) * 3)
            sr_findings_add(
                findings, SR_FINDING_WARNING, dataset->file, all[i].row,
                names[all[i].area], N_("%s of %s: both sexes are %.10g, their sum %.10g"),
                variable->name, (const char *)observations->periods->pdata[key->period],
                all[i].value, sum);
    }
}

/* The series of another variable, same period, sex and ages, or -1. */
static int
counterpart(const SrObservations *observations, const SrDataset *dataset,
            const SrSeriesKey *key, const char *name)
{
    for (guint s = 0; s < observations->series->len; s++) {
        const SrSeriesKey *other = &g_array_index(observations->series, SrSeriesKey, s);
        const SrDatasetVariable *variable = dataset->variables->pdata[other->variable];

        if (other->period == key->period && other->sex == key->sex &&
            other->age_from == key->age_from && other->age_to == key->age_to &&
            g_str_equal(variable->name, name))
            return (int)s;
    }
    return -1;
}

/*
 * Imported counts of help cases: x_bestand_vorjahr + x_begonnen = x_bestand + x_beendet,
 * where a dataset has all four. A table that breaks it mixes measures.
 */
static void
check_identity(const SrObservations *observations, const SrDataset *dataset, guint stock,
               const char *const *names, SrFindings *findings)
{
    static const char *const suffixes[] = {"_bestand_vorjahr", "_begonnen", "_beendet"};
    const SrSeriesKey *key = &g_array_index(observations->series, SrSeriesKey, stock);
    const SrDatasetVariable *variable = dataset->variables->pdata[key->variable];
    const SrObservation *others[3];
    gsize n_others[3];
    gsize n;

    if (!g_str_has_suffix(variable->name, "_bestand"))
        return;
    g_autofree char *stem =
        g_strndup(variable->name, strlen(variable->name) - strlen("_bestand"));
    for (int i = 0; i < 3; i++) {
        g_autofree char *name = g_strconcat(stem, suffixes[i], NULL);
        int series = counterpart(observations, dataset, key, name);

        if (series < 0)
            return;
        others[i] = sr_observations_of(observations, (guint)series, &n_others[i]);
    }
    const SrObservation *of = sr_observations_of(observations, stock, &n);
    for (gsize a = 0; a < n; a++) {
        const SrObservation *before = find_area(others[0], n_others[0], of[a].area);
        const SrObservation *begun = find_area(others[1], n_others[1], of[a].area);
        const SrObservation *ended = find_area(others[2], n_others[2], of[a].area);

        if (of[a].status != SR_STATUS_OK || before == NULL || begun == NULL ||
            ended == NULL)
            continue;
        double left = before->value + begun->value;
        double right = of[a].value + ended->value;
        if (fabs(left - right) > 4 * dataset->rounding_bound + 1e-6)
            sr_findings_add(
                findings, SR_FINDING_ERROR, dataset->file, of[a].row, names[of[a].area],
                N_("%s of %s: stock of the year before + begun is %.10g, stock "
                   "+ ended %.10g"),
                stem, (const char *)observations->periods->pdata[key->period], left,
                right);
    }
}

void
sr_observations_check_totals(const SrObservations *observations, const SrDataset *dataset,
                             const SrPlaces *places, int level, SrFindings *findings)
{
    const char *const *names = places->levels[level].names;

    for (guint i = 0; i < observations->totals->len; i++) {
        const SrTotalFigure *total =
            &g_array_index(observations->totals, SrTotalFigure, i);

        if (total->level != SR_TOTAL_LEFT_OUT)
            check_total(observations, dataset, total, places, level, findings);
    }
    for (guint s = 0; s < observations->series->len; s++) {
        if (g_array_index(observations->series, SrSeriesKey, s).sex == 0)
            check_sexes(observations, dataset, s, names, findings);
        check_identity(observations, dataset, s, names, findings);
    }
}
