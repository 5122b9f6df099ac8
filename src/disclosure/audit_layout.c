/*
 * The pages of a PDF as a reader sees them: pieces of text with their places.
 *
 *     Grünstadt            29,4        a number right of a name, up to the next name
 *     Bad Dürkheim         15,8
 *
 *        VG Lambrecht                  a number below a name, in its middle
 *             8,8
 *
 *     In Haßloch kommen … 45,6 …       sentences, alternative texts, metadata
 */
#include "disclosure/audit_layout.h"

#include "disclosure/audit_words.h"

#include <math.h>
#include <string.h>

#define LONG_LINE 25 /* letters, from which a line may go on below */
#define SAME_PLACE_PT 2.0
#define SAME_COLUMN_PT 0.5
#define CELL_PAD_PT 6.0  /* of a heading over its numbers */
#define NEAR_ROWS 8.0    /* heights of a line */
#define TABLE_GAP 3.5    /* heights of a line, between rows of a table at most */
#define LEAST_CONTENTS 6 /* entries */

typedef struct {
    SrAuditPrint *print;
    int number;           /* from 1 */
    const GArray *pieces; /* of SrPiece, from top to bottom */
} Page;

static void
piece_clear(gpointer data)
{
    g_free(((SrPiece *)data)->text);
}

GArray *
sr_pieces_new(void)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(SrPiece));

    g_array_set_clear_func(pieces, piece_clear);
    return pieces;
}

static const SrPiece *
piece_at(const Page *page, guint i)
{
    return &g_array_index(page->pieces, SrPiece, i);
}

static double
height_of(const SrPiece *piece)
{
    return piece->y2 - piece->y1;
}

/* --- Names --- */

static bool
is_on_line(const SrPiece *a, const SrPiece *b)
{
    double height = MIN(height_of(a), height_of(b));

    return fabs((a->y1 + a->y2) - (b->y1 + b->y2)) < height;
}

/* The piece right above @i that it may go on from, or -1. */
static int
piece_above(const Page *page, guint i)
{
    const SrPiece *piece = piece_at(page, i);

    for (guint k = i; k > 0; k--) {
        const SrPiece *other = piece_at(page, k - 1);
        double gap = piece->y1 - other->y2;
        bool is_aligned =
            fabs(other->x1 - piece->x1) < SAME_PLACE_PT ||
            fabs(other->x2 - piece->x2) < CELL_PAD_PT ||
            fabs(other->x1 + other->x2 - piece->x1 - piece->x2) < 2 * SAME_PLACE_PT;

        if (gap < 0.8 * height_of(piece) && gap > -0.5 * height_of(piece) && is_aligned)
            return (int)k - 1;
    }
    return -1;
}

/*
 * The longest name of an area that ends with piece @i, over up to three lines; @top: the
 * piece it begins with. NULL if there is none. (transfer full)
 */
static char *
name_ending_at(const Page *page, guint i, guint *top)
{
    g_autofree char *joined = g_strdup(piece_at(page, i)->text);
    g_autofree char *name = NULL;
    int above = (int)i;

    if (g_str_has_suffix(joined, "-") || sr_printed_is_number(joined))
        return NULL;
    for (int lines = 0; lines < 3; lines++) {
        if (sr_audit_print_is_area(page->print, joined)) {
            g_free(name);
            name = g_strdup(joined);
            *top = (guint)above;
        }
        above = piece_above(page, (guint)above);
        if (above < 0)
            break;
        char *longer = g_strconcat(piece_at(page, (guint)above)->text, " ", joined, NULL);
        g_free(joined);
        joined = longer;
    }
    return g_steal_pointer(&name);
}

/* --- Numbers of a name --- */

static bool
has_letters(const char *text)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return true;
    return false;
}

/* Names of a table or of bars begin below each other; on a map they stand anywhere. */
static bool
is_in_column(const Page *page, guint i, char *const *names)
{
    const SrPiece *piece = piece_at(page, i);
    int n = 0;

    for (guint k = 0; k < page->pieces->len; k++) {
        const SrPiece *other = piece_at(page, k);

        n += k != i && names[k] != NULL && fabs(other->x1 - piece->x1) < SAME_COLUMN_PT &&
             fabs(other->y1 - piece->y1) < NEAR_ROWS * height_of(piece);
    }
    return n >= 2;
}

