/*
 * xlsx_text.h — the texts of a workbook, put together from their runs; inside data/ only.
 */
#pragma once

#include "data/archive.h"

/* Collects the text of <si> or <is>; superscript runs become superscript digits. */
typedef struct {
    GString *text;
    bool is_superscript;
    bool is_phonetic;
    bool is_text; /* within <t> */
} SrSheetText;

/* Takes what the node under @reader adds to @text. */
void sr_sheet_text_take(xmlTextReader *reader, SrSheetText *text);
