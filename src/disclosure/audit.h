/*
 * audit.h — tries to break a finished edition, as a reader with a computer would.
 *
 * Reads tables/values.csv and tables/classes.csv of output/ and the public settings:
 * definitions, schemes, relations.h. Every figure of a protected indicator that stands
 * there is an equation over whole counts >= 0; every suppressed one must be able to reach
 * its minimum in some whole table that fits all equations. Such a table is found by GLPK
 * and checked by adding up; without one the figure counts as given away. Shares no code
 * with suppression, and never sees the figures themselves.
 */
#pragma once

#include "indicator/catalogue.h"
#include "shapes/scheme.h"

typedef struct {
    const SrCatalogue *catalogue;
    SrScheme *const *schemes; /* all that rows are named by, the default one first */
    int n_schemes;
    bool (*is_protected)(const char *variable, gpointer data);
    gpointer data;
} SrAudit;

/* What an audit found. */
typedef struct {
    GPtrArray *leaks; /* of char *: one a line, the figure and the equations behind it */
    int n_equations;
    int n_suppressed; /* figures that had to be proved */
    int n_proved;
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
