#include "indicator/relate.h"

#include "shapes/neighbours.h"

#include <math.h>

/* Six places in a row, and one kind of rate. */
static const SrLevel level = {.id = (char *)"gemeinde", .kind = SR_LEVEL_KEY};
static int own[] = {0, 1, 2, 3, 4, 5};
static const SrDivision places = {
    .level = &level, .n_areas = 6, .n_gemeinden = 6, .area_of = own};
static const char *const years[] = {"2013", "2014", "2015", "2016", "2017", "2018"};

typedef struct {
    SrIndicator indicator;
    SrResult result;
    SrValues values;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer kind)
{
    *fixture = (Fixture){.indicator = {.kind = (SrKind)GPOINTER_TO_INT(kind),
                                       .span = SR_SPAN_YEAR,
                                       .per = 100}};
    fixture->result.indicator = &fixture->indicator;
    fixture->values.rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
}

static void
tear_down(Fixture *fixture, gconstpointer kind)
{
    (void)kind;
    g_array_unref(fixture->values.rows);
}

/* @number cases of 1 000 people, with limits of 1 around the rate. */
static void
add(Fixture *fixture, int area, const char *period, double number)
{
    SrValue value = {.indicator = &fixture->indicator,
                     .scheme = "",
                     .division = &places,
                     .area = area,
                     .period = period,
                     .numerator = number,
                     .denominator = 1000,
                     .value = number / 10,
                     .lower = number / 10 - 1,
                     .upper = number / 10 + 1,
                     .status = isnan(number) ? SR_STATUS_SUPPRESSED : SR_STATUS_OK};

    g_array_append_val(fixture->values.rows, value);
    fixture->result.n = (int)fixture->values.rows->len;
}

static void
add_years(Fixture *fixture, int area, const double *numbers)
{
    for (size_t y = 0; y < G_N_ELEMENTS(years); y++)
        add(fixture, area, years[y], numbers[y]);
}

static void
test_trend_of_rates(Fixture *fixture, gconstpointer kind)
{
    (void)kind;
    add_years(fixture, 0, (double[]){900, 100, 150, 200, 250, 300}); /* 2013 is too old */
    add_years(fixture, 1, (double[]){900, 100, 150, NAN, 250, 300}); /* one hidden */
    add_years(fixture, 3, (double[]){100, 150, 200, 250, 300, NAN}); /* not the newest */
    add(fixture, 2, "2014-2018", 100); /* five years together are no line */
    SrTrend rising = sr_values_trend(&fixture->values, &fixture->result, &places, 0);

    g_assert_cmpint(rising.kind, ==, SR_TREND_RISING);
    g_assert_cmpfloat_with_epsilon(rising.slope, 5, 1e-12);
    for (int area = 1; area < 4; area++)
        g_assert_cmpint(
            sr_values_trend(&fixture->values, &fixture->result, &places, area).kind, ==,
            SR_TREND_NONE);
    fixture->indicator.span = SR_SPAN_MEAN;
    g_assert_cmpint(sr_values_trend(&fixture->values, &fixture->result, &places, 0).kind,
                    ==, SR_TREND_NONE);
}

static void
test_trend_of_shares(Fixture *fixture, gconstpointer kind)
{
    (void)kind;
    add_years(fixture, 0, (double[]){0, 300, 250, 200, 150, 100});
    SrTrend falling = sr_values_trend(&fixture->values, &fixture->result, &places, 0);

    g_assert_cmpint(falling.kind, ==, SR_TREND_FALLING);
    g_assert_cmpfloat_with_epsilon(falling.slope, -5, 1e-12); /* per cent a year */
}

/* 0 - 1 - 2 - 3 - 4, and 5 alone. */
static void
test_moran(Fixture *fixture, gconstpointer kind)
{
    (void)kind;
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(SrNeighbours));
    double line[] = {100, 110, 200, 310, 300, 100};

    for (int i = 0; i < 4; i++) {
        SrNeighbours pair = {i, i + 1, 1000};

        g_array_append_val(pairs, pair);
    }
    for (int area = 0; area < 6; area++)
        add(fixture, area, "2018", line[area]);
    SrMoran moran =
        sr_values_moran(&fixture->values, &fixture->result, &places, "2018", pairs);
    g_assert_cmpint(moran.n_areas, ==, 5);
    g_assert_cmpint(moran.n_islands, ==, 1);
    g_assert_cmpfloat(moran.moran, >, 0.5); /* like lies next to like */
    g_assert_cmpint(
        sr_values_moran(&fixture->values, &fixture->result, &places, "2017", pairs)
            .n_areas,
        ==, 0);
}

static void
test_goodness(Fixture *fixture, gconstpointer kind)
{
    (void)kind;
    fixture->result.breaks =
        &(SrBreaks){.n_classes = 2, .bounds = (double[]){10, 20, 30}};
    add(fixture, 0, "2017", 100);
    add(fixture, 1, "2017", NAN);
    add(fixture, 0, "2018", 300);
    SrGoodness goodness =
        sr_values_goodness(&fixture->values, &fixture->result, &places, "2018");

    g_assert_cmpfloat(goodness.gvf, ==, 1); /* one value in each class */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, kind, function)                                                        \
    g_test_add(name, Fixture, GINT_TO_POINTER(kind), set_up, function, tear_down)
    ADD("/relate/trend-of-rates", SR_KIND_RATE, test_trend_of_rates);
    ADD("/relate/trend-of-shares", SR_KIND_PROPORTION, test_trend_of_shares);
    ADD("/relate/moran", SR_KIND_RATE, test_moran);
    ADD("/relate/goodness", SR_KIND_RATE, test_goodness);
    return g_test_run();
}
