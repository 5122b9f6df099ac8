#include "data/cases.h"

#include "data/caserow.h"
#include "data/casesheet.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

typedef enum {
    CASES, /* in the year: in stock at its end, or ended in it */
    STOCK,
    STOCK_BEFORE,
    BEGUN,
    ENDED,
    MEAN,
    N_MEASURES,
} Measure;

static const struct {
    const char *suffix;
    const char *title;
    const char *title_en;
} measures[N_MEASURES] = {
    [CASES] = {"", "Fälle im Jahr", "cases in the year"},
    [STOCK] = {"_bestand", "Bestand am 31.12.", "stock on 31 December"},
    [STOCK_BEFORE] = {"_bestand_vorjahr", "Bestand am 31.12. des Vorjahres",
                      "stock on 31 December of the year before"},
    [BEGUN] = {"_begonnen", "im Jahr begonnen", "begun in the year"},
    [ENDED] = {"_beendet", "im Jahr beendet", "ended in the year"},
    [MEAN] = {"_mittel", "mittlerer Bestand der Monatsenden",
              "mean stock of the ends of months"},
};

/* Counts of their own, beside those of each kind. */
typedef enum {
    CHILDREN_31,
    CHILDREN_31_SQUARED, /* for limits: children of one family come together */
    COST,
    BEGUN_U6,
    BEGUN_FIRST,
    ENDED_PLAN,
    RETURNED,
    INSIDE,
    UMA,
    N_EXTRAS
} Extra;

static const struct {
    const char *name;
    const char *title;
    const char *title_en;
    const char *unit;
} extras[N_EXTRAS] = {
    [CHILDREN_31] = {"junge_menschen_31",
                     "Junge Menschen in Familien mit Hilfe nach § 31",
                     "Young people in families with help under § 31", "Personen"},
    [CHILDREN_31_SQUARED] = {"junge_menschen_31_quadrate",
                             "Summe der Quadrate der Kinderzahlen (§ 31)",
                             "Sum of the squares of the numbers of children (§ 31)", ""},
    [COST] = {"kosten_hilfen", "Kosten der Hilfen im Jahr",
              "Cost of the helps in the year", "Euro"},
    [BEGUN_U6] = {"hilfen_begonnen_u6", "Hilfen, die vor dem 6. Geburtstag begannen",
                  "Helps that began before the sixth birthday", "Fälle"},
    [BEGUN_FIRST] = {"hilfen_begonnen_ohne_frueher",
                     "Begonnene Hilfen ohne frühere Hilfe",
                     "Helps begun without an earlier help", "Fälle"},
    [ENDED_PLAN] = {"hilfen_beendet_plan", "Gemäß Hilfeplan beendete Hilfen",
                    "Helps ended according to plan", "Fälle"},
    [RETURNED] = {"hilfen_stationaer_rueckkehr",
                  "Stationäre Hilfen, die mit der Rückkehr in die Familie endeten",
                  "Residential helps that ended with the return to the family", "Fälle"},
    [INSIDE] = {"hilfen_stationaer_im_kreis", "Stationäre Hilfen im Kreis",
                "Residential helps within the county", "Fälle"},
    [UMA] = {"hilfen_uma", "Hilfen für unbegleitete ausländische Minderjährige",
             "Helps for unaccompanied foreign minors", "Fälle"},
};

const char *const sr_case_stems[] = {"hilfen", "junge_menschen_31", "kosten_hilfen",
                                     NULL};

/* All tables, flat: [… ][year][area]. */
typedef struct {
    int first_year;
    int n_years;
    int n_areas;
    double *by_help; /* [SR_N_HELPS][N_MEASURES][n_years][n_areas] */
    double *by_part[SR_N_HELPS][N_MEASURES][SR_N_CASE_PARTS]; /* of [n_years][n_areas];
                                                                 NULL = 0 */
    double *extra;         /* [N_EXTRAS][n_years][n_areas] */
    int (*month_ends)[12]; /* [n_years], Julian days */
} Tally;

