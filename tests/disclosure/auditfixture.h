/*
 * auditfixture.h — three Gemeinden, two schemes, and editions written down as few words.
 *
 *     eins:  Adorf | Behausen Celle      zwei:  Adorf Behausen | Celle
 *
 *     figures("a gemeinde 07001 2018 5\n"              a count that is shown
 *             "a gemeinde 07002 2018 *\n"              one that is not
 *             "b region@zwei 1 2018 5 12 41.7\n"       numerator, denominator, value
 *             "c kreis 07001 2018 - - 41.7 40.1\n");   value and benchmark alone
 */
#pragma once

#include "base/error.h"
#include "data/table.h"
#include "data/terms.h"
#include "disclosure/audit.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <glpk.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define N_GEMEINDEN 3
#define VALUES_HEADER                                                                    \
    "indicator,scheme,level,area,name,period,numerator,denominator,value,lower,upper,"   \
    "benchmark,verdict,rank,class,coverage,status,flags\n"
#define CLASSES_HEADER                                                                   \
    "indicator,scheme,level,period,method,class,lower,upper,count,color\n"

static const char *const keys[] = {"07001", "07002", "07003", NULL};
static const char *const names[] = {"Adorf", "Behausen", "Celle", NULL};
static const int people[] = {1000, 7000, 900};
static char level_ids[3][16] = {"gemeinde", "region", "kreis"};
static SrLevel levels[] = {
    {.id = level_ids[0], .title = (char *)"Gemeinde", .kind = SR_LEVEL_KEY},
    {.id = level_ids[1],
     .title = (char *)"Region",
     .kind = SR_LEVEL_COLUMN,
     .code_column = (char *)"region_code",
     .name_column = (char *)"region"},
    {.id = level_ids[2],
     .title = (char *)"Kreis",
     .kind = SR_LEVEL_PREFIX,
     .n_digits = 5}};

typedef struct {
    char *folder;
    SrCatalogue *catalogue;
    SrScheme *schemes[2];
    SrAudit audit;
} Project;

static Project project;

static inline void
write_text(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(project.folder, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0700);
    FILE *file = fopen(path, "w"); /* thousands of them: not through the disk */
    g_assert_nonnull(file);
    fputs(text, file);
    g_assert_cmpint(fclose(file), ==, 0);
}

static inline void
write_indicator(const char *id, const char *rest)
{
    g_autofree char *name = g_strdup_printf("indicators/%s.ini", id);
    g_autofree char *text =
        g_strdup_printf("[indicator]\ntitle=Zahl %s\nchapter=c\n%s", id, rest);

    write_text(name, text);
}

/* What begins with fall_ or hilfen_ is protected; "leute" are known. */
static inline bool
is_protected(const char *variable, gpointer data)
{
    (void)data;
    return g_str_has_prefix(variable, "fall_") || g_str_has_prefix(variable, "hilfen_") ||
           g_str_has_prefix(variable, "kosten_");
}

static inline double
public_figure(const char *variable, const SrDivision *division, int area,
              const char *period, gpointer data)
{
    double sum = 0;

    (void)period;
    (void)data;
    if (!g_str_equal(variable, "leute"))
        return NAN;
    for (int g = 0; g < N_GEMEINDEN; g++)
        sum += division->area_of[g] == area ? people[g] : 0;
    return sum;
}

static inline SrScheme *
read_scheme(const char *id, const char *codes, SrFindings *findings)
{
    static const char *const ars[] = {"070010000001", "070010000002", "070010000003"};
    const SrGemeinden gemeinden = {N_GEMEINDEN, keys, names, ars};
    g_autoptr(GHashTable) top = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) table = g_string_new("key;name;region_code;region\n");
    g_autofree char *name = g_strdup_printf("shapes/regions/%s.csv", id);
    g_autofree char *about = g_strdup_printf("shapes/regions/%s.ini", id);

    for (int g = 0; g < N_GEMEINDEN; g++)
        g_string_append_printf(table, "%s;%s;%c;Region %s %c\n", keys[g], names[g],
                               codes[g], id, codes[g]);
    write_text(name, table->str);
    write_text(about, "[scheme]\ntitle=Eins\nexample=true\n");
    g_hash_table_insert(top, (gpointer) "07001", (gpointer) "Musterkreis");
    return sr_scheme_read(project.folder, id, levels, 3, &gemeinden, top, "de", findings);
}

