#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "commands/command.h"
#include "commands/listing.h"
#include "publish/comparisonpage.h"

#include <glib/gi18n.h>
#include <math.h>

static char *format;
static char *level;
static char *style;
static char *output;
static gboolean wants_moves;

static const GOptionEntry options[] = {
    {"level", 'l', 0, G_OPTION_ARG_STRING, &level,
     N_("the level compared; the coarsest that schemes make if absent"), N_("LEVEL")},
    {"moves", 'm', 0, G_OPTION_ARG_NONE, &wants_moves,
     N_("only the Gemeinden that change hands from the first scheme to the others"),
     NULL},
    {"format", 0, 0, G_OPTION_ARG_STRING, &format,
     N_("text (default), csv, or pdf: maps and tables on pages"), N_("FORMAT")},
    {"style", 0, 0, G_OPTION_ARG_STRING, &style,
     N_("the style of pages; the project's first if absent"), N_("STYLE")},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
     N_("the file; of pages regions.pdf if absent"), N_("FILE")},
    G_OPTION_ENTRY_NULL};

static bool
is_csv(void)
{
    return g_strcmp0(format, "csv") == 0;
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

static int
coarsest_level(const SrRun *run)
{
    int found = 0;

    for (int l = 0; l < run->project->n_levels; l++)
        if (!sr_level_is_fixed(&run->project->levels[l]))
            found = l;
    return found;
}

/* Numbers in full for machines, as people read them otherwise. */
static char *
cell_of(const SrComparison *comparison, int scheme, int area, guint column)
{
    char buffer[SR_NUMBER_SIZE];

    if (!is_csv())
        return sr_comparison_words(comparison, scheme, area, column, sr_language());
    SrCompared figure = sr_comparison_figure(comparison, scheme, area, column);
    return g_strdup(isnan(figure.value) ? "" : sr_number_write(buffer, figure.value));
}

/* Each indicator's value is followed by its status, for machines. */
static bool
has_status(const SrComparedColumn *column)
{
    return is_csv() && column->kind == SR_COMPARED_VALUE;
}

static void
add_row(SrListing *listing, GPtrArray *cells)
{
    g_ptr_array_add(cells, NULL);
    sr_listing_add_row(listing, (const char *const *)cells->pdata);
}

static void
add_head(SrListing *listing, const SrComparison *comparison)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    const char *const about[] = {N_("scheme"), N_("code"), N_("name")};

    for (size_t i = 0; i < G_N_ELEMENTS(about); i++)
        g_ptr_array_add(cells, g_strdup(about[i]));
    for (guint c = 0; c < comparison->columns->len; c++) {
        const SrComparedColumn *column = sr_comparison_column(comparison, c);

        g_ptr_array_add(cells, g_strdup(is_csv() ? column->id : column->title));
        if (has_status(column))
            g_ptr_array_add(cells, g_strconcat(column->id, "_status", NULL));
    }
    add_row(listing, cells);
}

static void
add_region(SrListing *listing, const SrComparison *comparison, int s, int area)
{
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    const SrDivision *division = sr_comparison_division(comparison, s);

    g_ptr_array_add(cells, g_strdup(comparison->of.schemes[s]->id));
    g_ptr_array_add(cells, g_strdup(division->codes[area]));
    g_ptr_array_add(cells, g_strdup(division->names[area]));
    for (guint c = 0; c < comparison->columns->len; c++) {
        SrCompared figure = sr_comparison_figure(comparison, s, area, c);
        bool is_absent = isnan(figure.value) && figure.status == SR_STATUS_OK;

        g_ptr_array_add(cells, cell_of(comparison, s, area, c));
        if (has_status(sr_comparison_column(comparison, c)))
            g_ptr_array_add(cells, g_strdup(sr_status_name(is_absent ? SR_STATUS_MISSING
                                                                     : figure.status)));
    }
    add_row(listing, cells);
}

static char *
list_regions(const SrComparison *comparison)
{
    g_autoptr(SrListing) listing = sr_listing_new();

    add_head(listing, comparison);
    for (int s = 0; s < comparison->of.n_schemes; s++)
        for (int a = 0; a < sr_comparison_division(comparison, s)->n_areas; a++)
            add_region(listing, comparison, s, a);
    return sr_listing_print(listing, format);
}

