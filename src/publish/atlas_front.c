#include "publish/atlas_private.h"

#include "draw/panel.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

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

/* The Gemeinden of one middle area within one region, as a list of names. */
static char *
member_names(const SrDivision *gemeinden, const SrDivision *middle, int area)
{
    GString *names = g_string_new(NULL);

    for (int g = 0; g < gemeinden->n_areas; g++)
        if (middle->area_of[g] == area)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   gemeinden->names[g]);
    return g_string_free(names, FALSE);
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
            int first = 0;

            while (middle->area_of[first] != m)
                first++;
            if (regions->area_of[first] != r)
                continue;
            g_autofree char *members = member_names(gemeinden, middle, m);
            g_autofree char *n = g_strdup_printf("%d", middle->n_members[m]);
            const char *const cells[] = {middle->names[m], members, n};
            sr_tablebox_add(table, SR_ROW_NORMAL, cells);
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
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), 196,
                                     _("Map: the municipalities with their names, "
                                       "coloured by region; the table lists them."));
    if (!atlas->is_dry && !draw_regions(atlas, box, SR_NAMES_FULL, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    sr_flow_note(flow, atlas->press->attribution);
    sr_flow_new_page(flow);
    g_autoptr(SrTableBox) table = member_table(atlas);
    return sr_flow_table(flow, table, error);
}

static bool
set_signs(SrAtlas *atlas, GError **error)
{
    const SrColumn columns[] = {
        {.title = _("Sign"), .kind = SR_COLUMN_SIGN, .width_mm = 20},
        {.title = _("Meaning"), .kind = SR_COLUMN_TEXT, .stretch = true},
    };
    g_autoptr(SrTableBox) table =
        sr_tablebox_new(&atlas->look, columns, G_N_ELEMENTS(columns));

    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++) {
        const char *const cells[] = {sr_status_sign((SrStatus)s),
                                     sr_status_label((SrStatus)s)};

        sr_tablebox_add(table, SR_ROW_NORMAL, cells);
    }
    return sr_flow_table(atlas->flow, table, error);
}

/* Whether any indicator of this atlas was made from it. */
static bool
is_used(const SrAtlas *atlas, const SrDataset *dataset)
{
    const GPtrArray *results = atlas->press->values->results;

    for (guint r = 0; r < results->len; r++) {
        const SrResult *result = results->pdata[r];

        if (sr_atlas_has(atlas, result) &&
            g_strv_contains((const char *const *)result->datasets, dataset->id))
            return true;
    }
    return false;
}

static bool
set_datasets(SrAtlas *atlas, GError **error)
{
    const SrColumn columns[] = {
        {.title = _("Data set"), .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = _("Source"), .kind = SR_COLUMN_TEXT, .width_mm = 62},
        {.title = _("As of"), .kind = SR_COLUMN_TEXT},
        {.title = _("Licence"), .kind = SR_COLUMN_TEXT, .width_mm = 24},
    };
    g_autoptr(SrTableBox) table =
        sr_tablebox_new(&atlas->look, columns, G_N_ELEMENTS(columns));

    for (guint d = 0; d < atlas->press->datasets->len; d++) {
        const SrDataset *dataset = atlas->press->datasets->pdata[d];

        if (!is_used(atlas, dataset))
            continue;
        bool is_english = g_str_equal(atlas->press->language, "en");
        g_autofree char *day =
            *dataset->day == '\0' ? g_strdup("") : sr_prose_day(dataset->day);
        const char *const cells[] = {
            is_english && *dataset->title_en != '\0' ? dataset->title_en : dataset->title,
            dataset->source, day, dataset->licence};

        sr_tablebox_add(table, SR_ROW_NORMAL, cells);
    }
    return sr_flow_table(atlas->flow, table, error);
}

bool
sr_atlas_set_sources(SrAtlas *atlas, GError **error)
{
    SrFlow *flow = atlas->flow;
    g_autofree char *boundaries =
        g_strdup_printf(_("%s. %s. Licence: %s."), atlas->press->boundaries_source,
                        atlas->press->attribution, atlas->press->boundaries_licence);

    sr_flow_set_mark(flow, NULL);
    sr_flow_set_chapter(flow, _("Method, signs and sources"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("Method, signs and sources"), "sources");
    sr_flow_heading(flow, 2, _("How the figures are computed"), NULL);
    sr_flow_paragraph(
        flow,
        _("Figures of larger areas are sums over their municipalities, "
          "unless an office gives a figure for the area itself. Confidence limits of "
          "rates follow Byar (exact below ten cases), those of shares Wilson, both at "
          "95 %. Class bounds are natural breaks (Fisher and Jenks) over all years, "
          "rounded so that no area changes its class, unless the page says otherwise."));
    sr_flow_paragraph(
        flow,
        _("A rate whose cases need protection is shown only where at least 100 people "
          "stand behind it."));
    sr_flow_heading(flow, 2, _("Signs"), "signs");
    if (!set_signs(atlas, error))
        return false;
    sr_flow_note(flow, _("A suppressed figure can be any number, 0 too: some are "
                         "suppressed only because others could be recomputed from "
                         "them."));
    sr_flow_heading(flow, 2, _("Boundaries"), NULL);
    sr_flow_paragraph(flow, boundaries);
    sr_flow_heading(flow, 2, _("Data sets"), NULL);
    return set_datasets(atlas, error);
}
