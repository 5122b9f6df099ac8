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

bool
sr_file_may_replace(const char *path, GError **error)
{
    struct stat info;

    if (g_lstat(path, &info) != 0 || S_ISREG(info.st_mode))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO,
                _("cannot write %s: a device, a folder or a link stands there"), path);
    return false;
}

bool
sr_file_write(const char *path, const char *bytes, gssize n, GError **error)
{
    g_autoptr(GError) cause = NULL;

    if (!sr_file_may_replace(path, error))
        return false;
    if (g_file_set_contents_full(
            path, bytes, n, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
            0666, &cause))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("'%s' cannot be written: %s"), path,
                cause->message);
    return false;
}
