#include "draw/multiples.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define GAP_MM 4.0
#define LEGEND_GAP 4.0
#define SCALE_MM 30.0
#define SCALE_HEIGHT 9.0
#define COLUMN_MM 60.0
#define LEAST_MM 20.0
#define TITLE_PT 9.5
#define THINNER 0.55 /* lines of a full page would be ropes here */
#define COARSER 1.6  /* details are looked at less closely, too */
#define WORTH_IT 1.2 /* so much larger must maps become by a shorter legend */

struct SrMultiples {
    SrFonts *fonts; /* borrowed */
    SrStyle style;  /* with thinner lines; what it points to is borrowed */
    SrGround
        *ground; /* with less detail, for all maps on the ground of the first; owned */
    int n;
    const SrSmallMap *maps; /* borrowed */
    SrMap *plain;           /* [n]: the maps without names; owned */
    SrMapLayout **layouts;  /* [n]; owned */
    SrPoint *titles_at;     /* [n] baselines; owned */
    SrLegend legend;
    SrLegendLine lines[SR_STYLE_LINES];       /* of the legend, as thin as on the maps */
    SrLegendCircle circles[SR_THEME_CIRCLES]; /* and as small */
    double *values;                           /* of all maps together; owned */
    SrLegendLayout *legend_layout;
    SrPoint legend_at;
    SrPoint scale_at; /* lower left corner of the bar */
    SrBox box_mm;
};

void
sr_multiples_free(SrMultiples *multiples)
{
    if (multiples == NULL)
        return;
    for (int i = 0; i < multiples->n; i++)
        sr_map_free(multiples->layouts[i]);
    sr_ground_free(multiples->ground);
    g_free(multiples->layouts);
    g_free(multiples->plain);
    g_free(multiples->titles_at);
    g_free(multiples->values);
    sr_legend_free(multiples->legend_layout);
    g_free(multiples);
}

/* One legend for all: the classes of the first, the values of all, no numbers of areas.
 */
static void
pool_legends(SrMultiples *self)
{
    int n_values = 0;

    self->legend = self->maps[0].ready->legend;
    self->legend.counts = NULL;
    self->legend.areas = NULL;
    self->legend.benchmark = NAN;
    memset(self->legend.statuses, 0, sizeof self->legend.statuses);
    for (int i = 0; i < self->n; i++)
        n_values += self->maps[i].ready->legend.n_values;
    self->values = g_new(double, MAX(n_values, 1));
    n_values = 0;
    for (int i = 0; i < self->n; i++) {
        const SrLegend *one = &self->maps[i].ready->legend;

        if (one->n_values > 0)
            memcpy(self->values + n_values, one->values,
                   sizeof(double) * (gsize)one->n_values);
        n_values += one->n_values;
        for (int s = 0; s < SR_N_STATUSES; s++)
            self->legend.statuses[s] += one->statuses[s];
    }
    for (int i = 0; i < self->legend.n_lines; i++) {
        self->lines[i] = self->legend.lines[i];
        self->lines[i].pen.width_mm =
            sr_style_thin_line(self->lines[i].pen.width_mm, THINNER);
    }
    for (int i = 0; i < self->legend.n_circles; i++) {
        self->circles[i] = self->legend.circles[i];
        self->circles[i].radius_mm *= THINNER;
    }
    self->legend.circles = self->circles;
    self->legend.lines = self->lines;
    self->legend.values = self->values;
    self->legend.n_values = n_values;
}

static double
title_height(void)
{
    return TITLE_PT * SR_MM_PER_PT * 1.5;
}

/* Millimetres per metre when the maps stand in @columns. */
static double
scale_of(const SrMultiples *self, SrBox box, int columns)
{
    SrBox world = self->maps[0].ready->map.ground->box;
    int rows = (self->n + columns - 1) / columns;
    double rim = self->style.outer.width_mm;
    double width = (box.x1 - box.x0 + GAP_MM) / columns - GAP_MM - rim;
    double height = (box.y1 - box.y0 + GAP_MM) / rows - GAP_MM - title_height() - rim;

    return MIN(width / (world.x1 - world.x0), height / (world.y1 - world.y0));
}

/* The page divided into maps and a legend to the right or below. */
typedef struct {
    bool legend_right;
    double legend_width;
    SrBox maps_mm;
    int columns;
    double scale;     /* mm per metre; not positive where nothing fits */
    SrLegend content; /* of the legend, less what it goes without */
} Split;

static Split
split_box(const SrMultiples *self, SrBox box, const SrLegend *content, bool right)
{
    double width = box.x1 - box.x0;
    Split split = {.legend_right = right,
                   .legend_width =
                       right ? MIN(COLUMN_MM, width) : width - SCALE_MM - LEGEND_GAP,
                   .maps_mm = box,
                   .columns = 1,
                   .content = *content};
    g_autoptr(SrLegendLayout) legend =
        sr_legend_new(content, self->fonts, &self->style, split.legend_width);

    if (right)
        split.maps_mm.x1 -= MAX(sr_legend_width(legend), SCALE_MM) + LEGEND_GAP;
    else
        split.maps_mm.y1 -= sr_legend_height(legend) + LEGEND_GAP;
    if (right && sr_legend_height(legend) + SCALE_HEIGHT > box.y1 - box.y0)
        return split;
    for (int columns = 1; columns <= self->n; columns++) {
        double scale = scale_of(self, split.maps_mm, columns);

        if (scale > split.scale * 1.0001) {
            split.scale = scale;
            split.columns = columns;
        }
    }
    return split;
}

