#include "publish/kinds_private.h"

#include "base/error.h"
#include "base/number.h"
#include "indicator/relate.h"
#include "publish/prose.h"
#include "shapes/neighbours.h"
#include "stats/spatial.h"

#include <glib/gi18n.h>
#include <math.h>

/* Clusters: areas that are told at this chance of error, by so many permutations. */
#define LISA_P 0.05
#define LISA_PERMUTATIONS 999
#define LISA_SEED 7332
#define LISA_LEAST 10 /* four regions are no sample */

/* Per cent: what is nearer to the whole is told as like it (the middle class). */
#define SIMILAR 10
/* More names than this make a sentence nobody reads. */
#define MOST_NAMES 6

struct SrMapKind {
    const char *name;
    bool (*fill)(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                 GError **error);
};

gpointer
sr_kind_keep(SrKindSheet *sheet, gpointer memory)
{
    g_ptr_array_add(sheet->owned, memory);
    return memory;
}

static int
n_areas_of(const SrKindTask *task)
{
    return task->topic->division->n_areas;
}

/* --- Circles for the counts behind the values, over their filling --- */

static bool
fill_symbols(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
             GError **error)
{
    SrTheme *theme = &sheet->themes[0];
    int n = n_areas_of(task);
    double *amounts = sr_kind_keep(sheet, g_new(double, n));
    bool any = false;

    (void)findings;
    for (int i = 0; i < n; i++) {
        const SrValue *value = task->topic->slice[i];

        amounts[i] =
            value != NULL && value->status == SR_STATUS_OK ? value->numerator : NAN;
        any |= !isnan(amounts[i]);
    }
    if (!any) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s has no counts that could be drawn as circles"),
                    task->topic->result->indicator->id);
        return false;
    }
    theme->amounts = amounts;
    theme->amounts_heading = _("Number");
    theme->label_values = false;
    return true;
}

/* --- Against the highest level --- */

/* "12 Gemeinden": without a verb, so that one and many agree. */
static char *
counted(const SrKindTask *task, int n)
{
    const SrLevel *level = task->topic->division->level;

    return g_strdup_printf("%d %s", n, n == 1 ? level->title : level->plural);
}

static void
tell_deviation(SrKindSheet *sheet, const SrKindTask *task, const double *ratios)
{
    const SrTopic *topic = task->topic;
    int n_above = 0;
    int n_below = 0;

    for (int i = 0; i < n_areas_of(task); i++) {
        n_above += ratios[i] >= 100 + SIMILAR; /* NAN is neither */
        n_below += ratios[i] < 100 - SIMILAR;
    }
    g_autofree char *whole = sr_prose_value(topic->result->indicator, topic->top->value,
                                            task->press->language);
    g_autofree char *above = counted(task, n_above);
    g_autofree char *below = counted(task, n_below);
    g_autofree char *when = sr_prose_period(topic->top->period);
    sheet->sheet.subtitle =
        sr_kind_keep(sheet, g_strdup_printf(_("against the value of all areas together "
                                              "(%1$s = 100) · %2$s · %3$s"),
                                            whole, topic->division->level->plural, when));
    sheet->sheet.summary = sr_kind_keep(
        sheet, g_strdup_printf(_("Above by %1$d %% or more: %2$s; below by more than "
                                 "%1$d %%: %3$s."),
                               SIMILAR, above, below));
    sheet->sheet.reading =
        _("125 means a quarter more than the value of all areas together, 75 a quarter "
          "less.");
}

/*
 * Per cent of the whole want a scale with a zero: an absolute number is a part of the
 * whole and not like it, a change or an index of scores has no zero to start from.
 */
static bool
has_ratio(const SrIndicator *indicator, GError **error)
{
    const char *id = indicator->id;

    if (sr_indicator_is_amount(indicator))
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s is an absolute number: an area has always less than all "
                      "together"),
                    id);
    else if (indicator->span == SR_SPAN_CHANGE)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s is a change: per cent of a change say nothing"), id);
    else if (indicator->kind == SR_KIND_INDEX)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s is an index: per cent of its points say nothing"), id);
    else
        return true;
    return false;
}

