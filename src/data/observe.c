#include "data/observe_private.h"

#include "data/carry.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Beyond this, sums of figures are no longer exact whole numbers. */
#define LARGEST_FIGURE 1e15

/* What a text of an age column was found to mean. */
typedef struct {
    int from;
    int to;
} Age;

/* --- keys, periods, ages --- */

static int
add_period(SrReader *reader, char *period)
{
    GPtrArray *periods = reader->out->periods;

    for (guint i = 0; i < periods->len; i++)
        if (g_str_equal(periods->pdata[i], period)) {
            g_free(period);
            return (int)i;
        }
    g_ptr_array_add(periods, period);
    return (int)periods->len - 1;
}

/* The index of the period of a cell, or -1 after a finding. */
static int
find_period(SrReader *reader, const char *text, int row)
{
    int found = GPOINTER_TO_INT(g_hash_table_lookup(reader->periods, text));

    if (found != 0)
        return found - 1;
    char *period = sr_period_parse(text, reader->dataset->periods_are_years);
    if (period == NULL)
        period = sr_serial_period(text, reader->dataset->periods_are_years);
    if (period == NULL) {
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file, row,
                        reader->dataset->period_column,
                        N_("'%.60s' is neither a year nor a day"), text);
        reader->n_errors++;
        return -1;
    }
    int index = add_period(reader, period);
    g_hash_table_insert(reader->periods, g_strdup(text), GINT_TO_POINTER(index + 1));
    return index;
}

static const Age *
find_age(SrReader *reader, const char *text)
{
    Age *age = g_hash_table_lookup(reader->ages, text);
    Age read;

    if (age != NULL || !sr_age_parse(text, &read.from, &read.to))
        return age;
    age = g_new(Age, 1);
    *age = read;
    g_hash_table_insert(reader->ages, g_strdup(text), age);
    return age;
}

/* Fills age and sex of @key from the row; false after a finding. */
static bool
read_person(SrReader *reader, const SrValueColumn *value, const SrRow *row,
            SrSeriesKey *key)
{
    const SrDatasetVariable *variable =
        reader->dataset->variables->pdata[value->variable];
    const Age *age = NULL;
    int wrong = -1;

    key->age_from = value->age_from;
    key->age_to = value->age_to;
    key->sex = value->sex;
    if (value->age_column >= 0) {
        age = find_age(reader, row->cells[value->age_column]);
        wrong = age == NULL ? value->age_column : wrong;
        key->age_from = age == NULL ? 0 : age->from;
        key->age_to = age == NULL ? 0 : age->to;
    } else if (value->age_from_column >= 0) {
        const Age *last = find_age(reader, row->cells[value->age_to_column]);

        age = find_age(reader, row->cells[value->age_from_column]);
        wrong = age == NULL ? value->age_from_column : wrong;
        wrong = last == NULL ? value->age_to_column : wrong;
        key->age_from = age == NULL ? 0 : age->from;
        key->age_to = last == NULL ? 0 : last->to;
    }
    if (value->sex_column >= 0 && !sr_sex_parse(row->cells[value->sex_column], &key->sex))
        wrong = value->sex_column;
    if (wrong >= 0) {
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file,
                        row->number, sr_table_columns(reader->table)[wrong],
                        wrong == value->sex_column ? N_("'%.60s' is no sex")
                                                   : N_("'%.60s' is no age"),
                        row->cells[wrong]);
        reader->n_errors++;
        return false;
    }
    if (key->age_from == variable->age_open && key->age_to == key->age_from)
        key->age_to = SR_OPEN_AGE;
    return true;
}

/* All parts fit: 65 535 variables, ages below 255, 2^24 periods. */
static guint64
pack(const SrSeriesKey *key)
{
    return (guint64)key->variable << 48 | (guint64)(key->age_from + 1) << 40 |
           (guint64)(key->age_to == SR_OPEN_AGE ? 255 : key->age_to) << 32 |
           (guint64)(guchar)key->sex << 24 | (guint64)key->period;
}

static guint32
find_series(SrReader *reader, guint value, const SrSeriesKey *key)
{
    guint64 packed = pack(key);

    if (reader->last_key[value] == packed)
        return reader->last_series[value];
    gpointer found = g_hash_table_lookup(reader->series, &packed);
    if (found == NULL) {
        guint64 *own = g_new(guint64, 1);

        *own = packed;
        g_array_append_val(reader->out->series, *key);
        found = GUINT_TO_POINTER(reader->out->series->len);
        g_hash_table_insert(reader->series, own, found);
    }
    reader->last_key[value] = packed;
    reader->last_series[value] = GPOINTER_TO_UINT(found) - 1;
    return reader->last_series[value];
}

/* --- cells --- */