static void
add_moves(SrListing *listing, const SrComparison *comparison, int s)
{
    const SrDivision *before = sr_comparison_division(comparison, 0);
    const SrDivision *after = sr_comparison_division(comparison, s);
    const SrDivision *gemeinden = comparison->of.schemes[0]->divisions[0];

    for (int g = 0; g < gemeinden->n_areas; g++) {
        int was = before->area_of[g];
        int is = after->area_of[g];

        if (sr_comparison_moves(comparison, s, g))
            sr_listing_add(listing, comparison->of.schemes[0]->id,
                           comparison->of.schemes[s]->id, gemeinden->codes[g],
                           gemeinden->names[g], before->codes[was], before->names[was],
                           after->codes[is], after->names[is], NULL);
    }
}

static char *
list_moves(const SrComparison *comparison)
{
    g_autoptr(SrListing) listing = sr_listing_new();

    sr_listing_add(listing, "from_scheme", "to_scheme", "code", "name", "from_code",
                   "from_name", "to_code", "to_name", NULL);
    for (int s = 1; s < comparison->of.n_schemes; s++)
        add_moves(listing, comparison, s);
    return sr_listing_print(listing, format);
}

static void
append_moves(GString *text, const SrComparison *comparison, int s)
{
    const SrDivision *before = sr_comparison_division(comparison, 0);
    const SrDivision *after = sr_comparison_division(comparison, s);
    const SrDivision *gemeinden = comparison->of.schemes[0]->divisions[0];
    gsize length = text->len;

    for (int g = 0; g < gemeinden->n_areas; g++) {
        if (!sr_comparison_moves(comparison, s, g))
            continue;
        g_string_append(text, "  ");
        sr_command_pad(text, gemeinden->names[g], 33);
        g_string_append_printf(text, "%s → %s\n", before->names[before->area_of[g]],
                               after->names[after->area_of[g]]);
    }
    if (text->len == length)
        g_string_append_printf(text, "  %s\n", _("no Gemeinde changes"));
}

static bool
print_text(const SrComparison *comparison, GError **error)
{
    g_autofree char *table = wants_moves && is_csv() ? list_moves(comparison) : NULL;
    g_autoptr(GString) text = g_string_new(table);

    if (table == NULL && !wants_moves) {
        g_autofree char *regions = list_regions(comparison);

        g_string_append(text, regions);
    }
    for (int s = 1; s < comparison->of.n_schemes && !is_csv(); s++) {
        g_string_append_printf(text, _("\nMoves from %s to %s:\n"),
                               comparison->of.schemes[0]->id,
                               comparison->of.schemes[s]->id);
        append_moves(text, comparison, s);
    }
    return sr_command_write(output, text->str, error);
}

static bool
draw_pages(const SrRun *run, const SrComparison *comparison, GError **error)
{
    const char *before = sr_language_use(run->project->language);
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, style, error);
    bool drawn = workshop != NULL;

    if (drawn) {
        /* Words of columns are those of the pages. */
        g_autoptr(SrComparison) printed = sr_comparison_new(&comparison->of);

        sr_run_fill_press(run, &workshop->press);
        drawn = sr_comparison_page_write(printed, &workshop->press,
                                         output == NULL ? "regions.pdf" : output, error);
    }
    sr_language_use(before);
    return drawn;
}

static bool
check_options(GError **error)
{
    static const char *const formats[] = {"text", "csv", "pdf", NULL};

    if (format != NULL && !g_strv_contains(formats, format))
        return sr_command_usage(error, _("--format is text, csv or pdf, not '%s'"),
                                format);
    if (format == NULL && output != NULL && g_str_has_suffix(output, ".pdf"))
        format = g_strdup("pdf");
    else if (format == NULL && output != NULL && g_str_has_suffix(output, ".csv"))
        format = g_strdup("csv");
    return true;
}

static bool
regions(const char *folder, char **arguments, GError **error)
{
    if (!check_options(error))
        return false;
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
    SrComparisonOf of = {.topology = run->topology,
                         .values = run->values,
                         .schemes = run->schemes,
                         .n_schemes = run->n_schemes,
                         .level = level == NULL ? coarsest_level(run)
                                                : sr_project_level(run->project, level),
                         .results = results};
    g_autoptr(SrComparison) comparison = sr_comparison_new(&of);
    return g_strcmp0(format, "pdf") == 0 ? draw_pages(run, comparison, error)
                                         : print_text(comparison, error);
}

const SrCommand sr_command_regions = {
    "regions", N_("[SCHEME…]"),
    N_("compare region schemes: people, load, parts, compactness"), regions, options};
