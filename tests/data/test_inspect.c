#include "data/inspect.h"

#include "data/figures.h"
#include "data/load.h"

#include <glib/gstdio.h>

static const char *const keys[] = {"07332002", "07332024", "07332025"};
static const char *const names[] = {"Bad Dürkheim", "Grünstadt", "Haßloch"};
static const char *const kreis_keys[] = {"07332"};
static const char *const kreis_names[] = {"Landkreis Bad Dürkheim"};
static const SrLevelAreas levels[] = {{"gemeinde", 3, keys, NULL, names, NULL},
                                      {"kreis", 1, kreis_keys, NULL, kreis_names, NULL}};
static const SrPlaces places = {.levels = levels, .n_levels = 2};

static char *
propose(const char *path)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    char *text = sr_inspect(path, path, &places, findings);

    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    g_assert_nonnull(text);
    return text;
}

/* Puts @value behind the key that the proposal leaves empty. */
static char *
fill(const char *text, const char *key, const char *value)
{
    g_autofree char *from = g_strdup_printf("\n%s=\n", key);
    g_autofree char *to = g_strdup_printf("\n%s=%s\n", key, value);
    g_auto(GStrv) parts = g_strsplit(text, from, 2);

    return g_strjoinv(to, parts);
}

/* A proposal, its title, source and year filled in, loads without an error. */
static void
test_loads(void)
{
    static const struct {
        const char *file, *variable;
        double value; /* of Bad Dürkheim */
    } cases[] = {
        {"ba_arbeitslose.xlsx", "arbeitslose_insgesamt", 411},
        {"ba_arbeitslose.xlsx", "quote", 4.32},
        {"kita.ods", "kinder_unter_3", 150},
        {"kita.gpkg", "plaetze", 426},
        {"plaetze.sqlite", "anteil", 12.5},
        {"jugendamt.csv", "plaetze", 1426},
        {"rfc4180.csv", "rate", 12.5},
        {"genesis_de_flat.zip", "bevstd_m", 8701},
        {"genesis_de_flat.zip", "bevstd", 18476},
        {"genesis_tabelle.csv", "geschlecht_insgesamt", 18476},
        {"genesis_flat_alt.csv", "bev001_einwohner_anzahl", 18476},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            g_test_build_filename(G_TEST_DIST, "data", "files", cases[i].file, NULL);
        g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
        g_autofree char *definition = g_build_filename(folder, "a.ini", NULL);
        g_autofree char *text = propose(path);
        g_autofree char *titled = fill(text, "title", "t");
        g_autofree char *sourced = fill(titled, "source", "s");
        g_autofree char *dated = fill(sourced, "period", "2018");
        g_auto(GStrv) halves = g_strsplit(dated, "kind=table\n", 2);
        g_autofree char *public =
            strstr(text, "\nprotected=false\n") != NULL
                ? g_strdup(dated)
                : g_strjoinv("kind=table\nprotected=false\n", halves);
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrStore) store = sr_store_open_memory(NULL);
        g_autoptr(GError) error = NULL;

        g_test_message("%s\n%s", cases[i].file, public);
        g_assert_true(g_file_set_contents(definition, public, -1, NULL));
        g_autoptr(GPtrArray) datasets = sr_datasets_load(folder, findings);
        g_assert_true(sr_load_datasets(store, datasets, &places, findings, &error));
        g_autofree char *told = sr_findings_text(findings, 0);
        g_test_message("%s", told);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
        g_autoptr(SrSeries) series =
            sr_figures_series(store, cases[i].variable, "gemeinde", keys, 3, &error);
        g_assert_no_error(error);
        g_assert_cmpfloat(sr_series_at(series, 0, 0)->value, ==, cases[i].value);
        g_unlink(definition);
        g_rmdir(folder);
    }
}