static bool
fill_deviation(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
               GError **error)
{
    SrTheme *theme = &sheet->themes[0];
    const SrTopic *topic = task->topic;
    double top = topic->top != NULL && topic->top->status == SR_STATUS_OK
                     ? topic->top->value
                     : NAN;
    int n = n_areas_of(task);

    (void)findings;
    if (!has_ratio(topic->result->indicator, error))
        return false;
    if (!(top > 0)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s has no value of all areas together to compare with"),
                    topic->result->indicator->id);
        return false;
    }
    double *ratios = sr_kind_keep(sheet, g_new(double, n));
    for (int i = 0; i < n; i++)
        ratios[i] = sr_number_round(topic->numbers[i] / top * 100, 0); /* as printed */
    SrClassing classing = {.method = sr_method_find("deviation", NULL), .benchmark = 100};
    sheet->breaks = sr_classify(&classing, ratios, n, error);
    if (sheet->breaks == NULL)
        return false;
    theme->values = ratios;
    theme->breaks = sheet->breaks;
    theme->amounts = NULL;
    theme->decimals = 0;
    theme->benchmark = 100;
    theme->palette = NULL;
    theme->palette_kind = SR_PALETTE_DIVERGING;
    theme->heading = sr_kind_keep(
        sheet, g_strdup_printf("%s = 100", topic->top->division->level->title));
    tell_deviation(sheet, task, ratios);
    return true;
}

/* --- Numbers on the map, names in the key --- */

static bool
fill_numbers(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
             GError **error)
{
    (void)task;
    (void)findings;
    (void)error;
    sheet->themes[0].naming = SR_NAMES_NUMBER;
    return true;
}

/* --- Clusters --- */

/* "Weidenthal, Esthal": the areas of @kind, or NULL. */
static char *
names_of(const SrDivision *division, const int *categories, SrLisaKind kind)
{
    g_autoptr(GString) names = g_string_new(NULL);
    int n = 0;

    for (int i = 0; i < division->n_areas; i++)
        if (categories[i] == (int)kind && n++ < MOST_NAMES)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   division->names[i]);
    if (n > MOST_NAMES) {
        /* TRANSLATORS: after a list of names: "and 3 more" */
        g_string_append_c(names, ' ');
        g_string_append_printf(names, _("and %d more"), n - MOST_NAMES);
    }
    return n > 0 ? g_strdup(names->str) : NULL;
}

static void
tell_clusters(SrKindSheet *sheet, const SrKindTask *task, const int *categories)
{
    const SrDivision *division = task->topic->division;
    g_autofree char *high = names_of(division, categories, SR_LISA_HIGH_HIGH);
    g_autofree char *low = names_of(division, categories, SR_LISA_LOW_LOW);

    sheet->sheet.subtitle =
        sr_kind_keep(sheet, g_strdup_printf(_("where like lies beside like · %s"),
                                            task->topic->sheet.subtitle));
    sheet->sheet.summary =
        high == NULL && low == NULL
            ? _("Nowhere does like lie beside like beyond chance.")
            : sr_kind_keep(sheet, g_strdup_printf(_("High among high: %1$s. Low among "
                                                    "low: %2$s."),
                                                  high == NULL ? "–" : high,
                                                  low == NULL ? "–" : low));
    sheet->sheet.reading =
        _("\"High among high\": here and in the areas around it values are above the "
          "mean, more clearly than chance lets expect.");
}

