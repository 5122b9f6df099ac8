/* What an index is made of: its parts, their weights, and what each adds by region. */
#include "publish/atlas_page.h"

#include "base/number.h"
#include "indicator/composition.h"

#include <glib/gi18n.h>
#include <math.h>

#define BASE 100.0 /* of every index */

/* The index by region and for all areas together. */
typedef struct {
    const SrResult *result;
    SrComposition *regions;
    SrComposition *top; /* or NULL */
} Whole;

static void
whole_clear(Whole *whole)
{
    sr_composition_free(whole->regions);
    sr_composition_free(whole->top);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Whole, whole_clear)

/* "+1,9", "−0,4"; the sign of why there is none: hidden, missing. */
static char *
signed_points(const SrAtlas *atlas, const SrComposition *composition, int part, int area)
{
    if (composition == NULL)
        return g_strdup("");
    double points = composition->points[part * composition->division->n_areas + area];
    if (composition->statuses[area] != SR_STATUS_OK || !isfinite(points))
        return g_strdup(sr_status_sign(composition->statuses[area]));
    /* What rounds to nothing has no sign: "+0,0" beside "0,0" would look like another. */
    if (fabs(points) < 0.05)
        points = 0;
    g_autofree char *number = sr_number_format(points, 1, atlas->press->language);
    return g_strdup_printf("%s%s", points > 0 ? "+" : "", number);
}

static void
add_part(SrTableBox *table, const SrAtlas *atlas, const Whole *whole, int part, int from,
         int n)
{
    const SrCompositionPart *one = &whole->regions->parts[part];
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(cells, g_strdup(one->title));
    g_ptr_array_add(cells,
                    sr_number_format(one->component->weight, 2, atlas->press->language));
    for (int a = from; a < from + n; a++)
        g_ptr_array_add(cells, signed_points(atlas, whole->regions, part, a));
    g_ptr_array_add(cells, signed_points(atlas, whole->top, part, 0));
    sr_tablebox_add(table, SR_ROW_NORMAL, (const char *const *)cells->pdata);
}

static void
add_sum(SrTableBox *table, const SrAtlas *atlas, const Whole *whole, int from, int n)
{
    const char *language = atlas->press->language;
    int decimals = whole->result->indicator->decimals;
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(cells, g_strdup_printf(_("Index = %d + parts"), (int)BASE));
    g_ptr_array_add(cells, g_strdup(""));
    for (int a = from; a < from + n; a++) {
        double index = whole->regions->index[a];

        g_ptr_array_add(cells,
                        isfinite(index)
                            ? sr_number_format(index, decimals, language)
                            : g_strdup(sr_status_sign(whole->regions->statuses[a])));
    }
    g_ptr_array_add(cells, whole->top == NULL ? g_strdup("")
                                              : sr_number_format(whole->top->index[0],
                                                                 decimals, language));
    sr_tablebox_add(table, SR_ROW_TOTAL, (const char *const *)cells->pdata);
}

static SrTableBox *
make_table(const SrAtlas *atlas, gconstpointer data, int from, int n)
{
    const Whole *whole = data;
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *regions = whole->regions->division;
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(SrColumn));
    SrColumn part = {.title = _("Part"), .kind = SR_COLUMN_TEXT, .stretch = true};
    SrColumn weight = {.title = _("Weight"), .kind = SR_COLUMN_NUMBER};
    SrColumn all = {.title = top->level->title, .kind = SR_COLUMN_NUMBER};

    g_array_append_val(columns, part);
    g_array_append_val(columns, weight);
    for (int a = from; a < from + n; a++) {
        SrColumn region = {.title = regions->names[a], .kind = SR_COLUMN_NUMBER};

        g_array_append_val(columns, region);
    }
    g_array_append_val(columns, all);
    SrTableBox *table = sr_tablebox_new(
        &atlas->look, (const SrColumn *)(void *)columns->data, (int)columns->len);
    for (int p = 0; p < whole->regions->n_parts; p++)
        add_part(table, atlas, whole, p, from, n);
    add_sum(table, atlas, whole, from, n);
    return table;
}

/* How far ranks hang on each part: (transfer full). */
static char *
sensitivity(const SrComposition *composition)
{
    g_autoptr(GString) text = g_string_new(NULL);
    bool moves = false;

    for (int p = 0; p < composition->n_parts; p++) {
        const SrCompositionPart *part = &composition->parts[p];

        if (part->most_area < 0)
            continue;
        moves = true;
        g_string_append_printf(
            text, _("Without \"%1$s\" ranks shift by at most %2$d (%3$s). "), part->title,
            ABS(part->most_shift), composition->division->names[part->most_area]);
    }
    if (!moves)
        return g_strdup_printf(
            _("Leaving out any one part would not change the order of the %1$d %2$s."),
            composition->division->n_areas, composition->division->level->plural);
    g_string_append(text, _("Where a part is not named, the order stays as it is."));
    return g_strdup(text->str);
}

bool
sr_page_set_composition(SrAtlas *atlas, const SrResult *result, GError **error)
{
    const SrPress *press = atlas->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *regions = scheme->divisions[atlas->region_level];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    const char *period = sr_press_newest(press, result, regions);

    if (result->indicator->components->len == 0 || period == NULL)
        return true;
    g_auto(Whole)
        whole = {.result = result,
                 .regions = sr_composition_new(press->values, result, regions, period),
                 .top = sr_composition_new(press->values, result, top, period)};
    if (whole.regions == NULL)
        return true;
    const SrWideTable wide = {make_table, &whole, sr_atlas_n_regions(atlas)};
    if (!sr_atlas_set_wide(atlas, &wide, error))
        return false;
    if (wide.n_areas == 0)
        return true;
    g_autofree char *order = sensitivity(whole.regions);
    g_autofree char *note = g_strdup_printf(
        "%s %s", order,
        _("The points of the parts are rounded; added up they can differ a little from "
          "the index."));
    sr_flow_note(atlas->flow, note);
    return true;
}
