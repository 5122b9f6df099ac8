/*
 * cleanup.h — g_autoptr() and g_auto() for handles of foreign libraries, in one place.
 *
 * Include it after the library's own header; a section is there only if that was
 * included, so that base/ itself depends on none of them.
 */
#pragma once

#include <glib.h>

#ifdef PROJ_H
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PJ, proj_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PJ_OBJ_LIST, proj_list_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PJ_OPERATION_FACTORY_CONTEXT,
                              proj_operation_factory_context_destroy)
#endif

#ifdef SQLITE3_H
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)
#endif

#ifdef __XML_XMLREADER_H__
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlTextReader, xmlFreeTextReader)
#endif

#ifdef __POPPLER_STRUCTURE_ELEMENT_H__
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerStructureElement, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerStructureElementIter,
                              poppler_structure_element_iter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerIndexIter, poppler_index_iter_free)
#endif
