/*
 * Figures that are no plain count: an index, a quotient, a change, a benchmark, a share
 * printed in whole per cent, a class. Value = per * numerator / denominator, so
 *
 *     per * numerator - value * denominator = 0
 *
 * is linear in the counts as long as both expressions are; a value that is rounded gives
 * two of these, one for each end of what it may stand for.
 */
#include "disclosure/audit_private.h"

#include "disclosure/relations.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_TRIALS 4

/* Unknowns with the coefficients they have so far. */
typedef struct {
    GHashTable *places; /* unknown → place + 1 */
    GArray *unknowns;   /* of int */
    GArray *low, *high; /* of double: in the statement for the least and the most */
    double low_constant, high_constant;
} Row;

static void
row_clear(Row *row)
{
    g_hash_table_unref(row->places);
    g_array_unref(row->unknowns);
    g_array_unref(row->low);
    g_array_unref(row->high);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Row, row_clear)

/* --- Expressions --- */

/* The slope of each protected count, the rest being public; false if it is not linear. */
static bool
find_slopes(const SrAuditWork *work, SrExpression *expression,
            const SrAuditStatement *statement, const char *year, double *slopes,
            double *constant)
{
    const SrAudit *audit = work->audit;
    const char *const *names = sr_expression_variables(expression);
    guint n = g_strv_length((char **)names);
    g_autofree double *point = g_new0(double, n + 1);
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    double found;

    for (guint v = 0; v < n; v++)
        if (!audit->is_protected(names[v], audit->data))
            point[v] = audit->public_figure == NULL
                           ? NAN
                           : audit->public_figure(names[v], statement->division,
                                                  statement->area, year, audit->data);
    for (guint v = 0; v < n; v++)
        if (!isfinite(point[v]))
            return false;
    if (!sr_expression_compute(expression, point, constant))
        return false;
    for (guint v = 0; v < n; v++) {
        if (!audit->is_protected(names[v], audit->data))
            continue;
        point[v] = 1;
        if (!sr_expression_compute(expression, point, &slopes[v]))
            return false;
        slopes[v] -= *constant;
        point[v] = 0;
    }
    for (int trial = 0; trial < N_TRIALS; trial++) {
        double expected = *constant;

        for (guint v = 0; v < n; v++) {
            if (!audit->is_protected(names[v], audit->data))
                continue;
            point[v] = g_rand_int_range(rand, 0, 900);
            expected += slopes[v] * point[v];
        }
        if (!sr_expression_compute(expression, point, &found) ||
            fabs(found - expected) > 1e-9 * (1 + fabs(expected)))
            return false;
    }
    return true;
}

static void
add_term(Row *row, int unknown, double low, double high)
{
    int place =
        GPOINTER_TO_INT(g_hash_table_lookup(row->places, GINT_TO_POINTER(unknown + 1)));

    if (place == 0) {
        const double nothing = 0;

        g_array_append_val(row->unknowns, unknown);
        g_array_append_val(row->low, nothing);
        g_array_append_val(row->high, nothing);
        place = (int)row->unknowns->len;
        g_hash_table_insert(row->places, GINT_TO_POINTER(unknown + 1),
                            GINT_TO_POINTER(place));
    }
    g_array_index(row->low, double, place - 1) += low;
    g_array_index(row->high, double, place - 1) += high;
}

/* Adds @low and @high times the expression in one year. */
static bool
add_expression(const SrAuditWork *work, SrExpression *expression,
               const SrAuditStatement *statement, char *year, double low, double high,
               Row *row)
{
    const char *const *names = sr_expression_variables(expression);
    g_autofree double *slopes = g_new0(double, g_strv_length((char **)names) + 1);
    const SrAuditLine place = sr_audit_statement_place(statement);
    char *years[] = {year, NULL};
    double constant;

    if (!find_slopes(work, expression, statement, year, slopes, &constant))
        return false;
    row->low_constant += low * constant;
    row->high_constant += high * constant;
    for (int v = 0; names[v] != NULL; v++) {
        char *one[] = {(char *)names[v], NULL};

        if (slopes[v] == 0 || !work->audit->is_protected(names[v], work->audit->data))
            continue;
        g_autoptr(GArray) unknowns = sr_audit_unknowns(work, &place, one, years);
        for (guint u = 0; u < unknowns->len; u++)
            add_term(row, g_array_index(unknowns, int, u), low * slopes[v],
                     high * slopes[v]);
    }
    return true;
}

