#include "data/match.h"

#include "base/nearest.h"

#include <string.h>

/* What a name says it is of: "VG Lambrecht" is not the town of Lambrecht. */
typedef enum { CLASS_NONE, CLASS_GEMEINDE, CLASS_VG, CLASS_KREIS } PlaceClass;

static const struct {
    const char *words; /* normalised */
    PlaceClass class;
} class_words[] = {
    {"kreisfreie stadt", CLASS_KREIS},
    {"stadtkreis", CLASS_KREIS},
    {"landkreis", CLASS_KREIS},
    {"kreis", CLASS_KREIS},
    {"verbandsgemeinde", CLASS_VG},
    {"verwaltungsgemeinschaft", CLASS_VG},
    {"samtgemeinde", CLASS_VG},
    {"vg", CLASS_VG},
    {"vgem", CLASS_VG},
    {"verbandsfreie stadt", CLASS_GEMEINDE},
    {"verbandsfreie gemeinde", CLASS_GEMEINDE},
    {"grosse kreisstadt", CLASS_GEMEINDE},
    {"kreisstadt", CLASS_GEMEINDE},
    {"landeshauptstadt", CLASS_GEMEINDE},
    {"ortsgemeinde", CLASS_GEMEINDE},
    {"gemeinde", CLASS_GEMEINDE},
    {"stadt", CLASS_GEMEINDE},
    {"markt", CLASS_GEMEINDE},
    {"flecken", CLASS_GEMEINDE},
    {"og", CLASS_GEMEINDE},
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

static const char *const total_words[] = {"insgesamt",
                                          "gesamt",
                                          "summe",
                                          "zusammen",
                                          "total",
                                          "alle gemeinden",
                                          "gesamtsumme",
                                          "kreis insgesamt",
                                          "landkreis insgesamt",
                                          "kreissumme",
                                          "alle"};

/* A name taken apart. */
typedef struct {
    char *full;  /* with what stands in brackets; owned */
    char *plain; /* without; owned */
    PlaceClass class;
    bool has_bracket;
} PlaceName;

struct SrMatcher {
    const char *const *keys;
    const char *const *names;
    int n;
    GHashTable *by_key;  /* key → index + 1 */
    GHashTable *by_full; /* name → index + 1, or AMBIGUOUS */
    GHashTable *by_plain;
    PlaceName *parsed; /* [n] */
    char *prefix;      /* what all keys begin with */
    bool has_digits;   /* all keys are digits */
};

#define AMBIGUOUS G_MAXINT

/* --- names --- */

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
static PlaceClass
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
    return CLASS_NONE;
}

/* Drops the commas that separate nothing any more. */
static char *
without_commas(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, " , ", -1);

    return g_strstrip(g_strjoinv(" ", parts));
}

static PlaceName
parse_name(const char *name)
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
    PlaceName place = {.has_bracket = *bracket != '\0'};

    place.class = take_class(plain);
    place.plain = without_commas(plain);
    place.full = *bracket == '\0' ? g_strdup(place.plain)
                                  : g_strdup_printf("%s %s", place.plain, bracket);
    return place;
}

static void
clear_name(PlaceName *place)
{
    g_free(place->full);
    g_free(place->plain);
}

char *
sr_place_normal(const char *name)
{
    PlaceName place = parse_name(name);

    g_free(place.full);
    return place.plain;
}

/* --- building --- */

static void
add_name(GHashTable *table, const char *name, int area)
{
    gpointer before = g_hash_table_lookup(table, name);

    if (*name == '\0' || before == GINT_TO_POINTER(area + 1))
        return;
    g_hash_table_insert(table, g_strdup(name),
                        GINT_TO_POINTER(before == NULL ? area + 1 : AMBIGUOUS));
}

