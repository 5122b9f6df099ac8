#include "county.h"

#include "indicator/trial.h"

#define RATE "kind=rate\nper=1000\nnumerator=faelle\ndenominator=kinder\n"

static void
test_trials(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *definition, *says; /* NULL: it holds */
    } cases[] = {
        {RATE "[test a]\ngiven=faelle=20;kinder=1000\nexpect=20\n", NULL},
        {RATE "[test a]\ngiven=faelle=20;kinder=1000\nexpect=2.0\n",
         "20 comes, 2 was expected"},
        {RATE "[test a]\ngiven=faelle=1;kinder=3\nexpect=333.3\n", NULL},
        {RATE "[test a]\ngiven=faelle=1;kinder=3\nexpect=333.30\n", "333.33"},
        {RATE "[test a]\ngiven=faelle=1;kinder=0\nexpect=none\n", NULL},
        {RATE "[test a]\ngiven=faelle=1;kinder=0\nexpect=5\n",
         "small_denominator comes, 5 was expected"},
        {RATE "[test a]\ngiven=faelle=1;kinder=4\nexpect=none\n",
         "250 comes, none was expected"},
        {RATE "[test a]\ngiven=faelle=1\nexpect=5\n", "nothing is given for 'kinder'"},
        {RATE "[test a]\ngiven=faele=1;faelle=1;kinder=1\nexpect=1000\n",
         "'faele' stands in no expression"},
        {RATE "[test a]\ngiven=faelle\nexpect=5\n", "name=number"},
        {RATE "[test a]\ngiven=faelle=x;kinder=1\nexpect=5\n", "'x' is not a number"},
        {RATE "[test a]\ngiven=faelle=1;kinder=1\nexpect=many\n", "'many'"},
        {RATE "[period]\nkind=change\nyears=4\n[test a]\ngiven=faelle=30;kinder=100\n"
              "before=faelle=20;kinder=100\nexpect=50\n",
         NULL},
        {RATE "[period]\nkind=change\nyears=4\n[test "
              "a]\ngiven=faelle=30;kinder=100\nexpect=50\n",
         "'before'"},
        {"kind=index\n[part x]\nindicator=r\nweight=0.5\npolarity=burden\n"
         "[part y]\ntitle=Y\nnumerator=flaeche\ndenominator=kinder\nweight=0.5\n"
         "polarity=burden\n[test a]\ngiven=x=2;y=-1\nexpect=105\n",
         NULL},
        {"kind=index\nnumerator={r} - 1\n[test a]\ngiven=r=3\nexpect=2\n", NULL},
        {RATE "interval=none\n[standardise]\nmethod=indirect\nages=jung\nweights=1\n"
              "[test a]\ngiven=faelle=1;kinder=1\nexpect=1\n",
         "only expressions"},
    };

    (void)unused;
    write_file(fixture, "indicators/r.ini",
               "[indicator]\ntitle=R\nchapter=c\nkind=rate\nnumerator=faelle\n"
               "denominator=kinder\n");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        SrFindings *before = fixture->findings;

        fixture->findings = sr_findings_new();
        g_autoptr(SrValues) values = evaluate(fixture, cases[i].definition, &catalogue);
        for (int k = 0; k < sr_catalogue_n(catalogue); k++)
            sr_trials_run(sr_catalogue_at(catalogue, k), fixture->findings);
        g_test_message("case %zu", i);
        if (cases[i].says == NULL)
            g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
        else
            g_assert_true(has_finding(fixture->findings, cases[i].says));
        sr_catalogue_free(catalogue);
        sr_findings_free(before);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/trial/trials", Fixture, NULL, set_up, test_trials, tear_down);
    return g_test_run();
}
