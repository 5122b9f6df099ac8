/*
 * tags_private.h — the inside of draw/tags, for the canvas that draws the runs and for
 * tags_pdf that writes the tree. Nobody else includes it.
 */
#pragma once

#include "draw/insert.h"
#include "draw/tags.h"

/* A child of an element: another element, or a run; -1 where it is not. */
typedef struct {
    int element;
    int run;
    int next; /* the next child of the same element, or -1 */
} SrTagChild;

typedef struct {
    SrTag tag;
    int parent; /* -1 for the root */
    int first_child, last_child;
    int n_columns, n_rows; /* spanned by a cell; 1 */
    int page;              /* of a figure */
    SrBox box_mm;          /* of a figure */
    char *alt;             /* of a figure; what is read aloud of a link */
    char *target;          /* of a link */
    char *language;
} SrElement;

/* One marked piece of a page's content; the runs of a page follow one another. */
typedef struct {
    int page;
    int element;         /* -1: an artifact */
    SrArtifact artifact; /* where element is -1 */
} SrRun;

/* A piece of the page that a click on the link reaches. */
typedef struct {
    int element;
    int page;
    SrBox box_mm;
} SrLinkArea;

typedef struct {
    char *name;
    int page;
    double y_mm;
} SrDestination;

typedef struct {
    int level;
    char *title;
    int page;
    double y_mm;
} SrBookmark;

typedef struct {
    int page;
    SrPageLabel style;
    int number;
} SrLabelRange;

typedef struct {
    double width_mm, height_mm;
    int first_insert; /* of its own; they end with the next page's */
} SrPageSize;

/* The drawing surface brackets a run of content on the current page. */
typedef struct {
    void (*begin)(void *surface);
    void (*end)(void *surface);
    void *surface;
} SrRunHooks;

struct SrTags {
    SrRunHooks hooks;
    GArray *elements;     /* of SrElement; 0 is the root (Document) */
    GArray *children;     /* of SrTagChild */
    GArray *runs;         /* of SrRun */
    GArray *links;        /* of SrLinkArea */
    GArray *destinations; /* of SrDestination */
    GHashTable *names;    /* of destinations, borrowed from the array */
    GArray *bookmarks;    /* of SrBookmark */
    GArray *labels;       /* of SrLabelRange */
    GArray *pages;        /* of SrPageSize */
    GArray *inserts;      /* of SrInsert */
    int open;             /* innermost open element */
    int heading;          /* level of the heading before, 0 at the start */
    bool leaf_open;       /* between the begin and end of a run that spans calls */
    bool artifact_open;
    char *fault; /* the first mistake, in a sentence; or NULL */
};

/* Name of the kind in the file: "H1", "TH". */
const char *sr_tag_name(SrTag tag);

SrTags *sr_tags_new(const SrRunHooks *hooks);
void sr_tags_free(SrTags *tags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTags, sr_tags_free)

/* Remembers @format as the fault, unless there is one already. */
G_GNUC_PRINTF(2, 3) void sr_tags_fail(SrTags *tags, const char *format, ...);

void sr_tags_page_begin(SrTags *tags, double width_mm, double height_mm);

/* Checks that nothing is left open that must not straddle pages. */
void sr_tags_page_end(SrTags *tags);

/*
 * Keeps content for the last pass; @bytes is (transfer full).
 * Returns: the number of the insert on its page, for its marker.
 */
int sr_tags_insert(SrTags *tags, SrInsertKind kind, GString *bytes);

/*
 * Brackets a piece of text: a run is begun and logged unless a figure or an artifact is
 * open already. In between, each line says where it stands, for links.
 */
void sr_tags_text_begin(SrTags *tags);
void sr_tags_text_line(SrTags *tags, SrBox box_mm);
void sr_tags_text_end(SrTags *tags);

/* Checks what can be told only when all is drawn: links, open elements. */
void sr_tags_check(SrTags *tags);

/* Whether a link's target is an address of the web or of mail, not a destination. */
bool sr_tags_is_address(const char *target);
