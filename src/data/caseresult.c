#include "data/caseresult.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* What a word does. The first four can be said and denied; the first two are results. */
typedef enum {
    ACUTE,
    LATENT,
    DANGER,
    NEED,
    N_MATTERS,
    DENY = N_MATTERS, /* what follows */
    DENY_CLAUSE,      /* what stands before it, too */
    EXCLUDE,          /* "nicht ausgeschlossen": latent */
    AND,
    COMMA,
    END, /* of what is denied */
    N_KINDS,
} Kind;

/* To add a word: a line here. The first line whose text is in the word holds. */
static const struct {
    const char *part;
    bool is_whole; /* the whole word, not a part of it */
    Kind kind;
} words[] = {
    {",", true, COMMA},
    {";", true, END},
    {".", true, END},
    {"–", true, END},
    {"-", true, END},
    {"/", true, AND},
    {"und", true, AND},
    {"sowie", true, AND},
    {"aber", true, END},
    {"jedoch", true, END},
    {"doch", true, END},
    {"sondern", true, END},
    {"allerdings", true, END},
    {"ohne", true, DENY},
    {"weder", true, DENY},
    {"kein", true, DENY},
    {"keine", true, DENY},
    {"keinen", true, DENY},
    {"keiner", true, DENY},
    {"keinerlei", true, DENY},
    {"nicht", true, DENY_CLAUSE},
    {"nein", true, DENY_CLAUSE},
    {"verneint", true, DENY_CLAUSE},
    {"unbegründet", true, DENY_CLAUSE},
    {"auszuschließen", true, EXCLUDE},
    {"auszuschliessen", true, EXCLUDE},
    {"ausgeschlossen", true, EXCLUDE},
    {"akut", false, ACUTE},
    {"latent", false, LATENT},
    {"gefährdung", false, DANGER},
    {"gefaehrdung", false, DANGER},
    {"gefahr", false, DANGER},
    {"kwg", true, DANGER},
    {"bedarf", false, NEED},
};

static Kind
kind_of(const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i].is_whole ? g_str_equal(word, words[i].part)
                              : strstr(word, words[i].part) != NULL)
            return words[i].kind;
    return N_KINDS;
}

/* A sign that ends a clause, or joins two words, is a word of its own. */
static GPtrArray *
split_words(const char *text)
{
    g_autofree char *small = g_utf8_strdown(text, -1);
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) word = g_string_new("");

    for (const char *at = small;; at = g_utf8_next_char(at)) {
        gunichar sign = g_utf8_get_char(at);
        bool is_apart = sign != 0 && strchr(",;./", (int)MIN(sign, 127)) != NULL;
        bool is_blank = sign == 0 || g_unichar_isspace(sign) ||
                        strchr("():\"", (int)MIN(sign, 127)) != NULL;

        if (!is_apart && !is_blank) {
            g_string_append_unichar(word, sign);
            continue;
        }
        if (word->len > 0)
            g_ptr_array_add(found, g_strdup(word->str));
        g_string_set_size(word, 0);
        if (is_apart)
            g_ptr_array_add(found, g_strdup_printf("%c", (char)sign));
        if (sign == 0)
            return found;
    }
}

/* What was read so far. */
typedef struct {
    bool said[N_MATTERS];
    bool denied[N_MATTERS];
    bool in_clause[N_MATTERS]; /* said since the clause began */
    bool is_open;              /* it can be read in two ways */
    enum { SAYS, DENIES, DENIED_AND, DENIED_COMMA } mood;
} Reading;

/*
 * How far a denial reaches: "keine akute oder latente Gefährdung" all of it; behind
 * "und" the dangers alone are sure, behind a comma the need.
 */
static void
read_matter(Reading *reading, Kind matter)
{
    switch (reading->mood) {
    case SAYS:
        reading->said[matter] = reading->in_clause[matter] = true;
        break;
    case DENIES:
        reading->denied[matter] = true;
        break;
    case DENIED_AND:
        reading->is_open |= matter == NEED;
        reading->denied[matter] = true;
        break;
    case DENIED_COMMA:
        reading->is_open |= matter != NEED;
        reading->said[matter] = true;
        break;
    }
}

static void
deny_clause(Reading *reading)
{
    for (int m = 0; m < N_MATTERS; m++) {
        if (!reading->in_clause[m])
            continue;
        reading->said[m] = reading->in_clause[m] = false;
        reading->denied[m] = true;
    }
    reading->mood = DENIES;
}

static void
read_word(Reading *reading, Kind kind)
{
    if (kind < N_MATTERS)
        read_matter(reading, kind);
    else if (kind == DENY)
        reading->mood = DENIES;
    else if (kind == DENY_CLAUSE || kind == EXCLUDE)
        deny_clause(reading);
    else if (kind == AND && reading->mood == DENIES)
        reading->mood = DENIED_AND;
    else if (kind == COMMA && reading->mood != SAYS)
        reading->mood = DENIED_COMMA;
    else if (kind == END)
        reading->mood = SAYS;
    if (kind == END || kind == COMMA)
        memset(reading->in_clause, 0, sizeof reading->in_clause);
}

static SrCaseResult
conclude(const Reading *reading)
{
    const bool *said = reading->said;

    for (int m = 0; m < N_MATTERS; m++)
        if (said[m] && reading->denied[m] && m != DANGER)
            return SR_CASE_RESULTS;
    if (reading->is_open || (said[ACUTE] && said[LATENT]))
        return SR_CASE_RESULTS;
    if (said[ACUTE] || said[LATENT])
        return said[ACUTE] ? SR_CASE_ACUTE : SR_CASE_LATENT;
    if (said[DANGER]) /* which? */
        return SR_CASE_RESULTS;
    if (said[NEED])
        return SR_CASE_NEED;
    return reading->denied[NEED] ? SR_CASE_NO_NEED : SR_CASE_RESULTS;
}

SrCaseResult
sr_case_result_parse(const char *text)
{
    static const char *const keys[SR_CASE_RESULTS] = {"1", "2", "3", "4"};
    g_autoptr(GPtrArray) found = split_words(text);
    Reading reading = {0};

    for (int i = 0; i < SR_CASE_RESULTS && found->len == 1; i++)
        if (g_str_equal(found->pdata[0], keys[i]))
            return (SrCaseResult)i;
    if (found->len == 1 && g_str_equal(found->pdata[0], "kein"))
        return SR_CASE_NO_NEED;
    for (guint i = 0; i < found->len; i++) {
        Kind kind = kind_of(found->pdata[i]);
        Kind next = i + 1 < found->len ? kind_of(found->pdata[i + 1]) : N_KINDS;

        if (kind == DENY_CLAUSE && next == EXCLUDE) { /* not excluded: latent */
            read_matter(&reading, LATENT);
            i++;
        } else
            read_word(&reading, kind);
    }
    return conclude(&reading);
}
