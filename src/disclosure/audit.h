/*
 * audit.h — tries to break a finished edition, as a reader with a computer would.
 *
 * Reads every file of output/ and the public settings: definitions, schemes, relations.h.
 * Every figure of a protected indicator in a table (CSV, SQLite) is an equation over
 * whole counts >= 0, or a bound where it is rounded or made of several; every suppressed
 * one must be able to reach its minimum in some whole table that fits all of them. Such a
 * table is found by GLPK and checked by adding up; without one the figure counts as given
 * away. What is printed for people (XLSX, PDF, SVG, JSON) may show of an area with
 * suppressed figures only what the tables show. Shares no code with suppression but
 * relations.h, and never sees the figures themselves.
 */
#pragma once

#include "indicator/catalogue.h"
#include "shapes/scheme.h"

typedef struct {
    const SrCatalogue *catalogue;
    SrScheme *const *schemes; /* all that rows are named by, the default one first */
    int n_schemes;
    bool (*is_protected)(const char *variable, gpointer data);
    /*
     * A figure that is public anyway (people of an age), or NAN; may be NULL. @period as
     * in values.csv.
     */
    double (*public_figure)(const char *variable, const SrDivision *division, int area,
                            const char *period, gpointer data);
    /*
     * Which names are variables, so that others are bands of them (a_m, a_u6), the last
     * age of one (SR_OPEN_AGE: open), and whether somebody in it is neither m nor w. May
     * be NULL: then no name is a band.
     */
    bool (*is_variable)(const char *name, gpointer data);
    int (*last_age)(const char *variable, gpointer data);
    bool (*has_other_sexes)(const char *variable, gpointer data);
    gpointer data;
    bool has_decimal_comma; /* of numbers printed for people */
} SrAudit;

/* What an audit found. */
typedef struct {
    GPtrArray *leaks; /* of char *: one a line, the figure and the equations behind it */
    int n_equations;
    int n_suppressed; /* figures that had to be proved */
    int n_proved;
    int n_witnesses; /* whole tables that prove them */
    int n_files;     /* read */
    int n_printed;   /* numbers for people that were compared */
} SrAuditResult;

/*
 * Audits the editions in the folders @outputs (NULL-terminated), taken together: what is
 * open in one of them is known.
 * Returns: (transfer full): the result; NULL with SR_ERROR_INPUT or SR_ERROR_IO if it
 * cannot be read, or is no edition of this project.
 */
SrAuditResult *sr_audit_folders(const SrAudit *audit, const char *const *outputs,
                                GError **error);

void sr_audit_result_free(SrAuditResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrAuditResult, sr_audit_result_free)
