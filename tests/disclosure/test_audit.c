#include "disclosure/auditfixture.h"

/*
 * Two counts, two years; an oracle that tries every whole table against what is written,
 * and must agree with the audit on every figure.
 */

#define N_PLANES 2 /* count and year together */
#define MOST 6     /* in one plane */
#define MINIMUM 3
#define ROUNDS 1500

static void
write_indicators(void)
{
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    write_indicator("b", "numerator=fall_b\nkind=count\n");
    write_indicator("beide", "numerator=fall_a + fall_b\nkind=count\n");
    write_indicator("anteil", "numerator=fall_a\ndenominator=fall_a + fall_b\nper=100\n"
                              "kind=proportion\n");
    write_indicator("rate", "numerator=fall_a\ndenominator=leute\nper=1000\nkind=rate\n");
    write_indicator("jahre", "numerator=fall_a\nkind=count\n\n[period]\nkind=mean\n"
                             "years=2\n");
    write_indicator("mischung", "numerator=100 + 7 * fall_a / leute * 1000 + fall_b\n"
                                "denominator=1\nper=1\nkind=mean\ninterval=none\n");
}

/* --- Statements: what stands in a line of a table --- */

typedef enum { EXACT, SHARE, RATE, CLASS, MIXED } Kind;

/* One figure: the sum of some counts, in some Gemeinden; its planes as bits. */
typedef struct {
    const char *indicator;
    const char *scheme;
    const char *level;
    const char *area;
    const char *name;
    const char *period;
    Kind kind;
    int planes;    /* bits: which of the two are summed */
    int gemeinden; /* bits */
    bool is_ok;
    int value;          /* EXACT: of the sum */
    double least, most; /* of the others */
} Figure;

/* A table of counts: [plane][gemeinde]. */
typedef int Table[N_PLANES][N_GEMEINDEN];

static int
sum_of(const Table table, int planes, int gemeinden)
{
    int sum = 0;

    for (int p = 0; p < N_PLANES; p++)
        for (int g = 0; g < N_GEMEINDEN; g++)
            sum += (planes >> p & 1) && (gemeinden >> g & 1) ? table[p][g] : 0;
    return sum;
}

static double
people_in(int gemeinden)
{
    double sum = 0;

    for (int g = 0; g < N_GEMEINDEN; g++)
        sum += (gemeinden >> g & 1) != 0 ? people[g] : 0;
    return sum;
}

/* The figure as it is printed before rounding; NAN where there is none. */
static double
value_in(const Figure *figure, const Table table)
{
    double a = sum_of(table, 1, figure->gemeinden);
    double b = sum_of(table, 2, figure->gemeinden);

    switch (figure->kind) {
    case EXACT:
        return sum_of(table, figure->planes, figure->gemeinden);
    case SHARE:
        return a + b == 0 ? NAN : 100 * a / (a + b);
    case RATE:
    case CLASS:
        return 1000 * a / people_in(figure->gemeinden);
    case MIXED:
        return 100 + 7 * a / people_in(figure->gemeinden) * 1000 + b;
    }
    return NAN;
}

static bool
fits(const Figure *figure, const Table table)
{
    double value = value_in(figure, table);

    if (figure->kind == EXACT)
        return value == figure->value;
    if (figure->kind == CLASS)
        return value >= figure->least && value < figure->most;
    return value >= figure->least - 1e-9 && value <= figure->most + 1e-9;
}

/* --- One random publication --- */

typedef struct {
    bool has_years;  /* the planes are two years of a, else a and b in one */
    GArray *figures; /* of Figure */
    Table truth;
} Publication;

static void
add_exact(Publication *all, const Figure *place, const char *indicator,
          const char *period, int planes, GRand *rand)
{
    Figure figure = *place;

    figure.indicator = indicator;
    figure.period = period;
    figure.planes = planes;
    figure.kind = EXACT;
    figure.value = sum_of(all->truth, planes, place->gemeinden);
    /* Small ones are always hidden; sums of everything never, so that tables are few. */
    figure.is_ok = figure.value == 0 || figure.value >= MINIMUM;
    if (g_str_equal(place->level, "kreis") && planes != 3)
        figure.is_ok = true;
    else if (g_rand_int_range(rand, 0, 3) == 0)
        figure.is_ok = false;
    g_array_append_val(all->figures, figure);
}

static void
add_place(Publication *all, const Figure *place, GRand *rand)
{
    if (all->has_years) {
        add_exact(all, place, "a", "2017", 1, rand);
        add_exact(all, place, "a", "2018", 2, rand);
        if (g_rand_boolean(rand))
            add_exact(all, place, "jahre", "2017-2018", 3, rand);
        return;
    }
    add_exact(all, place, "a", "2018", 1, rand);
    add_exact(all, place, "b", "2018", 2, rand);
    if (g_rand_boolean(rand))
        add_exact(all, place, "beide", "2018", 3, rand);
}

