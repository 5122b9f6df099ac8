#include "indicator/population.h"

#include "data/figures.h"

#include <glib/gi18n.h>
#include <string.h>

/* The base of the variable that @name is, or is a band of; "" if it is no population. */
static const char *
base_of(const GPtrArray *variables, const char *name)
{
    const SrVariable *longest = NULL;

    for (guint i = 0; i < variables->len; i++) {
        const SrVariable *variable = variables->pdata[i];
        gsize n = strlen(variable->name);

        if (!g_str_has_prefix(name, variable->name) ||
            (name[n] != '\0' && name[n] != '_'))
            continue;
        if (longest == NULL || n > strlen(longest->name))
            longest = variable;
    }
    return longest == NULL ? "" : longest->base;
}

void
sr_population_check(SrStore *store, const SrCatalogue *catalogue, SrFindings *findings)
{
    g_autoptr(GPtrArray) variables = sr_figures_list(store, NULL);
    const SrIndicator *first = NULL;
    const char *base = "";

    for (int i = 0; variables != NULL && i < sr_catalogue_n(catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(catalogue, i);
        const char *const *names = indicator->denominator == NULL
                                       ? NULL
                                       : sr_expression_variables(indicator->denominator);

        for (int n = 0; names != NULL && names[n] != NULL; n++) {
            const char *own = base_of(variables, names[n]);

            if (*own == '\0' || g_str_equal(own, base))
                continue;
            if (first != NULL) {
                sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, names[n],
                                N_("divides by a population of the base %s, while %s "
                                   "divides by %s: an atlas has one base"),
                                own, first->id, base);
                continue;
            }
            first = indicator;
            base = own;
        }
    }
}
