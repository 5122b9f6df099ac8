#include "base/error.h"
#include "base/file.h"
#include "base/language.h"
#include "base/progress.h"
#include "commands/command.h"
#include "publish/kinds.h"
#include "publish/tables.h"
#include "publish/workers.h"

#include <glib/gi18n.h>
#include <string.h>

static char **levels;
static char **periods;
static char *scheme;
static char *style;
static char *format;
static char *kind;
static gboolean with_data;
static char *output;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &levels,
     N_("the level of the areas, may be given several times; the finest it may be shown "
        "at if absent"),
     N_("LEVEL")},
    {"period", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &periods,
     N_("the period, may be given several times; the newest if absent"), N_("YYYY")},
    {"scheme", 0, 0, G_OPTION_ARG_STRING, &scheme,
     N_("the region scheme; the project's if absent"), N_("SCHEME")},
    {"style", 0, 0, G_OPTION_ARG_STRING, &style,
     N_("the style; the project's first if absent"), N_("STYLE")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     N_("pdf (default), png, png@2x or svg"), N_("FORMAT")},
    {"kind", 'k', 0, G_OPTION_ARG_STRING, &kind,
     N_("symbols, deviation, years, smoothed, clusters, numbers or points; the "
        "indicator's own if absent"),
     N_("KIND")},
    {"data", 0, 0, G_OPTION_ARG_NONE, &with_data,
     N_("the values of the map beside it, as CSV"), NULL},
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
            const char *level, GError **error)
{
    int found = sr_press_finest(press, result);

    if (level != NULL) {
        if (sr_run_division(run, scheme, level, error) == NULL)
            return -1;
        if (!sr_indicator_has_level(result->indicator, level)) {
            g_autofree char *own = g_strjoinv(", ", result->indicator->levels);
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("%s may not be shown at level %s; it may at %s"),
                        result->indicator->id, level, own);
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
          const char *period, GError **error)
{
    g_autoptr(GPtrArray) all = sr_values_periods(press->values, result, division);

    if (period == NULL && all->len > 0)
        return all->pdata[all->len - 1];
    for (guint p = 0; p < all->len; p++)
        if (g_str_equal(all->pdata[p], period))
            return all->pdata[p];
    GString *known = g_string_new(NULL);
    for (guint p = 0; p < all->len; p++)
        g_string_append_printf(known, "%s%s", p > 0 ? ", " : "", (char *)all->pdata[p]);
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
    g_autofree char *name = g_strdup_printf(
        "%s.%s.%s%s%s%s%s%s%s%s", topic->result->indicator->id,
        topic->division->level->id, when, is_default_scheme ? "" : ".",
        is_default_scheme ? "" : scheme, kind == NULL ? "" : ".",
        kind == NULL ? "" : kind, style == NULL ? "" : ".", style == NULL ? "" : style,
        sr_map_ending(format == NULL ? "pdf" : format));
    if (output == NULL)
        return g_steal_pointer(&name);
    g_mkdir_with_parents(output, 0777); /* what hinders it, writing will say */
    return g_build_filename(output, name, NULL);
}

/* --- All that is asked for: planned first, so that a mistake writes nothing --- */

typedef struct {
    SrTopic *topic;     /* owned */
    SrKindSheet *sheet; /* of another kind; owned, or NULL */
    char *when;         /* the period of the values; owned */
    char *path;         /* owned */
} Map;

typedef struct {
    const SrRun *run;
    const SrPress *press;
    bool are_many;
    GArray *maps;         /* of Map; owned */
    SrFindings *findings; /* of what is drawn, to be told; owned */
} Plan;

static void
map_clear(gpointer data)
{
    Map *one = data;

    sr_kind_sheet_free(one->sheet);
    sr_topic_free(one->topic);
    g_free(one->when);
    g_free(one->path);
}

static void
plan_clear(Plan *plan)
{
    g_clear_pointer(&plan->maps, g_array_unref);
    g_clear_pointer(&plan->findings, sr_findings_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

static bool
plan_map(Plan *plan, const char *id, const char *level, const char *period,
         GError **error)
{
    const SrRun *run = plan->run;
    const SrIndicator *indicator = sr_catalogue_find(run->catalogue, id, error);

    if (indicator == NULL)
        return false;
    const SrResult *result = sr_values_result(run->values, indicator);
    int s = scheme_index(run);
    int l = level_index(run, plan->press, result, level, error);
    if (l < 0)
        return false;
    const SrDivision *division =
        run->schemes[sr_level_is_fixed(&run->project->levels[l]) ? 0 : s]->divisions[l];
    const char *when = period_of(plan->press, result, division, period, error);
    if (when == NULL)
        return false;
    Map one = {.topic = sr_topic_new(plan->press, result, s, l, when),
               .when = g_strdup(when)};
    one.path = path_of(one.topic, when, plan->are_many);
    g_array_append_val(plan->maps, one);
    if (kind == NULL)
        return true;

    const SrMapKind *wanted = sr_map_kind_find(kind, error);
    Map *kept = &g_array_index(plan->maps, Map, plan->maps->len - 1);
    SrKindTask task = {plan->press, kept->topic, s, l, run->project->crs};
    if (wanted != NULL)
        kept->sheet = sr_kind_sheet_new(wanted, &task, plan->findings, error);
    return kept->sheet != NULL;
}

/* Every indicator at every level in every period; without any, at its own. */
static bool
plan_maps(Plan *plan, char **ids, GError **error)
{
    char *own[] = {NULL, NULL};
    int n_levels = levels == NULL ? 1 : (int)g_strv_length(levels);
    int n_periods = periods == NULL ? 1 : (int)g_strv_length(periods);

    plan->are_many = g_strv_length(ids) * n_levels * n_periods > 1;
    for (int i = 0; ids[i] != NULL; i++)
        for (int l = 0; l < n_levels; l++)
            for (int p = 0; p < n_periods; p++)
                if (!plan_map(plan, ids[i], (levels == NULL ? own : levels)[l],
                              (periods == NULL ? own : periods)[p], error))
                    return false;
    return true;
}

/* --- The work --- */

/* The rows of values.csv that the map shows; of the years, all. */
static bool
write_data(const Plan *plan, const Map *one, GError **error)
{
    const SrTopic *topic = one->topic;
    bool is_of_all = g_strcmp0(kind, "years") == 0;
    const char *end = g_str_has_suffix(one->path, "@2x.png") ? strrchr(one->path, '@')
                                                             : strrchr(one->path, '.');
    g_autofree char *path =
        g_strdup_printf("%.*s.csv", (int)(end - one->path), one->path);
    g_autofree char *rows = sr_map_csv(plan->run->values, topic->result, topic->division,
                                       is_of_all ? NULL : one->when);

    return sr_file_write(path, rows, -1, error);
}

static bool
draw_map(int job, gpointer state, gpointer data, GError **error)
{
    const Plan *plan = data;
    const Map *one = &g_array_index(plan->maps, Map, job);
    const SrMapSheet *sheet =
        one->sheet != NULL ? sr_kind_sheet(one->sheet) : &one->topic->sheet;

    (void)state;
    if (!sr_map_sheet_write(sheet, &plan->press->atelier, one->path, error) ||
        (with_data && !write_data(plan, one, error)))
        return false;
    if (output == NULL && sr_progress_mode() != SR_PROGRESS_QUIET)
        g_printerr(_("%s written\n"), one->path); /* in a folder that nobody named */
    return true;
}

/* A child has nothing to open: fonts and grounds are those of the parent. */
static gpointer
begin_drawing(gpointer data, GError **error)
{
    (void)error;
    return data;
}

static bool
draw_all(SrRun *run, char **ids, GError **error)
{
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, style, error);

    if (workshop == NULL)
        return false;
    for (int i = 0; ids[i] != NULL; i++)
        if (sr_catalogue_find(run->catalogue, ids[i], error) == NULL)
            return false;
    if (!sr_run_evaluate(run, (const char *const *)ids, error))
        return false;
    sr_run_fill_press(run, &workshop->press);
    g_auto(Plan) plan = {.run = run,
                         .press = &workshop->press,
                         .maps = g_array_new(FALSE, TRUE, sizeof(Map)),
                         .findings = sr_findings_new()};
    g_array_set_clear_func(plan.maps, map_clear);
    if (!plan_maps(&plan, ids, error))
        return false;
    sr_command_tell_findings(plan.findings);
    if (plan.maps->len == 1)
        return draw_map(0, NULL, &plan, error);
    sr_progress_begin(_("drawing"), (int)plan.maps->len);
    bool drawn =
        sr_workers_run((int)plan.maps->len, begin_drawing, draw_map, &plan, error);
    sr_progress_end();
    return drawn;
}

static bool
map(const char *folder, char **arguments, GError **error)
{
    if (*arguments == NULL)
        return sr_command_usage(
            error, _("which indicator? sozialraum list indicators names them"));
    if (format != NULL && !g_strv_contains(sr_map_formats, format))
        return sr_command_usage(error, _("--format is pdf, png, png@2x or svg, not '%s'"),
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
