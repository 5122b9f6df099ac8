#include "base/keyfile_private.h"

#include "base/error.h"
#include "base/file.h"
#include "base/nearest.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A thousand times what any has. */
#define MOST_BYTES (4 * SR_MEGABYTE)

/* Far more than fits beside a map. A line of text is broken in a time that grows with
 * the square of its length: 100 000 letters took 15 seconds. */
#define MOST_TITLE_LETTERS 300
#define MOST_TEXT_LETTERS 5000

static void
entry_free(gpointer data)
{
    SrKeyEntry *entry = data;

    g_free(entry->group);
    g_free(entry->key);
    g_free(entry->language);
    g_free(entry->value);
    g_free(entry);
}

void
sr_keyfile_free(SrKeyfile *file)
{
    if (file == NULL)
        return;
    g_free(file->path);
    g_ptr_array_unref(file->groups);
    g_array_unref(file->group_line);
    g_hash_table_unref(file->found);
    g_hash_table_unref(file->refused);
    g_hash_table_unref(file->empty);
    g_ptr_array_unref(file->entries);
    g_free(file);
}

const char *
sr_keyfile_path(const SrKeyfile *file)
{
    return file->path;
}

/* As many keys that may be absent are named where one is unknown. */
#define MOST_KEYS_TOLD 8

/* Whether @word is what @pattern of a table stands for: itself, "*", or "variable *". */
static bool
fits(const char *pattern, const char *word)
{
    size_t n = strlen(pattern);

    if (n == 0 || pattern[n - 1] != '*')
        return g_str_equal(pattern, word);
    return strncmp(pattern, word, n - 1) == 0 && word[n - 1] != '\0';
}

const SrKey *
sr_key_find(const SrKeyTable *table, const char *group, const char *key)
{
    for (int i = 0; i < table->n_keys; i++)
        if (fits(table->keys[i].group, group) && fits(table->keys[i].key, key))
            return &table->keys[i];
    return NULL;
}

static bool
knows_group(const SrKeyTable *table, const char *group)
{
    for (int i = 0; i < table->n_keys; i++)
        if (fits(table->keys[i].group, group))
            return true;
    return false;
}

const SrKeyEntry *
sr_keyfile_entry(const SrKeyfile *file, const char *group, const char *key,
                 const char *language)
{
    g_autofree char *id =
        g_strdup_printf("%s\n%s\n%s", group, key, language == NULL ? "" : language);

    return g_hash_table_lookup(file->found, id);
}

static void
complain_unknown_group(SrKeyfile *file, SrFindings *findings, const char *group, int line)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();

    for (int i = 0; i < file->table->n_keys; i++)
        if (!g_ptr_array_find_with_equal_func(known, file->table->keys[i].group,
                                              g_str_equal, NULL))
            g_ptr_array_add(known, (gpointer)file->table->keys[i].group);
    const char *const *words = (const char *const *)known->pdata;
    const char *nearest = sr_nearest(group, words, (int)known->len);
    g_autofree char *all =
        sr_nearest_list(group, words, (int)known->len, (int)known->len);

    if (nearest != NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, line, NULL,
                        N_("unknown group [%s]; did you mean [%s]?"), group, nearest);
    else
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, line, NULL,
                        N_("unknown group [%s]; known are %s"), group, all);
}

/* The keys of a group, those that have to be there first; and how many these are. */
static GPtrArray *
keys_of(const SrKeyTable *table, const char *group, int *n_required)
{
    GPtrArray *known = g_ptr_array_new();

    *n_required = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < table->n_keys; i++)
            if (table->keys[i].required == (pass == 0) &&
                fits(table->keys[i].group, group)) {
                g_ptr_array_add(known, (gpointer)table->keys[i].key);
                *n_required += pass == 0;
            }
    return known;
}

