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
