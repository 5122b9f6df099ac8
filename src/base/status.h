/*
 * status.h — why a figure is there or not, and what is to be said about it.
 *
 * A status travels with its figure from the file to the printed page; it is never turned
 * into 0 or a blank. A value one of whose parts is not ok is not ok.
 */
#pragma once

#include <glib.h>

typedef enum {
    SR_STATUS_OK,
    SR_STATUS_MISSING,           /* no figure, or the sign "." */
    SR_STATUS_SUPPRESSED,        /* "*", or hidden by disclosure control */
    SR_STATUS_SMALL_DENOMINATOR, /* the denominator is 0 or too small for a rate */
    SR_STATUS_NOT_APPLICABLE,    /* "x" */
    SR_STATUS_NOT_YET,           /* "…" */
    SR_STATUS_UNCERTAIN,         /* "/" */
    SR_STATUS_INCOMPLETE,        /* some parts of an area have a figure, some have none */
} SrStatus;

#define SR_N_STATUSES (SR_STATUS_INCOMPLETE + 1)

typedef enum {
    SR_FLAG_NONE = 0,
    SR_FLAG_PROVISIONAL = 1 << 0, /* p */
    SR_FLAG_REVISED = 1 << 1,     /* r */
    SR_FLAG_ESTIMATED = 1 << 2,   /* s */
    SR_FLAG_LIMITED = 1 << 3,     /* ( ) */
    SR_FLAG_ROUNDED = 1 << 4,     /* 5er, 10er, cell key */
    SR_FLAG_SYNTHETIC = 1 << 5,   /* made up for the example */
} SrFlags;

/* The word of values.csv: "ok", "missing", … */
const char *sr_status_name(SrStatus status);

/* What people read in legends and notes, translated: "keine Angabe", "gesperrt", … */
const char *sr_status_label(SrStatus status);

/* The sign people read in place of the figure: "k. A.", "•", "…"; "" for ok. */
const char *sr_status_sign(SrStatus status);

/*
 * The status of something that needs both: ok only if both are; otherwise the one that
 * says more (suppressed before uncertain, not yet, not applicable, incomplete, missing).
 */
SrStatus sr_status_join(SrStatus a, SrStatus b);

/* Returns: (transfer full): the words of values.csv, space separated: "limited
 * synthetic". */
char *sr_flags_names(unsigned flags);

/* Returns: (transfer full): the same for people, in the language in use: "eingeschränkt,
 * erfunden". */
char *sr_flags_label(unsigned flags);
