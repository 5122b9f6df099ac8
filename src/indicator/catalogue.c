#include "indicator/catalogue.h"

#include "base/error.h"
#include "base/folder.h"
#include "base/nearest.h"
#include "indicator/definitionkeys.h"

#include <glib/gi18n.h>
#include <string.h>

static void
chapter_free(gpointer data)
{
    SrChapter *chapter = data;

    g_free(chapter->id);
    g_free(chapter->title);
    g_free(chapter->zielbereich);
    g_free(chapter->intro);
    g_free(chapter);
}

static void
indicator_free(gpointer data)
{
    sr_indicator_free(data);
}

void
sr_catalogue_free(SrCatalogue *catalogue)
{
    if (catalogue == NULL)
        return;
    g_ptr_array_unref(catalogue->chapters);
    g_ptr_array_unref(catalogue->indicators);
    g_free(catalogue);
}

static void
read_chapters(SrCatalogue *catalogue, const char *folder, const char *language,
              SrFindings *findings)
{
    g_autofree char *path = g_build_filename(folder, "indicators", "kapitel.ini", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_chapter_keys, findings, &error);

    if (file == NULL) {
        if (error != NULL)
            sr_findings_take(findings, path, g_steal_pointer(&error));
        return;
    }
    g_auto(GStrv) ids = sr_keyfile_names(file, "chapter");
    for (int i = 0; ids[i] != NULL; i++) {
        SrChapter *chapter = g_new0(SrChapter, 1);
        g_autofree char *group = g_strdup_printf("chapter %s", ids[i]);

        chapter->id = g_strdup(ids[i]);
        chapter->title = g_strdup(sr_keyfile_translated(file, group, "title", language));
        chapter->zielbereich =
            g_strdup(sr_keyfile_translated(file, group, "zielbereich", language));
        chapter->intro = g_strdup(sr_keyfile_translated(file, group, "intro", language));
        g_ptr_array_add(catalogue->chapters, chapter);
    }
}

static int
compare_order(gconstpointer left, gconstpointer right)
{
    const SrIndicator *a = *(const SrIndicator *const *)left;
    const SrIndicator *b = *(const SrIndicator *const *)right;

    if (a->chapter != b->chapter)
        return a->chapter - b->chapter;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->id, b->id);
}

/* An id becomes part of file names: letters a–z, digits, '-' and '_' only. */
static bool
is_id(const char *name)
{
    size_t n = strlen(name) - strlen(".ini");

    return n > 0 && n <= 60 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == n;
}

/* --- What one takes from another --- */

static SrIndicator *
find_by_id(const SrCatalogue *catalogue, const char *id)
{
    for (guint i = 0; i < catalogue->indicators->len; i++) {
        SrIndicator *indicator = catalogue->indicators->pdata[i];

        if (g_str_equal(indicator->id, id))
            return indicator;
    }
    return NULL;
}

/* Follows the references from @id; tells the circle that leads back to an open one. */
static bool
has_circle(const SrCatalogue *catalogue, const char *id, GPtrArray *open,
           SrFindings *findings)
{
    const SrIndicator *indicator = find_by_id(catalogue, id);

    if (indicator == NULL)
        return false;
    if (open->len > 0 && g_str_equal(open->pdata[0], id)) {
        g_autoptr(GString) chain = g_string_new(NULL);

        for (guint i = 0; i < open->len; i++)
            g_string_append_printf(chain, "%s → ", (const char *)open->pdata[i]);
        int line =
            indicator->numerator == NULL ? 0 : sr_expression_line(indicator->numerator);
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, line, NULL,
                        N_("'%s' is made of itself: %s%s"), id, chain->str, id);
        return true;
    }
    if (g_ptr_array_find_with_equal_func(open, id, g_str_equal, NULL))
        return false; /* a circle without the first: told where it begins */
    g_autoptr(GPtrArray) references = sr_indicator_references(indicator);
    bool found = false;
    g_ptr_array_add(open, indicator->id);
    for (guint r = 0; r < references->len && !found; r++)
        found = has_circle(catalogue, references->pdata[r], open, findings);
    g_ptr_array_set_size(open, (int)open->len - 1);
    return found;
}

