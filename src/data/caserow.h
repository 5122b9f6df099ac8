/*
 * caserow.h — the rows of a register of help cases, read and checked, in memory only.
 *
 * A finding names the row and the column, never what stands there.
 */
#pragma once

#include "data/casekind.h"
#include "data/cases.h"
#include "data/table.h"

#include <glib.h>
#include <stdbool.h>

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
    guint family;   /* number of the family within the file; 0 = not told */
    char sex;       /* 'm', 'w', 'd', 0 = not told */
    bool is_uma;
    bool is_inside;
    bool is_earlier;
    bool is_by_plan;
    bool is_returned;
} SrCase;

/*
 * Reads and checks all rows.
 * Returns: (transfer full) (element-type SrCase): the cases, or NULL if a finding is an
 * error.
 */
GArray *sr_case_rows_read(const SrDataset *dataset, const SrMatcher *matcher,
                          SrFindings *findings);
