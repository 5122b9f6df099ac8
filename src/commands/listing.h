/*
 * listing.h — rows of cells as a table for people, or as CSV.
 *
 *     SrListing *listing = sr_listing_new();
 *     sr_listing_add(listing, N_("scheme"), N_("title"), NULL);      the head comes first
 *     sr_listing_add(listing, scheme->id, scheme->title, NULL);
 *
 * For people, heads and the cell "yes" are translated, columns are as wide as their widest
 * cell, and figures stand to the right. CSV holds what was added.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The cell that says yes. */
extern const char sr_yes[];

typedef struct SrListing SrListing;

SrListing *sr_listing_new(void);
void sr_listing_free(SrListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrListing, sr_listing_free)

/* Adds a row of texts, copied, up to NULL. */
void sr_listing_add(SrListing *listing, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The same from an array. */
void sr_listing_add_row(SrListing *listing, const char *const *cells);

/* Returns: (transfer full): the listing in @format: "csv", else text. */
char *sr_listing_print(const SrListing *listing, const char *format);
