#include "disclosure/audit.h"

#include "base/error.h"
#include "data/table.h"
#include "disclosure/proof.h"
#include "disclosure/relations.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Columns of values.csv, a contract (docs). */
enum {
    INDICATOR,
    SCHEME,
    LEVEL,
    AREA,
    NAME,
    PERIOD,
    NUMERATOR,
    DENOMINATOR,
    VALUE,
    LOWER,
    UPPER,
    BENCHMARK,
    VERDICT,
    RANK,
    CLASS,
    COVERAGE,
    STATUS,
    FLAGS,
    N_COLUMNS
};

/* One line of values.csv that is of a protected indicator. */
typedef struct {
    const SrIndicator *indicator;
    const SrDivision *division;
    int area;
    char **cells; /* [N_COLUMNS] */
} Line;

typedef struct {
    const SrAudit *audit;
    SrAuditResult *result;
    SrProof *proof;
    GArray *lines;       /* of Line */
    GHashTable *shown;   /* text of a sum that stands in an equation → itself */
    GHashTable *hidden;  /* text of a sum that is suppressed → itself */
    GHashTable *classed; /* "indicator,scheme,level,period" → rows with a class + 1 */
} Reading;

static void
line_clear(gpointer data)
{
    g_strfreev(((Line *)data)->cells);
}

static void
reading_clear(Reading *reading)
{
    sr_proof_free(reading->proof);
    g_array_unref(reading->lines);
    g_hash_table_unref(reading->shown);
    g_hash_table_unref(reading->hidden);
    g_hash_table_unref(reading->classed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

void
sr_audit_result_free(SrAuditResult *result)
{
    if (result == NULL)
        return;
    g_ptr_array_unref(result->leaks);
    g_free(result);
}

static char *
label_of(const Line *line)
{
    return g_strdup_printf("%s, %s %s, %s", line->cells[INDICATOR], line->cells[LEVEL],
                           line->cells[NAME], line->cells[PERIOD]);
}

static void
leak(Reading *reading, const Line *line, const char *what, const GPtrArray *why)
{
    g_autofree char *label = label_of(line);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "%s: %s", label, what);
    for (guint i = 0; why != NULL && i < why->len; i++)
        g_string_append_printf(text, "\n    %s", (const char *)why->pdata[i]);
    g_ptr_array_add(reading->result->leaks, g_string_free(text, FALSE));
}

/* --- What a definition says, read anew from its text --- */

/* The variables of "a + b + c"; NULL if the expression is anything else. */
static char **
plain_sum(const SrExpression *expression)
{
    g_auto(GStrv) words = NULL;
    g_autofree char *text = g_strdup(sr_expression_text(expression));

    g_strdelimit(text, "()", ' '); /* brackets change nothing in a sum */
    words = g_strsplit(text, "+", -1);

    for (int i = 0; words[i] != NULL; i++) {
        g_strstrip(words[i]);
        if (*words[i] == '\0' || g_ascii_isdigit(*words[i]))
            return NULL;
        for (const char *p = words[i]; *p != '\0'; p++)
            if (!g_ascii_isalnum(*p) && *p != '_')
                return NULL;
    }
    return g_steal_pointer(&words);
}

static bool
is_protected(const Reading *reading, const SrExpression *expression)
{
    if (expression == NULL)
        return false;
    const char *const *names = sr_expression_variables(expression);
    for (int i = 0; names[i] != NULL; i++)
        if (reading->audit->is_protected(names[i], reading->audit->data))
            return true;
    return false;
}

/* Whether the indicator shows anything of a protected figure, also through others. */
static bool
shows_protected(const Reading *reading, const SrIndicator *indicator)
{
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);
    bool shows = false;

    for (guint e = 0; e < expressions->len; e++)
        shows = shows || is_protected(reading, expressions->pdata[e]);
    for (int v = 0; indicator->query != NULL && indicator->query_variables[v] != NULL;
         v++)
        shows = shows || reading->audit->is_protected(indicator->query_variables[v],
                                                      reading->audit->data);
    for (guint u = 0; u < indicator->uses->len && !shows; u++)
        shows = shows_protected(reading, indicator->uses->pdata[u]);
    return shows;
}

