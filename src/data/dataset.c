#include "data/dataset.h"

#include "base/error.h"
#include "data/cases.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define DATASET "dataset"
#define FORMAT "format"
#define VARIABLE "variable *"
#define SHEET "sheet *"
#define COLUMNS "columns"
#define SIGNS "signs"

static const SrKey keys[] = {
    {DATASET, "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what the figures are")},
    {DATASET, "file", SR_KEY_TEXT, .required = true,
     .doc = N_("the file, beside this one or with its full path")},
    {DATASET, "kind", SR_KEY_CHOICE, .fallback = "table", .allowed = "table;register",
     .doc = N_("a table of figures, or a register with one row a help")},
    {DATASET, "level", SR_KEY_TEXT, .fallback = "gemeinde",
     .doc = N_("the level of the areas, as in [levels] of sozialraum.ini")},
    {DATASET, "key", SR_KEY_CHOICE, .fallback = "ags", .allowed = "ags;ars;name",
     .doc = N_("how the file names its areas: AGS (8 digits), ARS (12 digits, or the "
               "code of the level) or by name")},
    {DATASET, "key_column", SR_KEY_TEXT, .doc = N_("the column of the key or name")},
    {DATASET, "name_column", SR_KEY_TEXT,
     .doc = N_("a column with the name, compared with the area of the key")},
    {DATASET, "period", SR_KEY_TEXT,
     .doc = N_("the year of all figures (2018), or a day (2018-12-31); of a register the "
               "years to be counted (2014-2018)")},
    {DATASET, "period_column", SR_KEY_TEXT, .doc = N_("the column of the year or day")},
    {DATASET, "period_as", SR_KEY_CHOICE, .fallback = "written",
     .allowed = "written;year", .doc = N_("year: 31.12.2018 stands for 2018")},
    {DATASET, "day", SR_KEY_DAY, .doc = N_("the reference day")},
    {DATASET, "source", SR_KEY_TEXT, .required = true,
     .doc = N_("who published it; printed with every page")},
    {DATASET, "licence", SR_KEY_TEXT, .doc = N_("dl-de/by-2-0, …")},
    {DATASET, "attribution", SR_KEY_TEXT, .doc = N_("the note that the licence asks for")},
    {DATASET, "base", SR_KEY_CHOICE, .allowed = "melderegister;fortschreibung;zensus",
     .doc = N_("of a population: whose; one atlas divides by one base only")},
    {DATASET, "protected", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("counts of persons that are not public")},
    {DATASET, "synthetic", SR_KEY_BOOL, .fallback = "false",
     .doc = N_("made up; every page says so")},
    {DATASET, "outside", SR_KEY_CHOICE, .fallback = "error", .allowed = "error;ignore",
     .doc = N_("ignore: the file covers more than this project")},
    {DATASET, "rounding", SR_KEY_CHOICE, .allowed = "5er;10er;cellkey",
     .doc = N_("how the figures were rounded before they came here")},
    {FORMAT, "encoding", SR_KEY_TEXT, .doc = N_("UTF-8, windows-1252, ISO-8859-15")},
    {FORMAT, "delimiter", SR_KEY_TEXT, .doc = N_("; , tab or |")},
    {FORMAT, "decimal", SR_KEY_CHOICE, .allowed = ",;.", .doc = N_("the decimal sign")},
    {FORMAT, "thousands", SR_KEY_TEXT, .doc = N_("the sign between groups of three")},
    {FORMAT, "sheet", SR_KEY_TEXT,
     .doc = N_("the sheet, layer or table; the file within a zip")},
    {FORMAT, "skip", SR_KEY_INTEGER, .allowed = "0 .. 1000",
     .doc = N_("lines before the header")},
    {FORMAT, "header", SR_KEY_INTEGER, .allowed = "1 .. 9",
     .doc = N_("header rows; their cells are joined by ' / '")},
    {FORMAT, "footer", SR_KEY_TEXT,
     .doc = N_("how the first line after the figures begins")},
    {SIGNS, "nothing", SR_KEY_LIST, .doc = N_("exactly zero")},
    {SIGNS, "missing", SR_KEY_LIST, .doc = N_("unknown or secret")},
    {SIGNS, "not_yet", SR_KEY_LIST, .doc = N_("comes later")},
    {SIGNS, "uncertain", SR_KEY_LIST, .doc = N_("too uncertain to be told")},
    {SIGNS, "not_applicable", SR_KEY_LIST, .doc = N_("makes no sense here")},
    {SIGNS, "suppressed", SR_KEY_LIST, .doc = N_("secret")},
    {SIGNS, "limited", SR_KEY_LIST, .doc = N_("(): figures in brackets are limited")},
    {SIGNS, "provisional", SR_KEY_LIST, .doc = N_("behind a figure: provisional")},
    {SIGNS, "revised", SR_KEY_LIST, .doc = N_("behind a figure: revised")},
    {SIGNS, "estimated", SR_KEY_LIST, .doc = N_("behind a figure: estimated")},
    {SIGNS, "final", SR_KEY_LIST, .doc = N_("behind a figure: means nothing")},
    {SIGNS, "empty", SR_KEY_CHOICE, .allowed = "missing;nothing;error",
     .doc = N_("what an empty cell is; missing, with a warning, when not said")},
    {VARIABLE, "column", SR_KEY_TEXT, .required = true,
     .doc = N_("the column of the figures; {age}, {sex}, {period} stand for what differs "
               "in a run of columns")},
    {VARIABLE, "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what it is called")},
    {VARIABLE, "unit", SR_KEY_TEXT, .doc = N_("Personen, km², %, …")},
    {VARIABLE, "quality_column", SR_KEY_TEXT, .doc = N_("a column of signs (p, r, s, …)")},
    {VARIABLE, "where_column", SR_KEY_LIST,
     .doc = N_("only rows in which this column (or these; …)")},
    {VARIABLE, "where_value", SR_KEY_LIST, .doc = N_("… holds this (or these, in order)")},
    {VARIABLE, "age_column", SR_KEY_TEXT,
     .doc = N_("the column of the age: 17, unter 3, 18 bis unter 21, 90 und mehr")},
    {VARIABLE, "age_from_column", SR_KEY_TEXT, .doc = N_("or the column of the youngest age")},
    {VARIABLE, "age_to_column", SR_KEY_TEXT,
     .doc = N_("and that of the oldest age, which is included")},
    {VARIABLE, "age_from", SR_KEY_INTEGER, .allowed = "0 .. 130",
     .doc = N_("or the youngest age of all figures")},
    {VARIABLE, "age_to", SR_KEY_INTEGER, .allowed = "0 .. 130",
     .doc = N_("and the oldest, which is included; absent: open")},
    {VARIABLE, "sex_column", SR_KEY_TEXT,
     .doc = N_("the column of the sex: m, w, männlich, weiblich, Insgesamt, …")},
    {VARIABLE, "sex", SR_KEY_CHOICE, .allowed = "m;w;d", .doc = N_("or that of all figures")},
    {VARIABLE, "protected", SR_KEY_BOOL, .doc = N_("where it differs from the dataset")},
    {VARIABLE, "negative", SR_KEY_BOOL, .fallback = "false",
     .doc = N_("figures may be below zero (balances, changes)")},
    {COLUMNS, "id", SR_KEY_TEXT, .doc = N_("pseudonym of the young person")},
    {COLUMNS, "home", SR_KEY_TEXT, .doc = N_("AGS of the family's home before placement")},
    {COLUMNS, "birth", SR_KEY_TEXT, .doc = N_("birth month")},
    {COLUMNS, "sex", SR_KEY_TEXT, .doc = N_("m, w, d")},
    {COLUMNS, "kind", SR_KEY_TEXT, .doc = N_("kind of help: official key 01 to 16, or its §")},
    {COLUMNS, "basis", SR_KEY_TEXT, .doc = N_("legal basis: 41 = young adult")},
    {COLUMNS, "begin", SR_KEY_TEXT, .doc = N_("first day")},
    {COLUMNS, "end", SR_KEY_TEXT, .doc = N_("last day; empty: goes on")},
    {COLUMNS, "reason", SR_KEY_TEXT, .doc = N_("end reason")},
    {COLUMNS, "by_plan", SR_KEY_TEXT, .doc = N_("ja/nein: ended by plan")},
    {COLUMNS, "family", SR_KEY_TEXT, .doc = N_("family number")},
    {COLUMNS, "children", SR_KEY_TEXT, .doc = N_("number of children (§ 31)")},
    {COLUMNS, "uma", SR_KEY_TEXT, .doc = N_("ja/nein: unaccompanied minor, left out")},
    {COLUMNS, "inside", SR_KEY_TEXT, .doc = N_("ja/nein: placed in the county")},
    {COLUMNS, "earlier", SR_KEY_TEXT, .doc = N_("ja/nein: had a help before")},
    {COLUMNS, "cost", SR_KEY_TEXT, .doc = N_("cost of the whole help so far, euro")},
    {SHEET, "file", SR_KEY_TEXT,
     .doc = N_("the file of the survey; absent: the file of the register")},
    {SHEET, "sheet", SR_KEY_TEXT, .doc = N_("its sheet")},
    {SHEET, "date", SR_KEY_TEXT, .required = true, .doc = N_("column of the day")},
    {SHEET, "home", SR_KEY_TEXT, .required = true, .doc = N_("column of the AGS")},
    {SHEET, "birth", SR_KEY_TEXT, .doc = N_("column of the birth month")},
    {SHEET, "sex", SR_KEY_TEXT, .doc = N_("column of the sex")},
    {SHEET, "result", SR_KEY_TEXT,
     .doc = N_("column of the result (§ 8a: akut, latent, hilfebedarf, kein)")},
    {SHEET, "uma", SR_KEY_TEXT, .doc = N_("column ja/nein: unaccompanied minor (§ 42a)")},
};

