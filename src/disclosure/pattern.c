#include "disclosure/pattern.h"

#include <math.h>
#include <string.h>

char *
sr_value_key(const SrValue *value)
{
    return g_strjoin(",", value->indicator->id, value->scheme, value->division->level->id,
                     sr_value_area(value), value->period, NULL);
}

void
sr_value_hide(SrValue *value)
{
    value->numerator = value->denominator = value->value = NAN;
    value->lower = value->upper = value->benchmark = NAN;
    value->points = NULL;
    value->status = SR_STATUS_SUPPRESSED;
}

char *
sr_pattern_text(const SrValues *values)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        for (int i = result->first; i < result->first + result->n; i++) {
            const SrValue *value = sr_values_at(values, i);
            g_autofree char *key = NULL;

            if (!result->is_protected || value->status != SR_STATUS_SUPPRESSED)
                continue;
            key = sr_value_key(value);
            g_string_append_printf(text, "%s\n", key);
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The rows of the result that the keys name, each taken from @keys: indices. */
static void
find_rows(const SrValues *values, const SrResult *result, GHashTable *keys, GArray *rows)
{
    for (int i = result->first; i < result->first + result->n; i++) {
        g_autofree char *key = sr_value_key(sr_values_at(values, i));

        if (g_hash_table_remove(keys, key))
            g_array_append_val(rows, i);
    }
}

/* The lines of @text that are of the indicator. */
static GHashTable *
keys_of(char *const *lines, const SrIndicator *indicator)
{
    GHashTable *keys = g_hash_table_new(g_str_hash, g_str_equal);
    gsize length = strlen(indicator->id);

    for (int i = 0; lines[i] != NULL; i++)
        if (strncmp(lines[i], indicator->id, length) == 0 && lines[i][length] == ',')
            g_hash_table_add(keys, lines[i]);
    return keys;
}

bool
sr_pattern_hide(const char *text, SrValues *values, SrScheme *const *schemes,
                int n_schemes, SrFindings *findings)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(int));
    g_autofree bool *has_hidden = g_new0(bool, values->results->len + 1);

    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];
        g_autoptr(GHashTable) keys = keys_of(lines, result->indicator);
        guint n_before = rows->len;

        if (result->is_protected)
            find_rows(values, result, keys, rows);
        if (g_hash_table_size(keys) > 0)
            return false;
        for (guint i = n_before; i < rows->len; i++)
            has_hidden[r] = has_hidden[r] ||
                            sr_values_at(values, g_array_index(rows, int, i))->status !=
                                SR_STATUS_SUPPRESSED;
    }
    for (guint i = 0; i < rows->len; i++)
        sr_value_hide(&g_array_index(values->rows, SrValue, g_array_index(rows, int, i)));
    for (guint r = 0; r < values->results->len; r++)
        if (has_hidden[r])
            sr_values_rank(values, values->results->pdata[r], schemes, n_schemes,
                           findings);
    return true;
}
