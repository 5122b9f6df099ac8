#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "commands/command.h"
#include "commands/explain.h"
#include "commands/origins.h"
#include "indicator/definitionkeys.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static char *area_name;
static char *period_wanted;
static char *other_id;
static gboolean is_weighted;

static const GOptionEntry options[] = {
    {"area", 'a', 0, G_OPTION_ARG_STRING, &area_name,
     N_("print the cells that the value of this area came from"), N_("AREA")},
    {"period", 'p', 0, G_OPTION_ARG_STRING, &period_wanted,
     N_("of this period; the newest if absent"), N_("PERIOD")},
    {"with", 'w', 0, G_OPTION_ARG_STRING, &other_id,
     N_("how it goes together with this other indicator"), N_("INDICATOR")},
    {"weighted", 0, 0, G_OPTION_ARG_NONE, &is_weighted,
     N_("with --with: each area counts by its people"), NULL},
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
    if (!isfinite(value->error_bound)) {
        printf(_("   rounded inputs; how far off is not known"));
        return;
    }
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
    if (indicator->query != NULL)
        printf(_("definition:  %s.sql\n"), indicator->id);
    else
        printf(_("numerator:   %s\n"), sr_expression_text(indicator->numerator));
    if (indicator->denominator != NULL && indicator->query == NULL)
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
    const char *const only[] = {id, NULL};
    const SrIndicator *other =
        other_id == NULL ? NULL : sr_catalogue_find(run->catalogue, other_id, error);
    if (indicator == NULL || (other_id != NULL && other == NULL) ||
        !sr_run_load(run, error) ||
        !sr_run_evaluate(run, other == NULL ? only : NULL, error))
        return false;
    const SrResult *result = sr_values_result(run->values, indicator);
    if (other != NULL)
        return sr_command_print_relation(
            run, result, sr_values_result(run->values, other), is_weighted, error);
    if (area_name != NULL)
        return sr_command_print_origins(run, result, area_name, period_wanted, error);
    print_about(run, result);
    print_values(run, result);
    sr_command_print_statistics(run, result);
    sr_command_tell_findings(run->findings);
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
