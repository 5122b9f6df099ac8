#include "fuzz.h"

#include "publish/package.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* A text of the report, read back. */
static void
check_member(JsonObject *object, const char *name, const char *text)
{
    g_assert_true(json_object_has_member(object, name));
    g_assert_cmpstr(json_object_get_string_member(object, name), ==, text);
}

/* Whatever stands in titles, names and findings: the report is JSON and says the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    g_autofree char *raw = g_strndup((const char *)data, n);
    g_autofree char *text = g_utf8_make_valid(raw, -1);
    SrPackageAbout about = {text, "de", "2018-12-31", text, text, text};
    SrPackageFile file = {text, (char *)"00", 5};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof file);
    g_autoptr(GPtrArray) datasets = g_ptr_array_new();
    g_autoptr(GPtrArray) results = g_ptr_array_new();
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SrValue));
    g_autoptr(GArray) maps = g_array_new(FALSE, FALSE, sizeof(SrPackageMap));
    SrValues values = {.rows = rows, .results = results};
    g_autoptr(JsonParser) parser = json_parser_new();
    g_autoptr(GError) error = NULL;

    g_array_append_val(files, file);
    sr_findings_add(findings, SR_FINDING_WARNING, text, 3, text, "%s", text);
    g_autofree char *report = sr_report_json(&about, &values, files, files, maps, findings);
    json_parser_load_from_data(parser, report, -1, &error);
    g_assert_no_error(error);
    check_member(json_node_get_object(json_parser_get_root(parser)), "title", text);
    g_autofree char *package = sr_package_json(&about, datasets, maps);
    json_parser_load_from_data(parser, package, -1, &error);
    g_assert_no_error(error);
    check_member(json_node_get_object(json_parser_get_root(parser)), "title", text);
    return 0;
}
