#include "fuzz.h"

#include "base/keyfile.h"
#include "indicator/definitionkeys.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrKeyfile) file =
        sr_keyfile_parse("x.ini", (const char *)data, n, &sr_indicator_keys, findings);

    if (file != NULL) {
        g_auto(GStrv) levels = sr_keyfile_list(file, "indicator", "levels");
        (void)sr_keyfile_number(file, "indicator", "per");
        (void)sr_keyfile_translated(file, "indicator", "title", "en");
    }
    g_autofree char *text = sr_findings_text(findings, 5);
    return 0;
}
