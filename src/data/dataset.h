/*
 * dataset.h — how to read one file of figures: indicators/data/<id>.ini.
 *
 * A table has figures of areas. Which column is which is told by [dataset] (key, period)
 * and by a group a variable:
 *
 *     [dataset]                                  [variable einwohner]
 *     title=Einwohner am 31.12.                  title=Einwohner
 *     file=einwohner.csv                         column=bevoelkerung
 *     kind=table                                 unit=Personen
 *     level=gemeinde
 *     key=ags                                    # long: the figure stands where another
 * column says so key_column=ags                             [variable bev]
 *     period_column=jahr                         column=anzahl
 *     source=Statistisches Landesamt             age_column=alter
 *     licence=dl-de/by-2-0                       sex_column=geschlecht
 *
 * A column may hold {age}, {sex} or {period} for a run of columns:
 * column=alter_{age}_{sex}. A register has one row a help (cases.h); [columns] names its
 * columns, a [sheet …] group each further survey.
 */
#pragma once

#include "base/finding.h"
#include "base/keyfile.h"
#include "data/sign.h"

#include <glib.h>
#include <stdbool.h>

typedef enum { SR_DATASET_TABLE, SR_DATASET_REGISTER } SrDatasetKind;

typedef enum { SR_KEY_AGS, SR_KEY_ARS, SR_KEY_NAME } SrKeyKind;

/* How the figures were changed before they came here; how far: rounding_bound. */
typedef enum {
    SR_ROUNDING_NONE,
    SR_ROUNDING_5,       /* to a multiple of 5 */
    SR_ROUNDING_10,      /* to a multiple of 10 */
    SR_ROUNDING_CELLKEY, /* noise: cells do not add up (Zensus 2022) */
} SrRounding;

typedef struct {
    char *name; /* of the group: what expressions call it */
    int line;   /* of the group in the .ini */
    char *title;
    char *title_en; /* "" if none */
    char *unit;     /* "" if none */
    char *column;   /* the column of the figure, perhaps with {age} {sex} {period} */
    char *quality_column; /* "" or the column of a quality sign (p, r, s, …) */
    char **where_columns; /* long tables: only rows where each of these … */
    char **where_values;  /* … holds this */
    char *age_column; /* "" or a column "17", "unter 1 Jahr", "18 bis unter 21", "90 und
                         mehr" */
    char *age_from_column;
    char *age_to_column;
    char *sex_column; /* "" or a column m/w, männlich/weiblich, … */
    char *sex;        /* "" or "m", "w": all figures are of this sex */
    int age_from;     /* -1 = all ages */
    int age_to;       /* included */
    int age_open;     /* this age stands for all above it too; G_MAXINT: none */
    bool is_protected;
    bool allows_negative;
    char *weight;      /* "" or the variable it is weighed with where areas are joined */
    bool is_intensive; /* additive=false: neither sums nor parts of it mean anything */
    bool is_additive;  /* additive=true, whatever the unit says; never with a weight */
} SrDatasetVariable;

/* How the file itself is to be read; "" and 0: to be found out. */
typedef struct {
    char *encoding;  /* "utf-8", "windows-1252", "iso-8859-15" */
    char *delimiter; /* ";", ",", "tab", "|" */
    char *decimal;   /* "," or "." */
    char *thousands;
    char *sheet;  /* or layer, or member of a zip */
    int skip;     /* lines before the header; -1: to be found out */
    int header;   /* header rows, joined by " / "; -1: to be found out */
    char *footer; /* the start of the first line after the figures */
} SrTableFormat;

/* What an empty cell is: [signs] empty= */
typedef enum {
    SR_EMPTY_TOLD,    /* missing, with a warning; when the .ini does not say */
    SR_EMPTY_MISSING, /* missing */
    SR_EMPTY_NOTHING, /* 0 */
    SR_EMPTY_ERROR,
} SrEmpty;

void sr_table_format_clear(SrTableFormat *format);

/* A survey beside the register: [sheet verfahren_8a], … */
typedef struct {
    char *name; /* verfahren_8a, inobhutnahmen_42, familiengericht_50, jugendgericht_52 */
    int line;
    char *file; /* owned, absolute */
    char *file_as_written;
    char *sheet;
    char *date; /* the columns */
    char *home;
    char *birth;
    char *sex;
    char *result;
    char *uma;
} SrSheet;

typedef struct {
    char *id;   /* file name without .ini */
    char *path; /* of the .ini */
    char *title;
    char *title_en;
    char *file; /* absolute */
    char *file_as_written;
    SrDatasetKind kind;
    char *level;
    SrKeyKind key;
    char *key_column;
    char *name_column; /* "" or checked against the name of the area */
    char *period;      /* "" or the fixed period: YYYY, YYYY-MM-DD, YYYY-YYYY */
    char *period_column;
    bool periods_are_years; /* period_as=year: 31.12.2018 is 2018 */
    char *day;              /* reference day, YYYY-MM-DD; "" */
    char *areas_day; /* "" = as the boundaries; YYYY-MM-DD, or "period": of carry.h */
    char *source;
    char *licence;
    char *attribution;
    char *base; /* "" | melderegister | fortschreibung | zensus: of a population */
    bool is_protected;
    bool is_synthetic;
    char **leave_out;     /* words in the key column whose rows are no area's */
    bool ignores_outside; /* outside=ignore: the file covers more than the project */
    SrRounding rounding;
    double rounding_bound; /* the true figure is at most this far off; 0 if not rounded */
    SrTableFormat format;
    SrSigns signs;
    SrEmpty empty;
    GPtrArray *variables; /* of SrDatasetVariable, in the order of the file */
    char **columns;       /* of a register, by SrCaseColumn; "" = not there */
    GPtrArray *sheets;    /* of SrSheet */
} SrDataset;

/* The table of keys, for the documentation. */
extern const SrKeyTable sr_dataset_keys;

/*
 * Reads one definition. Mistakes become findings of @path.
 * Returns: (transfer full): the dataset, or NULL if it cannot be used.
 */
SrDataset *sr_dataset_load(const char *path, SrFindings *findings);

/* Returns: (transfer full) (element-type SrDataset): all of @folder, sorted by id. */
GPtrArray *sr_datasets_load(const char *folder, SrFindings *findings);

void sr_dataset_free(SrDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrDataset, sr_dataset_free)

/*
 * Whether figures of parts surely add up to that of the whole: no share, mean or rate,
 * as told by additive= or by the unit; and no years or days, which may be means.
 */
bool sr_variable_adds_up(const SrDatasetVariable *variable);

/* Whether they may be added up where an indicator asks for it: years and days too. */
bool sr_variable_is_sum(const SrDatasetVariable *variable);

/*
 * Returns: whether real protected data are here: an edition made of them is a draft until
 * what it hides is released.
 */
static inline bool
sr_dataset_is_secret(const SrDataset *dataset)
{
    return dataset->is_protected && !dataset->is_synthetic;
}
