/* The surveys beside the register: §§ 8a, 42, 50, 52. */
#include "data/casefixture.h"

static void
test_sheet(Fixture *fixture, gconstpointer data)
{
    (void)data;
    write_file(fixture, "schutz.csv",
               SHEET
               "01.03.2018;07332002;akute Kindeswohlgefährdung;nein;2010-01;m\n"
               "01.04.2018;07332002;weder akut noch latent, aber Hilfebedarf;nein;"
               "2010-01;m\n"
               "02.03.2018;07332002;keine Kindeswohlgefährdung, aber Hilfebedarf;nein;"
               "2016-03;w\n"
               "43162;07332002;keine Kindeswohlgefährdung und kein Hilfebedarf;nein;"
               "2016-04;d\n"
               "04.03.2018;07332002;latent;ja;2010-01;m\n"
               "05.03.2013;07332002;latent;nein;2010-01;m\n");
    count(fixture, "");
    if (fixture->counts == NULL) { /* a register without rows: its header alone */
        g_autofree char *text = sr_findings_text(fixture->findings, 0);

        g_test_message("%s", text);
    }
    g_assert_nonnull(fixture->counts);
    g_assert_cmpfloat(value(fixture, "verfahren_8a", 2018), ==, 4);
    g_assert_cmpfloat(value(fixture, "verfahren_8a_akut", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "verfahren_8a_hilfebedarf", 2018), ==, 2);
    g_assert_cmpfloat(value(fixture, "verfahren_8a_kein", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "verfahren_8a_latent", 2018), ==, 0);
    g_assert_cmpfloat(part(fixture, "verfahren_8a", 2018, 0, 0, 2), ==, 2);
    g_assert_cmpfloat(part(fixture, "verfahren_8a", 2018, 'w', 0, 2), ==, 1);
    g_assert_cmpfloat(part(fixture, "verfahren_8a_akut", 2018, 'm', 6, 9), ==, 1);
}

/* A mistake in a survey names the row and the column, and all of a row come at once. */
static void
test_sheet_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *row;
        int n;
    } cases[] = {
        {"30.2.2018;07332002;akut;nein;2010-01;m\n", 1},
        {"01.02.2018;07339999;akut;nein;2010-01;m\n", 1},
        {"01.02.2018;07332002;GEHEIM;nein;2010-01;m\n", 1},
        {"01.02.2018;07332002;keine akute Gefährdung;nein;2010-01;m\n", 1},
        {"01.02.2018;07332002;akut;GEHEIM;2010-01;m\n", 1},
        {"01.02.2018;07332002;akut;nein;GEHEIM;m\n", 1},
        {"01.02.2018;07332002;akut;nein;1980-01;m\n", 1},
        {"01.02.2018;07332002;akut;nein;2018-03;m\n", 1},
        {"01.02.2018;07332002;akut;nein;2010-01;GEHEIM\n", 1},
        {"GEHEIM;GEHEIM;GEHEIM;GEHEIM;2010-01;m\n", 4},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(SHEET, cases[i].row, NULL);

        write_file(fixture, "schutz.csv", text);
        sr_findings_free(fixture->findings);
        fixture->findings = sr_findings_new();
        count(fixture, "A;07332002;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;\n");
        g_test_message("%s", cases[i].row);
        g_assert_null(fixture->counts);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, cases[i].n);
        for (int f = 0; f < sr_findings_n(fixture->findings); f++) {
            const SrFinding *finding = sr_findings_at(fixture->findings, f);

            g_assert_cmpint(finding->row, ==, 2);
            g_assert_null(strstr(finding->message, "GEHEIM"));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/casesheet/counts", test_sheet);
    ADD("/casesheet/refusals", test_sheet_refusals);
    return g_test_run();
}
