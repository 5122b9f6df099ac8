/* Tables as people really keep them: what misled the reader once, each with its case. */
#include "data/loadfixture.h"
#include "data/workbook.h"

/* A cell with a text, and one with a number. */
#define T(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(number) "<c><v>" number "</v></c>"
#define ROW(cells) "<row>" cells "</row>"
#define HEADER ROW(T("AGS") T("Einwohner"))

#define SHEET_OF(column)                                                                 \
    "file=a.xlsx\nperiod=2018\n[variable einwohner]\ncolumn=" column "\ntitle=E\n"
#define SHEET SHEET_OF("Einwohner")

static int
load_book(Fixture *fixture, const char *definition, const WorkbookSheet *sheets, int n)
{
    g_autofree char *text = g_strconcat(HEAD, definition, NULL);
    g_autofree char *path = g_build_filename(fixture->folder, "a.xlsx", NULL);

    write_file(fixture, "a.ini", text);
    workbook_write(path, sheets, n);
    return load(fixture);
}

static int
load_sheet(Fixture *fixture, const char *definition, const char *rows, const char *merged)
{
    const WorkbookSheet sheet = {"Tabelle", "visible", rows, merged};

    return load_book(fixture, definition, &sheet, 1);
}

/*
 * A number of the workbook is what it is; a text that looks like one is written as people
 * write, and decided for the column.
 */
static void
test_texts_in_workbooks(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *rows, *format;
        double values[3];
        bool is_guess;
    } cases[] = {
        {ROW(T("07332002") T("1.234")) ROW(T("07332024") T("2.345"))
             ROW(T("07332025") T("18.476")),
         "",
         {1234, 2345, 18476},
         true},
        {ROW(T("07332002") T("1.234")) ROW(T("07332024") N("2345"))
             ROW(T("07332025") T("1.234,5")),
         "",
         {1234, 2345, 1234.5},
         false},
        {ROW(T("07332002") N("1.234")) ROW(T("07332024") N("2.5"))
             ROW(T("07332025") N("2345")),
         "",
         {1.234, 2.5, 2345},
         false},
        {ROW(T("07332002") N("1.234")) ROW(T("07332024") T("1.234"))
             ROW(T("07332025") N("2345")),
         "[format]\ndecimal=,\n",
         {1.234, 1234, 2345},
         false},
        {ROW(T("07332002") N("1.234")) ROW(T("07332024") T("1.234"))
             ROW(T("07332025") N("2345")),
         "[format]\ndecimal=.\n",
         {1.234, 1.234, 2345},
         false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *definition = g_strconcat(SHEET, cases[i].format, NULL);
        g_autofree char *rows = g_strconcat(HEADER, cases[i].rows, NULL);

        g_test_message("case %zu", i);
        g_assert_cmpint(load_sheet(fixture, definition, rows, ""), ==, 0);
        for (int a = 0; a < 3; a++)
            g_assert_cmpfloat(figure(fixture, "einwohner", a).value, ==,
                              cases[i].values[a]);
        g_assert_cmpint(has_finding(fixture, SR_FINDING_WARNING, 0, "decimal="), ==,
                        cases[i].is_guess);
    }
}

/* A merged heading heads all its cells, a year too; a merged figure belongs to none. */
static void
test_merged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char years[] = ROW(T("AGS") N("2018") "<c/>" N("2017"))
        ROW("<c/>" T("m") T("w") "<c/>") ROW(T("07332002") N("5") N("6") N("7"))
            ROW(T("07332024") N("1") N("2") N("3"))
                ROW(T("07332025") N("1") N("2") N("3"));
    static const char over[] =
        ROW(T("AGS") T("Einwohner") T("Zwei")) ROW(T("07332002") N("5") "<c/>")
            ROW(T("07332024") N("1") N("2")) ROW(T("07332025") N("1") N("2"));

    g_assert_cmpint(load_sheet(fixture, SHEET_OF("2018 / w"), years,
                               "<mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/>"
                               "<mergeCell ref=\"D1:D2\"/>"),
                    ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 6);
    g_assert_cmpint(load_sheet(fixture, SHEET_OF("2017"), years,
                               "<mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/>"
                               "<mergeCell ref=\"D1:D2\"/>"),
                    ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 7);
    g_assert_cmpint(load_sheet(fixture, SHEET, over, "<mergeCell ref=\"B2:C2\"/>"), ==,
                    1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, "columns 2 to 3"));
    g_assert_cmpint(load_sheet(fixture, SHEET, over, "<mergeCell ref=\"B3:B4\"/>"), ==,
                    1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 3, "rows 3 to 4"));
}

