/* Profiles: a spread for each region and each area between it and the Gemeinden. */
#include "publish/atlas_profile.h"

#include "base/number.h"
#include "draw/map.h"
#include "publish/insight.h"
#include "publish/prose.h"
#include "shapes/nesting.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAP_MM 62.0     /* width of the locator map */
#define TOP_ROW_MM 72.0 /* height of map and pyramid, at least */
#define MOST_TOP_MM 92.0
#define GAP_MM 8.0
#define MOST_NAMED 5 /* burdens, and strengths */

char *
sr_atlas_profile_place(int level, int area)
{
    return g_strdup_printf("p-%d-%d", level, area);
}

const SrResult *
sr_atlas_result(const SrAtlas *atlas, const char *id)
{
    const GPtrArray *results = atlas->press->values->results;

    for (guint r = 0; r < results->len; r++) {
        const SrResult *result = results->pdata[r];

        if (g_str_equal(result->indicator->id, id))
            return result;
    }
    return NULL;
}

const SrValue *
sr_subject_value(const SrAtlas *atlas, const SrResult *result, const SrSubject *subject)
{
    return sr_indicator_has_level(result->indicator, subject->division->level->id)
               ? sr_insight_newest(atlas->press->values, result, subject->division,
                                   subject->area)
               : NULL;
}

const SrValue *
sr_subject_benchmark(const SrAtlas *atlas, const SrValue *value, const SrResult *result,
                     const SrSubject *subject)
{
    g_autofree const SrValue **slice =
        sr_values_slice(atlas->press->values, result, subject->top, value->period);

    return subject->top->n_areas == 1 ? slice[0] : NULL;
}

/* Whether another area of a coarser level is made of the very same Gemeinden. */
static bool
is_told_elsewhere(const SrAtlas *atlas, int level, int area)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *division = scheme->divisions[level];
    g_autoptr(SrNesting) nesting = sr_nesting_new(scheme);

    for (int l = level + 1; l < scheme->n_levels; l++) {
        int around = sr_nesting_around(nesting, level, area, l);

        if (sr_atlas_has_profiles(atlas, l) && around >= 0 &&
            scheme->divisions[l]->n_members[around] == division->n_members[area])
            return true;
    }
    return false;
}

bool
sr_atlas_has_profiles(const SrAtlas *atlas, int level)
{
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];

    return g_strv_contains((const char *const *)atlas->plan->profiles,
                           division->level->id);
}

/*
 * Whether it lies whole in the one region that is asked for, if one is: the booklet of a
 * region tells of no other.
 */
static bool
is_in_area(const SrAtlas *atlas, int level, int area)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *division = scheme->divisions[level];
    int asked =
        atlas->plan->area == NULL ? -1 : sr_division_find(regions, atlas->plan->area);

    for (int g = 0; asked >= 0 && g < division->n_gemeinden; g++)
        if (division->area_of[g] == area && regions->area_of[g] != asked)
            return false;
    return true;
}

bool
sr_atlas_has_profile(const SrAtlas *atlas, int level, int area)
{
    return sr_atlas_has_profiles(atlas, level) && is_in_area(atlas, level, area) &&
           !is_told_elsewhere(atlas, level, area);
}

/* --- Map and pyramid --- */

static void
draw_locator(SrAtlas *atlas, const SrSubject *subject, SrBox box)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    const SrDivision *gemeinden = atlas->press->schemes[0]->divisions[0];
    SrColor colors[2] = {sr_color_mix(atlas->look.second, SR_COLOR_WHITE, 0.75),
                         sr_color_mix(atlas->look.accent, SR_COLOR_WHITE, 0.35)};
    g_autofree int *classes = g_new0(int, gemeinden->n_areas);
    SrMap map = {.ground = atlas->press->grounds[0],
                 .level = 0,
                 .n_colors = 2,
                 .colors = colors,
                 .classes = classes,
                 .naming = SR_NAMES_NONE,
                 .names = (const char *const *)gemeinden->names,
                 .highlight = -1};

    for (int g = 0; g < gemeinden->n_areas; g++)
        classes[g] = subject->division->area_of[g] == subject->area;
    g_autoptr(SrMapLayout) layout =
        sr_map_new(&map, atelier->fonts, atelier->style, box, NULL, NULL, 0);
    sr_map_draw(sr_flow_canvas(atlas->flow), layout);
}

