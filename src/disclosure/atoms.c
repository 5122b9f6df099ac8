#include "disclosure/atoms.h"

#include "disclosure/atoms_private.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    GArray *terms; /* of SrTerm, of atoms before merging */
    int minimum;
} Aside;

static void
aside_clear(gpointer data)
{
    g_array_unref(((Aside *)data)->terms);
}

SrAtoms *
sr_atoms_new(SrFamilies *families, SrSystem *system, int least)
{
    SrAtoms *atoms = g_new0(SrAtoms, 1);

    atoms->families = families;
    atoms->least = least;
    atoms->system = system;
    atoms->atoms = g_array_new(FALSE, FALSE, sizeof(Atom));
    atoms->of_family = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    atoms->leaves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)g_ptr_array_unref);
    atoms->named = g_ptr_array_new_with_free_func(g_free);
    atoms->asides = g_array_new(FALSE, FALSE, sizeof(Aside));
    g_array_set_clear_func(atoms->asides, aside_clear);
    return atoms;
}

void
sr_atoms_free(SrAtoms *atoms)
{
    if (atoms == NULL)
        return;
    g_array_unref(atoms->atoms);
    g_array_unref(atoms->asides);
    g_ptr_array_unref(atoms->named);
    g_hash_table_unref(atoms->of_family);
    g_hash_table_unref(atoms->leaves);
    g_free(atoms);
}

const GPtrArray *
sr_atoms_leaves(SrAtoms *atoms, const char *variable)
{
    GPtrArray *leaves = g_hash_table_lookup(atoms->leaves, variable);

    if (leaves == NULL) {
        leaves = sr_families_leaves(atoms->families, variable);
        g_hash_table_insert(atoms->leaves, g_strdup(variable), leaves);
    }
    return leaves;
}

static int *
places_of(SrAtoms *atoms, const SrFamily *family)
{
    int *places = g_hash_table_lookup(atoms->of_family, family);

    if (places == NULL) {
        gsize n = (gsize)family->n_periods * (gsize)family->division->n_areas;

        places = g_new(int, n + 1);
        for (gsize i = 0; i < n; i++)
            places[i] = -1;
        g_hash_table_insert(atoms->of_family, (gpointer)family, places);
    }
    return places;
}

/* The atom, made when first named; -1 without a figure. */
static int
atom_of(SrAtoms *atoms, const SrFamily *family, int period, int area)
{
    int *place = &places_of(atoms, family)[period * family->division->n_areas + area];
    double value = sr_family_value(family, period, area);

    if (!isfinite(value))
        return -1;
    if (*place < 0) {
        Atom atom = {family, period, area};
        int minimum =
            MAX(family->minimum, sr_families_least(atoms->families, family->name));

        *place = sr_system_add_atom(atoms->system, (gint64)nearbyint(value),
                                    MAX(minimum, atoms->least));
        g_array_append_val(atoms->atoms, atom);
    }
    return *place;
}

/* How many Gemeinden of the fine area lie in the coarse one. */
static void
count_members(const SrDivision *fine, const SrDivision *coarse, int area, int *inside)
{
    for (int g = 0; g < fine->n_gemeinden; g++)
        inside[fine->area_of[g]] += coarse->area_of[g] == area;
}

bool
sr_atoms_add_terms(SrAtoms *atoms, const char *variable, int coefficient,
                   const char *period, const SrDivision *division, int area,
                   GArray *terms)
{
    bool is_new = !g_hash_table_contains(atoms->leaves, variable);
    const GPtrArray *leaves = sr_atoms_leaves(atoms, variable);
    bool has_all = leaves->len > 0;

    if (is_new)
        g_ptr_array_add(atoms->named, g_strdup(variable));
    for (guint l = 0; l < leaves->len; l++) {
        const SrFamily *family = leaves->pdata[l];
        int p = sr_family_period(family, period);
        g_autofree int *inside = g_new0(int, family->division->n_areas + 1);

        if (p < 0 || !family->is_whole) {
            has_all = false;
            continue;
        }
        count_members(family->division, division, area, inside);
        for (int a = 0; a < family->division->n_areas; a++) {
            if (inside[a] == 0)
                continue;
            int atom = inside[a] == family->division->n_members[a]
                           ? atom_of(atoms, family, p, a)
                           : -1;
            SrTerm term = {atom, coefficient};

            if (atom < 0)
                has_all = false;
            else
                g_array_append_val(terms, term);
        }
    }
    return has_all;
}

void
sr_atoms_keep_aside(SrAtoms *atoms, const GArray *terms, int minimum)
{
    Aside aside = {g_array_copy((GArray *)terms), minimum};

    g_array_append_val(atoms->asides, aside);
}

/* --- Closing --- */

/* What merging made of the atoms. */
typedef struct {
    const int *group_of;
    int n_groups;
    int *n_members; /* of each group; owned */
} Groups;

static void
groups_clear(Groups *groups)
{
    g_free(groups->n_members);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Groups, groups_clear)

static Groups
see_groups(const SrAtoms *atoms, const int *group_of)
{
    int n = (int)atoms->system->atoms->len;
    Groups groups = {group_of, n, g_new0(int, n + 1)};

    for (guint a = 0; a < atoms->atoms->len; a++)
        groups.n_members[group_of[a]]++;
    return groups;
}

/* The sum in groups, where it takes all of each it touches, all alike. */
static void
add_aside(const SrAtoms *atoms, const Groups *groups, const Aside *aside)
{
    g_autofree int *n_taken = g_new0(int, groups->n_groups + 1);
    g_autofree int *taken = g_new0(int, groups->n_groups + 1);
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
    SrForm form = {.kind = SR_FORM_ASIDE, .minimum = aside->minimum};

    for (guint t = 0; t < aside->terms->len; t++) {
        SrTerm term = g_array_index(aside->terms, SrTerm, t);
        int g = groups->group_of[term.atom];

        if (n_taken[g]++ > 0 && taken[g] != term.coefficient)
            return;
        taken[g] = term.coefficient;
    }
    for (guint t = 0; t < aside->terms->len; t++) {
        SrTerm term = g_array_index(aside->terms, SrTerm, t);
        int g = groups->group_of[term.atom];

        if (n_taken[g] == 0)
            continue;
        if (n_taken[g] != groups->n_members[g])
            return;
        term.atom = g;
        g_array_append_val(terms, term);
        n_taken[g] = 0;
    }
    sr_system_add(atoms->system, &form, (const SrTerm *)(void *)terms->data,
                  (int)terms->len);
}

void
sr_atoms_close(SrAtoms *atoms)
{
    int n_before = (int)atoms->atoms->len;
    g_autofree int *group_of = sr_system_merge(atoms->system);
    g_auto(Groups) groups = see_groups(atoms, group_of);

    sr_atoms_add_known(atoms, group_of);
    for (guint i = 0; i < atoms->asides->len; i++)
        add_aside(atoms, &groups, &g_array_index(atoms->asides, Aside, i));
    sr_system_add_asides(atoms->system, group_of, n_before);
}
