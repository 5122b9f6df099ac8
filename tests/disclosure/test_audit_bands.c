/* Boys and all tell of the girls, the young of the old: attacks on sexes and ages. */
#include "disclosure/auditfixture.h"

/* All, boys and girls; of region 2 or one Gemeinde of it. */
static const AuditCase cases[] = {
    {"girls are what boys leave of all",
     "alle gemeinde 07001 2018 10\n"
     "jungen gemeinde 07001 2018 8\n"
     "maedchen gemeinde 07001 2018 *\n",
     "maedchen, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a number that is no small one, and can be only that",
     "alle gemeinde 07001 2018 20\n"
     "jungen gemeinde 07001 2018 8\n"
     "maedchen gemeinde 07001 2018 *\n",
     "maedchen, gemeinde Adorf, 2018: suppressed, and yet it can be one number only"},
    {"boys are hidden as well",
     "alle gemeinde 07001 2018 10\n"
     "jungen gemeinde 07001 2018 *\n"
     "maedchen gemeinde 07001 2018 *\n",
     NULL},
    {"boys hidden here are told by the region and its other Gemeinde",
     "alle gemeinde 07002 2018 10\n"
     "jungen region@eins 2 2018 12\n"
     "jungen gemeinde 07003 2018 4\n"
     "maedchen gemeinde 07002 2018 *\n",
     "maedchen, gemeinde Behausen, 2018: suppressed, and yet"},
    {"ages: all less the young are the old",
     "alle gemeinde 07001 2018 10\n"
     "kleine gemeinde 07001 2018 9\n"
     "grosse gemeinde 07001 2018 *\n",
     "grosse, gemeinde Adorf, 2018: suppressed, and yet"},
    {"bands that overlap",
     "kleine gemeinde 07001 2018 7\n"   /* u6 */
     "mittlere gemeinde 07001 2018 5\n" /* 3 to 9 */
     "bis9 gemeinde 07001 2018 10\n"    /* u10: 3 to 5 are 2, u3 are 5 */
     "u3 gemeinde 07001 2018 *\n"
     "von3bis5 gemeinde 07001 2018 *\n",
     "von3bis5, gemeinde Adorf, 2018: suppressed, and yet"},
    {"under 28 are all where no help goes on longer",
     "bis27 gemeinde 07001 2018 10\n"
     "kleine gemeinde 07001 2018 8\n"
     "grosse gemeinde 07001 2018 *\n",
     "grosse, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a sex of a sum of kinds is that of its kinds",
     "h27_m gemeinde 07001 2018 12\n"
     "h27a_m gemeinde 07001 2018 4\n"
     "h27b_m gemeinde 07001 2018 6\n"
     "h27c_m gemeinde 07001 2018 *\n",
     "h27c_m, gemeinde Adorf, 2018: suppressed, and yet"},
    {"girls that no table shows are told all the same",
     "alle gemeinde 07001 2018 10\n"
     "jungen gemeinde 07001 2018 8\n",
     "hilfen_33_w_u28, gemeinde Adorf, 2018: it stands in no table, and yet"},
    {"no girls at all may be known",
     "alle gemeinde 07001 2018 8\n"
     "jungen gemeinde 07001 2018 8\n",
     NULL},
    {"girls of two Gemeinden together are nobody's",
     "alle region@eins 2 2018 20\n"
     "jungen region@eins 2 2018 16\n",
     NULL},
    {"who began in the year was a case of the year, girls too",
     "alle gemeinde 07001 2018 8\n"
     "jungen gemeinde 07001 2018 6\n"
     "begonnen gemeinde 07001 2018 5\n"
     "begonnen_m gemeinde 07001 2018 *\n"
     "begonnen_w gemeinde 07001 2018 *\n",
     "begonnen_w, gemeinde Adorf, 2018: suppressed, and yet"},
};

static bool
is_variable(const char *name, gpointer data)
{
    (void)data;
    return g_str_has_prefix(name, "hilfen_") && strstr(name, "_m") == NULL &&
           strstr(name, "_w") == NULL && strstr(name, "_u") == NULL &&
           strstr(name, "plus") == NULL && !g_str_has_suffix(name, "_3_9") &&
           !g_str_has_suffix(name, "_3_5");
}

static int
last_age(const char *variable, gpointer data)
{
    (void)variable;
    (void)data;
    return 27;
}

static bool has_others;

static bool
has_other_sexes(const char *variable, gpointer data)
{
    (void)variable;
    (void)data;
    return has_others;
}

static void
test_cases(void)
{
    assert_cases(cases, G_N_ELEMENTS(cases));
}

/* Whoever is neither boy nor girl leaves room; what boys and girls are together is known.
 */
static void
test_other_sexes(void)
{
    const char *lines = "alle gemeinde 07001 2018 20\n"
                        "jungen gemeinde 07001 2018 8\n"
                        "maedchen gemeinde 07001 2018 *\n";
    has_others = true;
    assert_told(lines, NULL);
    assert_told("alle gemeinde 07001 2018 10\n"
                "jungen gemeinde 07001 2018 8\n"
                "maedchen gemeinde 07001 2018 *\n",
                "maedchen, gemeinde Adorf, 2018: suppressed, and yet");
    has_others = false;
    assert_told(lines, "maedchen, gemeinde Adorf, 2018: suppressed, and yet");
}

static void
write_indicators(void)
{
    static const char *const counts[][2] = {{"alle", "hilfen_33"},
                                            {"jungen", "hilfen_33_m"},
                                            {"maedchen", "hilfen_33_w"},
                                            {"kleine", "hilfen_33_u6"},
                                            {"grosse", "hilfen_33_6plus"},
                                            {"mittlere", "hilfen_33_3_9"},
                                            {"bis9", "hilfen_33_u10"},
                                            {"u3", "hilfen_33_u3"},
                                            {"von3bis5", "hilfen_33_3_5"},
                                            {"bis27", "hilfen_33_u28"},
                                            {"h27_m", "hilfen_27_2_m"},
                                            {"h27a_m", "hilfen_27_2_ambulant_m"},
                                            {"h27b_m", "hilfen_27_2_ausserhalb_m"},
                                            {"h27c_m", "hilfen_27_2_sonstige_m"},
                                            {"begonnen", "hilfen_33_begonnen"},
                                            {"begonnen_m", "hilfen_33_begonnen_m"},
                                            {"begonnen_w", "hilfen_33_begonnen_w"}};

    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *text =
            g_strdup_printf("numerator=%s\nkind=count\n", counts[i][1]);

        write_indicator(counts[i][0], text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicators();
    project_open();
    project.audit.is_variable = is_variable;
    project.audit.last_age = last_age;
    project.audit.has_other_sexes = has_other_sexes;
    g_test_add_func("/audit_bands/cases", test_cases);
    g_test_add_func("/audit_bands/other-sexes", test_other_sexes);
    int failed = g_test_run();
    project_close();
    return failed;
}
