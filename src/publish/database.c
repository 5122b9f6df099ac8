#include "publish/database.h"

#include "base/error.h"
#include "draw/legend.h"
#include "publish/qgis.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

typedef struct sqlite3 Database;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Database, sqlite3_close)
typedef struct sqlite3_stmt Statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, sqlite3_finalize)

static bool
fail(sqlite3 *database, GError **error)
{
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("output/sozialraum.sqlite: %s"),
                sqlite3_errmsg(database));
    return false;
}

static bool
run(sqlite3 *database, const char *sql, GError **error)
{
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail(database, error);
}

/* Well-known binary of one area as MULTIPOLYGON, little endian. */
static void
append_u32(GByteArray *wkb, guint32 value)
{
    guint32 little = GUINT32_TO_LE(value);

    g_byte_array_append(wkb, (const guint8 *)&little, sizeof little);
}

static void
append_double(GByteArray *wkb, double value)
{
    guint64 bits;

    memcpy(&bits, &value, sizeof bits);
    bits = GUINT64_TO_LE(bits);
    g_byte_array_append(wkb, (const guint8 *)&bits, sizeof bits);
}

static void
append_ring(GByteArray *wkb, const SrPolygons *polygons, int ring)
{
    int first = polygons->ring_start[ring];
    int n = polygons->ring_start[ring + 1] - first;

    append_u32(wkb, (guint32)n + 1);
    for (int i = 0; i <= n; i++) {
        append_double(wkb, polygons->points[first + i % n].x);
        append_double(wkb, polygons->points[first + i % n].y);
    }
}

static GByteArray *
area_wkb(const SrPolygons *polygons, int area)
{
    static const guint8 little_endian = 1;
    GByteArray *wkb = g_byte_array_new();
    int first = polygons->area_start[area];
    int last = polygons->area_start[area + 1];

    g_byte_array_append(wkb, &little_endian, 1);
    append_u32(wkb, 6); /* MULTIPOLYGON */
    append_u32(wkb, (guint32)(last - first));
    for (int p = first; p < last; p++) {
        int ring = polygons->polygon_start[p];
        int end = polygons->polygon_start[p + 1];

        g_byte_array_append(wkb, &little_endian, 1);
        append_u32(wkb, 3); /* POLYGON */
        append_u32(wkb, (guint32)(end - ring));
        for (; ring < end; ring++)
            append_ring(wkb, polygons, ring);
    }
    return wkb;
}

static void
bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
}

static void
bind_number(sqlite3_stmt *statement, int place, double value)
{
    if (isfinite(value))
        sqlite3_bind_double(statement, place, value);
    else
        sqlite3_bind_null(statement, place);
}

static bool
step(sqlite3 *database, sqlite3_stmt *statement, GError **error)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        return fail(database, error);
    sqlite3_reset(statement);
    return true;
}

static bool
prepare(sqlite3 *database, const char *sql, sqlite3_stmt **statement, GError **error)
{
    return sqlite3_prepare_v2(database, sql, -1, statement, NULL) == SQLITE_OK ||
           fail(database, error);
}

static bool
write_areas(sqlite3 *database, const SrAreaLayer *layer, int srid, GError **error)
{
    const SrDivision *division = layer->division;
    g_autoptr(Statement) area = NULL;

    if (!prepare(
            database,
            "INSERT INTO area (scheme, level, code, name, n_gemeinden, area_km2, geom) "
            "VALUES (?, ?, ?, ?, ?, ?, GeomFromWKB(?, ?))",
            &area, error))
        return false;
    for (int a = 0; a < division->n_areas; a++) {
        g_autoptr(GByteArray) wkb = area_wkb(layer->polygons, a);

        bind_text(area, 1, layer->scheme);
        bind_text(area, 2, division->level->id);
        bind_text(area, 3, division->codes[a]);
        bind_text(area, 4, division->names[a]);
        sqlite3_bind_int(area, 5, division->n_members[a]);
        sqlite3_bind_double(area, 6, sr_polygons_area(layer->polygons, a) / 1e6);
        sqlite3_bind_blob(area, 7, wkb->data, (int)wkb->len, SQLITE_TRANSIENT);
        sqlite3_bind_int(area, 8, srid);
        if (!step(database, area, error))
            return false;
    }
    return true;
}

static bool
write_members(sqlite3 *database, const SrAreaLayer *layer, const SrDivision *gemeinden,
              GError **error)
{
    const SrDivision *division = layer->division;
    g_autoptr(Statement) member = NULL;

    if (!prepare(database, "INSERT INTO member VALUES (?, ?, ?, ?)", &member, error))
        return false;
    for (int g = 0; g < division->n_gemeinden; g++) {
        bind_text(member, 1, layer->scheme);
        bind_text(member, 2, division->level->id);
        bind_text(member, 3, division->codes[division->area_of[g]]);
        bind_text(member, 4, gemeinden->codes[g]);
        if (!step(database, member, error))
            return false;
    }
    return true;
}

