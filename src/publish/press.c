#include "publish/press.h"

#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

enum { TITLE, SUBTITLE, SUMMARY, READING, SOURCE, ALT, HEADING, NOTE };

const char *
sr_press_newest(const SrPress *press, const SrResult *result, const SrDivision *division)
{
    g_autoptr(GPtrArray) periods = sr_values_periods(press->values, result, division);

    return periods->len == 0 ? NULL : periods->pdata[periods->len - 1];
}

const char *
sr_press_drawn(const SrPress *press, const SrResult *result, const SrDivision *division)
{
    return division->n_areas > 1 &&
                   sr_indicator_has_level(result->indicator, division->level->id)
               ? sr_press_newest(press, result, division)
               : NULL;
}

int
sr_press_finest(const SrPress *press, const SrResult *result)
{
    const SrScheme *scheme = press->schemes[0];

    for (int l = 0; l < scheme->n_levels; l++)
        if (sr_indicator_has_level(result->indicator, scheme->divisions[l]->level->id) &&
            sr_press_newest(press, result, scheme->divisions[l]) != NULL)
            return l;
    return -1;
}

/* The value of the highest level in the period: the Kreis. */
static const SrValue *
find_top(const SrPress *press, const SrResult *result, const char *period)
{
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];

    if (top->n_areas != 1)
        return NULL; /* several counties: none of them is the measure of all */
    g_autofree const SrValue **slice =
        sr_values_slice(press->values, result, top, period);
    return slice[0];
}

char *
sr_topic_alt(const SrTopic *topic, const char *title, const char *subtitle,
             const char *summary)
{
    int n_without = 0;

    for (int a = 0; a < topic->division->n_areas; a++)
        n_without += topic->statuses[a] != SR_STATUS_OK;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, _("Map: %s, %s."), title, subtitle);
    if (summary != NULL)
        g_string_append_printf(text, " %s", summary);
    if (n_without > 0)
        g_string_append_printf(text,
                               ngettext(" %d area has no value.",
                                        " %d areas have no value.", (gulong)n_without),
                               n_without);
    return g_string_free(text, FALSE);
}

static bool
has_any_value(const SrTopic *topic)
{
    for (int a = 0; a < topic->division->n_areas; a++)
        if (topic->statuses[a] == SR_STATUS_OK)
            return true;
    return false;
}

static bool
is_all_suppressed(const SrTopic *topic)
{
    for (int a = 0; a < topic->division->n_areas; a++)
        if (topic->statuses[a] != SR_STATUS_SUPPRESSED)
            return false;
    return true;
}

/* Values that flags make doubtful are said to be so below the map. */
static char *
note_text(const SrTopic *topic)
{
    GString *note = g_string_new(topic->result->indicator->caveat);

    if (!has_any_value(topic))
        g_string_append_printf(note, "%s%s", note->len > 0 ? " " : "",
                               is_all_suppressed(topic) ? _("All values are suppressed.")
                                                        : _("No area has a value."));
    else if (topic->result->has_fewer_classes)
        g_string_append_printf(
            note, "%s%s", note->len > 0 ? " " : "",
            _("There are fewer classes than usual because the values hardly differ."));
    if (note->len == 0) {
        g_string_free(note, TRUE);
        return NULL;
    }
    return g_string_free(note, FALSE);
}

static void
fill_numbers(SrTopic *topic)
{
    int n = topic->division->n_areas;

    topic->numbers = g_new(double, n);
    topic->statuses = g_new(SrStatus, n);
    for (int a = 0; a < n; a++) {
        const SrValue *value = topic->slice[a];

        topic->numbers[a] = value == NULL ? NAN : value->value;
        topic->statuses[a] = value == NULL ? SR_STATUS_MISSING : value->status;
    }
}

static void
fill_texts(SrTopic *topic, const SrPress *press, const char *period)
{
    const SrIndicator *indicator = topic->result->indicator;
    const SrDivision *division = topic->division;

    topic->texts[TITLE] = g_strdup(indicator->title);
    topic->texts[SUBTITLE] = sr_prose_subtitle(indicator, division, period);
    topic->texts[SUMMARY] =
        sr_prose_summary(indicator, division, topic->slice, press->language);
    topic->texts[READING] =
        sr_prose_example(indicator, division, topic->slice, topic->top, press->language);
    topic->texts[SOURCE] = sr_prose_source(topic->result, press->datasets);
    topic->texts[NOTE] = note_text(topic);
    topic->texts[HEADING] =
        indicator->unit == NULL
            ? g_strdup(indicator->short_title)
            : g_strdup_printf("%s (%s)", indicator->short_title, indicator->unit);
    topic->texts[ALT] = sr_topic_alt(topic, topic->texts[TITLE], topic->texts[SUBTITLE],
                                     topic->texts[SUMMARY]);
}

const char *
sr_press_draft(const SrPress *press)
{
    return press->is_draft ? _("DRAFT") : NULL;
}

