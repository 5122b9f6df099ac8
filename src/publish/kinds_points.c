/* The kind "points": facilities over the filling. */
#include "publish/kinds_private.h"

#include "base/error.h"
#include "publish/facilities.h"

#include <glib/gi18n.h>

/*
 * Told apart by the sign alone, for those who print in grey; the colour helps (Okabe &
 * Ito 2008). It goes on by one with each round of the colours' signs, so that the open
 * sign of a shape has another colour than the filled one.
 */
static const SrColor sign_colors[] = {
    {0, 0.447, 0.698}, {0.835, 0.369, 0}, {0, 0.45, 0.33}, {0.55, 0.25, 0.45}, {0, 0, 0}};
#define N_COLORS (G_N_ELEMENTS(sign_colors))

/* The kind called @name, which is added where there is none yet. */
static guint
kind_index(SrKindSheet *sheet, const char *name)
{
    GArray *kinds = sheet->point_kinds;

    for (guint k = 0; k < kinds->len; k++)
        if (g_str_equal(g_array_index(kinds, SrLegendPoint, k).name, name))
            return k;
    guint k = kinds->len;
    SrLegendPoint kind = {.name = sr_kind_keep(sheet, g_strdup(name)),
                          .sign = (SrSign)(k % SR_N_POINT_SIGNS),
                          .color = sign_colors[(k + k / N_COLORS) % N_COLORS]};
    g_array_append_val(kinds, kind);
    return k;
}

/* Only facilities that lie in an area: the others are off the map. */
static void
make_signs(SrKindSheet *sheet, const GPtrArray *facilities, const int *areas)
{
    sheet->point_kinds = g_array_new(FALSE, TRUE, sizeof(SrLegendPoint));
    sheet->points = g_new(SrMapPoint, MAX(facilities->len, 1));
    for (guint i = 0; i < facilities->len; i++) {
        const SrFacility *one = facilities->pdata[i];

        if (areas[i] < 0)
            continue;
        guint k = kind_index(sheet, one->kind); /* may move the array */
        SrLegendPoint *kind = &g_array_index(sheet->point_kinds, SrLegendPoint, k);

        kind->count++;
        sheet->points[sheet->n_points++] = (SrMapPoint){one->at, kind->sign, kind->color};
    }
}

bool
sr_kind_fill_points(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                    GError **error)
{
    SrTheme *theme = &sheet->themes[0];
    g_autoptr(GPtrArray) all =
        sr_facilities_read(task->press->folder, task->crs, findings, error);

    if (all == NULL)
        return false;
    g_autofree int *areas =
        sr_facilities_locate(all, task->press->grounds[0]->source, findings);
    make_signs(sheet, all, areas);
    if (sheet->n_points == 0) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT,
                            all->len == 0
                                ? _("there are no facilities in shapes/points")
                                : _("all facilities in shapes/points lie outside the "
                                    "areas"));
        return false;
    }
    if (sheet->point_kinds->len > SR_N_POINT_SIGNS) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("shapes/points has %u kinds of facilities; there are %d signs that "
                      "can be told apart: give like kinds one word in the column 'kind'"),
                    sheet->point_kinds->len, SR_N_POINT_SIGNS);
        return false;
    }
    theme->points = sheet->points;
    theme->n_points = sheet->n_points;
    theme->point_kinds = (const SrLegendPoint *)(void *)sheet->point_kinds->data;
    theme->n_point_kinds = (int)sheet->point_kinds->len;
    theme->amounts = NULL;
    theme->label_values = false;
    return true;
}