static bool
is_digits(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

static char *
common_prefix(const char *const *keys, int n)
{
    gsize length = n == 0 ? 0 : strlen(keys[0]);

    for (int i = 1; i < n; i++)
        for (gsize c = 0; c < length; c++)
            if (keys[i][c] != keys[0][c])
                length = c;
    /* Digits that many keys happen to share say nothing: whole Kreise and Länder do. */
    static const gsize steps[] = {5, 3, 2};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (length >= steps[i])
            return g_strndup(keys[0], steps[i]);
    return g_strdup("");
}

SrMatcher *
sr_matcher_new(const char *const *keys, const char *const *long_keys,
               const char *const *names, int n, const SrAliases *aliases)
{
    SrMatcher *matcher = g_new0(SrMatcher, 1);

    matcher->keys = keys;
    matcher->names = names;
    matcher->n = n;
    matcher->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    matcher->by_full = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    matcher->by_plain = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    matcher->parsed = g_new0(PlaceName, n);
    matcher->has_digits = true;
    for (int i = 0; i < n; i++) {
        PlaceName *parsed = &matcher->parsed[i];

        *parsed = parse_name(names[i]);
        g_hash_table_insert(matcher->by_key, (gpointer)keys[i], GINT_TO_POINTER(i + 1));
        if (long_keys != NULL && long_keys[i] != NULL && *long_keys[i] != '\0')
            g_hash_table_insert(matcher->by_key, (gpointer)long_keys[i],
                                GINT_TO_POINTER(i + 1));
        add_name(matcher->by_full, parsed->full, i);
        add_name(matcher->by_plain, parsed->plain, i);
        matcher->has_digits &= is_digits(keys[i]);
    }
    matcher->prefix = matcher->has_digits ? common_prefix(keys, n) : g_strdup("");
    for (int i = 0; aliases != NULL && i < aliases->n; i++) {
        gpointer area = g_hash_table_lookup(matcher->by_key, aliases->keys[i]);
        PlaceName alias = parse_name(aliases->aliases[i]);

        if (area != NULL)
            add_name(matcher->by_full, alias.full, GPOINTER_TO_INT(area) - 1);
        clear_name(&alias);
    }
    return matcher;
}

void
sr_matcher_free(SrMatcher *matcher)
{
    if (matcher == NULL)
        return;
    for (int i = 0; i < matcher->n; i++)
        clear_name(&matcher->parsed[i]);
    g_free(matcher->parsed);
    g_free(matcher->prefix);
    g_hash_table_unref(matcher->by_key);
    g_hash_table_unref(matcher->by_full);
    g_hash_table_unref(matcher->by_plain);
    g_free(matcher);
}

/* --- finding --- */

static SrMatch
match_of(SrMatchKind kind)
{
    return (SrMatch){kind, -1, false};
}

static bool
is_total(const char *normal)
{
    for (size_t i = 0; i < G_N_ELEMENTS(total_words); i++)
        if (g_str_equal(total_words[i], normal))
            return true;
    return false;
}

/* The area of a whole key of any length, without repair; 0 = none. */
static int
look_up(const SrMatcher *matcher, const char *key)
{
    gsize n = strlen(key);
    char short_key[9];
    gpointer found = g_hash_table_lookup(matcher->by_key, key);

    if (found == NULL && n == 12) { /* ARS → AGS: without the four digits of the VG */
        memcpy(short_key, key, 5);
        memcpy(short_key + 5, key + 9, 4);
        found = g_hash_table_lookup(matcher->by_key, short_key);
    }
    /* A Kreis is also written 07332000 or 073320000000. */
    if (found == NULL && (n == 8 || n == 12) && strspn(key + 5, "0") == n - 5) {
        memcpy(short_key, key, 5);
        short_key[5] = '\0';
        found = g_hash_table_lookup(matcher->by_key, short_key);
    }
    return GPOINTER_TO_INT(found);
}

/* A key of an area above ours, or of one that is not in the project. */
static SrMatch
match_other_key(const SrMatcher *matcher, const char *key)
{
    gsize n_prefix = strlen(matcher->prefix);
    gsize n = strlen(key);
    bool is_whole = (n == 8 || n == 12) && strspn(key + 5, "0") == n - 5;
    gsize n_used = is_whole ? 5 : n;

    if (n_prefix == 0)
        return match_of(SR_MATCH_UNKNOWN);
    if (n_used == n_prefix && strncmp(key, matcher->prefix, n_prefix) == 0)
        return match_of(SR_MATCH_TOTAL);
    if (n_used < n_prefix || strncmp(key, matcher->prefix, n_prefix) != 0)
        return match_of(n == 2 || n == 3 || n == 5 || n == 8 || n == 9 || n == 12
                            ? SR_MATCH_OUTSIDE
                            : SR_MATCH_UNKNOWN);
    return match_of(SR_MATCH_UNKNOWN);
}

/*
 * A key as people mean it: "07 332 002" is written in groups, "'07332002" keeps its zero
 * in spreadsheets, and a blank at the end, common or no-break, is no part of it.
 */
static char *
plain_key(const char *key)
{
    g_autoptr(GString) joined = g_string_new("");
    const char *end = key;

    while (*key == '\'' || g_unichar_isspace(g_utf8_get_char(key)))
        key = g_utf8_next_char(key);
    for (const char *p = key; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);

        if (g_unichar_isspace(letter))
            continue;
        g_string_append_unichar(joined, letter);
        end = g_utf8_next_char(p);
    }
    return is_digits(joined->str) ? g_strdup(joined->str)
                                  : g_strndup(key, (gsize)MAX(end - key, 0));
}

