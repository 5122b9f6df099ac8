#include "disclosure/audit.h"

#include "disclosure/audit_maps.h"
#include "disclosure/audit_private.h"

void
sr_audit_result_free(SrAuditResult *result)
{
    if (result == NULL)
        return;
    g_ptr_array_unref(result->leaks);
    g_free(result);
}

static void
work_clear(SrAuditWork *work)
{
    sr_proof_free(work->proof);
    g_array_unref(work->lines);
    g_hash_table_unref(work->shown);
    g_hash_table_unref(work->hidden);
    g_hash_table_unref(work->classed);
    g_hash_table_unref(work->classes);
    g_hash_table_unref(work->protection);
    g_hash_table_unref(work->bands);
    g_hash_table_unref(work->minimums);
    g_hash_table_unref(work->leaves);
    g_clear_pointer(&work->hands, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrAuditWork, work_clear)

static void
line_clear(gpointer data)
{
    g_free(((SrAuditLine *)data)->text);
}

static bool
read_folder(SrAuditWork *work, const char *output, GError **error)
{
    work->first_line = work->lines->len;
    g_hash_table_remove_all(work->classed);
    if (!sr_audit_check_access(output, error) ||
        !sr_audit_read_values(work, output, error) ||
        !sr_audit_read_classes(work, output, error) ||
        !sr_audit_map_tables(output, work->result->leaks, error) ||
        !sr_audit_read_forms(work, output, error))
        return false;
    sr_audit_compare_files(work);
    return sr_audit_begin_forms(work, output, error);
}

static void
solve(SrAuditWork *work)
{
    sr_audit_take_bands(work);
    sr_audit_take_sums(work);
    sr_audit_take_composed(work);
    sr_audit_take_known(work);
    sr_proof_close(work->proof);
    sr_audit_prove(work);
}

SrAuditResult *
sr_audit_folders(const SrAudit *audit, const char *const *outputs, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(SrAuditResult) result = g_new0(SrAuditResult, 1);
    g_auto(SrAuditWork)
        work = {.audit = audit,
                .result = result,
                .proof = sr_proof_new(),
                .lines = g_array_new(FALSE, FALSE, sizeof(SrAuditLine)),
                .shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                .hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                .classed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                .classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                .bands = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify)g_array_unref),
                .minimums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                .leaves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                (GDestroyNotify)g_strfreev),
                .protection = g_hash_table_new(NULL, NULL)};

    result->leaks = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(work.lines, line_clear);
    for (int o = 0; outputs[o] != NULL && cause == NULL; o++)
        if (!read_folder(&work, outputs[o], &cause))
            break;
    if (cause == NULL)
        solve(&work);
    /* Children that were begun are heard in any case: none is left behind. */
    if (!sr_audit_end_forms(&work, &cause)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    return g_steal_pointer(&result);
}
