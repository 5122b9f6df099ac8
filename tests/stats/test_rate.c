#include "stats/rate.h"

#include "base/error.h"

static void
assert_limits(SrInterval limits, double lower, double upper, double epsilon)
{
    g_assert_cmpfloat_with_epsilon(limits.lower, lower, epsilon);
    g_assert_cmpfloat_with_epsilon(limits.upper, upper, epsilon);
}

static void
assert_none(SrInterval limits)
{
    g_assert_true(isnan(limits.lower));
    g_assert_true(isnan(limits.upper));
}

/* PHEindicatormethods: byars_lower, byars_upper, phe_rate, phe_proportion. */
static void
test_references(void)
{
    assert_limits(sr_count_interval(65, 0.95), 50.163187710459454, 82.849138545939837,
                  1e-11);
    assert_limits(sr_count_interval(10, 0.998), 2.916318374695686, 24.193724927880535,
                  1e-11);
    assert_limits(sr_count_interval(0, 0.95), 0, 3.6888794541139363, 1e-11);
    assert_limits(sr_rate_interval(5, 100, 100, 0.95), 1.62348639011842,
                  11.668332079322669, 1e-11);
    assert_limits(sr_rate_interval(20, 100, 100, 0.95), 12.211428834875937,
                  30.889880369197066, 1e-11);
    assert_limits(sr_proportion_interval(65, 100, 1, 0.95), 0.55254443296887967,
                  0.73635751756902468, 1e-14);
    /* t.test(c(1, 2, 4, 9))$conf.int in R: mean 4, variance 38 / 3 */
    assert_limits(sr_mean_interval(4, 38.0 / 3, 4, 0.95), -1.663204705733679,
                  9.663204705733680, 1e-8);
}

/* Up to 9 events the limits are tabled for two levels; a level next to them is searched.
 */
static void
test_exact_limits(void)
{
    static const double levels[] = {0.95, 0.998};

    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
        for (int events = 0; events < 10; events++) {
            SrInterval searched = sr_count_interval(events, levels[i] + 1e-15);

            assert_limits(sr_count_interval(events, levels[i]), searched.lower,
                          searched.upper, 1e-10);
        }
    /* Halves of a case, and less, have limits too: qchisq(c(0.025), 5) / 2 of R. */
    g_assert_cmpfloat_with_epsilon(sr_count_interval(2.5, 0.95).lower,
                                   0.41560580674333131, 1e-12);
    g_assert_cmpfloat(sr_count_interval(0.01, 0.95).lower, >=, 0);
    g_assert_cmpfloat(sr_count_interval(0.01, 0.95).lower, <, 0.01);
}

/* A rate whose strata all weigh as much as they have people is the crude rate. */
static void
test_dobson_of_crude_is_byar(void)
{
    double events = 40;
    double base = 1000;
    double variance = events / base / base;

    assert_limits(sr_dobson_interval(events / base, variance, events, 0.95),
                  sr_rate_interval(events, base, 1, 0.95).lower,
                  sr_rate_interval(events, base, 1, 0.95).upper, 1e-15);
    assert_none(sr_dobson_interval(0.009, 9e-6, 9, 0.95));
}

static void
test_ratio_and_change(void)
{
    /* Wilson's limits p of 8 of 24, as p / (1 - p) */
    assert_limits(sr_ratio_interval(8, 16, 1, 0.95),
                  0.1797219032729776 / (1 - 0.1797219032729776),
                  0.5329368316186824 / (1 - 0.5329368316186824), 1e-14);
    g_assert_cmpfloat(sr_ratio_interval(0, 5, 1, 0.95).lower, ==, 0);
    g_assert_true(isnan(sr_ratio_interval(5, 0, 1, 0.95).upper));

    /* Twice the people and twice the cases are no change; the limits lie about it. */
    SrInterval none = sr_change_interval(50, 1000, 100, 2000, 0.95);
    g_assert_cmpfloat(none.lower, <, 0);
    g_assert_cmpfloat(none.upper, >, 0);
    SrInterval counts = sr_change_interval(100, 1, 150, 1, 0.95);
    SrInterval ratio = sr_ratio_interval(150, 100, 1, 0.95);
    assert_limits(counts, ratio.lower - 1, ratio.upper - 1, 1e-15);
    assert_none(sr_change_interval(0, 1000, 5, 1000, 0.95));
}

/* Newcombe (1998), table II (a), method 10: 56/70 - 48/80 is 0.0524 to 0.3339. */
static void
test_difference(void)
{
    SrInterval a = sr_proportion_interval(56, 70, 1, 0.95);
    SrInterval b = sr_proportion_interval(48, 80, 1, 0.95);

    assert_limits(sr_difference_interval(0.8, a, 0.6, b), 0.0524, 0.3339, 5e-5);
}

