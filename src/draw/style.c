#include "draw/style.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A size of page that a style can name; to add one, add a line. */
static const struct {
    const char *name;
    double width_mm, height_mm; /* upright */
    bool wide;                  /* lying unless the style says otherwise */
} sizes[] = {
    {"A3", 297, 420, false},    {"A4", 210, 297, false},       {"A5", 148, 210, false},
    {"half", 148.5, 210, true}, {"slide", 142.875, 254, true}, {"screen", 160, 240, true},
};

/* The mark of classes below the middle: a rhythm that no pattern of a status has. */
#define MARK_MM 2.9
#define DARK_CONTRAST 2.4
/* Smaller signs are not told apart. */
#define LEAST_POINT_MM 1.4

#define SIZES "A3;A4;A5;half;slide;screen"
#define HATCHES "none;lines;crossed;dots;crosses"

static const SrKey keys[] = {
    {"style", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what the style is called")},
    {"style", "language", SR_KEY_CHOICE, .allowed = "de;en",
     .doc = N_("language of the pages; absent: that of the project")},
    {"page", "size", SR_KEY_CHOICE, .fallback = "A4", .allowed = SIZES,
     .doc = N_("size of the page; half = half of an A4 page, slide = 16:9")},
    {"page", "orientation", SR_KEY_CHOICE, .allowed = "portrait;landscape",
     .doc = N_("upright or lying; absent: upright, but half, slide and screen lie")},
    {"page", "margin_mm", SR_KEY_NUMBER, .fallback = "15", .allowed = "3 .. 60",
     .doc = N_("white on all sides")},
    {"page", "dpi", SR_KEY_NUMBER, .fallback = "300", .allowed = "30 .. 1200",
     .doc = N_("resolution of PNG files")},
    {"type", "family", SR_KEY_TEXT, .fallback = "Roboto", .doc = N_("font of the pages")},
    {"type", "condensed", SR_KEY_TEXT, .fallback = "Roboto Condensed",
     .doc = N_("narrow font of names on the map")},
    {"type", "title_pt", SR_KEY_NUMBER, .fallback = "17", .allowed = "10 .. 60",
     .doc = N_("size of titles")},
    {"type", "subtitle_pt", SR_KEY_NUMBER, .fallback = "10.5", .allowed = "8 .. 40",
     .doc = N_("size of the line below the title")},
    {"type", "text_pt", SR_KEY_NUMBER, .fallback = "10", .allowed = "8 .. 40",
     .doc = N_("size of running text")},
    {"type", "note_pt", SR_KEY_NUMBER, .fallback = "8", .allowed = "8 .. 30",
     .doc = N_("size of sources and notes")},
    {"type", "legend_pt", SR_KEY_NUMBER, .fallback = "8.5", .allowed = "8 .. 30",
     .doc = N_("size in the legend")},
    {"type", "label_pt", SR_KEY_NUMBER, .fallback = "8", .allowed = "7 .. 30",
     .doc = N_("size of names on the map")},
    {"type", "label_least_pt", SR_KEY_NUMBER, .fallback = "7", .allowed = "7 .. 30",
     .doc = N_("how small names on the map may become")},
    {"colors", "ink", SR_KEY_TEXT, .fallback = "#1f2328", .doc = N_("text")},
    {"colors", "muted", SR_KEY_TEXT, .fallback = "#5c6570", .doc = N_("notes and rules")},
    {"colors", "paper", SR_KEY_TEXT, .fallback = "#ffffff",
     .doc = N_("around the areas")},
    {"colors", "accent", SR_KEY_TEXT, .fallback = "#b2182b",
     .doc = N_("the mark of the value they are compared with")},
    {"colors", "symbol", SR_KEY_TEXT, .fallback = "#3f454b",
     .doc = N_("filling of circles")},
    {"lines", "widths_mm", SR_KEY_LIST, .fallback = "0.2;0.35;0.6",
     .doc = N_("borders from the lowest level up; the last serves all above it")},
    {"lines", "colors", SR_KEY_LIST, .fallback = "#8b9299;#4a5158;#1f2328",
     .doc = N_("their colours")},
    {"lines", "outer_mm", SR_KEY_NUMBER, .fallback = "0.9", .allowed = "0.2 .. 5",
     .doc = N_("the border around all areas")},
    {"lines", "detail_mm", SR_KEY_NUMBER, .fallback = "0.1", .allowed = "0 .. 2",
     .doc = N_("details of borders smaller than this are left out")},
    {"labels", "halo_mm", SR_KEY_NUMBER, .fallback = "0.35", .allowed = "0 .. 2",
     .doc = N_("the rim around names, in the colour of their area")},
    {"classes", "gray", SR_KEY_BOOL, .fallback = "false",
     .doc = N_("every palette by its grey twin")},
    {"classes", "mark_below", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("small minus signs on the classes below the middle of a palette with two "
               "ends, which a copy in black and white shows equally dark")},
    {"classes", "sequential", SR_KEY_TEXT, .fallback = "Blues",
     .doc = N_("palette for amounts where the indicator names none")},
    {"classes", "diverging", SR_KEY_TEXT, .fallback = "PuOr",
     .doc = N_("palette about a middle")},
    {"classes", "qualitative", SR_KEY_TEXT, .fallback = "OkabeItoLight",
     .doc = N_("palette for kinds")},
    {"classes", "symbol_mm", SR_KEY_NUMBER, .fallback = "16", .allowed = "2 .. 60",
     .doc = N_("diameter of the largest circle")},
    {"classes", "point_mm", SR_KEY_NUMBER, .fallback = "2.2", .allowed = "1 .. 10",
     .doc = N_("width of the sign of a facility")},
    {"legend", "place", SR_KEY_CHOICE, .fallback = "auto", .allowed = "auto;right;below",
     .doc = N_("where the legend stands; auto: where the map stays largest")},
    {"legend", "histogram", SR_KEY_BOOL, .fallback = "true",
     .doc = N_("a small histogram with the bounds of the classes")},
    {"legend", "north_arrow", SR_KEY_BOOL, .fallback = "false",
     .doc = N_("an arrow to the north")},
    {"legend", "inset", SR_KEY_BOOL, .fallback = "false",
     .doc = N_("the part of the map with the smallest areas once more, larger, where the "
               "page has room for it")},
    {"foot", "logo", SR_KEY_TEXT, .doc = N_("a PNG or SVG file beside the style")},
    {"foot", "imprint", SR_KEY_TEXT, .translated = true, .doc = N_("a line at the foot")},
    {"pattern *", "kind", SR_KEY_CHOICE, .required = true, .allowed = HATCHES,
     .doc = N_("what areas without a value show; the group is named after the status")},
    {"pattern *", "color", SR_KEY_TEXT, .fallback = "#6b7280",
     .doc = N_("colour of the pattern")},
    {"pattern *", "ground", SR_KEY_TEXT, .fallback = "#ffffff",
     .doc = N_("colour below the pattern")},
    {"pattern *", "spacing_mm", SR_KEY_NUMBER, .fallback = "1.4", .allowed = "0.4 .. 10",
     .doc = N_("from line to line")},
    {"pattern *", "width_mm", SR_KEY_NUMBER, .fallback = "0.2", .allowed = "0.2 .. 5",
     .doc = N_("of the line or the dot")},
    {"pattern *", "angle", SR_KEY_NUMBER, .fallback = "45", .allowed = "-180 .. 180",
     .doc = N_("of the lines; 0 is level")},
};
const SrKeyTable sr_style_keys = {"style", "styles/<id>.ini", keys, G_N_ELEMENTS(keys)};

#define GRAY(level)                                                                      \
    {                                                                                    \
        (level) / 255.0, (level) / 255.0, (level) / 255.0                                \
    }

/* What a style without a group for the status shows. */
static const SrPattern default_patterns[SR_N_STATUSES] = {
    [SR_STATUS_OK] = {{SR_HATCH_NONE, GRAY(0), 1, 1, 0}, GRAY(255)},
    [SR_STATUS_MISSING] = {{SR_HATCH_LINES, GRAY(130), 1.5, 0.22, 45}, GRAY(255)},
    [SR_STATUS_SUPPRESSED] = {{SR_HATCH_DOTS, GRAY(110), 1.7, 0.55, 0}, GRAY(255)},
    [SR_STATUS_SMALL_DENOMINATOR] = {{SR_HATCH_CROSSES, GRAY(110), 2.4, 0.2, 0},
                                     GRAY(255)},
    [SR_STATUS_NOT_APPLICABLE] = {{SR_HATCH_CROSSED, GRAY(150), 1.9, 0.2, 45}, GRAY(255)},
    [SR_STATUS_NOT_YET] = {{SR_HATCH_LINES, GRAY(130), 1.7, 0.22, 0}, GRAY(255)},
    [SR_STATUS_UNCERTAIN] = {{SR_HATCH_LINES, GRAY(130), 1.7, 0.22, 90}, GRAY(255)},
    [SR_STATUS_INCOMPLETE] = {{SR_HATCH_CROSSED, GRAY(150), 2.1, 0.2, 0}, GRAY(255)},
};

void
sr_style_free(SrStyle *style)
{
    if (style == NULL)
        return;
    g_free(style->id);
    g_free(style->title);
    g_free(style->language);
    g_free(style->family);
    g_free(style->condensed);
    g_free(style->sequential);
    g_free(style->diverging);
    g_free(style->qualitative);
    sr_image_free(style->logo);
    g_free(style->imprint);
    g_free(style);
}

static SrColor
read_color(const SrKeyfile *file, const char *group, const char *key,
           SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    SrColor color = SR_COLOR_BLACK;

    if (!sr_color_parse(sr_keyfile_text(file, group, key), &color, &error))
        sr_keyfile_complain(file, findings, group, key, N_("%s"), error->message);
    return color;
}

static void
read_page(const SrKeyfile *file, SrStyle *style)
{
    const char *size = sr_keyfile_text(file, "page", "size");
    const char *orientation = sr_keyfile_text(file, "page", "orientation");

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        if (!g_str_equal(sizes[i].name, size))
            continue;
        bool wide =
            orientation != NULL ? g_str_equal(orientation, "landscape") : sizes[i].wide;

        style->width_mm = wide ? sizes[i].height_mm : sizes[i].width_mm;
        style->height_mm = wide ? sizes[i].width_mm : sizes[i].height_mm;
    }
    style->margin_mm = sr_keyfile_number(file, "page", "margin_mm");
    style->dpi = sr_keyfile_number(file, "page", "dpi");
}

