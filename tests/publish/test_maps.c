#include "publish/maps.h"

#include "base/error.h"
#include "draw/county.h"
#include "stats/breaks.h"

#include <glib/gstdio.h>
#include <time.h>

static County county;

/* A theme of the Gemeinden with @values in five natural classes. */
static SrTheme
theme_of(const double *values, SrBreaks *breaks)
{
    static const char *const levels[] = {NULL, "Verbandsgemeinde", "Sozialraum",
                                         "Landkreis"};

    return (SrTheme){.ground = county.ground,
                     .level = 0,
                     .keys = (const char *const *)county.boundaries->keys,
                     .names = (const char *const *)county.names[0],
                     .areas = "Gemeinden",
                     .heading = "Anteil der Siedlungs- und Verkehrsfläche in %",
                     .values = values,
                     .breaks = breaks,
                     .decimals = 1,
                     .benchmark = 15.2,
                     .benchmark_name = "Landkreis",
                     .palette_kind = SR_PALETTE_SEQUENTIAL,
                     .naming = SR_NAMES_FULL,
                     .level_names = levels,
                     .highlight = -1,
                     .language = "de"};
}

static SrBreaks *
natural(const double *values, int n, int n_classes)
{
    SrClassing classing = {.method = sr_method_find("natural", NULL),
                           .n_classes = n_classes};
    SrBreaks *breaks = sr_classify(&classing, values, n, NULL);

    g_assert_nonnull(breaks);
    sr_breaks_round(breaks, values, n);
    return breaks;
}

static SrMapSheet
sheet_of(const SrTheme *theme)
{
    static const char *const banners[] = {"Beispieldaten"};

    return (SrMapSheet){
        .title = "Siedlungs- und Verkehrsfläche",
        .subtitle = "Anteil an der Fläche der Gemeinde in Prozent, 2023",
        .reading = "In Haßloch sind 24,1 % der Fläche Siedlungs- und Verkehrsfläche; im "
                   "Landkreis sind es 15,2 %.",
        .source = "Quelle: Statistische Ämter des Bundes und der Länder, Regionalatlas "
                  "AI0111; Stand 31.12.2023",
        .attribution =
            "Grenzen: © GeoBasis-DE / BKG 2017 (Daten verändert), Stand 1.1.2016",
        .banners = banners,
        .n_banners = 1,
        .alt = "Karte der 48 Gemeinden: höher im Norden und Osten als im Pfälzerwald.",
        .language = "de",
        .theme = theme};
}

