#include "indicator/query.h"

#include "base/error.h"
#include "indicator/queryfunctions.h"

#include <glib/gi18n.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

/* Steps of SQLite's machine: these, and so many for each row of the tables. */
#define MOST_STEPS 5000000
#define MOST_STEPS_A_ROW 2000
#define STEPS_AT_ONCE 10000

typedef struct {
    const SrIndicator *indicator;
    const SrDivision *division;
    const SrDivision *gemeinden;
    GPtrArray *totals;  /* of SrTotals, borrowed: the variables at the level */
    GPtrArray *parts;   /* the same of the Gemeinden; NULL where there are none */
    GPtrArray *periods; /* of char *, borrowed: those all variables have */
    sqlite3 *database;
    sqlite3_stmt *statement;
    gint64 n_steps_left;
} Query;

static void
query_clear(Query *query)
{
    g_clear_pointer(&query->totals, g_ptr_array_unref);
    g_clear_pointer(&query->parts, g_ptr_array_unref);
    g_clear_pointer(&query->periods, g_ptr_array_unref);
    sqlite3_finalize(query->statement);
    sqlite3_close(query->database);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Query, query_clear)

static int
authorize(void *data, int action, const char *first, const char *second,
          const char *database, const char *trigger)
{
    (void)data;
    (void)first;
    (void)database;
    (void)trigger;
    if (action == SQLITE_SELECT || action == SQLITE_READ)
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION && sr_query_function_is_allowed(second))
        return SQLITE_OK;
    return SQLITE_DENY;
}

static int
count_steps(void *data)
{
    Query *query = data;

    query->n_steps_left -= STEPS_AT_ONCE;
    return query->n_steps_left < 0;
}

static bool
refuse(const Query *query, GError **error)
{
    const char *why = sqlite3_errcode(query->database) == SQLITE_INTERRUPT
                          ? _("it takes too many steps")
                          : sqlite3_errmsg(query->database);

    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s.sql cannot be computed: %s"),
                query->indicator->id, why);
    return false;
}

/* --- Tables --- */

static bool
make_table(const Query *query, const char *head, GError **error)
{
    g_autoptr(GString) sql = g_string_new(head);

    for (int v = 0; query->indicator->query_variables[v] != NULL; v++)
        g_string_append_printf(sql, ", \"%s\" REAL",
                               query->indicator->query_variables[v]);
    g_string_append(sql, ")");
    return sqlite3_exec(query->database, sql->str, NULL, NULL, NULL) == SQLITE_OK ||
           refuse(query, error);
}

static bool
open_database(Query *query, GError **error)
{
    if (sqlite3_open(":memory:", &query->database) != SQLITE_OK ||
        !sr_query_functions_register(query->database))
        return refuse(query, error);
    return make_table(query, "CREATE TABLE areas (area TEXT, name TEXT, period TEXT",
                      error) &&
           make_table(query,
                      "CREATE TABLE gemeinden (area TEXT, gemeinde TEXT, name TEXT, "
                      "period TEXT",
                      error);
}

static bool
is_select(const Query *query)
{
    return sqlite3_stmt_readonly(query->statement) &&
           sqlite3_column_count(query->statement) > 0;
}

