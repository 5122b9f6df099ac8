#include "data/carry_private.h"

#include "stats/sum.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_NAMES 5

/* Where the helps of an area go that does not pass to one area as a whole. */
enum { NOWHERE = -1, SPLIT = -2 };

/* --- figures --- */

/* A series on its way. */
typedef struct {
    SrCarry *carry;
    const SrCarryPlan *plan;
    const SrObservation **at; /* [n_all] the figure of each area, or NULL */
    const SrDatasetVariable *variable;
    int variable_index;
    const char *period;
    SrFindings *findings;
} Series;

/* False if the figure must not be made of parts; told once for a variable. */
static bool
may_mix(const Series *series, int area, bool is_split)
{
    SrCarry *carry = series->carry;
    bool adds_up = sr_variable_adds_up(series->variable);
    bool is_refused = !adds_up || (is_split && series->variable->is_protected);

    if (is_refused && !carry->is_refused[series->variable_index]) {
        carry->is_refused[series->variable_index] = true;
        sr_findings_add(
            series->findings, SR_FINDING_ERROR, carry->dataset->file, 0,
            carry->areas.names[area],
            adds_up ? N_("%s of %s: protected counts are not split: parts of persons "
                         "cannot be protected; the file needs the keys of the "
                         "boundaries here")
                    : N_("%s of %s: figures that cannot be added (additive=false, or "
                         "their unit) cannot be taken to areas that were joined or "
                         "split"),
            series->variable->name, series->period);
    }
    return !is_refused;
}

/* All parts ok: ok. A part suppressed: suppressed. Some there, some not: incomplete. */
static void
close_sum(SrObservation *made, const SrSum *sum, int n_ok, int n, SrStatus worst)
{
    made->value = n_ok == n ? sr_sum_value(sum) : NAN;
    if (n_ok == n)
        made->status = SR_STATUS_OK;
    else if (worst == SR_STATUS_SUPPRESSED || n_ok == 0)
        made->status = (guint8)worst;
    else
        made->status = SR_STATUS_INCOMPLETE;
}

/* Returns: whether the area has a figure, in @made. */
static bool
make_figure(const Series *series, int area, SrObservation *made)
{
    SrCarry *carry = series->carry;
    const SrCarrySource *sources = (const SrCarrySource *)series->plan->sources->data;
    int first = series->plan->start[area];
    int end = series->plan->start[area + 1];
    int n_ok = 0, n_there = 0;
    double parts = 0;
    bool is_split = false;
    SrStatus worst = SR_STATUS_OK;
    SrSum sum = {0};

    *made = (SrObservation){.area = area};
    for (int i = first; i < end; i++) {
        const SrObservation *of = series->at[sources[i].index];

        is_split |= sources[i].share != 1;
        n_there += of != NULL;
        if (of == NULL || of->status != SR_STATUS_OK) {
            worst = sr_status_join(worst, of == NULL ? SR_STATUS_MISSING : of->status);
        } else {
            n_ok++;
            parts += sources[i].share;
            sr_sum_add(&sum, sources[i].share * of->value);
        }
        if (of == NULL)
            continue;
        made->series = of->series;
        made->row = made->row == 0 ? of->row : MIN(made->row, of->row);
        made->flags |= of->flags;
    }
    bool is_changed = end - first != 1 || is_split;
    if (n_there == 0 || (is_changed && !may_mix(series, area, is_split)))
        return false;
    close_sum(made, &sum, n_ok, end - first, worst);
    made->flags |= is_split ? SR_FLAG_ESTIMATED : 0;
    made->parts = (guint16)MIN(G_MAXUINT16, MAX(1, ceil(parts)));
    carry->is_changed[area] |= is_changed || sources[first].index != area;
    carry->is_split[area] |= is_split;
    return true;
}

/* A figure of an area that gives nothing to the project on that day. */
static void
leave_out(const Series *series, const SrObservation *of)
{
    SrCarry *carry = series->carry;
    const char *key = carry->keys->pdata[of->area];
    bool is_inside = sr_matcher_is_inside(carry->matcher, key);

    if (of->status != SR_STATUS_OK || of->value == 0)
        carry->n_gone++;
    else if (!is_inside && carry->dataset->ignores_outside)
        carry->n_outside++;
    else
        sr_findings_add(
            series->findings, SR_FINDING_ERROR, carry->dataset->file, of->row, key,
            is_inside ? N_("by changes.csv there is no such area on the day "
                           "of these figures (areas_day=%s, %s)")
                      : N_("on the day of these figures (areas_day=%s, %s) it "
                           "gives nothing to the project; outside=ignore if "
                           "the file covers more than the project"),
            carry->dataset->areas_day, series->period);
}

/* Appends the figures of series @s to @made. */
static void
carry_series(Series *series, const SrObservations *observations, guint s, GArray *made)
{
    SrCarry *carry = series->carry;
    gsize n;
    const SrObservation *of = sr_observations_of(observations, s, &n);
    SrObservation figure;

    memset(series->at, 0, carry->keys->len * sizeof *series->at);
    for (gsize i = 0; i < n; i++) {
        series->at[of[i].area] = &of[i];
        carry->is_seen[of[i].area] = true;
        if (series->plan->taken[of[i].area] == 0)
            leave_out(series, &of[i]);
    }
    for (int a = 0; a < carry->areas.n; a++)
        if (make_figure(series, a, &figure)) {
            figure.series = s;
            g_array_append_val(made, figure);
        }
}

