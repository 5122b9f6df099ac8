#include "shapes/fault.h"

#include <glib/gi18n.h>

/* A smaller hole between areas is hardly a lake or another country. */
#define DOUBTFUL_GAP_M2 10000

/* How many times as long as wide a sliver is at least. */
#define SLIVER_LENGTH 40

static char *
areas_text(const SrFault *fault, char *const *keys, char *const *names)
{
    if (fault->a < 0)
        return NULL;
    if (fault->b < 0 || fault->a == fault->b)
        return g_strdup_printf("%s %s", keys[fault->a], names[fault->a]);
    return g_strdup_printf("%s %s, %s %s", keys[fault->a], names[fault->a],
                           keys[fault->b], names[fault->b]);
}

bool
sr_fault_is_sliver(const SrFault *fault)
{
    return fault->area_m2 > SLIVER_LENGTH * fault->width_m * fault->width_m;
}

static void
tell_gap(const SrFault *fault, const char *where, const char *size, const char *areas,
         const char *file, SrFindings *findings)
{
    bool is_sliver = sr_fault_is_sliver(fault);
    bool is_doubtful = is_sliver || fault->area_m2 < DOUBTFUL_GAP_M2;

    if (!fault->open)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        is_sliver ? N_("at %s there was a sliver of nobody, %s; it was "
                                       "filled")
                                  : N_("at %s there was a gap, %s; it was filled"),
                        where, size);
    else
        sr_findings_add(
            findings, is_doubtful ? SR_FINDING_WARNING : SR_FINDING_NOTE, file, 0, areas,
            is_sliver ? N_("at %s there is a sliver of nobody, %s; gap= (m²) or sliver= "
                           "(m) would mend it")
                      : N_("at %s there is a hole between areas, %s; if it is none, mend "
                           "it with gap= (m²) or sliver= (m)"),
            where, size);
}

static void
tell_overlap(const SrFault *fault, const char *where, const char *size, const char *areas,
             const char *file, SrFindings *findings)
{
    bool is_sliver = sr_fault_is_sliver(fault);

    if (!fault->open)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        is_sliver ? N_("at %s a sliver was claimed twice, %s; it went to "
                                       "the one with the longer border to it")
                                  : N_("at %s areas overlapped, %s; the overlap went to "
                                       "the one with the longer border to it"),
                        where, size);
    else
        sr_findings_add(findings, SR_FINDING_ERROR, file, 0, areas,
                        is_sliver ? N_("at %s a sliver is claimed twice, %s; those "
                                       "narrower than sliver= (m) are mended")
                                  : N_("at %s areas overlap, %s; overlaps narrower than "
                                       "sliver= (m) are mended"),
                        where, size);
}

static void
tell_face(const SrFault *fault, const char *where, const char *areas, const char *file,
          SrFindings *findings)
{
    g_autofree char *size =
        g_strdup_printf(_("%.3g m² large, %.3g m wide"), fault->area_m2, fault->width_m);

    if (fault->kind == SR_FAULT_GAP)
        tell_gap(fault, where, size, areas, file, findings);
    else
        tell_overlap(fault, where, size, areas, file, findings);
}

static void
tell_fault(const SrFault *fault, const char *where, const char *areas, const char *file,
           SrFindings *findings)
{
    switch (fault->kind) {
    case SR_FAULT_DOUBLED_VERTEX:
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        N_("at %s a vertex stands twice; one was dropped"), where);
        break;
    case SR_FAULT_SPIKE:
        sr_findings_add(
            findings, SR_FINDING_NOTE, file, 0, areas,
            N_("at %s the border turns back on itself; the spike was cut off"), where);
        break;
    case SR_FAULT_EMPTY_RING:
        sr_findings_add(findings, SR_FINDING_WARNING, file, 0, areas,
                        N_("at %s a ring has no area; it was dropped"), where);
        break;
    case SR_FAULT_ORIENTATION:
        sr_findings_add(
            findings, SR_FINDING_NOTE, file, 0, areas,
            N_("at %s a ring runs the other way than the others; it was turned round"),
            where);
        break;
    case SR_FAULT_SELF_TOUCHING:
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        N_("at %s a ring touches itself; it was cut in two"), where);
        break;
    case SR_FAULT_SELF_CROSSING:
        sr_findings_add(findings, SR_FINDING_WARNING, file, 0, areas,
                        N_("at %s the border crosses itself; both sides were kept"),
                        where);
        break;
    case SR_FAULT_CROSSING:
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        N_("at %s borders cross; they got a common vertex"), where);
        break;
    case SR_FAULT_T_JUNCTION:
        sr_findings_add(
            findings, SR_FINDING_NOTE, file, 0, areas,
            N_("at %s a vertex lies on a border that has none there; it got one"), where);
        break;
    case SR_FAULT_DOUBLED_BORDER:
        sr_findings_add(findings, SR_FINDING_WARNING, file, 0, areas,
                        N_("at %s a ring stands twice; one was dropped"), where);
        break;
    case SR_FAULT_NEAR_VERTEX:
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        N_("at %s two vertices are %.2g apart (in the unit of the file) "
                           "and were taken for one (snap=)"),
                        where, fault->distance);
        break;
    case SR_FAULT_GAP:
    case SR_FAULT_OVERLAP:
        tell_face(fault, where, areas, file, findings);
        break;
    }
}

void
sr_faults_tell(const GArray *faults, char *const *keys, char *const *names,
               const char *file, SrFindings *findings)
{
    for (guint i = 0; i < faults->len; i++) {
        const SrFault *fault = &g_array_index(faults, SrFault, i);
        g_autofree char *where =
            g_strdup_printf("%.6f %.6f", fault->place.x, fault->place.y);
        g_autofree char *areas = areas_text(fault, keys, names);

        tell_fault(fault, where, areas, file, findings);
    }
}
