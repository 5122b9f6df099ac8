#include "data/sign.h"

#include <math.h>
#include <string.h>

/* To add a kind of sign: a line here and in SrSignKind; [signs] then knows its key. */
static const struct {
    const char *name;
    const char *standard; /* those of DIN 55301, separated by blanks; NULL = none */
    SrStatus status;      /* of a cell that holds nothing else */
    unsigned flag;        /* of a figure it stands behind or around */
    bool is_suffix;
} kinds[SR_N_SIGNS] = {
    [SR_SIGN_NOTHING] = {"nothing", "- – —", SR_STATUS_OK, 0, false},
    [SR_SIGN_MISSING] = {"missing", ".", SR_STATUS_MISSING, 0, false},
    [SR_SIGN_NOT_YET] = {"not_yet", "… ...", SR_STATUS_NOT_YET, 0, false},
    [SR_SIGN_UNCERTAIN] = {"uncertain", "/", SR_STATUS_UNCERTAIN, 0, false},
    [SR_SIGN_NOT_APPLICABLE] = {"not_applicable", "x X", SR_STATUS_NOT_APPLICABLE, 0,
                                false},
    [SR_SIGN_SUPPRESSED] = {"suppressed", NULL, SR_STATUS_SUPPRESSED, 0, false},
    [SR_SIGN_LIMITED] = {"limited", "()", SR_STATUS_OK, SR_FLAG_LIMITED, false},
    [SR_SIGN_PROVISIONAL] = {"provisional", "p", SR_STATUS_OK, SR_FLAG_PROVISIONAL, true},
    [SR_SIGN_REVISED] = {"revised", "r", SR_STATUS_OK, SR_FLAG_REVISED, true},
    [SR_SIGN_ESTIMATED] = {"estimated", "s", SR_STATUS_OK, SR_FLAG_ESTIMATED, true},
    [SR_SIGN_FINAL] = {"final", NULL, SR_STATUS_OK, 0, true},
};

const char *
sr_sign_name(SrSignKind kind)
{
    return kinds[kind].name;
}

void
sr_signs_init_default(SrSigns *signs)
{
    for (int kind = 0; kind < SR_N_SIGNS; kind++)
        signs->words[kind] = kinds[kind].standard == NULL
                                 ? NULL
                                 : g_strsplit(kinds[kind].standard, " ", -1);
}

void
sr_signs_clear(SrSigns *signs)
{
    for (int kind = 0; kind < SR_N_SIGNS; kind++)
        g_clear_pointer(&signs->words[kind], g_strfreev);
}

static bool
has_word(char **words, const char *text)
{
    return words != NULL && g_strv_contains((const char *const *)words, text);
}

/* The blanks at both ends, the no-break ones too, are no part of a cell. */
static char *
stripped(const char *text)
{
    static const char *const blanks[] = {" ",      "\t",     "\n",    "\r",
                                         "\u00a0", "\u202f", "\u2009"};
    gsize start = 0;
    gsize end = strlen(text);

    for (size_t i = 0; i < G_N_ELEMENTS(blanks); i++) {
        gsize n = strlen(blanks[i]);

        if (end - start >= n && memcmp(text + start, blanks[i], n) == 0) {
            start += n;
            i = (size_t)-1; /* from the first blank again */
        } else if (end - start >= n && memcmp(text + end - n, blanks[i], n) == 0) {
            end -= n;
            i = (size_t)-1;
        }
    }
    return g_strndup(text + start, end - start);
}

/* Takes brackets and one suffix off @text in place; returns their flags. */
static unsigned
take_marks(char *text, const SrSigns *signs)
{
    unsigned flags = 0;
    gsize n = strlen(text);

    for (int kind = 0; kind < SR_N_SIGNS; kind++) {
        for (char **word = signs->words[kind];
             kinds[kind].is_suffix && word != NULL && *word != NULL; word++) {
            gsize length = strlen(*word);

            if (n <= length || !g_str_has_suffix(text, *word) ||
                !(g_ascii_isdigit(text[n - length - 1]) || text[n - length - 1] == ' ' ||
                  text[n - length - 1] == ')'))
                continue;
            text[n - length] = '\0';
            g_strchomp(text);
            flags |= kinds[kind].flag;
            n = strlen(text);
            break;
        }
    }
    if (signs->words[SR_SIGN_LIMITED] != NULL && n > 2 && text[0] == '(' &&
        text[n - 1] == ')') {
        text[n - 1] = '\0';
        memmove(text, text + 1, n - 1);
        g_strstrip(text);
        flags |= SR_FLAG_LIMITED;
    }
    return flags;
}

char *
sr_cell_number_part(const char *text, const SrSigns *signs)
{
    char *part = stripped(text);

    take_marks(part, signs);
    return part;
}

/* Fills @cell from a number alone; returns false if @text is none. */
static bool
read_number(SrCell *cell, const char *text, SrNumberForm form)
{
    SrNumber number;

    if (!sr_number_parse(text, form, &number))
        return false;
    cell->kind = SR_CELL_VALUE;
    cell->value = number.value;
    cell->status = SR_STATUS_OK;
    cell->unit = number.unit;
    cell->has_footnote = number.has_footnote;
    return true;
}

SrCell
sr_cell_read(const char *text, const SrSigns *signs, SrNumberForm form)
{
    SrCell cell = {.kind = SR_CELL_UNKNOWN, .value = NAN, .status = SR_STATUS_MISSING};

    if (read_number(&cell, text, form))
        return cell;
    g_autofree char *rest = stripped(text);
    if (*rest == '\0') {
        cell.kind = SR_CELL_EMPTY;
        return cell;
    }
    for (int kind = 0; kind < SR_N_SIGNS; kind++) {
        if (kinds[kind].is_suffix || !has_word(signs->words[kind], rest))
            continue;
        cell.kind = kind == SR_SIGN_NOTHING ? SR_CELL_VALUE : SR_CELL_SIGN;
        cell.status = kinds[kind].status;
        cell.value = kind == SR_SIGN_NOTHING ? 0 : NAN;
        if (kind == SR_SIGN_LIMITED) { /* "()" alone: the figure itself is not told */
            cell.status = SR_STATUS_UNCERTAIN;
            cell.flags = SR_FLAG_LIMITED;
        }
        return cell;
    }
    cell.flags = take_marks(rest, signs);
    if (cell.flags != 0 && !read_number(&cell, rest, form)) {
        cell.flags = 0;
        cell.kind = SR_CELL_UNKNOWN;
    }
    return cell;
}

bool
sr_cell_add_quality(SrCell *cell, const char *quality, const SrSigns *signs)
{
    g_autofree char *sign = stripped(quality);

    if (*sign == '\0')
        return true;
    for (int kind = 0; kind < SR_N_SIGNS; kind++) {
        if (!has_word(signs->words[kind], sign))
            continue;
        cell->flags |= kinds[kind].flag;
        if (kinds[kind].status != SR_STATUS_OK) {
            cell->kind = SR_CELL_SIGN;
            cell->status = kinds[kind].status;
            cell->value = NAN;
        }
        return true;
    }
    return false;
}
