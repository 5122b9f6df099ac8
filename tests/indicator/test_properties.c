/* What holds for any figures: made-up counties, each with a seed of its own. */
#include "data/dataset.h"
#include "data/load.h"
#include "indicator/evaluate.h"

#include <math.h>
#include <string.h>

#define N_COUNTIES 12
#define N_GEMEINDEN 9 /* the last one can be left empty */
#define N_REGIONS 3

typedef struct {
    int cases[N_GEMEINDEN];
    int people[N_GEMEINDEN];
    int region_of[N_GEMEINDEN];
    int order[N_GEMEINDEN]; /* of the rows in the file */
    int n;                  /* Gemeinden that there are */
} County;

static SrLevel levels[] = {
    {.id = (char *)"gemeinde", .title = (char *)"G", .plural = (char *)"G"},
    {.id = (char *)"region",
     .title = (char *)"R",
     .plural = (char *)"R",
     .kind = SR_LEVEL_COLUMN},
    {.id = (char *)"kreis",
     .title = (char *)"K",
     .plural = (char *)"K",
     .kind = SR_LEVEL_PREFIX},
};
static char *keys[] = {
    (char *)"01001", (char *)"01002", (char *)"01003", (char *)"01004", (char *)"01005",
    (char *)"01006", (char *)"01007", (char *)"01008", (char *)"01009", NULL};
static char *region_keys[] = {(char *)"1", (char *)"2", (char *)"3", NULL};
static char *top_keys[] = {(char *)"01", NULL};

/* The values of one county: [0] Gemeinden, [1] regions, [2] the county; NAN = none. */
typedef struct {
    double of[3][N_GEMEINDEN];
} Result;

static County
make_county(guint32 seed)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    County county = {.n = N_GEMEINDEN - 1};

    for (int g = 0; g < N_GEMEINDEN; g++) {
        county.people[g] = g_rand_int_range(rand, 1, 5000);
        county.cases[g] = g_rand_int_range(rand, 0, county.people[g] + 1);
        county.region_of[g] = g < N_REGIONS ? g : g_rand_int_range(rand, 0, N_REGIONS);
        county.order[g] = g;
    }
    return county;
}

static char *
table_of(const County *county)
{
    GString *text = g_string_new("ags;f;n\n");

    for (int i = 0; i < N_GEMEINDEN; i++) {
        int g = county->order[i];

        if (g < county->n)
            g_string_append_printf(text, "%s;%d;%d\n", keys[g], county->cases[g],
                                   county->people[g]);
    }
    return g_string_free(text, FALSE);
}

static void
write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static SrValues *
evaluate(const County *county, SrScheme *scheme, SrCatalogue **catalogue)
{
    static const char *const level_ids[] = {"gemeinde", "region", "kreis", NULL};
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *indicators = g_build_filename(folder, "indicators", NULL);
    g_autofree char *text = table_of(county);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrStore) store = sr_store_open_memory(NULL);
    const SrLevelAreas areas = {.level = "gemeinde",
                                .n = county->n,
                                .keys = (const char *const *)keys,
                                .names = (const char *const *)keys};
    const SrPlaces places = {.levels = &areas, .n_levels = 1};

    g_assert_cmpint(g_mkdir_with_parents(indicators, 0700), ==, 0);
    write_file(folder, "t.csv", text);
    write_file(folder, "t.ini",
               "[dataset]\ntitle=T\nfile=t.csv\nkey_column=ags\nperiod=2018\nsource=S\n"
               "protected=false\n[variable f]\ncolumn=f\ntitle=F\n"
               "[variable n]\ncolumn=n\ntitle=N\n");
    write_file(indicators, "kapitel.ini", "[chapter c]\ntitle=C\n");
    write_file(indicators, "r.ini",
               "[indicator]\ntitle=R\nchapter=c\nkind=proportion\nper=100\nnumerator=f\n"
               "denominator=n\ninterval=wilson\n");
    g_autoptr(GPtrArray) datasets = sr_datasets_load(folder, findings);
    g_assert_true(sr_load_datasets(store, datasets, &places, findings, NULL));
    *catalogue = sr_catalogue_read(folder, "de", level_ids, NULL, findings);
    const SrEvaluation evaluation = {.store = store,
                                     .schemes = (SrScheme *[]){scheme},
                                     .n_schemes = 1,
                                     .catalogue = *catalogue};
    SrValues *values = sr_values_new(&evaluation, findings);
    g_autofree char *told = sr_findings_text(findings, 0);
    g_test_message("%s", told);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    return values;
}

