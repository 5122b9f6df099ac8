/* What is counted of a register, and what is refused. */
#include "data/casefixture.h"

/* Bestand, begonnen, beendet and Fälle of one help, whatever its days. */
static void
test_measures(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *begin, *end;
        int before, begun, ended, stock, cases; /* in 2018 */
    } cases[] = {
        {"01.06.2016", "", 1, 0, 0, 1, 1},
        {"01.06.2016", "15.03.2018", 1, 0, 1, 0, 1},
        {"01.06.2018", "", 0, 1, 0, 1, 1},
        {"01.06.2018", "15.07.2018", 0, 1, 1, 0, 1},
        {"31.12.2018", "", 0, 1, 0, 1, 1},
        {"01.01.2018", "", 0, 1, 0, 1, 1},
        {"31.12.2017", "", 1, 0, 0, 1, 1},
        {"01.06.2017", "31.12.2018", 1, 0, 1, 0, 1},
        {"01.06.2017", "31.12.2017", 0, 0, 0, 0, 0},
        {"01.06.2017", "01.01.2018", 1, 0, 1, 0, 1},
        {"01.01.2019", "", 0, 0, 0, 0, 0},
        {"31.12.2018", "31.12.2018", 0, 1, 1, 0, 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *row =
            g_strdup_printf("A;07332002;2010-01;m;11;nein;%s;%s;;;nein;ja;nein;\n",
                            cases[i].begin, cases[i].end);

        count(fixture, row);
        g_assert_nonnull(fixture->counts);
        g_test_message("%s – %s", cases[i].begin, cases[i].end);
        g_assert_cmpfloat(value(fixture, "hilfen_34_bestand_vorjahr", 2018), ==,
                          cases[i].before);
        g_assert_cmpfloat(value(fixture, "hilfen_34_begonnen", 2018), ==, cases[i].begun);
        g_assert_cmpfloat(value(fixture, "hilfen_34_beendet", 2018), ==, cases[i].ended);
        g_assert_cmpfloat(value(fixture, "hilfen_34_bestand", 2018), ==, cases[i].stock);
        g_assert_cmpfloat(value(fixture, "hilfen_34", 2018), ==, cases[i].cases);
        g_assert_cmpfloat(value(fixture, "hilfen_stationaer", 2018), ==, cases[i].cases);
    }
}

/* Which variables of 2018 count a help of each kind; § 41 comes on top. */
static void
test_kinds(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const all[] = {"hilfen_27_2",
                                      "hilfen_28",
                                      "hilfen_29",
                                      "hilfen_30",
                                      "hilfen_31",
                                      "hilfen_32",
                                      "hilfen_33",
                                      "hilfen_34",
                                      "hilfen_35",
                                      "hilfen_35a",
                                      "hilfen_41",
                                      "hilfen_ambulant",
                                      "hilfen_teilstationaer",
                                      "hilfen_stationaer"};
    static const struct {
        const char *kind, *basis, *inside, *counted;
    } cases[] = {
        {"01", "nein", "", " 28"},
        {"3", "nein", "", " 28"},
        {"04", "nein", "", " 29 ambulant"},
        {"05", "nein", "", " 30 ambulant"},
        {"06", "nein", "", " 30 ambulant"},
        {"07", "nein", "", " 31 ambulant"},
        {"08", "nein", "", " 32 teilstationaer"},
        {"09", "nein", "ja", " 33 stationaer"},
        {"10", "nein", "nein", " 33 stationaer"},
        {"11", "nein", "ja", " 34 stationaer"},
        {"12", "nein", "nein", " 35 stationaer"},
        {"12", "nein", "", " 35 ambulant"},
        {"13", "nein", "", " 35a"},
        {"14", "nein", "", " 27_2 ambulant"},
        {"15", "nein", "ja", " 27_2 stationaer"},
        {"16", "nein", "", " 27_2 ambulant"},
        {"11", "ja", "ja", " 34 41 stationaer"},
        {"11", "§ 41", "ja", " 34 41 stationaer"},
        {"11", "§ 34", "ja", " 34 stationaer"},
        {"§ 34", "", "ja", " 34 stationaer"},
        {"§ 35a", "", "", " 35a"},
        {"27 (2) ambulant", "", "", " 27_2 ambulant"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) counted = g_string_new("");
        g_autofree char *row =
            g_strdup_printf("A;07332002;2010-01;m;%s;%s;01.02.2018;;;;nein;%s;nein;\n",
                            cases[i].kind, cases[i].basis, cases[i].inside);

        count(fixture, row);
        g_assert_nonnull(fixture->counts);
        for (size_t v = 0; v < G_N_ELEMENTS(all); v++)
            if (value(fixture, all[v], 2018) == 1)
                g_string_append_printf(counted, " %s", all[v] + strlen("hilfen_"));
        g_test_message("%s %s", cases[i].kind, cases[i].basis);
        g_assert_cmpstr(counted->str, ==, cases[i].counted);
    }
}

