#include "publish/comparison.h"

#include "base/number.h"
#include "publish/insight.h"
#include "publish/prose.h"
#include "shapes/dissolve.h"
#include "stats/sum.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
column_clear(gpointer data)
{
    SrComparedColumn *column = data;

    g_free(column->id);
    g_free(column->title);
}

void
sr_comparison_free(SrComparison *comparison)
{
    if (comparison == NULL)
        return;
    g_array_unref(comparison->columns);
    for (int s = 0; s < comparison->of.n_schemes; s++) {
        g_free(comparison->figures[s]);
        g_free(comparison->origins[s]);
    }
    g_free(comparison->figures);
    g_free(comparison->origins);
    g_free(comparison);
}

const SrDivision *
sr_comparison_division(const SrComparison *comparison, int scheme)
{
    return comparison->of.schemes[scheme]->divisions[comparison->of.level];
}

const SrComparedColumn *
sr_comparison_column(const SrComparison *comparison, guint i)
{
    return &g_array_index(comparison->columns, SrComparedColumn, i);
}

/* --- columns --- */

static void
add_column(SrComparison *comparison, const SrComparedColumn *column)
{
    g_array_append_vals(comparison->columns, column, 1);
}

static void
add_spread(SrComparison *comparison, const SrResult *result, const char *of)
{
    /* xgettext:no-c-format */
    const char *title = _("± % of mean");
    SrComparedColumn column = {SR_COMPARED_SPREAD, result,
                               g_strconcat(of, "_spread", NULL), g_strdup(title), 0};

    add_column(comparison, &column);
}

static void
add_result(SrComparison *comparison, const SrResult *result)
{
    const SrIndicator *indicator = result->indicator;
    bool is_amount = sr_indicator_is_amount(indicator);
    g_autofree char *numerator = g_strconcat(indicator->id, "_numerator", NULL);

    if (!is_amount) {
        SrComparedColumn below = {SR_COMPARED_DENOMINATOR, result,
                                  g_strconcat(indicator->id, "_denominator", NULL),
                                  sr_prose_denominator(indicator), 0};
        SrComparedColumn above = {SR_COMPARED_NUMERATOR, result, g_strdup(numerator),
                                  g_strdup(indicator->numerator_text == NULL
                                               ? _("Numerator")
                                               : indicator->numerator_text),
                                  0};

        add_column(comparison, &below);
        add_column(comparison, &above);
        add_spread(comparison, result, numerator);
    }
    SrComparedColumn value = {SR_COMPARED_VALUE, result, g_strdup(indicator->id),
                              g_strdup(indicator->short_title), indicator->decimals};
    add_column(comparison, &value);
    if (is_amount)
        add_spread(comparison, result, indicator->id);
}

static void
add_columns(SrComparison *comparison)
{
    const struct {
        SrComparedKind kind;
        const char *id;
        const char *title;
        int decimals;
    } shape[] = {
        {SR_COMPARED_MEMBERS, "members", _("members"), 0},
        {SR_COMPARED_PARTS, "parts", _("parts"), 0},
        {SR_COMPARED_AREA, "area_km2", "km²", 1},
        {SR_COMPARED_COMPACTNESS, "compactness", _("compact"), 2},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(shape); i++) {
        SrComparedColumn column = {shape[i].kind, NULL, g_strdup(shape[i].id),
                                   g_strdup(shape[i].title), shape[i].decimals};

        add_column(comparison, &column);
    }
    for (guint r = 0; r < comparison->of.results->len; r++)
        add_result(comparison, comparison->of.results->pdata[r]);
}

/* --- figures --- */

/* Length of all rings of the area in metres. */
static double
perimeter_m(const SrPolygons *polygons, int area)
{
    double sum = 0;
    int first = polygons->polygon_start[polygons->area_start[area]];
    int end = polygons->polygon_start[polygons->area_start[area + 1]];

    for (int r = first; r < end; r++) {
        const SrPoint *points = polygons->points + polygons->ring_start[r];
        int n = polygons->ring_start[r + 1] - polygons->ring_start[r];

        for (int i = 0; i < n; i++)
            sum += hypot(points[(i + 1) % n].x - points[i].x,
                         points[(i + 1) % n].y - points[i].y);
    }
    return sum;
}

static double
shape_of(const SrPolygons *polygons, const SrDivision *division, int area,
         SrComparedKind kind)
{
    double area_m2 = sr_polygons_area(polygons, area);
    double length_m = perimeter_m(polygons, area);

    switch (kind) {
    case SR_COMPARED_MEMBERS:
        return division->n_members[area];
    case SR_COMPARED_PARTS:
        return polygons->area_start[area + 1] - polygons->area_start[area];
    case SR_COMPARED_AREA:
        return area_m2 / 1e6;
    default:
        return 4 * G_PI * area_m2 / (length_m * length_m);
    }
}