/* From here on only what the authorizer lets through. */
static bool
prepare(Query *query, GError **error)
{
    const char *rest = NULL;

    sqlite3_limit(query->database, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(query->database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_set_authorizer(query->database, authorize, NULL);
    if (sqlite3_prepare_v2(query->database, query->indicator->query, -1,
                           &query->statement, &rest) != SQLITE_OK)
        return refuse(query, error);
    if (query->statement != NULL && is_select(query) &&
        rest[strspn(rest, " \t\r\n;")] == '\0')
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s.sql is not one single SELECT"),
                query->indicator->id);
    return false;
}

/* Appends the figures of an area, one a variable, to an INSERT and runs it. */
static bool
insert(Query *query, sqlite3_stmt *statement, const char *const *keys,
       const GPtrArray *totals, const char *period, int area)
{
    int column = 1;

    for (int k = 0; keys[k] != NULL; k++)
        sqlite3_bind_text(statement, column++, keys[k], -1, SQLITE_TRANSIENT);
    for (int v = 0; query->indicator->query_variables[v] != NULL; v++) {
        const SrTotals *of = totals == NULL ? NULL : totals->pdata[v];
        int p = of == NULL ? -1 : sr_totals_period(of, period);
        const SrTotal *total = p < 0 ? NULL : sr_totals_at(of, p, area);

        if (total != NULL && total->status == SR_STATUS_OK)
            sqlite3_bind_double(statement, column++, total->value);
        else
            sqlite3_bind_null(statement, column++);
    }
    bool done = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_reset(statement);
    return done;
}

static sqlite3_stmt *
prepare_insert(const Query *query, const char *table, int n_keys)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    int n = n_keys + (int)g_strv_length(query->indicator->query_variables);
    sqlite3_stmt *statement = NULL;

    g_string_printf(sql, "INSERT INTO %s VALUES (?", table);
    for (int i = 1; i < n; i++)
        g_string_append(sql, ",?");
    g_string_append(sql, ")");
    sqlite3_prepare_v2(query->database, sql->str, -1, &statement, NULL);
    return statement;
}

static bool
fill_tables(Query *query, GError **error)
{
    const SrDivision *division = query->division;
    const SrDivision *gemeinden = query->gemeinden;
    sqlite3_stmt *areas = prepare_insert(query, "areas", 3);
    sqlite3_stmt *parts = prepare_insert(query, "gemeinden", 4);
    bool is_done = areas != NULL && parts != NULL &&
                   sqlite3_exec(query->database, "BEGIN", NULL, NULL, NULL) == SQLITE_OK;

    for (guint p = 0; p < query->periods->len && is_done; p++) {
        const char *period = query->periods->pdata[p];

        for (int a = 0; a < division->n_areas && is_done; a++) {
            const char *keys[] = {division->codes[a], division->names[a], period, NULL};

            is_done = insert(query, areas, keys, query->totals, period, a);
        }
        for (int g = 0; g < gemeinden->n_areas && is_done; g++) {
            const char *keys[] = {division->codes[division->area_of[g]],
                                  gemeinden->codes[g], gemeinden->names[g], period, NULL};

            is_done = insert(query, parts, keys, query->parts, period, g);
        }
    }
    sqlite3_finalize(areas);
    sqlite3_finalize(parts);
    return (is_done &&
            sqlite3_exec(query->database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK) ||
           refuse(query, error);
}

/* --- Results --- */

static int
column_find(const Query *query, const char *name, GError **error)
{
    for (int c = 0; c < sqlite3_column_count(query->statement); c++)
        if (g_ascii_strcasecmp(sqlite3_column_name(query->statement, c), name) == 0)
            return c;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s.sql gives no column '%s'"),
                query->indicator->id, name);
    return -1;
}

/* What the variables of an area leave its value: their status, flags, coverage. */
static SrTotal
total_of(const Query *query, const char *period, int area)
{
    SrTotal all = {NAN, SR_STATUS_OK, 0, 1, 0};

    for (guint v = 0; v < query->totals->len; v++) {
        const SrTotals *totals = query->totals->pdata[v];
        const SrTotal *total =
            sr_totals_at(totals, sr_totals_period(totals, period), area);

        all.status = sr_status_join(all.status, total->status);
        all.flags |= total->flags;
        all.coverage = MIN(all.coverage, total->coverage);
        if (total->error_bound > 0) /* how far cannot be followed through SQL */
            all.error_bound = INFINITY;
    }
    return all;
}

static bool
take_row(const Query *query, const int columns[3], SrTotals *totals, bool *is_seen,
         GError **error)
{
    const char *area = (const char *)sqlite3_column_text(query->statement, columns[0]);
    const char *period = (const char *)sqlite3_column_text(query->statement, columns[1]);
    int a = area == NULL ? -1 : sr_division_find(query->division, area);
    int p = period == NULL ? -1 : sr_totals_period(totals, period);
    gsize at = (gsize)MAX(p, 0) * (gsize)totals->n_areas + (gsize)MAX(a, 0);

    if (a < 0 || p < 0 || is_seen[at]) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    a < 0 || p < 0 ? _("%s.sql gives a row of an area or period that "
                                       "does not exist: '%s', '%s'")
                                   : _("%s.sql gives more than one row of '%s', '%s'"),
                    query->indicator->id, area == NULL ? "" : area,
                    period == NULL ? "" : period);
        return false;
    }
    is_seen[at] = true;
    SrTotal *total = &totals->figures[at];
    double value = sqlite3_column_double(query->statement, columns[2]);
    bool has = sqlite3_column_type(query->statement, columns[2]) != SQLITE_NULL &&
               isfinite(value);
    if (total->status == SR_STATUS_OK && has)
        total->value = value;
    else if (total->status == SR_STATUS_OK)
        total->status = SR_STATUS_NOT_APPLICABLE;
    return true;
}

