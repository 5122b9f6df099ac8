/*
 * casesheet.h — the surveys beside the register: §§ 8a, 42, 50, 52, one row an event.
 */
#pragma once

#include "data/cases.h"

/* What is counted: the years and areas of all counts. */
typedef struct {
    int first_year;
    int n_years;
    int n_areas;
} SrCaseSpan;

/* Returns: the sheet that the variable "verfahren_8a_akut" comes from, or NULL. */
const char *sr_case_survey_of(const char *variable);

/*
 * Counts the events of all sheets of @dataset by year and area into @counts (of SrCount);
 * UMA are left out. Mistakes are findings that name the row, not its content.
 */
void sr_case_sheets_count(const SrDataset *dataset, const SrMatcher *matcher,
                          const SrCaseSpan *span, GPtrArray *counts,
                          SrFindings *findings);
