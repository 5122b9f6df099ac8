#include "publish/prose.h"

#include "base/language.h"

#include <libintl.h>
#include <math.h>
#include <string.h>

static const SrLevel gemeinde = {
    .id = (char *)"gemeinde", .title = (char *)"Gemeinde", .plural = (char *)"Gemeinden"};
static const SrLevel kreis = {
    .id = (char *)"kreis", .title = (char *)"Landkreis", .plural = (char *)"Landkreise"};

#define MOST_AREAS 4

/* A map of some areas and the county above them. */
typedef struct {
    SrIndicator indicator;
    SrDivision areas, county;
    SrValue values[MOST_AREAS], top;
    const SrValue *slice[MOST_AREAS];
} Sample;

static void
sample_init(Sample *sample, const char *const *names, const double *values,
            const char *period)
{
    static const char *const county_names[] = {"Landkreis Bad Dürkheim", NULL};

    memset(sample, 0, sizeof *sample);
    sample->indicator =
        (SrIndicator){.decimals = 1, .unit = (char *)"%", .kind = SR_KIND_PROPORTION};
    sample->areas = (SrDivision){.level = &gemeinde, .names = (char **)names};
    sample->county =
        (SrDivision){.level = &kreis, .n_areas = 1, .names = (char **)county_names};
    for (int a = 0; names[a] != NULL; a++) {
        sample->values[a] = (SrValue){
            .indicator = &sample->indicator,
            .division = &sample->areas,
            .area = a,
            .period = period,
            .value = values[a],
            .denominator = 1000 - a,
            .status = isnan(values[a]) ? SR_STATUS_SUPPRESSED : SR_STATUS_OK,
        };
        sample->slice[a] = &sample->values[a];
        sample->areas.n_areas++;
    }
    sample->top = (SrValue){.indicator = &sample->indicator,
                            .division = &sample->county,
                            .period = period,
                            .value = 7.5,
                            .status = SR_STATUS_OK};
}

