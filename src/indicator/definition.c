#include "indicator/definition.h"

#include "base/error.h"
#include "base/nearest.h"
#include "base/sorted.h"
#include "stats/classify.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const SrKey indicator_keys[] = {
    {"indicator", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what stands over map and table")},
    {"indicator", "short", SR_KEY_TEXT, .translated = true,
     .doc = N_("a shorter title for narrow places")},
    {"indicator", "chapter", SR_KEY_TEXT, .required = true,
     .doc = N_("a chapter of indicators/kapitel.ini")},
    {"indicator", "order", SR_KEY_INTEGER, .fallback = "100",
     .doc = N_("the place within the chapter, low first")},
    {"indicator", "zielbereich", SR_KEY_INTEGER, .allowed = "1 .. 9",
     .doc = N_("the Zielbereich it speaks to")},
    {"indicator", "numerator", SR_KEY_TEXT, .required = true,
     .doc = N_("an expression over variables: what is counted")},
    {"indicator", "denominator", SR_KEY_TEXT,
     .doc = N_("an expression over variables: what it is divided by; none for a count")},
    {"indicator", "per", SR_KEY_NUMBER, .fallback = "1", .allowed = "0 ..",
     .doc = N_("the multiplier: 100 for per cent, 1000 for per 1 000")},
    {"indicator", "kind", SR_KEY_CHOICE, .required = true,
     .allowed = "rate;proportion;ratio;count;mean",
     .doc = N_("what sort of figure it is; a count is drawn as symbols, never as areas")},
    {"indicator", "interval", SR_KEY_CHOICE, .fallback = "none",
     .allowed = "byar;wilson;ratio;none",
     .doc = N_("how its confidence limits are computed")},
    {"indicator", "polarity", SR_KEY_CHOICE, .fallback = "neutral",
     .allowed = "burden;resource;neutral",
     .doc = N_("what a high value means; said in words, never by a colour")},
    {"indicator", "unit", SR_KEY_TEXT, .translated = true,
     .doc = N_("printed behind the value: %, je 1 000, Einw./km²")},
    {"indicator", "decimals", SR_KEY_INTEGER, .fallback = "1", .allowed = "0 .. 6",
     .doc = N_("digits behind the decimal sign in print")},
    {"indicator", "levels", SR_KEY_LIST,
     .doc = N_("the levels it may be shown at; all if absent")},
    {"indicator", "reading", SR_KEY_TEXT, .translated = true,
     .doc = N_("the reading example; {area}, {value} and {benchmark} are put in")},
    {"indicator", "numerator_text", SR_KEY_TEXT, .translated = true,
     .doc = N_("what is counted, as the head of its column: Hilfen im Jahr")},
    {"indicator", "denominator_text", SR_KEY_TEXT, .translated = true,
     .doc = N_("the denominator in words: je 1 000 junge Menschen unter 21 Jahren")},
    {"indicator", "denominator_name", SR_KEY_TEXT, .translated = true,
     .doc = N_("what the denominator counts; else denominator_text as of its noun")},
    {"indicator", "description", SR_KEY_TEXT, .translated = true,
     .doc = N_("what it says and how it is computed")},
    {"indicator", "caveat", SR_KEY_TEXT, .translated = true,
     .doc = N_("what to mind when reading it")},
    {"indicator", "source", SR_KEY_TEXT, .translated = true,
     .doc = N_("overrides the sources of its data sets")},
    {"period", "kind", SR_KEY_CHOICE, .fallback = "year",
     .allowed = "year;mean;change;index",
     .doc =
         N_("one year; several taken together, a count as their mean; the change between "
            "two, in per cent; a base year = 100")},
    {"period", "years", SR_KEY_INTEGER, .fallback = "5", .allowed = "2 .. 50",
     .doc = N_("mean: how many years; change: over how many")},
    {"period", "base", SR_KEY_TEXT, .doc = N_("change, index: the year compared with")},
    {"disclosure", "minimum", SR_KEY_INTEGER, .fallback = "3", .allowed = "1 ..",
     .doc = N_("counts of protected data below it are never shown")},
    {"map", "classes", SR_KEY_INTEGER, .fallback = "5", .allowed = "1 .. 9",
     .doc = N_("at most so many classes")},
    {"map", "method", SR_KEY_CHOICE, .fallback = "natural",
     .allowed = "natural;quantile;equal;pretty;sd;deviation;headtail;fixed;maximum",
     .doc = N_("how class bounds are placed")},
    {"map", "breaks", SR_KEY_LIST, .doc = N_("method fixed: the inner bounds")},
    {"map", "palette", SR_KEY_TEXT, .doc = N_("a palette of styles/palettes.ini")},
    {"map", "kind", SR_KEY_CHOICE, .allowed = "choropleth;symbols",
     .doc = N_("filled areas or circles; by the kind of figure if absent")},
    {"check", "min", SR_KEY_NUMBER, .doc = N_("a value below it is a finding")},
    {"check", "max", SR_KEY_NUMBER, .doc = N_("a value above it is a finding")},
    {"check", "coverage", SR_KEY_NUMBER, .allowed = "0 .. 1",
     .doc = N_("the least share of Gemeinden that must have a value")},
};
const SrKeyTable sr_indicator_keys = {"indicator", "indicators/<id>.ini", indicator_keys,
                                      G_N_ELEMENTS(indicator_keys)};

