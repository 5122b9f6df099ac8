/* Two indicators drawn against each other. */
#include "publish/atlas_private.h"

#include "publish/prose.h"
#include "publish/together.h"

#include <glib/gi18n.h>
#include <math.h>

#define CHART_MM 150.0
#define LEAST_PAIRS 4
#define MOST_ABSENT 6 /* that are named */

/* The areas that have both. */
typedef struct {
    const SrDivision *division;
    double *x, *y; /* [n_areas], NAN = not both; owned */
    int n;
    const SrValue *x_top, *y_top; /* the Kreis's, or NULL */
} Pairs;

static void
pairs_clear(Pairs *pairs)
{
    g_free(pairs->x);
    g_free(pairs->y);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pairs, pairs_clear)

static const SrValue *
top_of(const SrAtlas *atlas, const SrResult *result, const char *period)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    g_autofree const SrValue **slice =
        sr_values_slice(atlas->press->values, result, top, period);

    return top->n_areas == 1 && slice[0] != NULL && slice[0]->status == SR_STATUS_OK
               ? slice[0]
               : NULL;
}

static void
take_pairs(const SrAtlas *atlas, const SrResult *x, const SrResult *y, Pairs *pairs)
{
    const SrPress *press = atlas->press;
    int level = MAX(sr_press_finest(press, x), sr_press_finest(press, y));

    if (level < 0 || sr_press_finest(press, x) < 0 || sr_press_finest(press, y) < 0)
        return;
    pairs->division = press->schemes[0]->divisions[level];
    int n = pairs->division->n_areas;
    const char *x_period = sr_press_newest(press, x, pairs->division);
    const char *y_period = sr_press_newest(press, y, pairs->division);
    if (x_period == NULL || y_period == NULL)
        return;
    g_autofree const SrValue **xs =
        sr_values_slice(press->values, x, pairs->division, x_period);
    g_autofree const SrValue **ys =
        sr_values_slice(press->values, y, pairs->division, y_period);
    pairs->x = g_new(double, n);
    pairs->y = g_new(double, n);
    for (int a = 0; a < n; a++) {
        bool has = xs[a] != NULL && ys[a] != NULL && xs[a]->status == SR_STATUS_OK &&
                   ys[a]->status == SR_STATUS_OK;

        pairs->x[a] = has ? xs[a]->value : NAN;
        pairs->y[a] = has ? ys[a]->value : NAN;
        pairs->n += has;
    }
    pairs->x_top = top_of(atlas, x, x_period);
    pairs->y_top = top_of(atlas, y, y_period);
}

/* "Sozialstruktur-Index, Punkte". */
static char *
axis_title(const SrIndicator *indicator)
{
    g_autofree char *unit = sr_prose_unit(indicator);

    return *unit == '\0' ? g_strdup(indicator->title)
                         : g_strdup_printf("%s, %s", indicator->title, unit);
}

static bool
draw_scatter(SrAtlas *atlas, const SrResult *x, const SrResult *y, const Pairs *pairs,
             SrBox box, GError **error)
{
    int n = pairs->division->n_areas;
    g_autofree SrScatterPoint *points = g_new0(SrScatterPoint, n);
    const char *top = pairs->x_top == NULL ? NULL : pairs->x_top->division->level->title;

    for (int a = 0; a < n; a++)
        points[a] = (SrScatterPoint){.x = pairs->x[a],
                                     .y = pairs->y[a],
                                     .name = pairs->division->names[a],
                                     .fill = atlas->look.fill};
    g_autofree char *x_title = axis_title(x->indicator);
    g_autofree char *y_title = axis_title(y->indicator);
    SrScatterChart chart = {
        .box_mm = box,
        .points = points,
        .n_points = n,
        .x_title = x_title,
        .y_title = y_title,
        .x_benchmark = {pairs->x_top == NULL ? NAN : pairs->x_top->value, top},
        .y_benchmark = {pairs->y_top == NULL ? NAN : pairs->y_top->value, top},
    };
    g_autoptr(SrDrawing) drawing = sr_chart_scatter(&atlas->look, &chart, error);
    if (drawing == NULL)
        return false;
    sr_drawing_draw(drawing, sr_flow_canvas(atlas->flow));
    return true;
}

