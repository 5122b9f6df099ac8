#include "draw/pdf_pass.h"

#include <stdlib.h>
#include <string.h>

static int
compare_names(const void *a, const void *b)
{
    return strcmp((*(const SrDestination *const *)a)->name,
                  (*(const SrDestination *const *)b)->name);
}

static void
write_destinations(SrPdfPass *pass, qpdf_oh catalog)
{
    int n = (int)pass->tags->destinations->len;
    g_autofree const SrDestination **sorted = g_new(const SrDestination *, n + 1);
    qpdf_oh names = qpdf_oh_new_array(pass->q);
    qpdf_oh leaf = qpdf_oh_new_dictionary(pass->q);
    qpdf_oh trees = qpdf_oh_new_dictionary(pass->q);

    for (int i = 0; i < n; i++)
        sorted[i] = &g_array_index(pass->tags->destinations, SrDestination, i);
    qsort(sorted, n, sizeof *sorted, compare_names);
    for (int i = 0; i < n; i++) {
        sr_pdf_append(pass, names, qpdf_oh_new_string(pass->q, sorted[i]->name));
        sr_pdf_append(pass, names,
                      sr_pdf_new_destination(pass, sorted[i]->page, sorted[i]->y_mm));
    }
    sr_pdf_set_key(pass, leaf, "/Names", names);
    sr_pdf_set_key(pass, trees, "/Dests", leaf);
    if (n > 0)
        qpdf_oh_replace_key(pass->q, catalog, "/Names", trees);
    else
        qpdf_oh_remove_key(pass->q, catalog, "/Names");
    qpdf_oh_release(pass->q, trees);
}

/* The index of the first bookmark from @i on that is not deeper than @level. */
static int
outline_end(const SrPdfPass *pass, int i, int level)
{
    while (i < (int)pass->tags->bookmarks->len &&
           g_array_index(pass->tags->bookmarks, SrBookmark, i).level > level)
        i++;
    return i;
}

/*
 * Links the bookmarks [first, end) of one parent, each followed by its own children.
 * Returns: how many there are of this level.
 */
static int
write_outline(SrPdfPass *pass, const qpdf_oh *items, qpdf_oh parent, int first, int end)
{
    int last = -1;
    int n = 0;

    for (int i = first; i < end;) {
        const SrBookmark *mark = &g_array_index(pass->tags->bookmarks, SrBookmark, i);
        int next = outline_end(pass, i + 1, mark->level);

        sr_pdf_set_text(pass, items[i], "/Title", mark->title);
        sr_pdf_set_reference(pass, items[i], "/Parent", parent);
        sr_pdf_set_key(pass, items[i], "/Dest",
                       sr_pdf_new_destination(pass, mark->page, mark->y_mm));
        if (last >= 0) {
            sr_pdf_set_reference(pass, items[last], "/Next", items[i]);
            sr_pdf_set_reference(pass, items[i], "/Prev", items[last]);
        }
        if (next > i + 1) /* closed: the count of hidden ones is negative */
            sr_pdf_set_integer(pass, items[i], "/Count",
                               -write_outline(pass, items, items[i], i + 1, next));
        last = i;
        i = next;
        n++;
    }
    sr_pdf_set_reference(pass, parent, "/First", items[first]);
    sr_pdf_set_reference(pass, parent, "/Last", items[last]);
    return n;
}

static void
write_outlines(SrPdfPass *pass, qpdf_oh catalog)
{
    int n = (int)pass->tags->bookmarks->len;
    g_autofree qpdf_oh *items = g_new(qpdf_oh, n + 1);

    if (n == 0) {
        qpdf_oh_remove_key(pass->q, catalog, "/Outlines");
        return;
    }
    qpdf_oh root = sr_pdf_new_indirect(pass);
    for (int i = 0; i < n; i++)
        items[i] = sr_pdf_new_indirect(pass);
    sr_pdf_set_name(pass, root, "/Type", "/Outlines");
    sr_pdf_set_integer(pass, root, "/Count", write_outline(pass, items, root, 0, n));
    sr_pdf_set_key(pass, catalog, "/Outlines", root);
    sr_pdf_set_name(pass, catalog, "/PageMode", "/UseOutlines");
    for (int i = 0; i < n; i++)
        qpdf_oh_release(pass->q, items[i]);
}

