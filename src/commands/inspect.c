#include "data/inspect.h"

#include "base/error.h"
#include "commands/command.h"

#include <glib/gi18n.h>

/* How the definition names the file: beside it, or by its full path. */
static char *
name_for_definition(const char *folder, const char *path)
{
    g_autofree char *data = g_build_filename(folder, "indicators", "data", "", NULL);
    g_autofree char *beside = g_canonicalize_filename(data, NULL);
    g_autofree char *prefix = g_strconcat(beside, G_DIR_SEPARATOR_S, NULL);
    char *whole = g_canonicalize_filename(path, NULL);

    if (!g_str_has_prefix(whole, prefix))
        return whole;
    char *name = g_strdup(whole + strlen(prefix));
    g_free(whole);
    return name;
}

static bool
inspect(const char *folder, char **arguments, GError **error)
{
    if (g_strv_length(arguments) != 1)
        return sr_command_usage(error, _("inspect takes one file"));
    /* Only the areas are needed. The rest may have errors: with "inspect x > y.ini" the
       shell has made an empty definition by now. */
    g_autoptr(SrRun) run = sr_run_open(folder, SR_OPEN_AREAS, false, NULL, error);
    if (run == NULL)
        return false;
    if (run->n_schemes == 0)
        return sr_findings_check(run->findings, error);
    g_autofree char *name = name_for_definition(run->project->folder, arguments[0]);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *text = sr_inspect(arguments[0], name, sr_run_places(run), findings);
    if (!sr_findings_check(findings, error))
        return false;
    g_autofree char *told = sr_findings_text(findings, 5);
    g_printerr("%s", told);
    return sr_command_write(NULL, text, error);
}

const SrCommand sr_command_inspect = {
    "inspect", N_("FILE"), N_("look at a new file of figures, print a definition for it"),
    inspect, NULL};
