#include "draw/hyphen.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <stdbool.h>
#include <string.h>

#define N_LEVELS 2
#define N_SLOTS (1 << 18) /* of the hash of patterns; a power of two, a third full */
#define MOST_LETTERS 100  /* of a word; longer ones are not broken */
#define LEAST_LETTERS 6
#define LEAST_BEFORE 2
#define LEAST_AFTER 3
#define SOFT_HYPHEN "\u00ad"

/* To add a language: its file must be in ISO 8859-1, as the German one is. */
static const struct {
    const char *language;
    const char *path;
    const char *package;
} dictionaries[] = {
    {"de", "/usr/share/hyphen/hyph_de_DE.dic", "hyphen-de"},
};

/* Joints that the package does not know in words this project is full of. */
static const char *const own_joints[] = {"sozial1raum1", "raum1analyse", "jugend1hilfe1"};

/*
 * A pattern lies in the arena as its number of letters, the letters, and one value more
 * than letters: "1ab2" is 2 a b 1 0 2.
 */
typedef struct {
    guint32 slots[N_SLOTS]; /* offset in the arena, 0 = free */
    int longest;
} Level;

struct SrHyphen {
    char *file;        /* as it was read, until the patterns are sorted in; owned */
    gsize is_ready;    /* they are */
    GByteArray *arena; /* the first byte is never used */
    Level levels[N_LEVELS];
};

static guint32
hash_step(guint32 hash, guint8 letter)
{
    return (hash ^ letter) * 16777619u; /* FNV-1a */
}

static guint32
hash_slot(guint32 hash)
{
    return (hash ^ hash >> 15) % N_SLOTS;
}

/* Returns: the offset of the pattern of these letters, or 0. */
static guint32
find_pattern(const SrHyphen *hyphen, const Level *level, guint32 hash,
             const guint8 *letters, int n)
{
    const guint8 *arena = hyphen->arena->data;

    for (guint32 slot = hash_slot(hash); level->slots[slot] != 0;
         slot = (slot + 1) % N_SLOTS) {
        guint32 at = level->slots[slot];

        if (arena[at] == n && memcmp(arena + at + 1, letters, n) == 0)
            return at;
    }
    return 0;
}

static void
add_pattern(SrHyphen *hyphen, Level *level, const char *line, int length)
{
    guint8 letters[MOST_LETTERS];
    guint8 values[MOST_LETTERS + 1] = {0};
    guint32 hash = 2166136261u;
    int n = 0;

    for (int i = 0; i < length; i++) {
        if (g_ascii_isdigit(line[i])) {
            values[n] = (guint8)(line[i] - '0');
        } else if (n + 1 < MOST_LETTERS) {
            letters[n++] = (guint8)line[i];
            hash = hash_step(hash, (guint8)line[i]);
        }
    }
    guint32 slot = hash_slot(hash);
    while (level->slots[slot] != 0)
        slot = (slot + 1) % N_SLOTS;
    level->slots[slot] = hyphen->arena->len;
    level->longest = MAX(level->longest, n);
    guint8 length_byte = (guint8)n;
    g_byte_array_append(hyphen->arena, &length_byte, 1);
    g_byte_array_append(hyphen->arena, letters, (guint)n);
    g_byte_array_append(hyphen->arena, values, (guint)n + 1);
}

/* Comments, settings in capitals, then patterns; NEXTLEVEL begins the second level. */
static void
read_patterns(SrHyphen *hyphen, const char *data)
{
    int level = 0;

    for (const char *line = strchr(data, '\n'); line != NULL; line = strchr(line, '\n')) {
        line++;
        int length = (int)strcspn(line, "\r\n");

        if (strncmp(line, "NEXTLEVEL", 9) == 0)
            level = MIN(level + 1, N_LEVELS - 1);
        else if (length > 0 && *line != '#' && *line != '%' &&
                 !(g_ascii_isupper(line[0]) && g_ascii_isupper(line[1])))
            add_pattern(hyphen, &hyphen->levels[level], line, length);
    }
}

/* Sorts the patterns in, when the first word is asked for: many pages break none. */
static void
prepare(SrHyphen *hyphen)
{
    if (!g_once_init_enter(&hyphen->is_ready))
        return;
    hyphen->arena = g_byte_array_sized_new(2 << 20);
    g_byte_array_append(hyphen->arena, (const guint8 *)"", 1);
    for (size_t k = 0; k < G_N_ELEMENTS(own_joints); k++)
        add_pattern(hyphen, &hyphen->levels[0], own_joints[k],
                    (int)strlen(own_joints[k]));
    read_patterns(hyphen, hyphen->file);
    g_clear_pointer(&hyphen->file, g_free);
    g_once_init_leave(&hyphen->is_ready, 1);
}

