/* PDF documents: their pages as pieces of text, and what no page shows. */
#include "disclosure/audit_layout.h"
#include "disclosure/poppler_late.h"

#include <glib/gi18n.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

#include "base/cleanup.h"

/* --- Pieces --- */

static double
height_of(const SrPiece *piece)
{
    return piece->y2 - piece->y1;
}

static void
end_piece(GArray *pieces, GString *text, SrPiece *piece)
{
    g_strstrip(text->str);
    if (*text->str != '\0') {
        piece->text = g_strdup(text->str);
        g_array_append_vals(pieces, piece, 1);
    }
    g_string_truncate(text, 0);
}

static int
compare_pieces(gconstpointer a, gconstpointer b)
{
    const SrPiece *left = a;
    const SrPiece *right = b;

    if (left->y1 != right->y1)
        return left->y1 < right->y1 ? -1 : 1;
    return left->x1 < right->x1 ? -1 : left->x1 > right->x1;
}

/* Whether the letter in @box goes on where the piece ends. */
static bool
goes_on(const SrPiece *piece, const PopplerRectangle *box)
{
    double height = MAX(height_of(piece), 1);

    return fabs(box->y1 - piece->y1) < 0.2 * height && box->x1 > piece->x2 - height &&
           box->x1 < piece->x2 + 0.8 * height;
}

static void
read_pieces(GArray *pieces, PopplerPage *of, const char *text)
{
    g_autofree PopplerRectangle *boxes = NULL;
    g_autoptr(GString) running = g_string_new(NULL);
    SrPiece piece = {0};
    guint n = 0;
    guint i = 0;

    if (!poppler_page_get_text_layout(of, &boxes, &n))
        return;
    for (const char *p = text; *p != '\0' && i < n; p = g_utf8_next_char(p), i++) {
        const PopplerRectangle *box = &boxes[i];

        if (*p == '\n' || (running->len > 0 && *p != ' ' && !goes_on(&piece, box)))
            end_piece(pieces, running, &piece);
        if (*p == '\n' || (*p == ' ' && running->len == 0))
            continue;
        if (running->len == 0)
            piece = (SrPiece){NULL, box->x1, box->y1, box->x2, box->y2};
        g_string_append_len(running, p, g_utf8_next_char(p) - p);
        if (*p != ' ') {
            piece.x2 = box->x2;
            piece.y1 = MIN(piece.y1, box->y1);
            piece.y2 = MAX(piece.y2, box->y2);
        }
    }
    end_piece(pieces, running, &piece);
    g_array_sort(pieces, compare_pieces);
}

/* --- Documents --- */

static void
check_page(SrAuditPrint *print, PopplerPage *of, const char *name, int number)
{
    g_autofree char *text = poppler_page_get_text(of);
    g_autofree char *place = g_strdup_printf(_("%s, page %d"), name, number);
    g_autoptr(GArray) pieces = sr_pieces_new();

    if (text == NULL || !sr_audit_print_open(print, place, text))
        return;
    read_pieces(pieces, of, text);
    sr_audit_print_pieces(print, pieces, number);
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
    PopplerDocument *document = uri == NULL || !sr_poppler_load(NULL)
                                    ? NULL
                                    : poppler_document_new_from_file(uri, NULL, NULL);

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
