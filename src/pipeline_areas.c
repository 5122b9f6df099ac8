#include "pipeline_areas.h"

#include "base/progress.h"
#include "shapes/areacopy.h"

#include <glib/gi18n.h>
#include <string.h>

/* What stands behind the stem of files that belong to a boundary file, or behind its
 * name: a Shapefile is several, a GeoPackage may have changes beside it. */
static const char *const of_stem[] = {".shx", ".dbf", ".prj", ".cpg", ".qpj",
                                      ".SHX", ".DBF", ".PRJ", ".CPG", ".QPJ"};
static const char *const of_name[] = {"-wal", "-journal"};

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

static void
add_sum(SrRun *run, GString *all, const char *path)
{
    g_autofree char *sum = sr_store_checksum(run->store, path, NULL);

    g_string_append_printf(all, " %s", sum == NULL ? "-" : sum);
}

/* The checksums of a boundary file, @own, and of all that belongs to it. */
static char *
sum_of_all(SrRun *run, const char *path, const char *own)
{
    g_autoptr(GString) all = g_string_new(own);
    const char *dot = strrchr(path, '.');
    g_autofree char *stem =
        g_strndup(path, dot == NULL ? strlen(path) : (gsize)(dot - path));

    for (size_t i = 0; i < G_N_ELEMENTS(of_stem); i++) {
        g_autofree char *other = g_strconcat(stem, of_stem[i], NULL);

        add_sum(run, all, other);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(of_name); i++) {
        g_autofree char *other = g_strconcat(path, of_name[i], NULL);

        add_sum(run, all, other);
    }
    return g_strdup(all->str);
}

static char *
copy_path(const SrRun *run)
{
    return run->cache == NULL ? NULL : g_build_filename(run->cache, "areas", NULL);
}

/* What the copy of the areas has to be made of, so that it may stand for @source. */
static char *
copy_key(SrRun *run, const SrBoundarySource *source, const char *sum)
{
    bool reads = sr_store_begin_reading(run->store);
    g_autofree char *program = sr_store_checksum(run->store, "/proc/self/exe", NULL);
    g_autofree char *all = sum_of_all(run, source->path, sum);
    SrAreaOrigin origin = {.source = source,
                           .checksum = all,
                           .mending = &run->project->mending,
                           .crs = run->project->crs,
                           .program = program};

    if (reads)
        sr_store_rollback(run->store);
    return sr_area_copy_key(&origin);
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

/* The topology in the plane of the project; @database: PROJ's, owned by the caller. */
static bool
build_topology(SrRun *run, char **database, GError **error)
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
    *database = g_strdup(sr_projection_database(projection));
    tell_datum_shift(run, projection);
    run->topology =
        sr_boundaries_mend(boundaries, &run->project->mending, projection, faults, error);
    sr_faults_tell(faults, boundaries->keys, boundaries->names, run->project->shapes_file,
                   run->findings);
    return run->topology != NULL;
}

/* Reads the file; findings would not be told again from a copy: then none is kept. */
static bool
make_areas(SrRun *run, const SrBoundarySource *source, const char *copy, const char *key,
           GError **error)
{
    int n_findings = sr_findings_n(run->findings);
    g_autofree char *database = NULL;

    run->boundaries = sr_boundaries_read(source, run->findings, error);
    if (run->boundaries == NULL)
        return false;
    if (sr_findings_n_errors(run->findings) > 0)
        return true;
    if (!build_topology(run, &database, error))
        return false;
    if (copy == NULL || sr_findings_n(run->findings) != n_findings)
        return true;
    SrAreaCopy areas = {run->boundaries, run->topology};
    return sr_area_copy_save(&areas, copy, key, database, error);
}

static bool
find_areas(SrRun *run, GError **error)
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
    SrAreaCopy areas;

    if (sum == NULL)
        return false;
    check_checksum(run, sum);
    g_autofree char *copy = copy_path(run);
    g_autofree char *key = copy == NULL ? NULL : copy_key(run, &source, sum);
    if (copy == NULL || !sr_area_copy_load(copy, key, &areas))
        return make_areas(run, &source, copy, key, error);
    run->boundaries = areas.boundaries;
    run->topology = areas.topology;
    return true;
}

/* Areas first: nothing else can be understood without them. */
static void
read_areas(SrRun *run)
{
    g_autoptr(GError) error = NULL;

    sr_progress_begin(_("reading boundaries"), 0);
    if (!find_areas(run, &error))
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
