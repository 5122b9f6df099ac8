#include "data/figures_private.h"

#include "base/error.h"
#include "base/nearest.h"
#include "data/casesheet.h"
#include "data/lost.h"
#include "data/terms.h"
#include "store/figurestore.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
entry_free(gpointer data)
{
    SrEntry *entry = data;

    g_free(entry->period);
    g_free(entry->dataset);
    g_free(entry);
}

void
sr_request_clear(SrRequest *request)
{
    sr_band_clear(&request->band);
    g_clear_pointer(&request->entries, g_ptr_array_unref);
}

/* --- which series --- */

static bool
is_variable(const char *name, gpointer data)
{
    sqlite3_stmt *ask =
        sr_store_prepare(data, "SELECT 1 FROM series WHERE variable = ? LIMIT 1", NULL);

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, name, -1, SQLITE_STATIC);
    bool is_there = sqlite3_step(ask) == SQLITE_ROW;
    sqlite3_reset(ask);
    return is_there;
}

/* "bev_6_u21": the variable bev is there, and what follows it is no band. */
static bool
refuse_part(const char *name, GPtrArray *names, GError **error)
{
    const char *found = NULL;

    for (guint i = 0; i < names->len; i++) {
        const char *known = names->pdata[i];

        if (g_str_has_prefix(name, known) && name[strlen(known)] == '_' &&
            (found == NULL || strlen(known) > strlen(found)))
            found = known;
    }
    if (found == NULL)
        return false;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("'%s' is no part of the variable '%s'; ages are written %s_u21, "
                  "%s_6_17, %s_65plus, and sexes %s_m, %s_w"),
                name, found, found, found, found, found, found);
    return true;
}

/* "verfahren_8a": made from a sheet of a register, and no register has it. */
static bool
refuse_survey(const char *name, GError **error)
{
    const char *survey = sr_case_survey_of(name);

    if (survey == NULL)
        return false;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no variable '%s'; it comes from [sheet %s] of a case register, and no "
                  "dataset has it"),
                name, survey);
    return true;
}

/* The data set of the variable has errors, and they are told. */
static bool
refuse_lost(SrStore *store, const char *name, GError **error)
{
    if (!sr_lost_has(store, name))
        return false;
    g_set_error(error, SR_LOST, SR_ERROR_INPUT,
                _("the data set of '%s' has errors and was not read"), name);
    return true;
}

static void
refuse_unknown(SrStore *store, const char *name, GError **error)
{
    if (refuse_lost(store, name, error))
        return;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT DISTINCT variable FROM series ORDER BY variable", NULL);

    while (ask != NULL && sqlite3_step(ask) == SQLITE_ROW)
        g_ptr_array_add(names, g_strdup(sr_text_at(ask, 0)));
    if (ask != NULL)
        sqlite3_reset(ask);
    /* Two letters off a variable that there is: a slip of the pen, no part of another. */
    const char *near =
        sr_nearest(name, (const char *const *)names->pdata, (int)names->len);
    bool is_slip = near != NULL && sr_edit_distance(name, near) <= 2;
    if ((!is_slip && refuse_part(name, names, error)) || refuse_survey(name, error))
        return;
    g_autofree char *nearest =
        sr_nearest_list(name, (const char *const *)names->pdata, (int)names->len, 3);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("no variable '%s'; nearest are %s"),
                name, nearest);
}

static void
refuse_level(SrStore *store, const char *name, const char *variable, const char *level,
             GError **error)
{
    if (refuse_lost(store, name, error))
        return;
    g_autoptr(GString) levels = g_string_new("");
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT DISTINCT level FROM series WHERE variable = ? ORDER BY level",
        NULL);

    if (ask != NULL) {
        sqlite3_bind_text(ask, 1, variable, -1, SQLITE_STATIC);
        while (sqlite3_step(ask) == SQLITE_ROW)
            g_string_append_printf(levels, "%s%s", levels->len > 0 ? ", " : "",
                                   sr_text_at(ask, 0));
        sqlite3_reset(ask);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("'%s' has no figures of the level %s, only of %s"), name, level,
                levels->str);
}