/* --- what is told --- */

static void
append_name(GString *names, int *n, const char *name)
{
    if ((*n)++ < MOST_NAMES)
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", name);
    else if (*n == MOST_NAMES + 1)
        g_string_append(names, ", …");
}

/* Areas of the day that the file does not have, though ours are made of them. */
static void
tell_absent(const SrCarry *carry, SrFindings *findings)
{
    g_autofree bool *is_needed = g_new0(bool, carry->keys->len);
    g_autoptr(GString) names = g_string_new("");
    int n = 0;
    GHashTableIter each;
    gpointer data;

    g_hash_table_iter_init(&each, carry->plans);
    while (g_hash_table_iter_next(&each, NULL, &data)) {
        const SrCarryPlan *plan = data;

        for (guint i = 0; i < carry->keys->len; i++)
            is_needed[i] |= plan->taken[i] > 0;
    }
    for (guint i = (guint)carry->areas.n; i < carry->keys->len; i++)
        if (is_needed[i] && !carry->is_seen[i])
            append_name(names, &n, carry->names->pdata[i]);
    if (n > 0)
        sr_findings_add(findings, SR_FINDING_WARNING, carry->dataset->file, 0, NULL,
                        N_("areas of that day (areas_day=%s) without a row: %d (%s)"),
                        carry->dataset->areas_day, n, names->str);
}

static void
tell(const SrCarry *carry, SrFindings *findings)
{
    g_autoptr(GString) changed = g_string_new("");
    g_autoptr(GString) split = g_string_new("");
    const char *file = carry->dataset->file;
    int n_changed = 0, n_split = 0;

    for (int a = 0; a < carry->areas.n; a++) {
        if (carry->is_split[a])
            append_name(split, &n_split, carry->areas.names[a]);
        else if (carry->is_changed[a])
            append_name(changed, &n_changed, carry->areas.names[a]);
    }
    if (n_changed > 0)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, NULL,
                        N_("figures of other areas (areas_day=%s) taken over as a whole: "
                           "%d (%s)"),
                        carry->dataset->areas_day, n_changed, changed->str);
    if (n_split > 0)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, NULL,
                        N_("figures of other areas (areas_day=%s) taken over by shares, "
                           "and so estimated: %d (%s)"),
                        carry->dataset->areas_day, n_split, split->str);
    if (carry->n_gone > 0)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, NULL,
                        N_("empty figures of areas that are not there on their day: %d"),
                        carry->n_gone);
    if (carry->n_outside > 0)
        sr_findings_add(findings, SR_FINDING_NOTE, file, 0, NULL,
                        N_("figures of areas that give nothing to the project: %d"),
                        carry->n_outside);
    tell_absent(carry, findings);
}

void
sr_carry_run(SrCarry *carry, SrObservations *observations, SrFindings *findings)
{
    guint n_series = observations->series->len;
    g_autofree const SrObservation **at = g_new0(const SrObservation *, carry->keys->len);
    GArray *made = g_array_new(FALSE, FALSE, sizeof(SrObservation));
    gsize *start = g_new0(gsize, n_series + 1);

    for (guint s = 0; s < n_series; s++) {
        const SrSeriesKey *key = &g_array_index(observations->series, SrSeriesKey, s);
        Series series = {.carry = carry,
                         .at = at,
                         .variable = carry->dataset->variables->pdata[key->variable],
                         .variable_index = key->variable,
                         .period = observations->periods->pdata[key->period],
                         .findings = findings};

        series.plan = sr_carry_plan(carry, series.period, findings);
        carry_series(&series, observations, s, made);
        start[s + 1] = made->len;
    }
    tell(carry, findings);
    g_array_unref(observations->observations);
    observations->observations = made;
    g_free(observations->start);
    observations->start = start;
}

void
sr_carry_register(const SrDataset *dataset, const SrCarryAreas *areas, SrMatcher *matcher,
                  SrFindings *findings)
{
    g_autoptr(SrCarry) carry = sr_carry_new(dataset, areas, matcher);
    if (carry == NULL)
        return;
    const SrCarryPlan *plan = sr_carry_plan(carry, dataset->areas_day, findings);
    g_autofree int *into = g_new(int, carry->keys->len);
    g_autoptr(GString) split = g_string_new("");
    int n_split = 0;

    for (guint i = 0; i < carry->keys->len; i++)
        into[i] = NOWHERE;
    for (int a = 0; a < areas->n; a++)
        for (int i = plan->start[a]; i < plan->start[a + 1]; i++) {
            const SrCarrySource *source = &g_array_index(plan->sources, SrCarrySource, i);

            if (source->share == 1)
                into[source->index] = a;
            else if (plan->taken[source->index] > 0 && into[source->index] != SPLIT) {
                into[source->index] = SPLIT;
                append_name(split, &n_split, carry->names->pdata[source->index]);
            }
        }
    sr_matcher_move(matcher, into);
    if (n_split > 0)
        sr_findings_add(findings, SR_FINDING_WARNING, dataset->path, 0, "areas_day",
                        N_("areas that were split since %s: %s; a help cannot be split, "
                           "so its home needs the key of the boundaries"),
                        dataset->areas_day, split->str);
}
