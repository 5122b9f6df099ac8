#include "draw/labeltext.h"

#include <stdbool.h>
#include <string.h>

/* Words that belong to what follows; a line does not end with one … */
static const char *const prepositions[] = {"am", "an",   "auf", "bei", "im",  "in",
                                           "ob", "über", "vor", "zu",  "zum", "zur"};
/* … unless an article comes between, which may end a line. */
static const char *const articles[] = {"dem", "den", "der", "die"};

static bool
is_one_of(const char *word, gsize length, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (strlen(words[i]) == length && strncmp(words[i], word, length) == 0)
            return true;
    return false;
}

/* Whether a line may end before @at, a byte of @name behind a blank or hyphen. */
static bool
may_break(const char *name, const char *at)
{
    const char *end = at[-1] == ' ' ? at - 1 : at;
    const char *start = end;

    /* A number belongs to the word before it: "Region 3 / Haßloch". */
    if (*at == '\0' || end == name || g_ascii_isdigit(*at))
        return false;
    while (start > name && start[-1] != ' ')
        start--;
    if (is_one_of(start, (gsize)(end - start), prepositions, G_N_ELEMENTS(prepositions)))
        return false;
    const char *next_end = strchr(at, ' ');
    return next_end == NULL ||
           !is_one_of(at, (gsize)(next_end - at), articles, G_N_ELEMENTS(articles));
}

/* The name with line ends at the byte positions @breaks[n], blanks there left out. */
static char *
broken_at(const char *name, const gsize *breaks, int n)
{
    GString *text = g_string_new(NULL);
    gsize from = 0;

    for (int i = 0; i < n; i++) {
        g_string_append_len(text, name + from, (gssize)(breaks[i] - from));
        g_string_truncate(text, text->len - (name[breaks[i] - 1] == ' ' ? 1 : 0));
        g_string_append_c(text, '\n');
        from = breaks[i];
    }
    g_string_append(text, name + from);
    return g_string_free(text, FALSE);
}

GPtrArray *
sr_label_breaks(const char *name)
{
    GPtrArray *ways = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(gsize));

    for (const char *at = name; *at != '\0'; at++)
        if (at > name && (at[-1] == ' ' || (at[-1] == '-' && *at != ' ')) &&
            may_break(name, at)) {
            gsize place = (gsize)(at - name);

            g_array_append_val(places, place);
        }
    const gsize *all = (const gsize *)(void *)places->data;
    int n = (int)MIN(places->len, 8);

    g_ptr_array_add(ways, g_strdup(name));
    for (int i = 0; i < n; i++)
        g_ptr_array_add(ways, broken_at(name, &all[i], 1));
    for (int i = 0; i < n; i++)
        for (int k = i + 1; k < n; k++)
            g_ptr_array_add(ways, broken_at(name, (gsize[]){all[i], all[k]}, 2));
    return ways;
}

static bool
is_printable(gunichar letter)
{
    GUnicodeType type = g_unichar_type(letter);

    return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT &&
           type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR;
}

char *
sr_label_clean(const char *name, int most)
{
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    GString *text = g_string_new(NULL);
    int n = 0;

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if (!is_printable(letter))
            continue;
        if (n == most - 1 && *g_utf8_next_char(at) != '\0') {
            g_string_append(text, "…");
            break;
        }
        g_string_append_unichar(text, letter);
        n++;
    }
    return g_string_free(text, FALSE);
}