/* What is guessed from a text, line by line. */
static void
test_guesses(void)
{
    static const struct {
        const char *table, *line;
    } cases[] = {
        {"AGS;Zahl\n07332002;5\n07332025;6\n", "\nkey=ags\n"},
        {"ARS;Zahl\n073320002002;5\n073325005025;6\n", "\nkey=ars\n"},
        {"Ort;Zahl\nHaßloch;5\nStadt Grünstadt;6\n", "\nkey=name\nkey_column=Ort\n"},
        {"AGS;Ort;Zahl\n07332002;Bad Dürkheim;5\n07332025;Haßloch;6\n",
         "\nname_column=Ort\n"},
        {"Kreis;Zahl\n07332;5\n", "\nlevel=kreis\n"},
        {"AGS;Zahl\n07332002;5\n01001000;6\n", "\noutside=ignore\n"},
        {"AGS;Jahr;Zahl\n07332002;2017;5\n07332002;2018;6\n", "\nperiod_column=Jahr\n"},
        {"AGS;Tag;Zahl\n07332002;31.12.2018;5\n", "\nperiod_as=year\n"},
        {"AGS;2017;2018\n07332002;7;5\n", "\ncolumn={period}\n"},
        {"AGS;Zahl\n07332002;1,5\n", "\ndecimal=,\n"},
        {"AGS;Zahl\n07332002;1.55\n", "\ndecimal=.\n"},
        {"AGS;Zahl\n07332002;*\n07332025;4\n", "\nsuppressed=*\n"},
        {"AGS;Saldo\n07332002;-3\n07332025;4\n", "\nnegative=true\n"},
        {"AGS;Geschlecht;Zahl\n07332002;m;5\n07332002;w;6\n",
         "\nsex_column=Geschlecht\n"},
        {"AGS;Altersgruppe;Zahl\n07332002;unter 3;5\n07332002;3 bis unter 6;6\n"
         "07332002;6 und mehr;6\n",
         "\nage_column=Altersgruppe\n"},
        {"AGS;Merkmal;Zahl\n07332002;A;5\n07332002;B;6\n",
         "\nwhere_column=Merkmal\nwhere_value=A\n"},
        {"ID;Wohnort;Geburtsmonat;Art der Hilfe;Beginn;Ende\n"
         "X;07332002;2010-01;11;01.02.2018;\n",
         "\nkind=register\n"},
        {"Wer;Zahl\nniemand;5\nkeiner;7\n", "\nkey_column=\n"},
        /* Counts of people of one age are no column of ages, as small as they may be. */
        {"AGS;Altersgruppe unter 6 Jahre;Altersgruppe 6 bis unter 18 Jahre;Insgesamt\n"
         "07332002;5;7;12\n07332024;6;8;14\n07332025;9;20;29\n",
         "\ncolumn=Altersgruppe 6 bis unter 18 Jahre\n"},
        {"AGS;Altersrentner;Alter Bestand\n07332002;5;7\n07332024;6;8\n"
         "07332025;9;20\n",
         "\ncolumn=Alter Bestand\n"},
        {"AGS;Alter;Zahl\n07332002;1;5\n07332002;2;6\n07332002;3;6\n07332025;1;8\n",
         "\nage_column=Alter\n"},
        {"ID;Wohnort;Art der Hilfe;Beginn;Ende;zurück in die Familie;Familie\n"
         "X;07332002;11;01.02.2018;;ja;F1\n",
         "\nreturned=zurück in die Familie\nfamily=Familie\n"},
        {"ID;Wohnort;Art der Hilfe;Beginn;Grund des Endes;Ende\n"
         "X;07332002;11;01.02.2018;;\n",
         "\nend=Ende\nreason=Grund des Endes\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
        g_autofree char *path = g_build_filename(folder, "a.csv", NULL);

        g_assert_true(g_file_set_contents(path, cases[i].table, -1, NULL));
        g_autofree char *text = propose(path);
        g_test_message("%s\n%s", cases[i].table, text);
        g_assert_nonnull(strstr(text, cases[i].line));
        g_unlink(path);
        g_rmdir(folder);
    }
}

/* The register of the documentation: each of its columns is found, none is left. */
static void
test_register(void)
{
    static const char *const lines[] = {
        "id=ID",
        "home=Wohnort",
        "birth=Geburtsmonat",
        "sex=Geschlecht",
        "kind=Art der Hilfe",
        "basis=§ 41",
        "begin=Beginn",
        "end=Ende",
        "reason=Grund des Endes",
        "by_plan=gemäß Hilfeplan",
        "returned=zurück in die Familie",
        "family=Familie",
        "children=Kinder",
        "uma=UMA",
        "inside=im Kreis",
        "earlier=frühere Hilfe",
        "cost=Kosten im Monat",
    };
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *path = g_build_filename(folder, "a.csv", NULL);

    g_assert_true(g_file_set_contents(
        path,
        "ID;Wohnort;Geburtsmonat;Geschlecht;Art der Hilfe;§ 41;Beginn;Ende;"
        "Grund des Endes;gemäß Hilfeplan;zurück in die Familie;Familie;Kinder;UMA;"
        "im Kreis;frühere Hilfe;Kosten im Monat\n"
        "X;07332002;2010-01;m;11;nein;01.02.2018;;;;;F1;;nein;;nein;10\n",
        -1, NULL));
    g_autofree char *text = propose(path);
    g_test_message("%s", text);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *line = g_strdup_printf("\n%s\n", lines[i]);

        g_assert_nonnull(strstr(text, line));
    }
    g_assert_null(strstr(text, "Familie\n#"));
    g_unlink(path);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/inspect/loads", test_loads);
    g_test_add_func("/inspect/guesses", test_guesses);
    g_test_add_func("/inspect/register", test_register);
    return g_test_run();
}