/* Where pictures are kept to be looked at: the folder SR_TEST_PICTURES, if it is set. */
static void
write_sheet(const SrMapSheet *sheet, const char *style_id, const char *name)
{
    g_autoptr(SrStyle) style = county_style(style_id);
    SrAtelier atelier = {county.fonts, style, county.palettes};
    const char *folder = g_getenv("SR_TEST_PICTURES");
    g_autofree char *temporary = NULL;
    g_autoptr(GError) error = NULL;
    GStatBuf info;

    if (folder == NULL)
        folder = temporary = g_dir_make_tmp(NULL, NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    clock_t start = clock();
    g_autofree char *dump = sr_map_sheet_dump(sheet, &atelier, &error);
    g_assert_no_error(error);
    g_test_message("%s: layout %.1f ms", name,
                   (double)(clock() - start) * 1000 / CLOCKS_PER_SEC);
    start = clock();
    bool done = sr_map_sheet_write(sheet, &atelier, path, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(g_stat(path, &info), ==, 0);
    g_test_message("%s: %.1f ms, %d bytes", name,
                   (double)(clock() - start) * 1000 / CLOCKS_PER_SEC, (int)info.st_size);
    if (g_str_has_suffix(name, ".pdf"))
        g_assert_cmpint(info.st_size, <, 200000);
    if (temporary != NULL) {
        g_remove(path);
        g_rmdir(temporary);
    }
}

static void
test_choropleth(void)
{
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);

    write_sheet(&sheet, "druck", "flaeche.druck.pdf");
    write_sheet(&sheet, "druck", "flaeche.druck.png");
    write_sheet(&sheet, "druck", "flaeche.druck.svg");
    write_sheet(&sheet, "graustufen", "flaeche.graustufen.pdf");
    write_sheet(&sheet, "bildschirm", "flaeche.bildschirm.png");
    write_sheet(&sheet, "halbseite", "flaeche.halbseite.pdf");
}

/*
 * The layout of a page as text, against tests/publish/golden/. After a wanted change:
 * SR_TEST_RENEW=1 make unit, and read the difference before it is committed.
 */
static void
assert_golden(const SrMapSheet *sheet, const char *style_id, const char *name)
{
    g_autoptr(SrStyle) style = county_style(style_id);
    SrAtelier atelier = {county.fonts, style, county.palettes};
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "publish", "golden", name, NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *dump = sr_map_sheet_dump(sheet, &atelier, &error);
    g_autofree char *golden = NULL;

    g_assert_no_error(error);
    if (g_getenv("SR_TEST_RENEW") != NULL)
        g_assert_true(g_file_set_contents(path, dump, -1, NULL));
    g_assert_true(g_file_get_contents(path, &golden, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
    g_auto(GStrv) wanted = g_strsplit(golden, "\n", -1);
    for (int i = 0; lines[i] != NULL && wanted[i] != NULL; i++)
        g_assert_cmpstr(lines[i], ==, wanted[i]);
    g_assert_cmpint(g_strv_length(lines), ==, g_strv_length(wanted));
}

static void
test_layout(void)
{
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);

    assert_golden(&sheet, "druck", "flaeche.druck.txt");
    assert_golden(&sheet, "bildschirm", "flaeche.bildschirm.txt");
}

static int count(const char *text, const char *piece);

/* On a small page each name stands on the map or in the key, and none in both. */
static void
test_key(void)
{
    static const char *const ids[] = {"druck", "bildschirm", "halbseite"};
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);
    const char *names[64];
    SrStatus statuses[64] = {SR_STATUS_OK};

    for (int i = 0; i < county.n; i++)
        names[i] = g_strdelimit(g_strdup(county.names[0][i]), " -", '_');
    for (int i = 0; i < 12; i++)
        statuses[4 * i] = i % 2 == 0 ? SR_STATUS_SUPPRESSED : SR_STATUS_MISSING;
    theme.names = names;
    sheet.reading = NULL;
    /* A second time with a longer legend and a longer foot. */
    for (size_t k = 0; k < 2 * G_N_ELEMENTS(ids); k++) {
        g_autoptr(SrStyle) style = county_style(ids[k % G_N_ELEMENTS(ids)]);
        SrAtelier atelier = {county.fonts, style, county.palettes};
        SrDocument document = {.title = "Karte", .language = "de"};
        g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);
        g_autoptr(GError) error = NULL;

        theme.statuses = k >= G_N_ELEMENTS(ids) ? statuses : NULL;
        sheet.polarity =
            k >= G_N_ELEMENTS(ids) ? "Hohe Werte stehen für Belastung." : NULL;
        g_assert_true(sr_map_sheet_draw(canvas, &sheet, &atelier, &error));
        g_assert_no_error(error);
        g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
        g_autofree char *text =
            g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
        for (int i = 0; i < county.n; i++) {
            g_autofree char *words = g_strdup_printf(">%s</text>", names[i]);

            g_test_message("%s: %s", style->id, names[i]);
            g_assert_cmpint(count(text, words), ==, 1);
        }
    }
    for (int i = 0; i < county.n; i++)
        g_free((char *)names[i]);
}

static int
count(const char *text, const char *piece)
{
    int n = 0;

    for (const char *at = strstr(text, piece); at != NULL; at = strstr(at + 1, piece))
        n++;
    return n;
}

