#include "indicator/population.h"

#include "data/figures.h"

#include <glib/gi18n.h>
#include <string.h>

/* The base of the variable that @name is, or is a band of; "" if it is no population. */
static const char *
base_of(GHashTable *bases, const char *name)
{
    g_autofree char *stem = g_strdup(name);

    for (;;) {
        const char *base = g_hash_table_lookup(bases, stem);
        char *last = strrchr(stem, '_');

        if (base != NULL || last == NULL)
            return base == NULL ? "" : base;
        *last = '\0';
    }
}

/* To add a base: a line here and in the keys of datasets and of sozialraum.ini. */
static const struct {
    const char *base;
    const char *words;
} bases[] = {
    {"melderegister", N_("population register (31 December)")},
    {"melderegister-mittel", N_("population register (mean of the year)")},
    {"fortschreibung", N_("official estimates (31 December)")},
    {"fortschreibung-mittel", N_("official estimates (mean of the year)")},
    {"zensus", N_("census")},
};

const char *
sr_population_base_words(const char *base)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bases); i++)
        if (g_str_equal(bases[i].base, base))
            return _(bases[i].words);
    return base;
}

/* @first is the id of what set @base: an indicator, or NULL for sozialraum.ini. */
static void
complain(const SrIndicator *indicator, const char *variable, const char *own,
         const char *first, const char *base, SrFindings *findings)
{
    if (strchr(own, ',') != NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path,
                        sr_expression_line(indicator->denominator), variable,
                        N_("divides by a population that is put together from several "
                           "bases (%s): an atlas has one base"),
                        own);
    else if (first == NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path,
                        sr_expression_line(indicator->denominator), variable,
                        N_("divides by a population of the base %s, while "
                           "sozialraum.ini says %s: an atlas has one base"),
                        own, base);
    else
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path,
                        sr_expression_line(indicator->denominator), variable,
                        N_("divides by a population of the base %s, while %s "
                           "divides by %s: an atlas has one base"),
                        own, first, base);
}

void
sr_population_check(SrStore *store, const SrCatalogue *catalogue, const char *declared,
                    SrFindings *findings)
{
    g_autoptr(GHashTable) base_by_name = sr_figures_bases(store, NULL);
    const char *first = NULL;
    const char *base = declared;

    for (int i = 0; base_by_name != NULL && i < sr_catalogue_n(catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(catalogue, i);
        const char *const *names = indicator->denominator == NULL
                                       ? NULL
                                       : sr_expression_variables(indicator->denominator);

        for (int n = 0; names != NULL && names[n] != NULL; n++) {
            const char *own = base_of(base_by_name, names[n]);

            if (*own == '\0' || g_strcmp0(own, base) == 0)
                continue;
            if (base != NULL || strchr(own, ',') != NULL) {
                complain(indicator, names[n], own, first, base, findings);
                continue;
            }
            first = indicator->id;
            base = own;
        }
    }
}
