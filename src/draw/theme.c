#include "draw/theme.h"

#include "base/number.h"
#include "draw/labeltext.h"

#include <math.h>
#include <string.h>

/* A histogram of a handful of values shows nothing that the map does not. */
#define LEAST_HISTOGRAM 8
#define LONGEST_NAME 60

const SrColor sr_lisa_colors[SR_N_LISA] = {
    {0.945, 0.945, 0.945}, /* none */
    {0.698, 0.094, 0.169}, /* high among high */
    {0.129, 0.400, 0.675}, /* low among low */
    {0.957, 0.647, 0.510}, /* high among low */
    {0.573, 0.773, 0.871}, /* low among high */
};
const bool sr_lisa_low[SR_N_LISA] = {false, false, true, false, true};

void
sr_theme_free(SrThemeReady *ready)
{
    if (ready == NULL)
        return;
    g_free(ready->colors);
    g_free(ready->marks);
    g_free(ready->classes);
    g_free(ready->counts);
    g_free(ready->values);
    g_strfreev(ready->words);
    g_strfreev(ready->figures);
    g_strfreev(ready->names);
    g_strfreev(ready->ids);
    g_strfreev(ready->titles);
    g_free(ready);
}

static bool
is_ok(const SrTheme *theme, int area)
{
    return theme->statuses == NULL || theme->statuses[area] == SR_STATUS_OK;
}

static int
n_classes_of(const SrTheme *theme)
{
    return theme->breaks != NULL ? theme->breaks->n_classes : theme->n_categories;
}

/* The colours of the classes, and the marks of those below the middle. */
static bool
choose_colors(const SrTheme *theme, const SrStyle *style, const SrPalettes *palettes,
              SrThemeReady *ready, GError **error)
{
    int n = n_classes_of(theme);
    int n_below = 0;
    bool any = theme->category_low != NULL;

    ready->colors = g_new0(SrColor, MAX(n, 1));
    if (n > 0 && theme->category_colors != NULL && style->gray)
        sr_palette_pick_gray(n, ready->colors);
    else if (n > 0 && theme->category_colors != NULL)
        memcpy(ready->colors, theme->category_colors, sizeof(SrColor) * (gsize)n);
    else if (n > 0 && !sr_style_colors(style, palettes, theme->palette,
                                       theme->palette_kind, n, ready->colors, error))
        return false;
    else if (n > 0)
        n_below =
            sr_style_n_below(style, palettes, theme->palette, theme->palette_kind, n);
    if (!any && n_below == 0)
        return true;
    ready->marks = g_new0(SrHatch, n);
    for (int i = 0; i < n; i++)
        if (any ? theme->category_low[i] : i < n_below)
            ready->marks[i] = sr_style_mark(style, ready->colors[i]);
    return true;
}

/*
 * Sorts the areas into classes and counts them, and those without a value. The values are
 * taken as they are printed: beside "2.6" no class may say "under 2.6".
 */
static void
sort_areas(const SrTheme *theme, SrThemeReady *ready)
{
    int n = theme->ground->n_areas[theme->level];

    for (int i = 0; i < n; i++) {
        int class = SR_NO_CLASS;

        ready->values[i] = is_ok(theme, i) && theme->values != NULL
                               ? sr_number_round(theme->values[i], theme->decimals)
                               : NAN;
        if (!is_ok(theme, i))
            ready->legend.statuses[theme->statuses[i]]++;
        else if (theme->breaks != NULL && !isnan(ready->values[i]))
            class = sr_breaks_find(theme->breaks, ready->values[i]);
        else if (theme->breaks == NULL && theme->categories != NULL)
            class = theme->categories[i];
        ready->classes[i] = class;
        if (class >= 0)
            ready->counts[class]++;
    }
}

static void
write_words(const SrTheme *theme, SrThemeReady *ready)
{
    int n_classes = n_classes_of(theme);

    ready->words = g_new0(char *, n_classes + 1);
    for (int i = 0; i < n_classes; i++)
        ready->words[i] =
            theme->breaks != NULL
                ? sr_class_words(theme->breaks, i,
                                 sr_class_decimals(theme->breaks, theme->decimals),
                                 theme->language)
                : g_strdup(theme->category_names[i]);
}

/* The figure of @area as people read it, or the sign of why there is none. */
static char *
write_figure(const SrTheme *theme, int area)
{
    if (is_ok(theme, area) && !isnan(theme->values[area]))
        return sr_number_format(theme->values[area], theme->decimals, theme->language);
    return g_strdup(sr_status_sign(theme->statuses != NULL ? theme->statuses[area]
                                                           : SR_STATUS_MISSING));
}

static void
write_figures(const SrTheme *theme, SrThemeReady *ready)
{
    int n = theme->ground->n_areas[theme->level];

    ready->names = g_new0(char *, n + 1);
    ready->titles = g_new0(char *, n + 1);
    if (theme->keys != NULL)
        ready->ids = g_new0(char *, n + 1);
    if (theme->label_values && theme->values != NULL)
        ready->figures = g_new0(char *, n + 1);
    for (int i = 0; i < n; i++) {
        g_autofree char *figure = theme->values != NULL ? write_figure(theme, i) : NULL;

        ready->names[i] = sr_label_clean(theme->names[i], LONGEST_NAME);
        ready->titles[i] = figure != NULL
                               ? g_strdup_printf("%s: %s", ready->names[i], figure)
                               : g_strdup(ready->names[i]);
        if (ready->ids != NULL)
            ready->ids[i] = g_strcanon(g_strconcat("a", theme->keys[i], NULL),
                                       G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS, '_');
        if (ready->figures != NULL)
            ready->figures[i] = g_steal_pointer(&figure);
    }
}