static void
test_days(void)
{
    static const struct {
        const char *language;
        const char *period;
        const char *wanted;
    } cases[] = {
        {"de", "2018", "2018"},
        {"de", "2018-12-31", "31.12.2018"},
        {"de", "2018-01-02", "02.01.2018"},
        {"de", "2014-2018", "2014 bis 2018"},
        {"en", "2018-12-31", "31/12/2018"},
        {"en", "2014-2018", "2014 to 2018"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        sr_language_use(cases[i].language);
        g_autofree char *got = sr_prose_period(cases[i].period);

        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

/* Rates of different ages do not look alike beside each other. */
static void
test_unit(void)
{
    static const struct {
        const char *unit, *denominator, *wanted;
    } cases[] = {
        {"je 1 000", "je 1 000 Kinder unter 6", "je 1 000 Kinder unter 6"},
        {"VZÄ je 1 000", "je 1 000 Menschen", "VZÄ je 1 000 Menschen"},
        {"per 1,000", "per 1,000 children", "per 1,000 children"},
        {"je Fall", "je Fremdunterbringung", "je Fremdunterbringung"},
        {"%", "der Haushalte", "% der Haushalte"},
        {"€", "je Fall im Jahr", "€ je Fall im Jahr"},
        {"Monate", "je beendete Hilfe", "Monate je beendete Hilfe"},
        {"Jahre", "der Bevölkerung", "Jahre"},
        {"Einw./km²", "je Quadratkilometer", "Einw./km²"},
        {"Punkte", "Landkreis 2018 = 100", "Punkte"},
        {"Personen", NULL, "Personen"},
        {NULL, NULL, ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const SrIndicator indicator = {.unit = (char *)cases[i].unit,
                                       .denominator_text = (char *)cases[i].denominator};
        g_autofree char *got = sr_prose_unit(&indicator);

        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

/* The area with most people is the example, with the article that German asks for. */
static void
test_example(void)
{
    static const struct {
        const char *language;
        const char *name;
        const char *period;
        const char *wanted;
    } cases[] = {
        {"de", "Haßloch", "2018",
         "In Haßloch liegt der Wert 2018 bei 12,3 %; im Landkreis insgesamt bei 7,5 %."},
        {"de", "VG Freinsheim", "2014-2018",
         "In der VG Freinsheim liegt der Wert 2014 bis 2018 bei 12,3 %; im Landkreis "
         "insgesamt bei 7,5 %."},
        {"de", "Sozialraum Nord", "2018-12-31",
         "In dem Sozialraum Nord liegt der Wert am 31.12.2018 bei 12,3 %; im Landkreis "
         "insgesamt bei 7,5 %."},
        {"en", "VG Freinsheim", "2018",
         "In VG Freinsheim the value for 2018 is 12.3 %; in the Landkreis as a whole it "
         "is 7.5 %."},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *const names[] = {cases[i].name, "Neidenfels", NULL};
        Sample sample;

        sample_init(&sample, names, (const double[]){12.34, 1}, cases[i].period);
        sr_language_use(cases[i].language);
        g_autofree char *got =
            sr_prose_example(&sample.indicator, &sample.areas, sample.slice, &sample.top,
                             cases[i].language);
        g_autoptr(GString) plain = g_string_new(got);
        g_string_replace(plain, "\u00a0", " ", 0);
        g_assert_cmpstr(plain->str, ==, cases[i].wanted);
    }
}

static void
test_own_example(void)
{
    const char *const names[] = {"VG Lambrecht", NULL};
    Sample sample;

    sample_init(&sample, names, (const double[]){3}, "2018");
    sample.indicator.reading =
        (char *)"In {area} sind es {value}; im Landkreis {benchmark}.";
    g_autofree char *got = sr_prose_example(&sample.indicator, &sample.areas,
                                            sample.slice, &sample.top, "de");
    g_assert_cmpstr(got, ==, "In der VG Lambrecht sind es 3,0; im Landkreis 7,5.");
}

static void
test_summary(void)
{
    static const struct {
        double values[MOST_AREAS];
        const char *wanted;
    } cases[] = {
        {{1, 2, 3, NAN}, "Am höchsten in C (3,0 %), am niedrigsten in A (1,0 %)."},
        {{1, 3, 3, 1},
         "Am höchsten in B und C (3,0 %), am niedrigsten in A und D (1,0 %)."},
        {{1, 3, 3, 3},
         "Am höchsten in 3 Gemeinden (3,0 %), am niedrigsten in A (1,0 %)."},
        {{2, 2, 2, NAN}, "Alle 3 Gemeinden haben denselben Wert, 2,0 %."},
        {{2, NAN, NAN, NAN}, NULL},
        {{NAN, NAN, NAN, NAN}, NULL},
    };
    const char *const names[] = {"A", "B", "C", "D", NULL};

    sr_language_use("de");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Sample sample;

        sample_init(&sample, names, cases[i].values, "2018");
        g_autofree char *got =
            sr_prose_summary(&sample.indicator, &sample.areas, sample.slice, "de");
        g_autoptr(GString) plain = g_string_new(got == NULL ? "" : got);
        g_string_replace(plain, "\u00a0", " ", 0);
        g_assert_cmpstr(plain->str, ==, cases[i].wanted == NULL ? "" : cases[i].wanted);
    }
}

/* A town is feminine in German, a county is not. */
static void
test_town(void)
{
    static const SrLevel town = {.title = (char *)"Stadt"};
    const char *const names[] = {"Mitte", "Nord", NULL};
    Sample sample;

    sample_init(&sample, names, (const double[]){3, 1}, "2018");
    sample.county.level = &town;
    sr_language_use("de");
    g_autofree char *got = sr_prose_example(&sample.indicator, &sample.areas,
                                            sample.slice, &sample.top, "de");
    g_assert_nonnull(strstr(got, "; in der Stadt insgesamt bei"));
}

/* Nothing is said of values that are not ok. */
static void
test_silent(void)
{
    const char *const names[] = {"A", "B", NULL};
    Sample sample;

    sample_init(&sample, names, (const double[]){NAN, NAN}, "2018");
    g_assert_null(sr_prose_example(&sample.indicator, &sample.areas, sample.slice,
                                   &sample.top, "de"));
    sample_init(&sample, names, (const double[]){5, NAN}, "2018");
    sample.top.status = SR_STATUS_SUPPRESSED;
    sr_language_use("de");
    g_autofree char *got = sr_prose_example(&sample.indicator, &sample.areas,
                                            sample.slice, &sample.top, "de");
    g_autoptr(GString) plain = g_string_new(got);
    g_string_replace(plain, "\u00a0", " ", 0);
    g_assert_cmpstr(plain->str, ==, "In A liegt der Wert 2018 bei 5,0 %.");
}

/* An index has no denominator: its example is the highest area. */
static void
test_index_example(void)
{
    static const char *const names[] = {"Forst", "Haßloch", NULL};
    static const double values[] = {-3.5, -1.25};
    Sample sample;

    sr_language_use("en");
    sample_init(&sample, names, values, "2018");
    for (int a = 0; a < 2; a++)
        sample.values[a].denominator = sample.values[a].numerator = NAN;
    g_autofree char *got =
        sr_prose_example(&sample.indicator, &sample.areas, sample.slice, NULL, "en");
    g_assert_nonnull(got);
    g_assert_nonnull(strstr(got, "Haßloch"));
}

/* The head of a column: what is counted, without "per so many". */
static void
test_denominator(void)
{
    static const struct {
        const char *text, *name, *wanted;
    } cases[] = {
        {"je 1\u202f000 Kinder unter 6 Jahren", NULL, "Kinder unter 6 Jahren"},
        {"je 100 Beschäftigte am Wohnort", NULL, "Beschäftigte am Wohnort"},
        {"per 1,000 children under 6", NULL, "children under 6"},
        {"of children under 3", NULL, "children under 3"},
        {"der Bevölkerung", NULL, "Bevölkerung"},
        {"der Arbeitslosen", "Arbeitslose", "Arbeitslose"},
        {"15- bis 20-Jährige", "junge Leute", "junge Leute"},
        {NULL, NULL, "Denominator"},
    };

    sr_language_use("en");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrIndicator indicator = {.denominator_text = (char *)cases[i].text,
                                 .denominator_name = (char *)cases[i].name};
        g_autofree char *got = sr_prose_denominator(&indicator);

        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

int
main(int argc, char **argv)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(program);
    g_autofree char *locale = g_build_filename(folder, "..", "..", "locale", NULL);

    g_test_init(&argc, &argv, NULL);
    sr_language_init();
    bindtextdomain(GETTEXT_PACKAGE, locale);
    g_test_add_func("/prose/unit", test_unit);
    g_test_add_func("/prose/days", test_days);
    g_test_add_func("/prose/index-example", test_index_example);
    g_test_add_func("/prose/denominator", test_denominator);
    g_test_add_func("/prose/example", test_example);
    g_test_add_func("/prose/own-example", test_own_example);
    g_test_add_func("/prose/summary", test_summary);
    g_test_add_func("/prose/town", test_town);
    g_test_add_func("/prose/silent", test_silent);
    return g_test_run();
}