/* The share in % of all people of the area: [2][bands] men and women. */
static void
take_shares(const SrPopulation *population, int level, int area,
            double shares[2][SR_POPULATION_BANDS])
{
    double total = sr_population_total(population, level, area);

    for (int sex = 0; sex < 2; sex++)
        for (int band = 0; band < SR_POPULATION_BANDS; band++)
            shares[sex][band] =
                sr_population_at(population, level, area, sex, band) / total * 100;
}

static bool
has_pyramid(const SrAtlas *atlas, const SrSubject *subject)
{
    const SrPopulation *population = atlas->press->population;

    return population != NULL && subject->top->n_areas == 1 &&
           sr_population_total(population, subject->level, subject->area) > 0 &&
           sr_population_total(population, population->n_levels - 1, 0) > 0;
}

static bool
draw_pyramid(SrAtlas *atlas, const SrSubject *subject, SrBox box, GError **error)
{
    const SrPopulation *population = atlas->press->population;
    double own[2][SR_POPULATION_BANDS];
    double all[2][SR_POPULATION_BANDS];
    const char *bands[SR_POPULATION_BANDS];
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    take_shares(population, subject->level, subject->area, own);
    take_shares(population, population->n_levels - 1, 0, all);
    for (int band = 0; band < SR_POPULATION_BANDS; band++) {
        g_ptr_array_add(names, sr_population_band_name(band));
        bands[band] = band % 2 == 0 ? names->pdata[band] : "";
    }
    SrPyramidChart chart = {.box_mm = box,
                            .bands = bands,
                            .n_bands = SR_POPULATION_BANDS,
                            .male = own[0],
                            .female = own[1],
                            .male_outline = all[0],
                            .female_outline = all[1],
                            .male_title = _("male"),
                            .female_title = _("female"),
                            .area_title = subject->division->names[subject->area],
                            .outline_title = subject->top->level->title};
    g_autoptr(SrDrawing) drawing = sr_chart_pyramid(&atlas->look, &chart, error);
    if (drawing == NULL)
        return false;
    sr_drawing_draw(drawing, sr_flow_canvas(atlas->flow));
    return true;
}

/* Where it lies, and who lives there. */
static bool
set_top(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    SrFlow *flow = atlas->flow;
    bool has = has_pyramid(atlas, subject);
    const char *name = subject->division->names[subject->area];
    g_autofree char *alt =
        has ? g_strdup_printf(
                  _("On the left a map with %1$s marked. On the right a "
                    "population pyramid: the share of each age and sex in %1$s, with the "
                    "outline of all areas together."),
                  name)
            : g_strdup_printf(_("A map with %s marked."), name);
    double height = sr_flow_stretch(flow, TOP_ROW_MM, MOST_TOP_MM);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height, alt);

    if (!atlas->is_dry) {
        SrBox map = {box.x0, box.y0, box.x0 + MAP_MM, box.y1};
        SrBox pyramid = {map.x1 + GAP_MM, box.y0, box.x1, box.y1};

        draw_locator(atlas, subject, has ? map : box);
        if (has && !draw_pyramid(atlas, subject, pyramid, error))
            return false;
    }
    sr_flow_figure_end(flow, NULL);
    if (has) {
        g_autofree char *day = sr_prose_period(atlas->press->population->period);
        g_autofree char *note =
            g_strdup_printf(_("Share of each age in all people, %s, in per cent; the "
                              "line is all areas together."),
                            day);
        sr_flow_note(flow, note);
    }
    return true;
}

/* --- Burdens and strengths --- */

typedef struct {
    const SrResult *result;
    char *text; /* owned */
    double size;
} Named;

static void
named_clear(gpointer data)
{
    g_free(((Named *)data)->text);
}

/* Leaves out what another of @all tells plainly. */
static void
drop_told(GArray *all)
{
    for (guint i = 0; i < all->len;) {
        bool told = false;

        for (guint k = 0; k < all->len; k++)
            told = told || sr_insight_is_told_by(g_array_index(all, Named, i).result,
                                                 g_array_index(all, Named, k).result);
        if (told)
            g_array_remove_index(all, i);
        else
            i++;
    }
}

