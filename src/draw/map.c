#include "draw/map_private.h"

#include "draw/clip.h"
#include "draw/labeltext.h"
#include "draw/tally.h"

#include <math.h>
#include <string.h>

/* Borders of regions and above are what no name may touch; below, borders are thin. */
#define REGION_LEVEL 2
/* Costs of ways of writing, in the unit of draw/label.h. */
#define COST_SMALLER 2.5
#define COST_LINE 1.2
#define COST_KEY 70.0
#define POINT_CLEAR_MM 0.1

static void
writing_clear(gpointer data)
{
    g_free(((SrMapWriting *)data)->text);
}

double
sr_map_radius_mm(const SrStyle *style, double amount, double most)
{
    return most > 0 && !isnan(amount) ? style->symbol_mm / 2 * sqrt(fabs(amount) / most)
                                      : 0;
}

SrTextStyle
sr_map_label_style(const SrMapLayout *layout, double size_pt, bool bold)
{
    return (SrTextStyle){.family = layout->style->condensed,
                         .size_pt = size_pt,
                         .weight = bold ? SR_WEIGHT_BOLD : SR_WEIGHT_NORMAL,
                         .color = layout->style->ink};
}

/* --- Ways of writing --- */

/* The size of a label of several lines with clearance around. */
static SrLabelVariant
measure(const SrMapLayout *layout, const SrMapWriting *writing)
{
    g_auto(GStrv) lines = g_strsplit(writing->text, "\n", -1);
    bool bold = layout->map->level > 0;
    SrTextStyle style = sr_map_label_style(layout, writing->size_pt, bold);
    int n = (int)g_strv_length(lines);
    double width = 0;

    for (int i = 0; i < n; i++)
        width = MAX(width, sr_text_measure(layout->fonts, &style, lines[i]).width_mm);
    return (SrLabelVariant){
        .width_mm = width + 2 * SR_LABEL_CLEAR_MM,
        .height_mm =
            n * writing->size_pt * SR_MM_PER_PT * SR_LABEL_LEADING + SR_LABEL_CLEAR_MM,
        .is_key = writing->is_key,
    };
}

static void
add_writing(SrMapLayout *layout, GArray *variants, const char *name, const char *value,
            double size_pt, double cost, bool is_key)
{
    SrMapWriting writing = {value != NULL && !is_key
                                ? g_strdup_printf("%s\n%s", name, value)
                                : g_strdup(name),
                            size_pt, is_key};
    SrLabelVariant variant = measure(layout, &writing);

    variant.cost = cost;
    g_array_append_val(layout->writings, writing);
    g_array_append_val(variants, variant);
}

/*
 * Of the ways to break a name those that are narrower than every one with fewer lines, at
 * three sizes from the wanted to the least.
 */
static void
write_name(SrMapLayout *layout, GArray *variants, int area, double size_pt)
{
    const SrMap *map = layout->map;
    const char *value = map->values != NULL ? map->values[area] : NULL;
    double least = MIN(layout->style->label_least_pt, size_pt);
    g_autoptr(GPtrArray) ways = sr_label_breaks(map->names[area]);
    int n_sizes = size_pt > least + 0.1 ? 3 : 1;

    for (int s = 0; s < n_sizes; s++) {
        double size = n_sizes == 1 ? size_pt : size_pt + (least - size_pt) * s / 2;
        double narrowest = G_MAXDOUBLE;

        for (guint i = 0; i < ways->len; i++) {
            const char *text = g_ptr_array_index(ways, i);
            SrMapWriting try = {.text = (char *)text, .size_pt = size};
            double width = measure(layout, &try).width_mm;
            int n_breaks = 0;

            for (const char *at = text; *at != '\0'; at++)
                n_breaks += *at == '\n';
            if (width >= narrowest - 0.2)
                continue;
            narrowest = width;
            add_writing(layout, variants, text, value, size,
                        s * COST_SMALLER + n_breaks * COST_LINE, false);
        }
    }
}

/* In the wanted size, or in the least. */
static void
write_number(SrMapLayout *layout, GArray *variants, int area, double size_pt)
{
    double least = layout->style->label_least_pt;
    char number[16];

    g_snprintf(number, sizeof number, "%d", area + 1);
    add_writing(layout, variants, number, NULL, size_pt, 0, true);
    if (least < size_pt)
        add_writing(layout, variants, number, NULL, least, COST_SMALLER, true);
}