static void
read_type(const SrKeyfile *file, SrStyle *style, SrFindings *findings)
{
    style->family = g_strdup(sr_keyfile_text(file, "type", "family"));
    style->condensed = g_strdup(sr_keyfile_text(file, "type", "condensed"));
    style->title_pt = sr_keyfile_number(file, "type", "title_pt");
    style->subtitle_pt = sr_keyfile_number(file, "type", "subtitle_pt");
    style->text_pt = sr_keyfile_number(file, "type", "text_pt");
    style->note_pt = sr_keyfile_number(file, "type", "note_pt");
    style->legend_pt = sr_keyfile_number(file, "type", "legend_pt");
    style->label_pt = sr_keyfile_number(file, "type", "label_pt");
    style->label_least_pt = sr_keyfile_number(file, "type", "label_least_pt");
    if (style->label_least_pt > style->label_pt)
        sr_keyfile_complain(file, findings, "type", "label_least_pt",
                            N_("names would grow: this is more than label_pt"));
}

static void
read_lines(const SrKeyfile *file, SrStyle *style, SrFindings *findings)
{
    g_auto(GStrv) widths = sr_keyfile_list(file, "lines", "widths_mm");
    g_auto(GStrv) colors = sr_keyfile_list(file, "lines", "colors");
    int n_widths = (int)g_strv_length(widths);
    int n_colors = (int)g_strv_length(colors);

    if (n_widths == 0 || n_widths > SR_STYLE_LINES || n_colors == 0) {
        sr_keyfile_complain(file, findings, "lines", "widths_mm",
                            N_("1 to %d widths and as many colours are needed"),
                            SR_STYLE_LINES);
        return;
    }
    style->n_lines = n_widths;
    for (int i = 0; i < n_widths; i++) {
        g_autoptr(GError) error = NULL;
        SrPen *pen = &style->lines[i];
        char *end = NULL;

        *pen = (SrPen){.cap = SR_CAP_ROUND, .join = SR_JOIN_ROUND};
        pen->width_mm = g_ascii_strtod(widths[i], &end);
        if (*end != '\0' ||
            !(pen->width_mm >= SR_STYLE_LEAST_LINE_MM && pen->width_mm <= 5))
            sr_keyfile_complain(file, findings, "lines", "widths_mm",
                                N_("'%s' is not a width of 0.2 to 5 mm"), widths[i]);
        if (!sr_color_parse(colors[MIN(i, n_colors - 1)], &pen->color, &error))
            sr_keyfile_complain(file, findings, "lines", "colors", N_("%s"),
                                error->message);
    }
    style->outer = style->lines[n_widths - 1];
    style->outer.width_mm = sr_keyfile_number(file, "lines", "outer_mm");
    style->detail_mm = sr_keyfile_number(file, "lines", "detail_mm");
}