static bool
has_measure(const SrExpression *expression)
{
    const char *const *names = sr_expression_variables(expression);

    for (int i = 0; names[i] != NULL; i++)
        if (sr_relation_is_measure(names[i]))
            return true;
    return false;
}

/* The least that may be shown of the sum. */
static gint64
minimum_of(const SrIndicator *indicator, char *const *names)
{
    int least = G_MAXINT;

    for (int i = 0; names[i] != NULL; i++)
        least = MIN(least, sr_relation_minimum(names[i]));
    return MAX(indicator->minimum, least);
}

/* --- Reading --- */

static const SrDivision *
division_of(const SrAudit *audit, const char *scheme, const char *level)
{
    for (int s = 0; s < audit->n_schemes; s++)
        if (*scheme == '\0' || g_str_equal(audit->schemes[s]->id, scheme))
            return sr_scheme_find(audit->schemes[s], level);
    return NULL;
}

static void
note_class(Reading *reading, char *const *cells)
{
    char *key = g_strjoin(",", cells[INDICATOR], cells[SCHEME], cells[LEVEL],
                          cells[PERIOD], NULL);
    int n = GPOINTER_TO_INT(g_hash_table_lookup(reading->classed, key));

    g_hash_table_insert(reading->classed, key,
                        GINT_TO_POINTER(MAX(n, 1) + (*cells[CLASS] != '\0')));
}

static bool
read_line(Reading *reading, const SrRow *row, GError **error)
{
    g_autoptr(GError) cause = NULL;
    Line line = {.indicator = sr_catalogue_find(reading->audit->catalogue,
                                                row->cells[INDICATOR], &cause)};

    line.division = division_of(reading->audit, row->cells[SCHEME], row->cells[LEVEL]);
    line.area =
        line.division == NULL ? -1 : sr_division_find(line.division, row->cells[AREA]);
    if (line.indicator == NULL || line.area < 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("tables/values.csv, line %d: no such indicator, scheme, level or "
                      "area in this project"),
                    row->number);
        return false;
    }
    if (!shows_protected(reading, line.indicator))
        return true;
    line.cells = g_new0(char *, N_COLUMNS + 1);
    for (int c = 0; c < N_COLUMNS; c++)
        line.cells[c] = g_strdup(row->cells[c]);
    note_class(reading, line.cells);
    g_array_append_val(reading->lines, line);
    return true;
}

static SrTable *
open_table(const char *output, const char *name, const char *first, GError **error)
{
    g_autofree char *path = g_build_filename(output, "tables", name, NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();
    const SrTableFormat format = {.encoding = (char *)"utf-8",
                                  .delimiter = (char *)",",
                                  .decimal = (char *)".",
                                  .thousands = (char *)"",
                                  .sheet = (char *)"",
                                  .skip = 0,
                                  .header = 1,
                                  .footer = (char *)""};
    SrTable *table = sr_table_open(path, &format, findings);

    if (table != NULL && sr_table_n_columns(table) > 0 &&
        g_str_equal(sr_table_columns(table)[0], first))
        return table;
    sr_table_free(table);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s cannot be read as a table"), path);
    return NULL;
}

static bool
read_values(Reading *reading, const char *output, GError **error)
{
    g_autoptr(SrTable) table = open_table(output, "values.csv", "indicator", error);
    SrRow row;

    if (table == NULL)
        return false;
    if (sr_table_n_columns(table) != N_COLUMNS) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("tables/values.csv has %d columns, not %d"),
                    sr_table_n_columns(table), N_COLUMNS);
        return false;
    }
    while (sr_table_next(table, &row))
        if (!read_line(reading, &row, error))
            return false;
    return true;
}