SrMatch
sr_matcher_find_key(const SrMatcher *matcher, const char *key)
{
    gpointer found = g_hash_table_lookup(matcher->by_key, key);

    if (found != NULL)
        return (SrMatch){SR_MATCH_AREA, GPOINTER_TO_INT(found) - 1, false};
    g_autofree char *stripped = plain_key(key);
    if (*stripped == '\0')
        return match_of(SR_MATCH_EMPTY);
    if (g_str_equal(stripped, "DG"))
        return match_of(SR_MATCH_OUTSIDE);
    int area = look_up(matcher, stripped);
    if (area != 0)
        return (SrMatch){SR_MATCH_AREA, area - 1, false};
    if (!is_digits(stripped)) {
        g_autofree char *normal = sr_place_normal(stripped);
        return match_of(is_total(normal) ? SR_MATCH_TOTAL : SR_MATCH_UNKNOWN);
    }
    g_autofree char *repaired = g_strconcat("0", stripped, NULL);
    gsize n = strlen(repaired);
    area = n == 5 || n == 8 || n == 9 || n == 12 ? look_up(matcher, repaired) : 0;
    if (area != 0)
        return (SrMatch){SR_MATCH_AREA, area - 1, true};
    SrMatch other = match_other_key(matcher, stripped);
    bool is_ours = g_str_has_prefix(stripped, matcher->prefix);
    return other.kind != SR_MATCH_UNKNOWN || is_ours ? other
                                                     : match_other_key(matcher, repaired);
}

/* Whether an area with @key can be what a name of @class says. */
static bool
fits_class(PlaceClass class, const char *key)
{
    gsize n = is_digits(key) ? strlen(key) : 0;

    switch (class) {
    case CLASS_GEMEINDE:
        return n == 8 || n == 0;
    case CLASS_VG:
        return n != 8 && n != 5;
    case CLASS_KREIS:
        return n == 5 || n == 0;
    case CLASS_NONE:
        return true;
    }
    return true;
}

SrMatch
sr_matcher_find_name(const SrMatcher *matcher, const char *name)
{
    PlaceName wanted = parse_name(name);
    SrMatch match = match_of(SR_MATCH_UNKNOWN);
    int found = GPOINTER_TO_INT(g_hash_table_lookup(matcher->by_full, wanted.full));

    if (found == 0) {
        found = GPOINTER_TO_INT(g_hash_table_lookup(matcher->by_plain, wanted.plain));
        /* Two different brackets are two places. */
        if (found != 0 && found != AMBIGUOUS && wanted.has_bracket &&
            matcher->parsed[found - 1].has_bracket)
            found = 0;
    }
    if (*wanted.plain == '\0')
        match = match_of(SR_MATCH_EMPTY);
    else if (found == AMBIGUOUS)
        match = match_of(SR_MATCH_AMBIGUOUS);
    else if (found != 0 && fits_class(wanted.class, matcher->keys[found - 1]))
        match = (SrMatch){SR_MATCH_AREA, found - 1, false};
    else if (is_total(wanted.plain) || wanted.class == CLASS_KREIS)
        match = match_of(SR_MATCH_TOTAL);
    clear_name(&wanted);
    return match;
}

typedef struct {
    int distance;
    int area;
} Candidate;

static int
compare_candidates(const void *a, const void *b)
{
    const Candidate *x = a;
    const Candidate *y = b;

    return x->distance != y->distance
               ? (x->distance > y->distance) - (x->distance < y->distance)
               : x->area - y->area;
}

char *
sr_matcher_nearest(const SrMatcher *matcher, const char *text)
{
    bool is_key = is_digits(text);
    g_autofree char *normal = sr_place_normal(text);
    g_autofree Candidate *candidates = g_new(Candidate, matcher->n + 1);
    GString *list = g_string_new("");

    for (int i = 0; i < matcher->n; i++)
        candidates[i] =
            (Candidate){is_key ? sr_edit_distance(text, matcher->keys[i])
                               : MIN(sr_edit_distance(normal, matcher->parsed[i].plain),
                                     sr_edit_distance(normal, matcher->parsed[i].full)),
                        i};
    qsort(candidates, (size_t)matcher->n, sizeof *candidates, compare_candidates);
    for (int i = 0; i < MIN(matcher->n, 3); i++)
        g_string_append_printf(list, "%s%s (%s)", i > 0 ? ", " : "",
                               matcher->names[candidates[i].area],
                               matcher->keys[candidates[i].area]);
    return g_string_free(list, FALSE);
}
