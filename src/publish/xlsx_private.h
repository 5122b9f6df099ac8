/* xlsx_private.h — shared by the files that write the workbook; not for others. */
#pragma once

#include "publish/xlsx.h"

#include <xlsxwriter.h>

#define N_FIXED 4 /* key, area, level, region */
#define HEAD_ROWS 5
#define A4 9

/* What stands in a cell; formats are made once for each. */
typedef struct {
    lxw_workbook *file; /* freed by workbook_close */
    const SrPress *press;
    char *const *only;
    GHashTable *formats; /* what it looks like → lxw_format of the file */
    GHashTable *names;   /* of sheets, in lower case */
} SrBook;

/* The columns of one indicator, in this order; those it has none of are left out. */
typedef enum {
    VALUE,
    NUMERATOR,
    DENOMINATOR,
    LOWER,
    UPPER,
    VERDICT,
    RANK,
    CHANGE
} SrSheetColumn;
#define N_COLUMNS (CHANGE + 1)

typedef struct {
    const SrResult *result;
    const char *period;
    const char *before; /* the period before, or NULL */
    bool has[N_COLUMNS];
    int first; /* column of the sheet */
    int n;
} SrSheetGroup;

typedef struct {
    const char *number;     /* format, or NULL: text */
    const char *background; /* "#rrggbb", or NULL */
    bool bold;
    bool centered;
    bool wrapped;
    bool muted;
    bool ruled; /* a line above */
    double size;
} SrCellLook;

/* The format of cells that look so. */
lxw_format *sr_book_format(SrBook *book, SrCellLook look);

/* "#,##0.0", within brackets where the figure is of limited certainty. */
char *sr_book_number_format(int decimals, bool is_limited);

void sr_book_text(lxw_worksheet *sheet, int row, int column, const char *text,
                  lxw_format *format);
/* Nothing where @number is NAN. */
void sr_book_number(lxw_worksheet *sheet, int row, int column, double number,
                    lxw_format *format);

/* The columns of a chapter's indicators: (transfer full), of SrSheetGroup. */
GArray *sr_book_groups(const SrBook *book, int chapter);

/* The sheet of a chapter. */
void sr_book_chapter(SrBook *book, const char *title, const char *name, GArray *groups);
