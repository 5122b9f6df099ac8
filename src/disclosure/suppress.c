#include "disclosure/suppress.h"

#include "disclosure/suppress_private.h"

#include <string.h>

/* What can be asked at once, before forms are asked for one by one. */
#define MOST_SWAYS 60

/* So many are asked for one by one before the others are, together. */
#define FEW_ASKED 2

/* Cells that are tried open together. */
#define MOST_TOGETHER 8

/*
 * Questions times forms of the block that opening again may take: twenty seconds or so
 * for a block of 5 000 forms; the usual ones have a hundred and need a thousandth.
 */
#define MOST_OPENING 2500000

/* A table, by what it changes in each form. */
typedef struct {
    bool is_barred; /* it moves a cell that is open */
    gint64 changes[];
} Witness;

static void
work_clear(SrWork *work)
{
    sr_tableau_free(work->tableau);
    g_ptr_array_unref(work->witnesses);
    g_free(work->is_nothing);
    g_free(work->is_lost);
    g_free(work->changes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrWork, work_clear)

/* Whether a table that changes the form by @change is what it needs. */
static bool
is_met(const SrForm *form, gint64 change)
{
    gint64 now = form->value + change;

    if (form->kind == SR_FORM_CELL)
        return form->value < form->minimum ? now >= form->minimum : change != 0;
    return form->value > 0 && form->value < form->minimum
               ? now == 0 || now >= form->minimum
               : change != 0;
}

void
sr_work_see_nothings(SrWork *work)
{
    g_free(work->is_nothing);
    work->is_nothing = sr_system_shown_nothings(work->system);
}

static bool
is_shown_nothing(const SrWork *work, const SrForm *form)
{
    const SrTerm *terms = sr_system_terms(work->system, form);

    for (int i = 0; i < form->n; i++)
        if (!work->is_nothing[terms[i].atom])
            return false;
    return true;
}

bool
sr_work_needs_witness(const SrWork *work, const SrForm *form)
{
    switch (form->kind) {
    case SR_FORM_CELL:
        return !form->is_open;
    case SR_FORM_ASIDE:
        return form->value != 0 || !is_shown_nothing(work, form);
    case SR_FORM_BOUND:
        return false;
    }
    return false;
}

static bool
is_witnessed(const SrWork *work, int f)
{
    const SrForm *form = sr_work_form(work, f);

    for (guint w = 0; w < work->witnesses->len; w++) {
        const Witness *witness = work->witnesses->pdata[w];

        if (!witness->is_barred && is_met(form, witness->changes[f]))
            return true;
    }
    return false;
}

static void
keep_witness(SrWork *work)
{
    gsize size = sizeof(gint64) * (gsize)work->block->n_forms;
    Witness *witness = g_malloc0(sizeof *witness + size);

    memcpy(witness->changes, work->changes, size);
    g_ptr_array_add(work->witnesses, witness);
}

/* How far, and which way first, the form should move. */
static gint64
wish_of(const SrForm *form)
{
    if (form->kind == SR_FORM_CELL)
        return form->value < form->minimum ? form->minimum - form->value : -1;
    if (form->value > 0 && form->value < form->minimum)
        return -form->value;
    return form->value == 0 ? 1 : -1;
}

/* Many at once: tables that move all that have no witness yet, as long as some gain. */
static void
sway(SrWork *work, const bool *is_target)
{
    g_autofree gint64 *wish = g_new0(gint64, work->block->n_forms + 1);

    for (int round = 0; round < MOST_SWAYS; round++) {
        bool gains = false;
        int n_wishes = 0;

        for (int f = 0; f < work->block->n_forms; f++) {
            wish[f] = is_target[f] && !is_witnessed(work, f)
                          ? wish_of(sr_work_form(work, f))
                          : 0;
            n_wishes += wish[f] != 0;
        }
        if (n_wishes < 2 || !sr_tableau_sway(work->tableau, wish, work->changes))
            return;
        for (int f = 0; f < work->block->n_forms; f++)
            gains = gains ||
                    (wish[f] != 0 && is_met(sr_work_form(work, f), work->changes[f]));
        if (!gains)
            return;
        keep_witness(work);
    }
}

bool
sr_work_ask(SrWork *work, int f, bool pays)
{
    const SrForm *form = sr_work_form(work, f);
    bool is_small = form->value < form->minimum;
    bool is_cell = form->kind == SR_FORM_CELL;
    gint64 up =
        is_small && (is_cell || form->value > 0) ? form->minimum - form->value : 1;
    gint64 down = is_small ? form->value : 1;
    work->spent += work->block->n_forms;
    bool found = sr_tableau_find(work->tableau, f, true, up, pays, work->changes);

    if (!found && down > 0 && !(is_cell && is_small))
        found = sr_tableau_find(work->tableau, f, false, down, pays, work->changes);
    return found && is_met(form, work->changes[f]);
}

/* Closes the open cells that the table found moves. */
static void
close_moved(SrWork *work)
{
    for (int f = 0; f < work->block->n_forms; f++) {
        SrForm *form = sr_work_form(work, f);

        if (form->kind == SR_FORM_CELL && work->changes[f] != 0)
            form->is_open = false;
    }
}

/* Closes the cheapest open cell that shares an atom with the form; false if none. */
static bool
close_neighbour(SrWork *work, int f)
{
    const SrForm *form = sr_work_form(work, f);
    const SrTerm *terms = sr_system_terms(work->system, form);
    SrForm *cheapest = NULL;

    for (int g = 0; g < work->block->n_forms; g++) {
        SrForm *other = sr_work_form(work, g);
        const SrTerm *others = sr_system_terms(work->system, other);
        bool shares = false;

        if (other->kind != SR_FORM_CELL || !other->is_open || other->is_fixed)
            continue;
        for (int i = 0; i < form->n && !shares; i++)
            for (int k = 0; k < other->n && !shares; k++)
                shares = terms[i].atom == others[k].atom;
        if (shares && (cheapest == NULL || other->cost < cheapest->cost))
            cheapest = other;
    }
    if (cheapest != NULL)
        cheapest->is_open = false;
    return cheapest != NULL;
}

/*
 * Closed in an edition that was released, and not for its own value. Where no table
 * leaves it open to doubt even with all that is new closed, that edition told it already.
 */
static bool
is_kept(const SrForm *form)
{
    return form->kind == SR_FORM_CELL && form->is_fixed && !form->is_open &&
           !sr_form_is_primary(form);
}

/* Gives the form a witness, closing cells where it must. */
static bool
protect(SrWork *work, int f)
{
    while (!sr_work_ask(work, f, false)) {
        if (sr_work_ask(work, f, true)) {
            close_moved(work);
            break;
        }
        if (is_kept(sr_work_form(work, f)) || !close_neighbour(work, f))
            return false;
    }
    keep_witness(work);
    return true;
}

static void
close_primary(SrWork *work, SrSuppression *suppression)
{
    for (int f = 0; f < work->block->n_forms; f++) {
        SrForm *form = sr_work_form(work, f);

        if (form->kind != SR_FORM_CELL || !sr_form_is_primary(form))
            continue;
        suppression->n_primary++;
        if (!form->is_fixed)
            form->is_open = false;
        else if (form->is_open)
            g_array_append_val(suppression->unsafe, work->block->forms[f]);
    }
}

/* Every form that needs a witness gets one; what is closed on the way needs one too. */
static void
protect_all(SrWork *work, SrSuppression *suppression)
{
    g_autofree bool *is_target = g_new0(bool, work->block->n_forms + 1);
    bool works;

    do {
        works = false;
        sr_work_see_nothings(work);
        for (int f = 0; f < work->block->n_forms; f++)
            is_target[f] =
                !work->is_lost[f] && sr_work_needs_witness(work, sr_work_form(work, f));
        sway(work, is_target);
        for (int f = 0; f < work->block->n_forms; f++) {
            if (!is_target[f] || is_witnessed(work, f))
                continue;
            works = true;
            if (protect(work, f))
                continue;
            work->is_lost[f] = true;
            if (!is_kept(sr_work_form(work, f)))
                g_array_append_val(suppression->unsafe, work->block->forms[f]);
        }
    } while (works);
}

/* --- Opening again --- */

/* Bars the tables that move cell @f, or admits those that it alone barred. */
static void
bar_witnesses(SrWork *work, int f, GPtrArray *barred, bool bars)
{
    for (guint w = 0; bars && w < work->witnesses->len; w++) {
        Witness *witness = work->witnesses->pdata[w];

        if (witness->is_barred || witness->changes[f] == 0)
            continue;
        witness->is_barred = true;
        g_ptr_array_add(barred, witness);
    }
    for (guint w = 0; !bars && w < barred->len; w++)
        ((Witness *)barred->pdata[w])->is_barred = false;
}

static void
open_cell(SrWork *work, int f, GArray *opened, GPtrArray *barred)
{
    sr_work_form(work, f)->is_open = true;
    g_array_append_val(opened, f);
    bar_witnesses(work, f, barred, true);
    sr_work_see_nothings(work);
}

static bool
is_exposed(const SrWork *work, int f)
{
    return !work->is_lost[f] && sr_work_needs_witness(work, sr_work_form(work, f)) &&
           !is_witnessed(work, f);
}

/* New witnesses for many of those that have lost theirs. */
static void
sway_exposed(SrWork *work)
{
    g_autofree bool *is_target = g_new0(bool, work->block->n_forms + 1);

    for (int f = 0; f < work->block->n_forms; f++)
        is_target[f] = is_exposed(work, f);
    sway(work, is_target);
}

/* The first form that has lost its witness and finds no other; -1 if all are safe. */
static int
find_exposed(SrWork *work)
{
    int n_asked = 0;

    for (int f = 0; f < work->block->n_forms; f++) {
        if (!is_exposed(work, f))
            continue;
        if (!sr_work_ask(work, f, false))
            return f;
        keep_witness(work);
        if (++n_asked == FEW_ASKED)
            sway_exposed(work);
    }
    return -1;
}

/*
 * Opens cell @f if all stay safe with it open; else all is as before. Two kinds that
 * cover each other in a total are superfluous only together: a cell that would give
 * itself away is opened with it.
 */
static void
open_again(SrWork *work, int f)
{
    g_autoptr(GPtrArray) barred = g_ptr_array_new();
    g_autoptr(GArray) opened = g_array_new(FALSE, FALSE, sizeof(int));
    int exposed = f;

    do {
        open_cell(work, exposed, opened, barred);
        exposed = find_exposed(work);
    } while (exposed >= 0 && opened->len < MOST_TOGETHER &&
             sr_work_is_openable(sr_work_form(work, exposed)));
    if (exposed < 0)
        return;
    for (guint i = 0; i < opened->len; i++)
        sr_work_form(work, g_array_index(opened, int, i))->is_open = false;
    bar_witnesses(work, f, barred, false);
    sr_work_see_nothings(work);
}

static int
compare_costs(gconstpointer a, gconstpointer b, gpointer data)
{
    const SrWork *work = data;
    int left = *(const int *)a;
    int right = *(const int *)b;
    double l = sr_work_form(work, left)->cost;
    double r = sr_work_form(work, right)->cost;

    return l != r ? (l < r ? 1 : -1) : left - right;
}

/*
 * The dearest first: what is gained is most there. A block that is too large for all of
 * them keeps the rest closed, which is safe; counted in steps, so that it is the same on
 * every machine.
 */
static void
open_superfluous(SrWork *work)
{
    g_autoptr(GArray) closed = g_array_new(FALSE, FALSE, sizeof(int));

    for (int f = 0; f < work->block->n_forms; f++) {
        const SrForm *form = sr_work_form(work, f);

        if (sr_work_is_openable(form))
            g_array_append_val(closed, f);
    }
    g_array_sort_with_data(closed, compare_costs, work);
    gint64 enough = work->spent + MOST_OPENING;
    for (guint i = 0; i < closed->len && work->spent < enough; i++)
        if (sr_work_is_openable(sr_work_form(work, g_array_index(closed, int, i))))
            open_again(work, g_array_index(closed, int, i));
}

/* --- The whole --- */

static SrWork
work_on(SrSystem *system, const SrBlock *block)
{
    return (SrWork){.system = system,
                    .block = block,
                    .tableau = sr_tableau_new(system, block),
                    .witnesses = g_ptr_array_new_with_free_func(g_free),
                    .is_lost = g_new0(bool, block->n_forms + 1),
                    .changes = g_new0(gint64, block->n_forms + 1)};
}

static void
suppress_block(SrSystem *system, const SrBlock *block, SrSuppression *suppression)
{
    g_auto(SrWork) work = work_on(system, block);

    close_primary(&work, suppression);
    guint n_unsafe = suppression->unsafe->len;
    protect_all(&work, suppression);
    if (suppression->unsafe->len == n_unsafe) {
        open_superfluous(&work);
        suppression->n_least += sr_work_find_least(&work);
    }
    for (int f = 0; f < block->n_forms; f++)
        suppression->n_closed += sr_work_form(&work, f)->kind == SR_FORM_CELL &&
                                 !sr_work_form(&work, f)->is_open;
    suppression->n_witnesses += (int)work.witnesses->len;
}

SrSuppression *
sr_system_suppress(SrSystem *system)
{
    SrSuppression *suppression = g_new0(SrSuppression, 1);
    g_autoptr(GPtrArray) blocks = sr_system_blocks(system);

    suppression->unsafe = g_array_new(FALSE, FALSE, sizeof(int));
    suppression->n_blocks = (int)blocks->len;
    for (guint b = 0; b < blocks->len; b++)
        suppress_block(system, blocks->pdata[b], suppression);
    return suppression;
}

GArray *
sr_system_find_unsafe(SrSystem *system)
{
    GArray *unsafe = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GPtrArray) blocks = sr_system_blocks(system);

    for (guint b = 0; b < blocks->len; b++) {
        const SrBlock *block = blocks->pdata[b];
        g_auto(SrWork) work = work_on(system, block);

        sr_work_see_nothings(&work);
        for (int f = 0; f < block->n_forms; f++) {
            const SrForm *form = sr_work_form(&work, f);
            bool is_shown = form->kind == SR_FORM_CELL && form->is_open;

            if (is_shown
                    ? sr_form_is_primary(form)
                    : sr_work_needs_witness(&work, form) && !sr_work_ask(&work, f, false))
                g_array_append_val(unsafe, block->forms[f]);
        }
    }
    return unsafe;
}

void
sr_suppression_free(SrSuppression *suppression)
{
    if (suppression == NULL)
        return;
    g_array_unref(suppression->unsafe);
    g_free(suppression);
}
