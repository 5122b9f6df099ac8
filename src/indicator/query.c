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
    bool is_supposed; /* a figure nobody knows is taken to be 1, not NULL */
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

/* From here on only what the authorizer lets through, and so many steps. */
static bool
prepare(Query *query, GError **error)
{
    const char *rest = NULL;
    gint64 n_rows = (gint64)query->periods->len * query->division->n_areas;

    query->n_steps_left = MOST_STEPS + n_rows * MOST_STEPS_A_ROW;
    sqlite3_progress_handler(query->database, STEPS_AT_ONCE, count_steps, query);

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

/* A figure of the area, or NULL if there is no such period, or no such variable there. */
static const SrTotal *
figure_of(const GPtrArray *totals, int variable, const char *period, int area)
{
    const SrTotals *of = totals == NULL ? NULL : totals->pdata[variable];
    int p = of == NULL ? -1 : sr_totals_period(of, period);

    return p < 0 ? NULL : sr_totals_at(of, p, area);
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
        const SrTotal *total = figure_of(totals, v, period, area);

        if (total != NULL && total->status == SR_STATUS_OK)
            sqlite3_bind_double(statement, column++, total->value);
        else if (query->is_supposed)
            sqlite3_bind_double(statement, column++, 1);
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

/* A row of the SELECT. */
typedef struct {
    const char *area; /* as written; may be NULL */
    const char *period;
    gssize at; /* among the figures; -1: of no area or period there is */
    double value;
    bool has_value;
} Result;

static Result
result_of(const Query *query, const int columns[3], const SrTotals *totals)
{
    sqlite3_stmt *statement = query->statement;
    Result result = {
        .area = (const char *)sqlite3_column_text(statement, columns[0]),
        .period = (const char *)sqlite3_column_text(statement, columns[1]),
        .value = sqlite3_column_double(statement, columns[2]),
    };
    int a = result.area == NULL ? -1 : sr_division_find(query->division, result.area);
    int p = result.period == NULL ? -1 : sr_totals_period(totals, result.period);

    result.at = a < 0 || p < 0 ? -1 : (gssize)p * totals->n_areas + a;
    result.has_value = isfinite(result.value) &&
                       sqlite3_column_type(statement, columns[2]) != SQLITE_NULL;
    return result;
}

static bool
take_row(const Query *query, const int columns[3], SrTotals *totals, bool *is_seen,
         GError **error)
{
    Result result = result_of(query, columns, totals);

    if (result.at < 0 || is_seen[result.at]) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    result.at < 0 ? _("%s.sql gives a row of an area or period that "
                                      "does not exist: '%s', '%s'")
                                  : _("%s.sql gives more than one row of '%s', '%s'"),
                    query->indicator->id, result.area == NULL ? "" : result.area,
                    result.period == NULL ? "" : result.period);
        return false;
    }
    is_seen[result.at] = true;
    SrTotal *total = &totals->figures[result.at];
    if (total->status == SR_STATUS_OK && result.has_value)
        total->value = result.value;
    return true;
}

/* The variables of all areas, before the SELECT. */
static SrTotals *
begin_totals(const Query *query, const char *name)
{
    SrTotals *totals = sr_totals_new(name, query->division->n_areas);

    for (guint v = 0; v < query->totals->len; v++)
        sr_totals_describe(totals, query->totals->pdata[v]);
    for (guint p = 0; p < query->periods->len; p++) {
        SrTotal *row = sr_totals_add_period(totals, query->periods->pdata[p]);

        for (int a = 0; a < totals->n_areas; a++)
            row[a] = total_of(query, query->periods->pdata[p], a);
    }
    return totals;
}

static gsize
n_figures(const SrTotals *totals)
{
    return (gsize)totals->n_periods * (gsize)totals->n_areas;
}

