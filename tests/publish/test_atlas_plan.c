/* Definitions of atlases: what is wrong in them is told by name. */
#include "base/error.h"
#include "publish/atlas_private.h"

#include "workbook.h"

#include <string.h>

static SrChapter empty_chapter = {.id = (char *)"leer", .title = (char *)"Leer"};

/* A project folder with styles/atlas/probe.ini of these lines. */
static char *
folder_with(const char *lines)
{
    char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *styles = g_build_filename(folder, "styles", "atlas", NULL);
    g_autofree char *path = g_build_filename(styles, "probe.ini", NULL);
    g_autofree char *text = g_strdup_printf("[atlas]\ntitle=Probe\n%s\n", lines);

    g_mkdir_with_parents(styles, 0700);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return folder;
}

static void
remove_folder(const char *folder)
{
    const char *const names[] = {"styles/atlas/probe.ini", "styles/atlas", "styles", ""};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        g_remove(path);
    }
}

static SrAtlasPlan *
read_with(const char *lines, const char *area, GError **error)
{
    g_autofree char *folder = folder_with(lines);
    Workbook workbook;

    workbook_init(&workbook);
    workbook.catalogue.indicators = g_ptr_array_new();
    g_ptr_array_add(workbook.catalogue.indicators, &workbook.figures.indicator);
    g_ptr_array_add(workbook.catalogue.chapters, &empty_chapter);
    workbook.press.folder = folder;
    g_autoptr(SrFindings) findings = sr_findings_new();
    SrAtlasPlan *plan =
        sr_atlas_plan_read(&workbook.press, "probe", area, findings, error);
    g_ptr_array_unref(workbook.catalogue.indicators);
    workbook_clear(&workbook);
    remove_folder(folder);
    return plan;
}

static void
test_refusals(void)
{
    const struct {
        const char *lines;
        const char *area;
        const char *told;
    } cases[] = {
        {"chapters=lage;gibtsnicht", NULL, "gibtsnicht"},
        {"chapters=leer", NULL, "leer"},
        {"indicators=armud", NULL, "armut"},
        {"profile=armud", NULL, "armut"},
        {"parts=armud", NULL, "armut"},
        {"scatter=armut", NULL, "pairs"},
        {"profiles=bezirk", NULL, "bezirk"},
        {"sections=title;anhang", NULL, "anhang"},
        {"foreword=fehlt.md", NULL, "fehlt.md"},
        {"glossary=fehlt.md", NULL, "fehlt.md"},
        {"area=99", NULL, "99"},
        {"", "98", "98"},
        {"kapitel=lage", NULL, "chapters"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(SrAtlasPlan) plan = read_with(cases[i].lines, cases[i].area, &error);

        g_test_message("%s", cases[i].lines);
        g_assert_null(plan);
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, cases[i].told));
    }
}

static void
test_defaults(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrAtlasPlan) plan = read_with("chapters=lage", "2", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(plan->title, ==, "Probe");
    g_assert_cmpstr(plan->area, ==, "2");
    g_assert_true(plan->has_figures);
    g_assert_cmpstr(plan->sections[0], ==, "title");
    for (int i = 0; plan->sections[i] != NULL; i++)
        g_assert_true(sr_atlas_has_section(plan->sections[i]));
}

static void
test_no_atlas(void)
{
    const char *const names[] = {"anderer", "../probe", "a/b"};
    Workbook workbook;

    workbook_init(&workbook);
    workbook.press.folder = workbook.folder;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GError) error = NULL;

        g_autoptr(SrFindings) findings = sr_findings_new();

        g_assert_null(
            sr_atlas_plan_read(&workbook.press, names[i], NULL, findings, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
    workbook_clear(&workbook);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/atlas plan/refusals", test_refusals);
    g_test_add_func("/atlas plan/defaults", test_defaults);
    g_test_add_func("/atlas plan/no atlas", test_no_atlas);
    return g_test_run();
}
