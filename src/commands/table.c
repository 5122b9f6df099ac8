#include "base/error.h"
#include "base/language.h"
#include "base/nearest.h"
#include "commands/command.h"
#include "publish/tables.h"
#include "publish/xlsx.h"

#include <glib/gi18n.h>

static char *format;
static char *level;
static char *output;
static char *period;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING, &level, N_("only the areas of this level"),
     N_("LEVEL")},
    {"period", 'p', 0, G_OPTION_ARG_STRING, &period,
     N_("only this period: 2018, 2014-2018"), N_("PERIOD")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     N_("csv, xlsx; if absent, by the ending of FILE"), N_("FORMAT")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("the file; stdout if absent"),
     N_("FILE")},
    G_OPTION_ENTRY_NULL};

static bool
write_workbook(SrRun *run, char **ids, GError **error)
{

    for (int i = 0; ids[i] != NULL; i++)
        if (sr_catalogue_find(run->catalogue, ids[i], error) == NULL)
            return false;
    if (!sr_run_evaluate(run, NULL, error))
        return false;
    const char *before = sr_language_use(run->project->language);
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, NULL, error);
    bool written = false;
    if (workshop != NULL) {
        sr_run_fill_press(run, &workshop->press);
        written = sr_workbook_write(&workshop->press, ids, output, error);
    }
    sr_language_use(before);
    return written;
}

/* A period that no value has is a slip, not an empty table. */
static bool
check_period(const SrRun *run, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) periods = g_ptr_array_new();

    for (int i = 0; i < sr_values_n(run->values); i++) {
        const char *found = sr_values_at(run->values, i)->period;

        if (g_hash_table_add(seen, (gpointer)found))
            g_ptr_array_add(periods, (gpointer)found);
    }
    if (period == NULL || g_hash_table_contains(seen, period))
        return true;
    g_autofree char *near = sr_nearest_list(period, (const char *const *)periods->pdata,
                                            (int)periods->len, 3);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("no period '%s'; nearest are %s"),
                period, near);
    return false;
}

static bool
table(const char *folder, char **arguments, GError **error)
{
    /* The name of the file says it where the option does not. */
    bool ends_so = output != NULL && g_str_has_suffix(output, ".xlsx");
    bool is_workbook = format == NULL ? ends_so : g_str_equal(format, "xlsx");

    if (format != NULL && !is_workbook && !g_str_equal(format, "csv"))
        return sr_command_usage(error, _("--format is csv or xlsx, not '%s'"), format);
    if (is_workbook && output == NULL)
        return sr_command_usage(error, _("--format xlsx needs a file: -o FILE"));
    if (is_workbook && period != NULL)
        return sr_command_usage(error,
                                _("--period is for csv; a workbook has all years"));
    g_autoptr(SrRun) run = sr_command_open(folder, true, NULL, error);
    if (run == NULL || !sr_run_load(run, error))
        return false;
    if (level != NULL && sr_run_division(run, NULL, level, error) == NULL)
        return false;
    if (is_workbook)
        return write_workbook(run, arguments, error);
    if (*arguments == NULL) {
        if (!sr_run_evaluate(run, NULL, error) || !check_period(run, error))
            return false;
        g_autofree char *all = sr_values_csv(run->values, NULL, level, period);
        return sr_command_write(output, all, error);
    }
    g_autoptr(GString) csv = g_string_new(NULL);
    for (int i = 0; arguments[i] != NULL; i++) {
        const SrIndicator *indicator =
            sr_catalogue_find(run->catalogue, arguments[i], error);

        if (indicator == NULL ||
            !sr_run_evaluate(run, (const char *const[]){arguments[i], NULL}, error))
            return false;
        /* A protected one brings all others with it: they are protected together. */
        g_autofree char *one = sr_values_csv(run->values, indicator, level, period);
        /* One head for all. */
        g_string_append(csv, csv->len == 0 ? one : strchr(one, '\n') + 1);
    }
    return check_period(run, error) && sr_command_write(output, csv->str, error);
}

const SrCommand sr_command_table = {"table", N_("[INDICATOR…]"),
                                    N_("the values as a table"), table, options};
