/*
 * package.h — what comes with the files of an edition: datapackage.json (Frictionless
 * Data Package: fields, sources, licences of the CSVs) and report.json (inputs with
 * checksum, findings, counts).
 */
#pragma once

#include "base/finding.h"
#include "data/dataset.h"
#include "indicator/evaluate.h"

/* Where the boundaries are from, and what the edition is called; strings borrowed. */
typedef struct {
    const char *title;
    const char *language;
    const char *day; /* of print, YYYY-MM-DD */
    const char *boundaries_source;
    const char *boundaries_licence;
    const char *attribution;
    bool is_draft; /* not released */
} SrPackageAbout;

/* One file read, or made. */
typedef struct {
    char *path; /* relative to the project or to output/ */
    char *sha256;
    gint64 n_bytes;
    bool is_secret; /* who knows the sum of a small table can try what it holds */
} SrPackageFile;

void sr_package_file_clear(SrPackageFile *file);

/* One map of the edition, and the table of its values beside it. */
typedef struct {
    char *path;             /* of the table, in output/: "maps/….csv"; owned */
    const SrResult *result; /* borrowed, as what follows */
    const SrDivision *division;
    const char *period;
} SrPackageMap;

void sr_package_map_clear(SrPackageMap *map);

/* Returns: (transfer full): datapackage.json; @maps of SrPackageMap. */
char *sr_package_json(const SrPackageAbout *about, GPtrArray *datasets, GArray *maps);

/*
 * Returns: (transfer full): report.json; @inputs and @outputs of SrPackageFile, sorted by
 * path, of secret ones the names of the files alone; the indicators that none of @maps
 * shows; @findings. No times: the same inputs give the same bytes.
 */
char *sr_report_json(const SrPackageAbout *about, const SrValues *values, GArray *inputs,
                     GArray *outputs, GArray *maps, SrFindings *findings);
