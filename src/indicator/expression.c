#include "indicator/expression.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

/* Steps of SQLite's machine; an expression of this module's length limit needs far fewer.
 */
#define MOST_STEPS 100000
#define MOST_LETTERS 10000

struct SrExpression {
    char *text;
    int line;             /* where it stands, 0 = not told */
    GString *computed;    /* the text with whole numbers as reals: 1/3 is a third */
    GPtrArray *variables; /* of char *, NULL-terminated */
    sqlite3 *database;    /* empty, in memory */
    sqlite3_stmt *statement;
};

static const char *const functions[] = {"abs",    "min",      "max",  "round", "iif",
                                        "nullif", "coalesce", "sqrt", "ln",    "exp"};

/* Words of SQL that can stand in an expression and are no variables. */
static const char *const words[] = {"case", "when", "then", "else", "end",     "and",
                                    "or",   "not",  "is",   "null", "between", "in"};

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"

/* Of the id of an indicator, and of what evaluate makes of one ("index/part"). */
#define REFERENCE_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_-/"

static bool
is_among(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (g_ascii_strcasecmp(word, list[i]) == 0)
            return true;
    return false;
}

/* Passes over a number; a whole one gets ".0", since SQL cuts 1/3 down to 0. */
static const char *
take_number(SrExpression *expression, const char *p)
{
    size_t n = strspn(p, "0123456789.eE"); /* 1e5: the e is no variable */
    bool is_whole = strspn(p, "0123456789") == n;

    g_string_append_len(expression->computed, p, (gssize)n);
    if (is_whole)
        g_string_append(expression->computed, ".0");
    return p + n;
}

static void
add_variable(SrExpression *expression, const char *name)
{
    if (!g_ptr_array_find_with_equal_func(expression->variables, name, g_str_equal, NULL))
        g_ptr_array_add(expression->variables, g_strdup(name));
}

/* "{eckwert}": the value of another indicator, a variable with a name of its own. */
static const char *
take_reference(SrExpression *expression, const char *p, GError **error)
{
    size_t n = strspn(p + 1, REFERENCE_LETTERS);

    if (n == 0 || p[1 + n] != '}') {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s': in braces stands the id of an indicator: {eckwert}"),
                    expression->text);
        return NULL;
    }
    g_autofree char *name = g_strndup(p, n + 2);
    g_string_append_printf(expression->computed, "\"%s\"", name);
    add_variable(expression, name);
    return p + n + 2;
}

static bool
check_call(const char *word, GError **error)
{
    g_autofree char *allowed = NULL;
    const char *all[G_N_ELEMENTS(functions) + 1] = {NULL};

    if (is_among(word, functions, G_N_ELEMENTS(functions)) ||
        is_among(word, words, G_N_ELEMENTS(words)))
        return true;
    memcpy(all, functions, sizeof functions);
    allowed = g_strjoinv(", ", (char **)all);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("there is no function '%s' in an expression; there are %s"), word,
                allowed);
    return false;
}

/* Collects what looks like a variable; SQLite judges the rest of the grammar. */
static bool
collect_variables(SrExpression *expression, GError **error)
{
    const char *p = expression->text;
    int depth = 0;

    expression->computed = g_string_new(NULL);
    expression->variables = g_ptr_array_new_with_free_func(g_free);
    while (*p != '\0') {
        if (strchr("'\"`[;?:@$#", *p) != NULL) {
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("'%c' is not allowed in an expression"), *p);
            return false;
        }
        if (g_ascii_isdigit(*p) || *p == '.') {
            p = take_number(expression, p);
            continue;
        }
        if (*p == '{') {
            p = take_reference(expression, p, error);
            if (p == NULL)
                return false;
            continue;
        }
        if (!g_ascii_isalpha(*p) && *p != '_') {
            depth += (*p == '(') - (*p == ')');
            if (depth < 0) /* would close the bracket that statement_text() opens */
                break;
            g_string_append_c(expression->computed, *p);
            p++;
            continue;
        }
        size_t n = strspn(p, LETTERS);
        g_autofree char *word = g_strndup(p, n);
        g_string_append(expression->computed, word);
        p += n;
        bool is_call = p[strspn(p, " \t")] == '(';
        if (is_call && !check_call(word, error))
            return false;
        if (is_call || is_among(word, words, G_N_ELEMENTS(words)))
            continue;
        add_variable(expression, word);
    }
    g_ptr_array_add(expression->variables, NULL);
    if (depth != 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s': a bracket has no partner"),
                    expression->text);
        return false;
    }
    return true;
}

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
    if (action == SQLITE_FUNCTION && is_among(second, functions, G_N_ELEMENTS(functions)))
        return SQLITE_OK;
    return SQLITE_DENY;
}

static int
count_steps(void *data)
{
    (void)data;
    return 1; /* the handler is called after MOST_STEPS: end it */
}