/* Whether all it refers to can be had. @all: ids of all files, those with errors too. */
static bool
check_references(const SrCatalogue *catalogue, const SrIndicator *indicator,
                 const GPtrArray *all, SrFindings *findings)
{
    g_autoptr(GPtrArray) references = sr_indicator_references(indicator);
    bool has_all = true;

    for (guint r = 0; r < references->len; r++) {
        const char *id = references->pdata[r];

        if (find_by_id(catalogue, id) != NULL)
            continue;
        has_all = false;
        if (g_ptr_array_find_with_equal_func((GPtrArray *)all, id, g_str_equal, NULL))
            continue; /* its own file has errors, told there */
        g_autofree char *near =
            sr_nearest_list(id, (const char *const *)all->pdata, (int)all->len, 3);
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, NULL,
                        N_("no indicator '%s'; nearest are %s"), id, near);
    }
    return has_all;
}

/* A part counts up or down: by itself, or by the polarity of its indicator. */
static bool
resolve_component(const SrCatalogue *catalogue, const SrIndicator *index,
                  SrComponent *component, SrFindings *findings)
{
    const char *problem = NULL;

    if (component->own == NULL)
        component->indicator = find_by_id(catalogue, component->id);
    const SrIndicator *part = component->indicator;
    if (part->denominator == NULL || part->span > SR_SPAN_MEAN ||
        part->standard != SR_STANDARD_NONE)
        problem = N_("a part of an index is a quotient of one year or several: a rate, "
                     "proportion, ratio or mean");
    else if (component->sign == 0 && part->polarity == SR_POLARITY_NEUTRAL)
        problem = N_("the indicator is neutral: say with 'polarity' which way the part "
                     "counts");
    if (problem != NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, index->path, 0, component->name, "%s",
                        _(problem));
        return false;
    }
    if (component->sign == 0)
        component->sign = part->polarity == SR_POLARITY_RESOURCE ? -1 : 1;
    return true;
}

/* Notes what it is made of, now that all of it is known. */
static void
note_uses(const SrCatalogue *catalogue, SrIndicator *indicator)
{
    g_autoptr(GPtrArray) references = sr_indicator_references(indicator);

    g_ptr_array_set_size(indicator->uses, 0);
    for (guint r = 0; r < references->len; r++)
        g_ptr_array_add(indicator->uses, find_by_id(catalogue, references->pdata[r]));
    for (guint c = 0; c < indicator->components->len; c++) {
        const SrComponent *component = indicator->components->pdata[c];

        if (component->own == NULL)
            continue;
        note_uses(catalogue, component->own);
        g_ptr_array_add(indicator->uses, component->own);
    }
}

static bool
resolve(const SrCatalogue *catalogue, SrIndicator *indicator, const GPtrArray *all,
        SrFindings *findings)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new();
    bool is_sound = check_references(catalogue, indicator, all, findings) &&
                    !has_circle(catalogue, indicator->id, open, findings);

    for (guint c = 0; is_sound && c < indicator->components->len; c++)
        is_sound = resolve_component(catalogue, indicator,
                                     indicator->components->pdata[c], findings);
    if (is_sound)
        note_uses(catalogue, indicator);
    return is_sound;
}

/* Takes out what cannot be computed, and what is made of it, until nothing changes. */
static void
resolve_all(SrCatalogue *catalogue, const GPtrArray *all, SrFindings *findings)
{
    bool has_changed = true;

    while (has_changed) {
        g_autoptr(GPtrArray) broken = g_ptr_array_new();

        for (guint i = 0; i < catalogue->indicators->len; i++)
            if (!resolve(catalogue, catalogue->indicators->pdata[i], all, findings))
                g_ptr_array_add(broken, catalogue->indicators->pdata[i]);
        for (guint i = 0; i < broken->len; i++)
            g_ptr_array_remove(catalogue->indicators, broken->pdata[i]);
        has_changed = broken->len > 0;
    }
}