static bool
fill_clusters(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
              GError **error)
{
    const char *const names[SR_N_LISA] = {_("not conspicuous"), _("high among high"),
                                          _("low among low"), _("high among low"),
                                          _("low among high")};
    SrTheme *theme = &sheet->themes[0];
    int n = n_areas_of(task);
    (void)findings;
    if (task->topic->division->level->kind != SR_LEVEL_KEY) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("clusters are looked for among the Gemeinden only: %d %s are no "
                      "sample"),
                    n, task->topic->division->level->plural);
        return false;
    }
    if (n < LISA_LEAST) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("clusters need %d areas or more; there are %d"), LISA_LEAST, n);
        return false;
    }
    g_autoptr(GArray) pairs = sr_topology_neighbours(
        theme->ground->topology, theme->ground->groups[theme->level], false);
    g_autofree int *start = g_new(int, n + 1);
    g_autofree int *neighbour = g_new(int, 2 * pairs->len + 1);
    SrContiguity contiguity = sr_contiguity_of(pairs, n, start, neighbour);
    g_autofree SrLisa *lisa = g_new0(SrLisa, n);
    sr_moran_local(&contiguity, task->topic->numbers, LISA_PERMUTATIONS, LISA_SEED, lisa);
    int *categories = sr_kind_keep(sheet, g_new0(int, n));
    for (int i = 0; i < n; i++)
        if (lisa[i].p < LISA_P)
            categories[i] = (int)lisa[i].kind;
    const char **words = sr_kind_keep(sheet, g_new(const char *, SR_N_LISA));
    for (int i = 0; i < SR_N_LISA; i++)
        words[i] = names[i];
    theme->breaks = NULL;
    theme->amounts = NULL;
    theme->benchmark = NAN;
    theme->n_categories = SR_N_LISA;
    theme->categories = categories;
    theme->category_names = words;
    theme->category_colors = sr_lisa_colors;
    theme->category_low = sr_lisa_low;
    theme->heading = _("Like beside like (local Moran, 5 %)");
    tell_clusters(sheet, task, categories);
    theme->note = _("By chance alone, one area in twenty would be told as conspicuous.");
    return true;
}

/* To add a kind, write its fill function and add a line. */
static const SrMapKind kinds[] = {
    {"symbols", fill_symbols},           /* circles for the counts, over the filling */
    {"deviation", fill_deviation},       /* against the value of all areas together */
    {"years", sr_kind_fill_years},       /* small maps of all periods */
    {"smoothed", sr_kind_fill_smoothed}, /* as counted, beside drawn towards the mean */
    {"clusters", fill_clusters},         /* where high lies beside high, low beside low */
    {"numbers", fill_numbers},           /* numbers on the map, names in the key */
    {"points", sr_kind_fill_points},     /* facilities of shapes/points */
};

const SrMapKind *
sr_map_kind_find(const char *name, GError **error)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_str_equal(kinds[i].name, name))
            return &kinds[i];
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", kinds[i].name);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_USAGE,
                _("there is no kind of map '%s'; there are %s"), name, all->str);
    return NULL;
}

SrKindSheet *
sr_kind_sheet_new(const SrMapKind *kind, const SrKindTask *task, SrFindings *findings,
                  GError **error)
{
    g_autoptr(SrKindSheet) sheet = g_new0(SrKindSheet, 1);

    sheet->owned = g_ptr_array_new_with_free_func(g_free);
    sheet->sheet = task->topic->sheet;
    sheet->themes[0] = task->topic->theme;
    if (!kind->fill(sheet, task, findings, error))
        return NULL;
    sheet->sheet.alt =
        sr_kind_keep(sheet, sr_topic_alt(task->topic, sheet->sheet.title,
                                         sheet->sheet.subtitle, sheet->sheet.summary));
    if (sheet->n_themes == 0) {
        sheet->sheet.theme = &sheet->themes[0];
        return g_steal_pointer(&sheet);
    }
    for (int i = 0; i < sheet->n_themes; i++)
        sheet->pointers[i] = &sheet->themes[i];
    sheet->sheet.themes = sheet->pointers;
    sheet->sheet.theme_titles = sheet->titles;
    sheet->sheet.n_themes = sheet->n_themes;
    return g_steal_pointer(&sheet);
}

void
sr_kind_sheet_free(SrKindSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_ptr_array_unref(sheet->owned);
    sr_breaks_free(sheet->breaks);
    g_free(sheet->points);
    if (sheet->point_kinds != NULL)
        g_array_unref(sheet->point_kinds);
    g_free(sheet);
}

const SrMapSheet *
sr_kind_sheet(const SrKindSheet *sheet)
{
    return &sheet->sheet;
}
