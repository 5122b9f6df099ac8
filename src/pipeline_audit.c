#include "base/error.h"
#include "base/progress.h"
#include "data/figures.h"
#include "disclosure/audit.h"
#include "indicator/totals.h"
#include "pipeline.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MOST_LEAKS 20

/* What the settings and the heads of the data sets say of each variable. */
typedef struct {
    GHashTable *open;      /* names */
    GHashTable *protected; /* names */
} Names;

static void
names_clear(Names *names)
{
    g_clear_pointer(&names->open, g_hash_table_unref);
    g_clear_pointer(&names->protected, g_hash_table_unref);
}

static bool
names_read(Names *names, SrRun *run, GError **error)
{
    g_autoptr(GPtrArray) variables = sr_figures_list(run->store, error);

    if (variables == NULL)
        return false;
    names->open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->protected = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint v = 0; v < variables->len; v++) {
        const SrVariable *variable = variables->pdata[v];

        g_hash_table_add(variable->is_protected ? names->protected : names->open,
                         g_strdup(variable->name));
    }
    return true;
}

/* A band of a protected variable, hilfen_34_m_u6, is protected as well. */
static bool
is_protected(const char *name, gpointer data)
{
    const Names *names = data;
    g_autofree char *stem = g_strdup(name);

    if (g_hash_table_contains(names->open, name))
        return false;
    while (!g_hash_table_contains(names->protected, stem)) {
        char *last = strrchr(stem, '_');

        if (last == NULL)
            return false;
        *last = '\0';
    }
    return true;
}

/* What settings and data sets of the run tell an attacker too. */
typedef struct {
    Names names;
    SrLedger *ledger;
    const SrRun *run;
} Public;

static bool
is_protected_name(const char *name, gpointer data)
{
    return is_protected(name, &((Public *)data)->names);
}

/* Itself, not a band of one. */
static bool
is_variable(const char *name, gpointer data)
{
    const Names *names = &((Public *)data)->names;

    return g_hash_table_contains(names->open, name) ||
           g_hash_table_contains(names->protected, name);
}

static int
last_age(const char *variable, gpointer data)
{
    return sr_figures_last_age(((Public *)data)->run->store, variable);
}

/* The sexes of the variable and all of it, as far down as there are figures. */
static bool
read_sexes(const SrRun *run, const char *variable, SrSeries *series[3])
{
    static const char *const ends[] = {"", "_m", "_w"};
    const SrScheme *scheme = run->schemes[0];
    bool has_all = false;

    for (int l = 0; !has_all && l < scheme->n_levels; l++) {
        const SrDivision *division = scheme->divisions[l];

        has_all = true;
        for (int e = 0; e < 3; e++) {
            g_autofree char *name = g_strconcat(variable, ends[e], NULL);

            g_clear_pointer(&series[e], sr_series_free);
            series[e] = sr_figures_series(run->store, name, division->level->id,
                                          (const char *const *)division->codes,
                                          division->n_areas, NULL);
            has_all = has_all && series[e] != NULL;
        }
    }
    return has_all;
}

/* Whether somebody is neither boy nor girl, where all three have a figure. */
static bool
has_rest(SrSeries *const series[3], int period, int area)
{
    double rest = 0;

    for (int e = 0; e < 3; e++) {
        const SrFigure *figure = sr_series_at(series[e], period, area);

        if (figure->status != SR_STATUS_OK)
            return false;
        rest += e == 0 ? figure->value : -figure->value;
    }
    return rest != 0;
}

/* A fact of the data as a whole, which whoever knows the register knows too. */
static bool
has_other_sexes(const char *variable, gpointer data)
{
    SrSeries *series[3] = {NULL};
    bool has_others = !read_sexes(((Public *)data)->run, variable, series);

    for (int e = 1; !has_others && e < 3; e++)
        has_others = !g_strv_equal((const char *const *)series[e]->periods,
                                   (const char *const *)series[0]->periods);
    for (int p = 0; !has_others && p < series[0]->n_periods; p++)
        for (int a = 0; !has_others && a < series[0]->n_areas; a++)
            has_others = has_rest(series, p, a);
    for (int e = 0; e < 3; e++)
        sr_series_free(series[e]);
    return has_others;
}

static void
public_clear(Public *public)
{
    names_clear(&public->names);
    sr_ledger_free(public->ledger);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Public, public_clear)

/* People of an age, or whatever else is public in an area; NAN where it is not known. */
static double
public_figure(const char *variable, const SrDivision *division, int area,
              const char *period, gpointer data)
{
    Public *public = data;

    if (is_protected(variable, &public->names))
        return NAN;
    for (int s = 0; s < public->run->n_schemes; s++) {
        const SrScheme *scheme = public->run->schemes[s];

        for (int l = 0; l < scheme->n_levels; l++) {
            if (scheme->divisions[l] != division)
                continue;
            g_autoptr(GError) error = NULL;
            const SrTotals *totals =
                sr_ledger_totals(public->ledger, variable, scheme, l, &error);
            int p = totals == NULL ? -1 : sr_totals_period(totals, period);
            return p < 0 ? NAN : sr_totals_at(totals, p, area)->value;
        }
    }
    return NAN;
}

/* The first of them say enough. */
static void
fail(const SrAuditResult *result, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint n = result->leaks->len;

    for (guint i = 0; i < MIN(n, MOST_LEAKS); i++)
        g_string_append_printf(text, "\n  %s", (const char *)result->leaks->pdata[i]);
    if (n > MOST_LEAKS)
        g_string_append_printf(text, "\n  …");
    g_set_error(error, SR_ERROR, SR_ERROR_DISCLOSURE,
                ngettext("disclosure audit: %u figure is not safe; nothing may be "
                         "published%s",
                         "disclosure audit: %u figures are not safe; nothing may be "
                         "published%s",
                         n),
                n, text->str);
}

bool
sr_run_audit(SrRun *run, const char *const *outputs, SrAuditCounts *counts,
             GError **error)
{
    g_auto(Public) public = {.run = run};

    if (!names_read(&public.names, run, error))
        return false;
    public.ledger = sr_ledger_new(run->store, run->schemes[0]);
    SrAudit audit = {.catalogue = run->catalogue,
                     .schemes = run->schemes,
                     .n_schemes = run->n_schemes,
                     .is_protected = is_protected_name,
                     .public_figure = public_figure,
                     .is_variable = is_variable,
                     .last_age = last_age,
                     .has_other_sexes = has_other_sexes,
                     .data = &public,
                     .has_decimal_comma = g_str_equal(run->project->language, "de")};
    sr_progress_begin(_("auditing"), 0);
    g_autoptr(SrAuditResult) result = sr_audit_folders(&audit, outputs, error);
    sr_progress_end();
    if (result == NULL)
        return false;
    *counts =
        (SrAuditCounts){result->n_equations, result->n_suppressed, result->n_proved,
                        result->n_witnesses, result->n_files,      result->n_printed};
    if (result->leaks->len == 0)
        return true;
    fail(result, error);
    return false;
}
