/* The key of a legend: numbers on the map and the names that they stand for. */
#include "draw/labeltext.h"
#include "draw/legend_private.h"

#include <string.h>

#define NUMBER_MM 5.0 /* from the left edge of a column to the name */
#define GAP_MM 2.5
#define LEADING 1.2
/* Names are tried unbroken, and broken to these shares of the widest. */
static const double shares[] = {1, 0.85, 0.7, 0.55};

/* A key of many names is as small as notes are. */
static SrTextStyle
type_of(const SrLegendLayout *layout)
{
    return (SrTextStyle){.family = layout->style->condensed,
                         .size_pt = MIN(layout->style->legend_pt, layout->style->note_pt),
                         .color = layout->style->ink};
}

static double
line_mm(const SrLegendLayout *layout)
{
    return type_of(layout).size_pt * SR_MM_PER_PT * LEADING;
}

static int
n_lines_of(const char *text)
{
    int n = 1;

    for (const char *at = strchr(text, '\n'); at != NULL; at = strchr(at + 1, '\n'))
        n++;
    return n;
}

static double
width_of(const SrLegendLayout *layout, const char *text)
{
    SrTextStyle style = type_of(layout);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    double widest = 0;

    for (int i = 0; lines[i] != NULL; i++)
        widest = MAX(widest, sr_text_measure(layout->fonts, &style, lines[i]).width_mm);
    return widest;
}

/* The first way to write @name on at most two lines that is not wider, or the narrowest.
 */
static char *
broken(const SrLegendLayout *layout, const char *name, double width_mm)
{
    g_autoptr(GPtrArray) ways = sr_label_breaks(name);
    const char *best = name;
    double narrowest = width_of(layout, name);

    for (guint i = 0; i < ways->len && narrowest > width_mm; i++) {
        const char *way = g_ptr_array_index(ways, i);
        double width = width_of(layout, way);

        if (n_lines_of(way) > 2 || width >= narrowest)
            continue;
        best = way;
        narrowest = width;
    }
    return g_strdup(best);
}

/* One way to set the key. */
typedef struct {
    char **texts;
    int *rows;
    int n_rows; /* of the highest column */
    int n_columns;
    double column_mm;
} Setting;

static void
setting_clear(Setting *setting)
{
    g_strfreev(setting->texts);
    g_free(setting->rows);
}

/* Fills columns of @n_rows from the left. Returns: how many it takes. */
static int
fill_columns(const Setting *setting, int n, int n_rows)
{
    int row = 0;
    int n_columns = 1;

    for (int i = 0; i < n; i++) {
        int n_lines = n_lines_of(setting->texts[i]);

        if (row + n_lines > n_rows) {
            n_columns++;
            row = 0;
        }
        setting->rows[i] = row;
        row += n_lines;
    }
    return n_columns;
}

/* The lowest columns that fit with names of at most @width_mm, where breaks allow. */
static Setting
set_key(const SrLegendLayout *layout, double width_mm, double most_mm)
{
    const SrLegend *legend = layout->legend;
    int n = legend->n_key;
    int n_lines = 0;
    int longest = 1;
    double widest = 0;
    Setting setting = {.texts = g_new0(char *, n + 1), .rows = g_new0(int, n)};

    for (int i = 0; i < n; i++) {
        setting.texts[i] = broken(layout, legend->key_names[i], width_mm);
        widest = MAX(widest, width_of(layout, setting.texts[i]));
        n_lines += n_lines_of(setting.texts[i]);
        longest = MAX(longest, n_lines_of(setting.texts[i]));
    }
    setting.column_mm = widest + NUMBER_MM + GAP_MM;
    int most = MAX((int)((most_mm + GAP_MM + 1e-6) / setting.column_mm), 1);
    setting.n_rows = MAX((n_lines + most - 1) / most, longest);
    while (fill_columns(&setting, n, setting.n_rows) > most)
        setting.n_rows++;
    setting.n_columns = fill_columns(&setting, n, setting.n_rows);
    return setting;
}

void
sr_legend_measure_key(SrLegendLayout *layout, double most_mm, double *width,
                      double *height)
{
    const SrLegend *legend = layout->legend;
    Setting best = {0};
    double widest = 0;

    *height = 0;
    if (legend->n_key == 0)
        return;
    for (int i = 0; i < legend->n_key; i++)
        widest = MAX(widest, width_of(layout, legend->key_names[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(shares); i++) {
        Setting other = set_key(layout, widest * shares[i] + 0.01, most_mm);

        if (best.texts != NULL && other.n_rows >= best.n_rows) {
            setting_clear(&other);
            continue;
        }
        setting_clear(&best);
        best = other;
    }
    layout->key_texts = best.texts;
    layout->key_rows = best.rows;
    layout->key_column_mm = best.column_mm;
    *width = best.n_columns * best.column_mm - GAP_MM;
    *height = best.n_rows * line_mm(layout);
}

void
sr_legend_draw_key(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at)
{
    SrTextStyle style = type_of(layout);
    double line = line_mm(layout);
    int column = 0;

    for (int i = 0; i < layout->legend->n_key; i++) {
        g_auto(GStrv) lines = g_strsplit(layout->key_texts[i], "\n", -1);
        char number[16];

        column += i > 0 && layout->key_rows[i] == 0;
        double x = at.x + column * layout->key_column_mm + NUMBER_MM;
        double y = at.y + (layout->key_rows[i] + 0.8) * line;
        g_snprintf(number, sizeof number, "%d", layout->legend->key_numbers[i]);
        sr_text_put(canvas, layout->fonts, &style, number, (SrPoint){x - 1.2, y},
                    SR_ALIGN_RIGHT, 0);
        for (int k = 0; lines[k] != NULL; k++)
            sr_text_put(canvas, layout->fonts, &style, lines[k],
                        (SrPoint){x, y + k * line}, SR_ALIGN_LEFT, 0);
    }
}
