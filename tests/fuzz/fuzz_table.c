#include "fuzz.h"

#include "data/table.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const suffixes[] = {".csv", ".xlsx", ".ods", ".zip"};
    const char *suffix = suffixes[n > 0 ? data[n - 1] % G_N_ELEMENTS(suffixes) : 0];
    g_autofree char *path = fuzz_file(data, n, suffix);
    g_autoptr(SrFindings) findings = sr_findings_new();
    SrTableFormat format = {.encoding = (char *)"",
                            .delimiter = (char *)"",
                            .decimal = (char *)"",
                            .thousands = (char *)"",
                            .sheet = (char *)"",
                            .skip = -1,
                            .header = -1,
                            .footer = (char *)""};
    g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
    SrRow row;

    for (int i = 0; i < 1000 && table != NULL && sr_table_next(table, &row); i++)
        for (int c = 0; c < row.n_cells; c++)
            g_assert_nonnull(row.cells[c]);
    g_unlink(path);
    return 0;
}