static bool
read_entries(SrStore *store, const char *level, SrRequest *request, GError **error)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT id, sex, age_from, age_to, period, dataset, is_dense FROM series"
        " WHERE variable = ? AND level = ? ORDER BY period, id",
        error);
    int result;

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, request->band.variable, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, level, -1, SQLITE_STATIC);
    while ((result = sqlite3_step(ask)) == SQLITE_ROW) {
        SrEntry *entry = g_new0(SrEntry, 1);

        entry->part =
            (SrBandPart){sqlite3_column_int64(ask, 0), *sr_text_at(ask, 1),
                         sqlite3_column_int(ask, 2), sqlite3_column_int(ask, 3)};
        entry->period = g_strdup(sr_text_at(ask, 4));
        entry->dataset = g_strdup(sr_text_at(ask, 5));
        entry->is_dense = sqlite3_column_int(ask, 6) != 0;
        g_ptr_array_add(request->entries, entry);
    }
    if (result != SQLITE_DONE)
        sr_store_set_error(store, "series", error);
    sqlite3_reset(ask);
    return result == SQLITE_DONE;
}

bool
sr_request_make(SrStore *store, const char *name, const char *level, SrRequest *request,
                GError **error)
{
    request->entries = g_ptr_array_new_with_free_func(entry_free);
    if (!sr_band_parse(name, is_variable, store, &request->band)) {
        refuse_unknown(store, name, error);
        return false;
    }
    if (!read_entries(store, level, request, error))
        return false;
    if (request->entries->len == 0)
        refuse_level(store, name, request->band.variable, level, error);
    return request->entries->len > 0;
}

SrEntry **
sr_request_period(const SrRequest *request, guint first, int *n)
{
    SrEntry **entries = (SrEntry **)request->entries->pdata + first;

    *n = 0;
    while (first + (guint)*n < request->entries->len &&
           g_str_equal(entries[*n]->period, entries[0]->period))
        (*n)++;
    return entries;
}

GPtrArray *
sr_request_cover(const SrBand *band, SrEntry **entries, int n)
{
    g_autofree SrBandPart *parts = g_new(SrBandPart, n);

    for (int i = 0; i < n; i++)
        parts[i] = entries[i]->part;
    g_autoptr(GArray) cover = sr_band_cover(band, parts, n);
    if (cover == NULL)
        return NULL;
    GPtrArray *used = g_ptr_array_new();
    for (guint i = 0; i < cover->len; i++)
        g_ptr_array_add(used, entries[g_array_index(cover, int, i)]);
    return used;
}

static void
refuse_band(const SrRequest *request, const char *name, GError **error)
{
    g_autofree SrBandPart *parts = g_new(SrBandPart, request->entries->len);

    for (guint i = 0; i < request->entries->len; i++)
        parts[i] = ((const SrEntry *)request->entries->pdata[i])->part;
    g_autofree char *ages = sr_band_ages(parts, (int)request->entries->len);
    if (*ages == '\0')
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' cannot be derived: '%s' is not divided so"), name,
                    request->band.variable);
    else if (request->band.age_from == SR_ALL_AGES)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' means all ages, and there are only %s: name the ages that "
                      "are meant, as in %s_6_17; or say with age_open= that the last "
                      "one stands for all above it"),
                    name, ages, name);
    else
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' cannot be derived: the ages of '%s' are %s, and none of them "
                      "may be cut"),
                    name, request->band.variable, ages);
}

/* --- adding up --- */

typedef struct {
    GHashTable *area_of; /* place id → index + 1 */
    SrFigure *figures;   /* of one period */
    bool *is_seen;       /* [n_areas] in this part */
    int n_areas;
} Sum;

