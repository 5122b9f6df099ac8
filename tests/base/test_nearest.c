#include "base/nearest.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static void
test_distance(void)
{
    static const struct {
        const char *a, *b;
        int distance;
    } cases[] = {
        {"", "", 0},
        {"", "abc", 3},
        {"median", "median", 0},
        {"Median", "mEDIAN", 0},
        {"median", "mediane", 1}, /* one put in */
        {"median", "medan", 1},   /* one left out */
        {"median", "mediun", 1},  /* one changed */
        {"median", "meidan", 1},  /* two neighbours swapped */
        {"ca", "abc", 3},         /* restricted: no edit within a swap */
        {"Haßloch", "Hassloch", 2},
        {"Grünstadt", "Grunstadt", 1}, /* a letter, not two bytes */
        {"abc", "xyz", 3},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(sr_edit_distance(cases[i].a, cases[i].b), ==, cases[i].distance);
}

/* Whatever the words: as far there as back, 0 only to itself, never more than the longer.
 */
static void
test_is_a_distance(void)
{
    for (int round = 0; round < 500; round++) {
        char words[3][9] = {{0}};
        int n[3];

        for (int w = 0; w < 3; w++) {
            n[w] = g_test_rand_int_range(0, 9);
            for (int i = 0; i < n[w]; i++)
                words[w][i] = (char)('a' + g_test_rand_int_range(0, 3));
        }
        int distance = sr_edit_distance(words[0], words[1]);
        g_assert_cmpint(distance, ==, sr_edit_distance(words[1], words[0]));
        g_assert_cmpint(distance == 0, ==, g_str_equal(words[0], words[1]));
        g_assert_cmpint(distance, <=, MAX(n[0], n[1]));
        g_assert_cmpint(distance, >=, ABS(n[0] - n[1]));
    }
}

static void
test_nearest(void)
{
    static const char *const words[] = {"quantile", "natural", "equal", "equals"};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"quantil", "quantile"}, {"nautral", "natural"},
        {"equal", "equal"},      {"equall", "equal"}, /* as near to both: the first */
        {"bananas", NULL},       {"", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(sr_nearest(cases[i].word, words, G_N_ELEMENTS(words)), ==,
                        cases[i].nearest);
    g_assert_null(sr_nearest("equal", NULL, 0));
}

static void
test_list(void)
{
    static const char *const words[] = {"druck", "graustufen", "bildschirm"};
    static const struct {
        const char *word;
        int n, most;
        const char *list;
    } cases[] = {
        {"drukc", 3, 1, "'druck'"},
        {"bildschrim", 3, 1, "'bildschirm'"},
        {"graustufen", 1, 8, "'druck'"},
        {"druck", 0, 8, ""},
        {"druck", 3, 0, ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *list =
            sr_nearest_list(cases[i].word, words, cases[i].n, cases[i].most);
        g_assert_cmpstr(list, ==, cases[i].list);
    }
    g_autofree char *all = sr_nearest_list("graustufe", words, 3, 3);
    g_assert_true(g_str_has_prefix(all, "'graustufen', "));
    g_assert_nonnull(strstr(all, "'druck'"));
    g_assert_nonnull(strstr(all, "'bildschirm'"));
}

static void
test_kinds(void)
{
    static const struct {
        const char *name;
        double worth;
    } kinds[] = {{"byar", 1}, {"wilson", 2}, {"none", 3}};
    char *near = NULL;

    for (int i = 0; i < 3; i++) {
        g_assert_cmpint(sr_kinds_find(kinds[i].name, kinds, 3, sizeof kinds[0], &near),
                        ==, i);
        g_assert_null(near);
    }
    g_assert_cmpint(sr_kinds_find("wilsen", kinds, 3, sizeof kinds[0], &near), ==, -1);
    g_assert_true(g_str_has_prefix(near, "'wilson', "));
    g_free(near);
}

static void
test_files(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    static const char *const names[] = {"druck.ini", "graustufen.ini", "druck.txt"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        g_assert_true(g_file_set_contents(path, "", 0, NULL));
    }
    g_autofree char *list = sr_nearest_files("druk", folder, ".ini", 8);
    g_assert_cmpstr(list, ==, "'druck', 'graustufen'");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
    g_autofree char *none = sr_nearest_files("druk", folder, ".ini", 8);
    g_assert_cmpstr(none, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nearest/distance", test_distance);
    g_test_add_func("/nearest/is_a_distance", test_is_a_distance);
    g_test_add_func("/nearest/nearest", test_nearest);
    g_test_add_func("/nearest/list", test_list);
    g_test_add_func("/nearest/kinds", test_kinds);
    g_test_add_func("/nearest/files", test_files);
    return g_test_run();
}
