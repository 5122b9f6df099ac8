#include "data/columns.h"

#include "base/nearest.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <string.h>

static void
value_column_free(gpointer data)
{
    SrValueColumn *value = data;

    g_free(value->where);
    g_free(value->period);
    g_free(value);
}

void
sr_columns_free(SrColumns *columns)
{
    if (columns == NULL)
        return;
    g_ptr_array_unref(columns->values);
    g_free(columns);
}

bool
sr_cell_is(const char *cell, const char *wanted)
{
    gsize n = strlen(wanted);

    while (*cell != '\0' && g_unichar_isspace(g_utf8_get_char(cell)))
        cell = g_utf8_next_char(cell);
    if (strncmp(cell, wanted, n) != 0)
        return false;
    for (cell += n; *cell != '\0'; cell = g_utf8_next_char(cell))
        if (!g_unichar_isspace(g_utf8_get_char(cell)))
            return false;
    return true;
}

/* The column called @name; -1 if @name is "". A column that is not there is a finding. */
static int
find(const SrDataset *dataset, const SrTable *table, const char *key, const char *name,
     SrFindings *findings)
{
    if (*name == '\0')
        return -1;
    int column = sr_table_find(table, name);
    if (column >= 0)
        return column;
    g_autofree char *nearest =
        sr_nearest_list(name, sr_table_columns(table), sr_table_n_columns(table), 3);
    sr_findings_add(findings, SR_FINDING_ERROR, dataset->file,
                    sr_table_format(table)->skip + 1, name,
                    N_("the column of %s is not there; nearest are %s"), key, nearest);
    return -1;
}

/*
 * The column of ages. One whose heading names ages itself, "6 bis unter 18 Jahre", holds
 * the people of that age: read as ages, its figures would split all others by them.
 */
static int
find_ages(const SrDataset *dataset, const SrTable *table, const char *name,
          SrFindings *findings)
{
    int column = find(dataset, table, "age_column", name, findings);

    if (column >= 0 && sr_text_has_ages(name))
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->file,
                        sr_table_format(table)->skip + 1, name,
                        N_("age_column= names a column whose heading is of ages itself: "
                           "figures stand in it, no ages; it is a variable of its own, "
                           "or one of column=…{age}…"));
    return column;
}

static SrValueColumn *
value_column_new(const SrDataset *dataset, int index, const SrTable *table,
                 SrFindings *findings)
{
    const SrDatasetVariable *variable = dataset->variables->pdata[index];
    SrValueColumn *value = g_new0(SrValueColumn, 1);

    value->variable = index;
    value->column = -1;
    value->quality =
        find(dataset, table, "quality_column", variable->quality_column, findings);
    value->n_where = (int)g_strv_length(variable->where_columns);
    value->where_values = variable->where_values;
    value->where = g_new(int, value->n_where + 1);
    for (int i = 0; i < value->n_where; i++)
        value->where[i] =
            find(dataset, table, "where_column", variable->where_columns[i], findings);
    value->age_column = find_ages(dataset, table, variable->age_column, findings);
    value->age_from_column =
        find(dataset, table, "age_from_column", variable->age_from_column, findings);
    value->age_to_column =
        find(dataset, table, "age_to_column", variable->age_to_column, findings);
    value->sex_column =
        find(dataset, table, "sex_column", variable->sex_column, findings);
    value->age_from = variable->age_from;
    value->age_to = variable->age_to;
    value->sex = *variable->sex;
    return value;
}

/* "alter_{age}_{sex}" as a pattern whose groups are named age, sex and period. */
static GRegex *
pattern_of(const char *column)
{
    static const char *const names[] = {"age", "sex", "period"};
    g_autofree char *pattern = g_regex_escape_string(column, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *mark = g_strdup_printf("\\{%s\\}", names[i]);
        g_autofree char *group = g_strdup_printf("(?<%s>.+?)", names[i]);
        g_auto(GStrv) parts = g_strsplit(pattern, mark, 2);
        char *joined = g_strjoinv(group, parts);

        g_free(pattern);
        pattern = joined;
    }
    g_autofree char *whole = g_strdup_printf("^%s$", pattern);
    return g_regex_new(whole, G_REGEX_DEFAULT, 0, NULL);
}

/* Takes age, sex and period out of the heading of a column of a run. */
static bool
take_from_heading(SrValueColumn *value, const GMatchInfo *match, bool as_year)
{
    g_autofree char *age = g_match_info_fetch_named(match, "age");
    g_autofree char *sex = g_match_info_fetch_named(match, "sex");
    g_autofree char *period = g_match_info_fetch_named(match, "period");

    if (age != NULL && !sr_age_parse(age, &value->age_from, &value->age_to))
        return false;
    if (sex != NULL && !sr_sex_parse(sex, &value->sex))
        return false;
    if (period != NULL) {
        value->period = sr_period_parse(period, as_year);
        return value->period != NULL;
    }
    return true;
}