static void
test_no_limits(void)
{
    assert_none(sr_rate_interval(5, 0, 1000, 0.95));
    assert_none(sr_rate_interval(NAN, 10, 1000, 0.95));
    assert_none(sr_rate_interval(-1, 10, 1000, 0.95));
    assert_none(sr_proportion_interval(11, 10, 100, 0.95));
    assert_none(sr_proportion_interval(0, 0, 100, 0.95));
    assert_none(sr_proportion_interval(1, NAN, 100, 0.95));
    assert_none(sr_mean_interval(3, 1, 1, 0.95));
}

/* Whatever the counts: limits hold the figure, and more confidence never narrows them. */
static void
test_limits_hold_the_figure(void)
{
    for (int round = 0; round < 5000; round++) {
        int base = g_test_rand_int_range(1, 3000);
        int events = g_test_rand_int_range(0, base + 1);
        SrInterval rate = sr_rate_interval(events, base, 1000, 0.95);
        SrInterval wide = sr_rate_interval(events, base, 1000, 0.998);
        SrInterval share = sr_proportion_interval(events, base, 100, 0.95);

        g_assert_cmpfloat(rate.lower, <=, 1000.0 * events / base);
        g_assert_cmpfloat(rate.upper, >, 1000.0 * events / base);
        g_assert_cmpfloat(wide.lower, <=, rate.lower);
        g_assert_cmpfloat(wide.upper, >, rate.upper);
        g_assert_cmpfloat(share.lower, >=, 0);
        g_assert_cmpfloat(share.lower, <=, 100.0 * events / base + 1e-12);
        g_assert_cmpfloat(share.upper, >=, 100.0 * events / base - 1e-12);
        g_assert_cmpfloat(share.upper, <=, 100);
    }
}

static void
test_methods(void)
{
    static const struct {
        const char *name;
        SrEstimate figure;
        double lower, upper;
    } cases[] = {
        {"byar", {.events = 5, .base = 100, .per = 100}, 1.62348639, 11.66833208},
        {"wilson", {.events = 65, .base = 100, .per = 100}, 55.2544433, 73.6357518},
        {"ratio", {.events = 12, .base = 12, .per = 1}, 0.45830897, 2.18193417},
        {"dobson",
         {.value = 0.2, .events = 20, .variance = 0.002},
         0.12211428834875937,
         0.30889880369197066},
        {"student",
         {.value = 4, .base = 4, .variance = 38.0 / 3},
         -1.66320471,
         9.66320471},
        {"none", {.events = 5, .base = 100, .per = 100}, NAN, NAN},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const SrIntervalMethod *method = sr_interval_find(cases[i].name, NULL);

        g_test_message("%s", cases[i].name);
        g_assert_nonnull(method);
        g_assert_cmpstr(sr_interval_name(method), ==, cases[i].name);
        g_assert_true(sr_interval_at((int)i) == method);
        SrInterval limits = sr_interval_of(method, &cases[i].figure, 0.95);
        if (isnan(cases[i].lower))
            assert_none(limits);
        else
            assert_limits(limits, cases[i].lower, cases[i].upper, 1e-7);
    }
    g_assert_null(sr_interval_at(G_N_ELEMENTS(cases)));

    g_autoptr(GError) error = NULL;
    g_assert_null(sr_interval_find("wislon", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, "'wilson'"));
}

static void
test_verdict(void)
{
    static const struct {
        SrInterval limits;
        double benchmark;
        const char *word;
    } cases[] = {
        {{10, 20}, 15, "similar"}, {{10, 20}, 10, "similar"},  {{10, 20}, 20, "similar"},
        {{10, 20}, 9.9, "higher"}, {{10, 20}, 20.1, "lower"},  {{10, 20}, NAN, ""},
        {{NAN, NAN}, 15, ""},      {{10, NAN}, 9.9, "higher"}, {{10, NAN}, 15, ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(
            sr_verdict_name(sr_verdict_of(cases[i].limits, cases[i].benchmark)), ==,
            cases[i].word);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rate/references", test_references);
    g_test_add_func("/rate/exact-limits", test_exact_limits);
    g_test_add_func("/rate/dobson-of-crude-is-byar", test_dobson_of_crude_is_byar);
    g_test_add_func("/rate/ratio-and-change", test_ratio_and_change);
    g_test_add_func("/rate/difference", test_difference);
    g_test_add_func("/rate/no-limits", test_no_limits);
    g_test_add_func("/rate/limits-hold-the-figure", test_limits_hold_the_figure);
    g_test_add_func("/rate/methods", test_methods);
    g_test_add_func("/rate/verdict", test_verdict);
    return g_test_run();
}
