#include "base/number.h"
#include "shapes/write.h"

/* sr_topojson_text() of write.h. A directed arc of ours is TopoJSON's own number. */

static void
append_number(GString *text, double value)
{
    char buffer[SR_NUMBER_SIZE];

    g_string_append(text, sr_number_write(buffer, value));
}

static void
append_arcs(GString *text, const SrTopology *topology, const SrPoint *coordinates)
{
    g_string_append(text, "\"arcs\":[");
    for (int i = 0; i < topology->n_arcs; i++) {
        g_string_append(text, i > 0 ? ",\n[" : "\n[");
        for (int k = topology->arc_start[i]; k < topology->arc_start[i + 1]; k++) {
            g_string_append(text, k > topology->arc_start[i] ? ",[" : "[");
            append_number(text, coordinates[k].x);
            g_string_append_c(text, ',');
            append_number(text, coordinates[k].y);
            g_string_append_c(text, ']');
        }
        g_string_append_c(text, ']');
    }
    g_string_append(text, "\n]");
}

static void
append_string(GString *text, const char *value)
{
    g_string_append_c(text, '"');
    for (const char *p = value; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_printf(text, "\\%c", *p);
        else if ((unsigned char)*p < ' ')
            g_string_append_printf(text, "\\u%04x", (unsigned)*p);
        else
            g_string_append_c(text, *p);
    }
    g_string_append_c(text, '"');
}

static void
append_area(GString *text, const SrArcPolygons *areas, int area)
{
    g_string_append(text, "{\"type\":\"MultiPolygon\",\"arcs\":[");
    for (int p = areas->group_start[area]; p < areas->group_start[area + 1]; p++) {
        g_string_append(text, p > areas->group_start[area] ? ",[" : "[");
        for (int r = areas->polygon_start[p]; r < areas->polygon_start[p + 1]; r++) {
            g_string_append(text, r > areas->polygon_start[p] ? ",[" : "[");
            for (int u = areas->ring_start[r]; u < areas->ring_start[r + 1]; u++)
                g_string_append_printf(text, u > areas->ring_start[r] ? ",%d" : "%d",
                                       areas->arcs[u]);
            g_string_append_c(text, ']');
        }
        g_string_append_c(text, ']');
    }
    g_string_append(text, "],");
}

static void
append_layer(GString *text, const SrExportLayer *layer)
{
    append_string(text, layer->name);
    g_string_append(text, ":{\"type\":\"GeometryCollection\",\"geometries\":[");
    for (int a = 0; a < layer->arcs->n_groups; a++) {
        g_string_append(text, a > 0 ? ",\n" : "\n");
        append_area(text, layer->arcs, a);
        g_string_append(text, "\"id\":");
        append_string(text, layer->keys[a]);
        g_string_append(text, ",\"properties\":{\"key\":");
        append_string(text, layer->keys[a]);
        g_string_append(text, ",\"name\":");
        append_string(text, layer->names[a]);
        g_string_append(text, "}}");
    }
    g_string_append(text, "\n]}");
}

char *
sr_topojson_text(const SrTopology *topology, const SrPoint *coordinates,
                 const SrExportLayer *layers, int n_layers)
{
    GString *text = g_string_new("{\"type\":\"Topology\",\n\"objects\":{");

    for (int l = 0; l < n_layers; l++) {
        g_string_append(text, l > 0 ? ",\n" : "\n");
        append_layer(text, &layers[l]);
    }
    g_string_append(text, "},\n");
    append_arcs(text, topology, coordinates);
    g_string_append(text, "}\n");
    return g_string_free(text, FALSE);
}
