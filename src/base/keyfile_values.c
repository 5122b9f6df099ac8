#include "base/keyfile_private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

const char *const *
sr_keyfile_groups(const SrKeyfile *file)
{
    return (const char *const *)file->groups->pdata;
}

char **
sr_keyfile_names(const SrKeyfile *file, const char *kind)
{
    GPtrArray *names = g_ptr_array_new();
    size_t n = strlen(kind);

    for (guint i = 0; i + 1 < file->groups->len; i++) {
        const char *group = file->groups->pdata[i];

        if (strncmp(group, kind, n) == 0 && group[n] == ' ')
            g_ptr_array_add(names, g_strdup(group + n + 1));
    }
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

char **
sr_keyfile_keys(const SrKeyfile *file, const char *group)
{
    GPtrArray *keys = g_ptr_array_new();

    for (guint i = 0; i < file->entries->len; i++) {
        const SrKeyEntry *entry = file->entries->pdata[i];

        if (g_str_equal(entry->group, group) && entry->language == NULL)
            g_ptr_array_add(keys, g_strdup(entry->key));
    }
    g_ptr_array_add(keys, NULL);
    return (char **)g_ptr_array_free(keys, FALSE);
}

bool
sr_keyfile_has(const SrKeyfile *file, const char *group, const char *key)
{
    return sr_keyfile_entry(file, group, key, NULL) != NULL;
}

int
sr_keyfile_line(const SrKeyfile *file, const char *group, const char *key)
{
    const SrKeyEntry *entry =
        key == NULL ? NULL : sr_keyfile_entry(file, group, key, NULL);

    if (entry != NULL)
        return entry->line;
    for (guint i = 0; i + 1 < file->groups->len; i++)
        if (g_str_equal(file->groups->pdata[i], group))
            return g_array_index(file->group_line, int, i);
    return 0;
}

const char *
sr_keyfile_text(const SrKeyfile *file, const char *group, const char *key)
{
    return sr_keyfile_translated(file, group, key, NULL);
}

const char *
sr_keyfile_translated(const SrKeyfile *file, const char *group, const char *key,
                      const char *language)
{
    const SrKeyEntry *entry =
        language == NULL ? NULL : sr_keyfile_entry(file, group, key, language);

    if (entry == NULL)
        entry = sr_keyfile_entry(file, group, key, NULL);
    if (entry != NULL)
        return entry->value;
    const SrKey *known = sr_key_find(file->table, group, key);
    g_return_val_if_fail(known != NULL, NULL);
    return known->fallback;
}

char **
sr_keyfile_list(const SrKeyfile *file, const char *group, const char *key)
{
    const char *text = sr_keyfile_text(file, group, key);
    g_auto(GStrv) parts = g_strsplit(text == NULL ? "" : text, ";", -1);
    GPtrArray *list = g_ptr_array_new();

    for (int i = 0; parts[i] != NULL; i++)
        if (*g_strstrip(parts[i]) != '\0')
            g_ptr_array_add(list, g_strdup(parts[i]));
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(list, FALSE);
}

double
sr_keyfile_number(const SrKeyfile *file, const char *group, const char *key)
{
    const char *text = sr_keyfile_text(file, group, key);

    return text == NULL ? NAN : g_ascii_strtod(text, NULL);
}

int
sr_keyfile_integer(const SrKeyfile *file, const char *group, const char *key, int absent)
{
    const char *text = sr_keyfile_text(file, group, key);

    return text == NULL ? absent : (int)g_ascii_strtoll(text, NULL, 10);
}

bool
sr_keyfile_bool(const SrKeyfile *file, const char *group, const char *key)
{
    return g_strcmp0(sr_keyfile_text(file, group, key), "true") == 0;
}

void
sr_keyfile_complain(const SrKeyfile *file, SrFindings *findings, const char *group,
                    const char *key, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(_(format), args);
    va_end(args);
    sr_findings_add(findings, SR_FINDING_ERROR, file->path,
                    sr_keyfile_line(file, group, key), key, "%s", message);
}

static const char *
type_name(const SrKey *key)
{
    switch (key->type) {
    case SR_KEY_TEXT:
        return _("text");
    case SR_KEY_LIST:
        return _("list");
    case SR_KEY_NUMBER:
        return _("number");
    case SR_KEY_INTEGER:
        return _("whole number");
    case SR_KEY_BOOL:
        return "true, false";
    case SR_KEY_DAY:
        return _("day (2018-12-31)");
    case SR_KEY_CHOICE:
        break; /* its words stand for themselves */
    }
    return "";
}

/* "text", "number 0 .. 10", "rate, ratio, count". */
static char *
type_words(const SrKey *key)
{
    if (key->type == SR_KEY_CHOICE) {
        g_auto(GStrv) allowed = g_strsplit(key->allowed, ";", -1);

        return g_strjoinv(", ", allowed);
    }
    return g_strjoin(" ", type_name(key), key->allowed, NULL);
}

char *
sr_key_table_markdown(const SrKeyTable *table)
{
    GString *text = g_string_new(NULL);
    const char *group = "";

    g_string_append_printf(text, "## `%s`\n", table->where);
    for (int i = 0; i < table->n_keys; i++) {
        const SrKey *key = &table->keys[i];

        if (!g_str_equal(key->group, group)) {
            group = key->group;
            g_string_append_printf(
                text, "\n### [%s]\n\n| %s | %s | %s | %s |\n|---|---|---|---|\n", group,
                _("key"), _("value"), _("if absent"), _("meaning"));
        }
        g_autofree char *type = type_words(key);
        g_string_append_printf(text, "| `%s`%s | %s | %s | %s |\n", key->key,
                               key->translated ? " `[en]`" : "", type,
                               key->required           ? _("must be given")
                               : key->fallback != NULL ? key->fallback
                                                       : "–",
                               _(key->doc));
    }
    return g_string_free(text, FALSE);
}
