#include "data/cellformat.h"

static void
test_formats(void)
{
    static const struct {
        double value;
        const char *code, *text;
    } cases[] = {
        {7332002, "00000000", "07332002"},
        {332002, "\"07\"000000", "07332002"},
        {123, "\"(\"0\")\"", "(123)"},
        {123, "\\(0\\)", "(123)"},
        {1234.5, "(#,##0.0)", "(1234.5)"},
        {123, "#,##0_);(#,##0)", "123"},
        {-123, "#,##0_);(#,##0)", "-123"},
        {0, "#,##0;-#,##0;\"-\"", "-"},
        {0, "#,##0;-#,##0;\\–", "–"},
        {0, "0", "0"},
        {5, "#,##0;-#,##0;\"-\"", "5"},
        {12, "0\"p\"", "12p"},
        {0.123, "0.0%", "12.3 %"},
        {43465, "dd.mm.yyyy", "2018-12-31"},
        {43465, "[$-407]d/ mmmm yyyy", "2018-12-31"},
        {43465.5, "dd.mm.yyyy hh:mm", "2018-12-31 12:00:00"},
        {1234.5, "#,##0.00 \"€\"", "1234.5"},
        {1234.5, "#,##0.00 [$€-407]", "1234.5"},
        {1234.5, "General", "1234.5"},
        {0.1 + 0.2, "General", "0.3"},
        {1, "\"x\"", "x"},
        {12, "", "12"},
        {5, "0 \"Personen\"", "5"},
        {5, "[Red]0", "5"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = sr_cell_format(cases[i].value, cases[i].code, false);

        g_test_message("%s", cases[i].code);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
    g_autofree char *mac = sr_cell_format(42003, "yyyy-mm-dd", true);
    g_assert_cmpstr(mac, ==, "2018-12-31");
    g_assert_cmpstr(sr_cell_format_builtin(14), ==, "dd.mm.yyyy");
    g_assert_cmpstr(sr_cell_format_builtin(1), ==, "General");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cellformat/formats", test_formats);
    return g_test_run();
}
