#include "publish/atlas_private.h"

#include "draw/panel.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LEAST_MAP_MM 128.0 /* of the division into areas, above its table */
#define MOST_MAP_MM 196.0

/* A map of the Gemeinden in the colours of their regions. */
static bool
draw_regions(SrAtlas *atlas, SrBox box, SrNames naming, GError **error)
{
    const SrPress *press = atlas->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *gemeinden = scheme->divisions[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    SrTheme theme = {.ground = press->grounds[0],
                     .level = 0,
                     .names = (const char *const *)gemeinden->names,
                     .areas = gemeinden->level->plural,
                     .heading = regions->level->plural,
                     .benchmark = NAN,
                     .n_categories = regions->n_areas,
                     .categories = regions->area_of,
                     .category_names = (const char *const *)regions->names,
                     .palette_kind = SR_PALETTE_QUALITATIVE,
                     .naming = naming,
                     .level_names = press->level_names,
                     .highlight = -1,
                     .language = press->language};
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&theme, press->atelier.style, press->atelier.palettes, error);

    if (ready == NULL)
        return false;
    g_autoptr(SrPanel) panel =
        sr_panel_new(ready, press->atelier.fonts, press->atelier.style, box, error);
    if (panel == NULL)
        return false;
    sr_panel_draw(sr_flow_canvas(atlas->flow), panel);
    return true;
}

/* The Gemeinden of middle area @area within region @region: names, and how many. */
static char *
member_names(const SrScheme *scheme, const SrDivision *middle, int area,
             const SrDivision *regions, int region, int *n)
{
    const SrDivision *gemeinden = scheme->divisions[0];
    GString *names = g_string_new(NULL);

    *n = 0;
    for (int g = 0; g < gemeinden->n_areas; g++) {
        if (middle->area_of[g] != area || regions->area_of[g] != region)
            continue;
        g_string_append_printf(names, "%s%s", *n > 0 ? ", " : "", gemeinden->names[g]);
        (*n)++;
    }
    return g_string_free(names, FALSE);
}

/* The first cell of the row added last leads to the profile of the area, if it has one.
 */
static void
link_profile(const SrAtlas *atlas, SrTableBox *table, int level, int area)
{
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];
    g_autofree char *place = sr_atlas_profile_place(level, area);

    if (sr_flow_page_of(atlas->flow, place) > 0)
        sr_tablebox_link(table, 0, place, division->names[area]);
}

static SrTableBox *
member_table(const SrAtlas *atlas)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *gemeinden = scheme->divisions[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    int middle_level = atlas->region_level > 1 ? 1 : atlas->region_level;
    const SrDivision *middle = scheme->divisions[middle_level];
    const SrColumn columns[] = {
        {.title = middle->level->title, .kind = SR_COLUMN_TEXT, .width_mm = 52},
        {.title = gemeinden->level->plural, .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = _("Number"), .kind = SR_COLUMN_NUMBER},
    };
    SrTableBox *table = sr_tablebox_new(&atlas->look, columns, G_N_ELEMENTS(columns));

    for (int r = 0; r < regions->n_areas; r++) {
        g_autofree char *heading =
            g_strdup_printf("%s (%d %s)", regions->names[r], regions->n_members[r],
                            regions->n_members[r] == 1 ? gemeinden->level->title
                                                       : gemeinden->level->plural);
        const char *const head[] = {heading, NULL, NULL};

        if (middle != regions)
            sr_tablebox_add(table, SR_ROW_HEADING, head);
        for (int m = 0; m < middle->n_areas; m++) {
            int n_here;
            g_autofree char *members =
                member_names(scheme, middle, m, regions, r, &n_here);

            if (n_here == 0)
                continue;
            bool is_part = n_here < middle->n_members[m];
            g_autofree char *name =
                is_part ? g_strdup_printf(_("%s (in part)"), middle->names[m])
                        : g_strdup(middle->names[m]);
            g_autofree char *n = g_strdup_printf("%d", n_here);
            const char *const cells[] = {name, members, n};
            sr_tablebox_add(table, SR_ROW_NORMAL, cells);
            link_profile(atlas, table, middle_level, m);
        }
    }
    return table;
}

bool
sr_atlas_set_regions(SrAtlas *atlas, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    SrFlow *flow = atlas->flow;

    sr_flow_set_chapter(flow, _("The division into areas"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("The division into areas"), "regions");
    sr_flow_paragraph(flow, scheme->title);
    if (scheme->note != NULL)
        sr_flow_paragraph(flow, scheme->note);
    double height = sr_flow_stretch(flow, LEAST_MAP_MM, MOST_MAP_MM);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height,
                                     _("Map: the municipalities with their names, "
                                       "coloured by region; the table lists them."));
    if (!atlas->is_dry && !draw_regions(atlas, box, SR_NAMES_FULL, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    sr_flow_note(flow, atlas->press->attribution);
    g_autoptr(SrTableBox) table = member_table(atlas);
    return sr_flow_table(flow, table, error);
}
