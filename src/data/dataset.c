#include "data/dataset.h"

#include "base/error.h"
#include "base/folder.h"
#include "data/cases.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define DATASET "dataset"
#define FORMAT "format"
#define COLUMNS "columns"
#define SIGNS "signs"

static const char *const roundings[] = {[SR_ROUNDING_5] = "5er",
                                        [SR_ROUNDING_10] = "10er",
                                        [SR_ROUNDING_CELLKEY] = "cellkey"};
static const char *const empties[] = {[SR_EMPTY_MISSING] = "missing",
                                      [SR_EMPTY_NOTHING] = "nothing",
                                      [SR_EMPTY_ERROR] = "error"};
static const char *const key_kinds[] = {
    [SR_KEY_AGS] = "ags", [SR_KEY_ARS] = "ars", [SR_KEY_NAME] = "name"};

/* The index of @word, or 0 if there is none such. */
static int
index_of(const char *const *words, int n, const char *word)
{
    for (int i = 0; i < n && word != NULL; i++)
        if (g_strcmp0(words[i], word) == 0)
            return i;
    return 0;
}

/*
 * How far a figure can be off when the definition does not say. 5er-Rundung of the
 * statistical offices moves by two at most; how far the cell keys of the Zensus 2022 do
 * is not published: five is meant to be on the safe side.
 */
static double
usual_bound(SrRounding rounding)
{
    static const double bounds[] = {[SR_ROUNDING_NONE] = 0,
                                    [SR_ROUNDING_5] = 2,
                                    [SR_ROUNDING_10] = 5,
                                    [SR_ROUNDING_CELLKEY] = 5};

    return bounds[rounding];
}

static char *
text_of(const SrKeyfile *file, const char *group, const char *key)
{
    const char *text = sr_keyfile_text(file, group, key);

    return g_strdup(text != NULL ? text : "");
}

static char *
english_of(const SrKeyfile *file, const char *group)
{
    const char *text = sr_keyfile_translated(file, group, "title", "en");

    return g_strdup(g_strcmp0(text, sr_keyfile_text(file, group, "title")) == 0 ||
                            text == NULL
                        ? ""
                        : text);
}

/* Where a file stands that the .ini in @path names. */
static char *
resolve(const char *path, const char *written)
{
    g_autofree char *folder = g_path_get_dirname(path);

    return g_canonicalize_filename(written, folder);
}

static void
variable_free(gpointer data)
{
    SrDatasetVariable *variable = data;

    g_free(variable->name);
    g_free(variable->title);
    g_free(variable->title_en);
    g_free(variable->unit);
    g_free(variable->column);
    g_free(variable->quality_column);
    g_strfreev(variable->where_columns);
    g_strfreev(variable->where_values);
    g_free(variable->age_column);
    g_free(variable->age_from_column);
    g_free(variable->age_to_column);
    g_free(variable->sex_column);
    g_free(variable->sex);
    g_free(variable->weight);
    g_free(variable);
}

static void
sheet_free(gpointer data)
{
    SrSheet *sheet = data;

    g_free(sheet->name);
    g_free(sheet->file);
    g_free(sheet->file_as_written);
    g_free(sheet->sheet);
    g_free(sheet->date);
    g_free(sheet->home);
    g_free(sheet->birth);
    g_free(sheet->sex);
    g_free(sheet->result);
    g_free(sheet->uma);
    g_free(sheet);
}

void
sr_table_format_clear(SrTableFormat *format)
{
    g_free(format->encoding);
    g_free(format->delimiter);
    g_free(format->decimal);
    g_free(format->thousands);
    g_free(format->sheet);
    g_free(format->footer);
}

void
sr_dataset_free(SrDataset *dataset)
{
    if (dataset == NULL)
        return;
    g_free(dataset->id);
    g_free(dataset->path);
    g_free(dataset->title);
    g_free(dataset->title_en);
    g_free(dataset->file);
    g_free(dataset->file_as_written);
    g_free(dataset->level);
    g_free(dataset->key_column);
    g_free(dataset->name_column);
    g_free(dataset->period);
    g_free(dataset->period_column);
    g_free(dataset->day);
    g_free(dataset->areas_day);
    g_free(dataset->source);
    g_free(dataset->licence);
    g_free(dataset->attribution);
    g_free(dataset->base);
    g_strfreev(dataset->leave_out);
    sr_table_format_clear(&dataset->format);
    sr_signs_clear(&dataset->signs);
    g_ptr_array_unref(dataset->variables);
    g_strfreev(dataset->columns);
    g_ptr_array_unref(dataset->sheets);
    g_free(dataset);
}