static SrTotals *
run(Query *query, const char *name, const char *column, GError **error)
{
    SrTotals *totals = sr_totals_new(name, query->division->n_areas);
    const char *const names[] = {"area", "period", column};
    int columns[3];
    int result = SQLITE_DONE;
    bool is_done = true;

    for (guint v = 0; v < query->totals->len; v++)
        sr_totals_describe(totals, query->totals->pdata[v]);
    for (guint p = 0; p < query->periods->len; p++) {
        SrTotal *row = sr_totals_add_period(totals, query->periods->pdata[p]);

        for (int a = 0; a < totals->n_areas; a++)
            row[a] = total_of(query, query->periods->pdata[p], a);
    }
    for (int c = 0; c < 3 && is_done; c++) {
        columns[c] = column_find(query, names[c], error);
        is_done = columns[c] >= 0;
    }
    gsize n = (gsize)totals->n_periods * (gsize)totals->n_areas;
    g_autofree bool *is_seen = g_new0(bool, n + 1);
    query->n_steps_left = MOST_STEPS + (gint64)n * MOST_STEPS_A_ROW;
    sqlite3_progress_handler(query->database, STEPS_AT_ONCE, count_steps, query);
    while (is_done && (result = sqlite3_step(query->statement)) == SQLITE_ROW)
        is_done = take_row(query, columns, totals, is_seen, error);
    if (is_done && result != SQLITE_DONE)
        is_done = refuse(query, error);
    for (gsize i = 0; i < n; i++) /* areas without a row have no value */
        if (!is_seen[i] && totals->figures[i].status == SR_STATUS_OK)
            totals->figures[i].status = SR_STATUS_NOT_APPLICABLE;
    if (!is_done)
        g_clear_pointer(&totals, sr_totals_free);
    return totals;
}

/* --- Variables --- */

static GPtrArray *
read_variables(const Query *query, SrLedger *ledger, const SrScheme *scheme, int level,
               GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    for (int v = 0; query->indicator->query_variables[v] != NULL; v++) {
        const SrTotals *totals = sr_ledger_totals(
            ledger, query->indicator->query_variables[v], scheme, level, error);

        if (totals == NULL)
            return NULL;
        g_ptr_array_add(all, (gpointer)totals);
    }
    return g_steal_pointer(&all);
}

static void
find_periods(Query *query)
{
    const SrTotals *first = query->totals->pdata[0];

    query->periods = g_ptr_array_new();
    for (int p = 0; p < first->n_periods; p++) {
        bool in_all = true;

        for (guint v = 1; v < query->totals->len; v++)
            in_all = in_all &&
                     sr_totals_period(query->totals->pdata[v], first->periods[p]) >= 0;
        if (in_all)
            g_ptr_array_add(query->periods, first->periods[p]);
    }
}

SrTotals *
sr_query_totals(const SrIndicator *indicator, const char *name, const char *column,
                SrLedger *ledger, const SrScheme *scheme, int level, GError **error)
{
    g_auto(Query) query = {.indicator = indicator,
                           .division = scheme->divisions[level],
                           .gemeinden = scheme->divisions[0]};

    query.totals = read_variables(&query, ledger, scheme, level, error);
    if (query.totals == NULL)
        return NULL;
    query.parts = read_variables(&query, ledger, scheme, 0, NULL);
    find_periods(&query);
    if (!open_database(&query, error) || !fill_tables(&query, error) ||
        !prepare(&query, error))
        return NULL;
    return run(&query, name, column, error);
}
