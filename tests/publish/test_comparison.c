#include "publish/comparison.h"

#include "shapes/letters.h"

#include <math.h>

/* Four Gemeinden a b c d, each a square of side 2, one beside the other. */
#define N_GEMEINDEN 4
/* A scheme of one level, of which only what is compared is filled in. */
typedef struct {
    SrScheme scheme;
    SrDivision division;
    SrDivision *divisions[1];
    SrLevel level;
    char *codes[N_GEMEINDEN + 1];
    char *names[N_GEMEINDEN + 1];
    char title[8];
    int area_of[N_GEMEINDEN];
    int n_members[N_GEMEINDEN];
} OneLevel;

static void
set_up(OneLevel *of, const int *area_of, int n_areas)
{
    *of = (OneLevel){.title = "S"};
    of->level = (SrLevel){.id = of->title, .title = of->title, .plural = of->title};
    of->scheme = (SrScheme){.id = of->title, .title = of->title, .n_levels = 1};
    for (int g = 0; g < N_GEMEINDEN; g++) {
        of->codes[g] = of->names[g] = of->title;
        of->area_of[g] = area_of[g];
        of->n_members[area_of[g]]++;
    }
    of->division = (SrDivision){&of->level, n_areas,       N_GEMEINDEN, of->codes,
                                of->names,  of->n_members, of->area_of};
    of->divisions[0] = &of->division;
    of->scheme.divisions = of->divisions;
}

static double
shape(const SrComparison *comparison, int scheme, int area, SrComparedKind kind)
{
    for (guint c = 0; c < comparison->columns->len; c++)
        if (sr_comparison_column(comparison, c)->kind == kind)
            return sr_comparison_figure(comparison, scheme, area, c).value;
    g_assert_not_reached();
}

/*
 *     AABBCCDD      first: AB | CD      second: A C | B D      third: CD | AB (renamed)
 *     AABBCCDD      the second has two parts each; the third moves nobody
 */
static void
test_shape_and_moves(void)
{
    static const int groups[3][N_GEMEINDEN] = {{0, 0, 1, 1}, {0, 1, 0, 1}, {1, 1, 0, 0}};
    static const bool moves[3][N_GEMEINDEN] = {
        {false, false, false, false}, {false, false, true, true}, {false}};
    Letters letters = letters_parse("AABBCCDD/AABBCCDD");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
    g_autoptr(GPtrArray) results = g_ptr_array_new();
    OneLevel of[3];
    SrScheme *schemes[3];

    for (int s = 0; s < 3; s++) {
        set_up(&of[s], groups[s], 2);
        schemes[s] = &of[s].scheme;
    }
    SrComparisonOf what = {
        .topology = topology, .schemes = schemes, .n_schemes = 3, .results = results};
    g_autoptr(SrComparison) comparison = sr_comparison_new(&what);
    for (int a = 0; a < 2; a++) {
        g_assert_cmpfloat(shape(comparison, 0, a, SR_COMPARED_MEMBERS), ==, 2);
        g_assert_cmpfloat(shape(comparison, 0, a, SR_COMPARED_PARTS), ==, 1);
        g_assert_cmpfloat(shape(comparison, 1, a, SR_COMPARED_PARTS), ==, 2);
        g_assert_cmpfloat(shape(comparison, 0, a, SR_COMPARED_AREA), ==, 8e-6);
        /* 4 x 2: 8 square metres within 12 metres; two squares: 8 within 16 */
        g_assert_cmpfloat_with_epsilon(shape(comparison, 0, a, SR_COMPARED_COMPACTNESS),
                                       4 * G_PI * 8 / 144, 1e-12);
        g_assert_cmpfloat_with_epsilon(shape(comparison, 1, a, SR_COMPARED_COMPACTNESS),
                                       4 * G_PI * 8 / 256, 1e-12);
    }
    for (int s = 0; s < 3; s++)
        for (int g = 0; g < N_GEMEINDEN; g++) {
            bool moved = sr_comparison_moves(comparison, s, g);

            /* Half of each region of the second comes from either: a tie goes to the
             * first, so all of the other half moves. */
            g_test_message("scheme %d, Gemeinde %d", s, g);
            g_assert_cmpint(moved, ==, moves[s][g]);
        }
    g_autofree char *words = sr_comparison_words(comparison, 0, 0, 3, "de");
    g_assert_cmpstr(words, ==, "0,70");
}

/*
 * A count of two areas, of which one is hidden: the spread of both is hidden with it, and
 * said to be, not drawn as exactly nothing.
 */
static void
test_spread_of_hidden(void)
{
    static const int groups[N_GEMEINDEN] = {0, 0, 1, 1};
    static char *levels[] = {NULL};
    Letters letters = letters_parse("AABBCCDD/AABBCCDD");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
    const SrIndicator count = {.id = (char *)"zahl",
                               .title = (char *)"Zahl",
                               .short_title = (char *)"Zahl",
                               .kind = SR_KIND_COUNT,
                               .levels = levels};
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
    g_autoptr(GPtrArray) results = g_ptr_array_new();
    OneLevel of;

    set_up(&of, groups, 2);
    SrScheme *schemes[] = {&of.scheme};
    for (int a = 0; a < 2; a++) {
        SrValue value = {.indicator = &count,
                         .scheme = "S",
                         .division = &of.division,
                         .area = a,
                         .period = "2018",
                         .value = a == 0 ? 30 : NAN,
                         .status = a == 0 ? SR_STATUS_OK : SR_STATUS_SUPPRESSED};

        g_array_append_val(rows, value);
    }
    SrResult result = {.indicator = &count, .n = 2};
    g_ptr_array_add(results, &result);
    SrValues values = {.rows = rows, .results = results};
    SrComparisonOf what = {.topology = topology,
                           .schemes = schemes,
                           .n_schemes = 1,
                           .values = &values,
                           .results = results};
    g_autoptr(SrComparison) comparison = sr_comparison_new(&what);
    guint last = comparison->columns->len - 1;
    g_assert_cmpint(sr_comparison_column(comparison, last)->kind, ==, SR_COMPARED_SPREAD);
    for (int a = 0; a < 2; a++) {
        g_autofree char *words = sr_comparison_words(comparison, 0, a, last, "de");

        g_assert_cmpstr(words, ==, sr_status_sign(SR_STATUS_SUPPRESSED));
        g_assert_true(isnan(sr_comparison_figure(comparison, 0, a, last).value));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/comparison/shape-and-moves", test_shape_and_moves);
    g_test_add_func("/comparison/spread-of-hidden", test_spread_of_hidden);
    return g_test_run();
}