static void
add_figure(SrFigure *to, const SrFigure *part)
{
    to->status = sr_status_join(to->status, part->status);
    to->flags |= part->flags;
    to->value += part->value; /* NAN once a part is not ok */
    to->error_bound += part->error_bound;
}

static void
take_figure(const SrStoredFigure *stored, gpointer data)
{
    Sum *sum = data;
    int area = GPOINTER_TO_INT(
        g_hash_table_lookup(sum->area_of, GINT_TO_POINTER(stored->place)));
    SrFigure part = {stored->value, stored->status, stored->flags, stored->bound};

    if (area == 0)
        return;
    sum->is_seen[area - 1] = true;
    add_figure(&sum->figures[area - 1], &part);
}

static GHashTable *
read_places(SrStore *store, const char *level, const char *const *area_keys, int n_areas,
            GError **error)
{
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *area_of = g_hash_table_new(NULL, NULL);
    sqlite3_stmt *ask =
        sr_store_prepare(store, "SELECT id, key FROM place WHERE level = ?", error);

    if (ask == NULL)
        return area_of;
    for (int i = 0; i < n_areas; i++)
        g_hash_table_insert(by_key, (gpointer)area_keys[i], GINT_TO_POINTER(i + 1));
    sqlite3_bind_text(ask, 1, level, -1, SQLITE_STATIC);
    while (sqlite3_step(ask) == SQLITE_ROW)
        g_hash_table_insert(area_of, GINT_TO_POINTER(sqlite3_column_int(ask, 0)),
                            g_hash_table_lookup(by_key, sr_text_at(ask, 1)));
    sqlite3_reset(ask);
    return area_of;
}

/* Adds the parts of one period up into @sum->figures. */
static bool
sum_period(SrStore *store, GPtrArray *used, Sum *sum, GError **error)
{
    static const SrFigure missing = {NAN, SR_STATUS_MISSING, 0, 0};

    for (int a = 0; a < sum->n_areas; a++)
        sum->figures[a] = (SrFigure){0, SR_STATUS_OK, 0, 0};
    for (guint i = 0; i < used->len; i++) {
        const SrEntry *entry = used->pdata[i];

        memset(sum->is_seen, 0, (gsize)sum->n_areas * sizeof *sum->is_seen);
        if (!sr_store_read_series(store, entry->part.id, take_figure, sum, error))
            return false;
        for (int a = 0; a < sum->n_areas && !entry->is_dense; a++)
            if (!sum->is_seen[a])
                add_figure(&sum->figures[a], &missing);
    }
    for (int a = 0; a < sum->n_areas; a++)
        if (sum->figures[a].status != SR_STATUS_OK) {
            sum->figures[a].value = NAN;
            sum->figures[a].error_bound = 0;
        }
    return true;
}

/* --- the series --- */

