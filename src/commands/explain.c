#include "commands/explain.h"

#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "commands/command.h"
#include "commands/listing.h"
#include "indicator/composition.h"
#include "indicator/relate.h"
#include "indicator/totals.h"
#include "shapes/neighbours.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The finest level that has rows, and its newest period. */
static const SrDivision *
finest_of(const SrRun *run, const SrResult *result, const char **period)
{
    const SrDivision *division = NULL;

    *period = "";
    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(run->values, i);

        if (division == NULL || value->level < division->level - run->project->levels)
            division = value->division;
    }
    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(run->values, i);

        if (value->division == division && strcmp(value->period, *period) > 0)
            *period = value->period;
    }
    return division;
}

/* The areas in each class, as a bar of signs. */
static void
print_classes(const SrRun *run, const SrResult *result)
{
    const char *period;
    const SrDivision *division = finest_of(run, result, &period);
    const SrBreaks *breaks = sr_values_breaks(result, division, period);
    g_autofree const SrValue **slice =
        sr_values_slice(run->values, result, division, period);
    printf(_("\nClasses (%s, %s %s):\n"), result->indicator->method,
           division->level->plural, period);
    for (int c = 0; c < breaks->n_classes; c++) {
        int decimals = sr_class_decimals(breaks, result->indicator->decimals);
        g_autofree char *low =
            sr_number_format(breaks->bounds[c], decimals, sr_language());
        g_autofree char *high =
            sr_number_format(breaks->bounds[c + 1], decimals, sr_language());
        g_autoptr(GString) line = g_string_new("  ");
        int n = 0;

        for (int a = 0; a < division->n_areas; a++)
            n += slice[a] != NULL && slice[a]->class == c + 1;
        sr_command_pad(line, low, -12);
        g_string_append(line, " … ");
        sr_command_pad(line, high, 12);
        printf("%s %4d ", line->str, n);
        for (int k = 0; k < n; k++)
            fputs("█", stdout);
        printf("\n");
    }
    SrGoodness goodness = sr_values_goodness(run->values, result, division, period);
    g_autofree char *fit = sr_number_format(100 * goodness.gvf, 0, sr_language());
    g_autofree char *accuracy = sr_number_format(100 * goodness.tai, 0, sr_language());
    printf(_("  The classes show %s %% of the variance (GVF), %s %% of the distances "
             "(TAI).\n"),
           fit, accuracy);
}

/* Beyond chance, or not: the newest five years of the higher levels. */
static void
print_trends(const SrRun *run, const SrResult *result)
{
    static const char *const words[] = {NULL, N_("falling"), N_("no trend"),
                                        N_("rising")};
    const SrScheme *scheme = run->schemes[0];
    bool has_any = false;

    for (int l = MAX(scheme->n_levels - 2, 0); l < scheme->n_levels; l++)
        for (int a = 0; a < scheme->divisions[l]->n_areas; a++) {
            SrTrend trend = sr_values_trend(run->values, result, scheme->divisions[l], a);

            if (trend.kind == SR_TREND_NONE)
                continue;
            if (!has_any)
                printf(_("\nTrend of the newest five years (99.8 %% sure):\n"));
            has_any = true;
            g_autofree char *slope = sr_number_format(
                trend.slope, result->indicator->decimals + 1, sr_language());
            g_autoptr(GString) line = g_string_new("  ");
            sr_command_pad(line, scheme->divisions[l]->names[a], 33);
            sr_command_pad(line, _(words[trend.kind]), 11);
            sr_command_pad(line, slope, -12);
            printf(_("%s a year\n"), line->str);
        }
}

/* Fewer areas are no sample. */
#define FEWEST_FOR_PATTERN 20

/* Those that take no part, by name. */
static void
print_islands(const SrRun *run, const SrResult *result, const SrDivision *division,
              const char *period, const GArray *pairs)
{
    g_autoptr(GArray) islands =
        sr_values_islands(run->values, result, division, period, pairs);
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < islands->len; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                               division->names[g_array_index(islands, int, i)]);
    if (islands->len > 0)
        printf(_("  Without a neighbour that has a value, and left out: %s\n"),
               names->str);
}

