/*
 * county.h — the real county for tests of maps: shapes/gemeinden.geojson, the four
 * regions, people, areas and settlement shares, read by simple means.
 */
#pragma once

#include "draw/ground.h"
#include "draw/style.h"
#include "draw/text.h"
#include "shapes/source.h"

#include <math.h>
#include <string.h>

#define COUNTY_LEVELS 4

typedef struct {
    SrBoundaries *boundaries;
    SrTopology *topology;
    SrGround *ground;
    SrFonts *fonts;
    SrPalettes *palettes;
    int n; /* Gemeinden */
    double *people, *square_km, *settlement;
    char *names[COUNTY_LEVELS][64];
    int region[64]; /* of each Gemeinde */
} County;

static char *
county_path(const char *relative)
{
    return g_test_build_filename(G_TEST_DIST, "..", relative, NULL);
}

/* The lines of a table as fields; *header holds the first. */
static GPtrArray *
county_table(const char *relative, char separator)
{
    g_autofree char *path = county_path(relative);
    g_autofree char *text = NULL;
    char by[2] = {separator, '\0'};
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 1; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
            g_ptr_array_add(rows, g_strsplit(g_strchomp(lines[i]), by, -1));
    return rows;
}

static double
county_number(const char *german)
{
    g_autoptr(GString) text = g_string_new(german);

    g_string_replace(text, ".", "", 0);
    g_string_replace(text, ",", ".", 0);
    return g_ascii_strtod(text->str, NULL);
}

/* The group of @name on @level, a new one if it is new. */
static int
county_group(County *county, int level, int *n_groups, const char *name)
{
    for (int i = 0; i < *n_groups; i++)
        if (g_str_equal(county->names[level][i], name))
            return i;
    county->names[level][*n_groups] = g_strdup(name);
    return (*n_groups)++;
}

static void
county_divide(County *county)
{
    g_autoptr(GPtrArray) rows =
        county_table("shapes/regions/vier-regionen-2010.csv", ';');
    int groups[COUNTY_LEVELS][64];
    int n_groups[COUNTY_LEVELS] = {county->n, 0, 0, 1};
    const int *const pointers[] = {groups[0], groups[1], groups[2], groups[3]};

    county->names[3][0] = g_strdup("Landkreis Bad Dürkheim");
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        int area = sr_boundaries_find(county->boundaries, row[0]);

        g_assert_cmpint(area, >=, 0);
        county->names[0][area] = g_strdup(row[1]);
        groups[0][area] = area;
        groups[1][area] =
            county_group(county, 1, &n_groups[1], *row[3] != '\0' ? row[3] : row[1]);
        groups[2][area] = county_group(county, 2, &n_groups[2], row[5]);
        groups[3][area] = 0;
        county->region[area] = groups[2][area];
    }
    SrSimplification how = sr_ground_detail(county->topology, 180, 230, 0.1);
    county->ground =
        sr_ground_new(county->topology, pointers, n_groups, COUNTY_LEVELS, &how);
}

static void
county_figures(County *county)
{
    g_autoptr(GPtrArray) people =
        county_table("indicators/data/gemeindeverzeichnis-2018.csv", ';');
    g_autoptr(GPtrArray) settlement =
        county_table("indicators/data/siedlungsflaeche-2023_de_flat.csv", ';');

    county->people = g_new0(double, county->n);
    county->square_km = g_new0(double, county->n);
    county->settlement = g_new0(double, county->n);
    for (guint i = 0; i < people->len; i++) {
        char **row = g_ptr_array_index(people, i);
        g_autofree char *key =
            g_strdup_printf("%.5s%s", row[0], strlen(row[0]) == 12 ? row[0] + 9 : "");
        int area = sr_boundaries_find(county->boundaries, key);

        if (area < 0)
            continue;
        county->square_km[area] = county_number(row[2]);
        county->people[area] = county_number(row[3]);
    }
    for (guint i = 0; i < settlement->len; i++) {
        char **row = g_ptr_array_index(settlement, i);
        int area = sr_boundaries_find(county->boundaries, row[7]);

        if (area >= 0)
            county->settlement[area] = county_number(row[9]);
    }
}

G_GNUC_UNUSED static void
county_init(County *county)
{
    static const char *const families[] = {"Roboto", "Roboto Condensed", NULL};
    g_autofree char *path = county_path("shapes/gemeinden.geojson");
    g_autofree char *palettes = county_path("styles/palettes.ini");
    SrBoundarySource source = {.path = path, .key_field = "ags", .name_field = "name"};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;

    memset(county, 0, sizeof *county);
    county->boundaries = sr_boundaries_read(&source, findings, &error);
    g_assert_no_error(error);
    county->n = county->boundaries->n_areas;
    county->topology = sr_topology_new(county->boundaries, SR_SNAP_NOISE, &error);
    g_assert_no_error(error);
    g_autoptr(SrProjection) projection =
        sr_projection_new("EPSG:4326", "EPSG:25832", NULL, &error);
    g_assert_no_error(error);
    g_assert_true(sr_topology_project(county->topology, projection, &error));
    county->fonts = sr_fonts_new(families, &error);
    g_assert_no_error(error);
    county->palettes = sr_palettes_read(palettes, findings, &error);
    g_assert_no_error(error);
    county_divide(county);
    county_figures(county);
}

G_GNUC_UNUSED static void
county_clear(County *county)
{
    for (int level = 0; level < COUNTY_LEVELS; level++)
        for (int i = 0; i < 64; i++)
            g_free(county->names[level][i]);
    sr_ground_free(county->ground);
    sr_topology_free(county->topology);
    sr_boundaries_free(county->boundaries);
    sr_fonts_free(county->fonts);
    sr_palettes_free(county->palettes);
    g_free(county->people);
    g_free(county->square_km);
    g_free(county->settlement);
}

static SrStyle *
county_style(const char *id)
{
    g_autofree char *relative = g_strdup_printf("styles/%s.ini", id);
    g_autofree char *path = county_path(relative);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    SrStyle *style = sr_style_read(path, "de", findings, &error);

    g_assert_no_error(error);
    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    return style;
}
