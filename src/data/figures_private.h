/*
 * figures_private.h — a request for a variable or band, and the series it is made of;
 * shared by figures.c (sums) and origins.c (the cells they came from).
 */
#pragma once

#include "data/band.h"
#include "data/figures.h"

#include <sqlite3.h>

/* A series of the variable asked for, at its level. */
typedef struct {
    SrBandPart part;
    char *period;
    char *dataset;
    bool is_dense;
} SrEntry;

typedef struct {
    SrBand band;
    GPtrArray *entries; /* of SrEntry, sorted by period */
} SrRequest;

/* Finds what @name means at @level; clear @request in any case. */
bool sr_request_make(SrStore *store, const char *name, const char *level,
                     SrRequest *request, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_request_clear(SrRequest *request);

/* The entries of the period that begins at @first; sets @n. */
SrEntry **sr_request_period(const SrRequest *request, guint first, int *n);

/* The entries that make up the band in one period, or NULL: (transfer container). */
GPtrArray *sr_request_cover(const SrBand *band, SrEntry **entries, int n);

/* The text of a column, "" for NULL. */
static inline const char *
sr_text_at(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return text != NULL ? text : "";
}