static SrStatus
status_named(const char *name)
{
    for (int status = SR_STATUS_OK + 1; status < SR_N_STATUSES; status++)
        if (g_str_equal(sr_status_name((SrStatus)status), name))
            return (SrStatus)status;
    return SR_STATUS_OK;
}

static SrHatchKind
hatch_named(const char *name)
{
    static const char *const names[] = {"none", "lines", "crossed", "dots", "crosses"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_strcmp0(names[i], name) == 0)
            return (SrHatchKind)i;
    return SR_HATCH_NONE;
}

/* Whether a reader would take the two for one: spacing and width tell nothing apart. */
static bool
patterns_alike(const SrPattern *a, const SrPattern *b)
{
    bool has_angle = a->hatch.kind == SR_HATCH_LINES || a->hatch.kind == SR_HATCH_CROSSED;
    double period = a->hatch.kind == SR_HATCH_LINES ? 180 : 90;
    double turn = fabs(fmod(a->hatch.angle_degrees - b->hatch.angle_degrees, period));

    return a->hatch.kind == b->hatch.kind &&
           (!has_angle || MIN(turn, period - turn) < 20);
}

static void
read_patterns(const SrKeyfile *file, SrStyle *style, SrFindings *findings)
{
    g_auto(GStrv) names = sr_keyfile_names(file, "pattern");

    memcpy(style->patterns, default_patterns, sizeof default_patterns);
    for (int i = 0; names[i] != NULL; i++) {
        g_autofree char *group = g_strconcat("pattern ", names[i], NULL);
        SrStatus status = status_named(names[i]);
        SrPattern *pattern = &style->patterns[status];

        if (status == SR_STATUS_OK) {
            sr_keyfile_complain(file, findings, group, NULL,
                                N_("there is no status '%s' without a value"), names[i]);
            continue;
        }
        pattern->hatch.kind = hatch_named(sr_keyfile_text(file, group, "kind"));
        pattern->hatch.color = read_color(file, group, "color", findings);
        pattern->hatch.spacing_mm = sr_keyfile_number(file, group, "spacing_mm");
        pattern->hatch.width_mm = sr_keyfile_number(file, group, "width_mm");
        pattern->hatch.angle_degrees = sr_keyfile_number(file, group, "angle");
        pattern->ground = read_color(file, group, "ground", findings);
    }
    for (int a = SR_STATUS_OK + 1; a < SR_N_STATUSES; a++)
        for (int b = a + 1; b < SR_N_STATUSES; b++)
            if (patterns_alike(&style->patterns[a], &style->patterns[b]))
                sr_findings_add(findings, SR_FINDING_ERROR, sr_keyfile_path(file), 0,
                                NULL, N_("the patterns of '%s' and '%s' look alike"),
                                sr_status_name((SrStatus)a), sr_status_name((SrStatus)b));
}

