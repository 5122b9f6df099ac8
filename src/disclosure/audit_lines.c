/* Tables of a finished edition as lines. */
#include "disclosure/audit_private.h"

#include "base/error.h"
#include "data/table.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const sr_audit_columns[] = {
    "indicator",   "scheme",   "level",  "area",  "name",      "period",  "numerator",
    "denominator", "value",    "lower",  "upper", "benchmark", "verdict", "rank",
    "class",       "coverage", "status", "flags", NULL};

char *
sr_audit_label(const SrAuditLine *line)
{
    return g_strdup_printf("%s, %s %s, %s", line->cells[SR_AUDIT_INDICATOR],
                           line->cells[SR_AUDIT_LEVEL], line->division->names[line->area],
                           line->cells[SR_AUDIT_PERIOD]);
}

void
sr_audit_leak(const SrAuditWork *work, const SrAuditLine *line, const char *what,
              const GPtrArray *why)
{
    g_autofree char *label = sr_audit_label(line);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "%s: %s", label, what);
    for (guint i = 0; why != NULL && i < why->len; i++)
        g_string_append_printf(text, "\n    %s", (const char *)why->pdata[i]);
    /* The same line stands in the table and in the database. */
    if (g_ptr_array_find_with_equal_func(work->result->leaks, text->str, g_str_equal,
                                         NULL))
        g_string_free(text, TRUE);
    else
        g_ptr_array_add(work->result->leaks, g_string_free(text, FALSE));
}

/* --- One line --- */

static const SrDivision *
division_of(const SrAudit *audit, const char *scheme, const char *level)
{
    for (int s = 0; s < audit->n_schemes; s++)
        if (*scheme == '\0' || g_str_equal(audit->schemes[s]->id, scheme))
            return sr_scheme_find(audit->schemes[s], level);
    return NULL;
}

/* The cells in one piece of memory. */
static void
copy_cells(SrAuditLine *line, const char *const cells[SR_AUDIT_N_COLUMNS])
{
    gsize size = 0;
    char *to;

    for (int c = 0; c < SR_AUDIT_N_COLUMNS; c++)
        size += strlen(cells[c]) + 1;
    to = line->text = g_malloc(size);
    for (int c = 0; c < SR_AUDIT_N_COLUMNS; c++) {
        line->cells[c] = to;
        to = g_stpcpy(to, cells[c]) + 1;
    }
}

static void
note_class(SrAuditWork *work, const SrAuditLine *line)
{
    const char *const *cells = line->cells;
    char *key = g_strjoin(",", cells[SR_AUDIT_INDICATOR], cells[SR_AUDIT_SCHEME],
                          cells[SR_AUDIT_LEVEL], cells[SR_AUDIT_PERIOD], NULL);
    int n = GPOINTER_TO_INT(g_hash_table_lookup(work->classed, key));

    g_hash_table_insert(work->classed, key,
                        GINT_TO_POINTER(MAX(n, 1) + (*cells[SR_AUDIT_CLASS] != '\0')));
}

/* Asked once for each indicator. */
static bool
is_protected(SrAuditWork *work, const SrIndicator *indicator)
{
    int known = GPOINTER_TO_INT(g_hash_table_lookup(work->protection, indicator));

    if (known == 0) {
        known = sr_audit_shows_protected(work->audit, indicator) ? 2 : 1;
        g_hash_table_insert(work->protection, (gpointer)indicator,
                            GINT_TO_POINTER(known));
    }
    return known == 2;
}

bool
sr_audit_add_line(SrAuditWork *work, const char *source, int row,
                  const char *const cells[SR_AUDIT_N_COLUMNS], GError **error)
{
    g_autoptr(GError) cause = NULL;
    SrAuditLine line = {.source = g_intern_string(source), .row = row};

    line.indicator =
        sr_catalogue_find(work->audit->catalogue, cells[SR_AUDIT_INDICATOR], &cause);
    line.division =
        division_of(work->audit, cells[SR_AUDIT_SCHEME], cells[SR_AUDIT_LEVEL]);
    line.area = line.division == NULL
                    ? -1
                    : sr_division_find(line.division, cells[SR_AUDIT_AREA]);
    if (line.indicator == NULL || line.area < 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s, line %d: no such indicator, scheme, level or area in this "
                      "project"),
                    source, row);
        return false;
    }
    line.is_protected = is_protected(work, line.indicator);
    line.is_ok = g_str_equal(cells[SR_AUDIT_STATUS], "ok");
    /* What is public is wanted once, to know what may be printed. */
    if (!line.is_protected && !g_str_equal(source, "tables/values.csv"))
        return true;
    copy_cells(&line, cells);
    g_array_append_val(work->lines, line);
    return true;
}

