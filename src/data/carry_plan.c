/* What is made of what on a day, of carry_private.h. */
#include "data/carry_private.h"

#include "data/terms.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* A share nearer to one than this is one that was multiplied or added up. */
#define WHOLE 1e-9

static void
plan_free(gpointer data)
{
    SrCarryPlan *plan = data;

    g_free(plan->start);
    g_array_unref(plan->sources);
    g_free(plan->taken);
    g_free(plan);
}

void
sr_carry_free(SrCarry *carry)
{
    if (carry == NULL)
        return;
    g_ptr_array_unref(carry->keys);
    g_ptr_array_unref(carry->names);
    g_hash_table_unref(carry->index);
    g_hash_table_unref(carry->plans);
    g_free(carry->is_seen);
    g_free(carry->is_changed);
    g_free(carry->is_split);
    g_free(carry->is_refused);
    g_free(carry);
}

bool
sr_carry_check(const SrDataset *dataset, const SrCarryAreas *areas, SrFindings *findings)
{
    bool is_period =
        g_str_equal(dataset->areas_day, "period") && dataset->kind == SR_DATASET_TABLE;
    int day = 0;

    if (*dataset->areas_day == '\0')
        return true;
    bool is_day = strlen(dataset->areas_day) == strlen("2018-12-31") &&
                  sr_day_parse(dataset->areas_day, &day);
    if (!is_period && !is_day)
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, 0, "areas_day",
                        dataset->kind == SR_DATASET_TABLE
                            ? N_("'%.60s' is neither a day (2018-12-31) nor period")
                            : N_("'%.60s' is no day (2018-12-31)"),
                        dataset->areas_day);
    else if (!areas->changes->is_there && (is_period || day != areas->day))
        sr_findings_add(findings, SR_FINDING_ERROR, dataset->path, 0, "areas_day",
                        N_("the file has other areas than the boundaries, and there is "
                           "no %s that says how they became these"),
                        areas->changes->path);
    else
        return true;
    return false;
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
old_name_of(const SrChanges *changes, const char *key)
{
    const SrChange *change = sr_changes_find(changes, key, true);

    return change == NULL || *change->old_name == '\0' ? key : change->old_name;
}

/* The areas that the changes name and the boundaries do not have, in order. */
static void
add_others(SrCarry *carry)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    const SrChanges *changes = carry->areas.changes;
    GHashTableIter each;
    gpointer key;

    g_hash_table_iter_init(&each, changes->named);
    while (g_hash_table_iter_next(&each, &key, NULL))
        if (!g_hash_table_contains(carry->index, key))
            g_ptr_array_add(others, key);
    g_ptr_array_sort(others, compare_texts);
    for (guint i = 0; i < others->len; i++) {
        const char *name = old_name_of(changes, others->pdata[i]);

        sr_matcher_add(carry->matcher, others->pdata[i], name);
        g_ptr_array_add(carry->keys, g_strdup(others->pdata[i]));
        g_ptr_array_add(carry->names, (gpointer)name);
        g_hash_table_insert(carry->index, carry->keys->pdata[carry->keys->len - 1],
                            GINT_TO_POINTER((int)carry->keys->len));
    }
}

SrCarry *
sr_carry_new(const SrDataset *dataset, const SrCarryAreas *areas, SrMatcher *matcher)
{
    if (*dataset->areas_day == '\0')
        return NULL;
    SrCarry *carry = g_new0(SrCarry, 1);

    carry->dataset = dataset;
    carry->areas = *areas;
    carry->matcher = matcher;
    carry->keys = g_ptr_array_new_with_free_func(g_free);
    carry->names = g_ptr_array_new();
    carry->index = g_hash_table_new(g_str_hash, g_str_equal);
    carry->plans = g_hash_table_new_full(NULL, NULL, NULL, plan_free);
    for (int i = 0; i < areas->n; i++) {
        g_ptr_array_add(carry->keys, sr_change_key(areas->keys[i]));
        g_ptr_array_add(carry->names, (gpointer)areas->names[i]);
        g_hash_table_insert(carry->index, carry->keys->pdata[i], GINT_TO_POINTER(i + 1));
    }
    add_others(carry);
    carry->is_seen = g_new0(bool, carry->keys->len);
    carry->is_changed = g_new0(bool, areas->n + 1);
    carry->is_split = g_new0(bool, areas->n + 1);
    carry->is_refused = g_new0(bool, dataset->variables->len + 1);
    g_ptr_array_add(carry->names, NULL);
    return carry;
}

int
sr_carry_n(const SrCarry *carry)
{
    return (int)carry->keys->len;
}

