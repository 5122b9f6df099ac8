#include "project.h"

#include "base/error.h"
#include "base/nearest.h"
#include "publish/maps.h"

#include <glib/gi18n.h>
#include <string.h>

static const SrKey project_keys[] = {
    {"project", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("the title of the edition")},
    {"project", "editor", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("who publishes it")},
    {"project", "language", SR_KEY_CHOICE, .fallback = "de", .allowed = "de;en",
     .doc = N_("the language of print, and of messages unless the environment asks for "
               "another")},
    {"project", "crs", SR_KEY_TEXT, .fallback = "EPSG:25832",
     .doc = N_("the plane everything is computed and drawn in")},
    {"project", "boundaries", SR_KEY_TEXT, .fallback = "gemeinden",
     .doc = N_("which shapes/<name>.ini")},
    {"project", "scheme", SR_KEY_TEXT, .required = true,
     .doc = N_("the default region scheme: shapes/regions/<scheme>.csv")},
    {"levels", "*", SR_KEY_LIST, .required = false,
     .doc = N_("one level, the finest first: 'key' (the Gemeinden), two columns of the "
               "scheme (code;name) or ARS:n (the first n digits)")},
    {"level *", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what one area of the level is called")},
    {"level *", "plural", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what several are called")},
    {"names", "*", SR_KEY_TEXT, .doc = N_("the name of an area made by a key prefix")},
    {"population", "base", SR_KEY_CHOICE,
     .allowed = "melderegister;melderegister-mittel;fortschreibung;"
                "fortschreibung-mittel;zensus",
     .doc = N_("the population all shares are computed with; a dataset of another base "
               "is refused as a denominator, and every page that divides names it")},
    {"population", "variable", SR_KEY_TEXT,
     .doc = N_("the variable of people by sex and age that pyramids are drawn from")},
    {"publish", "levels", SR_KEY_LIST,
     .doc = N_("the levels that get maps; if absent, the finest and the one below the "
               "highest")},
    {"publish", "schemes", SR_KEY_LIST,
     .doc = N_("further schemes in tables and database")},
    {"publish", "styles", SR_KEY_LIST, .fallback = "druck",
     .doc = N_("the styles maps are drawn in: styles/<style>.ini")},
    {"publish", "formats", SR_KEY_LIST, .fallback = "pdf;png",
     .doc = N_("pdf, png, svg; png@2x: a PNG with twice as many pixels a side")},
    {"regions", "indicators", SR_KEY_LIST,
     .doc = N_("indicators by which the command regions compares schemes")},
    {"publish", "atlases", SR_KEY_LIST, .fallback = "gesamt",
     .doc = N_("styles/atlas/<atlas>.ini")},
    {"disclosure", "minimum", SR_KEY_INTEGER, .fallback = "3", .allowed = "2 ..",
     .doc = N_("protected counts from 1 to below it are never shown")},
    {"disclosure", "minimums", SR_KEY_LIST,
     .doc = N_("more for single counts and what is made of them: hilfen_33=5; by custom "
               "5 for verfahren_8a, hilfen_34 and inobhutnahmen_42")},
    {"disclosure", "denominator", SR_KEY_INTEGER, .fallback = "100", .allowed = "1 ..",
     .doc = N_("a rate or share of protected counts needs so many people")},
    {"disclosure", "groups", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("hide a share that says something of all of a group")},
    {"disclosure", "hidden", SR_KEY_INTEGER, .fallback = "40", .allowed = "1 .. 100",
     .doc = N_("check tells of maps with more of their areas hidden, in per cent")},
};
const SrKeyTable sr_project_keys = {"sozialraum.ini", "sozialraum.ini", project_keys,
                                    G_N_ELEMENTS(project_keys)};

static const SrKey boundaries_keys[] = {
    {"boundaries", "file", SR_KEY_TEXT, .required = true,
     .doc = N_(
         "GeoJSON, GeoPackage, FlatGeobuf or Shapefile, beside this file or absolute")},
    {"boundaries", "layer", SR_KEY_TEXT, .doc = N_("the layer, where there are several")},
    {"boundaries", "key", SR_KEY_TEXT, .fallback = "ags",
     .doc = N_("the field with the eight-digit key (AGS)")},
    {"boundaries", "name", SR_KEY_TEXT, .fallback = "name",
     .doc = N_("the field with the name")},
    {"boundaries", "ars", SR_KEY_TEXT,
     .doc = N_("the field with the twelve-digit key (ARS); without it levels ARS:n use "
               "the AGS")},
    {"boundaries", "filter", SR_KEY_TEXT,
     .doc = N_("an OGR SQL condition: GF = 4 AND AGS LIKE '07332%'")},
    {"boundaries", "merge", SR_KEY_BOOL, .fallback = "false",
     .doc =
         N_("several features of one key are its parts; else a key twice is an error")},
    {"boundaries", "crs", SR_KEY_TEXT, .doc = N_("overrides what the file says")},
    {"boundaries", "snap", SR_KEY_NUMBER, .fallback = "1e-9", .allowed = "0 ..",
     .doc = N_("vertices this near become one, in the unit of the file")},
    {"boundaries", "gap", SR_KEY_NUMBER, .fallback = "0", .allowed = "0 ..",
     .doc = N_("a smaller gap between areas is filled, in square metres")},
    {"boundaries", "sliver", SR_KEY_NUMBER, .fallback = "0", .allowed = "0 ..",
     .doc = N_("a narrower gap or overlap is mended, in metres")},
    {"boundaries", "day", SR_KEY_DAY, .required = true, .doc = N_("the Gebietsstand")},
    {"boundaries", "source", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("where the file is from")},
    {"boundaries", "licence", SR_KEY_TEXT, .required = true, .doc = N_("its licence")},
    {"boundaries", "attribution", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("printed with every map")},
    {"boundaries", "checksum", SR_KEY_TEXT,
     .doc = N_("sha256:… of the file; another file is an error")},
};
const SrKeyTable sr_boundaries_keys = {"boundaries", "shapes/<name>.ini", boundaries_keys,
                                       G_N_ELEMENTS(boundaries_keys)};

void
sr_project_free(SrProject *project)
{
    if (project == NULL)
        return;
    char *const texts[] = {project->folder,
                           project->title,
                           project->editor,
                           project->language,
                           project->crs,
                           project->population_base,
                           project->population_variable,
                           project->boundaries_path,
                           project->shapes_file,
                           project->layer,
                           project->key_field,
                           project->name_field,
                           project->ars_field,
                           project->filter,
                           project->source_crs,
                           project->boundaries_day,
                           project->boundaries_source,
                           project->boundaries_licence,
                           project->attribution,
                           project->checksum};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    for (int l = 0; l < project->n_levels; l++)
        sr_level_clear(&project->levels[l]);
    g_free(project->levels);
    if (project->names != NULL)
        g_hash_table_unref(project->names);
    g_strfreev(project->publish.levels);
    g_strfreev(project->region_indicators);
    g_strfreev(project->publish.schemes);
    g_strfreev(project->publish.styles);
    g_strfreev(project->publish.formats);
    g_strfreev(project->publish.atlases);
    sr_rules_free(project->rules);
    g_free(project);
}

static char *
text(const SrKeyfile *file, const char *group, const char *key, const char *language)
{
    return g_strdup(sr_keyfile_translated(file, group, key, language));
}

/* Reads one line of [levels]: "key", "column;column" or "ARS:5". */
static void
read_level(SrLevel *level, const char *id, const SrKeyfile *file, const char *language,
           SrFindings *findings)
{
    g_auto(GStrv) parts = sr_keyfile_list(file, "levels", id);
    g_autofree char *group = g_strdup_printf("level %s", id);
    guint n_parts = g_strv_length(parts);

    level->id = g_strdup(id);
    level->title = text(file, group, "title", language);
    level->plural = text(file, group, "plural", language);
    if (level->title == NULL)
        level->title = g_strdup(id);
    if (level->plural == NULL)
        level->plural = g_strdup(level->title);
    if (n_parts == 1 && g_str_equal(parts[0], "key"))
        level->kind = SR_LEVEL_KEY;
    else if (n_parts == 1 && g_str_has_prefix(parts[0], "ARS:")) {
        level->kind = SR_LEVEL_PREFIX;
        level->n_digits = (int)g_ascii_strtoll(parts[0] + 4, NULL, 10);
        if (level->n_digits < 2 || level->n_digits > 12)
            sr_keyfile_complain(file, findings, "levels", id,
                                N_("'%s' must be ARS:2, ARS:3, ARS:5 or ARS:9"),
                                parts[0]);
    } else if (n_parts == 2) {
        level->kind = SR_LEVEL_COLUMN;
        level->code_column = g_strdup(parts[0]);
        level->name_column = g_strdup(parts[1]);
    } else
        sr_keyfile_complain(file, findings, "levels", id,
                            N_("a level is 'key', 'code column;name column' or 'ARS:n'"));
}

static void
read_levels(SrProject *project, const SrKeyfile *file, const char *language,
            SrFindings *findings)
{
    g_auto(GStrv) ids = sr_keyfile_keys(file, "levels");
    g_auto(GStrv) described = sr_keyfile_names(file, "level");

    project->n_levels = (int)g_strv_length(ids);
    project->levels = g_new0(SrLevel, project->n_levels);
    for (int l = 0; l < project->n_levels; l++)
        read_level(&project->levels[l], ids[l], file, language, findings);
    if (project->n_levels == 0 || project->levels[0].kind != SR_LEVEL_KEY)
        sr_findings_add(findings, SR_FINDING_ERROR, sr_keyfile_path(file),
                        sr_keyfile_line(file, "levels", NULL), "levels",
                        N_("the first level must be made by 'key': the Gemeinden"));
    for (int i = 0; described[i] != NULL; i++)
        if (!g_strv_contains((const char *const *)ids, described[i])) {
            g_autofree char *group = g_strdup_printf("level %s", described[i]);

            sr_findings_add(
                findings, SR_FINDING_ERROR, sr_keyfile_path(file),
                sr_keyfile_line(file, group, NULL), NULL,
                N_("[level %s] describes a level that [levels] does not name"),
                described[i]);
        }
}

/* What stands twice would be made twice, at the same time and under the same name. */
static void
check_doubles(const SrKeyfile *file, const char *key, SrFindings *findings)
{
    g_auto(GStrv) list = sr_keyfile_list(file, "publish", key);

    for (int i = 1; i < (int)g_strv_length(list); i++)
        for (int before = 0; before < i; before++)
            if (g_str_equal(list[i], list[before])) {
                sr_keyfile_complain(file, findings, "publish", key,
                                    N_("'%s' stands twice"), list[i]);
                break;
            }
}

/* The database has a table of each level, beside these of its own. */
static void
check_level_names(const SrProject *project, const SrKeyfile *file, SrFindings *findings)
{
    static const char *const taken[] = {"area", "member", "value", NULL};

    for (int l = 0; l < project->n_levels; l++)
        if (g_strv_contains(taken, project->levels[l].id))
            sr_keyfile_complain(file, findings, "levels", project->levels[l].id,
                                N_("a level cannot be called '%s': a table of the "
                                   "database is"),
                                project->levels[l].id);
}

static void
check_levels(const SrProject *project, const SrKeyfile *file, SrFindings *findings)
{
    g_autofree const char **ids = sr_project_level_ids(project);

    for (int i = 0; project->publish.levels[i] != NULL; i++)
        if (sr_project_level(project, project->publish.levels[i]) < 0) {
            g_autofree char *near = sr_nearest_list(project->publish.levels[i], ids,
                                                    project->n_levels, project->n_levels);
            sr_keyfile_complain(file, findings, "publish", "levels",
                                N_("no level '%s'; there are %s"),
                                project->publish.levels[i], near);
        }
}

static void
check_formats(const SrProject *project, const SrKeyfile *file, SrFindings *findings)
{
    for (int i = 0; project->publish.formats[i] != NULL; i++)
        if (!g_strv_contains(sr_map_formats, project->publish.formats[i]))
            sr_keyfile_complain(file, findings, "publish", "formats",
                                N_("'%s' is not one of pdf, png, png@2x, svg"),
                                project->publish.formats[i]);
}

/* The finest level and the one below the highest: gemeinde, region. */
static char **
usual_levels(const SrProject *project)
{
    char **levels = g_new0(char *, 3);

    if (project->n_levels > 0)
        levels[0] = g_strdup(project->levels[0].id);
    if (project->n_levels > 2)
        levels[1] = g_strdup(project->levels[project->n_levels - 2].id);
    return levels;
}

/* The default scheme first, each once. */
static char **
schemes_of(const SrKeyfile *file)
{
    g_auto(GStrv) more = sr_keyfile_list(file, "publish", "schemes");
    const char *first = sr_keyfile_text(file, "project", "scheme");
    GPtrArray *all = g_ptr_array_new();

    if (first != NULL)
        g_ptr_array_add(all, g_strdup(first));
    for (int i = 0; more[i] != NULL; i++)
        if (!g_ptr_array_find_with_equal_func(all, more[i], g_str_equal, NULL))
            g_ptr_array_add(all, g_strdup(more[i]));
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(all, FALSE);
}

static char *
absolute(const char *folder, const char *file)
{
    return g_path_is_absolute(file) ? g_strdup(file)
                                    : g_build_filename(folder, file, NULL);
}

static bool
read_boundaries(SrProject *project, const char *name, const char *language,
                SrFindings *findings, GError **error)
{
    g_autofree char *shapes = g_build_filename(project->folder, "shapes", NULL);
    static const char *const g = "boundaries";

    project->boundaries_path = g_strdup_printf("%s/%s.ini", shapes, name);
    g_autoptr(SrKeyfile) file =
        sr_keyfile_read(project->boundaries_path, &sr_boundaries_keys, findings, error);
    if (file == NULL)
        return false;
    const char *path = sr_keyfile_text(file, g, "file");
    project->shapes_file = path == NULL ? NULL : absolute(shapes, path);
    project->layer = text(file, g, "layer", NULL);
    project->key_field = text(file, g, "key", NULL);
    project->name_field = text(file, g, "name", NULL);
    project->ars_field = text(file, g, "ars", NULL);
    project->filter = text(file, g, "filter", NULL);
    project->source_crs = text(file, g, "crs", NULL);
    project->merge = sr_keyfile_bool(file, g, "merge");
    project->mending.snap = sr_keyfile_number(file, g, "snap");
    project->mending.gap_m2 = sr_keyfile_number(file, g, "gap");
    project->mending.sliver_m = sr_keyfile_number(file, g, "sliver");
    project->boundaries_day = text(file, g, "day", NULL);
    project->boundaries_source = text(file, g, "source", language);
    project->boundaries_licence = text(file, g, "licence", NULL);
    project->attribution = text(file, g, "attribution", language);
    project->checksum = text(file, g, "checksum", NULL);
    if (project->shapes_file != NULL &&
        !g_file_test(project->shapes_file, G_FILE_TEST_EXISTS))
        sr_keyfile_complain(file, findings, g, "file", N_("there is no file %s"),
                            project->shapes_file);
    return true;
}

SrProject *
sr_project_read(const char *folder, const char *language, SrFindings *findings,
                GError **error)
{
    g_autoptr(SrProject) project = g_new0(SrProject, 1);
    int n_errors = sr_findings_n_errors(findings);

    project->folder = g_canonicalize_filename(folder, NULL);
    g_autofree char *path = g_build_filename(project->folder, "sozialraum.ini", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s is no project folder: it has no sozialraum.ini (use -C DIR)"),
                    project->folder);
        return NULL;
    }
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_project_keys, findings, error);
    if (file == NULL)
        return NULL;
    project->language = text(file, "project", "language", NULL);
    if (language == NULL)
        language = project->language;
    project->title = text(file, "project", "title", language);
    project->editor = text(file, "project", "editor", language);
    project->crs = text(file, "project", "crs", NULL);
    project->population_base = text(file, "population", "base", NULL);
    project->population_variable = text(file, "population", "variable", NULL);
    project->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) codes = sr_keyfile_keys(file, "names");
    for (int i = 0; codes[i] != NULL; i++)
        g_hash_table_insert(project->names, g_strdup(codes[i]),
                            text(file, "names", codes[i], language));
    read_levels(project, file, language, findings);
    project->publish.levels = sr_keyfile_has(file, "publish", "levels")
                                  ? sr_keyfile_list(file, "publish", "levels")
                                  : usual_levels(project);
    project->publish.schemes = schemes_of(file);
    project->publish.styles = sr_keyfile_list(file, "publish", "styles");
    project->publish.formats = sr_keyfile_list(file, "publish", "formats");
    project->publish.atlases = sr_keyfile_list(file, "publish", "atlases");
    project->region_indicators = sr_keyfile_list(file, "regions", "indicators");
    check_level_names(project, file, findings);
    project->rules = sr_rules_read(file, findings);
    check_levels(project, file, findings);
    check_formats(project, file, findings);
    static const char *const lists[] = {"levels", "styles", "formats", "atlases"};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        check_doubles(file, lists[i], findings);
    if (!read_boundaries(project, sr_keyfile_text(file, "project", "boundaries"),
                         language, findings, error))
        return NULL;
    return sr_findings_n_errors(findings) > n_errors ? NULL : g_steal_pointer(&project);
}

int
sr_project_level(const SrProject *project, const char *id)
{
    for (int l = 0; l < project->n_levels; l++)
        if (g_str_equal(project->levels[l].id, id))
            return l;
    return -1;
}

const char **
sr_project_level_ids(const SrProject *project)
{
    const char **ids = g_new0(const char *, project->n_levels + 1);

    for (int l = 0; l < project->n_levels; l++)
        ids[l] = project->levels[l].id;
    return ids;
}