static int
compare_named(gconstpointer a, gconstpointer b)
{
    const Named *left = a;
    const Named *right = b;

    return left->size == right->size ? 0 : left->size > right->size ? -1 : 1;
}

static GArray *
find_named(const SrAtlas *atlas, const SrSubject *subject, SrStanding standing)
{
    const GPtrArray *results = atlas->press->values->results;
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Named));

    g_array_set_clear_func(all, named_clear);
    for (guint r = 0; r < results->len; r++) {
        const SrResult *result = results->pdata[r];
        const SrValue *value = sr_subject_value(atlas, result, subject);

        if (sr_value_standing(value) != standing || !(value->benchmark > 0) ||
            result->indicator->benchmark_level != NULL)
            continue;
        const SrValue *whole = sr_subject_benchmark(atlas, value, result, subject);
        if (whole == NULL || whole->status != SR_STATUS_OK)
            continue;
        g_autofree char *text = sr_prose_standing(value, whole, atlas->press->language);
        Named one = {result, sr_atlas_see_page(atlas, text, result),
                     fabs(value->value / value->benchmark - 1)};
        g_array_append_val(all, one);
    }
    drop_told(all);
    g_array_sort(all, compare_named);
    if (all->len > MOST_NAMED)
        g_array_set_size(all, MOST_NAMED);
    return all;
}

static void
set_named(SrAtlas *atlas, const SrSubject *subject, SrStanding standing,
          const char *heading, const char *none)
{
    g_autoptr(GArray) all = find_named(atlas, subject, standing);
    const char *items[MOST_NAMED];

    for (guint i = 0; i < all->len; i++)
        items[i] = g_array_index(all, Named, i).text;
    sr_flow_heading(atlas->flow, 3, heading, NULL);
    if (all->len == 0)
        sr_flow_paragraph(atlas->flow, none);
    else
        sr_flow_list(atlas->flow, items, (int)all->len, false);
}

/* --- The whole --- */

static char *
subtitle_of(const SrAtlas *atlas, const SrSubject *subject)
{
    const SrPopulation *population = atlas->press->population;
    const SrDivision *gemeinden = atlas->press->schemes[0]->divisions[0];
    int n = subject->division->n_members[subject->area];
    g_autofree char *members =
        g_strdup_printf("%s · %d %s", subject->division->level->title, n,
                        n == 1 ? gemeinden->level->title : gemeinden->level->plural);

    if (!has_pyramid(atlas, subject))
        return g_steal_pointer(&members);
    double own = sr_population_total(population, subject->level, subject->area);
    double all = sr_population_total(population, population->n_levels - 1, 0);
    g_autofree char *people = sr_number_format(own, 0, atlas->press->language);
    g_autofree char *share = sr_number_format(own / all * 100, 1, atlas->press->language);
    g_autofree char *day = sr_prose_period(population->period);
    return g_strdup_printf(_("%1$s · %2$s people, %3$s\u00a0%% of all (%4$s)"), members,
                           people, share, day);
}

static bool
set_profile(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    SrFlow *flow = atlas->flow;
    g_autofree char *place = sr_atlas_profile_place(subject->level, subject->area);
    g_autofree char *subtitle = subtitle_of(atlas, subject);
    g_autofree char *whole = sr_prose_in_whole(subject->top, atlas->press->language);
    g_autofree char *no_burden =
        g_strdup_printf(_("No burden is greater than %s beyond chance."), whole);
    g_autofree char *no_strength =
        g_strdup_printf(_("No strength is greater than %s beyond chance."), whole);

    sr_flow_new_page(flow);
    sr_flow_heading(flow, 2, subject->division->names[subject->area], place);
    sr_flow_paragraph(flow, subtitle);
    if (!set_top(atlas, subject, error) ||
        !sr_profile_set_key_figures(atlas, subject, error))
        return false;
    set_named(atlas, subject, SR_STANDING_BURDEN, _("Burdens"), no_burden);
    set_named(atlas, subject, SR_STANDING_STRENGTH, _("Strengths"), no_strength);
    /* A short summary has room on the first page, a list of names on the second. */
    bool names_them = sr_profile_names_facilities(atlas, subject);
    return (names_them || sr_profile_set_facilities(atlas, subject, error)) &&
           sr_profile_set_help(atlas, subject, error) &&
           sr_profile_set_years(atlas, subject, error) &&
           sr_profile_set_gemeinden(atlas, subject, error) &&
           (!names_them || sr_profile_set_facilities(atlas, subject, error));
}

