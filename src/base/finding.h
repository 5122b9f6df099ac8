/*
 * finding.h — what is wrong with what people wrote, collected and told all at once.
 *
 * Readers add findings and go on as far as it makes sense; whoever called them asks
 * sr_findings_n_errors() at the end of a stage. A finding names the file, the row or
 * line (from 1, as an editor shows it; 0 = the file as a whole) and the place (a key,
 * a column, an area; NULL = none). It never holds the content of a case register's row.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    SR_FINDING_ERROR,   /* nothing is written while one stands */
    SR_FINDING_WARNING, /* the result is made, and may not be what was meant */
    SR_FINDING_NOTE,    /* something was done that a person may want to know */
} SrSeverity;

typedef struct {
    SrSeverity severity;
    int row;
    char *file;       /* owned */
    char *place;      /* owned, or NULL */
    char *message;    /* owned, control characters replaced */
    const char *kind; /* the untranslated format: equal kinds are told together */
} SrFinding;

typedef struct SrFindings SrFindings;

SrFindings *sr_findings_new(void);
void sr_findings_free(SrFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrFindings, sr_findings_free)

/*
 * Adds a finding. @format is the msgid and is translated here: mark it with N_(), not
 * _(): sr_findings_add(findings, SR_FINDING_ERROR, path, row, "Haßloch", N_("'%s' is not
 * a number"), cell);
 */
void sr_findings_add(SrFindings *findings, SrSeverity severity, const char *file, int row,
                     const char *place, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* Adds a finding that was told before and kept: @kind and @message as SrFinding has them.
 */
void sr_findings_add_again(SrFindings *findings, SrSeverity severity, const char *file,
                           int row, const char *place, const char *kind,
                           const char *message);

/* Takes over an error that a function gave, as a finding of @file. Frees @error. */
void sr_findings_take(SrFindings *findings, const char *file, GError *error);

/*
 * Says that one of the errors is of the disk or of rights, not of what a person wrote:
 * sr_findings_check() then gives SR_ERROR_IO. sr_findings_take() sees it by itself.
 */
void sr_findings_set_unreadable(SrFindings *findings);

/*
 * Notes that something is wrong only because of an error that was told: it needs no
 * finding of its own. Returns of sr_findings_n_following(): how often.
 */
void sr_findings_follow(SrFindings *findings);
int sr_findings_n_following(const SrFindings *findings);

int sr_findings_n(const SrFindings *findings);
int sr_findings_n_errors(const SrFindings *findings);

/* Borrows finding @i, 0 .. n - 1; in the order of sr_findings_sort() once that was
 * called. */
const SrFinding *sr_findings_at(const SrFindings *findings, int i);

/* Sorts by file, severity, row, place, message; drops exact repetitions. */
void sr_findings_sort(SrFindings *findings);

/*
 * The findings as text for a terminal, sorted, grouped by file, at most @most of one kind
 * in a file ("… and 37 more like this"; 0 = all).
 * Returns: (transfer full): the text, "" if there is none.
 */
char *sr_findings_text(SrFindings *findings, int most);

/* Returns: false with SR_ERROR_INPUT (or SR_ERROR_IO) and all findings as its message if
 * one is an error.
 */
bool sr_findings_check(SrFindings *findings, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "error", "warning", "note", for machines. */
const char *sr_severity_name(SrSeverity severity);

/* Returns: (transfer full): @text with control characters (escape sequences, line feeds)
 * as '?'. */
char *sr_text_harmless(const char *text);
