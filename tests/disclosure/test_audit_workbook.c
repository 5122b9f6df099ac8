/* Numbers in the row of an area, under the title of an indicator. */
#include "disclosure/auditfixture.h"

#include "data/workbook.h"

#define TEXT(reference, text)                                                            \
    "<c r=\"" reference "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(reference, number) "<c r=\"" reference "\"><v>" number "</v></c>"
#define HEAD                                                                             \
    "<row r=\"1\">" TEXT("A1", "Gebiet") TEXT("B1", "Zahl a") TEXT("C1", "2018") "</"    \
                                                                                 "row>"
#define FIGURES                                                                          \
    "a gemeinde 07001 2018 *\n"                                                          \
    "a gemeinde 07001 2017 5\n"                                                          \
    "a gemeinde 07002 2018 21\n"                                                         \
    "b gemeinde 07001 2018 33\n"

static const struct {
    const char *what, *rows, *leak;
} cases[] = {
    {"what the table shows",
     HEAD "<row r=\"2\">" TEXT("A2", "Behausen") NUMBER("B2", "21") "</row>", NULL},
    {"a number in the row of an area that has a hidden one",
     HEAD "<row r=\"2\">" TEXT("A2", "Adorf") NUMBER("B2", "2") "</row>",
     "mappe.xlsx, sheet1.xml: beside \"Adorf\" stands 2"},
    {"the year before is shown",
     HEAD "<row r=\"2\">" TEXT("A2", "Adorf") NUMBER("B2", "5") "</row>", NULL},
    {"a number of another indicator, below its own title",
     "<row r=\"1\">" TEXT("A1", "Gebiet") TEXT(
         "B1", "Zahl b") "</row>"
                         "<row r=\"2\">" TEXT("A2", "Adorf") NUMBER("B2", "2") "</row>",
     NULL},
    {"the sign in place of the number",
     HEAD "<row r=\"2\">" TEXT("A2", "Adorf") TEXT("B2", "•") "</row>", NULL},
    {"a title in a merged cell left of the column",
     "<row r=\"1\">" TEXT("A1", "Gebiet") TEXT("B1", "Zahl a") "</row><row r=\"2\">" TEXT(
         "A2", "Adorf") NUMBER("D2", "2") "</row>",
     "mappe.xlsx, sheet1.xml: beside \"Adorf\" stands 2"},
    {"far to the right",
     "<row r=\"1\">" TEXT("BX1", "Zahl a") "</row><row r=\"2\">" TEXT("A2", "Adorf")
         NUMBER("BX2", "2") "</row>",
     "mappe.xlsx, sheet1.xml: beside \"Adorf\" stands 2"},
};

static void
test_cases(void)
{
    g_autofree char *path = g_build_filename(project.folder, "output/mappe.xlsx", NULL);

    figures(FIGURES); /* makes the folder */
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const WorkbookSheet sheet = {"Zahlen", "visible", cases[i].rows, ""};

        g_test_message("%s", cases[i].what);
        workbook_write(path, &sheet, 1);
        assert_told(FIGURES, cases[i].leak);
    }
}

/* A sheet that nobody sees is read as well. */
static void
test_hidden_sheet(void)
{
    g_autofree char *path = g_build_filename(project.folder, "output/mappe.xlsx", NULL);
    const WorkbookSheet sheets[] = {
        {"Eins", "visible", HEAD, ""},
        {"Zwei", "hidden",
         HEAD "<row r=\"2\">" TEXT("A2", "Adorf") NUMBER("B2", "2") "</row>", ""}};

    workbook_write(path, sheets, 2);
    assert_told(FIGURES, "mappe.xlsx, sheet2.xml: beside \"Adorf\" stands 2");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    write_indicator("b", "numerator=leute\nkind=count\n");
    project_open();
    g_test_add_func("/audit_workbook/cases", test_cases);
    g_test_add_func("/audit_workbook/hidden-sheet", test_hidden_sheet);
    int failed = g_test_run();
    project_close();
    return failed;
}
