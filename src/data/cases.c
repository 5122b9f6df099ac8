#include "data/cases.h"

const char *
sr_case_column_name(SrCaseColumn column)
{
    static const char *const names[] = {
        "id",     "home",    "birth",  "sex",      "kind", "basis",  "begin",   "end",
        "reason", "by_plan", "family", "children", "uma",  "inside", "earlier", "cost"};

    return names[column];
}

GPtrArray *
sr_cases_count(const SrDataset *dataset, const SrMatcher *matcher, int n_areas,
               SrFindings *findings)
{
    (void)dataset;
    (void)matcher;
    (void)n_areas;
    (void)findings;
    return NULL;
}
