#include "base/error.h"
#include "base/nearest.h"
#include "base/number.h"
#include "indicator/definition_private.h"
#include "indicator/shorthand.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Weights add up to 1; thirds are written with a few digits. */
#define WEIGHT_TOLERANCE 1e-3

void
sr_stratum_free(gpointer data)
{
    SrStratum *stratum = data;

    g_free(stratum->name);
    sr_expression_free(stratum->events);
    sr_expression_free(stratum->people);
    g_free(stratum);
}

void
sr_component_free(gpointer data)
{
    SrComponent *component = data;

    g_free(component->name);
    g_free(component->title);
    g_free(component->id);
    sr_indicator_free(component->own);
    g_free(component);
}

void
sr_trial_free(gpointer data)
{
    SrTrial *trial = data;

    g_free(trial->name);
    g_strfreev(trial->variables);
    g_strfreev(trial->variables_before);
    g_free(trial->values);
    g_free(trial->values_before);
    g_free(trial);
}

/* --- Standardisation --- */

/* The number written in @text; NAN and a complaint if it is none. */
static double
read_number(const SrReading *reading, const char *group, const char *key,
            const char *text)
{
    double number = NAN;
    char *end = NULL;

    number = g_ascii_strtod(text, &end);
    if (end != text && *end == '\0' && isfinite(number))
        return number;
    sr_keyfile_complain(reading->file, reading->findings, group, key,
                        N_("'%s' is not a number"), text);
    return NAN;
}

static void
add_stratum(SrReading *reading, const char *age, const char *sex, double weight)
{
    const char *g = "indicator";
    const char *keys[] = {"numerator", "denominator"};
    SrExpression *expressions[2] = {NULL, NULL};
    SrStratum *stratum = g_new0(SrStratum, 1);

    for (int k = 0; k < 2; k++) {
        const char *text = sr_keyfile_text(reading->file, g, keys[k]);
        g_autofree char *own = text == NULL ? NULL : sr_shorthand_stratum(text, age, sex);

        if (own != NULL)
            expressions[k] = sr_reading_expression(reading, g, keys[k], own);
    }
    *stratum = (SrStratum){.name = g_strjoin(age == NULL || sex == NULL ? "" : " ",
                                             age == NULL ? "" : age,
                                             sex == NULL ? "" : sex, NULL),
                           .events = expressions[0],
                           .people = expressions[1],
                           .weight = weight};
    g_ptr_array_add(reading->indicator->strata, stratum);
}

/* The sum over the strata: what the crude rate is made of. */
static SrExpression *
sum_of_strata(const SrReading *reading, bool of_events)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const GPtrArray *strata = reading->indicator->strata;

    for (guint s = 0; s < strata->len; s++) {
        const SrStratum *stratum = strata->pdata[s];
        SrExpression *part = of_events ? stratum->events : stratum->people;

        if (part == NULL)
            return NULL;
        g_string_append_printf(text, "%s(%s)", s > 0 ? " + " : "",
                               sr_expression_text(part));
    }
    return sr_reading_expression(reading, "indicator",
                                 of_events ? "numerator" : "denominator", text->str);
}

/* Whether the events are counted by stratum: {age} or {sex} stands in the numerator. */
static bool
names_stratum(const SrReading *reading)
{
    const char *text = sr_keyfile_text(reading->file, "indicator", "numerator");

    return text != NULL &&
           (strstr(text, "{age}") != NULL || strstr(text, "{sex}") != NULL);
}

static void
check_standard(const SrReading *reading, guint n_weights)
{
    const SrIndicator *indicator = reading->indicator;
    const char *g = "standardise";
    bool is_rate =
        indicator->kind == SR_KIND_RATE || indicator->kind == SR_KIND_PROPORTION;

    if (n_weights != 0 && n_weights != indicator->strata->len)
        sr_keyfile_complain(reading->file, reading->findings, g, "weights",
                            N_("%u numbers for %u strata"), n_weights,
                            indicator->strata->len);
    if (!is_rate || indicator->span > SR_SPAN_MEAN)
        sr_keyfile_complain(reading->file, reading->findings, g, "method",
                            N_("only a rate or proportion of one year or several can be "
                               "standardised"));
    if (!names_stratum(reading) &&
        (n_weights == 0 || indicator->standard == SR_STANDARD_DIRECT))
        sr_keyfile_complain(
            reading->file, reading->findings, "indicator", "numerator",
            N_("{age} or {sex} is missing: only an indirect ratio against "
               "given rates ('weights') needs no events by stratum"));
    for (guint s = 0; s < indicator->strata->len; s++) {
        const SrStratum *stratum = indicator->strata->pdata[s];

        if (stratum->weight < 0)
            sr_keyfile_complain(reading->file, reading->findings, g, "weights",
                                N_("a weight is negative"));
    }
}

