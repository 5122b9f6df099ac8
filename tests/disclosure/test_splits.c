#include "data/terms.h"
#include "disclosure/splits.h"

#include <stdio.h>

/* All that is shown, and what one name is then the sum of. */
typedef struct {
    const char *shown, *name, *leaves;
} Case;

static const Case cases[] = {
    {"hilfen_33", "hilfen_33", "hilfen_33"},
    {"hilfen_33 hilfen_33_m", "hilfen_33", "hilfen_33_m hilfen_33_w hilfen_33_d"},
    {"hilfen_33 hilfen_33_m", "hilfen_33_m", "hilfen_33_m"},
    {"hilfen_33 hilfen_33_u6", "hilfen_33", "hilfen_33_u6 hilfen_33_6plus"},
    {"hilfen_33 hilfen_33_u6", "hilfen_33_u6", "hilfen_33_u6"},
    /* Bands that overlap are cut at both ends. */
    {"hilfen_33_u6 hilfen_33_3_13", "hilfen_33_u6", "hilfen_33_u3 hilfen_33_3_5"},
    {"hilfen_33_u6 hilfen_33_3_13", "hilfen_33_3_13", "hilfen_33_3_5 hilfen_33_6_13"},
    {"hilfen_33_u6 hilfen_33_3_13", "hilfen_33",
     "hilfen_33_u3 hilfen_33_3_5 hilfen_33_6_13 hilfen_33_14plus"},
    {"hilfen_33_17_17 hilfen_33_16plus", "hilfen_33_16plus",
     "hilfen_33_16_16 hilfen_33_17_17 hilfen_33_18plus"},
    /* Bands that end somewhere: all is up to there. */
    {"hilfen_34 hilfen_34_m", "hilfen_34",
     "hilfen_34_m_u28 hilfen_34_w_u28 hilfen_34_d_u28"},
    {"hilfen_34 hilfen_34_21plus", "hilfen_34", "hilfen_34_u21 hilfen_34_21_27"},
    {"hilfen_34", "hilfen_34", "hilfen_34"},
    /* A sex here, an age there: each cell of both. */
    {"hilfen_33_m hilfen_33_u6", "hilfen_33_m", "hilfen_33_m_u6 hilfen_33_m_6plus"},
    {"hilfen_33_m hilfen_33_u6", "hilfen_33_u6",
     "hilfen_33_m_u6 hilfen_33_w_u6 hilfen_33_d_u6"},
    /* What splits the sum splits its kinds, and the other way round. */
    {"verfahren_8a_m", "verfahren_8a_akut",
     "verfahren_8a_akut_m verfahren_8a_akut_w verfahren_8a_akut_d"},
    {"verfahren_8a_m", "verfahren_8a_m",
     "verfahren_8a_akut_m verfahren_8a_latent_m verfahren_8a_hilfebedarf_m "
     "verfahren_8a_kein_m"},
    /* Another variable is not split, nor is a name whose end looks like a band. */
    {"hilfen_33_m", "hilfen_34", "hilfen_34"},
    {"hilfen_27_2_sonstige", "hilfen_27_2_sonstige", "hilfen_27_2_sonstige"},
};

static bool
is_variable(const char *name, gpointer data)
{
    static const char *const names[] = {
        "hilfen_33",    "hilfen_34",         "hilfen_27_2_sonstige",
        "verfahren_8a", "verfahren_8a_akut", NULL};

    (void)data;
    return g_strv_contains(names, name);
}

static int
last_age(const char *name, gpointer data)
{
    (void)data;
    return g_str_equal(name, "hilfen_34") ? 27 : SR_OPEN_AGE;
}

static const SrSplitSource source = {is_variable, last_age, NULL};

static void
test_cases(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrSplits) splits = sr_splits_new(&source);
        g_auto(GStrv) shown = g_strsplit(cases[i].shown, " ", -1);

        g_test_message("%s: %s", cases[i].shown, cases[i].name);
        for (int s = 0; shown[s] != NULL; s++)
            sr_splits_note(splits, shown[s]);
        g_auto(GStrv) leaves = sr_splits_leaves(splits, cases[i].name);
        g_autofree char *text = g_strjoinv(" ", leaves);
        g_assert_cmpstr(text, ==, cases[i].leaves);
    }
}

/* Whatever is shown: two names have the same leaf or leaves without a common age. */
static void
test_leaves_are_apart(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);

    for (int round = 0; round < 300; round++) {
        g_autoptr(SrSplits) splits = sr_splits_new(&source);
        g_autoptr(GHashTable) ages = g_hash_table_new(NULL, NULL); /* age → leaf */
        g_autoptr(GStringChunk) texts = g_string_chunk_new(256);
        char *names[4];

        for (int n = 0; n < 4; n++) {
            int from = g_rand_int_range(rand, 1, 18);

            names[n] = g_strdup_printf("hilfen_33_%d_%d", from,
                                       from + g_rand_int_range(rand, 1, 9));
            sr_splits_note(splits, names[n]);
        }
        for (int n = 0; n < 4; n++) {
            g_auto(GStrv) leaves = sr_splits_leaves(splits, names[n]);

            for (int l = 0; leaves[l] != NULL; l++) {
                int from = 0, to = 0;
                char *leaf = g_string_chunk_insert_const(texts, leaves[l]);

                if (sscanf(leaf, "hilfen_33_%d_%d", &from, &to) < 2)
                    to = from;
                for (int age = from; age <= to; age++) {
                    const char *known =
                        g_hash_table_lookup(ages, GINT_TO_POINTER(age + 1));

                    g_assert_true(known == NULL || known == leaf);
                    g_hash_table_insert(ages, GINT_TO_POINTER(age + 1), leaf);
                }
            }
            g_free(names[n]);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/splits/cases", test_cases);
    g_test_add_func("/splits/leaves-are-apart", test_leaves_are_apart);
    return g_test_run();
}
