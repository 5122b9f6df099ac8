#include "base/status.h"

#include <string.h>

static void
test_names(void)
{
    /* The words of values.csv are a contract: other programs read them. */
    static const char *const names[SR_N_STATUSES] = {
        "ok",      "missing",   "suppressed", "small_denominator", "not_applicable",
        "not_yet", "uncertain", "incomplete"};

    for (int s = 0; s < SR_N_STATUSES; s++) {
        g_assert_cmpstr(sr_status_name(s), ==, names[s]);
        g_assert_cmpstr(sr_status_label(s), !=, "");
        g_assert_cmpint(*sr_status_sign(s) == '\0', ==, s == SR_STATUS_OK);
    }
}

/* Hidden and missing must never look alike; no two statuses share a sign. */
static void
test_signs_differ(void)
{
    for (int a = 0; a < SR_N_STATUSES; a++)
        for (int b = 0; b < a; b++)
            g_assert_cmpstr(sr_status_sign(a), !=, sr_status_sign(b));
}

static void
test_join(void)
{
    static const SrStatus heaviest_first[] = {
        SR_STATUS_SUPPRESSED,     SR_STATUS_SMALL_DENOMINATOR,
        SR_STATUS_UNCERTAIN,      SR_STATUS_NOT_YET,
        SR_STATUS_NOT_APPLICABLE, SR_STATUS_MISSING,
        SR_STATUS_INCOMPLETE,     SR_STATUS_OK};

    for (int i = 0; i < SR_N_STATUSES; i++)
        for (int j = 0; j < SR_N_STATUSES; j++)
            g_assert_cmpint(sr_status_join(heaviest_first[i], heaviest_first[j]), ==,
                            heaviest_first[MIN(i, j)]);
}

/* In whatever order many are joined, the outcome is one and the same. */
static void
test_order_is_nothing(void)
{
    for (int a = 0; a < SR_N_STATUSES; a++)
        for (int b = 0; b < SR_N_STATUSES; b++)
            for (int c = 0; c < SR_N_STATUSES; c++)
                g_assert_cmpint(sr_status_join(sr_status_join(a, b), c), ==,
                                sr_status_join(a, sr_status_join(b, c)));
}

static void
test_flags(void)
{
    static const struct {
        unsigned flags;
        const char *names;
    } cases[] = {
        {SR_FLAG_NONE, ""},
        {SR_FLAG_LIMITED, "limited"},
        {SR_FLAG_SYNTHETIC | SR_FLAG_PROVISIONAL, "provisional synthetic"},
        {63, "provisional revised estimated limited rounded synthetic"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *names = sr_flags_names(cases[i].flags);
        g_autofree char *label = sr_flags_label(cases[i].flags);

        g_assert_cmpstr(names, ==, cases[i].names);
        g_assert_cmpint(*label == '\0', ==, cases[i].flags == 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/status/names", test_names);
    g_test_add_func("/status/signs_differ", test_signs_differ);
    g_test_add_func("/status/join", test_join);
    g_test_add_func("/status/order_is_nothing", test_order_is_nothing);
    g_test_add_func("/status/flags", test_flags);
    return g_test_run();
}
