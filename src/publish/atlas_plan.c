/* The definition of an atlas, read and checked. */
#include "publish/atlas_private.h"

#include "base/error.h"
#include "base/file.h"
#include "base/keyfile.h"
#include "base/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEAST_WIDTH_MM 180
#define LEAST_HEIGHT_MM 260

static const SrKey keys[] = {
    {"atlas", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what stands on the title page")},
    {"atlas", "subtitle", SR_KEY_TEXT, .translated = true, .doc = N_("below the title")},
    {"atlas", "chapters", SR_KEY_LIST, .doc = N_("ids of chapters; all if absent")},
    {"atlas", "indicators", SR_KEY_LIST, .doc = N_("ids of indicators; all if absent")},
    {"atlas", "overviews", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("a page at the head of each chapter with its indicators by region")},
    {"atlas", "sections", SR_KEY_LIST,
     .fallback = "title;contents;foreword;essentials;reading;regions;indicators;schemes;"
                 "profiles;places;sources",
     .doc = N_("what stands in it, in this order; tables is there, too")},
    {"atlas", "foreword", SR_KEY_TEXT,
     .doc = N_("a file of Markdown in styles/atlas, for the section foreword")},
    {"atlas", "glossary", SR_KEY_TEXT,
     .doc = N_("a file of Markdown in styles/atlas, for the section sources")},
    {"atlas", "figures", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("a page of bars and time line for each indicator beside its map")},
    {"atlas", "scatter", SR_KEY_LIST,
     .doc = N_("pairs of ids of indicators, drawn against each other")},
    {"atlas", "area", SR_KEY_TEXT,
     .doc = N_("code of one region: only its profile and those within it")},
    {"atlas", "profiles", SR_KEY_LIST,
     .doc = N_("levels whose areas have a profile; none if absent")},
    {"atlas", "profile", SR_KEY_LIST,
     .doc = N_("ids of indicators: the key figures of profiles and of the two pages")},
    {"atlas", "parts", SR_KEY_LIST,
     .doc = N_("ids of indicators that add up to a whole: a stacked bar in profiles")},
};
const SrKeyTable sr_atlas_keys = {"atlas", "styles/atlas/<id>.ini", keys,
                                  G_N_ELEMENTS(keys)};

void
sr_atlas_plan_free(SrAtlasPlan *plan)
{
    g_free(plan->title);
    g_free(plan->subtitle);
    g_strfreev(plan->chapters);
    g_strfreev(plan->indicators);
    g_strfreev(plan->profiles);
    g_strfreev(plan->profile);
    g_strfreev(plan->parts);
    g_strfreev(plan->sections);
    g_strfreev(plan->scatter);
    g_free(plan->foreword);
    g_free(plan->foreword_name);
    g_free(plan->glossary);
    g_free(plan->glossary_name);
    g_free(plan->area);
    g_free(plan);
}

static bool
has_indicator(const SrCatalogue *catalogue, const char *chapter)
{
    for (int i = 0; i < sr_catalogue_n(catalogue); i++)
        if (g_str_equal(
                sr_indicator_chapter(catalogue, sr_catalogue_at(catalogue, i))->id,
                chapter))
            return true;
    return false;
}

static void
check_rest(const SrPress *press, const SrKeyfile *file, const SrAtlasPlan *plan,
           SrFindings *findings)
{
    const SrDivision *regions =
        press->schemes[0]->divisions[sr_atlas_region_level(press)];

    for (int i = 0; plan->sections[i] != NULL; i++)
        if (!sr_atlas_has_section(plan->sections[i])) {
            g_autofree char *known = sr_atlas_sections();

            sr_keyfile_complain(file, findings, "atlas", "sections",
                                N_("no section '%s'; there are %s"), plan->sections[i],
                                known);
        }
    if (g_strv_length(plan->scatter) % 2 != 0)
        sr_keyfile_complain(file, findings, "atlas", "scatter",
                            N_("these are pairs; one has no partner"));
    if (plan->area != NULL && sr_division_find(regions, plan->area) < 0)
        sr_keyfile_complain(file, findings, "atlas", "area",
                            N_("no area '%s' at the level %s"), plan->area,
                            regions->level->id);
}

/* The text of the file that @key names, and its @name as errors tell it: or NULL. */
static char *
read_text(const SrPress *press, const SrKeyfile *file, const char *key, char **name,
          SrFindings *findings)
{
    const char *given = sr_keyfile_text(file, "atlas", key);
    g_autoptr(GError) error = NULL;

    if (given == NULL)
        return NULL;
    g_autofree char *path =
        g_build_filename(press->folder, "styles", "atlas", given, NULL);
    *name = g_strdup_printf("styles/atlas/%s", given);
    char *text = sr_file_read(path, SR_MEGABYTE, NULL, &error);
    if (text != NULL)
        return text;
    sr_keyfile_complain(file, findings, "atlas", key, "%s", error->message);
    if (g_error_matches(error, SR_ERROR, SR_ERROR_IO))
        sr_findings_set_unreadable(findings);
    return NULL;
}

static void
check_indicators(const SrPress *press, const SrKeyfile *file, const SrAtlasPlan *plan,
                 SrFindings *findings)
{
    const struct {
        const char *key;
        char **ids;
    } lists[] = {{"indicators", plan->indicators},
                 {"profile", plan->profile},
                 {"parts", plan->parts},
                 {"scatter", plan->scatter}};

    for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
        for (int i = 0; lists[l].ids[i] != NULL; i++) {
            g_autoptr(GError) error = NULL;

            if (sr_catalogue_find(press->catalogue, lists[l].ids[i], &error) == NULL)
                sr_keyfile_complain(file, findings, "atlas", lists[l].key, "%s",
                                    error->message);
        }
    for (int i = 0; plan->profiles[i] != NULL; i++)
        if (sr_scheme_find(press->schemes[0], plan->profiles[i]) == NULL)
            sr_keyfile_complain(file, findings, "atlas", "profiles", N_("no level '%s'"),
                                plan->profiles[i]);
    for (int i = 0; plan->chapters[i] != NULL; i++) {
        bool known = false;

        for (guint c = 0; c < press->catalogue->chapters->len; c++) {
            const SrChapter *chapter = press->catalogue->chapters->pdata[c];
            known = known || g_str_equal(chapter->id, plan->chapters[i]);
        }
        if (!known)
            sr_keyfile_complain(file, findings, "atlas", "chapters",
                                N_("no chapter '%s'"), plan->chapters[i]);
        else if (!has_indicator(press->catalogue, plan->chapters[i]))
            sr_keyfile_complain(file, findings, "atlas", "chapters",
                                N_("the chapter '%s' has no indicator"),
                                plan->chapters[i]);
    }
    check_rest(press, file, plan, findings);
}

/* A map with its headings and notes stands on one page. */
static bool
check_page(const SrPress *press, GError **error)
{
    const SrStyle *style = press->atelier.style;

    if (style == NULL ||
        (style->width_mm >= LEAST_WIDTH_MM && style->height_mm >= LEAST_HEIGHT_MM))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("the atlas needs pages of %d × %d mm or more; those of the style '%s' "
                  "have %.0f × %.0f mm"),
                LEAST_WIDTH_MM, LEAST_HEIGHT_MM, style->id, style->width_mm,
                style->height_mm);
    return false;
}