/* The sheet that is shown goes before a fuller one that is not; hidden rows are told. */
static void
test_hidden(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const WorkbookSheet sheets[] = {
        {"neu", "visible",
         HEADER ROW(T("07332002") N("5")) "<row hidden=\"1\">" T("07332024")
             N("1") "</row>",
         ""},
        {"alt", "hidden",
         HEADER ROW(T("07332002") N("50")) ROW(T("07332024") N("10"))
             ROW(T("07332025") N("70")),
         ""},
    };

    g_assert_cmpint(load_book(fixture, SHEET, sheets, 2), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 5);
    g_assert_cmpfloat(figure(fixture, "einwohner", 1).value, ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 3, "hides"));
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 0, "sheet of 2"));
    g_assert_cmpint(load_book(fixture, SHEET "[format]\nsheet=alt\n", sheets, 2), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 50);
}

/* Keys and words with blanks that nobody sees, and other ways to keep a zero. */
static void
test_unseen(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char long_table[] = "file=a.csv\nperiod=2018\n[variable einwohner]\n"
                                     "column=Zahl\ntitle=E\nwhere_column=Art\n"
                                     "where_value=A\n";

    g_assert_cmpint(load_table(fixture, WIDE,
                               "AGS;Einwohner\n07332002\u00a0;1\n'07332024;2\n"
                               "07 332 025 ;3\n"),
                    ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 2).value, ==, 3);
    g_assert_cmpint(load_table(fixture, WIDE,
                               "\ufeff\ufeffAGS;Einwohner\n\ufeff07332002;1\n"
                               "07332024;\u200b2\n07332025;3\n"),
                    ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 1).value, ==, 2);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 1, "without width"));
    g_assert_cmpint(load_table(fixture, long_table,
                               "AGS;Art;Zahl\n07332002;A;1\n07332024;A ;2\n"
                               "07332025; A\u00a0;3\n07332025;AB;9\n"),
                    ==, 0);
    for (int a = 0; a < 3; a++)
        g_assert_cmpfloat(figure(fixture, "einwohner", a).value, ==, a + 1);
}

/* A formula is worth the result that was saved with it; without one, and an error in its
 * place, it is a finding. */
static void
test_formulas(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *cell;
        const char *message; /* NULL: it is 7 */
    } cases[] = {
        {"<c><f>3+4</f><v>7</v></c>", NULL},
        {"<c t=\"str\"><f>3+4</f><v>7</v></c>", NULL},
        {"<c><f>3+4</f></c>", "without its result"},
        {"<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"},
        {"<c t=\"inlineStr\"><is><t>=cmd|'/C calc'!A0</t></is></c>", "=cmd"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *rows =
            g_strconcat(HEADER "<row>" T("07332002"), cases[i].cell, "</row>",
                        ROW(T("07332024") N("1")) ROW(T("07332025") N("1")), NULL);

        g_test_message("case %zu", i);
        g_assert_cmpint(load_sheet(fixture, SHEET, rows, ""), ==,
                        cases[i].message != NULL);
        if (cases[i].message != NULL)
            g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, cases[i].message));
        else
            g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 7);
    }
}

#define NAMED                                                                            \
    "file=a.csv\nperiod=2018\nkey=name\n[variable einwohner]\ncolumn=Zahl\ntitle=E\n"    \
    "unit=Personen\n"

static int
load_named(Fixture *fixture, const char *definition, const char *table)
{
    g_autofree char *text =
        g_strconcat("[dataset]\ntitle=t\nsource=s\nkey_column=Ort\nprotected=false\n",
                    definition, NULL);

    write_file(fixture, "a.ini", text);
    write_file(fixture, "a.csv", table);
    return load(fixture);
}