void
sr_reading_strata(SrReading *reading)
{
    static const char *const kinds[] = {"", "direct", "indirect"};
    SrIndicator *indicator = reading->indicator;
    const char *method = sr_keyfile_text(reading->file, "standardise", "method");
    g_auto(GStrv) ages = sr_keyfile_list(reading->file, "standardise", "ages");
    g_auto(GStrv) sexes = sr_keyfile_list(reading->file, "standardise", "sexes");
    g_auto(GStrv) weights = sr_keyfile_list(reading->file, "standardise", "weights");
    guint n_weights = g_strv_length(weights);
    guint n_sexes = MAX(g_strv_length(sexes), 1);

    for (int k = 1; method != NULL && k < (int)G_N_ELEMENTS(kinds); k++)
        if (g_str_equal(method, kinds[k]))
            indicator->standard = (SrStandardKind)k;
    if (indicator->standard == SR_STANDARD_NONE)
        return;
    if (*ages == NULL && *sexes == NULL) {
        sr_keyfile_complain(reading->file, reading->findings, "standardise", "method",
                            N_("standardising needs the key 'ages' or 'sexes'"));
        return;
    }
    double per = indicator->standard == SR_STANDARD_INDIRECT ? indicator->per : 1;
    for (guint a = 0; a < MAX(g_strv_length(ages), 1); a++)
        for (guint s = 0; s < n_sexes; s++) {
            guint i = a * n_sexes + s;
            double weight =
                i < n_weights
                    ? read_number(reading, "standardise", "weights", weights[i]) / per
                    : NAN;

            add_stratum(reading, ages[a], sexes[0] == NULL ? NULL : sexes[s], weight);
        }
    check_standard(reading, n_weights);
    indicator->has_events_by_stratum = names_stratum(reading);
    indicator->numerator =
        indicator->has_events_by_stratum
            ? sum_of_strata(reading, true)
            : sr_reading_expression(reading, "indicator", "numerator", NULL);
    indicator->denominator = sum_of_strata(reading, false);
}

/* --- The parts of an index --- */

/* A part that is an expression is an indicator that stands nowhere else. */
static SrIndicator *
read_own_part(SrReading *reading, const char *group, const char *id)
{
    SrIndicator *own = g_new0(SrIndicator, 1);

    own->id = g_strdup(id);
    own->path = g_strdup(reading->indicator->path);
    own->title = g_strdup(
        sr_keyfile_translated(reading->file, group, "title", reading->context->language));
    own->kind = SR_KIND_RATIO;
    own->per = 1;
    own->rules = reading->indicator->rules;
    own->minimum = reading->indicator->minimum;
    own->interval = sr_interval_find("none", NULL);
    own->strata = g_ptr_array_new_with_free_func(sr_stratum_free);
    own->components = g_ptr_array_new_with_free_func(sr_component_free);
    own->trials = g_ptr_array_new_with_free_func(sr_trial_free);
    own->uses = g_ptr_array_new();
    own->numerator = sr_reading_expression(reading, group, "numerator", NULL);
    own->denominator = sr_reading_expression(reading, group, "denominator", NULL);
    if (own->denominator == NULL)
        sr_keyfile_complain(reading->file, reading->findings, group, "numerator",
                            N_("a part needs a denominator: counts of large and small "
                               "areas cannot be compared"));
    if (own->title == NULL)
        sr_keyfile_complain(reading->file, reading->findings, group, "numerator",
                            N_("a part that is an expression needs a title"));
    return own;
}

