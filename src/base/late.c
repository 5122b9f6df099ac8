#include "base/late.h"

#include "base/error.h"

#include <dlfcn.h>
#include <glib/gi18n.h>

bool
sr_late_load(const char *library, const SrLateName *names, gsize n, GError **error)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);

    for (gsize i = 0; i < n && handle != NULL; i++) {
        *names[i].function = dlsym(handle, names[i].name);
        if (*names[i].function == NULL)
            handle = NULL;
    }
    if (handle != NULL)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("a library cannot be loaded: %s"),
                dlerror());
    return false;
}
