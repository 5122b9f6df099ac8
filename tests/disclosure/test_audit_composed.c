/* Quotients, rounded values, classes, benchmarks, changes: attacks with what is derived.
 */
#include "disclosure/auditfixture.h"

static const AuditCase cases[] = {
    {"a rate to one decimal, of a known number of people, is the count",
     "a gemeinde 07001 2018 *\n"
     "rate gemeinde 07001 2018 - - 2.0\n", /* 1 000 people */
     "a, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a rate in whole numbers of many people leaves room",
     "a gemeinde 07002 2018 *\n"
     "rate gemeinde 07002 2018 - - 1\n", /* 7 000 people: 4 to 10 */
     NULL},
    {"the rates of Gemeinden make that of the region",
     "a gemeinde 07002 2018 *\n"
     "a gemeinde 07003 2018 8\n"
     "rate region@eins 2 2018 - - 1.266\n", /* 10 of 7 900 */
     "a, gemeinde Behausen, 2018: suppressed, and yet"},
    {"a share in whole per cent, of a whole that is shown",
     "summe gemeinde 07001 2018 20\n"
     "a gemeinde 07001 2018 *\n"
     "anteil gemeinde 07001 2018 - - 10\n",
     "a, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a quotient of two hidden counts bounds both",
     "a gemeinde 07001 2018 *\n"
     "b gemeinde 07001 2018 *\n"
     "verhaeltnis gemeinde 07001 2018 - - 0.5\n"
     "summe gemeinde 07001 2018 6\n", /* 2 to 4 */
     "a, gemeinde Adorf, 2018: suppressed, and yet"},
    {"the value of all areas beside a public row",
     "a gemeinde 07001 2018 5\n"
     "a gemeinde 07002 2018 *\n"
     "a gemeinde 07003 2018 7\n"
     "rate gemeinde 07001 2018 - - 5.0 1.573\n", /* 14 of 8 900 */
     "a, gemeinde Behausen, 2018: suppressed, and yet"},
    {"a change names both of its years",
     "a gemeinde 07001 2014 *\n"
     "wandel gemeinde 07001 2014-2018 7 2 250\n",
     "a, gemeinde Adorf, 2014: suppressed, and yet"},
    {"the mean of two years and one of them",
     "a gemeinde 07001 2017 *\n"
     "a gemeinde 07001 2018 8\n"
     "jahre gemeinde 07001 2017-2018 10\n",
     "a, gemeinde Adorf, 2017: suppressed, and yet"},
    {"half of a sum of two years that is printed as a value alone",
     "a gemeinde 07001 2017 *\n"
     "a gemeinde 07001 2018 8\n"
     "jahre gemeinde 07001 2017-2018 - - 10\n",
     "a, gemeinde Adorf, 2017: suppressed, and yet"},
    {"a mixture that is linear is taken apart",
     "a gemeinde 07001 2018 8\n"
     "b gemeinde 07001 2018 *\n"
     "mischung gemeinde 07001 2018 - - 158.000\n", /* 100 + 7 * 8 + b */
     "b, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a mixture that is not linear may stand where nothing of it is hidden only",
     "a gemeinde 07001 2018 *\n"
     "b gemeinde 07001 2018 7\n"
     "produkt gemeinde 07001 2018 - - 14\n",
     "produkt, gemeinde Adorf, 2018: it is made of counts that are not shown"},
    {"the same where both stand in the table",
     "a gemeinde 07001 2018 5\n"
     "b gemeinde 07001 2018 7\n"
     "produkt gemeinde 07001 2018 - - 35\n",
     NULL},
};

static void
test_cases(void)
{
    assert_cases(cases, G_N_ELEMENTS(cases));
}

/* A class of a map tells its bounds, whatever the table leaves out. */
static void
test_class(void)
{
    static const struct {
        const char *class, *leak;
    } classes[] = {{"1", "a, gemeinde Behausen, 2018: suppressed, and yet"}, {"2", NULL}};

    for (gsize i = 0; i < G_N_ELEMENTS(classes); i++) {
        g_autofree char *more =
            g_strdup_printf("indicator,scheme,level,area,period,class\n"
                            "rate,,gemeinde,07002,2018,%s\n",
                            classes[i].class);

        figures("a gemeinde 07002 2018 *\n");
        write_text("output/tables/classes.csv",
                   CLASSES_HEADER "rate,,gemeinde,2018,fixed,1,0,0.4,0,\n" /* 0 to 2 */
                                  "rate,,gemeinde,2018,fixed,2,0.4,2,0,\n");
        write_text("output/karte.csv", more);
        g_autoptr(SrAuditResult) result = audit();
        g_assert_cmpint(result->leaks->len, ==, classes[i].leak == NULL ? 0 : 1);
        if (classes[i].leak != NULL)
            g_assert_true(g_str_has_prefix(result->leaks->pdata[0], classes[i].leak));
    }
    g_autofree char *path = g_build_filename(project.folder, "output/karte.csv", NULL);
    g_assert_cmpint(g_unlink(path), ==, 0);
}

static void
write_indicators(void)
{
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    write_indicator("b", "numerator=fall_b\nkind=count\n");
    write_indicator("summe", "numerator=fall_a + fall_b\nkind=count\n");
    write_indicator("anteil", "numerator=fall_a\ndenominator=fall_a + fall_b\nper=100\n"
                              "kind=proportion\n");
    write_indicator("rate", "numerator=fall_a\ndenominator=leute\nper=1000\nkind=rate\n");
    write_indicator("verhaeltnis",
                    "numerator=fall_a\ndenominator=fall_b\nper=1\nkind=ratio\n");
    write_indicator("wandel", "numerator=fall_a\ndenominator=leute\nper=1000\nkind=rate\n"
                              "\n[period]\nkind=change\nyears=4\n");
    write_indicator("jahre",
                    "numerator=fall_a\nkind=count\n\n[period]\nkind=mean\nyears=2\n");
    write_indicator("mischung", "numerator=100 + 7 * fall_a / leute * 1000 + fall_b\n"
                                "denominator=1\nper=1\nkind=mean\ninterval=none\n");
    write_indicator("produkt", "numerator=fall_a * fall_b\ndenominator=1\nper=1\n"
                               "kind=mean\ninterval=none\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicators();
    project_open();
    g_test_add_func("/audit_composed/cases", test_cases);
    g_test_add_func("/audit_composed/class", test_class);
    int failed = g_test_run();
    project_close();
    return failed;
}
