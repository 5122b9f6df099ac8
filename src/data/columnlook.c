#include "data/columnlook.h"

#include "data/layout.h"
#include "data/terms.h"

#include <string.h>

static void
add_value(SrColumnLook *column, const char *cell)
{
    if (column->has_more_values ||
        g_ptr_array_find_with_equal_func(column->values, cell, g_str_equal, NULL))
        return;
    if (column->values->len == SR_LOOK_MOST_VALUES)
        column->has_more_values = true;
    else
        g_ptr_array_add(column->values, g_strdup(cell));
}

static void
add_sign(SrColumnLook *column, const char *cell)
{
    if (strlen(cell) <= 8 && column->signs->len < 20 &&
        !g_ptr_array_find_with_equal_func(column->signs, cell, g_str_equal, NULL))
        g_ptr_array_add(column->signs, g_strdup(cell));
}

static void
look_at_figure(SrColumnLook *column, const char *cell, bool is_number_itself)
{
    SrNumber number;
    bool is_number = sr_number_parse(cell, SR_NUMBER_GERMAN, &number) ||
                     sr_number_parse(cell, SR_NUMBER_ENGLISH, &number);

    if (is_number) {
        column->n_figures++;
        column->n_negative += number.value < 0;
        column->n_percent += number.unit == SR_UNIT_PERCENT;
        if (!is_number_itself)
            sr_number_survey_add(&column->survey, cell);
        return;
    }
    SrSigns signs;
    sr_signs_init_default(&signs);
    bool is_marked =
        sr_cell_read(cell, &signs, SR_NUMBER_GERMAN).kind != SR_CELL_UNKNOWN ||
        sr_cell_read(cell, &signs, SR_NUMBER_ENGLISH).kind != SR_CELL_UNKNOWN;
    sr_signs_clear(&signs);
    column->n_figures += is_marked || sr_layout_is_figure(cell);
    if (!is_marked)
        add_sign(column, cell);
}

/* What a text means as a place; bits by level. */
typedef struct {
    unsigned keys;
    unsigned names;
    bool is_outside;
} PlaceLook;

/* The matchers of all levels, and the texts they were asked about. */
typedef struct {
    SrMatcher *levels[SR_LOOK_MOST_LEVELS];
    int n_levels;
    GHashTable *known; /* text → PlaceLook */
} PlaceLooks;

static const PlaceLook *
find_place(PlaceLooks *places, const char *cell)
{
    PlaceLook *look = g_hash_table_lookup(places->known, cell);

    if (look != NULL)
        return look;
    look = g_new0(PlaceLook, 1);
    for (int l = 0; l < places->n_levels; l++) {
        SrMatch key = sr_matcher_find_key(places->levels[l], cell);
        SrMatch name = sr_matcher_find_name(places->levels[l], cell);

        look->keys |= (unsigned)(key.kind == SR_MATCH_AREA) << l;
        look->names |= (unsigned)(name.kind == SR_MATCH_AREA) << l;
        look->is_outside |= key.kind == SR_MATCH_OUTSIDE;
    }
    g_hash_table_insert(places->known, g_strdup(cell), look);
    return look;
}

static void
look_at_places(SrColumnLook *column, const char *cell, PlaceLooks *places)
{
    const PlaceLook *look = find_place(places, cell);

    for (int l = 0; l < places->n_levels; l++) {
        column->n_keys[l] += (look->keys >> l & 1) != 0;
        column->n_names[l] += (look->names >> l & 1) != 0;
    }
    column->n_outside += look->is_outside;
}

static void
look_at_cell(SrColumnLook *column, const char *cell, bool is_number, PlaceLooks *places)
{
    gsize n_digits = strspn(cell, "0123456789");
    g_autofree char *period = sr_period_parse(cell, false);
    char sex;
    int from, to, day;

    column->n_filled++;
    add_value(column, cell);
    look_at_figure(column, cell, is_number);
    look_at_places(column, cell, places);
    column->n_periods += period != NULL;
    column->n_days += sr_day_parse(cell, &day);
    column->n_sexes += sr_sex_parse(cell, &sex);
    column->n_ages += sr_age_parse(cell, &from, &to) && from != SR_ALL_AGES;
    if (cell[n_digits] == '\0') {
        column->n_digits++;
        column->longest = MAX(column->longest, (int)n_digits);
    }
}

SrTableLook *
sr_table_look_new(SrTable *table, const SrPlaces *places)
{
    SrTableLook *look = g_new0(SrTableLook, 1);
    PlaceLooks looks = {
        .n_levels = MIN(places->n_levels, SR_LOOK_MOST_LEVELS),
        .known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    SrRow row;

    for (int l = 0; l < looks.n_levels; l++)
        looks.levels[l] =
            sr_matcher_new(places->levels[l].keys, places->levels[l].long_keys,
                           places->levels[l].names, places->levels[l].n, places->aliases);
    look->n = sr_table_n_columns(table);
    look->columns = g_new0(SrColumnLook, look->n);
    for (int c = 0; c < look->n; c++) {
        look->columns[c].heading = sr_table_columns(table)[c];
        look->columns[c].values = g_ptr_array_new_with_free_func(g_free);
        look->columns[c].signs = g_ptr_array_new_with_free_func(g_free);
    }
    while (sr_table_next(table, &row)) {
        look->n_rows++;
        for (int c = 0; c < row.n_cells; c++) {
            g_autofree char *cell = g_strstrip(g_strdup(row.cells[c]));

            if (*cell != '\0')
                look_at_cell(&look->columns[c], cell, sr_row_is_number(&row, c), &looks);
        }
    }
    for (int l = 0; l < looks.n_levels; l++)
        sr_matcher_free(looks.levels[l]);
    g_hash_table_unref(looks.known);
    return look;
}

void
sr_table_look_free(SrTableLook *look)
{
    if (look == NULL)
        return;
    for (int c = 0; c < look->n; c++) {
        g_ptr_array_unref(look->columns[c].values);
        g_ptr_array_unref(look->columns[c].signs);
    }
    g_free(look->columns);
    g_free(look);
}
