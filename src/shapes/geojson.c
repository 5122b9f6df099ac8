#include "shapes/geojson.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Deeper nesting than any real file has; it bounds the recursion. */
#define MAX_DEPTH 64

typedef struct {
    const char *start;
    const char *at;
    const char *end;
    GString *out;
    GArray *geometries; /* of Geometry */
    int n_features;
    GError **error;
} Scan;

/* A geometry in the text, from its brace on. */
typedef struct {
    char type[32];
    const char *coordinates; /* where the value stands, or NULL */
    const char *end;
} Geometry;

struct SrGeojson {
    GString *flat;      /* owned; NULL: no list of features */
    GArray *geometries; /* owned */
};

static bool
fail(Scan *scan, const char *message)
{
    int line = 1;

    for (const char *p = scan->start; p < scan->at; p++)
        line += *p == '\n';
    g_set_error(scan->error, SR_ERROR, SR_ERROR_INPUT, _("line %d: %s"), line, message);
    return false;
}

static char
peek(Scan *scan)
{
    while (scan->at < scan->end && memchr(" \t\r\n", *scan->at, 4) != NULL)
        scan->at++;
    return scan->at < scan->end ? *scan->at : '\0';
}

static bool
expect(Scan *scan, char c)
{
    if (peek(scan) != c)
        return fail(scan, _("the JSON text is broken off or damaged"));
    scan->at++;
    return true;
}

static bool
skip_string(Scan *scan)
{
    if (!expect(scan, '"'))
        return false;
    while (scan->at < scan->end && *scan->at != '"')
        scan->at += *scan->at == '\\' && scan->at + 1 < scan->end ? 2 : 1;
    if (scan->at >= scan->end)
        return fail(scan, _("the JSON text is broken off or damaged"));
    scan->at++;
    return true;
}

/* Skips an array or object by counting brackets; GDAL checks the grammar inside. */
static bool
skip_nested(Scan *scan)
{
    int depth = 0;

    while (scan->at < scan->end) {
        switch (*scan->at) {
        case '"':
            if (!skip_string(scan))
                return false;
            continue;
        case '[':
        case '{':
            depth++;
            break;
        case ']':
        case '}':
            depth--;
            break;
        default:
            break;
        }
        scan->at++;
        if (depth == 0)
            return true;
    }
    return fail(scan, _("the JSON text is broken off or damaged"));
}

static bool
skip_value(Scan *scan)
{
    switch (peek(scan)) {
    case '[':
    case '{':
        return skip_nested(scan);
    case '"':
        return skip_string(scan);
    default: {
        const char *start = scan->at;

        while (scan->at < scan->end && memchr(",]} \t\r\n", *scan->at, 7) == NULL)
            scan->at++;
        return scan->at > start ||
               fail(scan, _("the JSON text is broken off or damaged"));
    }
    }
}

/* What an object says of itself. */
typedef struct {
    char type[32];
    const char *features; /* where the value stands, or NULL */
    const char *features_end;
    const char *geometry;
    const char *geometry_end;
    const char *coordinates;
    const char *end;
} Object;

static bool
is_key(const char *start, const char *end, const char *key)
{
    gsize n = strlen(key);

    return (gsize)(end - start) == n + 2 && memcmp(start + 1, key, n) == 0;
}

/* Reads the members of the object at the scan, whose values it skips. */
static bool
read_object(Scan *scan, Object *object)
{
    *object = (Object){0};
    if (!expect(scan, '{'))
        return false;
    while (peek(scan) != '}') {
        const char *key = scan->at;
        if (!skip_string(scan))
            return false;
        const char *key_end = scan->at;
        if (!expect(scan, ':'))
            return false;
        peek(scan);
        const char *value = scan->at;
        if (!skip_value(scan))
            return false;
        if (is_key(key, key_end, "type") && *value == '"')
            memcpy(object->type, value + 1,
                   (gsize)MIN(scan->at - value - 2, (long)sizeof object->type - 1));
        else if (is_key(key, key_end, "features")) {
            object->features = value;
            object->features_end = scan->at;
        } else if (is_key(key, key_end, "geometry")) {
            object->geometry = value;
            object->geometry_end = scan->at;
        } else if (is_key(key, key_end, "coordinates"))
            object->coordinates = value;
        if (peek(scan) == ',')
            scan->at++;
        else if (peek(scan) != '}')
            return fail(scan, _("the JSON text is broken off or damaged"));
    }
    scan->at++;
    object->end = scan->at;
    return true;
}

