#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "commands/command.h"
#include "commands/listing.h"
#include "shapes/dissolve.h"

#include <glib/gi18n.h>
#include <math.h>

static char *format;
static char *level;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING, &level,
     N_("the level compared; the coarsest that schemes make if absent"), N_("LEVEL")},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format, N_("text (default) or csv"),
     N_("FORMAT")},
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

/* As people read it, or in full for machines. */
static char *
figure(double value, int decimals)
{
    char buffer[SR_NUMBER_SIZE];

    return g_strcmp0(format, "csv") == 0
               ? g_strdup(sr_number_write(buffer, value))
               : sr_number_format(value, decimals, sr_language());
}

/* The results of the indicators that [regions] names; NULL if one is not there. */
static GPtrArray *
results_of(const SrRun *run, GError **error)
{
    g_autoptr(GPtrArray) results = g_ptr_array_new();
    char **ids = run->project->region_indicators;

    for (int i = 0; ids[i] != NULL; i++) {
        const SrIndicator *indicator = sr_catalogue_find(run->catalogue, ids[i], error);

        if (indicator == NULL)
            return NULL;
        g_ptr_array_add(results, (gpointer)sr_values_result(run->values, indicator));
    }
    return g_steal_pointer(&results);
}

/* The figures of a scheme's areas that are compared beside their shape. */
static const SrValue **
newest_of(const SrRun *run, const SrResult *result, const SrDivision *division)
{
    g_autoptr(GPtrArray) periods = sr_values_periods(run->values, result, division);

    if (periods->len == 0)
        return NULL;
    return sr_values_slice(run->values, result, division,
                           periods->pdata[periods->len - 1]);
}

static char *
number(const SrValue *value, double amount, int decimals)
{
    if (value == NULL)
        return g_strdup("–");
    if (value->status != SR_STATUS_OK)
        return g_strdup(sr_status_sign(value->status));
    return figure(amount, decimals);
}

/* Area a against the mean of all areas, in per cent: how even the load is. */
static char *
spread(const SrDivision *division, const SrValue *const *slice, int area)
{
    double sum = 0;

    for (int a = 0; a < division->n_areas; a++) {
        if (slice[a] == NULL || slice[a]->status != SR_STATUS_OK)
            return g_strdup("–");
        sum += slice[a]->value;
    }
    double mean = sum / division->n_areas;
    return mean == 0 ? g_strdup("–") : figure(100 * (slice[area]->value / mean - 1), 0);
}

/* The cells of one indicator: a count with its spread; else parts and value. */
static void
add_figures(GPtrArray *cells, const SrRun *run, const GPtrArray *results,
            const SrDivision *division, int area)
{
    for (guint r = 0; r < results->len; r++) {
        const SrResult *result = results->pdata[r];
        const SrIndicator *indicator = result->indicator;
        g_autofree const SrValue **slice = newest_of(run, result, division);
        const SrValue *value = slice == NULL ? NULL : slice[area];
        bool is_ok = value != NULL && value->status == SR_STATUS_OK;

        if (sr_indicator_is_amount(indicator)) {
            g_ptr_array_add(cells,
                            number(value, is_ok ? value->value : 0, indicator->decimals));
            g_ptr_array_add(cells, slice == NULL ? g_strdup("–")
                                                 : spread(division, slice, area));
            continue;
        }
        g_ptr_array_add(cells, number(value, is_ok ? value->denominator : 0, 0));
        g_ptr_array_add(cells, number(value, is_ok ? value->numerator : 0, 0));
        g_ptr_array_add(cells,
                        number(value, is_ok ? value->value : 0, indicator->decimals));
    }
}

static void
add_head(SrListing *listing, const GPtrArray *results)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    const char *const shape[] = {N_("scheme"), N_("code"), N_("name"),   N_("members"),
                                 N_("parts"),  "km²",      N_("compact")};

    for (size_t i = 0; i < G_N_ELEMENTS(shape); i++)
        g_ptr_array_add(cells, g_strdup(shape[i]));
    for (guint r = 0; r < results->len; r++) {
        const SrIndicator *indicator = ((const SrResult *)results->pdata[r])->indicator;

        if (!sr_indicator_is_amount(indicator)) {
            g_ptr_array_add(cells, g_strdup(_("Denominator")));
            g_ptr_array_add(cells, g_strdup(indicator->numerator_text == NULL
                                                ? _("Numerator")
                                                : indicator->numerator_text));
        }
        g_ptr_array_add(cells, g_strdup(indicator->short_title));
        if (sr_indicator_is_amount(indicator))
            /* xgettext:no-c-format */
            g_ptr_array_add(cells, g_strdup(_("± % of mean")));
    }
    g_ptr_array_add(cells, NULL);
    sr_listing_add_row(listing, (const char *const *)cells->pdata);
}