/* --- Statements --- */

/* Whether every protected count in it stands in the tables by itself. */
static bool
is_told_by_parts(const SrAuditWork *work, const SrExpression *expression,
                 const SrAuditStatement *statement)
{
    const SrAuditLine place = sr_audit_statement_place(statement);

    if (expression == NULL)
        return true;
    const char *const *names = sr_expression_variables(expression);
    for (int v = 0; names[v] != NULL; v++) {
        char *one[] = {(char *)names[v], NULL};

        if (work->audit->is_protected(names[v], work->audit->data) &&
            !sr_audit_is_made_of(work, &place, one, statement->years, work->shown, true))
            return false;
    }
    return true;
}

/* Whether the sum itself stands in the tables. */
static bool
is_told_as_sum(const SrAuditWork *work, const SrExpression *expression,
               const SrAuditStatement *statement)
{
    g_auto(GStrv) names = sr_audit_plain_sum(expression);
    const SrAuditLine place = sr_audit_statement_place(statement);

    if (names == NULL)
        return false;
    g_autoptr(GArray) unknowns = sr_audit_unknowns(work, &place, names, statement->years);
    g_autofree char *text = sr_audit_sum_text(unknowns);
    return g_hash_table_contains(work->shown, text);
}

static bool
is_told(const SrAuditWork *work, const SrExpression *expression,
        const SrAuditStatement *statement)
{
    return !sr_audit_is_protected(work->audit, expression) ||
           is_told_by_parts(work, expression, statement) ||
           is_told_as_sum(work, expression, statement);
}

static void
add_rows(SrAuditWork *work, const Row *row, const char *label)
{
    const double *low = (const double *)(const void *)row->low->data;
    const double *high = (const double *)(const void *)row->high->data;

    sr_proof_add_range(work->proof, row->unknowns, low, -row->low_constant - 1e-9,
                       INFINITY, label);
    sr_proof_add_range(work->proof, row->unknowns, high, -INFINITY,
                       -row->high_constant + 1e-9, label);
    work->result->n_equations += 2;
}

/* Where there is a quotient, there is somebody to be counted in its denominator. */
static void
add_whole(SrAuditWork *work, const SrAuditStatement *statement, const char *label)
{
    g_auto(GStrv) names = sr_audit_plain_sum(statement->line->indicator->denominator);
    const SrAuditLine place = sr_audit_statement_place(statement);

    if (names == NULL ||
        !sr_audit_is_protected(work->audit, statement->line->indicator->denominator))
        return;
    g_autoptr(GArray) unknowns = sr_audit_unknowns(work, &place, names, statement->years);
    g_autofree double *ones = g_new(double, unknowns->len + 1);
    for (guint u = 0; u < unknowns->len; u++)
        ones[u] = 1;
    sr_proof_add_range(work->proof, unknowns, ones, 1, INFINITY, label);
}

