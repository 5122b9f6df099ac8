#include "data/xlsx_text.h"

#include <string.h>

static void
append_superscript(GString *to, const char *text)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴",
                                         "⁵", "⁶", "⁷", "⁸", "⁹"};

    for (const char *p = text; *p != '\0'; p++)
        if (g_ascii_isdigit(*p))
            g_string_append(to, digits[*p - '0']);
        else if (*p != ')')
            g_string_append_c(to, *p);
}

void
sr_sheet_text_take(xmlTextReader *reader, SrSheetText *text)
{
    int type = xmlTextReaderNodeType(reader);
    bool is_end = type == XML_READER_TYPE_END_ELEMENT;
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);

    if (g_strcmp0(name, "r") == 0)
        text->is_superscript = false;
    else if (g_strcmp0(name, "rPh") == 0)
        text->is_phonetic = !is_end;
    else if (g_strcmp0(name, "t") == 0)
        text->is_text = !is_end && !xmlTextReaderIsEmptyElement(reader);
    else if (sr_xml_is(reader, "vertAlign")) {
        g_autofree char *value = sr_xml_attribute(reader, "val");

        text->is_superscript = g_strcmp0(value, "superscript") == 0;
    }
    bool is_value = type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                    type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
    const char *value = (const char *)xmlTextReaderConstValue(reader);
    if (!is_value || !text->is_text || text->is_phonetic || value == NULL)
        return;
    if (text->is_superscript)
        append_superscript(text->text, value);
    else
        g_string_append(text->text, value);
}
