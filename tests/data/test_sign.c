#include "data/sign.h"

#include <math.h>

/* Each sign of DIN 55301 by itself, and what stands behind or around a figure. */
static void
test_standard(void)
{
    static const struct {
        const char *text;
        SrCellKind kind;
        double value;
        SrStatus status;
        unsigned flags;
    } cases[] = {
        {"0", SR_CELL_VALUE, 0, SR_STATUS_OK, 0},
        {"-", SR_CELL_VALUE, 0, SR_STATUS_OK, 0},
        {"–", SR_CELL_VALUE, 0, SR_STATUS_OK, 0},
        {" - ", SR_CELL_VALUE, 0, SR_STATUS_OK, 0},
        {".", SR_CELL_SIGN, NAN, SR_STATUS_MISSING, 0},
        {"…", SR_CELL_SIGN, NAN, SR_STATUS_NOT_YET, 0},
        {"...", SR_CELL_SIGN, NAN, SR_STATUS_NOT_YET, 0},
        {"/", SR_CELL_SIGN, NAN, SR_STATUS_UNCERTAIN, 0},
        {"x", SR_CELL_SIGN, NAN, SR_STATUS_NOT_APPLICABLE, 0},
        {"X", SR_CELL_SIGN, NAN, SR_STATUS_NOT_APPLICABLE, 0},
        {"*", SR_CELL_UNKNOWN, NAN, SR_STATUS_MISSING, 0},
        {"(123)", SR_CELL_VALUE, 123, SR_STATUS_OK, SR_FLAG_LIMITED},
        {"( 1.234,5 )", SR_CELL_VALUE, 1234.5, SR_STATUS_OK, SR_FLAG_LIMITED},
        {"()", SR_CELL_SIGN, NAN, SR_STATUS_UNCERTAIN, SR_FLAG_LIMITED},
        {"12p", SR_CELL_VALUE, 12, SR_STATUS_OK, SR_FLAG_PROVISIONAL},
        {"12 r", SR_CELL_VALUE, 12, SR_STATUS_OK, SR_FLAG_REVISED},
        {"1.234s", SR_CELL_VALUE, 1234, SR_STATUS_OK, SR_FLAG_ESTIMATED},
        {"(12)p", SR_CELL_VALUE, 12, SR_STATUS_OK, SR_FLAG_LIMITED | SR_FLAG_PROVISIONAL},
        {"12pr", SR_CELL_UNKNOWN, NAN, SR_STATUS_MISSING, 0},
        {"", SR_CELL_EMPTY, NAN, SR_STATUS_MISSING, 0},
        {"\u00a0", SR_CELL_EMPTY, NAN, SR_STATUS_MISSING, 0},
        {"p", SR_CELL_UNKNOWN, NAN, SR_STATUS_MISSING, 0},
        {"k. A.", SR_CELL_UNKNOWN, NAN, SR_STATUS_MISSING, 0},
        {"=cmd|' /C calc'!A0", SR_CELL_UNKNOWN, NAN, SR_STATUS_MISSING, 0},
        {"--", SR_CELL_UNKNOWN, NAN, SR_STATUS_MISSING, 0},
        {"-5", SR_CELL_VALUE, -5, SR_STATUS_OK, 0},
    };
    SrSigns signs;

    sr_signs_init_default(&signs);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCell cell = sr_cell_read(cases[i].text, &signs, SR_NUMBER_GERMAN);

        g_test_message("'%s'", cases[i].text);
        g_assert_cmpint(cell.kind, ==, cases[i].kind);
        g_assert_cmpint(cell.status, ==, cases[i].status);
        g_assert_cmpuint(cell.flags, ==, cases[i].flags);
        g_assert_true(isnan(cases[i].value) ? isnan(cell.value)
                                            : cell.value == cases[i].value);
    }
    sr_signs_clear(&signs);
}

/* A file that lists its signs has no others. */
static void
test_own(void)
{
    SrSigns signs = {0};

    signs.words[SR_SIGN_SUPPRESSED] = g_strsplit("*", ";", -1);
    signs.words[SR_SIGN_MISSING] = g_strsplit("k. A.;.", ";", -1);
    g_assert_cmpint(sr_cell_read("*", &signs, SR_NUMBER_GERMAN).status, ==,
                    SR_STATUS_SUPPRESSED);
    g_assert_cmpint(sr_cell_read("k. A.", &signs, SR_NUMBER_GERMAN).kind, ==,
                    SR_CELL_SIGN);
    g_assert_cmpint(sr_cell_read("-", &signs, SR_NUMBER_GERMAN).kind, ==,
                    SR_CELL_UNKNOWN);
    g_assert_cmpint(sr_cell_read("(5)", &signs, SR_NUMBER_GERMAN).kind, ==,
                    SR_CELL_UNKNOWN);
    g_assert_cmpint(sr_cell_read("5p", &signs, SR_NUMBER_GERMAN).kind, ==,
                    SR_CELL_UNKNOWN);
    sr_signs_clear(&signs);
}

static void
test_quality(void)
{
    SrSigns signs;

    sr_signs_init_default(&signs);
    signs.words[SR_SIGN_FINAL] = g_strsplit("e", ";", -1);
    SrCell cell = sr_cell_read("1865", &signs, SR_NUMBER_GERMAN);
    g_assert_true(sr_cell_add_quality(&cell, "e", &signs));
    g_assert_cmpuint(cell.flags, ==, 0);
    g_assert_true(sr_cell_add_quality(&cell, "", &signs));
    g_assert_true(sr_cell_add_quality(&cell, "p", &signs));
    g_assert_cmpuint(cell.flags, ==, SR_FLAG_PROVISIONAL);
    g_assert_false(sr_cell_add_quality(&cell, "q", &signs));
    g_assert_true(sr_cell_add_quality(&cell, "/", &signs));
    g_assert_cmpint(cell.status, ==, SR_STATUS_UNCERTAIN);
    g_assert_true(isnan(cell.value));
    sr_signs_clear(&signs);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sign/standard", test_standard);
    g_test_add_func("/sign/own", test_own);
    g_test_add_func("/sign/quality", test_quality);
    return g_test_run();
}