/* SVG: well-formed, each area once with its id and title, each name as text. */
static void
test_svg(void)
{
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);
    g_autoptr(SrStyle) style = county_style("druck");
    SrAtelier atelier = {county.fonts, style, county.palettes};
    SrDocument document = {.title = "Karte", .language = "de"};
    g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);
    g_autoptr(GError) error = NULL;
    const GMarkupParser parser = {0};
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, 0, NULL, NULL);

    g_assert_true(sr_map_sheet_draw(canvas, &sheet, &atelier, &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    gsize size = g_bytes_get_size(file);
    g_autofree char *text = g_strndup(g_bytes_get_data(file, NULL), size);
    g_assert_true(g_markup_parse_context_parse(context, text, (gssize)size, &error));
    g_assert_true(g_markup_parse_context_end_parse(context, &error));
    g_assert_cmpint(count(text, "<g id=\"a07332"), ==, 48);
    g_assert_cmpint(count(text, "<g id=\"a07332025\"><title>Haßloch: 24,1</title>"), ==,
                    1);
    g_assert_cmpint(count(text, ">Haßloch</text>"), ==, 1);
}

/* Four regions with names and values; the Gemeinden faint within. */
static void
test_regions(void)
{
    const double values[] = {38.25, 29.4, 41, 22.75};
    const SrStatus statuses[] = {SR_STATUS_OK, SR_STATUS_OK, SR_STATUS_OK,
                                 SR_STATUS_SUPPRESSED};
    SrBreaks breaks = {3, (double[]){22, 30, 40, 41}};
    SrTheme theme = theme_of(values, &breaks);
    SrMapSheet sheet = sheet_of(&theme);

    theme.level = 2;
    theme.names = (const char *const *)county.names[2];
    theme.areas = "Sozialräume";
    theme.heading = "Hilfen je 1 000 unter 21-Jährige";
    theme.statuses = statuses;
    theme.benchmark = 33.1;
    theme.palette = "Oranges";
    theme.label_values = true;
    sheet.title = "Hilfen zur Erziehung (Eckwert)";
    sheet.subtitle = "Fälle im Jahr je 1 000 unter 21-Jährige nach Sozialräumen, 2018";
    sheet.summary = "Am höchsten ist der Wert im Sozialraum 3, am niedrigsten im "
                    "Sozialraum 4.";
    write_sheet(&sheet, "druck", "region.druck.pdf");
    write_sheet(&sheet, "graustufen", "region.graustufen.pdf");
}

/* Every status that an area without a value can have, each with its pattern. */
static void
test_statuses(void)
{
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);
    SrStatus statuses[64] = {SR_STATUS_OK};

    for (int i = 0; i < county.n; i += 2)
        statuses[i] = (SrStatus)(1 + i / 2 % (SR_N_STATUSES - 1));
    theme.statuses = statuses;
    write_sheet(&sheet, "druck", "status.druck.pdf");
    write_sheet(&sheet, "graustufen", "status.graustufen.pdf");
    write_sheet(&sheet, "druck", "status.druck.svg");
}

/* Absolute numbers: circles, alone and over a filling; all names, none below a circle. */
static void
test_circles(void)
{
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme over = theme_of(county.settlement, breaks);
    SrTheme alone = theme_of(NULL, NULL);
    SrMapSheet sheet = sheet_of(&over);

    over.amounts = alone.amounts = county.people;
    over.amounts_heading = alone.amounts_heading = "Einwohner";
    alone.heading = NULL;
    write_sheet(&sheet, "druck", "kreise-flaeche.druck.pdf");
    sheet.theme = &alone;
    sheet.title = "Bevölkerung";
    sheet.subtitle = "Einwohnerinnen und Einwohner am 31.12.2018";
    write_sheet(&sheet, "druck", "kreise.druck.pdf");
    write_sheet(&sheet, "graustufen", "kreise.graustufen.pdf");
}

/* Deviation from the Kreis, diverging; types without order; numbers with a key; points.
 */