/* Whether like lies next to like; for the Gemeinden only: four regions are no sample. */
static void
print_pattern(const SrRun *run, const SrResult *result)
{
    const char *period;
    const SrDivision *division = finest_of(run, result, &period);

    if (run->topology == NULL || division->level->kind != SR_LEVEL_KEY ||
        division->n_areas < FEWEST_FOR_PATTERN)
        return;
    g_autoptr(GArray) pairs =
        sr_topology_neighbours(run->topology, division->area_of, false);
    SrMoran moran = sr_values_moran(run->values, result, division, period, pairs);
    if (isnan(moran.moran))
        return;
    g_autofree char *value = sr_number_format(moran.moran, 2, sr_language());
    g_autofree char *chance = sr_number_format(moran.p, 3, sr_language());
    printf(_("\nPattern on the map (%s %s): Moran's I = %s, p = %s, %d areas\n"),
           division->level->plural, period, value, chance, moran.n_areas);
    print_islands(run, result, division, period, pairs);
}

/* How unevenly the cases lie over the areas. */
static void
print_spread(const SrRun *run, const SrResult *result)
{
    const char *period;
    const SrDivision *division = finest_of(run, result, &period);
    int n = 0;
    double gini = sr_values_gini(run->values, result, division, period, &n);

    if (isnan(gini) || n < 2)
        return;
    g_autofree char *value = sr_number_format(gini, 2, sr_language());
    printf(_("\nUnevenness (%s %s): Gini coefficient %s over %d areas (0: the same share "
             "everywhere)\n"),
           division->level->plural, period, value, n);
}

/* --- Indices --- */

/* Whether any figure of the index may be shown; else its norms may not either. */
static bool
has_value(const SrRun *run, const SrResult *result)
{
    for (int i = result->first; i < result->first + result->n; i++)
        if (sr_values_at(run->values, i)->status == SR_STATUS_OK)
            return true;
    return false;
}

static void
print_parts(const SrResult *result)
{
    const SrIndicator *indicator = result->indicator;
    g_autoptr(SrListing) list = sr_listing_new();

    sr_listing_add(list, N_("part"), N_("title"), N_("weight"), N_("counts as"),
                   N_("mean"), N_("deviation"), NULL);
    for (guint c = 0; c < indicator->components->len; c++) {
        const SrComponent *component = indicator->components->pdata[c];
        int decimals = component->indicator->decimals + 1;
        g_autofree char *weight = sr_number_format(component->weight, 2, sr_language());
        g_autofree char *mean =
            sr_number_format(result->norms[c].mean, decimals, sr_language());
        g_autofree char *sd =
            sr_number_format(result->norms[c].sd, decimals, sr_language());

        sr_listing_add(list, component->name, sr_component_title(component), weight,
                       component->sign > 0 ? _("burden") : _("resource"), mean, sd, NULL);
    }
    g_autofree char *text = sr_listing_print(list, NULL);
    printf(_("\nParts (index = 100 + 10 × sum of weight × deviations from the mean):\n"));
    fputs(text, stdout);
}

/* What each part adds to the index of each area, and how far ranks hang on it. */
static void
print_points(const SrRun *run, const SrResult *result, const SrDivision *division,
             const char *period)
{
    g_autoptr(SrComposition) composition =
        sr_composition_new(run->values, result, division, period);
    g_autoptr(SrListing) list = sr_listing_new();
    g_autoptr(GPtrArray) head = g_ptr_array_new();

    if (composition == NULL)
        return;
    g_ptr_array_add(head, (gpointer)N_("area"));
    g_ptr_array_add(head, (gpointer)N_("index"));
    for (int p = 0; p < composition->n_parts; p++)
        g_ptr_array_add(head, composition->parts[p].component->name);
    g_ptr_array_add(head, NULL);
    sr_listing_add_row(list, (const char *const *)head->pdata);
    for (int a = 0; a < division->n_areas; a++) {
        g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func(g_free);

        if (isnan(composition->index[a]))
            continue;
        g_ptr_array_add(row, g_strdup(division->names[a]));
        g_ptr_array_add(row, sr_number_format(composition->index[a], 1, sr_language()));
        for (int p = 0; p < composition->n_parts; p++)
            g_ptr_array_add(
                row, sr_number_format(composition->points[p * division->n_areas + a], 1,
                                      sr_language()));
        g_ptr_array_add(row, NULL);
        sr_listing_add_row(list, (const char *const *)row->pdata);
    }
    g_autofree char *text = sr_listing_print(list, NULL);
    printf(_("\nPoints that each part adds to 100 (%s %s):\n"), division->level->plural,
           period);
    fputs(text, stdout);
    for (int p = 0; p < composition->n_parts && composition->n_ranked > 1; p++) {
        const SrCompositionPart *part = &composition->parts[p];
        g_autofree char *mean = sr_number_format(part->mean_shift, 1, sr_language());

        if (part->most_area < 0)
            printf(_("  Without '%s' no place changes.\n"), part->title);
        else
            printf(_("  Without '%s' an area moves %s places on average, at most %d "
                     "(%s).\n"),
                   part->title, mean, ABS(part->most_shift),
                   division->names[part->most_area]);
    }
}