const char *const *
sr_carry_names(const SrCarry *carry)
{
    return (const char *const *)carry->names->pdata;
}

/* --- what is made of what --- */

/* The day as of which a period's areas are: its last. */
static int
day_of_period(const SrDataset *dataset, const char *period)
{
    bool is_fixed = !g_str_equal(dataset->areas_day, "period");
    gsize n = strlen(period);
    const char *last_year = n == 9 ? period + n - 4 : period; /* YYYY-YYYY */
    g_autofree char *written = is_fixed  ? g_strdup(dataset->areas_day)
                               : n == 10 ? g_strdup(period)
                                         : g_strconcat(last_year, "-12-31", NULL);
    int day = 0;

    return sr_day_parse(written, &day) ? day : 0;
}

static void
complain_trace(const SrCarryAreas *areas, int area, int row, const char *other,
               SrFindings *findings)
{
    const char *path = areas->changes->path;

    if (other != NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, path, row, areas->names[area],
                        N_("newer figures cannot be taken back: %s is made of several "
                           "areas; back_share would say what part of it is which"),
                        other);
    else
        sr_findings_add(findings, SR_FINDING_ERROR, path, row, areas->names[area],
                        N_("the boundaries have %s on a day when it does not exist by "
                           "this change; if it goes on or was there before, it needs a "
                           "row of its own (%s;%s) on that day"),
                        areas->keys[area], areas->keys[area], areas->keys[area]);
}

/* The index of the area that a key means in the file: files of names know it by name. */
static int
index_of(const SrCarry *carry, const char *key)
{
    int index = GPOINTER_TO_INT(g_hash_table_lookup(carry->index, key)) - 1;

    if (carry->dataset->key == SR_KEY_NAME && index >= carry->areas.n) {
        SrMatch match = sr_matcher_find_name(carry->matcher, carry->names->pdata[index]);

        index = match.kind == SR_MATCH_AREA ? match.area : index;
    }
    return index;
}

/* Two areas of one day under one name: a row of the file would count for both. */
static void
complain_name(const SrCarry *carry, int index, const char *key, const char *other,
              SrFindings *findings)
{
    const SrChanges *changes = carry->areas.changes;
    const char *name = carry->names->pdata[index];
    const SrChange *change = sr_changes_find(changes, key, true);
    const SrChange *before = sr_changes_find(changes, other, true);
    int row = MAX(change == NULL ? 0 : change->row, before == NULL ? 0 : before->row);

    sr_findings_add(findings, SR_FINDING_ERROR, changes->path, row, name,
                    N_("'%s' is the name of two areas of the same day (%s, %s): a file "
                       "that names its areas cannot say which; it needs keys, or another "
                       "old_name"),
                    name, other, key);
}

static SrCarryPlan *
plan_new(SrCarry *carry, int day, SrFindings *findings)
{
    const SrCarryAreas *areas = &carry->areas;
    SrCarryPlan *plan = g_new0(SrCarryPlan, 1);

    plan->start = g_new0(int, areas->n + 1);
    plan->sources = g_array_new(FALSE, FALSE, sizeof(SrCarrySource));
    plan->taken = g_new0(double, carry->keys->len);
    g_autofree const char **meant = g_new0(const char *, carry->keys->len);
    for (int a = 0; a < areas->n; a++) {
        const char *other = NULL;
        int row = 0;
        g_autoptr(GArray) traced = sr_changes_trace(areas->changes, carry->keys->pdata[a],
                                                    day, areas->day, &row, &other);

        if (traced == NULL)
            complain_trace(areas, a, row, other, findings);
        for (guint i = 0; traced != NULL && i < traced->len; i++) {
            const SrSource *from = &g_array_index(traced, SrSource, i);
            SrCarrySource source = {index_of(carry, from->key),
                                    fabs(from->share - 1) < WHOLE ? 1 : from->share};

            if (meant[source.index] == NULL)
                meant[source.index] = from->key;
            else if (!g_str_equal(meant[source.index], from->key))
                complain_name(carry, source.index, from->key, meant[source.index],
                              findings);
            g_array_append_val(plan->sources, source);
            plan->taken[source.index] += source.share;
        }
        plan->start[a + 1] = (int)plan->sources->len;
    }
    return plan;
}

const SrCarryPlan *
sr_carry_plan(SrCarry *carry, const char *period, SrFindings *findings)
{
    int day = day_of_period(carry->dataset, period);
    SrCarryPlan *plan = g_hash_table_lookup(carry->plans, GINT_TO_POINTER(day));

    if (plan == NULL) {
        plan = plan_new(carry, day, findings);
        g_hash_table_insert(carry->plans, GINT_TO_POINTER(day), plan);
    }
    return plan;
}
