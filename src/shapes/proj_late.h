/*
 * proj_late.h — PROJ, loaded when something is first projected: base/late.h. Whoever
 * calls another of its functions adds it to the list in proj_late.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* To be asked before any of PROJ's functions. Returns: false with SR_ERROR_IO. */
bool sr_proj_load(GError **error) G_GNUC_WARN_UNUSED_RESULT;
