#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "commands/command.h"
#include "commands/origins.h"
#include "indicator/relate.h"
#include "shapes/neighbours.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static char *area_name;
static char *period_wanted;

static const GOptionEntry options[] = {
    {"area", 'a', 0, G_OPTION_ARG_STRING, &area_name,
     N_("print the cells that the value of this area came from"), N_("AREA")},
    {"period", 'p', 0, G_OPTION_ARG_STRING, &period_wanted,
     N_("of this period; the newest if absent"), N_("PERIOD")},
    G_OPTION_ENTRY_NULL};

static bool
indicator_new(const char *folder, const char *id, GError **error)
{
    g_autofree char *name = g_strdup_printf("%s.ini", id);
    g_autofree char *path = g_build_filename(folder, "indicators", name, NULL);

    if (*id == '\0' || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(id))
        return sr_command_usage(error,
                                _("an id has the letters a–z, digits, '-' and '_'"));
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s is there already"), path);
        return false;
    }
    g_autofree char *text = sr_indicator_skeleton(id);
    if (!sr_command_write(path, text, error))
        return false;
    printf(_("%s written: fill it in, then run: sozialraum check\n"), path);
    return true;
}

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
    const SrBreaks *breaks = result->breaks;
    const char *period;
    const SrDivision *division = finest_of(run, result, &period);
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
    SrGoodness goodness = sr_values_goodness(run->values, result, division);
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

/* Whether like lies next to like; for the Gemeinden only. */
static void
print_pattern(const SrRun *run, const SrResult *result)
{
    const char *period;
    const SrDivision *division = finest_of(run, result, &period);

    if (run->topology == NULL || division->n_areas < FEWEST_FOR_PATTERN)
        return;
    g_autoptr(GArray) pairs =
        sr_topology_neighbours(run->topology, division->area_of, false);
    SrMoran moran = sr_values_moran(run->values, result, division, period, pairs);
    if (isnan(moran.moran))
        return;
    g_autofree char *value = sr_number_format(moran.moran, 2, sr_language());
    g_autofree char *chance = sr_number_format(moran.p, 3, sr_language());
    printf(_("\nPattern on the map (%s %s): Moran's I = %s, p = %s, %d areas, %d of them "
             "without a neighbour\n"),
           division->level->plural, period, value, chance,
           moran.n_areas + moran.n_islands, moran.n_islands);
}

/* The confidence limits in brackets, where there are any; the upper one may be open. */
static void
print_limits(const SrValue *value)
{
    int decimals = value->indicator->decimals;

    if (!isfinite(value->lower))
        return;
    g_autofree char *lower = sr_number_format(value->lower, decimals, sr_language());
    g_autofree char *upper = isfinite(value->upper)
                                 ? sr_number_format(value->upper, decimals, sr_language())
                                 : g_strdup("∞");
    printf("   (%s – %s)", lower, upper);
}

/* How far the value can be off since its inputs came rounded. */
static void
print_rounding(const SrValue *value)
{
    if (value->status != SR_STATUS_OK || !(value->error_bound > 0))
        return;
    g_autofree char *bound =
        sr_number_format(value->error_bound, value->indicator->decimals, sr_language());
    printf(_("   ± %s by rounded inputs"), bound);
}

static void
print_values(const SrRun *run, const SrResult *result)
{
    const SrIndicator *indicator = result->indicator;
    int top = run->schemes[0]->n_levels - 1;

    printf(_("\nValues of the higher levels:\n"));
    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(run->values, i);

        if (value->level < top - 1 ||
            (*value->scheme != '\0' && !g_str_equal(value->scheme, run->schemes[0]->id)))
            continue;
        g_autofree char *number =
            value->status == SR_STATUS_OK
                ? sr_number_format(value->value, indicator->decimals, sr_language())
                : g_strdup(sr_status_label(value->status));
        g_autoptr(GString) line = g_string_new("  ");
        sr_command_pad(line, value->division->names[value->area], 33);
        sr_command_pad(line, value->period, 11);
        sr_command_pad(line, number, -12);
        fputs(line->str, stdout);
        print_limits(value);
        print_rounding(value);
        printf("\n");
    }
}

static void
print_about(const SrRun *run, const SrResult *result)
{
    const SrIndicator *indicator = result->indicator;
    const SrChapter *chapter = sr_indicator_chapter(run->catalogue, indicator);
    g_autofree char *variables = g_strjoinv(", ", result->variables);
    g_autofree char *datasets = g_strjoinv(", ", result->datasets);
    int n_ok = 0;

    for (int i = result->first; i < result->first + result->n; i++)
        n_ok += sr_values_at(run->values, i)->status == SR_STATUS_OK;
    printf("%s (%s)\n%s\n\n", indicator->title, indicator->id, chapter->title);
    if (indicator->description != NULL)
        printf("%s\n\n", indicator->description);
    printf(_("numerator:   %s\n"), sr_expression_text(indicator->numerator));
    if (indicator->denominator != NULL)
        printf(_("denominator: %s\n"), sr_expression_text(indicator->denominator));
    printf(_("variables:   %s\ndata sets:   %s\n"), variables, datasets);
    printf(_("rows:        %d, %d of them with a value%s%s\n"), result->n, n_ok,
           result->is_protected ? _(", protected") : "",
           result->is_synthetic ? _(", made-up example data") : "");
}

static bool
indicator_show(const char *folder, const char *id, GError **error)
{
    g_autoptr(SrRun) run = sr_command_open(folder, true, NULL, error);

    if (run == NULL)
        return false;
    const SrIndicator *indicator = sr_catalogue_find(run->catalogue, id, error);
    if (indicator == NULL || !sr_run_load(run, error) || !sr_run_evaluate(run, id, error))
        return false;
    const SrResult *result = sr_values_result(run->values, indicator);
    if (area_name != NULL)
        return sr_command_print_origins(run, result, area_name, period_wanted, error);
    print_about(run, result);
    print_values(run, result);
    if (result->breaks != NULL)
        print_classes(run, result);
    if (result->n > 0) {
        print_trends(run, result);
        print_pattern(run, result);
    }
    sr_command_tell_findings(run);
    return true;
}

static bool
indicator(const char *folder, char **arguments, GError **error)
{
    if (g_strv_length(arguments) == 2 && g_str_equal(arguments[0], "new"))
        return indicator_new(folder, arguments[1], error);
    if (g_strv_length(arguments) == 2 && g_str_equal(arguments[0], "show"))
        return indicator_show(folder, arguments[1], error);
    return sr_command_usage(error,
                            _("use: sozialraum indicator new ID, or indicator show ID"));
}

const SrCommand sr_command_indicator = {"indicator", "new|show ID",
                                        N_("begin a new indicator, or explain one"),
                                        indicator, options};
