#include "data/twice.h"

#include "data/dataset.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

/* The stage of all datasets together: no figure comes from two of them. */
#define ONCE_STAGE "once"

/* As many variables of two datasets are named. */
#define MOST_NAMED 3

/* What two datasets both give, so far. */
typedef struct {
    char *first;
    char *second;
    char *level;    /* of the first figure of both */
    GString *names; /* of variables */
    int n_names;
} Pair;

static void
pair_clear(Pair *pair)
{
    g_clear_pointer(&pair->first, g_free);
    g_clear_pointer(&pair->second, g_free);
    g_clear_pointer(&pair->level, g_free);
    if (pair->names != NULL)
        g_string_free(pair->names, TRUE);
    *pair = (Pair){0};
}

static void
tell(const Pair *pair, GPtrArray *datasets, SrFindings *findings)
{
    const char *path = pair->second;

    for (guint i = 0; i < datasets->len; i++) {
        const SrDataset *dataset = datasets->pdata[i];

        if (g_str_equal(dataset->id, pair->second))
            path = dataset->path;
    }
    sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                    N_("the dataset '%s' gives the same figures (level %s: %s%s): take "
                       "one of the two away, or the variable out of one"),
                    pair->first, pair->level, pair->names->str,
                    pair->n_names > MOST_NAMED ? ", …" : "");
}

/* Adds a variable that both datasets have to the pair; another pair begins anew. */
static void
add(Pair *pair, sqlite3_stmt *ask, GPtrArray *datasets, SrFindings *findings)
{
    const char *first = (const char *)sqlite3_column_text(ask, 0);
    const char *second = (const char *)sqlite3_column_text(ask, 1);

    if (pair->first != NULL &&
        (!g_str_equal(pair->first, first) || !g_str_equal(pair->second, second))) {
        tell(pair, datasets, findings);
        pair_clear(pair);
    }
    if (pair->first == NULL)
        *pair = (Pair){.first = g_strdup(first),
                       .second = g_strdup(second),
                       .level = g_strdup((const char *)sqlite3_column_text(ask, 3)),
                       .names = g_string_new("")};
    if (++pair->n_names <= MOST_NAMED)
        g_string_append_printf(pair->names, "%s%s", pair->n_names > 1 ? ", " : "",
                               (const char *)sqlite3_column_text(ask, 2));
}

bool
sr_datasets_check_twice(SrStore *store, GPtrArray *datasets, SrFindings *findings,
                        GError **error)
{
    g_autofree char *loaded = sr_store_fingerprint(store, "data");
    Pair pair = {0};

    if (loaded != NULL && sr_store_is_current(store, ONCE_STAGE, loaded))
        return true;
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT a, b, variable, min(level) FROM"
        " (SELECT variable, level, min(dataset) AS a, max(dataset) AS b FROM series"
        "  GROUP BY variable, level, period, sex, age_from, age_to"
        "  HAVING min(dataset) <> max(dataset))"
        " GROUP BY a, b, variable ORDER BY a, b, variable",
        error);
    if (ask == NULL)
        return false;
    while (sqlite3_step(ask) == SQLITE_ROW)
        add(&pair, ask, datasets, findings);
    sqlite3_reset(ask);
    bool is_once = pair.first == NULL;
    if (!is_once)
        tell(&pair, datasets, findings);
    pair_clear(&pair);
    return loaded == NULL || !is_once ||
           sr_store_set_current(store, ONCE_STAGE, loaded, error);
}
