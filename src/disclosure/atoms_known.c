/*
 * What is known of old, for the merged system. It is said of each variable, period and
 * Gemeinde first; where merging put atoms of several statements into one group, these
 * statements are added up, so that they speak of whole groups:
 *
 *     stock A <= cases A,  stock B <= cases B,  cases A + B one group
 *                                             → stock A + stock B <= cases A + B
 */
#include "disclosure/atoms_private.h"
#include "disclosure/relations.h"

#include <string.h>

/* One thing that is known: its terms, summed, are 0, or at least that. */
typedef struct {
    int tag; /* alike for statements that may be added up */
    bool is_equal;
    int first, n; /* its terms; those of its parts have a coefficient < 0 */
} Statement;

typedef struct {
    SrAtoms *atoms;
    const int *group_of;
    GArray *statements; /* of Statement */
    GArray *terms;      /* of SrTerm, of atoms before merging */
} Known;

static void
known_clear(Known *known)
{
    g_array_unref(known->statements);
    g_array_unref(known->terms);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

static const SrTerm *
terms_of(const Known *known, const Statement *statement)
{
    return &g_array_index(known->terms, SrTerm, statement->first);
}

/* --- What is said of one Gemeinde --- */

/* One count in a statement. */
typedef struct {
    const char *name;
    int sign;
    int years; /* -1: of the year before */
} Part;

/* Appends the atoms of the part there; false if one of them is not in the plan. */
static bool
append_part(const Known *known, const Part *part, const SrFamily *place, int p, int area)
{
    const GPtrArray *leaves = sr_atoms_leaves(known->atoms, part->name);
    g_autofree char *year = part->years == 0
                                ? g_strdup(place->periods[p])
                                : sr_relation_year(place->periods[p], part->years);

    for (guint l = 0; l < leaves->len; l++) {
        const SrFamily *family = leaves->pdata[l];
        int own = year == NULL ? -1 : sr_family_period(family, year);
        const int *places = g_hash_table_lookup(known->atoms->of_family, family);

        if (family->division != place->division || own < 0 || places == NULL)
            return false;
        SrTerm term = {places[own * family->division->n_areas + area], part->sign};
        if (term.atom < 0)
            return false;
        g_array_append_val(known->terms, term);
    }
    return leaves->len > 0;
}

/* The parts are a statement in every period and Gemeinde that has them. */
static void
state(Known *known, int tag, bool is_equal, const Part *parts, int n_parts)
{
    const GPtrArray *families = sr_atoms_leaves(known->atoms, parts[0].name);
    const SrFamily *place = families->len == 0 ? NULL : families->pdata[0];

    if (place == NULL || g_hash_table_lookup(known->atoms->of_family, place) == NULL)
        return;
    for (int p = 0; p < place->n_periods; p++)
        for (int a = 0; a < place->division->n_areas; a++) {
            Statement statement = {tag, is_equal, (int)known->terms->len, 0};
            bool has_all = true;

            for (int i = 0; has_all && i < n_parts; i++)
                has_all = append_part(known, &parts[i], place, p, a);
            statement.n = (int)known->terms->len - statement.first;
            if (has_all)
                g_array_append_val(known->statements, statement);
            else
                g_array_set_size(known->terms, (guint)statement.first);
        }
}

/* A part is at most its whole. */
static void
state_whole(Known *known, const char *leaf, GHashTable *tags)
{
    g_auto(GStrv) wholes = sr_relation_wholes(leaf);
    g_autofree Part *parts = NULL;
    const char *measure = strrchr(leaf, '_');
    int n = 1;

    if (wholes == NULL)
        return;
    parts = g_new(Part, g_strv_length(wholes) + 1);
    parts[0] = (Part){leaf, -1, 0};
    for (; wholes[n - 1] != NULL; n++)
        parts[n] = (Part){wholes[n - 1], 1, 0};
    /* What began, what ended: of all kinds alike. */
    gpointer tag = g_hash_table_lookup(tags, measure);
    if (tag == NULL) {
        tag = GINT_TO_POINTER(g_hash_table_size(tags) + 1);
        g_hash_table_insert(tags, g_strdup(measure), tag);
    }
    state(known, GPOINTER_TO_INT(tag), false, parts, n);
}

/* Stocks and flows of one kind of help; of one sex or age with @band. */
static void
state_identities(Known *known, const char *kind, const char *band)
{
    bool is_of_age = strpbrk(band, "0123456789") != NULL;

    for (int i = 0; sr_relation_identities[i].label != NULL; i++) {
        const SrRelationIdentity *identity = &sr_relation_identities[i];
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        Part parts[SR_RELATION_MOST_TERMS];
        int n = 0;

        for (; n < SR_RELATION_MOST_TERMS && identity->terms[n].suffix != NULL; n++) {
            char *name = g_strconcat(kind, identity->terms[n].suffix, band, NULL);

            g_ptr_array_add(names, name);
            parts[n] = (Part){name, identity->terms[n].sign, identity->terms[n].years};
        }
        if (identity->is_by_age || !is_of_age)
            state(known, -1 - i, !identity->is_bound, parts, n);
    }
}

/* What is known of the count @name, once. */
static void
state_of(Known *known, const char *name, GHashTable *seen)
{
    const char *band = "";
    g_autofree char *found = sr_relation_kind(name, &band);
    const char *kind = found == NULL ? name : found;
    char *key = g_strdup_printf("identities of %s %s", kind, band);

    if (g_hash_table_add(seen, key) && g_str_has_prefix(kind, "hilfen_"))
        state_identities(known, kind, band);
}

static void
state_all(Known *known)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) tags =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint n = known->atoms->named->len;

    for (guint v = 0; v < n; v++) {
        const char *name = known->atoms->named->pdata[v];
        g_auto(GStrv) leaves = sr_relation_leaves(name);
        const GPtrArray *cells = sr_atoms_leaves(known->atoms, name);

        for (int l = 0; leaves[l] != NULL; l++) {
            if (g_hash_table_add(seen, g_strdup(leaves[l])))
                state_whole(known, leaves[l], tags);
            state_of(known, leaves[l], seen);
        }
        state_of(known, name, seen);
        for (guint c = 0; c < cells->len; c++)
            state_of(known, ((const SrFamily *)cells->pdata[c])->name, seen);
    }
}