static int
fill_banners(SrTopic *topic, const SrPress *press)
{
    int n = 0;

    if (press->is_draft)
        topic->banners[n++] = sr_press_draft(press);
    if (topic->result->is_synthetic)
        topic->banners[n++] = _("Example data");
    return n;
}

/* What the map is compared with: one figure for all of its areas, or none. */
static double
benchmark_of(const SrTopic *topic)
{
    double benchmark = NAN;

    if (sr_indicator_is_amount(topic->result->indicator))
        return NAN;
    if (!sr_indicator_has_own_benchmark(topic->result->indicator))
        return topic->top == NULL ? NAN : topic->top->value;
    for (int a = 0; a < topic->division->n_areas; a++) {
        const SrValue *value = topic->slice[a];

        if (value == NULL || !isfinite(value->benchmark))
            continue;
        if (isfinite(benchmark) && benchmark != value->benchmark)
            return NAN; /* each is compared with its own area around */
        benchmark = value->benchmark;
    }
    return benchmark;
}

/* The name of it, or NULL. */
static const char *
benchmark_name_of(const SrTopic *topic, const SrPress *press)
{
    if (sr_indicator_has_own_benchmark(topic->result->indicator))
        return sr_indicator_benchmark_name(topic->result->indicator, press->schemes[0]);
    return topic->top == NULL ? NULL : topic->top->division->level->title;
}

static void
fill_theme(SrTopic *topic, const SrPress *press, int scheme, int level,
           const char *period)
{
    const SrIndicator *indicator = topic->result->indicator;
    bool is_amount = indicator->map_kind == NULL
                         ? sr_indicator_is_amount(indicator)
                         : g_str_equal(indicator->map_kind, "symbols");
    SrTheme *theme = &topic->theme;

    *theme = (SrTheme){
        .ground = press->grounds[scheme],
        .level = level,
        .keys = (const char *const *)topic->division->codes,
        .names = (const char *const *)topic->division->names,
        .areas = sr_prose_kind(topic->division),
        .heading = topic->texts[HEADING],
        .statuses = topic->statuses,
        .decimals = indicator->decimals,
        .benchmark = is_amount ? NAN : benchmark_of(topic),
        .benchmark_name = benchmark_name_of(topic, press),
        .palette = indicator->palette,
        .palette_kind = SR_PALETTE_SEQUENTIAL,
        .naming = SR_NAMES_FULL,
        .label_values = level > 0,
        .level_names = press->level_names,
        .highlight = -1,
        .language = press->language,
    };
    theme->values = topic->numbers;
    if (is_amount) {
        theme->heading = NULL;
        theme->amounts = topic->numbers;
        theme->amounts_heading = topic->texts[HEADING];
    } else if (has_any_value(topic)) /* classes of nothing would be counted 0, 0, 0 */
        theme->breaks = sr_values_breaks(topic->result, topic->division, period);
}

static void
fill_sheet(SrTopic *topic, const SrPress *press)
{
    topic->sheet = (SrMapSheet){
        .title = topic->texts[TITLE],
        .subtitle = topic->texts[SUBTITLE],
        .summary = topic->texts[SUMMARY],
        .reading = topic->texts[READING],
        .source = topic->texts[SOURCE],
        .attribution = press->attribution,
        .polarity = topic->theme.breaks == NULL
                        ? NULL
                        : sr_prose_polarity(topic->result->indicator),
        .note = topic->texts[NOTE],
        .banners = topic->banners,
        .n_banners = fill_banners(topic, press),
        .alt = topic->texts[ALT],
        .author = press->editor,
        .language = press->language,
        .time = press->time,
        .theme = &topic->theme,
    };
}

SrTopic *
sr_topic_new(const SrPress *press, const SrResult *result, int scheme, int level,
             const char *period)
{
    SrTopic *topic = g_new0(SrTopic, 1);

    topic->result = result;
    topic->division =
        press
            ->schemes[sr_level_is_fixed(press->schemes[scheme]->divisions[level]->level)
                          ? 0
                          : scheme]
            ->divisions[level];
    topic->slice = sr_values_slice(press->values, result, topic->division, period);
    topic->top = find_top(press, result, period);
    fill_numbers(topic);
    fill_texts(topic, press, period);
    fill_theme(topic, press, scheme, level, period);
    fill_sheet(topic, press);
    return topic;
}

void
sr_topic_free(SrTopic *topic)
{
    if (topic == NULL)
        return;
    g_free(topic->slice);
    g_free(topic->numbers);
    g_free(topic->statuses);
    for (size_t i = 0; i < G_N_ELEMENTS(topic->texts); i++)
        g_free(topic->texts[i]);
    g_free(topic);
}

char *
sr_press_class_color(const SrIndicator *indicator, int class, int n_classes,
                     gpointer data)
{
    const SrPress *press = data;
    g_autofree SrColor *colors = g_new0(SrColor, n_classes);

    if (!sr_style_colors(press->atelier.style, press->atelier.palettes,
                         indicator->palette, SR_PALETTE_SEQUENTIAL, n_classes, colors,
                         NULL))
        return NULL;
    char *hex = g_malloc(8);
    sr_color_format(colors[class], hex);
    return hex;
}
