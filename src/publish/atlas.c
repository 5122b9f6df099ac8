#include "publish/atlas_minis.h"

#include "draw/markdown.h"
#include "publish/facilities.h"

#include <glib/gi18n.h>
#include <string.h>

/* A4 with room for a hole punch. */
#define MARGIN_MM 18.0
#define TOP_MM 21.0
#define BOTTOM_MM 16.0
#define MOST_DRY_RUNS 4
#define MOST_EDITOR 70 /* letters of it in the foot */

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

bool
sr_atlas_has_page(const SrAtlas *atlas, const SrResult *result)
{
    return g_strv_contains((const char *const *)atlas->plan->sections, "indicators") &&
           sr_atlas_has(atlas, result);
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

/* The pairs drawn against each other whose second is of this chapter. */
static void
list_scatters(SrAtlas *atlas, int chapter)
{
    char **ids = atlas->plan->scatter;

    for (int i = 0; ids[i] != NULL && ids[i + 1] != NULL; i += 2) {
        const SrResult *x = sr_atlas_result(atlas, ids[i]);
        const SrResult *y = sr_atlas_result(atlas, ids[i + 1]);

        if (x == NULL || y == NULL || y->indicator->chapter != chapter ||
            !sr_atlas_has_scatter(atlas, x, y))
            continue;
        g_autofree char *title = sr_atlas_scatter_title(x, y);
        g_autofree char *place = sr_atlas_scatter_place(x, y);
        sr_flow_contents_line(atlas->flow, 2, title, place);
    }
}

static void
list_indicators(SrAtlas *atlas)
{
    for (guint c = 0; c < atlas->press->catalogue->chapters->len; c++) {
        const SrChapter *chapter = atlas->press->catalogue->chapters->pdata[c];
        g_autoptr(GPtrArray) results = results_of(atlas, (int)c);
        g_autofree char *place = g_strdup_printf("c-%s", chapter->id);

        if (results->len == 0)
            continue;
        sr_flow_contents_line(atlas->flow, 1, chapter->title, place);
        for (guint r = 0; r < results->len; r++) {
            const SrResult *result = results->pdata[r];
            g_autofree char *page = sr_atlas_place(result->indicator);

            sr_flow_contents_line(atlas->flow, 2, result->indicator->title, page);
        }
        list_scatters(atlas, (int)c);
    }
}

static void
list_tables(SrAtlas *atlas)
{
    for (guint c = 0; c < atlas->press->catalogue->chapters->len; c++) {
        const SrChapter *chapter = atlas->press->catalogue->chapters->pdata[c];
        g_autoptr(GPtrArray) results = results_of(atlas, (int)c);
        g_autofree char *place = g_strdup_printf("t-%s", chapter->id);
        g_autofree char *title = g_strdup_printf(_("Tables: %s"), chapter->title);

        if (results->len > 0)
            sr_flow_contents_line(atlas->flow, 1, title, place);
    }
}

static bool
is_any_synthetic(const GPtrArray *results)
{
    for (guint r = 0; r < results->len; r++)
        if (((const SrResult *)results->pdata[r])->is_synthetic)
            return true;
    return false;
}

/* The pairs whose second is of this chapter. */
static bool
set_scatters(SrAtlas *atlas, int chapter, GError **error)
{
    char **ids = atlas->plan->scatter;

    for (int i = 0; ids[i] != NULL && ids[i + 1] != NULL; i += 2) {
        const SrResult *x = sr_atlas_result(atlas, ids[i]);
        const SrResult *y = sr_atlas_result(atlas, ids[i + 1]);

        if (x != NULL && y != NULL && y->indicator->chapter == chapter &&
            !sr_atlas_set_scatter(atlas, x, y, error))
            return false;
    }
    return true;
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
    if (atlas->plan->has_overviews) {
        if (!sr_atlas_set_overview(atlas, number, error))
            return false;
        sr_atlas_set_chapter_insights(atlas, number);
        if (!sr_atlas_set_minis(atlas, results, error))
            return false;
    }
    for (guint r = 0; r < results->len; r++) {
        /* Where no table fills the opening page, the first indicator stands on it. */
        if (r > 0 || atlas->plan->has_overviews) {
            bool is_synthetic = ((const SrResult *)results->pdata[r])->is_synthetic;

            sr_flow_set_mark(atlas->flow, is_synthetic ? _("Example data") : NULL);
            sr_flow_new_page(atlas->flow);
        }
        if (!sr_atlas_set_indicator(atlas, results->pdata[r], error))
            return false;
    }
    return set_scatters(atlas, number, error);
}

/* --- Sections --- */

static bool
set_title(SrAtlas *atlas, GError **error)
{
    (void)error;
    sr_atlas_set_title(atlas);
    return true;
}

static bool
set_foreword(SrAtlas *atlas, GError **error)
{
    const SrAtlasPlan *plan = atlas->plan;

    if (plan->foreword == NULL)
        return true;
    sr_flow_set_chapter(atlas->flow, _("Foreword"));
    sr_flow_new_page(atlas->flow);
    sr_flow_heading(atlas->flow, 1, _("Foreword"), "foreword");
    return sr_flow_markdown(atlas->flow, plan->foreword, plan->foreword_name, 2, error);
}

static bool
set_indicators(SrAtlas *atlas, GError **error)
{
    for (guint c = 0; c < atlas->press->catalogue->chapters->len; c++)
        if (!set_chapter(atlas, (int)c, error))
            return false;
    return true;
}

static bool
set_tables(SrAtlas *atlas, GError **error)
{
    for (guint c = 0; c < atlas->press->catalogue->chapters->len; c++) {
        const SrChapter *chapter = atlas->press->catalogue->chapters->pdata[c];
        g_autoptr(GPtrArray) results = results_of(atlas, (int)c);
        g_autofree char *place = g_strdup_printf("t-%s", chapter->id);

        if (results->len == 0)
            continue;
        sr_flow_set_mark(atlas->flow,
                         is_any_synthetic(results) ? _("Example data") : NULL);
        sr_flow_set_chapter(atlas->flow, chapter->title);
        sr_flow_new_page(atlas->flow);
        sr_flow_heading(atlas->flow, 1, chapter->title, place);
        if (!sr_atlas_set_tables(atlas, results, error))
            return false;
    }
    return true;
}

static bool set_contents(SrAtlas *atlas, GError **error);

/* What an atlas can be made of; the contents list each by its line or its own lines. */
static const struct {
    const char *name;
    bool (*set)(SrAtlas *atlas, GError **error);
    const char *line;  /* of the contents, or NULL */
    const char *place; /* of the line */
    void (*list)(SrAtlas *atlas);
} sections[] = {
    {"title", set_title, NULL, NULL, NULL},
    {"contents", set_contents, NULL, NULL, NULL},
    {"foreword", set_foreword, N_("Foreword"), "foreword", NULL},
    {"essentials", sr_atlas_set_essentials, N_("The most important on two pages"),
     "essentials", NULL},
    {"reading", sr_atlas_set_reading, N_("How to read this atlas"), "reading", NULL},
    {"regions", sr_atlas_set_regions, N_("The division into areas"), "regions", NULL},
    {"indicators", set_indicators, NULL, NULL, list_indicators},
    {"schemes", sr_atlas_set_schemes, N_("Schemes compared"), "schemes", NULL},
    {"tables", set_tables, NULL, NULL, list_tables},
    {"profiles", sr_atlas_set_profiles, NULL, NULL, list_profiles},
    {"places", sr_atlas_set_places, N_("Index of the municipalities"), "places", NULL},
    {"sources", sr_atlas_set_sources, N_("Method, signs and sources"), "sources", NULL},
};

static int
find_section(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        if (g_str_equal(sections[i].name, name))
            return (int)i;
    return -1;
}

bool
sr_atlas_has_section(const char *name)
{
    return find_section(name) >= 0;
}

char *
sr_atlas_sections(void)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", sections[i].name);
    return g_strdup(names->str);
}

