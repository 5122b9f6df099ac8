#include "publish/atlas_private.h"

#include "base/error.h"
#include "base/keyfile.h"
#include "base/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

static const SrKey keys[] = {
    {"atlas", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what stands on the title page")},
    {"atlas", "subtitle", SR_KEY_TEXT, .translated = true, .doc = N_("below the title")},
    {"atlas", "chapters", SR_KEY_LIST, .doc = N_("ids of chapters; all if absent")},
    {"atlas", "indicators", SR_KEY_LIST, .doc = N_("ids of indicators; all if absent")},
    {"atlas", "overviews", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("a page at the head of each chapter with its indicators by region")},
    {"atlas", "essentials", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("two pages at the head with what stands out, in sentences")},
    {"atlas", "profiles", SR_KEY_LIST,
     .doc = N_("levels whose areas have a profile; none if absent")},
    {"atlas", "profile", SR_KEY_LIST,
     .doc = N_("ids of indicators: the key figures of profiles and of the two pages")},
    {"atlas", "parts", SR_KEY_LIST,
     .doc = N_("ids of indicators that add up to a whole: a stacked bar in profiles")},
};
const SrKeyTable sr_atlas_keys = {"atlas", "styles/atlas/<id>.ini", keys,
                                  G_N_ELEMENTS(keys)};

/* A4 with room for a hole punch. */
#define MARGIN_MM 18.0
#define TOP_MM 21.0
#define BOTTOM_MM 16.0

static void
plan_free(SrAtlasPlan *plan)
{
    g_free(plan->title);
    g_free(plan->subtitle);
    g_strfreev(plan->chapters);
    g_strfreev(plan->indicators);
    g_strfreev(plan->profiles);
    g_strfreev(plan->profile);
    g_strfreev(plan->parts);
    g_free(plan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrAtlasPlan, plan_free)

static void
check_indicators(const SrPress *press, const SrKeyfile *file, const SrAtlasPlan *plan,
                 SrFindings *findings)
{
    const struct {
        const char *key;
        char **ids;
    } lists[] = {{"indicators", plan->indicators},
                 {"profile", plan->profile},
                 {"parts", plan->parts}};

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
    }
}

static SrAtlasPlan *
read_plan(const SrPress *press, const char *name, GError **error)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *harmless = sr_text_harmless(name);
    g_autofree char *file_name = g_strdup_printf("%s.ini", name);
    g_autofree char *path =
        g_build_filename(press->folder, "styles", "atlas", file_name, NULL);

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
    plan->has_essentials = sr_keyfile_bool(file, "atlas", "essentials");
    plan->profiles = sr_keyfile_list(file, "atlas", "profiles");
    plan->profile = sr_keyfile_list(file, "atlas", "profile");
    plan->parts = sr_keyfile_list(file, "atlas", "parts");
    check_indicators(press, file, plan, findings);
    return sr_findings_check(findings, error) ? g_steal_pointer(&plan) : NULL;
}

bool
sr_atlas_has(const SrAtlas *atlas, const SrResult *result)
{
    const SrAtlasPlan *plan = atlas->plan;
    const SrChapter *chapter =
        sr_indicator_chapter(atlas->press->catalogue, result->indicator);

    return result->breaks != NULL && sr_press_finest(atlas->press, result) >= 0 &&
           (*plan->chapters == NULL ||
            g_strv_contains((const char *const *)plan->chapters, chapter->id)) &&
           (*plan->indicators == NULL ||
            g_strv_contains((const char *const *)plan->indicators,
                            result->indicator->id));
}

char *
sr_atlas_place(const SrIndicator *indicator)
{
    return g_strdup_printf("i-%s", indicator->id);
}

/* The results of a chapter that have a page: (transfer container), of SrResult. */
static GPtrArray *
results_of(const SrAtlas *atlas, int chapter)
{
    GPtrArray *results = g_ptr_array_new();
    const GPtrArray *all = atlas->press->values->results;

    for (guint r = 0; r < all->len; r++) {
        SrResult *result = all->pdata[r];

        if (result->indicator->chapter == chapter && sr_atlas_has(atlas, result))
            g_ptr_array_add(results, result);
    }
    return results;
}

static void
list_profiles(SrAtlas *atlas)
{
    const SrScheme *scheme = atlas->press->schemes[0];

    if (*atlas->plan->profiles == NULL)
        return;
    sr_flow_contents_line(atlas->flow, 1, _("Profiles"), "profiles");
    for (int l = scheme->n_levels - 1; l >= 0; l--)
        for (int a = 0; a < scheme->divisions[l]->n_areas; a++) {
            g_autofree char *place = sr_atlas_profile_place(l, a);

            if (sr_atlas_has_profile(atlas, l, a))
                sr_flow_contents_line(atlas->flow, 2, scheme->divisions[l]->names[a],
                                      place);
        }
}

