/* What is done once all rows of a table are read, of observe_private.h. */
#include "data/observe_private.h"

#include "base/nearest.h"
#include "data/placename.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <string.h>

/* Beyond this, looking for what may be meant takes too long. */
#define MOST_SUGGESTIONS 50

/* As many areas are named that have no row. */
#define MOST_ABSENT 20

/* A key of another day, if the file says nothing of its day: what became of the area. */
static bool
complain_of_day(SrReader *reader, const SrRow *row)
{
    const char *text = row->cells[reader->columns->key];
    const SrChanges *changes = reader->areas->places->changes;
    g_autofree char *key = sr_change_key(text);

    if (changes == NULL || reader->areas->carry != NULL)
        return false;
    const SrChange *ends = sr_changes_find(changes, key, true);
    const SrChange *change = ends != NULL ? ends : sr_changes_find(changes, key, false);
    if (change == NULL)
        return false;
    GDate day;
    char written[16];
    g_date_set_julian(&day, (guint32)change->day);
    g_date_strftime(written, sizeof written, "%Y-%m-%d", &day);
    sr_findings_add(
        reader->findings, SR_FINDING_ERROR, reader->dataset->file, row->number, text,
        ends != NULL ? N_("there was such an area until %s (changes.csv, row %d: it "
                          "became %s); areas_day= in the .ini says of which day the "
                          "areas of the file are")
                     : N_("there is such an area from %s on (changes.csv, row %d: it "
                          "was %s); areas_day= in the .ini says of which day the "
                          "areas of the file are"),
        written, change->row, ends != NULL ? change->new_key : change->old_key);
    return true;
}

void
sr_reader_complain_place(SrReader *reader, const SrRow *row, const SrPlace *place)
{
    const char *text = row->cells[reader->columns->key];
    /* Comparing with all of many thousand areas takes its time: not for every mistake. */
    g_autofree char *nearest = reader->n_errors < MOST_SUGGESTIONS
                                   ? sr_matcher_nearest(reader->matcher, text)
                                   : g_strdup("…");
    const char *file = reader->dataset->file;

    reader->n_errors++;
    if (reader->unmatched->len < MOST_SUGGESTIONS)
        g_ptr_array_add(reader->unmatched, g_strdup(text));
    if (complain_of_day(reader, row))
        return;
    switch (place->match.kind) {
    case SR_MATCH_OUTSIDE:
        sr_findings_add(reader->findings, SR_FINDING_ERROR, file, row->number, text,
                        N_("not in this project; outside=ignore in the .ini if the file "
                           "covers more than the project"));
        break;
    case SR_MATCH_AMBIGUOUS:
        sr_findings_add(reader->findings, SR_FINDING_ERROR, file, row->number, text,
                        N_("several areas have this name: %s"), nearest);
        break;
    case SR_MATCH_EMPTY:
        sr_findings_add(reader->findings, SR_FINDING_ERROR, file, row->number, NULL,
                        N_("figures without an area: a row below the header that is "
                           "none, or a sum? header= in [format] says how many rows the "
                           "header has"));
        break;
    default:
        sr_findings_add(reader->findings, SR_FINDING_ERROR, file, row->number, text,
                        N_("no such area; nearest are %s (leave_out= passes over rows "
                           "that are no area)"),
                        nearest);
    }
}

/* What stands in the file and means nothing, if it is much like @name; or NULL. */
static const char *
find_alike(const SrReader *reader, int area)
{
    g_autofree char *name = sr_place_normal(reader->names[area]);
    const char *best = NULL;
    int least = (int)strlen(name) / 3 + 1;

    for (guint i = 0; i < reader->unmatched->len; i++) {
        g_autofree char *other = sr_place_normal(reader->unmatched->pdata[i]);
        int distance = sr_edit_distance(name, other);

        if (distance < least) {
            least = distance;
            best = reader->unmatched->pdata[i];
        }
    }
    return best;
}

