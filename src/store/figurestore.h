/*
 * figurestore.h — rows of the tables series and figures, and their checksums; between
 * data/load, which writes, and data/figures, which reads.
 */
#pragma once

#include "base/status.h"
#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/* What identifies a series. */
typedef struct {
    const char *dataset;
    const char *variable;
    const char *level;
    const char *period;
    const char *sex; /* "", "m", "w", "d" */
    int age_from;    /* -1 = all ages */
    int age_to;      /* included */
    bool is_dense;   /* a place without a row is 0 */
} SrSeriesName;

/* No gaps: these very bytes are kept. */
typedef struct {
    double value; /* NAN unless status is ok */
    double bound;
    int place; /* id */
    int row;
    int status;
    unsigned flags;
} SrStoredFigure;

/* The id of a place, made when it is new; -1 with @error. */
int sr_store_place(SrStore *store, const char *level, const char *key, GError **error);

/* Writes a series and its figures behind all others. */
bool sr_store_add_series(SrStore *store, const SrSeriesName *name,
                         const SrStoredFigure *figures, gsize n,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Drops all that belongs to a dataset. */
bool sr_store_drop_dataset(SrStore *store, const char *dataset,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes one figure after the other; the order is that of writing. */
typedef void (*SrFigureFunc)(const SrStoredFigure *figure, gpointer data);

/*
 * Gives the figures of the series with @id to @take, which may be NULL.
 * Returns: false with @error = SR_ERROR_IO if they are not those that were written.
 */
bool sr_store_read_series(SrStore *store, gint64 id, SrFigureFunc take, gpointer data,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether all series of a dataset are as they were written. */
bool sr_store_dataset_is_whole(SrStore *store, const char *dataset);