static void
test_kinds(void)
{
    double ratio[64];
    const char *const types[] = {"hoch neben hoch", "niedrig neben niedrig",
                                 "hoch neben niedrig", "nicht auffällig"};
    int categories[64];
    const SrColor blue = {0, 0.447, 0.698};
    const SrColor red = {0.835, 0.369, 0};
    SrMapPoint points[24];
    const SrLegendPoint kinds[] = {{"Kindertagesstätte", SR_SIGN_CIRCLE, blue, 18},
                                   {"Beratungsstelle", SR_SIGN_TRIANGLE, red, 6}};

    for (int i = 0; i < county.n; i++) {
        ratio[i] = county.settlement[i] / 15.2 * 100;
        categories[i] = ratio[i] > 140 ? 0 : ratio[i] < 60 ? 1 : i % 9 == 0 ? 2 : 3;
    }
    for (int i = 0; i < 24; i++)
        points[i] = (SrMapPoint){sr_ground_anchors(county.ground, 0)[2 * i],
                                 kinds[i % 4 == 0].sign, kinds[i % 4 == 0].color};
    SrClassing classing = {.method = sr_method_find("deviation", NULL), .benchmark = 100};
    g_autoptr(SrBreaks) breaks = sr_classify(&classing, ratio, county.n, NULL);
    SrTheme theme = theme_of(ratio, breaks);
    SrMapSheet sheet = sheet_of(&theme);
    theme.palette_kind = SR_PALETTE_DIVERGING;
    theme.heading = "Landkreis = 100";
    theme.benchmark = 100;
    theme.decimals = 0;
    write_sheet(&sheet, "druck", "abweichung.druck.pdf");
    write_sheet(&sheet, "graustufen", "abweichung.graustufen.pdf");

    theme = theme_of(NULL, NULL);
    theme.palette_kind = SR_PALETTE_QUALITATIVE;
    theme.n_categories = 4;
    theme.categories = categories;
    theme.category_names = types;
    theme.heading = "Räumliche Häufung (LISA, 95 %)";
    write_sheet(&sheet, "druck", "typen.druck.pdf");

    theme = theme_of(NULL, NULL);
    theme.naming = SR_NAMES_NUMBER;
    theme.heading = NULL;
    write_sheet(&sheet, "druck", "nummern.druck.pdf");

    theme = theme_of(NULL, NULL);
    theme.heading = NULL;
    theme.points = points;
    theme.n_points = 24;
    theme.point_kinds = kinds;
    theme.n_point_kinds = 2;
    write_sheet(&sheet, "druck", "punkte.druck.pdf");
}

/* Nine years of one indicator, one legend; too many for the page are refused. */
static void
test_multiples(void)
{
    enum { N = 9 };
    double values[N][64];
    SrTheme themes[60];
    const SrTheme *pointers[60];
    const char *titles[60];
    const char *const years[] = {"2010", "2011", "2012", "2013", "2014",
                                 "2015", "2016", "2017", "2018"};
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrMapSheet sheet = sheet_of(NULL);

    for (int i = 0; i < 60; i++) {
        int year = i % N;

        for (int k = 0; k < county.n; k++)
            values[year][k] = county.settlement[k] * (0.8 + 0.025 * year);
        themes[i] = theme_of(values[year], breaks);
        pointers[i] = &themes[i];
        titles[i] = years[year];
    }
    sr_breaks_cover(breaks, values[0], county.n);
    sheet.themes = pointers;
    sheet.theme_titles = titles;
    sheet.n_themes = N;
    write_sheet(&sheet, "druck", "jahre.druck.pdf");
    write_sheet(&sheet, "bildschirm", "jahre.bildschirm.png");

    g_autoptr(SrStyle) style = county_style("bildschirm");
    SrAtelier atelier = {county.fonts, style, county.palettes};
    g_autoptr(GError) too_many = NULL;
    sheet.n_themes = 60;
    g_assert_null(sr_map_sheet_dump(&sheet, &atelier, &too_many));
    g_assert_error(too_many, SR_ERROR, SR_ERROR_INPUT);
}

/* No value at all, one value, all zero, odd names: a page comes out, nothing is hidden.
 */