static void
tell_absent(SrReader *reader)
{
    g_autoptr(GString) absent = g_string_new("");
    int n_absent = 0;

    for (int i = 0; i < reader->areas->n; i++) {
        if (reader->has_area[i] || n_absent++ >= MOST_ABSENT)
            continue;
        const char *alike = find_alike(reader, i);

        g_string_append_printf(absent, "%s%s", absent->len > 0 ? ", " : "",
                               reader->names[i]);
        if (alike != NULL)
            g_string_append_printf(absent, _(" – perhaps '%.60s'?"), alike);
    }
    if (n_absent > MOST_ABSENT)
        g_string_append(absent, ", …");
    if (n_absent > 0 && n_absent < reader->areas->n)
        sr_findings_add(reader->findings, SR_FINDING_WARNING, reader->dataset->file, 0,
                        NULL, N_("areas without a row: %d (%s)"), n_absent, absent->str);
}

void
sr_reader_tell_notes(SrReader *reader)
{
    const char *file = reader->dataset->file;

    if (reader->n_repaired > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, reader->first_repaired,
                        NULL, N_("keys whose leading zero was lost and is put back: %d"),
                        reader->n_repaired);
    if (reader->n_outside > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, 0, NULL,
                        N_("rows of areas outside the project: %d"), reader->n_outside);
    if (reader->n_headings > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, reader->first_heading,
                        NULL,
                        N_("rows without a figure, such as headings and footnotes, left "
                           "out: %d"),
                        reader->n_headings);
    if (reader->n_subtotals > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, reader->first_subtotal,
                        NULL,
                        N_("rows of levels above, kept apart and compared with the sums "
                           "of their parts: %d"),
                        reader->n_subtotals);
    if (reader->n_parts > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, reader->first_part, NULL,
                        N_("rows of levels below, left out: %d"), reader->n_parts);
    if (reader->n_left_out > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, reader->first_left_out,
                        NULL, N_("rows left out by leave_out=: %d"), reader->n_left_out);
    if (reader->n_gone > 0)
        sr_findings_add(reader->findings, SR_FINDING_NOTE, file, 0, NULL,
                        N_("rows of areas that exist no longer, not applicable: %d"),
                        reader->n_gone);
    if (reader->n_empty > 0)
        sr_findings_add(reader->findings, SR_FINDING_WARNING, file, reader->first_empty,
                        NULL,
                        N_("empty cells read as missing: %d; [signs] empty= says what "
                           "they are"),
                        reader->n_empty);
    tell_absent(reader);
}

/* Whether the age is told by a column of its own, and as one year: 17. */
static bool
is_year_of_age(const SrReader *reader, const SrSeriesKey *key)
{
    const SrDatasetVariable *variable = reader->dataset->variables->pdata[key->variable];

    return *variable->age_column != '\0' && key->age_from != SR_ALL_AGES &&
           (key->age_to == key->age_from || key->age_from == variable->age_open);
}

/*
 * Ages tell the rows of one area apart. Where each area has one age only, and hardly two
 * areas the same, the figures of the column are counts of something: a column of ages
 * would have the same ones everywhere.
 */
void
sr_reader_check_ages(SrReader *reader)
{
    const SrObservations *out = reader->out;
    g_autofree int *n_of = g_new0(int, reader->areas->n);

    for (guint v = 0; v < reader->dataset->variables->len; v++) {
        const SrDatasetVariable *variable = reader->dataset->variables->pdata[v];
        int n_ages = 0, n_areas = 0;
        bool is_once = true;

        memset(n_of, 0, (gsize)reader->areas->n * sizeof *n_of);
        for (guint s = 0; s < out->series->len && is_once; s++) {
            const SrSeriesKey *key = &g_array_index(out->series, SrSeriesKey, s);
            gsize n = 0;

            if (key->variable != (gint32)v || !is_year_of_age(reader, key))
                continue;
            const SrObservation *here = sr_observations_of(out, s, &n);
            n_ages += n > 0;
            for (gsize i = 0; i < n; i++)
                if (here[i].area < reader->areas->n && n_of[here[i].area]++ == 0)
                    n_areas++;
                else
                    is_once = false;
        }
        if (!is_once || n_ages < 3 || n_areas < 3)
            continue;
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file, 0,
                        variable->age_column,
                        N_("age_column= names a column in which each area has one age "
                           "only, and %d areas have %d different ones: are these "
                           "figures, not ages?"),
                        n_areas, n_ages);
        reader->n_errors++;
    }
}