static SrDatasetVariable *
read_variable(const SrKeyfile *file, const char *name, const SrDataset *dataset)
{
    g_autofree char *group = g_strconcat("variable ", name, NULL);
    SrDatasetVariable *variable = g_new0(SrDatasetVariable, 1);

    variable->name = g_strdup(name);
    variable->line = sr_keyfile_line(file, group, NULL);
    variable->title = text_of(file, group, "title");
    variable->title_en = english_of(file, group);
    variable->unit = text_of(file, group, "unit");
    variable->column = text_of(file, group, "column");
    variable->quality_column = text_of(file, group, "quality_column");
    variable->where_columns = sr_keyfile_list(file, group, "where_column");
    variable->where_values = sr_keyfile_list(file, group, "where_value");
    variable->age_column = text_of(file, group, "age_column");
    variable->age_from_column = text_of(file, group, "age_from_column");
    variable->age_to_column = text_of(file, group, "age_to_column");
    variable->sex_column = text_of(file, group, "sex_column");
    variable->sex = text_of(file, group, "sex");
    variable->age_from = sr_keyfile_integer(file, group, "age_from", -1);
    variable->age_to = sr_keyfile_integer(file, group, "age_to", G_MAXINT);
    variable->age_open = sr_keyfile_integer(file, group, "age_open", G_MAXINT);
    variable->allows_negative = sr_keyfile_bool(file, group, "negative");
    variable->weight = text_of(file, group, "weight");
    bool is_said = sr_keyfile_has(file, group, "additive");
    bool is_additive = is_said && sr_keyfile_bool(file, group, "additive");
    variable->is_intensive = (is_said && !is_additive) || *variable->weight != '\0';
    variable->is_additive = is_additive && !variable->is_intensive;
    variable->is_protected = sr_keyfile_has(file, group, "protected")
                                 ? sr_keyfile_bool(file, group, "protected")
                                 : dataset->is_protected;
    return variable;
}

