#include "shapes/projection.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Reference points: from PROJ's own definition of UTM 32 and of the German grid BETA2007.
 */
static void
test_known_points(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrProjection) utm =
        sr_projection_new("EPSG:4326", "EPSG:25832", NULL, &error);
    SrPoint points[] = {{9, 0}, {9, 49.5}, {8.25, 49.36}};

    g_assert_no_error(error);
    g_assert_true(sr_projection_run(utm, points, 3, &error));
    /* The central meridian: easting 500 km, northing 0.9996 of the meridian's arc. */
    g_assert_cmpfloat_with_epsilon(points[0].x, 500000, 1e-6);
    g_assert_cmpfloat_with_epsilon(points[0].y, 0, 1e-6);
    g_assert_cmpfloat_with_epsilon(points[1].x, 500000, 1e-6);
    g_assert_cmpfloat(points[2].x, <, 500000);
    g_assert_cmpfloat(sr_projection_accuracy_m(utm), ==, 0);
    g_assert_null(sr_projection_missing(utm));
    g_assert_true(sr_projection_run_back(utm, points, 3, &error));
    g_assert_cmpfloat_with_epsilon(points[2].x, 8.25, 1e-10);
    g_assert_cmpfloat_with_epsilon(points[2].y, 49.36, 1e-10);
}

/* From Gauß-Krüger (DHDN): a datum shift, told with its accuracy. */
static void
test_datum_shift(void)
{
    g_autoptr(GError) error = NULL;
    SrBox box = {3440000, 5470000, 3460000, 5490000};
    g_autoptr(SrProjection) shift =
        sr_projection_new("EPSG:31467", "EPSG:25832", &box, &error);
    SrPoint point = {3450000, 5480000};

    g_assert_no_error(error);
    g_assert_true(sr_projection_run(shift, &point, 1, &error));
    /* GK 3 to UTM 32: about -3 000 051 m east and -1 760 m north here. */
    g_assert_cmpfloat_with_epsilon(point.x, 449951, 10);
    g_assert_cmpfloat_with_epsilon(point.y, 5478260, 40);
    g_assert_cmpfloat(sr_projection_accuracy_m(shift), >, 0);
    g_assert_cmpfloat(sr_projection_accuracy_m(shift), <=, 5);
    g_assert_cmpuint(strlen(sr_projection_name(shift)), >, 0);
}

static void
test_refusals(void)
{
    g_autoptr(GError) no_system = NULL;
    g_autoptr(GError) no_image = NULL;
    g_autoptr(SrProjection) utm =
        sr_projection_new("EPSG:4326", "EPSG:25832", NULL, NULL);
    SrPoint points[] = {{9, 50}, {INFINITY, 0}};

    g_assert_null(sr_projection_new("EPSG:4326", "EPSG:999999", NULL, &no_system));
    g_assert_error(no_system, SR_ERROR, SR_ERROR_INPUT);
    g_assert_false(sr_projection_run(utm, points, 2, &no_image));
    g_assert_error(no_image, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(no_image->message, "point 2 of 2"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/projection/known-points", test_known_points);
    g_test_add_func("/projection/datum-shift", test_datum_shift);
    g_test_add_func("/projection/refusals", test_refusals);
    return g_test_run();
}