/* Fills writings and gives the variants of all areas, one after the other. */
static GArray *
write_names(SrMapLayout *layout)
{
    const SrMap *map = layout->map;
    GArray *variants = g_array_new(FALSE, FALSE, sizeof(SrLabelVariant));
    double size = map->label_pt > 0 ? map->label_pt
                                    : layout->style->label_pt + 1.25 * MIN(map->level, 2);

    for (int area = 0; area < layout->n_areas; area++) {
        layout->writing_start[area] = (int)variants->len;
        if (map->naming == SR_NAMES_NONE || map->names == NULL ||
            map->names[area] == NULL || layout->n_areas > SR_GROUND_LABELLED)
            continue;
        if (map->naming == SR_NAMES_NUMBER) {
            write_number(layout, variants, area, size);
            continue;
        }
        write_name(layout, variants, area, size);
        if (map->naming == SR_NAMES_ONLY)
            continue;
        add_writing(layout, variants, layout->n_areas > 99 ? "888" : "88", NULL,
                    layout->style->label_least_pt, COST_KEY, true);
    }
    layout->writing_start[layout->n_areas] = (int)variants->len;
    return variants;
}

/* --- The task of placement --- */

static SrPolygons
polygons_on_page(const SrMapLayout *layout)
{
    const SrPolygons *areas = sr_ground_areas(layout->map->ground, layout->map->level);
    SrPolygons page = *areas;

    page.points = g_new(SrPoint, MAX(page.n_points, 1));
    for (int i = 0; i < page.n_points; i++)
        page.points[i] = sr_view_apply(&layout->view, areas->points[i]);
    return page;
}

/* The sides of the frame of the map. */
static void
add_frame(const SrMapLayout *layout, GArray *segments)
{
    SrBox box = *layout->map->frame;
    const SrPoint corners[] = {
        {box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};

    for (int i = 0; i < 4; i++) {
        SrLabelSegment side = {sr_view_apply(&layout->view, corners[i]),
                               sr_view_apply(&layout->view, corners[(i + 1) % 4])};

        g_array_append_val(segments, side);
    }
}

static GArray *
border_segments(const SrMapLayout *layout)
{
    const SrGround *ground = layout->map->ground;
    const SrLines *lines = ground->borders;
    int least = MIN(MAX(layout->map->level, REGION_LEVEL), ground->n_levels - 1);
    GArray *segments = g_array_new(FALSE, FALSE, sizeof(SrLabelSegment));

    for (int l = 0; l < lines->n_lines; l++) {
        if (lines->line_level[l] < least && !lines->line_outer[l])
            continue;
        for (int i = lines->line_start[l]; i + 1 < lines->line_start[l + 1]; i++) {
            SrLabelSegment segment = {sr_view_apply(&layout->view, lines->points[i]),
                                      sr_view_apply(&layout->view, lines->points[i + 1])};

            g_array_append_val(segments, segment);
        }
    }
    if (layout->map->frame != NULL)
        add_frame(layout, segments);
    return segments;
}

/* A circle as three boxes; a point as one. */
static GArray *
obstacle_boxes(const SrMapLayout *layout, const SrBox *reserved, int n_reserved)
{
    static const double shape[][2] = {{1, 0.4}, {0.74, 0.74}, {0.4, 1}};
    const SrMap *map = layout->map;
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(SrBox));

    g_array_append_vals(boxes, reserved, (guint)n_reserved);
    const SrPoint *anchors =
        map->circles != NULL ? sr_ground_anchors(map->ground, map->level) : NULL;
    for (int i = 0; i < layout->n_areas && anchors != NULL; i++) {
        double radius =
            sr_map_radius_mm(layout->style, map->circles[i], map->circle_most);
        SrPoint at = sr_view_apply(&layout->view, anchors[i]);

        for (size_t k = 0; k < G_N_ELEMENTS(shape) && radius > 0; k++) {
            SrBox box = {at.x - radius * shape[k][0], at.y - radius * shape[k][1],
                         at.x + radius * shape[k][0], at.y + radius * shape[k][1]};

            g_array_append_val(boxes, box);
        }
    }
    for (int i = 0; i < map->n_points; i++) {
        SrPoint at = sr_view_apply(&layout->view, map->points[i].at);
        double half = layout->style->point_mm / 2 + POINT_CLEAR_MM;
        SrBox box = {at.x - half, at.y - half, at.x + half, at.y + half};

        g_array_append_val(boxes, box);
    }
    return boxes;
}

static void
number_the_key(SrMapLayout *layout)
{
    layout->key = g_new(int, MAX(layout->n_areas, 1));
    layout->number = g_new0(int, MAX(layout->n_areas, 1));
    for (int area = 0; area < layout->n_areas; area++) {
        int variant = layout->places[area].variant;
        int n_variants = layout->writing_start[area + 1] - layout->writing_start[area];

        layout->n_unplaced += variant < 0 && n_variants > 0;
        /* A reference map counts all areas, so that its numbers are those of others. */
        if (layout->map->naming == SR_NAMES_NUMBER) {
            layout->key[layout->n_key++] = area;
            layout->number[area] = layout->n_key;
            continue;
        }
        if (variant < 0 || !g_array_index(layout->writings, SrMapWriting,
                                          layout->writing_start[area] + variant)
                                .is_key)
            continue;
        layout->key[layout->n_key++] = area;
        layout->number[area] = layout->n_key;
    }
}

