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
#include "disclosure/audit_private.h"

#include "disclosure/audit_words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

#include "base/cleanup.h"

#define LONG_LINE 25 /* letters, from which a line may go on below */
#define SAME_PLACE_PT 2.0
#define SAME_COLUMN_PT 0.5
#define CELL_PAD_PT 6.0  /* of a heading over its numbers */
#define NEAR_ROWS 8.0    /* heights of a line */
#define LEAST_CONTENTS 6 /* entries */

/* Text without a wide gap. */
typedef struct {
    char *text;
    double x1, y1, x2, y2; /* points, y downwards */
} Piece;

typedef struct {
    SrAuditPrint *print;
    int number;     /* from 1 */
    GArray *pieces; /* of Piece, from top to bottom */
} Page;

static void
piece_clear(gpointer data)
{
    g_free(((Piece *)data)->text);
}

static void
page_clear(Page *page)
{
    g_array_unref(page->pieces);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static const Piece *
piece_at(const Page *page, guint i)
{
    return &g_array_index(page->pieces, Piece, i);
}

static double
height_of(const Piece *piece)
{
    return piece->y2 - piece->y1;
}

/* --- Pieces --- */

static void
end_piece(Page *page, GString *text, Piece *piece)
{
    g_strstrip(text->str);
    if (*text->str != '\0') {
        piece->text = g_strdup(text->str);
        g_array_append_vals(page->pieces, piece, 1);
    }
    g_string_truncate(text, 0);
}

static int
compare_pieces(gconstpointer a, gconstpointer b)
{
    const Piece *left = a;
    const Piece *right = b;

    if (left->y1 != right->y1)
        return left->y1 < right->y1 ? -1 : 1;
    return left->x1 < right->x1 ? -1 : left->x1 > right->x1;
}

/* Whether the letter in @box goes on where the piece ends. */
static bool
goes_on(const Piece *piece, const PopplerRectangle *box)
{
    double height = MAX(height_of(piece), 1);

    return fabs(box->y1 - piece->y1) < 0.2 * height && box->x1 > piece->x2 - height &&
           box->x1 < piece->x2 + 0.8 * height;
}

static void
read_pieces(Page *page, PopplerPage *of, const char *text)
{
    g_autofree PopplerRectangle *boxes = NULL;
    g_autoptr(GString) running = g_string_new(NULL);
    Piece piece = {0};
    guint n = 0;
    guint i = 0;

    if (!poppler_page_get_text_layout(of, &boxes, &n))
        return;
    for (const char *p = text; *p != '\0' && i < n; p = g_utf8_next_char(p), i++) {
        const PopplerRectangle *box = &boxes[i];

        if (*p == '\n' || (running->len > 0 && *p != ' ' && !goes_on(&piece, box)))
            end_piece(page, running, &piece);
        if (*p == '\n' || (*p == ' ' && running->len == 0))
            continue;
        if (running->len == 0)
            piece = (Piece){NULL, box->x1, box->y1, box->x2, box->y2};
        g_string_append_len(running, p, g_utf8_next_char(p) - p);
        if (*p != ' ') {
            piece.x2 = box->x2;
            piece.y1 = MIN(piece.y1, box->y1);
            piece.y2 = MAX(piece.y2, box->y2);
        }
    }
    end_piece(page, running, &piece);
    g_array_sort(page->pieces, compare_pieces);
}

/* --- Names --- */

static bool
is_on_line(const Piece *a, const Piece *b)
{
    double height = MIN(height_of(a), height_of(b));

    return fabs((a->y1 + a->y2) - (b->y1 + b->y2)) < height;
}

/* The piece right above @i that it may go on from, or -1. */
static int
piece_above(const Page *page, guint i)
{
    const Piece *piece = piece_at(page, i);

    for (guint k = i; k > 0; k--) {
        const Piece *other = piece_at(page, k - 1);
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
    const Piece *piece = piece_at(page, i);
    int n = 0;

    for (guint k = 0; k < page->pieces->len; k++) {
        const Piece *other = piece_at(page, k);

        n += k != i && names[k] != NULL && fabs(other->x1 - piece->x1) < SAME_COLUMN_PT &&
             fabs(other->y1 - piece->y1) < NEAR_ROWS * height_of(piece);
    }
    return n >= 2;
}

/* How far the row of the piece goes: to the next piece right of it that has a word. */
static double
end_of_row(const Page *page, const Piece *piece)
{
    double end = G_MAXDOUBLE;

    for (guint i = 0; i < page->pieces->len; i++) {
        const Piece *other = piece_at(page, i);

        if (other->x1 >= piece->x2 && is_on_line(piece, other) &&
            has_letters(other->text))
            end = MIN(end, other->x1);
    }
    return end;
}

/* The words right above the number, in the column that ends where it does. */
static char *
column_heading(const Page *page, const Piece *piece)
{
    GString *heading = g_string_new(NULL);

    for (guint i = 0; i < page->pieces->len; i++) {
        const Piece *other = piece_at(page, i);

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
    const Piece *piece = piece_at(page, own);
    double end = end_of_row(page, piece);

    for (guint i = 0; i < page->pieces->len; i++) {
        const Piece *other = piece_at(page, i);

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
    const Piece *piece = piece_at(page, last);

    for (guint i = last + 1; i < page->pieces->len; i++) {
        const Piece *other = piece_at(page, i);
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
is_below(const Piece *heading, const Piece *piece)
{
    return piece->y1 > heading->y2 - 1 && fabs(piece->x2 - heading->x2) < CELL_PAD_PT &&
           !has_letters(piece->text);
}

/* Lines on which both headings have a cell below them, "•" among them. */
static int
n_common_rows(const Page *page, const Piece *a, const Piece *b)
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
    const Piece *piece = piece_at(page, i);

    for (guint k = 0; k < page->pieces->len; k++) {
        const Piece *other = piece_at(page, k);

        if (k != i && names[k] != NULL && fabs(other->y2 - piece->y2) < SAME_PLACE_PT &&
            n_common_rows(page, piece, other) >= 2)
            return true;
    }
    return false;
}

/* The words that begin the line. */
static const char *
row_heading(const Page *page, const Piece *piece)
{
    const Piece *first = NULL;

    for (guint i = 0; i < page->pieces->len; i++) {
        const Piece *other = piece_at(page, i);

        if (other->x2 < piece->x1 && is_on_line(other, piece) &&
            has_letters(other->text) && (first == NULL || other->x1 < first->x1))
            first = other;
    }
    return first == NULL ? NULL : first->text;
}

/* A table of indicators has the areas above its columns. */
static void
check_column(const Page *page, guint i, char *const *names)
{
    if (!is_heading(page, i, names))
        return;
    for (guint k = 0; k < page->pieces->len; k++)
        if (is_below(piece_at(page, i), piece_at(page, k)) &&
            sr_printed_is_number(piece_at(page, k)->text))
            sr_audit_print_row(page->print, names[i], piece_at(page, k)->text,
                               row_heading(page, piece_at(page, k)));
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
        const Piece *last = piece_at(page, i);

        if (is_taken[i])
            continue;
        for (guint k = i + 1; k < n && g_utf8_strlen(last->text, -1) >= LONG_LINE; k++) {
            const Piece *next = piece_at(page, k);

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

/* A list of contents has no numbers but those of pages, and these go up. */
static bool
is_contents(const Page *page)
{
    int last = 0;
    int n = 0;

    for (guint i = 0; i < page->pieces->len; i++) {
        const char *text = piece_at(page, i)->text;
        char *end;
        int number = (int)g_ascii_strtoll(text, &end, 10);

        if (!sr_printed_is_number(text) || number == page->number)
            continue;
        if (*end != '\0' || number < last)
            return false;
        last = number;
        n++;
    }
    return n >= LEAST_CONTENTS;
}

/* --- Documents --- */

static void
check_page(SrAuditPrint *print, PopplerPage *of, const char *name, int number)
{
    g_autofree char *text = poppler_page_get_text(of);
    g_autofree char *place = g_strdup_printf(_("%s, page %d"), name, number);
    g_auto(Page) page = {print, number, g_array_new(FALSE, FALSE, sizeof(Piece))};

    g_array_set_clear_func(page.pieces, piece_clear);
    if (text == NULL || !sr_audit_print_open(print, place, text))
        return;
    read_pieces(&page, of, text);
    if (is_contents(&page))
        return;
    check_names(&page);
    check_sentences(&page);
}

static void
collect_alternatives(PopplerStructureElementIter *iter, GString *texts)
{
    do {
        g_autoptr(PopplerStructureElement) element =
            poppler_structure_element_iter_get_element(iter);
        g_autofree char *alternative = poppler_structure_element_get_alt_text(element);
        g_autofree char *actual = poppler_structure_element_get_actual_text(element);
        g_autoptr(PopplerStructureElementIter) child =
            poppler_structure_element_iter_get_child(iter);

        if (alternative != NULL)
            g_string_append_printf(texts, "%s\n", alternative);
        if (actual != NULL)
            g_string_append_printf(texts, "%s\n", actual);
        if (child != NULL)
            collect_alternatives(child, texts);
    } while (poppler_structure_element_iter_next(iter));
}

static void
collect_bookmarks(PopplerIndexIter *iter, GString *texts)
{
    do {
        PopplerAction *action = poppler_index_iter_get_action(iter);
        g_autoptr(PopplerIndexIter) child = poppler_index_iter_get_child(iter);

        if (action != NULL && action->any.title != NULL)
            g_string_append_printf(texts, "%s\n", action->any.title);
        poppler_action_free(action);
        if (child != NULL)
            collect_bookmarks(child, texts);
    } while (poppler_index_iter_next(iter));
}

/* What no page shows: metadata, bookmarks, alternative texts. */
static void
check_hidden_texts(SrAuditPrint *print, PopplerDocument *document, const char *name)
{
    g_autoptr(GString) texts = g_string_new(NULL);
    g_autoptr(PopplerStructureElementIter) structure =
        poppler_structure_element_iter_new(document);
    g_autoptr(PopplerIndexIter) index = poppler_index_iter_new(document);
    char *const properties[] = {
        poppler_document_get_title(document), poppler_document_get_author(document),
        poppler_document_get_subject(document), poppler_document_get_keywords(document),
        poppler_document_get_metadata(document)};

    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        if (properties[i] != NULL)
            g_string_append_printf(texts, "%s\n", properties[i]);
        g_free(properties[i]);
    }
    if (structure != NULL)
        collect_alternatives(structure, texts);
    if (index != NULL)
        collect_bookmarks(index, texts);
    g_auto(GStrv) lines = g_strsplit(texts->str, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++) {
        if (*lines[i] == '\0')
            continue;
        /* Each names its own indicator; one that names none belongs to the document. */
        if (sr_audit_print_open(print, name, lines[i]))
            sr_audit_print_prose(print, lines[i]);
    }
}

static PopplerDocument *
open_document(SrAuditPrint *print, const char *path, const char *name)
{
    g_autofree char *full = g_canonicalize_filename(path, NULL);
    g_autofree char *uri = g_filename_to_uri(full, NULL, NULL);
    PopplerDocument *document =
        uri == NULL ? NULL : poppler_document_new_from_file(uri, NULL, NULL);

    if (document == NULL)
        sr_audit_print_complain(print, name);
    return document;
}

void
sr_audit_check_pages(SrAuditPrint *print, const char *path, const char *name, int part,
                     int n_parts)
{
    g_autoptr(PopplerDocument) document = open_document(print, path, name);

    if (document == NULL)
        return;
    int n = poppler_document_get_n_pages(document);
    if (part == 0)
        check_hidden_texts(print, document, name);
    for (int i = n * part / n_parts; i < n * (part + 1) / n_parts; i++) {
        g_autoptr(PopplerPage) page = poppler_document_get_page(document, i);

        check_page(print, page, name, i + 1);
    }
}
