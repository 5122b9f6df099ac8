#include "indicator/definition.h"

#include "base/nearest.h"
#include "indicator/definition_private.h"
#include "indicator/definitionkeys.h"
#include "indicator/shorthand.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const char *const kind_names[] = {"rate",  "proportion", "ratio",
                                         "count", "mean",       "index"};
static const char *const span_names[] = {"year", "mean", "change", "index"};
static const char *const polarity_names[] = {"neutral", "burden", "resource"};

/* The place of @word in @names[n]; 0 if absent, which the key table has reported. */
static int
place_in(const char *word, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (g_strcmp0(word, names[i]) == 0)
            return i;
    return 0;
}

const char *
sr_kind_name(SrKind kind)
{
    return kind_names[kind];
}

void
sr_indicator_free(SrIndicator *indicator)
{
    if (indicator == NULL)
        return;
    char *const texts[] = {indicator->id,
                           indicator->path,
                           indicator->title,
                           indicator->short_title,
                           indicator->description,
                           indicator->denominator_text,
                           indicator->caveat,
                           indicator->source,
                           indicator->unit,
                           indicator->base_period,
                           indicator->method,
                           indicator->palette,
                           indicator->map_kind,
                           indicator->reading,
                           indicator->numerator_text,
                           indicator->reference,
                           indicator->benchmark_level,
                           indicator->benchmark_title,
                           indicator->query};
    SrExpression *const expressions[] = {indicator->numerator, indicator->denominator,
                                         indicator->squares, indicator->benchmark};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(expressions); i++)
        sr_expression_free(expressions[i]);
    g_free(indicator->denominator_name);
    g_strfreev(indicator->query_variables);
    g_clear_pointer(&indicator->strata, g_ptr_array_unref);
    g_clear_pointer(&indicator->components, g_ptr_array_unref);
    g_clear_pointer(&indicator->trials, g_ptr_array_unref);
    g_clear_pointer(&indicator->uses, g_ptr_array_unref);
    g_strfreev(indicator->levels);
    g_free(indicator->breaks);
    g_free(indicator);
}

SrExpression *
sr_reading_expression(const SrReading *reading, const char *group, const char *key,
                      const char *text)
{
    g_autoptr(GError) error = NULL;

    if (text == NULL)
        text = sr_keyfile_text(reading->file, group, key);
    if (text == NULL)
        return NULL;
    g_autofree char *expanded = sr_shorthand_expand(text, reading->names, &error);
    SrExpression *expression =
        expanded == NULL ? NULL : sr_expression_new(expanded, &error);
    if (expression == NULL)
        sr_keyfile_complain(reading->file, reading->findings, group, key, "%s",
                            error->message);
    else
        sr_expression_set_line(expression, sr_keyfile_line(reading->file, group, key));
    return expression;
}

/* The shorthands of [let]: (transfer full). */
static GHashTable *
read_names(const SrKeyfile *file)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) keys = sr_keyfile_keys(file, "let");

    for (int i = 0; keys[i] != NULL; i++)
        g_hash_table_insert(names, g_strdup(keys[i]),
                            g_strdup(sr_keyfile_text(file, "let", keys[i])));
    return names;
}

static void
read_texts(SrIndicator *indicator, const SrKeyfile *file, const char *language)
{
    const struct {
        const char *key;
        char **to;
    } texts[] = {
        {"title", &indicator->title},
        {"short", &indicator->short_title},
        {"description", &indicator->description},
        {"reading", &indicator->reading},
        {"numerator_text", &indicator->numerator_text},
        {"denominator_text", &indicator->denominator_text},
        {"denominator_name", &indicator->denominator_name},
        {"caveat", &indicator->caveat},
        {"source", &indicator->source},
        {"unit", &indicator->unit},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i].to =
            g_strdup(sr_keyfile_translated(file, "indicator", texts[i].key, language));
    if (indicator->short_title == NULL)
        indicator->short_title = g_strdup(indicator->title);
}

