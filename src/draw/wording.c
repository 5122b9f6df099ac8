#include "draw/wording.h"

#include <glib.h>
#include <string.h>

/* Words that want the number behind them on their line. */
static const char *const before_numbers[] = {"§", "Abs.", "Nr.", "je", "per"};

static bool
ends_with_word(const GString *text, const char *word)
{
    gsize n = strlen(word);

    return g_str_has_suffix(text->str, word) &&
           (text->len == n || !g_ascii_isalnum(text->str[text->len - n - 1]));
}

/* Whether a blank between what is @before and @after it must not end a line. */
static bool
holds(const GString *before, const char *after)
{
    for (size_t i = 0; i < G_N_ELEMENTS(before_numbers) && g_ascii_isdigit(*after); i++)
        if (ends_with_word(before, before_numbers[i]))
            return true;
    return before->len > 0 && g_ascii_isdigit(before->str[before->len - 1]) &&
           (*after == '%' || g_str_has_prefix(after, "€"));
}

char *
sr_wording_clean(const char *text, bool one_line)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *cleaned = g_string_sized_new(strlen(valid));

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (c == ' ' && holds(cleaned, p + 1))
            g_string_append(cleaned, "\u00a0");
        else if (c == '\n' || c == '\t')
            g_string_append_c(cleaned, one_line || c == '\t' ? ' ' : '\n');
        else if (!g_unichar_iscntrl(c))
            g_string_append_unichar(cleaned, c);
    }
    return g_string_free(cleaned, FALSE);
}
