#include "data/archive.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zip.h>

#define MOST_FILES 10000
#define MOST_BYTES (G_GUINT64_CONSTANT(1) << 30)

struct SrArchive {
    char *path;
    zip_t *zip;
    GPtrArray *names;     /* of char *, NULL-terminated */
    SrFindings *findings; /* borrowed */
};

static bool
is_safe(const char *name)
{
    return *name != '/' && strchr(name, '\\') == NULL && !g_str_has_prefix(name, "../") &&
           strstr(name, "/../") == NULL && !g_str_has_suffix(name, "/..");
}

static bool
read_names(SrArchive *archive)
{
    zip_int64_t n = zip_get_num_entries(archive->zip, 0);

    if (n > MOST_FILES) {
        sr_findings_add(archive->findings, SR_FINDING_ERROR, archive->path, 0, NULL,
                        N_("more than %d files in one archive"), MOST_FILES);
        return false;
    }
    for (zip_uint64_t i = 0; i < (zip_uint64_t)n; i++) {
        const char *name = zip_get_name(archive->zip, i, 0);

        if (name == NULL || !is_safe(name)) {
            sr_findings_add(archive->findings, SR_FINDING_ERROR, archive->path, 0, name,
                            N_("a name in this archive leads out of it"));
            return false;
        }
        if (!g_str_has_suffix(name, "/") && !g_str_has_prefix(name, "__MACOSX/"))
            g_ptr_array_add(archive->names, g_strdup(name));
    }
    g_ptr_array_add(archive->names, NULL);
    return true;
}

SrArchive *
sr_archive_open(const char *path, SrFindings *findings)
{
    g_autoptr(SrArchive) archive = g_new0(SrArchive, 1);
    int code = 0;

    archive->path = g_strdup(path);
    archive->findings = findings;
    archive->names = g_ptr_array_new_with_free_func(g_free);
    archive->zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (archive->zip == NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the archive is damaged"));
        return NULL;
    }
    return read_names(archive) ? g_steal_pointer(&archive) : NULL;
}

void
sr_archive_free(SrArchive *archive)
{
    if (archive == NULL)
        return;
    if (archive->zip != NULL)
        zip_discard(archive->zip);
    g_ptr_array_unref(archive->names);
    g_free(archive->path);
    g_free(archive);
}

const char *const *
sr_archive_names(const SrArchive *archive)
{
    return (const char *const *)archive->names->pdata;
}

bool
sr_archive_has(const SrArchive *archive, const char *name)
{
    return g_strv_contains(sr_archive_names(archive), name);
}

void
sr_archive_complain(SrArchive *archive, const char *name)
{
    sr_findings_add(archive->findings, SR_FINDING_ERROR, archive->path, 0, name,
                    N_("this part of the file is damaged"));
}

/* Opens a file of the archive; sets @n to its size. */
static zip_file_t *
open_file(SrArchive *archive, const char *name, gsize *n)
{
    zip_stat_t info;

    if (zip_stat(archive->zip, name, 0, &info) != 0) {
        sr_findings_add(archive->findings, SR_FINDING_ERROR, archive->path, 0, name,
                        N_("there is no such file in this archive"));
        return NULL;
    }
    if (info.encryption_method != ZIP_EM_NONE) {
        sr_findings_add(archive->findings, SR_FINDING_ERROR, archive->path, 0, name,
                        N_("protected by a password: save it without one"));
        return NULL;
    }
    if (info.size > MOST_BYTES) {
        sr_findings_add(archive->findings, SR_FINDING_ERROR, archive->path, 0, name,
                        N_("larger than 1 GB when unpacked"));
        return NULL;
    }
    zip_file_t *file = zip_fopen(archive->zip, name, 0);
    if (file == NULL)
        sr_archive_complain(archive, name);
    *n = info.size;
    return file;
}

char *
sr_archive_read(SrArchive *archive, const char *name, gsize *n)
{
    zip_file_t *file = open_file(archive, name, n);

    if (file == NULL)
        return NULL;
    char *bytes = g_malloc(*n + 1);
    zip_int64_t n_read = zip_fread(file, bytes, *n);
    zip_fclose(file);
    if (n_read < 0 || (gsize)n_read != *n) {
        sr_archive_complain(archive, name);
        g_free(bytes);
        return NULL;
    }
    bytes[*n] = '\0';
    return bytes;
}

static int
read_some(void *file, char *buffer, int n)
{
    return (int)zip_fread(file, buffer, (zip_uint64_t)n);
}

static int
close_file(void *file)
{
    return zip_fclose(file);
}

/* Damage is told by the result; libxml2 itself must not write to stderr. */
static void
stay_silent(void *data, const char *message, xmlParserSeverities severity,
            xmlTextReaderLocatorPtr locator)
{
    (void)data;
    (void)message;
    (void)severity;
    (void)locator;
}

xmlTextReader *
sr_archive_xml(SrArchive *archive, const char *name)
{
    gsize n;
    zip_file_t *file = open_file(archive, name, &n);

    if (file == NULL)
        return NULL;
    xmlTextReader *reader =
        xmlReaderForIO(read_some, close_file, file, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (reader == NULL)
        sr_archive_complain(archive, name);
    else
        xmlTextReaderSetErrorHandler(reader, stay_silent, NULL);
    return reader;
}

char *
sr_xml_attribute(xmlTextReader *reader, const char *name)
{
    xmlChar *value = xmlTextReaderGetAttribute(reader, BAD_CAST name);
    char *text = value == NULL ? NULL : g_strdup((const char *)value);

    xmlFree(value);
    return text;
}

bool
sr_xml_is(xmlTextReader *reader, const char *name)
{
    return xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
           xmlStrEqual(xmlTextReaderConstLocalName(reader), BAD_CAST name);
}

static bool
is_well_formed(SrArchive *archive, const char *name)
{
    xmlTextReader *reader = sr_archive_xml(archive, name);
    int more = 1;

    if (reader == NULL)
        return false;
    while (more == 1)
        more = xmlTextReaderRead(reader);
    xmlFreeTextReader(reader);
    return more == 0;
}

bool
sr_archive_is_sound(SrArchive *archive)
{
    const char *const *names = sr_archive_names(archive);
    bool is_sound = true;

    for (int i = 0; names[i] != NULL && is_sound; i++) {
        gsize n = 0;
        bool is_xml =
            g_str_has_suffix(names[i], ".xml") || g_str_has_suffix(names[i], ".rels");
        g_autofree char *bytes = is_xml ? NULL : sr_archive_read(archive, names[i], &n);

        is_sound = is_xml ? is_well_formed(archive, names[i]) : bytes != NULL;
    }
    return is_sound;
}