static Publication
random_publication(GRand *rand)
{
    static const Figure places[] = {
        {.scheme = "", .level = "gemeinde", .area = "07001", .gemeinden = 1},
        {.scheme = "", .level = "gemeinde", .area = "07002", .gemeinden = 2},
        {.scheme = "", .level = "gemeinde", .area = "07003", .gemeinden = 4},
        {.scheme = "eins", .level = "region", .area = "1", .gemeinden = 1},
        {.scheme = "eins", .level = "region", .area = "2", .gemeinden = 6},
        {.scheme = "zwei", .level = "region", .area = "1", .gemeinden = 3},
        {.scheme = "zwei", .level = "region", .area = "2", .gemeinden = 4},
        {.scheme = "", .level = "kreis", .area = "07001", .gemeinden = 7}};
    Publication all = {.has_years = g_rand_boolean(rand),
                       .figures = g_array_new(FALSE, FALSE, sizeof(Figure))};

    for (int p = 0; p < N_PLANES; p++)
        for (int i = g_rand_int_range(rand, 1, MOST + 1); i > 0; i--)
            all.truth[p][g_rand_int_range(rand, 0, N_GEMEINDEN)]++;
    bool has_two = g_rand_boolean(rand);
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        if (has_two || !g_str_equal(places[i].scheme, "zwei"))
            add_place(&all, &places[i], rand);
    return all;
}

/* A table by somebody else: a share in whole per cent, a rate with a decimal, a class. */
static void
add_rounded(Publication *all, GRand *rand)
{
    static const char *const indicators[] = {
        [SHARE] = "anteil", [RATE] = "rate", [CLASS] = "rate", [MIXED] = "mischung"};

    for (int i = g_rand_int_range(rand, 0, 4); i > 0; i--) {
        int g = g_rand_int_range(rand, 0, N_GEMEINDEN);
        Figure figure = {.scheme = "",
                         .level = "gemeinde",
                         .area = keys[g],
                         .period = "2018",
                         .gemeinden = 1 << g,
                         .is_ok = true,
                         .kind = (Kind)g_rand_int_range(rand, SHARE, MIXED + 1)};
        double value = value_in(&figure, all->truth);
        double step = figure.kind == RATE ? 0.1 : figure.kind == SHARE ? 1 : 0.001;

        figure.indicator = indicators[figure.kind];
        if (isnan(value))
            continue;
        if (figure.kind == CLASS) {
            /* Of the value as printed, with a decimal. */
            figure.least = value < 1.95 ? 0 : 1.95;
            figure.most = value < 1.95 ? 1.95 : 49.95;
        } else {
            double rounded = nearbyint(value / step) * step;

            figure.least = rounded - step / 2;
            figure.most = rounded + step / 2;
        }
        g_array_append_val(all->figures, figure);
    }
}

static void
write_publication(const Publication *all)
{
    g_autoptr(GString) values = g_string_new(VALUES_HEADER);
    g_autoptr(GString) more =
        g_string_new("indicator,scheme,level,area,period,value,class\n");

    for (guint i = 0; i < all->figures->len; i++) {
        const Figure *figure = &g_array_index(all->figures, Figure, i);
        double middle = (figure->least + figure->most) / 2;

        if (figure->kind == EXACT) {
            g_string_append_printf(values, "%s,%s,%s,%s,,%s,", figure->indicator,
                                   figure->scheme, figure->level, figure->area,
                                   figure->period);
            if (figure->is_ok)
                g_string_append_printf(values, "%d,,%d,,,,,,,1,ok,\n", figure->value,
                                       figure->value);
            else
                g_string_append(values, ",,,,,,,,,1,suppressed,\n");
            continue;
        }
        g_string_append_printf(more, "%s,%s,%s,%s,%s,", figure->indicator, figure->scheme,
                               figure->level, figure->area, figure->period);
        if (figure->kind == CLASS)
            g_string_append_printf(more, ",%d\n", figure->least == 0 ? 1 : 2);
        else
            g_string_append_printf(more, "%.*f,\n",
                                   figure->kind == RATE    ? 1
                                   : figure->kind == SHARE ? 0
                                                           : 3,
                                   middle);
    }
    write_text("output/tables/values.csv", values->str);
    write_text("output/mehr.csv", more->str);
    write_text("output/tables/classes.csv",
               "indicator,scheme,level,period,method,class,lower,upper,count,color\n"
               "rate,,gemeinde,2018,fixed,1,0,2,0,\n"
               "rate,,gemeinde,2018,fixed,2,2,50,0,\n"
               "rate,,gemeinde,2018,fixed,3,50,90,0,\n");
}

/* --- The oracle --- */

typedef struct {
    const Publication *all;
    int *least, *most; /* [figures]: over all tables that fit */
    Table table;
    int n_tables;
} Oracle;

