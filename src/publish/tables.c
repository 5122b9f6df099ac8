#include "publish/tables.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

/* "-3.5" is what it is: a spreadsheet computes nothing from it. */
static bool
is_number(const char *text)
{
    char *end = NULL;

    (void)g_ascii_strtod(text, &end);
    return *text != '\0' && *end == '\0' &&
           strspn(text, "0123456789+-.e") == strlen(text);
}

void
sr_csv_append(GString *csv, const char *text)
{
    bool is_formula =
        *text != '\0' && strchr("=+-@\t\r", *text) != NULL && !is_number(text);

    if (!is_formula && strpbrk(text, ",\"\r\n") == NULL) {
        g_string_append(csv, text);
        return;
    }
    g_string_append(csv, is_formula ? "\"'" : "\"");
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *p);
    }
    g_string_append_c(csv, '"');
}

static void
append_number(GString *csv, double value)
{
    char buffer[SR_NUMBER_SIZE];

    g_string_append_c(csv, ',');
    if (isfinite(value))
        g_string_append(csv, sr_number_write(buffer, value));
}

static void
append_text(GString *csv, const char *text)
{
    g_string_append_c(csv, ',');
    sr_csv_append(csv, text);
}

static void
append_count(GString *csv, int n)
{
    char buffer[SR_NUMBER_SIZE];

    g_string_append_c(csv, ',');
    if (n > 0)
        g_string_append(csv, sr_number_write(buffer, n));
}

static void
append_value(GString *csv, const SrValue *value)
{
    g_autofree char *flags = sr_flags_names(value->flags);

    sr_csv_append(csv, value->indicator->id);
    append_text(csv, value->scheme);
    append_text(csv, value->division->level->id);
    append_text(csv, sr_value_area(value));
    append_text(csv, value->division->names[value->area]);
    append_text(csv, value->period);
    append_number(csv, value->numerator);
    append_number(csv, value->denominator);
    append_number(csv, value->value);
    append_number(csv, value->lower);
    append_number(csv, value->upper);
    append_number(csv, value->benchmark);
    append_text(csv, sr_verdict_name(value->verdict));
    append_count(csv, value->rank);
    append_count(csv, value->class);
    append_number(csv, value->coverage);
    append_text(csv, sr_status_name(value->status));
    append_text(csv, flags);
    g_string_append_c(csv, '\n');
}

static const char values_header[] =
    "indicator,scheme,level,area,name,period,numerator,denominator,value,lower,upper,"
    "benchmark,verdict,rank,class,coverage,status,flags\n";

char *
sr_map_csv(const SrValues *values, const SrResult *result, const SrDivision *division,
           const char *period)
{
    GString *csv = g_string_new(values_header);

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(values, i);

        if (value->division == division &&
            (period == NULL || g_str_equal(value->period, period)))
            append_value(csv, value);
    }
    return g_string_free(csv, FALSE);
}

char *
sr_values_csv(const SrValues *values, const SrIndicator *only, const char *level,
              const char *period)
{
    GString *csv = g_string_new(values_header);

    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);

        if ((only == NULL || value->indicator == only) &&
            (level == NULL || g_str_equal(value->division->level->id, level)) &&
            (period == NULL || g_str_equal(value->period, period)))
            append_value(csv, value);
    }
    return g_string_free(csv, FALSE);
}

/* The rows from @first on that are of one map: same scheme, level and period. */
static void
append_classes(GString *csv, const SrValues *values, const SrResult *result,
               const SrDivision *division, const char *scheme, const char *period,
               SrClassColor color, gpointer data)
{
    const SrBreaks *breaks = sr_values_breaks(result, division, period);
    g_autofree int *counts = g_new0(int, breaks->n_classes + 1);
    g_autofree const SrValue **slice = sr_values_slice(values, result, division, period);

    for (int a = 0; a < division->n_areas; a++)
        if (slice[a] != NULL)
            counts[slice[a]->class]++;
    for (int c = 0; c < breaks->n_classes; c++) {
        g_autofree char *hex = color(result->indicator, c, breaks->n_classes, data);

        sr_csv_append(csv, result->indicator->id);
        append_text(csv, scheme);
        append_text(csv, division->level->id);
        append_text(csv, period);
        append_text(csv, result->indicator->method);
        g_string_append_printf(csv, ",%d", c + 1);
        append_number(csv, breaks->bounds[c]);
        append_number(csv, breaks->bounds[c + 1]);
        g_string_append_printf(csv, ",%d", counts[c + 1]);
        append_text(csv, hex == NULL ? "" : hex);
        g_string_append_c(csv, '\n');
    }
}

static int
compare_results(gconstpointer a, gconstpointer b)
{
    const SrResult *const *left = a;
    const SrResult *const *right = b;

    return strcmp((*left)->indicator->id, (*right)->indicator->id);
}

char *
sr_classes_csv(const SrValues *values, SrClassColor color, gpointer data)
{
    GString *csv = g_string_new(
        "indicator,scheme,level,period,method,class,lower,upper,count,color\n");
    g_autoptr(GPtrArray) results = g_ptr_array_copy(values->results, NULL, NULL);

    g_ptr_array_set_free_func(results, NULL);
    g_ptr_array_sort(results, compare_results);
    for (guint r = 0; r < results->len; r++) {
        const SrResult *result = results->pdata[r];
        const SrDivision *division = NULL;

        for (int i = result->first; i < result->first + result->n; i++) {
            const SrValue *value = sr_values_at(values, i);

            if (value->division == division || result->breaks == NULL)
                continue;
            division = value->division;
            g_autoptr(GPtrArray) periods = sr_values_periods(values, result, division);
            for (guint p = 0; p < periods->len; p++)
                append_classes(csv, values, result, division, value->scheme,
                               periods->pdata[p], color, data);
        }
    }
    return g_string_free(csv, FALSE);
}
