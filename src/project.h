/*
 * project.h — the settings of a project folder: sozialraum.ini and
 * shapes/<boundaries>.ini.
 */
#pragma once

#include "base/keyfile.h"
#include "indicator/rules.h"
#include "shapes/mend.h"
#include "shapes/scheme.h"

/* What to publish when `build` is asked without further words. */
typedef struct {
    char **levels;  /* of maps */
    char **schemes; /* the default scheme first */
    char **styles;
    char **formats; /* pdf, png */
    char **atlases;
} SrPublish;

typedef struct {
    char *folder; /* absolute */
    char *title;
    char *editor;
    char *language;
    char *crs;
    char *population_base;     /* "fortschreibung", …; or NULL */
    char *population_variable; /* of pyramids, or NULL */
    SrLevel *levels;           /* [n_levels], the finest first */
    int n_levels;
    GHashTable *names; /* code of a prefix level → name */
    SrPublish publish;
    SrRules *rules;           /* of [disclosure] */
    char **region_indicators; /* what schemes are compared by; may be empty */

    /* of shapes/<boundaries>.ini */
    char *boundaries_path; /* of the .ini, for messages */
    char *shapes_file;     /* absolute */
    char *layer, *key_field, *name_field, *ars_field, *filter, *source_crs; /* or NULL */
    char *boundaries_day, *boundaries_source, *boundaries_licence, *attribution;
    char *checksum; /* "sha256:…" or NULL */
    bool merge;
    SrMending mending;
} SrProject;

/*
 * Reads the settings of @folder in @language (NULL: the project's own).
 * Returns: (transfer full): the project, or NULL with what is wrong among @findings or,
 * where the folder is none, in @error.
 */
SrProject *sr_project_read(const char *folder, const char *language, SrFindings *findings,
                           GError **error);

void sr_project_free(SrProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrProject, sr_project_free)

/* The level called @id, or -1. */
int sr_project_level(const SrProject *project, const char *id);

/* The ids of the levels: (transfer container), NULL-terminated, borrowed strings. */
const char **sr_project_level_ids(const SrProject *project);

extern const SrKeyTable sr_project_keys;
extern const SrKeyTable sr_boundaries_keys;