/* A name that an expression can call: letters, digits and _, not a number. */
static bool
is_name(const char *name)
{
    return g_ascii_islower(*name) &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static void
check_variable(const SrKeyfile *file, const SrDatasetVariable *variable,
               SrFindings *findings)
{
    g_autofree char *group = g_strconcat("variable ", variable->name, NULL);

    if (!is_name(variable->name))
        sr_findings_add(findings, SR_FINDING_ERROR, sr_keyfile_path(file), variable->line,
                        NULL,
                        N_("'%s' is no name for a variable; use a–z, 0–9 and _, a letter "
                           "first"),
                        variable->name);
    if (g_strv_length(variable->where_columns) != g_strv_length(variable->where_values))
        sr_keyfile_complain(file, findings, group, "where_value",
                            N_("where_column and where_value differ in length"));
    if ((*variable->age_from_column == '\0') != (*variable->age_to_column == '\0'))
        sr_keyfile_complain(file, findings, group, "age_from_column",
                            N_("age_from_column and age_to_column go together"));
    if (variable->age_from == -1 && variable->age_to != G_MAXINT)
        sr_keyfile_complain(file, findings, group, "age_to", N_("age_from is missing"));
    if (variable->age_to < variable->age_from)
        sr_keyfile_complain(file, findings, group, "age_to",
                            N_("age_to is below age_from"));
}

static void
read_format(const SrKeyfile *file, SrTableFormat *format)
{
    format->encoding = text_of(file, FORMAT, "encoding");
    format->delimiter = text_of(file, FORMAT, "delimiter");
    format->decimal = text_of(file, FORMAT, "decimal");
    format->thousands = text_of(file, FORMAT, "thousands");
    format->sheet = text_of(file, FORMAT, "sheet");
    format->footer = text_of(file, FORMAT, "footer");
    /* The sign between groups tells the decimal sign where that is not given. */
    if (*format->decimal == '\0' && strlen(format->thousands) == 1 &&
        strchr(".,", *format->thousands) != NULL) {
        g_free(format->decimal);
        format->decimal = g_strdup(*format->thousands == '.' ? "," : ".");
    }
    format->skip = sr_keyfile_integer(file, FORMAT, "skip", -1);
    format->header = sr_keyfile_integer(file, FORMAT, "header", -1);
}

/* Without [signs], those of DIN 55301; with it, only what it lists. */
static void
read_signs(const SrKeyfile *file, SrDataset *dataset)
{
    bool has_own = false;

    dataset->empty =
        index_of(empties, G_N_ELEMENTS(empties), sr_keyfile_text(file, SIGNS, "empty"));
    for (int kind = 0; kind < SR_N_SIGNS; kind++) {
        if (!sr_keyfile_has(file, SIGNS, sr_sign_name(kind)))
            continue;
        dataset->signs.words[kind] = sr_keyfile_list(file, SIGNS, sr_sign_name(kind));
        has_own = true;
    }
    if (!has_own)
        sr_signs_init_default(&dataset->signs);
}

static SrSheet *
read_sheet(const SrKeyfile *file, const char *name, const SrDataset *dataset)
{
    g_autofree char *group = g_strconcat("sheet ", name, NULL);
    SrSheet *sheet = g_new0(SrSheet, 1);

    sheet->name = g_strdup(name);
    sheet->line = sr_keyfile_line(file, group, NULL);
    sheet->file = sr_keyfile_has(file, group, "file")
                      ? resolve(dataset->path, sr_keyfile_text(file, group, "file"))
                      : g_strdup(dataset->file);
    sheet->file_as_written = g_strdup(sr_keyfile_has(file, group, "file")
                                          ? sr_keyfile_text(file, group, "file")
                                          : dataset->file_as_written);
    sheet->sheet = text_of(file, group, "sheet");
    sheet->date = text_of(file, group, "date");
    sheet->home = text_of(file, group, "home");
    sheet->birth = text_of(file, group, "birth");
    sheet->sex = text_of(file, group, "sex");
    sheet->result = text_of(file, group, "result");
    sheet->uma = text_of(file, group, "uma");
    return sheet;
}

static void
read_groups(const SrKeyfile *file, SrDataset *dataset)
{
    g_auto(GStrv) variables = sr_keyfile_names(file, "variable");
    g_auto(GStrv) sheets = sr_keyfile_names(file, "sheet");

    for (int i = 0; variables[i] != NULL; i++)
        g_ptr_array_add(dataset->variables, read_variable(file, variables[i], dataset));
    for (int i = 0; sheets[i] != NULL; i++)
        g_ptr_array_add(dataset->sheets, read_sheet(file, sheets[i], dataset));
    dataset->columns = g_new0(char *, SR_N_CASE_COLUMNS + 1);
    for (int i = 0; i < SR_N_CASE_COLUMNS; i++)
        dataset->columns[i] = text_of(file, COLUMNS, sr_case_column_name(i));
}

static void
check_table(const SrKeyfile *file, const SrDataset *dataset, SrFindings *findings)
{
    bool has_period = *dataset->period != '\0' || *dataset->period_column != '\0';

    for (guint i = 0; i < dataset->variables->len; i++) {
        const SrDatasetVariable *variable = dataset->variables->pdata[i];

        check_variable(file, variable, findings);
        has_period |= strstr(variable->column, "{period}") != NULL;
    }
    if (dataset->variables->len == 0)
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, 0, NULL,
                        N_("no [variable …]: which column holds figures?"));
    if (*dataset->key_column == '\0')
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path,
                        sr_keyfile_line(file, DATASET, NULL), NULL,
                        N_("key_column is missing: which column names the area?"));
    if (!has_period)
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path,
                        sr_keyfile_line(file, DATASET, NULL), NULL,
                        N_("neither period nor period_column: which year is it?"));
}

static void
check_register(const SrKeyfile *file, const SrDataset *dataset, SrFindings *findings)
{
    static const SrCaseColumn needed[] = {SR_CASE_HOME,  SR_CASE_BIRTH, SR_CASE_KIND,
                                          SR_CASE_BEGIN, SR_CASE_END,   SR_CASE_ID};

    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
        if (*dataset->columns[needed[i]] == '\0')
            sr_findings_add(findings, SR_FINDING_ERROR, dataset->path,
                            sr_keyfile_line(file, COLUMNS, NULL), NULL,
                            N_("key '%s' is missing in [columns]"),
                            sr_case_column_name(needed[i]));
    if (*dataset->period == '\0')
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path,
                        sr_keyfile_line(file, DATASET, NULL), NULL,
                        N_("period is missing: which years does the register cover "
                           "(2014-2018)?"));
}

