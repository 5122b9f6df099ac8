#include "base/error.h"
#include "base/folder.h"
#include "base/keyfile.h"
#include "base/language.h"
#include "base/nearest.h"
#include "commands/command.h"
#include "commands/listing.h"
#include "data/dataset.h"
#include "data/figures.h"
#include "draw/style.h"
#include "indicator/definitionkeys.h"
#include "publish/atlas.h"
#include "stats/classify.h"

#include <glib/gi18n.h>
#include <string.h>

static char *format;

static const GOptionEntry options[] = {{"format", 0, 0, G_OPTION_ARG_STRING, &format,
                                        N_("text (default) or csv"), N_("FORMAT")},
                                       G_OPTION_ENTRY_NULL};

static bool
list_indicators(SrRun *run, SrListing *list, GError **error)
{
    (void)error;
    sr_listing_add(list, N_("indicator"), N_("title"), N_("kind"), N_("levels"), NULL);
    for (int i = 0; i < sr_catalogue_n(run->catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(run->catalogue, i);
        g_autofree char *levels = g_strjoinv(";", indicator->levels);

        sr_listing_add(list, indicator->id, indicator->title,
                       sr_kind_name(indicator->kind), levels, NULL);
    }
    return true;
}

static bool
list_areas(SrRun *run, SrListing *list, GError **error)
{
    (void)error;
    sr_listing_add(list, N_("scheme"), N_("level"), N_("area"), N_("name"),
                   N_("gemeinden"), NULL);
    for (int s = 0; s < run->n_schemes; s++)
        for (int l = 0; l < run->schemes[s]->n_levels; l++) {
            const SrDivision *division = run->schemes[s]->divisions[l];
            bool is_fixed = sr_level_is_fixed(division->level);

            for (int a = 0; a < division->n_areas && (s == 0 || !is_fixed); a++) {
                g_autofree char *members = g_strdup_printf("%d", division->n_members[a]);

                sr_listing_add(list, is_fixed ? "" : run->schemes[s]->id,
                               division->level->id, division->codes[a],
                               division->names[a], members, NULL);
            }
        }
    return true;
}

static bool
list_schemes(SrRun *run, SrListing *list, GError **error)
{
    g_autofree char *folder =
        g_build_filename(run->project->folder, "shapes/regions", NULL);
    g_autoptr(GPtrArray) ids = sr_folder_ids(folder, ".csv", error);

    if (ids == NULL)
        return false;
    sr_listing_add(list, N_("scheme"), N_("default"), NULL);
    for (guint i = 0; i < ids->len; i++)
        sr_listing_add(
            list, ids->pdata[i],
            run->n_schemes > 0 && g_str_equal(run->schemes[0]->id, ids->pdata[i]) ? sr_yes
                                                                                  : "",
            NULL);
    return true;
}

static bool
list_styles(SrRun *run, SrListing *list, GError **error)
{
    g_autofree char *folder = g_build_filename(run->project->folder, "styles", NULL);
    g_autoptr(GPtrArray) ids = sr_folder_ids(folder, ".ini", error);

    if (ids == NULL)
        return false;
    sr_listing_add(list, N_("style"), NULL);
    for (guint i = 0; i < ids->len; i++)
        if (!g_str_equal(ids->pdata[i], "palettes"))
            sr_listing_add(list, ids->pdata[i], NULL);
    return true;
}

static bool
list_palettes(SrRun *run, SrListing *list, GError **error)
{
    g_autofree char *path =
        g_build_filename(run->project->folder, "styles", "palettes.ini", NULL);
    g_autoptr(SrPalettes) palettes = sr_palettes_read(path, run->findings, error);

    if (palettes == NULL || !sr_findings_check(run->findings, error))
        return false;
    sr_listing_add(list, N_("palette"), N_("kind"), N_("classes"), N_("licence"),
                   N_("source"), NULL);
    for (int i = 0; i < sr_palettes_n(palettes); i++) {
        const SrPalette *palette = sr_palettes_at(palettes, i);
        g_autofree char *most = g_strdup_printf("%d", palette->most);

        sr_listing_add(list, palette->name, sr_palette_kind_name(palette->kind), most,
                       palette->license, palette->source, NULL);
    }
    return true;
}

static bool
list_methods(SrRun *run, SrListing *list, GError **error)
{
    (void)run;
    (void)error;
    sr_listing_add(list, N_("method"), NULL);
    for (int i = 0; sr_method_at(i) != NULL; i++)
        sr_listing_add(list, sr_method_name(sr_method_at(i)), NULL);
    return true;
}

static bool
list_variables(SrRun *run, SrListing *list, GError **error)
{
    if (!sr_run_load(run, error))
        return false;
    g_autoptr(GPtrArray) variables = sr_figures_list(run->store, error);
    if (variables == NULL)
        return false;
    sr_listing_add(list, N_("variable"), N_("title"), N_("unit"), N_("levels"),
                   N_("periods"), N_("bands"), N_("protected"), N_("synthetic"),
                   N_("datasets"), NULL);
    for (guint i = 0; i < variables->len; i++) {
        const SrVariable *variable = variables->pdata[i];
        guint n = g_strv_length(variable->periods);
        g_autofree char *levels = g_strjoinv(";", variable->levels);
        g_autofree char *datasets = g_strjoinv(";", variable->datasets);
        g_autofree char *periods = n > 1
                                       ? g_strdup_printf("%s … %s", variable->periods[0],
                                                         variable->periods[n - 1])
                                       : g_strdup(n == 0 ? "" : variable->periods[0]);

        bool is_english = g_str_equal(sr_language(), "en") && *variable->title_en != '\0';
        sr_listing_add(list, variable->name,
                       is_english ? variable->title_en : variable->title, variable->unit,
                       levels, periods, variable->has_ages ? "_u21 _6_17 _65plus" : "",
                       variable->is_protected ? sr_yes : "",
                       variable->is_synthetic ? sr_yes : "", datasets, NULL);
    }
    return true;
}

/* To list something else, write its function and add a line. */
static const struct {
    const char *name;
    bool (*fill)(SrRun *run, SrListing *list, GError **error);
} kinds[] = {
    {"indicators", list_indicators}, {"areas", list_areas},
    {"schemes", list_schemes},       {"styles", list_styles},
    {"palettes", list_palettes},     {"methods", list_methods},
    {"variables", list_variables},
};

static bool
print_list(SrRun *run, const char *what, GError **error)
{
    g_autoptr(SrListing) list = sr_listing_new();
    const char *names[G_N_ELEMENTS(kinds)];
    bool known = false;
    bool done = false;

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        names[i] = kinds[i].name;
        if (g_str_equal(what, kinds[i].name)) {
            known = true;
            done = kinds[i].fill(run, list, error);
        }
    }
    if (!known) {
        g_autofree char *all =
            sr_nearest_list(what, names, G_N_ELEMENTS(kinds), G_N_ELEMENTS(kinds));
        sr_command_usage(error, _("cannot list '%s'; there are %s"), what, all);
    }
    if (done) {
        g_autofree char *text = sr_listing_print(list, format);

        done = sr_command_write(NULL, text, error);
    }
    return done;
}

