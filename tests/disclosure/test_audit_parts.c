/* Costs, durations, indices: shown only where all that they are made of may be. */
#include "disclosure/auditfixture.h"

static const AuditCase cases[] = {
    {"a mean duration beside a hidden number of cases",
     "faelle gemeinde 07001 2018 *\n"
     "dauer gemeinde 07001 2018 - - 14.5\n",
     "dauer, gemeinde Adorf, 2018: it is shown where the number of its cases is not"},
    {"a mean duration beside the number of cases",
     "faelle gemeinde 07001 2018 8\n"
     "dauer gemeinde 07001 2018 - - 14.5\n",
     NULL},
    {"the duration of another Gemeinde is its own",
     "faelle gemeinde 07001 2018 *\n"
     "dauer gemeinde 07002 2018 - - 14.5\n",
     NULL},
    {"an index of which a part is hidden",
     "a gemeinde 07001 2018 *\n"
     "b gemeinde 07001 2018 8\n"
     "index gemeinde 07001 2018 - - 104.2\n",
     "index, gemeinde Adorf, 2018: it is shown where a count in it is not"},
    {"an index all of whose parts are shown",
     "a gemeinde 07001 2018 5\n"
     "b gemeinde 07001 2018 8\n"
     "index gemeinde 07001 2018 - - 104.2\n",
     NULL},
    {"the difference of two indices tells of their parts",
     "b gemeinde 07001 2018 *\n"
     "abstand gemeinde 07001 2018 - - 4.2\n",
     "abstand, gemeinde Adorf, 2018: it is shown where a count in it is not"},
};

static void
test_cases(void)
{
    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void
write_indicators(void)
{
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    write_indicator("b", "numerator=fall_b\nkind=count\n");
    write_indicator("faelle", "numerator=hilfen_33_beendet_dauer\nkind=count\n");
    write_indicator("dauer", "numerator=hilfen_33_beendet_dauer_mittel\n"
                             "denominator=1\nper=1\nkind=mean\ninterval=none\n");
    write_indicator("index",
                    "kind=index\ninterval=none\n\n[part eins]\ntitle=Eins\n"
                    "numerator=fall_a\ndenominator=leute\nweight=0.5\n"
                    "polarity=burden\n\n[part zwei]\ntitle=Zwei\nnumerator=fall_b\n"
                    "denominator=leute\nweight=0.5\npolarity=burden\n");
    write_indicator("abstand",
                    "numerator={index} - 100\ndenominator=1\nper=1\nkind=mean\n"
                    "interval=none\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicators();
    project_open();
    g_test_add_func("/audit_parts/cases", test_cases);
    int failed = g_test_run();
    project_close();
    return failed;
}