/* No nearest one: those that have to be there are told, then the nearest few others. */
static void
complain_unknown_key(SrKeyfile *file, SrFindings *findings, const SrKeyEntry *entry)
{
    int n_required;
    g_autoptr(GPtrArray) known = keys_of(file->table, entry->group, &n_required);
    const char *const *words = (const char *const *)known->pdata;
    const char *nearest = sr_nearest(entry->key, words, (int)known->len);

    if (nearest != NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, NULL,
                        N_("unknown key '%s' in [%s]; did you mean '%s'?"), entry->key,
                        entry->group, nearest);
        return;
    }
    int n_others = (int)known->len - n_required;
    g_autofree char *required =
        sr_nearest_list(entry->key, words, n_required, n_required);
    g_autofree char *others =
        sr_nearest_list(entry->key, words + n_required, n_others, MOST_KEYS_TOLD);
    g_autofree char *all =
        g_strconcat(required, n_required > 0 && n_others > 0 ? ", " : "", others, NULL);
    sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, NULL,
                    n_others > MOST_KEYS_TOLD
                        ? N_("unknown key '%s' in [%s]; known are, among others, %s")
                        : N_("unknown key '%s' in [%s]; known are %s"),
                    entry->key, entry->group, all);
}

/* Within "0 .. 1", "0 .." or ".. 9"; anything where @range is NULL. */
static bool
in_range(double value, const char *range)
{
    if (range == NULL)
        return true;
    const char *dots = strstr(range, "..");
    double low = dots == range ? -INFINITY : g_ascii_strtod(range, NULL);
    double high = dots[2] == '\0' ? INFINITY : g_ascii_strtod(dots + 2, NULL);

    return value >= low && value <= high;
}

static bool
is_number(const char *text, double *value)
{
    char *end = NULL;

    *value = g_ascii_strtod(text, &end);
    return *text != '\0' && *end == '\0' && isfinite(*value) &&
           strspn(text, "0123456789+-.eE") == strlen(text);
}

static bool
is_day(const char *text)
{
    int year, month, day, n = 0;

    return sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &n) == 3 && n == 10 &&
           text[n] == '\0' && year > 0 && month > 0 && day > 0 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static bool
number_is_right(SrKeyfile *file, SrFindings *findings, const SrKey *key,
                const SrKeyEntry *entry)
{
    double value = 0;

    if (!is_number(entry->value, &value)) {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("'%s' is not a number (decimal point, no blanks)"),
                        entry->value);
        return false;
    }
    if (key->type == SR_KEY_INTEGER && (value != floor(value) || fabs(value) > 1e9)) {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("'%s' is not a whole number"), entry->value);
        return false;
    }
    if (!in_range(value, key->allowed)) {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("%s is out of range; allowed is %s"), entry->value,
                        key->allowed);
        return false;
    }
    return true;
}

static bool
choice_is_right(SrKeyfile *file, SrFindings *findings, const SrKey *key,
                const SrKeyEntry *entry)
{
    g_auto(GStrv) allowed = g_strsplit(key->allowed, ";", -1);
    const char *const *words = (const char *const *)allowed;

    if (g_strv_contains(words, entry->value))
        return true;
    const char *nearest = sr_nearest(entry->value, words, (int)g_strv_length(allowed));
    g_autofree char *all = g_strjoinv(", ", allowed);
    if (nearest == NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("'%s' is not allowed; allowed are %s"), entry->value, all);
    else
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("'%s' is not allowed; did you mean '%s'? Allowed are %s"),
                        entry->value, nearest, all);
    return false;
}

/* What readers see has a length that a page can hold; lists of keys, filters and
 * expressions have limits of their own. */
static bool
text_is_right(SrKeyfile *file, SrFindings *findings, const SrKey *key,
              const SrKeyEntry *entry)
{
    bool is_title = g_str_equal(key->key, "title");
    int most = is_title ? MOST_TITLE_LETTERS : MOST_TEXT_LETTERS;
    long n_letters = g_utf8_strlen(entry->value, -1);

    if ((!is_title && !key->translated) || n_letters <= most)
        return true;
    sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                    N_("the text has %ld letters; at most %d are allowed here"),
                    n_letters, most);
    return false;
}

