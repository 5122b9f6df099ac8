/* Sentences, rows and names in texts for people, against what the tables show. */
#include "disclosure/auditfixture.h"

/* A text in report.json, beside the same figures every time; and what is told of it. */
typedef struct {
    const char *what, *text, *leak;
} TextCase;

#define FIGURES                                                                          \
    "rate gemeinde 07001 2018 *\n"                                                       \
    "rate gemeinde 07001 2017 12 1000 12 16\n"                                           \
    "rate gemeinde 07002 2018 21 7000 3\n"                                               \
    "rate gemeinde 07003 2018 9 900 10\n"                                                \
    "offen gemeinde 07001 2018 17\n"

static const TextCase cases[] = {
    {"a number behind the name", "Zahl rate: In Adorf sind es 4,5 Fälle.",
     "report.json: beside \"Adorf\" stands 4.5"},
    {"a shown number of another Gemeinde", "Zahl rate: In Behausen sind es 3,0.", NULL},
    {"the number of the next name is not of the first",
     "Zahl rate: Adorf liegt vor Behausen mit 3,0.", NULL},
    {"after the end of the sentence it is of nobody",
     "Zahl rate: Das ist Adorf. Im Mittel sind es 4,5.", NULL},
    {"a text that is not about the indicator", "In Adorf sind es 4,5 Fälle.", NULL},
    {"of an indicator nothing of which is hidden", "Zahl offen: In Adorf sind es 4,5.",
     NULL},
    {"a number of the other indicator on the page",
     "Zahl rate, Zahl offen: In Adorf sind es 17 Fälle.", NULL},
    {"a shown value in per cent of all areas", "Zahl rate: Adorf liegt genau bei 75.",
     NULL},
    {"another number of per cent", "Zahl rate: Adorf liegt genau bei 76.",
     "report.json: beside \"Adorf\" stands 76"},
    {"a year is no figure", "Zahl rate: In Adorf war 2018 viel zu tun.", NULL},
    {"what the definition says", "Zahl rate: In Adorf je 1 000 Leute.", NULL},
    {"a date", "Zahl rate: In Adorf am 31.12.2018 gezählt.", NULL},
    {"a name within a word", "Zahl rate: Adorfer Straße, 4,5 km.", NULL},
    {"a name broken at the hyphen is the same",
     "Zahl rate: Adorf\u00a0: 4,5 Fälle je Tag",
     "report.json: beside \"Adorf\" stands 4.5"},
    {"a whole number in a list is the name of something",
     "Zahl rate: Adorf 7, Behausen 1", NULL},
    {"a whole number in a sentence is a claim", "Zahl rate: Adorf hat genau 7 davon.",
     "report.json: beside \"Adorf\" stands 7"},
    {"a year's number of more digits is one", "Zahl rate: In Adorf sind es 2 018,5.",
     "report.json: beside \"Adorf\" stands 2018.5"},
};

static void
test_sentences(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf("{\"text\" : \"%s\"}\n", cases[i].text);

        g_test_message("%s", cases[i].what);
        write_text("output/report.json", text);
        assert_told(FIGURES, cases[i].leak);
    }
    write_text("output/report.json", "{}\n");
}

/* What one file of an edition tells is compared, whichever it is and how often. */
static void
test_files(void)
{
    static const char *const files[] = {"output/datapackage.json", "output/maps/a.svg",
                                        "output/deep/er/b.svg"};

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(project.folder, files[i], NULL);
        g_autofree char *leak = g_strdup_printf("%s: beside \"Adorf\" stands 4.5",
                                                files[i] + strlen("output/"));

        write_text(files[i], "<svg><title>Zahl rate</title>"
                             "<text>Adorf: 4,5 Fälle</text></svg>\n");
        assert_told(FIGURES, leak);
        g_assert_cmpint(g_unlink(path), ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicator("rate", "numerator=fall_a\ndenominator=leute\nper=1000\nkind=rate\n");
    write_indicator("offen", "numerator=leute\nkind=count\n");
    project_open();
    project.audit.has_decimal_comma = true;
    g_test_add_func("/audit_claims/sentences", test_sentences);
    g_test_add_func("/audit_claims/files", test_files);
    int failed = g_test_run();
    project_close();
    return failed;
}
