#include "base/error.h"
#include "commands/command.h"
#include "shapes/write.h"

#include <glib/gi18n.h>
#include <string.h>

static char *format_id;
static char **levels;
static char *scheme;
static char *output;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &levels,
     N_("only this level; may be given several times"), N_("LEVEL")},
    {"scheme", 0, 0, G_OPTION_ARG_STRING, &scheme, N_("another scheme than the default"),
     N_("SCHEME")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format_id,
     N_("gpkg, fgb, geojson or topojson; else by the ending of the file"), N_("FORMAT")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("the file"), N_("FILE")},
    G_OPTION_ENTRY_NULL};

/* What the layers are made of, level by level. */
typedef struct {
    int n;
    SrExportLayer *layers; /* [n] */
    SrArcPolygons **arcs;  /* [n], owned */
    SrPolygons **polygons; /* [n], owned */
    SrPoint *coordinates;  /* of the topology's points; owned */
    const char *crs;       /* of them */
} Areas;

static void
areas_clear(Areas *areas)
{
    for (int i = 0; i < areas->n; i++) {
        sr_arc_polygons_free(areas->arcs[i]);
        sr_polygons_free(areas->polygons[i]);
    }
    g_free(areas->layers);
    g_free(areas->arcs);
    g_free(areas->polygons);
    g_free(areas->coordinates);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Areas, areas_clear)

/* Degrees are those of the file where it has them, to the last bit. */
static bool
choose_coordinates(const SrRun *run, const SrAreaFormat *format, Areas *areas,
                   GError **error)
{
    const SrTopology *topology = run->topology;
    bool in_degrees = g_str_equal(run->boundaries->crs, "EPSG:4326") ||
                      g_str_equal(run->boundaries->crs, "OGC:CRS84");

    areas->coordinates = g_memdup2(format->needs_degrees && in_degrees ? topology->source
                                                                       : topology->points,
                                   (gsize)(topology->n_points + 1) * sizeof(SrPoint));
    areas->crs = format->needs_degrees ? "OGC:CRS84" : run->project->crs;
    if (!format->needs_degrees || in_degrees)
        return true;
    g_autoptr(SrProjection) projection =
        sr_projection_new(run->project->crs, areas->crs, NULL, error);
    return projection != NULL &&
           sr_projection_run(projection, areas->coordinates, topology->n_points, error);
}

static bool
make_layers(const SrRun *run, Areas *areas, GError **error)
{
    g_autofree const char **all = sr_project_level_ids(run->project);
    const char *const *wanted = levels == NULL ? all : (const char *const *)levels;
    int n = (int)g_strv_length((char **)wanted);

    areas->layers = g_new0(SrExportLayer, n + 1);
    areas->arcs = g_new0(SrArcPolygons *, n + 1);
    areas->polygons = g_new0(SrPolygons *, n + 1);
    for (int i = 0; i < n; i++) {
        const SrDivision *division = sr_run_division(run, scheme, wanted[i], error);

        if (division == NULL)
            return false;
        areas->n = i + 1;
        areas->arcs[i] =
            sr_topology_assemble(run->topology, division->area_of, division->n_areas);
        areas->polygons[i] =
            sr_arc_polygons_trace(areas->arcs[i], run->topology, areas->coordinates);
        areas->layers[i] = (SrExportLayer){.name = wanted[i],
                                           .keys = (const char *const *)division->codes,
                                           .names = (const char *const *)division->names,
                                           .polygons = areas->polygons[i],
                                           .arcs = areas->arcs[i]};
    }
    return true;
}

static const SrAreaFormat *
choose_format(GError **error)
{
    const char *ending = strrchr(output, '.');

    if (format_id != NULL)
        return sr_area_format_find(format_id, error);
    return sr_area_format_find(ending == NULL ? "" : ending + 1, error);
}

static bool
areas_run(const char *folder, char **arguments, GError **error)
{
    if (output == NULL || *arguments != NULL)
        return sr_command_usage(error, _("areas wants -o FILE and no other argument"));
    const SrAreaFormat *format = choose_format(error);
    if (format == NULL)
        return false;
    if (!format->many_layers && (levels == NULL || levels[1] != NULL))
        return sr_command_usage(error, _("%s holds one level: choose it with --level"),
                                format->id);
    g_autoptr(SrRun) run = sr_command_open(folder, true, scheme, error);
    if (run == NULL)
        return false;
    g_auto(Areas) areas = {0};
    if (!choose_coordinates(run, format, &areas, error) ||
        !make_layers(run, &areas, error))
        return false;
    if (format->driver != NULL)
        return sr_areas_write(output, format, areas.layers, areas.n, areas.crs, run->day,
                              error);
    g_autofree char *text =
        sr_topojson_text(run->topology, areas.coordinates, areas.layers, areas.n);
    return sr_command_write(output, text, error);
}

const SrCommand sr_command_areas = {"areas", "", N_("the clean areas for other programs"),
                                    areas_run, options};
