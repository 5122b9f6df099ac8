#include "disclosure/audit_layout.h"

#include <string.h>

/*
 * Three areas; of Adorf the figure of 2018 is suppressed, 2017 is 12.5 (5 of 400). Pages
 * as pieces of text: "x y text", and which number is told as a leak.
 */

static SrLevel level = {.id = (char *)"gemeinde", .title = (char *)"Gemeinde"};
static SrDivision division = {
    .level = &level,
    .n_areas = 3,
    .names = (char *[]){(char *)"Adorf", (char *)"Behausen", (char *)"Celle am See"}};
static SrIndicator indicators[] = {{.id = (char *)"hilfen",
                                    .title = (char *)"Hilfen zur Erziehung",
                                    .short_title = (char *)"Hilfen",
                                    .unit = (char *)"je 1 000",
                                    .per = 1000},
                                   {.id = (char *)"plaetze",
                                    .title = (char *)"Betreuungsplätze",
                                    .short_title = (char *)"Plätze",
                                    .per = 1}};

typedef struct {
    double x, y;
    const char *text;
} Put;

typedef struct {
    const char *name;
    Put pieces[12];
    const char *leak; /* the number told, or NULL */
} Case;

static const Case cases[] = {
    {"a row of a table",
     {{10, 10, "Hilfen zur Erziehung"},
      {10, 40, "Adorf"},
      {10, 52, "Behausen"},
      {10, 64, "Celle am See"},
      {200, 40, "33,3"},
      {200, 52, "8,1"}},
     "33.3"},
    {"what is shown of the area",
     {{10, 10, "Hilfen zur Erziehung"},
      {10, 40, "Adorf"},
      {10, 52, "Behausen"},
      {10, 64, "Celle am See"},
      {200, 40, "12,5"},
      {240, 40, "5"},
      {280, 40, "400"},
      {320, 40, "2018"}},
     NULL},
    {"a page about something else",
     {{10, 10, "Betreuungsplätze"},
      {10, 40, "Adorf"},
      {10, 52, "Behausen"},
      {10, 64, "Celle am See"},
      {200, 40, "33,3"}},
     NULL},
    {"behind another word it is another thing's",
     {{10, 10, "Hilfen zur Erziehung"},
      {10, 40, "Adorf"},
      {10, 52, "Behausen"},
      {10, 64, "Celle am See"},
      {100, 40, "unter"},
      {200, 40, "33,3"}},
     NULL},
    {"below a name on a map",
     {{10, 10, "Hilfen zur Erziehung"}, {100, 40, "Adorf"}, {103, 50, "33,3"}},
     "33.3"},
    {"the sign below a name on a map",
     {{10, 10, "Hilfen zur Erziehung"}, {100, 40, "Adorf"}, {112, 50, "•"}},
     NULL},
    {"a sentence over two lines",
     {{10, 10, "Hilfen zur Erziehung"},
      {10, 40, "Lesebeispiel: In Adorf kommen auf 1 000 Kinder"},
      {10, 51, "33,3 Hilfen; in Behausen sind es 8,1."}},
     "33.3"},
    {"a list of other things",
     {{10, 10, "Hilfen zur Erziehung"}, {10, 40, "Behausen 7, Adorf 9, Celle am See 1"}},
     NULL},
    {"contents",
     {{10, 10, "Hilfen zur Erziehung"},
      {10, 40, "Adorf"},
      {200, 40, "31"},
      {10, 52, "Behausen"},
      {200, 52, "33"},
      {10, 64, "Celle am See"},
      {200, 64, "35"},
      {200, 76, "36"},
      {200, 88, "37"},
      {200, 100, "39"}},
     NULL},
};

/* One line of values.csv; @cells empty where it shows nothing. */
static void
add_line(SrAuditWork *work, int area, const char *numerator, const char *denominator,
         const char *value, bool is_ok)
{
    SrAuditLine line = {.indicator = &indicators[0],
                        .division = &division,
                        .area = area,
                        .is_protected = true,
                        .is_ok = is_ok,
                        .source = "tables/values.csv"};

    for (int c = 0; c < SR_AUDIT_N_COLUMNS; c++)
        line.cells[c] = "";
    line.cells[SR_AUDIT_INDICATOR] = "hilfen";
    line.cells[SR_AUDIT_LEVEL] = "gemeinde";
    line.cells[SR_AUDIT_PERIOD] = is_ok ? "2017" : "2018";
    line.cells[SR_AUDIT_NUMERATOR] = numerator;
    line.cells[SR_AUDIT_DENOMINATOR] = denominator;
    line.cells[SR_AUDIT_VALUE] = value;
    g_array_append_val(work->lines, line);
}

static void
test_cases(void)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    SrCatalogue catalogue = {.indicators = all};
    const SrAudit audit = {.catalogue = &catalogue};
    SrAuditWork work = {.audit = &audit,
                        .lines = g_array_new(FALSE, FALSE, sizeof(SrAuditLine))};

    g_ptr_array_add(all, &indicators[0]);
    g_ptr_array_add(all, &indicators[1]);
    add_line(&work, 0, "5", "400", "12.5", true);
    add_line(&work, 0, "", "", "", false);
    add_line(&work, 1, "7", "864", "8.1", true);
    add_line(&work, 2, "9", "900", "10", true);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrAuditPrint) print = sr_audit_print_new(&work, true);
        g_autoptr(GArray) pieces = sr_pieces_new();
        g_autoptr(GString) text = g_string_new(NULL);

        for (int p = 0; cases[i].pieces[p].text != NULL; p++) {
            const Put *put = &cases[i].pieces[p];
            double width = 5 * (double)g_utf8_strlen(put->text, -1);
            SrPiece piece = {g_strdup(put->text), put->x, put->y, put->x + width,
                             put->y + 9};

            g_string_append_printf(text, "%s\n", put->text);
            g_array_append_val(pieces, piece);
        }
        g_test_message("%s", cases[i].name);
        if (sr_audit_print_open(print, "Seite 1", text->str))
            sr_audit_print_pieces(print, pieces, 1);
        g_autoptr(GPtrArray) leaks = sr_audit_print_leaks(print);
        g_assert_cmpuint(leaks->len, ==, cases[i].leak != NULL);
        g_assert_true(cases[i].leak == NULL ||
                      strstr(leaks->pdata[0], cases[i].leak) != NULL);
    }
    g_array_unref(work.lines);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/audit-layout/cases", test_cases);
    return g_test_run();
}
