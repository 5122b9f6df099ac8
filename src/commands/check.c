#include "base/error.h"
#include "base/progress.h"
#include "commands/command.h"
#include "shapes/nearness.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

static char *format;

static const GOptionEntry options[] = {{"format", 0, 0, G_OPTION_ARG_STRING, &format,
                                        N_("text (default) or json"), N_("FORMAT")},
                                       G_OPTION_ENTRY_NULL};

static void
add_count(JsonBuilder *json, const char *name, int n)
{
    json_builder_set_member_name(json, name);
    json_builder_add_int_value(json, n);
}

/* The findings and what would be built, for machines. */
static char *
findings_json(SrRun *run)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    SrRunPlan plan = sr_run_plan(run);

    sr_findings_sort(run->findings);
    json_builder_begin_object(json);
    add_count(json, "errors", sr_findings_n_errors(run->findings));
    json_builder_set_member_name(json, "findings");
    json_builder_begin_array(json);
    for (int i = 0; i < sr_findings_n(run->findings); i++) {
        const SrFinding *finding = sr_findings_at(run->findings, i);

        json_builder_begin_object(json);
        json_builder_set_member_name(json, "severity");
        json_builder_add_string_value(json, sr_severity_name(finding->severity));
        json_builder_set_member_name(json, "file");
        json_builder_add_string_value(json, finding->file);
        json_builder_set_member_name(json, "row");
        json_builder_add_int_value(json, finding->row);
        json_builder_set_member_name(json, "place");
        json_builder_add_string_value(json, finding->place == NULL ? "" : finding->place);
        json_builder_set_member_name(json, "message");
        json_builder_add_string_value(json, finding->message);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    add_count(json, "following", sr_findings_n_following(run->findings));
    add_count(json, "atlases", plan.n_atlases);
    add_count(json, "maps", plan.n_maps);
    add_count(json, "values", run->values == NULL ? 0 : sr_values_n(run->values));
    json_builder_end_object(json);
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *text = json_to_string(root, TRUE);
    return g_strdup_printf("%s\n", text);
}

/* What stands there, in one line a kind: the last thing a planner reads. */
static void
tell_counts(const SrRun *run)
{
    if (run->n_schemes == 0 || run->catalogue == NULL)
        return;
    const SrScheme *scheme = run->schemes[0];
    printf(_("Read: %u data sets, %d indicators with %d values; areas:"),
           run->datasets->len, sr_catalogue_n(run->catalogue),
           run->values == NULL ? 0 : sr_values_n(run->values));
    for (int l = 0; l < scheme->n_levels; l++)
        printf("%s %d %s", l > 0 ? "," : "", scheme->divisions[l]->n_areas,
               scheme->divisions[l]->n_areas == 1 ? scheme->divisions[l]->level->title
                                                  : scheme->divisions[l]->level->plural);
    printf("\n");
}

/* One cause makes many indicators fail; only the cause was told. */
static void
tell_following(const SrRun *run)
{
    int n = sr_findings_n_following(run->findings);

    if (n > 0)
        printf(ngettext("%d further mistake comes from data sets that were not read.\n",
                        "%d further mistakes come from data sets that were not read.\n",
                        (gulong)n),
               n);
}

/* What `build` would make: the last thing but the counts. */
static void
tell_plan(const SrRun *run)
{
    SrRunPlan plan = sr_run_plan(run);

    if (sr_findings_n_errors(run->findings) > 0 || run->values == NULL)
        return;
    printf(ngettext("Would be built: %d atlas, ", "Would be built: %d atlases, ",
                    (gulong)plan.n_atlases),
           plan.n_atlases);
    printf(ngettext("%d map, tables, database.\n", "%d maps, tables, database.\n",
                    (gulong)plan.n_maps),
           plan.n_maps);
}

/* With -v: how near vertices are to each other, for those who choose a snap. */
static void
tell_nearness(const SrRun *run)
{
    if (run->boundaries == NULL || sr_progress_mode() != SR_PROGRESS_VERBOSE)
        return;
    g_autofree char *text = sr_nearness_text(run->boundaries);
    fputs(text, stdout);
}

static bool
check(const char *folder, char **arguments, GError **error)
{
    bool is_json = g_strcmp0(format, "json") == 0;
    g_autoptr(GError) cause = NULL;

    if (*arguments != NULL)
        return sr_command_usage(error, _("check takes no argument '%s'"), *arguments);
    if (format != NULL && !is_json && !g_str_equal(format, "text"))
        return sr_command_usage(error, _("--format is text or json, not '%s'"), format);
    g_autoptr(SrRun) run = sr_run_open(folder, SR_OPEN_ALL, false, NULL, error);
    if (run == NULL || !sr_run_check(run, error))
        return false;
    sr_findings_sort(run->findings); /* what was told twice counts once */
    int n_errors = sr_findings_n_errors(run->findings);
    int n_all = sr_findings_n(run->findings);
    g_autofree char *text =
        is_json ? findings_json(run) : sr_findings_text(run->findings, 10);
    if (!sr_command_write(NULL, text, error))
        return false;
    if (!is_json) {
        tell_nearness(run);
        tell_following(run);
        tell_counts(run);
        tell_plan(run);
        printf(ngettext("%d error", "%d errors", (gulong)n_errors), n_errors);
        printf(ngettext(", %d other finding.\n", ", %d other findings.\n",
                        (gulong)(n_all - n_errors)),
               n_all - n_errors);
    }
    if (n_errors == 0)
        return true;
    /* The findings are told; of the error only its code is of use. */
    bool is_unreadable = !sr_findings_check(run->findings, &cause) &&
                         g_error_matches(cause, SR_ERROR, SR_ERROR_IO);
    g_set_error_literal(error, SR_ERROR, is_unreadable ? SR_ERROR_IO : SR_ERROR_INPUT,
                        _("the project cannot be built until the errors are mended"));
    return false;
}

const SrCommand sr_command_check = {
    "check", "", N_("read and validate everything, write nothing"), check, options};
