#include "base/error.h"
#include "base/progress.h"
#include "data/figures.h"
#include "disclosure/audit.h"
#include "disclosure/audit_maps.h"
#include "pipeline.h"

#include <glib/gi18n.h>
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
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Names, names_clear)

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
    g_auto(Names) names = {0};

    if (!names_read(&names, run, error))
        return false;
    SrAudit audit = {.catalogue = run->catalogue,
                     .schemes = run->schemes,
                     .n_schemes = run->n_schemes,
                     .is_protected = is_protected,
                     .data = &names};
    sr_progress_begin(_("auditing"), 0);
    g_autoptr(SrAuditResult) result = sr_audit_folders(&audit, outputs, error);
    sr_progress_end();
    if (result == NULL)
        return false;
    for (int i = 0; outputs[i] != NULL; i++)
        if (!sr_audit_map_tables(outputs[i], result->leaks, error))
            return false;
    *counts =
        (SrAuditCounts){result->n_equations, result->n_suppressed, result->n_proved};
    if (result->leaks->len == 0)
        return true;
    fail(result, error);
    return false;
}
