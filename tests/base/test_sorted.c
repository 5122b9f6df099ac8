#include "base/sorted.h"

#include <glib.h>
#include <stdbool.h>

static GPtrArray *
words_of(const char *line)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) parts = g_strsplit(line, " ", -1);

    for (int i = 0; parts[i] != NULL && *parts[0] != '\0'; i++)
        g_ptr_array_add(words, g_strdup(parts[i]));
    return words;
}

static void
test_order(void)
{
    /* Bytes decide: capitals before small letters, both before umlauts, in any locale. */
    static const char *const cases[][2] = {
        {"", ""},
        {"b", "b"},
        {"b a", "a b"},
        {"a B ä Z", "B Z a ä"},
        {"10 9 1 09", "09 1 10 9"},
        {"a a a", "a a a"},
        {"maps/b maps maps/a", "maps maps/a maps/b"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) words = words_of(cases[i][0]);

        sr_texts_sort(words);
        g_ptr_array_add(words, NULL);
        g_autofree char *sorted = g_strjoinv(" ", (char **)words->pdata);
        g_assert_cmpstr(sorted, ==, cases[i][1]);
    }
}

/* Whatever the words: each is found at a place where it stands, and no other word is. */
static void
test_find(void)
{
    for (int round = 0; round < 200; round++) {
        g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
        int n = g_test_rand_int_range(0, 20);

        for (int i = 0; i < n; i++)
            g_ptr_array_add(words, g_strdup_printf("%d", g_test_rand_int_range(0, 50)));
        sr_texts_sort(words);
        for (int number = 0; number < 50; number++) {
            g_autofree char *word = g_strdup_printf("%d", number);
            bool is_there =
                g_ptr_array_find_with_equal_func(words, word, g_str_equal, NULL);
            int at = sr_sorted_find((char *const *)words->pdata, n, word);

            g_assert_cmpint(at >= 0, ==, is_there);
            if (at >= 0)
                g_assert_cmpstr(words->pdata[at], ==, word);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sorted/order", test_order);
    g_test_add_func("/sorted/find", test_find);
    return g_test_run();
}
