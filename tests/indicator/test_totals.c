#include "county.h"

/* Means and shares are weighed where areas are joined, or have no value there. */
static void
test_not_additive(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) mean_values =
        evaluate(fixture, "kind=count\nnumerator=mittel\n", &catalogue);

    (void)unused;
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(mean_values, "gemeinde", "01002", "2018", 4);
    check_value(mean_values, "region", "1", "2018", (2 * 110 + 4 * 290) / 400.0);
    check_value(mean_values, "region", "2", "2018", 8); /* one Gemeinde: its own figure */
    check_value(mean_values, "kreis", "01", "2018", (2 * 110 + 4 * 290) / 400.0);
    sr_catalogue_free(catalogue);
    g_autoptr(SrValues) shares =
        evaluate(fixture, "kind=count\nnumerator=anteil\n", &catalogue);
    check_value(shares, "gemeinde", "01002", "2018", 20);
    check_value(shares, "region", "2", "2018", 30);
    g_assert_cmpint(find(shares, "region", "1", "2018")->status, ==,
                    SR_STATUS_NOT_APPLICABLE);
    g_assert_cmpint(find(shares, "kreis", "01", "2018")->status, ==,
                    SR_STATUS_NOT_APPLICABLE);
    sr_catalogue_free(catalogue);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/totals/not-additive", Fixture, NULL, set_up, test_not_additive,
               tear_down);
    return g_test_run();
}
