#include "base/error.h"
#include "base/language.h"
#include "base/progress.h"
#include "commands/command.h"
#include "publish/kinds.h"

#include <glib/gi18n.h>
#include <string.h>

static char *level;
static char *period;
static char *scheme;
static char *style;
static char *format;
static char *kind;
static char *output;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING, &level,
     N_("the level of the areas; the finest it may be shown at if absent"), N_("LEVEL")},
    {"period", 'p', 0, G_OPTION_ARG_STRING, &period,
     N_("the period; the newest if absent"), N_("YYYY")},
    {"scheme", 0, 0, G_OPTION_ARG_STRING, &scheme,
     N_("the region scheme; the project's if absent"), N_("SCHEME")},
    {"style", 0, 0, G_OPTION_ARG_STRING, &style,
     N_("the style; the project's first if absent"), N_("STYLE")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("pdf (default), png or svg"),
     N_("FORMAT")},
    {"kind", 'k', 0, G_OPTION_ARG_STRING, &kind,
     N_("symbols, deviation, years, smoothed, clusters, numbers or points; the "
        "indicator's own if absent"),
     N_("KIND")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
     N_("the file, or the folder for several maps; the current folder if absent"),
     N_("FILE|DIR")},
    G_OPTION_ENTRY_NULL};

static int
scheme_index(const SrRun *run)
{
    for (int s = 0; s < run->n_schemes && scheme != NULL; s++)
        if (g_str_equal(run->schemes[s]->id, scheme))
            return s;
    return 0;
}

/* The level to draw, or -1 with @error. */
static int
level_index(const SrRun *run, const SrPress *press, const SrResult *result,
            GError **error)
{
    int found = sr_press_finest(press, result);

    if (level != NULL) {
        if (sr_run_division(run, scheme, level, error) == NULL)
            return -1;
        if (!sr_indicator_has_level(result->indicator, level)) {
            g_autofree char *levels = g_strjoinv(", ", result->indicator->levels);
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("%s may not be shown at level %s; it may at %s"),
                        result->indicator->id, level, levels);
            return -1;
        }
        return sr_project_level(run->project, level);
    }
    if (found < 0)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s has no values"),
                    result->indicator->id);
    return found;
}

/* The period to draw, or NULL with those there are in @error. */
static const char *
period_of(const SrPress *press, const SrResult *result, const SrDivision *division,
          GError **error)
{
    g_autoptr(GPtrArray) periods = sr_values_periods(press->values, result, division);

    if (period == NULL && periods->len > 0)
        return periods->pdata[periods->len - 1];
    for (guint p = 0; p < periods->len; p++)
        if (g_str_equal(periods->pdata[p], period))
            return periods->pdata[p];
    GString *known = g_string_new(NULL);
    for (guint p = 0; p < periods->len; p++)
        g_string_append_printf(known, "%s%s", p > 0 ? ", " : "",
                               (char *)periods->pdata[p]);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("%s has no values for %s at level %s; it has %s"),
                result->indicator->id, period == NULL ? "" : period, division->level->id,
                known->len == 0 ? "–" : known->str);
    g_string_free(known, TRUE);
    return NULL;
}

/* The file of one map: -o itself, or a name as in output/maps in the folder. */
static char *
path_of(const SrTopic *topic, const char *when, bool are_many)
{
    bool is_folder =
        output != NULL && (are_many || g_str_has_suffix(output, G_DIR_SEPARATOR_S) ||
                           g_file_test(output, G_FILE_TEST_IS_DIR));
    bool is_default_scheme = scheme == NULL;

    if (output != NULL && !is_folder)
        return g_strdup(output);
    g_autofree char *name =
        g_strdup_printf("%s.%s.%s%s%s%s%s%s%s.%s", topic->result->indicator->id,
                        topic->division->level->id, when, is_default_scheme ? "" : ".",
                        is_default_scheme ? "" : scheme, kind == NULL ? "" : ".",
                        kind == NULL ? "" : kind, style == NULL ? "" : ".",
                        style == NULL ? "" : style, format == NULL ? "pdf" : format);
    if (output == NULL)
        return g_steal_pointer(&name);
    g_mkdir_with_parents(output, 0777); /* what hinders it, writing will say */
    return g_build_filename(output, name, NULL);
}

static bool
write_sheet(const SrMapSheet *sheet, const SrPress *press, const char *path,
            GError **error)
{
    if (!sr_map_sheet_write(sheet, &press->atelier, path, error))
        return false;
    if (output == NULL && sr_progress_mode() != SR_PROGRESS_QUIET)
        g_printerr(_("%s written\n"), path); /* in a folder that nobody named */
    return true;
}

static bool
draw_map(const SrRun *run, const SrPress *press, const char *id, bool are_many,
         GError **error)
{
    const SrIndicator *indicator = sr_catalogue_find(run->catalogue, id, error);

    if (indicator == NULL)
        return false;
    const SrResult *result = sr_values_result(run->values, indicator);
    int s = scheme_index(run);
    int l = level_index(run, press, result, error);
    if (l < 0)
        return false;
    const SrDivision *division =
        run->schemes[sr_level_is_fixed(&run->project->levels[l]) ? 0 : s]->divisions[l];
    const char *when = period_of(press, result, division, error);
    if (when == NULL)
        return false;
    g_autoptr(SrTopic) topic = sr_topic_new(press, result, s, l, when);
    g_autofree char *path = path_of(topic, when, are_many);
    if (kind == NULL)
        return write_sheet(&topic->sheet, press, path, error);

    const SrMapKind *wanted = sr_map_kind_find(kind, error);
    SrKindTask task = {press, topic, s, l, run->project->crs};
    g_autoptr(SrKindSheet) sheet =
        wanted != NULL ? sr_kind_sheet_new(wanted, &task, run->findings, error) : NULL;
    return sheet != NULL && write_sheet(sr_kind_sheet(sheet), press, path, error);
}

static bool
draw_all(SrRun *run, char **ids, GError **error)
{
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, style, error);

    if (workshop == NULL)
        return false;
    for (int i = 0; ids[i] != NULL; i++) {
        if (sr_catalogue_find(run->catalogue, ids[i], error) == NULL ||
            !sr_run_evaluate(run, ids[i], error))
            return false;
        sr_run_fill_press(run, &workshop->press);
        if (!draw_map(run, &workshop->press, ids[i], g_strv_length(ids) > 1, error))
            return false;
    }
    return true;
}

static const char *const formats[] = {"pdf", "png", "svg", NULL};

static bool
map(const char *folder, char **arguments, GError **error)
{
    if (*arguments == NULL)
        return sr_command_usage(
            error, _("which indicator? sozialraum list indicators names them"));
    if (format != NULL && !g_strv_contains(formats, format))
        return sr_command_usage(error, _("--format is pdf, png or svg, not '%s'"),
                                format);
    if (kind != NULL && sr_map_kind_find(kind, error) == NULL)
        return false;
    g_autoptr(SrRun) run = sr_command_open(folder, true, scheme, error);
    if (run == NULL || !sr_run_load(run, error))
        return false;
    const char *before = sr_language_use(run->project->language);
    bool drawn = draw_all(run, arguments, error);
    sr_language_use(before);
    return drawn;
}

const SrCommand sr_command_map = {"map", N_("INDICATOR…"), N_("maps of indicators"), map,
                                  options};
