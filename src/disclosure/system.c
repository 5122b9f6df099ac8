#include "disclosure/system.h"

#include <stdlib.h>
#include <string.h>

SrSystem *
sr_system_new(void)
{
    SrSystem *system = g_new0(SrSystem, 1);

    system->atoms = g_array_new(FALSE, FALSE, sizeof(gint64));
    system->minimums = g_array_new(FALSE, FALSE, sizeof(gint64));
    system->forms = g_array_new(FALSE, FALSE, sizeof(SrForm));
    system->terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
    system->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return system;
}

void
sr_system_free(SrSystem *system)
{
    if (system == NULL)
        return;
    g_array_unref(system->atoms);
    g_array_unref(system->minimums);
    g_array_unref(system->forms);
    g_array_unref(system->terms);
    g_hash_table_unref(system->seen);
    g_free(system);
}

int
sr_system_add_atom(SrSystem *system, gint64 value, gint64 minimum)
{
    g_array_append_val(system->atoms, value);
    g_array_append_val(system->minimums, minimum);
    return (int)system->atoms->len - 1;
}

int
sr_system_n(const SrSystem *system)
{
    return (int)system->forms->len;
}

SrForm *
sr_system_at(const SrSystem *system, int form)
{
    return &g_array_index(system->forms, SrForm, form);
}

const SrTerm *
sr_system_terms(const SrSystem *system, const SrForm *form)
{
    return (const SrTerm *)(void *)system->terms->data + form->first;
}

gint64
sr_system_atom(const SrSystem *system, int atom)
{
    return g_array_index(system->atoms, gint64, atom);
}

static int
compare_terms(const void *a, const void *b)
{
    return ((const SrTerm *)a)->atom - ((const SrTerm *)b)->atom;
}

/* Sorted, each atom once, without what cancels. Returns: how many are left. */
static int
tidy_terms(SrTerm *terms, int n)
{
    int kept = 0;

    qsort(terms, (size_t)n, sizeof *terms, compare_terms);
    for (int i = 0; i < n; i++) {
        if (kept > 0 && terms[kept - 1].atom == terms[i].atom)
            terms[kept - 1].coefficient += terms[i].coefficient;
        else
            terms[kept++] = terms[i];
        if (terms[kept - 1].coefficient == 0)
            kept--;
    }
    return kept;
}

static char *
text_of_terms(const SrTerm *terms, int n)
{
    GString *text = g_string_sized_new((gsize)n * 8);

    for (int i = 0; i < n; i++)
        g_string_append_printf(text, "%d*%d ", terms[i].coefficient, terms[i].atom);
    return g_string_free(text, FALSE);
}

/* What a second use of the same terms changes in the form that stands. */
static void
join_forms(SrForm *known, const SrForm *form)
{
    if (form->kind == SR_FORM_CELL && known->kind == SR_FORM_ASIDE) {
        known->kind = SR_FORM_CELL;
        known->is_open = form->is_open;
        known->is_fixed = form->is_fixed;
    }
    known->minimum = MAX(known->minimum, form->minimum);
    known->cost = MAX(known->cost, form->cost);
    known->tells = known->tells || form->tells;
}

int
sr_system_add(SrSystem *system, const SrForm *form, const SrTerm *terms, int n)
{
    g_autofree SrTerm *own = g_memdup2(terms, sizeof *terms * (gsize)n);
    SrForm added = *form;

    n = tidy_terms(own, n);
    if (n == 0)
        return -1;
    g_autofree char *text = text_of_terms(own, n);
    if (form->kind != SR_FORM_BOUND) {
        int known = GPOINTER_TO_INT(g_hash_table_lookup(system->seen, text)) - 1;

        if (known >= 0) {
            join_forms(sr_system_at(system, known), form);
            return known;
        }
    }
    added.first = (int)system->terms->len;
    added.n = n;
    added.value = 0;
    for (int i = 0; i < n; i++)
        added.value += own[i].coefficient * sr_system_atom(system, own[i].atom);
    g_array_append_vals(system->terms, own, (guint)n);
    g_array_append_val(system->forms, added);
    if (form->kind != SR_FORM_BOUND)
        g_hash_table_insert(system->seen, g_steal_pointer(&text),
                            GINT_TO_POINTER(sr_system_n(system)));
    return sr_system_n(system) - 1;
}

int
sr_system_find_cell(const SrSystem *system, const SrTerm *terms, int n)
{
    g_autofree SrTerm *own = g_memdup2(terms, sizeof *terms * (gsize)n);
    g_autofree char *text = text_of_terms(own, tidy_terms(own, n));
    int form = GPOINTER_TO_INT(g_hash_table_lookup(system->seen, text)) - 1;

    return form >= 0 && sr_system_at(system, form)->kind == SR_FORM_CELL ? form : -1;
}

/* The column of each atom: the forms it stands in, as text. */
static GString **
write_columns(const SrSystem *system)
{
    GString **columns = g_new(GString *, system->atoms->len);

    for (guint a = 0; a < system->atoms->len; a++)
        columns[a] = g_string_new(NULL);
    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);
        const SrTerm *terms = sr_system_terms(system, form);

        for (int i = 0; i < form->n; i++)
            g_string_append_printf(columns[terms[i].atom], "%d*%d ", terms[i].coefficient,
                                   f);
    }
    return columns;
}