/* A label that lies on one filling alone needs no halo; most of a map's bytes are halos.
 */
static void
find_halos(SrMapLayout *layout)
{
    const SrLines *lines = layout->map->ground->borders;
    g_autoptr(SrTally) borders = sr_tally_new(layout->box_mm, 0.4);

    for (int l = 0; l < lines->n_lines; l++)
        for (int i = lines->line_start[l]; i + 1 < lines->line_start[l + 1]; i++)
            sr_tally_mark_segment(borders, sr_view_apply(&layout->view, lines->points[i]),
                                  sr_view_apply(&layout->view, lines->points[i + 1]));
    for (int i = 0; i < layout->n_areas; i++)
        if (layout->places[i].has_leader)
            sr_tally_mark_segment(borders, layout->places[i].leader_from,
                                  layout->places[i].leader_to);
    sr_tally_seal(borders);
    layout->on_border = g_new(bool, MAX(layout->n_areas, 1));
    for (int i = 0; i < layout->n_areas; i++)
        layout->on_border[i] = layout->places[i].variant >= 0 &&
                               sr_tally_touches(borders, layout->places[i].box_mm);
}

/* All that the places depend on, beside the ground. */
static char *
key_of_task(const SrMapLayout *layout, const SrLabelTask *task)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const double view[] = {layout->view.world.x,     layout->view.world.y,
                           layout->view.page_mm.x,   layout->view.page_mm.y,
                           layout->view.mm_per_unit, layout->map->level,
                           task->frame_mm.x0,        task->frame_mm.y0,
                           task->frame_mm.x1,        task->frame_mm.y1};

    g_checksum_update(sum, (const guchar *)view, sizeof view);
    g_checksum_update(sum, (const guchar *)task->obstacles,
                      (gssize)(sizeof(SrBox) * (gsize)task->n_obstacles));
    if (layout->map->frame != NULL)
        g_checksum_update(sum, (const guchar *)layout->map->frame, sizeof(SrBox));
    for (int i = 0; i < layout->n_areas; i++)
        for (int v = 0; v < task->wishes[i].n_variants; v++) {
            const SrLabelVariant *variant = &task->wishes[i].variants[v];
            const double numbers[] = {i, variant->width_mm, variant->height_mm,
                                      variant->cost, variant->is_key};

            g_checksum_update(sum, (const guchar *)numbers, sizeof numbers);
        }
    return g_strdup(g_checksum_get_string(sum));
}

static void
place_labels(SrMapLayout *layout, const SrBox *reserved, int n_reserved)
{
    const SrMap *map = layout->map;
    g_autoptr(GArray) variants = write_names(layout);
    g_autofree SrLabelWish *wishes = g_new0(SrLabelWish, MAX(layout->n_areas, 1));

    if (variants->len == 0) {
        layout->places = g_new0(SrLabelPlace, MAX(layout->n_areas, 1));
        for (int i = 0; i < layout->n_areas; i++)
            layout->places[i].variant = -1;
        number_the_key(layout);
        layout->on_border = g_new0(bool, MAX(layout->n_areas, 1));
        return;
    }
    const SrPoint *anchors = sr_ground_anchors(map->ground, map->level);
    for (int i = 0; i < layout->n_areas; i++) {
        int start = layout->writing_start[i];

        wishes[i] = (SrLabelWish){&g_array_index(variants, SrLabelVariant, start),
                                  layout->writing_start[i + 1] - start,
                                  sr_view_apply(&layout->view, anchors[i])};
    }
    SrPolygons areas = polygons_on_page(layout);
    g_autoptr(GArray) segments = border_segments(layout);
    g_autoptr(GArray) boxes = obstacle_boxes(layout, reserved, n_reserved);
    SrLabelTask task = {layout->box_mm,
                        &areas,
                        wishes,
                        (const SrLabelSegment *)(void *)segments->data,
                        (int)segments->len,
                        (const SrBox *)(void *)boxes->data,
                        (int)boxes->len,
                        n_reserved};
    g_autofree char *key = key_of_task(layout, &task);
    layout->places = sr_ground_recall(map->ground, key);
    if (layout->places == NULL) {
        layout->places = sr_labels_place(&task);
        sr_ground_remember(map->ground, key, layout->places, layout->n_areas);
    }
    g_free(areas.points);
    number_the_key(layout);
    find_halos(layout);
}

/* --- Fillings --- */

