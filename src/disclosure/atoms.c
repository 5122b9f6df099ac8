#include "disclosure/atoms.h"

#include "disclosure/relations.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_MINIMUM 3 /* where no indicator says otherwise */

/* One unknown as it was before merging. */
typedef struct {
    const SrFamily *family;
    int period;
    int area; /* of the family's division */
} Atom;

typedef struct {
    GArray *terms; /* of SrTerm, of atoms before merging */
    int minimum;
} Aside;

struct SrAtoms {
    SrFamilies *families;
    SrSystem *system;
    GArray *atoms;         /* of Atom */
    GHashTable *of_family; /* SrFamily → int *[n_periods * n_areas], -1: not yet */
    GHashTable *leaves;    /* name → GPtrArray of SrFamily */
    GArray *asides;        /* of Aside */
};

static void
aside_clear(gpointer data)
{
    g_array_unref(((Aside *)data)->terms);
}

SrAtoms *
sr_atoms_new(SrFamilies *families, SrSystem *system)
{
    SrAtoms *atoms = g_new0(SrAtoms, 1);

    atoms->families = families;
    atoms->system = system;
    atoms->atoms = g_array_new(FALSE, FALSE, sizeof(Atom));
    atoms->of_family = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    atoms->leaves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)g_ptr_array_unref);
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
    g_hash_table_unref(atoms->of_family);
    g_hash_table_unref(atoms->leaves);
    g_free(atoms);
}

static const GPtrArray *
leaves_of(SrAtoms *atoms, const char *variable)
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
        int minimum = MAX(family->minimum, sr_relation_minimum(family->name));

        *place = sr_system_add_atom(atoms->system, (gint64)nearbyint(value),
                                    minimum > 0 ? minimum : LEAST_MINIMUM);
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
    const GPtrArray *leaves = leaves_of(atoms, variable);
    bool has_all = leaves->len > 0;

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
    int *first;     /* an atom of each group; owned */
    bool *is_mixed; /* of several variables; owned */
} Groups;

static void
groups_clear(Groups *groups)
{
    g_free(groups->n_members);
    g_free(groups->first);
    g_free(groups->is_mixed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Groups, groups_clear)

static const Atom *
atom_at(const SrAtoms *atoms, int a)
{
    return &g_array_index(atoms->atoms, Atom, a);
}

static Groups
see_groups(const SrAtoms *atoms, const int *group_of)
{
    int n = (int)atoms->system->atoms->len;
    Groups groups = {.group_of = group_of,
                     .n_groups = n,
                     .n_members = g_new0(int, n + 1),
                     .first = g_new0(int, n + 1),
                     .is_mixed = g_new0(bool, n + 1)};

    for (guint a = 0; a < atoms->atoms->len; a++) {
        int g = group_of[a];

        if (groups.n_members[g]++ == 0)
            groups.first[g] = (int)a;
        groups.is_mixed[g] =
            groups.is_mixed[g] ||
            atom_at(atoms, groups.first[g])->family != atom_at(atoms, (int)a)->family;
    }
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

/* Adds each group of the leaf's atoms at the place of @atom, once. */
static void
add_whole_terms(SrAtoms *atoms, const Groups *groups, const char *leaf, const Atom *atom,
                bool *is_in, GArray *terms)
{
    const SrFamily *family = sr_families_find(atoms->families, leaf);

    if (family == NULL || family->division != atom->family->division)
        return;
    int p = sr_family_period(family, atom->family->periods[atom->period]);
    const int *places = g_hash_table_lookup(atoms->of_family, family);
    int place =
        p < 0 || places == NULL ? -1 : places[p * family->division->n_areas + atom->area];
    if (place < 0) {
        is_in[groups->n_groups] = true; /* nothing is known of it: no bound */
        return;
    }
    SrTerm term = {groups->group_of[place], 1};
    if (!is_in[term.atom])
        g_array_append_val(terms, term);
    is_in[term.atom] = true;
}

/* Whether all atoms of the group are of one period. */
static bool
is_of_one_period(const SrAtoms *atoms, const Groups *groups, int g)
{
    for (guint a = 0; a < atoms->atoms->len; a++)
        if (groups->group_of[a] == g &&
            atom_at(atoms, (int)a)->period != atom_at(atoms, groups->first[g])->period)
            return false;
    return true;
}

/*
 * A group of one variable is at most the groups of its whole at the same places. Over
 * several years that sum is taken as known: the more is known, the more must be hidden,
 * and each year stays a system of its own.
 */
static void
add_bound(SrAtoms *atoms, const Groups *groups, int g)
{
    const SrFamily *family = atom_at(atoms, groups->first[g])->family;
    g_auto(GStrv) wholes = sr_relation_wholes(family->name);
    g_autofree bool *is_in = g_new0(bool, groups->n_groups + 2);
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
    SrTerm part = {g, -1};
    SrForm bound = {.kind = SR_FORM_BOUND, .lower = 0, .upper = G_MAXINT64};
    gint64 value = -sr_system_atom(atoms->system, g);

    if (wholes == NULL)
        return;
    for (guint a = 0; a < atoms->atoms->len; a++)
        for (int w = 0; groups->group_of[a] == g && wholes[w] != NULL; w++)
            add_whole_terms(atoms, groups, wholes[w], atom_at(atoms, (int)a), is_in,
                            terms);
    for (guint t = 0; t < terms->len; t++)
        value += sr_system_atom(atoms->system, g_array_index(terms, SrTerm, t).atom);
    if (is_in[groups->n_groups] || value < 0) /* not so in these figures */
        return;
    if (!is_of_one_period(atoms, groups, g)) {
        g_array_set_size(terms, 0);
        bound.lower = -MAX(value + sr_system_atom(atoms->system, g),
                           g_array_index(atoms->system->minimums, gint64, g));
    }
    g_array_append_val(terms, part);
    sr_system_add(atoms->system, &bound, (const SrTerm *)(void *)terms->data,
                  (int)terms->len);
}

void
sr_atoms_close(SrAtoms *atoms)
{
    int n_before = (int)atoms->atoms->len;
    g_autofree int *group_of = sr_system_merge(atoms->system);
    g_auto(Groups) groups = see_groups(atoms, group_of);

    for (int g = 0; g < groups.n_groups; g++)
        if (!groups.is_mixed[g])
            add_bound(atoms, &groups, g);
    for (guint i = 0; i < atoms->asides->len; i++)
        add_aside(atoms, &groups, &g_array_index(atoms->asides, Aside, i));
    sr_system_add_asides(atoms->system, group_of, n_before);
}