static bool
write_values(sqlite3 *database, const SrValues *values, GError **error)
{
    g_autoptr(Statement) insert = NULL;

    if (!prepare(database,
                 "INSERT INTO value VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                 &insert, error))
        return false;
    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);
        g_autofree char *flags = sr_flags_names(value->flags);
        const char *const texts[] = {value->indicator->id,
                                     value->scheme,
                                     value->division->level->id,
                                     sr_value_area(value),
                                     value->division->names[value->area],
                                     value->period};
        const double numbers[] = {value->numerator, value->denominator, value->value,
                                  value->lower,     value->upper,       value->benchmark};

        for (int t = 0; t < (int)G_N_ELEMENTS(texts); t++)
            bind_text(insert, t + 1, texts[t]);
        for (int n = 0; n < (int)G_N_ELEMENTS(numbers); n++)
            bind_number(insert, n + 7, numbers[n]);
        bind_text(insert, 13, sr_verdict_name(value->verdict));
        bind_number(insert, 14, value->rank > 0 ? value->rank : NAN);
        bind_number(insert, 15, value->class > 0 ? value->class : NAN);
        bind_number(insert, 16, value->coverage);
        bind_text(insert, 17, sr_status_name(value->status));
        bind_text(insert, 18, flags);
        if (!step(database, insert, error))
            return false;
    }
    return true;
}

/* Calls a function of SpatiaLite, which tells failure by its result only. */
static bool
call(sqlite3 *database, const char *sql, GError **error)
{
    g_autoptr(Statement) statement = NULL;

    if (!prepare(database, sql, &statement, error))
        return false;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) > 0)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("output/sozialraum.sqlite: %s failed"),
                sql);
    return false;
}

/* SpatiaLite with only the systems needed: its full table of systems is 5 MB of rows. */
static bool
make_schema(sqlite3 *database, int srid, GError **error)
{
    g_autofree char *system = g_strdup_printf("SELECT InsertEpsgSrid(%d)", srid);
    g_autofree char *geometry = g_strdup_printf(
        "SELECT AddGeometryColumn('area', 'geom', %d, 'MULTIPOLYGON', 'XY', 1)", srid);

    return call(database, "SELECT InitSpatialMetadata(0, 'NONE')", error) &&
           call(database, "SELECT InsertEpsgSrid(4326)", error) &&
           call(database, system, error) &&
           run(database,
               "CREATE TABLE area (id INTEGER PRIMARY KEY, scheme TEXT NOT NULL, "
               "level TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, "
               "n_gemeinden INTEGER NOT NULL, area_km2 REAL NOT NULL, "
               "UNIQUE (scheme, level, code));"
               "CREATE TABLE member (scheme TEXT NOT NULL, level TEXT NOT NULL, "
               "area TEXT NOT NULL, gemeinde TEXT NOT NULL);"
               "CREATE TABLE value (indicator TEXT, scheme TEXT, level TEXT, area TEXT, "
               "name TEXT, period TEXT, numerator REAL, denominator REAL, value REAL, "
               "lower REAL, upper REAL, benchmark REAL, verdict TEXT, rank INTEGER, "
               "class INTEGER, coverage REAL, status TEXT, flags TEXT);",
               error) &&
           call(database, geometry, error) &&
           call(database, "SELECT CreateSpatialIndex('area', 'geom')", error);
}

/* Levels become views that QGIS lists as layers; a level's id has been checked to be a
 * word. */
static bool
make_views(sqlite3 *database, const SrAreaLayer *layers, int n_layers, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    for (int i = 0; i < n_layers; i++) {
        const char *level = layers[i].division->level->id;

        if (!g_hash_table_add(seen, (gpointer)level))
            continue;
        char *view = sqlite3_mprintf(
            "CREATE VIEW \"%w\" AS SELECT id AS ROWID, code, name, n_gemeinden, "
            "area_km2, "
            "geom FROM area WHERE scheme = %Q AND level = %Q;"
            "INSERT INTO views_geometry_columns (view_name, view_geometry, view_rowid, "
            "f_table_name, f_geometry_column, read_only) "
            "VALUES (lower(%Q), 'geom', 'rowid', 'area', 'geom', 1);",
            level, layers[i].scheme, level, level);
        bool made = run(database, view, error);
        sqlite3_free(view);
        if (!made)
            return false;
    }
    return true;
}

/* What SpatiaLite writes of the moment it ran. */
static bool
set_time(sqlite3 *database, const char *day, GError **error)
{
    char *sql = sqlite3_mprintf(
        "UPDATE spatialite_history SET timestamp = '%qT00:00:00.000Z';"
        "UPDATE geometry_columns_time SET last_insert = '%qT00:00:00.000Z', "
        "last_update = '%qT00:00:00.000Z', last_delete = '%qT00:00:00.000Z';"
        "UPDATE geometry_columns_statistics SET last_verified = '%qT00:00:00.000Z';"
        "UPDATE views_geometry_columns_statistics SET last_verified = "
        "'%qT00:00:00.000Z';",
        day, day, day, day, day, day);
    bool done = run(database, sql, error);

    sqlite3_free(sql);
    return done;
}

