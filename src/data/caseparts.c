/* The sexes and age bands that cases are split by, and how counts are put, of cases.h. */
#include "data/cases.h"
#include "data/terms.h"

#include <string.h>

/* The ends of the age bands, included; the last is open, though helps begin before 28. */
static const int band_ends[SR_N_CASE_BANDS] = {2, 5, 9, 13, 17, 20, SR_OPEN_AGE};

/* Both first: who is neither m nor w stands only there. */
static const char part_sexes[] = {0, 'm', 'w'};

int
sr_case_band(int age)
{
    int band = 0;

    while (age > band_ends[band])
        band++;
    return band;
}

void
sr_case_part_label(int part, SrCountLabel *label)
{
    int band = part % SR_N_CASE_BANDS;

    label->sex = part_sexes[part / SR_N_CASE_BANDS];
    label->age_from = band == 0 ? 0 : band_ends[band - 1] + 1;
    label->age_to = band_ends[band];
}

static bool
is_nothing(const double *values, int n)
{
    for (int i = 0; i < n; i++)
        if (values[i] != 0)
            return false;
    return true;
}

void
sr_case_add_counts(GPtrArray *counts, const SrCountLabel *label, int first_year,
                   int n_years, int n_areas, const double *table)
{
    for (int y = 0; y < n_years; y++) {
        const double *row = table == NULL ? NULL : table + (gsize)y * (gsize)n_areas;
        SrCount *made = g_new0(SrCount, 1);

        made->variable = g_strdup(label->variable);
        made->title = g_strdup(label->title);
        made->title_en = g_strdup(label->title_en);
        made->unit = g_strdup(label->unit);
        made->year = first_year + y;
        made->sex = label->sex;
        made->age_from = label->age_from;
        made->age_to = label->age_to;
        made->sheet = label->sheet;
        if (row != NULL && !is_nothing(row, n_areas))
            made->values = g_memdup2(row, (gsize)n_areas * sizeof *row);
        g_ptr_array_add(counts, made);
    }
}