const SrKeyTable sr_dataset_keys = {
    DATASET, N_("indicators/data/<id>.ini"), keys, G_N_ELEMENTS(keys)};

static const char *const roundings[] = {
    [SR_ROUNDING_5] = "5er", [SR_ROUNDING_10] = "10er", [SR_ROUNDING_CELLKEY] = "cellkey"};
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

double
sr_rounding_bound(SrRounding rounding)
{
    /* Cell-key noise of the Zensus 2022 moves a cell by two at most. */
    static const double bounds[] = {[SR_ROUNDING_NONE] = 0,
                                    [SR_ROUNDING_5] = 2,
                                    [SR_ROUNDING_10] = 5,
                                    [SR_ROUNDING_CELLKEY] = 2};

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
    g_free(variable);
}

static void
sheet_free(gpointer data)
{
    SrSheet *sheet = data;

    g_free(sheet->name);
    g_free(sheet->file);
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
    g_free(dataset->source);
    g_free(dataset->licence);
    g_free(dataset->attribution);
    g_free(dataset->base);
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
    variable->allows_negative = sr_keyfile_bool(file, group, "negative");
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
    format->skip = sr_keyfile_integer(file, FORMAT, "skip", -1);
    format->header = sr_keyfile_integer(file, FORMAT, "header", -1);
}