static void
test_odd_figures(void)
{
    SrStatus missing[64];
    double zeros[64] = {0};
    g_autoptr(SrBreaks) one = natural(zeros, county.n, 5);
    g_autoptr(SrStyle) style = county_style("druck");
    SrAtelier atelier = {county.fonts, style, county.palettes};
    const char *names[64];
    g_autofree char *endless = g_strnfill(200, 'W');
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < county.n; i++) {
        missing[i] = SR_STATUS_MISSING;
        names[i] = i == 0   ? endless
                   : i == 1 ? "\u05d0\u05d1 \u202eabc"
                   : i == 2 ? "Haß\x1b[2Jloch\n"
                   : i == 3 ? "\xff\xfe"
                            : county.names[0][i];
    }
    SrTheme none = theme_of(zeros, NULL);
    SrMapSheet sheet = sheet_of(&none);
    none.statuses = missing;
    none.benchmark = NAN;
    g_autofree char *without = sr_map_sheet_dump(&sheet, &atelier, &error);
    g_assert_no_error(error);
    write_sheet(&sheet, "druck", "ohne.druck.pdf");

    SrTheme zero = theme_of(zeros, one);
    zero.names = names;
    sheet.theme = &zero;
    g_autofree char *equal = sr_map_sheet_dump(&sheet, &atelier, &error);
    g_assert_no_error(error);
    g_assert_null(strstr(equal, "\x1b"));
    g_assert_null(strstr(equal, "\u202e"));
    g_assert_null(strstr(equal, endless));
    write_sheet(&sheet, "druck", "null.druck.svg");
}

/* The logo of a style and its arrow to the north come onto the page. */
static void
test_logo(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *ini = g_build_filename(folder, "amt.ini", NULL);
    g_autofree char *png = g_build_filename(folder, "logo.png", NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrCanvas) picture = sr_canvas_new_png(100);
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);
    SrDocument document = {.title = "Karte", .language = "de"};
    g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);
    g_autoptr(GError) error = NULL;

    sr_canvas_page_begin(picture, 30, 10);
    sr_canvas_fill_box(picture, (SrBox){0, 0, 15, 10}, (SrColor){0, 0.4, 0});
    g_assert_true(sr_canvas_page_end(picture, &error));
    g_assert_true(sr_canvas_write(picture, png, &error));
    g_assert_true(g_file_set_contents(ini,
                                      "[style]\ntitle=Amt\n[legend]\nnorth_arrow=true\n"
                                      "[foot]\nlogo=logo.png\nimprint=Impressum\n",
                                      -1, NULL));
    g_autoptr(SrStyle) style = sr_style_read(ini, "de", findings, &error);
    g_assert_no_error(error);
    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    SrAtelier atelier = {county.fonts, style, county.palettes};
    g_assert_true(sr_map_sheet_draw(canvas, &sheet, &atelier, &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_autofree char *text =
        g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    g_assert_cmpint(count(text, "<image x=\"159"), ==, 1);
    g_assert_cmpint(count(text, ">Impressum</text>"), ==, 1);
    g_assert_cmpint(count(text, ">N</text>"), ==, 1);
    g_remove(ini);
    g_remove(png);
    g_rmdir(folder);
}

/* A region that is one Gemeinde and is named on both levels, and a level of one area. */
static void
test_one_member(void)
{
    static const int sizes[] = {48, 0, 4, 1};
    const double values[] = {38.25, 29.4, 41, 22.75};
    g_autoptr(SrStyle) style = county_style("druck");
    SrAtelier atelier = {county.fonts, style, county.palettes};
    SrBreaks breaks = {2, (double[]){22, 30, 41}};

    for (int level = 2; level <= 3; level++) {
        SrTheme theme = theme_of(values, &breaks);
        SrMapSheet sheet = sheet_of(&theme);
        g_autoptr(GError) error = NULL;

        g_assert_cmpint(county.ground->n_areas[level], ==, sizes[level]);
        theme.level = level;
        theme.names = (const char *const *)county.names[level];
        g_autofree char *dump = sr_map_sheet_dump(&sheet, &atelier, &error);
        g_assert_no_error(error);
        g_assert_cmpint(count(dump, "\nlabel "), ==, sizes[level]);
    }
}

/* An area far smaller than a pixel: it is named all the same, and nothing breaks. */
static void
test_smaller_than_a_pixel(void)
{
    SrPoint points[] = {{0, 0},       {9000, 0},      {9000, 9000},     {0, 9000},
                        {4500, 4500}, {4500, 4500.2}, {4500.2, 4500.2}, {4500.2, 4500},
                        {4500, 4500}, {4500.2, 4500}, {4500.2, 4500.2}, {4500, 4500.2}};
    int ring_start[] = {0, 4, 8, 12};
    int ring_area[] = {0, 0, 1};
    bool ring_hole[] = {false, true, false};
    const int one[] = {0, 1};
    const int *const groups[] = {one};
    const int n_areas[] = {2};
    const char *names[] = {"Großdorf", "Winzling"};
    const double values[] = {1, 2};
    SrBreaks breaks = {2, (double[]){1, 2, 2}};
    SrBoundaries boundaries = {.n_areas = 2,
                               .n_rings = 3,
                               .n_points = 12,
                               .keys = (char **)names,
                               .names = (char **)names,
                               .ring_start = ring_start,
                               .ring_area = ring_area,
                               .ring_hole = ring_hole,
                               .points = points};
    g_autoptr(SrStyle) style = county_style("druck");
    SrAtelier atelier = {county.fonts, style, county.palettes};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrTopology) topology = sr_topology_new(&boundaries, SR_SNAP_NOISE, &error);

    g_assert_no_error(error);
    g_autoptr(SrGround) ground = sr_ground_new(topology, groups, n_areas, 1, NULL);
    SrTheme theme = theme_of(values, &breaks);
    SrMapSheet sheet = sheet_of(&theme);
    theme.ground = ground;
    theme.names = names;
    theme.keys = names;
    theme.level_names = NULL;
    g_autofree char *dump = sr_map_sheet_dump(&sheet, &atelier, &error);
    g_assert_no_error(error);
    g_assert_nonnull(strstr(dump, "label Großdorf"));
    g_assert_nonnull(strstr(dump, "label Winzling"));
    write_sheet(&sheet, "druck", "winzling.druck.pdf");
    write_sheet(&sheet, "bildschirm", "winzling.bildschirm.png");
}

