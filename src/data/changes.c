#include "data/changes.h"

#include "base/number.h"
#include "data/table.h"
#include "data/terms.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Shares are written with a few decimals: thirds add up to 0.999 or 1.000. */
#define SHARE_SLACK 0.0015

static void
change_clear(gpointer data)
{
    SrChange *change = data;

    g_free(change->old_key);
    g_free(change->new_key);
    g_free(change->old_name);
}

void
sr_changes_free(SrChanges *changes)
{
    if (changes == NULL)
        return;
    g_free(changes->path);
    g_hash_table_unref(changes->named);
    g_array_unref(changes->rows);
    g_free(changes);
}

static const SrChange *
row_at(const SrChanges *changes, guint i)
{
    return &g_array_index(changes->rows, SrChange, i);
}

char *
sr_change_key(const char *text)
{
    g_autofree char *key = g_strstrip(g_strdup(text));
    gsize n = strlen(key);
    bool is_number = n > 0 && strspn(key, "0123456789") == n;
    bool lost_zero = is_number && (n == 4 || n == 7 || n == 11);
    g_autofree char *whole =
        lost_zero ? g_strconcat("0", key, NULL) : g_steal_pointer(&key);

    return is_number && strlen(whole) == 12
               ? g_strdup_printf("%.5s%s", whole, whole + strlen("123456789"))
               : g_steal_pointer(&whole);
}

/* --- reading --- */

enum { OLD_KEY, NEW_KEY, DAY, SHARE, OLD_NAME, BACK_SHARE, N_COLUMNS };
static const char *const column_names[N_COLUMNS] = {"old_key", "new_key",  "day",
                                                    "share",   "old_name", "back_share"};

/* "0,6", "0.6", "60 %"; an empty cell is @empty. */
static bool
read_share(const char *text, double empty, double *share)
{
    SrNumber number;

    if (text[strspn(text, " ")] == '\0') {
        *share = empty;
        return true;
    }
    if (!sr_number_parse(text,
                         strchr(text, ',') != NULL ? SR_NUMBER_GERMAN : SR_NUMBER_ENGLISH,
                         &number))
        return false;
    *share = number.unit == SR_UNIT_PERCENT ? number.value / 100 : number.value;
    return *share > 0 && *share <= 1;
}

static void
complain(const SrChanges *changes, const SrRow *row, const char *column,
         SrFindings *findings, const char *text)
{
    sr_findings_add(findings, SR_FINDING_ERROR, changes->path, row->number, column,
                    g_str_equal(column, column_names[DAY])
                        ? N_("'%.60s' is no day, such as 2014-06-07")
                        : N_("'%.60s' is no part of one, such as 0.6"),
                    text);
}

static void
read_row(SrChanges *changes, const SrRow *row, const int *columns, SrFindings *findings)
{
    const char *cells[N_COLUMNS];
    SrChange change = {.row = row->number};
    bool is_right = true;

    for (int c = 0; c < N_COLUMNS; c++)
        cells[c] = columns[c] < 0 ? "" : row->cells[columns[c]];
    bool right[N_COLUMNS] = {[DAY] = sr_day_parse(cells[DAY], &change.day),
                             [SHARE] = read_share(cells[SHARE], 1, &change.share),
                             [BACK_SHARE] =
                                 read_share(cells[BACK_SHARE], NAN, &change.back)};
    for (int c = DAY; c < N_COLUMNS; c++)
        if (c != OLD_NAME && !right[c]) {
            complain(changes, row, column_names[c], findings, cells[c]);
            is_right = false;
        }
    change.old_key = sr_change_key(cells[OLD_KEY]);
    change.new_key = sr_change_key(cells[NEW_KEY]);
    change.old_name = g_strstrip(g_strdup(cells[OLD_NAME]));
    if (*change.old_key == '\0' || *change.new_key == '\0') {
        sr_findings_add(findings, SR_FINDING_ERROR, changes->path, row->number, NULL,
                        N_("a change needs old_key and new_key"));
        is_right = false;
    }
    if (is_right)
        g_array_append_val(changes->rows, change);
    else
        change_clear(&change);
}

static int
compare_changes(gconstpointer a, gconstpointer b)
{
    const SrChange *x = a;
    const SrChange *y = b;
    int by_old = strcmp(x->old_key, y->old_key);
    int by_new = strcmp(x->new_key, y->new_key);

    if (x->day != y->day)
        return (x->day > y->day) - (x->day < y->day);
    return by_old != 0 ? by_old : by_new != 0 ? by_new : x->row - y->row;
}