static void
complain_cell(SrReader *reader, const SrValueColumn *value, const SrRow *row, int area,
              const char *format)
{
    const char *column = sr_table_columns(reader->table)[value->column];
    g_autofree char *place = g_strdup_printf(
        "%s, %s", area >= 0 ? reader->names[area] : row->cells[reader->columns->key],
        column);

    sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file,
                    row->number, place, N_("%s: '%.60s'"), _(format),
                    row->cells[value->column]);
    reader->n_errors++;
}

/* What an empty cell is to be; false after a finding. */
static bool
read_empty(SrReader *reader, const SrValueColumn *value, const SrRow *row, int area,
           SrCell *cell)
{
    switch (reader->dataset->empty) {
    case SR_EMPTY_ERROR:
        complain_cell(reader, value, row, area, N_("an empty cell"));
        return false;
    case SR_EMPTY_NOTHING:
        cell->value = 0;
        cell->status = SR_STATUS_OK;
        break;
    case SR_EMPTY_TOLD:
        if (reader->n_empty++ == 0)
            reader->first_empty = row->number;
        break;
    case SR_EMPTY_MISSING:
        break;
    }
    return true;
}

/* Reads the figure of a column; false after a finding. */
static bool
read_cell(SrReader *reader, guint index, const SrRow *row, int area, SrCell *cell)
{
    const SrValueColumn *value = reader->columns->values->pdata[index];
    const SrDatasetVariable *variable =
        reader->dataset->variables->pdata[value->variable];

    *cell = sr_cell_read(row->cells[value->column], &reader->dataset->signs,
                         sr_value_column_form(value, row));
    if (cell->kind == SR_CELL_UNKNOWN) {
        complain_cell(reader, value, row, area,
                      N_("neither a number nor a sign that this file knows"));
        return false;
    }
    if (cell->kind == SR_CELL_EMPTY && !read_empty(reader, value, row, area, cell))
        return false;
    if (value->quality >= 0 &&
        !sr_cell_add_quality(cell, row->cells[value->quality], &reader->dataset->signs)) {
        SrValueColumn quality = *value;

        quality.column = value->quality;
        complain_cell(reader, &quality, row, area, N_("no sign that this file knows"));
        return false;
    }
    if (cell->status == SR_STATUS_OK && cell->value < 0 && !variable->allows_negative) {
        complain_cell(reader, value, row, area,
                      N_("a figure below zero (negative=true would allow it)"));
        return false;
    }
    if (cell->status == SR_STATUS_OK && fabs(cell->value) >= LARGEST_FIGURE) {
        complain_cell(reader, value, row, area, N_("a figure too large to be true"));
        return false;
    }
    SrUnitUse *use = &reader->units[index];
    if (cell->kind != SR_CELL_VALUE || cell->value == 0)
        return true;
    if (cell->unit == SR_UNIT_PERCENT && use->n_percent++ == 0)
        use->first_percent = row->number;
    if (cell->unit != SR_UNIT_PERCENT && use->n_plain++ == 0)
        use->first_plain = row->number;
    return true;
}

static void
read_value(SrReader *reader, guint index, const SrRow *row, const SrPlace *place,
           int period)
{
    const SrMatch *match = &place->match;
    int area = match->kind == SR_MATCH_AREA ? match->area : -1;

    const SrValueColumn *value = reader->columns->values->pdata[index];
    SrSeriesKey key = {.variable = value->variable, .period = period};
    SrCell cell;

    if (value->period != NULL)
        key.period = add_period(reader, g_strdup(value->period));
    if (!read_person(reader, value, row, &key) ||
        !read_cell(reader, index, row, area, &cell))
        return;
    SrObservation observation = {
        .value = cell.status == SR_STATUS_OK ? cell.value : NAN,
        .series = find_series(reader, index, &key),
        .area = area,
        .row = row->number,
        .status = (guint8)cell.status,
        .flags = (guint8)cell.flags,
        .parts = 1,
    };
    if (cell.status == SR_STATUS_OK && reader->dataset->rounding != SR_ROUNDING_NONE)
        observation.flags |= SR_FLAG_ROUNDED;
    if (reader->dataset->is_synthetic)
        observation.flags |= SR_FLAG_SYNTHETIC;
    reader->n_used[value->variable] += match->kind == SR_MATCH_AREA;
    SrTotalFigure total = {observation, place->level, match->area};
    if (match->kind == SR_MATCH_TOTAL)
        g_array_append_val(reader->out->totals, total);
    else
        g_array_append_val(reader->out->observations, observation);
}

/* --- rows --- */

static void
read_row(SrReader *reader, const SrRow *row)
{
    const SrColumns *columns = reader->columns;
    SrPlace *place = NULL;
    int period = reader->fixed_period;

    for (guint i = 0; i < columns->values->len; i++) {
        const SrValueColumn *value = columns->values->pdata[i];

        if (!sr_value_column_applies(value, row))
            continue;
        if (place == NULL) {
            place = sr_reader_place(reader, row);
            if (place == NULL)
                return;
            if (columns->name >= 0)
                sr_reader_check_name(reader, row, place);
            if (columns->period >= 0)
                period = find_period(reader, row->cells[columns->period], row->number);
            if (columns->period >= 0 && period < 0)
                return;
        }
        read_value(reader, i, row, place, period);
    }
}

