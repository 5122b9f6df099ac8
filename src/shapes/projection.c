#include "shapes/projection.h"

#include "base/error.h"
#include "shapes/proj_late.h"

#include <glib/gi18n.h>
#include <math.h>
#include <proj.h>
#include <string.h>

#include "base/cleanup.h"

struct SrProjection {
    PJ_CONTEXT *context; /* owned */
    PJ *operation;       /* owned */
    char *name;
    char *missing;
    double accuracy_m;
    bool is_unreadable; /* PROJ's database */
};

/*
 * What goes wrong is told by our callers; PROJ itself would write to stderr. That its
 * database failed underneath it says nowhere else: it goes on with what it has got.
 */
static void
note_log(void *data, int level, const char *message)
{
    SrProjection *projection = data;

    (void)level;
    if (strstr(message, "SQLite") != NULL || strstr(message, "proj.db") != NULL)
        projection->is_unreadable = true;
}

static bool
fail_unreadable(GError **error)
{
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO,
                        _("PROJ's database of coordinate systems cannot be read; the "
                          "package proj-data brings it"));
    return false;
}

/* A conversion within one datum has none of these steps. */
static bool
shifts_datum(const char *definition)
{
    static const char *const steps[] = {"helmert",     "gridshift", "molodensky",
                                        "molobadekas", "affine",    "geocentric",
                                        "deformation"};

    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (definition != NULL && strstr(definition, steps[i]) != NULL)
            return true;
    return false;
}

/* Tells the factory where the points lie, in degrees; without a place PROJ takes all. */
static void
set_area(PJ_CONTEXT *context, PJ_OPERATION_FACTORY_CONTEXT *factory, const char *source,
         const SrBox *box)
{
    g_autoptr(PJ) to_degrees = proj_create_crs_to_crs(context, source, "OGC:CRS84", NULL);
    if (to_degrees == NULL)
        return;
    g_autoptr(PJ) normal = proj_normalize_for_visualization(context, to_degrees);
    double west, south, east, north;

    if (normal != NULL &&
        proj_trans_bounds(context, normal, PJ_FWD, box->x0, box->y0, box->x1, box->y1,
                          &west, &south, &east, &north, 21) &&
        isfinite(west) && isfinite(south) && isfinite(east) && isfinite(north))
        proj_operation_factory_context_set_area_of_interest(context, factory, west, south,
                                                            east, north);
}

/* The first operation that can be computed here, and what was better but cannot. */
static bool
choose_operation(SrProjection *projection, PJ *source, PJ *target,
                 const char *source_text, const SrBox *box)
{
    PJ_CONTEXT *context = projection->context;
    g_autoptr(PJ_OPERATION_FACTORY_CONTEXT) factory =
        proj_create_operation_factory_context(context, NULL);

    proj_operation_factory_context_set_grid_availability_use(
        context, factory, PROJ_GRID_AVAILABILITY_IGNORED);
    proj_operation_factory_context_set_spatial_criterion(
        context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_allow_ballpark_transformations(context, factory,
                                                                      false);
    if (box != NULL && box->x0 <= box->x1)
        set_area(context, factory, source_text, box);

    g_autoptr(PJ_OBJ_LIST) list =
        proj_create_operations(context, source, target, factory);
    int n = list == NULL ? 0 : proj_list_get_count(list);

    for (int i = 0; i < n && projection->operation == NULL; i++) {
        g_autoptr(PJ) candidate = proj_list_get(context, list, i);
        const char *name = proj_get_name(candidate);

        if (proj_coordoperation_is_instantiable(context, candidate)) {
            const char *definition =
                proj_as_proj_string(context, candidate, PJ_PROJ_5, NULL);
            double accuracy = proj_coordoperation_get_accuracy(context, candidate);

            projection->name = g_strdup(name == NULL ? "" : name);
            projection->accuracy_m =
                !shifts_datum(definition) ? 0 : (accuracy < 0 ? NAN : accuracy);
            projection->operation = proj_normalize_for_visualization(context, candidate);
        } else if (projection->missing == NULL) {
            projection->missing = g_strdup(name == NULL ? "" : name);
        }
    }
    return projection->operation != NULL;
}

static PJ *
create_crs(PJ_CONTEXT *context, const char *text, GError **error)
{
    g_autoptr(PJ) crs = proj_create(context, text);

    if (crs == NULL || !proj_is_crs(crs)) {
        g_set_error(
            error, SR_ERROR, SR_ERROR_INPUT,
            _("'%.60s' is no coordinate system that PROJ knows; write one such as "
              "EPSG:25832"),
            text);
        return NULL;
    }
    return g_steal_pointer(&crs);
}

/* Finds the systems and the way between them; PROJ's answers are those of a whole
 * database only if it was not unreadable. */
static bool
find_operation(SrProjection *projection, const char *source, const char *target,
               const SrBox *box, GError **error)
{
    if (proj_context_get_database_metadata(projection->context, "EPSG.VERSION") == NULL)
        return fail_unreadable(error);
    g_autoptr(PJ) from = create_crs(projection->context, source, error);
    if (from == NULL)
        return false;
    g_autoptr(PJ) to = create_crs(projection->context, target, error);
    if (to == NULL)
        return false;
    if (choose_operation(projection, from, to, source, box))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("PROJ knows no way from '%.60s' to '%s'"), source, target);
    return false;
}

