/*
 * caserow.h — the rows of a register of help cases, read and checked, in memory only.
 *
 * A finding names the row and the column, never what stands there.
 */
#pragma once

#include "data/cases.h"
#include "data/table.h"

#include <glib.h>
#include <stdbool.h>

/* What a help is counted as, and the groups; the order is that of the output. */
typedef enum {
    SR_HELP_27_2_AMBULANT,
    SR_HELP_27_2_AUSSERHALB,
    SR_HELP_27_2_SONSTIGE,
    SR_HELP_27_2,
    SR_HELP_28,
    SR_HELP_29,
    SR_HELP_30,
    SR_HELP_31,
    SR_HELP_32,
    SR_HELP_33,
    SR_HELP_34,
    SR_HELP_35,
    SR_HELP_35A,
    SR_HELP_41,
    SR_HELP_AMBULANT,
    SR_HELP_TEILSTATIONAER,
    SR_HELP_STATIONAER,
    SR_N_HELPS,
} SrHelp;

#define SR_NO_END G_MAXINT

typedef struct {
    int area; /* index */
    int row;
    int begin;      /* day, Julian */
    int end;        /* day, Julian; SR_NO_END */
    int birth;      /* month: year * 12 + month - 1 */
    unsigned helps; /* bits 1 << SrHelp: the kind and all groups it is in */
    int children;   /* >= 1 */
    float cost;     /* euro a month */
    guint person;   /* number of the pseudonym within the file */
    char sex;       /* 'm', 'w', 'd', 0 = not told */
    bool is_uma;
    bool is_inside;
    bool is_earlier;
    bool is_by_plan;
} SrCase;

/* "27_2_ambulant", …: the part of the variable's name. */
const char *sr_help_name(SrHelp help);

/* "Hilfen nach § 34", …: German, as titles of variables are. */
const char *sr_help_title(SrHelp help);

/*
 * Reads the kind of a help: the official key "01" … "16", "§ 34", "34", "27 (2)
 * ambulant". Returns: one of SR_HELP_27_2_AMBULANT … SR_HELP_35A, or SR_N_HELPS if it is
 * none.
 */
SrHelp sr_help_parse(const char *text);

/*
 * Reads and checks all rows.
 * Returns: (transfer full) (element-type SrCase): the cases, or NULL if a finding is an
 * error.
 */
GArray *sr_case_rows_read(const SrDataset *dataset, const SrMatcher *matcher,
                          SrFindings *findings);
