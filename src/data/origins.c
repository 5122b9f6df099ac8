/* What figures there are, and the cells they came from: of figures.h. */
#include "data/figures_private.h"

#include "base/error.h"
#include "store/figurestore.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* --- what there is --- */

void
sr_variable_free(SrVariable *variable)
{
    if (variable == NULL)
        return;
    g_free(variable->name);
    g_free(variable->title);
    g_free(variable->title_en);
    g_free(variable->unit);
    g_free(variable->base);
    g_strfreev(variable->datasets);
    g_strfreev(variable->levels);
    g_strfreev(variable->periods);
    g_free(variable);
}

static SrVariable *
read_variable(sqlite3_stmt *ask)
{
    SrVariable *variable = g_new0(SrVariable, 1);

    variable->name = g_strdup(sr_text_at(ask, 0));
    variable->title = g_strdup(sr_text_at(ask, 1));
    variable->title_en = g_strdup(sr_text_at(ask, 2));
    variable->unit = g_strdup(sr_text_at(ask, 3));
    variable->base = g_strdup(sr_text_at(ask, 4));
    variable->datasets = g_strsplit(sr_text_at(ask, 5), ",", -1);
    variable->levels = g_strsplit(sr_text_at(ask, 6), ",", -1);
    variable->periods = g_strsplit(sr_text_at(ask, 7), ",", -1);
    variable->has_sexes = sqlite3_column_int(ask, 8) != 0;
    variable->has_ages = sqlite3_column_int(ask, 9) != 0;
    variable->is_protected = sqlite3_column_int(ask, 10) != 0;
    variable->is_synthetic = sqlite3_column_int(ask, 11) != 0;
    return variable;
}

GPtrArray *
sr_figures_list(SrStore *store, GError **error)
{
    g_autoptr(GPtrArray) list =
        g_ptr_array_new_with_free_func((GDestroyNotify)sr_variable_free);
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT v.name, min(v.title), min(v.title_en), min(v.unit), "
        " group_concat(DISTINCT nullif(d.base, '')),"
        " (SELECT group_concat(x) FROM (SELECT DISTINCT dataset AS x FROM series"
        "  WHERE variable = v.name ORDER BY x)),"
        " (SELECT group_concat(x) FROM (SELECT DISTINCT level AS x FROM series"
        "  WHERE variable = v.name ORDER BY x)),"
        " (SELECT group_concat(x) FROM (SELECT DISTINCT period AS x FROM series"
        "  WHERE variable = v.name ORDER BY x)),"
        " EXISTS (SELECT 1 FROM series WHERE variable = v.name AND sex <> ''),"
        " EXISTS (SELECT 1 FROM series WHERE variable = v.name AND age_from >= 0),"
        " max(v.is_protected), max(d.is_synthetic)"
        " FROM variable AS v JOIN dataset AS d ON d.id = v.dataset"
        " GROUP BY v.name ORDER BY v.name",
        error);
    int result;

    if (ask == NULL)
        return NULL;
    while ((result = sqlite3_step(ask)) == SQLITE_ROW)
        g_ptr_array_add(list, read_variable(ask));
    if (result != SQLITE_DONE)
        sr_store_set_error(store, "variable", error);
    sqlite3_reset(ask);
    return result == SQLITE_DONE ? g_steal_pointer(&list) : NULL;
}

GHashTable *
sr_figures_bases(SrStore *store, GError **error)
{
    g_autoptr(GHashTable) bases =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT v.name, group_concat(DISTINCT nullif(d.base, ''))"
        " FROM variable AS v JOIN dataset AS d ON d.id = v.dataset GROUP BY v.name",
        error);
    int result;

    if (ask == NULL)
        return NULL;
    while ((result = sqlite3_step(ask)) == SQLITE_ROW)
        g_hash_table_insert(bases, g_strdup(sr_text_at(ask, 0)),
                            g_strdup(sr_text_at(ask, 1)));
    if (result != SQLITE_DONE)
        sr_store_set_error(store, "variable", error);
    sqlite3_reset(ask);
    return result == SQLITE_DONE ? g_steal_pointer(&bases) : NULL;
}

/* --- where it came from --- */

void
sr_origin_free(SrOrigin *origin)
{
    if (origin == NULL)
        return;
    g_free(origin->file);
    g_free(origin->sheet);
    g_free(origin->checksum);
    g_free(origin->dataset);
    g_free(origin->variable);
    g_free(origin->sex);
    g_free(origin);
}

/* Looks for the one place among the figures of a series. */
typedef struct {
    int place;
    bool is_found;
    SrStoredFigure figure;
} Search;