/* Days of one year. */
typedef struct {
    int index;
    int before; /* 31.12. of the year before */
    int last;   /* 31.12. */
} Year;

const char *
sr_case_column_name(SrCaseColumn column)
{
    static const char *const names[] = {
        "id",       "home", "birth",  "sex",     "kind",     "basis",
        "begin",    "end",  "reason", "by_plan", "returned", "family",
        "children", "uma",  "inside", "earlier", "cost"};

    return names[column];
}

/* Rows of a register must not end in a core file. */
static void
forbid_core_dumps(void)
{
    struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* the leak checker looks into the process itself */
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

/* --- counting one case --- */

static gsize
cell_index(const Tally *tally, int table, int year, int area)
{
    return ((gsize)table * (gsize)tally->n_years + (gsize)year) * (gsize)tally->n_areas +
           (gsize)area;
}

static bool
runs_on(const SrCase *found, int day)
{
    return found->begin <= day && found->end > day;
}

static bool
begins_in(const SrCase *found, const Year *year)
{
    return found->begin > year->before && found->begin <= year->last;
}

static bool
ends_in(const SrCase *found, const Year *year)
{
    return found->end > year->before && found->end <= year->last;
}

/* Months of the year in which the help ran; parts of a month by their days. */
static double
months_in(const Tally *tally, const SrCase *found, const Year *year)
{
    double months = 0;
    int first = year->before + 1;

    for (int m = 0; m < 12; m++) {
        int last = tally->month_ends[year->index][m];
        int from = MAX(found->begin, first);
        int to = MIN(found->end, last);

        if (to >= from)
            months += (double)(to - from + 1) / (last - first + 1);
        first = last + 1;
    }
    return months;
}

/* On 31.12., or on the day it ended. */
static int
age_in(const SrCase *found, const Year *year)
{
    return (sr_day_month(MIN(found->end, year->last)) - found->birth) / 12;
}

static void
count_extras(Tally *tally, const SrCase *found, const Year *year, bool is_case)
{
    const unsigned groups =
        1u << SR_HELP_AMBULANT | 1u << SR_HELP_TEILSTATIONAER | 1u << SR_HELP_STATIONAER;
    double add[N_EXTRAS] = {0};
    bool is_grouped = (found->helps & groups) != 0;
    bool begins = is_grouped && begins_in(found, year);

    if (is_case && (found->helps & 1u << SR_HELP_31) != 0)
        add[CHILDREN_31] = found->children;
    add[CHILDREN_31_SQUARED] = add[CHILDREN_31] * add[CHILDREN_31];
    if (found->cost > 0)
        add[COST] = (double)found->cost * months_in(tally, found, year);
    if (begins) {
        Year at_begin = {year->index, year->before, found->begin};

        add[BEGUN_U6] = age_in(found, &at_begin) < 6;
        add[BEGUN_FIRST] = !found->is_earlier;
    }
    add[ENDED_PLAN] = is_grouped && ends_in(found, year) && found->is_by_plan;
    bool is_away = (found->helps & 1u << SR_HELP_STATIONAER) != 0;
    add[RETURNED] = is_away && ends_in(found, year) && found->is_returned;
    add[INSIDE] = is_case && found->is_inside && is_away;
    for (int e = 0; e < N_EXTRAS; e++)
        tally->extra[cell_index(tally, e, year->index, found->area)] += add[e];
}

/* What a help adds to the measures of a year; each also by the age on its day. */
typedef struct {
    double of[N_MEASURES];
    double by_band[N_MEASURES][SR_N_CASE_BANDS];
} Amounts;

static void
note(Amounts *amounts, const SrCase *found, Measure measure, int day, double amount)
{
    int band = sr_case_band((sr_day_month(day) - found->birth) / 12);

    amounts->of[measure] += amount;
    amounts->by_band[measure][band] += amount;
}

static Amounts
amounts_in(const Tally *tally, const SrCase *found, const Year *year)
{
    Amounts amounts = {0};

    if (runs_on(found, year->last))
        note(&amounts, found, STOCK, year->last, 1);
    if (runs_on(found, year->before))
        note(&amounts, found, STOCK_BEFORE, year->before, 1);
    if (begins_in(found, year))
        note(&amounts, found, BEGUN, found->begin, 1);
    if (ends_in(found, year))
        note(&amounts, found, ENDED, found->end, 1);
    if (runs_on(found, year->last) || ends_in(found, year))
        note(&amounts, found, CASES, MIN(found->end, year->last), 1);
    for (int m = 0; m < 12; m++) {
        int day = tally->month_ends[year->index][m];

        if (runs_on(found, day))
            note(&amounts, found, MEAN, day, 1 / 12.0);
    }
    return amounts;
}

static void
add_part(Tally *tally, double **table, gsize cell, double amount)
{
    if (*table == NULL)
        *table = g_new0(double, (gsize)tally->n_years *(gsize)tally->n_areas);
    (*table)[cell] += amount;
}

static void
count_in_year(Tally *tally, const SrCase *found, const Year *year)
{
    const Amounts amounts = amounts_in(tally, found, year);
    gsize cell = cell_index(tally, 0, year->index, found->area);
    int sex = found->sex == 'm' ? 1 : found->sex == 'w' ? 2 : 0; /* beside both */

    for (int help = 0; help < SR_N_HELPS; help++) {
        if ((found->helps & 1u << help) == 0)
            continue;
        for (int m = 0; m < N_MEASURES; m++) {
            tally->by_help[cell_index(tally, help * N_MEASURES + m, year->index,
                                      found->area)] += amounts.of[m];
            for (int b = 0; b < SR_N_CASE_BANDS && amounts.of[m] != 0; b++) {
                double amount = amounts.by_band[m][b];
                double **tables = tally->by_part[help][m];

                if (amount != 0)
                    add_part(tally, &tables[b], cell, amount);
                if (amount != 0 && sex > 0)
                    add_part(tally, &tables[sex * SR_N_CASE_BANDS + b], cell, amount);
            }
        }
    }
    count_extras(tally, found, year, amounts.of[CASES] > 0);
}

static void
count_case(Tally *tally, const SrCase *found)
{
    for (int y = 0; y < tally->n_years; y++) {
        Year year = {y, tally->month_ends[y][0] - 31, tally->month_ends[y][11]};

        if (found->begin > year.last || found->end <= year.before)
            continue;
        if (found->is_uma)
            tally->extra[cell_index(tally, UMA, y, found->area)] +=
                runs_on(found, year.last) || ends_in(found, &year);
        else
            count_in_year(tally, found, &year);
    }
}

/* --- what comes out --- */

static void
add_help(GPtrArray *counts, const Tally *tally, int help)
{
    for (int m = 0; m < N_MEASURES; m++) {
        g_autofree char *variable =
            g_strdup_printf("hilfen_%s%s", sr_help_name(help), measures[m].suffix);
        g_autofree char *title =
            g_strdup_printf("%s: %s", sr_help_title(help), measures[m].title);
        g_autofree char *title_en =
            g_strdup_printf("%s: %s", sr_help_title_en(help), measures[m].title_en);
        SrCountLabel label = {variable, title,       title_en,    "Fälle",
                              0,        SR_ALL_AGES, SR_OPEN_AGE, NULL};

        sr_case_add_counts(
            counts, &label, tally->first_year, tally->n_years, tally->n_areas,
            tally->by_help + cell_index(tally, help * N_MEASURES + m, 0, 0));
        for (int part = 0; part < SR_N_CASE_PARTS; part++) {
            sr_case_part_label(part, &label);
            sr_case_add_counts(counts, &label, tally->first_year, tally->n_years,
                               tally->n_areas, tally->by_part[help][m][part]);
        }
    }
}

static void
count_free(gpointer data)
{
    SrCount *count = data;

    g_free(count->variable);
    g_free(count->title);
    g_free(count->title_en);
    g_free(count->unit);
    g_free(count->values);
    g_free(count);
}

/*
 * Stock of the year before + begun = stock + ended, for each kind, place and year. It
 * holds by the way of counting; a register that breaks it shows a mistake in this file.
 */
static void
check_identity(const Tally *tally, const SrDataset *dataset, SrFindings *findings)
{
    for (int help = 0; help < SR_N_HELPS; help++)
        for (int y = 0; y < tally->n_years; y++)
            for (int a = 0; a < tally->n_areas; a++) {
                double of[N_MEASURES];

                for (int m = 0; m < N_MEASURES; m++)
                    of[m] =
                        tally->by_help[cell_index(tally, help * N_MEASURES + m, y, a)];
                if (of[STOCK_BEFORE] + of[BEGUN] != of[STOCK] + of[ENDED])
                    sr_findings_add(findings, SR_FINDING_ERROR, dataset->file, 0,
                                    sr_help_name(help),
                                    N_("stock of the year before + begun is not stock + "
                                       "ended in %d"),
                                    tally->first_year + y);
            }
}

/* Reads "2014-2018" or "2018" of the definition. */
static bool
read_years(const SrDataset *dataset, Tally *tally, SrFindings *findings)
{
    g_autofree char *period = sr_period_parse(dataset->period, true);
    int first = period == NULL ? 0 : atoi(period);
    int last = period != NULL && strlen(period) == 9 ? atoi(period + 5) : first;

    if (period == NULL || strlen(period) == 10 || last - first > 60) {
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, 0, "period",
                        N_("the years of a register are written 2014-2018"));
        return false;
    }
    tally->first_year = first;
    tally->n_years = last - first + 1;
    tally->month_ends = g_malloc0_n((gsize)tally->n_years, sizeof *tally->month_ends);
    for (int y = 0; y < tally->n_years; y++)
        for (int m = 0; m < 12; m++)
            tally->month_ends[y][m] = sr_day_of(
                first + y, m + 1,
                g_date_get_days_in_month((GDateMonth)(m + 1), (GDateYear)(first + y)));
    return true;
}

