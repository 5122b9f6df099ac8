#include "shapes/fault.h"

#include <glib/gi18n.h>

/* A smaller hole between areas is hardly a lake or another country. */
#define DOUBTFUL_GAP_M2 10000

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

static void
tell_face(const SrFault *fault, const char *where, const char *areas, const char *file,
          SrFindings *findings)
{
    g_autofree char *size =
        g_strdup_printf(_("%.3g m² large, %.3g m wide"), fault->area_m2, fault->width_m);

    if (fault->kind == SR_FAULT_GAP && !fault->open)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        N_("at %s there was a gap, %s; it was filled"), where, size);
    else if (fault->kind == SR_FAULT_GAP)
        sr_findings_add(
            findings,
            fault->area_m2 < DOUBTFUL_GAP_M2 ? SR_FINDING_WARNING : SR_FINDING_NOTE, file,
            0, areas,
            N_("at %s there is a hole between areas, %s; if it is none, mend it "
               "with gap= (m²) or sliver= (m)"),
            where, size);
    else if (!fault->open)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, areas,
                        N_("at %s areas overlapped, %s; the overlap went to the one with "
                           "the longer border to it"),
                        where, size);
    else
        sr_findings_add(findings, SR_FINDING_ERROR, file, 0, areas,
                        N_("at %s areas overlap, %s; overlaps narrower than sliver= (m) "
                           "are mended"),
                        where, size);
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