static void
add_once(GPtrArray *words, const char *word)
{
    if (!g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL))
        g_ptr_array_add(words, g_strdup(word));
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Takes the array: sorted, NULL-terminated. */
static char **
words_of(GPtrArray *words)
{
    g_ptr_array_sort(words, compare_words);
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

/* Fills unit, base and what is to be said about it, from the datasets it came from. */
static bool
describe(SrStore *store, const char *variable, SrSeries *series, GError **error)
{
    series->unit = g_strdup("");
    series->base = g_strdup("");
    series->weight = g_strdup("");
    for (int i = 0; series->datasets[i] != NULL; i++) {
        sqlite3_stmt *ask = sr_store_prepare(
            store,
            "SELECT v.unit, d.base, v.is_protected, d.is_synthetic, v.weight"
            " FROM variable AS v"
            " JOIN dataset AS d ON d.id = v.dataset WHERE v.dataset = ? AND v.name = ?",
            error);

        if (ask == NULL)
            return false;
        sqlite3_bind_text(ask, 1, series->datasets[i], -1, SQLITE_STATIC);
        sqlite3_bind_text(ask, 2, variable, -1, SQLITE_STATIC);
        if (sqlite3_step(ask) == SQLITE_ROW) {
            g_free(series->unit);
            series->unit = g_strdup(sr_text_at(ask, 0));
            g_free(series->base);
            series->base = g_strdup(sr_text_at(ask, 1));
            g_free(series->weight);
            series->weight = g_strdup(sr_text_at(ask, 4));
            series->is_protected |= sqlite3_column_int(ask, 2) != 0;
            series->is_synthetic |= sqlite3_column_int(ask, 3) != 0;
        }
        sqlite3_reset(ask);
    }
    return true;
}

/* Adds the figures of all periods that have the band. */
static bool
fill_series(SrStore *store, const SrRequest *request, Sum *sum, SrSeries *series,
            GError **error)
{
    g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(SrFigure));
    GPtrArray *periods = g_ptr_array_new();
    GPtrArray *datasets = g_ptr_array_new();
    bool is_done = true;
    int n;

    for (guint first = 0; first < request->entries->len && is_done; first += (guint)n) {
        SrEntry **entries = sr_request_period(request, first, &n);
        g_autoptr(GPtrArray) used = sr_request_cover(&request->band, entries, n);

        if (used == NULL)
            continue;
        is_done = sum_period(store, used, sum, error);
        g_array_append_vals(figures, sum->figures, (guint)sum->n_areas);
        g_ptr_array_add(periods, g_strdup(entries[0]->period));
        for (guint i = 0; i < used->len; i++)
            add_once(datasets, ((const SrEntry *)used->pdata[i])->dataset);
    }
    series->n_periods = (int)periods->len;
    series->periods = words_of(periods);
    series->datasets = words_of(datasets);
    series->figures = (SrFigure *)g_array_free(g_steal_pointer(&figures), FALSE);
    return is_done;
}

SrSeries *
sr_figures_series(SrStore *store, const char *name, const char *level,
                  const char *const *area_keys, int n_areas, GError **error)
{
    SrRequest request = {0};
    g_autoptr(SrSeries) series = g_new0(SrSeries, 1);
    bool is_done = false;

    series->name = g_strdup(name);
    series->level = g_strdup(level);
    series->n_areas = n_areas;
    if (sr_request_make(store, name, level, &request, error)) {
        g_autoptr(GHashTable) area_of =
            read_places(store, level, area_keys, n_areas, error);
        g_autofree SrFigure *figures = g_new(SrFigure, n_areas + 1);
        g_autofree bool *is_seen = g_new(bool, n_areas + 1);
        Sum sum = {area_of, figures, is_seen, n_areas};

        is_done = fill_series(store, &request, &sum, series, error);
        if (is_done && series->n_periods == 0) {
            refuse_band(&request, name, error);
            is_done = false;
        }
        is_done = is_done && describe(store, request.band.variable, series, error);
    }
    sr_request_clear(&request);
    return is_done ? g_steal_pointer(&series) : NULL;
}

bool
sr_figures_has_level(SrStore *store, const char *name, const char *level)
{
    SrRequest request = {0};
    bool has = sr_request_make(store, name, level, &request, NULL);

    sr_request_clear(&request);
    return has;
}

void
sr_series_free(SrSeries *series)
{
    if (series == NULL)
        return;
    g_free(series->name);
    g_free(series->level);
    g_free(series->unit);
    g_free(series->base);
    g_free(series->weight);
    g_strfreev(series->periods);
    g_free(series->figures);
    g_strfreev(series->datasets);
    g_free(series);
}

int
sr_figures_last_age(SrStore *store, const char *variable)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT max(age_to) FROM series WHERE variable = ? AND age_from >= 0",
        NULL);
    int last = SR_OPEN_AGE;

    if (ask == NULL)
        return last;
    sqlite3_bind_text(ask, 1, variable, -1, SQLITE_STATIC);
    if (sqlite3_step(ask) == SQLITE_ROW && sqlite3_column_type(ask, 0) != SQLITE_NULL)
        last = sqlite3_column_int(ask, 0);
    sqlite3_reset(ask);
    return last;
}
