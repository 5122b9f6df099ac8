/*
 * pages.c — maps of one indicator by the program's own code, for bench/maps.sh.
 *
 *     pages bare   FOLDER INDICATOR OUT.pdf   a page an area: filled areas and borders,
 * no words; each page has its area marked pages full   FOLDER INDICATOR OUT.pdf   a page
 * an area, with everything on it pages paper  FOLDER INDICATOR OUT.pdf   one bare page,
 * as simplified for A4 pages exact  FOLDER INDICATOR OUT.pdf   the same with every vertex
 * of the boundaries
 */
#include "base/language.h"
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const SrBox box = {15, 15, 195, 282};

static void
stop_on(GError *error)
{
    if (error == NULL)
        return;
    fprintf(stderr, "pages: %s\n", error->message);
    exit(1);
}

/* The ground of all levels with every vertex. */
static SrGround *
exact_ground(const SrRun *run)
{
    const SrScheme *scheme = run->schemes[0];
    const int *groups[16];
    int n_areas[16];

    for (int l = 0; l < scheme->n_levels; l++) {
        groups[l] = scheme->divisions[l]->area_of;
        n_areas[l] = scheme->divisions[l]->n_areas;
    }
    return sr_ground_new(run->topology, groups, n_areas, scheme->n_levels, NULL);
}

static void
draw_bare(SrCanvas *canvas, const SrAtelier *atelier, SrMap map, int highlight)
{
    map.naming = SR_NAMES_NONE;
    map.names = NULL;
    map.highlight = highlight;
    sr_canvas_page_begin(canvas, 210, 297);
    sr_tags_artifact_begin(sr_canvas_tags(canvas), SR_ARTIFACT_LAYOUT);
    g_autoptr(SrMapLayout) layout =
        sr_map_new(&map, atelier->fonts, atelier->style, box, NULL, NULL, 0);
    sr_map_draw(canvas, layout);
    sr_tags_artifact_end(sr_canvas_tags(canvas));
    GError *error = NULL;
    if (!sr_canvas_page_end(canvas, &error))
        stop_on(error);
}

int
main(int argc, char **argv)
{
    GError *error = NULL;

    if (argc != 5)
        return 2;
    const char *how = argv[1];
    const char *ids[] = {argv[3], NULL};
    bool is_one = strcmp(how, "paper") == 0 || strcmp(how, "exact") == 0;

    g_autoptr(SrRun) run = sr_run_open(argv[2], SR_OPEN_ALL, true, NULL, &error);
    stop_on(error);
    if (!sr_run_load(run, &error) || !sr_run_evaluate(run, ids, &error))
        stop_on(error);
    g_autoptr(SrWorkshop) workshop = sr_run_workshop(run, NULL, &error);
    stop_on(error);
    sr_run_fill_press(run, &workshop->press);
    const SrPress *press = &workshop->press;
    const SrIndicator *indicator = sr_catalogue_find(run->catalogue, ids[0], &error);
    stop_on(error);
    const SrResult *result = sr_values_result(run->values, indicator);
    const SrDivision *division = run->schemes[0]->divisions[0];
    g_autoptr(SrTopic) topic =
        sr_topic_new(press, result, 0, 0, sr_press_newest(press, result, division));
    g_autoptr(SrGround) exact = strcmp(how, "exact") == 0 ? exact_ground(run) : NULL;
    if (exact != NULL)
        topic->theme.ground = exact;
    g_autoptr(SrThemeReady) ready = sr_theme_prepare(&topic->theme, press->atelier.style,
                                                     press->atelier.palettes, &error);
    stop_on(error);

    SrDocument document = {.title = "Karten", .language = "de", .time = press->time};
    g_autoptr(SrCanvas) canvas = sr_canvas_new_pdf(&document);
    for (int page = 0; page < (is_one ? 1 : division->n_areas); page++) {
        topic->theme.highlight = page;
        if (strcmp(how, "full") != 0)
            draw_bare(canvas, &press->atelier, ready->map, is_one ? -1 : page);
        else if (!sr_map_sheet_draw(canvas, &topic->sheet, &press->atelier, &error))
            stop_on(error);
    }
    if (!sr_canvas_write(canvas, argv[4], &error))
        stop_on(error);
    return 0;
}