/* How closely the two go together, in words. */
static char *
in_words(const SrAtlas *atlas, const Pairs *pairs)
{
    SrCorrelation found =
        sr_correlate_pearson(pairs->x, pairs->y, NULL, pairs->division->n_areas, 0.95);

    return sr_together_words(&found, pairs->division->level->plural,
                             atlas->press->language);
}

/* Who is not in the picture: without it a point might be taken for one that is not. */
static void
set_absent_note(SrAtlas *atlas, const Pairs *pairs)
{
    const SrDivision *division = pairs->division;
    int n_absent = division->n_areas - pairs->n;
    g_autoptr(GString) names = g_string_new(NULL);

    if (n_absent == 0)
        return;
    for (int a = 0; a < division->n_areas && n_absent <= MOST_ABSENT; a++)
        if (isnan(pairs->x[a]))
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   division->names[a]);
    if (names->len == 0)
        g_string_printf(names, _("%1$d of %2$d %3$s"), n_absent, division->n_areas,
                        division->level->plural);
    g_autofree char *note = g_strdup_printf(
        _("Not in the picture, because one of the two values is suppressed or missing: "
          "%s."),
        names->str);
    sr_flow_note(atlas->flow, note);
}

/* Not all points have room for their names; the pages that have all values. */
static void
set_names_note(SrAtlas *atlas, const SrResult *x, const SrResult *y)
{
    g_autofree char *x_place = sr_atlas_place(x->indicator);
    g_autofree char *y_place = sr_atlas_place(y->indicator);
    g_autofree char *note = g_strdup_printf(
        _("Where points lie close together, not all have their names; for the "
          "values see page\u00a0%1$d and page\u00a0%2$d."),
        sr_flow_page_of(atlas->flow, x_place), sr_flow_page_of(atlas->flow, y_place));

    if (sr_atlas_has_page(atlas, x) && sr_atlas_has_page(atlas, y))
        sr_flow_note(atlas->flow, note);
}

bool
sr_atlas_has_scatter(const SrAtlas *atlas, const SrResult *x, const SrResult *y)
{
    g_auto(Pairs) pairs = {0};

    take_pairs(atlas, x, y, &pairs);
    return pairs.n >= LEAST_PAIRS;
}

char *
sr_atlas_scatter_title(const SrResult *x, const SrResult *y)
{
    return g_strdup_printf(_("%1$s and %2$s"), x->indicator->title, y->indicator->title);
}

char *
sr_atlas_scatter_place(const SrResult *x, const SrResult *y)
{
    return g_strdup_printf("s-%s-%s", x->indicator->id, y->indicator->id);
}

bool
sr_atlas_set_scatter(SrAtlas *atlas, const SrResult *x, const SrResult *y, GError **error)
{
    SrFlow *flow = atlas->flow;
    g_auto(Pairs) pairs = {0};

    take_pairs(atlas, x, y, &pairs);
    if (pairs.n < LEAST_PAIRS)
        return true;
    g_autofree char *title = sr_atlas_scatter_title(x, y);
    g_autofree char *place = sr_atlas_scatter_place(x, y);
    g_autofree char *words = in_words(atlas, &pairs);
    g_autofree char *alt = g_strdup_printf(
        _("Scatter plot: each point is one area; %1$s to the right, %2$s upwards. %3$s"),
        x->indicator->title, y->indicator->title, words);
    sr_flow_set_mark(flow, x->is_synthetic || y->is_synthetic ? _("Example data") : NULL);
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 2, title, place);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), CHART_MM, alt);
    if (!atlas->is_dry && !draw_scatter(atlas, x, y, &pairs, box, error))
        return false;
    sr_flow_figure_end(flow, NULL);
    set_names_note(atlas, x, y);
    set_absent_note(atlas, &pairs);
    sr_flow_paragraph(flow, words);
    sr_flow_callout(flow, _("Mind"),
                    _("That two figures go together does not say that one is the cause "
                      "of the other. It says nothing of single people either: areas "
                      "with much of both are not people with both."));
    return true;
}
