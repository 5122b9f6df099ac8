/* What there is in an area: each facility by name where they are few, else by kind. */
#include "publish/atlas_profile.h"

#include "base/number.h"
#include "publish/facilities.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_NAMED 6         /* beside a table of the Gemeinden */
#define MOST_NAMED_OF_ONE 24 /* of a single Gemeinde, which has no such table */
#define HEADING_MM 14.0

/* The facilities of the area in their order: (transfer container), of SrFacility. */
static GPtrArray *
facilities_of(const SrAtlas *atlas, const SrSubject *subject)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; atlas->facilities != NULL && i < atlas->facilities->len; i++) {
        int gemeinde = atlas->facility_areas[i];

        if (gemeinde >= 0 && subject->division->area_of[gemeinde] == subject->area)
            g_ptr_array_add(found, atlas->facilities->pdata[i]);
    }
    return found;
}

bool
sr_profile_names_facilities(const SrAtlas *atlas, const SrSubject *subject)
{
    g_autoptr(GPtrArray) own = facilities_of(atlas, subject);

    return own->len > 0 && own->len <= (subject->division->n_members[subject->area] > 1
                                            ? MOST_NAMED
                                            : MOST_NAMED_OF_ONE);
}

/* "95", or nothing where it is not known. */
static char *
places(const SrAtlas *atlas, double capacity)
{
    return isfinite(capacity) ? sr_number_format(capacity, 0, atlas->press->language)
                              : g_strdup("");
}

static SrTableBox *
make_list(const SrAtlas *atlas, const GPtrArray *own)
{
    const SrColumn columns[] = {
        {.title = _("Facility"), .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = _("Kind"), .kind = SR_COLUMN_TEXT},
        {.title = _("Places"), .kind = SR_COLUMN_NUMBER},
    };
    SrTableBox *table = sr_tablebox_new(&atlas->look, columns, G_N_ELEMENTS(columns));

    for (guint i = 0; i < own->len; i++) {
        const SrFacility *one = own->pdata[i];
        g_autofree char *capacity = places(atlas, one->capacity);
        const char *const cells[] = {one->name, one->kind, capacity};

        sr_tablebox_add(table, SR_ROW_NORMAL, cells);
    }
    return table;
}

/* Of one kind: how many, their places, how many of them in which Gemeinde. */
static void
add_kind(SrTableBox *table, const SrAtlas *atlas, const SrSubject *subject,
         const char *kind)
{
    const SrDivision *gemeinden = atlas->press->schemes[0]->divisions[0];
    g_autofree int *counts = g_new0(int, gemeinden->n_areas);
    g_autoptr(GString) where = g_string_new(NULL);
    double capacity = NAN;
    int n = 0;

    for (guint i = 0; i < atlas->facilities->len; i++) {
        const SrFacility *one = atlas->facilities->pdata[i];
        int gemeinde = atlas->facility_areas[i];

        if (gemeinde < 0 || subject->division->area_of[gemeinde] != subject->area ||
            !g_str_equal(one->kind, kind))
            continue;
        counts[gemeinde]++;
        n++;
        if (isfinite(one->capacity))
            capacity = isnan(capacity) ? one->capacity : capacity + one->capacity;
    }
    for (int g = 0; g < gemeinden->n_areas; g++)
        if (counts[g] > 0)
            g_string_append_printf(where, "%s%s\u00a0%d", where->len > 0 ? ", " : "",
                                   gemeinden->names[g], counts[g]);
    g_autofree char *number = g_strdup_printf("%d", n);
    g_autofree char *all = places(atlas, capacity);
    const char *const cells[] = {kind, number, all, where->str};
    sr_tablebox_add(table, SR_ROW_NORMAL, cells);
}

static SrTableBox *
make_summary(const SrAtlas *atlas, const SrSubject *subject, const GPtrArray *own)
{
    const SrColumn columns[] = {
        {.title = _("Kind"), .kind = SR_COLUMN_TEXT},
        {.title = _("Number"), .kind = SR_COLUMN_NUMBER},
        {.title = _("Places"), .kind = SR_COLUMN_NUMBER},
        {.title = _("Where"), .kind = SR_COLUMN_TEXT, .stretch = true},
    };
    SrTableBox *table = sr_tablebox_new(&atlas->look, columns, G_N_ELEMENTS(columns));
    g_autoptr(GPtrArray) told = g_ptr_array_new();

    for (guint i = 0; i < own->len; i++) {
        const char *kind = ((const SrFacility *)own->pdata[i])->kind;

        if (g_ptr_array_find_with_equal_func(told, kind, g_str_equal, NULL))
            continue;
        add_kind(table, atlas, subject, kind);
        g_ptr_array_add(told, (gpointer)kind);
    }
    return table;
}

bool
sr_profile_set_facilities(SrAtlas *atlas, const SrSubject *subject, GError **error)
{
    SrFlow *flow = atlas->flow;
    g_autoptr(GPtrArray) own = facilities_of(atlas, subject);

    if (own->len == 0)
        return true;
    g_autoptr(SrTableBox) table = sr_profile_names_facilities(atlas, subject)
                                      ? make_list(atlas, own)
                                      : make_summary(atlas, subject, own);
    if (!sr_tablebox_set_width(table, sr_flow_width(flow), error))
        return false;
    sr_flow_need(flow,
                 HEADING_MM + sr_tablebox_height(table, 0, sr_tablebox_n_rows(table)));
    sr_flow_heading(flow, 3, _("Facilities"), NULL);
    return sr_flow_table(flow, table, error);
}