/* --- What that says of groups --- */

static int
find_root(int *parent, int s)
{
    while (parent[s] != s)
        s = parent[s] = parent[parent[s]];
    return s;
}

/*
 * The statements that speak of one group of several atoms alike, by the same tag and
 * sign: @parent[s] leads to the first of them.
 */
static void
join_statements(const Known *known, int *parent)
{
    g_autoptr(GHashTable) first_of =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint s = 0; s < known->statements->len; s++) {
        const Statement *statement = &g_array_index(known->statements, Statement, s);
        const SrTerm *terms = terms_of(known, statement);

        parent[s] = (int)s;
        for (int i = 0; i < statement->n; i++) {
            char *key = g_strdup_printf("%d %d %d", known->group_of[terms[i].atom],
                                        statement->tag, terms[i].coefficient);
            gpointer first = g_hash_table_lookup(first_of, key);

            if (first == NULL)
                g_hash_table_insert(first_of, key, GINT_TO_POINTER((int)s + 1));
            else {
                int root = find_root(parent, GPOINTER_TO_INT(first) - 1);
                int other = find_root(parent, (int)s);

                parent[MAX(root, other)] = MIN(root, other);
                g_free(key);
            }
        }
    }
}

/* Atoms in the order of their groups, and a sum of statements being made. */
typedef struct {
    int n_groups;
    int *first;     /* [n_groups + 1]: of its members */
    int *members;   /* [atoms before merging] */
    int *sum;       /* [atoms before merging]: coefficients */
    GArray *groups; /* of int: that the sum speaks of */
    bool *is_in;    /* [n_groups]: among these */
} Sum;

static Sum
sum_over(const Known *known)
{
    guint n_atoms = known->atoms->atoms->len;
    int n_groups = (int)known->atoms->system->atoms->len;
    Sum sum = {.n_groups = n_groups,
               .first = g_new0(int, n_groups + 2),
               .members = g_new0(int, n_atoms + 1),
               .sum = g_new0(int, n_atoms + 1),
               .groups = g_array_new(FALSE, FALSE, sizeof(int)),
               .is_in = g_new0(bool, n_groups + 1)};

    /* Counted one further on, so that filling leaves each at its place. */
    for (guint a = 0; a < n_atoms; a++)
        sum.first[known->group_of[a] + 2]++;
    for (int g = 0; g < n_groups; g++)
        sum.first[g + 1] += sum.first[g];
    for (guint a = 0; a < n_atoms; a++)
        sum.members[sum.first[known->group_of[a] + 1]++] = (int)a;
    return sum;
}

static void
sum_clear(Sum *sum)
{
    g_free(sum->first);
    g_free(sum->members);
    g_free(sum->sum);
    g_array_unref(sum->groups);
    g_free(sum->is_in);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sum, sum_clear)

static void
sum_add(Sum *sum, const Known *known, const Statement *statement)
{
    const SrTerm *terms = terms_of(known, statement);

    for (int i = 0; i < statement->n; i++) {
        int group = known->group_of[terms[i].atom];

        sum->sum[terms[i].atom] += terms[i].coefficient;
        if (!sum->is_in[group])
            g_array_append_val(sum->groups, group);
        sum->is_in[group] = true;
    }
}

static void
sum_reset(Sum *sum)
{
    for (guint i = 0; i < sum->groups->len; i++) {
        int group = g_array_index(sum->groups, int, i);

        sum->is_in[group] = false;
        for (int m = sum->first[group]; m < sum->first[group + 1]; m++)
            sum->sum[sum->members[m]] = 0;
    }
    g_array_set_size(sum->groups, 0);
}

