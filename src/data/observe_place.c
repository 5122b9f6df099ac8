/* Which area, total or neither a row of a table means, of observe_private.h. */
#include "data/observe_private.h"

#include "data/placename.h"

#include <glib/gi18n.h>
#include <string.h>

void
sr_reader_make_above(SrReader *reader)
{
    const SrPlaces *places = reader->areas->places;

    reader->above = g_new0(SrMatcher *, places->n_levels);
    /* Of the finest level only is it known what lies in what: its file may have sums of
     * levels above. Any other file may have the parts of its areas, which are passed
     * over. */
    bool is_finest = reader->areas->level == 0;
    for (int l = is_finest ? 1 : 0; l < places->n_levels; l++) {
        const SrLevelAreas *level = &places->levels[l];

        if (is_finest ? level->of_finest != NULL : l < reader->areas->level)
            reader->above[l] = sr_matcher_new(level->keys, level->long_keys, level->names,
                                              level->n, places->aliases);
    }
}

void
sr_reader_free_above(SrReader *reader)
{
    for (int l = 0; l < reader->areas->places->n_levels; l++)
        sr_matcher_free(reader->above[l]);
    g_free(reader->above);
}

static SrMatch
match_with(const SrReader *reader, const SrMatcher *matcher, const char *text)
{
    return reader->dataset->key == SR_KEY_NAME ? sr_matcher_find_name(matcher, text)
                                               : sr_matcher_find_key(matcher, text);
}

static bool
is_left_out(const SrDataset *dataset, const char *text)
{
    g_autofree char *normal = sr_place_normal(text);

    for (int i = 0; dataset->leave_out[i] != NULL; i++) {
        g_autofree char *word = sr_place_normal(dataset->leave_out[i]);

        if (g_str_equal(word, normal))
            return true;
    }
    return false;
}

/*
 * What is no area of the table's level may be one above, a sum among its parts; or, in a
 * table of a level above, one below: a part.
 */
static void
find_above(const SrReader *reader, const char *text, SrPlace *place)
{
    for (int l = 0; l < reader->areas->places->n_levels; l++) {
        if (reader->above[l] == NULL)
            continue;
        SrMatch match = match_with(reader, reader->above[l], text);
        if (match.kind != SR_MATCH_AREA)
            continue;
        place->is_part = l < reader->areas->level;
        place->level = l;
        if (!place->is_part)
            place->match = (SrMatch){SR_MATCH_TOTAL, match.area, match.is_repaired};
        return;
    }
}

static SrPlace *
find_place(SrReader *reader, const char *text)
{
    SrPlace *place = g_hash_table_lookup(reader->places, text);

    if (place != NULL)
        return place;
    place = g_new0(SrPlace, 1);
    place->level = SR_TOTAL_OF_ALL;
    if (is_left_out(reader->dataset, text)) {
        place->match = (SrMatch){SR_MATCH_TOTAL, -1, false};
        place->level = SR_TOTAL_LEFT_OUT;
    } else {
        place->match = match_with(reader, reader->matcher, text);
        if (place->match.kind == SR_MATCH_UNKNOWN || place->match.kind == SR_MATCH_TOTAL)
            find_above(reader, text, place);
    }
    g_hash_table_insert(reader->places, g_strdup(text), place);
    return place;
}

/* What stands in the columns of figures of a row. */
typedef enum { ROW_EMPTY, ROW_OF_SIGNS, ROW_OF_FIGURES } RowContent;

static RowContent
content_of(const SrReader *reader, const SrRow *row)
{
    RowContent content = ROW_EMPTY;

    for (guint i = 0; i < reader->columns->values->len; i++) {
        const SrValueColumn *value = reader->columns->values->pdata[i];

        if (!sr_value_column_applies(value, row))
            continue;
        SrCell cell = sr_cell_read(row->cells[value->column], &reader->dataset->signs,
                                   sr_value_column_form(value, row));
        bool is_nothing = cell.kind == SR_CELL_VALUE && cell.value == 0 &&
                          strpbrk(row->cells[value->column], "0123456789") == NULL;
        if (cell.kind == SR_CELL_EMPTY)
            continue;
        if (!is_nothing && cell.kind != SR_CELL_SIGN)
            return ROW_OF_FIGURES;
        content = ROW_OF_SIGNS;
    }
    return content;
}

/* Rows that are no area and say nothing: headings, footnotes, areas that are gone. */
static bool
is_passed_over(SrReader *reader, const SrRow *row, const SrPlace *place)
{
    SrMatchKind kind = place->match.kind;
    RowContent content = content_of(reader, row);

    if (content == ROW_EMPTY) {
        if (reader->n_headings++ == 0)
            reader->first_heading = row->number;
        return true;
    }
    if (kind != SR_MATCH_UNKNOWN || content != ROW_OF_SIGNS)
        return false;
    reader->n_gone++;
    return true;
}

/* Counts what is told at the end about rows of totals. */
static bool
total_is_used(SrReader *reader, const SrRow *row, const SrPlace *place)
{
    if (content_of(reader, row) == ROW_EMPTY) /* a heading above its parts */
        return false;
    if (place->level == SR_TOTAL_LEFT_OUT && reader->n_left_out++ == 0)
        reader->first_left_out = row->number;
    /* That the whole is compared goes without saying. */
    if (place->level >= 0 && reader->areas->places->levels[place->level].n > 1 &&
        reader->n_subtotals++ == 0)
        reader->first_subtotal = row->number;
    return true;
}

SrPlace *
sr_reader_place(SrReader *reader, const SrRow *row)
{
    SrPlace *place = find_place(reader, row->cells[reader->columns->key]);
    SrMatchKind kind = place->match.kind;

    if (place->is_part) {
        if (reader->n_parts++ == 0)
            reader->first_part = row->number;
        return NULL;
    }
    if (kind == SR_MATCH_TOTAL)
        return total_is_used(reader, row, place) ? place : NULL;
    if (kind == SR_MATCH_AREA) {
        if (place->match.is_repaired && reader->n_repaired++ == 0)
            reader->first_repaired = row->number;
        reader->has_area[place->match.area] = true;
        return place;
    }
    if (kind == SR_MATCH_OUTSIDE && reader->dataset->ignores_outside)
        reader->n_outside++;
    else if (!is_passed_over(reader, row, place) && !place->is_told) {
        sr_reader_complain_place(reader, row, place);
        place->is_told = true;
    }
    return NULL;
}

void
sr_reader_check_name(SrReader *reader, const SrRow *row, const SrPlace *place)
{
    const char *name = row->cells[reader->columns->name];

    if (place->match.kind != SR_MATCH_AREA)
        return;
    SrMatch match = sr_matcher_find_name(reader->matcher, name);
    if (match.kind == SR_MATCH_AREA && match.area != place->match.area) {
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file,
                        row->number, name, N_("the key %s is that of %s"),
                        row->cells[reader->columns->key],
                        reader->names[place->match.area]);
        reader->n_errors++;
    }
}
