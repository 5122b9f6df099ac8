#include "data/band.h"

#include "data/terms.h"

static bool
is_known(const char *name, gpointer data)
{
    (void)data;
    return g_strv_contains((const char *const[]){"bev", "hilfen_27_2", "hilfen_34",
                                                 "arbeitslose_15_24", NULL},
                           name);
}

static void
test_names(void)
{
    static const struct {
        const char *name, *variable;
        char sex;
        int from, to;
    } cases[] = {
        {"bev", "bev", 0, SR_ALL_AGES, SR_OPEN_AGE},
        {"bev_u21", "bev", 0, 0, 20},
        {"bev_6_17", "bev", 0, 6, 17},
        {"bev_65plus", "bev", 0, 65, SR_OPEN_AGE},
        {"bev_18", "bev", 0, 18, 18},
        {"bev_m", "bev", 'm', SR_ALL_AGES, SR_OPEN_AGE},
        {"bev_w_u21", "bev", 'w', 0, 20},
        {"hilfen_27_2", "hilfen_27_2", 0, SR_ALL_AGES, SR_OPEN_AGE},
        {"hilfen_27_2_14_17", "hilfen_27_2", 0, 14, 17},
        {"hilfen_34_m_14_17", "hilfen_34", 'm', 14, 17},
        {"arbeitslose_15_24", "arbeitslose_15_24", 0, SR_ALL_AGES, SR_OPEN_AGE},
        {"bev_x", NULL, 0, 0, 0},
        {"bevoelkerung", NULL, 0, 0, 0},
        {"bev_17_6", NULL, 0, 0, 0},
        {"bev_u0", NULL, 0, 0, 0},
        {"bev_u999", NULL, 0, 0, 0},
        {"", NULL, 0, 0, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrBand band = {0};

        g_test_message("%s", cases[i].name);
        g_assert_cmpint(sr_band_parse(cases[i].name, is_known, NULL, &band), ==,
                        cases[i].variable != NULL);
        g_assert_cmpstr(band.variable, ==, cases[i].variable);
        g_assert_cmpint(band.sex, ==, cases[i].sex);
        g_assert_cmpint(band.age_from, ==, cases[i].from);
        g_assert_cmpint(band.age_to, ==, cases[i].to);
        sr_band_clear(&band);
    }
}

/* Given parts, a request gives the indices, as digits; NULL is a refusal. */
static void
test_cover(void)
{
    static const SrBandPart bands[] = {
        {0, 0, 0, 2},   {0, 0, 3, 5},  {0, 0, 6, 17},  {0, 0, 18, 19},
        {0, 0, 20, 24}, {0, 0, 0, 17}, {0, 0, 25, 64}, {0, 0, 65, SR_OPEN_AGE},
    };
    static const SrBandPart sexes[] = {{0, 'm', 0, 0},
                                       {0, 'm', 1, SR_OPEN_AGE},
                                       {0, 'w', 0, 0},
                                       {0, 'w', 1, SR_OPEN_AGE}};
    static const SrBandPart total[] = {
        {0, 'm', -1, SR_OPEN_AGE}, {0, 'w', -1, SR_OPEN_AGE}, {0, 0, -1, SR_OPEN_AGE}};
    static const SrBandPart divers[] = {{0, 'm', 0, 5}, {0, 'w', 0, 5}, {0, 'd', 0, 5}};
    static const struct {
        const SrBandPart *parts;
        int n;
        char sex;
        int from, to;
        const char *indices;
    } cases[] = {
        {bands, 8, 0, 0, 2, "0"},
        {bands, 8, 0, 0, 5, "01"},
        {bands, 8, 0, 0, 17, "5"}, /* the fewest */
        {bands, 8, 0, 0, 19, "53"},
        {bands, 8, 0, 3, 17, "12"},
        {bands, 8, 0, 0, 20, NULL}, /* unter 21 out of 18–19, 20–24 */
        {bands, 8, 0, 65, SR_OPEN_AGE, "7"},
        {bands, 8, 0, 60, SR_OPEN_AGE, NULL},
        {bands, 8, 0, 65, 70, NULL},
        {bands, 8, 0, SR_ALL_AGES, SR_OPEN_AGE, "53467"},
        {bands, 7, 0, SR_ALL_AGES, SR_OPEN_AGE, NULL}, /* none is 65 and older */
        {divers, 3, 0, SR_ALL_AGES, SR_OPEN_AGE, NULL},
        {bands, 8, 'm', 0, 17, NULL},
        {sexes, 4, 0, 0, 0, "02"},
        {sexes, 4, 'w', SR_ALL_AGES, SR_OPEN_AGE, "23"},
        {sexes, 4, 0, SR_ALL_AGES, SR_OPEN_AGE, "0123"},
        {total, 3, 0, SR_ALL_AGES, SR_OPEN_AGE, "2"},
        {total, 2, 0, SR_ALL_AGES, SR_OPEN_AGE, "01"},
        {total, 3, 0, 0, 20, NULL},
        {divers, 3, 0, 0, 5, "012"},
        {divers, 2, 0, 0, 5, "01"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char variable[] = "x";
        SrBand band = {variable, cases[i].sex, cases[i].from, cases[i].to};
        g_autoptr(GArray) cover = sr_band_cover(&band, cases[i].parts, cases[i].n);
        g_autoptr(GString) indices = g_string_new("");

        for (guint c = 0; cover != NULL && c < cover->len; c++)
            g_string_append_printf(indices, "%d", g_array_index(cover, int, c));
        g_test_message("case %zu", i);
        g_assert_cmpstr(cover == NULL ? NULL : indices->str, ==, cases[i].indices);
    }
}

/* Whatever the parts: a cover has each age of the band once. */
static void
test_each_age_once(void)
{
    for (int round = 0; round < 3000; round++) {
        SrBandPart parts[30];
        int counts[60] = {0};
        char variable[] = "x";
        int from = g_test_rand_int_range(0, 20);
        SrBand band = {variable, 0, from, from + g_test_rand_int_range(0, 20)};

        for (int i = 0; i < 30; i++) {
            int start = g_test_rand_int_range(0, 40);

            parts[i] = (SrBandPart){0, 0, start, start + g_test_rand_int_range(0, 6)};
        }
        g_autoptr(GArray) cover = sr_band_cover(&band, parts, 30);
        for (guint c = 0; cover != NULL && c < cover->len; c++) {
            const SrBandPart *part = &parts[g_array_index(cover, int, c)];

            for (int age = part->age_from; age <= part->age_to; age++)
                counts[age]++;
        }
        for (int age = 0; cover != NULL && age < 60; age++)
            g_assert_cmpint(counts[age], ==, age >= band.age_from && age <= band.age_to);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/band/names", test_names);
    g_test_add_func("/band/cover", test_cover);
    g_test_add_func("/band/each-age-once", test_each_age_once);
    return g_test_run();
}
