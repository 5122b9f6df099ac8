/*
 * figures.h — what indicators read: a variable or a band of it, for the areas of a level.
 *
 *     hilfen_34      a variable as a dataset or the case register names it
 *     bev            all ages, both sexes; refused where there are only some
 *     bev_u21        0 to 20        bev_6_17     6 to 17, both included
 *     bev_65plus     65 and more    bev_18       exactly 18
 *     bev_m  bev_w   one sex        bev_m_u21    one sex, a band
 *
 * A band is added up from the parts the dataset has (single years, or bands that fit) and
 * refused with the reason where they do not fit: "under 21" cannot be had from 18–19 and
 * 20–24. A figure one of whose parts is not ok is not ok.
 */
#pragma once

#include "base/status.h"
#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    double value; /* NAN unless status is ok */
    SrStatus status;
    unsigned flags; /* SrFlags */
    double
        error_bound; /* the true value is at most this far off (rounded inputs), else 0 */
} SrFigure;

typedef struct {
    char *name;   /* owned, as asked for */
    char *level;  /* owned */
    char *unit;   /* owned, "" if none */
    char *weight; /* owned: "" if figures add up, "-" if never, or the variable they are
                   * weighed with where areas are joined */
    char *base;   /* owned, the population base ("melderegister", "fortschreibung"), "" */
    int n_periods;
    int n_areas;
    char **periods;    /* [n_periods], sorted, NULL-terminated; owned */
    SrFigure *figures; /* [n_periods * n_areas], period-major; owned */
    char *
        *datasets; /* ids of the datasets it came from, sorted, NULL-terminated; owned */
    bool is_protected;
    bool is_synthetic;
} SrSeries;

/*
 * Reads @name for the areas @area_keys[n_areas] of @level, in their order, for all
 * periods there are. An area without a row has the status missing. Returns: (transfer
 * full): the series; or NULL with SR_ERROR_INPUT: unknown (the nearest names are told),
 * not there at this level, or a band that cannot be derived.
 */
SrSeries *sr_figures_series(SrStore *store, const char *name, const char *level,
                            const char *const *area_keys, int n_areas, GError **error);

/* Whether the variable, or the one it is a band of, has any figures of the level. */
bool sr_figures_has_level(SrStore *store, const char *name, const char *level);

/* The last age of all its bands, SR_OPEN_AGE (terms.h) where one is open or there is
 * none.
 */
int sr_figures_last_age(SrStore *store, const char *variable);

void sr_series_free(SrSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrSeries, sr_series_free)

/* The figure of @area in the period @period, both indices. */
static inline const SrFigure *
sr_series_at(const SrSeries *series, int period, int area)
{
    return &series->figures[(gsize)period * series->n_areas + area];
}

/* A variable as `list variables` and `indicator show` tell it. All owned. */
typedef struct {
    char *name;
    char *title;
    char *title_en;  /* "" if there is none */
    char *unit;      /* "" if none */
    char *base;      /* "" unless it is a population; several, by ',', are a mistake */
    char **datasets; /* ids */
    char **levels;
    char **periods;
    bool has_sexes; /* _m and _w can be asked for */
    bool has_ages;  /* bands can be asked for */
    bool is_protected;
    bool is_synthetic;
} SrVariable;

void sr_variable_free(SrVariable *variable);

/* Returns: (transfer full) (element-type SrVariable): all variables, sorted by name. */
GPtrArray *sr_figures_list(SrStore *store, GError **error);

/* Returns: (transfer full): the base of each variable by its name; "" if it has none. */
GHashTable *sr_figures_bases(SrStore *store, GError **error);

/* Where one figure came from: a cell of a file. Of a register: row 0, sheet and sign "".
 */
typedef struct {
    char *file;     /* as the dataset names it */
    char *sheet;    /* "" if none */
    char *checksum; /* SHA-256 */
    char *dataset;
    char *variable;
    char *sex;    /* "m", "w", "" = both */
    int age_from; /* -1 = all ages */
    int age_to;   /* included; G_MAXINT = open */
    int row;      /* from 1; 0 = not from a single cell */
    SrFigure figure;
} SrOrigin;

void sr_origin_free(SrOrigin *origin);

/*
 * The cells that @name for @area_key in @period came from, in the order of the file.
 * Returns: (transfer full) (element-type SrOrigin): them, or NULL as sr_figures_series().
 */
GPtrArray *sr_figures_origins(SrStore *store, const char *name, const char *level,
                              const char *area_key, const char *period, GError **error);
