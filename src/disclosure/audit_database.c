/* The figures of the published database as lines. */
#include "disclosure/audit_private.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#include "base/cleanup.h"

/* Tables of SpatiaLite and of the program that hold no figures, or by their beginning. */
static const char *const known_tables[] = {"area",
                                           "member",
                                           "value",
                                           "layer_styles",
                                           "geometry_columns*",
                                           "views_geometry_columns*",
                                           "virts_geometry_columns*",
                                           "spatial_ref_sys*",
                                           "spatialite_history",
                                           "sqlite_*",
                                           "data_licenses",
                                           "sql_statements_log",
                                           "SpatialIndex",
                                           "ElementaryGeometries",
                                           "KNN*",
                                           "idx_*",
                                           "raster_coverages*",
                                           "vector_coverages*",
                                           "wms_*",
                                           "rl2map_*",
                                           "map_configurations*",
                                           "SE_*",
                                           "ISO_metadata*",
                                           "iso_metadata*",
                                           "stored_*",
                                           "networks",
                                           "topologies"};

static bool
is_known(const char *table)
{
    for (gsize i = 0; i < G_N_ELEMENTS(known_tables); i++)
        if (g_pattern_match_simple(known_tables[i], table))
            return true;
    return false;
}

/* A table nobody knows could hold anything. */
static bool
check_tables(const SrAuditWork *work, sqlite3 *database, const char *name)
{
    g_autoptr(sqlite3_stmt) query = NULL;

    if (sqlite3_prepare_v2(database,
                           "SELECT name FROM sqlite_master WHERE type = 'table' "
                           "ORDER BY name",
                           -1, &query, NULL) != SQLITE_OK)
        return false;
    while (sqlite3_step(query) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(query, 0);

        if (!is_known(table))
            g_ptr_array_add(
                work->result->leaks,
                g_strdup_printf(_("%s: nobody can tell what its table %s gives away; "
                                  "take it out"),
                                name, table));
    }
    return true;
}

static bool
read_figures(SrAuditWork *work, sqlite3_stmt *query, const char *name, GError **error)
{
    int row = 0;

    while (sqlite3_step(query) == SQLITE_ROW) {
        const char *cells[SR_AUDIT_N_COLUMNS];

        for (int c = 0; c < SR_AUDIT_N_COLUMNS; c++) {
            const char *text = (const char *)sqlite3_column_text(query, c);

            cells[c] = text == NULL ? "" : text;
        }
        if (!sr_audit_add_line(work, name, ++row, cells, error))
            return false;
    }
    return true;
}

bool
sr_audit_read_database(SrAuditWork *work, const char *output, const char *name,
                       GError **error)
{
    g_autofree char *path = g_build_filename(output, name, NULL);
    g_autofree char *columns = g_strjoinv(", ", (char **)sr_audit_columns);
    g_autofree char *text = g_strdup_printf("SELECT %s FROM value", columns);
    g_autoptr(sqlite3) database = NULL;
    g_autoptr(sqlite3_stmt) query = NULL;

    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        !check_tables(work, database, name) ||
        sqlite3_prepare_v2(database, text, -1, &query, NULL) != SQLITE_OK) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s cannot be read: %s"), path,
                    sqlite3_errmsg(database));
        return false;
    }
    return read_figures(work, query, name, error);
}
