#include "commands/origins.h"

#include "base/error.h"
#include "base/language.h"
#include "base/number.h"
#include "data/figures.h"
#include "data/match.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* The value that is explained. */
typedef struct {
    SrRun *run;
    const SrValue *value;
} Explained;

/* The area of the name in the finest division that has it; NULL after an error. */
static const SrDivision *
find_area(SrRun *run, const char *name, int *area, GError **error)
{
    const SrScheme *scheme = run->schemes[0];
    g_autoptr(SrMatcher) finest = NULL;

    for (int l = 0; l < scheme->n_levels; l++) {
        const SrDivision *division = scheme->divisions[l];
        const SrLevelAreas *areas = &sr_run_places(run)->levels[l];
        SrMatcher *matcher = sr_matcher_new(areas->keys, areas->long_keys, areas->names,
                                            areas->n, sr_run_places(run)->aliases);
        SrMatch match = sr_matcher_find_key(matcher, name);

        if (match.kind != SR_MATCH_AREA)
            match = sr_matcher_find_name(matcher, name);
        if (finest == NULL)
            finest = matcher;
        else
            sr_matcher_free(matcher);
        if (match.kind == SR_MATCH_AREA) {
            *area = match.area;
            return division;
        }
    }
    g_autofree char *nearest = sr_matcher_nearest(finest, name);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("no area '%s'; nearest are %s"), name,
                nearest);
    return NULL;
}

/* The value of the area, in @period or in the newest; NULL after an error. */
static const SrValue *
find_value(const SrRun *run, const SrResult *result, const SrDivision *division, int area,
           const char *period, GError **error)
{
    const SrValue *found = NULL;

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(run->values, i);

        if (value->division != division || value->area != area ||
            (period != NULL && !g_str_equal(value->period, period)))
            continue;
        if (found == NULL || strcmp(value->period, found->period) > 0)
            found = value;
    }
    if (found == NULL)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s has no value of %s%s%s"),
                    result->indicator->id, division->names[area],
                    period != NULL ? ", " : "", period != NULL ? period : "");
    return found;
}

static void
print_figure(const SrFigure *figure)
{
    char buffer[SR_NUMBER_SIZE];

    if (figure->status == SR_STATUS_OK)
        printf("%s", sr_number_write(buffer, figure->value));
    else
        printf("%s", sr_status_label(figure->status));
    g_autofree char *flags = sr_flags_label(figure->flags);
    if (*flags != '\0')
        printf(" (%s)", flags);
    printf("\n");
}

/* "m, 18–20" and so on; "" for all. */
static char *
person_text(const SrOrigin *origin)
{
    GString *text = g_string_new(origin->sex);

    if (origin->age_from == SR_ALL_AGES)
        return g_string_free(text, FALSE);
    g_string_append_printf(text, "%s%d", text->len > 0 ? ", " : "", origin->age_from);
    if (origin->age_to == SR_OPEN_AGE)
        g_string_append(text, "+");
    else if (origin->age_to != origin->age_from)
        g_string_append_printf(text, "–%d", origin->age_to);
    return g_string_free(text, FALSE);
}

/* Figures that need protection are named by their file, never by their value. */
static bool
is_protected(const SrRun *run, const char *variable, const SrDivision *division)
{
    g_autoptr(SrSeries) series =
        sr_figures_series(run->store, variable, division->level->id,
                          (const char *const *)division->codes, division->n_areas, NULL);

    return series == NULL || series->is_protected;
}

static void
print_origin(const SrOrigin *origin, bool is_hidden)
{
    g_autofree char *person = person_text(origin);

    printf("    %s", origin->file);
    if (*origin->sheet != '\0')
        printf(_(", sheet %s"), origin->sheet);
    if (origin->row > 0)
        printf(_(", row %d"), origin->row);
    printf(", sha256 %.12s…", origin->checksum);
    if (*person != '\0')
        printf(", %s", person);
    printf(": ");
    if (is_hidden)
        printf(_("protected, not shown\n"));
    else
        print_figure(&origin->figure);
}

/* The cells of one variable for one area and year; false if there are none at the level.
 */
static bool
print_cells(const Explained *explained, const char *variable, const SrDivision *division,
            int area, const char *period)
{
    g_autoptr(GPtrArray) origins =
        sr_figures_origins(explained->run->store, variable, division->level->id,
                           division->codes[area], period, NULL);

    if (origins == NULL)
        return false;
    bool is_hidden = is_protected(explained->run, variable, division);
    printf("  %s, %s, %s\n", variable, division->names[area], period);
    for (guint i = 0; i < origins->len; i++)
        print_origin(origins->pdata[i], is_hidden);
    return true;
}

/* The level's own figures, else those of the Gemeinden in the area. */
static void
print_variable(const Explained *explained, const char *variable, const char *period)
{
    const SrDivision *division = explained->value->division;
    const SrDivision *gemeinden = explained->run->schemes[0]->divisions[0];
    int area = explained->value->area;

    if (print_cells(explained, variable, division, area, period))
        return;
    for (int g = 0; g < gemeinden->n_areas; g++)
        if (division->area_of[g] == area)
            print_cells(explained, variable, gemeinden, g, period);
}

bool
sr_command_print_origins(SrRun *run, const SrResult *result, const char *name,
                         const char *period, GError **error)
{
    int area = 0;
    const SrDivision *division = find_area(run, name, &area, error);
    const SrValue *value =
        division == NULL ? NULL : find_value(run, result, division, area, period, error);
    if (value == NULL)
        return false;

    Explained explained = {run, value};
    g_autofree char *number =
        value->status == SR_STATUS_OK
            ? sr_number_format(value->value, value->indicator->decimals, sr_language())
            : g_strdup(sr_status_label(value->status));
    int first = atoi(value->period);
    int last = strlen(value->period) == 9 ? atoi(value->period + 5) : first;
    printf("\n%s (%s), %s: %s\n", division->names[area], division->codes[area],
           value->period, number);
    for (int v = 0; result->variables[v] != NULL; v++) {
        if (strlen(value->period) == 10)
            print_variable(&explained, result->variables[v], value->period);
        for (int year = first; year <= last && strlen(value->period) != 10; year++) {
            g_autofree char *text = g_strdup_printf("%d", year);

            print_variable(&explained, result->variables[v], text);
        }
    }
    return true;
}
