#include "shapes/source.h"

#include "base/bulk.h"
#include "base/error.h"
#include "base/sorted.h"
#include "shapes/layer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* One feature that was read: rings first_ring .. end_ring of the soup. */
typedef struct {
    char *key;
    char *name;
    char **fields; /* [n_fields] */
    double size;   /* of its shells, in the square of the file's unit */
    int first_ring;
    int end_ring;
} Part;

typedef struct {
    const SrBoundarySource *source;
    SrFindings *findings;
    int n_fields;
    GArray *parts;      /* of Part */
    GArray *ring_start; /* of int */
    GArray *ring_hole;  /* of bool */
    GArray *points;     /* of SrPoint */
    bool unclosed;      /* a ring of the feature was not closed */
    bool is_full;       /* there were more points than may be */
} Reader;

static void
part_clear(gpointer data)
{
    Part *part = data;

    g_free(part->key);
    g_free(part->name);
    g_strfreev(part->fields);
}

/* Room for points by the size of the file; what is not needed is never touched and costs
 * none. */
static GArray *
new_points(const char *path)
{
    GStatBuf status;
    bool is_known = g_stat(path, &status) == 0 && status.st_size < (goffset)G_MAXINT;
    guint n = is_known ? (guint)((gsize)status.st_size / sizeof(SrPoint)) : 0;
    GArray *points = g_array_sized_new(FALSE, FALSE, sizeof(SrPoint), n);

    if (n > 0)
        sr_bulk_advise(points->data, n * sizeof(SrPoint));
    return points;
}

static void
reader_init(Reader *reader, const SrBoundarySource *source, SrFindings *findings)
{
    int zero = 0;

    *reader = (Reader){.source = source, .findings = findings};
    while (source->extra_fields != NULL && source->extra_fields[reader->n_fields] != NULL)
        reader->n_fields++;
    reader->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(reader->parts, part_clear);
    reader->ring_start = g_array_new(FALSE, FALSE, sizeof(int));
    reader->ring_hole = g_array_new(FALSE, FALSE, sizeof(bool));
    reader->points = new_points(source->path);
    g_array_append_val(reader->ring_start, zero);
}

