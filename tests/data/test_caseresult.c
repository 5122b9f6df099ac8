#include "data/caseresult.h"

#include <glib.h>

static const struct {
    const char *text;
    SrCaseResult result;
} cases[] = {
    {"1", SR_CASE_ACUTE},
    {"2", SR_CASE_LATENT},
    {"3", SR_CASE_NEED},
    {" 4 ", SR_CASE_NO_NEED},
    {"akut", SR_CASE_ACUTE},
    {"Akute Kindeswohlgefährdung", SR_CASE_ACUTE},
    {"Kindeswohlgefährdung (akut), Hilfebedarf", SR_CASE_ACUTE},
    {"kein Hilfebedarf, aber akute Gefährdung", SR_CASE_ACUTE},
    {"latente Gefährdung", SR_CASE_LATENT},
    {"Gefährdung nicht auszuschließen (latent)", SR_CASE_LATENT},
    {"Kindeswohlgefährdung kann nicht ausgeschlossen werden", SR_CASE_LATENT},
    {"nicht akut, aber latent", SR_CASE_LATENT},
    {"akut: nein; latent: ja", SR_CASE_LATENT},
    {"Hilfebedarf", SR_CASE_NEED},
    {"Keine Kindeswohlgefährdung, aber Hilfe-/Unterstützungsbedarf", SR_CASE_NEED},
    {"keine Gefährdung; Hilfebedarf", SR_CASE_NEED},
    {"keine Gefährdung, Hilfebedarf", SR_CASE_NEED},
    {"KWG ausgeschlossen, Hilfebedarf", SR_CASE_NEED},
    {"keine akute oder latente Gefährdung, aber Hilfebedarf", SR_CASE_NEED},
    {"weder akute noch latente Gefährdung, jedoch Unterstützungsbedarf", SR_CASE_NEED},
    {"eine akute Gefährdung liegt nicht vor, aber Hilfebedarf", SR_CASE_NEED},
    {"kein", SR_CASE_NO_NEED},
    {"kein Hilfebedarf", SR_CASE_NO_NEED},
    {"weder Kindeswohlgefährdung noch Hilfebedarf", SR_CASE_NO_NEED},
    {"keine akute oder latente Kindeswohlgefährdung und kein Hilfebedarf",
     SR_CASE_NO_NEED},
    {"Keine Kindeswohlgefährdung und kein (weiterer) Hilfebedarf", SR_CASE_NO_NEED},
    {"keine Gefährdung, kein weiterer Unterstützungsbedarf", SR_CASE_NO_NEED},
    {"ohne Gefährdung, ohne Hilfebedarf", SR_CASE_NO_NEED},
    /* what does not say it, or can be read in two ways */
    {"keine akute Gefährdung", SR_CASE_RESULTS},
    {"keine Gefährdung", SR_CASE_RESULTS},
    {"Gefährdung", SR_CASE_RESULTS},
    {"akut oder latent", SR_CASE_RESULTS},
    {"keine akute, latente Gefährdung", SR_CASE_RESULTS},
    {"keine Gefährdung und Hilfebedarf", SR_CASE_RESULTS},
    {"Hilfebedarf; kein Hilfebedarf", SR_CASE_RESULTS},
    {"5", SR_CASE_RESULTS},
    {"1 2", SR_CASE_RESULTS},
    {"unbekannt", SR_CASE_RESULTS},
    {"", SR_CASE_RESULTS},
};

static void
test_texts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(sr_case_result_parse(cases[i].text), ==, cases[i].result);
    }
}

/* However a result is denied, it is not the one that is read. */
static void
test_denied(void)
{
    static const char *const matters[] = {"akute Gefährdung", "latente Gefährdung",
                                          "Hilfebedarf"};
    static const char *const denials[][2] = {
        {"nicht ", ""},     {"keine ", ""},           {"weder ", " noch sonst etwas"},
        {"ohne ", ""},      {"", " liegt nicht vor"}, {"", ": nein"},
        {"", " (verneint)"}};

    for (int m = 0; m < (int)G_N_ELEMENTS(matters); m++)
        for (size_t d = 0; d < G_N_ELEMENTS(denials); d++) {
            g_autofree char *text =
                g_strconcat(denials[d][0], matters[m], denials[d][1], NULL);

            g_test_message("%s", text);
            g_assert_cmpint((int)sr_case_result_parse(text), !=, m);
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/caseresult/texts", test_texts);
    g_test_add_func("/caseresult/denied", test_denied);
    return g_test_run();
}
