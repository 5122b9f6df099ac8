/* The end of an atlas: index of the Gemeinden, method, signs, glossary, sources. */
#include "publish/atlas_private.h"

#include "base/number.h"
#include "draw/markdown.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_ABOVE 2 /* levels above the Gemeinden in the index */

/* --- Index --- */

/* The name of the area of @level that holds the Gemeinde, with the page of its profile.
 */
static char *
with_page(const SrAtlas *atlas, int level, int gemeinde, char **place)
{
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];
    int area = division->area_of[gemeinde];

    *place = sr_atlas_profile_place(level, area);
    int page = sr_flow_page_of(atlas->flow, *place);
    if (page > 0)
        return g_strdup_printf(_("%s, page\u00a0%d"), division->names[area], page);
    g_clear_pointer(place, g_free);
    return g_strdup(division->names[area]);
}

/* How many people live in the Gemeinde, or the sign that it is not known. */
static char *
people_of(const SrAtlas *atlas, int gemeinde)
{
    const SrPopulation *population = atlas->press->population;
    double n = population == NULL ? NAN : sr_population_total(population, 0, gemeinde);

    return isfinite(n) ? sr_number_format(n, 0, atlas->press->language)
                       : g_strdup(sr_status_sign(SR_STATUS_MISSING));
}

bool
sr_atlas_set_places(SrAtlas *atlas, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *gemeinden = scheme->divisions[0];
    int n_above =
        MIN(scheme->n_levels - 2, MOST_ABOVE); /* not the highest: one for all */
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    SrColumn name = {
        .title = gemeinden->level->title, .kind = SR_COLUMN_TEXT, .stretch = true};
    SrColumn people = {.title = _("People"), .kind = SR_COLUMN_NUMBER};
    bool has_people = sr_population_is_counted(atlas->press->population, 0);
    int n_before = has_people ? 2 : 1; /* columns */

    g_array_append_val(columns, name);
    if (has_people)
        g_array_append_val(columns, people);
    for (int l = 1; l <= n_above; l++) {
        SrColumn above = {.title = scheme->divisions[l]->level->title,
                          .kind = SR_COLUMN_TEXT};
        g_array_append_val(columns, above);
    }
    g_autoptr(SrTableBox) table = sr_tablebox_new(
        &atlas->look, (const SrColumn *)(void *)columns->data, (int)columns->len);
    for (int g = 0; g < gemeinden->n_areas; g++) {
        g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);

        g_ptr_array_add(cells, g_strdup(gemeinden->names[g]));
        if (has_people)
            g_ptr_array_add(cells, people_of(atlas, g));
        for (int l = 1; l <= n_above; l++) {
            char *place = NULL;

            g_ptr_array_add(cells, with_page(atlas, l, g, &place));
            g_ptr_array_add(places, place);
        }
        sr_tablebox_add(table, SR_ROW_NORMAL, (const char *const *)cells->pdata);
        for (int l = 0; l < n_above; l++)
            if (places->pdata[l] != NULL)
                sr_tablebox_link(table, n_before + l, places->pdata[l],
                                 cells->pdata[n_before + l]);
    }
    sr_flow_set_mark(atlas->flow, NULL);
    sr_flow_set_chapter(atlas->flow, _("Index of the municipalities"));
    sr_flow_new_page(atlas->flow);
    sr_flow_heading(atlas->flow, 1, _("Index of the municipalities"), "places");
    return sr_flow_table(atlas->flow, table, error);
}

/* --- Method, signs, sources --- */

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

/* What the words mean; the file may be written anew by whoever publishes. */
static bool
set_glossary(SrAtlas *atlas, GError **error)
{
    const SrAtlasPlan *plan = atlas->plan;

    if (plan->glossary == NULL)
        return true;
    sr_flow_heading(atlas->flow, 2, _("Glossary"), "glossary");
    return sr_flow_markdown(atlas->flow, plan->glossary, plan->glossary_name, 3, error);
}

static bool
set_method(SrAtlas *atlas, GError **error)
{
    SrFlow *flow = atlas->flow;

    sr_flow_heading(flow, 2, _("How the figures are computed"), "method");
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
    return true;
}

bool
sr_atlas_set_sources(SrAtlas *atlas, GError **error)
{
    const SrPress *press = atlas->press;
    SrFlow *flow = atlas->flow;
    g_autofree char *boundaries =
        g_strdup_printf(_("%s. %s. Licence: %s."), press->boundaries_source,
                        press->attribution, press->boundaries_licence);
    g_autofree char *as_of = sr_atlas_as_of(atlas);
    g_autofree char *imprint = g_strdup_printf(
        _("Published by: %1$s. %2$s. Set by the program sozialraum from open files; "
          "the same files give the same atlas."),
        press->editor, as_of);

    sr_flow_set_mark(flow, NULL);
    sr_flow_set_chapter(flow, _("Method, signs and sources"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("Method, signs and sources"), "sources");
    if (!set_method(atlas, error) || !sr_atlas_set_secrecy(atlas, error) ||
        !set_glossary(atlas, error))
        return false;
    sr_flow_heading(flow, 2, _("Data sets"), NULL);
    if (!set_datasets(atlas, error))
        return false;
    sr_flow_heading(flow, 2, _("Boundaries"), NULL);
    sr_flow_paragraph(flow, boundaries);
    sr_flow_heading(flow, 2, _("Imprint"), NULL);
    sr_flow_paragraph(flow, imprint);
    return true;
}
