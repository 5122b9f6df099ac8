#include "commands/listing.h"

#include <string.h>

static void
add(SrListing *listing, const char *const (*rows)[3], int n)
{
    for (int i = 0; i < n; i++)
        sr_listing_add(listing, rows[i][0], rows[i][1], rows[i][2], NULL);
}

static void
test_csv(void)
{
    static const char *const rows[][3] = {{"id", "name", "n"},
                                          {"a", "Haßloch, Stadt", "1"},
                                          {"b", "sagt \"ja\"", ""},
                                          {"c", "=1+1", "-2"}};
    g_autoptr(SrListing) listing = sr_listing_new();

    add(listing, rows, G_N_ELEMENTS(rows));
    g_autofree char *csv = sr_listing_print(listing, "csv");
    g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
    g_assert_cmpstr(lines[0], ==, "id,name,n");
    g_assert_cmpstr(lines[1], ==, "a,\"Haßloch, Stadt\",1");
    g_assert_cmpstr(lines[2], ==, "b,\"sagt \"\"ja\"\"\",");
    /* No cell may begin a formula in a spreadsheet. */
    g_assert_null(strstr(lines[3], ",=1"));
    g_assert_cmpstr(lines[4], ==, "");
}

static void
test_text(void)
{
    static const char *const rows[][3] = {
        {"id", "name", "n"}, {"aa", "Haßloch", "1"}, {"b", "Bad", "123"}};
    g_autoptr(SrListing) listing = sr_listing_new();

    add(listing, rows, G_N_ELEMENTS(rows));
    g_autofree char *text = sr_listing_print(listing, NULL);
    /* Columns are as wide as their widest cell, in letters; figures stand to the right.
     */
    g_assert_cmpstr(text, ==,
                    "id  name       n\n"
                    "aa  Haßloch    1\n"
                    "b   Bad      123\n");
}

static void
test_empty(void)
{
    g_autoptr(SrListing) listing = sr_listing_new();
    g_autofree char *text = sr_listing_print(listing, "text");
    g_autofree char *csv = sr_listing_print(listing, "csv");

    g_assert_cmpstr(text, ==, "");
    g_assert_cmpstr(csv, ==, "");
}

/* Whatever stands in the cells: all lines of the text are of one width, as its figures
 * go. */
static void
test_lines_are_even(void)
{
    for (int round = 0; round < 100; round++) {
        g_autoptr(SrListing) listing = sr_listing_new();
        int n = g_test_rand_int_range(1, 8);

        sr_listing_add(listing, "key", "word", "figure", NULL);
        for (int i = 0; i < n; i++) {
            g_autofree char *key = g_strnfill((gsize)g_test_rand_int_range(0, 9), 'k');
            g_autofree char *figure =
                g_strdup_printf("%d", g_test_rand_int_range(0, 99999));
            const char *const cells[] = {key, "ä", figure, NULL};

            sr_listing_add_row(listing, cells);
        }
        g_autofree char *text = sr_listing_print(listing, NULL);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        g_assert_cmpint((int)g_strv_length(lines), ==, n + 2);
        for (int i = 1; i <= n; i++)
            g_assert_cmpint(g_utf8_strlen(lines[i], -1), ==, g_utf8_strlen(lines[0], -1));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/listing/csv", test_csv);
    g_test_add_func("/listing/text", test_text);
    g_test_add_func("/listing/empty", test_empty);
    g_test_add_func("/listing/lines_are_even", test_lines_are_even);
    return g_test_run();
}