/* Each area that ends goes somewhere as a whole, and nowhere twice. */
static void
check_shares(const SrChanges *changes, SrFindings *findings)
{
    for (guint i = 0, end; i < changes->rows->len; i = end) {
        const SrChange *first = row_at(changes, i);
        double sum = 0;

        for (end = i;
             end < changes->rows->len && row_at(changes, end)->day == first->day &&
             g_str_equal(row_at(changes, end)->old_key, first->old_key);
             end++) {
            const SrChange *change = row_at(changes, end);

            sum += change->share;
            if (end > i &&
                g_str_equal(row_at(changes, end - 1)->new_key, change->new_key))
                sr_findings_add(findings, SR_FINDING_ERROR, changes->path, change->row,
                                change->old_key, N_("the same change as in row %d"),
                                row_at(changes, end - 1)->row);
        }
        if (fabs(sum - 1) > SHARE_SLACK)
            sr_findings_add(findings, SR_FINDING_ERROR, changes->path, first->row,
                            first->old_key,
                            N_("the shares of this area on this day add up to %g, not "
                               "to 1; what stays with the area itself is a row too"),
                            sum);
    }
}

/* Either nobody says what part of a new area was which, or it is said of all of it. */
static void
check_backs(const SrChanges *changes, SrFindings *findings)
{
    g_autoptr(GHashTable) sums =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < changes->rows->len; i++) {
        const SrChange *change = row_at(changes, i);
        char *name = g_strdup_printf("%d %s", change->day, change->new_key);
        double *sum = g_hash_table_lookup(sums, name);
        double *own = g_new(double, 1);

        *own = change->back + (sum == NULL ? 0 : *sum);
        g_hash_table_replace(sums, name, own);
    }
    for (guint i = 0; i < changes->rows->len; i++) {
        const SrChange *change = row_at(changes, i);
        g_autofree char *name = g_strdup_printf("%d %s", change->day, change->new_key);
        double sum = *(const double *)g_hash_table_lookup(sums, name);

        if (!isnan(change->back) && !(fabs(sum - 1) <= SHARE_SLACK))
            sr_findings_add(findings, SR_FINDING_ERROR, changes->path, change->row,
                            change->new_key,
                            N_("back_share is given for all parts of an area, and adds "
                               "up to 1"));
    }
}

/* Thirds of three decimals lose nobody: the shares of an area are made to add up to 1. */
static void
level_shares(SrChanges *changes)
{
    for (guint i = 0, end; i < changes->rows->len; i = end) {
        const SrChange *first = row_at(changes, i);
        double sum = 0;

        for (end = i;
             end < changes->rows->len && row_at(changes, end)->day == first->day &&
             g_str_equal(row_at(changes, end)->old_key, first->old_key);
             end++)
            sum += row_at(changes, end)->share;
        for (guint c = i; c < end; c++)
            g_array_index(changes->rows, SrChange, c).share /= sum;
    }
}

SrChanges *
sr_changes_read(const char *path, SrFindings *findings)
{
    static char nothing[] = "";
    const SrTableFormat format = {nothing, nothing, nothing, nothing,
                                  nothing, 0,       1,       nothing};
    SrChanges *changes = g_new0(SrChanges, 1);
    int columns[N_COLUMNS];
    SrRow row;

    changes->path = g_strdup(path);
    changes->rows = g_array_new(FALSE, FALSE, sizeof(SrChange));
    g_array_set_clear_func(changes->rows, change_clear);
    changes->named = g_hash_table_new(g_str_hash, g_str_equal);
    changes->is_there = g_file_test(path, G_FILE_TEST_EXISTS);
    if (!changes->is_there)
        return changes;
    g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
    if (table == NULL)
        return changes;
    for (int c = 0; c < N_COLUMNS; c++)
        columns[c] = sr_table_find(table, column_names[c]);
    if (columns[OLD_KEY] < 0 || columns[NEW_KEY] < 0 || columns[DAY] < 0) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 1, NULL,
                        N_("the columns are old_key;new_key;day;share, and perhaps "
                           "old_name and back_share"));
        return changes;
    }
    while (sr_table_next(table, &row))
        read_row(changes, &row, columns, findings);
    g_array_sort(changes->rows, compare_changes);
    check_shares(changes, findings);
    check_backs(changes, findings);
    for (guint i = 0; i < changes->rows->len; i++) {
        g_hash_table_add(changes->named, row_at(changes, i)->old_key);
        g_hash_table_add(changes->named, row_at(changes, i)->new_key);
    }
    level_shares(changes);
    return changes;
}

