#include "draw/vector.h"

#include "base/error.h"

#include <dlfcn.h>
#include <glib/gi18n.h>
#include <librsvg/rsvg.h>

#define LIBRARY "librsvg-2.so.2"

/* What is used of the library. */
typedef struct {
    __typeof__(rsvg_handle_new_from_data) *open;
    __typeof__(rsvg_handle_get_intrinsic_dimensions) *measure;
    __typeof__(rsvg_handle_render_document) *render;
} Library;

struct SrVector {
    const Library *library;
    RsvgHandle *handle; /* owned */
    double aspect;
};

/* Returns: the library, or NULL where it is not installed; it stays loaded. */
static const Library *
library_get(void)
{
    static Library library;
    static gsize is_known;

    if (g_once_init_enter(&is_known)) {
        void *handle = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);

        if (handle != NULL) {
            *(void **)&library.open = dlsym(handle, "rsvg_handle_new_from_data");
            *(void **)&library.measure =
                dlsym(handle, "rsvg_handle_get_intrinsic_dimensions");
            *(void **)&library.render = dlsym(handle, "rsvg_handle_render_document");
        }
        g_once_init_leave(&is_known, 1);
    }
    return library.open != NULL && library.measure != NULL && library.render != NULL
               ? &library
               : NULL;
}

/* Width by height: of the view box, else of the two lengths in one unit; or 0. */
static double
measure_aspect(const SrVector *vector)
{
    gboolean has_width;
    gboolean has_height;
    gboolean has_box;
    RsvgLength width;
    RsvgLength height;
    RsvgRectangle box;

    vector->library->measure(vector->handle, &has_width, &width, &has_height, &height,
                             &has_box, &box);
    if (has_box && box.width > 0 && box.height > 0)
        return box.width / box.height;
    return has_width && has_height && width.unit == height.unit && width.length > 0 &&
                   height.length > 0 && width.unit != RSVG_UNIT_PERCENT
               ? width.length / height.length
               : 0;
}

SrVector *
sr_vector_new(const char *bytes, gsize n, const char *path, GError **error)
{
    g_autoptr(SrVector) vector = g_new0(SrVector, 1);
    g_autoptr(GError) cause = NULL;

    vector->library = library_get();
    if (vector->library == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' is an SVG picture: reading it needs the package librsvg2-2"),
                    path);
        return NULL;
    }
    vector->handle = vector->library->open((const guint8 *)bytes, n, &cause);
    if (vector->handle == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' is no SVG picture: %s"),
                    path, cause->message);
        return NULL;
    }
    vector->aspect = measure_aspect(vector);
    if (!(vector->aspect > 0.01 && vector->aspect < 100)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' does not say how wide and high it is (viewBox)"), path);
        return NULL;
    }
    return g_steal_pointer(&vector);
}

void
sr_vector_free(SrVector *vector)
{
    if (vector == NULL)
        return;
    g_clear_object(&vector->handle);
    g_free(vector);
}

double
sr_vector_aspect(const SrVector *vector)
{
    return vector->aspect;
}

gboolean
sr_vector_draw(const SrVector *vector, cairo_t *cr, double width, double height)
{
    const RsvgRectangle place = {0, 0, width, height};

    return vector->library->render(vector->handle, cr, &place, NULL);
}
