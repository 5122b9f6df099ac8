#include "base/finding.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <string.h>

struct SrFindings {
    GPtrArray *list; /* of SrFinding, owned */
    int n_following;
    bool is_unreadable; /* an error is one of the disk or of rights */
};

static void
finding_free(gpointer data)
{
    SrFinding *finding = data;

    g_free(finding->file);
    g_free(finding->place);
    g_free(finding->message);
    g_free(finding);
}

SrFindings *
sr_findings_new(void)
{
    SrFindings *findings = g_new0(SrFindings, 1);

    findings->list = g_ptr_array_new_with_free_func(finding_free);
    return findings;
}

void
sr_findings_free(SrFindings *findings)
{
    if (findings == NULL)
        return;
    g_ptr_array_unref(findings->list);
    g_free(findings);
}

char *
sr_text_harmless(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);

    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_iscntrl(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
            g_string_append_c(out, '?');
        else
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static void
add(SrFindings *findings, SrSeverity severity, const char *file, int row,
    const char *place, const char *kind, const char *message)
{
    SrFinding *finding = g_new0(SrFinding, 1);

    finding->severity = severity;
    finding->row = row;
    finding->file = sr_text_harmless(file);
    finding->place = place == NULL ? NULL : sr_text_harmless(place);
    finding->message = sr_text_harmless(message);
    finding->kind = kind;
    g_ptr_array_add(findings->list, finding);
}

void
sr_findings_add(SrFindings *findings, SrSeverity severity, const char *file, int row,
                const char *place, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    /* A translation keeps the directives of its msgid: msgfmt --check-format sees to it.
     */
    g_autofree char *message = g_strdup_vprintf(_(format), args);
    va_end(args);
    add(findings, severity, file, row, place, format, message);
}

void
sr_findings_add_again(SrFindings *findings, SrSeverity severity, const char *file,
                      int row, const char *place, const char *kind, const char *message)
{
    add(findings, severity, file, row, place, g_intern_string(kind), message);
}

void
sr_findings_take(SrFindings *findings, const char *file, GError *error)
{
    add(findings, SR_FINDING_ERROR, file, 0, NULL, "", error->message);
    if (g_error_matches(error, SR_ERROR, SR_ERROR_IO))
        sr_findings_set_unreadable(findings);
    g_error_free(error);
}

void
sr_findings_set_unreadable(SrFindings *findings)
{
    findings->is_unreadable = true;
}

void
sr_findings_follow(SrFindings *findings)
{
    findings->n_following++;
}

int
sr_findings_n_following(const SrFindings *findings)
{
    return findings->n_following;
}

int
sr_findings_n(const SrFindings *findings)
{
    return (int)findings->list->len;
}

const SrFinding *
sr_findings_at(const SrFindings *findings, int i)
{
    return g_ptr_array_index(findings->list, i);
}

int
sr_findings_n_errors(const SrFindings *findings)
{
    int n = 0;

    for (int i = 0; i < sr_findings_n(findings); i++)
        n += sr_findings_at(findings, i)->severity == SR_FINDING_ERROR;
    return n;
}

static int
compare(gconstpointer left, gconstpointer right)
{
    const SrFinding *a = *(const SrFinding *const *)left;
    const SrFinding *b = *(const SrFinding *const *)right;
    int order = strcmp(a->file, b->file);

    if (order == 0)
        order = (int)a->severity - (int)b->severity;
    if (order == 0)
        order = (a->row > b->row) - (a->row < b->row);
    if (order == 0)
        order = g_strcmp0(a->place, b->place);
    return order != 0 ? order : strcmp(a->message, b->message);
}

void
sr_findings_sort(SrFindings *findings)
{
    GPtrArray *list = findings->list;

    g_ptr_array_sort(list, compare);
    for (guint i = 1; i < list->len;)
        if (compare(&list->pdata[i - 1], &list->pdata[i]) == 0)
            g_ptr_array_remove_index(list, i);
        else
            i++;
}

static const char *const severity_names[] = {"error", "warning", "note"};

const char *
sr_severity_name(SrSeverity severity)
{
    return severity_names[severity];
}

static const char *
severity_label(SrSeverity severity)
{
    switch (severity) {
    case SR_FINDING_ERROR:
        return _("error");
    case SR_FINDING_WARNING:
        return _("warning");
    case SR_FINDING_NOTE:
        return _("note");
    }
    return "";
}

static void
append_line(GString *text, const SrFinding *finding)
{
    g_string_append_printf(text, "  %s", severity_label(finding->severity));
    if (finding->row > 0)
        g_string_append_printf(text, _(", line %d"), finding->row);
    if (finding->place != NULL)
        g_string_append_printf(text, ", %s", finding->place);
    g_string_append_printf(text, ": %s\n", finding->message);
}

/* The findings of one file and kind that stand at @from and after it. */
static int
count_alike(const SrFindings *findings, const SrFinding *model)
{
    int n = 0;

    for (int i = 0; i < sr_findings_n(findings); i++) {
        const SrFinding *finding = sr_findings_at(findings, i);

        n += finding->kind == model->kind && finding->severity == model->severity &&
             g_str_equal(finding->file, model->file);
    }
    return n;
}

char *
sr_findings_text(SrFindings *findings, int most)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GHashTable) shown =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    sr_findings_sort(findings);
    for (int i = 0; i < sr_findings_n(findings); i++) {
        const SrFinding *finding = sr_findings_at(findings, i);
        g_autofree char *group =
            g_strdup_printf("%d %p %s", (int)finding->severity,
                            (const void *)finding->kind, finding->file);
        int n_shown = GPOINTER_TO_INT(g_hash_table_lookup(shown, group));

        if (i == 0 || !g_str_equal(sr_findings_at(findings, i - 1)->file, finding->file))
            g_string_append_printf(text, "%s\n", finding->file);
        if (most == 0 || *finding->kind == '\0' || n_shown < most)
            append_line(text, finding);
        else if (n_shown == most) {
            int n_more = count_alike(findings, finding) - most;

            g_string_append_printf(text,
                                   ngettext("  … and %d more like this\n",
                                            "  … and %d more like this\n",
                                            (gulong)n_more),
                                   n_more);
        }
        g_hash_table_insert(shown, g_steal_pointer(&group), GINT_TO_POINTER(n_shown + 1));
    }
    return g_string_free(text, FALSE);
}

bool
sr_findings_check(SrFindings *findings, GError **error)
{
    sr_findings_sort(findings); /* what was told twice counts once */
    int n_errors = sr_findings_n_errors(findings);

    if (n_errors == 0)
        return true;
    g_autofree char *text = sr_findings_text(findings, 10);
    g_set_error(error, SR_ERROR, findings->is_unreadable ? SR_ERROR_IO : SR_ERROR_INPUT,
                ngettext("%s%d error.", "%s%d errors.", (gulong)n_errors), text,
                n_errors);
    return false;
}
