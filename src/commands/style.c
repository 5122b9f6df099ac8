#include "base/language.h"
#include "commands/command.h"
#include "publish/stylepage.h"

#include <glib/gi18n.h>

static char *output;

static const GOptionEntry options[] = {
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
     N_("the file (pdf, png, svg); stil.<STYLE>.pdf if absent"), N_("FILE")},
    G_OPTION_ENTRY_NULL};

static bool
draw(SrRun *run, const char *id, GError **error)
{
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, id, error);
    g_autofree char *usual = g_strdup_printf("stil.%s.pdf", id);

    if (workshop == NULL)
        return false;
    sr_run_fill_press(run, &workshop->press);
    return sr_style_pages_write(&workshop->press.atelier, run->project->language,
                                workshop->press.time, output != NULL ? output : usual,
                                error);
}

static bool
style(const char *folder, char **arguments, GError **error)
{
    if (g_strv_length(arguments) != 2 || !g_str_equal(arguments[0], "show"))
        return sr_command_usage(error, _("style takes 'show' and the name of a style"));
    g_autoptr(SrRun) run = sr_command_open(folder, true, NULL, error);
    if (run == NULL)
        return false;
    const char *before = sr_language_use(run->project->language);
    bool drawn = draw(run, arguments[1], error);
    sr_language_use(before);
    return drawn;
}

const SrCommand sr_command_style = {"style", N_("show STYLE"),
                                    N_("a preview page of a style"), style, options};