static void
read_map(SrIndicator *indicator, const SrKeyfile *file, SrFindings *findings)
{
    g_auto(GStrv) breaks = sr_keyfile_list(file, "map", "breaks");

    indicator->n_classes = sr_keyfile_integer(file, "map", "classes", 5);
    indicator->method = g_strdup(sr_keyfile_text(file, "map", "method"));
    indicator->palette = g_strdup(sr_keyfile_text(file, "map", "palette"));
    indicator->palette_line = sr_keyfile_line(file, "map", "palette");
    indicator->map_kind = g_strdup(sr_keyfile_text(file, "map", "kind"));
    indicator->has_own_classes =
        g_strcmp0(sr_keyfile_text(file, "map", "bounds"), "own") == 0;
    indicator->n_breaks = (int)g_strv_length(breaks);
    indicator->breaks = g_new(double, indicator->n_breaks + 1);
    for (int i = 0; i < indicator->n_breaks; i++) {
        char *end = NULL;

        indicator->breaks[i] = g_ascii_strtod(breaks[i], &end);
        if (*end != '\0' || !isfinite(indicator->breaks[i]) ||
            (i > 0 && indicator->breaks[i] <= indicator->breaks[i - 1])) {
            sr_keyfile_complain(file, findings, "map", "breaks",
                                N_("'%s': breaks are numbers that rise"), breaks[i]);
            return;
        }
    }
    if (indicator->n_breaks > 8)
        sr_keyfile_complain(
            file, findings, "map", "breaks",
            N_("%d breaks make more classes than a reader tells apart (9)"),
            indicator->n_breaks);
    if (g_strcmp0(indicator->method, "fixed") == 0 && indicator->n_breaks == 0)
        sr_keyfile_complain(file, findings, "map", "method",
                            N_("method fixed needs the key 'breaks'"));
}

static void
check_kind(const SrReading *reading)
{
    const SrIndicator *indicator = reading->indicator;
    bool has_none = indicator->kind == SR_KIND_COUNT || indicator->kind == SR_KIND_INDEX;
    bool has = sr_keyfile_has(reading->file, "indicator", "denominator");
    bool is_told = sr_keyfile_has(reading->file, "indicator", "kind");

    if (is_told && has_none && has)
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "kind", "%s",
                            indicator->kind == SR_KIND_COUNT
                                ? _("a count has no denominator")
                                : _("an index has no denominator"));
    else if (is_told && !has_none && !has && indicator->query == NULL)
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "kind",
                            N_("kind=%s needs the key 'denominator'"),
                            kind_names[indicator->kind]);
    if (indicator->span == SR_SPAN_INDEX && indicator->base_period == NULL)
        sr_keyfile_complain(reading->file, reading->findings, "period", "kind",
                            N_("an index needs the key 'base': the year that is 100"));
}

static void
read_kind(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;
    const SrKeyfile *file = reading->file;
    const char *g = "indicator";

    indicator->kind = (SrKind)place_in(sr_keyfile_text(file, g, "kind"), kind_names,
                                       G_N_ELEMENTS(kind_names));
    indicator->polarity =
        (SrPolarity)place_in(sr_keyfile_text(file, g, "polarity"), polarity_names,
                             G_N_ELEMENTS(polarity_names));
    indicator->span = (SrSpan)place_in(sr_keyfile_text(file, "period", "kind"),
                                       span_names, G_N_ELEMENTS(span_names));
    indicator->years = sr_keyfile_integer(file, "period", "years", 5);
    indicator->base_period = g_strdup(sr_keyfile_text(file, "period", "base"));
    indicator->interval = sr_interval_find(sr_keyfile_text(file, g, "interval"), NULL);
    indicator->per = sr_keyfile_number(file, g, "per");
}

/* Limits that need what the definition does not give. */
static void
check_interval(const SrReading *reading)
{
    const SrIndicator *indicator = reading->indicator;
    const char *name = sr_interval_name(indicator->interval);
    bool is_student = g_str_equal(name, "student");
    bool is_dobson = g_str_equal(name, "dobson");
    bool is_direct = indicator->standard == SR_STANDARD_DIRECT;

    if ((is_student || (is_dobson && !is_direct)) && indicator->squares == NULL)
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "interval",
                            N_("these limits need the key 'squares'"));
    if (indicator->squares != NULL && !is_student && !is_dobson)
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "squares",
                            N_("squares are read by interval=student and dobson only"));
    if (is_direct && !is_dobson && !g_str_equal(name, "none"))
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "interval",
                            N_("a directly standardised rate has the limits of dobson"));
    if (indicator->standard == SR_STANDARD_INDIRECT && !g_str_equal(name, "byar") &&
        !g_str_equal(name, "none"))
        sr_keyfile_complain(
            reading->file, reading->findings, "indicator", "interval",
            N_("an indirectly standardised ratio has the limits of byar"));
}

