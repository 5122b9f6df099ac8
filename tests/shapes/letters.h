/*
 * letters.h — maps drawn in letters, for tests: every cell of the grid is a square of
 * side 1 of the area its letter names, '.' is outside; (0, 0) is the lower left corner.
 *
 *     "AB"      two areas side by side;      "AAA"
 *                                            "ABA"   an enclave
 *                                            "AAA"
 */
#pragma once

#include "shapes/source.h"

#include <string.h>

#define LETTERS_MOST 32 /* rows and columns */

typedef struct {
    int width;
    int height;
    char cells[LETTERS_MOST][LETTERS_MOST]; /* [row from below][column] */
} Letters;

static inline Letters
letters_parse(const char *diagram)
{
    g_auto(GStrv) rows = g_strsplit(diagram, "/", -1);
    Letters letters = {.height = (int)g_strv_length(rows), .width = (int)strlen(rows[0])};

    for (int row = 0; row < letters.height; row++)
        for (int column = 0; column < letters.width; column++)
            letters.cells[letters.height - 1 - row][column] = rows[row][column];
    return letters;
}

static inline char
letters_at(const Letters *letters, int column, int row)
{
    return column < 0 || row < 0 || column >= letters->width || row >= letters->height
               ? '.'
               : letters->cells[row][column];
}

/* The side of the border a unit step from (x, y) has to its left; 0 east, 1 north, ... */
static inline char
letters_left(const Letters *letters, int x, int y, int way)
{
    static const int dx[] = {0, -1, -1, 0};
    static const int dy[] = {0, 0, -1, -1};

    return letters_at(letters, x + dx[way], y + dy[way]);
}

static inline char
letters_right(const Letters *letters, int x, int y, int way)
{
    static const int dx[] = {0, 0, -1, -1};
    static const int dy[] = {-1, 0, 0, -1};

    return letters_at(letters, x + dx[way], y + dy[way]);
}

static inline bool
letters_bounds(const Letters *letters, int x, int y, int way, char letter)
{
    return letters_left(letters, x, y, way) == letter &&
           letters_right(letters, x, y, way) != letter;
}

/* The rings of @letter, a vertex at every unit, the area to the left. */
static inline void
letters_trace(const Letters *letters, char letter, int area, GArray *points,
              GArray *ring_start, GArray *ring_area)
{
    static const int step_x[] = {1, 0, -1, 0};
    static const int step_y[] = {0, 1, 0, -1};
    bool passed[LETTERS_MOST + 1][LETTERS_MOST + 1][4] = {0};

    for (int y0 = 0; y0 <= letters->height; y0++)
        for (int x0 = 0; x0 <= letters->width; x0++)
            for (int way0 = 0; way0 < 4; way0++) {
                int x = x0, y = y0, way = way0, end;

                if (passed[y][x][way] || !letters_bounds(letters, x, y, way, letter))
                    continue;
                while (!passed[y][x][way]) {
                    SrPoint point = {x, y};

                    passed[y][x][way] = true;
                    g_array_append_val(points, point);
                    x += step_x[way];
                    y += step_y[way];
                    for (int turn = 1; turn >= -1; turn--) /* left first */
                        if (letters_bounds(letters, x, y, (way + turn + 4) % 4, letter)) {
                            way = (way + turn + 4) % 4;
                            break;
                        }
                }
                end = (int)points->len;
                g_array_append_val(ring_start, end);
                g_array_append_val(ring_area, area);
            }
}

/* Areas are the letters in order; (transfer full). */
static inline SrBoundaries *
letters_boundaries(const Letters *letters)
{
    SrBoundaries *boundaries = g_new0(SrBoundaries, 1);
    GArray *points = g_array_new(FALSE, FALSE, sizeof(SrPoint));
    GArray *ring_start = g_array_new(FALSE, FALSE, sizeof(int));
    GArray *ring_area = g_array_new(FALSE, FALSE, sizeof(int));
    int zero = 0;

    g_array_append_val(ring_start, zero);
    boundaries->keys = g_new0(char *, 128);
    boundaries->names = g_new0(char *, 128);
    for (char letter = 'A'; letter <= 'Z'; letter++) {
        int before = (int)points->len;

        letters_trace(letters, letter, boundaries->n_areas, points, ring_start,
                      ring_area);
        if ((int)points->len == before)
            continue;
        boundaries->keys[boundaries->n_areas] = g_strndup(&letter, 1);
        boundaries->names[boundaries->n_areas++] = g_strdup("");
    }
    boundaries->n_rings = (int)ring_area->len;
    boundaries->n_points = (int)points->len;
    boundaries->ring_start = g_array_steal(ring_start, NULL);
    boundaries->ring_area = g_array_steal(ring_area, NULL);
    boundaries->points = g_array_steal(points, NULL);
    boundaries->ring_hole = g_new0(bool, boundaries->n_rings + 1);
    for (int r = 0; r < boundaries->n_rings; r++)
        boundaries->ring_hole[r] =
            sr_ring_area(boundaries->points + boundaries->ring_start[r],
                         boundaries->ring_start[r + 1] - boundaries->ring_start[r]) < 0;
    g_array_unref(points);
    g_array_unref(ring_start);
    g_array_unref(ring_area);
    return boundaries;
}

/* A map of @n letters at random, with some outside. */
static inline Letters
letters_random(int width, int height, int n)
{
    Letters letters = {.width = width, .height = height};

    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++) {
            int drawn = g_test_rand_int_range(-1, n);

            letters.cells[row][column] = drawn < 0 ? '.' : (char)('A' + drawn);
        }
    return letters;
}

/* Moves every corner of the grid a little, the same for all who share it. */
static inline void
letters_jitter(SrBoundaries *boundaries, double most)
{
    SrPoint moved[LETTERS_MOST + 1][LETTERS_MOST + 1];

    for (int y = 0; y <= LETTERS_MOST; y++)
        for (int x = 0; x <= LETTERS_MOST; x++)
            moved[y][x] = (SrPoint){x + g_test_rand_double_range(-most, most),
                                    y + g_test_rand_double_range(-most, most)};
    for (int i = 0; i < boundaries->n_points; i++)
        boundaries->points[i] =
            moved[(int)boundaries->points[i].y][(int)boundaries->points[i].x];
}
