#include "draw/deflate.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <libdeflate.h>

/* The best for the time: a map of all Germany takes 1 % more time than without packing
 * well (level 1), and level 8 saves 3 % of the bytes for 10 % of the time. */
#define LEVEL 6

guint8 *
sr_deflate(const void *bytes, gsize n, gsize *n_packed, GError **error)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);

    if (compressor == NULL) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_IO, _("nothing can be packed"));
        return NULL;
    }
    gsize most = libdeflate_zlib_compress_bound(compressor, n);
    guint8 *packed = g_malloc(most);
    *n_packed = libdeflate_zlib_compress(compressor, bytes, n, packed, most);
    libdeflate_free_compressor(compressor);
    return packed;
}
