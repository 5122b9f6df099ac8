#include "indicator/shorthand.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <stdbool.h>
#include <string.h>

#define MOST_LETTERS 10000 /* as expression.h allows */

#define FIRST "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define LETTERS FIRST "0123456789"

/* What is being put in where, the outermost first. */
typedef struct {
    GHashTable *names;
    GPtrArray *open; /* of char *, borrowed: the shorthands being put in */
    GString *text;
} Expansion;

static bool expand(Expansion *expansion, const char *text, GError **error);

static bool
refuse_circle(const Expansion *expansion, const char *word, GError **error)
{
    g_autoptr(GString) chain = g_string_new(NULL);
    bool is_in = false;

    for (guint i = 0; i < expansion->open->len; i++) {
        is_in = is_in || g_str_equal(expansion->open->pdata[i], word);
        if (is_in)
            g_string_append_printf(chain, "%s → ", (char *)expansion->open->pdata[i]);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' is made of itself: %s%s"), word,
                chain->str, word);
    return false;
}

static bool
put_in(Expansion *expansion, const char *word, GError **error)
{
    const char *meaning = g_hash_table_lookup(expansion->names, word);

    if (meaning == NULL) {
        g_string_append(expansion->text, word);
        return true;
    }
    if (g_ptr_array_find_with_equal_func(expansion->open, word, g_str_equal, NULL))
        return refuse_circle(expansion, word, error);
    g_ptr_array_add(expansion->open, (gpointer)word);
    g_string_append_c(expansion->text, '(');
    bool is_done = expand(expansion, meaning, error);
    g_string_append_c(expansion->text, ')');
    g_ptr_array_set_size(expansion->open, (int)expansion->open->len - 1);
    return is_done;
}

static bool
expand(Expansion *expansion, const char *text, GError **error)
{
    const char *p = text;

    while (*p != '\0') {
        /* Numbers (1e5) and names in braces are no words. */
        size_t n = *p == '{' ? strcspn(p, "}") : strspn(p, "0123456789.");

        if (n > 0 && *p != '{')
            n = strspn(p, "0123456789.eE");
        if (n == 0 && strchr(FIRST, *p) == NULL)
            n = 1;
        if (expansion->text->len > MOST_LETTERS) {
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("an expression has 1 to %d characters"), MOST_LETTERS);
            return false;
        }
        if (n > 0) {
            g_string_append_len(expansion->text, p, (gssize)n);
            p += n;
            continue;
        }
        n = strspn(p, LETTERS);
        g_autofree char *word = g_strndup(p, n);
        if (!put_in(expansion, word, error))
            return false;
        p += n;
    }
    return true;
}

char *
sr_shorthand_expand(const char *text, GHashTable *names, GError **error)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    Expansion expansion = {names, open, g_string_new(NULL)};
    bool is_done = expand(&expansion, text, error);

    return g_string_free(expansion.text, !is_done);
}

char *
sr_shorthand_stratum(const char *text, const char *age, const char *sex)
{
    GString *result = g_string_new(text);

    if (age != NULL)
        g_string_replace(result, "{age}", age, 0);
    if (sex != NULL)
        g_string_replace(result, "{sex}", sex, 0);
    return g_string_free(result, FALSE);
}
