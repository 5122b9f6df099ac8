#include "data/lost.h"

#include "data/loadfixture.h"

/* What a broken data set would have had, its bands too; nothing of one that was read. */
static void
test_names(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name;
        bool is_lost;
    } cases[] = {
        {"einwohner", false}, {"bev", true},
        {"bev_u21", true},    {"bev_m_6_17", true},
        {"bevx", false},      {"be", false},
        {"hilfen_34", true},  {"junge_menschen_31_quadrate", true},
        {"schutz", true},     {"schutz_akut", true},
        {"kosten", false},
    };
    g_autoptr(GError) error = NULL;

    write_file(fixture, "b.ini",
               HEAD "file=b.csv\nperiod=2018\n[variable bev]\ncolumn=B\ntitle=B\n");
    write_file(fixture, "b.csv", "AGS;B\n07332002;viele\n");
    /* no key file, for its first line; its names can be read all the same */
    write_file(fixture, "c.ini", "was ist das\nkind=register\n[sheet schutz]\n");
    g_assert_cmpint(load_table(fixture, WIDE, "AGS;Einwohner\n07332002;1\n"), >, 1);
    g_assert_true(sr_lost_note(fixture->store, fixture->folder, &error));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].name);
        g_assert_cmpint(sr_lost_has(fixture->store, cases[i].name), ==, cases[i].is_lost);
    }
    g_assert_null(
        sr_figures_series(fixture->store, "bev_u21", "gemeinde", keys, 3, &error));
    g_assert_true(error->domain == SR_LOST);
}

/* Once it is mended, nothing is lost any more. */
static void
test_mended(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(load_table(fixture, WIDE, "AGS;Einwohner\n07332002;viele\n"), ==, 1);
    g_assert_true(sr_lost_note(fixture->store, fixture->folder, NULL));
    g_assert_true(sr_lost_has(fixture->store, "einwohner"));
    g_assert_cmpint(load_table(fixture, WIDE, "AGS;Einwohner\n07332002;1\n"), ==, 0);
    g_assert_true(sr_lost_note(fixture->store, fixture->folder, NULL));
    g_assert_false(sr_lost_has(fixture->store, "einwohner"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/lost/names", test_names);
    ADD("/lost/mended", test_mended);
    return g_test_run();
}
