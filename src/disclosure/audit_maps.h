/*
 * audit_maps.h — the tables beside the maps: output/maps/<map>.csv.
 *
 * The audit proves tables/values.csv. A table beside a map is safe where each of its
 * lines stands there, byte for byte; any other line is a leak.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Appends a sentence to @leaks (of char *) for each line of @output/maps/ *.csv that is
 * no line of @output/tables/values.csv. Returns: false with SR_ERROR_IO.
 */
bool sr_audit_map_tables(const char *output, GPtrArray *leaks,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
