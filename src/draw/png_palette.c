#include "draw/png_palette.h"

#include "base/bulk.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define N_COLORS 256
#define N_EXACT 208       /* of them for the most frequent colours as they are */
#define N_SLOTS (1 << 17) /* of the hash table; sparse at MOST_DISTINCT */
#define MOST_DISTINCT (N_SLOTS / 4)
#define N_CELLS 512 /* three bits a channel, for the averages */

typedef struct {
    guint32 color; /* + 1, 0 = free */
    guint32 count;
    guint8 index; /* in the palette */
} Slot;

/* Pixels beside each other that have the colour of one slot. */
typedef struct {
    guint32 slot;
    guint32 n_pixels;
} Run;

typedef struct {
    Slot *slots; /* [N_SLOTS] */
    int n;
    GArray *runs; /* of Run: all pixels, row by row */
} Census;

static Slot *
find_slot(Census *census, guint32 color)
{
    guint32 place = (color * 2654435761u) >> 15;

    while (census->slots[place].color != 0 && census->slots[place].color != color + 1)
        place = (place + 1) % N_SLOTS;
    return &census->slots[place];
}

static const guint32 *
row_at(const guchar *pixels, int stride, int y)
{
    return (const guint32 *)(const void *)(pixels + (gsize)y * (gsize)stride);
}

#define COLOR 0xffffffu /* of a pixel: what stands above it is nothing */
#define AT_ONCE 8

/* Whether @pixels[AT_ONCE] all have @color. */
static inline bool
are_all(const guint32 *pixels, guint32 color)
{
    guint32 other = 0;

    for (int i = 0; i < AT_ONCE; i++)
        other |= pixels[i] ^ color;
    return (other & COLOR) == 0;
}

/* The end of the pixels from @x on that have one colour; most of a page is such runs. */
static int
run_end(const guint32 *row, int x, int width)
{
    guint32 color = row[x] & COLOR;
    int end = x + 1;

    while (end + AT_ONCE <= width && are_all(row + end, color))
        end += AT_ONCE;
    while (end < width && (row[end] & COLOR) == color)
        end++;
    return end;
}

static bool
count_colors(Census *census, const guchar *pixels, int width, int height, int stride)
{
    for (int y = 0; y < height; y++) {
        const guint32 *row = row_at(pixels, stride, y);

        for (int x = 0; x < width;) {
            guint32 color = row[x] & COLOR;
            Run run = {0, (guint32)(run_end(row, x, width) - x)};
            Slot *slot = find_slot(census, color);

            if (slot->color == 0) {
                if (++census->n > MOST_DISTINCT)
                    return false;
                slot->color = color + 1;
            }
            slot->count += run.n_pixels;
            run.slot = (guint32)(slot - census->slots);
            g_array_append_val(census->runs, run);
            x += (int)run.n_pixels;
        }
    }
    return true;
}

/* The most frequent first; ties by colour, so that the order is the same on every run. */
static int
compare(const void *left, const void *right)
{
    const Slot *a = *(const Slot *const *)left;
    const Slot *b = *(const Slot *const *)right;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return (a->color > b->color) - (a->color < b->color);
}

typedef struct {
    guint64 count, r, g, b;
} Cell;

static int
compare_cells(const void *left, const void *right)
{
    const Cell *a = left;
    const Cell *b = right;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    guint64 x = (a->r << 32) + (a->g << 16) + a->b;
    guint64 y = (b->r << 32) + (b->g << 16) + b->b;
    return (x > y) - (x < y);
}

/* Averages of the rare colours, in the heaviest cells of the colour cube. */
static void
add_averages(SrPngPalette *palette, Slot *const *rare, int n)
{
    g_autofree Cell *cells = g_new0(Cell, N_CELLS);

    for (int i = 0; i < n; i++) {
        guint32 color = rare[i]->color - 1;
        guint64 count = rare[i]->count;
        Cell *cell = &cells[((color >> 15) & 0x1c0) | ((color >> 10) & 0x38) |
                            ((color >> 5) & 0x7)];

        cell->count += count;
        cell->r += count * ((color >> 16) & 0xff);
        cell->g += count * ((color >> 8) & 0xff);
        cell->b += count * (color & 0xff);
    }
    qsort(cells, N_CELLS, sizeof *cells, compare_cells);
    for (int c = 0; c < N_CELLS && cells[c].count > 0 && palette->n < N_COLORS; c++)
        palette->colors[palette->n++] =
            (guint32)((cells[c].r / cells[c].count) << 16 |
                      (cells[c].g / cells[c].count) << 8 | (cells[c].b / cells[c].count));
}

static guint8
nearest(const SrPngPalette *palette, guint32 color)
{
    int best = 0;
    int least = G_MAXINT;

    for (int i = 0; i < palette->n; i++) {
        int r = (int)((color >> 16) & 0xff) - (int)((palette->colors[i] >> 16) & 0xff);
        int g = (int)((color >> 8) & 0xff) - (int)((palette->colors[i] >> 8) & 0xff);
        int b = (int)(color & 0xff) - (int)(palette->colors[i] & 0xff);
        int distance = 3 * r * r + 4 * g * g + 2 * b * b; /* the eye sees green best */

        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return (guint8)best;
}

static void
choose(SrPngPalette *palette, Census *census)
{
    g_autofree Slot **slots = g_new(Slot *, census->n);
    int n = 0;

    for (int i = 0; i < N_SLOTS; i++)
        if (census->slots[i].color != 0)
            slots[n++] = &census->slots[i];
    qsort(slots, (size_t)n, sizeof *slots, compare);
    int n_exact = n <= N_COLORS ? n : N_EXACT;
    for (int i = 0; i < n_exact; i++) {
        slots[i]->index = (guint8)palette->n;
        palette->colors[palette->n++] = slots[i]->color - 1;
    }
    add_averages(palette, slots + n_exact, n - n_exact);
    for (int i = n_exact; i < n; i++)
        slots[i]->index = nearest(palette, slots[i]->color - 1);
}

static void
index_pixels(SrPngPalette *palette, const Census *census, int width, int height)
{
    gsize n_pixels = (gsize)width * (gsize)height;
    guint8 *out = sr_bulk_new(guint8, n_pixels + (gsize)height);
    guint32 left = 0; /* pixels of this row that are to come */

    palette->width = width;
    palette->lines = out;
    for (guint r = 0; r < census->runs->len; r++) {
        const Run *run = &g_array_index(census->runs, Run, r);

        if (left == 0) {
            *out++ = 0;
            left = (guint32)width;
        }
        memset(out, census->slots[run->slot].index, run->n_pixels);
        out += run->n_pixels;
        left -= run->n_pixels;
    }
}

SrPngPalette *
sr_png_palette_new(const guchar *pixels, int width, int height, int stride)
{
    g_autofree Slot *slots = g_new0(Slot, N_SLOTS);
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(Run));
    Census census = {slots, 0, runs};

    if (!count_colors(&census, pixels, width, height, stride))
        return NULL;
    SrPngPalette *palette = g_new0(SrPngPalette, 1);
    choose(palette, &census);
    index_pixels(palette, &census, width, height);
    return palette;
}

void
sr_png_palette_free(SrPngPalette *palette)
{
    if (palette == NULL)
        return;
    g_free(palette->lines);
    g_free(palette);
}