/* Takes what the value says of counts that the tables do not tell anyway. */
static void
take_statement(SrAuditWork *work, const SrAuditStatement *statement)
{
    const SrIndicator *indicator = statement->line->indicator;
    g_autofree char *label = sr_audit_label(statement->line);
    g_auto(Row) row = {.places = g_hash_table_new(NULL, NULL),
                       .unknowns = g_array_new(FALSE, FALSE, sizeof(int)),
                       .low = g_array_new(FALSE, FALSE, sizeof(double)),
                       .high = g_array_new(FALSE, FALSE, sizeof(double))};
    bool is_linear = true;

    if (is_told(work, indicator->numerator, statement) &&
        is_told(work, indicator->denominator, statement))
        return;
    for (int y = 0; is_linear && statement->years[y] != NULL; y++) {
        char *year = statement->years[y];

        is_linear = add_expression(work, indicator->numerator, statement, year,
                                   indicator->per, indicator->per, &row);
        if (indicator->denominator != NULL && is_linear)
            is_linear =
                add_expression(work, indicator->denominator, statement, year,
                               -statement->value.least, -statement->value.most, &row);
    }
    if (indicator->denominator == NULL) {
        row.low_constant -= statement->value.least;
        row.high_constant -= statement->value.most;
    }
    if (is_linear) {
        add_rows(work, &row, label);
        add_whole(work, statement, label);
    } else
        sr_audit_leak(
            work, statement->line,
            _("it is made of counts that are not shown, and nobody can tell what "
              "it gives away"),
            NULL);
}

static void
take_side(SrAuditWork *work, const SrAuditStatement *statement, GHashTable *closed)
{
    const SrIndicator *indicator = statement->line->indicator;

    if (sr_audit_is_made_of_others(indicator))
        sr_audit_check_parts(work, indicator, statement, closed);
    else if (!sr_audit_has_measure(indicator->numerator) &&
             !sr_audit_has_measure(indicator->denominator))
        take_statement(work, statement);
    else {
        const SrExpression *const sides[] = {indicator->numerator,
                                             indicator->denominator};

        for (int s = 0; s < 2; s++) {
            const char *const *names =
                sides[s] == NULL ? NULL : sr_expression_variables(sides[s]);

            for (int v = 0; names != NULL && names[v] != NULL; v++)
                sr_audit_check_measure(work, names[v], statement, closed);
        }
    }
}

/* --- Lines --- */

/* Half a step of the last decimal; a full number is as exact as doubles are. */
static SrAuditSpan
span_of(const char *text)
{
    const char *point = strchr(text, '.');
    gsize decimals = point == NULL ? 0 : strlen(point + 1);
    double value = g_ascii_strtod(text, NULL);
    double half =
        decimals > 6 ? 1e-12 * (1 + fabs(value)) : 0.5 * pow(10, -(double)decimals);

    return (SrAuditSpan){value - half, value + half};
}

/*
 * The least value that is printed with @decimals digits as @bound or more. Classes are
 * found for values as they are printed: with one digit, 2.35 belongs to "2.4 to …".
 */
static double
least_printed_from(double bound, int decimals)
{
    double scale = pow(10, decimals);

    return (ceil(bound * scale - 1e-6) - 0.5) / scale;
}

/* The value of a line that is not given by its numerator; false if it says nothing. */
static bool
find_span(const SrAuditWork *work, const SrAuditLine *line, SrAuditSpan *span)
{
    const char *const *cells = line->cells;

    if (*cells[SR_AUDIT_VALUE] != '\0') {
        *span = span_of(cells[SR_AUDIT_VALUE]);
        return true;
    }
    if (*cells[SR_AUDIT_CLASS] == '\0')
        return false;
    g_autofree char *key = g_strjoin(",", cells[SR_AUDIT_INDICATOR],
                                     cells[SR_AUDIT_SCHEME], cells[SR_AUDIT_LEVEL],
                                     cells[SR_AUDIT_PERIOD], cells[SR_AUDIT_CLASS], NULL);
    const SrAuditClass *class = g_hash_table_lookup(work->classes, key);
    if (class == NULL)
        return false;
    int decimals = line->indicator->decimals;
    double half = 0.5 * pow(10, -decimals);
    /* The upper bound belongs to the next class; one case more moves a value further. */
    double upper = least_printed_from(class->upper, decimals);
    *span = (SrAuditSpan){least_printed_from(class->lower, decimals),
                          class->is_last ? class->upper + half
                                         : upper - 1e-7 * (1 + fabs(upper))};
    return true;
}