/* A palette with too few colours, a page too small for its parts, a file of no known
 * kind. */
static void
test_refusals(void)
{
    g_autoptr(SrBreaks) breaks = natural(county.settlement, county.n, 5);
    SrTheme theme = theme_of(county.settlement, breaks);
    SrMapSheet sheet = sheet_of(&theme);
    g_autoptr(SrStyle) style = county_style("druck");
    SrAtelier atelier = {county.fonts, style, county.palettes};
    g_autoptr(GError) too_few = NULL;
    g_autoptr(GError) too_small = NULL;
    g_autoptr(GError) no_kind = NULL;

    g_assert_false(sr_map_sheet_write(&sheet, &atelier, "map.doc", &no_kind));
    g_assert_error(no_kind, SR_ERROR, SR_ERROR_USAGE);
    theme.breaks = NULL;
    theme.n_categories = 60;
    g_assert_null(sr_map_sheet_dump(&sheet, &atelier, &too_few));
    g_assert_error(too_few, SR_ERROR, SR_ERROR_INPUT);
    theme.breaks = breaks;
    style->height_mm = 95;
    g_assert_null(sr_map_sheet_dump(&sheet, &atelier, &too_small));
    g_assert_error(too_small, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(too_small->message, "too small"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    county_init(&county);
    g_test_add_func("/maps/choropleth", test_choropleth);
    g_test_add_func("/maps/layout", test_layout);
    g_test_add_func("/maps/key", test_key);
    g_test_add_func("/maps/svg", test_svg);
    g_test_add_func("/maps/regions", test_regions);
    g_test_add_func("/maps/statuses", test_statuses);
    g_test_add_func("/maps/circles", test_circles);
    g_test_add_func("/maps/kinds", test_kinds);
    g_test_add_func("/maps/multiples", test_multiples);
    g_test_add_func("/maps/odd-figures", test_odd_figures);
    g_test_add_func("/maps/logo", test_logo);
    g_test_add_func("/maps/one-member", test_one_member);
    g_test_add_func("/maps/smaller-than-a-pixel", test_smaller_than_a_pixel);
    g_test_add_func("/maps/refusals", test_refusals);
    int status = g_test_run();
    county_clear(&county);
    return status;
}
