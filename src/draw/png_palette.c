#include "draw/png_palette.h"

#include <stdbool.h>
#include <stdlib.h>

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

typedef struct {
    Slot *slots; /* [N_SLOTS] */
    int n;
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

static bool
count_colors(Census *census, const guchar *pixels, int width, int height, int stride)
{
    for (int y = 0; y < height; y++) {
        const guint32 *row = row_at(pixels, stride, y);

        for (int x = 0; x < width;) {
            guint32 color = row[x] & 0xffffff;
            int end = x + 1;

            while (end < width && (row[end] & 0xffffff) == color)
                end++;
            Slot *slot = find_slot(census, color);
            if (slot->color == 0) {
                if (++census->n > MOST_DISTINCT)
                    return false;
                slot->color = color + 1;
            }
            slot->count += (guint32)(end - x);
            x = end;
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
index_pixels(SrPngPalette *palette, Census *census, const guchar *pixels, int width,
             int height, int stride)
{
    guint8 *out = g_malloc((gsize)width * (gsize)height);

    palette->indexed = out;
    for (int y = 0; y < height; y++) {
        const guint32 *row = row_at(pixels, stride, y);
        guint32 last = G_MAXUINT32;
        guint8 index = 0;

        for (int x = 0; x < width; x++) {
            guint32 color = row[x] & 0xffffff;

            if (color != last)
                index = find_slot(census, color)->index;
            last = color;
            *out++ = index;
        }
    }
}

SrPngPalette *
sr_png_palette_new(const guchar *pixels, int width, int height, int stride)
{
    g_autofree Slot *slots = g_new0(Slot, N_SLOTS);
    Census census = {slots, 0};

    if (!count_colors(&census, pixels, width, height, stride))
        return NULL;
    SrPngPalette *palette = g_new0(SrPngPalette, 1);
    choose(palette, &census);
    index_pixels(palette, &census, pixels, width, height, stride);
    return palette;
}

void
sr_png_palette_free(SrPngPalette *palette)
{
    if (palette == NULL)
        return;
    g_free(palette->indexed);
    g_free(palette);
}