static void
tally_clear(Tally *tally)
{
    g_free(tally->by_help);
    for (int help = 0; help < SR_N_HELPS; help++)
        for (int m = 0; m < N_MEASURES; m++)
            for (int part = 0; part < SR_N_CASE_PARTS; part++)
                g_free(tally->by_part[help][m][part]);
    g_free(tally->extra);
    g_free(tally->month_ends);
}

GPtrArray *
sr_cases_count(const SrDataset *dataset, const SrMatcher *matcher, int n_areas,
               SrFindings *findings)
{
    int n_before = sr_findings_n_errors(findings);
    Tally tally = {.n_areas = n_areas};

    forbid_core_dumps();
    if (!read_years(dataset, &tally, findings))
        return NULL;
    gsize n_cells = (gsize)tally.n_years * (gsize)n_areas;
    tally.by_help = g_new0(double, SR_N_HELPS *N_MEASURES *n_cells);
    tally.extra = g_new0(double, N_EXTRAS *n_cells);

    g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func(count_free);
    g_autoptr(GArray) cases = sr_case_rows_read(dataset, matcher, findings);
    for (guint i = 0; cases != NULL && i < cases->len; i++)
        count_case(&tally, &g_array_index(cases, SrCase, i));
    check_identity(&tally, dataset, findings);
    for (int help = 0; help < SR_N_HELPS; help++)
        add_help(counts, &tally, help);
    for (int e = 0; e < N_EXTRAS; e++) {
        SrCountLabel label = {extras[e].name,
                              extras[e].title,
                              extras[e].title_en,
                              extras[e].unit,
                              0,
                              SR_ALL_AGES,
                              SR_OPEN_AGE,
                              NULL};

        sr_case_add_counts(counts, &label, tally.first_year, tally.n_years, n_areas,
                           tally.extra + cell_index(&tally, e, 0, 0));
    }
    sr_case_sheets_count(dataset, matcher,
                         &(SrCaseSpan){tally.first_year, tally.n_years, n_areas}, counts,
                         findings);
    tally_clear(&tally);
    return sr_findings_n_errors(findings) > n_before ? NULL : g_steal_pointer(&counts);
}