static void
add_component(SrReading *reading, const char *name)
{
    g_autofree char *group = g_strdup_printf("part %s", name);
    const char *id = sr_keyfile_text(reading->file, group, "indicator");
    const char *polarity = sr_keyfile_text(reading->file, group, "polarity");
    bool has_numerator = sr_keyfile_has(reading->file, group, "numerator");
    SrComponent *component = g_new0(SrComponent, 1);

    component->name = g_strdup(name);
    component->title = g_strdup(
        sr_keyfile_translated(reading->file, group, "title", reading->context->language));
    component->weight = sr_keyfile_number(reading->file, group, "weight");
    if (polarity != NULL)
        component->sign = g_str_equal(polarity, "resource") ? -1 : 1;
    g_ptr_array_add(reading->indicator->components, component);
    if ((id != NULL) == has_numerator) {
        sr_keyfile_complain(reading->file, reading->findings, group, NULL,
                            N_("a part is either an indicator or a numerator and "
                               "a denominator"));
        return;
    }
    component->id = id != NULL ? g_strdup(id)
                               : g_strdup_printf("%s/%s", reading->indicator->id, name);
    if (id == NULL) {
        component->own = read_own_part(reading, group, component->id);
        component->indicator = component->own;
        if (component->sign == 0)
            sr_keyfile_complain(reading->file, reading->findings, group, "numerator",
                                N_("a part that is an expression needs a polarity"));
    }
}

/* "100 + 10 * (0.25 * {index/a} + …)", over how many deviations each part lies off. */
static char *
index_text(const SrIndicator *indicator)
{
    g_autoptr(GString) sum = g_string_new(NULL);

    for (guint c = 0; c < indicator->components->len; c++) {
        const SrComponent *component = indicator->components->pdata[c];
        char buffer[SR_NUMBER_SIZE];

        g_string_append_printf(sum, "%s%s * {%s/%s}", c > 0 ? " + " : "",
                               sr_number_write(buffer, component->weight), indicator->id,
                               component->name);
    }
    return g_strdup_printf("100 + 10 * (%s)", sum->str);
}

/* The names in braces are letters of an id: so are those of parts. */
static bool
check_names(const SrReading *reading, char *const *names)
{
    bool are_ids = true;

    for (int i = 0; names[i] != NULL; i++) {
        g_autofree char *group = g_strdup_printf("part %s", names[i]);

        if (strspn(names[i], "abcdefghijklmnopqrstuvwxyz0123456789_-") ==
            strlen(names[i]))
            continue;
        sr_keyfile_complain(reading->file, reading->findings, group, NULL,
                            N_("'%s': the name of a part has the letters a–z, digits, "
                               "'-' and '_'"),
                            names[i]);
        are_ids = false;
    }
    return are_ids;
}

void
sr_reading_components(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;
    g_auto(GStrv) names = sr_keyfile_names(reading->file, "part");
    double sum = 0;

    indicator->reference = g_strdup(sr_keyfile_text(reading->file, "index", "reference"));
    if (*names == NULL || !check_names(reading, names))
        return;
    if (indicator->kind != SR_KIND_INDEX || indicator->numerator != NULL) {
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "kind",
                            N_("parts are of an index (kind=index), which then has no "
                               "numerator"));
        return;
    }
    for (int i = 0; names[i] != NULL; i++) {
        add_component(reading, names[i]);
        sum += ((SrComponent *)indicator->components->pdata[i])->weight;
    }
    if (fabs(sum - 1) > WEIGHT_TOLERANCE)
        sr_keyfile_complain(reading->file, reading->findings, "index", NULL,
                            N_("the weights of the parts add up to %g, not to 1"), sum);
    g_autofree char *text = index_text(indicator);
    indicator->numerator = sr_reading_expression(reading, "indicator", "numerator", text);
}

/* --- Benchmark --- */

void
sr_reading_benchmark(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;
    const SrKeyfile *file = reading->file;
    const char *level = sr_keyfile_text(file, "benchmark", "level");
    const char *const *levels = reading->context->levels;

    indicator->benchmark_level = g_strdup(level);
    indicator->benchmark = sr_reading_expression(reading, "benchmark", "series", NULL);
    indicator->benchmark_title = g_strdup(
        sr_keyfile_translated(file, "benchmark", "title", reading->context->language));
    if (level != NULL && !g_strv_contains(levels, level)) {
        g_autofree char *known =
            sr_nearest_list(level, levels, (int)g_strv_length((char **)levels), 8);

        sr_keyfile_complain(file, reading->findings, "benchmark", "level",
                            N_("no level '%s'; there are %s"), level, known);
    }
    if (level != NULL && sr_keyfile_has(file, "benchmark", "series"))
        sr_keyfile_complain(file, reading->findings, "benchmark", "series",
                            N_("a benchmark is a level or a series, not both"));
    if (indicator->benchmark != NULL && indicator->benchmark_title == NULL)
        sr_keyfile_complain(file, reading->findings, "benchmark", "series",
                            N_("an outside series needs a title"));
}