SrAtlasPlan *
sr_atlas_plan_read(const SrPress *press, const char *name, const char *area,
                   SrFindings *findings, GError **error)
{
    g_autofree char *harmless = sr_text_harmless(name);
    g_autofree char *file_name = g_strdup_printf("%s.ini", name);
    int n_errors = sr_findings_n_errors(findings); /* of other files */
    g_autofree char *path =
        g_build_filename(press->folder, "styles", "atlas", file_name, NULL);

    if (!check_page(press, error))
        return NULL;
    if (strchr(name, '/') != NULL || !g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("no atlas '%s': there is no styles/atlas/%s.ini"), harmless,
                    harmless);
        return NULL;
    }
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_atlas_keys, findings, error);
    if (file == NULL)
        return NULL;
    g_autoptr(SrAtlasPlan) plan = g_new0(SrAtlasPlan, 1);
    plan->title =
        g_strdup(sr_keyfile_translated(file, "atlas", "title", press->language));
    plan->subtitle =
        g_strdup(sr_keyfile_translated(file, "atlas", "subtitle", press->language));
    plan->chapters = sr_keyfile_list(file, "atlas", "chapters");
    plan->indicators = sr_keyfile_list(file, "atlas", "indicators");
    plan->has_overviews = sr_keyfile_bool(file, "atlas", "overviews");
    plan->has_figures = sr_keyfile_bool(file, "atlas", "figures");
    plan->sections = sr_keyfile_list(file, "atlas", "sections");
    plan->scatter = sr_keyfile_list(file, "atlas", "scatter");
    plan->area = g_strdup(area != NULL ? area : sr_keyfile_text(file, "atlas", "area"));
    plan->foreword = read_text(press, file, "foreword", &plan->foreword_name, findings);
    plan->glossary = read_text(press, file, "glossary", &plan->glossary_name, findings);
    plan->profiles = sr_keyfile_list(file, "atlas", "profiles");
    plan->profile = sr_keyfile_list(file, "atlas", "profile");
    plan->parts = sr_keyfile_list(file, "atlas", "parts");
    check_indicators(press, file, plan, findings);
    if (sr_findings_n_errors(findings) == n_errors)
        return g_steal_pointer(&plan);
    return sr_findings_check(findings, error) ? g_steal_pointer(&plan) : NULL;
}

void
sr_atlas_check(const SrPress *press, const char *name, SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_strdup_printf("%s/styles/atlas/%s.ini", press->folder, name);
    int n_errors = sr_findings_n_errors(findings);
    g_autoptr(SrAtlasPlan) plan = sr_atlas_plan_read(press, name, NULL, findings, &error);

    /* What it says of keys is among the findings already. */
    if (plan == NULL && sr_findings_n_errors(findings) == n_errors)
        sr_findings_take(findings, path, g_steal_pointer(&error));
}