static Result
compute(const County *county)
{
    int own[N_GEMEINDEN];
    int top[N_GEMEINDEN] = {0};
    int region_of[N_GEMEINDEN];
    int ones[N_GEMEINDEN];
    int in_region[N_REGIONS] = {0};
    int all[] = {county->n};
    Result result;

    for (int g = 0; g < county->n; g++) {
        own[g] = g;
        ones[g] = 1;
        region_of[g] = county->region_of[g];
        in_region[region_of[g]]++;
    }
    SrDivision divisions[] = {
        {&levels[0], county->n, county->n, keys, keys, ones, own},
        {&levels[1], N_REGIONS, county->n, region_keys, region_keys, in_region,
         region_of},
        {&levels[2], 1, county->n, top_keys, top_keys, all, top},
    };
    SrScheme scheme = {.id = (char *)"s",
                       .n_levels = 3,
                       .divisions =
                           (SrDivision *[]){&divisions[0], &divisions[1], &divisions[2]}};
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(county, &scheme, &catalogue);
    for (int l = 0; l < 3; l++)
        for (int a = 0; a < N_GEMEINDEN; a++)
            result.of[l][a] = NAN;
    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);

        result.of[value->level][value->area] = value->value;
    }
    sr_catalogue_free(catalogue);
    return result;
}

static void
assert_equal(const Result *a, const Result *b, int first_level)
{
    for (int l = first_level; l < 3; l++)
        for (int i = 0; i < N_GEMEINDEN; i++) {
            g_assert_cmpint(isnan(a->of[l][i]), ==, isnan(b->of[l][i]));
            if (!isnan(a->of[l][i]))
                g_assert_cmpfloat(a->of[l][i], ==, b->of[l][i]);
        }
}

/* A region's rate lies between its members' rates, and the county's between those. */
static void
test_between(void)
{
    for (guint32 seed = 0; seed < N_COUNTIES; seed++) {
        County county = make_county(seed);
        Result result = compute(&county);

        for (int r = 0; r < N_REGIONS; r++) {
            double least = INFINITY;
            double greatest = -INFINITY;

            for (int g = 0; g < county.n; g++)
                if (county.region_of[g] == r) {
                    least = MIN(least, result.of[0][g]);
                    greatest = MAX(greatest, result.of[0][g]);
                }
            g_assert_cmpfloat(result.of[1][r], >=, least - 1e-12);
            g_assert_cmpfloat(result.of[1][r], <=, greatest + 1e-12);
        }
        double low = MIN(MIN(result.of[1][0], result.of[1][1]), result.of[1][2]);
        double high = MAX(MAX(result.of[1][0], result.of[1][1]), result.of[1][2]);
        g_assert_cmpfloat(result.of[2][0], >=, low - 1e-12);
        g_assert_cmpfloat(result.of[2][0], <=, high + 1e-12);
    }
}

/* The order of the rows in the file changes nothing. */
static void
test_permuted(void)
{
    for (guint32 seed = 0; seed < N_COUNTIES; seed++) {
        County county = make_county(seed);
        g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
        Result before = compute(&county);

        for (int i = N_GEMEINDEN - 1; i > 0; i--) {
            int other = g_rand_int_range(rand, 0, i + 1);
            int kept = county.order[i];

            county.order[i] = county.order[other];
            county.order[other] = kept;
        }
        Result after = compute(&county);
        assert_equal(&before, &after, 0);
    }
}

/* A Gemeinde without people and cases changes no region, and not the county. */
static void
test_empty_added(void)
{
    for (guint32 seed = 0; seed < N_COUNTIES; seed++) {
        County county = make_county(seed);
        Result before = compute(&county);

        county.n = N_GEMEINDEN;
        county.cases[N_GEMEINDEN - 1] = county.people[N_GEMEINDEN - 1] = 0;
        Result after = compute(&county);
        assert_equal(&before, &after, 1);
        g_assert_true(isnan(after.of[0][N_GEMEINDEN - 1]));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/properties/between", test_between);
    g_test_add_func("/properties/permuted", test_permuted);
    g_test_add_func("/properties/empty-added", test_empty_added);
    return g_test_run();
}
