#include "data/terms.h"

/* from -2: not an age. */
static void
test_ages(void)
{
    static const struct {
        const char *text;
        int from, to;
    } cases[] = {
        {"17", 17, 17},
        {"17 Jahre", 17, 17},
        {"0", 0, 0},
        {"unter 1 Jahr", 0, 0},
        {"unter 3", 0, 2},
        {"u3", 0, 2},
        {"18 bis unter 21", 18, 20},
        {"18 bis unter 21 Jahre", 18, 20},
        {"18 bis 20", 18, 20},
        {"18-20", 18, 20},
        {"18–20 Jahre", 18, 20},
        {"90 und mehr", 90, SR_OPEN_AGE},
        {"90 Jahre und älter", 90, SR_OPEN_AGE},
        {"ab 65", 65, SR_OPEN_AGE},
        {"65+", 65, SR_OPEN_AGE},
        {"85 u. m.", 85, SR_OPEN_AGE},
        {"ALT000", 0, 0},
        {"ALT017", 17, 17},
        {"ALT000B03", 0, 2},
        {"ALT090UM", 90, SR_OPEN_AGE},
        {"Insgesamt", SR_ALL_AGES, SR_OPEN_AGE},
        {"", SR_ALL_AGES, SR_OPEN_AGE},
        {"unter 0", -2, 0},
        {"21 bis unter 18", -2, 0},
        {"Kinder", -2, 0},
        {"1234", -2, 0},
        {"17 Euro", -2, 0},
        {"131", -2, 0},
        {"ALT", -2, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int from = -2;
        int to = 0;

        g_test_message("'%s'", cases[i].text);
        g_assert_cmpint(sr_age_parse(cases[i].text, &from, &to), ==, cases[i].from != -2);
        g_assert_cmpint(from, ==, cases[i].from);
        g_assert_cmpint(to, ==, cases[i].to);
    }
}

static void
test_sexes(void)
{
    char sex = '?';

    g_assert_true(sr_sex_parse(" Männlich ", &sex));
    g_assert_cmpint(sex, ==, 'm');
    g_assert_true(sr_sex_parse("GESW", &sex));
    g_assert_cmpint(sex, ==, 'w');
    g_assert_true(sr_sex_parse("Insgesamt", &sex));
    g_assert_cmpint(sex, ==, 0);
    g_assert_false(sr_sex_parse("Haßloch", &sex));
}

static void
test_periods(void)
{
    static const struct {
        const char *text, *written, *year;
    } cases[] = {
        {"2018", "2018", "2018"},
        {" 2018 ", "2018", "2018"},
        {"31.12.2018", "2018-12-31", "2018"},
        {"2018-12-31", "2018-12-31", "2018"},
        {"1.1.2018", "2018-01-01", "2018"},
        {"2014-2018", "2014-2018", "2014-2018"},
        {"2014–2018", "2014-2018", "2014-2018"},
        {"2017/18", "2017-2018", "2017-2018"},
        {"30.02.2018", NULL, NULL},
        {"2018-2014", NULL, NULL},
        {"18", NULL, NULL},
        {"Jahr", NULL, NULL},
        {"20180", NULL, NULL},
        {"", NULL, NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *written = sr_period_parse(cases[i].text, false);
        g_autofree char *year = sr_period_parse(cases[i].text, true);

        g_assert_cmpstr(written, ==, cases[i].written);
        g_assert_cmpstr(year, ==, cases[i].year);
    }
}

static void
test_days(void)
{
    int german, iso, month;

    g_assert_true(sr_day_parse("31.12.2018", &german));
    g_assert_true(sr_day_parse("2018-12-31 00:00:00", &iso));
    g_assert_cmpint(german, ==, iso);
    g_assert_false(sr_day_parse("30.2.2018", &german));
    g_assert_false(sr_day_parse("31.12.18", &german));
    g_assert_false(sr_day_parse("12/31/2018", &german));
    g_assert_false(sr_day_parse("", &german));
    g_assert_true(sr_serial_parse("43465", &german));
    g_assert_cmpint(german, ==, iso);
    g_assert_false(sr_serial_parse("07332", &german));
    g_assert_false(sr_serial_parse("2018", &german));
    g_assert_false(sr_serial_parse("434650", &german));
    g_autofree char *serial = sr_serial_period("43465", false);
    g_assert_cmpstr(serial, ==, "2018-12-31");
    g_assert_true(sr_month_parse("2011-05", &month));
    g_assert_cmpint(month, ==, 2011 * 12 + 4);
    g_assert_true(sr_month_parse("05/2011", &month));
    g_assert_cmpint(month, ==, 2011 * 12 + 4);
    g_assert_true(sr_month_parse("5.2011", &month));
    g_assert_cmpint(month, ==, 2011 * 12 + 4);
    g_assert_true(sr_month_parse("17.05.2011", &month));
    g_assert_cmpint(month, ==, 2011 * 12 + 4);
    g_assert_false(sr_month_parse("2011-13", &month));
    g_assert_false(sr_month_parse("Mai 2011", &month));
}

/* Whatever the day: as GLib's calendar has it. */
static void
test_calendar(void)
{
    GDate date;

    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 1, 1, 1900);
    for (int i = 0; i < 110000; i++, g_date_add_days(&date, 1)) {
        int year = g_date_get_year(&date);
        int month = (int)g_date_get_month(&date);
        int day = (int)g_date_get_julian(&date);

        g_assert_cmpint(sr_day_of(year, month, g_date_get_day(&date)), ==, day);
        g_assert_cmpint(sr_day_month(day), ==, year * 12 + month - 1);
    }
}

static void
test_yes(void)
{
    bool is_yes = true;

    g_assert_true(sr_yes_parse("", &is_yes));
    g_assert_false(is_yes);
    g_assert_true(sr_yes_parse("Ja", &is_yes));
    g_assert_true(is_yes);
    g_assert_false(sr_yes_parse("vielleicht", &is_yes));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/terms/ages", test_ages);
    g_test_add_func("/terms/sexes", test_sexes);
    g_test_add_func("/terms/periods", test_periods);
    g_test_add_func("/terms/days", test_days);
    g_test_add_func("/terms/calendar", test_calendar);
    g_test_add_func("/terms/yes", test_yes);
    return g_test_run();
}