static void
set_contents(SrAtlas *atlas)
{
    SrFlow *flow = atlas->flow;

    sr_flow_set_chapter(flow, _("Contents"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("Contents"), "contents");
    sr_flow_contents_begin(flow);
    if (atlas->plan->has_essentials)
        sr_flow_contents_line(flow, 1, _("The most important on two pages"),
                              "essentials");
    sr_flow_contents_line(flow, 1, _("How to read this atlas"), "reading");
    sr_flow_contents_line(flow, 1, _("The division of the county"), "regions");
    for (guint c = 0; c < atlas->press->catalogue->chapters->len; c++) {
        const SrChapter *chapter = atlas->press->catalogue->chapters->pdata[c];
        g_autoptr(GPtrArray) results = results_of(atlas, (int)c);
        g_autofree char *place = g_strdup_printf("c-%s", chapter->id);

        if (results->len == 0)
            continue;
        sr_flow_contents_line(flow, 1, chapter->title, place);
        for (guint r = 0; r < results->len; r++) {
            const SrResult *result = results->pdata[r];
            g_autofree char *page = sr_atlas_place(result->indicator);

            sr_flow_contents_line(flow, 2, result->indicator->title, page);
        }
    }
    list_profiles(atlas);
    sr_flow_contents_line(flow, 1, _("Method, signs and sources"), "sources");
    sr_flow_contents_end(flow);
}

static bool
is_any_synthetic(const GPtrArray *results)
{
    for (guint r = 0; r < results->len; r++)
        if (((const SrResult *)results->pdata[r])->is_synthetic)
            return true;
    return false;
}

static bool
set_chapter(SrAtlas *atlas, int number, GError **error)
{
    const SrChapter *chapter = atlas->press->catalogue->chapters->pdata[number];
    g_autoptr(GPtrArray) results = results_of(atlas, number);
    g_autofree char *place = g_strdup_printf("c-%s", chapter->id);

    if (results->len == 0)
        return true;
    sr_flow_set_mark(atlas->flow, is_any_synthetic(results) ? _("Example data") : NULL);
    sr_flow_set_chapter(atlas->flow, chapter->title);
    sr_flow_new_page(atlas->flow);
    sr_flow_heading(atlas->flow, 1, chapter->title, place);
    if (chapter->zielbereich != NULL)
        sr_flow_paragraph(atlas->flow, chapter->zielbereich);
    if (chapter->intro != NULL)
        sr_flow_paragraph(atlas->flow, chapter->intro);
    if (atlas->plan->has_overviews && !sr_atlas_set_overview(atlas, number, error))
        return false;
    for (guint r = 0; r < results->len; r++)
        if (!sr_atlas_set_indicator(atlas, results->pdata[r], error))
            return false;
    return true;
}

static bool
set_all(SrAtlas *atlas, GError **error)
{
    sr_atlas_set_title(atlas);
    set_contents(atlas);
    if (atlas->plan->has_essentials && !sr_atlas_set_essentials(atlas, error))
        return false;
    sr_atlas_set_reading(atlas);
    if (!sr_atlas_set_regions(atlas, error))
        return false;
    for (guint c = 0; c < atlas->press->catalogue->chapters->len; c++)
        if (!set_chapter(atlas, (int)c, error))
            return false;
    return sr_atlas_set_profiles(atlas, error) && sr_atlas_set_sources(atlas, error) &&
           sr_flow_finish(atlas->flow, error);
}

static int
coarsest_made_level(const SrScheme *scheme)
{
    int found = 0;

    for (int l = 0; l < scheme->n_levels; l++)
        if (!sr_level_is_fixed(scheme->divisions[l]->level))
            found = l;
    return found;
}

bool
sr_atlas_write(const SrPress *press, const char *name, const char *path, GError **error)
{
    g_autoptr(SrAtlasPlan) plan = read_plan(press, name, error);
    const SrStyle *style = press->atelier.style;

    if (plan == NULL)
        return false;
    g_autofree char *title = g_strdup_printf("%s – %s", plan->title, press->title);
    SrDocument document = {.title = title,
                           .author = press->editor,
                           .subject = plan->subtitle,
                           .language = press->language,
                           .time = press->time};
    SrFrame frame = {.width_mm = style->width_mm,
                     .height_mm = style->height_mm,
                     .left_mm = MARGIN_MM,
                     .right_mm = MARGIN_MM,
                     .top_mm = TOP_MM,
                     .bottom_mm = BOTTOM_MM,
                     .head_left = press->title,
                     .foot_left = press->editor};
    SrAtlas atlas = {.press = press,
                     .plan = plan,
                     .look =
                         sr_look_from_style(style, press->atelier.fonts, press->language),
                     .region_level = coarsest_made_level(press->schemes[0])};
    g_autoptr(SrCanvas) nothing = sr_canvas_new_dry();
    g_autoptr(SrFlow) dry = sr_flow_new(nothing, &atlas.look, &frame);
    atlas.flow = dry;
    atlas.is_dry = true;
    if (!set_all(&atlas, error))
        return false;
    g_autoptr(SrCanvas) canvas = sr_canvas_new_pdf(&document);
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &atlas.look, &frame);
    sr_flow_set_places(flow, dry);
    atlas.flow = flow;
    atlas.is_dry = false;
    return set_all(&atlas, error) && sr_canvas_write(canvas, path, error);
}
