#include "publish/atlas.h"
#include "base/language.h"
#include "commands/command.h"

#include <glib/gi18n.h>

static char *area;
static char *output;

static const GOptionEntry options[] = {{"area", 'a', 0, G_OPTION_ARG_STRING, &area,
                                        N_("profiles of this region alone"), N_("CODE")},
                                       {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
                                        N_("the file; atlas.pdf if absent"), N_("FILE")},
                                       G_OPTION_ENTRY_NULL};

static bool
draw(SrRun *run, const char *name, GError **error)
{
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, NULL, error);

    if (workshop == NULL)
        return false;
    sr_run_fill_press(run, &workshop->press);
    return sr_atlas_write(&workshop->press, name, area,
                          output == NULL ? "atlas.pdf" : output, error);
}

static bool
atlas(const char *folder, char **arguments, GError **error)
{
    if (g_strv_length(arguments) > 1)
        return sr_command_usage(error, _("atlas takes one name"));
    g_autoptr(SrRun) run = sr_command_open(folder, true, NULL, error);
    if (run == NULL || !sr_run_load(run, error) || !sr_run_evaluate(run, NULL, error))
        return false;
    sr_run_count_people(run);
    const char *before = sr_language_use(run->project->language);
    bool drawn = draw(run, *arguments == NULL ? "gesamt" : *arguments, error);
    sr_language_use(before);
    return drawn;
}

const SrCommand sr_command_atlas = {"atlas", N_("[NAME]"), N_("an atlas alone"), atlas,
                                    options};
