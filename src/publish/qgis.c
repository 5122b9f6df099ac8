#include "publish/qgis.h"

#define OUTLINE "139,146,153,255"

/* "#3182bd" as QGIS writes it: "49,130,189,255". */
static char *
rgba_of(const char *hex)
{
    guint64 bits = g_ascii_strtoull(hex + 1, NULL, 16);

    return g_strdup_printf("%d,%d,%d,255", (int)(bits >> 16 & 255),
                           (int)(bits >> 8 & 255), (int)(bits & 255));
}

static void
append_category(GString *qml, const char *value, const char *words, int symbol)
{
    g_autofree char *escaped = g_markup_escape_text(words, -1);

    g_string_append_printf(qml,
                           "   <category value=\"%s\" symbol=\"%d\" label=\"%s\" "
                           "render=\"true\" type=\"%s\"/>\n",
                           value, symbol, escaped, *value != '\0' ? "long" : "string");
}

static void
append_symbol(GString *qml, int symbol, const char *rgba, const char *brush)
{
    const char *const options[][2] = {
        {"color", rgba},
        {"style", brush},
        {"outline_color", OUTLINE},
        {"outline_style", "solid"},
        {"outline_width", "0.2"},
        {"outline_width_unit", "MM"},
    };

    g_string_append_printf(
        qml,
        "   <symbol type=\"fill\" name=\"%d\" alpha=\"1\" clip_to_extent=\"1\">\n"
        "    <layer class=\"SimpleFill\" enabled=\"1\" locked=\"0\" pass=\"0\">\n"
        "     <Option type=\"Map\">\n",
        symbol);
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
        g_string_append_printf(
            qml, "      <Option type=\"QString\" name=\"%s\" value=\"%s\"/>\n",
            options[i][0], options[i][1]);
    g_string_append(qml, "     </Option>\n    </layer>\n   </symbol>\n");
}

char *
sr_qgis_style(int n_classes, char *const *words, char *const *colors, const char *without)
{
    GString *qml =
        g_string_new("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                     "<qgis version=\"3.22.0\" styleCategories=\"Symbology\">\n"
                     " <renderer-v2 type=\"categorizedSymbol\" attr=\"class\" "
                     "symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n"
                     "  <categories>\n");

    for (int i = 0; i < n_classes; i++) {
        g_autofree char *value = g_strdup_printf("%d", i + 1);

        append_category(qml, value, words[i], i);
    }
    append_category(qml, "", without, n_classes);
    g_string_append(qml, "  </categories>\n  <symbols>\n");
    for (int i = 0; i < n_classes; i++) {
        g_autofree char *rgba = rgba_of(colors[i]);

        append_symbol(qml, i, rgba, "solid");
    }
    append_symbol(qml, n_classes, "130,130,130,255", "b_diagonal");
    g_string_append(qml, "  </symbols>\n </renderer-v2>\n</qgis>\n");
    return g_string_free(qml, FALSE);
}
