#include "disclosure/pattern.h"
#include "disclosure/released.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Gemeinden of one protected indicator and one public one, in some years. */
static const SrLevel level = {.id = (char *)"gemeinde", .kind = SR_LEVEL_KEY};
static SrDivision gemeinden = {
    .level = &level,
    .n_areas = 4,
    .n_gemeinden = 4,
    .codes = (char *[]){(char *)"01", (char *)"02", (char *)"03", (char *)"04"},
    .names = (char *[]){(char *)"A", (char *)"B", (char *)"C", (char *)"D"},
    .area_of = (int[]){0, 1, 2, 3}};
static const SrIndicator helps = {.id = (char *)"hilfen"};
static const SrIndicator people = {.id = (char *)"leute"};

typedef struct {
    char *folder, *path;
    SrFindings *findings;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->path = g_build_filename(fixture->folder, "gesperrt.csv", NULL);
    fixture->findings = sr_findings_new();
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    g_unlink(fixture->path);
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->path);
    sr_findings_free(fixture->findings);
}

static void
add_rows(SrValues *values, const SrIndicator *indicator, bool is_protected,
         const char *const *years)
{
    SrResult *result = g_new0(SrResult, 1);

    *result = (SrResult){.indicator = indicator,
                         .first = sr_values_n(values),
                         .is_protected = is_protected};
    for (int area = 0; area < 4; area++)
        for (int y = 0; years[y] != NULL; y++) {
            SrValue value = {.indicator = indicator,
                             .scheme = "",
                             .division = &gemeinden,
                             .area = area,
                             .period = years[y],
                             .numerator = 10 * area + y,
                             .denominator = NAN,
                             .value = 10 * area + y,
                             .status = SR_STATUS_OK};

            g_array_append_val(values->rows, value);
            result->n++;
        }
    g_ptr_array_add(values->results, result);
}

static SrValues *
make_values(const char *const *years)
{
    SrValues *values = g_new0(SrValues, 1);

    values->rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
    values->results = g_ptr_array_new_with_free_func(g_free);
    values->texts = g_string_chunk_new(64);
    add_rows(values, &helps, true, years);
    add_rows(values, &people, false, years);
    return values;
}

static const char *const one_year[] = {"2017", NULL};
static const char *const two_years[] = {"2017", "2018", NULL};

static SrValue *
row(SrValues *values, int i)
{
    return &g_array_index(values->rows, SrValue, i);
}

static int
state(const SrReleased *released, const char *key)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(sr_released_states(released), key));
}

/* Writes the file of a release in which area 02 is hidden. */
static void
release(const Fixture *fixture, SrValues *values, const char *date, int n_expected)
{
    g_autoptr(SrReleased) before = sr_released_read(fixture->path, fixture->findings);
    int n_new;

    sr_released_compare(before, values, fixture->findings);
    sr_value_hide(row(values, 1));
    g_autofree char *text = sr_released_text(before, values, date, &n_new);
    g_assert_cmpint(n_new, ==, n_expected);
    g_assert_true(g_file_set_contents(fixture->path, text, -1, NULL));
}

static void
test_release(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(SrValues) values = make_values(one_year);

    (void)unused;
    release(fixture, values, "2018-12-31", 4);
    g_autoptr(SrReleased) released = sr_released_read(fixture->path, fixture->findings);
    g_assert_cmpint(sr_released_n(released), ==, 4); /* none of the public indicator */
    g_assert_cmpint(state(released, "hilfen,,gemeinde,01,2017"), ==, SR_RELEASED_OPEN);
    g_assert_cmpint(state(released, "hilfen,,gemeinde,02,2017"), ==, SR_RELEASED_CLOSED);
    g_assert_cmpint(state(released, "hilfen,,gemeinde,02,2018"), ==, SR_RELEASED_NOT);
    g_assert_true(sr_released_covers(released, values));
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);

    /* Nothing is new: the same text. */
    g_autofree char *file = NULL;
    int n_new;
    g_autofree char *again = sr_released_text(released, values, "2030-01-01", &n_new);
    g_assert_cmpint(n_new, ==, 0);
    g_assert_true(g_file_get_contents(fixture->path, &file, NULL, NULL));
    g_assert_cmpstr(again, ==, file);
}

/* A new year is a new edition; what was released keeps its own, and its state. */
static void
test_next_edition(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(SrValues) first = make_values(one_year);
    g_autoptr(SrValues) second = make_values(two_years);

    (void)unused;
    release(fixture, first, "2018-12-31", 4);
    g_autoptr(SrReleased) released = sr_released_read(fixture->path, fixture->findings);
    sr_released_compare(released, second, fixture->findings);
    g_assert_false(sr_released_covers(released, second));
    release(fixture, second, "2019-12-31", 4);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(fixture->path, &text, NULL, NULL));
    g_assert_nonnull(strstr(text, "\n1,2018-12-31,hilfen,,gemeinde,02,2017,closed,\n"));
    g_assert_nonnull(strstr(text, "\n2,2019-12-31,hilfen,,gemeinde,01,2018,closed,\n"));
    g_assert_nonnull(strstr(text, "\n2,2019-12-31,hilfen,,gemeinde,02,2018,open,"));
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
}

