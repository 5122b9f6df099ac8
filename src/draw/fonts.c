#include "draw/text_private.h"

#include "base/error.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

/* To add a family: add a line and its package to debian-packages.txt. */
static const struct {
    const char *family;
    const char *package;
    const char *directory;
    const char *prefix; /* of the file names: the faces of a family */
} known_families[] = {
    {"Roboto", "fonts-roboto-unhinted",
     "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF", "Roboto-"},
    {"Roboto Condensed", "fonts-roboto-unhinted",
     "/usr/share/fonts/truetype/roboto/unhinted", "RobotoCondensed-"},
};

/* The faces that SrTextStyle can ask for. */
static const char *const faces[] = {
    "Regular.ttf", "Italic.ttf",       "Light.ttf", "LightItalic.ttf",
    "Medium.ttf",  "MediumItalic.ttf", "Bold.ttf",  "BoldItalic.ttf",
};

/* More are not kept: a paragraph takes some three kilobytes. */
#define MOST_TEXTS 8000

struct SrFonts {
    PangoFontMap *map;     /* owned */
    PangoContext *context; /* owned */
    char *first_family;    /* owned */
    GHashTable *sizes;     /* of SrTextSize by what is measured */
    GHashTable *texts;     /* of SrText by what is set */
    SrHyphen *hyphen;      /* owned; NULL until asked for, or if there is none */
    char *hyphen_language; /* owned; what was asked for */
    int n_missing;
    char *first_missing;
    int n_cut;
    char *first_cut;
};

static bool
add_family(FcConfig *config, const char *family, GError **error)
{
    const char *other = g_getenv("SOZIALRAUM_FONTS");
    bool found = false;

    for (size_t i = 0; i < G_N_ELEMENTS(known_families); i++) {
        if (!g_str_equal(known_families[i].family, family))
            continue;
        const char *directory = other != NULL ? other : known_families[i].directory;
        for (size_t f = 0; f < G_N_ELEMENTS(faces); f++) {
            g_autofree char *name = g_strconcat(known_families[i].prefix, faces[f], NULL);
            g_autofree char *path = g_build_filename(directory, name, NULL);

            if (FcConfigAppFontAddFile(config, (const FcChar8 *)path)) {
                found = true;
            } else if (g_file_test(path, G_FILE_TEST_EXISTS)) {
                /* Another face in its place would change the print without a word. */
                g_set_error(error, SR_ERROR, SR_ERROR_IO,
                            _("the font file '%s' cannot be read"), path);
                return false;
            }
        }
        if (!found)
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("the font '%s' is not in %s; the Debian package %s brings it"),
                        family, directory, known_families[i].package);
        return found;
    }
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no font '%s'; known are 'Roboto' and 'Roboto Condensed'"), family);
    return false;
}

/*
 * Pango starts fontconfig, which reads the machine's configuration unless there is one
 * already: an empty one does.
 */
static void
no_system_fonts(void)
{
    static gsize done;

    if (!g_once_init_enter(&done))
        return;
    FcConfig *empty = FcConfigCreate();
    FcConfigSetCurrent(empty);
    FcConfigDestroy(empty);
    g_once_init_leave(&done, 1);
}

/* A map of the private fonts only; nothing of the machine's configuration is read. */
static PangoFontMap *
new_map(const char *const *families, GError **error)
{
    FcConfig *config = FcConfigCreate();

    for (int i = 0; families[i] != NULL; i++)
        if (!add_family(config, families[i], error)) {
            FcConfigDestroy(config);
            return NULL;
        }
    no_system_fonts();
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    FcConfigDestroy(config); /* the map has its own reference */
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    return map;
}

SrFonts *
sr_fonts_new(const char *const *families, GError **error)
{
    g_return_val_if_fail(families[0] != NULL, NULL);
    PangoFontMap *map = new_map(families, error);
    if (map == NULL)
        return NULL;

    SrFonts *fonts = g_new0(SrFonts, 1);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    fonts->map = map;
    fonts->context = pango_font_map_create_context(map);
    pango_cairo_context_set_font_options(fonts->context, options);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    pango_context_set_language(fonts->context, pango_language_from_string("de"));
    cairo_font_options_destroy(options);
    fonts->first_family = g_strdup(families[0]);
    fonts->sizes = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
                                         (GDestroyNotify)g_bytes_unref, g_free);
    fonts->texts =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
                              (GDestroyNotify)sr_text_free);
    return fonts;
}