/* Columns and conditions that gave nothing, and columns that mix units. */
void
sr_reader_check_use(SrReader *reader)
{
    const SrDataset *dataset = reader->dataset;

    for (guint i = 0; i < dataset->variables->len && reader->n_errors == 0; i++) {
        const SrDatasetVariable *variable = dataset->variables->pdata[i];

        if (reader->n_used[i] > 0)
            continue;
        sr_findings_add(reader->findings, SR_FINDING_ERROR, dataset->file, 0,
                        variable->name,
                        reader->n_rows == 0 ? N_("the file has a header and no rows")
                        : *variable->where_columns != NULL
                            ? N_("no row fits where_value and belongs to the project")
                            : N_("no row belongs to the project"));
        reader->n_errors++;
    }
    for (guint i = 0; i < reader->columns->values->len; i++) {
        const SrValueColumn *value = reader->columns->values->pdata[i];

        const SrUnitUse *use = &reader->units[i];

        if (use->n_percent == 0 || use->n_plain == 0)
            continue;
        bool is_mostly_plain = use->n_percent <= use->n_plain; /* the fewer are told */
        sr_findings_add(reader->findings, SR_FINDING_ERROR, dataset->file,
                        is_mostly_plain ? use->first_percent : use->first_plain,
                        sr_table_columns(reader->table)[value->column],
                        N_("figures with the sign %% (%d) among others without (%d)"),
                        use->n_percent, use->n_plain);
        reader->n_errors++;
    }
}

/* By series and area, in one pass over each; an area twice in a series is a finding. */
void
sr_reader_arrange(SrReader *reader, int n_areas)
{
    SrObservations *out = reader->out;
    guint n = out->observations->len;
    guint n_series = out->series->len;
    const SrObservation *from = (const SrObservation *)out->observations->data;
    g_autofree gsize *next = g_new(gsize, n_series + 1);
    GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(SrObservation), n);

    g_array_set_size(sorted, n);
    out->start = g_new0(gsize, n_series + 1);
    for (guint i = 0; i < n; i++)
        out->start[from[i].series + 1]++;
    for (guint s = 0; s < n_series; s++)
        out->start[s + 1] += out->start[s];
    memcpy(next, out->start, (n_series + 1) * sizeof *next);
    SrObservation *to = (SrObservation *)sorted->data;
    for (guint i = 0; i < n; i++)
        to[next[from[i].series]++] = from[i];

    g_autofree gsize *at = g_new(gsize, n_areas);
    for (guint s = 0; s < n_series; s++) {
        SrObservation *source = (SrObservation *)out->observations->data + out->start[s];
        gsize n_here = out->start[s + 1] - out->start[s];
        const SrSeriesKey *key = &g_array_index(out->series, SrSeriesKey, s);
        gsize n_out = 0;

        memset(at, 0, (gsize)n_areas * sizeof *at);
        for (gsize i = 0; i < n_here; i++) {
            const SrObservation *observation = &to[out->start[s] + i];
            const SrDatasetVariable *variable =
                reader->dataset->variables->pdata[key->variable];
            gsize before = at[observation->area];

            if (before != 0 && reader->n_errors++ < SR_MOST_ERRORS)
                sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file,
                                observation->row, reader->names[observation->area],
                                N_("%s of %s stands twice, first in row %d"),
                                variable->name,
                                (const char *)out->periods->pdata[key->period],
                                to[out->start[s] + before - 1].row);
            at[observation->area] = i + 1;
        }
        for (int area = 0; area < n_areas; area++)
            if (at[area] != 0)
                source[n_out++] = to[out->start[s] + at[area] - 1];
    }
    g_array_unref(sorted);
}

void
sr_observations_free(SrObservations *observations)
{
    if (observations == NULL)
        return;
    g_array_unref(observations->series);
    g_array_unref(observations->observations);
    g_array_unref(observations->totals);
    g_ptr_array_unref(observations->periods);
    g_free(observations->start);
    g_free(observations);
}

const SrObservation *
sr_observations_of(const SrObservations *observations, guint series, gsize *n)
{
    *n = observations->start[series + 1] - observations->start[series];
    return *n == 0 ? NULL
                   : (const SrObservation *)observations->observations->data +
                         observations->start[series];
}