/* Sums among their parts are kept apart and compared with what lies in them. */
static void
test_sums_between(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *table;
        int row; /* of the warning, 0 = none */
    } cases[] = {
        {"Ort;Zahl\nVG Nord;5\nBad Dürkheim;2\nGrünstadt;3\nHaßloch;4\nInsgesamt;9\n", 0},
        {"Ort;Zahl\nVG Nord;6\nBad Dürkheim;2\nGrünstadt;3\nHaßloch;4\nInsgesamt;9\n", 2},
        {"Ort;Zahl\nVG Nord;5\nBad Dürkheim;2\nGrünstadt;3\nHaßloch;4\nInsgesamt;8\n", 6},
        {"Ort;Zahl\nLandkreis Bad Dürkheim;8\nBad Dürkheim;2\nGrünstadt;3\nHaßloch;4\n",
         2},
        {"Ort;Zahl\nVG Nord;9\nBad Dürkheim;2\nGrünstadt;.\nHaßloch;4\n", 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("case %zu", i);
        g_assert_cmpint(load_named(fixture, NAMED, cases[i].table), ==, 0);
        g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 2);
        for (int row = 1; row < 8; row++)
            g_assert_cmpint(has_finding(fixture, SR_FINDING_WARNING, row, "the total is"),
                            ==, row == cases[i].row);
        g_assert_cmpint(has_finding(fixture, SR_FINDING_NOTE, 2, "levels above"), ==,
                        strstr(cases[i].table, "VG") != NULL);
    }
    /* By key too, as the Land sends them: Kreis, Verbandsgemeinde, its Gemeinden. */
    g_assert_cmpint(load_table(fixture, WIDE,
                               "AGS;Einwohner\n07332;9\n073325001;7\n07332002;2\n"
                               "07332024;3\n07332025;4\n"),
                    ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 3, "the total is 7"));
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 2);
}

/* Headings among the rows, areas without a figure, footnotes below. */
static void
test_single_cells(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *table;
        double second; /* of Grünstadt; NAN = missing */
        int n_errors;
    } cases[] = {
        {"Ort;Zahl;Art\nVG Nord;;\nBad Dürkheim;2;a\nGrünstadt;3;a\nHaßloch;4;a\n", 3, 0},
        {"Ort;Zahl;Art\nVG Nord\nBad Dürkheim;2;a\nGrünstadt;3;a\nHaßloch;4;a\n", 3, 0},
        {"Ort;Zahl;Art\nBad Dürkheim;2;a\nGrünstadt;;\nHaßloch;4;a\n", NAN, 0},
        {"Ort;Zahl;Art\nIm Norden;;\nBad Dürkheim;2;a\nGrünstadt;3;a\nIm Süden;;\n"
         "Haßloch;4;a\n1) vorläufig;;\nQuelle: Amt;;\n© Amt, Mainz\n",
         3, 0},
        {"Ort;Zahl\nBad Dürkheim;2\nGrünstadt;3\nHaßloch;4\n1) vorläufig;\nQuelle: Amt\n",
         3, 0},
        /* A second table is no footer. */
        {"Ort;Zahl;Art\nBad Dürkheim;2;a\nGrünstadt;3;a\nHaßloch;4;a\nTabelle 2;;\n"
         "Ort;Zahl;Art\nHaßloch;5;6\n",
         NAN, 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("case %zu", i);
        g_assert_cmpint(load_named(fixture, NAMED, cases[i].table), ==,
                        cases[i].n_errors);
        if (cases[i].n_errors > 0)
            continue;
        SrFigure second = figure(fixture, "einwohner", 1);
        g_assert_cmpfloat(figure(fixture, "einwohner", 2).value, ==, 4);
        g_assert_true(isnan(cases[i].second) ? second.status == SR_STATUS_MISSING
                                             : second.value == cases[i].second);
    }
    /* A key alone is an area whose figures are missing, not a footnote. */
    g_assert_cmpint(
        load_table(fixture, WIDE,
                   "AGS;Einwohner;x\n07332002;1;a\n07332024;2;a\n07332025;;\n"),
        ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 4, "empty cells"));
}

