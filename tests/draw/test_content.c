#include "draw/content.h"

#include "base/error.h"

static const SrMark heading = {.name = "H1"};
static const SrMark header = {.artifact = "<</Type/Layout>>"};

static void
test_rewrite(void)
{
    static const struct {
        const char *name, *content, *expected;
        int n_marks;
    } cases[] = {
        {"a run gets its kind", "/Span << /MCID 0 >> BDC (a) Tj EMC",
         "/H1 <</MCID 0>> BDC (a) Tj EMC", 1},
        {"an artifact takes no number",
         "/Span <</MCID 0>> BDC (a) Tj EMC /Span <</MCID 1>> BDC EMC"
         " /Span <</MCID 2>> BDC [(b)]TJ EMC",
         "/H1 <</MCID 0>> BDC (a) Tj EMC /Artifact <</Type/Layout>> BDC EMC"
         " /H1 <</MCID 1>> BDC [(b)]TJ EMC",
         3},
        {"a path outside is wrapped whole", "1 w 0 0 m 1 1 l S Q",
         "1 w /Artifact BMC\n0 0 m 1 1 l S\nEMC Q", 0},
        {"a clip is not painted", "0 0 1 1 re W n 0 0 m 1 1 l f*",
         "0 0 1 1 re W n /Artifact BMC\n0 0 m 1 1 l f*\nEMC", 0},
        {"an image outside is wrapped", "q /x5 Do Q", "q /Artifact BMC\n/x5 Do\nEMC Q",
         0},
        {"a path inside stays", "/Span <</MCID 0>> BDC 0 0 1 1 re f EMC",
         "/H1 <</MCID 0>> BDC 0 0 1 1 re f EMC", 1},
        {"brackets in strings are no operators",
         "/Span <</MCID 0>> BDC (S \\) (f) EMC) Tj EMC",
         "/H1 <</MCID 0>> BDC (S \\) (f) EMC) Tj EMC", 1},
        {"replacement text may nest",
         "/Span <</MCID 0>> BDC /Span <</ActualText<0041>>> BDC <01>Tj EMC EMC",
         "/H1 <</MCID 0>> BDC /Span <</ActualText<0041>>> BDC <01>Tj EMC EMC", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrMark marks[3] = {heading, header, heading};
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) out = sr_content_rewrite(
            cases[i].content, strlen(cases[i].content), marks, cases[i].n_marks, &error);

        g_test_message("%s", cases[i].name);
        g_assert_no_error(error);
        g_assert_cmpstr(out->str, ==, cases[i].expected);
    }
}

static void
test_refusals(void)
{
    static const struct {
        const char *content, *message;
        int n_marks;
    } cases[] = {
        {"BT (a) Tj ET", "outside any element", 0},
        {"/Span <</MCID 0>> BDC (a) Tj EMC [(b)] TJ", "outside any element", 1},
        {"/Span <</MCID 0>> BDC (a) Tj EMC", "off the page", 2},
        {"/Span <</MCID 0>> BDC EMC /Span <</MCID 1>> BDC EMC", "more marked runs", 1},
        {"/Span <</MCID 0>> BDC (a) Tj", "never closed", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrMark marks[2] = {heading, heading};
        g_autoptr(GError) error = NULL;

        g_assert_null(sr_content_rewrite(cases[i].content, strlen(cases[i].content),
                                         marks, cases[i].n_marks, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, cases[i].message));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/rewrite", test_rewrite);
    g_test_add_func("/content/refusals", test_refusals);
    return g_test_run();
}