/* --- CSV --- */

static SrTable *
open_table(const char *output, const char *name, SrFindings *findings)
{
    g_autofree char *path = g_build_filename(output, name, NULL);
    const SrTableFormat format = {.encoding = (char *)"utf-8",
                                  .delimiter = (char *)",",
                                  .decimal = (char *)".",
                                  .thousands = (char *)"",
                                  .sheet = (char *)"",
                                  .skip = 0,
                                  .header = 1,
                                  .footer = (char *)""};

    return sr_table_open(path, &format, findings);
}

/* The table of that contract, or NULL with @error. */
static SrTable *
open_own_table(const char *output, const char *name, SrFindings *findings, GError **error)
{
    SrTable *table = open_table(output, name, findings);

    if (table != NULL && sr_table_n_columns(table) > 0 &&
        g_str_equal(sr_table_columns(table)[0], "indicator"))
        return table;
    sr_table_free(table);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s/%s cannot be read as a table"),
                output, name);
    return NULL;
}

bool
sr_audit_read_values(SrAuditWork *work, const char *output, GError **error)
{
    const char *name = "tables/values.csv";
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrTable) table = open_own_table(output, name, findings, error);
    SrRow row;

    if (table == NULL)
        return false;
    if (sr_table_n_columns(table) != SR_AUDIT_N_COLUMNS) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s has %d columns, not %d"), name,
                    sr_table_n_columns(table), SR_AUDIT_N_COLUMNS);
        return false;
    }
    while (sr_table_next(table, &row)) {
        if (!sr_audit_add_line(work, name, row.number, row.cells, error))
            return false;
        note_class(work, sr_audit_line(work, work->lines->len - 1));
    }
    return sr_findings_check(findings, error);
}

bool
sr_audit_read_table(SrAuditWork *work, const char *output, const char *name,
                    GError **error)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrTable) table = open_table(output, name, findings);
    int from[SR_AUDIT_N_COLUMNS];
    SrRow row;

    if (table == NULL)
        return false;
    for (int c = 0; c < SR_AUDIT_N_COLUMNS; c++)
        from[c] = sr_table_find(table, sr_audit_columns[c]);
    if (from[SR_AUDIT_INDICATOR] < 0 || from[SR_AUDIT_LEVEL] < 0 ||
        from[SR_AUDIT_AREA] < 0 || from[SR_AUDIT_PERIOD] < 0 ||
        (from[SR_AUDIT_NUMERATOR] < 0 && from[SR_AUDIT_VALUE] < 0 &&
         from[SR_AUDIT_CLASS] < 0))
        return false;
    while (sr_table_next(table, &row)) {
        const char *cells[SR_AUDIT_N_COLUMNS];

        for (int c = 0; c < SR_AUDIT_N_COLUMNS; c++)
            cells[c] = from[c] < 0 ? "" : row.cells[from[c]];
        bool has_figure = *cells[SR_AUDIT_NUMERATOR] != '\0' ||
                          *cells[SR_AUDIT_VALUE] != '\0' ||
                          *cells[SR_AUDIT_CLASS] != '\0';
        if (from[SR_AUDIT_STATUS] < 0)
            cells[SR_AUDIT_STATUS] = has_figure ? "ok" : "missing";
        if (!sr_audit_add_line(work, name, row.number, cells, error))
            return false;
    }
    return sr_findings_n_errors(findings) == 0;
}

/* --- Classes --- */