static void
reader_clear(Reader *reader)
{
    g_array_unref(reader->parts);
    g_array_unref(reader->ring_start);
    g_array_unref(reader->ring_hole);
    g_array_unref(reader->points);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

static int
most_points(const Reader *reader)
{
    return reader->source->most_points > 0 ? reader->source->most_points : SR_MOST_POINTS;
}

static void
add_ring(const SrPoint *points, int n, bool hole, void *data)
{
    Reader *reader = data;
    bool closed =
        n > 1 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
    int end;

    reader->is_full =
        reader->is_full || n > most_points(reader) - (int)reader->points->len;
    if (reader->is_full)
        return;
    reader->unclosed = reader->unclosed || !closed;
    g_array_append_vals(reader->points, points, (guint)(closed ? n - 1 : n));
    end = (int)reader->points->len;
    g_array_append_val(reader->ring_start, end);
    g_array_append_val(reader->ring_hole, hole);
}

/* Gives back the rings of a feature that is refused. */
static void
drop_rings(Reader *reader, int first_ring)
{
    g_array_set_size(reader->ring_hole, (guint)first_ring);
    g_array_set_size(reader->ring_start, (guint)first_ring + 1);
    g_array_set_size(reader->points,
                     (guint)g_array_index(reader->ring_start, int, first_ring));
}

/* Whether every coordinate is a number; the rings from @first_ring on are looked at. */
static bool
rings_are_finite(const Reader *reader, int first_ring, double *size)
{
    const int *start = &g_array_index(reader->ring_start, int, 0);
    const SrPoint *points = &g_array_index(reader->points, SrPoint, 0);
    int n_rings = (int)reader->ring_hole->len;

    *size = 0;
    for (int i = start[first_ring]; i < start[n_rings]; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            return false;
    for (int r = first_ring; r < n_rings; r++)
        if (!g_array_index(reader->ring_hole, bool, r) && start[r + 1] > start[r])
            *size += fabs(sr_ring_area(points + start[r], start[r + 1] - start[r]));
    return true;
}

/* Where a feature stands, for findings. */
static char *
feature_place(const SrLayerFeature *feature)
{
    return feature->key == NULL || *feature->key == '\0'
               ? g_strdup_printf(_("feature %s"), feature->id)
               : g_strdup_printf(_("feature %s (%s)"), feature->id, feature->key);
}

/* Takes the rings of a feature into the soup. Returns: false if a finding says why not.
 */
static bool
read_rings(Reader *reader, const SrLayer *layer, const SrLayerFeature *feature,
           const char *place, double *size)
{
    const char *path = reader->source->path;
    int first_ring = (int)reader->ring_hole->len;

    reader->unclosed = false;
    if (feature->geometry_type == NULL)
        sr_findings_add(reader->findings, SR_FINDING_ERROR, path, 0, place,
                        N_("there is no geometry"));
    else if (!sr_layer_feature_rings(layer, feature, add_ring, reader))
        sr_findings_add(reader->findings, SR_FINDING_ERROR, path, 0, place,
                        N_("the geometry is a %s, not a polygon"),
                        feature->geometry_type);
    else if (!rings_are_finite(reader, first_ring, size))
        sr_findings_add(reader->findings, SR_FINDING_ERROR, path, 0, place,
                        N_("a coordinate is not a number"));
    else if ((int)reader->ring_hole->len == first_ring)
        sr_findings_add(reader->findings, SR_FINDING_ERROR, path, 0, place,
                        N_("the geometry is empty"));
    else {
        if (reader->unclosed)
            sr_findings_add(
                reader->findings, SR_FINDING_WARNING, path, 0, place,
                N_("a ring is not closed; it was closed with a straight line"));
        return true;
    }
    drop_rings(reader, first_ring);
    return false;
}

/* Takes one feature of the layer as a part of an area, or tells why not. */
static void
read_feature(Reader *reader, const SrLayer *layer, SrLayerFeature *feature)
{
    g_autofree char *place = feature_place(feature);
    Part part = {.first_ring = (int)reader->ring_hole->len};

    if (feature->key == NULL || *feature->key == '\0') {
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->source->path, 0,
                        place, N_("the key (field '%s') is empty"),
                        reader->source->key_field);
        return;
    }
    if (!read_rings(reader, layer, feature, place, &part.size))
        return;
    part.end_ring = (int)reader->ring_hole->len;
    part.key = g_steal_pointer(&feature->key);
    part.name = g_steal_pointer(&feature->name);
    part.fields = g_steal_pointer(&feature->fields);
    g_array_append_val(reader->parts, part);
}

/* By key; parts of one key by size, the largest first, then in the order of the file. */
static int
compare_parts(gconstpointer left, gconstpointer right, gpointer data)
{
    const Part *parts = data;
    const Part *a = &parts[*(const int *)left];
    const Part *b = &parts[*(const int *)right];
    int order = strcmp(a->key, b->key);

    if (order == 0)
        order = (b->size > a->size) - (b->size < a->size);
    return order != 0 ? order : a->first_ring - b->first_ring;
}

/* A part that comes after another of its key: expected, or an error. */
static void
judge_repetition(Reader *reader, const Part *first, const Part *part)
{
    const char *path = reader->source->path;

    if (!reader->source->merge)
        sr_findings_add(reader->findings, SR_FINDING_ERROR, path, 0, part->key,
                        N_("the key stands on two features (%s, %s); where features are "
                           "parts of one area, write merge=true"),
                        first->name, part->name);
    else if (!g_str_equal(first->name, part->name))
        sr_findings_add(reader->findings, SR_FINDING_WARNING, path, 0, part->key,
                        N_("parts of one key are named '%s' and '%s'; the first, of the "
                           "larger part, is taken"),
                        first->name, part->name);
}

/* Sorts the parts by key and gives each key one area, named after its largest part. */
static void
make_areas(Reader *reader, SrBoundaries *boundaries)
{
    int n_parts = (int)reader->parts->len;
    Part *parts = (Part *)(void *)reader->parts->data;
    g_autofree int *order = g_new(int, n_parts);
    const Part *first = NULL;

    for (int i = 0; i < n_parts; i++)
        order[i] = i;
    g_qsort_with_data(order, n_parts, sizeof *order, compare_parts, parts);
    boundaries->keys = g_new0(char *, n_parts + 1);
    boundaries->names = g_new0(char *, n_parts + 1);
    boundaries->fields = g_new0(char *, n_parts * reader->n_fields + 1);
    boundaries->n_fields = reader->n_fields;
    boundaries->ring_area = g_new(int, reader->ring_hole->len);
    for (int i = 0; i < n_parts; i++) {
        Part *part = &parts[order[i]];

        if (first != NULL && g_str_equal(first->key, part->key)) {
            judge_repetition(reader, first, part);
        } else {
            int area = boundaries->n_areas++;

            first = part;
            boundaries->keys[area] = g_strdup(part->key);
            boundaries->names[area] = g_strdup(part->name);
            for (int f = 0; f < reader->n_fields; f++)
                boundaries->fields[area * reader->n_fields + f] =
                    g_strdup(part->fields[f]);
        }
        for (int r = part->first_ring; r < part->end_ring; r++)
            boundaries->ring_area[r] = boundaries->n_areas - 1;
    }
}

SrBoundaries *
sr_boundaries_read(const SrBoundarySource *source, SrFindings *findings, GError **error)
{
    g_return_val_if_fail(source->path != NULL && source->key_field != NULL &&
                             source->name_field != NULL,
                         NULL);

    g_auto(Reader) reader;
    reader_init(&reader, source, findings);
    g_autoptr(SrLayer) layer = sr_layer_open(source, error);
    if (layer == NULL)
        return NULL;
    g_auto(SrLayerFeature) feature = {0};
    while (!reader.is_full && sr_layer_next(layer, &feature))
        read_feature(&reader, layer, &feature);
    if (reader.is_full) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s: more than %d million vertices; thin them out, or take a "
                      "smaller scale"),
                    source->path, most_points(&reader) / 1000000);
        return NULL;
    }
    if (!sr_layer_check(layer, error))
        return NULL;
    if (reader.parts->len == 0 && sr_findings_n_errors(findings) == 0) {
        if (source->filter == NULL)
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("%s: there is no feature in it"), source->path);
        else
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("%s: no feature in it fits the filter '%s'"), source->path,
                        source->filter);
        return NULL;
    }

    g_autoptr(SrBoundaries) boundaries = g_new0(SrBoundaries, 1);
    make_areas(&reader, boundaries);
    boundaries->n_rings = (int)reader.ring_hole->len;
    boundaries->n_points = (int)reader.points->len;
    boundaries->ring_start = g_array_steal(reader.ring_start, NULL);
    boundaries->ring_hole = g_array_steal(reader.ring_hole, NULL);
    boundaries->points = g_array_steal(reader.points, NULL);
    boundaries->crs = g_strdup(sr_layer_crs(layer));
    return g_steal_pointer(&boundaries);
}

void
sr_boundaries_free(SrBoundaries *boundaries)
{
    if (boundaries == NULL)
        return;
    for (int i = 0; i < boundaries->n_areas; i++) {
        g_free(boundaries->keys[i]);
        g_free(boundaries->names[i]);
    }
    for (int i = 0; i < boundaries->n_areas * boundaries->n_fields; i++)
        g_free(boundaries->fields[i]);
    g_free(boundaries->keys);
    g_free(boundaries->names);
    g_free(boundaries->fields);
    g_free(boundaries->ring_start);
    g_free(boundaries->ring_area);
    g_free(boundaries->ring_hole);
    g_free(boundaries->points);
    g_free(boundaries->crs);
    g_free(boundaries);
}

int
sr_boundaries_find(const SrBoundaries *boundaries, const char *key)
{
    return sr_sorted_find(boundaries->keys, boundaries->n_areas, key);
}

const char *
sr_boundaries_field(const SrBoundaries *boundaries, int area, int field)
{
    return boundaries->fields[area * boundaries->n_fields + field];
}