/*
 * One line a region. Compactness is that of Polsby and Popper (1991): 4 pi area over
 * squared perimeter, 1 for a circle.
 */
static void
add_scheme(SrListing *listing, const SrRun *run, const GPtrArray *results,
           const SrScheme *scheme, int l)
{
    const SrDivision *division = scheme->divisions[l];
    g_autoptr(SrPolygons) polygons =
        sr_topology_dissolve(run->topology, division->area_of, division->n_areas);

    for (int a = 0; a < division->n_areas; a++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        double area_m2 = sr_polygons_area(polygons, a);
        double length_m = perimeter_m(polygons, a);

        g_ptr_array_add(cells, g_strdup(scheme->id));
        g_ptr_array_add(cells, g_strdup(division->codes[a]));
        g_ptr_array_add(cells, g_strdup(division->names[a]));
        g_ptr_array_add(cells, g_strdup_printf("%d", division->n_members[a]));
        g_ptr_array_add(cells, g_strdup_printf("%d", polygons->area_start[a + 1] -
                                                         polygons->area_start[a]));
        g_ptr_array_add(cells, figure(area_m2 / 1e6, 1));
        g_ptr_array_add(cells, figure(4 * G_PI * area_m2 / (length_m * length_m), 2));
        add_figures(cells, run, results, division, a);
        g_ptr_array_add(cells, NULL);
        sr_listing_add_row(listing, (const char *const *)cells->pdata);
    }
}

/* For each area of @after the area of @before that gives it most Gemeinden. */
static int *
origins_of(const SrDivision *before, const SrDivision *after)
{
    int *origins = g_new0(int, after->n_areas);

    for (int b = 0; b < after->n_areas; b++) {
        g_autofree int *shared = g_new0(int, before->n_areas);

        for (int g = 0; g < before->n_gemeinden; g++)
            if (after->area_of[g] == b)
                shared[before->area_of[g]]++;
        for (int a = 0; a < before->n_areas; a++)
            if (shared[a] > shared[origins[b]])
                origins[b] = a;
    }
    return origins;
}

/* A region that only got another name moves nobody. */
static void
append_moves(GString *text, const SrScheme *from, const SrScheme *to, int l)
{
    const SrDivision *before = from->divisions[l];
    const SrDivision *after = to->divisions[l];
    const SrDivision *gemeinden = from->divisions[0];
    g_autofree int *origins = origins_of(before, after);
    gsize length = text->len;

    for (int g = 0; g < gemeinden->n_areas; g++) {
        int was = before->area_of[g];
        int is = after->area_of[g];

        if (origins[is] == was)
            continue;
        g_string_append(text, "  ");
        sr_command_pad(text, gemeinden->names[g], 33);
        g_string_append_printf(text, "%s → %s\n", before->names[was], after->names[is]);
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
    bool is_csv = g_strcmp0(format, "csv") == 0;
    g_autoptr(SrListing) listing = sr_listing_new();

    if (format != NULL && !is_csv && !g_str_equal(format, "text"))
        return sr_command_usage(error, _("--format is text or csv, not '%s'"), format);
    g_autoptr(SrRun) run =
        sr_run_open(folder, SR_OPEN_ALL, true, (const char *const *)arguments, error);
    if (run == NULL || !sr_findings_check(run->findings, error))
        return false;
    if (level != NULL && sr_run_division(run, NULL, level, error) == NULL)
        return false;
    if (!sr_run_load(run, error) || !sr_run_evaluate(run, NULL, error))
        return false;
    g_autoptr(GPtrArray) results = results_of(run, error);
    if (results == NULL)
        return false;
    int l = level == NULL ? coarsest_level(run) : sr_project_level(run->project, level);
    add_head(listing, results);
    for (int s = 0; s < run->n_schemes; s++)
        add_scheme(listing, run, results, run->schemes[s], l);
    g_autofree char *table = sr_listing_print(listing, format);
    GString *text = g_string_new(table);
    for (int s = 1; s < run->n_schemes && !is_csv; s++) {
        g_string_append_printf(text, _("\nMoves from %s to %s:\n"), run->schemes[0]->id,
                               run->schemes[s]->id);
        append_moves(text, run->schemes[0], run->schemes[s], l);
    }
    g_autofree char *owned = g_string_free(text, FALSE);
    return sr_command_write(NULL, owned, error);
}

const SrCommand sr_command_regions = {
    "regions", N_("[SCHEME…]"),
    N_("compare region schemes: people, load, parts, compactness"), regions, options};