/* Keeps the bounds of the row's class, and counts the areas that its map gives one. */
static void
take_class(SrAuditWork *work, const SrRow *row, const int columns[4], GHashTable *sums)
{
    char *map =
        g_strjoin(",", row->cells[0], row->cells[1], row->cells[2], row->cells[3], NULL);
    SrAuditClass *bounds = g_new0(SrAuditClass, 1);
    const char *class = columns[3] < 0 ? "" : row->cells[columns[3]];
    g_autofree char *before =
        g_strdup_printf("%s,%d", map, (int)g_ascii_strtoll(class, NULL, 10) - 1);
    SrAuditClass *lower = g_hash_table_lookup(work->classes, before);
    int n = GPOINTER_TO_INT(g_hash_table_lookup(sums, map));

    *bounds = (SrAuditClass){-INFINITY, INFINITY, true};
    if (columns[1] >= 0 && *row->cells[columns[1]] != '\0')
        bounds->lower = g_ascii_strtod(row->cells[columns[1]], NULL);
    if (columns[2] >= 0 && *row->cells[columns[2]] != '\0')
        bounds->upper = g_ascii_strtod(row->cells[columns[2]], NULL);
    if (lower != NULL)
        lower->is_last = false;
    g_hash_table_insert(work->classes, g_strjoin(",", map, class, NULL), bounds);
    g_hash_table_insert(
        sums, map,
        GINT_TO_POINTER(n + (columns[0] < 0 ? 0 : atoi(row->cells[columns[0]]))));
}

bool
sr_audit_read_classes(SrAuditWork *work, const char *output, GError **error)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrTable) table =
        open_own_table(output, "tables/classes.csv", findings, error);
    g_autoptr(GHashTable) sums =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SrRow row;
    GHashTableIter iter;
    gpointer key;
    gpointer sum;

    if (table == NULL)
        return false;
    const int columns[] = {sr_table_find(table, "count"), sr_table_find(table, "lower"),
                           sr_table_find(table, "upper"), sr_table_find(table, "class")};
    while (sr_table_next(table, &row))
        take_class(work, &row, columns, sums);
    g_hash_table_iter_init(&iter, sums);
    while (columns[0] >= 0 && g_hash_table_iter_next(&iter, &key, &sum)) {
        int n = GPOINTER_TO_INT(g_hash_table_lookup(work->classed, key));

        /* The legend gives a class to no more areas than the table. */
        if (n > 0 && GPOINTER_TO_INT(sum) != n - 1)
            g_ptr_array_add(work->result->leaks,
                            g_strdup_printf(_("classes.csv, %s: the classes hold %d "
                                              "areas, the table gives %d one"),
                                            (char *)key, GPOINTER_TO_INT(sum), n - 1));
    }
    return sr_findings_check(findings, error);
}

/* --- One folder, several files --- */

static void
tell_difference(SrAuditWork *work, const SrAuditLine *hidden, const SrAuditLine *shown)
{
    g_autofree char *what =
        g_strdup_printf(_("not shown in %s, and yet it stands in %s, line %d"),
                        hidden->source, shown->source, shown->row);

    sr_audit_leak(work, hidden, what, NULL);
}

/* A second number for the same figure would be a second equation, and a contradiction. */
static void
check_same(SrAuditWork *work, const SrAuditLine *a, const SrAuditLine *b)
{
    for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_DENOMINATOR; c++) {
        double left = g_ascii_strtod(a->cells[c], NULL);
        double right = g_ascii_strtod(b->cells[c], NULL);

        if (*a->cells[c] == '\0' || *b->cells[c] == '\0' ||
            fabs(left - right) <= 1e-9 * (1 + fabs(left)))
            continue;
        g_autofree char *what =
            g_strdup_printf(_("it is another number in %s than in %s, line %d"),
                            a->source, b->source, b->row);
        sr_audit_leak(work, a, what, NULL);
        return;
    }
}

void
sr_audit_compare_files(SrAuditWork *work)
{
    g_autoptr(GHashTable) first =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = work->first_line; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (!line->is_protected)
            continue;
        /* Without the scheme: a table may leave out what the level does not depend on. */
        g_autofree char *key = g_strdup_printf("%s,%p,%d,%s", line->indicator->id,
                                               (const void *)line->division, line->area,
                                               line->cells[SR_AUDIT_PERIOD]);
        gpointer place = g_hash_table_lookup(first, key);

        if (place == NULL) {
            g_hash_table_insert(first, g_steal_pointer(&key), GUINT_TO_POINTER(i + 1));
            continue;
        }
        const SrAuditLine *known = sr_audit_line(work, GPOINTER_TO_UINT(place) - 1);
        if (known->is_ok && line->is_ok)
            check_same(work, known, line);
        else if (known->is_ok != line->is_ok)
            tell_difference(work, known->is_ok ? line : known,
                            known->is_ok ? known : line);
    }
}
