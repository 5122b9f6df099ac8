/*
 * edition.h — output/ as a whole: made beside it, swapped in one step.
 *
 *     output.new/   made here; what is unchanged is a hard link to output/
 *     output/       the last good edition, until the very end
 *
 * A reader never sees half an edition; a crash or a full disk leaves the last one. Only
 * one run works on a project at a time: the second is told who holds the lock.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct SrEdition SrEdition;

/*
 * Locks the project @folder, clears what a crashed run left behind and begins
 * output.new/. Returns: (transfer full): the edition, or NULL with SR_ERROR_IO.
 */
SrEdition *sr_edition_begin(const char *folder, GError **error);

/* Clears away what a crashed run left, where no other run is at work. */
void sr_edition_tidy(const char *folder);

/* Throws away what is not finished, and gives the lock back. */
void sr_edition_free(SrEdition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrEdition, sr_edition_free)

/* The path of @name ("maps/x.pdf") in the new edition, its folder made: (transfer full).
 */
char *sr_edition_path(const SrEdition *edition, const char *name);

/* The path of @name in the edition there is now: (transfer full). */
char *sr_edition_old_path(const SrEdition *edition, const char *name);

/* Takes @name over from the edition there is now. Returns: false if it cannot be. */
bool sr_edition_keep(SrEdition *edition, const char *name);

/* Writes @n bytes of @text as @name. */
bool sr_edition_write(SrEdition *edition, const char *name, const char *text, gssize n,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Swaps the new edition in; the old one is removed. */
bool sr_edition_finish(SrEdition *edition, GError **error) G_GNUC_WARN_UNUSED_RESULT;