/* The counts of a map's legend: no area more than the table gives a class. */
static bool
check_classes(Reading *reading, const char *output, GError **error)
{
    g_autoptr(SrTable) table = open_table(output, "classes.csv", "indicator", error);
    g_autoptr(GHashTable) sums =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SrRow row;
    GHashTableIter iter;
    gpointer key;
    gpointer sum;

    if (table == NULL)
        return false;
    int count = sr_table_find(table, "count");
    while (count >= 0 && sr_table_next(table, &row)) {
        char *map =
            g_strjoin(",", row.cells[0], row.cells[1], row.cells[2], row.cells[3], NULL);
        int n = GPOINTER_TO_INT(g_hash_table_lookup(sums, map));

        g_hash_table_insert(sums, map, GINT_TO_POINTER(n + atoi(row.cells[count])));
    }
    g_hash_table_iter_init(&iter, sums);
    while (g_hash_table_iter_next(&iter, &key, &sum)) {
        int n = GPOINTER_TO_INT(g_hash_table_lookup(reading->classed, key));

        if (n > 0 && GPOINTER_TO_INT(sum) != n - 1)
            g_ptr_array_add(reading->result->leaks,
                            g_strdup_printf(_("classes.csv, %s: the classes hold %d "
                                              "areas, the table gives %d one"),
                                            (char *)key, GPOINTER_TO_INT(sum), n - 1));
    }
    return true;
}

/* --- Sums --- */

/* The years of the row; NULL for a comparison of two. */
static char **
years_of(const Line *line)
{
    const char *period = line->cells[PERIOD];
    GPtrArray *years = g_ptr_array_new();

    if (line->indicator->span == SR_SPAN_YEAR)
        g_ptr_array_add(years, g_strdup(period));
    else
        for (int y = atoi(period); y <= atoi(period + strlen(period) / 2 + 1); y++)
            g_ptr_array_add(years, g_strdup_printf("%d", y));
    g_ptr_array_add(years, NULL);
    return (char **)g_ptr_array_free(years, FALSE);
}

/* The unknowns of these variables in the line's area and @years. */
static GArray *
unknowns_of(Reading *reading, const Line *line, char *const *names, char *const *years)
{
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));
    const SrDivision *gemeinden = reading->audit->schemes[0]->divisions[0];

    for (int n = 0; names[n] != NULL; n++) {
        g_auto(GStrv) leaves = sr_relation_leaves(names[n]);

        for (int l = 0; leaves[l] != NULL; l++)
            for (int y = 0; years[y] != NULL; y++)
                for (int g = 0; g < line->division->n_gemeinden; g++) {
                    if (line->division->area_of[g] != line->area)
                        continue;
                    g_autofree char *name =
                        g_strjoin(" ", leaves[l], gemeinden->codes[g], years[y], NULL);
                    int unknown = sr_proof_unknown(reading->proof, name);

                    g_array_append_val(unknowns, unknown);
                }
    }
    return unknowns;
}

static int
compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

static char *
text_of(GArray *unknowns)
{
    GString *text = g_string_new(NULL);

    g_array_sort(unknowns, compare_ints);
    for (guint i = 0; i < unknowns->len; i++)
        g_string_append_printf(text, "%d ", g_array_index(unknowns, int, i));
    return g_string_free(text, FALSE);
}

/* Whether each year by itself, of each variable, is a sum among @sums. */
static bool
is_made_of(Reading *reading, const Line *line, char *const *names, char *const *years,
           GHashTable *sums, bool all)
{
    for (int y = 0; years[y] != NULL; y++)
        for (int n = 0; names[n] != NULL; n++) {
            char *one[] = {names[n], NULL};
            char *year[] = {years[y], NULL};
            g_autoptr(GArray) unknowns = unknowns_of(reading, line, one, year);
            g_autofree char *text = text_of(unknowns);

            if (g_hash_table_contains(sums, text) != all)
                return !all;
        }
    return all;
}

