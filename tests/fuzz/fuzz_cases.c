#include "fuzz.h"

#include "data/cases.h"

#define HEADER                                                                           \
    "id;home;birth;sex;kind;basis;begin;end;plan;children;uma;inside;earlier;cost\n"

/* The definition of the register, made once: (transfer none). */
static SrDataset *
definition(const char *path)
{
    static SrDataset *dataset;

    if (dataset == NULL) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autofree char *ini = g_strconcat(path, ".ini", NULL);
        g_autofree char *name = g_path_get_basename(path);
        g_autofree char *text = g_strdup_printf(
            "[dataset]\ntitle=t\nfile=%s\nkind=register\nperiod=2017-2018\nsource=s\n"
            "synthetic=true\n[columns]\nid=id\nhome=home\nbirth=birth\nsex=sex\nkind=kind\n"
            "basis=basis\nbegin=begin\nend=end\nby_plan=plan\nchildren=children\numa=uma\n"
            "inside=inside\nearlier=earlier\ncost=cost\n",
            name);

        g_assert_true(g_file_set_contents(ini, text, -1, NULL));
        dataset = sr_dataset_load(ini, findings);
        g_assert_nonnull(dataset);
        g_unlink(ini);
    }
    return dataset;
}

/* Rows of a register of any bytes: counted or refused, and what is counted adds up. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const keys[] = {"07332002", "07332025"};
    static const char *const names[] = {"Bad Dürkheim", "Haßloch"};
    g_autoptr(GString) text = g_string_new(HEADER);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrMatcher) matcher = sr_matcher_new(keys, NULL, names, 2, NULL);

    g_string_append_len(text, (const char *)data, (gssize)n);
    g_autofree char *path = fuzz_file((const uint8_t *)text->str, text->len, ".csv");
    GPtrArray *counts = sr_cases_count(definition(path), matcher, 2, findings);
    for (guint i = 0; counts != NULL && i < counts->len; i++) {
        const SrCount *count = counts->pdata[i];

        g_assert_true(count->values[0] >= 0 && count->values[1] >= 0);
    }
    if (counts != NULL)
        g_ptr_array_unref(counts);
    g_unlink(path);
    return 0;
}
