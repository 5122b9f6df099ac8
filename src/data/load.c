#include "data/load.h"

#include "base/error.h"
#include "data/carry.h"
#include "data/cases.h"
#include "data/observe.h"
#include "data/secrecy.h"
#include "data/terms.h"
#include "data/told.h"
#include "data/twice.h"
#include "store/figurestore.h"

#include <glib/gi18n.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

/* One dataset on its way into the store. */
typedef struct {
    SrStore *store;
    const SrDataset *dataset;
    const SrPlaces *places;
    const SrLevelAreas *areas; /* of the dataset's level, among the places */
    SrFindings *findings;
    int *place_ids;      /* [areas->n] */
    char *checksum;      /* of the file */
    const char *program; /* its checksum: another may read the same in another way */
    GError *failure;     /* a file that may not be read: no mistake in it */
} Load;

static const SrLevelAreas *
find_level(const SrPlaces *places, const SrDataset *dataset, SrFindings *findings)
{
    g_autoptr(GString) known = g_string_new("");

    for (int i = 0; i < places->n_levels; i++) {
        if (g_str_equal(places->levels[i].level, dataset->level))
            return &places->levels[i];
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", places->levels[i].level);
    }
    sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, 0, "level",
                    N_("no level '%s'; the project has %s"), dataset->level, known->str);
    return NULL;
}

/* --- what it depends on --- */

static bool
add_file(Load *load, GChecksum *sum, const char *path, char **checksum)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *sha256 = sr_store_checksum(load->store, path, &error);

    if (sha256 == NULL) {
        if (g_error_matches(error, SR_ERROR, SR_ERROR_IO))
            load->failure = g_steal_pointer(&error);
        else
            sr_findings_add(load->findings, SR_FINDING_ERROR, load->dataset->path, 0,
                            "file", "%s", error->message);
        return false;
    }
    g_checksum_update(sum, (const guchar *)sha256, -1);
    if (checksum != NULL)
        *checksum = g_steal_pointer(&sha256);
    return true;
}

static void
add_text(GChecksum *sum, const char *text)
{
    if (text != NULL)
        g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_update(sum, (const guchar *)"\n", 1);
}

/*
 * All that the observations depend on: the file, its definition, the areas, the program;
 * and the language, in which its findings are kept. NULL after a finding.
 */
static char *
fingerprint_of(Load *load)
{
    const SrDataset *dataset = load->dataset;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

    add_text(sum, load->program);
    add_text(sum, _("the file is empty"));
    if (!add_file(load, sum, dataset->path, NULL) ||
        !add_file(load, sum, dataset->file, &load->checksum))
        return NULL;
    for (guint i = 0; i < dataset->sheets->len; i++) {
        const SrSheet *sheet = dataset->sheets->pdata[i];

        if (!add_file(load, sum, sheet->file, NULL))
            return NULL;
    }
    sr_places_add(load->places, (int)(load->areas - load->places->levels), sum);
    add_text(sum, load->places->day);
    return (load->places->changes == NULL || !load->places->changes->is_there ||
            add_file(load, sum, load->places->changes->path, NULL))
               ? g_strdup(g_checksum_get_string(sum))
               : NULL;
}

/* --- writing --- */

