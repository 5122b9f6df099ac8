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
        SrPageContent page = {.content = cases[i].content,
                              .length = strlen(cases[i].content),
                              .marks = marks,
                              .n_marks = cases[i].n_marks};
        g_autoptr(GString) out = sr_content_rewrite(&page, &error);

        g_test_message("%s", cases[i].name);
        g_assert_no_error(error);
        g_assert_cmpstr(out->str, ==, cases[i].expected);
    }
}

/* Markers, by their colour and size, are replaced; the same box in another colour stays.
 */
static void
test_inserts(void)
{
    static const struct {
        const char *name, *content, *expected;
    } cases[] = {
        {"content in a run",
         "/Span <</MCID 0>> BDC 0.123 0.457 0.791 rg 9 9 0.25 0.125 re f EMC",
         "/H1 <</MCID 0>> BDC 0.123 0.457 0.791 rg  0 0 m 5 5 l S EMC"},
        {"content outside is an artifact",
         "/Span <</MCID 0>> BDC EMC 0.123 0.457 0.791 rg 9 9 0.25 0.125 re f Q",
         "/H1 <</MCID 0>> BDC EMC 0.123 0.457 0.791 rg  /Artifact BMC\n0 0 m 5 5 l "
         "S\nEMC "
         "Q"},
        {"another colour", "/Span <</MCID 0>> BDC 0 0 0 rg 9 9 0.25 0.125 re f EMC",
         "/H1 <</MCID 0>> BDC 0 0 0 rg 9 9 0.25 0.125 re f EMC"},
        {"another size",
         "/Span <</MCID 0>> BDC 0.123 0.457 0.791 rg 9 9 0.3 0.125 re f EMC",
         "/H1 <</MCID 0>> BDC 0.123 0.457 0.791 rg 9 9 0.3 0.125 re f EMC"},
        {"text with a rim is drawn twice",
         "/Span <</MCID 0>> BDC 0.123 0.457 0.791 rg 9 9 0.25 0.129 re f"
         " (a) Tj 9 9 0.25 0.133 re f EMC",
         "/H1 <</MCID 0>> BDC 0.123 0.457 0.791 rg  q 1 Tr  (a) Tj   Q\n (a) Tj   EMC"},
    };
    g_autoptr(GString) line = g_string_new("0 0 m 5 5 l S");
    g_autoptr(GString) rim = g_string_new("1 Tr ");
    SrInsert inserts[] = {
        {SR_INSERT_CONTENT, line}, {SR_INSERT_RIM_BEGIN, rim}, {SR_INSERT_RIM_END, NULL}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrPageContent page = {.content = cases[i].content,
                              .length = strlen(cases[i].content),
                              .marks = &heading,
                              .n_marks = 1,
                              .inserts = inserts,
                              .n_inserts = 3};
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) out = sr_content_rewrite(&page, &error);

        g_test_message("%s", cases[i].name);
        g_assert_no_error(error);
        g_assert_cmpstr(out->str, ==, cases[i].expected);
    }
}

static void
test_paint(void)
{
    g_autoptr(GString) none = g_string_new(NULL);
    g_autoptr(GString) path = g_string_new(NULL);
    SrColor red = {1, 0, 0};
    SrPen pen = {.color = {0, 0.5, 0}, .width_mm = 0.2, .dash_mm = 1};

    sr_insert_point(path, 12.344, -0.006, 'm');
    sr_insert_point(path, 0, 105, 'l');
    g_assert_cmpstr(path->str, ==, "1234 -1 m\n0 10500 l\n");
    g_autoptr(GString) filled = sr_insert_paint(none, path, &red, NULL);
    g_assert_cmpstr(filled->str, ==,
                    "q 0.0283465 0 0 0.0283465 0 0 cm\n1 0 0 rg\n"
                    "1234 -1 m\n0 10500 l\nf Q\n");
    g_autoptr(GString) stroked = sr_insert_paint(path, path, NULL, &pen);
    g_assert_cmpstr(stroked->str, ==,
                    "q 0.0283465 0 0 0.0283465 0 0 cm\n"
                    "1234 -1 m\n0 10500 l\nW n\n"
                    "0 0.5 0 RG\n20 w 0 J 1 j 10 M [100 100 ] 0 d\n"
                    "1234 -1 m\n0 10500 l\nS Q\n");
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

        SrPageContent page = {.content = cases[i].content,
                              .length = strlen(cases[i].content),
                              .marks = marks,
                              .n_marks = cases[i].n_marks};

        g_assert_null(sr_content_rewrite(&page, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, cases[i].message));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/rewrite", test_rewrite);
    g_test_add_func("/content/inserts", test_inserts);
    g_test_add_func("/content/paint", test_paint);
    g_test_add_func("/content/refusals", test_refusals);
    return g_test_run();
}