static const SrKey chapter_keys[] = {
    {"chapter *", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("the title of the chapter")},
    {"chapter *", "zielbereich", SR_KEY_TEXT, .translated = true,
     .doc = N_("the Zielbereich the chapter belongs to")},
    {"chapter *", "intro", SR_KEY_TEXT, .translated = true,
     .doc = N_("a paragraph on the opening page of the chapter")},
};
const SrKeyTable sr_chapter_keys = {"chapters", "indicators/kapitel.ini", chapter_keys,
                                    G_N_ELEMENTS(chapter_keys)};

static const char *const kind_names[] = {"rate", "proportion", "ratio", "count", "mean"};
static const char *const span_names[] = {"year", "mean", "change", "index"};
static const char *const polarity_names[] = {"neutral", "burden", "resource"};

/* The place of @word in @names[n]; 0 if absent, which the key table has reported. */
static int
place_in(const char *word, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (g_strcmp0(word, names[i]) == 0)
            return i;
    return 0;
}

const char *
sr_kind_name(SrKind kind)
{
    return kind_names[kind];
}

static void
indicator_free(gpointer data)
{
    SrIndicator *indicator = data;
    char *const texts[] = {
        indicator->id,          indicator->path,        indicator->title,
        indicator->short_title, indicator->description, indicator->denominator_text,
        indicator->caveat,      indicator->source,      indicator->unit,
        indicator->base_period, indicator->method,      indicator->palette,
        indicator->map_kind,    indicator->reading,     indicator->numerator_text};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_free(indicator->denominator_name);
    sr_expression_free(indicator->numerator);
    sr_expression_free(indicator->denominator);
    g_strfreev(indicator->levels);
    g_free(indicator->breaks);
    g_free(indicator);
}

static void
chapter_free(gpointer data)
{
    SrChapter *chapter = data;

    g_free(chapter->id);
    g_free(chapter->title);
    g_free(chapter->zielbereich);
    g_free(chapter->intro);
    g_free(chapter);
}

void
sr_catalogue_free(SrCatalogue *catalogue)
{
    if (catalogue == NULL)
        return;
    g_ptr_array_unref(catalogue->chapters);
    g_ptr_array_unref(catalogue->indicators);
    g_free(catalogue);
}

static SrExpression *
read_expression(const SrKeyfile *file, const char *key, SrFindings *findings)
{
    const char *text = sr_keyfile_text(file, "indicator", key);
    g_autoptr(GError) error = NULL;

    if (text == NULL)
        return NULL;
    SrExpression *expression = sr_expression_new(text, &error);
    if (expression == NULL)
        sr_keyfile_complain(file, findings, "indicator", key, "%s", error->message);
    return expression;
}