static SrCompared
figure_of(const SrValue *value, SrComparedKind kind)
{
    if (value == NULL)
        return (SrCompared){NAN, SR_STATUS_MISSING};
    if (value->status != SR_STATUS_OK)
        return (SrCompared){NAN, value->status};
    double figure = kind == SR_COMPARED_DENOMINATOR ? value->denominator
                    : kind == SR_COMPARED_NUMERATOR ? value->numerator
                                                    : value->value;
    return (SrCompared){figure, isnan(figure) ? SR_STATUS_NOT_APPLICABLE : SR_STATUS_OK};
}

/*
 * How far each figure of the column before is from their mean; none if one is hidden,
 * since the others would tell it: then all have the status of that one.
 */
static void
fill_spread(SrCompared *figures, guint n_columns, int n_areas, guint column)
{
    SrSum sum = {0};
    SrStatus status = SR_STATUS_OK;

    for (int a = 0; a < n_areas; a++) {
        SrCompared one = figures[(guint)a * n_columns + column - 1];

        status = sr_status_join(status, one.status);
        sr_sum_add(&sum, one.status == SR_STATUS_OK ? one.value : 0);
    }
    double mean = sr_sum_value(&sum) / n_areas;
    if (status == SR_STATUS_OK && !(fabs(mean) > 0))
        status = SR_STATUS_NOT_APPLICABLE;
    for (int a = 0; a < n_areas; a++) {
        double value = figures[(guint)a * n_columns + column - 1].value;

        figures[(guint)a * n_columns + column] =
            (SrCompared){status == SR_STATUS_OK ? 100 * (value / mean - 1) : NAN, status};
    }
}

static SrCompared *
fill_figures(const SrComparison *comparison, int scheme)
{
    const SrDivision *division = sr_comparison_division(comparison, scheme);
    const SrTopology *topology = comparison->of.topology;
    guint n = comparison->columns->len;
    SrCompared *figures = g_new0(SrCompared, (gsize)n * (gsize)division->n_areas + 1);
    g_autoptr(SrPolygons) polygons =
        sr_topology_dissolve(topology, division->area_of, division->n_areas);

    for (guint c = 0; c < n; c++) {
        const SrComparedColumn *column = sr_comparison_column(comparison, c);
        g_autofree const SrValue **slice =
            column->result == NULL ? NULL
                                   : sr_insight_newest_slice(comparison->of.values,
                                                             column->result, division);

        if (column->kind == SR_COMPARED_SPREAD) {
            fill_spread(figures, n, division->n_areas, c);
            continue;
        }
        for (int a = 0; a < division->n_areas; a++)
            figures[(guint)a * n + c] =
                column->result == NULL
                    ? (SrCompared){shape_of(polygons, division, a, column->kind),
                                   SR_STATUS_OK}
                    : figure_of(slice == NULL ? NULL : slice[a], column->kind);
    }
    return figures;
}

/* For each area of @after the area of @before that gives it most Gemeinden. */
static int *
origins_of(const SrDivision *before, const SrDivision *after)
{
    int *origins = g_new0(int, after->n_areas + 1);

    for (int b = 0; b < after->n_areas; b++) {
        g_autofree int *shared = g_new0(int, before->n_areas);

        for (int g = 0; g < before->n_gemeinden; g++)
            if (after->area_of[g] == b)
                shared[before->area_of[g]]++;
        for (int a = 0; a < before->n_areas; a++)
            if (shared[a] > shared[origins[b]])
                origins[b] = a;
    }
    return origins;
}

SrComparison *
sr_comparison_new(const SrComparisonOf *of)
{
    SrComparison *comparison = g_new0(SrComparison, 1);

    comparison->of = *of;
    comparison->columns = g_array_new(FALSE, FALSE, sizeof(SrComparedColumn));
    g_array_set_clear_func(comparison->columns, column_clear);
    comparison->figures = g_new0(SrCompared *, of->n_schemes + 1);
    comparison->origins = g_new0(int *, of->n_schemes + 1);
    add_columns(comparison);
    for (int s = 0; s < of->n_schemes; s++) {
        comparison->figures[s] = fill_figures(comparison, s);
        comparison->origins[s] = origins_of(sr_comparison_division(comparison, 0),
                                            sr_comparison_division(comparison, s));
    }
    return comparison;
}

SrCompared
sr_comparison_figure(const SrComparison *comparison, int scheme, int area, guint column)
{
    return comparison->figures[scheme][(guint)area * comparison->columns->len + column];
}

char *
sr_comparison_words(const SrComparison *comparison, int scheme, int area, guint column,
                    const char *language)
{
    SrCompared figure = sr_comparison_figure(comparison, scheme, area, column);
    const SrComparedColumn *about = sr_comparison_column(comparison, column);

    if (figure.status != SR_STATUS_OK)
        return g_strdup(sr_status_sign(figure.status));
    g_autofree char *words = sr_number_format(figure.value, about->decimals, language);
    bool has_sign = about->kind == SR_COMPARED_SPREAD && figure.value >= 0.5;
    return g_strconcat(has_sign ? "+" : "", words, NULL);
}

bool
sr_comparison_moves(const SrComparison *comparison, int scheme, int gemeinde)
{
    int was = sr_comparison_division(comparison, 0)->area_of[gemeinde];
    int is = sr_comparison_division(comparison, scheme)->area_of[gemeinde];

    return comparison->origins[scheme][is] != was;
}
