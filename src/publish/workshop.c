#include "publish/workshop.h"

#include "base/error.h"
#include "base/folder.h"
#include "base/nearest.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <string.h>

/* The styles there are, for a suggestion. */
static char *
known_styles(const char *folder, const char *wanted)
{
    g_autofree char *path = g_build_filename(folder, "styles", NULL);
    g_autoptr(GPtrArray) ids = sr_folder_ids(path, ".ini", NULL);
    guint palettes = 0;

    if (ids == NULL)
        return g_strdup("");
    if (g_ptr_array_find_with_equal_func(ids, "palettes", g_str_equal, &palettes))
        g_ptr_array_remove_index(ids, palettes);
    return sr_nearest_list(wanted, (const char *const *)ids->pdata, (int)ids->len, 3);
}

static bool
read_style(SrWorkshop *workshop, const SrWorkshopPlan *plan, SrFindings *findings,
           GError **error)
{
    g_autofree char *name = g_strdup_printf("%s.ini", plan->style);
    g_autofree char *path = g_build_filename(plan->folder, "styles", name, NULL);
    g_autofree char *palettes =
        g_build_filename(plan->folder, "styles", "palettes.ini", NULL);

    if (strchr(plan->style, '/') != NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_autofree char *harmless = sr_text_harmless(plan->style);
        g_autofree char *near = known_styles(plan->folder, plan->style);
        if (*near == '\0') {
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("no style '%s': the project has no folder styles/; copy the "
                          "one of the example project"),
                        harmless);
            return false;
        }
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("no style '%s'; there are %s"),
                    harmless, near);
        return false;
    }
    /* Of other files it is said where they are read. */
    int n_errors = sr_findings_n_errors(findings);
    workshop->style = sr_style_read(path, plan->language, findings, error);
    if (workshop->style == NULL)
        return false;
    workshop->palettes = sr_palettes_read(palettes, findings, error);
    if (workshop->palettes == NULL)
        return false;
    if (sr_findings_n_errors(findings) > n_errors)
        return sr_findings_check(findings, error);
    const char *families[] = {workshop->style->family, workshop->style->condensed, NULL};
    workshop->fonts = sr_fonts_new(families, error);
    return workshop->fonts != NULL &&
           sr_fonts_load_hyphen(workshop->fonts, plan->language, error);
}

static void
make_grounds(SrWorkshop *workshop, const SrWorkshopPlan *plan)
{
    int n_levels = plan->schemes[0]->n_levels;
    const SrStyle *style = workshop->style;
    g_autofree const int **groups = g_new(const int *, n_levels);
    g_autofree int *n_areas = g_new(int, n_levels);

    workshop->n_schemes = plan->n_schemes;
    workshop->grounds = g_new0(SrGround *, plan->n_schemes);
    workshop->level_names = g_new0(const char *, n_levels + 1);
    for (int s = 0; s < plan->n_schemes; s++) {
        for (int l = 0; l < n_levels; l++) {
            const SrDivision *division = plan->schemes[s]->divisions[l];

            groups[l] = division->area_of;
            n_areas[l] = division->n_areas;
            workshop->level_names[l] = sr_prose_kind(division);
        }
        SrSimplification how = sr_ground_detail(plan->topology, style->width_mm,
                                                style->height_mm, style->detail_mm);
        workshop->grounds[s] =
            sr_ground_new(plan->topology, groups, n_areas, n_levels, &how);
    }
}

SrWorkshop *
sr_workshop_new(const SrWorkshopPlan *plan, SrFindings *findings, GError **error)
{
    g_autoptr(SrWorkshop) workshop = g_new0(SrWorkshop, 1);

    if (!read_style(workshop, plan, findings, error))
        return NULL;
    make_grounds(workshop, plan);
    workshop->press = (SrPress){
        .folder = plan->folder,
        .topology = plan->topology,
        .schemes = plan->schemes,
        .grounds = workshop->grounds,
        .n_schemes = plan->n_schemes,
        .level_names = workshop->level_names,
        .atelier = {workshop->fonts, workshop->style, workshop->palettes},
        .language = plan->language,
    };
    return g_steal_pointer(&workshop);
}

static void
check_palettes(const SrPalettes *palettes, const SrCatalogue *catalogue,
               SrFindings *findings)
{
    for (int i = 0; i < sr_catalogue_n(catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(catalogue, i);
        const char *name = indicator->palette;
        g_autoptr(GError) error = NULL;

        if (name != NULL &&
            sr_palettes_find(palettes, name + (*name == '-' ? 1 : 0), &error) == NULL)
            sr_findings_add(findings, SR_FINDING_ERROR, indicator->path,
                            indicator->palette_line, "palette", "%s", error->message);
    }
}

void
sr_workshop_check(const SrWorkshopPlan *plan, const SrCatalogue *catalogue,
                  SrFindings *findings)
{
    g_autoptr(SrWorkshop) workshop = g_new0(SrWorkshop, 1);
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_strdup_printf("%s/styles/%s.ini", plan->folder, plan->style);
    int n_errors = sr_findings_n_errors(findings);

    /* What it says of files is among the findings already. */
    if (!read_style(workshop, plan, findings, &error) &&
        sr_findings_n_errors(findings) == n_errors)
        sr_findings_take(findings, path, g_steal_pointer(&error));
    if (workshop->palettes != NULL)
        check_palettes(workshop->palettes, catalogue, findings);
}

void
sr_workshop_free(SrWorkshop *workshop)
{
    if (workshop == NULL)
        return;
    for (int s = 0; s < workshop->n_schemes; s++)
        sr_ground_free(workshop->grounds[s]);
    g_free(workshop->grounds);
    g_free(workshop->level_names);
    sr_fonts_free(workshop->fonts);
    sr_palettes_free(workshop->palettes);
    sr_style_free(workshop->style);
    g_free(workshop);
}
