/* Which areas lie in which: nested, and with an area that lies in two regions. */
#include "shapes/nesting.h"

static SrLevel levels[] = {
    {.id = (char *)"gemeinde", .plural = (char *)"Gemeinden"},
    {.id = (char *)"vg", .plural = (char *)"VG"},
    {.id = (char *)"region", .plural = (char *)"Regionen"},
    {.id = (char *)"kreis", .plural = (char *)"Kreise"},
};
static char *letters[] = {(char *)"a", (char *)"b", (char *)"c", (char *)"d",
                          (char *)"e", (char *)"f", NULL};
static char *capitals[] = {(char *)"A", (char *)"B", (char *)"f", NULL};
static char *digits[] = {(char *)"1", (char *)"2", NULL};
static char *whole[] = {(char *)"K", NULL};

static const int ones[] = {0, 1, 2, 3, 4, 5};
static const int none[] = {0, 0, 0, 0, 0, 0};

/*
 * Six Gemeinden: A = ab, B = cde, and f by itself. Nested, region 1 = A, 2 = B and f;
 * split, c goes to region 1.
 */
typedef struct {
    int vg[6], region[6];
    int n_members[4][6];
    SrDivision divisions[4];
    SrDivision *pointers[4];
    SrScheme scheme;
} County;

static void
county_init(County *self, const char *regions)
{
    static const int vg[] = {0, 0, 1, 1, 1, 2};
    char **const names[] = {letters, capitals, digits, whole};
    const int n_areas[] = {6, 3, 2, 1};
    const int *const area_of[] = {ones, self->vg, self->region, none};

    *self = (County){.scheme = {.n_levels = 4}};
    for (int g = 0; g < 6; g++) {
        self->vg[g] = vg[g];
        self->region[g] = regions[g] - '1';
    }
    for (int l = 0; l < 4; l++) {
        for (int g = 0; g < 6; g++)
            self->n_members[l][area_of[l][g]]++;
        self->divisions[l] =
            (SrDivision){&levels[l],         n_areas[l],       6, names[l], names[l],
                         self->n_members[l], (int *)area_of[l]};
        self->pointers[l] = &self->divisions[l];
    }
    self->scheme.divisions = self->pointers;
}

typedef struct {
    const SrScheme *scheme;
    GString *text;
} Told;

static void
tell(int level, int area, int split, gpointer data)
{
    const Told *told = data;

    g_string_append_printf(told->text, " %s%s",
                           told->scheme->divisions[level]->names[area],
                           split > 0 ? "*" : "");
}

static void
test_walk(void)
{
    static const struct {
        const char *regions; /* of the six Gemeinden */
        int finest;
        const char *wanted;
    } cases[] = {
        {"112222", 0, " a b A 1 c d e B f 2 K"},
        {"112222", 1, " A 1 B f 2 K"},
        {"112222", 2, " 1 2 K"},
        /* c in 1, the rest of B in 2, B itself after both. */
        {"111222", 0, " a b A c 1 f d e 2 B* K"},
        {"111222", 1, " A 1 f 2 B* K"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        County county;

        g_test_message("%s from %d", cases[i].regions, cases[i].finest);
        county_init(&county, cases[i].regions);
        g_autoptr(SrNesting) nesting = sr_nesting_new(&county.scheme);
        g_autoptr(GString) text = g_string_new(NULL);
        Told told = {&county.scheme, text};
        sr_nesting_walk(nesting, cases[i].finest, tell, &told);
        g_assert_cmpstr(text->str, ==, cases[i].wanted);
    }
}

static void
test_around(void)
{
    County county;

    county_init(&county, "111222");
    g_autoptr(SrNesting) nesting = sr_nesting_new(&county.scheme);
    g_assert_cmpint(sr_nesting_first(nesting, 1, 1), ==, 2);
    g_assert_cmpint(sr_nesting_around(nesting, 1, 0, 2), ==, 0);
    g_assert_cmpint(sr_nesting_around(nesting, 1, 1, 2), ==, -1);
    g_assert_cmpint(sr_nesting_around(nesting, 1, 1, 3), ==, 0);
    g_assert_cmpint(sr_nesting_split(nesting, 1, 0), ==, 0);
    g_assert_cmpint(sr_nesting_split(nesting, 1, 1), ==, 2);
    g_autoptr(SrFindings) findings = sr_findings_new();
    sr_nesting_tell(nesting, "s.csv", findings);
    g_assert_cmpint(sr_findings_n(findings), ==, 1);
    g_assert_cmpstr(sr_findings_at(findings, 0)->place, ==, "B");
    g_assert_cmpint(sr_findings_at(findings, 0)->severity, ==, SR_FINDING_NOTE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nesting/walk", test_walk);
    g_test_add_func("/nesting/around", test_around);
    return g_test_run();
}
