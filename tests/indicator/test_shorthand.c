#include "indicator/shorthand.h"

static void
test_expand(void)
{
    static const struct {
        const char *text, *expected; /* NULL: refused */
    } cases[] = {
        {"a + b", "(1 + x) + ((1 + x) * 2)"},
        {"aa + a_1", "aa + a_1"},
        {"1e5 * a", "1e5 * (1 + x)"},
        {"{a} + a", "{a} + (1 + x)"},
        {"", ""},
        {"c", NULL},
        {"d", NULL},
    };
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    g_hash_table_insert(names, (gpointer) "a", (gpointer) "1 + x");
    g_hash_table_insert(names, (gpointer) "b", (gpointer) "a * 2");
    g_hash_table_insert(names, (gpointer) "c", (gpointer) "d + 1");
    g_hash_table_insert(names, (gpointer) "d", (gpointer) "c - 1");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = sr_shorthand_expand(cases[i].text, names, &error);

        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(text, ==, cases[i].expected);
        g_assert_true((text == NULL) == (error != NULL));
    }
}

/* Names that double themselves would fill the memory: there is an end. */
static void
test_too_long(void)
{
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < 40; i++)
        g_hash_table_insert(names, g_strdup_printf("a%d", i),
                            g_strdup_printf("a%d + a%d", i + 1, i + 1));
    g_assert_null(sr_shorthand_expand("a0", names, &error));
    g_assert_nonnull(error);
}

static void
test_stratum(void)
{
    g_autofree char *both = sr_shorthand_stratum("x_{sex}_{age} + {r}", "u3", "m");
    g_autofree char *age = sr_shorthand_stratum("x_{sex}_{age}", "u3", NULL);

    g_assert_cmpstr(both, ==, "x_m_u3 + {r}");
    g_assert_cmpstr(age, ==, "x_{sex}_u3");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shorthand/expand", test_expand);
    g_test_add_func("/shorthand/too-long", test_too_long);
    g_test_add_func("/shorthand/stratum", test_stratum);
    return g_test_run();
}
