#include "commands/command.h"

#include "base/error.h"
#include "base/file.h"
#include "base/progress.h"

#include <glib/gi18n.h>
#include <stdio.h>

SrRun *
sr_command_open(const char *folder, bool keeps, const char *scheme, GError **error)
{
    return sr_command_open_part(folder, SR_OPEN_ALL, keeps, scheme, error);
}

SrRun *
sr_command_open_part(const char *folder, SrOpening opening, bool keeps,
                     const char *scheme, GError **error)
{
    const char *const schemes[] = {scheme, NULL};
    g_autoptr(SrRun) run = sr_run_open(folder, opening, keeps, schemes, error);

    if (run == NULL || !sr_findings_check(run->findings, error))
        return NULL;
    return g_steal_pointer(&run);
}

void
sr_command_tell_findings(SrFindings *findings)
{
    int most = sr_progress_mode() == SR_PROGRESS_VERBOSE ? 0 : 5;
    g_autofree char *text = sr_findings_text(findings, most);

    if (sr_progress_mode() != SR_PROGRESS_QUIET)
        fputs(text, stderr);
}

bool
sr_command_write(const char *path, const char *text, GError **error)
{
    if (path != NULL)
        return sr_file_write(path, text, -1, error);
    if (fputs(text, stdout) != EOF && fflush(stdout) == 0)
        return true;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO, _("the output cannot be written"));
    return false;
}

void
sr_command_pad(GString *text, const char *cell, int width)
{
    int n_blanks = MAX(ABS(width) - (int)g_utf8_strlen(cell, -1), 0);

    g_string_append_printf(text, "%*s%s%*s", width < 0 ? n_blanks : 0, "", cell,
                           width < 0 ? 0 : n_blanks, "");
}

bool
sr_command_usage(GError **error, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(error, SR_ERROR, SR_ERROR_USAGE, message);
    return false;
}
