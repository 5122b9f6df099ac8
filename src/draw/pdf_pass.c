#include "draw/pdf_pass.h"

void
sr_pdf_set_key(SrPdfPass *pass, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(pass->q, dictionary, key, value);
    qpdf_oh_release(pass->q, value);
}

void
sr_pdf_append(SrPdfPass *pass, qpdf_oh array, qpdf_oh value)
{
    qpdf_oh_append_item(pass->q, array, value);
    qpdf_oh_release(pass->q, value);
}

void
sr_pdf_set_reference(SrPdfPass *pass, qpdf_oh dictionary, const char *key, qpdf_oh object)
{
    qpdf_oh_replace_key(pass->q, dictionary, key, object);
}

void
sr_pdf_set_name(SrPdfPass *pass, qpdf_oh dictionary, const char *key, const char *name)
{
    sr_pdf_set_key(pass, dictionary, key, qpdf_oh_new_name(pass->q, name));
}

void
sr_pdf_set_text(SrPdfPass *pass, qpdf_oh dictionary, const char *key, const char *text)
{
    sr_pdf_set_key(pass, dictionary, key, qpdf_oh_new_unicode_string(pass->q, text));
}

void
sr_pdf_set_integer(SrPdfPass *pass, qpdf_oh dictionary, const char *key, int value)
{
    sr_pdf_set_key(pass, dictionary, key, qpdf_oh_new_integer(pass->q, value));
}

qpdf_oh
sr_pdf_new_indirect(SrPdfPass *pass)
{
    qpdf_oh dictionary = qpdf_oh_new_dictionary(pass->q);
    qpdf_oh object = qpdf_make_indirect_object(pass->q, dictionary);

    qpdf_oh_release(pass->q, dictionary);
    return object;
}

void
sr_pdf_append_real(SrPdfPass *pass, qpdf_oh array, double value)
{
    sr_pdf_append(pass, array, qpdf_oh_new_real_from_double(pass->q, value, 2));
}

const SrPageSize *
sr_pdf_page_size(const SrPdfPass *pass, int page)
{
    return &g_array_index(pass->tags->pages, SrPageSize, page);
}

qpdf_oh
sr_pdf_new_rectangle(SrPdfPass *pass, int page, SrBox box)
{
    qpdf_oh array = qpdf_oh_new_array(pass->q);
    double height = sr_pdf_page_size(pass, page)->height_mm;

    sr_pdf_append_real(pass, array, box.x0 * SR_PDF_PT_PER_MM);
    sr_pdf_append_real(pass, array, (height - box.y1) * SR_PDF_PT_PER_MM);
    sr_pdf_append_real(pass, array, box.x1 * SR_PDF_PT_PER_MM);
    sr_pdf_append_real(pass, array, (height - box.y0) * SR_PDF_PT_PER_MM);
    return array;
}

qpdf_oh
sr_pdf_new_destination(SrPdfPass *pass, int page, double y_mm)
{
    qpdf_oh array = qpdf_oh_new_array(pass->q);

    qpdf_oh_append_item(pass->q, array, pass->pages[page]);
    sr_pdf_append(pass, array, qpdf_oh_new_name(pass->q, "/XYZ"));
    sr_pdf_append(pass, array, qpdf_oh_new_integer(pass->q, 0));
    sr_pdf_append_real(
        pass, array, (sr_pdf_page_size(pass, page)->height_mm - y_mm) * SR_PDF_PT_PER_MM);
    sr_pdf_append(pass, array, qpdf_oh_new_null(pass->q));
    return array;
}

const SrElement *
sr_pdf_element_at(const SrPdfPass *pass, int i)
{
    return &g_array_index(pass->tags->elements, SrElement, i);
}

const SrRun *
sr_pdf_run_at(const SrPdfPass *pass, int i)
{
    return &g_array_index(pass->tags->runs, SrRun, i);
}