/* What a shown sum is checked for by itself, then it is an equation. */
static void
take_shown(Reading *reading, const Line *line, char *const *names, int column)
{
    double number = g_ascii_strtod(line->cells[column], NULL);
    gint64 value = (gint64)nearbyint(number);
    gint64 minimum = minimum_of(line->indicator, names);
    g_auto(GStrv) years = years_of(line);
    g_autoptr(GArray) unknowns = unknowns_of(reading, line, names, years);
    g_autofree char *text = text_of(unknowns);
    g_autofree char *label = label_of(line);

    if (*line->cells[column] == '\0')
        return;
    if (value > 0 && value < minimum)
        leak(reading, line, _("a count below the minimum is printed"), NULL);
    if (fabs(number - (double)value) > 1e-9 ||
        g_hash_table_contains(reading->shown, text))
        return;
    if (years[1] != NULL && is_made_of(reading, line, names, years, reading->shown, true))
        return; /* it follows from its years */
    sr_proof_add(reading->proof, unknowns, value, label);
    reading->result->n_equations++;
    g_hash_table_add(reading->shown, g_steal_pointer(&text));
}

/* The numbers of a row that is not ok are empty, all of them. */
static void
check_empty(Reading *reading, const Line *line)
{
    for (int c = NUMERATOR; c <= CLASS; c++)
        if (*line->cells[c] != '\0') {
            leak(reading, line, _("a figure that is not shown has a number"), NULL);
            return;
        }
}

/* Nobody or everybody of a protected whole. */
static void
check_group(Reading *reading, const Line *line)
{
    const SrIndicator *indicator = line->indicator;
    double part = g_ascii_strtod(line->cells[NUMERATOR], NULL);
    double whole = g_ascii_strtod(line->cells[DENOMINATOR], NULL);
    bool is_secret = is_protected(reading, indicator->denominator);

    if (indicator->kind != SR_KIND_PROPORTION || indicator->span > SR_SPAN_MEAN ||
        whole <= 0)
        return;
    if (part >= whole || (is_secret && part == 0))
        leak(reading, line, _("it tells something of all of a group"), NULL);
    else if (is_secret && whole - part < indicator->minimum)
        leak(reading, line, _("what the part leaves of the whole is below the minimum"),
             NULL);
}

static const SrExpression *
expression_of(const Line *line, int column)
{
    return column == NUMERATOR ? line->indicator->numerator
                               : line->indicator->denominator;
}

/* Single years before sums of years (@are_sums). */
static void
take_equations(Reading *reading, bool are_sums)
{
    for (guint i = 0; i < reading->lines->len; i++) {
        const Line *line = &g_array_index(reading->lines, Line, i);

        if ((line->indicator->span == SR_SPAN_MEAN) != are_sums ||
            line->indicator->span > SR_SPAN_MEAN ||
            !g_str_equal(line->cells[STATUS], "ok"))
            continue;
        check_group(reading, line);
        for (int c = NUMERATOR; c <= DENOMINATOR; c++) {
            const SrExpression *expression = expression_of(line, c);
            g_auto(GStrv) names = expression == NULL ? NULL : plain_sum(expression);

            if (names != NULL && is_protected(reading, expression) &&
                !has_measure(expression))
                take_shown(reading, line, names, c);
        }
    }
}

/* --- Proving --- */

static void
prove(Reading *reading, const Line *line, char *const *names)
{
    g_auto(GStrv) years = years_of(line);
    g_autoptr(GArray) unknowns = unknowns_of(reading, line, names, years);
    g_autofree char *text = text_of(unknowns);
    g_autoptr(GPtrArray) why = g_ptr_array_new_with_free_func(g_free);

    if (g_hash_table_contains(reading->shown, text) ||
        g_hash_table_contains(reading->hidden, text))
        return; /* shown by another name, or proved already */
    if (years[1] != NULL &&
        is_made_of(reading, line, names, years, reading->hidden, false))
        return; /* a year in it is hidden and proved by itself */
    g_hash_table_add(reading->hidden, g_steal_pointer(&text));
    reading->result->n_suppressed++;
    if (sr_proof_can_reach(reading->proof, unknowns, minimum_of(line->indicator, names),
                           NULL, why))
        reading->result->n_proved++;
    else
        leak(reading, line,
             _("suppressed, and yet these figures tell that it is below the minimum:"),
             why);
}

