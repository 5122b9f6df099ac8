#include "shapes/proj_late.h"

#include "base/late.h"

#include <proj.h>

#define LIBRARY "libproj.so.25"
G_STATIC_ASSERT(PROJ_VERSION_MAJOR == 9); /* of LIBRARY */

#define SR_LATE_LOAD sr_proj_load
#define FUNCTIONS(F)                                                                     \
    F(const char *, proj_as_proj_string,                                                 \
      (PJ_CONTEXT * a, const PJ *b, PJ_PROJ_STRING_TYPE c, const char *const *d),        \
      (a, b, c, d))                                                                      \
    F(PJ_CONTEXT *, proj_context_create, (void), ())                                     \
    F(PJ_CONTEXT *, proj_context_destroy, (PJ_CONTEXT * a), (a))                         \
    F(const char *, proj_context_get_database_metadata, (PJ_CONTEXT * a, const char *b), \
      (a, b))                                                                            \
    F(const char *, proj_context_get_database_path, (PJ_CONTEXT * a), (a))               \
    F(int, proj_context_set_enable_network, (PJ_CONTEXT * a, int b), (a, b))             \
    F(double, proj_coordoperation_get_accuracy, (PJ_CONTEXT * a, const PJ *b), (a, b))   \
    F(int, proj_coordoperation_is_instantiable, (PJ_CONTEXT * a, const PJ *b), (a, b))   \
    F(PJ *, proj_create, (PJ_CONTEXT * a, const char *b), (a, b))                        \
    F(PJ *, proj_create_crs_to_crs,                                                      \
      (PJ_CONTEXT * a, const char *b, const char *c, PJ_AREA *d), (a, b, c, d))          \
    F(PJ_OPERATION_FACTORY_CONTEXT *, proj_create_operation_factory_context,             \
      (PJ_CONTEXT * a, const char *b), (a, b))                                           \
    F(PJ_OBJ_LIST *, proj_create_operations,                                             \
      (PJ_CONTEXT * a, const PJ *b, const PJ *c, const PJ_OPERATION_FACTORY_CONTEXT *d), \
      (a, b, c, d))                                                                      \
    F(PJ *, proj_destroy, (PJ * a), (a))                                                 \
    F(int, proj_errno_reset, (const PJ *a), (a))                                         \
    F(const char *, proj_get_name, (const PJ *a), (a))                                   \
    F(int, proj_is_crs, (const PJ *a), (a))                                              \
    F(void, proj_list_destroy, (PJ_OBJ_LIST * a), (a))                                   \
    F(PJ *, proj_list_get, (PJ_CONTEXT * a, const PJ_OBJ_LIST *b, int c), (a, b, c))     \
    F(int, proj_list_get_count, (const PJ_OBJ_LIST *a), (a))                             \
    F(void, proj_log_func, (PJ_CONTEXT * a, void *b, PJ_LOG_FUNCTION c), (a, b, c))      \
    F(PJ *, proj_normalize_for_visualization, (PJ_CONTEXT * a, const PJ *b), (a, b))     \
    F(void, proj_operation_factory_context_destroy, (PJ_OPERATION_FACTORY_CONTEXT * a),  \
      (a))                                                                               \
    F(void, proj_operation_factory_context_set_allow_ballpark_transformations,           \
      (PJ_CONTEXT * a, PJ_OPERATION_FACTORY_CONTEXT * b, int c), (a, b, c))              \
    F(void, proj_operation_factory_context_set_area_of_interest,                         \
      (PJ_CONTEXT * a, PJ_OPERATION_FACTORY_CONTEXT * b, double c, double d, double e,   \
       double f),                                                                        \
      (a, b, c, d, e, f))                                                                \
    F(void, proj_operation_factory_context_set_grid_availability_use,                    \
      (PJ_CONTEXT * a, PJ_OPERATION_FACTORY_CONTEXT * b, PROJ_GRID_AVAILABILITY_USE c),  \
      (a, b, c))                                                                         \
    F(void, proj_operation_factory_context_set_spatial_criterion,                        \
      (PJ_CONTEXT * a, PJ_OPERATION_FACTORY_CONTEXT * b, PROJ_SPATIAL_CRITERION c),      \
      (a, b, c))                                                                         \
    F(int, proj_trans_bounds,                                                            \
      (PJ_CONTEXT * a, PJ * b, PJ_DIRECTION c, double d, double e, double f, double g,   \
       double *h, double *i, double *j, double *k, int l),                               \
      (a, b, c, d, e, f, g, h, i, j, k, l))                                              \
    F(size_t, proj_trans_generic,                                                        \
      (PJ * a, PJ_DIRECTION b, double *c, size_t d, size_t e, double *f, size_t g,       \
       size_t h, double *i, size_t j, size_t k, double *l, size_t m, size_t n),          \
      (a, b, c, d, e, f, g, h, i, j, k, l, m, n))

FUNCTIONS(SR_LATE_FUNCTION)

static const SrLateName names[] = {FUNCTIONS(SR_LATE_NAME)};

bool
sr_proj_load(GError **error)
{
    static bool is_loaded;

    is_loaded = is_loaded || sr_late_load(LIBRARY, names, G_N_ELEMENTS(names), error);
    return is_loaded;
}
