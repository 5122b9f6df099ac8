#include "store/schema.h"

#include <stddef.h>

/* Kept in the order of the stages that write them. */
const char *const sr_store_schema[] = {
    /* Files and when they last looked the same; sha256 in hexadecimal. */
    "CREATE TABLE input (path TEXT PRIMARY KEY, size INTEGER NOT NULL,"
    " mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,"
    " sha256 TEXT NOT NULL) WITHOUT ROWID",

    "CREATE TABLE stage (name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID",

    /* neighbourstore.h */
    "CREATE TABLE neighbour (scheme TEXT NOT NULL, level TEXT NOT NULL, a TEXT NOT NULL,"
    " b TEXT NOT NULL, shared_m REAL NOT NULL, PRIMARY KEY (scheme, level, a, b))"
    " WITHOUT ROWID",
    "CREATE TABLE island (scheme TEXT NOT NULL, level TEXT NOT NULL, area TEXT NOT NULL,"
    " PRIMARY KEY (scheme, level, area)) WITHOUT ROWID",

    /* data/load */
    "CREATE TABLE dataset (id TEXT PRIMARY KEY, file TEXT NOT NULL, sheet TEXT NOT NULL,"
    " checksum TEXT NOT NULL, base TEXT NOT NULL, is_protected INTEGER NOT NULL,"
    " is_synthetic INTEGER NOT NULL, is_register INTEGER NOT NULL) WITHOUT ROWID",

    /* file '': that of the dataset, with its sheet and checksum. */
    "CREATE TABLE variable (dataset TEXT NOT NULL, name TEXT NOT NULL,"
    " title TEXT NOT NULL, title_en TEXT NOT NULL, unit TEXT NOT NULL,"
    " is_protected INTEGER NOT NULL," /* weight: '', a variable, or '-': never a sum */
    " weight TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL,"
    " checksum TEXT NOT NULL, PRIMARY KEY (dataset, name)) WITHOUT ROWID",

    "CREATE TABLE place (id INTEGER PRIMARY KEY, level TEXT NOT NULL, key TEXT NOT NULL,"
    " UNIQUE (level, key))",

    /*
     * Observations that differ in their place only. sex: '', 'm', 'w', 'd'; age_from -1:
     * all ages; n: how many, of which checksum is made; is_dense: a place without one is
     * 0.
     */
    "CREATE TABLE series (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL,"
    " variable TEXT NOT NULL, level TEXT NOT NULL, period TEXT NOT NULL,"
    " sex TEXT NOT NULL, age_from INTEGER NOT NULL, age_to INTEGER NOT NULL,"
    " n INTEGER NOT NULL, is_dense INTEGER NOT NULL, checksum INTEGER NOT NULL)",
    "CREATE INDEX series_by_variable ON series (variable, level)",

    /* Of the series with the same id: SrStoredFigure (figurestore.h), one by one. */
    "CREATE TABLE figures (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)",

    /* What was said about an unchanged dataset is said again. */
    "CREATE TABLE told (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL,"
    " severity INTEGER NOT NULL, file TEXT NOT NULL, row INTEGER NOT NULL, place TEXT,"
    " kind TEXT NOT NULL, message TEXT NOT NULL)",

    /* data/lost */
    "CREATE TABLE lost (name TEXT PRIMARY KEY) WITHOUT ROWID",
    NULL,
};