/* Rows that are no area's count in the total only. */
static void
test_left_out(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "Ort;Zahl\nBad Dürkheim;2\nGrünstadt;3\nHaßloch;4\n"
                                "Unbekannt;5\nInsgesamt;14\n";

    g_assert_cmpint(load_named(fixture, NAMED, table), ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 5, "leave_out="));
    g_assert_cmpint(load_named(fixture, "leave_out=unbekannt;auswärts\n" NAMED, table),
                    ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 5, "left out"));
    g_assert_false(has_finding(fixture, SR_FINDING_WARNING, 6, "the total"));
    g_autofree char *more = g_strconcat(table, "Auswärts;1\n", NULL);
    g_assert_cmpint(load_named(fixture, "leave_out=unbekannt;auswärts\n" NAMED, more), ==,
                    0);
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 6, "the total is 14"));
    /* The total of a file that covers more is not the sum of what is read of it. */
    g_assert_cmpint(load_table(fixture, "outside=ignore\n" WIDE,
                               "AGS;Einwohner\n07332002;1\n07332024;2\n07332025;3\n"
                               "01001000;90\nInsgesamt;96\n"),
                    ==, 0);
    g_assert_false(has_finding(fixture, SR_FINDING_WARNING, 6, "the total"));
}

/* The county's own figure, where those of its parts are secret: a second definition. */
static void
test_own_totals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "AGS;Zahl\n07332002;2\n07332024;*\n07332025;4\n"
                                "073325001;7\n07332;11\nInsgesamt;11\n";
    static const char format[] = "[signs]\nsuppressed=*\n[variable n]\ncolumn=Zahl\n"
                                 "title=N\n";
    g_autofree char *parts =
        g_strconcat("file=a.csv\nlevel=gemeinde\nperiod=2018\n", format, NULL);
    g_autofree char *county =
        g_strconcat(HEAD "file=a.csv\nlevel=kreis\nperiod=2018\n", format, NULL);

    g_assert_cmpint(load_table(fixture, parts, table), ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 5, "a second .ini"));
    write_file(fixture, "b.ini", county);
    g_assert_cmpint(load(fixture), ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 2, "levels below, left out: 4"));
    g_autoptr(GError) error = NULL;
    g_autoptr(SrSeries) series =
        sr_figures_series(fixture->store, "n", "kreis", kreis_keys, 1, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(sr_series_at(series, 0, 0)->value, ==, 11);
    /* Where all parts are known there is nothing to tell. */
    g_assert_cmpint(load_table(fixture, parts,
                               "AGS;Zahl\n07332002;2\n07332024;5\n07332025;4\n"
                               "07332;11\n"),
                    ==, 0);
    for (int row = 1; row < 8; row++)
        g_assert_false(has_finding(fixture, SR_FINDING_NOTE, row, "a second .ini"));
}

/* Two datasets of the same figures: one line, however many figures they are. */
static void
test_twice(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char two[] = HEAD "file=a.csv\nlevel=gemeinde\n[variable n]\n"
                                   "column={period}\ntitle=N\n";

    write_file(fixture, "a.csv",
               "AGS;2017;2018\n07332002;2;3\n07332024;5;6\n07332025;4;7\n");
    write_file(fixture, "a.ini", two);
    g_assert_cmpint(load(fixture), ==, 0);
    write_file(fixture, "b.ini", two);
    g_assert_cmpint(load(fixture), ==, 1);
    g_assert_true(
        has_finding(fixture, SR_FINDING_ERROR, 0,
                    "the dataset 'a' gives the same figures (level gemeinde: n)"));
}

