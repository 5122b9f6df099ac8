/*
 * audit_private.h — the parts of the audit, for each other only.
 *
 *     audit_lines     tables of the folder → lines
 *     audit_database  the same of SQLite
 *     audit_bands     sexes and ages → parts of a count
 *     audit_sums      lines → equations of counts
 *     audit_composed  indices, quotients, rounded values; audit_parts: costs and mixtures
 *     audit_known     parts and wholes, stocks and flows
 *     audit_prove     equations → what is proved
 *     audit_claims    lines → what may be printed where; sentences
 *     audit_forms     every other file; audit_workbook, audit_pages: XLSX and PDF
 */
#pragma once

#include "disclosure/audit.h"
#include "disclosure/proof.h"

/* Columns of values.csv, a contract (docs). */
typedef enum {
    SR_AUDIT_INDICATOR,
    SR_AUDIT_SCHEME,
    SR_AUDIT_LEVEL,
    SR_AUDIT_AREA,
    SR_AUDIT_NAME,
    SR_AUDIT_PERIOD,
    SR_AUDIT_NUMERATOR,
    SR_AUDIT_DENOMINATOR,
    SR_AUDIT_VALUE,
    SR_AUDIT_LOWER,
    SR_AUDIT_UPPER,
    SR_AUDIT_BENCHMARK,
    SR_AUDIT_VERDICT,
    SR_AUDIT_RANK,
    SR_AUDIT_CLASS,
    SR_AUDIT_COVERAGE,
    SR_AUDIT_STATUS,
    SR_AUDIT_FLAGS,
    SR_AUDIT_N_COLUMNS
} SrAuditColumn;

extern const char *const sr_audit_columns[]; /* their names, NULL-terminated */

/* One line of a table of figures. */
typedef struct {
    const SrIndicator *indicator;
    const SrDivision *division;
    int area;
    bool is_protected;
    bool is_ok;
    const char *source; /* the file within the folder; interned */
    int row;
    const char *cells[SR_AUDIT_N_COLUMNS]; /* "" where the table has no such column */
    char *text;                            /* owned: what the cells point into */
} SrAuditLine;

/* The bounds of a class: a map tells no less than them. */
typedef struct {
    double lower, upper;
    bool is_last; /* its upper bound belongs to it */
} SrAuditClass;

typedef struct {
    const SrAudit *audit;
    SrAuditResult *result;
    SrProof *proof;
    GArray *lines;       /* of SrAuditLine: every folder, every table */
    guint first_line;    /* of the folder being read */
    GHashTable *shown;   /* text of a sum that stands in an equation → itself */
    GHashTable *hidden;  /* text of a sum that is suppressed → what is known of it */
    GHashTable *classed; /* "indicator,scheme,level,period" → rows with a class + 1 */
    GHashTable *protection; /* SrIndicator → 1 public, 2 protected */
    GHashTable *classes;    /* "indicator,scheme,level,period,class" → SrAuditClass */
    GHashTable *bands; /* leaf (relations.h) → GArray of SrAuditBand: all told of it */
    GHashTable *minimums; /* leaf → the highest that any line has for it */
    GHashTable *leaves;   /* name → char **: sr_audit_leaves() */
    GPtrArray *hands;     /* what reads printed pages in the meantime; or NULL */
} SrAuditWork;

static inline const SrAuditLine *
sr_audit_line(const SrAuditWork *work, guint i)
{
    return &g_array_index(work->lines, SrAuditLine, i);
}

/* --- audit_lines --- */

/* Reads tables/values.csv and tables/classes.csv of the folder @output. */
bool sr_audit_read_values(SrAuditWork *work, const char *output, GError **error);
bool sr_audit_read_classes(SrAuditWork *work, const char *output, GError **error);

/*
 * Reads another CSV as figures, if it has the columns indicator, level, area, period and
 * one of numerator, value and class. Returns: false if it is no such table, or with
 * @error if it names what the project does not have.
 */
bool sr_audit_read_table(SrAuditWork *work, const char *output, const char *name,
                         GError **error);

/* Reads the figures of the SQLite database; as sr_audit_read_values(). */
bool sr_audit_read_database(SrAuditWork *work, const char *output, const char *name,
                            GError **error);