/* The largest maps; with less of a legend where that makes them much larger. */
static Split
find_split(const SrMultiples *self, SrBox box)
{
    Split best = {0};

    for (int step = 0; step <= 2; step++) {
        SrLegend content = sr_legend_reduced(&self->legend, step);
        Split below = split_box(self, box, &content, false);
        Split right = split_box(self, box, &content, true);
        const Split *better = right.scale > below.scale ? &right : &below;

        if (better->scale > best.scale * WORTH_IT)
            best = *better;
    }
    return best;
}

/* The ground of the first map as coarse as the small scale allows. */
static void
coarsen(SrMultiples *self, double scale)
{
    const SrGround *fine = self->maps[0].ready->map.ground;
    SrSimplification how = {.tolerance_mm = self->style.detail_mm * COARSER,
                            .scale = 1000 / scale};

    self->ground = sr_ground_new(fine->topology, (const int *const *)fine->groups,
                                 fine->n_areas, fine->n_levels, &how);
}

static void
place_maps(SrMultiples *self, const Split *split)
{
    SrBox box = split->maps_mm;
    int columns = split->columns;
    double scale = split->scale;
    SrBox world = self->maps[0].ready->map.ground->box;
    double rim = self->style.outer.width_mm / 2;
    double cell_width = (box.x1 - box.x0 + GAP_MM) / columns;
    double map_height = (world.y1 - world.y0) * scale + 2 * rim;
    double cell_height = map_height + title_height() + GAP_MM;

    for (int i = 0; i < self->n; i++) {
        double x = box.x0 + i % columns * cell_width;
        double y = box.y0 + (double)(i / columns) * cell_height + title_height();
        SrBox cell = {x, y, x + cell_width - GAP_MM, y + map_height};
        SrView view = {{world.x0, world.y1}, {x + rim, y + rim}, scale};

        self->plain[i] = self->maps[i].ready->map;
        if (self->plain[i].ground == self->maps[0].ready->map.ground)
            self->plain[i].ground = self->ground;
        self->plain[i].naming = SR_NAMES_NONE;
        self->plain[i].values = NULL;
        self->layouts[i] =
            sr_map_new(&self->plain[i], self->fonts, &self->style, cell, &view, NULL, 0);
        self->titles_at[i] = (SrPoint){x, y - 0.35 * title_height()};
    }
    double rows = (self->n + columns - 1) / columns;
    self->legend_at =
        split->legend_right
            ? (SrPoint){box.x1 + LEGEND_GAP, box.y0}
            : (SrPoint){box.x0, box.y0 + rows * cell_height - GAP_MM + LEGEND_GAP};
    self->scale_at =
        split->legend_right
            ? (SrPoint){self->legend_at.x, self->legend_at.y +
                                               sr_legend_height(self->legend_layout) +
                                               SCALE_HEIGHT}
            : (SrPoint){self->box_mm.x1 -
                            sr_scale_length_m(sr_map_view(self->layouts[0]), SCALE_MM) *
                                scale,
                        self->legend_at.y + 6};
}

SrMultiples *
sr_multiples_new(const SrSmallMap *maps, int n, SrFonts *fonts, const SrStyle *style,
                 SrBox box_mm, GError **error)
{
    g_return_val_if_fail(n >= 1, NULL);
    g_autoptr(SrMultiples) self = g_new0(SrMultiples, 1);
    SrBox world = maps[0].ready->map.ground->box;

    self->fonts = fonts;
    self->style = sr_style_thinner(style, THINNER);
    self->n = n;
    self->maps = maps;
    self->box_mm = box_mm;
    self->plain = g_new0(SrMap, n);
    self->layouts = g_new0(SrMapLayout *, n);
    self->titles_at = g_new0(SrPoint, n);
    pool_legends(self);
    Split split = find_split(self, box_mm);
    if (split.scale * (world.x1 - world.x0) < LEAST_MM) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the page is too small for %d maps beside each other"), n);
        return NULL;
    }
    self->legend = split.content;
    self->legend_layout =
        sr_legend_new(&self->legend, fonts, &self->style, split.legend_width);
    coarsen(self, split.scale);
    place_maps(self, &split);
    return g_steal_pointer(&self);
}

void
sr_multiples_draw(SrCanvas *canvas, const SrMultiples *self)
{
    SrTextStyle style = {
        .size_pt = TITLE_PT, .weight = SR_WEIGHT_BOLD, .color = self->style.ink};
    const SrView *view = sr_map_view(self->layouts[0]);

    for (int i = 0; i < self->n; i++) {
        sr_text_put(canvas, self->fonts, &style, self->maps[i].title, self->titles_at[i],
                    SR_ALIGN_LEFT, 0);
        sr_map_draw(canvas, self->layouts[i]);
    }
    sr_legend_draw(canvas, self->legend_layout, self->legend_at);
    sr_scale_draw(canvas, self->fonts, &self->style, view, self->scale_at, SCALE_MM,
                  self->legend.language);
}

char *
sr_multiples_dump(const SrMultiples *self)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < self->n; i++) {
        g_autofree char *map = sr_map_dump(self->layouts[i]);

        g_string_append_printf(text, "%s %s", self->maps[i].title, map);
    }
    return g_string_free(text, FALSE);
}