/* A value cannot be added up over years, nor compared as a count. */
static void
check_references(const SrReading *reading)
{
    const SrIndicator *indicator = reading->indicator;

    g_autoptr(GPtrArray) references = sr_indicator_references(indicator);
    if (references->len > 0 && indicator->span != SR_SPAN_YEAR)
        sr_keyfile_complain(reading->file, reading->findings, "period", "kind",
                            N_("what is made of other indicators takes their years: "
                               "change the period there"));
    if (indicator->numerator == NULL && indicator->query == NULL &&
        indicator->components->len == 0 &&
        !sr_keyfile_has(reading->file, "indicator", "numerator"))
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "numerator",
                            "%s",
                            indicator->kind == SR_KIND_INDEX
                                ? _("an index needs parts, [part …], or the key "
                                    "'numerator'")
                                : _("the key 'numerator' is missing: what is counted"));
}

static void
read_levels(SrIndicator *indicator, const SrKeyfile *file, const char *const *levels,
            SrFindings *findings)
{
    indicator->levels = sr_keyfile_list(file, "indicator", "levels");
    for (int i = 0; indicator->levels[i] != NULL; i++)
        if (!g_strv_contains(levels, indicator->levels[i])) {
            g_autofree char *known = sr_nearest_list(
                indicator->levels[i], levels, (int)g_strv_length((char **)levels), 8);
            sr_keyfile_complain(file, findings, "indicator", "levels",
                                N_("no level '%s'; there are %s"), indicator->levels[i],
                                known);
        }
}

static int
find_chapter(const SrReading *reading)
{
    const GPtrArray *chapters = reading->context->chapters;
    const char *id = sr_keyfile_text(reading->file, "indicator", "chapter");
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    for (guint i = 0; i < chapters->len; i++) {
        const SrChapter *chapter = chapters->pdata[i];

        if (g_strcmp0(chapter->id, id) == 0)
            return (int)i;
        g_ptr_array_add(ids, chapter->id);
    }
    if (id == NULL)
        return 0;
    g_autofree char *near =
        sr_nearest_list(id, (const char *const *)ids->pdata, (int)ids->len, 3);
    sr_keyfile_complain(reading->file, reading->findings, "indicator", "chapter",
                        N_("no chapter '%s' in indicators/kapitel.ini; nearest are %s"),
                        id, near);
    return 0;
}

/* Its own minimum counts where it is more than the project's. */
static void
read_minimum(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;
    int least = reading->context->rules->minimum;
    int own = sr_keyfile_integer(reading->file, "disclosure", "minimum", least);

    indicator->rules = reading->context->rules;
    indicator->minimum = MAX(own, least);
    if (own < least)
        sr_findings_add(reading->findings, SR_FINDING_WARNING, indicator->path,
                        sr_keyfile_line(reading->file, "disclosure", "minimum"),
                        "minimum",
                        N_("%d is less than the %d of [disclosure] in sozialraum.ini, "
                           "which holds"),
                        own, least);
}

static void
read_numbers(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;
    const SrKeyfile *file = reading->file;

    indicator->chapter = find_chapter(reading);
    indicator->order = sr_keyfile_integer(file, "indicator", "order", 100);
    indicator->decimals = sr_keyfile_integer(file, "indicator", "decimals", 1);
    read_minimum(reading);
    indicator->check_min = sr_keyfile_number(file, "check", "min");
    indicator->check_max = sr_keyfile_number(file, "check", "max");
    indicator->check_coverage = sr_keyfile_number(file, "check", "coverage");
}

/* What is computed, of which parts. */
static void
read_computation(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;

    read_kind(reading);
    sr_reading_query(reading);
    sr_reading_strata(reading);
    if (indicator->query == NULL && indicator->standard == SR_STANDARD_NONE) {
        indicator->numerator =
            sr_reading_expression(reading, "indicator", "numerator", NULL);
        indicator->denominator =
            sr_reading_expression(reading, "indicator", "denominator", NULL);
    }
    indicator->squares = sr_reading_expression(reading, "indicator", "squares", NULL);
    sr_reading_components(reading);
    sr_reading_benchmark(reading);
    sr_reading_trials(reading);
    check_kind(reading);
    check_interval(reading);
    check_references(reading);
    sr_reading_check_sense(reading);
}