static void
read_rest(const SrKeyfile *file, SrStyle *style, const char *language,
          SrFindings *findings)
{
    static const char *const places[] = {"auto", "right", "below"};
    const char *place = sr_keyfile_text(file, "legend", "place");
    const char *logo = sr_keyfile_text(file, "foot", "logo");

    style->halo_mm = sr_keyfile_number(file, "labels", "halo_mm");
    style->gray = sr_keyfile_bool(file, "classes", "gray");
    style->mark_below = sr_keyfile_bool(file, "classes", "mark_below");
    style->sequential = g_strdup(sr_keyfile_text(file, "classes", "sequential"));
    style->diverging = g_strdup(sr_keyfile_text(file, "classes", "diverging"));
    style->qualitative = g_strdup(sr_keyfile_text(file, "classes", "qualitative"));
    style->symbol_mm = sr_keyfile_number(file, "classes", "symbol_mm");
    style->point_mm = sr_keyfile_number(file, "classes", "point_mm");
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (g_strcmp0(place, places[i]) == 0)
            style->legend = (SrLegendPlace)i;
    style->histogram = sr_keyfile_bool(file, "legend", "histogram");
    style->north_arrow = sr_keyfile_bool(file, "legend", "north_arrow");
    style->inset = sr_keyfile_bool(file, "legend", "inset");
    style->imprint = g_strdup(sr_keyfile_translated(file, "foot", "imprint", language));
    if (logo != NULL) {
        g_autofree char *folder = g_path_get_dirname(sr_keyfile_path(file));

        g_autofree char *path = g_build_filename(folder, logo, NULL);
        g_autoptr(GError) error = NULL;

        style->logo = sr_image_read(path, &error);
        if (style->logo == NULL)
            sr_keyfile_complain(file, findings, "foot", "logo", N_("%s"), error->message);
    }
}