static void
test_extras(Fixture *fixture, gconstpointer data)
{
    (void)data;
    count(fixture,
          "A;07332002;2010-01;m;07;;16.11.2018;;;3;nein;;nein;600\n"
          "B;07332002;2014-01;w;11;;01.02.2018;31.03.2018;ja;;nein;ja;ja;1.000,50\n"
          "C;07332002;2003-01;m;11;;01.02.2018;;;;ja;ja;nein;9000\n");
    g_assert_nonnull(fixture->counts);
    g_assert_cmpfloat(value(fixture, "junge_menschen_31", 2018), ==, 3);
    g_assert_cmpfloat(value(fixture, "junge_menschen_31_quadrate", 2018), ==, 9);
    g_assert_cmpfloat(value(fixture, "hilfen_31", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_34", 2018), ==, 1); /* UMA left out */
    g_assert_cmpfloat(value(fixture, "hilfen_uma", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_begonnen_u6", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_begonnen_ohne_frueher", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_beendet_plan", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_stationaer_im_kreis", 2018), ==, 1);
    /* Half of November, December; February and March. */
    g_assert_cmpfloat_with_epsilon(value(fixture, "kosten_hilfen", 2018),
                                   600 * 1.5 + 1000.5 * 2, 1e-3);
    g_assert_cmpfloat_with_epsilon(value(fixture, "hilfen_31_mittel", 2018), 2.0 / 12,
                                   1e-9);
}

/* Each measure has the age of its day; who is neither m nor w stands in both alone. */
static void
test_ages(Fixture *fixture, gconstpointer data)
{
    (void)data;
    /* Five when it began, six on 31.12.2017, seven when it ended. */
    count(fixture, "A;07332002;2011-06;m;11;;01.02.2017;31.08.2018;;;nein;ja;nein;\n"
                   "B;07332002;2000-05;d;11;;01.02.2017;31.08.2018;;;nein;ja;nein;\n");
    g_assert_nonnull(fixture->counts);
    g_assert_cmpfloat(part(fixture, "hilfen_34_begonnen", 2017, 'm', 3, 5), ==, 1);
    g_assert_cmpfloat(part(fixture, "hilfen_34_bestand", 2017, 'm', 6, 9), ==, 1);
    g_assert_cmpfloat(part(fixture, "hilfen_34_bestand_vorjahr", 2018, 'm', 6, 9), ==, 1);
    g_assert_cmpfloat(part(fixture, "hilfen_34_beendet", 2018, 'm', 6, 9), ==, 1);
    g_assert_cmpfloat(part(fixture, "hilfen_34", 2018, 'm', 6, 9), ==, 1);
    g_assert_cmpfloat(part(fixture, "hilfen_34", 2018, 'w', 0, G_MAXINT), ==, 0);
    g_assert_cmpfloat(part(fixture, "hilfen_34", 2018, 0, 0, G_MAXINT), ==, 2);
    g_assert_cmpfloat(part(fixture, "hilfen_34_beendet", 2018, 0, 18, 20), ==, 1);
    /* Five until May, six from June on. */
    g_assert_cmpfloat_with_epsilon(part(fixture, "hilfen_34_mittel", 2017, 'm', 3, 5),
                                   4 / 12.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(part(fixture, "hilfen_34_mittel", 2017, 'm', 6, 9),
                                   7 / 12.0, 1e-9);
}

/* Each mistake is one finding, which names row 2 and never the content. */
static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const rows[] = {
        "GEHEIM;07332999;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2010-01;m;77;;01.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2010-01;m;11;;30.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2010-01;m;11;;01.02.2018;GEHEIM;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2010-01;m;11;;01.02.2018;31.01.2018;;;nein;ja;nein;\n",
        "GEHEIM;07332002;1985-01;m;11;;01.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2018-03;m;11;;01.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;GEHEIM;m;11;;01.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2010-01;GEHEIM;11;;01.02.2018;;;;nein;ja;nein;\n",
        "GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;GEHEIM;ja;nein;\n",
        "GEHEIM;07332002;2010-01;m;07;;01.02.2018;;;GEHEIM;nein;;nein;\n",
        "GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;-5\n",
        ";07332002;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        int n_before = sr_findings_n(fixture->findings);

        count(fixture, rows[i]);
        g_test_message("%s", rows[i]);
        g_assert_null(fixture->counts);
        g_assert_cmpint(sr_findings_n(fixture->findings), ==, n_before + 1);
        const SrFinding *finding = sr_findings_at(fixture->findings, n_before);
        g_assert_cmpint(finding->row, ==, 2);
        g_assert_null(strstr(finding->message, "GEHEIM"));
        g_assert_true(finding->place == NULL || strstr(finding->place, "GEHEIM") == NULL);
    }
}

/* All that is wrong with a row is said at once. */
static void
test_all_at_once(Fixture *fixture, gconstpointer data)
{
    (void)data;
    count(fixture, ";07339999;GEHEIM;GEHEIM;77;GEHEIM;GEHEIM;GEHEIM;GEHEIM;GEHEIM;GEHEIM;"
                   "GEHEIM;GEHEIM;GEHEIM\n");
    g_assert_null(fixture->counts);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 12);
    count(fixture, "A;07332002;2010-01;m;11;GEHEIM;01.02.2018;;;;nein;ja;nein;\n");
    g_assert_null(fixture->counts);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 13);
}