/* --- Tests --- */

/* "faelle=10", a list of them. */
static void
read_given(const SrReading *reading, const char *group, const char *key,
           char ***variables, double **values)
{
    g_auto(GStrv) pairs = sr_keyfile_list(reading->file, group, key);
    guint n = g_strv_length(pairs);

    *variables = g_new0(char *, n + 1);
    *values = g_new0(double, n + 1);
    for (guint i = 0; i < n; i++) {
        char *sign = strchr(pairs[i], '=');

        if (sign == NULL) {
            sr_keyfile_complain(reading->file, reading->findings, group, key,
                                N_("'%s': what is given is written name=number"),
                                pairs[i]);
            (*variables)[i] = g_strdup(pairs[i]);
            continue;
        }
        (*variables)[i] = g_strstrip(g_strndup(pairs[i], (gsize)(sign - pairs[i])));
        (*values)[i] = read_number(reading, group, key, g_strstrip(sign + 1));
    }
}

void
sr_reading_trials(SrReading *reading)
{
    g_auto(GStrv) names = sr_keyfile_names(reading->file, "test");

    for (int i = 0; names[i] != NULL; i++) {
        g_autofree char *group = g_strdup_printf("test %s", names[i]);
        const char *expect = sr_keyfile_text(reading->file, group, "expect");
        SrTrial *trial = g_new0(SrTrial, 1);

        trial->name = g_strdup(names[i]);
        trial->line = sr_keyfile_line(reading->file, group, "expect");
        trial->expected = NAN;
        read_given(reading, group, "given", &trial->variables, &trial->values);
        read_given(reading, group, "before", &trial->variables_before,
                   &trial->values_before);
        if (expect != NULL && !g_str_equal(expect, "none")) {
            const char *point = strchr(expect, '.');

            trial->expected = read_number(reading, group, "expect", expect);
            trial->tolerance =
                0.5 * pow(10, point == NULL ? 0 : -(double)strlen(point + 1));
        }
        g_ptr_array_add(reading->indicator->trials, trial);
    }
}

/* --- SQL --- */

void
sr_reading_query(SrReading *reading)
{
    SrIndicator *indicator = reading->indicator;
    const SrKeyfile *file = reading->file;
    g_autofree char *path = g_strdup_printf(
        "%.*s.sql", (int)(strlen(indicator->path) - strlen(".ini")), indicator->path);
    g_autoptr(GError) error = NULL;
    bool is_there = g_file_test(path, G_FILE_TEST_EXISTS);

    indicator->query_variables = sr_keyfile_list(file, "indicator", "variables");
    if (!is_there && *indicator->query_variables != NULL)
        sr_keyfile_complain(file, reading->findings, "indicator", "variables",
                            N_("there is no file %s that would read them"), path);
    if (!is_there)
        return;
    if (*indicator->query_variables == NULL ||
        sr_keyfile_has(file, "indicator", "numerator") ||
        sr_keyfile_has(file, "indicator", "denominator")) {
        sr_keyfile_complain(file, reading->findings, "indicator", "title",
                            N_("beside %s.sql stand 'variables', and neither 'numerator' "
                               "nor 'denominator'"),
                            indicator->id);
        return;
    }
    if (!g_file_get_contents(path, &indicator->query, NULL, &error)) {
        sr_findings_take(reading->findings, path, g_steal_pointer(&error));
        return;
    }
    g_autofree char *numerator = g_strdup_printf("{%s/numerator}", indicator->id);
    g_autofree char *denominator = g_strdup_printf("{%s/denominator}", indicator->id);
    indicator->numerator = sr_expression_new(numerator, NULL);
    if (indicator->kind != SR_KIND_COUNT && indicator->kind != SR_KIND_INDEX)
        indicator->denominator = sr_expression_new(denominator, NULL);
}