/*
 * Adds one line of @source; @cells are copied. False with @error if the project has no
 * such indicator, scheme, level or area.
 */
bool sr_audit_add_line(SrAuditWork *work, const char *source, int row,
                       const char *const cells[SR_AUDIT_N_COLUMNS], GError **error);

/* A figure shown in one file of the folder and not in another is a leak. */
void sr_audit_compare_files(SrAuditWork *work);

/* Adds a leak: "eckwert, gemeinde Haßloch, 2018: @what", with @why (or NULL) below. */
void sr_audit_leak(const SrAuditWork *work, const SrAuditLine *line, const char *what,
                   const GPtrArray *why);

/* --- audit_bands --- */

/* A sex (0: all of them) and the ages from @from to before @end (G_MAXINT: open). */
typedef struct {
    char sex;
    int from, end;
} SrAuditBand;

/* Notes which sexes and ages the lines tell apart, before any unknown is named. */
void sr_audit_take_bands(SrAuditWork *work);

/* Every leaf that any line tells of, sorted: (transfer container), borrowed strings. */
GPtrArray *sr_audit_all_leaves(const SrAuditWork *work);

/* The variable that the name is a band of: (transfer full); fills @band. */
char *sr_audit_band_of(const SrAuditWork *work, const char *name, SrAuditBand *band);

/*
 * The cells of the leaf (relations.h) that make up @band: (transfer full) (element-type
 * SrAuditBand); none if the lines do not tell it apart.
 */
GArray *sr_audit_cells(const SrAuditWork *work, const char *leaf,
                       const SrAuditBand *band);

/* The name of a cell's unknown: the leaf's own where it is all of it. */
char *sr_audit_cell_name(const char *leaf, const SrAuditBand *cell);

/* The names of all cells of all leaves of the count: borrowed, NULL-terminated. */
char *const *sr_audit_leaves(const SrAuditWork *work, const char *name);

/* --- audit_sums --- */

/* The variables of "a + b + c"; NULL if the expression is anything else, or NULL. */
char **sr_audit_plain_sum(const SrExpression *expression);

bool sr_audit_is_protected(const SrAudit *audit, const SrExpression *expression);

/* Whether the indicator shows anything of a protected figure, also through others. */
bool sr_audit_shows_protected(const SrAudit *audit, const SrIndicator *indicator);

/* Whether a cost or a duration stands in it; of NULL it does not. */
bool sr_audit_has_measure(const SrExpression *expression);

/* The least that may be shown of the sum. */
gint64 sr_audit_minimum(const SrIndicator *indicator, char *const *names);

/* The years of the line's period, first to last; the two years of a comparison. */
char **sr_audit_years(const SrAuditLine *line);

/* The unknowns of these variables in the line's area and @years: (transfer full). */
GArray *sr_audit_unknowns(const SrAuditWork *work, const SrAuditLine *line,
                          char *const *names, char *const *years);

/* The unknowns of one cell (audit_bands): (transfer full). */
GArray *sr_audit_cell_unknowns(const SrAuditWork *work, const SrAuditLine *line,
                               const char *cell, char *const *years);

/* Sorts @unknowns and writes them down, to find the same sum by. */
char *sr_audit_sum_text(GArray *unknowns);

/* Whether each variable of @names in each of @years is among @sums (@all), or any is. */
bool sr_audit_is_made_of(const SrAuditWork *work, const SrAuditLine *line,
                         char *const *names, char *const *years, GHashTable *sums,
                         bool all);

/*
 * The counts that the line's numerator (or denominator) is the plain sum of, if it is one
 * of protected counts: (transfer full), else NULL.
 */
char **sr_audit_counts(const SrAudit *audit, const SrAuditLine *line,
                       SrAuditColumn column);

/* "eckwert, gemeinde Haßloch, 2018" */
char *sr_audit_label(const SrAuditLine *line);

/* Names all unknowns, then takes what is shown as equations. */
void sr_audit_take_sums(SrAuditWork *work);

/* --- audit_composed, audit_parts, audit_known --- */

/* What the value may be. */
typedef struct {
    double least, most;
} SrAuditSpan;

