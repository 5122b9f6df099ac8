#include "publish/maps.h"

#include "base/error.h"
#include "draw/county.h"
#include "stats/breaks.h"

#include <glib/gstdio.h>

static County county;

/* A theme of the Gemeinden with @values in five natural classes. */
static SrTheme
theme_of(const double *values, SrBreaks *breaks)
{
    static const char *const levels[] = {NULL, "Verbandsgemeinde", "Sozialraum",
                                         "Landkreis"};

    return (SrTheme){.ground = county.ground,
                     .level = 0,
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
        folder = temporary = g_dir_make_tmp("sr-maps-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    gint64 start = g_get_monotonic_time();
    g_autofree char *dump = sr_map_sheet_dump(sheet, &atelier, &error);
    g_assert_no_error(error);
    g_test_message("%s: layout %.1f ms", name, (g_get_monotonic_time() - start) / 1000.0);
    start = g_get_monotonic_time();
    bool done = sr_map_sheet_write(sheet, &atelier, path, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(g_stat(path, &info), ==, 0);
    g_test_message("%s: %.1f ms, %d bytes", name,
                   (g_get_monotonic_time() - start) / 1000.0, (int)info.st_size);
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
    write_sheet(&sheet, "graustufen", "flaeche.graustufen.pdf");
    write_sheet(&sheet, "bildschirm", "flaeche.bildschirm.png");
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
    g_test_add_func("/maps/refusals", test_refusals);
    int status = g_test_run();
    county_clear(&county);
    return status;
}