static void
print_index(const SrRun *run, const SrResult *result)
{
    const SrScheme *scheme = run->schemes[0];
    const char *period;

    if (result->norms == NULL || !has_value(run, result))
        return;
    finest_of(run, result, &period);
    print_parts(result);
    for (int l = 0; l + 1 < scheme->n_levels; l++)
        print_points(run, result, scheme->divisions[l], period);
}

void
sr_command_print_statistics(const SrRun *run, const SrResult *result)
{
    if (result->n == 0)
        return;
    print_index(run, result);
    if (result->breaks != NULL)
        print_classes(run, result);
    print_trends(run, result);
    print_spread(run, result);
    print_pattern(run, result);
}

/* --- Two indicators --- */

static void
print_correlation(const char *name, const SrCorrelation *found)
{
    if (isnan(found->r)) {
        printf(_("  %s: none, the values do not differ (n = %d)\n"), name, found->n);
        return;
    }
    g_autofree char *r = sr_number_format(found->r, 2, sr_language());
    if (!isfinite(found->limits.lower) || !isfinite(found->limits.upper)) {
        printf(_("  %s: %s (n = %d)\n"), name, r, found->n);
        return;
    }
    g_autofree char *low = sr_number_format(found->limits.lower, 2, sr_language());
    g_autofree char *high = sr_number_format(found->limits.upper, 2, sr_language());
    printf(_("  %s: %s (95 %% range %s to %s, n = %d)\n"), name, r, low, high, found->n);
}

/* The people of each area in the newest year there is: (transfer full), or NULL. */
static double *
read_people(const SrRun *run, const SrDivision *division, GError **error)
{
    const char *variable = run->project->population_variable;
    g_autoptr(SrLedger) ledger = sr_ledger_new(run->store, run->schemes[0]);
    int level = (int)(division->level - run->project->levels);

    if (variable == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("sozialraum.ini names no population to weigh with ([population] "
                      "variable=)"));
        return NULL;
    }
    const SrTotals *totals =
        sr_ledger_totals(ledger, variable, run->schemes[0], level, error);
    if (totals == NULL)
        return NULL;
    double *people = g_new(double, totals->n_areas);
    for (int a = 0; a < totals->n_areas; a++)
        people[a] = sr_totals_at(totals, totals->n_periods - 1, a)->value;
    return people;
}

bool
sr_command_print_relation(const SrRun *run, const SrResult *x, const SrResult *y,
                          bool is_weighted, GError **error)
{
    const SrDivision *division =
        sr_values_common_division(run->values, x, y, run->schemes[0]);

    if (division == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s and %s have values at no level in common"), x->indicator->id,
                    y->indicator->id);
        return false;
    }
    g_autofree double *people = is_weighted ? read_people(run, division, error) : NULL;
    if (is_weighted && people == NULL)
        return false;
    SrRelation relation = sr_values_correlate(run->values, x, y, division, people);
    printf(_("%s (%s) and %s (%s), %s%s:\n"), x->indicator->title, relation.x_period,
           y->indicator->title, relation.y_period, division->level->plural,
           is_weighted ? _(", weighted by people") : "");
    print_correlation("Pearson", &relation.pearson);
    print_correlation("Spearman", &relation.spearman);
    printf(_("That two figures go together does not say that one is the cause of the "
             "other.\n"));
    return true;
}