void
sr_fonts_free(SrFonts *fonts)
{
    if (fonts == NULL)
        return;
    g_hash_table_unref(fonts->sizes);
    g_hash_table_unref(fonts->texts);
    sr_hyphen_free(fonts->hyphen);
    g_free(fonts->hyphen_language);
    g_object_unref(fonts->context);
    g_object_unref(fonts->map);
    g_free(fonts->first_family);
    g_free(fonts->first_missing);
    g_free(fonts->first_cut);
    g_free(fonts);
}

bool
sr_fonts_load_hyphen(SrFonts *fonts, const char *language, GError **error)
{
    g_autoptr(GError) cause = NULL;

    if (g_strcmp0(fonts->hyphen_language, language) == 0)
        return true;
    g_free(fonts->hyphen_language);
    fonts->hyphen_language = g_strdup(language);
    g_hash_table_remove_all(fonts->texts);
    g_clear_pointer(&fonts->hyphen, sr_hyphen_free);
    fonts->hyphen = sr_hyphen_new(language, &cause);
    /* A language without patterns is set unbroken; patterns that cannot be read are not.
     */
    if (fonts->hyphen != NULL || !g_error_matches(cause, SR_ERROR, SR_ERROR_IO))
        return true;
    g_propagate_error(error, g_steal_pointer(&cause));
    return false;
}

SrHyphen *
sr_fonts_hyphen(SrFonts *fonts, const char *language)
{
    return sr_fonts_load_hyphen(fonts, language, NULL) ? fonts->hyphen : NULL;
}

const char *
sr_fonts_default(const SrFonts *fonts)
{
    return fonts->first_family;
}

PangoContext *
sr_fonts_context(SrFonts *fonts)
{
    return fonts->context;
}

const SrTextSize *
sr_fonts_recall(SrFonts *fonts, const GBytes *key)
{
    return g_hash_table_lookup(fonts->sizes, key);
}

void
sr_fonts_remember(SrFonts *fonts, GBytes *key, const SrTextSize *size)
{
    g_hash_table_insert(fonts->sizes, key, g_memdup2(size, sizeof *size));
}

SrText *
sr_fonts_recall_text(SrFonts *fonts, const GBytes *key)
{
    SrText *text = g_hash_table_lookup(fonts->texts, key);

    if (text != NULL)
        text->n_owners++;
    return text;
}

void
sr_fonts_remember_text(SrFonts *fonts, GBytes *key, SrText *text)
{
    if (g_hash_table_size(fonts->texts) >= MOST_TEXTS) {
        g_bytes_unref(key);
        return;
    }
    text->n_owners++;
    g_hash_table_insert(fonts->texts, key, text);
}

void
sr_fonts_note_missing(SrFonts *fonts, int n_glyphs, const char *text)
{
    if (n_glyphs > 0 && fonts->first_missing == NULL)
        fonts->first_missing = g_strdup(text);
    fonts->n_missing += n_glyphs;
}

void
sr_fonts_note_cut(SrFonts *fonts, const char *text)
{
    if (fonts->first_cut == NULL)
        fonts->first_cut = g_strdup(text);
    fonts->n_cut++;
}

int
sr_text_missing_glyphs(const SrFonts *fonts, const char **first_text)
{
    if (first_text != NULL)
        *first_text = fonts->first_missing;
    return fonts->n_missing;
}

int
sr_text_cut_texts(const SrFonts *fonts, const char **first_text)
{
    if (first_text != NULL)
        *first_text = fonts->first_cut;
    return fonts->n_cut;
}

void
sr_line_mend_blanks(PangoLayoutLine *line)
{
    const char *text = pango_layout_get_text(line->layout);

    for (GSList *runs = line->runs; runs != NULL; runs = runs->next) {
        PangoGlyphItem *item = runs->data;
        PangoFont *font = item->item->analysis.font;

        for (int i = 0; i < item->glyphs->num_glyphs && font != NULL; i++) {
            int at = item->item->offset + item->glyphs->log_clusters[i];

            if (item->glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY && text[at] == ' ')
                item->glyphs->glyphs[i].glyph =
                    pango_fc_font_get_glyph(PANGO_FC_FONT(font), ' ');
        }
    }
}