static bool
write_dataset(Load *load, GError **error)
{
    const SrDataset *dataset = load->dataset;
    sqlite3_stmt *add = sr_store_prepare(
        load->store, "INSERT INTO dataset VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);

    if (add == NULL)
        return false;
    sqlite3_bind_text(add, 1, dataset->id, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, dataset->file_as_written, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 3, dataset->format.sheet, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 4, load->checksum, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 5, dataset->base, -1, SQLITE_STATIC);
    sqlite3_bind_int(add, 6, dataset->is_protected);
    sqlite3_bind_int(add, 7, dataset->is_synthetic);
    sqlite3_bind_int(add, 8, dataset->kind == SR_DATASET_REGISTER);
    return sr_store_run(load->store, add, error);
}

/* What is told about a variable. */
typedef struct {
    const char *name;
    const char *title;
    const char *title_en;
    const char *unit;
    bool is_protected;
    const char *weight;    /* "", a variable, or "-": never a sum */
    const SrSheet *survey; /* the file it is from, where it is not the dataset's */
} Label;

/* What is not said: a figure that cannot be added up is no sum of those of its parts. */
static const char *
weight_of(const SrDatasetVariable *variable)
{
    if (*variable->weight != '\0')
        return variable->weight;
    return sr_variable_is_sum(variable) ? "" : "-";
}

static bool
write_variable(Load *load, const Label *label, GError **error)
{
    const SrSheet *survey = label->survey;
    g_autofree char *checksum =
        survey == NULL ? NULL : sr_store_checksum(load->store, survey->file, error);
    if (survey != NULL && checksum == NULL)
        return false;
    sqlite3_stmt *add = sr_store_prepare(
        load->store,
        "INSERT OR IGNORE INTO variable VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);

    if (add == NULL)
        return false;
    sqlite3_bind_text(add, 8, survey == NULL ? "" : survey->file_as_written, -1,
                      SQLITE_STATIC);
    sqlite3_bind_text(add, 9, survey == NULL ? "" : survey->sheet, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 10, survey == NULL ? "" : checksum, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 1, load->dataset->id, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, label->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 3, label->title, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 4, label->title_en, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 5, label->unit, -1, SQLITE_STATIC);
    sqlite3_bind_int(add, 6, label->is_protected);
    sqlite3_bind_text(add, 7, label->weight, -1, SQLITE_STATIC);
    return sr_store_run(load->store, add, error);
}

static bool
write_series(Load *load, const SrObservations *observations, guint series, GArray *buffer,
             GError **error)
{
    const SrSeriesKey *key = &g_array_index(observations->series, SrSeriesKey, series);
    const SrDatasetVariable *variable = load->dataset->variables->pdata[key->variable];
    double bound = load->dataset->rounding_bound;
    char sex[] = {key->sex, '\0'};
    SrSeriesName name = {load->dataset->id,
                         variable->name,
                         load->dataset->level,
                         observations->periods->pdata[key->period],
                         sex,
                         key->age_from,
                         key->age_to,
                         false};
    gsize n;
    const SrObservation *of = sr_observations_of(observations, series, &n);

    g_array_set_size(buffer, (guint)n);
    for (gsize i = 0; i < n; i++)
        g_array_index(buffer, SrStoredFigure, i) = (SrStoredFigure){
            .value = of[i].value,
            .bound = of[i].status == SR_STATUS_OK ? bound * of[i].parts : 0,
            .place = load->place_ids[of[i].area],
            .row = of[i].row,
            .status = of[i].status,
            .flags = of[i].flags,
        };
    return n == 0 || sr_store_add_series(load->store, &name,
                                         (const SrStoredFigure *)buffer->data, n, error);
}

static bool
write_table(Load *load, const SrObservations *observations, GError **error)
{
    g_autoptr(GArray) buffer = g_array_new(FALSE, FALSE, sizeof(SrStoredFigure));

    for (guint i = 0; i < load->dataset->variables->len; i++) {
        const SrDatasetVariable *variable = load->dataset->variables->pdata[i];
        Label label = {variable->name,
                       variable->title,
                       variable->title_en,
                       variable->unit,
                       variable->is_protected,
                       weight_of(variable),
                       NULL};

        if (!write_variable(load, &label, error))
            return false;
    }
    for (guint s = 0; s < observations->series->len; s++)
        if (!write_series(load, observations, s, buffer, error))
            return false;
    return true;
}

/* Only what is not 0 has a row: a series of the register is dense. */
static bool
write_count(Load *load, const SrCount *count, GArray *buffer, GError **error)
{
    g_autofree char *period = g_strdup_printf("%d", count->year);
    char sex[] = {count->sex, '\0'};
    SrSeriesName name = {load->dataset->id,
                         count->variable,
                         load->dataset->level,
                         period,
                         sex,
                         count->age_from,
                         count->age_to,
                         true};

    g_array_set_size(buffer, 0);
    for (int i = 0; i < load->areas->n && count->values != NULL; i++) {
        SrStoredFigure figure = {
            .value = count->values[i],
            .place = load->place_ids[i],
            .status = SR_STATUS_OK,
            .flags = load->dataset->is_synthetic ? SR_FLAG_SYNTHETIC : 0,
        };

        if (count->values[i] != 0)
            g_array_append_val(buffer, figure);
    }
    Label label = {count->variable,
                   count->title,
                   count->title_en,
                   count->unit,
                   load->dataset->is_protected,
                   "",
                   count->sheet};
    return write_variable(load, &label, error) &&
           sr_store_add_series(load->store, &name, (const SrStoredFigure *)buffer->data,
                               buffer->len, error);
}

static bool
write_counts(Load *load, GPtrArray *counts, GError **error)
{
    g_autoptr(GArray) buffer = g_array_new(FALSE, FALSE, sizeof(SrStoredFigure));

    for (guint i = 0; i < counts->len; i++)
        if (!write_count(load, counts->pdata[i], buffer, error))
            return false;
    return true;
}

static bool
find_place_ids(Load *load, GError **error)
{
    load->place_ids = g_new(int, load->areas->n);
    for (int i = 0; i < load->areas->n; i++) {
        load->place_ids[i] =
            sr_store_place(load->store, load->areas->level, load->areas->keys[i], error);
        if (load->place_ids[i] < 0)
            return false;
    }
    return true;
}

/* The sheet that was found out, where the definition does not name one. */
static bool
note_sheet(Load *load, const char *sheet, GError **error)
{
    sqlite3_stmt *note =
        sr_store_prepare(load->store, "UPDATE dataset SET sheet = ? WHERE id = ?", error);

    if (note == NULL)
        return false;
    sqlite3_bind_text(note, 1, sheet, -1, SQLITE_STATIC);
    sqlite3_bind_text(note, 2, load->dataset->id, -1, SQLITE_STATIC);
    return sr_store_run(load->store, note, error);
}

/* --- reading --- */

/* Reads a table, of which @carry (or NULL) tells the areas of its day. */
static bool
read_table(Load *load, const SrMatcher *matcher, SrCarry *carry, GError **error)
{
    const SrDataset *dataset = load->dataset;
    const SrLevelAreas *areas = load->areas;
    const SrObservedAreas observed = {.matcher = matcher,
                                      .names = carry == NULL ? areas->names
                                                             : sr_carry_names(carry),
                                      .n = areas->n,
                                      .carry = carry,
                                      .places = load->places,
                                      .level = (int)(areas - load->places->levels)};
    g_autoptr(SrTable) table =
        sr_table_open(dataset->file, &dataset->format, load->findings);

    if (table == NULL)
        return true;
    g_autoptr(SrObservations) observations =
        sr_observations_read(dataset, table, &observed, load->findings);
    if (observations == NULL)
        return true;
    if (!note_sheet(load, sr_table_format(table)->sheet, error))
        return false;
    sr_observations_check_totals(observations, dataset, load->places, observed.level,
                                 load->findings);
    return write_table(load, observations, error);
}

/* Reads the file and writes what it holds; a file with errors leaves nothing. */
static bool
read_and_write(Load *load, GError **error)
{
    const SrDataset *dataset = load->dataset;
    const SrLevelAreas *areas = load->areas;
    SrCarryAreas carried = {load->places->changes, 0, areas->keys, areas->names,
                            areas->n};
    g_autoptr(SrMatcher) matcher = sr_matcher_new(
        areas->keys, areas->long_keys, areas->names, areas->n, load->places->aliases);

    if (!find_place_ids(load, error) || !write_dataset(load, error))
        return false;
    if (load->places->changes != NULL &&
        (!sr_day_parse(load->places->day, &carried.day) ||
         !sr_carry_check(dataset, &carried, load->findings)))
        return true;
    if (dataset->kind == SR_DATASET_REGISTER) {
        if (load->places->changes != NULL)
            sr_carry_register(dataset, &carried, matcher, load->findings);
        g_autoptr(GPtrArray) counts =
            sr_cases_count(dataset, matcher, areas->n, load->findings);

        return counts == NULL || write_counts(load, counts, error);
    }
    g_autoptr(SrCarry) carry =
        load->places->changes == NULL ? NULL : sr_carry_new(dataset, &carried, matcher);
    return read_table(load, matcher, carry, error);
}

static bool
load_dataset(Load *load, GError **error)
{
    g_autofree char *stage = g_strconcat("data/", load->dataset->id, NULL);
    g_autofree char *fingerprint = fingerprint_of(load);
    int first = sr_findings_n(load->findings);
    int n_errors = sr_findings_n_errors(load->findings);

    if (load->failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&load->failure));
        return false;
    }
    if (fingerprint == NULL)
        return sr_store_drop_dataset(load->store, load->dataset->id, error);
    if (sr_store_is_current(load->store, stage, fingerprint) &&
        (sr_store_is_sealed(load->store) ||
         sr_store_dataset_is_whole(load->store, load->dataset->id)))
        return sr_told_again(load->store, load->dataset->id, load->findings, error);
    if (!sr_store_drop_dataset(load->store, load->dataset->id, error) ||
        !read_and_write(load, error))
        return false;
    if (sr_findings_n_errors(load->findings) > n_errors)
        return sr_store_drop_dataset(load->store, load->dataset->id, error);
    return sr_told_keep(load->store, load->dataset->id, load->findings, first, error) &&
           sr_store_set_current(load->store, stage, fingerprint, error);
}