SrProjection *
sr_projection_new(const char *source, const char *target, const SrBox *box,
                  GError **error)
{
    g_autoptr(SrProjection) projection = NULL;
    g_autoptr(GError) cause = NULL;

    if (!sr_proj_load(error))
        return NULL;
    projection = g_new0(SrProjection, 1);
    projection->context = proj_context_create();
    proj_log_func(projection->context, projection, note_log);
    proj_context_set_enable_network(projection->context, false);
    bool is_found = find_operation(projection, source, target, box, &cause);
    if (projection->is_unreadable) {
        fail_unreadable(error);
        return NULL;
    }
    if (!is_found) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    return g_steal_pointer(&projection);
}

void
sr_projection_free(SrProjection *projection)
{
    if (projection == NULL)
        return;
    proj_destroy(projection->operation);
    proj_context_destroy(projection->context);
    g_free(projection->name);
    g_free(projection->missing);
    g_free(projection);
}

static bool
run(SrProjection *projection, PJ_DIRECTION direction, SrPoint *points, int n,
    GError **error)
{
    if (n == 0)
        return true;

    SrPoint first = points[0];
    size_t count = (size_t)n;
    size_t step = sizeof *points;

    proj_errno_reset(projection->operation);
    proj_trans_generic(projection->operation, direction, &points->x, step, count,
                       &points->y, step, count, NULL, 0, 0, NULL, 0, 0);
    for (int i = 0; i < n; i++) {
        if (isfinite(points[i].x) && isfinite(points[i].y))
            continue;
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("point %d of %d cannot be projected (the first is %.9g %.9g; does "
                      "the coordinate system of the file fit?)"),
                    i + 1, n, first.x, first.y);
        return false;
    }
    return true;
}

bool
sr_projection_run(SrProjection *projection, SrPoint *points, int n, GError **error)
{
    return run(projection, PJ_FWD, points, n, error);
}

bool
sr_projection_run_back(SrProjection *projection, SrPoint *points, int n, GError **error)
{
    return run(projection, PJ_INV, points, n, error);
}

const char *
sr_projection_name(const SrProjection *projection)
{
    return projection->name;
}

double
sr_projection_accuracy_m(const SrProjection *projection)
{
    return projection->accuracy_m;
}

const char *
sr_projection_missing(const SrProjection *projection)
{
    return projection->missing;
}

const char *
sr_projection_database(const SrProjection *projection)
{
    return proj_context_get_database_path(projection->context);
}
