/*
 * gdal_late.h — GDAL, loaded when a file is first read or written with it: base/late.h.
 * Whoever calls another of its functions adds it to the list in gdal_late.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* To be asked before any of GDAL's functions. Returns: false with SR_ERROR_IO. */
bool sr_gdal_load(GError **error) G_GNUC_WARN_UNUSED_RESULT;