/*
 * The sum in groups: as no count is negative, it is at most what it is with the largest
 * coefficient of each group. @is_exact: no group has two different ones.
 */
static GArray *
terms_in_groups(const Sum *sum, bool *is_exact)
{
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));

    *is_exact = true;
    for (guint i = 0; i < sum->groups->len; i++) {
        int group = g_array_index(sum->groups, int, i);
        SrTerm term = {group, G_MININT};

        for (int m = sum->first[group]; m < sum->first[group + 1]; m++) {
            int own = sum->sum[sum->members[m]];

            *is_exact =
                *is_exact && (own == term.coefficient || term.coefficient == G_MININT);
            term.coefficient = MAX(term.coefficient, own);
        }
        if (term.coefficient != 0)
            g_array_append_val(terms, term);
    }
    return terms;
}

static bool
spans_years(const Sum *sum, const Known *known)
{
    const char *year = NULL;

    for (guint i = 0; i < sum->groups->len; i++) {
        int group = g_array_index(sum->groups, int, i);

        for (int m = sum->first[group]; m < sum->first[group + 1]; m++) {
            const Atom *atom = &g_array_index(known->atoms->atoms, Atom, sum->members[m]);
            const char *own = atom->family->periods[atom->period];

            if (year != NULL && !g_str_equal(year, own))
                return true;
            year = own;
        }
    }
    return false;
}

/*
 * Over several years what wholes sum to is taken as known: the more is known, the more
 * must be hidden, and each year stays a system of its own.
 */
static void
fix_wholes(const Known *known, GArray *terms, SrForm *bound)
{
    const SrSystem *system = known->atoms->system;
    gint64 wholes = 0;
    gint64 minimum = 0;

    for (guint t = terms->len; t-- > 0;) {
        SrTerm term = g_array_index(terms, SrTerm, t);

        minimum = MAX(minimum, g_array_index(system->minimums, gint64, term.atom));
        if (term.coefficient < 0)
            continue;
        wholes += term.coefficient * sr_system_atom(system, term.atom);
        g_array_remove_index(terms, t);
    }
    bound->lower = -MAX(wholes, minimum);
}

static bool
has_part(const GArray *terms)
{
    for (guint t = 0; t < terms->len; t++)
        if (g_array_index(terms, SrTerm, t).coefficient < 0)
            return true;
    return false;
}

/* Puts the sum into the system, if it holds in these figures, and forgets it. */
static void
take_sum(Known *known, Sum *sum, bool is_equal)
{
    SrSystem *system = known->atoms->system;
    SrForm bound = {
        .kind = SR_FORM_BOUND, .lower = 0, .upper = is_equal ? 0 : G_MAXINT64};
    bool is_exact;
    g_autoptr(GArray) terms = terms_in_groups(sum, &is_exact);
    gint64 value = 0;

    for (guint t = 0; t < terms->len; t++) {
        SrTerm term = g_array_index(terms, SrTerm, t);

        value += term.coefficient * sr_system_atom(system, term.atom);
    }
    bool holds = is_equal ? is_exact && value == 0 : value >= 0;
    if (!is_equal && spans_years(sum, known))
        fix_wholes(known, terms, &bound);
    if (holds && has_part(terms))
        sr_system_add(system, &bound, (const SrTerm *)(void *)terms->data,
                      (int)terms->len);
    sum_reset(sum);
}

void
sr_atoms_add_known(SrAtoms *atoms, const int *group_of)
{
    g_auto(Known) known = {atoms, group_of, g_array_new(FALSE, FALSE, sizeof(Statement)),
                           g_array_new(FALSE, FALSE, sizeof(SrTerm))};

    state_all(&known);
    g_auto(Sum) sum = sum_over(&known);
    guint n = known.statements->len;
    g_autofree int *parent = g_new(int, n + 1);
    g_autofree int *next = g_new(int, n + 1); /* of the same sum; -1: the last */
    join_statements(&known, parent);
    for (guint s = n; s-- > 0;)
        next[s] = -1;
    for (guint s = n; s-- > 1;) {
        int root = find_root(parent, (int)s);

        if (root != (int)s) {
            next[s] = next[root];
            next[root] = (int)s;
        }
    }
    for (guint s = 0; s < n; s++) {
        const Statement *statement = &g_array_index(known.statements, Statement, s);
        bool is_one = parent[s] == (int)s && next[s] < 0;

        /* A part of a sum by itself, as far as that says anything. */
        if (!is_one && !statement->is_equal) {
            sum_add(&sum, &known, statement);
            take_sum(&known, &sum, false);
        }
        if (parent[s] != (int)s)
            continue;
        for (int member = (int)s; member >= 0; member = next[member])
            sum_add(&sum, &known, &g_array_index(known.statements, Statement, member));
        take_sum(&known, &sum, statement->is_equal);
    }
}
