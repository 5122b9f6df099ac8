#include "data/rows_open.h"

#include "data/archive.h"
#include "base/csv.h"
#include "data/decode.h"
#include "data/ods.h"
#include "data/table_layer.h"
#include "data/xlsx.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Files beyond this are no tables of figures. */
#define MOST_BYTES (G_GINT64_CONSTANT(2) << 30)

/* What is opened, and how; borrowed. */
typedef struct {
    const char *path;
    SrTableFormat *format; /* completed by what was found out */
    SrFindings *findings;
} Opening;

static char *
read_bytes(const char *path, gsize *n, SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;
    struct stat info;

    /* A pipe or a device might never end. */
    if (g_stat(path, &info) == 0 &&
        (!S_ISREG(info.st_mode) || info.st_size > MOST_BYTES)) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        S_ISREG(info.st_mode) ? N_("the file is larger than 2 GB")
                                              : N_("this is not a file"));
        return NULL;
    }
    if (!g_file_get_contents(path, &bytes, n, &error)) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file cannot be read: %s"), error->message);
        if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            sr_findings_set_unreadable(findings);
        return NULL;
    }
    if (*n == 0) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file is empty"));
        g_free(bytes);
        return NULL;
    }
    return bytes;
}

/* The delimiter that an .ini names: "tab" or one sign; 0 = to be found out, -1 = wrong.
 */
static int
delimiter_of(const char *name)
{
    if (*name == '\0')
        return 0;
    if (g_ascii_strcasecmp(name, "tab") == 0)
        return '\t';
    return strlen(name) == 1 && strchr(";,|:", *name) != NULL ? *name : -1;
}

static SrRows *
open_text(Opening *opening, char *bytes, gsize n)
{
    SrText decoded;

    if (!sr_decode(opening->path, bytes, n, opening->format->encoding, &decoded,
                   opening->findings))
        return NULL;
    g_autofree char *text = decoded.text;
    g_autofree char *encoding = g_strdup(decoded.encoding);
    int delimiter = delimiter_of(opening->format->delimiter);
    if (delimiter < 0) {
        sr_findings_add(opening->findings, SR_FINDING_ERROR, opening->path, 0, NULL,
                        N_("unknown delimiter '%s'; known are ; , tab and |"),
                        opening->format->delimiter);
        return NULL;
    }
    if (delimiter == 0)
        delimiter = (unsigned char)sr_csv_guess_delimiter(text, decoded.n);
    char *found = g_strdup(encoding); /* may be the one of the format itself */
    g_free(opening->format->encoding);
    opening->format->encoding = found;
    g_free(opening->format->delimiter);
    opening->format->delimiter =
        delimiter == '\t' ? g_strdup("tab") : g_strdup_printf("%c", delimiter);
    return sr_csv_rows_new(opening->path, g_steal_pointer(&text), decoded.n,
                           (char)delimiter, opening->findings);
}

/* The one file of a zip, or the one that is asked for. */
static SrRows *
open_member(Opening *opening, SrArchive *archive)
{
    const char *const *names = sr_archive_names(archive);
    const char *wanted = opening->format->sheet;
    gsize n = 0;

    if (*wanted == '\0' && g_strv_length((char **)names) != 1) {
        g_autofree char *all = g_strjoinv(", ", (char **)names);

        sr_findings_add(opening->findings, SR_FINDING_ERROR, opening->path, 0, NULL,
                        N_("which file of this archive? [format] sheet= is one of %s"),
                        all);
        return NULL;
    }
    g_autofree char *name = g_strdup(*wanted != '\0' ? wanted : names[0]);
    char *bytes = sr_archive_read(archive, name, &n);
    if (bytes == NULL)
        return NULL;
    g_free(opening->format->sheet);
    opening->format->sheet = g_steal_pointer(&name);
    return open_text(opening, bytes, n);
}

