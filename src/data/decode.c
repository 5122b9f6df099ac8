#include "data/decode.h"

#include <glib/gi18n.h>
#include <string.h>

/* The names an .ini may use, and how iconv calls them. */
static const struct {
    const char *name;
    const char *iconv;
} encodings[] = {
    {"UTF-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"windows-1252", "CP1252"},
    {"cp1252", "CP1252"},
    {"ISO-8859-15", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"},
    {"ISO-8859-1", "CP1252"},
    {"latin1", "CP1252"},
    {"UTF-16", "UTF-16"},
};

/* ISO-8859-1 is read as windows-1252, as browsers do: it only adds signs. */
static const char *
iconv_name(const char *encoding)
{
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++)
        if (g_ascii_strcasecmp(encodings[i].name, encoding) == 0)
            return encodings[i].iconv;
    return NULL;
}

static int
line_of(const char *bytes, const char *at)
{
    int line = 1;

    for (const char *p = memchr(bytes, '\n', (gsize)(at - bytes)); p != NULL;
         p = memchr(p + 1, '\n', (gsize)(at - p - 1)))
        line++;
    return line;
}

/* The first UTF-8 sequence of two to four bytes, or NULL. */
static const char *
first_sequence(const char *bytes, gsize n)
{
    const char *end = bytes + n;

    for (const char *p = bytes; p < end; p++) {
        if ((guchar)*p < 0xc2)
            continue;
        gunichar character = g_utf8_get_char_validated(p, (gssize)MIN(4, end - p));

        if (character != (gunichar)-1 && character != (gunichar)-2)
            return p;
    }
    return NULL;
}

/*
 * A byte sequence such as C3 A4 is an umlaut in UTF-8 and an unlikely pair ("Ã¤") in the
 * one-byte encodings: a file that has both such pairs and lone bytes was glued together.
 */
static bool
is_mixed(const char *path, const char *bytes, gsize n, const char *bad,
         SrFindings *findings)
{
    const char *sequence = first_sequence(bytes, n);

    if (sequence == NULL)
        return false;
    sr_findings_add(findings, SR_FINDING_ERROR, path, line_of(bytes, bad), NULL,
                    N_("mixed encodings: UTF-8 in line %d, another one here; save the "
                       "file anew as UTF-8"),
                    line_of(bytes, sequence));
    return true;
}

/* Bytes 80 to 9F are letters and signs in windows-1252 only. */
static const char *
guess_single(const char *bytes, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if ((guchar)bytes[i] >= 0x80 && (guchar)bytes[i] <= 0x9f)
            return "windows-1252";
    /* A4 is the euro in ISO-8859-15, and a sign nobody uses in windows-1252. */
    return memchr(bytes, 0xa4, n) != NULL ? "ISO-8859-15" : "windows-1252";
}

/* Converts from an encoding of iconv; takes @bytes. */
static char *
convert(const char *path, char *bytes, gsize n, const char *encoding, gsize *n_text,
        SrFindings *findings)
{
    gsize n_read = 0;
    g_autoptr(GError) error = NULL;
    char *text = g_convert(bytes, (gssize)n, "UTF-8", iconv_name(encoding), &n_read,
                           n_text, &error);

    if (text == NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, path, line_of(bytes, bytes + n_read),
                        NULL, N_("this is not %s: byte %02X means nothing in it"),
                        encoding, (guchar)bytes[MIN(n_read, n - 1)]);
    g_free(bytes);
    return text;
}

/* Takes @bytes if it gives NULL. */
static char *
check_nul(const char *path, char *text, gsize n, SrFindings *findings)
{
    const char *nul = memchr(text, '\0', n);

    if (nul == NULL)
        return text;
    sr_findings_add(findings, SR_FINDING_ERROR, path, line_of(text, nul), NULL,
                    N_("a NUL byte: this is no text file, or a damaged one"));
    g_free(text);
    return NULL;
}

/* The encoding to be used, or NULL after a finding. */
static const char *
choose(const char *path, const char *bytes, gsize n, const char *encoding,
       SrFindings *findings)
{
    const char *bad = NULL;
    bool is_utf8 = g_utf8_validate_len(bytes, n, &bad);
    bool is_declared_utf8 = encoding != NULL && *encoding != '\0' &&
                            g_strcmp0(iconv_name(encoding), "UTF-8") == 0;

    if (encoding != NULL && *encoding != '\0' && iconv_name(encoding) == NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("unknown encoding '%s'; known are UTF-8, windows-1252, "
                           "ISO-8859-15, UTF-16"),
                        encoding);
        return NULL;
    }
    if (is_utf8 && !is_declared_utf8 && encoding != NULL && *encoding != '\0') {
        const char *sequence = first_sequence(bytes, n);

        if (sequence == NULL)
            return "UTF-8"; /* plain ASCII is the same in all of them */
        sr_findings_add(findings, SR_FINDING_ERROR, path, line_of(bytes, sequence), NULL,
                        N_("wrong encoding: this file is UTF-8, its .ini says %s"),
                        encoding);
        return NULL;
    }
    if (is_utf8)
        return "UTF-8";
    if (memchr(bytes, '\0', n) == NULL && is_mixed(path, bytes, n, bad, findings))
        return NULL;
    if (is_declared_utf8) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, line_of(bytes, bad), NULL,
                        N_("wrong encoding: this file is not UTF-8, rather %s"),
                        guess_single(bytes, n));
        return NULL;
    }
    return encoding != NULL && *encoding != '\0' ? encoding : guess_single(bytes, n);
}

