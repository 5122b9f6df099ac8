#include "base/file.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <sys/stat.h>

/* Whether the file is one to be read at all. */
static bool
may_read(const char *path, gint64 most, GError **error)
{
    struct stat info;

    if (g_stat(path, &info) != 0) {
        bool is_absent = errno == ENOENT || errno == ENOTDIR;

        g_set_error(error, SR_ERROR, is_absent ? SR_ERROR_INPUT : SR_ERROR_IO,
                    _("cannot read '%s': %s"), path, g_strerror(errno));
        return false;
    }
    if (!S_ISREG(info.st_mode)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' is not a file"), path);
        return false;
    }
    if (info.st_size > most) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' is larger than %d MB, the most for a file of its kind"), path,
                    (int)(most / SR_MEGABYTE));
        return false;
    }
    return true;
}

char *
sr_file_read(const char *path, gint64 most, gsize *n, GError **error)
{
    g_autoptr(GError) cause = NULL;
    char *bytes = NULL;

    if (!may_read(path, most, error))
        return NULL;
    if (!g_file_get_contents(path, &bytes, n, &cause)) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot read '%s': %s"), path,
                    cause->message);
        return NULL;
    }
    return bytes;
}
