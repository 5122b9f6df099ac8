#include "publish/prose.h"

#include "base/number.h"
#include "indicator/population.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

char *
sr_prose_number(const SrValue *value, const char *language)
{
    if (value == NULL)
        return g_strdup(sr_status_sign(SR_STATUS_MISSING));
    if (value->status != SR_STATUS_OK)
        return g_strdup(sr_status_sign(value->status));
    return sr_number_format(value->value, value->indicator->decimals, language);
}

char *
sr_prose_value(const SrIndicator *indicator, double value, const char *language)
{
    g_autofree char *number = sr_number_format(value, indicator->decimals, language);

    if (indicator->unit == NULL || g_str_equal(indicator->unit, "Index"))
        return g_steal_pointer(&number);
    return g_strdup_printf("%s\u00a0%s", number, indicator->unit);
}

char *
sr_prose_day(const char *day)
{
    int year = 0;
    int month = 0;
    int of_month = 0;

    if (sscanf(day, "%4d-%2d-%2d", &year, &month, &of_month) != 3)
        return g_strdup(day);
    /* Translators: day, month, year; German 31.12.2018. */
    return g_strdup_printf(_("%1$02d/%2$02d/%3$d"), of_month, month, year);
}

char *
sr_prose_period(const char *period)
{
    if (strlen(period) == 9 && period[4] == '-') {
        g_autofree char *first = g_strndup(period, 4);

        return g_strdup_printf(_("%s to %s"), first, period + 5);
    }
    return sr_prose_day(period);
}

/* The period within a sentence. */
static char *
period_in_words(const char *period)
{
    g_autofree char *words = sr_prose_period(period);

    if (strlen(period) != strlen("2018-12-31"))
        return g_steal_pointer(&words);
    /* TRANSLATORS: "the value for … is": a day in it; German "am 31.12.2018" */
    return g_strdup_printf(_("the day %s"), words);
}

const char *
sr_prose_kind(const SrDivision *division)
{
    return division->n_areas == 1 ? division->level->title : division->level->plural;
}

char *
sr_prose_subtitle(const SrIndicator *indicator, const SrDivision *division,
                  const char *period)
{
    g_autofree char *when = sr_prose_period(period);
    g_autofree char *what = NULL;

    /* "je 1 000 junge Menschen …" tells the unit by itself; "%" does not. */
    if (indicator->denominator_text == NULL)
        what = g_strdup(indicator->unit);
    else if (g_strcmp0(indicator->unit, "%") == 0)
        what = g_strdup_printf(_("in per cent %s"), indicator->denominator_text);
    else if (indicator->unit != NULL && strlen(indicator->unit) <= strlen("km²"))
        what = g_strdup_printf("%s %s", indicator->unit, indicator->denominator_text);
    else
        what = g_strdup(indicator->denominator_text);
    return g_strdup_printf("%s%s%s · %s", what == NULL ? "" : what,
                           what == NULL ? "" : " · ", sr_prose_kind(division), when);
}

/* Before the thing counted in denominator_text: "je 1 000 …", "der …", "of …". */
static const char *const counting_words[] = {"je ", "der ", "per ", "of "};

/* The text behind the counting word of @unit, or NULL: "VZÄ je 1 000" → "je 1 000". */
static const char *
counted_by(const char *unit, const char *word)
{
    const char *at = strstr(unit, word);

    return at == NULL || (at > unit && at[-1] != ' ') ? NULL : at;
}

char *
sr_prose_unit(const SrIndicator *indicator)
{
    const char *unit = indicator->unit == NULL ? "" : indicator->unit;
    const char *text = indicator->denominator_text;
    const char *word = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(counting_words) && text != NULL; i++)
        if (g_str_has_prefix(text, counting_words[i]))
            word = counting_words[i];
    /* "Landkreis 2018 = 100" counts nothing, "Einw./km²" has said all. */
    if (word == NULL || strchr(unit, '/') != NULL)
        return g_strdup(unit);
    bool is_per = g_str_equal(word, "je ") || g_str_equal(word, "per ");
    const char *counted = counted_by(unit, word);
    if (is_per && counted != NULL)
        return g_strdup_printf("%.*s%s", (int)(counted - unit), unit, text);
    if (is_per || g_str_equal(unit, "%"))
        return g_strdup_printf("%s %s", unit, text);
    return g_strdup(unit);
}

