#include "publish/package.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *type;
    const char *description;
} Field;

/* The contract of docs/ausgabe.md. */
static const Field value_fields[] = {
    {"indicator", "string", "id of the indicator"},
    {"scheme", "string", "region scheme; empty where the level depends on none"},
    {"level", "string",
     "gemeinde, verbandsgemeinde, region, kreis or as the project names them"},
    {"area", "string", "AGS of a Gemeinde, the scheme's code, or the key prefix"},
    {"name", "string", "name of the area"},
    {"period", "string", "YYYY, YYYY-MM-DD or YYYY-YYYY"},
    {"numerator", "number", "what is counted"},
    {"denominator", "number", "what it is divided by"},
    {"value", "number", "the indicator's value"},
    {"lower", "number", "lower 95 % confidence limit"},
    {"upper", "number", "upper 95 % confidence limit"},
    {"benchmark", "number", "value of the highest level in the same period"},
    {"verdict", "string", "higher, lower, similar: the limits against the benchmark"},
    {"rank", "integer", "1 = highest; ties share"},
    {"class", "integer",
     "class on the map, from 1; of the value rounded as it is printed"},
    {"coverage", "number", "share of the parts that had a value"},
    {"status", "string",
     "ok, missing, suppressed, small_denominator, not_applicable, not_yet, uncertain, "
     "incomplete"},
    {"flags", "string", "provisional revised estimated limited rounded synthetic"},
};

static const Field class_fields[] = {
    {"indicator", "string", "id of the indicator"},
    {"scheme", "string", "region scheme; empty where the level depends on none"},
    {"level", "string", "level of the map"},
    {"period", "string", "period of the map"},
    {"method", "string", "how the bounds were placed"},
    {"class", "integer", "from 1"},
    {"lower", "number", "lower bound, included"},
    {"upper", "number", "upper bound, not included but in the last class"},
    {"count", "integer", "areas in the class"},
    {"color", "string", "#rrggbb"},
};

void
sr_package_file_clear(SrPackageFile *file)
{
    g_free(file->path);
    g_free(file->sha256);
}

void
sr_package_map_clear(SrPackageMap *map)
{
    g_free(map->path);
}

static void
add(JsonBuilder *json, const char *name, const char *value)
{
    json_builder_set_member_name(json, name);
    json_builder_add_string_value(json, value);
}

static char *
finish(JsonBuilder *json)
{
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *text = json_to_string(root, TRUE);

    return g_strdup_printf("%s\n", text);
}

static void
add_resource(JsonBuilder *json, const char *name, const char *path, const Field *fields,
             size_t n)
{
    json_builder_begin_object(json);
    add(json, "name", name);
    add(json, "path", path);
    add(json, "profile", "tabular-data-resource");
    add(json, "format", "csv");
    add(json, "mediatype", "text/csv");
    add(json, "encoding", "utf-8");
    json_builder_set_member_name(json, "schema");
    json_builder_begin_object(json);
    json_builder_set_member_name(json, "fields");
    json_builder_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        json_builder_begin_object(json);
        add(json, "name", fields[i].name);
        add(json, "type", fields[i].type);
        add(json, "description", fields[i].description);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
    json_builder_end_object(json);
}

/* The table beside a map: rows of values.csv, so its fields are not told again. */
static void
add_map(JsonBuilder *json, const SrPackageMap *map)
{
    const SrIndicator *indicator = map->result->indicator;
    g_autofree char *name = g_strdup_printf("map-%s-%s-%s", indicator->id,
                                            map->division->level->id, map->period);
    g_autofree char *title = g_strdup_printf("%s · %s · %s", indicator->title,
                                             map->division->level->plural, map->period);

    json_builder_begin_object(json);
    add(json, "name", name);
    add(json, "path", map->path);
    add(json, "title", title);
    add(json, "description", "rows of tables/values.csv, with the same fields");
    add(json, "format", "csv");
    add(json, "mediatype", "text/csv");
    add(json, "encoding", "utf-8");
    json_builder_end_object(json);
}

/* Known licences by their name in the files; others keep their name without a path. */
static const struct {
    const char *name;
    const char *path;
} licence_paths[] = {
    {"dl-de/by-2-0", "https://www.govdata.de/dl-de/by-2-0"},
    {"CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"},
    {"GeoNutzV", "https://www.gesetze-im-internet.de/geonutzv/"},
};

