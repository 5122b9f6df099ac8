/*
 * guess.h — which column of an unknown table is which; between columnlook and inspect.
 */
#pragma once

#include "data/columnlook.h"

/* What the columns were taken for; -1 = none. */
typedef struct {
    const SrPlaces *places;
    SrTable *table;
    SrTableLook *look;
    int level; /* index in places */
    SrKeyKind key_kind;
    int key;
    int name;
    int period;
    int sex;
    int age;
    int which; /* of a long table: what the figure is of */
    bool *is_used;
    GString *text; /* the definition so far, of inspect */
} SrGuess;

/* Finds the column of areas and that of their names. */
void sr_guess_key(SrGuess *guess);

/* Finds the columns of periods, sexes, ages, and of what a long table tells apart. */
void sr_guess_others(SrGuess *guess);

/* Whether @heading holds one of @words[] (small letters, NULL-terminated). */
bool sr_heading_has(const char *heading, const char *const *words);

/* Whether @n are nearly all filled cells of the column. */
bool sr_column_mostly(int n, const SrColumnLook *column);

/* Whether figures stand in the column. */
bool sr_column_is_figures(const SrColumnLook *column);

/*
 * What stands before and behind a number in a heading, {age} or {period} in its place:
 * "alter_17" gives "alter_{age}" and sets @mark to "{age}".
 * Returns: (transfer full), or NULL if there is no such number.
 */
char *sr_heading_run(const char *heading, const char **mark);
