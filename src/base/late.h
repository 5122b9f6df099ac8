/*
 * late.h — a foreign library that is loaded when it is first needed, not at every start.
 *
 * GDAL alone brings a hundred libraries, and to load and link them takes half as long as
 * to draw a map, which needs none of them when nothing changed. So the program is not
 * linked to it; a file of its own has, under its name, each of its functions that are
 * used. They are written as one list of F(result, name, (parameters), (arguments)):
 *
 *     #define SR_LATE_LOAD sr_proj_load
 *     #define FUNCTIONS(F) F(int, proj_is_crs, (const PJ *a), (a))
 *     FUNCTIONS(SR_LATE_FUNCTION)
 *     static const SrLateName names[] = {FUNCTIONS(SR_LATE_NAME)};
 *
 * The library's own header declares them too, so that a wrong line does not compile.
 * SR_LATE_LOAD is the function that calls sr_late_load(); whoever uses the library asks
 * it first, and tells people when the library is not there. Who did not ask is ended.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct {
    const char *name;
    void **function;
} SrLateName;

#define SR_LATE_FUNCTION(result, name, parameters, arguments)                            \
    static __typeof__(name) *late_##name;                                                \
    result name parameters                                                               \
    {                                                                                    \
        if (late_##name == NULL && !SR_LATE_LOAD(NULL))                                  \
            abort();                                                                     \
        return late_##name arguments;                                                    \
    }

#define SR_LATE_NAME(result, name, parameters, arguments) {#name, (void **)&late_##name},

/*
 * Loads @library ("libproj.so.25") and finds the functions @names[n] in it; it stays.
 * Returns: false with SR_ERROR_IO if it, or one of them, is not there.
 */
bool sr_late_load(const char *library, const SrLateName *names, gsize n,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
