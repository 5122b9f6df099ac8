/*
 * figures.h — a small county with one indicator, for tests of what is said of values.
 *
 *     four Gemeinden A, B, C, D · one Kreis · years 2014 to 2018
 */
#pragma once

#include "indicator/evaluate.h"

#include <math.h>

#define N_GEMEINDEN 4
#define N_YEARS 5

static const char *gemeinde_names[] = {"Altheim", "VG Berg", "Cham", "Region 4", NULL};
static const char *gemeinde_codes[] = {"1", "2", "3", "4", NULL};
static const char *kreis_names[] = {"Landkreis Tal", NULL};
static char *every_level[] = {NULL};
static const char *kreis_codes[] = {"0", NULL};
static const char *years[] = {"2014", "2015", "2016", "2017", "2018", NULL};

typedef struct {
    SrLevel levels[2];
    SrDivision gemeinden, kreis;
    int ones[N_GEMEINDEN], all[N_GEMEINDEN], members[N_GEMEINDEN], whole[1];
    SrIndicator indicator;
    SrResult result;
    SrValues values;
} Figures;

/* Rows of all Gemeinden and the Kreis over the years, all 10.0 and like the Kreis. */
static inline void
figures_init(Figures *self)
{
    *self = (Figures){0};
    self->levels[0] = (SrLevel){.id = (char *)"gemeinde",
                                .title = (char *)"Gemeinde",
                                .plural = (char *)"Gemeinden"};
    self->levels[1] = (SrLevel){.id = (char *)"kreis",
                                .title = (char *)"Landkreis",
                                .plural = (char *)"Landkreise",
                                .kind = SR_LEVEL_PREFIX};
    for (int g = 0; g < N_GEMEINDEN; g++) {
        self->ones[g] = g;
        self->members[g] = 1;
    }
    self->whole[0] = N_GEMEINDEN;
    self->gemeinden = (SrDivision){
        &self->levels[0],        N_GEMEINDEN,   N_GEMEINDEN, (char **)gemeinde_codes,
        (char **)gemeinde_names, self->members, self->ones};
    self->kreis =
        (SrDivision){&self->levels[1],     1,           N_GEMEINDEN, (char **)kreis_codes,
                     (char **)kreis_names, self->whole, self->all};
    self->indicator = (SrIndicator){.id = (char *)"armut",
                                    .title = (char *)"Armut",
                                    .short_title = (char *)"Armut",
                                    .unit = (char *)"%",
                                    .per = 100,
                                    .decimals = 1,
                                    .levels = every_level,
                                    .kind = SR_KIND_PROPORTION,
                                    .polarity = SR_POLARITY_BURDEN};
    self->values.rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
    self->values.results = g_ptr_array_new();
    for (int a = 0; a <= N_GEMEINDEN; a++)
        for (int y = 0; y < N_YEARS; y++) {
            bool is_kreis = a == N_GEMEINDEN;
            SrValue value = {.indicator = &self->indicator,
                             .scheme = "",
                             .division = is_kreis ? &self->kreis : &self->gemeinden,
                             .level = is_kreis,
                             .area = is_kreis ? 0 : a,
                             .period = years[y],
                             .numerator = 100,
                             .denominator = 1000 + a,
                             .value = 10,
                             .lower = 9,
                             .upper = 11,
                             .benchmark = 10,
                             .verdict = is_kreis ? SR_VERDICT_NONE : SR_VERDICT_SIMILAR};

            g_array_append_val(self->values.rows, value);
        }
    self->result =
        (SrResult){.indicator = &self->indicator, .n = (int)self->values.rows->len};
    g_ptr_array_add(self->values.results, &self->result);
}

static inline void
figures_clear(Figures *self)
{
    g_array_unref(self->values.rows);
    g_ptr_array_unref(self->values.results);
}

/* The row of an area (N_GEMEINDEN: the Kreis) in year @y. */
static inline SrValue *
figures_at(Figures *self, int area, int y)
{
    return &g_array_index(self->values.rows, SrValue, area * N_YEARS + y);
}

static inline void
figures_set(Figures *self, int area, int y, double value, SrVerdict verdict)
{
    SrValue *row = figures_at(self, area, y);

    row->value = value;
    row->numerator = value * row->denominator / 100;
    row->verdict = verdict;
}

/* As evaluation leaves it: no numbers. */
static inline void
figures_hide(Figures *self, int area, int y, SrStatus status)
{
    SrValue *row = figures_at(self, area, y);

    row->status = status;
    row->value = row->numerator = row->denominator = row->lower = row->upper = NAN;
    row->verdict = SR_VERDICT_NONE;
}