char *
sr_prose_denominator(const SrIndicator *indicator)
{
    const char *text = indicator->denominator_text;

    if (indicator->denominator_name != NULL)
        return g_strdup(indicator->denominator_name);
    if (text == NULL)
        return g_strdup(_("Denominator"));
    for (size_t i = 0; i < G_N_ELEMENTS(counting_words); i++) {
        if (!g_str_has_prefix(text, counting_words[i]))
            continue;
        text += strlen(counting_words[i]);
        break;
    }
    /* The number with its blanks of any width. */
    while (*text != '\0' &&
           (g_ascii_isdigit(*text) || g_unichar_isspace(g_utf8_get_char(text)) ||
            *text == ',' || *text == '.'))
        text = g_utf8_next_char(text);
    return g_strdup(text);
}

/* German puts an article before a kind of area: in der VG Freinsheim, in dem Kreis Alzey.
 */
static const struct {
    const char *word;
    const char *article; /* dative */
} area_kinds[] = {
    {"VG", "der"},        {"Verbandsgemeinde", "der"}, {"Samtgemeinde", "der"},
    {"Gemeinde", "der"},  {"Ortsgemeinde", "der"},     {"Stadt", "der"},
    {"Region", "der"},    {"Planungsregion", "der"},   {"Beispielregion", "der"},
    {"Kreis", "dem"},     {"Landkreis", "dem"},        {"Bezirk", "dem"},
    {"Stadtteil", "dem"}, {"Sozialraum", "dem"},       {"Planungsraum", "dem"},
};

/* The article of a kind of area, or NULL. */
static const char *
article_of(const char *word, const char *language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(area_kinds) && g_str_equal(language, "de"); i++)
        if (g_strcmp0(word, area_kinds[i].word) == 0)
            return area_kinds[i].article;
    return NULL;
}

static char *
place_name(const char *name, const char *language)
{
    g_auto(GStrv) words = g_strsplit(name, " ", 2);
    const char *article = g_strv_length(words) < 2 ? NULL : article_of(*words, language);

    return article == NULL ? g_strdup(name) : g_strdup_printf("%s %s", article, name);
}

char *
sr_prose_in_whole(const SrDivision *division, const char *language)
{
    const char *title = division->level->title;
    const char *last = strrchr(title, ' ');

    if (g_strcmp0(article_of(last == NULL ? title : last + 1, language), "der") == 0)
        return g_strdup_printf(C_("feminine", "in the %s"), title);
    return g_strdup_printf(C_("masculine or neuter", "in the %s"), title);
}

/*
 * The area with the greatest denominator: most readers know it; of an index, which has
 * none, the highest. NULL if none has a value.
 */
static const SrValue *
best_known(const SrDivision *division, const SrValue *const *slice)
{
    const SrValue *found = NULL;
    double most = -1;

    for (int a = 0; a < division->n_areas; a++) {
        const SrValue *value = slice[a];

        if (value == NULL || value->status != SR_STATUS_OK)
            continue;
        double size = isfinite(value->denominator) ? value->denominator
                      : isfinite(value->numerator) ? value->numerator
                                                   : value->value;
        if (found == NULL || size > most) {
            most = size;
            found = value;
        }
    }
    return found;
}

static void
put_in(GString *text, const char *mark, const char *value)
{
    g_string_replace(text, mark, value, 0);
}

char *
sr_prose_example(const SrIndicator *indicator, const SrDivision *division,
                 const SrValue *const *slice, const SrValue *top, const char *language)
{
    const SrValue *value = best_known(division, slice);

    if (value == NULL)
        return NULL;
    bool has_own = sr_indicator_has_own_benchmark(indicator);
    bool has_top = has_own ? isfinite(value->benchmark)
                           : top != NULL && top != value && top->status == SR_STATUS_OK &&
                                 !sr_indicator_is_amount(indicator);
    g_autofree char *area = place_name(division->names[value->area], language);
    g_autofree char *number =
        sr_number_format(value->value, indicator->decimals, language);
    g_autofree char *benchmark =
        has_top ? sr_number_format(has_own ? value->benchmark : top->value,
                                   indicator->decimals, language)
                : NULL;
    if (indicator->reading != NULL &&
        (has_top || strstr(indicator->reading, "{benchmark}") == NULL)) {
        GString *text = g_string_new(indicator->reading);

        put_in(text, "{area}", area);
        put_in(text, "{value}", number);
        put_in(text, "{benchmark}", benchmark == NULL ? "" : benchmark);
        return g_string_free(text, FALSE);
    }
    g_autofree char *with_unit = sr_prose_value(indicator, value->value, language);
    g_autofree char *when = period_in_words(value->period);
    if (!has_top || has_own)
        return g_strdup_printf(_("In %1$s the value for %2$s is %3$s."), area, when,
                               with_unit);
    g_autofree char *top_value = sr_prose_value(indicator, top->value, language);
    g_autofree char *whole = sr_prose_in_whole(top->division, language);
    return g_strdup_printf(
        _("In %1$s the value for %2$s is %3$s; %4$s as a whole it is %5$s."), area, when,
        with_unit, whole, top_value);
}

