#include "indicator/definitionkeys.h"

#include <glib/gi18n.h>
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
    {"indicator", "numerator", SR_KEY_TEXT,
     .doc = N_("an expression over variables: what is counted; {id} is the value of "
               "another indicator")},
    {"indicator", "denominator", SR_KEY_TEXT,
     .doc = N_("an expression over variables: what it is divided by; none for a count "
               "and an index")},
    {"indicator", "per", SR_KEY_NUMBER, .fallback = "1", .allowed = "0 ..",
     .doc = N_("the multiplier: 100 for per cent, 1000 for per 1 000")},
    {"indicator", "kind", SR_KEY_CHOICE, .required = true,
     .allowed = "rate;proportion;ratio;count;mean;index",
     .doc = N_("what sort of figure it is; a count is drawn as symbols, never as areas")},
    {"indicator", "interval", SR_KEY_CHOICE, .fallback = "none",
     .allowed = "byar;wilson;ratio;dobson;student;none",
     .doc = N_("how its confidence limits are computed")},
    {"indicator", "squares", SR_KEY_TEXT,
     .doc = N_("student: the sum of the squares of the single values; dobson: the sum of "
               "the squares of how many events came at once")},
    {"indicator", "variables", SR_KEY_LIST,
     .doc = N_("the variables that <id>.sql reads; only where there is such a file")},
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
    {"let", "*", SR_KEY_TEXT,
     .doc = N_("a name of your own for an expression, to be used in the others")},
    {"index", "reference", SR_KEY_TEXT,
     .doc =
         N_("the year whose mean and spread stay those of the index; each year has its "
            "own if absent")},
    {"part *", "indicator", SR_KEY_TEXT,
     .doc = N_("an indicator that is part of the index")},
    {"part *", "numerator", SR_KEY_TEXT,
     .doc = N_("instead of an indicator: an expression over variables")},
    {"part *", "denominator", SR_KEY_TEXT,
     .doc = N_("what the expression is divided by")},
    {"part *", "title", SR_KEY_TEXT, .translated = true,
     .doc = N_("what the part is called; the title of its indicator if absent")},
    {"part *", "weight", SR_KEY_NUMBER, .required = true, .allowed = "0 ..",
     .doc = N_("its weight; the weights of all parts add up to 1")},
    {"part *", "polarity", SR_KEY_CHOICE, .allowed = "burden;resource",
     .doc = N_("which way it counts; as its indicator says if absent")},
    {"standardise", "method", SR_KEY_CHOICE, .allowed = "direct;indirect",
     .doc = N_("direct: as if all areas had people of the same ages; indirect: cases in "
               "per cent of what the rates of a reference would give")},
    {"standardise", "ages", SR_KEY_LIST,
     .doc = N_("the ages that {age} stands for in numerator and denominator: u25;25_64")},
    {"standardise", "sexes", SR_KEY_LIST,
     .doc = N_("the sexes that {sex} stands for: m;w")},
    {"standardise", "weights", SR_KEY_LIST,
     .doc = N_("one number a stratum, ages before sexes: direct: people of the standard; "
               "indirect: the reference's rates, as 'per' says; those of the highest "
               "level if absent")},
    {"benchmark", "level", SR_KEY_TEXT,
     .doc = N_("the level whose area around is compared with; the highest if absent")},
    {"benchmark", "series", SR_KEY_TEXT,
     .doc = N_("an outside series instead: an expression over variables of the highest "
               "level, in the unit of the value")},
    {"benchmark", "title", SR_KEY_TEXT, .translated = true,
     .doc = N_("what the outside series is called: Landkreise in Rheinland-Pfalz")},
    {"disclosure", "minimum", SR_KEY_INTEGER, .allowed = "1 ..",
     .doc = N_("counts of protected data below it are never shown; at least that of "
               "[disclosure] in sozialraum.ini, which counts if absent")},
    {"map", "classes", SR_KEY_INTEGER, .fallback = "5", .allowed = "1 .. 9",
     .doc = N_("at most so many classes")},
    {"map", "method", SR_KEY_CHOICE, .fallback = "natural",
     .allowed = "natural;quantile;equal;pretty;sd;deviation;headtail;fixed;maximum",
     .doc = N_("how class bounds are placed")},
    {"map", "breaks", SR_KEY_LIST, .doc = N_("method fixed: the inner bounds")},
    {"map", "palette", SR_KEY_TEXT, .doc = N_("a palette of styles/palettes.ini")},
    {"map", "kind", SR_KEY_CHOICE, .allowed = "choropleth;symbols",
     .doc = N_("filled areas or circles; by the kind of figure if absent")},
    {"map", "bounds", SR_KEY_CHOICE, .fallback = "shared", .allowed = "shared;own",
     .doc = N_("shared: the same classes on all maps of the indicator, over years and "
               "levels; own: each map has its own")},
    {"check", "min", SR_KEY_NUMBER, .doc = N_("a value below it is a finding")},
    {"check", "max", SR_KEY_NUMBER, .doc = N_("a value above it is a finding")},
    {"check", "coverage", SR_KEY_NUMBER, .allowed = "0 .. 1",
     .doc = N_("the least share of Gemeinden that must have a value")},
    {"test *", "given", SR_KEY_LIST, .required = true,
     .doc = N_("figures of an area that does not exist: faelle=10;kinder=200. Of an "
               "index: how many standard deviations each part lies above the mean")},
    {"test *", "before", SR_KEY_LIST, .doc = N_("the same of the year compared with")},
    {"test *", "expect", SR_KEY_TEXT, .required = true,
     .doc = N_("the value that has to come of it, as exactly as it is written; none: no "
               "value")},
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

/* Whether a new file has the key without a '#': everybody fills it in or leaves it. */
static bool
stands_open(const SrKey *key)
{
    return strchr(key->group, '*') == NULL &&
           (key->required || (g_str_equal(key->group, "indicator") &&
                              (g_str_equal(key->key, "numerator") ||
                               g_str_equal(key->key, "denominator"))));
}

/* "part *" as the example of a name: "part name". (transfer full) */
static char *
named(const char *word)
{
    g_auto(GStrv) parts = g_strsplit(word, "*", 2);

    return g_strjoinv("name", parts);
}

char *
sr_indicator_skeleton(const char *id)
{
    GString *text = g_string_new(NULL);
    const char *group = "";

    g_string_append_printf(text, "# %s: indicators/%s.ini\n", _("a new indicator"), id);
    for (int i = 0; i < sr_indicator_keys.n_keys; i++) {
        const SrKey *key = &sr_indicator_keys.keys[i];
        bool is_any = strchr(key->group, '*') != NULL; /* as many of them as one likes */
        g_autofree char *name = named(key->key);
        g_autofree char *group_name = named(key->group);

        if (!g_str_equal(group, key->group))
            g_string_append_printf(text, "\n%s[%s]\n", is_any ? "#" : "", group_name);
        group = key->group;
        g_string_append_printf(text, "# %s", _(key->doc));
        if (key->allowed != NULL)
            g_string_append_printf(text, " (%s)", key->allowed);
        g_string_append_printf(text, "\n%s%s=%s\n", stands_open(key) ? "" : "#", name,
                               key->fallback == NULL ? "" : key->fallback);
    }
    return g_string_free(text, FALSE);
}