/* § 31 is one help a family; a row a child would count it several times. */
static void
test_families(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *rows;
        int n; /* findings */
    } cases[] = {
        {"A;07332002;2010-01;m;07;F1;01.02.2018;\nB;07332002;2012-01;w;07;F1;01.02.2018;"
         "\n",
         1},
        {"A;07332002;2010-01;m;07;F1;01.02.2018;\nB;07332002;2012-01;w;07;F2;01.02.2018;"
         "\n",
         0},
        {"A;07332002;2010-01;m;07;;01.02.2018;\nB;07332002;2012-01;w;07;;01.02.2018;\n",
         0},
        {"A;07332002;2010-01;m;11;F1;01.02.2018;\nB;07332002;2012-01;w;11;F1;01.02.2018;"
         "\n",
         0},
        {"A;07332002;2010-01;m;07;F1;01.02.2017;01.02.2018\n"
         "B;07332002;2012-01;w;07;F1;01.02.2018;\n",
         0},
    };
    g_autofree char *path = g_build_filename(fixture->folder, "hilfen.ini", NULL);

    write_file(fixture, "hilfen.ini",
               "[dataset]\ntitle=t\nfile=hilfen.csv\nkind=register\nperiod=2017-2018\n"
               "source=s\nsynthetic=true\n[columns]\nid=id\nhome=home\nbirth=birth\n"
               "sex=sex\nkind=kind\nfamily=family\nbegin=begin\nend=end\n");
    sr_dataset_free(fixture->dataset);
    fixture->dataset = sr_dataset_load(path, fixture->findings);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text =
            g_strconcat("id;home;birth;sex;kind;family;begin;end\n", cases[i].rows, NULL);
        int n = 0;

        write_file(fixture, "hilfen.csv", text);
        sr_findings_free(fixture->findings);
        fixture->findings = sr_findings_new();
        g_clear_pointer(&fixture->counts, g_ptr_array_unref);
        fixture->counts =
            sr_cases_count(fixture->dataset, fixture->matcher, 2, fixture->findings);
        g_assert_nonnull(fixture->counts);
        for (int f = 0; f < sr_findings_n(fixture->findings); f++)
            n += strstr(sr_findings_at(fixture->findings, f)->message, "same family") !=
                 NULL;
        g_test_message("case %zu", i);
        g_assert_cmpint(n, ==, cases[i].n);
    }
}

/* The titles are there in both languages, and no two variables share one. */
static void
test_titles(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GHashTable) titles = g_hash_table_new(g_str_hash, g_str_equal);

    count(fixture, "");
    for (guint i = 0; i < fixture->counts->len; i++) {
        const SrCount *counted = fixture->counts->pdata[i];
        const char *owner = g_hash_table_lookup(titles, counted->title_en);

        g_assert_cmpstr(counted->title_en, !=, counted->title);
        g_assert_cmpstr(counted->title_en, !=, "");
        g_assert_true(owner == NULL || g_str_equal(owner, counted->variable));
        g_hash_table_insert(titles, counted->title_en, counted->variable);
    }
}

static void
test_overlap(Fixture *fixture, gconstpointer data)
{
    (void)data;
    count(fixture, "A;07332002;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;\n"
                   "A;07332002;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;\n");
    g_assert_null(fixture->counts);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 1);
    count(fixture, "A;07332002;2010-01;m;11;;01.02.2018;30.06.2018;;;nein;ja;nein;\n"
                   "A;07332002;2010-01;m;11;;01.06.2018;;;;nein;ja;nein;\n");
    g_assert_nonnull(fixture->counts);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 2);
    count(fixture, "A;07332002;2010-01;m;11;;01.02.2018;30.06.2018;;;nein;ja;nein;\n"
                   "A;07332002;2010-01;m;11;;30.06.2018;;;;nein;ja;nein;\n"
                   "A;07332002;2010-01;m;05;;01.06.2018;;;;nein;;nein;\n"
                   "B;07332002;2010-01;m;11;;01.02.2018;;;;nein;ja;nein;\n");
    g_assert_nonnull(fixture->counts);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 2);
}

