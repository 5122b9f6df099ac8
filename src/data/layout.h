/*
 * layout.h — where in a file the figures are: rows before the header, header rows,
 * footer.
 *
 *     GENESIS-Tabelle: 12411-0015            title: one cell filled
 *     Fortschreibung des Bevölkerungsstandes
 *     ;;Geschlecht;Geschlecht                header: several cells, no figure
 *     ;;männlich;weiblich
 *     31.12.2018;07332;65964;68365           figures
 *     __________                             footer: one cell filled, to the end
 * (table.c) © Statistisches Bundesamt
 */
#pragma once

#include "data/table.h"

typedef struct {
    int skip;      /* rows (of the file, blank ones counted) before the header */
    int n_header;  /* header rows */
    int n_columns; /* of the widest of them */
} SrLayout;

/*
 * Looks at the first rows of @rows and leaves it where it pleases. Values of @format that
 * are not -1 are kept.
 */
SrLayout sr_layout_guess(SrRows *rows, const SrTableFormat *format);

/* Returns: whether @text is a figure or a sign that stands for one. */
bool sr_layout_is_figure(const char *text);