static bool
is_class_only(const SrAuditLine *line)
{
    return *line->cells[SR_AUDIT_VALUE] == '\0';
}

/* The years that the line compares, one after the other: now and then. */
static void
take_comparison(SrAuditWork *work, const SrAuditLine *line, GHashTable *closed)
{
    g_auto(GStrv) years = sr_audit_years(line);

    for (int side = 0; side < 2; side++) {
        const char *text =
            line->cells[side == 0 ? SR_AUDIT_DENOMINATOR : SR_AUDIT_NUMERATOR];
        char *year[] = {years[side], NULL};
        const SrAuditStatement statement = {.line = line,
                                            .division = line->division,
                                            .area = line->area,
                                            .value = span_of(text),
                                            .years = year};

        if (*text != '\0')
            take_side(work, &statement, closed);
    }
}

static void
take_value(SrAuditWork *work, const SrAuditLine *line, GHashTable *closed)
{
    g_auto(GStrv) years = sr_audit_years(line);
    g_auto(GStrv) counts = sr_audit_counts(work->audit, line, SR_AUDIT_NUMERATOR);
    SrAuditStatement statement = {
        .line = line, .division = line->division, .area = line->area, .years = years};

    /* The numerator and the denominator stand there: they are equations already. */
    if (counts != NULL && *line->cells[SR_AUDIT_NUMERATOR] != '\0')
        return;
    if (!find_span(work, line, &statement.value))
        return;
    if (is_class_only(line) && !isfinite(statement.value.least))
        statement.value.least = 0;
    if (is_class_only(line) && !isfinite(statement.value.most))
        statement.value.most = 1e12;
    take_side(work, &statement, closed);
}

/* The value of all areas together, which stands beside each of them. */
static void
take_benchmark(SrAuditWork *work, const SrAuditLine *line, GHashTable *seen)
{
    const SrScheme *scheme = work->audit->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    g_auto(GStrv) years = sr_audit_years(line);
    const char *text = line->cells[SR_AUDIT_BENCHMARK];
    SrAuditStatement statement = {.line = line, .division = top, .years = years};
    int member = 0;

    if (*text == '\0' || line->indicator->span > SR_SPAN_MEAN ||
        sr_indicator_has_own_benchmark(line->indicator) ||
        sr_audit_is_made_of_others(line->indicator))
        return;
    while (member < line->division->n_gemeinden - 1 &&
           line->division->area_of[member] != line->area)
        member++;
    statement.area = top->area_of[member];
    statement.value = span_of(text);
    g_autofree char *key = g_strdup_printf("%s,%d,%s", line->indicator->id,
                                           statement.area, line->cells[SR_AUDIT_PERIOD]);
    if (g_hash_table_add(seen, g_steal_pointer(&key)) &&
        !sr_audit_has_measure(line->indicator->numerator))
        take_statement(work, &statement);
}

/* The sums of lines that are suppressed. */
static GHashTable *
find_closed(const SrAuditWork *work)
{
    GHashTable *closed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (!line->is_protected ||
            !g_str_equal(line->cells[SR_AUDIT_STATUS], "suppressed") ||
            line->indicator->span > SR_SPAN_MEAN)
            continue;
        for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_DENOMINATOR; c++) {
            g_auto(GStrv) names = sr_audit_counts(work->audit, line, c);
            g_auto(GStrv) years = sr_audit_years(line);

            if (names == NULL)
                continue;
            g_autoptr(GArray) unknowns = sr_audit_unknowns(work, line, names, years);
            g_hash_table_add(closed, sr_audit_sum_text(unknowns));
        }
    }
    return closed;
}

void
sr_audit_take_composed(SrAuditWork *work)
{
    g_autoptr(GHashTable) closed = find_closed(work);
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (!line->is_protected || !line->is_ok)
            continue;
        if (line->indicator->span > SR_SPAN_MEAN)
            take_comparison(work, line, closed);
        else
            take_value(work, line, closed);
        take_benchmark(work, line, seen);
    }
}