/* Every table of keys there is; a new one is a new line. */
static const SrKeyTable *const key_tables[] = {
    &sr_project_keys, &sr_boundaries_keys, &sr_scheme_keys,
    &sr_dataset_keys, &sr_indicator_keys,  &sr_chapter_keys,
    &sr_style_keys,   &sr_palette_keys,    &sr_atlas_keys,
};

/* One table alone: the one of docs/indikatoren.md. */
static bool
print_key_table(const char *kind, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();

    for (size_t i = 0; i < G_N_ELEMENTS(key_tables); i++) {
        if (g_str_equal(key_tables[i]->kind, kind)) {
            g_autofree char *table = sr_key_table_markdown(key_tables[i]);

            return sr_command_write(NULL, table, error);
        }
        g_ptr_array_add(known, (gpointer)key_tables[i]->kind);
    }
    g_autofree char *all = sr_nearest_list(kind, (const char *const *)known->pdata,
                                           (int)known->len, (int)known->len);
    return sr_command_usage(error, _("there is no table of keys '%s'; there are %s"),
                            kind, all);
}

/* docs/schluessel.md is made of this. It needs no project. */
static bool
print_keys(GError **error)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "# %s\n\n%s\n", _("All keys of all settings"),
                           _("Printed by the program from its own tables (make docs)."));
    for (size_t i = 0; i < G_N_ELEMENTS(key_tables); i++) {
        g_autofree char *table = sr_key_table_markdown(key_tables[i]);

        g_string_append_printf(text, "\n%s", table);
    }
    g_autofree char *owned = g_string_free(text, FALSE);
    return sr_command_write(NULL, owned, error);
}

static bool
list_things(const char *folder, char **arguments, GError **error)
{
    if (g_strv_length(arguments) == 2 && g_str_equal(*arguments, "keys"))
        return print_key_table(arguments[1], error);
    if (g_strv_length(arguments) != 1)
        return sr_command_usage(error, _("list takes one word; see list --help"));
    if (format != NULL && !g_str_equal(format, "csv") && !g_str_equal(format, "text"))
        return sr_command_usage(error, _("--format is text or csv, not '%s'"), format);
    if (g_str_equal(*arguments, "keys"))
        return print_keys(error);
    bool needs_indicators = g_str_equal(*arguments, "indicators");
    g_autoptr(SrRun) run = sr_command_open_part(
        folder, needs_indicators ? SR_OPEN_ALL : SR_OPEN_FIGURES, true, NULL, error);
    return run != NULL && print_list(run, *arguments, error);
}

const SrCommand sr_command_list = {
    "list", "indicators|areas|schemes|styles|palettes|methods|variables|keys [KIND]",
    N_("what there is"), list_things, options};
