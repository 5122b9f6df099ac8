/*
 * band.h — how a band of ages is put together from those that a dataset has.
 *
 *     has      0–2  3–5  6–9  10–13  14–17  18–20  21–26
 *     u18      +++  +++  +++  +++++  +++++
 *     6_13               +++  +++++
 *     u21      +++  +++  +++  +++++  +++++  +++++
 *     u16      cannot be had: no part begins at 14 and ends at 15 or before
 *
 * Pure.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A request: bev_m_6_17 is the variable bev, 'm', 6 to 17. */
typedef struct {
    char *variable; /* owned */
    char sex;       /* 'm', 'w', 'd', 0 = both */
    int age_from;   /* SR_ALL_AGES = all */
    int age_to;     /* included; SR_OPEN_AGE */
} SrBand;

/* A series of one period. */
typedef struct {
    gint64 id;
    char sex;
    int age_from;
    int age_to;
} SrBandPart;

/*
 * Reads @name as a variable with sex and band, where @is_variable says which variables
 * there are; a variable of the whole name goes before any band.
 * Returns: whether there is one; fills @band.
 */
bool sr_band_parse(const char *name, bool (*is_variable)(const char *name, gpointer data),
                   gpointer data, SrBand *band);
void sr_band_clear(SrBand *band);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrBand, sr_band_clear)

/*
 * The fewest of @parts[n] that make up @band, without gap and overlap.
 * Returns: (transfer full) (element-type int): their indices, or NULL if there are none.
 */
GArray *sr_band_cover(const SrBand *band, const SrBandPart *parts, int n);

/* Returns: (transfer full): the ages there are, "0–2, 3–5, 90+", for a refusal. */
char *sr_band_ages(const SrBandPart *parts, int n);
