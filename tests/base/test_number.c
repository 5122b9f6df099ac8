#include "base/number.h"

#include <math.h>

/* NAN: not a number in this form. */
static void
test_parse(void)
{
    static const struct {
        const char *text;
        double german, english;
    } cases[] = {
        {"1234", 1234, 1234},
        {" 1234 ", 1234, 1234},
        {"007", 7, 7},
        {"1.234", 1234, 1.234},
        {"1,234", 1.234, 1234},
        {"1.234,5", 1234.5, NAN},
        {"1,234.5", NAN, 1234.5},
        {"1.234.567", 1234567, NAN},
        {"12.34.567", NAN, NAN},
        {"1.2345", NAN, 1.2345},
        {"1 234", 1234, 1234},
        {"1\u00a0234,5", 1234.5, NAN},
        {"1\u2009234\u2009567", 1234567, 1234567},
        {"1\u202f234", 1234, 1234},
        {"1'234.5", NAN, 1234.5},
        {"1\u2019234,5", 1234.5, NAN},
        {"1 234.567", NAN, 1234.567},
        {"1.234 567", NAN, NAN},
        {"12 34", NAN, NAN},
        {"1234 567", NAN, NAN},
        {"-5", -5, -5},
        {"\u22125,5", -5.5, NAN},
        {"+3", 3, 3},
        {",5", 0.5, NAN},
        {".5", NAN, 0.5},
        {"5,", NAN, NAN},
        {"12,3 %", 12.3, NAN},
        {"12.3%", NAN, 12.3},
        {"1.234,50 €", 1234.5, NAN},
        {"€1,234.50", NAN, 1234.5},
        {"EUR 12", 12, 12},
        {"1 234\u00b9", 1234, 1234},
        {"17\u00b2\u00b3", 17, 17},
        {"1 234 1)", 1234, 1234},
        {"12341)", NAN, NAN},
        {"1,5E+05", 150000, NAN},
        {"1.5e-3", NAN, 0.0015},
        {"2e3", 2000, 2000},
        {"2e", NAN, NAN},
        {"1e999", NAN, NAN},
        {"nan", NAN, NAN},
        {"inf", NAN, NAN},
        {"0x10", NAN, NAN},
        {"", NAN, NAN},
        {"-", NAN, NAN},
        {".", NAN, NAN},
        {"%", NAN, NAN},
        {"1)", NAN, NAN},
        {"abc", NAN, NAN},
        {"1 234 Personen", NAN, NAN},
        {"31.12.2018", NAN, NAN},
        {"1234567890123456789", 1234567890123456789.0, 1234567890123456789.0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const double expected[] = {cases[i].german, cases[i].english};

        for (int form = SR_NUMBER_GERMAN; form <= SR_NUMBER_ENGLISH; form++) {
            SrNumber number = {.value = NAN};
            bool is_number = sr_number_parse(cases[i].text, form, &number);

            g_test_message("'%s' in form %d", cases[i].text, form);
            g_assert_cmpint(is_number, ==, !isnan(expected[form]));
            if (is_number)
                g_assert_cmpfloat(number.value, ==, expected[form]);
        }
    }
}

static void
test_units(void)
{
    SrNumber number;

    g_assert_true(sr_number_parse("12,3 %", SR_NUMBER_GERMAN, &number));
    g_assert_cmpint(number.unit, ==, SR_UNIT_PERCENT);
    g_assert_true(sr_number_parse("5 €", SR_NUMBER_GERMAN, &number));
    g_assert_cmpint(number.unit, ==, SR_UNIT_EURO);
    g_assert_false(number.has_footnote);
    g_assert_true(sr_number_parse("5 €²", SR_NUMBER_GERMAN, &number));
    g_assert_true(number.has_footnote);
}

/* "1.234" is decided by the column. */
static void
test_survey(void)
{
    static const struct {
        const char *cells[4];
        SrNumberForm fallback, form;
        bool is_guess;
    } cases[] = {
        {{"1.234", "0,5", "7"}, SR_NUMBER_ENGLISH, SR_NUMBER_GERMAN, false},
        {{"1.234", "0.5", "7"}, SR_NUMBER_GERMAN, SR_NUMBER_ENGLISH, false},
        {{"1.234", "5.678"}, SR_NUMBER_GERMAN, SR_NUMBER_GERMAN, true},
        {{"1.234", "5.678"}, SR_NUMBER_ENGLISH, SR_NUMBER_ENGLISH, true},
        {{"1234", "-", "x"}, SR_NUMBER_GERMAN, SR_NUMBER_GERMAN, false},
        {{"1.234.567", "1.234"}, SR_NUMBER_ENGLISH, SR_NUMBER_GERMAN, false},
        {{"1.234", "12.3456"}, SR_NUMBER_GERMAN, SR_NUMBER_ENGLISH, false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrNumberSurvey survey = {0};

        for (int c = 0; c < 4 && cases[i].cells[c] != NULL; c++)
            sr_number_survey_add(&survey, cases[i].cells[c]);
        g_test_message("case %zu", i);
        g_assert_cmpint(sr_number_survey_form(&survey, cases[i].fallback), ==,
                        cases[i].form);
        g_assert_cmpint(sr_number_survey_is_guess(&survey), ==, cases[i].is_guess);
    }
}

static void
test_write(void)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {132660, "132660"},
        {0.1, "0.1"},
        {-2.5, "-2.5"},
        {1.0 / 3, "0.3333333333333333"},
        {0.1 + 0.2, "0.30000000000000004"},
        {594.64, "594.64"},
    };
    char buffer[SR_NUMBER_SIZE];

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(sr_number_write(buffer, cases[i].value), ==, cases[i].text);
}

