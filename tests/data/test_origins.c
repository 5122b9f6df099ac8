#include "loadfixture.h"

#include "base/error.h"

#define SERIES                                                                           \
    "file=a.csv\nperiod_column=Jahr\n[variable bev]\ncolumn=Alter {age}\ntitle=B\n"

static GPtrArray *
origins_of(const Fixture *fixture, const char *name, const char *area, const char *period)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *origins =
        sr_figures_origins(fixture->store, name, "gemeinde", area, period, &error);

    g_assert_no_error(error);
    return origins;
}

/* Every cell that goes into a band of ages is named, in the order of the file. */
static void
test_cells(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "AGS;Jahr;Alter 0;Alter 1;Alter 2\n"
                                "07332002;2017;1;2;3\n"
                                "07332002;2018;4;5p;6\n"
                                "07332024;2018;7;8;.\n";
    static const struct {
        const char *name, *area, *period;
        int n, row;
        double sum; /* of figures that are there */
    } cases[] = {
        {"bev_u1", "07332002", "2018", 1, 3, 4},
        {"bev_u2", "07332002", "2018", 2, 3, 9},
        {"bev_u3", "07332002", "2017", 3, 2, 6},
        {"bev_u3", "07332024", "2018", 3, 4, 15},
    };

    g_assert_cmpint(load_table(fixture, SERIES, table), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) origins =
            origins_of(fixture, cases[i].name, cases[i].area, cases[i].period);
        double sum = 0;

        g_assert_cmpint((int)origins->len, ==, cases[i].n);
        for (guint o = 0; o < origins->len; o++) {
            const SrOrigin *origin = origins->pdata[o];

            g_assert_cmpstr(origin->file, ==, "a.csv");
            g_assert_cmpstr(origin->dataset, ==, "a");
            g_assert_cmpint(origin->row, ==, cases[i].row);
            g_assert_cmpint(origin->age_from, ==, (int)o);
            g_assert_cmpuint(strlen(origin->checksum), ==, 64);
            sum += origin->figure.status == SR_STATUS_OK ? origin->figure.value : 0;
        }
        g_assert_cmpfloat(sum, ==, cases[i].sum);
    }
}

/* A sign keeps its meaning; an area without a row has cells that are missing. */
static void
test_signs(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(
        load_table(fixture, SERIES, "AGS;Jahr;Alter 0;Alter 1\n07332002;2018;/;3r\n"), ==,
        0);
    g_autoptr(GPtrArray) origins = origins_of(fixture, "bev_u2", "07332002", "2018");
    const SrOrigin *first = origins->pdata[0];
    const SrOrigin *second = origins->pdata[1];
    g_assert_cmpint(first->figure.status, ==, SR_STATUS_UNCERTAIN);
    g_assert_cmpint(second->figure.flags, ==, SR_FLAG_REVISED);
    g_autoptr(GPtrArray) absent = origins_of(fixture, "bev_u2", "07332025", "2018");
    for (guint o = 0; o < absent->len; o++) {
        const SrOrigin *origin = absent->pdata[o];

        g_assert_cmpint(origin->figure.status, ==, SR_STATUS_MISSING);
        g_assert_cmpint(origin->row, ==, 0);
    }
}

static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name, *level, *area, *period;
    } cases[] = {
        {"bev", "gemeinde", "07332002", "1999"}, /* no such period */
        {"bew", "gemeinde", "07332002", "2018"}, /* no such variable */
        {"bev", "land", "07", "2018"},           /* not at that level */
    };

    g_assert_cmpint(
        load_table(fixture, SERIES, "AGS;Jahr;Alter 0;Alter 1\n07332002;2018;1;2\n"), ==,
        0);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(sr_figures_origins(fixture->store, cases[i].name, cases[i].level,
                                         cases[i].area, cases[i].period, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

/* What variables there are: all periods and levels, sorted by name. */
static void
test_list(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(load_table(fixture,
                               SERIES "[variable aaa]\ncolumn=Alter 0\ntitle=A\n",
                               "AGS;Jahr;Alter 0;Alter 1\n07332002;2018;1;2\n"
                               "07332002;2017;1;2\n"),
                    ==, 0);
    g_autoptr(GPtrArray) list = sr_figures_list(fixture->store, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(list->len, ==, 2);
    const SrVariable *first = list->pdata[0];
    const SrVariable *second = list->pdata[1];
    g_autofree char *periods = g_strjoinv(" ", second->periods);
    g_assert_cmpstr(first->name, ==, "aaa");
    g_assert_false(first->has_ages);
    g_assert_cmpstr(second->name, ==, "bev");
    g_assert_true(second->has_ages);
    g_assert_cmpstr(periods, ==, "2017 2018");
    g_assert_cmpstr(second->levels[0], ==, "gemeinde");
}

/* Whether it is a population, and which: of every variable. */
static void
test_bases(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *line;
        const char *base;
    } cases[] = {{"", ""}, {"base=melderegister\n", "melderegister"}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *definition = g_strconcat(cases[i].line, SERIES, NULL);

        g_assert_cmpint(load_table(fixture, definition,
                                   "AGS;Jahr;Alter 0;Alter 1\n07332002;2018;1;2\n"),
                        ==, 0);
        g_autoptr(GHashTable) bases = sr_figures_bases(fixture->store, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(g_hash_table_size(bases), ==, 1);
        g_assert_cmpstr(g_hash_table_lookup(bases, "bev"), ==, cases[i].base);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/origins/cells", test_cells);
    ADD("/origins/signs", test_signs);
    ADD("/origins/refusals", test_refusals);
    ADD("/origins/list", test_list);
    ADD("/origins/bases", test_bases);
    return g_test_run();
}
