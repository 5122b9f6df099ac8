/* main.c — the command table, global options, exit status. */
#include "base/error.h"
#include "base/interrupt.h"
#include "base/language.h"
#include "base/nearest.h"
#include "base/progress.h"
#include "commands/command.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define SR_VERSION "0.1.0"
#define INTERNAL_ERROR 70 /* EX_SOFTWARE of sysexits.h */

/* To add a command, write its file and add a line. */
static const SrCommand *const commands[] = {
    &sr_command_areas,     &sr_command_check,   &sr_command_build,   &sr_command_map,
    &sr_command_table,     &sr_command_atlas,   &sr_command_inspect, &sr_command_list,
    &sr_command_indicator, &sr_command_regions, &sr_command_style,   &sr_command_protect,
    &sr_command_audit,
};

static char *folder;
static gboolean is_quiet;
static gboolean is_verbose;
static gboolean wants_version;

static const GOptionEntry global_options[] = {
    {"directory", 'C', 0, G_OPTION_ARG_FILENAME, &folder,
     N_("the project folder; the current one if absent"), N_("DIR")},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet, N_("say nothing but errors"), NULL},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &is_verbose, N_("tell times and all findings"),
     NULL},
    {"version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_("print the version"), NULL},
    G_OPTION_ENTRY_NULL};

static const SrCommand *
find_command(const char *name, GError **error)
{
    const char *names[G_N_ELEMENTS(commands)];

    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        names[i] = commands[i]->name;
        if (g_str_equal(names[i], name))
            return commands[i];
    }
    g_autofree char *harmless = sr_text_harmless(name);
    const char *nearest = sr_nearest(name, names, G_N_ELEMENTS(commands));
    if (nearest != NULL)
        sr_command_usage(error, _("no command '%s'; did you mean '%s'?"), harmless,
                         nearest);
    else
        sr_command_usage(error, _("no command '%s'; see sozialraum --help"), harmless);
    return NULL;
}

static char *
command_summary(void)
{
    GString *text = g_string_new(_("Commands:"));

    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(text, "\n  %-10s %s", commands[i]->name,
                               _(commands[i]->summary));
    g_string_append_printf(text, "\n\n%s",
                           _("sozialraum COMMAND --help tells its options."));
    return g_string_free(text, FALSE);
}

static bool
parse(GOptionContext *context, const GOptionEntry *entries, int *argc, char ***argv,
      GError **error)
{
    g_autoptr(GError) cause = NULL;

    if (entries != NULL)
        g_option_context_add_main_entries(context, entries, GETTEXT_PACKAGE);
    g_option_context_set_translation_domain(context, GETTEXT_PACKAGE);
    if (g_option_context_parse(context, argc, argv, &cause))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_USAGE, "%s", cause->message);
    return false;
}

static bool
run_command(int argc, char **argv, GError **error)
{
    const SrCommand *command = find_command(argv[0], error);
    g_autoptr(GOptionContext) context = NULL;

    if (command == NULL)
        return false;
    g_autofree char *name = g_strdup_printf("sozialraum %s", command->name);
    g_set_prgname(name);
    context =
        g_option_context_new(*command->arguments == '\0' ? NULL : _(command->arguments));
    g_option_context_set_summary(context, _(command->summary));
    if (!parse(context, command->options, &argc, &argv, error))
        return false;
    return command->run(folder == NULL ? "." : folder, argv + 1, error);
}

static bool
run(int argc, char **argv, GError **error)
{
    g_autoptr(GOptionContext) context = g_option_context_new(_("COMMAND [OPTION…]"));
    g_autofree char *summary = command_summary();

    g_option_context_set_strict_posix(context,
                                      TRUE); /* options behind it are the command's */
    g_option_context_set_description(context, summary);
    g_option_context_set_summary(
        context, _("Maps, tables and an atlas of a Sozialraumanalyse from plain files."));
    if (!parse(context, global_options, &argc, &argv, error))
        return false;
    sr_progress_set_mode(is_quiet     ? SR_PROGRESS_QUIET
                         : is_verbose ? SR_PROGRESS_VERBOSE
                                      : SR_PROGRESS_NORMAL);
    if (wants_version) {
        printf("sozialraum %s\n", SR_VERSION);
        return true;
    }
    if (argc < 2)
        return sr_command_usage(error, _("no command; see sozialraum --help"));
    return run_command(argc - 1, argv + 1, error);
}

/* What was printed has to arrive: behind a full disk or a closed pipe nobody reads it. */
static void
close_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return;
    fprintf(stderr, "sozialraum: %s\n", _("the output cannot be written"));
    _exit(SR_ERROR_IO);
}

int
main(int argc, char **argv)
{
    const struct rlimit no_core = {0, 0};
    g_autoptr(GError) error = NULL;

    /* The register is in memory only: it must not reach a core file either. */
    setrlimit(RLIMIT_CORE, &no_core);
    /* A file that grows too large is then an error of writing, told like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
    (void)atexit(close_output);
    sr_language_init();
    sr_interrupt_watch();
    bool done = run(argc, argv, &error);
    if (done && (fflush(stdout) != 0 || ferror(stdout))) {
        g_set_error(&error, SR_ERROR, SR_ERROR_IO, _("the output cannot be written"));
        done = false;
    }
    if (done)
        return 0;
    fprintf(stderr, "sozialraum: %s\n", error->message);
    return error->domain == SR_ERROR ? error->code : INTERNAL_ERROR;
}