/* WITH v(a, b) AS (SELECT ?, ?) SELECT (…) FROM v: the variables are its only columns. */
static char *
statement_text(const SrExpression *expression)
{
    GString *names = g_string_new(NULL);
    GString *marks = g_string_new(NULL);

    for (guint i = 0; i + 1 < expression->variables->len; i++) {
        g_string_append_printf(names, "%s\"%s\"", i > 0 ? "," : "",
                               (const char *)expression->variables->pdata[i]);
        g_string_append(marks, i > 0 ? ",?" : "?");
    }
    char *sql = names->len == 0
                    ? g_strdup_printf("SELECT (%s)", expression->computed->str)
                    : g_strdup_printf("WITH v(%s) AS (SELECT %s) SELECT (%s) FROM v",
                                      names->str, marks->str, expression->computed->str);
    g_string_free(names, TRUE);
    g_string_free(marks, TRUE);
    return sql;
}

/* Where SQLite stopped to understand, in words of ours: its own are English. */
static void
refuse_grammar(const SrExpression *expression, const char *sql, GError **error)
{
    const char *why = sqlite3_errmsg(expression->database);
    int at = sqlite3_error_offset(expression->database);
    gsize body = (gsize)(strstr(sql, expression->computed->str) - sql);
    gsize end = body + expression->computed->len;

    if (strstr(why, "syntax error") == NULL || at < 0 || (gsize)at < body)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' cannot be computed: %s"),
                    expression->text, why);
    else if ((gsize)at >= end)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' cannot be computed: something is missing at its end"),
                    expression->text);
    else {
        gsize n = MIN(strcspn(sql + at, " "), end - (gsize)at);
        g_autofree char *rest = g_strndup(sql + at, n);

        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' cannot be computed: it is not understood from '%s' on"),
                    expression->text, rest);
    }
}

static bool
prepare(SrExpression *expression, GError **error)
{
    g_autofree char *sql = statement_text(expression);
    const char *rest = NULL;

    if (sqlite3_open(":memory:", &expression->database) != SQLITE_OK) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("SQLite cannot be started: %s"),
                    sqlite3_errmsg(expression->database));
        return false;
    }
    sqlite3_limit(expression->database, SQLITE_LIMIT_EXPR_DEPTH, 200);
    sqlite3_limit(expression->database, SQLITE_LIMIT_COMPOUND_SELECT, 1);
    sqlite3_set_authorizer(expression->database, authorize, NULL);
    sqlite3_progress_handler(expression->database, MOST_STEPS, count_steps, NULL);
    if (sqlite3_prepare_v2(expression->database, sql, -1, &expression->statement,
                           &rest) != SQLITE_OK ||
        *rest != '\0') {
        refuse_grammar(expression, sql, error);
        return false;
    }
    return true;
}

SrExpression *
sr_expression_new(const char *text, GError **error)
{
    static const char *const refused[] = {"select", "with", "from", "union", "exists"};
    g_autoptr(SrExpression) expression = g_new0(SrExpression, 1);

    expression->text = g_strstrip(g_strdup(text));
    if (*expression->text == '\0' || strlen(text) > MOST_LETTERS) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("an expression has 1 to %d characters"), MOST_LETTERS);
        return NULL;
    }
    if (strstr(text, "--") != NULL || strstr(text, "/*") != NULL) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT,
                            _("comments are not allowed in an expression; for a double "
                              "minus write - (-x)"));
        return NULL;
    }
    if (!collect_variables(expression, error))
        return NULL;
    for (guint i = 0; i + 1 < expression->variables->len; i++)
        if (is_among(expression->variables->pdata[i], refused, G_N_ELEMENTS(refused))) {
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("'%s' is not allowed in an expression"),
                        (const char *)expression->variables->pdata[i]);
            return NULL;
        }
    return prepare(expression, error) ? g_steal_pointer(&expression) : NULL;
}

void
sr_expression_free(SrExpression *expression)
{
    if (expression == NULL)
        return;
    sqlite3_finalize(expression->statement);
    sqlite3_close(expression->database);
    if (expression->variables != NULL)
        g_ptr_array_unref(expression->variables);
    if (expression->computed != NULL)
        g_string_free(expression->computed, TRUE);
    g_free(expression->text);
    g_free(expression);
}

const char *
sr_expression_text(const SrExpression *expression)
{
    return expression->text;
}

void
sr_expression_set_line(SrExpression *expression, int line)
{
    expression->line = line;
}

int
sr_expression_line(const SrExpression *expression)
{
    return expression->line;
}

const char *const *
sr_expression_variables(const SrExpression *expression)
{
    return (const char *const *)expression->variables->pdata;
}

int
sr_expression_n(const SrExpression *expression)
{
    return (int)expression->variables->len - 1;
}

bool
sr_expression_compute(SrExpression *expression, const double *values, double *result)
{
    sqlite3_stmt *statement = expression->statement;
    bool has_result = false;

    /* A lone variable needs no machine. */
    if (expression->variables->len == 2 &&
        g_str_equal(expression->text, expression->variables->pdata[0])) {
        *result = values[0];
        return isfinite(*result);
    }
    for (guint i = 0; i + 1 < expression->variables->len; i++)
        sqlite3_bind_double(statement, (int)i + 1, values[i]);
    if (sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL) {
        *result = sqlite3_column_double(statement, 0);
        has_result = isfinite(*result);
    }
    sqlite3_reset(statement);
    return has_result;
}
