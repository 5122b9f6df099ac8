#include "disclosure/poppler_late.h"

#include "base/late.h"

#include <poppler.h>

#define LIBRARY "libpoppler-glib.so.8"
G_STATIC_ASSERT(POPPLER_MAJOR_VERSION == 22); /* of LIBRARY */

#define SR_LATE_LOAD sr_poppler_load
#define FUNCTIONS(F)                                                                     \
    F(void, poppler_action_free, (PopplerAction * a), (a))                               \
    F(gchar *, poppler_document_get_author, (PopplerDocument * a), (a))                  \
    F(gchar *, poppler_document_get_keywords, (PopplerDocument * a), (a))                \
    F(gchar *, poppler_document_get_metadata, (PopplerDocument * a), (a))                \
    F(int, poppler_document_get_n_pages, (PopplerDocument * a), (a))                     \
    F(PopplerPage *, poppler_document_get_page, (PopplerDocument * a, int b), (a, b))    \
    F(gchar *, poppler_document_get_subject, (PopplerDocument * a), (a))                 \
    F(gchar *, poppler_document_get_title, (PopplerDocument * a), (a))                   \
    F(PopplerDocument *, poppler_document_new_from_file,                                 \
      (const char *a, const char *b, GError **c), (a, b, c))                             \
    F(void, poppler_index_iter_free, (PopplerIndexIter * a), (a))                        \
    F(PopplerAction *, poppler_index_iter_get_action, (PopplerIndexIter * a), (a))       \
    F(PopplerIndexIter *, poppler_index_iter_get_child, (PopplerIndexIter * a), (a))     \
    F(PopplerIndexIter *, poppler_index_iter_new, (PopplerDocument * a), (a))            \
    F(gboolean, poppler_index_iter_next, (PopplerIndexIter * a), (a))                    \
    F(char *, poppler_page_get_text, (PopplerPage * a), (a))                             \
    F(gboolean, poppler_page_get_text_layout,                                            \
      (PopplerPage * a, PopplerRectangle * *b, guint * c), (a, b, c))                    \
    F(gchar *, poppler_structure_element_get_actual_text, (PopplerStructureElement * a), \
      (a))                                                                               \
    F(gchar *, poppler_structure_element_get_alt_text, (PopplerStructureElement * a),    \
      (a))                                                                               \
    F(void, poppler_structure_element_iter_free, (PopplerStructureElementIter * a), (a)) \
    F(PopplerStructureElementIter *, poppler_structure_element_iter_get_child,           \
      (PopplerStructureElementIter * a), (a))                                            \
    F(PopplerStructureElement *, poppler_structure_element_iter_get_element,             \
      (PopplerStructureElementIter * a), (a))                                            \
    F(PopplerStructureElementIter *, poppler_structure_element_iter_new,                 \
      (PopplerDocument * a), (a))                                                        \
    F(gboolean, poppler_structure_element_iter_next, (PopplerStructureElementIter * a),  \
      (a))

FUNCTIONS(SR_LATE_FUNCTION)

static const SrLateName names[] = {FUNCTIONS(SR_LATE_NAME)};

bool
sr_poppler_load(GError **error)
{
    static bool is_loaded;

    is_loaded = is_loaded || sr_late_load(LIBRARY, names, G_N_ELEMENTS(names), error);
    return is_loaded;
}