/* Without [signs], those of DIN 55301; with it, only what it lists. */
static void
read_signs(const SrKeyfile *file, SrDataset *dataset)
{
    bool has_own = false;

    dataset->empty = index_of(empties, G_N_ELEMENTS(empties),
                              sr_keyfile_text(file, SIGNS, "empty"));
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
    dataset->source = text_of(file, DATASET, "source");
    dataset->licence = text_of(file, DATASET, "licence");
    dataset->attribution = text_of(file, DATASET, "attribution");
    dataset->base = text_of(file, DATASET, "base");
    dataset->is_protected = sr_keyfile_bool(file, DATASET, "protected");
    dataset->is_synthetic = sr_keyfile_bool(file, DATASET, "synthetic");
    dataset->ignores_outside =
        g_strcmp0(sr_keyfile_text(file, DATASET, "outside"), "ignore") == 0;
    dataset->rounding = index_of(roundings, G_N_ELEMENTS(roundings),
                                 sr_keyfile_text(file, DATASET, "rounding"));
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
    read_signs(file, dataset);
    read_groups(file, dataset);
    if (dataset->kind == SR_DATASET_TABLE)
        check_table(file, dataset, findings);
    else
        check_register(file, dataset, findings);
    return sr_findings_n_errors(findings) > n_before ? NULL : g_steal_pointer(&dataset);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
sr_datasets_load(const char *folder, SrFindings *findings)
{
    g_autoptr(GPtrArray) datasets =
        g_ptr_array_new_with_free_func((GDestroyNotify)sr_dataset_free);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) directory = g_dir_open(folder, 0, &error);

    if (directory == NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, folder, 0, NULL,
                        N_("the folder of the figures cannot be read: %s"),
                        error->message);
        return g_steal_pointer(&datasets);
    }
    for (const char *name = g_dir_read_name(directory); name != NULL;
         name = g_dir_read_name(directory))
        if (g_str_has_suffix(name, ".ini") && *name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        SrDataset *dataset = sr_dataset_load(path, findings);

        if (dataset != NULL)
            g_ptr_array_add(datasets, dataset);
    }
    return g_steal_pointer(&datasets);
}

/* Whether git, asked in the file's own folder, has it among its files. */
static bool
is_tracked(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    const char *const words[] = {"git", "-C", folder, "ls-files", "--error-unmatch",
                                 "--",  name, NULL};
    int status = 0;

    return g_spawn_sync(NULL, (char **)words, NULL,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                            G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL, NULL, NULL, NULL, &status, NULL) &&
           g_spawn_check_wait_status(status, NULL);
}

static void
check_secret_file(const char *path, SrFindings *findings)
{
    struct stat info;

    if (g_stat(path, &info) != 0)
        return; /* reading it will say so */
    if ((info.st_mode & 077) != 0)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("protected data that group or others may read: put the file "
                           "into a folder of your own and give it to you alone "
                           "(chmod 600), file= may be a full path"));
    if (is_tracked(path))
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("protected data under version control: move the file out of "
                           "the project (file= may be a full path), take it out of git "
                           "(git rm --cached) and have the history cleaned"));
}

void
sr_dataset_check_secrecy(const SrDataset *dataset, SrFindings *findings)
{
    if (!sr_dataset_is_secret(dataset))
        return;
    check_secret_file(dataset->file, findings);
    for (guint i = 0; i < dataset->sheets->len; i++) {
        const SrSheet *sheet = dataset->sheets->pdata[i];

        if (!g_str_equal(sheet->file, dataset->file))
            check_secret_file(sheet->file, findings);
    }
}
