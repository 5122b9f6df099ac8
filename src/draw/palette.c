#include "draw/palette.h"

#include "base/error.h"
#include "base/nearest.h"
#include "draw/sight.h"

#include <glib/gi18n.h>
#include <string.h>

struct SrPalettes {
    GPtrArray *list; /* of SrPalette, in the order of the file */
};

static const char *const kind_names[] = {"sequential", "diverging", "qualitative"};

static const SrKey keys[] = {
    {"palette *", "kind", SR_KEY_CHOICE, .required = true,
     .allowed = "sequential;diverging;qualitative",
     .doc = N_("for amounts, about a middle, or for kinds without order")},
    {"palette *", "source", SR_KEY_TEXT, .required = true, .doc = N_("who made it")},
    {"palette *", "license", SR_KEY_TEXT, .required = true,
     .doc = N_("its licence (SPDX)")},
    {"palette *", "3", SR_KEY_LIST, .required = true,
     .doc = N_("the colours for three classes, the lowest first: #rrggbb;…")},
    {"palette *", "4", SR_KEY_LIST, .doc = N_("for four classes")},
    {"palette *", "5", SR_KEY_LIST, .doc = N_("for five classes")},
    {"palette *", "6", SR_KEY_LIST, .doc = N_("for six classes")},
    {"palette *", "7", SR_KEY_LIST, .doc = N_("for seven classes")},
    {"palette *", "8", SR_KEY_LIST, .doc = N_("for eight classes")},
    {"palette *", "9", SR_KEY_LIST, .doc = N_("for nine classes")},
    {"palette *", "10", SR_KEY_LIST, .doc = N_("for ten classes")},
    {"palette *", "11", SR_KEY_LIST, .doc = N_("for eleven classes")},
    {"palette *", "12", SR_KEY_LIST, .doc = N_("for twelve classes")},
};
const SrKeyTable sr_palette_keys = {"palettes", "styles/palettes.ini", keys,
                                    G_N_ELEMENTS(keys)};

static void
palette_free(SrPalette *palette)
{
    g_free(palette->name);
    g_free(palette->source);
    g_free(palette->license);
    g_free(palette);
}

void
sr_palettes_free(SrPalettes *palettes)
{
    if (palettes == NULL)
        return;
    g_ptr_array_unref(palettes->list);
    g_free(palettes);
}

/* Reads the list of @n colours; it is as long as it says, and none is left out below. */
static void
read_colors(const SrKeyfile *file, const char *group, int n, SrPalette *palette,
            SrFindings *findings)
{
    g_autofree char *key = g_strdup_printf("%d", n);
    g_auto(GStrv) words = sr_keyfile_list(file, group, key);
    int n_words = (int)g_strv_length(words);

    if (n_words == 0)
        return;
    if (n_words != n) {
        sr_keyfile_complain(file, findings, group, key,
                            N_("%d colours are needed here, and there are %d"), n,
                            n_words);
        return;
    }
    if (palette->most != n - 1 && n > SR_PALETTE_LEAST) {
        sr_keyfile_complain(file, findings, group, key,
                            N_("there is no list of %d colours before it"), n - 1);
        return;
    }
    for (int i = 0; i < n; i++) {
        g_autoptr(GError) error = NULL;

        if (!sr_color_parse(words[i], &palette->colors[n][i], &error)) {
            sr_keyfile_complain(file, findings, group, key, N_("%s"), error->message);
            return;
        }
    }
    palette->most = n;
}

static SrPalette *
read_palette(const SrKeyfile *file, const char *name, SrFindings *findings)
{
    g_autofree char *group = g_strconcat("palette ", name, NULL);
    const char *kind = sr_keyfile_text(file, group, "kind");
    SrPalette *palette = g_new0(SrPalette, 1);

    palette->name = g_strdup(name);
    palette->source = g_strdup(sr_keyfile_text(file, group, "source"));
    palette->license = g_strdup(sr_keyfile_text(file, group, "license"));
    for (size_t i = 0; i < G_N_ELEMENTS(kind_names); i++)
        if (g_strcmp0(kind, kind_names[i]) == 0)
            palette->kind = (SrPaletteKind)i;
    for (int n = SR_PALETTE_LEAST; n <= SR_PALETTE_MOST; n++)
        read_colors(file, group, n, palette, findings);
    return palette;
}

SrPalettes *
sr_palettes_read(const char *path, SrFindings *findings, GError **error)
{
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_palette_keys, findings, error);

    if (file == NULL)
        return NULL;
    SrPalettes *palettes = g_new0(SrPalettes, 1);
    g_auto(GStrv) names = sr_keyfile_names(file, "palette");
    palettes->list = g_ptr_array_new_with_free_func((GDestroyNotify)palette_free);
    for (int i = 0; names[i] != NULL; i++)
        g_ptr_array_add(palettes->list, read_palette(file, names[i], findings));
    return palettes;
}

int
sr_palettes_n(const SrPalettes *palettes)
{
    return (int)palettes->list->len;
}

const SrPalette *
sr_palettes_at(const SrPalettes *palettes, int i)
{
    return g_ptr_array_index(palettes->list, i);
}

const char *
sr_palette_kind_name(SrPaletteKind kind)
{
    return kind_names[kind];
}

const SrPalette *
sr_palettes_find(const SrPalettes *palettes, const char *name, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    for (guint i = 0; i < palettes->list->len; i++) {
        const SrPalette *palette = g_ptr_array_index(palettes->list, i);

        if (g_str_equal(palette->name, name))
            return palette;
        g_ptr_array_add(words, palette->name);
    }
    g_autofree char *near =
        sr_nearest_list(name, (const char *const *)words->pdata, (int)words->len, 3);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("there is no palette '%s'; near to it: %s"), name, near);
    return NULL;
}

/* Beyond the last colour: the same ones paler, then darker. */
static void
pick_more(const SrPalette *palette, int n, SrColor *colors)
{
    for (int i = 0; i < n; i++) {
        SrColor color = palette->colors[palette->most][i % palette->most];
        int round = i / palette->most;

        colors[i] = round == 0   ? color
                    : round == 1 ? sr_color_mix(color, SR_COLOR_WHITE, 0.6)
                                 : sr_color_mix(color, SR_COLOR_BLACK, 0.3);
    }
}

bool
sr_palette_pick(const SrPalette *palette, int n, bool reversed, SrColor *colors,
                GError **error)
{
    int list = MAX(n, SR_PALETTE_LEAST);

    if (palette->kind == SR_PALETTE_QUALITATIVE && n > palette->most &&
        n <= 3 * palette->most) {
        pick_more(palette, n, colors);
        return true;
    }
    if (n > palette->most) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the palette '%s' has colours for at most %d classes, not for %d"),
                    palette->name, palette->most, n);
        return false;
    }
    for (int i = 0; i < n; i++) {
        int from = n == 1 ? 1 : n == 2 ? 2 * i : i;

        colors[reversed ? n - 1 - i : i] = palette->colors[list][from];
    }
    return true;
}

void
sr_palette_pick_gray(int n, SrColor *colors)
{
    const double lightest = 95;
    const double darkest = MAX(25, lightest - 17.0 * (n - 1));

    for (int i = 0; i < n; i++)
        colors[i] = sr_color_of_lightness(
            n == 1 ? 75 : lightest - (lightest - darkest) * i / (n - 1));
}