/* Drops the datasets whose definition is gone. */
static bool
drop_others(SrStore *store, GPtrArray *datasets, GError **error)
{
    g_autoptr(GPtrArray) gone = g_ptr_array_new_with_free_func(g_free);
    sqlite3_stmt *ask = sr_store_prepare(store, "SELECT id FROM dataset", error);

    if (ask == NULL)
        return false;
    while (sqlite3_step(ask) == SQLITE_ROW) {
        const char *id = (const char *)sqlite3_column_text(ask, 0);
        bool is_there = false;

        for (guint i = 0; i < datasets->len; i++)
            is_there |= g_str_equal(((const SrDataset *)datasets->pdata[i])->id, id);
        if (!is_there)
            g_ptr_array_add(gone, g_strdup(id));
    }
    sqlite3_reset(ask);
    for (guint i = 0; i < gone->len; i++)
        if (!sr_store_drop_dataset(store, gone->pdata[i], error))
            return false;
    return true;
}

bool
sr_load_datasets(SrStore *store, GPtrArray *datasets, const SrPlaces *places,
                 SrFindings *findings, GError **error)
{
    if (!sr_store_begin(store, error))
        return false;
    g_autofree char *program = sr_store_checksum(store, "/proc/self/exe", NULL);
    bool is_done = drop_others(store, datasets, error);
    for (guint i = 0; i < datasets->len && is_done; i++) {
        const SrDataset *dataset = datasets->pdata[i];
        Load load = {.store = store,
                     .places = places,
                     .program = program,
                     .dataset = dataset,
                     .areas = find_level(places, dataset, findings),
                     .findings = findings};

        sr_dataset_check_secrecy(dataset, findings);
        if (load.areas != NULL)
            is_done = load_dataset(&load, error);
        g_free(load.place_ids);
        g_free(load.checksum);
    }
    if (!is_done || !sr_datasets_check_twice(store, datasets, findings, error)) {
        sr_store_rollback(store);
        return false;
    }
    if (!sr_store_commit(store, error))
        return false;
    sr_store_set_whole(store);
    return true;
}
