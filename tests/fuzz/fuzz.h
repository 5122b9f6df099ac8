/* fuzz.h — what the fuzzers share: each takes any bytes and must neither crash nor leak. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Writes the bytes to a file of this process that ends in @suffix. Returns: (transfer full): its path. */
static inline char *
fuzz_file(const uint8_t *data, size_t n, const char *suffix)
{
    char *path = g_strdup_printf("%s/sozialraum-fuzz-%d%s", g_get_tmp_dir(), (int)getpid(), suffix);

    g_assert_true(g_file_set_contents_full(path, (const char *)data, (gssize)n,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    return path;
}