/* The value and its counts in some years. */
typedef struct {
    const SrAuditLine *line; /* of the indicator and the area asked for */
    const SrDivision *division;
    int area;
    SrAuditSpan value;
    char **years; /* borrowed */
} SrAuditStatement;

/* A line like that of the statement, but in its place: what unknowns are asked for by. */
static inline SrAuditLine
sr_audit_statement_place(const SrAuditStatement *statement)
{
    SrAuditLine line = *statement->line;

    line.division = statement->division;
    line.area = statement->area;
    return line;
}

/* Whether the indicator is more than a quotient of two expressions of figures. */
bool sr_audit_is_made_of_others(const SrIndicator *indicator);

/* Everything that the indicator is made of must not be among the sums @closed. */
void sr_audit_check_parts(SrAuditWork *work, const SrIndicator *indicator,
                          const SrAuditStatement *statement, GHashTable *closed);

/* A cost or a duration @name is shown where the number of its cases may be. */
void sr_audit_check_measure(SrAuditWork *work, const char *name,
                            const SrAuditStatement *statement, GHashTable *closed);

/* Indices, quotients, changes, benchmarks and rounded values as bounds on their counts.
 */
void sr_audit_take_composed(SrAuditWork *work);

/* What everybody knows: parts are at most their wholes, stocks follow from flows. */
void sr_audit_take_known(SrAuditWork *work);

/* --- audit_prove --- */

void sr_audit_prove(SrAuditWork *work);

/* --- audit_claims: what is printed for people --- */

typedef struct SrAuditPrint SrAuditPrint;

/* @comma: numbers have a decimal comma. What @work holds so far may be printed. */
SrAuditPrint *sr_audit_print_new(const SrAuditWork *work, bool comma);
void sr_audit_print_free(SrAuditPrint *print);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrAuditPrint, sr_audit_print_free)

/*
 * The indicators a page is about: those whose title stands in its @text. Returns: whether
 * one of them has a figure that is not shown; else nothing on the page is compared.
 */
bool sr_audit_print_open(SrAuditPrint *print, const char *place, const char *text);

/* Whether @text is the name of an area, blanks and hyphens aside. */
bool sr_audit_print_is_area(const SrAuditPrint *print, const char *text);

/*
 * The numbers in @text stand beside or below the area's name @area: each must be a
 * figure that is shown of it. What is not becomes a leak. @heading: of the row or column,
 * or NULL; if it names an indicator of the page, only its figures count.
 */
void sr_audit_print_row(SrAuditPrint *print, const char *area, const char *text,
                        const char *heading);

/* A number of full precision beside the name. */
void sr_audit_print_cell(SrAuditPrint *print, const char *area, double number);

/* Sentences: the numbers after a name, up to the next name or the end of the clause. */
void sr_audit_print_prose(SrAuditPrint *print, const char *text);

/* Takes over the leaks: (transfer full) (element-type utf8). */
GPtrArray *sr_audit_print_leaks(SrAuditPrint *print);

/* A file that cannot be read is a leak. */
void sr_audit_print_complain(SrAuditPrint *print, const char *name);

/* How many numbers were compared so far. */
int sr_audit_print_n(const SrAuditPrint *print);

/* --- audit_forms --- */

/*
 * Whether every file of the folder can be opened and read at all; else SR_ERROR_IO, or
 * SR_ERROR_INPUT if there is no such folder. What then is not understood is a leak.
 */
bool sr_audit_check_access(const char *output, GError **error);

/* Reads every other file of the folder; what cannot be read is a leak. */
bool sr_audit_read_forms(SrAuditWork *work, const char *output, GError **error);

/*
 * Compares what is printed for people with what was read so far: begins it, in several
 * processes, for one folder; and waits for all that was begun, whatever came between.
 */
bool sr_audit_begin_forms(SrAuditWork *work, const char *output, GError **error);
bool sr_audit_end_forms(SrAuditWork *work, GError **error);

void sr_audit_check_workbook(SrAuditPrint *print, const char *path, const char *name);

/* The pages of part @part of @n_parts; the first has the texts that no page shows. */
void sr_audit_check_pages(SrAuditPrint *print, const char *path, const char *name,
                          int part, int n_parts);