/* No figure and no reason stands in it, nor anything of what is hidden. */
static void
test_tells_nothing(Fixture *fixture, gconstpointer unused)
{
    g_autofree char *texts[2] = {NULL, NULL};

    (void)unused;
    for (int i = 0; i < 2; i++) {
        g_autoptr(SrValues) values = make_values(one_year);
        g_autoptr(SrReleased) none = sr_released_read("/none", fixture->findings);
        int n_new;

        row(values, 1)->value = row(values, 1)->numerator = i + 1;
        sr_value_hide(row(values, 1));
        texts[i] = sr_released_text(none, values, "2018-12-31", &n_new);
    }
    g_assert_cmpstr(texts[0], ==, texts[1]);
    g_free(texts[1]);
    texts[1] = NULL;
}

/* One figure of four is another one: a correction. All of them: other data. */
static void
test_other_figures(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(SrValues) values = make_values(one_year);
    g_autoptr(SrValues) corrected = make_values(one_year);
    g_autoptr(SrValues) others = make_values(one_year);

    (void)unused;
    release(fixture, values, "2018-12-31", 4);
    g_autoptr(SrReleased) released = sr_released_read(fixture->path, fixture->findings);
    row(corrected, 0)->value = row(corrected, 0)->numerator = 7;
    sr_released_compare(released, corrected, fixture->findings);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 1);
    g_assert_cmpint(sr_findings_at(fixture->findings, 0)->row, ==, 2);
    g_assert_cmpint(state(released, "hilfen,,gemeinde,01,2017"), ==, SR_RELEASED_NOT);
    g_assert_cmpint(state(released, "hilfen,,gemeinde,02,2017"), ==, SR_RELEASED_CLOSED);
    g_assert_false(sr_released_covers(released, corrected));

    g_autoptr(SrReleased) foreign = sr_released_read(fixture->path, fixture->findings);
    for (int i = 0; i < 4; i++)
        row(others, i)->value += 100;
    sr_released_compare(foreign, others, fixture->findings);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 1);
}

static void
test_cells_that_are_gone(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(SrValues) values = make_values(two_years);
    g_autoptr(SrValues) fewer = make_values(one_year);

    (void)unused;
    release(fixture, values, "2018-12-31", 8);
    g_autoptr(SrReleased) released = sr_released_read(fixture->path, fixture->findings);
    sr_released_compare(released, fewer, fixture->findings);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 4);
    g_assert_cmpint(sr_findings_at(fixture->findings, 0)->row, ==, 3);
    g_assert_nonnull(
        strstr(sr_findings_at(fixture->findings, 0)->place, "hilfen,,gemeinde,01,2018"));
}

/* What a hand or a damaged disk makes of the file: each is told with the row. */
static void
test_damaged(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *old, *new;
        int row;
    } damages[] = {
        {"closed", "open", 6}, /* edited: the checksum of the last line */
        {"02,2017", "02,2016", 6},   {"sha256,", "", 6}, {"sha256,", "sha256,0", 6},
        {"edition,", "Edition,", 1}, {"2017", "", 6},    {"open,", "open,\n", 7},
    };
    g_autoptr(SrValues) values = make_values(one_year);
    g_autofree char *good = NULL;

    (void)unused;
    release(fixture, values, "2018-12-31", 4);
    g_assert_true(g_file_get_contents(fixture->path, &good, NULL, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_auto(GStrv) parts = g_strsplit(good, damages[i].old, 2);
        g_autofree char *bad = g_strjoinv(damages[i].new, parts);

        g_assert_true(g_file_set_contents(fixture->path, bad, -1, NULL));
        g_assert_null(sr_released_read(fixture->path, findings));
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
        g_assert_cmpint(sr_findings_at(findings, 0)->row, ==, damages[i].row);
    }
    /* Every cut, too. */
    for (gsize n = 1; n < strlen(good); n++) {
        g_autoptr(SrFindings) findings = sr_findings_new();

        g_assert_true(g_file_set_contents(fixture->path, good, (gssize)n, NULL));
        g_assert_null(sr_released_read(fixture->path, findings));
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
    }
}

/* With a checksum that fits, what is no cell is still told. */
static void
test_no_cells(Fixture *fixture, gconstpointer unused)
{
    static const char *const lines[] = {
        "x,2018,a,,b,c,2017,open,00000000",
        "1,2018,a,,b,c,2017,primary,",
        "1,2018,a,,b,c,2017,open,",
        "1,2018,a,,b,c,2017,closed,00000000",
        "1,2018,a,,b,c,2017,open,0000000G",
        "1",
        "1,2",
        "-1,2018,a,,b,c,2017,closed,",
        "1,2018,a,,b,c,2017,closed,\n1,2018,a,,b,c,2017,closed,",
    };

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autofree char *body = g_strdup_printf(
            "edition,date,indicator,scheme,level,area,period,state,figure\n%s\n",
            lines[i]);
        g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, body, -1);
        g_autofree char *text = g_strdup_printf("%ssha256,%s\n", body, sum);

        g_test_message("%s", lines[i]);
        g_assert_true(g_file_set_contents(fixture->path, text, -1, NULL));
        g_assert_null(sr_released_read(fixture->path, findings));
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
        g_assert_cmpint(sr_findings_at(findings, 0)->row, >=, 2);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/released/release", test_release);
    ADD("/released/next-edition", test_next_edition);
    ADD("/released/tells-nothing", test_tells_nothing);
    ADD("/released/other-figures", test_other_figures);
    ADD("/released/cells-that-are-gone", test_cells_that_are_gone);
    ADD("/released/damaged", test_damaged);
    ADD("/released/no-cells", test_no_cells);
    return g_test_run();
}