/* One group for each class, then one for each status: areas that look alike are one. */
static SrPolygons *
dissolve_fills(const SrMap *map)
{
    const SrGround *ground = map->ground;
    int n = ground->topology->n_areas;
    g_autofree int *group = g_new(int, MAX(n, 1));

    for (int base = 0; base < n; base++) {
        int area = ground->groups[map->level][base];
        SrStatus status =
            area >= 0 && map->statuses != NULL ? map->statuses[area] : SR_STATUS_OK;

        if (area < 0)
            group[base] = -1;
        else if (status != SR_STATUS_OK)
            group[base] = map->n_colors + (int)status;
        else
            group[base] = map->classes != NULL && map->classes[area] < map->n_colors
                              ? map->classes[area]
                              : -1;
    }
    return sr_topology_dissolve(ground->topology, group, map->n_colors + SR_N_STATUSES);
}

/* Leaves what lies in the window of the map. */
static void
clip(SrMapLayout *layout)
{
    const SrMap *map = layout->map;
    SrPolygons *fills = layout->fills;

    layout->lines = sr_clip_lines(map->ground->borders, *map->window);
    layout->clipped =
        sr_clip_areas(sr_ground_areas(map->ground, map->level), *map->window);
    if (fills == NULL)
        return;
    layout->fills = sr_clip_areas(fills, *map->window);
    sr_polygons_free(fills);
}

SrMapLayout *
sr_map_new(const SrMap *map, SrFonts *fonts, const SrStyle *style, SrBox box_mm,
           const SrView *view, const SrBox *reserved, int n_reserved)
{
    SrMapLayout *layout = g_new0(SrMapLayout, 1);
    double rim = style->outer.width_mm;
    SrBox inner = {box_mm.x0 + rim, box_mm.y0 + rim, box_mm.x1 - rim, box_mm.y1 - rim};

    layout->map = map;
    layout->fonts = fonts;
    layout->style = style;
    layout->box_mm = box_mm;
    layout->n_areas = map->ground->n_areas[map->level];
    layout->view = view != NULL ? *view : sr_view_fit(map->ground->box, inner);
    layout->writings = g_array_new(FALSE, FALSE, sizeof(SrMapWriting));
    g_array_set_clear_func(layout->writings, writing_clear);
    layout->writing_start = g_new0(int, layout->n_areas + 1);
    place_labels(layout, reserved, n_reserved);
    if (map->n_colors > 0 || map->statuses != NULL)
        layout->fills = dissolve_fills(map);
    if (map->window != NULL)
        clip(layout);
    return layout;
}

void
sr_map_free(SrMapLayout *layout)
{
    if (layout == NULL)
        return;
    g_array_unref(layout->writings);
    g_free(layout->writing_start);
    g_free(layout->places);
    g_free(layout->on_border);
    g_free(layout->key);
    g_free(layout->number);
    sr_polygons_free(layout->fills);
    sr_polygons_free(layout->clipped);
    sr_lines_free(layout->lines);
    g_free(layout);
}

const SrView *
sr_map_view(const SrMapLayout *layout)
{
    return &layout->view;
}

const int *
sr_map_key(const SrMapLayout *layout, int *n)
{
    *n = layout->n_key;
    return layout->key;
}

int
sr_map_n_unplaced(const SrMapLayout *layout)
{
    return layout->n_unplaced;
}

const SrLabelPlace *
sr_map_label(const SrMapLayout *layout, int area)
{
    return &layout->places[area];
}

static void
dump_number(GString *text, double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_c(text, ' ');
    g_string_append(text, g_ascii_formatd(buffer, sizeof buffer, "%.1f", value));
}

char *
sr_map_dump(const SrMapLayout *layout)
{
    GString *text = g_string_new("map");

    dump_number(text, layout->box_mm.x0);
    dump_number(text, layout->box_mm.y0);
    dump_number(text, layout->box_mm.x1);
    dump_number(text, layout->box_mm.y1);
    g_string_append(text, "\nscale 1 :");
    dump_number(text, round(sr_view_denominator(&layout->view) / 100) * 100);
    g_string_append_c(text, '\n');
    for (int area = 0; area < layout->n_areas; area++) {
        const SrLabelPlace *place = &layout->places[area];

        if (place->variant < 0)
            continue;
        const SrMapWriting *writing = &g_array_index(
            layout->writings, SrMapWriting, layout->writing_start[area] + place->variant);
        g_autofree char *one_line = g_strdelimit(g_strdup(writing->text), "\n", '|');
        g_string_append_printf(text, "label %s",
                               layout->number[area] > 0 ? "(number)" : one_line);
        dump_number(text, writing->size_pt);
        dump_number(text, place->box_mm.x0);
        dump_number(text, place->box_mm.y0);
        dump_number(text, place->box_mm.x1);
        dump_number(text, place->box_mm.y1);
        g_string_append(text, place->has_leader ? " leader\n" : "\n");
    }
    return g_string_free(text, FALSE);
}