static void
read_texts(SrIndicator *indicator, const SrKeyfile *file, const char *language)
{
    const struct {
        const char *key;
        char **to;
    } texts[] = {
        {"title", &indicator->title},
        {"short", &indicator->short_title},
        {"description", &indicator->description},
        {"reading", &indicator->reading},
        {"numerator_text", &indicator->numerator_text},
        {"denominator_text", &indicator->denominator_text},
        {"denominator_name", &indicator->denominator_name},
        {"caveat", &indicator->caveat},
        {"source", &indicator->source},
        {"unit", &indicator->unit},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i].to =
            g_strdup(sr_keyfile_translated(file, "indicator", texts[i].key, language));
    if (indicator->short_title == NULL)
        indicator->short_title = g_strdup(indicator->title);
}

static void
read_map(SrIndicator *indicator, const SrKeyfile *file, SrFindings *findings)
{
    g_auto(GStrv) breaks = sr_keyfile_list(file, "map", "breaks");

    indicator->n_classes = sr_keyfile_integer(file, "map", "classes", 5);
    indicator->method = g_strdup(sr_keyfile_text(file, "map", "method"));
    indicator->palette = g_strdup(sr_keyfile_text(file, "map", "palette"));
    indicator->map_kind = g_strdup(sr_keyfile_text(file, "map", "kind"));
    indicator->n_breaks = (int)g_strv_length(breaks);
    indicator->breaks = g_new(double, indicator->n_breaks + 1);
    for (int i = 0; i < indicator->n_breaks; i++) {
        char *end = NULL;

        indicator->breaks[i] = g_ascii_strtod(breaks[i], &end);
        if (*end != '\0' || !isfinite(indicator->breaks[i]) ||
            (i > 0 && indicator->breaks[i] <= indicator->breaks[i - 1])) {
            sr_keyfile_complain(file, findings, "map", "breaks",
                                N_("'%s': breaks are numbers that rise"), breaks[i]);
            return;
        }
    }
    if (indicator->n_breaks > 8)
        sr_keyfile_complain(
            file, findings, "map", "breaks",
            N_("%d breaks make more classes than a reader tells apart (9)"),
            indicator->n_breaks);
    if (g_strcmp0(indicator->method, "fixed") == 0 && indicator->n_breaks == 0)
        sr_keyfile_complain(file, findings, "map", "method",
                            N_("method fixed needs the key 'breaks'"));
}

static void
read_kind(SrIndicator *indicator, const SrKeyfile *file, SrFindings *findings)
{
    const char *g = "indicator";

    indicator->kind = (SrKind)place_in(sr_keyfile_text(file, g, "kind"), kind_names,
                                       G_N_ELEMENTS(kind_names));
    indicator->polarity =
        (SrPolarity)place_in(sr_keyfile_text(file, g, "polarity"), polarity_names,
                             G_N_ELEMENTS(polarity_names));
    indicator->span = (SrSpan)place_in(sr_keyfile_text(file, "period", "kind"),
                                       span_names, G_N_ELEMENTS(span_names));
    indicator->years = sr_keyfile_integer(file, "period", "years", 5);
    indicator->base_period = g_strdup(sr_keyfile_text(file, "period", "base"));
    indicator->interval = sr_interval_find(sr_keyfile_text(file, g, "interval"), NULL);
    indicator->per = sr_keyfile_number(file, g, "per");
    if (sr_keyfile_has(file, g, "kind") &&
        (indicator->kind == SR_KIND_COUNT) != (indicator->denominator == NULL) &&
        (indicator->kind == SR_KIND_COUNT || !sr_keyfile_has(file, g, "denominator")))
        sr_keyfile_complain(file, findings, g, "kind",
                            indicator->kind == SR_KIND_COUNT
                                ? N_("a count has no denominator")
                                : N_("this kind needs the key 'denominator'"));
    if (indicator->span == SR_SPAN_INDEX && indicator->base_period == NULL)
        sr_keyfile_complain(file, findings, "period", "kind",
                            N_("an index needs the key 'base': the year that is 100"));
}

static void
read_levels(SrIndicator *indicator, const SrKeyfile *file, const char *const *levels,
            SrFindings *findings)
{
    indicator->levels = sr_keyfile_list(file, "indicator", "levels");
    for (int i = 0; indicator->levels[i] != NULL; i++)
        if (!g_strv_contains(levels, indicator->levels[i])) {
            g_autofree char *known = sr_nearest_list(
                indicator->levels[i], levels, (int)g_strv_length((char **)levels), 8);
            sr_keyfile_complain(file, findings, "indicator", "levels",
                                N_("no level '%s'; there are %s"), indicator->levels[i],
                                known);
        }
}