static void
judge(Oracle *oracle)
{
    const GArray *figures = oracle->all->figures;

    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = &g_array_index(figures, Figure, i);

        if (figure->is_ok && !fits(figure, oracle->table))
            return;
    }
    oracle->n_tables++;
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = &g_array_index(figures, Figure, i);

        int sum = sum_of(oracle->table, figure->planes, figure->gemeinden);

        oracle->most[i] = MAX(oracle->most[i], sum);
        oracle->least[i] = MIN(oracle->least[i], sum);
    }
}

/* Every division of the known total of each plane. */
static void
try_all(Oracle *oracle, int plane)
{
    int total = sum_of(oracle->all->truth, 1 << plane, 7);

    for (int a = 0; a <= total; a++)
        for (int b = 0; a + b <= total; b++) {
            oracle->table[plane][0] = a;
            oracle->table[plane][1] = b;
            oracle->table[plane][2] = total - a - b;
            if (plane + 1 < N_PLANES)
                try_all(oracle, plane + 1);
            else
                judge(oracle);
        }
}

/* Whether the audit told of a suppressed sum over these counts. */
static bool
is_told(const Publication *all, const GPtrArray *leaks, const Figure *about)
{
    for (guint l = 0; l < leaks->len; l++) {
        const char *leak = leaks->pdata[l];

        if (strstr(leak, "suppressed, and yet") == NULL)
            continue;
        for (guint i = 0; i < all->figures->len; i++) {
            const Figure *figure = &g_array_index(all->figures, Figure, i);
            const SrDivision *division = sr_scheme_find(
                project.schemes[g_str_equal(figure->scheme, "zwei")], figure->level);
            g_autofree char *start = g_strdup_printf(
                "%s, %s %s, %s: suppressed", figure->indicator, figure->level,
                division->names[sr_division_find(division, figure->area)],
                figure->period);

            if (figure->planes == about->planes &&
                figure->gemeinden == about->gemeinden && g_str_has_prefix(leak, start))
                return true;
        }
    }
    return false;
}

/* Whether an equal sum is shown by another name: then it is no secret. */
static bool
is_shown(const Publication *all, const Figure *about)
{
    for (guint i = 0; i < all->figures->len; i++) {
        const Figure *figure = &g_array_index(all->figures, Figure, i);

        if (figure->kind == EXACT && figure->is_ok && figure->planes == about->planes &&
            figure->gemeinden == about->gemeinden)
            return true;
    }
    return false;
}

/* Whether one of the years of a sum of years is suppressed itself, and so proved. */
static bool
has_hidden_year(const Publication *all, const Figure *about)
{
    for (guint i = 0; all->has_years && about->planes == 3 && i < all->figures->len;
         i++) {
        const Figure *figure = &g_array_index(all->figures, Figure, i);

        if (!figure->is_ok && figure->planes != 3 &&
            figure->gemeinden == about->gemeinden && !is_shown(all, figure))
            return true;
    }
    return false;
}

static void
test_oracle(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(23);
    int n_unsafe = 0;
    int n_safe = 0;
    int n_ranges = 0;

    for (int round = 0; round < ROUNDS; round++) {
        Publication all = random_publication(rand);

        if (!all.has_years)
            add_rounded(&all, rand);
        write_publication(&all);
        g_autofree int *most = g_new0(int, all.figures->len);
        g_autofree int *least = g_new(int, all.figures->len);
        for (guint i = 0; i < all.figures->len; i++)
            least[i] = G_MAXINT;
        Oracle oracle = {.all = &all, .least = least, .most = most};
        try_all(&oracle, 0);
        g_assert_cmpint(oracle.n_tables, >, 0);
        g_autoptr(SrAuditResult) result = audit();
        for (guint i = 0; i < all.figures->len; i++) {
            const Figure *figure = &g_array_index(all.figures, Figure, i);

            n_ranges += figure->kind != EXACT;
            if (figure->is_ok || is_shown(&all, figure) || has_hidden_year(&all, figure))
                continue;
            bool is_unsafe = most[i] < MINIMUM || least[i] == most[i];
            if (is_told(&all, result->leaks, figure) != is_unsafe) {
                g_printerr("figure %s %s %s %s least %d most %d\n", figure->indicator,
                           figure->level, figure->area, figure->period, least[i],
                           most[i]);
                for (guint l = 0; l < result->leaks->len; l++)
                    g_printerr("%s\n", (char *)result->leaks->pdata[l]);
            }
            g_assert_cmpint(is_told(&all, result->leaks, figure), ==, is_unsafe);
            n_unsafe += is_unsafe;
            n_safe += !is_unsafe;
        }
        g_array_unref(all.figures);
    }
    g_assert_cmpint(n_unsafe, >, 1000);
    g_assert_cmpint(n_safe, >, 1000);
    g_assert_cmpint(n_ranges, >, 500);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicators();
    project_open();
    g_assert_cmpint(sr_catalogue_n(project.catalogue), ==, 7);
    g_test_add_func("/audit/oracle", test_oracle);
    int failed = g_test_run();
    project_close();
    return failed;
}