/* Puts groups for atoms in all the forms. */
static void
rewrite_forms(SrSystem *system, const int *group_of)
{
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));

    g_hash_table_remove_all(system->seen);
    for (int f = 0; f < sr_system_n(system); f++) {
        SrForm *form = sr_system_at(system, f);
        const SrTerm *old = sr_system_terms(system, form);
        g_autofree SrTerm *own = g_new(SrTerm, form->n);
        int n = 0;

        for (int i = 0; i < form->n; i++)
            own[i] = (SrTerm){group_of[old[i].atom], old[i].coefficient};
        qsort(own, (size_t)form->n, sizeof *own, compare_terms);
        for (int i = 0; i < form->n; i++)
            if (n == 0 || own[n - 1].atom != own[i].atom)
                own[n++] = own[i];
        form->first = (int)terms->len;
        form->n = n;
        g_array_append_vals(terms, own, (guint)n);
        if (form->kind != SR_FORM_BOUND)
            g_hash_table_insert(system->seen, text_of_terms(own, n),
                                GINT_TO_POINTER(f + 1));
    }
    g_array_unref(system->terms);
    system->terms = terms;
}

int *
sr_system_merge(SrSystem *system)
{
    guint n_atoms = system->atoms->len;
    g_autofree GString **columns = write_columns(system);
    g_autoptr(GHashTable) groups = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *atoms = g_array_new(FALSE, FALSE, sizeof(gint64));
    GArray *minimums = g_array_new(FALSE, FALSE, sizeof(gint64));
    int *group_of = g_new(int, n_atoms + 1);

    for (guint a = 0; a < n_atoms; a++) {
        gint64 value = sr_system_atom(system, (int)a);
        gint64 minimum = g_array_index(system->minimums, gint64, a);
        int group = GPOINTER_TO_INT(g_hash_table_lookup(groups, columns[a]->str)) - 1;

        if (group < 0) {
            group = (int)atoms->len;
            g_hash_table_insert(groups, columns[a]->str, GINT_TO_POINTER(group + 1));
            g_array_append_val(atoms, value);
            g_array_append_val(minimums, minimum);
        } else {
            g_array_index(atoms, gint64, group) += value;
            minimum = MAX(minimum, g_array_index(minimums, gint64, group));
            g_array_index(minimums, gint64, group) = minimum;
        }
        group_of[a] = group;
    }
    rewrite_forms(system, group_of);
    g_array_unref(system->atoms);
    g_array_unref(system->minimums);
    system->atoms = atoms;
    system->minimums = minimums;
    for (guint a = 0; a < n_atoms; a++)
        g_string_free(columns[a], TRUE);
    return group_of;
}

void
sr_system_add_asides(SrSystem *system, const int *group_of, int n_before)
{
    g_autofree int *n_members = g_new0(int, system->atoms->len + 1);

    for (int a = 0; a < n_before; a++)
        n_members[group_of[a]]++;
    for (guint a = 0; a < system->atoms->len; a++) {
        SrTerm term = {(int)a, 1};
        SrForm aside = {.kind = SR_FORM_ASIDE,
                        .minimum = g_array_index(system->minimums, gint64, a)};

        if (n_members[a] == 1)
            sr_system_add(system, &aside, &term, 1);
    }
}

bool
sr_form_is_primary(const SrForm *form)
{
    return (form->value > 0 && form->value < form->minimum) || form->tells;
}

bool *
sr_system_shown_nothings(const SrSystem *system)
{
    bool *is_nothing = g_new0(bool, system->atoms->len + 1);

    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);
        const SrTerm *terms = sr_system_terms(system, form);
        bool is_plain = true;

        if (form->kind != SR_FORM_CELL || !form->is_open || form->value != 0)
            continue;
        for (int i = 0; i < form->n; i++)
            is_plain = is_plain && terms[i].coefficient > 0;
        for (int i = 0; is_plain && i < form->n; i++)
            is_nothing[terms[i].atom] = true;
    }
    return is_nothing;
}

/* --- Blocks --- */

static int
find_root(int *parent, int a)
{
    while (parent[a] != a)
        a = parent[a] = parent[parent[a]];
    return a;
}

void
sr_block_free(SrBlock *block)
{
    g_free(block->atoms);
    g_free(block->forms);
    g_free(block);
}

/* The block of each root, made at its first atom. */
static void
append_index(int **list, int *n, int index)
{
    *list = g_renew(int, *list, *n + 1);
    (*list)[(*n)++] = index;
}

GPtrArray *
sr_system_blocks(const SrSystem *system)
{
    int n_atoms = (int)system->atoms->len;
    g_autofree int *parent = g_new(int, n_atoms + 1);
    g_autofree SrBlock **of_root = g_new0(SrBlock *, n_atoms + 1);
    GPtrArray *blocks = g_ptr_array_new_with_free_func((GDestroyNotify)sr_block_free);

    for (int a = 0; a < n_atoms; a++)
        parent[a] = a;
    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);
        const SrTerm *terms = sr_system_terms(system, form);

        for (int i = 1; i < form->n; i++)
            parent[find_root(parent, terms[i].atom)] = find_root(parent, terms[0].atom);
    }
    for (int a = 0; a < n_atoms; a++) {
        int root = find_root(parent, a);

        if (of_root[root] == NULL) {
            of_root[root] = g_new0(SrBlock, 1);
            g_ptr_array_add(blocks, of_root[root]);
        }
        append_index(&of_root[root]->atoms, &of_root[root]->n_atoms, a);
    }
    for (int f = 0; f < sr_system_n(system); f++) {
        SrBlock *block = of_root[find_root(
            parent, sr_system_terms(system, sr_system_at(system, f))->atom)];

        append_index(&block->forms, &block->n_forms, f);
    }
    return blocks;
}
