#include "data/placename.h"

#include <string.h>

static const struct {
    const char *words; /* normalised */
    SrPlaceClass class;
} class_words[] = {
    {"kreisfreie stadt", SR_PLACE_KREIS},
    {"stadtkreis", SR_PLACE_KREIS},
    {"landkreis", SR_PLACE_KREIS},
    {"kreis", SR_PLACE_KREIS},
    {"verbandsgemeinde", SR_PLACE_VG},
    {"verwaltungsgemeinschaft", SR_PLACE_VG},
    {"samtgemeinde", SR_PLACE_VG},
    {"vg", SR_PLACE_VG},
    {"vgem", SR_PLACE_VG},
    {"verbandsfreie stadt", SR_PLACE_GEMEINDE},
    {"verbandsfreie gemeinde", SR_PLACE_GEMEINDE},
    {"grosse kreisstadt", SR_PLACE_GEMEINDE},
    {"kreisstadt", SR_PLACE_GEMEINDE},
    {"landeshauptstadt", SR_PLACE_GEMEINDE},
    {"ortsgemeinde", SR_PLACE_GEMEINDE},
    {"gemeinde", SR_PLACE_GEMEINDE},
    {"stadt", SR_PLACE_GEMEINDE},
    {"markt", SR_PLACE_GEMEINDE},
    {"flecken", SR_PLACE_GEMEINDE},
    {"og", SR_PLACE_GEMEINDE},
};

/* Words that end in a full stop, and what they stand for in names of places. */
static const struct {
    const char *word;
    const char *next; /* only before this word, NULL = anywhere */
    const char *full;
} abbreviations[] = {
    {"a.", "d.", "an"},     {"a.", "der", "an"},       {"a.", NULL, "am"},
    {"i.", "d.", "in"},     {"i.", NULL, "im"},        {"d.", NULL, "der"},
    {"b.", NULL, "bei"},    {"o.", NULL, "ob"},        {"v.", NULL, "vor"},
    {"u.", NULL, "unter"},  {"st.", NULL, "sankt"},    {"gr.", NULL, "gross"},
    {"kl.", NULL, "klein"}, {"str.", NULL, "strasse"},
};

static void
append_letter(GString *text, gunichar letter)
{
    switch (letter) {
    case 0x00e4:
        g_string_append(text, "ae");
        break;
    case 0x00f6:
        g_string_append(text, "oe");
        break;
    case 0x00fc:
        g_string_append(text, "ue");
        break;
    default:
        g_string_append_unichar(text, letter);
    }
}

/* Small letters, ä as ae, words apart; a full stop ends a word and stays with it. */
static char **
words_of(const char *name)
{
    g_autofree char *composed = g_utf8_normalize(name, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded =
        composed == NULL ? g_strdup("") : g_utf8_casefold(composed, -1);
    g_autoptr(GString) text = g_string_new("");

    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);

        if (g_unichar_isalnum(letter))
            append_letter(text, letter);
        else if (letter == '.')
            g_string_append(text, ". ");
        else if (letter == ',')
            g_string_append(text, " , ");
        else
            g_string_append_c(text, ' ');
    }
    return g_strsplit_set(text->str, " ", -1);
}

static const char *
expand(const char *word, const char *next)
{
    for (size_t i = 0; i < G_N_ELEMENTS(abbreviations); i++)
        if (g_str_equal(abbreviations[i].word, word) &&
            (abbreviations[i].next == NULL ||
             g_strcmp0(abbreviations[i].next, next) == 0))
            return abbreviations[i].full;
    return word;
}

/* The words with abbreviations written out; a comma stays as a word of its own. */
static char *
normal_words(const char *name)
{
    g_auto(GStrv) words = words_of(name);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    GString *text = g_string_new("");

    for (int i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0' && !g_str_equal(words[i], "."))
            g_ptr_array_add(kept, words[i]);
    for (guint i = 0; i < kept->len; i++) {
        const char *next = i + 1 < kept->len ? kept->pdata[i + 1] : NULL;
        const char *word = expand(kept->pdata[i], next);
        gsize n = strlen(word);

        if (text->len > 0)
            g_string_append_c(text, ' ');
        if (n > 4 && g_str_has_suffix(word, "str."))
            g_string_append_printf(text, "%.*sstrasse", (int)(n - 4), word);
        else
            g_string_append_len(text, word, (gssize)(n - g_str_has_suffix(word, ".")));
    }
    return g_string_free(text, FALSE);
}

/* Takes "stadt " from the front or ", stadt" from the end of @text in place. */
static SrPlaceClass
take_class(char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(class_words); i++) {
        const char *words = class_words[i].words;
        gsize n = strlen(words);
        gsize n_text = strlen(text);

        if (n_text > n && g_str_has_prefix(text, words) && text[n] == ' ') {
            memmove(text, text + n + 1, n_text - n);
            return class_words[i].class;
        }
        if (n_text > n + 3 && g_str_has_suffix(text, words) &&
            memcmp(text + n_text - n - 3, " , ", 3) == 0) {
            text[n_text - n - 3] = '\0';
            return class_words[i].class;
        }
    }
    return SR_PLACE_NONE;
}

/* Drops the commas that separate nothing any more. */
static char *
without_commas(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, " , ", -1);

    return g_strstrip(g_strjoinv(" ", parts));
}

SrPlaceName
sr_place_name_parse(const char *name)
{
    const char *open = strchr(name, '(');
    const char *close = open == NULL ? NULL : strchr(open, ')');
    g_autofree char *outer =
        close == NULL ? g_strdup(name)
                      : g_strdup_printf("%.*s %s", (int)(open - name), name, close + 1);
    g_autofree char *inner =
        close == NULL ? g_strdup("") : g_strndup(open + 1, (gsize)(close - open - 1));
    g_autofree char *plain = normal_words(outer);
    g_autofree char *bracket = normal_words(inner);
    SrPlaceName place = {.has_bracket = *bracket != '\0'};

    place.class = take_class(plain);
    place.plain = without_commas(plain);
    place.full = *bracket == '\0' ? g_strdup(place.plain)
                                  : g_strdup_printf("%s %s", place.plain, bracket);
    return place;
}

void
sr_place_name_clear(SrPlaceName *place)
{
    g_free(place->full);
    g_free(place->plain);
}

char *
sr_place_normal(const char *name)
{
    SrPlaceName place = sr_place_name_parse(name);

    g_free(place.full);
    return place.plain;
}
