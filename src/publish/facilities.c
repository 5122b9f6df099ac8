#include "publish/facilities.h"

#include "base/error.h"
#include "base/folder.h"
#include "base/number.h"
#include "data/table.h"
#include "shapes/projection.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The columns of a layer; the first three must be there. */
enum { KIND, LON, LAT, NAME, CAPACITY, N_COLUMNS };
static const char *const column_names[] = {"kind", "lon", "lat", "name", "capacity"};
#define N_NEEDED 3

static void
facility_free(gpointer data)
{
    SrFacility *facility = data;

    g_free(facility->name);
    g_free(facility->kind);
    g_free(facility->file);
    g_free(facility);
}

/* The cell of a column that may be missing: "". */
static const char *
cell_of(const SrRow *row, const int *columns, int column)
{
    return columns[column] < 0 ? "" : row->cells[columns[column]];
}

static void
take_row(GPtrArray *facilities, const char *path, const SrRow *row, const int *columns,
         SrFindings *findings)
{
    const char *places = cell_of(row, columns, CAPACITY);
    SrNumber lon;
    SrNumber lat;
    SrNumber capacity = {.value = NAN};

    if (!sr_number_parse(row->cells[columns[LON]], SR_NUMBER_ENGLISH, &lon) ||
        !sr_number_parse(row->cells[columns[LAT]], SR_NUMBER_ENGLISH, &lat) ||
        lon.value < -180 || lon.value > 180 || lat.value < -90 || lat.value > 90) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, row->number, "lon, lat",
                        N_("'%s' and '%s' are no place in degrees"),
                        row->cells[columns[LON]], row->cells[columns[LAT]]);
        return;
    }
    if (*places != '\0' &&
        (!sr_number_parse(places, SR_NUMBER_ENGLISH, &capacity) || capacity.value < 0)) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, row->number, "capacity",
                        N_("'%s' is no number of places"), places);
        return;
    }
    SrFacility *facility = g_new0(SrFacility, 1);
    *facility = (SrFacility){.name = g_strdup(cell_of(row, columns, NAME)),
                             .kind = g_strdup(row->cells[columns[KIND]]),
                             .capacity = capacity.value,
                             .at = {lon.value, lat.value},
                             .file = g_strdup(path),
                             .row = row->number};
    g_ptr_array_add(facilities, facility);
}

static void
read_layer(GPtrArray *facilities, const char *path, SrFindings *findings)
{
    char empty[] = "";
    char semicolon[] = ";";
    const SrTableFormat format = {.encoding = empty,
                                  .delimiter = semicolon,
                                  .decimal = empty,
                                  .thousands = empty,
                                  .sheet = empty,
                                  .header = 1,
                                  .footer = empty};
    g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
    int columns[N_COLUMNS];
    SrRow row;

    if (table == NULL)
        return;
    for (int i = 0; i < N_COLUMNS; i++) {
        columns[i] = sr_table_find(table, column_names[i]);
        if (i < N_NEEDED && columns[i] < 0) {
            sr_findings_add(findings, SR_FINDING_ERROR, path, 1, column_names[i],
                            N_("there is no column '%s'"), column_names[i]);
            return;
        }
    }
    while (sr_table_next(table, &row))
        take_row(facilities, path, &row, columns, findings);
}

/* Reads the files of shapes/points, if there are any, in the order of their names. */
static bool
read_layers(GPtrArray *facilities, const char *folder, SrFindings *findings,
            GError **error)
{
    g_autofree char *points = g_build_filename(folder, "shapes", "points", NULL);
    g_autoptr(GError) cause = NULL;
    g_autoptr(GPtrArray) names = sr_folder_names(points, ".csv", &cause);

    if (names == NULL && !g_error_matches(cause, SR_ERROR, SR_ERROR_INPUT)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(points, names->pdata[i], NULL);

        read_layer(facilities, path, findings);
    }
    return true;
}

GPtrArray *
sr_facilities_read(const char *folder, const char *crs, SrFindings *findings,
                   GError **error)
{
    g_autoptr(GPtrArray) facilities = g_ptr_array_new_with_free_func(facility_free);
    int n_errors = sr_findings_n_errors(findings); /* of other files */

    if (!read_layers(facilities, folder, findings, error))
        return NULL;
    if (sr_findings_n_errors(findings) > n_errors && !sr_findings_check(findings, error))
        return NULL;
    if (facilities->len == 0)
        return g_steal_pointer(&facilities);
    g_autofree SrPoint *points = g_new(SrPoint, facilities->len);
    for (guint i = 0; i < facilities->len; i++)
        points[i] = ((const SrFacility *)facilities->pdata[i])->at;
    g_autoptr(SrProjection) projection = sr_projection_new("EPSG:4326", crs, NULL, error);
    if (projection == NULL ||
        !sr_projection_run(projection, points, (int)facilities->len, error))
        return NULL;
    for (guint i = 0; i < facilities->len; i++)
        ((SrFacility *)facilities->pdata[i])->at = points[i];
    return g_steal_pointer(&facilities);
}

/* Whether a ray from @at to the east crosses the segment. */
static bool
crosses(SrPoint at, SrPoint from, SrPoint to)
{
    if ((from.y > at.y) == (to.y > at.y))
        return false;
    return at.x < from.x + (at.y - from.y) / (to.y - from.y) * (to.x - from.x);
}

int
sr_facility_area(const SrTopology *topology, SrPoint at)
{
    g_autofree bool *is_inside = g_new0(bool, MAX(topology->n_areas, 1));

    /* A ray out of an area crosses its border an odd number of times. */
    for (int arc = 0; arc < topology->n_arcs; arc++) {
        int left = topology->arc_left[arc];
        int right = topology->arc_right[arc];

        for (int i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1];
             i++) {
            if (!crosses(at, topology->points[i], topology->points[i + 1]))
                continue;
            if (left >= 0)
                is_inside[left] = !is_inside[left];
            if (right >= 0)
                is_inside[right] = !is_inside[right];
        }
    }
    for (int area = 0; area < topology->n_areas; area++)
        if (is_inside[area])
            return area;
    return -1;
}

int *
sr_facilities_locate(const GPtrArray *facilities, const SrTopology *topology,
                     SrFindings *findings)
{
    int *areas = g_new(int, MAX(facilities->len, 1));

    for (guint i = 0; i < facilities->len; i++) {
        const SrFacility *one = facilities->pdata[i];

        areas[i] = sr_facility_area(topology, one->at);
        if (areas[i] < 0)
            sr_findings_add(findings, SR_FINDING_WARNING, one->file, one->row, "lon, lat",
                            N_("'%s' lies in none of the areas: it is on no map and in "
                               "no count"),
                            *one->name == '\0' ? one->kind : one->name);
    }
    return areas;
}