/* U+FEFF, U+200B, U+2060. */
static const char *const invisible[] = {"\xef\xbb\xbf", "\xe2\x80\x8b", "\xe2\x81\xa0"};

static bool
is_invisible(const char *at)
{
    for (size_t i = 0; i < G_N_ELEMENTS(invisible); i++)
        if (strncmp(at, invisible[i], 3) == 0)
            return true;
    return false;
}

gsize
sr_text_drop_invisible(char *text, gsize n, const char **first)
{
    char *to = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(invisible); i++) {
        char *found = memmem(text, n, invisible[i], 3);

        if (found != NULL && (to == NULL || found < to))
            to = found;
    }
    *first = to;
    if (to == NULL)
        return n;
    for (const char *from = to; from < text + n;)
        if (is_invisible(from))
            from += 3;
        else
            *to++ = *from++;
    *to = '\0';
    return (gsize)(to - text);
}

/* Marks in the middle tell of files put together; blanks without width, of web pages. */
static void
drop_invisible(const char *path, SrText *text, SrFindings *findings)
{
    const char *first;

    text->n = sr_text_drop_invisible(text->text, text->n, &first);
    if (first != NULL)
        sr_findings_add(findings, SR_FINDING_NOTE, path, line_of(text->text, first), NULL,
                        N_("signs without width (a byte order mark within the file, a "
                           "cell copied from a web page) are left out"));
}

bool
sr_decode(const char *path, char *bytes, gsize n, const char *encoding, SrText *text,
          SrFindings *findings)
{
    static const char utf8_mark[] = "\xef\xbb\xbf";

    *text = (SrText){NULL, n, "UTF-8"};
    if (n >= 2 &&
        (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
        text->encoding = "UTF-16";
        text->text = convert(path, bytes, n, "UTF-16", &text->n, findings);
        if (text->text != NULL)
            text->text = check_nul(path, text->text, text->n, findings);
        if (text->text == NULL)
            return false;
        drop_invisible(path, text, findings);
        return true;
    }
    if (n >= 3 && memcmp(bytes, utf8_mark, 3) == 0) {
        memmove(bytes, bytes + 3, n - 3 + 1);
        n -= 3;
        text->n = n;
    }
    bytes = check_nul(path, bytes, n, findings);
    if (bytes == NULL)
        return false;
    text->encoding = choose(path, bytes, n, encoding, findings);
    if (text->encoding == NULL) {
        g_free(bytes);
        return false;
    }
    text->text = g_str_equal(text->encoding, "UTF-8")
                     ? bytes
                     : convert(path, bytes, n, text->encoding, &text->n, findings);
    if (text->text == NULL)
        return false;
    if (g_str_equal(text->encoding, "UTF-8"))
        drop_invisible(path, text, findings);
    return true;
}