static void
set_opening(SrAtlas *atlas)
{
    SrFlow *flow = atlas->flow;

    sr_flow_set_chapter(flow, _("Profiles"));
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("Profiles"), "profiles");
    sr_flow_paragraph(
        flow,
        _("Each area on a spread: where it lies, who lives there, its key figures beside "
          "those of all areas together, what stands out, and how it has changed. Burdens "
          "and "
          "strengths are named only where the difference to all areas together goes "
          "beyond "
          "chance, the greatest first; a high value is a burden or a strength by the "
          "definition of its indicator. An area made of the same municipalities as a "
          "larger one has its profile there."));
}

static bool
has_any_profile(const SrAtlas *atlas, int level)
{
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];

    for (int a = 0; a < division->n_areas; a++)
        if (sr_atlas_has_profile(atlas, level, a))
            return true;
    return false;
}

/* Whether people are counted at a level that has profiles. */
static bool
has_people(const SrAtlas *atlas)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrPopulation *population = atlas->press->population;

    for (int l = 0; l < scheme->n_levels; l++)
        if (has_any_profile(atlas, l) && sr_population_is_counted(population, l))
            return true;
    return false;
}

static void
add_profile(SrTableBox *table, const SrAtlas *atlas, int level, int area, bool people)
{
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];
    double total =
        people ? sr_population_total(atlas->press->population, level, area) : NAN;
    g_autofree char *place = sr_atlas_profile_place(level, area);
    g_autofree char *n = g_strdup_printf("%d", division->n_members[area]);
    g_autofree char *count = isfinite(total)
                                 ? sr_number_format(total, 0, atlas->press->language)
                                 : g_strdup(sr_status_sign(SR_STATUS_MISSING));
    g_autofree char *page = g_strdup_printf("%d", sr_flow_page_of(atlas->flow, place));
    const char *const with_people[] = {division->names[area], n, count, page};
    const char *const without[] = {division->names[area], n, page};

    sr_tablebox_add(table, SR_ROW_NORMAL, people ? with_people : without);
    sr_tablebox_link(table, 0, place, division->names[area]);
}

static bool
set_list(SrAtlas *atlas, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    bool people = has_people(atlas);
    SrColumn columns[4] = {
        {.title = _("Area"), .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = scheme->divisions[0]->level->plural, .kind = SR_COLUMN_NUMBER},
    };
    int n_columns = 2;

    if (people)
        columns[n_columns++] = (SrColumn){.title = _("People"), .kind = SR_COLUMN_NUMBER};
    columns[n_columns++] = (SrColumn){.title = _("Page"), .kind = SR_COLUMN_NUMBER};
    g_autoptr(SrTableBox) table = sr_tablebox_new(&atlas->look, columns, n_columns);
    for (int l = scheme->n_levels - 1; l >= 0; l--) {
        const SrDivision *division = scheme->divisions[l];
        const char *const head[] = {division->level->plural, NULL, NULL, NULL};

        if (!has_any_profile(atlas, l))
            continue;
        sr_tablebox_add(table, SR_ROW_HEADING, head);
        for (int a = 0; a < division->n_areas; a++)
            if (sr_atlas_has_profile(atlas, l, a))
                add_profile(table, atlas, l, a, people);
    }
    if (!people)
        sr_flow_paragraph(atlas->flow,
                          _("There are no figures of people by age and sex: how many "
                            "live in an area, and of what age, is left out."));
    return sr_flow_table(atlas->flow, table, error);
}

bool
sr_atlas_set_profiles(SrAtlas *atlas, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];

    if (*atlas->plan->profiles == NULL)
        return true;
    sr_flow_set_mark(atlas->flow,
                     sr_atlas_is_synthetic(atlas->press) ? _("Example data") : NULL);
    set_opening(atlas);
    if (!set_list(atlas, error))
        return false;
    for (int l = scheme->n_levels - 1; l >= 0; l--)
        for (int a = 0; a < scheme->divisions[l]->n_areas; a++) {
            SrSubject subject = {l, a, scheme->divisions[l], top};

            if (sr_atlas_has_profile(atlas, l, a) && !set_profile(atlas, &subject, error))
                return false;
        }
    return true;
}