static int
find_chapter(const SrCatalogue *catalogue, const SrKeyfile *file, SrFindings *findings)
{
    const char *id = sr_keyfile_text(file, "indicator", "chapter");
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    for (guint i = 0; i < catalogue->chapters->len; i++) {
        const SrChapter *chapter = catalogue->chapters->pdata[i];

        if (g_strcmp0(chapter->id, id) == 0)
            return (int)i;
        g_ptr_array_add(ids, chapter->id);
    }
    if (id == NULL)
        return 0;
    g_autofree char *near =
        sr_nearest_list(id, (const char *const *)ids->pdata, (int)ids->len, 3);
    sr_keyfile_complain(file, findings, "indicator", "chapter",
                        N_("no chapter '%s' in indicators/kapitel.ini; nearest are %s"),
                        id, near);
    return 0;
}

static void
read_indicator(SrCatalogue *catalogue, const char *path, const char *language,
               const char *const *levels, SrFindings *findings)
{
    int n_errors = sr_findings_n_errors(findings);
    g_autoptr(GError) error = NULL;
    g_autoptr(SrKeyfile) file =
        sr_keyfile_read(path, &sr_indicator_keys, findings, &error);

    if (file == NULL) {
        if (error != NULL)
            sr_findings_take(findings, path, g_steal_pointer(&error));
        return;
    }
    g_autofree char *name = g_path_get_basename(path);
    SrIndicator *indicator = g_new0(SrIndicator, 1);
    indicator->id = g_strndup(name, strlen(name) - strlen(".ini"));
    indicator->path = g_strdup(path);
    read_texts(indicator, file, language);
    indicator->numerator = read_expression(file, "numerator", findings);
    indicator->denominator = read_expression(file, "denominator", findings);
    indicator->chapter = find_chapter(catalogue, file, findings);
    indicator->order = sr_keyfile_integer(file, "indicator", "order", 100);
    indicator->decimals = sr_keyfile_integer(file, "indicator", "decimals", 1);
    indicator->minimum = sr_keyfile_integer(file, "disclosure", "minimum", 3);
    indicator->check_min = sr_keyfile_number(file, "check", "min");
    indicator->check_max = sr_keyfile_number(file, "check", "max");
    indicator->check_coverage = sr_keyfile_number(file, "check", "coverage");
    read_kind(indicator, file, findings);
    read_levels(indicator, file, levels, findings);
    read_map(indicator, file, findings);
    if (sr_findings_n_errors(findings) > n_errors)
        indicator_free(indicator);
    else
        g_ptr_array_add(catalogue->indicators, indicator);
}

static void
read_chapters(SrCatalogue *catalogue, const char *folder, const char *language,
              SrFindings *findings)
{
    g_autofree char *path = g_build_filename(folder, "indicators", "kapitel.ini", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_chapter_keys, findings, &error);

    if (file == NULL) {
        if (error != NULL)
            sr_findings_take(findings, path, g_steal_pointer(&error));
        return;
    }
    g_auto(GStrv) ids = sr_keyfile_names(file, "chapter");
    for (int i = 0; ids[i] != NULL; i++) {
        SrChapter *chapter = g_new0(SrChapter, 1);
        g_autofree char *group = g_strdup_printf("chapter %s", ids[i]);

        chapter->id = g_strdup(ids[i]);
        chapter->title = g_strdup(sr_keyfile_translated(file, group, "title", language));
        chapter->zielbereich =
            g_strdup(sr_keyfile_translated(file, group, "zielbereich", language));
        chapter->intro = g_strdup(sr_keyfile_translated(file, group, "intro", language));
        g_ptr_array_add(catalogue->chapters, chapter);
    }
}

static int
compare_order(gconstpointer left, gconstpointer right)
{
    const SrIndicator *a = *(const SrIndicator *const *)left;
    const SrIndicator *b = *(const SrIndicator *const *)right;

    if (a->chapter != b->chapter)
        return a->chapter - b->chapter;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->id, b->id);
}