SrHyphen *
sr_hyphen_new(const char *language, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dictionaries); i++) {
        g_autofree char *data = NULL;

        if (!g_str_equal(dictionaries[i].language, language))
            continue;
        if (!g_file_get_contents(dictionaries[i].path, &data, NULL, NULL)) {
            g_set_error(error, SR_ERROR, SR_ERROR_IO,
                        _("there is no %s; the Debian package %s brings it"),
                        dictionaries[i].path, dictionaries[i].package);
            return NULL;
        }
        SrHyphen *hyphen = g_new0(SrHyphen, 1);
        hyphen->file = g_steal_pointer(&data);
        return hyphen;
    }
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("there are no patterns to break words of the language '%s'"), language);
    return NULL;
}

void
sr_hyphen_free(SrHyphen *hyphen)
{
    if (hyphen == NULL)
        return;
    g_clear_pointer(&hyphen->arena, g_byte_array_unref);
    g_free(hyphen->file);
    g_free(hyphen);
}

/*
 * Liang's method on letters[n]: of all patterns that occur, the greatest value at each
 * place counts; the word may be broken after letter i where best[i + 1] is odd.
 */
static void
apply_level(const SrHyphen *hyphen, const Level *level, const guint8 *letters, int n,
            guint8 *best)
{
    guint8 dotted[MOST_LETTERS + 2];
    guint8 values[MOST_LETTERS + 3] = {0};

    dotted[0] = dotted[n + 1] = '.';
    memcpy(dotted + 1, letters, n);
    for (int start = 0; start < n + 2; start++) {
        guint32 hash = 2166136261u;

        for (int end = start; end < n + 2 && end - start < level->longest; end++) {
            hash = hash_step(hash, dotted[end]);
            guint32 at =
                find_pattern(hyphen, level, hash, dotted + start, end - start + 1);
            if (at == 0)
                continue;
            const guint8 *found = hyphen->arena->data + at;
            for (int v = 0; v <= *found; v++)
                values[start + v] = MAX(values[start + v], found[1 + *found + v]);
        }
    }
    memcpy(best, values + 1, n + 1);
}

/* Sets breaks[i] where the word may be broken before letter i. */
static void
break_word(const SrHyphen *hyphen, const guint8 *letters, int n, bool *breaks)
{
    guint8 best[MOST_LETTERS + 2];
    int part = 0;

    memset(breaks, 0, n * sizeof *breaks);
    apply_level(hyphen, &hyphen->levels[0], letters, n, best);
    for (int i = LEAST_BEFORE; i <= n - 2; i++)
        breaks[i] = best[i] % 2 == 1;
    /* Then each part of the compound on its own. */
    for (int end = 1; end <= n; end++) {
        if (end < n && !breaks[end])
            continue;
        apply_level(hyphen, &hyphen->levels[1], letters + part, end - part, best);
        for (int i = LEAST_BEFORE; i <= end - part - 2; i++)
            if (best[i] % 2 == 1)
                breaks[part + i] = true;
        part = end;
    }
    for (int i = 0; i < n; i++)
        if (i < LEAST_BEFORE || n - i < LEAST_AFTER)
            breaks[i] = false;
}

/* Adds one word of @n letters with its soft hyphens. */
static void
append_word(const SrHyphen *hyphen, GString *out, const char *word, int n)
{
    guint8 letters[MOST_LETTERS];
    bool breaks[MOST_LETTERS] = {false};
    const char *p = word;
    bool known = n >= LEAST_LETTERS && n < MOST_LETTERS;

    for (int i = 0; i < n && known; i++, p = g_utf8_next_char(p)) {
        gunichar lower = g_unichar_tolower(g_utf8_get_char(p));

        known = lower < 0x100;
        letters[i] = (guint8)lower;
    }
    if (known)
        break_word(hyphen, letters, n, breaks);
    p = word;
    for (int i = 0; i < n; i++, p = g_utf8_next_char(p)) {
        if (known && breaks[i])
            g_string_append(out, SOFT_HYPHEN);
        g_string_append_unichar(out, g_utf8_get_char(p));
    }
}

char *
sr_hyphen_text(SrHyphen *hyphen, const char *text)
{
    GString *out = g_string_sized_new(strlen(text) * 5 / 4);

    prepare(hyphen);
    for (const char *p = text; *p != '\0';) {
        const char *word = p;
        int n = 0;
        bool broken = false;

        for (; *p != '\0'; p = g_utf8_next_char(p), n++) {
            gunichar c = g_utf8_get_char(p);

            broken = broken || c == 0xad;
            if (!g_unichar_isalpha(c) && c != 0xad)
                break;
        }
        if (broken)
            g_string_append_len(out, word, p - word);
        else
            append_word(hyphen, out, word, n);
        if (*p != '\0' && n == 0) {
            g_string_append_unichar(out, g_utf8_get_char(p));
            p = g_utf8_next_char(p);
        }
    }
    return g_string_free(out, FALSE);
}