/* The style of an indicator's layers: classes in words, in the colours of the maps. */
static char *
style_of(const SrDatabasePlan *plan, const SrResult *result, const SrBreaks *breaks)
{
    int decimals = sr_class_decimals(breaks, result->indicator->decimals);
    g_auto(GStrv) words = g_new0(char *, breaks->n_classes + 1);
    g_auto(GStrv) colors = g_new0(char *, breaks->n_classes + 1);

    for (int i = 0; i < breaks->n_classes; i++) {
        words[i] = sr_class_words(breaks, i, decimals, plan->language);
        colors[i] =
            plan->color(result->indicator, i, breaks->n_classes, plan->color_data);
        if (colors[i] == NULL)
            return NULL;
    }
    return sr_qgis_style(breaks->n_classes, words, colors, _("no value"));
}

/* One layer of an indicator at a level in its newest period, with its style. */
static bool
make_indicator_view(sqlite3 *database, const SrDatabasePlan *plan, const SrResult *result,
                    const SrAreaLayer *layer, GError **error)
{
    g_autoptr(GPtrArray) periods =
        sr_values_periods(plan->values, result, layer->division);
    const char *id = result->indicator->id;
    const char *level = layer->division->level->id;

    if (periods->len == 0)
        return true;
    const char *period = periods->pdata[periods->len - 1];
    g_autofree char *qml =
        style_of(plan, result, sr_values_breaks(result, layer->division, period));
    if (qml == NULL)
        return true;
    g_autofree char *view = g_strdelimit(g_strdup_printf("%s_%s", id, level), "-", '_');
    char *sql = sqlite3_mprintf(
        "CREATE VIEW \"%w\" AS SELECT a.id AS ROWID, a.code AS code, a.name AS name, "
        "v.period AS period, v.value AS value, v.class AS class, v.status AS status, "
        "a.geom AS geom FROM area a JOIN value v ON v.area = a.code AND "
        "v.scheme = a.scheme AND v.level = a.level WHERE a.scheme = %Q AND "
        "a.level = %Q AND v.indicator = %Q AND v.period = %Q;"
        "INSERT INTO views_geometry_columns (view_name, view_geometry, view_rowid, "
        "f_table_name, f_geometry_column, read_only) "
        "VALUES (lower(%Q), 'geom', 'rowid', 'area', 'geom', 1);"
        /* QGIS asks for the schema '' through OGR, and for NULL through SpatiaLite. */
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
        "owner, update_time) SELECT '', schema, lower(%Q), 'geom', %Q, %Q, '', 1, %Q, "
        "'', '%qT00:00:00.000Z' FROM (SELECT '' AS schema UNION ALL SELECT NULL);",
        view, layer->scheme, level, id, period, view, view, view, qml,
        result->indicator->title, plan->day);
    bool made = run(database, sql, error);
    sqlite3_free(sql);
    return made;
}

static bool
make_styled_views(sqlite3 *database, const SrDatabasePlan *plan, GError **error)
{
    if (!run(database,
             "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, "
             "f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, "
             "f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, "
             "useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, "
             "update_time TIMESTAMP);",
             error))
        return false;
    for (guint r = 0; r < plan->values->results->len; r++) {
        const SrResult *result = plan->values->results->pdata[r];
        g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

        for (int i = 0; i < plan->n_layers && result->breaks != NULL; i++)
            if (g_hash_table_add(seen, plan->layers[i].division->level->id) &&
                !make_indicator_view(database, plan, result, &plan->layers[i], error))
                return false;
    }
    return true;
}

static bool
fill(sqlite3 *database, const SrDatabasePlan *plan, GError **error)
{
    if (!run(database, "BEGIN", error) || !make_schema(database, plan->srid, error))
        return false;
    for (int i = 0; i < plan->n_layers; i++)
        if (!write_areas(database, &plan->layers[i], plan->srid, error) ||
            !write_members(database, &plan->layers[i], plan->layers[0].division, error))
            return false;
    return write_values(database, plan->values, error) &&
           run(database, "CREATE INDEX value_place ON value (indicator, level, period)",
               error) &&
           make_views(database, plan->layers, plan->n_layers, error) &&
           make_styled_views(database, plan, error) &&
           call(database, "SELECT UpdateLayerStatistics()", error) &&
           set_time(database, plan->day, error) && run(database, "COMMIT; VACUUM", error);
}

bool
sr_database_write(const char *path, const SrDatabasePlan *plan, GError **error)
{
    g_autoptr(Database) database = NULL;
    char *reason = NULL;

    if (sqlite3_open(path, &database) != SQLITE_OK)
        return fail(database, error);
    sqlite3_enable_load_extension(database, 1);
    if (sqlite3_load_extension(database, "mod_spatialite", NULL, &reason) != SQLITE_OK) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO,
                    _("SpatiaLite cannot be loaded (%s); install the package "
                      "libsqlite3-mod-spatialite"),
                    reason);
        sqlite3_free(reason);
        return false;
    }
    /* The edition is synced as a whole before it is swapped in. */
    if (!run(database, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;", error))
        return false;
    return fill(database, plan, error);
}