/* A section that has nothing to show is in no contents. */
static bool
is_empty(const SrAtlas *atlas, const char *name)
{
    return (g_str_equal(name, "foreword") && atlas->plan->foreword == NULL) ||
           (g_str_equal(name, "schemes") && !sr_atlas_has_schemes(atlas)) ||
           (g_str_equal(name, "essentials") && !sr_atlas_can_compare(atlas));
}

static bool
set_contents(SrAtlas *atlas, GError **error)
{
    SrFlow *flow = atlas->flow;

    (void)error;
    sr_flow_set_chapter(flow, _("Contents"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("Contents"), "contents");
    sr_flow_contents_begin(flow);
    for (int i = 0; atlas->plan->sections[i] != NULL; i++) {
        int s = find_section(atlas->plan->sections[i]);

        if (sections[s].list != NULL)
            sections[s].list(atlas);
        else if (sections[s].line != NULL && !is_empty(atlas, sections[s].name))
            sr_flow_contents_line(flow, 1, _(sections[s].line), sections[s].place);
    }
    sr_flow_contents_end(flow);
    return true;
}

static bool
set_all(SrAtlas *atlas, GError **error)
{
    for (int i = 0; atlas->plan->sections[i] != NULL; i++)
        if (!sections[find_section(atlas->plan->sections[i])].set(atlas, error))
            return false;
    return sr_flow_finish(atlas->flow, error);
}

#define MOST_REGIONS 12

int
sr_atlas_region_level(const SrPress *press)
{
    const SrScheme *scheme = press->schemes[0];
    int top = scheme->n_levels - 1;
    int found = -1;

    for (int l = 0; l < scheme->n_levels; l++)
        if (!sr_level_is_fixed(scheme->divisions[l]->level))
            found = l;
    /* Without regions: the level below the highest, which keys make. */
    if (found < 0)
        found = MAX(top - 1, 0);
    /* A table has a column for each of them. */
    while (found < top && scheme->divisions[found]->n_areas > MOST_REGIONS)
        found++;
    return found;
}

int
sr_atlas_n_regions(const SrAtlas *atlas)
{
    const SrScheme *scheme = atlas->press->schemes[0];

    return atlas->region_level == scheme->n_levels - 1
               ? 0
               : scheme->divisions[atlas->region_level]->n_areas;
}

/*
 * Sets the atlas without drawing until page numbers change nothing more: "Seite 9" takes
 * less room than "Seite 109", which may move what follows. (transfer full).
 */
static SrFlow *
set_dry(SrAtlas *atlas, const SrFrame *frame, GError **error)
{
    g_autoptr(SrFlow) known = NULL;

    atlas->is_dry = true;
    for (int i = 0; i < MOST_DRY_RUNS; i++) {
        g_autoptr(SrCanvas) nothing = sr_canvas_new_dry();
        g_autoptr(SrFlow) flow = sr_flow_new(nothing, &atlas->look, frame);

        if (known != NULL)
            sr_flow_set_pages(flow, known);
        atlas->flow = flow;
        if (!set_all(atlas, error))
            return NULL;
        if (known != NULL && sr_flow_has_places_of(flow, known))
            return g_steal_pointer(&flow);
        sr_flow_free(known);
        known = g_steal_pointer(&flow);
    }
    return g_steal_pointer(&known);
}

/* Profiles tell of facilities: reads them and finds where they lie. */
static bool
read_facilities(SrAtlas *atlas, SrFindings *findings, GError **error)
{
    const SrPress *press = atlas->press;

    if (*atlas->plan->profiles == NULL || press->crs == NULL)
        return true;
    atlas->facilities = sr_facilities_read(press->folder, press->crs, findings, error);
    if (atlas->facilities == NULL)
        return false;
    atlas->facility_areas =
        sr_facilities_locate(atlas->facilities, press->grounds[0]->source, findings);
    return true;
}

bool
sr_atlas_write(const SrPress *press, const char *name, const char *area, const char *path,
               GError **error)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrAtlasPlan) plan = sr_atlas_plan_read(press, name, area, findings, error);
    const SrStyle *style = press->atelier.style;

    if (plan == NULL)
        return false;
    g_autofree char *title = g_strdup_printf("%s – %s", plan->title, press->title);
    /* On every page, so that it stands on each that divides by people; a long name of
     * the editor must not push it out. */
    bool is_long = g_utf8_strlen(press->editor, -1) > MOST_EDITOR;
    g_autofree char *start =
        g_utf8_substring(press->editor, 0, is_long ? MOST_EDITOR : -1);
    g_autofree char *editor = g_strconcat(start, is_long ? "…" : "", NULL);
    g_autofree char *foot = press->population_base == NULL
                                ? g_strdup(editor)
                                : g_strdup_printf(_("%1$s · Population: %2$s"), editor,
                                                  press->population_base);
    SrDocument document = {.title = title,
                           .author = press->editor,
                           .subject = plan->subtitle,
                           .language = press->language,
                           .time = press->time};
    SrFrame frame = {.draft = sr_press_draft(press),
                     .width_mm = style->width_mm,
                     .height_mm = style->height_mm,
                     .left_mm = MARGIN_MM,
                     .right_mm = MARGIN_MM,
                     .top_mm = TOP_MM,
                     .bottom_mm = BOTTOM_MM,
                     .head_left = press->title,
                     .foot_left = foot};
    SrAtlas atlas = {.press = press,
                     .plan = plan,
                     .look =
                         sr_look_from_style(style, press->atelier.fonts, press->language),
                     .region_level = sr_atlas_region_level(press)};
    if (!read_facilities(&atlas, findings, error))
        return false;
    g_autoptr(GPtrArray) facilities = atlas.facilities;
    g_autofree int *facility_areas = atlas.facility_areas;
    g_autoptr(SrFlow) dry = set_dry(&atlas, &frame, error);
    if (dry == NULL)
        return false;
    g_autoptr(SrCanvas) canvas = sr_canvas_new_pdf(&document);
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &atlas.look, &frame);
    sr_flow_set_places(flow, dry);
    atlas.flow = flow;
    atlas.is_dry = false;
    return set_all(&atlas, error) && sr_canvas_write(canvas, path, error);
}
