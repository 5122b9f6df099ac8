/*
 * pipeline.h — the stages in order, each handing its result to the next.
 *
 *     settings → boundaries → topology → schemes → figures → indicators → values → pages
 *
 * A run is opened on a project folder and taken as far as a command needs. What people
 * have to mend gathers in its findings; a stage fails once one of them is an error.
 */
#pragma once

#include "base/finding.h"
#include "data/dataset.h"
#include "data/load.h"
#include "disclosure/released.h"
#include "indicator/evaluate.h"
#include "project.h"
#include "publish/database.h"
#include "publish/package.h"
#include "publish/press.h"
#include "publish/workshop.h"
#include "shapes/source.h"
#include "shapes/topology.h"
#include "store/store.h"

typedef struct {
    SrFindings *findings;
    SrProject *project;
    char *cache;       /* the folder .cache/, or NULL where nothing is kept */
    char *definitions; /* what sr_pattern_definitions() told, or NULL */
    SrStore *store;
    SrBoundaries *boundaries;
    SrTopology *topology; /* projected; in metres */
    SrScheme **schemes;   /* [n_schemes], the default one first */
    int n_schemes;
    GPtrArray *datasets; /* of SrDataset */
    SrCatalogue *catalogue;
    SrValues *values;
    SrPopulation *population; /* by sr_run_count_people(), or NULL */
    bool is_whole; /* all indicators are among the values, and protected together */
    SrProtectedLevel *protected_levels; /* [n_levels]: what was hidden */
    SrProtectionEffort effort;          /* what that took */
    SrReleased *released;               /* indicators/gesperrt.csv, once decided */
    bool has_secrets;                   /* protected figures that are not synthetic */
    bool is_draft;   /* there are, and what is hidden of them was not released */
    SrPlaces places; /* by sr_run_places() */
    const char **ars;
    SrAliases *aliases;
    SrChanges *changes;
    char *day; /* the date of print: SOURCE_DATE_EPOCH, else the latest day declared */
} SrRun;

/* How far a run is opened: what is not read cannot fail either. */
typedef enum {
    SR_OPEN_AREAS,   /* settings, boundaries, schemes */
    SR_OPEN_FIGURES, /* and the definitions of data sets */
    SR_OPEN_ALL,     /* and the indicators */
} SrOpening;

/*
 * Reads settings, boundaries, schemes, definitions, as far as @opening. @keeps: use
 * .cache/ (false: memory only, nothing is written). @schemes: further schemes, or NULL
 * for those of [publish]. Returns: (transfer full): the run; findings tell what is wrong,
 * and what could not be read is NULL. NULL with @error only where nothing could be begun.
 */
SrRun *sr_run_open(const char *folder, SrOpening opening, bool keeps,
                   const char *const *schemes, GError **error);

void sr_run_free(SrRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrRun, sr_run_free)

/* The areas, keys, names and aliases that rows of figures are matched with. */
const SrPlaces *sr_run_places(SrRun *run);

/* Brings the figures into the store. False with all findings if one is an error. */
bool sr_run_load(SrRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Evaluates the indicators, or @only those with these ids, and hides what disclosure
 * control forbids: by the pattern of the whole project, which is recalled where it was
 * kept and still holds, else decided; then all are evaluated. False as above.
 */
bool sr_run_evaluate(SrRun *run, const char *const *only,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for all indicators, and what is hidden is decided anew, whatever was kept. */
bool sr_run_decide(SrRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Releases the pattern as it stands, once sr_run_decide() found no fault: writes
 * indicators/gesperrt.csv. @n_new: rows that no edition had told of, 0: nothing was new
 * and nothing is written. False with SR_ERROR_IO.
 */
bool sr_run_release(SrRun *run, int *n_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the people by sex and age that pyramids are drawn from, where there are some. */
void sr_run_count_people(SrRun *run);

/* Reads and validates as far as possible; all is told in the findings. */
bool sr_run_check(SrRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What `build` would make beside the database, the tables and the package. */
typedef struct {
    int n_atlases;
    int n_maps; /* files: of each style and format */
} SrRunPlan;

/* After sr_run_check() or sr_run_evaluate(). */
SrRunPlan sr_run_plan(const SrRun *run);

/* The areas of every level and scheme: (transfer full), polygons owned by the array. */
GArray *sr_run_layers(const SrRun *run);

/* The division of a level in a scheme (NULL: the default one), or NULL with the names. */
const SrDivision *sr_run_division(const SrRun *run, const char *scheme, const char *level,
                                  GError **error);

/* Fills what pages are made from: values, names, day. The tools stay as they are. */
void sr_run_fill_press(const SrRun *run, SrPress *press);

/*
 * Opens a workshop for pages of the run in @style, or in the first one that is published
 * (NULL). Its press is filled by sr_run_fill_press() once there are values.
 */
SrWorkshop *sr_run_workshop(const SrRun *run, const char *style, GError **error);

/* What the edition is called and where its boundaries are from; strings borrowed. */
SrPackageAbout sr_run_about(const SrRun *run);

/* Tells maps of which disclosure control leaves too little, with a plan that would work.
 */
void sr_run_tell_losses(SrRun *run);

/* What an audit went through. */
typedef struct {
    int n_equations;
    int n_suppressed; /* figures that had to be proved */
    int n_proved;
    int n_witnesses; /* whole tables that prove them */
    int n_files;     /* read */
    int n_printed;   /* numbers printed for people that were compared */
} SrAuditCounts;

/*
 * Tries to break finished editions, taken together, from what was written alone; the run
 * must be loaded. Returns: whether all stays hidden; false with SR_ERROR_DISCLOSURE, the
 * figures and the equations that give them away.
 */
bool sr_run_audit(SrRun *run, const char *const *outputs, SrAuditCounts *counts,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * What `build` makes of the whole project, into output/, in one step.
 * Returns: whether it was made, or was up to date; @n_made: files made anew.
 */
bool sr_run_build(SrRun *run, int *n_made, int *n_kept,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
