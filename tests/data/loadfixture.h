/*
 * loadfixture.h — a small county of three Gemeinden, its folder of figures and its store.
 */
#pragma once

#include "data/figures.h"
#include "data/load.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

typedef struct {
    char *folder;
    SrStore *store;
    SrFindings *findings;
    SrChanges *changes; /* of changes.csv in the folder; NULL: not looked for */
} Fixture;

static const char *const keys[] = {"07332002", "07332024", "07332025"};
static const char *const names[] = {"Bad Dürkheim", "Grünstadt", "Haßloch"};
static const char *const kreis_keys[] = {"07332"};
static const char *const kreis_names[] = {"Landkreis Bad Dürkheim"};
static const char *const vg_keys[] = {"073325001", "07332025"};
static const char *const vg_names[] = {"VG Nord", "Haßloch"};
static const int vg_of[] = {0, 0, 1};
static const int kreis_of[] = {0, 0, 0};
static const SrLevelAreas levels[] = {
    {"gemeinde", 3, keys, NULL, names, NULL},
    {"verbandsgemeinde", 2, vg_keys, NULL, vg_names, vg_of},
    {"kreis", 1, kreis_keys, NULL, kreis_names, kreis_of}};

#define HEAD "[dataset]\ntitle=t\nsource=s\nkey_column=AGS\nprotected=false\n"

static inline void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->store = sr_store_open_memory(NULL);
    fixture->findings = sr_findings_new();
}

static inline void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GDir) directory = g_dir_open(fixture->folder, 0, NULL);

    for (const char *name = g_dir_read_name(directory); name != NULL;
         name = g_dir_read_name(directory)) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    sr_store_free(fixture->store);
    sr_findings_free(fixture->findings);
    sr_changes_free(fixture->changes);
}

static inline void
write_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Loads all of the folder; gives the errors. */
static inline int
load(Fixture *fixture)
{
    const SrPlaces places = {levels, 3, NULL, fixture->changes, "2016-01-01"};
    g_autoptr(GError) error = NULL;

    sr_findings_free(fixture->findings);
    fixture->findings = sr_findings_new();
    g_autoptr(GPtrArray) datasets = sr_datasets_load(fixture->folder, fixture->findings);
    g_assert_true(
        sr_load_datasets(fixture->store, datasets, &places, fixture->findings, &error));
    g_assert_no_error(error);
    return sr_findings_n_errors(fixture->findings);
}

static inline int
load_table(Fixture *fixture, const char *definition, const char *table)
{
    g_autofree char *text = g_strconcat(HEAD, definition, NULL);

    write_file(fixture, "a.ini", text);
    write_file(fixture, "a.csv", table);
    return load(fixture);
}

static inline bool
has_finding(const Fixture *fixture, SrSeverity severity, int row, const char *part)
{
    for (int i = 0; i < sr_findings_n(fixture->findings); i++) {
        const SrFinding *finding = sr_findings_at(fixture->findings, i);

        if (finding->severity == severity && finding->row == row &&
            strstr(finding->message, part) != NULL)
            return true;
    }
    return false;
}

/* The figure of a Gemeinde, first period. */
static inline SrFigure
figure(const Fixture *fixture, const char *name, int area)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrSeries) series =
        sr_figures_series(fixture->store, name, "gemeinde", keys, 3, &error);

    g_assert_no_error(error);
    return *sr_series_at(series, 0, area);
}

#define WIDE                                                                             \
    "file=a.csv\nperiod=2018\n[variable einwohner]\ncolumn=Einwohner\ntitle=E\n"         \
    "unit=Personen\n"