/* The largest of 1, 2, 5 times a power of ten that is not above @value. */
static double
round_below(double value)
{
    double power = pow(10, floor(log10(value)));
    double rest = value / power;

    return power * (rest >= 5 ? 5 : rest >= 2 ? 2 : 1);
}

/* Three circles: the largest round amount, a quarter and a twentieth of it. */
static void
choose_circles(const SrTheme *theme, const SrStyle *style, SrThemeReady *ready)
{
    static const double parts[] = {1, 4, 20};
    int n = theme->ground->n_areas[theme->level];
    double most = theme->amount_most;
    double largest = 0;

    for (int i = 0; i < n; i++)
        if (!isnan(theme->amounts[i]))
            largest = MAX(largest, fabs(theme->amounts[i]));
    for (int i = 0; i < n; i++)
        ready->legend.n_negative += theme->amounts[i] < 0;
    if (most <= 0)
        most = largest;
    ready->map.circles = theme->amounts;
    ready->map.circle_most = most;
    if (!(most > 0))
        return;
    double first = round_below(most);
    for (int i = 0; i < 3; i++) {
        double value = round_below(first / parts[i]);

        if (i > 0 && (value < 1 || value >= ready->circles[i - 1].value))
            continue;
        ready->circles[ready->legend.n_circles++] =
            (SrLegendCircle){value, sr_map_radius_mm(style, value, most)};
    }
    ready->legend.circles = ready->circles;
    ready->legend.symbols_heading = theme->amounts_heading;
}

/* The borders that carry a name, the highest first. */
static void
name_borders(const SrTheme *theme, const SrStyle *style, SrThemeReady *ready)
{
    int n_levels = theme->ground->n_levels;

    for (int level = n_levels - 1; level >= 0 && theme->level_names != NULL; level--) {
        bool is_outer = level == n_levels - 1;

        if (theme->level_names[level] == NULL || level < theme->level ||
            ready->legend.n_lines == SR_STYLE_LINES)
            continue;
        ready->lines[ready->legend.n_lines++] =
            (SrLegendLine){theme->level_names[level],
                           is_outer ? style->outer : *sr_style_line(style, level)};
    }
    ready->legend.lines = ready->lines;
}

static void
fill_map(const SrTheme *theme, SrThemeReady *ready)
{
    SrMap *map = &ready->map;

    map->ground = theme->ground;
    map->level = theme->level;
    map->n_colors = n_classes_of(theme);
    map->colors = ready->colors;
    map->marks = ready->marks;
    map->classes = ready->classes;
    map->statuses = theme->statuses;
    map->points = theme->points;
    map->n_points = theme->n_points;
    map->ids = (const char *const *)ready->ids;
    map->titles = (const char *const *)ready->titles;
    map->naming = theme->naming;
    map->names = (const char *const *)ready->names;
    map->values = (const char *const *)ready->figures;
    map->highlight = theme->highlight;
}

static void
fill_legend(const SrTheme *theme, SrThemeReady *ready)
{
    SrLegend *legend = &ready->legend;
    int n = theme->ground->n_areas[theme->level];

    legend->heading = theme->heading;
    legend->areas = theme->areas;
    legend->n_classes = n_classes_of(theme);
    legend->colors = ready->colors;
    legend->marks = ready->marks;
    legend->names = (const char *const *)ready->words;
    legend->counts = ready->counts;
    legend->benchmark = theme->benchmark;
    legend->benchmark_name = theme->benchmark_name;
    legend->decimals = theme->decimals;
    legend->point_kinds = theme->point_kinds;
    legend->n_point_kinds = theme->n_point_kinds;
    legend->note = theme->note;
    legend->language = theme->language;
    if (theme->breaks != NULL && n >= LEAST_HISTOGRAM) {
        legend->breaks = theme->breaks;
        legend->values = ready->values;
        legend->n_values = n;
    }
}

SrThemeReady *
sr_theme_prepare(const SrTheme *theme, const SrStyle *style, const SrPalettes *palettes,
                 GError **error)
{
    int n_classes = n_classes_of(theme);
    int n = theme->ground->n_areas[theme->level];
    g_autoptr(SrThemeReady) ready = g_new0(SrThemeReady, 1);

    ready->classes = g_new(int, MAX(n, 1));
    ready->counts = g_new0(int, MAX(n_classes, 1));
    ready->values = g_new(double, MAX(n, 1));
    if (!choose_colors(theme, style, palettes, ready, error))
        return NULL;
    sort_areas(theme, ready);
    write_words(theme, ready);
    write_figures(theme, ready);
    fill_map(theme, ready);
    fill_legend(theme, ready);
    if (theme->amounts != NULL)
        choose_circles(theme, style, ready);
    name_borders(theme, style, ready);
    return g_steal_pointer(&ready);
}
