/* Tests of src/draw/deflate.c. */
#include "draw/deflate.h"

#include <gio/gio.h>
#include <string.h>

/* What zlib makes of @packed. */
static GByteArray *
unpack(const guint8 *packed, gsize n)
{
    g_autoptr(GZlibDecompressor) zlib =
        g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    g_autoptr(GInputStream) source =
        g_memory_input_stream_new_from_data(packed, (gssize)n, NULL);
    g_autoptr(GInputStream) stream =
        g_converter_input_stream_new(source, G_CONVERTER(zlib));
    GByteArray *bytes = g_byte_array_new();
    guint8 piece[4096];
    gssize read;

    while ((read = g_input_stream_read(stream, piece, sizeof piece, NULL, NULL)) > 0)
        g_byte_array_append(bytes, piece, (guint)read);
    g_assert_cmpint(read, ==, 0);
    return bytes;
}

/* What is packed is what zlib unpacks, whatever it is, and smaller where it repeats. */
static void
test_there_and_back(void)
{
    static const gsize lengths[] = {0, 1, 300, 70000};

    for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++)
        for (int same = 0; same < 2; same++) {
            gsize n = lengths[i];
            gsize n_packed = 0;
            g_autofree guint8 *bytes = g_malloc0(n + 1);

            for (gsize k = 0; k < n; k++)
                bytes[k] = same ? "12031 4005 l\n"[k % 13] : (guint8)(k * k >> 3);
            g_autofree guint8 *packed = sr_deflate(bytes, n, &n_packed, NULL);
            g_assert_nonnull(packed);
            g_autoptr(GByteArray) back = unpack(packed, n_packed);
            g_assert_cmpmem(back->data, back->len, bytes, n);
            if (same && n >= 300)
                g_assert_cmpuint(n_packed, <, n / 5);
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/deflate/there-and-back", test_there_and_back);
    return g_test_run();
}