static void
write_page_labels(SrPdfPass *pass, qpdf_oh catalog)
{
    qpdf_oh nums = qpdf_oh_new_array(pass->q);
    qpdf_oh tree = qpdf_oh_new_dictionary(pass->q);
    int n = (int)pass->tags->labels->len;

    for (int i = 0; i < n; i++) {
        const SrLabelRange *range = &g_array_index(pass->tags->labels, SrLabelRange, i);
        qpdf_oh label = qpdf_oh_new_dictionary(pass->q);

        sr_pdf_set_name(pass, label, "/S",
                        range->style == SR_PAGE_LABEL_ROMAN ? "/r" : "/D");
        sr_pdf_set_integer(pass, label, "/St", range->number);
        if (i == 0 && range->page > 0) { /* the tree must begin with the first page */
            sr_pdf_append(pass, nums, qpdf_oh_new_integer(pass->q, 0));
            sr_pdf_append(pass, nums, qpdf_oh_new_dictionary(pass->q));
        }
        sr_pdf_append(pass, nums, qpdf_oh_new_integer(pass->q, range->page));
        sr_pdf_append(pass, nums, label);
    }
    sr_pdf_set_key(pass, tree, "/Nums", nums);
    if (n > 0)
        qpdf_oh_replace_key(pass->q, catalog, "/PageLabels", tree);
    else
        qpdf_oh_remove_key(pass->q, catalog, "/PageLabels");
    qpdf_oh_release(pass->q, tree);
}

static char *
format_time(const char *format, gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    return g_date_time_format(time, format);
}

static void
write_metadata(SrPdfPass *pass, qpdf_oh catalog, const SrDocument *document)
{
    g_autofree char *created = format_time("%Y-%m-%dT%H:%M:%SZ", document->time);
    g_autofree char *title = g_markup_escape_text(document->title, -1);
    g_autofree char *author =
        document->author == NULL
            ? g_strdup("")
            : g_markup_printf_escaped(
                  "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n",
                  document->author);
    g_autofree char *xmp = g_strdup_printf(
        "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
        "</dc:title>\n"
        "%s<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreateDate>%s</xmp:CreateDate>\n"
        "<xmp:CreatorTool>sozialraum</xmp:CreatorTool>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
        title, author, document->language, created);
    qpdf_oh null = qpdf_oh_new_null(pass->q);
    qpdf_oh stream = qpdf_oh_new_stream(pass->q);
    qpdf_oh dictionary = qpdf_oh_get_dict(pass->q, stream);

    qpdf_oh_replace_stream_data(pass->q, stream, (unsigned char *)xmp, strlen(xmp), null,
                                null);
    qpdf_oh_release(pass->q, null);
    sr_pdf_set_name(pass, dictionary, "/Type", "/Metadata");
    sr_pdf_set_name(pass, dictionary, "/Subtype", "/XML");
    qpdf_oh_release(pass->q, dictionary);
    sr_pdf_set_key(pass, catalog, "/Metadata", stream);
}

/* The information dictionary says the same as the XMP. */
static void
write_info(SrPdfPass *pass, const SrDocument *document)
{
    g_autofree char *created = format_time("D:%Y%m%d%H%M%SZ", document->time);
    qpdf_oh trailer = qpdf_get_trailer(pass->q);
    qpdf_oh info = sr_pdf_new_indirect(pass);

    sr_pdf_set_text(pass, info, "/Title", document->title);
    if (document->author != NULL)
        sr_pdf_set_text(pass, info, "/Author", document->author);
    if (document->subject != NULL)
        sr_pdf_set_text(pass, info, "/Subject", document->subject);
    sr_pdf_set_text(pass, info, "/Creator", "sozialraum");
    sr_pdf_set_key(pass, info, "/CreationDate", qpdf_oh_new_string(pass->q, created));
    sr_pdf_set_key(pass, trailer, "/Info", info);
    qpdf_oh_release(pass->q, trailer);
}

void
sr_pdf_write_catalog(SrPdfPass *pass, qpdf_oh catalog, const SrDocument *document)
{
    qpdf_oh_replace_key(pass->q, catalog, "/Lang",
                        qpdf_oh_new_string(pass->q, document->language));
    sr_pdf_set_key(pass, catalog, "/MarkInfo",
                   qpdf_oh_parse(pass->q, "<< /Marked true >>"));
    sr_pdf_set_key(pass, catalog, "/ViewerPreferences",
                   qpdf_oh_parse(pass->q, "<< /DisplayDocTitle true >>"));
    write_destinations(pass, catalog);
    write_outlines(pass, catalog);
    write_page_labels(pass, catalog);
    write_metadata(pass, catalog, document);
    write_info(pass, document);
}