SrStyle *
sr_style_read(const char *path, const char *language, SrFindings *findings,
              GError **error)
{
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_style_keys, findings, error);
    g_autofree char *base = g_path_get_basename(path);

    if (file == NULL)
        return NULL;
    SrStyle *style = g_new0(SrStyle, 1);
    style->id = g_str_has_suffix(base, ".ini") ? g_strndup(base, strlen(base) - 4)
                                               : g_strdup(base);
    style->title = g_strdup(sr_keyfile_translated(file, "style", "title", language));
    style->language = g_strdup(sr_keyfile_text(file, "style", "language"));
    read_page(file, style);
    read_type(file, style, findings);
    style->ink = read_color(file, "colors", "ink", findings);
    style->muted = read_color(file, "colors", "muted", findings);
    style->paper = read_color(file, "colors", "paper", findings);
    style->accent = read_color(file, "colors", "accent", findings);
    style->symbol = read_color(file, "colors", "symbol", findings);
    read_lines(file, style, findings);
    read_patterns(file, style, findings);
    read_rest(file, style, language, findings);
    return style;
}

const SrPen *
sr_style_line(const SrStyle *style, int level)
{
    return &style->lines[CLAMP(level, 0, MAX(style->n_lines - 1, 0))];
}

double
sr_style_thin_line(double width_mm, double share)
{
    return MAX(SR_STYLE_LEAST_LINE_MM, width_mm * share);
}

SrStyle
sr_style_thinner(const SrStyle *style, double share)
{
    SrStyle thin = *style;

    for (int i = 0; i < thin.n_lines; i++)
        thin.lines[i].width_mm = sr_style_thin_line(thin.lines[i].width_mm, share);
    thin.outer.width_mm = sr_style_thin_line(thin.outer.width_mm, share);
    thin.symbol_mm *= share;
    thin.point_mm = MIN(thin.point_mm, MAX(LEAST_POINT_MM, thin.point_mm * share));
    return thin;
}

/* A palette that is asked for as "Oranges" or "-Oranges", or the style's own of @kind. */
static const SrPalette *
find_palette(const SrStyle *style, const SrPalettes *palettes, const char *name,
             SrPaletteKind kind, GError **error)
{
    const char *own[] = {style->sequential, style->diverging, style->qualitative};
    bool is_named = name != NULL && name[0] != '\0';

    return sr_palettes_find(
        palettes, is_named ? name + (name[0] == '-' ? 1 : 0) : own[kind], error);
}

bool
sr_style_colors(const SrStyle *style, const SrPalettes *palettes, const char *name,
                SrPaletteKind kind, int n, SrColor *colors, GError **error)
{
    bool reversed = name != NULL && name[0] == '-';
    const SrPalette *palette = find_palette(style, palettes, name, kind, error);

    if (palette == NULL || !sr_palette_pick(palette, n, reversed, colors, error))
        return false;
    if (style->gray)
        sr_palette_pick_gray(n, colors);
    return true;
}

int
sr_style_n_below(const SrStyle *style, const SrPalettes *palettes, const char *name,
                 SrPaletteKind kind, int n)
{
    const SrPalette *palette = find_palette(style, palettes, name, kind, NULL);

    return palette != NULL && palette->kind == SR_PALETTE_DIVERGING ? n / 2 : 0;
}

SrHatch
sr_style_mark(const SrStyle *style, SrColor ground)
{
    /* Pale on what is dark, and the other way round: names on it stay what is read. */
    bool is_dark = sr_color_contrast(SR_COLOR_WHITE, ground) >= DARK_CONTRAST;

    return (SrHatch){.kind = style->mark_below ? SR_HATCH_DASHES : SR_HATCH_NONE,
                     .color = is_dark ? sr_color_mix(ground, SR_COLOR_WHITE, 0.6)
                                      : sr_color_mix(ground, style->ink, 0.42),
                     .spacing_mm = MARK_MM,
                     .width_mm = 0.22};
}

SrColor
sr_style_ink_on(const SrStyle *style, SrColor ground)
{
    return sr_color_contrast(style->ink, ground) >=
                   sr_color_contrast(SR_COLOR_WHITE, ground)
               ? style->ink
               : SR_COLOR_WHITE;
}
