#include "publish/edition.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files of .cache/ that are renamed into place, with what comes after their name. */
static const char *const cached[] = {"edition.txt.", "pattern.txt."};

struct SrEdition {
    char *folder;  /* of the project */
    char *current; /* output */
    char *fresh;   /* output.new */
    char *old;     /* output.old: only between two renames */
    int lock;      /* descriptor */
    bool is_begun;
};

static bool
fail(GError **error, const char *path, const char *doing)
{
    g_set_error(error, SR_ERROR, SR_ERROR_IO, "%s: %s: %s", path, doing,
                g_strerror(errno));
    return false;
}

static int
remove_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)kind;
    (void)walk;
    return remove(path);
}

/* Removes a folder and all in it; links are removed, never followed. */
static bool
remove_tree(const char *path)
{
    return nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT;
}

static bool
take_lock(SrEdition *edition, GError **error)
{
    g_autofree char *cache = g_build_filename(edition->folder, ".cache", NULL);
    g_autofree char *path = g_build_filename(cache, "lock", NULL);
    char holder[32] = "";

    if (g_mkdir_with_parents(cache, 0700) != 0)
        return fail(error, cache, _("the folder cannot be made"));
    edition->lock = g_open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (edition->lock < 0)
        return fail(error, path, _("the lock cannot be opened"));
    if (flock(edition->lock, LOCK_EX | LOCK_NB) != 0) {
        gssize n = read(edition->lock, holder, sizeof holder - 1);

        holder[MAX(n, 0)] = '\0';
        g_set_error(error, SR_ERROR, SR_ERROR_IO,
                    _("another sozialraum (process %s) is working on this project; wait "
                      "until it is done"),
                    g_strstrip(holder));
        return false;
    }
    int n = g_snprintf(holder, sizeof holder, "%d\n", (int)getpid());
    if (ftruncate(edition->lock, 0) != 0 ||
        pwrite(edition->lock, holder, (gsize)n, 0) != n)
        return fail(error, path, _("the lock cannot be written"));
    return true;
}

/* What a run was killed over while it wrote a file of .cache/ beside its goal. */
static void
remove_half_files(const SrEdition *edition)
{
    g_autofree char *cache = g_build_filename(edition->folder, ".cache", NULL);
    GDir *entries = g_dir_open(cache, 0, NULL);

    if (entries == NULL)
        return;
    for (const char *name = g_dir_read_name(entries); name != NULL;
         name = g_dir_read_name(entries)) {
        g_autofree char *path = g_build_filename(cache, name, NULL);

        for (size_t i = 0; i < G_N_ELEMENTS(cached); i++)
            if (g_str_has_prefix(name, cached[i]))
                g_unlink(path);
    }
    g_dir_close(entries);
}

/* A run that died between two renames left no output/ but its predecessor beside it. */
static void
heal(const SrEdition *edition)
{
    remove_half_files(edition);
    if (!g_file_test(edition->current, G_FILE_TEST_EXISTS))
        (void)g_rename(edition->old, edition->current);
    remove_tree(edition->old);
    remove_tree(edition->fresh);
}

SrEdition *
sr_edition_begin(const char *folder, GError **error)
{
    g_autoptr(SrEdition) edition = g_new0(SrEdition, 1);

    edition->lock = -1;
    edition->folder = g_strdup(folder);
    edition->current = g_build_filename(folder, "output", NULL);
    edition->fresh = g_build_filename(folder, "output.new", NULL);
    edition->old = g_build_filename(folder, "output.old", NULL);
    if (!take_lock(edition, error))
        return NULL;
    heal(edition);
    if (g_file_test(edition->current, G_FILE_TEST_IS_SYMLINK)) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO,
                    _("%s is a link, and a new edition would take its place rather than "
                      "that of the folder it leads to; make it a folder, and copy the "
                      "edition from there"),
                    edition->current);
        return NULL;
    }
    if (g_file_test(edition->current, G_FILE_TEST_EXISTS) &&
        access(edition->current, W_OK | X_OK) != 0) {
        fail(error, edition->current, _("the output folder cannot be written"));
        return NULL;
    }
    if (g_mkdir(edition->fresh, 0777) != 0) {
        fail(error, edition->fresh, _("the output folder cannot be made"));
        return NULL;
    }
    edition->is_begun = true;
    return g_steal_pointer(&edition);
}

void
sr_edition_tidy(const char *folder)
{
    g_autofree char *fresh = g_build_filename(folder, "output.new", NULL);
    g_autofree char *old = g_build_filename(folder, "output.old", NULL);

    if (!g_file_test(fresh, G_FILE_TEST_EXISTS) && !g_file_test(old, G_FILE_TEST_EXISTS))
        return;
    /* To begin heals; to throw away what was begun leaves nothing. */
    g_autoptr(SrEdition) edition = sr_edition_begin(folder, NULL);
}

void
sr_edition_free(SrEdition *edition)
{
    if (edition == NULL)
        return;
    if (edition->is_begun)
        remove_tree(edition->fresh);
    if (edition->lock >= 0)
        close(edition->lock);
    g_free(edition->folder);
    g_free(edition->current);
    g_free(edition->fresh);
    g_free(edition->old);
    g_free(edition);
}

char *
sr_edition_path(const SrEdition *edition, const char *name)
{
    char *path = g_build_filename(edition->fresh, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0777); /* a failure shows when the file is written */
    return path;
}

char *
sr_edition_old_path(const SrEdition *edition, const char *name)
{
    return g_build_filename(edition->current, name, NULL);
}

bool
sr_edition_keep(SrEdition *edition, const char *name)
{
    g_autofree char *from = sr_edition_old_path(edition, name);
    g_autofree char *to = sr_edition_path(edition, name);
    struct stat about;

    if (lstat(from, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    return link(from, to) == 0;
}

bool
sr_edition_write(SrEdition *edition, const char *name, const char *text, gssize n,
                 GError **error)
{
    g_autofree char *path = sr_edition_path(edition, name);
    g_autoptr(GError) cause = NULL;

    if (g_file_set_contents_full(path, text, n, G_FILE_SET_CONTENTS_NONE, 0666, &cause))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, "%s", cause->message);
    return false;
}

static int
sync_entry(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
    (void)about;
    (void)walk;
    if (kind != FTW_F && kind != FTW_DP)
        return 0;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return -1;
    int result = fsync(file);
    close(file);
    return result;
}

/* One step where the file system can; two renames, healed by the next run, where not. */
static bool
swap(const SrEdition *edition)
{
    if (!g_file_test(edition->current, G_FILE_TEST_EXISTS))
        return g_rename(edition->fresh, edition->current) == 0;
    if (renameat2(AT_FDCWD, edition->fresh, AT_FDCWD, edition->current,
                  RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (g_rename(edition->current, edition->old) != 0)
        return false;
    if (g_rename(edition->fresh, edition->current) == 0)
        return true;
    int cause = errno;
    (void)g_rename(edition->old, edition->current);
    errno = cause;
    return false;
}

bool
sr_edition_finish(SrEdition *edition, GError **error)
{
    if (nftw(edition->fresh, sync_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
        return fail(error, edition->fresh, _("the edition cannot be written to disk"));
    if (!swap(edition))
        return fail(error, edition->current, _("the new edition cannot be put in place"));
    edition->is_begun = false;
    remove_tree(edition->fresh);
    remove_tree(edition->old);
    return true;
}
