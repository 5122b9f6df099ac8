/*
 * fault.h — what can be wrong with boundaries as a map, and how people are told.
 */
#pragma once

#include "base/finding.h"
#include "base/geom.h"

typedef enum {
    SR_FAULT_DOUBLED_VERTEX, /* a ring stands still */
    SR_FAULT_SPIKE,          /* a ring turns back on itself */
    SR_FAULT_EMPTY_RING,     /* a ring without area */
    SR_FAULT_ORIENTATION,    /* a ring runs the other way than others of its role */
    SR_FAULT_SELF_TOUCHING,  /* a ring passes a vertex twice */
    SR_FAULT_SELF_CROSSING,  /* rings of one area cross */
    SR_FAULT_CROSSING,       /* rings of two areas cross */
    SR_FAULT_T_JUNCTION,     /* a vertex of one area lies on the border of another */
    SR_FAULT_DOUBLED_BORDER, /* an area lies twice along a border */
    SR_FAULT_NEAR_VERTEX,    /* two vertices nearer than snap, taken for one */
    SR_FAULT_GAP,            /* a hole between areas */
    SR_FAULT_OVERLAP,        /* two areas claim a face */
} SrFaultKind;

typedef struct {
    SrFaultKind kind;
    int a; /* the areas concerned; a == b where it is one, -1: none */
    int b;
    SrPoint place;   /* in the coordinates of the file */
    double area_m2;  /* of gaps and overlaps, else 0 */
    double width_m;  /* the same: twice the area by the length of the border */
    double distance; /* of near vertices, in the unit of the file; else 0 */
    bool open;       /* it was not mended */
} SrFault;

/*
 * Whether a gap or overlap is a sliver: a strip at least 40 times as long as wide, so
 * that no border was meant to run so.
 */
bool sr_fault_is_sliver(const SrFault *fault);

/*
 * Tells each fault as a finding of @file: what was mended is a note, an open gap a
 * warning, an open overlap an error. @keys, @names: of the areas.
 */
void sr_faults_tell(const GArray *faults, char *const *keys, char *const *names,
                    const char *file, SrFindings *findings);
