/* Every file of the folder is read, or is no proof; a fault of the disk is told as one.
 */
#include "disclosure/auditfixture.h"

#include <unistd.h>

#define FIGURES "a gemeinde 07001 2018 7\na gemeinde 07002 2018 *\n"

static const struct {
    const char *name, *text, *leak;
} files[] = {
    {"notiz.docx", "x", "notiz.docx: the audit cannot read this file"},
    {".verborgen", "x", ".verborgen: the audit cannot read this file"},
    {"maps/bild.png", "x", NULL},
    {"bild.png", "x", "bild.png: the audit cannot read this file"},
    {"deep/er/liste.csv", "was;nun\n1;2\n",
     "deep/er/liste.csv: the audit cannot read this file"},
    {"mehr.csv", "indicator,level,area,period,value\na,gemeinde,07001,2018,7\n", NULL},
    {"mehr.csv", "indicator,level,area,period,numerator\na,gemeinde,07002,2018,9\n",
     "a, gemeinde Behausen, 2018: not shown in tables/values.csv"},
    {"karte.svg", "<svg><title>Zahl a", "karte.svg cannot be read"},
    {"karte.pdf", "%PDF-1.7\nnothing\n", "karte.pdf cannot be read"},
    {"mappe.xlsx", "PK nothing", "mappe.xlsx cannot be read"},
    {"report.json", "\xff\xfe", "report.json cannot be read"},
    {"maps/a.csv", "a,,gemeinde,07002,,2018,9\n",
     "maps/a.csv, line 1: this is no line of tables/values.csv"},
};

static void
test_files(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *name = g_strconcat("output/", files[i].name, NULL);
        g_autofree char *path = g_build_filename(project.folder, name, NULL);

        g_test_message("%s", files[i].name);
        write_text(name, files[i].text);
        assert_told(FIGURES, files[i].leak);
        g_assert_cmpint(g_unlink(path), ==, 0);
    }
    assert_told(FIGURES, NULL);
}

static void
assert_error(const char *folder, int code)
{
    const char *const folders[] = {folder, NULL};
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_audit_folders(&project.audit, folders, &error));
    g_assert_error(error, SR_ERROR, code);
}

static void
test_faults(void)
{
    static const char *const broken[] = {"karte.pdf", "report.json", "tables/mehr.csv",
                                         "maps/bild.png"};
    g_autofree char *output = g_build_filename(project.folder, "output", NULL);
    g_autofree char *nowhere = g_build_filename(output, "nirgends", NULL);
    g_autofree char *values = g_build_filename(output, "tables/values.csv", NULL);

    figures(FIGURES);
    for (gsize i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autofree char *path = g_build_filename(output, broken[i], NULL);

        g_assert_cmpint(symlink("a-loop", path), ==, 0); /* for root too */
        assert_error(output, SR_ERROR_IO);
        g_assert_cmpint(g_unlink(path), ==, 0);
    }
    assert_error(nowhere, SR_ERROR_INPUT);
    g_assert_cmpint(g_unlink(values), ==, 0);
    assert_error(output, SR_ERROR_INPUT);
}

/* Whoever reads which file, the leaks come in the order of the files and their pages. */
static void
test_order(void)
{
    g_autoptr(GString) wanted = g_string_new(NULL);

    for (int f = 0; f < 40; f++) {
        g_autofree char *name = g_strdup_printf("output/karte%02d.svg", f);
        g_autofree char *text = g_strdup_printf(
            "<svg><title>Zahl a</title><text>In Behausen sind es %d,5.</text>%*s</svg>",
            f + 20, 100 * (f * 7 % 40), "");

        write_text(name, text);
        g_string_append_printf(wanted,
                               "%skarte%02d.svg: beside \"Behausen\" stands %d.5, which "
                               "the tables do not show of it; not shown is a, gemeinde "
                               "Behausen, 2018",
                               f == 0 ? "" : "\n", f, f + 20);
    }
    g_autofree char *told = told_of(FIGURES);
    g_assert_cmpstr(told, ==, wanted->str);
    g_autofree char *again = told_of(FIGURES);
    g_assert_cmpstr(again, ==, told);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    project_open();
    project.audit.has_decimal_comma = true;
    g_test_add_func("/audit_forms/files", test_files);
    g_test_add_func("/audit_forms/faults", test_faults);
    g_test_add_func("/audit_forms/order", test_order);
    int failed = g_test_run();
    project_close();
    return failed;
}