static SrRows *
open_archive(Opening *opening)
{
    g_autoptr(SrArchive) archive = sr_archive_open(opening->path, opening->findings);

    if (archive == NULL)
        return NULL;
    if (sr_archive_has(archive, "xl/workbook.xml"))
        return sr_xlsx_rows_new(archive, opening->path, &opening->format->sheet,
                                opening->findings);
    if (sr_archive_has(archive, "content.xml"))
        return sr_ods_rows_new(archive, opening->path, &opening->format->sheet,
                               opening->findings);
    return open_member(opening, archive);
}

static SrRows *
open_layer(Opening *opening)
{
    return sr_layer_rows_new(opening->path, &opening->format->sheet, opening->findings);
}

/*
 * A database is made of whole pages; their size stands in bytes 16 and 17, 1 for 65536.
 * SQLite takes what is missing of the last page for zeros, and its rows for none.
 */
static bool
database_is_whole(const char *bytes, gsize n)
{
    const guint8 *header = (const guint8 *)bytes;
    gsize page = n < 18 ? 0 : (gsize)header[16] << 8 | header[17];

    if (page == 0 || (page & (page - 1)) != 0) /* no database, as its reader will say */
        return true;
    return n % (page == 1 ? 65536 : page) == 0;
}

/* The first bytes tell what a file is; its name only what it is meant to be. */
static const struct {
    const char *bytes;
    bool (*is_whole)(const char *bytes, gsize n); /* NULL: its reader sees it */
    SrRows *(*open)(Opening *opening);
    const char *suffixes; /* of names, blank separated */
} kinds[] = {
    {"PK\x03\x04", NULL, open_archive, ".xlsx .ods .zip .xlsm"},
    {"SQLite format 3", database_is_whole, open_layer, ".gpkg .sqlite .db"},
};

static SrRows *
refuse(Opening *opening, const char *message)
{
    sr_findings_add(opening->findings, SR_FINDING_ERROR, opening->path, 0, NULL, "%s",
                    _(message));
    return NULL;
}

/* A text that bears the name of another kind of file. */
static bool
is_misnamed(const char *path)
{
    g_autofree char *small = g_ascii_strdown(path, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_auto(GStrv) suffixes = g_strsplit(kinds[i].suffixes, " ", -1);

        for (int s = 0; suffixes[s] != NULL; s++)
            if (g_str_has_suffix(small, suffixes[s]))
                return true;
    }
    return false;
}

/* What many systems call .xls: a page of the web, or Excel's XML of 2003. */
static bool
is_markup(const char *bytes)
{
    static const char *const starts[] = {"<html", "<table", "<!doctype", "<?xml",
                                         "<meta"};

    bytes += g_str_has_prefix(bytes, "\xef\xbb\xbf") ? 3 : 0;
    bytes += strspn(bytes, " \t\r\n");
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_ascii_strncasecmp(bytes, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

SrRows *
sr_rows_open(const char *path, SrTableFormat *format, SrFindings *findings)
{
    Opening opening = {path, format, findings};
    gsize n = 0;
    char *bytes = read_bytes(path, &n, findings);

    if (bytes == NULL)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (n >= strlen(kinds[i].bytes) &&
            memcmp(bytes, kinds[i].bytes, strlen(kinds[i].bytes)) == 0) {
            bool is_whole = kinds[i].is_whole == NULL || kinds[i].is_whole(bytes, n);

            g_free(bytes);
            return is_whole ? kinds[i].open(&opening)
                            : refuse(&opening, N_("the file breaks off"));
        }
    if (n >= 4 && memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0) {
        g_free(bytes);
        return refuse(&opening,
                      N_("an old .xls, or a workbook protected by a password: save "
                         "it as .xlsx without one"));
    }
    if (is_markup(bytes)) {
        g_free(bytes);
        return refuse(&opening,
                      N_("a web page or XML under another name: open it in a spreadsheet "
                         "and save it as .xlsx"));
    }
    if (is_misnamed(path)) {
        g_free(bytes);
        return refuse(&opening,
                      N_("not what its name says: a text file or a damaged one; "
                         "call it .csv if it is one"));
    }
    return open_text(&opening, bytes, n);
}
