#include "fuzz.h"

#include "draw/content.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const SrMark marks[] = {{.name = "H1"}, {.artifact = "<</Type/Layout>>"}};
    g_autoptr(GString) line = g_string_new("0 0 m 5 5 l S");
    g_autoptr(GString) rim = g_string_new("1 Tr ");
    SrInsert inserts[] = {
        {SR_INSERT_CONTENT, line}, {SR_INSERT_RIM_BEGIN, rim}, {SR_INSERT_RIM_END, NULL}};
    g_autofree char *content = g_strndup((const char *)data, n);

    for (int n_marks = 0; n_marks < 3; n_marks++) {
        SrPageContent page = {content, n, marks, n_marks, inserts, 3};
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) out = sr_content_rewrite(&page, &error);

        g_assert_true((out == NULL) == (error != NULL));
    }
    return 0;
}