/* An id becomes part of file names: letters a–z, digits, '-' and '_' only. */
static bool
is_id(const char *name)
{
    size_t n = strlen(name) - strlen(".ini");

    return n > 0 && n <= 60 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == n;
}

SrCatalogue *
sr_catalogue_read(const char *folder, const char *language, const char *const *levels,
                  SrFindings *findings)
{
    SrCatalogue *catalogue = g_new0(SrCatalogue, 1);
    g_autofree char *indicators = g_build_filename(folder, "indicators", NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    GDir *entries = g_dir_open(indicators, 0, &error);

    catalogue->chapters = g_ptr_array_new_with_free_func(chapter_free);
    catalogue->indicators = g_ptr_array_new_with_free_func(indicator_free);
    if (entries == NULL) {
        if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            sr_findings_set_unreadable(findings);
        sr_findings_take(findings, indicators, g_steal_pointer(&error));
        return catalogue;
    }
    for (const char *name = g_dir_read_name(entries); name != NULL;
         name = g_dir_read_name(entries))
        if (g_str_has_suffix(name, ".ini") && !g_str_equal(name, "kapitel.ini"))
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(entries);
    sr_texts_sort(names);
    read_chapters(catalogue, folder, language, findings);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(indicators, names->pdata[i], NULL);

        if (!is_id(names->pdata[i]))
            sr_findings_add(
                findings, SR_FINDING_ERROR, path, 0, NULL,
                N_("the name of an indicator has the letters a–z, digits, '-' "
                   "and '_' only, at most 60"));
        else
            read_indicator(catalogue, path, language, levels, findings);
    }
    g_ptr_array_sort(catalogue->indicators, compare_order);
    return catalogue;
}

int
sr_catalogue_n(const SrCatalogue *catalogue)
{
    return (int)catalogue->indicators->len;
}

const SrIndicator *
sr_catalogue_at(const SrCatalogue *catalogue, int i)
{
    return g_ptr_array_index(catalogue->indicators, i);
}

const SrIndicator *
sr_catalogue_find(const SrCatalogue *catalogue, const char *id, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();

    for (int i = 0; i < sr_catalogue_n(catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(catalogue, i);

        if (g_str_equal(indicator->id, id))
            return indicator;
        g_ptr_array_add(ids, indicator->id);
    }
    g_autofree char *harmless = sr_text_harmless(id);
    g_autofree char *near =
        sr_nearest_list(id, (const char *const *)ids->pdata, (int)ids->len, 3);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no indicator '%s'; nearest are %s (all: sozialraum list indicators)"),
                harmless, near);
    return NULL;
}

const SrChapter *
sr_indicator_chapter(const SrCatalogue *catalogue, const SrIndicator *indicator)
{
    return g_ptr_array_index(catalogue->chapters, indicator->chapter);
}

bool
sr_indicator_has_level(const SrIndicator *indicator, const char *level)
{
    return *indicator->levels == NULL ||
           g_strv_contains((const char *const *)indicator->levels, level);
}

bool
sr_indicator_is_amount(const SrIndicator *indicator)
{
    return indicator->kind == SR_KIND_COUNT && indicator->span <= SR_SPAN_MEAN;
}

char *
sr_indicator_skeleton(const char *id)
{
    GString *text = g_string_new(NULL);
    const char *group = "";

    g_string_append_printf(text, "# %s: indicators/%s.ini\n", _("a new indicator"), id);
    for (int i = 0; i < sr_indicator_keys.n_keys; i++) {
        const SrKey *key = &sr_indicator_keys.keys[i];

        if (!g_str_equal(group, key->group))
            g_string_append_printf(text, "\n[%s]\n", key->group);
        group = key->group;
        g_string_append_printf(text, "# %s", _(key->doc));
        if (key->allowed != NULL)
            g_string_append_printf(text, " (%s)", key->allowed);
        g_string_append_printf(text, "\n%s%s=%s\n", key->required ? "" : "#", key->key,
                               key->fallback == NULL ? "" : key->fallback);
    }
    return g_string_free(text, FALSE);
}