/* The names of the areas whose value is @extreme, at most two, else how many. */
static char *
areas_with(const SrDivision *division, const SrValue *const *slice, double extreme,
           const char *language)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (int a = 0; a < division->n_areas; a++)
        if (slice[a] != NULL && slice[a]->status == SR_STATUS_OK &&
            slice[a]->value == extreme)
            g_ptr_array_add(names, place_name(division->names[a], language));
    if (names->len == 1)
        return g_strdup(names->pdata[0]);
    if (names->len == 2)
        return g_strdup_printf(_("%s and %s"), (char *)names->pdata[0],
                               (char *)names->pdata[1]);
    return g_strdup_printf(_("%d %s"), (int)names->len, division->level->plural);
}

char *
sr_prose_summary(const SrIndicator *indicator, const SrDivision *division,
                 const SrValue *const *slice, const char *language)
{
    double least = INFINITY;
    double most = -INFINITY;
    int n = 0;

    for (int a = 0; a < division->n_areas; a++)
        if (slice[a] != NULL && slice[a]->status == SR_STATUS_OK) {
            least = MIN(least, slice[a]->value);
            most = MAX(most, slice[a]->value);
            n++;
        }
    if (n < 2)
        return NULL;
    g_autofree char *low = sr_prose_value(indicator, least, language);
    g_autofree char *high = sr_prose_value(indicator, most, language);
    if (least == most)
        return g_strdup_printf(_("All %1$d %2$s have the same value, %3$s."), n,
                               division->level->plural, high);
    g_autofree char *lowest = areas_with(division, slice, least, language);
    g_autofree char *highest = areas_with(division, slice, most, language);
    return g_strdup_printf(_("Highest in %1$s (%2$s), lowest in %3$s (%4$s)."), highest,
                           high, lowest, low);
}

/* What is divided by is named with the sources: rates of another base are others. */
static char *
with_population(GString *text, const SrResult *result)
{
    if (result->population_base != NULL) {
        g_string_append(text, text->len > 0 ? "; " : "");
        /* TRANSLATORS: %s says whose count of people it is: "census" */
        g_string_append_printf(text, _("population: %s"),
                               sr_population_base_words(result->population_base));
    }
    return g_string_free(text, FALSE);
}

char *
sr_prose_source(const SrResult *result, GPtrArray *datasets)
{
    GString *text = g_string_new(NULL);
    g_autoptr(GHashTable) told =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    if (result->indicator->source != NULL) {
        g_string_append_printf(text, "%s", result->indicator->source);
        return with_population(text, result);
    }
    for (guint d = 0; d < datasets->len; d++) {
        const SrDataset *dataset = datasets->pdata[d];

        if (!g_strv_contains((const char *const *)result->datasets, dataset->id))
            continue;
        g_autofree char *day = *dataset->day == '\0' ? NULL : sr_prose_day(dataset->day);
        /* "Gemeindeverzeichnis, 31.12.2018" has told its day. */
        char *one = day == NULL || strstr(dataset->source, day) != NULL
                        ? g_strdup(dataset->source)
                        : g_strdup_printf(_("%s, as of %s"), dataset->source, day);
        if (g_hash_table_contains(told, one)) {
            g_free(one);
            continue;
        }
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", one);
        g_hash_table_add(told, one);
    }
    return with_population(text, result);
}

const char *
sr_prose_polarity(const SrIndicator *indicator)
{
    switch (indicator->polarity) {
    case SR_POLARITY_BURDEN:
        return _("High values stand for burden. Colour is no verdict.");
    case SR_POLARITY_RESOURCE:
        return _("High values stand for resources. Colour is no verdict.");
    case SR_POLARITY_NEUTRAL:
        break;
    }
    return _("High values are neither good nor bad. Colour is no verdict.");
}

/* --- What stands out --- */

const char *
sr_prose_verdict(SrVerdict verdict)
{
    switch (verdict) {
    case SR_VERDICT_HIGHER:
        return _("higher");
    case SR_VERDICT_LOWER:
        return _("lower");
    case SR_VERDICT_SIMILAR:
        return _("similar");
    case SR_VERDICT_NONE:
        break;
    }
    return "";
}

