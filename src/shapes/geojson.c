#include "shapes/geojson.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Deeper nesting than any real file has; it bounds the recursion. */
#define MAX_DEPTH 64

typedef struct {
    const char *start;
    const char *at;
    const char *end;
    GString *out;
    int n_features;
    bool nested; /* something stood deeper than one collection */
    GError **error;
} Scan;

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
    const char *crs;
    const char *crs_end;
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
        else if (is_key(key, key_end, "features"))
            object->features = value;
        else if (is_key(key, key_end, "crs")) {
            object->crs = value;
            object->crs_end = scan->at;
        }
        if (peek(scan) == ',')
            scan->at++;
        else if (peek(scan) != '}')
            return fail(scan, _("the JSON text is broken off or damaged"));
    }
    scan->at++;
    object->end = scan->at;
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
    g_string_append(scan->out, scan->n_features++ > 0 ? ",\n" : "");
    g_string_append_len(scan->out, start, object.end - start);
    return true;
}

static bool
flatten_array(Scan *scan, int depth)
{
    if (depth > MAX_DEPTH)
        return fail(scan, _("collections are nested too deeply"));
    scan->nested = scan->nested || depth > 1;
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

gboolean
sr_geojson_flatten(const char *text, gsize n, GString **flat, GError **error)
{
    Scan scan = {.start = text, .at = text, .end = text + n, .error = error};

    *flat = NULL;
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        scan.at += 3;
    scan.out = g_string_new("{\"type\":\"FeatureCollection\",");
    scan.nested = peek(&scan) == '[';
    if (!scan.nested) {
        Object object;

        if (!read_object(&scan, &object)) {
            g_string_free(scan.out, TRUE);
            return FALSE;
        }
        if (object.features == NULL) { /* one feature, or one geometry */
            g_string_free(scan.out, TRUE);
            return TRUE;
        }
        if (object.crs != NULL) {
            g_string_append(scan.out, "\"crs\":");
            g_string_append_len(scan.out, object.crs, object.crs_end - object.crs);
            g_string_append_c(scan.out, ',');
        }
        scan.at = object.features;
    }
    g_string_append(scan.out, "\"features\":[\n");
    bool done = flatten_array(&scan, 1);
    g_string_append(scan.out, "\n]}\n");
    if (done && scan.nested)
        *flat = scan.out;
    else
        g_string_free(scan.out, TRUE);
    return done;
}
