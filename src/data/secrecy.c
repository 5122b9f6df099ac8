#include "data/secrecy.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* Whether git, asked in the file's own folder, has it among its files. */
static bool
is_tracked(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    const char *const words[] = {"git", "-C", folder, "ls-files", "--error-unmatch",
                                 "--",  name, NULL};
    int status = 0;

    return g_spawn_sync(NULL, (char **)words, NULL,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                            G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL, NULL, NULL, NULL, &status, NULL) &&
           g_spawn_check_wait_status(status, NULL);
}

static void
check_secret_file(const char *path, SrFindings *findings)
{
    struct stat info;

    if (g_stat(path, &info) != 0)
        return; /* reading it will say so */
    if ((info.st_mode & 077) != 0)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("protected data that group or others may read: put the file "
                           "into a folder of your own and give it to you alone "
                           "(chmod 600), file= may be a full path"));
    if (is_tracked(path))
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("protected data under version control: move the file out of "
                           "the project (file= may be a full path), take it out of git "
                           "(git rm --cached) and have the history cleaned"));
}

void
sr_dataset_check_secrecy(const SrDataset *dataset, SrFindings *findings)
{
    if (!sr_dataset_is_secret(dataset))
        return;
    check_secret_file(dataset->file, findings);
    for (guint i = 0; i < dataset->sheets->len; i++) {
        const SrSheet *sheet = dataset->sheets->pdata[i];

        if (!g_str_equal(sheet->file, dataset->file))
            check_secret_file(sheet->file, findings);
    }
}
