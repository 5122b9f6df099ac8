/*
 * casefixture.h — a register of two Gemeinden and its survey under § 8a, and its counts.
 */
#pragma once

#include "data/caserow.h"
#include "data/cases.h"

#include <glib/gstdio.h>

#define HEADER                                                                           \
    "id;home;birth;sex;kind;basis;begin;end;plan;children;uma;inside;earlier;cost\n"

#define SHEET "Datum;Ort;Ergebnis;UMA;Geburt;Geschlecht\n"

static const char *const keys[] = {"07332002", "07332025"};
static const char *const names[] = {"Bad Dürkheim", "Haßloch"};

typedef struct {
    char *folder;
    SrDataset *dataset;
    SrFindings *findings;
    SrMatcher *matcher;
    GPtrArray *counts;
} Fixture;

static inline void
write_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static inline void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->findings = sr_findings_new();
    fixture->matcher = sr_matcher_new(keys, NULL, names, 2, NULL);
    write_file(
        fixture, "hilfen.ini",
        "[dataset]\ntitle=t\nfile=hilfen.csv\nkind=register\nperiod=2017-2018\n"
        "source=s\nsynthetic=true\n[columns]\nid=id\nhome=home\nbirth=birth\nsex=sex\n"
        "kind=kind\nbasis=basis\nbegin=begin\nend=end\nby_plan=plan\n"
        "children=children\numa=uma\ninside=inside\nearlier=earlier\ncost=cost\n"
        "[sheet verfahren_8a]\nfile=schutz.csv\ndate=Datum\nhome=Ort\n"
        "result=Ergebnis\numa=UMA\nbirth=Geburt\nsex=Geschlecht\n");
    write_file(fixture, "schutz.csv", SHEET);
    g_autofree char *path = g_build_filename(fixture->folder, "hilfen.ini", NULL);
    fixture->dataset = sr_dataset_load(path, fixture->findings);
    g_assert_nonnull(fixture->dataset);
}

static inline void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const files[] = {"hilfen.ini", "hilfen.csv", "schutz.csv"};

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(fixture->folder, files[i], NULL);

        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    sr_dataset_free(fixture->dataset);
    sr_findings_free(fixture->findings);
    sr_matcher_free(fixture->matcher);
    g_clear_pointer(&fixture->counts, g_ptr_array_unref);
}

static inline void
count(Fixture *fixture, const char *rows)
{
    g_autofree char *text = g_strconcat(HEADER, rows, NULL);

    write_file(fixture, "hilfen.csv", text);
    g_clear_pointer(&fixture->counts, g_ptr_array_unref);
    fixture->counts =
        sr_cases_count(fixture->dataset, fixture->matcher, 2, fixture->findings);
}

/* The count of Bad Dürkheim, of all sexes and ages. */
static inline double
value(const Fixture *fixture, const char *variable, int year)
{
    for (guint i = 0; i < fixture->counts->len; i++) {
        const SrCount *counted = fixture->counts->pdata[i];

        if (g_str_equal(counted->variable, variable) && counted->year == year &&
            counted->sex == 0 && counted->age_from == -1)
            return counted->values == NULL ? 0 : counted->values[0];
    }
    g_error("no count of %s in %d", variable, year);
}

/* The sum of all counts in Bad Dürkheim that are split by the sex, from @from to @to. */
static inline double
part(const Fixture *fixture, const char *variable, int year, char sex, int from, int to)
{
    double sum = 0;

    for (guint i = 0; i < fixture->counts->len; i++) {
        const SrCount *counted = fixture->counts->pdata[i];

        if (g_str_equal(counted->variable, variable) && counted->year == year &&
            counted->sex == sex && counted->age_from >= from && counted->age_to <= to &&
            counted->values != NULL)
            sum += counted->values[0];
    }
    return sum;
}