/* Copies a feature, its geometry as a point that tells the number of the geometry. */
static bool
copy_feature(Scan *scan, const char *start, const Object *feature)
{
    Geometry geometry = {0};
    Object object;

    g_string_append(scan->out, scan->n_features++ > 0 ? ",\n" : "");
    if (feature->geometry == NULL || *feature->geometry != '{') {
        g_string_append_len(scan->out, start, feature->end - start);
        return true;
    }
    scan->at = feature->geometry;
    if (!read_object(scan, &object))
        return false;
    scan->at = feature->end;
    memcpy(geometry.type, object.type, sizeof geometry.type);
    geometry.coordinates = object.coordinates;
    geometry.end = object.end;
    g_string_append_len(scan->out, start, feature->geometry - start);
    g_string_append_printf(scan->out, "{\"type\":\"Point\",\"coordinates\":[%u,0]}",
                           scan->geometries->len);
    g_string_append_len(scan->out, feature->geometry_end,
                        feature->end - feature->geometry_end);
    g_array_append_val(scan->geometries, geometry);
    return true;
}

static bool flatten_array(Scan *scan, int depth);

/* One member of a list of features: a feature is copied, a collection opened. */
static bool
flatten_member(Scan *scan, int depth)
{
    peek(scan);
    const char *start = scan->at;
    Object object;

    if (peek(scan) == '[')
        return flatten_array(scan, depth + 1);
    if (!read_object(scan, &object))
        return false;
    if (g_str_equal(object.type, "FeatureCollection") && object.features != NULL) {
        scan->at = object.features;
        if (!flatten_array(scan, depth + 1))
            return false;
        scan->at = object.end;
        return true;
    }
    if (!g_str_equal(object.type, "Feature"))
        return fail(scan, _("neither a Feature nor a FeatureCollection stands here"));
    return copy_feature(scan, start, &object);
}

static bool
flatten_array(Scan *scan, int depth)
{
    if (depth > MAX_DEPTH)
        return fail(scan, _("collections are nested too deeply"));
    if (!expect(scan, '['))
        return false;
    while (peek(scan) != ']') {
        if (!flatten_member(scan, depth))
            return false;
        if (peek(scan) == ',')
            scan->at++;
        else if (peek(scan) != ']')
            return fail(scan, _("the JSON text is broken off or damaged"));
    }
    scan->at++;
    return true;
}

/* The outer object stays as it is, but for its features. */
static bool
flatten_text(Scan *scan)
{
    Object object = {0};

    peek(scan);
    const char *start = scan->at;
    if (peek(scan) == '[') {
        g_string_append(scan->out, "{\"type\":\"FeatureCollection\",\"features\":");
    } else {
        if (!read_object(scan, &object))
            return false;
        if (object.features == NULL) /* one feature, or one geometry */
            return true;
        g_string_append_len(scan->out, start, object.features - start);
        scan->at = object.features;
    }
    g_string_append(scan->out, "[\n");
    if (!flatten_array(scan, 1))
        return false;
    g_string_append(scan->out, "\n]");
    if (object.features == NULL)
        g_string_append_c(scan->out, '}');
    else
        g_string_append_len(scan->out, object.features_end,
                            object.end - object.features_end);
    return true;
}

