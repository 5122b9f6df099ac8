#include "commands/listing.h"

#include "publish/tables.h"

#include <glib/gi18n.h>

const char sr_yes[] = N_("yes");

struct SrListing {
    GPtrArray *rows; /* of char **, owned */
};

SrListing *
sr_listing_new(void)
{
    SrListing *listing = g_new(SrListing, 1);

    listing->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    return listing;
}

void
sr_listing_free(SrListing *listing)
{
    if (listing == NULL)
        return;
    g_ptr_array_unref(listing->rows);
    g_free(listing);
}

void
sr_listing_add(SrListing *listing, const char *first, ...)
{
    GPtrArray *row = g_ptr_array_new();
    va_list args;

    va_start(args, first);
    for (const char *cell = first; cell != NULL; cell = va_arg(args, const char *))
        g_ptr_array_add(row, g_strdup(cell));
    va_end(args);
    g_ptr_array_add(row, NULL);
    g_ptr_array_add(listing->rows, g_ptr_array_free(row, FALSE));
}

void
sr_listing_add_row(SrListing *listing, const char *const *cells)
{
    g_ptr_array_add(listing->rows, g_strdupv((char **)cells));
}

static char *
as_csv(const SrListing *listing)
{
    GString *csv = g_string_new(NULL);

    for (guint r = 0; r < listing->rows->len; r++) {
        char **row = listing->rows->pdata[r];

        for (int c = 0; row[c] != NULL; c++) {
            if (c > 0)
                g_string_append_c(csv, ',');
            sr_csv_append(csv, row[c]);
        }
        g_string_append_c(csv, '\n');
    }
    return g_string_free(csv, FALSE);
}

/* Heads and yes are words; all else are names, which nobody translates. */
static const char *
for_people(const char *cell, guint row)
{
    bool is_word = *cell != '\0' && (row == 0 || g_str_equal(cell, sr_yes));

    return is_word ? _(cell) : cell;
}

/* How wide each column is; negative where all its cells but the head are figures. */
static glong *
widths_of(const SrListing *listing)
{
    guint n = listing->rows->len == 0 ? 0 : g_strv_length(listing->rows->pdata[0]);
    glong *widths = g_new0(glong, n + 1);

    for (guint c = 0; c < n; c++) {
        bool is_figures = listing->rows->len > 1;

        for (guint r = 0; r < listing->rows->len; r++) {
            const char *cell = for_people(((char **)listing->rows->pdata[r])[c], r);
            gunichar last = *cell == '\0' ? '0' : g_utf8_get_char(cell);

            widths[c] = MAX(widths[c], g_utf8_strlen(cell, -1));
            is_figures =
                is_figures &&
                (r == 0 || g_unichar_isdigit(last) ||
                 ((last == 0x2212 || last == '+') && *g_utf8_next_char(cell) != '\0'));
        }
        widths[c] = is_figures && c > 1 ? -widths[c] : widths[c];
    }
    return widths;
}

static char *
as_text(const SrListing *listing)
{
    GString *text = g_string_new(NULL);
    g_autofree glong *widths = widths_of(listing);

    for (guint r = 0; r < listing->rows->len; r++) {
        char **row = listing->rows->pdata[r];

        for (int c = 0; row[c] != NULL; c++) {
            const char *shown = for_people(row[c], r);
            glong blanks = ABS(widths[c]) - g_utf8_strlen(shown, -1);

            for (glong n = 0; n < blanks && widths[c] < 0; n++)
                g_string_append_c(text, ' ');
            g_string_append(text, shown);
            for (glong n = 0; row[c + 1] != NULL && n < (widths[c] < 0 ? 0 : blanks) + 2;
                 n++)
                g_string_append_c(text, ' ');
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

char *
sr_listing_print(const SrListing *listing, const char *format)
{
    return g_strcmp0(format, "csv") == 0 ? as_csv(listing) : as_text(listing);
}