/* How far the row of the piece goes: to the next piece right of it that has a word. */
static double
end_of_row(const Page *page, const SrPiece *piece)
{
    double end = G_MAXDOUBLE;

    for (guint i = 0; i < page->pieces->len; i++) {
        const SrPiece *other = piece_at(page, i);

        if (other->x1 >= piece->x2 && is_on_line(piece, other) &&
            has_letters(other->text))
            end = MIN(end, other->x1);
    }
    return end;
}

/* The words right above the number, in the column that ends where it does. */
static char *
column_heading(const Page *page, const SrPiece *piece)
{
    GString *heading = g_string_new(NULL);

    for (guint i = 0; i < page->pieces->len; i++) {
        const SrPiece *other = piece_at(page, i);

        if (other->y2 < piece->y1 && fabs(other->x2 - piece->x2) < CELL_PAD_PT &&
            has_letters(other->text))
            g_string_append(heading, other->text);
    }
    return g_string_free(heading, FALSE);
}

/* Right of the name, on the first and the last line it takes. */
static void
check_row(const Page *page, const char *name, guint own)
{
    const SrPiece *piece = piece_at(page, own);
    double end = end_of_row(page, piece);

    for (guint i = 0; i < page->pieces->len; i++) {
        const SrPiece *other = piece_at(page, i);

        if (other->x1 >= piece->x2 && other->x1 < end && is_on_line(piece, other) &&
            sr_printed_is_number(other->text)) {
            g_autofree char *heading = column_heading(page, other);

            sr_audit_print_row(page->print, name, other->text, heading);
        }
    }
}

/* Right below its middle: the value on a map. */
static void
check_below(const Page *page, const char *name, guint last)
{
    const SrPiece *piece = piece_at(page, last);

    for (guint i = last + 1; i < page->pieces->len; i++) {
        const SrPiece *other = piece_at(page, i);
        double gap = other->y1 - piece->y2;

        if (gap > 0.5 * height_of(piece))
            continue;
        if (gap > -0.5 * height_of(piece) && other->y1 > piece->y1 + 1 &&
            fabs(other->x1 + other->x2 - piece->x1 - piece->x2) < 4 * SAME_PLACE_PT &&
            height_of(other) < 1.3 * height_of(piece) &&
            sr_printed_is_number(other->text))
            sr_audit_print_row(page->print, name, other->text, NULL);
    }
}

/* Whether the piece stands in the column that ends where the heading does. */
static bool
is_below(const SrPiece *heading, const SrPiece *piece)
{
    return piece->y1 > heading->y2 - 1 && fabs(piece->x2 - heading->x2) < CELL_PAD_PT &&
           !has_letters(piece->text);
}

/* Lines on which both headings have a cell below them, "•" among them. */
static int
n_common_rows(const Page *page, const SrPiece *a, const SrPiece *b)
{
    int n = 0;

    for (guint i = 0; i < page->pieces->len; i++)
        for (guint k = 0; is_below(a, piece_at(page, i)) && k < page->pieces->len; k++)
            n += is_below(b, piece_at(page, k)) &&
                 is_on_line(piece_at(page, i), piece_at(page, k));
    return n;
}

/* Whether two names head columns of one table: on a line, with rows in common. */
static bool
is_heading(const Page *page, guint i, char *const *names)
{
    const SrPiece *piece = piece_at(page, i);

    for (guint k = 0; k < page->pieces->len; k++) {
        const SrPiece *other = piece_at(page, k);

        if (k != i && names[k] != NULL && fabs(other->y2 - piece->y2) < SAME_PLACE_PT &&
            n_common_rows(page, piece, other) >= 2)
            return true;
    }
    return false;
}