static void
take_one(const SrStoredFigure *stored, gpointer data)
{
    Search *search = data;

    if (stored->place != search->place)
        return;
    search->is_found = true;
    search->figure = *stored;
}

static SrOrigin *
origin_new(SrStore *store, const char *variable, const SrEntry *entry,
           const Search *search, GError **error)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT iif(v.file <> '', v.file, d.file), iif(v.file <> '', v.sheet, d.sheet),"
        " iif(v.file <> '', v.checksum, d.checksum) FROM dataset AS d"
        " JOIN variable AS v ON v.dataset = d.id WHERE d.id = ? AND v.name = ?",
        error);

    if (ask == NULL)
        return NULL;
    sqlite3_bind_text(ask, 1, entry->dataset, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, variable, -1, SQLITE_STATIC);
    if (sqlite3_step(ask) != SQLITE_ROW) {
        sr_store_set_error(store, "dataset", error);
        sqlite3_reset(ask);
        return NULL;
    }
    SrOrigin *origin = g_new0(SrOrigin, 1);
    origin->file = g_strdup(sr_text_at(ask, 0));
    origin->sheet = g_strdup(sr_text_at(ask, 1));
    origin->checksum = g_strdup(sr_text_at(ask, 2));
    sqlite3_reset(ask);
    origin->dataset = g_strdup(entry->dataset);
    origin->variable = g_strdup(variable);
    origin->sex = g_strndup(&entry->part.sex, entry->part.sex != 0 ? 1 : 0);
    origin->age_from = entry->part.age_from;
    origin->age_to = entry->part.age_to;
    origin->figure = (SrFigure){NAN, SR_STATUS_MISSING, 0, 0};
    if (search->is_found) {
        origin->row = search->figure.row;
        origin->figure = (SrFigure){search->figure.value, search->figure.status,
                                    search->figure.flags, search->figure.bound};
    } else if (entry->is_dense)
        origin->figure = (SrFigure){0, SR_STATUS_OK, 0, 0};
    return origin;
}

static int
compare_origins(gconstpointer a, gconstpointer b)
{
    const SrOrigin *x = *(const SrOrigin *const *)a;
    const SrOrigin *y = *(const SrOrigin *const *)b;
    int order = strcmp(x->dataset, y->dataset);

    if (order == 0)
        order = (x->row > y->row) - (x->row < y->row);
    if (order == 0)
        order = strcmp(x->sex, y->sex);
    return order != 0 ? order : (x->age_from > y->age_from) - (x->age_from < y->age_from);
}

static int
find_place(SrStore *store, const char *level, const char *key)
{
    sqlite3_stmt *ask =
        sr_store_prepare(store, "SELECT id FROM place WHERE level = ? AND key = ?", NULL);
    int place = -1;

    if (ask == NULL)
        return -1;
    sqlite3_bind_text(ask, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, key, -1, SQLITE_STATIC);
    if (sqlite3_step(ask) == SQLITE_ROW)
        place = sqlite3_column_int(ask, 0);
    sqlite3_reset(ask);
    return place;
}

/* Adds the cells of one period. */
static bool
add_origins(SrStore *store, const SrRequest *request, GPtrArray *used, int place,
            GPtrArray *origins, GError **error)
{
    for (guint i = 0; i < used->len; i++) {
        const SrEntry *entry = used->pdata[i];
        Search search = {.place = place};

        if (!sr_store_read_series(store, entry->part.id, take_one, &search, error))
            return false;
        SrOrigin *origin =
            origin_new(store, request->band.variable, entry, &search, error);
        if (origin == NULL)
            return false;
        g_ptr_array_add(origins, origin);
    }
    g_ptr_array_sort(origins, compare_origins);
    return true;
}

GPtrArray *
sr_figures_origins(SrStore *store, const char *name, const char *level,
                   const char *area_key, const char *period, GError **error)
{
    g_autoptr(GPtrArray) origins =
        g_ptr_array_new_with_free_func((GDestroyNotify)sr_origin_free);
    SrRequest request = {0};
    bool is_done = sr_request_make(store, name, level, &request, error);
    bool has_period = false;
    int n;

    for (guint first = 0; is_done && first < request.entries->len; first += (guint)n) {
        SrEntry **entries = sr_request_period(&request, first, &n);

        if (!g_str_equal(entries[0]->period, period))
            continue;
        g_autoptr(GPtrArray) used = sr_request_cover(&request.band, entries, n);
        has_period = used != NULL;
        is_done = used == NULL ||
                  add_origins(store, &request, used, find_place(store, level, area_key),
                              origins, error);
    }
    if (is_done && !has_period) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' has no figures of %s"), name,
                    period);
        is_done = false;
    }
    sr_request_clear(&request);
    return is_done ? g_steal_pointer(&origins) : NULL;
}
