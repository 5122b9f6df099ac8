#include "data/casesheet.h"

#include "data/table.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ERRORS 1000

/* The results of § 8a, after "all". */
typedef enum { ALL, ACUTE, LATENT, NEED, NONE, N_RESULTS } Result;

static const struct {
    const char *suffix;
    const char *title;
} results[N_RESULTS] = {
    [ALL] = {"", ""},
    [ACUTE] = {"_akut", ": akute Gefährdung"},
    [LATENT] = {"_latent", ": latente Gefährdung"},
    [NEED] = {"_hilfebedarf", ": keine Gefährdung, aber Hilfebedarf"},
    [NONE] = {"_kein", ": keine Gefährdung, kein Hilfebedarf"},
};

/* To add a survey: a line here; it can then be named in [sheet …]. */
static const struct {
    const char *name;
    const char *title;
    bool has_results;
} surveys[] = {
    {"verfahren_8a", "Verfahren zum Schutzauftrag (§ 8a)", true},
    {"inobhutnahmen_42", "Inobhutnahmen (§ 42)", false},
    {"familiengericht_50", "Mitwirkung vor dem Familiengericht (§ 50)", false},
    {"jugendgericht_52", "Jugendgerichtshilfe (§ 52)", false},
};

typedef struct {
    const SrSheet *sheet;
    SrTable *table;
    const SrMatcher *matcher;
    SrFindings *findings;
    int date, home, result, uma; /* columns, -1 = none */
    SrCaseSpan span;
    bool has_results;
    bool matches_names;
    double *values; /* [N_RESULTS][n_years][n_areas] */
    int n_errors;
} Reader;

/* "keine Kindeswohlgefährdung, aber Hilfebedarf" …; the official keys 1 to 4. */
static Result
result_of(const char *text)
{
    g_autofree char *small = g_utf8_strdown(text, -1);

    if (strstr(small, "akut") != NULL || g_str_equal(small, "1"))
        return ACUTE;
    if (strstr(small, "latent") != NULL || g_str_equal(small, "2"))
        return LATENT;
    if (g_str_equal(small, "4") || strstr(small, "kein hilfebedarf") != NULL ||
        strstr(small, "kein weiterer hilfebedarf") != NULL || g_str_equal(small, "kein"))
        return NONE;
    if (g_str_equal(small, "3") || strstr(small, "hilfebedarf") != NULL)
        return NEED;
    return ALL;
}

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

static void
complain(Reader *reader, const SrRow *row, int column, const char *message)
{
    sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->sheet->file, row->number,
                    sr_table_columns(reader->table)[column], "%s", _(message));
    reader->n_errors++;
}

static void
count_row(Reader *reader, const SrRow *row)
{
    const char *home = row->cells[reader->home];
    SrMatch match = reader->matches_names ? sr_matcher_find_name(reader->matcher, home)
                                          : sr_matcher_find_key(reader->matcher, home);
    Result result = ALL;
    bool is_uma = false;
    int day;

    if (match.kind != SR_MATCH_AREA) {
        complain(reader, row, reader->home, N_("the home is no area of this project"));
        return;
    }
    if (!sr_day_parse(row->cells[reader->date], &day)) {
        complain(reader, row, reader->date, N_("not a day"));
        return;
    }
    if (reader->uma >= 0 && !sr_yes_parse(row->cells[reader->uma], &is_uma)) {
        complain(reader, row, reader->uma, N_("neither yes nor no"));
        return;
    }
    if (reader->has_results && reader->result >= 0) {
        result = result_of(row->cells[reader->result]);
        if (result == ALL) {
            complain(reader, row, reader->result,
                     N_("unknown result; known are akut, latent, Hilfebedarf, kein "
                        "Hilfebedarf"));
            return;
        }
    }
    int year = sr_day_month(day) / 12 - reader->span.first_year;
    if (is_uma || year < 0 || year >= reader->span.n_years)
        return;
    gsize cell = (gsize)year * (gsize)reader->span.n_areas + (gsize)match.area;
    gsize n_cells = (gsize)reader->span.n_years * (gsize)reader->span.n_areas;
    reader->values[cell]++;
    if (result != ALL)
        reader->values[(gsize)result * n_cells + cell]++;
}

static void
add_counts(const Reader *reader, const char *name, const char *title, GPtrArray *counts)
{
    int n_results = reader->has_results && reader->result >= 0 ? N_RESULTS : 1;

    for (int r = 0; r < n_results; r++)
        for (int y = 0; y < reader->span.n_years; y++) {
            SrCount *count = g_new0(SrCount, 1);
            const double *values =
                reader->values +
                (gsize)(r * reader->span.n_years + y) * (gsize)reader->span.n_areas;

            count->variable = g_strconcat(name, results[r].suffix, NULL);
            count->title = g_strconcat(title, results[r].title, NULL);
            count->unit = g_strdup("Fälle");
            count->year = reader->span.first_year + y;
            count->age_from = SR_ALL_AGES;
            count->age_to = SR_OPEN_AGE;
            count->values =
                g_memdup2(values, (gsize)reader->span.n_areas * sizeof *values);
            g_ptr_array_add(counts, count);
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
    reader->result = find(reader, "result", sheet->result);
    reader->uma = find(reader, "uma", sheet->uma);
    if (reader->n_errors > 0)
        return;
    while (reader->n_errors < MOST_ERRORS && sr_table_next(table, &row))
        count_row(reader, &row);
    if (reader->n_errors == 0)
        add_counts(reader, surveys[survey].name, surveys[survey].title, counts);
}

static int
find_survey(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(surveys); i++)
        if (g_str_equal(surveys[i].name, name))
            return (int)i;
    return -1;
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
        g_autofree double *values =
            g_new0(double, (gsize)N_RESULTS *(gsize)span->n_years *(gsize)span->n_areas);
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