/* Whatever the register: the identity holds, and sexes and ages add up to the kinds. */
static void
test_identity(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) rows = g_string_new("");

    for (int i = 0; i < 2000; i++) {
        int begin = g_test_rand_int_range(0, 3 * 336);
        int end = begin + g_test_rand_int_range(0, 500);

        g_string_append_printf(rows, "P%d;07332002;2008-%02d;%c;%02d;;%02d.%02d.%d;", i,
                               g_test_rand_int_range(1, 13), "mw"[i % 2],
                               g_test_rand_int_range(1, 17), begin % 28 + 1,
                               begin / 28 % 12 + 1, 2016 + begin / 336);
        if (i % 3 != 0)
            g_string_append_printf(rows, "%02d.%02d.%d", end % 28 + 1, end / 28 % 12 + 1,
                                   2016 + end / 336);
        g_string_append(rows, ";;;nein;ja;nein;\n");
    }
    count(fixture, rows->str);
    g_assert_nonnull(fixture->counts);
    for (int help = 0; help < SR_N_HELPS; help++) {
        g_autofree char *name = g_strdup_printf("hilfen_%s", sr_help_name(help));
        g_autofree char *stock = g_strconcat(name, "_bestand", NULL);
        g_autofree char *before = g_strconcat(name, "_bestand_vorjahr", NULL);
        g_autofree char *begun = g_strconcat(name, "_begonnen", NULL);
        g_autofree char *ended = g_strconcat(name, "_beendet", NULL);
        g_assert_cmpfloat(value(fixture, before, 2018) + value(fixture, begun, 2018), ==,
                          value(fixture, stock, 2018) + value(fixture, ended, 2018));
        g_assert_cmpfloat(value(fixture, stock, 2017), ==, value(fixture, before, 2018));
        const char *const measured[] = {name, stock, before, begun, ended};
        for (size_t m = 0; m < G_N_ELEMENTS(measured); m++) {
            double all = value(fixture, measured[m], 2018);
            double ages = part(fixture, measured[m], 2018, 0, 0, G_MAXINT);
            double sexes = part(fixture, measured[m], 2018, 'm', 0, G_MAXINT) +
                           part(fixture, measured[m], 2018, 'w', 0, G_MAXINT);

            g_assert_cmpfloat(ages, ==, all);
            g_assert_cmpfloat(sexes, ==, all);
        }
    }
}

/* Who is back with the family, of residential helps that ended in the year. */
static void
test_returned(Fixture *fixture, gconstpointer data)
{
    (void)data;
    char **column = &fixture->dataset->columns[SR_CASE_RETURNED];

    g_free(*column);
    *column = g_strdup("plan");
    count(fixture, "A;07332002;2005-01;m;11;;01.02.2016;30.06.2018;ja;;;;;\n"
                   "B;07332002;2005-01;m;09;;01.02.2016;30.06.2018;nein;;;;;\n"
                   "C;07332002;2005-01;m;09;;01.02.2016;30.06.2017;ja;;;;;\n"
                   "D;07332002;2005-01;m;05;;01.02.2016;30.06.2018;ja;;;;;\n"
                   "E;07332002;2005-01;m;11;;01.02.2016;30.06.2018;ja;;ja;;;\n"
                   "F;07332002;2005-01;m;11;;01.02.2016;;ja;;;;;\n");
    g_assert_nonnull(fixture->counts);
    g_assert_cmpfloat(value(fixture, "hilfen_stationaer_rueckkehr", 2018), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_stationaer_rueckkehr", 2017), ==, 1);
    g_assert_cmpfloat(value(fixture, "hilfen_stationaer_beendet", 2018), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/cases/measures", test_measures);
    ADD("/cases/kinds", test_kinds);
    ADD("/cases/extras", test_extras);
    ADD("/cases/ages", test_ages);
    ADD("/cases/refusals", test_refusals);
    ADD("/cases/all-at-once", test_all_at_once);
    ADD("/cases/families", test_families);
    ADD("/cases/titles", test_titles);
    ADD("/cases/overlap", test_overlap);
    ADD("/cases/identity", test_identity);
    ADD("/cases/returned", test_returned);
    return g_test_run();
}
