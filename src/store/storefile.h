/*
 * storefile.h — the file of the store: its folder made private, an old one opened only if
 * it is whole and of this version, a new one made with its tables.
 *
 * Nothing in a poisoned file may run or be trusted: triggers are off, the schema has to
 * be the expected one word for word, a link in the file's place is not followed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

struct sqlite3;

/* Makes the folder, 0700 and one's own. Returns: false with SR_ERROR_IO. */
bool sr_storefile_make_folder(const char *folder,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Opens the file if it is a whole store of this version. Returns: (transfer full): the
 * connection, or NULL; @is_busy then tells that another process writes to it, so that it
 * must not be made anew.
 */
struct sqlite3 *sr_storefile_open(const char *path, bool *is_busy);

/* Makes the file anew, 0600, with empty tables: (transfer full), or NULL. */
struct sqlite3 *sr_storefile_make(const char *path, GError **error);
struct sqlite3 *sr_storefile_make_in_memory(GError **error);

/* Removes the file and what SQLite keeps beside it. */
void sr_storefile_remove(const char *path);

/*
 * The seal of a store, a line beside it, says how the file looked (size, times, inode)
 * when all in it was known to be whole: so long as it looks so, nothing is checked but
 * what is read. A file that was touched within the last two seconds is not sealed: its
 * times could not tell a change. @now_ns: since 1970.
 */
bool sr_storefile_is_sealed(const char *path);
void sr_storefile_seal(const char *path, gint64 now_ns);