/* --- tracing --- */

/* One step: what @source was made of on the other side of the rows first .. end - 1. */
typedef struct {
    const SrChanges *changes;
    guint first;
    guint end;
    bool is_back; /* from newer areas to older ones */
    GArray *out;  /* of SrSource */
    int row;      /* what hinders */
    const char *other;
} Step;

static const char *
near_key(const Step *step, const SrChange *change)
{
    return step->is_back ? change->old_key : change->new_key;
}

static const char *
far_key(const Step *step, const SrChange *change)
{
    return step->is_back ? change->new_key : change->old_key;
}

static void
add_source(GArray *sources, const char *key, double share)
{
    SrSource source = {key, share};

    for (guint i = 0; i < sources->len; i++)
        if (g_str_equal(g_array_index(sources, SrSource, i).key, key)) {
            g_array_index(sources, SrSource, i).share += share;
            return;
        }
    g_array_append_val(sources, source);
}

/* How much of the new area came from the old one of @change; NAN if nobody knows. */
static double
back_share(const Step *step, const SrChange *change)
{
    int n = 0;

    for (guint i = step->first; i < step->end; i++)
        n += g_str_equal(row_at(step->changes, i)->new_key, change->new_key);
    return n == 1 ? 1 : change->back;
}

/* False if a row contradicts that the area is there, or cannot be undone. */
static bool
trace_step(Step *step, const SrSource *source)
{
    int named_by = 0;
    bool is_made = false;

    for (guint i = step->first; i < step->end; i++) {
        const SrChange *change = row_at(step->changes, i);

        if (g_str_equal(far_key(step, change), source->key))
            named_by = change->row;
        if (!g_str_equal(near_key(step, change), source->key))
            continue;
        double share = step->is_back ? back_share(step, change) : change->share;
        if (isnan(share)) {
            step->row = change->row;
            step->other = change->new_key;
            return false;
        }
        is_made = true;
        add_source(step->out, far_key(step, change), source->share * share);
    }
    if (!is_made && named_by != 0) {
        step->row = named_by;
        return false;
    }
    if (!is_made)
        add_source(step->out, source->key, source->share);
    return true;
}

static bool
trace_rows(Step *step, GArray **sources)
{
    g_autoptr(GArray) before = *sources;
    bool is_traced = true;

    step->out = *sources = g_array_new(FALSE, FALSE, sizeof(SrSource));
    for (guint i = 0; i < before->len && is_traced; i++)
        is_traced = trace_step(step, &g_array_index(before, SrSource, i));
    return is_traced;
}

static int
compare_sources(gconstpointer a, gconstpointer b)
{
    return strcmp(((const SrSource *)a)->key, ((const SrSource *)b)->key);
}

GArray *
sr_changes_trace(const SrChanges *changes, const char *key, int from, int to, int *row,
                 const char **other)
{
    const GArray *rows = changes->rows;
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(SrSource));
    Step step = {.changes = changes, .is_back = from > to};
    int low = MIN(from, to);
    int high = MAX(from, to);

    add_source(sources, key, 1);
    /* Day by day: towards the past if the figures are older, else towards the present. */
    guint n = g_hash_table_contains(changes->named, key) ? rows->len : 0;
    for (guint at = 0; at < n;) {
        guint begin = step.is_back ? at : rows->len - 1 - at;
        int day = row_at(changes, begin)->day;

        step.first = step.end = begin;
        while (step.first > 0 && row_at(changes, step.first - 1)->day == day)
            step.first--;
        while (step.end < rows->len && row_at(changes, step.end)->day == day)
            step.end++;
        at += step.end - step.first;
        if (day > low && day <= high && !trace_rows(&step, &sources)) {
            *row = step.row;
            *other = step.other;
            return NULL;
        }
    }
    g_array_sort(sources, compare_sources);
    return g_steal_pointer(&sources);
}

const SrChange *
sr_changes_find(const SrChanges *changes, const char *key, bool ends)
{
    const SrChange *found = NULL;

    for (guint i = 0; i < changes->rows->len; i++) {
        const SrChange *change = row_at(changes, i);

        if (g_str_equal(ends ? change->old_key : change->new_key, key) &&
            !g_str_equal(change->old_key, change->new_key))
            found = change;
    }
    return found;
}