/* All unknowns are named before the equations are parted. */
static void
name_unknowns(Reading *reading)
{
    for (guint i = 0; i < reading->lines->len; i++) {
        const Line *line = &g_array_index(reading->lines, Line, i);

        for (int c = NUMERATOR; c <= DENOMINATOR && line->indicator->span <= SR_SPAN_MEAN;
             c++) {
            const SrExpression *expression = expression_of(line, c);
            g_auto(GStrv) names = expression == NULL ? NULL : plain_sum(expression);
            g_auto(GStrv) years = years_of(line);

            if (names != NULL && is_protected(reading, expression))
                g_array_unref(unknowns_of(reading, line, names, years));
        }
    }
}

static void
prove_all(Reading *reading, bool are_sums)
{
    for (guint i = 0; i < reading->lines->len; i++) {
        const Line *line = &g_array_index(reading->lines, Line, i);

        if ((line->indicator->span == SR_SPAN_MEAN) != are_sums ||
            line->indicator->span > SR_SPAN_MEAN ||
            !g_str_equal(line->cells[STATUS], "suppressed"))
            continue;
        for (int c = NUMERATOR; c <= DENOMINATOR; c++) {
            const SrExpression *expression = expression_of(line, c);
            g_auto(GStrv) names = expression == NULL ? NULL : plain_sum(expression);

            if (names != NULL && is_protected(reading, expression) &&
                !has_measure(expression))
                prove(reading, line, names);
        }
    }
}

/*
 * A count that is not shown because there are too few people: two values, one of them 0
 * or the minimum. That there is none at all may be known.
 */
static bool
is_kept(Reading *reading, const GArray *unknowns, gint64 minimum)
{
    gint64 found = 0;

    if (!sr_proof_can_reach(reading->proof, unknowns, 1, NULL, NULL))
        return true;
    if (!sr_proof_can_reach(reading->proof, unknowns, minimum, &found, NULL))
        return sr_proof_can_stay(reading->proof, unknowns, 0);
    return sr_proof_can_reach(reading->proof, unknowns, found + 1, NULL, NULL) ||
           sr_proof_can_stay(reading->proof, unknowns, found - 1);
}

static void
prove_unshown(Reading *reading)
{
    for (guint i = 0; i < reading->lines->len; i++) {
        const Line *line = &g_array_index(reading->lines, Line, i);
        g_auto(GStrv) names = plain_sum(line->indicator->numerator);

        if (!g_str_equal(line->cells[STATUS], "small_denominator") ||
            line->indicator->span != SR_SPAN_YEAR || names == NULL ||
            has_measure(line->indicator->numerator) ||
            !is_protected(reading, line->indicator->numerator))
            continue;
        g_auto(GStrv) years = years_of(line);
        g_autoptr(GArray) unknowns = unknowns_of(reading, line, names, years);
        g_autofree char *text = text_of(unknowns);
        if (!g_hash_table_contains(reading->shown, text) &&
            !is_kept(reading, unknowns, minimum_of(line->indicator, names)))
            leak(reading, line, _("not shown, and yet the count can be recomputed"),
                 NULL);
    }
}

SrAuditResult *
sr_audit_folders(const SrAudit *audit, const char *const *outputs, GError **error)
{
    g_autoptr(SrAuditResult) result = g_new0(SrAuditResult, 1);
    g_auto(Reading) reading = {
        .audit = audit,
        .result = result,
        .proof = sr_proof_new(),
        .lines = g_array_new(FALSE, FALSE, sizeof(Line)),
        .shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .classed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};

    result->leaks = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(reading.lines, line_clear);
    for (int o = 0; outputs[o] != NULL; o++) {
        g_hash_table_remove_all(reading.classed);
        if (!read_values(&reading, outputs[o], error) ||
            !check_classes(&reading, outputs[o], error))
            return NULL;
    }
    for (guint i = 0; i < reading.lines->len; i++) {
        const Line *line = &g_array_index(reading.lines, Line, i);

        if (!g_str_equal(line->cells[STATUS], "ok"))
            check_empty(&reading, line);
    }
    name_unknowns(&reading);
    take_equations(&reading, false);
    take_equations(&reading, true);
    sr_proof_close(reading.proof);
    prove_all(&reading, false);
    prove_all(&reading, true);
    prove_unshown(&reading);
    return g_steal_pointer(&result);
}