static SrDataset *
dataset_new(const char *path, const SrKeyfile *file)
{
    SrDataset *dataset = g_new0(SrDataset, 1);
    g_autofree char *base = g_path_get_basename(path);

    dataset->id = g_strndup(base, strlen(base) - strlen(".ini"));
    dataset->path = g_strdup(path);
    dataset->variables = g_ptr_array_new_with_free_func(variable_free);
    dataset->sheets = g_ptr_array_new_with_free_func(sheet_free);
    dataset->title = text_of(file, DATASET, "title");
    dataset->title_en = english_of(file, DATASET);
    dataset->file_as_written = text_of(file, DATASET, "file");
    dataset->file = resolve(path, dataset->file_as_written);
    dataset->kind = g_strcmp0(sr_keyfile_text(file, DATASET, "kind"), "register") == 0
                        ? SR_DATASET_REGISTER
                        : SR_DATASET_TABLE;
    dataset->level = text_of(file, DATASET, "level");
    dataset->key = index_of(key_kinds, G_N_ELEMENTS(key_kinds),
                            sr_keyfile_text(file, DATASET, "key"));
    dataset->key_column = text_of(file, DATASET, "key_column");
    dataset->name_column = text_of(file, DATASET, "name_column");
    dataset->period = text_of(file, DATASET, "period");
    dataset->period_column = text_of(file, DATASET, "period_column");
    dataset->periods_are_years =
        g_strcmp0(sr_keyfile_text(file, DATASET, "period_as"), "year") == 0;
    dataset->day = text_of(file, DATASET, "day");
    dataset->areas_day = text_of(file, DATASET, "areas_day");
    dataset->source = text_of(file, DATASET, "source");
    dataset->licence = text_of(file, DATASET, "licence");
    dataset->attribution = text_of(file, DATASET, "attribution");
    dataset->base = text_of(file, DATASET, "base");
    dataset->is_protected = sr_keyfile_bool(file, DATASET, "protected");
    dataset->is_synthetic = sr_keyfile_bool(file, DATASET, "synthetic");
    dataset->leave_out = sr_keyfile_list(file, DATASET, "leave_out");
    dataset->ignores_outside =
        g_strcmp0(sr_keyfile_text(file, DATASET, "outside"), "ignore") == 0;
    dataset->rounding = index_of(roundings, G_N_ELEMENTS(roundings),
                                 sr_keyfile_text(file, DATASET, "rounding"));
    dataset->rounding_bound = sr_keyfile_has(file, DATASET, "rounding_bound")
                                  ? sr_keyfile_number(file, DATASET, "rounding_bound")
                                  : usual_bound(dataset->rounding);
    return dataset;
}

SrDataset *
sr_dataset_load(const char *path, SrFindings *findings)
{
    GError *error = NULL;
    int n_before = sr_findings_n_errors(findings);
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_dataset_keys, findings, &error);

    if (file == NULL) {
        if (error != NULL)
            sr_findings_take(findings, path, error);
        return NULL;
    }
    g_autoptr(SrDataset) dataset = dataset_new(path, file);
    read_format(file, &dataset->format);
    if (*dataset->format.thousands != '\0' &&
        g_str_equal(dataset->format.thousands, dataset->format.decimal))
        sr_keyfile_complain(file, findings, FORMAT, "thousands",
                            N_("decimal and thousands are the same sign"));
    read_signs(file, dataset);
    read_groups(file, dataset);
    if (dataset->kind == SR_DATASET_TABLE)
        check_table(file, dataset, findings);
    else
        check_register(file, dataset, findings);
    return sr_findings_n_errors(findings) > n_before ? NULL : g_steal_pointer(&dataset);
}

GPtrArray *
sr_datasets_load(const char *folder, SrFindings *findings)
{
    g_autoptr(GPtrArray) datasets =
        g_ptr_array_new_with_free_func((GDestroyNotify)sr_dataset_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = sr_folder_names(folder, ".ini", &error);

    if (names == NULL)
        sr_findings_take(findings, folder, g_steal_pointer(&error));
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(folder, name, NULL);
        SrDataset *dataset = *name == '.' ? NULL : sr_dataset_load(path, findings);

        if (dataset != NULL)
            g_ptr_array_add(datasets, dataset);
    }
    return g_steal_pointer(&datasets);
}
