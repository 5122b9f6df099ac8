#include "pipeline_areas.h"

#include "base/progress.h"
#include "shapes/cache.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* Bytes; a smaller boundary file is read as fast as a copy of it. */
#define LARGE_FILE 4000000

/* Another file than the settings were written for is no accident to pass over. */
static void
check_checksum(SrRun *run, const char *sum)
{
    const SrProject *project = run->project;

    if (project->checksum == NULL || !g_str_has_prefix(project->checksum, "sha256:") ||
        g_str_equal(project->checksum + strlen("sha256:"), sum))
        return;
    sr_findings_add(
        run->findings, SR_FINDING_ERROR, project->boundaries_path, 0, "checksum",
        N_("%s has the checksum sha256:%s; if the file was changed on purpose, "
           "put that here"),
        project->shapes_file, sum);
}

/*
 * Where the fast copy of a boundary file is kept: of GeoJSON, which is slow to read and a
 * single file; NULL for others, small ones, and where nothing is kept.
 */
static char *
copy_path(const SrRun *run, const SrBoundarySource *source, const char *sum)
{
    GStatBuf status;

    if (run->cache == NULL || g_stat(source->path, &status) != 0 ||
        status.st_size < LARGE_FILE || !g_str_has_suffix(source->path, "json"))
        return NULL;
    g_autofree char *name = sr_boundaries_copy_name(source, sum);
    return g_build_filename(run->cache, name, NULL);
}

static bool
read_boundaries(SrRun *run, GError **error)
{
    const SrProject *project = run->project;
    const char *const fields[] = {project->ars_field, NULL};
    SrBoundarySource source = {.path = project->shapes_file,
                               .layer = project->layer,
                               .key_field = project->key_field,
                               .name_field = project->name_field,
                               .extra_fields = fields,
                               .filter = project->filter,
                               .crs = project->source_crs,
                               .merge = project->merge};
    g_autofree char *sum = sr_store_checksum(run->store, source.path, error);

    if (sum == NULL)
        return false;
    check_checksum(run, sum);
    g_autofree char *copy = copy_path(run, &source, sum);
    run->boundaries = copy == NULL ? NULL : sr_boundaries_load(copy);
    if (run->boundaries != NULL)
        return true;
    int n_findings = sr_findings_n(run->findings);
    run->boundaries = sr_boundaries_read(&source, run->findings, error);
    /* Findings would not be told again from the copy: then there is none. */
    if (run->boundaries == NULL || copy == NULL ||
        sr_findings_n(run->findings) != n_findings)
        return run->boundaries != NULL;
    return sr_boundaries_save(run->boundaries, copy, error);
}

/* A shift between datums is told, and that a better one was missed. */
static void
tell_datum_shift(SrRun *run, const SrProjection *projection)
{
    const char *missing = sr_projection_missing(projection);
    const char *path = run->project->boundaries_path;
    double accuracy_m = sr_projection_accuracy_m(projection);

    if (missing != NULL)
        sr_findings_add(
            run->findings, SR_FINDING_WARNING, path, 0, NULL,
            N_("the datum shift '%s' is accurate to %.1f m; better would be %s"),
            sr_projection_name(projection), accuracy_m, missing);
    else if (accuracy_m > 0)
        sr_findings_add(run->findings, SR_FINDING_NOTE, path, 0, NULL,
                        N_("the datum shift '%s' is accurate to %.1f m"),
                        sr_projection_name(projection), accuracy_m);
}

/* Names stand in tables, on pages and in messages: none may steer a terminal. */
static void
check_names(SrRun *run)
{
    const SrBoundaries *boundaries = run->boundaries;

    for (int i = 0; i < boundaries->n_areas; i++) {
        g_autofree char *harmless = sr_text_harmless(boundaries->names[i]);

        if (!g_str_equal(harmless, boundaries->names[i]))
            sr_findings_add(run->findings, SR_FINDING_ERROR, run->project->shapes_file, 0,
                            boundaries->keys[i], N_("'%s' has control characters"),
                            boundaries->names[i]);
    }
}

static bool
build_topology(SrRun *run, GError **error)
{
    const SrBoundaries *boundaries = run->boundaries;
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    SrBox box = SR_BOX_EMPTY;

    check_names(run);
    for (int i = 0; i < boundaries->n_points; i++)
        box = sr_box_add(box, boundaries->points[i]);
    g_autoptr(SrProjection) projection =
        sr_projection_new(boundaries->crs, run->project->crs, &box, error);
    if (projection == NULL)
        return false;
    tell_datum_shift(run, projection);
    run->topology =
        sr_boundaries_mend(boundaries, &run->project->mending, projection, faults, error);
    sr_faults_tell(faults, boundaries->keys, boundaries->names, run->project->shapes_file,
                   run->findings);
    return run->topology != NULL;
}

/* Areas first: nothing else can be understood without them. */
static void
read_areas(SrRun *run)
{
    g_autoptr(GError) error = NULL;

    sr_progress_begin(_("reading boundaries"), 0);
    if (!read_boundaries(run, &error) ||
        (sr_findings_n_errors(run->findings) == 0 && !build_topology(run, &error)))
        sr_findings_take(run->findings, run->project->shapes_file,
                         g_steal_pointer(&error));
    sr_progress_end();
}

static void
read_schemes(SrRun *run, const char *const *wanted)
{
    const SrBoundaries *boundaries = run->boundaries;
    const SrProject *project = run->project;
    g_autofree const char **ars = g_new0(const char *, boundaries->n_areas + 1);
    char **published = project->publish.schemes;
    SrGemeinden gemeinden = {.n = boundaries->n_areas,
                             .keys = (const char *const *)boundaries->keys,
                             .names = (const char *const *)boundaries->names,
                             .ars = project->ars_field == NULL ? NULL : ars};
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    for (int g = 0; g < boundaries->n_areas && gemeinden.ars != NULL; g++)
        ars[g] = sr_boundaries_field(boundaries, g, 0);
    for (int i = 0; published[i] != NULL; i++)
        g_ptr_array_add(ids, published[i]);
    for (int i = 0; wanted != NULL && wanted[i] != NULL; i++)
        if (!g_ptr_array_find_with_equal_func(ids, wanted[i], g_str_equal, NULL))
            g_ptr_array_add(ids, (gpointer)wanted[i]);
    run->schemes = g_new0(SrScheme *, ids->len);
    for (guint i = 0; i < ids->len; i++) {
        SrScheme *scheme = sr_scheme_read(project->folder, ids->pdata[i], project->levels,
                                          project->n_levels, &gemeinden, project->names,
                                          project->language, run->findings);

        if (scheme != NULL)
            run->schemes[run->n_schemes++] = scheme;
    }
}

void
sr_run_read_areas(SrRun *run, const char *const *schemes)
{
    read_areas(run);
    if (run->boundaries != NULL && sr_findings_n_errors(run->findings) == 0)
        read_schemes(run, schemes);
}