char *
sr_prose_area(const SrScheme *scheme, int level, int area, int split)
{
    const char *name = scheme->divisions[level]->names[area];

    /* TRANSLATORS: an area that lies in several of a coarser level, given in the plural
     */
    return split == 0 ? g_strdup(name)
                      : g_strdup_printf(_("%1$s (several %2$s)"), name,
                                        scheme->divisions[split]->level->plural);
}

char *
sr_prose_compared(const SrIndicator *indicator, const SrScheme *scheme)
{
    if (!sr_indicator_has_own_benchmark(indicator))
        return g_strdup(_("compared"));
    return g_strdup_printf(_("compared: %s"),
                           sr_indicator_benchmark_name(indicator, scheme));
}

/* Where a value is from, within a sentence: "in der Region 2", "im Landkreis". */
static char *
where(const SrValue *value, const char *language)
{
    const SrDivision *division = value->division;

    if (division->n_areas == 1)
        return sr_prose_in_whole(division, language);
    g_autofree char *name = place_name(division->names[value->area], language);
    /* TRANSLATORS: %s is a place with its article if it has one: "der Region 2" */
    return g_strdup_printf(C_("place", "in %s"), name);
}

char *
sr_prose_standing(const SrValue *value, const SrValue *whole, const char *language)
{
    const SrIndicator *indicator = value->indicator;
    g_autofree char *own = sr_prose_value(indicator, value->value, language);
    bool is_outside = indicator->benchmark != NULL;
    g_autofree char *all =
        sr_prose_value(indicator, is_outside ? value->benchmark : whole->value, language);

    return g_strdup_printf(
        _("%1$s: %2$s (%3$s: %4$s)"), indicator->title, own,
        is_outside ? indicator->benchmark_title : whole->division->level->title, all);
}

char *
sr_prose_difference(const SrDifference *difference, const char *language)
{
    const SrValue *high = difference->highest;
    const SrIndicator *indicator = high->indicator;
    g_autofree char *most = sr_prose_value(indicator, high->value, language);
    g_autofree char *least =
        sr_prose_value(indicator, difference->lowest->value, language);
    g_autofree char *all = sr_prose_value(indicator, high->benchmark, language);
    g_autofree char *where_most = where(high, language);
    g_autofree char *where_least = where(difference->lowest, language);
    g_autofree char *when = sr_prose_period(high->period);

    return g_strdup_printf(
        _("%1$s (%2$s): highest %3$s with %4$s, lowest %5$s with %6$s; as a whole "
          "%7$s."),
        indicator->title, when, where_most, most, where_least, least, all);
}

char *
sr_prose_change(const SrChange *change, const char *language)
{
    const SrIndicator *indicator = change->result->indicator;
    g_autofree char *from = sr_prose_value(indicator, change->first->value, language);
    g_autofree char *to = sr_prose_value(indicator, change->last->value, language);
    g_autofree char *place = where(change->last, language);
    g_autofree char *first = sr_prose_period(change->first->period);
    g_autofree char *last = sr_prose_period(change->last->period);

    if (change->kind == SR_TREND_RISING)
        return g_strdup_printf(_("%1$s: risen %2$s from %3$s (%4$s) to %5$s (%6$s)."),
                               indicator->title, place, from, first, to, last);
    return g_strdup_printf(_("%1$s: fallen %2$s from %3$s (%4$s) to %5$s (%6$s)."),
                           indicator->title, place, from, first, to, last);
}

char *
sr_prose_outlier(const SrOutlier *outlier, const char *language)
{
    const SrValue *value = outlier->value;
    const SrIndicator *indicator = value->indicator;
    g_autofree char *own = sr_prose_value(indicator, value->value, language);
    g_autofree char *typical = sr_prose_value(indicator, outlier->typical, language);
    g_autofree char *place = where(value, language);
    g_autofree char *when = sr_prose_period(value->period);
    /* Who has no figure is not among them. */
    g_autofree char *others = g_strdup_printf(
        outlier->n_areas < value->division->n_areas ? _("the %1$d %2$s with a figure")
                                                    : _("all %1$d %2$s"),
        outlier->n_areas, value->division->level->plural);

    if (value->verdict == SR_VERDICT_HIGHER)
        return g_strdup_printf(
            _("%1$s (%2$s): far higher %3$s than elsewhere, %4$s; half of %5$s are "
              "at %6$s or below."),
            indicator->title, when, place, own, others, typical);
    return g_strdup_printf(
        _("%1$s (%2$s): far lower %3$s than elsewhere, %4$s; half of %5$s are at "
          "%6$s or above."),
        indicator->title, when, place, own, others, typical);
}
