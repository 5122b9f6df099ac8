#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "commands/command.h"
#include "shapes/dissolve.h"

#include <glib/gi18n.h>
#include <math.h>

static char *level;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING, &level,
     N_("the level compared; the coarsest that schemes make if absent"), N_("LEVEL")},
    G_OPTION_ENTRY_NULL};

/* Length of all rings of the area in metres. */
static double
perimeter_m(const SrPolygons *polygons, int area)
{
    double sum = 0;

    for (int p = polygons->area_start[area]; p < polygons->area_start[area + 1]; p++)
        for (int r = polygons->polygon_start[p]; r < polygons->polygon_start[p + 1];
             r++) {
            int first = polygons->ring_start[r];
            int n = polygons->ring_start[r + 1] - first;

            for (int i = 0; i < n; i++) {
                SrPoint a = polygons->points[first + i];
                SrPoint b = polygons->points[first + (i + 1) % n];

                sum += hypot(b.x - a.x, b.y - a.y);
            }
        }
    return sum;
}

#define N_COLUMNS 7

static void
append_row(GString *text, const char *const cells[N_COLUMNS])
{
    static const int widths[N_COLUMNS] = {25, 7, 33, -9, -9, -10, -10};

    for (int c = 0; c < N_COLUMNS; c++)
        sr_command_pad(text, cells[c], widths[c]);
    g_string_append_c(text, '\n');
}

/*
 * One line a region. Compactness is that of Polsby and Popper (1991): 4 pi area over
 * squared perimeter, 1 for a circle.
 */
static void
append_scheme(GString *text, const SrRun *run, const SrScheme *scheme, int l)
{
    const SrDivision *division = scheme->divisions[l];
    g_autoptr(SrPolygons) polygons =
        sr_topology_dissolve(run->topology, division->area_of, division->n_areas);

    for (int a = 0; a < division->n_areas; a++) {
        double area_m2 = sr_polygons_area(polygons, a);
        double length_m = perimeter_m(polygons, a);
        g_autofree char *km2 = sr_number_format(area_m2 / 1e6, 1, sr_language());
        g_autofree char *compact = sr_number_format(
            4 * G_PI * area_m2 / (length_m * length_m), 2, sr_language());

        g_autofree char *n_members = g_strdup_printf("%d", division->n_members[a]);
        g_autofree char *n_parts =
            g_strdup_printf("%d", polygons->area_start[a + 1] - polygons->area_start[a]);

        append_row(text, (const char *const[]){scheme->id, division->codes[a],
                                               division->names[a], n_members, n_parts,
                                               km2, compact});
    }
}

static void
append_moves(GString *text, const SrScheme *from, const SrScheme *to, int l)
{
    const SrDivision *before = from->divisions[l];
    const SrDivision *after = to->divisions[l];
    const SrDivision *gemeinden = from->divisions[0];

    gsize length = text->len;

    for (int g = 0; g < gemeinden->n_areas; g++) {
        const char *was = before->names[before->area_of[g]];
        const char *is = after->names[after->area_of[g]];

        if (g_str_equal(was, is))
            continue;
        g_string_append(text, "  ");
        sr_command_pad(text, gemeinden->names[g], 33);
        g_string_append_printf(text, "%s → %s\n", was, is);
    }
    if (text->len == length)
        g_string_append_printf(text, "  %s\n", _("no Gemeinde changes"));
}

static int
coarsest_level(const SrRun *run)
{
    int found = 0;

    for (int l = 0; l < run->project->n_levels; l++)
        if (!sr_level_is_fixed(&run->project->levels[l]))
            found = l;
    return found;
}

static bool
regions(const char *folder, char **arguments, GError **error)
{
    g_autoptr(SrRun) run =
        sr_run_open(folder, true, (const char *const *)arguments, error);

    if (run == NULL || !sr_findings_check(run->findings, error))
        return false;
    if (level != NULL && sr_run_division(run, NULL, level, error) == NULL)
        return false;
    int l = level == NULL ? coarsest_level(run) : sr_project_level(run->project, level);
    GString *text = g_string_new(NULL);
    append_row(text,
               (const char *const[]){_("scheme"), _("code"), _("name"), _("members"),
                                     _("parts"), "km²", _("compact")});
    for (int s = 0; s < run->n_schemes; s++)
        append_scheme(text, run, run->schemes[s], l);
    for (int s = 1; s < run->n_schemes; s++) {
        g_string_append_printf(text, _("\nMoves from %s to %s:\n"), run->schemes[0]->id,
                               run->schemes[s]->id);
        append_moves(text, run->schemes[0], run->schemes[s], l);
    }
    g_autofree char *owned = g_string_free(text, FALSE);
    return sr_command_write(NULL, owned, error);
}

const SrCommand sr_command_regions = {
    "regions", N_("[SCHEME…]"), N_("compare region schemes: size, parts, compactness"),
    regions, options};
