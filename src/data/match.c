#include "data/match.h"

#include "base/nearest.h"
#include "data/placename.h"

#include <string.h>

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

struct SrMatcher {
    GPtrArray *keys;  /* borrowed texts */
    GPtrArray *names; /* the same */
    int n;
    GHashTable *by_key;  /* key → index + 1 */
    GHashTable *by_full; /* name → index + 1, or AMBIGUOUS */
    GHashTable *by_plain;
    SrPlaceName *parsed; /* [n] */
    char *prefix;        /* what all keys begin with */
    bool has_digits;     /* all keys are digits */
};

#define AMBIGUOUS G_MAXINT

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

    matcher->keys = g_ptr_array_new();
    matcher->names = g_ptr_array_new();
    matcher->n = n;
    matcher->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    matcher->by_full = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    matcher->by_plain = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    matcher->parsed = g_new0(SrPlaceName, n);
    matcher->has_digits = true;
    for (int i = 0; i < n; i++) {
        SrPlaceName *parsed = &matcher->parsed[i];

        *parsed = sr_place_name_parse(names[i]);
        g_ptr_array_add(matcher->keys, (gpointer)keys[i]);
        g_ptr_array_add(matcher->names, (gpointer)names[i]);
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
        SrPlaceName alias = sr_place_name_parse(aliases->aliases[i]);

        if (area != NULL)
            add_name(matcher->by_full, alias.full, GPOINTER_TO_INT(area) - 1);
        sr_place_name_clear(&alias);
    }
    return matcher;
}

void
sr_matcher_free(SrMatcher *matcher)
{
    if (matcher == NULL)
        return;
    for (int i = 0; i < matcher->n; i++)
        sr_place_name_clear(&matcher->parsed[i]);
    g_ptr_array_unref(matcher->keys);
    g_ptr_array_unref(matcher->names);
    g_free(matcher->parsed);
    g_free(matcher->prefix);
    g_hash_table_unref(matcher->by_key);
    g_hash_table_unref(matcher->by_full);
    g_hash_table_unref(matcher->by_plain);
    g_free(matcher);
}

int
sr_matcher_add(SrMatcher *matcher, const char *key, const char *name)
{
    SrPlaceName parsed = sr_place_name_parse(name);
    int area = matcher->n++;

    matcher->parsed = g_renew(SrPlaceName, matcher->parsed, matcher->n);
    matcher->parsed[area] = parsed;
    g_ptr_array_add(matcher->keys, (gpointer)key);
    g_ptr_array_add(matcher->names, (gpointer)name);
    g_hash_table_insert(matcher->by_key, (gpointer)key, GINT_TO_POINTER(area + 1));
    if (!g_hash_table_contains(matcher->by_full, parsed.full))
        add_name(matcher->by_full, parsed.full, area);
    if (!g_hash_table_contains(matcher->by_plain, parsed.plain))
        add_name(matcher->by_plain, parsed.plain, area);
    return area;
}

void
sr_matcher_move(SrMatcher *matcher, const int *into)
{
    GHashTable *const tables[] = {matcher->by_key, matcher->by_full, matcher->by_plain};

    for (size_t t = 0; t < G_N_ELEMENTS(tables); t++) {
        GHashTableIter each;
        gpointer area;

        g_hash_table_iter_init(&each, tables[t]);
        while (g_hash_table_iter_next(&each, NULL, &area)) {
            int target =
                GPOINTER_TO_INT(area) == AMBIGUOUS ? 0 : into[GPOINTER_TO_INT(area) - 1];

            if (target < 0)
                g_hash_table_iter_remove(&each);
            else if (GPOINTER_TO_INT(area) != AMBIGUOUS)
                g_hash_table_iter_replace(&each, GINT_TO_POINTER(target + 1));
        }
    }
}

bool
sr_matcher_is_inside(const SrMatcher *matcher, const char *key)
{
    return g_str_has_prefix(key, matcher->prefix);
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
plain_key(const char *raw)
{
    g_autofree char *valid = g_utf8_make_valid(raw, -1);
    g_autoptr(GString) joined = g_string_new("");
    const char *key = valid;
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
fits_class(SrPlaceClass class, const char *key)
{
    gsize n = is_digits(key) ? strlen(key) : 0;

    switch (class) {
    case SR_PLACE_GEMEINDE:
        return n == 8 || n == 0;
    case SR_PLACE_VG:
        return n != 8 && n != 5;
    case SR_PLACE_KREIS:
        return n == 5 || n == 0;
    case SR_PLACE_NONE:
        return true;
    }
    return true;
}

SrMatch
sr_matcher_find_name(const SrMatcher *matcher, const char *name)
{
    SrPlaceName wanted = sr_place_name_parse(name);
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
    else if (found != 0 && fits_class(wanted.class, matcher->keys->pdata[found - 1]))
        match = (SrMatch){SR_MATCH_AREA, found - 1, false};
    else if (is_total(wanted.plain) || wanted.class == SR_PLACE_KREIS)
        match = match_of(SR_MATCH_TOTAL);
    sr_place_name_clear(&wanted);
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
            (Candidate){is_key ? sr_edit_distance(text, matcher->keys->pdata[i])
                               : MIN(sr_edit_distance(normal, matcher->parsed[i].plain),
                                     sr_edit_distance(normal, matcher->parsed[i].full)),
                        i};
    qsort(candidates, (size_t)matcher->n, sizeof *candidates, compare_candidates);
    for (int i = 0; i < MIN(matcher->n, 3); i++)
        g_string_append_printf(list, "%s%s (%s)", i > 0 ? ", " : "",
                               (const char *)matcher->names->pdata[candidates[i].area],
                               (const char *)matcher->keys->pdata[candidates[i].area]);
    return g_string_free(list, FALSE);
}