/* The words that begin the line. */
static const char *
row_heading(const Page *page, const SrPiece *piece)
{
    const SrPiece *first = NULL;

    for (guint i = 0; i < page->pieces->len; i++) {
        const SrPiece *other = piece_at(page, i);

        if (other->x2 < piece->x1 && is_on_line(other, piece) &&
            has_letters(other->text) && (first == NULL || other->x1 < first->x1))
            first = other;
    }
    return first == NULL ? NULL : first->text;
}

/* A table of indicators has the areas above its columns; it ends where a gap begins. */
static void
check_column(const Page *page, guint i, char *const *names)
{
    const SrPiece *heading = piece_at(page, i);
    double end = heading->y2;

    if (!is_heading(page, i, names))
        return;
    for (guint k = 0; k < page->pieces->len; k++) {
        const SrPiece *piece = piece_at(page, k);

        if (!is_below(heading, piece))
            continue;
        if (piece->y1 - end > TABLE_GAP * height_of(heading))
            return;
        end = piece->y2;
        if (sr_printed_is_number(piece->text))
            sr_audit_print_row(page->print, names[i], piece->text,
                               row_heading(page, piece));
    }
}

static void
check_names(const Page *page)
{
    guint n = page->pieces->len;
    g_autofree char **by_piece = g_new0(char *, n + 1);
    g_autofree guint *tops = g_new0(guint, n + 1);

    for (guint i = 0; i < n; i++)
        by_piece[i] = name_ending_at(page, i, &tops[i]);
    for (guint i = 0; i < n; i++) {
        if (by_piece[i] == NULL)
            continue;
        if (is_in_column(page, i, by_piece)) {
            check_row(page, by_piece[i], i);
            if (tops[i] != i)
                check_row(page, by_piece[i], tops[i]);
        }
        check_below(page, by_piece[i], i);
        check_column(page, i, by_piece);
    }
    for (guint i = 0; i < n; i++)
        g_free(by_piece[i]);
}

/* Lines that go on below each other are one paragraph. */
static void
check_sentences(const Page *page)
{
    guint n = page->pieces->len;
    g_autofree bool *is_taken = g_new0(bool, n + 1);

    for (guint i = 0; i < n; i++) {
        g_autoptr(GString) text = g_string_new(piece_at(page, i)->text);
        const SrPiece *last = piece_at(page, i);

        if (is_taken[i])
            continue;
        for (guint k = i + 1; k < n && g_utf8_strlen(last->text, -1) >= LONG_LINE; k++) {
            const SrPiece *next = piece_at(page, k);

            if (is_taken[k] || fabs(next->x1 - last->x1) > SAME_PLACE_PT ||
                next->y1 - last->y2 > 0.8 * height_of(last) ||
                next->y1 < last->y1 + 0.5 * height_of(last))
                continue;
            is_taken[k] = true;
            g_string_append_printf(text, " %s", next->text);
            last = next;
        }
        sr_audit_print_prose(page->print, text->str);
    }
}

/* The whole number that the piece is, or -1. */
static int
whole_number(const SrPiece *piece)
{
    char *end;
    gint64 number = g_ascii_strtoll(piece->text, &end, 10);

    return *end == '\0' && number >= 0 && number < 10000 ? (int)number : -1;
}

/* A list of contents has no numbers but those of pages, and down a column they go up. */
static bool
is_contents(const Page *page)
{
    int n = 0;

    for (guint i = 0; i < page->pieces->len; i++) {
        const SrPiece *piece = piece_at(page, i);
        int number = whole_number(piece);

        if (!sr_printed_is_number(piece->text) || number == page->number)
            continue;
        if (number < 0)
            return false;
        for (guint k = 0; k < i; k++) {
            const SrPiece *above = piece_at(page, k);

            if (fabs(above->x2 - piece->x2) < SAME_PLACE_PT &&
                sr_printed_is_number(above->text) && whole_number(above) >= number)
                return false;
        }
        n++;
    }
    return n >= LEAST_CONTENTS;
}

void
sr_audit_print_pieces(SrAuditPrint *print, const GArray *pieces, int number)
{
    const Page page = {print, number, pieces};

    if (is_contents(&page))
        return;
    check_names(&page);
    check_sentences(&page);
}
