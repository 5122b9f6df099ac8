/* What everybody knows of counts beside what is printed: attacks with it, and none. */
#include "disclosure/auditfixture.h"

static const AuditCase cases[] = {
    {"who began was a case of the year: at most as many",
     "faelle gemeinde 07001 2018 2\n"
     "begonnen gemeinde 07001 2018 *\n",
     "begonnen, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a part of a hidden whole makes the whole no smaller",
     "faelle gemeinde 07001 2018 *\n"
     "begonnen gemeinde 07001 2018 5\n",
     NULL},
    {"stock at the end and those ended are the cases of the year",
     "faelle gemeinde 07001 2018 12\n"
     "bestand gemeinde 07001 2018 10\n"
     "beendet gemeinde 07001 2018 *\n",
     "beendet, gemeinde Adorf, 2018: suppressed, and yet"},
    {"stock before, begun, stock after and ended",
     "vorjahr gemeinde 07001 2018 9\n"
     "begonnen gemeinde 07001 2018 6\n"
     "bestand gemeinde 07001 2018 13\n"
     "beendet gemeinde 07001 2018 *\n",
     "beendet, gemeinde Adorf, 2018: suppressed, and yet"},
    {"the same in another year is another identity",
     "vorjahr gemeinde 07001 2017 9\n"
     "begonnen gemeinde 07001 2018 6\n"
     "bestand gemeinde 07001 2018 13\n"
     "beendet gemeinde 07001 2018 *\n",
     NULL},
    {"the stock of the year before stands in last year's table",
     "bestand gemeinde 07001 2017 0\n"
     "vorjahr gemeinde 07001 2018 *\n",
     "vorjahr, gemeinde Adorf, 2018: suppressed, and yet"},
    {"the stock of last year stands in this year's table",
     "bestand gemeinde 07001 2017 *\n"
     "vorjahr gemeinde 07001 2018 0\n",
     "bestand, gemeinde Adorf, 2017: suppressed, and yet"},
    {"a stock of another year is another stock",
     "bestand gemeinde 07001 2018 0\n"
     "vorjahr gemeinde 07001 2018 *\n",
     NULL},
    {"both hidden: by the two Gemeinden of the region",
     "bestand region@eins 2 2017 6\n"
     "vorjahr gemeinde 07002 2018 4\n"
     "vorjahr gemeinde 07003 2018 *\n",
     "vorjahr, gemeinde Celle, 2018: suppressed, and yet"},
    {"stock of the year before, which this year's table lacks, begun, stock and ended",
     "bestand gemeinde 07001 2017 9\n"
     "begonnen gemeinde 07001 2018 6\n"
     "bestand gemeinde 07001 2018 13\n"
     "beendet gemeinde 07001 2018 *\n",
     "beendet, gemeinde Adorf, 2018: suppressed, and yet"},
    {"stock of the year before and begun are the cases of the year",
     "bestand gemeinde 07001 2017 9\n"
     "begonnen gemeinde 07001 2018 *\n"
     "faelle gemeinde 07001 2018 11\n",
     "begonnen, gemeinde Adorf, 2018: suppressed, and yet"},
    {"who was in stock was a case of the next year",
     "bestand gemeinde 07001 2017 *\n"
     "faelle gemeinde 07001 2018 2\n",
     "bestand, gemeinde Adorf, 2017: suppressed, and yet"},
    {"who was in stock at the beginning is in stock at the end, or has ended",
     "bestand gemeinde 07001 2017 *\n"
     "bestand gemeinde 07001 2018 0\n"
     "beendet gemeinde 07001 2018 0\n",
     "bestand, gemeinde Adorf, 2017: suppressed, and yet"},
    {"who began is in stock at the end, or has ended",
     "begonnen gemeinde 07001 2018 *\n"
     "bestand gemeinde 07001 2018 0\n"
     "beendet gemeinde 07001 2018 0\n",
     "begonnen, gemeinde Adorf, 2018: suppressed, and yet"},
    {"a region of one Gemeinde is that Gemeinde",
     "faelle region@eins 1 2018 12\n"
     "bestand region@eins 1 2018 10\n"
     "beendet gemeinde 07001 2018 *\n",
     "beendet, gemeinde Adorf, 2018: suppressed, and yet"},
    {"the part of a share is at most its whole",
     "faelle gemeinde 07001 2018 2\n"
     "anteil gemeinde 07001 2018 *\n",
     "anteil, gemeinde Adorf, 2018: suppressed, and yet"},
    {"kinds add up to their sum",
     "h27 gemeinde 07001 2018 12\n"
     "h27a gemeinde 07001 2018 4\n"
     "h27b gemeinde 07001 2018 6\n"
     "h27c gemeinde 07001 2018 *\n",
     "h27c, gemeinde Adorf, 2018: suppressed, and yet"},
    {"two of the kinds are hidden",
     "h27 gemeinde 07001 2018 12\n"
     "h27a gemeinde 07001 2018 4\n"
     "h27b gemeinde 07001 2018 *\n"
     "h27c gemeinde 07001 2018 *\n",
     NULL},
    {"a sum printed over two kinds alone",
     "h27 gemeinde 07001 2018 12\n"
     "h27ab gemeinde 07001 2018 10\n"
     "h27c gemeinde 07001 2018 *\n",
     "h27c, gemeinde Adorf, 2018: suppressed, and yet"},
};

static void
test_cases(void)
{
    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void
write_indicators(void)
{
    static const char *const counts[][2] = {
        {"faelle", "hilfen_33"},
        {"begonnen", "hilfen_33_begonnen"},
        {"beendet", "hilfen_33_beendet"},
        {"bestand", "hilfen_33_bestand"},
        {"vorjahr", "hilfen_33_bestand_vorjahr"},
        {"h27", "hilfen_27_2"},
        {"h27a", "hilfen_27_2_ambulant"},
        {"h27b", "hilfen_27_2_ausserhalb"},
        {"h27c", "hilfen_27_2_sonstige"},
        {"h27ab", "hilfen_27_2_ambulant + hilfen_27_2_ausserhalb"}};

    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *text =
            g_strdup_printf("numerator=%s\nkind=count\n", counts[i][1]);

        write_indicator(counts[i][0], text);
    }
    write_indicator("anteil", "numerator=fall_b\ndenominator=hilfen_33\nper=100\n"
                              "kind=proportion\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicators();
    project_open();
    g_test_add_func("/audit_known/cases", test_cases);
    int failed = g_test_run();
    project_close();
    return failed;
}
