/*
 * folder.h — the names in a folder.
 *
 * GDir cannot tell a folder that is at its end from one whose disk fails: half a folder
 * of indicators would make an atlas of half of them. Here that is an error.
 */
#pragma once

#include <glib.h>

/*
 * Lists @folder without "." and "..". Returns: (transfer full): the names that end in
 * @suffix ("" = all), bytewise ascending, of char *; or NULL with SR_ERROR_INPUT (absent,
 * no folder) or SR_ERROR_IO (cannot be opened, or not be read to its end).
 */
GPtrArray *sr_folder_names(const char *folder, const char *suffix, GError **error);

/*
 * The same without the suffix, of a folder that need not be there: what the files in it
 * are called. NULL with SR_ERROR_IO only.
 */
GPtrArray *sr_folder_ids(const char *folder, const char *suffix, GError **error);