/* A folder for the indicators, to be written before project_open(). */
static inline void
project_begin(void)
{
    project.folder = g_dir_make_tmp(NULL, NULL);
    write_text("indicators/kapitel.ini", "[chapter c]\ntitle=C\n");
}

static inline void
project_open(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    static const char *const ids[] = {"gemeinde", "region", "kreis", NULL};

    GDALAllRegister();
    project.catalogue = sr_catalogue_read(project.folder, "de", ids, NULL, findings);
    project.schemes[0] = read_scheme("eins", "122", findings);
    project.schemes[1] = read_scheme("zwei", "112", findings);
    g_autofree char *told = sr_findings_text(findings, 0);
    g_assert_cmpstr(told, ==, "");
    project.audit = (SrAudit){.catalogue = project.catalogue,
                              .schemes = project.schemes,
                              .n_schemes = 2,
                              .is_protected = is_protected,
                              .public_figure = public_figure};
}

static inline void
project_close(void)
{
    sr_catalogue_free(project.catalogue);
    for (int s = 0; s < 2; s++)
        sr_scheme_free(project.schemes[s]);
    g_free(project.folder);
    glp_free_env();
}

/* --- Editions --- */

/* The line of values.csv for the words of one figure. */
static inline void
append_figure(GString *text, const char *words)
{
    g_auto(GStrv) word = g_strsplit(words, " ", -1);
    guint n = g_strv_length(word);
    const char *scheme = n > 1 ? strchr(word[1], '@') : NULL;
    g_autofree char *level =
        n < 2 ? NULL
              : g_strndup(word[1],
                          scheme == NULL ? strlen(word[1]) : (gsize)(scheme - word[1]));
    const char *numbers[4] = {"", "", "", ""};

    if (n < 5)
        return;
    bool is_hidden = g_str_equal(word[4], "*");
    for (guint i = 4; i < MIN(n, 8) && !is_hidden; i++)
        numbers[i - 4] = g_str_equal(word[i], "-") ? "" : word[i];
    g_string_append_printf(text, "%s,%s,%s,%s,,%s,%s,%s,%s,,,%s,,,,1,%s,\n", word[0],
                           scheme == NULL ? "" : scheme + 1, level, word[2], word[3],
                           numbers[0], numbers[1], n == 5 ? numbers[0] : numbers[2],
                           numbers[3], is_hidden ? "suppressed" : "ok");
}

/* An edition of nothing but these figures, a line each. */
static inline void
figures(const char *lines)
{
    g_auto(GStrv) all = g_strsplit(lines, "\n", -1);
    g_autoptr(GString) text = g_string_new(VALUES_HEADER);

    for (int i = 0; all[i] != NULL; i++)
        append_figure(text, all[i]);
    write_text("output/tables/values.csv", text->str);
    write_text("output/tables/classes.csv", CLASSES_HEADER);
}

static inline SrAuditResult *
audit(void)
{
    g_autofree char *output = g_build_filename(project.folder, "output", NULL);
    const char *const folders[] = {output, NULL};
    g_autoptr(GError) error = NULL;
    SrAuditResult *result = sr_audit_folders(&project.audit, folders, &error);

    g_assert_no_error(error);
    return result;
}

/* What the audit tells of these figures, all leaks one after the other. */
static inline char *
told_of(const char *lines)
{
    figures(lines);
    g_autoptr(SrAuditResult) result = audit();
    g_ptr_array_add(result->leaks, NULL);
    return g_strjoinv("\n", (char **)result->leaks->pdata);
}

/* Nothing is told of the figures; or what is told begins a line with @leak. */
static inline void
assert_told(const char *lines, const char *leak)
{
    g_autofree char *told = told_of(lines);
    g_autofree char *below = g_strconcat("\n", told, NULL);
    g_autofree char *wanted = g_strconcat("\n", leak, NULL);

    g_test_message("%s%s", lines, told);
    if (leak == NULL)
        g_assert_cmpstr(told, ==, "");
    else if (strstr(below, wanted) == NULL)
        g_assert_cmpstr(told, ==, leak);
}

/* A figure of the edition that is to be told of, or NULL. */
typedef struct {
    const char *what;
    const char *lines;
    const char *leak;
} AuditCase;

static inline void
assert_cases(const AuditCase *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_test_message("%s", cases[i].what);
        assert_told(cases[i].lines, cases[i].leak);
    }
}
