/*
 * poppler_late.h — poppler, loaded when a PDF is first audited: base/late.h. Whoever
 * calls another of its functions adds it to the list in poppler_late.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* To be asked before any of poppler's functions. Returns: false with SR_ERROR_IO. */
bool sr_poppler_load(GError **error) G_GNUC_WARN_UNUSED_RESULT;