static void
add_licences(JsonBuilder *json, const SrPackageAbout *about, GPtrArray *datasets)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    json_builder_set_member_name(json, "licenses");
    json_builder_begin_array(json);
    for (guint d = 0; d <= datasets->len; d++) {
        const SrDataset *dataset = d == 0 ? NULL : datasets->pdata[d - 1];
        const char *name = dataset == NULL ? about->boundaries_licence : dataset->licence;

        if (*name == '\0' || !g_hash_table_add(seen, (gpointer)name))
            continue;
        json_builder_begin_object(json);
        add(json, "name", name);
        for (size_t i = 0; i < G_N_ELEMENTS(licence_paths); i++)
            if (g_str_equal(licence_paths[i].name, name))
                add(json, "path", licence_paths[i].path);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void
add_sources(JsonBuilder *json, const SrPackageAbout *about, GPtrArray *datasets)
{
    json_builder_set_member_name(json, "sources");
    json_builder_begin_array(json);
    json_builder_begin_object(json);
    add(json, "title", about->boundaries_source);
    json_builder_end_object(json);
    for (guint d = 0; d < datasets->len; d++) {
        const SrDataset *dataset = datasets->pdata[d];
        bool is_told = *dataset->source != '\0';
        g_autofree char *title =
            g_strconcat(dataset->title, is_told ? ": " : NULL, dataset->source, NULL);

        json_builder_begin_object(json);
        add(json, "title", title);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

char *
sr_package_json(const SrPackageAbout *about, GPtrArray *datasets, GArray *maps)
{
    g_autoptr(JsonBuilder) json = json_builder_new();

    json_builder_begin_object(json);
    add(json, "profile", "data-package");
    add(json, "name", "sozialraum");
    add(json, "title", about->title);
    if (about->is_draft)
        add(json, "state", "draft");
    g_autofree char *created = g_strdup_printf("%sT00:00:00Z", about->day);
    add(json, "created", created);
    add_licences(json, about, datasets);
    add_sources(json, about, datasets);
    json_builder_set_member_name(json, "resources");
    json_builder_begin_array(json);
    add_resource(json, "values", "tables/values.csv", value_fields,
                 G_N_ELEMENTS(value_fields));
    add_resource(json, "classes", "tables/classes.csv", class_fields,
                 G_N_ELEMENTS(class_fields));
    for (guint m = 0; m < maps->len; m++)
        add_map(json, &g_array_index(maps, SrPackageMap, m));
    json_builder_end_array(json);
    json_builder_end_object(json);
    return finish(json);
}

static void
add_files(JsonBuilder *json, const char *name, GArray *files)
{
    json_builder_set_member_name(json, name);
    json_builder_begin_array(json);
    for (guint i = 0; i < files->len; i++) {
        const SrPackageFile *file = &g_array_index(files, SrPackageFile, i);

        json_builder_begin_object(json);
        if (file->is_secret) {
            g_autofree char *base = g_path_get_basename(file->path);

            add(json, "path", base);
        } else {
            add(json, "path", file->path);
            json_builder_set_member_name(json, "bytes");
            json_builder_add_int_value(json, file->n_bytes);
            add(json, "sha256", file->sha256);
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void
add_counts(JsonBuilder *json, const SrValues *values)
{
    int counts[SR_N_STATUSES] = {0};

    for (int i = 0; i < sr_values_n(values); i++)
        counts[sr_values_at(values, i)->status]++;
    json_builder_set_member_name(json, "values");
    json_builder_begin_object(json);
    for (int s = 0; s < SR_N_STATUSES; s++) {
        json_builder_set_member_name(json, sr_status_name((SrStatus)s));
        json_builder_add_int_value(json, counts[s]);
    }
    json_builder_end_object(json);
}

static void
add_findings(JsonBuilder *json, SrFindings *findings)
{
    sr_findings_sort(findings);
    json_builder_set_member_name(json, "findings");
    json_builder_begin_array(json);
    for (int i = 0; i < sr_findings_n(findings); i++) {
        const SrFinding *finding = sr_findings_at(findings, i);
        g_autofree char *name = g_path_get_basename(finding->file);

        json_builder_begin_object(json);
        add(json, "severity", sr_severity_name(finding->severity));
        add(json, "file", name);
        json_builder_set_member_name(json, "row");
        json_builder_add_int_value(json, finding->row);
        add(json, "message", finding->message);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

/* Indicators without a map: shown for one area only, or at no level that gets maps. */
static void
add_without_map(JsonBuilder *json, const SrValues *values, GArray *maps)
{
    json_builder_set_member_name(json, "without_map");
    json_builder_begin_array(json);
    for (guint r = 0; r < values->results->len; r++) {
        bool is_drawn = false;

        for (guint m = 0; m < maps->len && !is_drawn; m++)
            is_drawn =
                g_array_index(maps, SrPackageMap, m).result == values->results->pdata[r];
        if (!is_drawn)
            json_builder_add_string_value(
                json, ((const SrResult *)values->results->pdata[r])->indicator->id);
    }
    json_builder_end_array(json);
}

char *
sr_report_json(const SrPackageAbout *about, const SrValues *values, GArray *inputs,
               GArray *outputs, GArray *maps, SrFindings *findings)
{
    g_autoptr(JsonBuilder) json = json_builder_new();

    json_builder_begin_object(json);
    add(json, "title", about->title);
    add(json, "day", about->day);
    add(json, "state", about->is_draft ? "draft" : "final");
    add_counts(json, values);
    add_files(json, "inputs", inputs);
    add_files(json, "outputs", outputs);
    add_without_map(json, values, maps);
    add_findings(json, findings);
    /* An edition that fails its audit never gets this far. */
    add(json, "audit", "passed");
    json_builder_end_object(json);
    return finish(json);
}
