/* The kind "points": facilities over the filling. */
#include "publish/kinds_private.h"

#include "base/error.h"
#include "publish/facilities.h"

#include <glib/gi18n.h>
#include <string.h>

/* Told apart by the shape of the sign first, by its colour second (Okabe & Ito 2008). */
static const SrColor sign_colors[] = {
    {0, 0.447, 0.698}, {0.835, 0.369, 0}, {0, 0.45, 0.33}, {0.55, 0.25, 0.45}, {0, 0, 0}};

/* The kinds in the order they come, and which one each facility is. */
typedef struct {
    const GPtrArray *all; /* of SrFacility */
    GPtrArray *kinds;     /* of char *: kept by the sheet */
    int *kind_of;         /* [all->len] */
} Facilities;

static int
kind_index(SrKindSheet *sheet, Facilities *facilities, const char *name)
{
    for (guint i = 0; i < facilities->kinds->len; i++)
        if (g_str_equal(facilities->kinds->pdata[i], name))
            return (int)i;
    g_ptr_array_add(facilities->kinds, sr_kind_keep(sheet, g_strdup(name)));
    return (int)facilities->kinds->len - 1;
}

static void
make_signs(SrKindSheet *sheet, const Facilities *facilities)
{
    int n = (int)facilities->all->len;

    sheet->point_kinds = g_array_new(FALSE, TRUE, sizeof(SrLegendPoint));
    for (guint k = 0; k < facilities->kinds->len; k++) {
        SrLegendPoint kind = {facilities->kinds->pdata[k], (SrSign)(k % SR_N_SIGNS),
                              sign_colors[k % G_N_ELEMENTS(sign_colors)], 0};

        g_array_append_val(sheet->point_kinds, kind);
    }
    sheet->points = g_new(SrMapPoint, MAX(n, 1));
    for (int i = 0; i < n; i++) {
        SrLegendPoint *kind =
            &g_array_index(sheet->point_kinds, SrLegendPoint, facilities->kind_of[i]);

        kind->count++;
        sheet->points[i] = (SrMapPoint){
            ((const SrFacility *)facilities->all->pdata[i])->at, kind->sign, kind->color};
    }
}

bool
sr_kind_fill_points(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                    GError **error)
{
    SrTheme *theme = &sheet->themes[0];
    g_autoptr(GPtrArray) all =
        sr_facilities_read(task->press->folder, task->crs, findings, error);
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();

    if (all == NULL)
        return false;
    if (all->len == 0) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT,
                            _("there are no facilities in shapes/points"));
        return false;
    }
    g_autofree int *kind_of = g_new(int, all->len);
    Facilities facilities = {all, kinds, kind_of};
    for (guint i = 0; i < all->len; i++)
        kind_of[i] =
            kind_index(sheet, &facilities, ((const SrFacility *)all->pdata[i])->kind);
    make_signs(sheet, &facilities);
    theme->points = sheet->points;
    theme->n_points = (int)all->len;
    theme->point_kinds = (const SrLegendPoint *)(void *)sheet->point_kinds->data;
    theme->n_point_kinds = (int)sheet->point_kinds->len;
    theme->amounts = NULL;
    theme->label_values = false;
    return true;
}