SrIndicator *
sr_indicator_read(const char *path, const SrDefinitionContext *context,
                  SrFindings *findings)
{
    int n_errors = sr_findings_n_errors(findings);
    g_autoptr(GError) error = NULL;
    g_autoptr(SrKeyfile) file =
        sr_keyfile_read(path, &sr_indicator_keys, findings, &error);

    if (file == NULL) {
        if (error != NULL)
            sr_findings_take(findings, path, g_steal_pointer(&error));
        return NULL;
    }
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(GHashTable) names = read_names(file);
    SrIndicator *indicator = g_new0(SrIndicator, 1);
    SrReading reading = {indicator, file, context, names, findings};
    indicator->id = g_strndup(name, strlen(name) - strlen(".ini"));
    indicator->path = g_strdup(path);
    indicator->strata = g_ptr_array_new_with_free_func(sr_stratum_free);
    indicator->components = g_ptr_array_new_with_free_func(sr_component_free);
    indicator->trials = g_ptr_array_new_with_free_func(sr_trial_free);
    indicator->uses = g_ptr_array_new();
    read_texts(indicator, file, context->language);
    int n_before = sr_findings_n_errors(findings);
    read_numbers(&reading);
    /* A wrong chapter leaves all figures as they are: what else is wrong is told too. */
    if (context->chapters->len > 0)
        n_errors += sr_findings_n_errors(findings) - n_before;
    read_computation(&reading);
    read_levels(indicator, file, context->levels, findings);
    read_map(indicator, file, findings);
    if (sr_findings_n_errors(findings) == n_errors)
        return indicator;
    sr_indicator_free(indicator);
    return NULL;
}

bool
sr_indicator_has_level(const SrIndicator *indicator, const char *level)
{
    return *indicator->levels == NULL ||
           g_strv_contains((const char *const *)indicator->levels, level);
}

bool
sr_indicator_is_amount(const SrIndicator *indicator)
{
    return indicator->kind == SR_KIND_COUNT && indicator->span <= SR_SPAN_MEAN;
}

bool
sr_indicator_has_own_benchmark(const SrIndicator *indicator)
{
    return indicator->benchmark != NULL || indicator->benchmark_level != NULL;
}

GPtrArray *
sr_indicator_expressions(const SrIndicator *indicator)
{
    GPtrArray *all = g_ptr_array_new();
    SrExpression *const own[] = {indicator->numerator, indicator->denominator,
                                 indicator->squares};

    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (own[i] != NULL)
            g_ptr_array_add(all, own[i]);
    for (guint s = 0; indicator->strata != NULL && s < indicator->strata->len; s++) {
        const SrStratum *stratum = indicator->strata->pdata[s];

        if (stratum->events == NULL || stratum->people == NULL)
            continue; /* it has an error, and is not computed */
        g_ptr_array_add(all, stratum->events);
        g_ptr_array_add(all, stratum->people);
    }
    return all;
}

/* Takes over @id. */
static void
add_reference(GPtrArray *ids, char *id)
{
    if (g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
        g_free(id);
    else
        g_ptr_array_add(ids, id);
}

static void
add_references(const SrIndicator *indicator, GPtrArray *ids)
{
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);

    for (guint e = 0; e < expressions->len; e++) {
        const char *const *names = sr_expression_variables(expressions->pdata[e]);

        for (int i = 0; names[i] != NULL; i++) /* "{index/part}" is its own */
            if (sr_variable_is_reference(names[i]) && strchr(names[i], '/') == NULL)
                add_reference(ids, g_strndup(names[i] + 1, strlen(names[i]) - 2));
    }
    for (int i = 0;
         indicator->query_variables != NULL && indicator->query_variables[i] != NULL;
         i++) {
        const char *name = indicator->query_variables[i];

        if (sr_variable_is_reference(name))
            add_reference(ids, g_strndup(name + 1, strlen(name) - 2));
    }
    for (guint c = 0; c < indicator->components->len; c++) {
        const SrComponent *component = indicator->components->pdata[c];

        if (component->own != NULL)
            add_references(component->own, ids);
        else if (component->id != NULL)
            add_reference(ids, g_strdup(component->id));
    }
}

GPtrArray *
sr_indicator_references(const SrIndicator *indicator)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);

    add_references(indicator, ids);
    return ids;
}
