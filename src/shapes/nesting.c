#include "shapes/nesting.h"

#include <glib/gi18n.h>

struct SrNesting {
    const SrScheme *scheme;
    int **first;   /* [level][area]: a Gemeinde */
    int **split;   /* [level][area]: as sr_nesting_split() gives it */
    int ***around; /* [level][coarser level][area]: as sr_nesting_around() gives it */
};

/* For each area of level @fine the one of @coarse that holds all of it, or -1. */
static int *
find_around(const SrNesting *nesting, int fine, int coarse)
{
    const SrDivision *below = nesting->scheme->divisions[fine];
    const SrDivision *above = nesting->scheme->divisions[coarse];
    int *around = g_new(int, MAX(below->n_areas, 1));

    for (int a = 0; a < below->n_areas; a++)
        around[a] = above->area_of[nesting->first[fine][a]];
    for (int g = 0; g < below->n_gemeinden; g++)
        if (above->area_of[g] != around[below->area_of[g]])
            around[below->area_of[g]] = -1;
    return around;
}

static void
fill_level(SrNesting *nesting, int level)
{
    const SrScheme *scheme = nesting->scheme;
    const SrDivision *division = scheme->divisions[level];

    nesting->first[level] = g_new0(int, MAX(division->n_areas, 1));
    nesting->split[level] = g_new0(int, MAX(division->n_areas, 1));
    nesting->around[level] = g_new0(int *, scheme->n_levels);
    for (int g = division->n_gemeinden; g-- > 0;)
        nesting->first[level][division->area_of[g]] = g;
    for (int l = scheme->n_levels - 1; l > level; l--) {
        nesting->around[level][l] = find_around(nesting, level, l);
        for (int a = 0; a < division->n_areas; a++)
            if (nesting->around[level][l][a] < 0)
                nesting->split[level][a] = l;
    }
}

SrNesting *
sr_nesting_new(const SrScheme *scheme)
{
    SrNesting *nesting = g_new0(SrNesting, 1);

    nesting->scheme = scheme;
    nesting->first = g_new0(int *, scheme->n_levels);
    nesting->split = g_new0(int *, scheme->n_levels);
    nesting->around = g_new0(int **, scheme->n_levels);
    for (int l = 0; l < scheme->n_levels; l++)
        fill_level(nesting, l);
    return nesting;
}

void
sr_nesting_free(SrNesting *nesting)
{
    if (nesting == NULL)
        return;
    for (int l = 0; l < nesting->scheme->n_levels; l++) {
        for (int coarse = 0; coarse < nesting->scheme->n_levels; coarse++)
            g_free(nesting->around[l][coarse]);
        g_free(nesting->around[l]);
        g_free(nesting->first[l]);
        g_free(nesting->split[l]);
    }
    g_free(nesting->around);
    g_free(nesting->first);
    g_free(nesting->split);
    g_free(nesting);
}

int
sr_nesting_first(const SrNesting *nesting, int level, int area)
{
    return nesting->first[level][area];
}

int
sr_nesting_around(const SrNesting *nesting, int level, int area, int around)
{
    return nesting->around[level][around][area];
}

int
sr_nesting_split(const SrNesting *nesting, int level, int area)
{
    return nesting->split[level][area];
}

/* --- The tree --- */

/* A walk: the lists of what stands within each area. */
typedef struct {
    const SrNesting *nesting;
    GArray ***children; /* [level][area]: of Child, or NULL; owned */
    GArray *roots;      /* of Child: what stands in no other; owned */
    SrNestingVisit visit;
    gpointer data;
} Walk;

typedef struct {
    int level, area;
} Child;

/* The list that an area belongs to. */
static GArray **
list_around(Walk *walk, int level, int area)
{
    const SrNesting *nesting = walk->nesting;

    for (int l = level + 1; l < nesting->scheme->n_levels; l++) {
        int around = sr_nesting_around(nesting, level, area, l);

        if (around >= 0 && nesting->split[l][around] == 0)
            return &walk->children[l][around];
    }
    return &walk->roots;
}

static void
visit_tree(Walk *walk, Child at)
{
    const SrScheme *scheme = walk->nesting->scheme;
    const SrDivision *division = scheme->divisions[at.level];
    const GArray *children = walk->children[at.level][at.area];
    bool is_same = false;

    for (guint i = 0; children != NULL && i < children->len; i++) {
        Child child = g_array_index(children, Child, i);
        const SrDivision *below = scheme->divisions[child.level];

        visit_tree(walk, child);
        is_same =
            is_same || (g_str_equal(below->names[child.area], division->names[at.area]) &&
                        below->n_members[child.area] == division->n_members[at.area]);
    }
    if (!is_same)
        walk->visit(at.level, at.area, walk->nesting->split[at.level][at.area],
                    walk->data);
}

void
sr_nesting_walk(const SrNesting *nesting, int finest, SrNestingVisit visit, gpointer data)
{
    const SrScheme *scheme = nesting->scheme;
    Walk walk = {nesting, g_new0(GArray **, scheme->n_levels), NULL, visit, data};

    for (int l = 0; l < scheme->n_levels; l++)
        walk.children[l] = g_new0(GArray *, MAX(scheme->divisions[l]->n_areas, 1));
    /* Coarse ones first: what is split comes after the areas that it lies in. */
    for (int l = scheme->n_levels - 1; l >= finest; l--)
        for (int a = 0; a < scheme->divisions[l]->n_areas; a++) {
            GArray **list = list_around(&walk, l, a);
            Child child = {l, a};

            if (*list == NULL)
                *list = g_array_new(FALSE, FALSE, sizeof(Child));
            g_array_append_val(*list, child);
        }
    for (guint i = 0; walk.roots != NULL && i < walk.roots->len; i++)
        visit_tree(&walk, g_array_index(walk.roots, Child, i));
    for (int l = 0; l < scheme->n_levels; l++) {
        for (int a = 0; a < scheme->divisions[l]->n_areas; a++)
            g_clear_pointer(&walk.children[l][a], g_array_unref);
        g_free(walk.children[l]);
    }
    g_clear_pointer(&walk.roots, g_array_unref);
    g_free(walk.children);
}

void
sr_nesting_tell(const SrNesting *nesting, const char *file, SrFindings *findings)
{
    const SrScheme *scheme = nesting->scheme;

    for (int l = 0; l < scheme->n_levels; l++)
        for (int a = 0; a < scheme->divisions[l]->n_areas; a++)
            if (nesting->split[l][a] > 0)
                sr_findings_add(findings, SR_FINDING_NOTE, file, 0,
                                scheme->divisions[l]->names[a],
                                N_("lies in several %s: tables list its Gemeinden by "
                                   "theirs, and its own figures apart"),
                                scheme->divisions[nesting->split[l][a]]->level->plural);
}