/* --- the whole file --- */

static void
reader_init(SrReader *reader, int n_all)
{
    guint n_values = reader->columns->values->len;
    guint n_variables = reader->dataset->variables->len;

    reader->out = g_new0(SrObservations, 1);
    reader->out->series = g_array_new(FALSE, FALSE, sizeof(SrSeriesKey));
    reader->out->observations = g_array_new(FALSE, FALSE, sizeof(SrObservation));
    reader->out->totals = g_array_new(FALSE, FALSE, sizeof(SrTotalFigure));
    reader->out->periods = g_ptr_array_new_with_free_func(g_free);
    reader->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reader->ages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reader->series = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    reader->periods = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->last_key = g_new(guint64, n_values);
    memset(reader->last_key, 0xff, n_values * sizeof *reader->last_key);
    reader->last_series = g_new0(guint32, n_values);
    reader->has_area = g_new0(bool, n_all + 1);
    reader->unmatched = g_ptr_array_new_with_free_func(g_free);
    reader->n_used = g_new0(int, n_variables);
    reader->units = g_new0(SrUnitUse, n_values);
    reader->fixed_period = -1;
    sr_reader_make_above(reader);
}

static void
reader_clear(SrReader *reader)
{
    sr_reader_free_above(reader);
    g_hash_table_unref(reader->places);
    g_hash_table_unref(reader->ages);
    g_hash_table_unref(reader->series);
    g_hash_table_unref(reader->periods);
    g_free(reader->last_key);
    g_free(reader->last_series);
    g_free(reader->has_area);
    g_ptr_array_unref(reader->unmatched);
    g_free(reader->n_used);
    g_free(reader->units);
    g_clear_pointer(&reader->out, sr_observations_free);
}

/* The period that the definition gives for the whole file. */
static void
set_fixed_period(SrReader *reader)
{
    const char *text = reader->dataset->period;

    if (*text == '\0' || reader->columns->period >= 0)
        return;
    char *period = sr_period_parse(text, reader->dataset->periods_are_years);
    if (period == NULL) {
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->path, 0,
                        "period", N_("'%.60s' is neither a year nor a day"), text);
        reader->n_errors++;
        return;
    }
    reader->fixed_period = add_period(reader, period);
}

/* Takes the figures to the areas of the boundaries. */
static void
carry_over(SrReader *reader)
{
    const SrObservedAreas *areas = reader->areas;
    int n_before = sr_findings_n_errors(reader->findings);

    sr_carry_run(areas->carry, reader->out, reader->findings);
    reader->n_errors += sr_findings_n_errors(reader->findings) - n_before;
    memset(reader->has_area, 0, (gsize)areas->n * sizeof *reader->has_area);
    for (guint i = 0; i < reader->out->observations->len; i++)
        reader
            ->has_area[g_array_index(reader->out->observations, SrObservation, i).area] =
            true;
}

/* "Insgesamt" of a file that covers more is no sum of the areas that are read. */
static void
drop_foreign_totals(SrObservations *out)
{
    for (guint i = out->totals->len; i-- > 0;)
        if (g_array_index(out->totals, SrTotalFigure, i).level == SR_TOTAL_OF_ALL)
            g_array_remove_index_fast(out->totals, i);
}

SrObservations *
sr_observations_read(const SrDataset *dataset, SrTable *table,
                     const SrObservedAreas *areas, SrFindings *findings)
{
    int n_before = sr_findings_n_errors(findings);
    int n_all = areas->carry == NULL ? areas->n : sr_carry_n(areas->carry);
    g_autoptr(SrColumns) columns = sr_columns_find(dataset, table, findings);
    if (columns == NULL)
        return NULL;

    SrReader reader = {.dataset = dataset,
                       .table = table,
                       .matcher = areas->matcher,
                       .columns = columns,
                       .areas = areas,
                       .names = areas->names,
                       .findings = findings};
    SrRow row;
    reader_init(&reader, n_all);
    set_fixed_period(&reader);
    for (; reader.n_errors < SR_MOST_ERRORS && sr_table_next(table, &row);
         reader.n_rows++)
        read_row(&reader, &row);
    if (reader.n_errors >= SR_MOST_ERRORS)
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->file, 0, NULL,
                        N_("more than %d errors; the rest of the file was not read"),
                        SR_MOST_ERRORS);
    if (reader.n_outside > 0)
        drop_foreign_totals(reader.out);
    sr_reader_check_use(&reader);
    sr_reader_arrange(&reader, n_all);
    if (areas->carry != NULL)
        carry_over(&reader);
    sr_reader_check_ages(&reader);
    sr_reader_tell_notes(&reader);
    SrObservations *out = NULL;
    if (sr_findings_n_errors(findings) == n_before)
        out = g_steal_pointer(&reader.out);
    reader_clear(&reader);
    return out;
}
