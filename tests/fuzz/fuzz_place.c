#include "fuzz.h"

#include "data/match.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const keys[] = {"07332025", "07332024", "07332003"};
    static const char *const names[] = {"Haßloch", "Grünstadt", "Battenberg (Pfalz)"};
    g_autofree char *text = g_strndup((const char *)data, n);
    g_autoptr(SrMatcher) matcher = sr_matcher_new(keys, NULL, names, 3, NULL);

    (void)sr_matcher_find_key(matcher, text);
    (void)sr_matcher_find_name(matcher, text);
    g_autofree char *near = sr_matcher_nearest(matcher, text);
    return 0;
}