/* "1 2 3 4" below the header are the numbers of the columns. */
static void
test_column_numbers(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] = "file=a.csv\nperiod=2018\n[variable n]\n"
                                     "column=Zahl\ntitle=N\n";

    g_assert_cmpint(load_table(fixture, definition,
                               "AGS;Ort;Zahl;B\n1;2;3;4\n07332002;x;2;7\n"
                               "07332024;x;5;7\n07332025;x;4;7\n"),
                    ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 2, "column numbers"));
    g_assert_cmpfloat(figure(fixture, "n", 0).value, ==, 2);
    g_assert_cmpint(load_table(fixture, definition,
                               "AGS;Zahl;B;C;D\n;1;2;3;4\n07332002;2;7;7;7\n"
                               "07332024;5;7;7;7\n07332025;4;7;7;7\n"),
                    ==, 0);
    /* Any other row without an area is a mistake, and the header is spoken of. */
    g_assert_cmpint(load_table(fixture, definition,
                               "AGS;Zahl;B;C;D\n;1;2;3;5\n07332002;2;7;7;7\n"
                               "07332024;5;7;7;7\n07332025;4;7;7;7\n"),
                    ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, "header="));
}

/* A slip of the pen is no part of another variable; a sheet of a register is named. */
static void
test_slips(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name, *part;
    } cases[] = {
        {"haushalte_alleinerzihend", "nearest are 'haushalte_alleinerziehend'"},
        {"haushalte_u66x", "no part of the variable 'haushalte'"},
        {"verfahren_8a_akut", "[sheet verfahren_8a] of a case register"},
    };

    g_assert_cmpint(
        load_table(fixture,
                   "file=a.csv\nperiod=2018\n[variable haushalte]\ncolumn=Zahl\ntitle=N\n"
                   "[variable haushalte_alleinerziehend]\ncolumn=B\ntitle=N\n",
                   "AGS;Zahl;B\n07332002;2;1\n07332024;5;1\n07332025;4;1\n"),
        ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(SrSeries) series =
            sr_figures_series(fixture->store, cases[i].name, "gemeinde", keys, 3, &error);

        g_assert_null(series);
        g_test_message("%s", error->message);
        g_assert_nonnull(strstr(error->message, cases[i].part));
    }
}

/* Counts of few people in a column of ages would split all other figures, in silence. */
static void
test_counts_as_ages(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *heading, *rows, *part; /* NULL = right */
    } cases[] = {
        {"Alter 6 bis unter 18 Jahre", "07332002;5;7\n07332024;5;8\n07332025;5;20\n",
         "heading is of ages itself"},
        {"Kinder u18", "07332002;5;7\n", "heading is of ages itself"},
        {"Alter", "07332002;5;7\n07332024;6;8\n07332025;9;20\n",
         "3 areas have 3 different ones"},
        /* Ages of the file, each area with the same. */
        {"Alter", "07332002;5;7\n07332024;5;8\n07332025;5;20\n", NULL},
        {"Alter", "07332002;5;7\n07332002;6;8\n07332024;5;20\n07332025;6;1\n", NULL},
        {"Alter", "07332002;unter 3;7\n07332024;3 bis 5;8\n07332025;6 bis 9;2\n", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *definition =
            g_strdup_printf("file=a.csv\nperiod=2018\n[variable kinder]\ncolumn=Zahl\n"
                            "title=E\nage_column=%s\n",
                            cases[i].heading);
        g_autofree char *table =
            g_strdup_printf("AGS;%s;Zahl\n%s", cases[i].heading, cases[i].rows);
        int n = load_table(fixture, definition, table);

        g_test_message("%s", table);
        g_assert_cmpint(n, ==, cases[i].part == NULL ? 0 : 1);
        if (cases[i].part != NULL)
            g_assert_true(has_finding(fixture, SR_FINDING_ERROR,
                                      strstr(cases[i].part, "areas") != NULL ? 0 : 1,
                                      cases[i].part));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/habits/texts-in-workbooks", test_texts_in_workbooks);
    ADD("/habits/merged", test_merged);
    ADD("/habits/hidden", test_hidden);
    ADD("/habits/unseen", test_unseen);
    ADD("/habits/formulas", test_formulas);
    ADD("/habits/sums-between", test_sums_between);
    ADD("/habits/single-cells", test_single_cells);
    ADD("/habits/left-out", test_left_out);
    ADD("/habits/own-totals", test_own_totals);
    ADD("/habits/twice", test_twice);
    ADD("/habits/column-numbers", test_column_numbers);
    ADD("/habits/slips", test_slips);
    ADD("/habits/counts-as-ages", test_counts_as_ages);
    return g_test_run();
}
