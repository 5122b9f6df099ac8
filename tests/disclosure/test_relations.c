#include "disclosure/relations.h"

static void
assert_words(char **words, const char *expected)
{
    g_autofree char *text = words == NULL ? g_strdup("none") : g_strjoinv(" ", words);

    g_assert_cmpstr(text, ==, expected);
    g_strfreev(words);
}

static void
test_leaves(void)
{
    assert_words(sr_relation_leaves("hilfen_29"), "hilfen_29");
    assert_words(sr_relation_leaves("hilfen_teilstationaer_beendet"),
                 "hilfen_32_beendet");
    assert_words(sr_relation_leaves("hilfen_27_2_bestand_vorjahr"),
                 "hilfen_27_2_ambulant_bestand_vorjahr "
                 "hilfen_27_2_ausserhalb_bestand_vorjahr "
                 "hilfen_27_2_sonstige_bestand_vorjahr");
    assert_words(sr_relation_leaves("hilfen_stationaer"),
                 "hilfen_33 hilfen_34 hilfen_27_2_ausserhalb hilfen_35/stationaer");
    assert_words(sr_relation_leaves("hilfen_stationaer_im_kreis"),
                 "hilfen_stationaer_im_kreis");
    assert_words(sr_relation_leaves("einwohner"), "einwohner");
}

static void
test_rest(void)
{
    assert_words(sr_relation_rest("hilfen_35/stationaer_begonnen"),
                 "hilfen_stationaer_begonnen hilfen_33_begonnen hilfen_34_begonnen "
                 "hilfen_27_2_ausserhalb_begonnen");
    assert_words(sr_relation_rest("hilfen_35"), "none");
}

static void
test_wholes(void)
{
    assert_words(sr_relation_wholes("hilfen_34_beendet"), "hilfen_34");
    assert_words(sr_relation_wholes("hilfen_stationaer_im_kreis"),
                 "hilfen_33 hilfen_34 hilfen_27_2_ausserhalb hilfen_35/stationaer");
    assert_words(sr_relation_wholes("hilfen_34_bestand_vorjahr"), "hilfen_34");
    assert_words(sr_relation_wholes("hilfen_34"), "none");
}

static void
test_kinds(void)
{
    const char *band = NULL;
    g_autofree char *stock = sr_relation_kind("hilfen_33_bestand_vorjahr_m_u6", &band);
    g_assert_cmpstr(stock, ==, "hilfen_33");
    g_assert_cmpstr(band, ==, "_m_u6");
    g_autofree char *flow = sr_relation_kind("hilfen_35/stationaer_begonnen", &band);
    g_assert_cmpstr(flow, ==, "hilfen_35/stationaer");
    g_assert_cmpstr(band, ==, "");
    g_assert_null(sr_relation_kind("hilfen_33", &band));
    g_assert_null(sr_relation_kind("plaetze_bestand", &band));
    g_assert_false(sr_relation_is_by_age("hilfen_33_begonnen"));
    g_assert_true(sr_relation_is_by_age("hilfen_33_bestand"));
    g_autofree char *before = sr_relation_year("2018", -1);
    g_assert_cmpstr(before, ==, "2017");
    g_assert_null(sr_relation_year("2014-2018", -1));
}

static void
test_measures(void)
{
    g_assert_true(sr_relation_is_measure("kosten_hilfen"));
    g_assert_true(sr_relation_is_measure("hilfen_ambulant_mittel"));
    g_assert_false(sr_relation_is_measure("junge_menschen_31"));
    g_assert_true(sr_relation_is_measure("junge_menschen_31_quadrate"));
    assert_words(sr_relation_companions("junge_menschen_31_quadrate"), "hilfen_31");
    assert_words(sr_relation_companions("hilfen_33_mittel"), "hilfen_33");
    assert_words(sr_relation_companions("junge_menschen_31"), "hilfen_31");
    assert_words(sr_relation_companions("hilfen_33"), "none");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/relations/leaves", test_leaves);
    g_test_add_func("/relations/rest", test_rest);
    g_test_add_func("/relations/wholes", test_wholes);
    g_test_add_func("/relations/kinds", test_kinds);
    g_test_add_func("/relations/measures", test_measures);
    return g_test_run();
}