/* Adds a column for each heading that fits the pattern of a run. */
static int
add_run(const SrDataset *dataset, int index, const SrTable *table, SrColumns *columns,
        SrFindings *findings)
{
    const SrDatasetVariable *variable = dataset->variables->pdata[index];
    g_autoptr(GRegex) pattern = pattern_of(variable->column);
    int n = 0;

    for (int c = 0; pattern != NULL && c < sr_table_n_columns(table); c++) {
        g_autoptr(GMatchInfo) match = NULL;

        if (!g_regex_match(pattern, sr_table_columns(table)[c], 0, &match))
            continue;
        SrValueColumn *value = value_column_new(dataset, index, table, findings);
        value->column = c;
        if (!take_from_heading(value, match, dataset->periods_are_years)) {
            value_column_free(value);
            continue;
        }
        g_ptr_array_add(columns->values, value);
        n++;
    }
    return n;
}

static void
add_variable(const SrDataset *dataset, int index, const SrTable *table,
             SrColumns *columns, SrFindings *findings)
{
    const SrDatasetVariable *variable = dataset->variables->pdata[index];
    bool is_run = strstr(variable->column, "{age}") != NULL ||
                  strstr(variable->column, "{sex}") != NULL ||
                  strstr(variable->column, "{period}") != NULL;

    if (is_run) {
        if (add_run(dataset, index, table, columns, findings) == 0)
            sr_findings_add(findings, SR_FINDING_ERROR, dataset->file,
                            sr_table_format(table)->skip + 1, variable->column,
                            N_("no column has such a heading"));
        return;
    }
    SrValueColumn *value = value_column_new(dataset, index, table, findings);
    value->column = find(dataset, table, "column", variable->column, findings);
    g_ptr_array_add(columns->values, value);
}

/* --- the form of the numbers --- */

static SrNumberForm
fallback_form(const SrTable *table)
{
    const char *delimiter = sr_table_format(table)->delimiter;

    return g_strcmp0(delimiter, ",") == 0 ? SR_NUMBER_ENGLISH : SR_NUMBER_GERMAN;
}

/*
 * Looks at all cells of the columns; those of one column are read in one form. What is a
 * number by the format of the file itself needs no form.
 */
static void
survey(const SrDataset *dataset, SrTable *table, SrColumns *columns, SrFindings *findings)
{
    guint n = columns->values->len;
    g_autofree SrNumberSurvey *surveys =
        g_new0(SrNumberSurvey, sr_table_n_columns(table));
    SrRow row;

    while (sr_table_next(table, &row))
        for (guint i = 0; i < n; i++) {
            const SrValueColumn *value = columns->values->pdata[i];
            const char *cell = row.cells[value->column];

            if (!sr_value_column_applies(value, &row) ||
                sr_row_is_number(&row, value->column) ||
                cell[strspn(cell, "0123456789")] == '\0')
                continue;
            g_autofree char *part = sr_cell_number_part(cell, &dataset->signs);
            sr_number_survey_add(&surveys[value->column], part);
        }
    sr_table_rewind(table);
    for (guint i = 0; i < n; i++) {
        SrValueColumn *value = columns->values->pdata[i];
        const SrNumberSurvey *found = &surveys[value->column];

        value->form = sr_number_survey_form(found, fallback_form(table));
        if (sr_number_survey_is_guess(found))
            sr_findings_add(
                findings, SR_FINDING_WARNING, dataset->file, 0,
                sr_table_columns(table)[value->column],
                value->form == SR_NUMBER_GERMAN
                    ? N_("figures such as 1.234 are read as 1234; [format] "
                         "decimal= says what is meant")
                    : N_("figures such as 1.234 are read as 1.234 (a bit more "
                         "than one); [format] decimal= says what is meant"));
    }
}

SrColumns *
sr_columns_find(const SrDataset *dataset, SrTable *table, SrFindings *findings)
{
    g_autoptr(SrColumns) columns = g_new0(SrColumns, 1);
    int n_before = sr_findings_n_errors(findings);

    columns->values = g_ptr_array_new_with_free_func(value_column_free);
    columns->key = find(dataset, table, "key_column", dataset->key_column, findings);
    columns->name = find(dataset, table, "name_column", dataset->name_column, findings);
    columns->period =
        find(dataset, table, "period_column", dataset->period_column, findings);
    for (guint i = 0; i < dataset->variables->len; i++)
        add_variable(dataset, (int)i, table, columns, findings);
    if (sr_findings_n_errors(findings) > n_before)
        return NULL;

    const char *decimal = dataset->format.decimal;
    if (*decimal == '\0')
        survey(dataset, table, columns, findings);
    for (guint i = 0; i < columns->values->len && *decimal != '\0'; i++) {
        SrValueColumn *value = columns->values->pdata[i];

        value->form = *decimal == ',' ? SR_NUMBER_GERMAN : SR_NUMBER_ENGLISH;
    }
    return g_steal_pointer(&columns);
}
