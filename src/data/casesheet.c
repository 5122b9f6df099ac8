#include "data/casesheet.h"

#include "data/caseresult.h"
#include "data/table.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ERRORS 1000

/* The tables of a survey: of all events, then of those with each SrCaseResult. */
typedef enum { ALL, N_RESULTS = 1 + SR_CASE_RESULTS } Result;

static const struct {
    const char *suffix;
    const char *title;
    const char *title_en;
} results[N_RESULTS] = {
    [ALL] = {"", "", ""},
    [1 + SR_CASE_ACUTE] = {"_akut", ": akute Gefährdung", ": acute danger"},
    [1 + SR_CASE_LATENT] = {"_latent", ": latente Gefährdung", ": latent danger"},
    [1 + SR_CASE_NEED] = {"_hilfebedarf", ": keine Gefährdung, aber Hilfebedarf",
                          ": no danger, but a need of help"},
    [1 + SR_CASE_NO_NEED] = {"_kein", ": keine Gefährdung, kein Hilfebedarf",
                             ": no danger, no need of help"},
};

/* To add a survey: a line here; it can then be named in [sheet …]. */
static const struct {
    const char *name;
    const char *title;
    const char *title_en;
    bool has_results;
} surveys[] = {
    {"verfahren_8a", "Verfahren zum Schutzauftrag (§ 8a)",
     "Child protection proceedings (§ 8a)", true},
    {"inobhutnahmen_42", "Inobhutnahmen (§ 42)", "Taken into care (§ 42)", false},
    {"familiengericht_50", "Mitwirkung vor dem Familiengericht (§ 50)",
     "Involvement in family court proceedings (§ 50)", false},
    {"jugendgericht_52", "Jugendgerichtshilfe (§ 52)", "Juvenile court assistance (§ 52)",
     false},
};

/* The tables of a result: that of all, then those of the parts. */
#define N_TABLES (1 + SR_N_CASE_PARTS)

typedef struct {
    const SrSheet *sheet;
    SrTable *table;
    const SrMatcher *matcher;
    SrFindings *findings;
    int date, home, birth, sex, result, uma; /* columns, -1 = none */
    SrCaseSpan span;
    bool has_results;
    bool matches_names;
    double *values; /* [N_RESULTS][N_TABLES][n_years][n_areas] */
    int n_errors;
} Reader;

static int
find(Reader *reader, const char *key, const char *name)
{
    int column = *name == '\0' ? -1 : sr_table_find(reader->table, name);

    if (*name != '\0' && column < 0) {
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->sheet->file, 0, name,
                        N_("the column of %s is not there"), key);
        reader->n_errors++;
    }
    return column;
}

static bool
complain(Reader *reader, const SrRow *row, int column, const char *message)
{
    sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->sheet->file, row->number,
                    sr_table_columns(reader->table)[column], "%s", _(message));
    reader->n_errors++;
    return false;
}

/* An event as its row tells it. */
typedef struct {
    int area;
    int day;
    int band; /* of the age; -1 where no birth is told */
    char sex;
    Result result;
    bool is_uma;
} Event;

static bool
read_home(Reader *reader, const SrRow *row, Event *event)
{
    const char *home = row->cells[reader->home];
    SrMatch match = reader->matches_names ? sr_matcher_find_name(reader->matcher, home)
                                          : sr_matcher_find_key(reader->matcher, home);

    event->area = match.area;
    return match.kind == SR_MATCH_AREA ||
           complain(reader, row, reader->home, N_("the home is no area of this project"));
}

static bool
read_day(Reader *reader, const SrRow *row, Event *event)
{
    const char *text = row->cells[reader->date];

    return sr_day_parse(text, &event->day) || sr_serial_parse(text, &event->day) ||
           complain(reader, row, reader->date, N_("not a day"));
}

/* Sex and birth, where the survey tells them. */
static bool
read_person(Reader *reader, const SrRow *row, Event *event)
{
    int birth;

    event->band = -1;
    if (reader->sex >= 0 && !sr_sex_parse(row->cells[reader->sex], &event->sex))
        return complain(reader, row, reader->sex, N_("not a sex (m, w, d)"));
    if (reader->birth < 0)
        return true;
    if (!sr_month_parse(row->cells[reader->birth], &birth))
        return complain(reader, row, reader->birth, N_("not a month"));
    int months = sr_day_month(event->day) - birth;
    if (months < 0 || months >= SR_CASE_OLDEST * 12)
        return complain(reader, row, reader->birth,
                        N_("the age on the day is not within 0 to 27"));
    event->band = sr_case_band(months / 12);
    return true;
}

static bool
read_result(Reader *reader, const SrRow *row, Event *event)
{
    if (!reader->has_results || reader->result < 0)
        return true;
    SrCaseResult result = sr_case_result_parse(row->cells[reader->result]);
    event->result = 1 + (Result)result;
    return result != SR_CASE_RESULTS ||
           complain(reader, row, reader->result,
                    N_("unknown result, or one that can be read in two ways; known are "
                       "akut, latent, Hilfebedarf, kein Hilfebedarf, and the keys 1 to "
                       "4"));
}

/* All mistakes of a row are told at once; an age needs a day. */
static bool
read_event(Reader *reader, const SrRow *row, Event *event)
{
    *event = (Event){.result = ALL};
    bool is_good = read_day(reader, row, event) && read_person(reader, row, event);

    is_good &= read_home(reader, row, event);
    is_good &= read_result(reader, row, event);
    if (reader->uma >= 0 && !sr_yes_parse(row->cells[reader->uma], &event->is_uma))
        is_good = complain(reader, row, reader->uma, N_("neither yes nor no"));
    return is_good;
}

