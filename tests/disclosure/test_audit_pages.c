/* Pages of a PDF, and what no page shows: metadata, bookmarks, alternative texts. */
#include "disclosure/auditfixture.h"

#include <cairo-pdf.h>

#define FIGURES                                                                          \
    "a gemeinde 07001 2018 *\n"                                                          \
    "a gemeinde 07002 2018 21\n"                                                         \
    "a gemeinde 07003 2018 12\n"

/* A piece of text at a place, in points from the top left. */
typedef struct {
    double x, y;
    const char *text;
} Piece;

typedef struct {
    const char *what;
    Piece pieces[10];
    const char *metadata, *bookmark;
    const char *leak;
} Case;

#define TABLE(number)                                                                    \
    {                                                                                    \
        {20, 20, "Zahl a"}, {20, 60, "Adorf"}, {200, 60, number}, {20, 80, "Behausen"},  \
            {200, 80, "21"}, {20, 100, "Celle"},                                         \
        {                                                                                \
            200, 100, "12"                                                               \
        }                                                                                \
    }

static const Case cases[] = {
    {"a table with the sign", TABLE("•"), NULL, NULL, NULL},
    {"a table with a number", TABLE("2"), NULL, NULL,
     "karte.pdf, page 1: beside \"Adorf\" stands 2"},
    {"a map with a number under the name",
     {{20, 20, "Zahl a"}, {100, 100, "Adorf"}, {110, 111, "2"}},
     NULL,
     NULL,
     "karte.pdf, page 1: beside \"Adorf\" stands 2"},
    {"a sentence",
     {{20, 20, "Zahl a"}, {20, 60, "In Adorf sind es genau 2 Menschen."}},
     NULL,
     NULL,
     "karte.pdf, page 1: beside \"Adorf\" stands 2"},
    {"a page about something else",
     {{20, 20, "Etwas"}, {20, 60, "In Adorf sind es 2."}},
     NULL,
     NULL,
     NULL},
    {"metadata", TABLE("•"), "Zahl a: In Adorf sind es 2,5.", NULL,
     "karte.pdf: beside \"Adorf\" stands 2.5"},
    {"a bookmark", TABLE("•"), NULL, "Zahl a: In Adorf sind es 2,5.",
     "karte.pdf: beside \"Adorf\" stands 2.5"},
};

static void
show(cairo_t *cairo, const Piece *piece)
{
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 10);
    cairo_move_to(cairo, piece->x, piece->y);
    cairo_show_text(cairo, piece->text);
}

static void
write_page(const char *path, const Case *page)
{
    cairo_surface_t *surface = cairo_pdf_surface_create(path, 400, 300);
    cairo_t *cairo = cairo_create(surface);

    if (page->metadata != NULL)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
                                       page->metadata);
    if (page->bookmark != NULL)
        cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, page->bookmark,
                                      "page=1", CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (gsize i = 0; i < G_N_ELEMENTS(page->pieces) && page->pieces[i].text != NULL; i++)
        show(cairo, &page->pieces[i]);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
}

static void
test_cases(void)
{
    g_autofree char *path = g_build_filename(project.folder, "output/karte.pdf", NULL);

    figures(FIGURES); /* makes the folder */
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].what);
        write_page(path, &cases[i]);
        assert_told(FIGURES, cases[i].leak);
    }
}

/* A figure of a tagged PDF: on its page stands nothing. */
static void
test_alternative(void)
{
    static const char *const texts[] = {"Alt", "ActualText"};

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *pdf = g_strdup_printf(
            "%%PDF-1.7\n"
            "1 0 obj <</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R"
            "/MarkInfo<</Marked true>>>> endobj\n"
            "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
            "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj\n"
            "4 0 obj <</Type/StructTreeRoot/K 5 0 R>> endobj\n"
            "5 0 obj <</Type/StructElem/S/Document/P 4 0 R/K[6 0 R]>> endobj\n"
            "6 0 obj <</Type/StructElem/S/Figure/P 5 0 R/Pg 3 0 R"
            "/%s(Zahl a: In Adorf sind es 2,5.)>> endobj\n"
            "trailer <</Root 1 0 R/Size 7>>\n%%%%EOF\n",
            texts[i]);

        write_text("output/karte.pdf", pdf);
        assert_told(FIGURES, "karte.pdf: beside \"Adorf\" stands 2.5");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    project_open();
    project.audit.has_decimal_comma = true;
    g_test_add_func("/audit_pages/cases", test_cases);
    g_test_add_func("/audit_pages/alternative", test_alternative);
    int failed = g_test_run();
    project_close();
    return failed;
}