static bool
value_is_right(SrKeyfile *file, SrFindings *findings, const SrKey *key,
               const SrKeyEntry *entry)
{
    switch (key->type) {
    case SR_KEY_TEXT:
        return text_is_right(file, findings, key, entry);
    case SR_KEY_LIST:
        return true;
    case SR_KEY_NUMBER:
    case SR_KEY_INTEGER:
        return number_is_right(file, findings, key, entry);
    case SR_KEY_CHOICE:
        return choice_is_right(file, findings, key, entry);
    case SR_KEY_BOOL:
        if (g_str_equal(entry->value, "true") || g_str_equal(entry->value, "false"))
            return true;
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("'%s' is neither true nor false"), entry->value);
        return false;
    case SR_KEY_DAY:
        if (is_day(entry->value))
            return true;
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("'%s' is not a day; write it as 2018-12-31"), entry->value);
        return false;
    }
    return false;
}

/* Gives whether the entry stays. */
static bool
entry_is_right(SrKeyfile *file, SrFindings *findings, SrKeyEntry *entry)
{
    const SrKey *key = sr_key_find(file->table, entry->group, entry->key);
    const SrKeyEntry *before =
        sr_keyfile_entry(file, entry->group, entry->key, entry->language);

    if (key == NULL) {
        complain_unknown_key(file, findings, entry);
        return false;
    }
    if (before != NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, NULL,
                        N_("key '%s' stands twice in [%s]; first in line %d"), entry->key,
                        entry->group, before->line);
        return false;
    }
    if (entry->language != NULL && !key->translated) {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, entry->line, entry->key,
                        N_("this key takes no translation [%s]"), entry->language);
        return false;
    }
    /* "key=" with nothing after it is the same as no key. */
    return *entry->value != '\0' && value_is_right(file, findings, key, entry);
}

static void
add_entry(SrKeyfile *file, SrFindings *findings, const char *group, const char *left,
          const char *value, int line)
{
    SrKeyEntry *entry = g_new0(SrKeyEntry, 1);
    const char *bracket = strchr(left, '[');

    entry->group = g_strdup(group);
    entry->key =
        bracket == NULL ? g_strdup(left) : g_strndup(left, (gsize)(bracket - left));
    entry->language =
        bracket == NULL ? NULL : g_strndup(bracket + 1, strcspn(bracket + 1, "]"));
    entry->value = g_strdup(value);
    entry->line = line;
    if (!entry_is_right(file, findings, entry)) {
        if (*entry->value != '\0' && entry->language == NULL)
            g_hash_table_add(file->refused, g_strdup_printf("%s\n%s", group, entry->key));
        if (*entry->value == '\0' && entry->language == NULL)
            g_hash_table_insert(file->empty, g_strdup_printf("%s\n%s", group, entry->key),
                                GINT_TO_POINTER(line));
        entry_free(entry);
        return;
    }
    g_ptr_array_add(file->entries, entry);
    if (strstr(value, " #") != NULL)
        sr_findings_add(findings, SR_FINDING_WARNING, file->path, line, entry->key,
                        N_("what follows '#' is part of the value; a comment has a line "
                           "of its own"));
    g_hash_table_insert(file->found,
                        g_strdup_printf("%s\n%s\n%s", entry->group, entry->key,
                                        entry->language == NULL ? "" : entry->language),
                        entry);
}

/* Gives the group that begins, or NULL if its keys are to be passed over. */
static char *
begin_group(SrKeyfile *file, SrFindings *findings, const char *text, int line)
{
    size_t n = strlen(text);

    if (n < 3 || text[n - 1] != ']') {
        sr_findings_add(findings, SR_FINDING_ERROR, file->path, line, NULL,
                        N_("a group is written as [name], alone on its line"));
        return NULL;
    }
    g_autofree char *group = g_strstrip(g_strndup(text + 1, n - 2));
    if (!knows_group(file->table, group)) {
        complain_unknown_group(file, findings, group, line);
        return NULL;
    }
    for (guint i = 0; i + 1 < file->groups->len; i++)
        if (g_str_equal(file->groups->pdata[i], group)) {
            sr_findings_add(findings, SR_FINDING_ERROR, file->path, line, NULL,
                            N_("group [%s] stands twice; first in line %d"), group,
                            g_array_index(file->group_line, int, i));
            return NULL;
        }
    g_ptr_array_insert(file->groups, (int)file->groups->len - 1, g_strdup(group));
    g_array_append_val(file->group_line, line);
    return g_steal_pointer(&group);
}

