/*
 * store.h — the private database of a project, .cache/store.sqlite, where stages meet.
 *
 * The folder is 0700, the file 0600. It can be thrown away at any time: a store of
 * another version, with a foreign schema or damaged is made anew without a word of
 * complaint (sr_store_is_new() tells). It never holds a row of a case register.
 *
 *     input(path, size, mtime_ns, …, sha256)   checksums, so that a file is read once
 *     stage(name, fingerprint)                 what was made from what
 *     dataset, variable, series, figures       see figures.h; written by data/load
 *
 * A stage that keeps tables of its own makes them by sr_store_database() under a name of
 * its own, and declares them in the list in store.c, so that they belong to the version.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

struct sqlite3;
struct sqlite3_stmt;

typedef struct SrStore SrStore;

/*
 * Opens or makes the store in @folder ("…/.cache", made when absent).
 * Returns: (transfer full): the store, or NULL with SR_ERROR_IO.
 */
SrStore *sr_store_open(const char *folder, GError **error);

/* A store in memory, for tests and for commands that must not write. */
SrStore *sr_store_open_memory(GError **error);

void sr_store_free(SrStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrStore, sr_store_free)

/* Returns: whether the store was made (anew) by this process. */
bool sr_store_is_new(const SrStore *store);

/*
 * Whether the file was, when it was opened, just as this program closed it, with all in
 * it whole (storefile.h): then the parts need not be checked before they are read.
 */
bool sr_store_is_sealed(const SrStore *store);

/* All of it was checked, or written, by this process: it may be sealed when it is closed.
 */
void sr_store_set_whole(SrStore *store);

/* Something in it is not as it was written: it is made anew next time. */
void sr_store_set_damaged(SrStore *store);

/* Borrows the connection, for stages that have tables of their own. */
struct sqlite3 *sr_store_database(SrStore *store);

/* One transaction a stage; they do not nest. */
bool sr_store_begin(SrStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool sr_store_commit(SrStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_store_rollback(SrStore *store); /* nothing happens when none is open */

/*
 * Begins a transaction that only reads: SQLite then asks for its lock once and not for
 * each statement, a fifth of the time. sr_store_rollback() ends it. Returns: false if a
 * transaction is open already; the reads are then part of it.
 */
bool sr_store_begin_reading(SrStore *store);

/*
 * The SHA-256 of a file, in hexadecimal. It is read only when its size, times or inode
 * have changed since it was last asked for (a file touched in the last seconds is always
 * read again: its time stamp cannot tell).
 * Returns: (transfer full): the checksum, or NULL with SR_ERROR_INPUT (absent) or
 * SR_ERROR_IO (cannot be read).
 */
char *sr_store_checksum(SrStore *store, const char *path, GError **error);

/*
 * What is unchanged: a stage names all it depends on in a fingerprint (checksums,
 * options, the program's version) and asks whether it was finished with that very
 * fingerprint.
 */
bool sr_store_is_current(SrStore *store, const char *stage, const char *fingerprint);
bool sr_store_set_current(SrStore *store, const char *stage, const char *fingerprint,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Returns: (transfer full): one line for the fingerprints of all stages "@group/…" that
 * were finished, or NULL if they cannot be read.
 */
char *sr_store_fingerprint(SrStore *store, const char *group);

/*
 * Prepares @sql, kept for the next time. Returns: (transfer none): the statement, reset,
 * its parameters unbound; or NULL with SR_ERROR_IO.
 */
struct sqlite3_stmt *sr_store_prepare(SrStore *store, const char *sql, GError **error);

/* Steps a statement that gives no rows, and resets it. */
bool sr_store_run(SrStore *store, struct sqlite3_stmt *statement,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets @error from the state of the connection: SR_ERROR_IO with what was being done. */
void sr_store_set_error(SrStore *store, const char *doing, GError **error);