/* The names of the definitions, sorted: of char *; NULL after a finding. */
static GPtrArray *
list_definitions(const char *folder, SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = sr_folder_names(folder, ".ini", &error);
    guint chapters = 0;

    if (names == NULL) {
        sr_findings_take(findings, folder, g_steal_pointer(&error));
        return NULL;
    }
    if (g_ptr_array_find_with_equal_func(names, "kapitel.ini", g_str_equal, &chapters))
        g_ptr_array_remove_index(names, chapters);
    return g_steal_pointer(&names);
}

static void
read_definitions(SrCatalogue *catalogue, const char *folder, const GPtrArray *names,
                 const SrDefinitionContext *context, SrFindings *findings)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(folder, name, NULL);

        g_ptr_array_add(all, g_strndup(name, strlen(name) - strlen(".ini")));
        if (!is_id(name)) {
            sr_findings_add(
                findings, SR_FINDING_ERROR, path, 0, NULL,
                N_("the name of an indicator has the letters a–z, digits, '-' "
                   "and '_' only, at most 60"));
            continue;
        }
        SrIndicator *indicator = sr_indicator_read(path, context, findings);
        if (indicator != NULL)
            g_ptr_array_add(catalogue->indicators, indicator);
    }
    g_ptr_array_sort(catalogue->indicators, compare_order);
    resolve_all(catalogue, all, findings);
}

/* In the names of the database's tables a hyphen is an underscore, and case is nothing.
 */
static void
check_view_names(const SrCatalogue *catalogue, SrFindings *findings)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < catalogue->indicators->len; i++) {
        const SrIndicator *indicator = catalogue->indicators->pdata[i];
        char *name = g_strdelimit(g_ascii_strdown(indicator->id, -1), "-", '_');
        const SrIndicator *other = g_hash_table_lookup(seen, name);

        if (other != NULL)
            sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, NULL,
                            N_("'%s' and '%s' would be one table of the database; rename "
                               "one of them"),
                            other->id, indicator->id);
        g_hash_table_insert(seen, name, (gpointer)indicator);
    }
}

SrCatalogue *
sr_catalogue_read(const char *folder, const char *language, const char *const *levels,
                  const SrRules *rules, SrFindings *findings)
{
    SrCatalogue *catalogue = g_new0(SrCatalogue, 1);
    g_autofree char *indicators = g_build_filename(folder, "indicators", NULL);

    catalogue->rules = rules == NULL ? sr_rules_usual() : rules;
    catalogue->chapters = g_ptr_array_new_with_free_func(chapter_free);
    catalogue->indicators = g_ptr_array_new_with_free_func(indicator_free);
    g_autoptr(GPtrArray) names = list_definitions(indicators, findings);
    if (names == NULL)
        return catalogue;
    const SrDefinitionContext context = {catalogue->chapters, levels, language,
                                         catalogue->rules};
    read_chapters(catalogue, folder, language, findings);
    read_definitions(catalogue, indicators, names, &context, findings);
    check_view_names(catalogue, findings);
    return catalogue;
}

int
sr_catalogue_n(const SrCatalogue *catalogue)
{
    return (int)catalogue->indicators->len;
}

const SrIndicator *
sr_catalogue_at(const SrCatalogue *catalogue, int i)
{
    return g_ptr_array_index(catalogue->indicators, i);
}

const SrIndicator *
sr_catalogue_find(const SrCatalogue *catalogue, const char *id, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    for (int i = 0; i < sr_catalogue_n(catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(catalogue, i);

        if (g_str_equal(indicator->id, id))
            return indicator;
        g_ptr_array_add(ids, indicator->id);
    }
    g_autofree char *harmless = sr_text_harmless(id);
    g_autofree char *near =
        sr_nearest_list(id, (const char *const *)ids->pdata, (int)ids->len, 3);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no indicator '%s'; nearest are %s (all: sozialraum list indicators)"),
                harmless, near);
    return NULL;
}

const SrChapter *
sr_indicator_chapter(const SrCatalogue *catalogue, const SrIndicator *indicator)
{
    return g_ptr_array_index(catalogue->chapters, indicator->chapter);
}
