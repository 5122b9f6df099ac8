/*
 * sign.h — what stands in a cell instead of, or behind, a figure (DIN 55301).
 *
 *     0        less than half a unit     ok, 0         1 234p   provisional
 *     –  -     exactly nothing           ok, 0         1 234r   revised
 *     .        unknown or secret         missing       1 234s   estimated
 *     …  ...   not yet                   not_yet       (1 234)  limited certainty
 *     /        too uncertain             uncertain
 *     x  X     not meaningful            not_applicable
 *     *        secret (Bundesagentur)    suppressed
 *
 * Without a group [signs] a file may use them all but "*"; with one, only what it lists:
 *
 *     [signs]
 *     suppressed=*
 *     missing=.;k. A.
 *
 * A sign that is not known is an error: it is never read as a number or as nothing.
 */
#pragma once

#include "base/number.h"
#include "base/status.h"

#include <glib.h>
#include <stdbool.h>

/* The order of the keys of [signs]. */
typedef enum {
    SR_SIGN_NOTHING,
    SR_SIGN_MISSING,
    SR_SIGN_NOT_YET,
    SR_SIGN_UNCERTAIN,
    SR_SIGN_NOT_APPLICABLE,
    SR_SIGN_SUPPRESSED,
    SR_SIGN_LIMITED, /* "()" */
    SR_SIGN_PROVISIONAL,
    SR_SIGN_REVISED,
    SR_SIGN_ESTIMATED,
    SR_SIGN_FINAL, /* means nothing in particular: "e" of older GENESIS files */
    SR_N_SIGNS,
} SrSignKind;

/* The signs a file may use. */
typedef struct {
    char **words[SR_N_SIGNS]; /* each NULL-terminated, owned; NULL = none */
} SrSigns;

typedef enum {
    SR_CELL_VALUE, /* a number, or the sign for nothing: value, ok */
    SR_CELL_SIGN,  /* no number: value NAN, status not ok */
    SR_CELL_EMPTY,
    SR_CELL_UNKNOWN, /* neither a number nor a known sign */
} SrCellKind;

typedef struct {
    SrCellKind kind;
    double value;
    SrStatus status;
    unsigned flags; /* SrFlags */
    SrNumberUnit unit;
    bool has_footnote;
} SrCell;

/* "nothing", "missing", …: the key in [signs]. */
const char *sr_sign_name(SrSignKind kind);

/* Fills @signs with those of DIN 55301, without "*". */
void sr_signs_init_default(SrSigns *signs);
void sr_signs_clear(SrSigns *signs);

/* Reads one cell; @form as the survey of the column gave it. */
SrCell sr_cell_read(const char *text, const SrSigns *signs, SrNumberForm form);

/*
 * Adds what a column of quality signs says to @cell ("", "p", "r", "s", "e", "/", …).
 * Returns: false if the sign is not known.
 */
bool sr_cell_add_quality(SrCell *cell, const char *quality, const SrSigns *signs);

/* The number within @text, without brackets and suffix, for the survey: (transfer full).
 */
char *sr_cell_number_part(const char *text, const SrSigns *signs);