static void
scan(SrKeyfile *file, const char *text, SrFindings *findings)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autofree char *group = NULL;
    bool lost = false; /* in a group that was refused */

    for (int i = 0; lines[i] != NULL; i++) {
        char *line = g_strstrip(lines[i]);
        char *equals = strchr(line, '=');

        if (*line == '\0' || *line == '#')
            continue;
        if (*line == '[') {
            g_free(group);
            group = begin_group(file, findings, line, i + 1);
            lost = group == NULL;
            continue;
        }
        if (lost)
            continue;
        if (equals == NULL || equals == line) {
            sr_findings_add(findings, SR_FINDING_ERROR, file->path, i + 1, NULL,
                            *line == ';'
                                ? N_("comments start with '#', not with ';'")
                                : N_("neither a group, a key=value nor a comment"));
            continue;
        }
        if (group == NULL) {
            sr_findings_add(findings, SR_FINDING_ERROR, file->path, i + 1, NULL,
                            N_("a key before the first [group]"));
            continue;
        }
        *equals = '\0';
        add_entry(file, findings, group, g_strstrip(line), g_strstrip(equals + 1), i + 1);
    }
}

/* Neither there nor told to be wrong. */
static bool
is_missing(const SrKeyfile *file, const char *group, const char *key)
{
    g_autofree char *id = g_strdup_printf("%s\n%s", group, key);

    return sr_keyfile_entry(file, group, key, NULL) == NULL &&
           !g_hash_table_contains(file->refused, id);
}

/* A key that has to be there: not there, or with nothing behind its "=". */
static void
complain_if_missing(SrKeyfile *file, SrFindings *findings, const char *group,
                    const char *key, int group_line)
{
    g_autofree char *id = g_strdup_printf("%s\n%s", group, key);
    int line = GPOINTER_TO_INT(g_hash_table_lookup(file->empty, id));

    if (!is_missing(file, group, key))
        return;
    sr_findings_add(
        findings, SR_FINDING_ERROR, file->path, line > 0 ? line : group_line, NULL,
        line > 0 ? N_("key '%s' in [%s] is empty") : N_("key '%s' is missing in [%s]"),
        key, group);
}

static void
complain_missing(SrKeyfile *file, SrFindings *findings)
{
    for (int i = 0; i < file->table->n_keys; i++) {
        const SrKey *key = &file->table->keys[i];

        if (key->required && strchr(key->group, '*') == NULL)
            complain_if_missing(file, findings, key->group, key->key,
                                sr_keyfile_line(file, key->group, NULL));
        for (guint g = 0; key->required && strchr(key->group, '*') != NULL &&
                          g + 1 < file->groups->len;
             g++)
            if (fits(key->group, file->groups->pdata[g]))
                complain_if_missing(file, findings, file->groups->pdata[g], key->key,
                                    g_array_index(file->group_line, int, g));
    }
}

SrKeyfile *
sr_keyfile_parse(const char *path, const char *text, gsize n, const SrKeyTable *table,
                 SrFindings *findings)
{
    const char *end = NULL;

    if (!g_utf8_validate_len(text, n, &end)) {
        int line = 1;

        for (const char *p = text; p < end; p++)
            line += *p == '\n';
        sr_findings_add(findings, SR_FINDING_ERROR, path, line, NULL,
                        N_("not UTF-8; save the file as UTF-8"));
        return NULL;
    }
    g_autoptr(SrKeyfile) file = g_new0(SrKeyfile, 1);
    file->path = g_strdup(path);
    file->table = table;
    file->groups = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(file->groups, NULL);
    file->group_line = g_array_new(FALSE, FALSE, sizeof(int));
    file->entries = g_ptr_array_new_with_free_func(entry_free);
    file->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    file->refused = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    file->empty = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *whole = g_strndup(text, n); /* @text need not end in a NUL */
    scan(file, g_str_has_prefix(whole, "\xEF\xBB\xBF") ? whole + 3 : whole, findings);
    complain_missing(file, findings);
    return g_steal_pointer(&file);
}

SrKeyfile *
sr_keyfile_read(const char *path, const SrKeyTable *table, SrFindings *findings,
                GError **error)
{
    gsize n = 0;
    g_autofree char *text = sr_file_read(path, MOST_BYTES, &n, error);

    if (text == NULL)
        return NULL;
    return sr_keyfile_parse(path, text, n, table, findings);
}
