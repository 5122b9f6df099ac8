/*
 * bulk.h — large arrays in large pages.
 *
 * The kernel hands out memory in pages of 4 kB, each at its first touch; for arrays of
 * many megabytes that takes longer than what is done with them. Where the system lets
 * programs ask for it (transparent huge pages), these arrays get pages of 2 MB. Small
 * ones, and other systems, see no difference.
 */
#pragma once

#include <glib.h>

/* Returns: (transfer full): uninitialised memory for @n elements of @size; g_free(). */
gpointer sr_bulk_alloc(gsize n, gsize size) G_GNUC_MALLOC G_GNUC_ALLOC_SIZE2(1, 2);

/* The same for a type: int *counts = sr_bulk_new(int, n). */
#define sr_bulk_new(type, n) ((type *)sr_bulk_alloc((gsize)(n), sizeof(type)))

/* Asks for large pages for memory that is there, but was not touched as yet. */
void sr_bulk_advise(gpointer memory, gsize n_bytes);