static SrTotals *
run(Query *query, const char *name, int columns[3], const char *column, GError **error)
{
    g_autoptr(SrTotals) totals = begin_totals(query, name);
    const char *const names[] = {"area", "period", column};
    g_autofree bool *is_seen = g_new0(bool, n_figures(totals) + 1);
    int result = SQLITE_DONE;

    for (int c = 0; c < 3; c++) {
        columns[c] = column_find(query, names[c], error);
        if (columns[c] < 0)
            return NULL;
    }
    while ((result = sqlite3_step(query->statement)) == SQLITE_ROW)
        if (!take_row(query, columns, totals, is_seen, error))
            return NULL;
    if (result != SQLITE_DONE && !refuse(query, error))
        return NULL;
    return g_steal_pointer(&totals);
}

/* --- Why there is no value --- */

/* What the figures of all areas, and of all Gemeinden, leave what needs them all. */
static SrStatus
worst_of(const Query *query, const char *period)
{
    SrStatus worst = SR_STATUS_OK;
    const SrDivision *const divisions[] = {query->division, query->gemeinden};
    const GPtrArray *const tables[] = {query->totals, query->parts};

    for (size_t t = 0; t < G_N_ELEMENTS(tables); t++)
        for (int v = 0; query->indicator->query_variables[v] != NULL; v++)
            for (int a = 0; a < divisions[t]->n_areas; a++) {
                const SrTotal *total = figure_of(tables[t], v, period, a);

                worst = sr_status_join(worst,
                                       total == NULL ? SR_STATUS_MISSING : total->status);
            }
    return worst;
}

/* The worst of the period; of all periods where nothing is wrong with it. */
static SrStatus *
find_worst(const Query *query)
{
    SrStatus *worst = g_new0(SrStatus, query->periods->len + 1);
    SrStatus all = SR_STATUS_OK;

    for (guint p = 0; p < query->periods->len; p++) {
        worst[p] = worst_of(query, query->periods->pdata[p]);
        all = sr_status_join(all, worst[p]);
    }
    for (guint p = 0; p < query->periods->len; p++)
        worst[p] = worst[p] == SR_STATUS_OK ? all : worst[p];
    return worst;
}

/*
 * Where every figure of the area is there and the SELECT gives no value: were one there
 * if all figures everywhere were known, what is not known is why. Else there is none.
 */
static void
explain_empty(const Query *query, const int columns[3], SrTotals *totals)
{
    g_auto(Query) supposed = {.indicator = query->indicator,
                              .division = query->division,
                              .gemeinden = query->gemeinden,
                              .totals = g_ptr_array_ref(query->totals),
                              .periods = g_ptr_array_ref(query->periods),
                              .is_supposed = true};
    g_autofree SrStatus *worst = find_worst(query);
    int n_empty = 0;

    for (gsize i = 0; i < n_figures(totals); i++)
        n_empty +=
            totals->figures[i].status == SR_STATUS_OK && isnan(totals->figures[i].value);
    if (n_empty == 0)
        return;
    if (query->parts != NULL)
        supposed.parts = g_ptr_array_ref(query->parts);
    if (open_database(&supposed, NULL) && fill_tables(&supposed, NULL) &&
        prepare(&supposed, NULL))
        while (sqlite3_step(supposed.statement) == SQLITE_ROW) {
            Result result = result_of(&supposed, columns, totals);
            SrTotal *total = result.at < 0 ? NULL : &totals->figures[result.at];

            if (total != NULL && result.has_value && total->status == SR_STATUS_OK &&
                isnan(total->value))
                total->status = worst[result.at / totals->n_areas];
        }
    for (gsize i = 0; i < n_figures(totals); i++)
        if (totals->figures[i].status == SR_STATUS_OK && isnan(totals->figures[i].value))
            totals->figures[i].status = SR_STATUS_NOT_APPLICABLE;
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
    int columns[3];
    SrTotals *totals = run(&query, name, columns, column, error);
    if (totals != NULL)
        explain_empty(&query, columns, totals);
    return totals;
}