/* Whatever the value: it reads back the same. */
static void
test_write_reads_back(void)
{
    char buffer[SR_NUMBER_SIZE];

    for (int i = 0; i < 20000; i++) {
        double value =
            g_test_rand_double_range(-1, 1) * pow(10, g_test_rand_int_range(-12, 13));

        SrNumber number;
        g_assert_true(
            sr_number_parse(sr_number_write(buffer, value), SR_NUMBER_ENGLISH, &number));
        g_assert_cmpfloat(number.value, ==, value);
    }
}

static void
test_format(void)
{
    static const struct {
        double value;
        int decimals;
        const char *german, *english;
    } cases[] = {
        {0, 0, "0", "0"},
        {999, 0, "999", "999"},
        {1234, 0, "1\u202f234", "1,234"},
        {1234567.891, 2, "1\u202f234\u202f567,89", "1,234,567.89"},
        {2.5, 0, "3", "3"},
        {-2.5, 0, "\u22123", "\u22123"},
        {1.005, 2, "1,01", "1.01"},
        {0.5, 0, "1", "1"},
        {0.49, 0, "0", "0"},
        {-0.04, 1, "0,0", "0.0"},
        {999.95, 1, "1\u202f000,0", "1,000.0"},
        {0.001, 2, "0,00", "0.00"},
        {0.005, 2, "0,01", "0.01"},
        {0.0996, 3, "0,100", "0.100"},
        {38.2, 1, "38,2", "38.2"},
        {7, 3, "7,000", "7.000"},
        {1e-9, 1, "0,0", "0.0"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *german =
            sr_number_format(cases[i].value, cases[i].decimals, "de");
        g_autofree char *english =
            sr_number_format(cases[i].value, cases[i].decimals, "en");

        g_autofree char *rounded = sr_number_format(
            sr_number_round(cases[i].value, cases[i].decimals), cases[i].decimals, "de");
        g_assert_cmpstr(rounded, ==, cases[i].german);
        g_assert_cmpstr(german, ==, cases[i].german);
        g_assert_cmpstr(english, ==, cases[i].english);
    }
}

/* What people read is never further from the value than half of its last digit. */
static void
test_format_is_near(void)
{
    for (int i = 0; i < 5000; i++) {
        int decimals = g_test_rand_int_range(0, 5);
        double value = g_test_rand_double_range(-1e6, 1e6);
        g_autofree char *text = sr_number_format(value, decimals, "de");
        SrNumber number;

        g_assert_true(sr_number_parse(text, SR_NUMBER_GERMAN, &number));
        g_assert_cmpfloat(fabs(number.value - value), <=,
                          0.5 * pow(10, -decimals) + 1e-9);
    }
}

/* As it stands in the file that it is looked for in. */
static void
test_told(void)
{
    static const struct {
        double value;
        const char *german, *english;
    } cases[] = {
        {11.47, "11,47", "11.47"},
        {1234567.5, "1234567,5", "1234567.5"},
        {-3, "-3", "-3"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *german = sr_number_told(cases[i].value, "de");
        g_autofree char *english = sr_number_told(cases[i].value, "en");

        g_assert_cmpstr(german, ==, cases[i].german);
        g_assert_cmpstr(english, ==, cases[i].english);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/number/parse", test_parse);
    g_test_add_func("/number/units", test_units);
    g_test_add_func("/number/survey", test_survey);
    g_test_add_func("/number/write", test_write);
    g_test_add_func("/number/write-reads-back", test_write_reads_back);
    g_test_add_func("/number/format", test_format);
    g_test_add_func("/number/format-is-near", test_format_is_near);
    g_test_add_func("/number/told", test_told);
    return g_test_run();
}