static double *
table_of(const Reader *reader, Result result, int table)
{
    gsize n_cells = (gsize)reader->span.n_years * (gsize)reader->span.n_areas;

    return reader->values + ((gsize)result * N_TABLES + (gsize)table) * n_cells;
}

static void
count_row(Reader *reader, const SrRow *row)
{
    Event event;

    if (!read_event(reader, row, &event))
        return;
    int year = sr_day_month(event.day) / 12 - reader->span.first_year;
    if (event.is_uma || year < 0 || year >= reader->span.n_years)
        return;
    gsize cell = (gsize)year * (gsize)reader->span.n_areas + (gsize)event.area;
    int sex = event.sex == 'm' ? 1 : event.sex == 'w' ? 2 : 0;
    for (int r = ALL; r < N_RESULTS; r++) {
        if (r != ALL && r != (int)event.result)
            continue;
        table_of(reader, (Result)r, 0)[cell]++;
        if (event.band < 0)
            continue;
        table_of(reader, (Result)r, 1 + event.band)[cell]++;
        if (sex > 0)
            table_of(reader, (Result)r, 1 + sex * SR_N_CASE_BANDS + event.band)[cell]++;
    }
}

/* Those of all; by age, where births are told; by age and sex, where both are. */
static void
add_counts(const Reader *reader, int survey, GPtrArray *counts)
{
    int n_results = reader->has_results && reader->result >= 0 ? N_RESULTS : 1;
    int n_parts = reader->birth < 0 ? 0
                  : reader->sex < 0 ? SR_N_CASE_BANDS
                                    : SR_N_CASE_PARTS;
    const SrCaseSpan *span = &reader->span;

    for (int r = 0; r < n_results; r++) {
        g_autofree char *variable =
            g_strconcat(surveys[survey].name, results[r].suffix, NULL);
        g_autofree char *title =
            g_strconcat(surveys[survey].title, results[r].title, NULL);
        g_autofree char *title_en =
            g_strconcat(surveys[survey].title_en, results[r].title_en, NULL);
        SrCountLabel label = {variable, title,       title_en,    "Fälle",
                              0,        SR_ALL_AGES, SR_OPEN_AGE, reader->sheet};

        for (int t = 0; t <= n_parts; t++) {
            if (t > 0)
                sr_case_part_label(t - 1, &label);
            sr_case_add_counts(counts, &label, span->first_year, span->n_years,
                               span->n_areas, table_of(reader, (Result)r, t));
        }
    }
}

/* Reads one sheet; leaves no counts after an error. */
static void
count_sheet(const SrDataset *dataset, Reader *reader, int survey, GPtrArray *counts)
{
    const SrSheet *sheet = reader->sheet;
    static char nothing[] = "";
    const SrTableFormat unknown = {nothing, nothing, nothing, nothing,
                                   nothing, -1,      -1,      nothing};
    /* [format] tells of the register's own file; another one is found out. */
    SrTableFormat format =
        g_str_equal(sheet->file, dataset->file) ? dataset->format : unknown;
    SrRow row;

    format.sheet = sheet->sheet;
    g_autoptr(SrTable) table = sr_table_open(sheet->file, &format, reader->findings);
    if (table == NULL)
        return;
    reader->table = table;
    reader->date = find(reader, "date", sheet->date);
    reader->home = find(reader, "home", sheet->home);
    reader->birth = find(reader, "birth", sheet->birth);
    reader->sex = find(reader, "sex", sheet->sex);
    reader->result = find(reader, "result", sheet->result);
    reader->uma = find(reader, "uma", sheet->uma);
    if (reader->n_errors > 0)
        return;
    while (reader->n_errors < MOST_ERRORS && sr_table_next(table, &row))
        count_row(reader, &row);
    if (reader->n_errors == 0)
        add_counts(reader, survey, counts);
}

static int
find_survey(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(surveys); i++)
        if (g_str_equal(surveys[i].name, name))
            return (int)i;
    return -1;
}

const char *
sr_case_survey_of(const char *variable)
{
    for (size_t i = 0; i < G_N_ELEMENTS(surveys); i++) {
        gsize n = strlen(surveys[i].name);

        if (g_str_has_prefix(variable, surveys[i].name) &&
            (variable[n] == '\0' || variable[n] == '_'))
            return surveys[i].name;
    }
    return NULL;
}

void
sr_case_sheets_count(const SrDataset *dataset, const SrMatcher *matcher,
                     const SrCaseSpan *span, GPtrArray *counts, SrFindings *findings)
{
    for (guint i = 0; i < dataset->sheets->len; i++) {
        const SrSheet *sheet = dataset->sheets->pdata[i];
        int survey = find_survey(sheet->name);

        if (survey < 0) {
            sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, sheet->line,
                            sheet->name,
                            N_("unknown sheet; known are verfahren_8a, inobhutnahmen_42, "
                               "familiengericht_50, jugendgericht_52"));
            continue;
        }
        g_autofree double *values = g_new0(
            double,
            (gsize)N_RESULTS *N_TABLES *(gsize)span->n_years *(gsize)span->n_areas);
        Reader reader = {
            .sheet = sheet,
            .matcher = matcher,
            .findings = findings,
            .span = *span,
            .has_results = surveys[survey].has_results,
            .matches_names = dataset->key == SR_KEY_NAME,
            .values = values,
        };
        count_sheet(dataset, &reader, survey, counts);
    }
}
