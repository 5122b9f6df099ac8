/* The example project itself: its settings, schemes and catalogue are without findings.
 */
#include "base/error.h"
#include "indicator/catalogue.h"
#include "project.h"
#include "shapes/scheme.h"
#include "shapes/source.h"

#include <gio/gio.h>

static char *folder; /* of the repository */

static SrProject *
read_project(SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    SrProject *project = sr_project_read(folder, "de", findings, &error);

    g_assert_no_error(error);
    return project;
}

/* Fails with the findings as they would be printed. */
static void
assert_no_findings(SrFindings *findings)
{
    g_autofree char *text = sr_findings_text(findings, 0);

    g_assert_cmpstr(text, ==, "");
}

static SrBoundaries *
read_boundaries(const SrProject *project, SrFindings *findings)
{
    const char *const extra[] = {project->ars_field, "kind", NULL};
    const SrBoundarySource source = {.path = project->shapes_file,
                                     .key_field = project->key_field,
                                     .name_field = project->name_field,
                                     .extra_fields = extra};
    g_autoptr(GError) error = NULL;
    SrBoundaries *boundaries = sr_boundaries_read(&source, findings, &error);

    g_assert_no_error(error);
    return boundaries;
}

static void
test_boundaries(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrProject) project = read_project(findings);
    static const char *const kinds[] = {"Ortsgemeinde", "Stadt", "verbandsfreie Gemeinde",
                                        "verbandsfreie Stadt", NULL};

    g_assert_nonnull(project);
    g_autoptr(SrBoundaries) places = read_boundaries(project, findings);
    assert_no_findings(findings);
    g_assert_cmpint(places->n_areas, ==, 48);
    for (int i = 0; i < places->n_areas; i++) {
        const char *ars = sr_boundaries_field(places, i, 0);

        g_assert_cmpuint(strlen(places->keys[i]), ==, 8);
        g_assert_cmpuint(strlen(ars), ==, 12);
        g_assert_true(g_str_has_prefix(places->keys[i], "07332"));
        g_assert_true(g_str_has_suffix(ars, places->keys[i] + 5));
        g_assert_true(g_strv_contains(kinds, sr_boundaries_field(places, i, 1)));
    }
    g_autofree char *contents = NULL;
    gsize n = 0;
    g_assert_true(g_file_get_contents(project->shapes_file, &contents, &n, NULL));
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)contents, n);
    g_autofree char *written = g_strconcat("sha256:", sum, NULL);
    g_assert_cmpstr(project->checksum, ==, written);
}

/* Areas a level has, and Gemeinden in each area of level region, in the order of codes.
 */
static const struct {
    const char *scheme;
    int n_areas[4];
    int n_members[4]; /* 0 = no more regions */
    bool example;
} schemes[] = {
    {"vier-regionen-2010", {48, 9, 4, 1}, {13, 22, 1, 12}, false},
    {"leiningerland-2018", {48, 8, 4, 1}, {13, 22, 1, 12}, false},
    {"drei-regionen-beispiel", {48, 8, 3, 1}, {13, 22, 13, 0}, true},
};

static void
test_schemes(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrProject) project = read_project(findings);
    const char *ars[48];

    g_assert_nonnull(project);
    g_autoptr(SrBoundaries) places = read_boundaries(project, findings);
    g_assert_cmpint(places->n_areas, ==, G_N_ELEMENTS(ars));
    for (int i = 0; i < places->n_areas; i++)
        ars[i] = sr_boundaries_field(places, i, 0);
    const SrGemeinden gemeinden = {places->n_areas, (const char *const *)places->keys,
                                   (const char *const *)places->names, ars};
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        g_autoptr(SrScheme) scheme =
            sr_scheme_read(folder, schemes[i].scheme, project->levels, project->n_levels,
                           &gemeinden, project->names, "de", findings);

        assert_no_findings(findings);
        g_assert_nonnull(scheme);
        g_assert_cmpint(scheme->example, ==, schemes[i].example);
        for (int level = 0; level < 4; level++)
            g_assert_cmpint(scheme->divisions[level]->n_areas, ==,
                            schemes[i].n_areas[level]);
        const SrDivision *regions = sr_scheme_find(scheme, "region");
        for (int area = 0; area < regions->n_areas; area++)
            g_assert_cmpint(regions->n_members[area], ==, schemes[i].n_members[area]);
        g_assert_cmpstr(sr_scheme_find(scheme, "kreis")->names[0], ==,
                        "Landkreis Bad Dürkheim");
    }
}

/* Every indicator can be read in both languages, and says in both what it is. */
static void
test_catalogue(void)
{
    static const char *const levels[] = {"gemeinde", "verbandsgemeinde", "region",
                                         "kreis", NULL};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrCatalogue) german =
        sr_catalogue_read(folder, "de", levels, NULL, findings);
    g_autoptr(SrCatalogue) english =
        sr_catalogue_read(folder, "en", levels, NULL, findings);
    g_autoptr(GHashTable) chapters = g_hash_table_new(g_str_hash, g_str_equal);

    assert_no_findings(findings);
    g_assert_cmpint(sr_catalogue_n(german), >=, 50);
    g_assert_cmpint(sr_catalogue_n(german), ==, sr_catalogue_n(english));
    for (int i = 0; i < sr_catalogue_n(german); i++) {
        const SrIndicator *de = sr_catalogue_at(german, i);
        const SrIndicator *en = sr_catalogue_at(english, i);

        g_test_message("%s", de->id);
        g_assert_cmpstr(de->id, ==, en->id);
        g_assert_cmpstr(de->title, !=, en->title);
        g_assert_cmpstr(de->description, !=, en->description);
        g_assert_nonnull(de->description);
        g_assert_nonnull(de->caveat);
        g_assert_nonnull(de->unit);
        g_assert_true(de->kind == SR_KIND_INDEX || /* it tells what is 100 */
                      (de->denominator == NULL) == (de->denominator_text == NULL));
        g_hash_table_add(chapters, sr_indicator_chapter(german, de)->id);
    }
    g_assert_cmpuint(g_hash_table_size(chapters), ==, german->chapters->len);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_build_filename(g_test_get_dir(G_TEST_DIST), "..", NULL);
    g_test_add_func("/example/boundaries", test_boundaries);
    g_test_add_func("/example/schemes", test_schemes);
    g_test_add_func("/example/catalogue", test_catalogue);
    int status = g_test_run();
    g_free(folder);
    return status;
}
