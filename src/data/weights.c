#include "data/weights.h"

#include "data/dataset.h"
#include "data/figures.h"
#include "data/lost.h"

#include <glib/gi18n.h>

void
sr_weights_check(SrStore *store, const GPtrArray *datasets, SrFindings *findings)
{
    for (guint d = 0; d < datasets->len; d++) {
        const SrDataset *dataset = datasets->pdata[d];

        for (guint v = 0; v < dataset->variables->len; v++) {
            const SrDatasetVariable *variable = dataset->variables->pdata[v];

            if (*variable->weight == '\0' ||
                sr_figures_has_level(store, variable->weight, dataset->level))
                continue;
            if (sr_lost_has(store, variable->weight)) {
                sr_findings_follow(findings);
                continue;
            }
            sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, variable->line,
                            variable->name,
                            N_("'weight' names '%s', which has no figures of the level "
                               "%s"),
                            variable->weight, dataset->level);
        }
    }
}
