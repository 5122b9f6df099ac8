/* The kind "points": facilities over the filling. */
#include "publish/kinds_private.h"

#include "base/error.h"
#include "base/number.h"
#include "base/sorted.h"
#include "data/table.h"
#include "shapes/projection.h"

#include <glib/gi18n.h>
#include <string.h>

/* Told apart by the shape of the sign first, by its colour second (Okabe & Ito 2008). */
static const SrColor sign_colors[] = {
    {0, 0.447, 0.698}, {0.835, 0.369, 0}, {0, 0.45, 0.33}, {0.55, 0.25, 0.45}, {0, 0, 0}};

/* What is read so far. */
typedef struct {
    GArray *points;   /* of SrPoint: degrees */
    GArray *kind_of;  /* of int, beside points */
    GPtrArray *kinds; /* of char *: borrowed from the sheet */
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
take_row(SrKindSheet *sheet, Facilities *facilities, const char *path, const SrRow *row,
         const int *columns, SrFindings *findings)
{
    SrNumber lon;
    SrNumber lat;

    if (!sr_number_parse(row->cells[columns[1]], SR_NUMBER_ENGLISH, &lon) ||
        !sr_number_parse(row->cells[columns[2]], SR_NUMBER_ENGLISH, &lat) ||
        lon.value < -180 || lon.value > 180 || lat.value < -90 || lat.value > 90) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, row->number, "lon, lat",
                        N_("'%s' and '%s' are no place in degrees"),
                        row->cells[columns[1]], row->cells[columns[2]]);
        return;
    }
    SrPoint at = {lon.value, lat.value};
    int kind = kind_index(sheet, facilities, row->cells[columns[0]]);
    g_array_append_val(facilities->points, at);
    g_array_append_val(facilities->kind_of, kind);
}

static void
read_layer(SrKindSheet *sheet, Facilities *facilities, const char *path,
           SrFindings *findings)
{
    static const char *const names[] = {"kind", "lon", "lat"};
    char empty[] = "";
    char semicolon[] = ";";
    const SrTableFormat format = {.encoding = empty,
                                  .delimiter = semicolon,
                                  .decimal = empty,
                                  .thousands = empty,
                                  .sheet = empty,
                                  .header = 1,
                                  .footer = empty};
    g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
    int columns[G_N_ELEMENTS(names)];
    SrRow row;

    if (table == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        columns[i] = sr_table_find(table, names[i]);
        if (columns[i] < 0) {
            sr_findings_add(findings, SR_FINDING_ERROR, path, 1, names[i],
                            N_("there is no column '%s'"), names[i]);
            return;
        }
    }
    while (sr_table_next(table, &row))
        take_row(sheet, facilities, path, &row, columns, findings);
}

/* Reads all layers of shapes/points in the order of their names. */
static void
read_layers(SrKindSheet *sheet, Facilities *facilities, const char *folder,
            SrFindings *findings)
{
    g_autofree char *path = g_build_filename(folder, "shapes", "points", NULL);
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (const char *name = entries != NULL ? g_dir_read_name(entries) : NULL;
         name != NULL; name = g_dir_read_name(entries))
        if (g_str_has_suffix(name, ".csv"))
            g_ptr_array_add(names, g_build_filename(path, name, NULL));
    sr_texts_sort(names);
    for (guint i = 0; i < names->len; i++)
        read_layer(sheet, facilities, names->pdata[i], findings);
}

static void
make_signs(SrKindSheet *sheet, const Facilities *facilities)
{
    int n = (int)facilities->points->len;

    sheet->point_kinds = g_array_new(FALSE, TRUE, sizeof(SrLegendPoint));
    for (guint k = 0; k < facilities->kinds->len; k++) {
        SrLegendPoint kind = {facilities->kinds->pdata[k], (SrSign)(k % SR_N_SIGNS),
                              sign_colors[k % G_N_ELEMENTS(sign_colors)], 0};

        g_array_append_val(sheet->point_kinds, kind);
    }
    sheet->points = g_new(SrMapPoint, MAX(n, 1));
    for (int i = 0; i < n; i++) {
        SrLegendPoint *kind = &g_array_index(sheet->point_kinds, SrLegendPoint,
                                             g_array_index(facilities->kind_of, int, i));

        kind->count++;
        sheet->points[i] = (SrMapPoint){g_array_index(facilities->points, SrPoint, i),
                                        kind->sign, kind->color};
    }
}

bool
sr_kind_fill_points(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                    GError **error)
{
    SrTheme *theme = &sheet->themes[0];
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(SrPoint));
    g_autoptr(GArray) kind_of = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    Facilities facilities = {points, kind_of, kinds};

    read_layers(sheet, &facilities, task->press->folder, findings);
    if (!sr_findings_check(findings, error))
        return false;
    if (points->len == 0) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT,
                            _("there are no facilities in shapes/points"));
        return false;
    }
    g_autoptr(SrProjection) projection =
        sr_projection_new("EPSG:4326", task->crs, NULL, error);
    if (projection == NULL ||
        !sr_projection_run(projection, (SrPoint *)(void *)points->data, (int)points->len,
                           error))
        return false;
    make_signs(sheet, &facilities);
    theme->points = sheet->points;
    theme->n_points = (int)points->len;
    theme->point_kinds = (const SrLegendPoint *)(void *)sheet->point_kinds->data;
    theme->n_point_kinds = (int)sheet->point_kinds->len;
    theme->amounts = NULL;
    theme->label_values = false;
    return true;
}
