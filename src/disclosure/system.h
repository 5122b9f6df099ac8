/*
 * system.h — everything published of protected counts, as one system of whole numbers.
 *
 * The unknowns are atoms: whole counts >= 0, one a variable, Gemeinde and period. What
 * is said of them are forms, sums of atoms with whole coefficients:
 *
 *     cell     planned for print; open (its value is known) or closed (it is not)
 *     bound    known of old: the part is at most the whole, the cases at most the people
 *     aside    not in the plan, but protected all the same
 *
 *     atoms  A B C     cells  A  B  C  A+B+C     Kreis and three Gemeinden
 *             2 5 6           •  5  •    13      A closed, and C that A is not 13 - 5 - 6
 *
 * Safe is what domain.md § 7 says. A closed cell keeps two values, one of them at least
 * its minimum; so does an aside, or one of them is 0. An aside all of whose atoms are 0
 * because open sums over them are 0 is as harmless as these. Totals of the same atoms at
 * several levels, schemes, kinds and years are one system by themselves. Pure.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    int atom;
    int coefficient; /* not 0 */
} SrTerm;

typedef enum { SR_FORM_CELL, SR_FORM_BOUND, SR_FORM_ASIDE } SrFormKind;

typedef struct {
    SrFormKind kind;
    int first, n; /* its terms, in the order of the atoms */
    gint64 value; /* of the true table */
    gint64 minimum;
    gint64 lower, upper; /* of a bound */
    double cost;         /* > 0, of a unit that a cell's closing moves */
    bool tells;          /* a cell whose value says something of all of a group */
    bool is_open;        /* of a cell */
    bool is_fixed;       /* a released cell: it stays as it is */
} SrForm;

typedef struct {
    GArray *atoms;    /* of gint64: the true counts */
    GArray *minimums; /* of gint64, one an atom */
    GArray *forms;    /* of SrForm */
    GArray *terms;    /* of SrTerm */
    GHashTable *seen; /* text of a cell's terms → form + 1 */
} SrSystem;

/* Forms of atoms that hang together, apart from all others. */
typedef struct {
    int n_atoms;
    int n_forms;
    int *atoms; /* owned, ascending */
    int *forms; /* owned, ascending */
} SrBlock;

SrSystem *sr_system_new(void);
void sr_system_free(SrSystem *system);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrSystem, sr_system_free)

/* Returns: the index of a new atom. */
int sr_system_add_atom(SrSystem *system, gint64 value, gint64 minimum);

/*
 * Adds @form over @terms[n] (any order, an atom may come twice); value and place are
 * filled in. A cell or aside of terms that stand already is that form: a cell goes before
 * an aside, the higher minimum and cost count. Returns: the index, or -1 if the terms
 * cancel.
 */
int sr_system_add(SrSystem *system, const SrForm *form, const SrTerm *terms, int n);

/* Returns: the cell over these terms, or -1. */
int sr_system_find_cell(const SrSystem *system, const SrTerm *terms, int n);

/*
 * Atoms that every form treats alike become one, their sum: nothing said tells them
 * apart. One of several in a sum > 0 can be 0 and more, so it needs no aside.
 * Returns: (transfer full): the new index of each old atom.
 */
int *sr_system_merge(SrSystem *system);

/* An aside for each atom from @group_of that stands alone: (element of merge()). */
void sr_system_add_asides(SrSystem *system, const int *group_of, int n_before);

int sr_system_n(const SrSystem *system);
SrForm *sr_system_at(const SrSystem *system, int form);
const SrTerm *sr_system_terms(const SrSystem *system, const SrForm *form);
gint64 sr_system_atom(const SrSystem *system, int atom);

/* Whether the true value of the cell may not be shown. */
bool sr_form_is_primary(const SrForm *form);

/*
 * The atoms that are 0 because an open cell of value 0 is a sum over them.
 * Returns: (transfer full): [n_atoms].
 */
bool *sr_system_shown_nothings(const SrSystem *system);

/* Returns: (transfer full) (element-type SrBlock): in the order of their first atoms. */
GPtrArray *sr_system_blocks(const SrSystem *system);
void sr_block_free(SrBlock *block);