SrGeojson *
sr_geojson_new(const char *text, gsize n, GError **error)
{
    g_autoptr(SrGeojson) geojson = g_new0(SrGeojson, 1);
    Scan scan = {.start = text, .at = text, .end = text + n, .error = error};

    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        scan.at += 3;
    geojson->flat = scan.out = g_string_new(NULL);
    geojson->geometries = scan.geometries = g_array_new(FALSE, FALSE, sizeof(Geometry));
    return flatten_text(&scan) ? g_steal_pointer(&geojson) : NULL;
}

void
sr_geojson_free(SrGeojson *geojson)
{
    if (geojson == NULL)
        return;
    g_string_free(geojson->flat, TRUE);
    g_array_unref(geojson->geometries);
    g_free(geojson);
}

const char *
sr_geojson_flat(const SrGeojson *geojson, gsize *n)
{
    *n = geojson->flat->len;
    return *n > 0 ? geojson->flat->str : NULL;
}

int
sr_geojson_n_geometries(const SrGeojson *geojson)
{
    return (int)geojson->geometries->len;
}

const char *
sr_geojson_type(const SrGeojson *geojson, int geometry)
{
    return g_array_index(geojson->geometries, Geometry, geometry).type;
}

/* A walk through the coordinates of a geometry; its brackets are known to match. */
typedef struct {
    Scan scan;
    GArray *points; /* of the ring, of SrPoint */
    SrRingFunc add;
    gpointer data;
} Walk;

/* Reads [ item, item … ], each item by @read. Returns: false where it reads otherwise. */
static bool
read_list(Walk *walk, bool (*read)(Walk *walk, int index))
{
    Scan *scan = &walk->scan;

    if (peek(scan) != '[')
        return false;
    scan->at++;
    for (int i = 0; peek(scan) != ']'; i++) {
        if (!read(walk, i))
            return false;
        if (peek(scan) == ',')
            scan->at++;
        else if (peek(scan) != ']')
            return false;
    }
    scan->at++;
    return true;
}

/* East, north, and what else there is of a place. */
static bool
read_coordinate(Walk *walk, int index)
{
    Scan *scan = &walk->scan;
    char *end = NULL;

    /* What strtod takes beyond the numbers of JSON begins otherwise, or holds an x. */
    if (!g_ascii_isdigit(peek(scan)) && *scan->at != '-')
        return false;
    size_t length = strspn(scan->at, "0123456789+-.eE");
    double value = g_ascii_strtod(scan->at, &end);
    if (end != scan->at + length)
        return false;
    scan->at = end;
    SrPoint *point = &g_array_index(walk->points, SrPoint, walk->points->len - 1);
    if (index == 0)
        point->x = value;
    else if (index == 1)
        point->y = value;
    return true;
}

static bool
read_place(Walk *walk, int index)
{
    SrPoint none = {NAN, NAN};

    (void)index;
    g_array_append_val(walk->points, none);
    return read_list(walk, read_coordinate);
}

static bool
read_ring(Walk *walk, int index)
{
    g_array_set_size(walk->points, 0);
    if (!read_list(walk, read_place))
        return false;
    if (walk->points->len > 0)
        walk->add((const SrPoint *)(void *)walk->points->data, (int)walk->points->len,
                  index > 0, walk->data);
    return true;
}

static bool
read_polygon(Walk *walk, int index)
{
    (void)index;
    return read_list(walk, read_ring);
}

bool
sr_geojson_rings(const SrGeojson *geojson, int geometry, SrRingFunc add, gpointer data)
{
    const Geometry *of = &g_array_index(geojson->geometries, Geometry, geometry);
    bool is_polygon = g_str_equal(of->type, "Polygon");
    const SrPoint no_number = {NAN, NAN};

    if (!is_polygon && !g_str_equal(of->type, "MultiPolygon"))
        return false;
    if (of->coordinates == NULL)
        return true;
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(SrPoint));
    Walk walk = {.scan = {.at = of->coordinates, .end = of->end},
                 .points = points,
                 .add = add,
                 .data = data};
    if (!read_list(&walk, is_polygon ? read_ring : read_polygon))
        add(&no_number, 1, false, data);
    return true;
}
