/* The atlases of the project itself: sound, walkable, and equal on a second run. */
#include "draw/pdf_walk.h"

#include <glib/gstdio.h>

#define PROGRAM "build/sozialraum"

/* The atlas @name as @file of @folder. */
static GMappedFile *
make_atlas(const char *name, const char *folder, const char *file)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);
    const char *command[] = {PROGRAM, "-q", "atlas", name, "-o", path, NULL};
    g_autoptr(GError) error = NULL;
    int status = 0;

    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                 &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    GMappedFile *mapped = g_mapped_file_new(path, FALSE, &error);
    g_assert_no_error(error);
    g_remove(path);
    return mapped;
}

/* How many pages the file says it has. */
static int
count_pages(GMappedFile *file)
{
    qpdf_data q = qpdf_init();
    int n = -1;

    if (qpdf_read_memory(q, "atlas", g_mapped_file_get_contents(file),
                         g_mapped_file_get_length(file), NULL) == QPDF_SUCCESS)
        n = qpdf_get_num_pages(q);
    qpdf_cleanup(&q);
    return n;
}

static void
test_atlases(void)
{
    const struct {
        const char *name;
        int least, most; /* pages */
    } cases[] = {
        {"gesamt", 120, 220},
        {"kurzfassung", 8, 12},
        {"region", 10, 60},
        {"tabellenband", 10, 60},
    };
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);

    if (!g_file_test(PROGRAM, G_FILE_TEST_IS_EXECUTABLE)) {
        g_test_skip("the program is not built here");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GMappedFile) one = make_atlas(cases[i].name, folder, "one.pdf");
        g_autoptr(GMappedFile) other = make_atlas(cases[i].name, folder, "other.pdf");
        gsize n = g_mapped_file_get_length(one);
        const char *bytes = g_mapped_file_get_contents(one);
        g_autofree char *fault = pdf_walk_fault(bytes, n);
        int n_pages = count_pages(one);

        g_test_message("%s: %d pages", cases[i].name, n_pages);
        g_assert_cmpstr(fault, ==, NULL);
        g_assert_cmpint(n_pages, >=, cases[i].least);
        g_assert_cmpint(n_pages, <=, cases[i].most);
        g_assert_cmpuint(n, <, 12000000);
        g_assert_cmpmem(bytes, n, g_mapped_file_get_contents(other),
                        g_mapped_file_get_length(other));
    }
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/atlas/all", test_atlases);
    return g_test_run();
}
