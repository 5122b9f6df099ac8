#include "disclosure/relations.h"

#include <stdlib.h>
#include <string.h>

#define MOST_PARTS 8

/* Measures of every kind of help, beside its cases in the year. */
static const char *const suffixes[] = {"_bestand_vorjahr", "_bestand", "_begonnen",
                                       "_beendet", ""};

/* A sum and its parts, for each of the suffixes. */
typedef struct {
    const char *whole;
    const char *parts[MOST_PARTS];
} Sum;

static const Sum sums[] = {
    {"hilfen_27_2",
     {"hilfen_27_2_ambulant", "hilfen_27_2_ausserhalb", "hilfen_27_2_sonstige"}},
    {"hilfen_35", {"hilfen_35/ambulant", "hilfen_35/stationaer"}},
    {"hilfen_ambulant",
     {"hilfen_29", "hilfen_30", "hilfen_31", "hilfen_27_2_ambulant",
      "hilfen_27_2_sonstige", "hilfen_35/ambulant"}},
    {"hilfen_teilstationaer", {"hilfen_32"}},
    {"hilfen_stationaer",
     {"hilfen_33", "hilfen_34", "hilfen_27_2_ausserhalb", "hilfen_35/stationaer"}},
};

/* Sums without suffixes. */
static const Sum surveys[] = {
    {"verfahren_8a",
     {"verfahren_8a_akut", "verfahren_8a_latent", "verfahren_8a_hilfebedarf",
      "verfahren_8a_kein"}},
};

static const char *const begun[] = {"hilfen_ambulant_begonnen",
                                    "hilfen_teilstationaer_begonnen",
                                    "hilfen_stationaer_begonnen", NULL};
static const char *const ended[] = {"hilfen_ambulant_beendet",
                                    "hilfen_teilstationaer_beendet",
                                    "hilfen_stationaer_beendet", NULL};
static const char *const stationary[] = {"hilfen_stationaer", NULL};
static const char *const all_helps[] = {"hilfen_ambulant",   "hilfen_teilstationaer",
                                        "hilfen_stationaer", "hilfen_28",
                                        "hilfen_35a",        NULL};
static const char *const families[] = {"hilfen_31", NULL};

/* The stock of the year before is the stock of last year's tables: one count, two names.
 */
const SrRelationIdentity sr_relation_identities[] = {
    {{{"_bestand", 1, 0}, {"_beendet", 1, 0}, {"", -1, 0}},
     .is_by_age = true,
     .label = "bestand + beendet = cases"},
    {{{"_bestand_vorjahr", 1, 0},
      {"_begonnen", 1, 0},
      {"_bestand", -1, 0},
      {"_beendet", -1, 0}},
     .label = "bestand_vorjahr + begonnen = bestand + beendet"},
    {{{"_bestand_vorjahr", 1, 0}, {"_begonnen", 1, 0}, {"", -1, 0}},
     .label = "bestand_vorjahr + begonnen = cases"},
    {{{"_bestand_vorjahr", 1, 0}, {"_bestand", -1, -1}},
     .is_by_age = true,
     .has_years = true,
     .label = "bestand_vorjahr = bestand of the year before"},
    {{{"_begonnen", 1, 0}, {"_bestand", 1, -1}, {"_bestand", -1, 0}, {"_beendet", -1, 0}},
     .has_years = true,
     .label = "bestand of the year before + begonnen = bestand + beendet"},
    {{{"_begonnen", 1, 0}, {"_bestand", 1, -1}, {"", -1, 0}},
     .has_years = true,
     .label = "bestand of the year before + begonnen = cases"},
    {{{"", 1, 0}, {"_bestand", -1, -1}},
     .is_bound = true,
     .has_years = true,
     .label = "bestand of the year before <= cases"},
    {{{"_bestand", 1, 0}, {"_beendet", 1, 0}, {"_bestand", -1, -1}},
     .is_bound = true,
     .has_years = true,
     .label = "bestand of the year before <= bestand + beendet"},
    {{{"_bestand", 1, 0}, {"_beendet", 1, 0}, {"_begonnen", -1, 0}},
     .is_bound = true,
     .label = "begonnen <= bestand + beendet"},
    {.label = NULL},
};

static const struct {
    const char *part;
    const char *const *wholes;
} parts_of[] = {
    {"hilfen_stationaer_im_kreis", stationary},
    {"hilfen_begonnen_u6", begun},
    {"hilfen_begonnen_ohne_frueher", begun},
    {"hilfen_beendet_plan", ended},
    {"hilfen_41", all_helps},
};

static const struct {
    const char *name;
    const char *const *companions;
    bool is_measure;
} hangs_on[] = {
    {"kosten_hilfen", all_helps, true},
    {"junge_menschen_31", families, false},
    {"junge_menschen_31_quadrate", families, true},
};

/* The sum of which @name, less its suffix, is the whole; NULL if it is a leaf. */
static const Sum *
find_sum(const char *name, const char **suffix)
{
    for (size_t s = 0; s < G_N_ELEMENTS(surveys); s++)
        if (g_str_equal(name, surveys[s].whole)) {
            *suffix = "";
            return &surveys[s];
        }
    for (size_t x = 0; x < G_N_ELEMENTS(suffixes); x++) {
        if (!g_str_has_suffix(name, suffixes[x]))
            continue;
        g_autofree char *stem = g_strndup(name, strlen(name) - strlen(suffixes[x]));
        for (size_t s = 0; s < G_N_ELEMENTS(sums); s++)
            if (g_str_equal(stem, sums[s].whole)) {
                *suffix = suffixes[x];
                return &sums[s];
            }
    }
    return NULL;
}

static void
add_leaves(GPtrArray *leaves, const char *name)
{
    const char *suffix = NULL;
    const Sum *sum = find_sum(name, &suffix);

    if (sum == NULL)
        g_ptr_array_add(leaves, g_strdup(name));
    for (int p = 0; sum != NULL && p < MOST_PARTS && sum->parts[p] != NULL; p++) {
        g_autofree char *part = g_strconcat(sum->parts[p], suffix, NULL);

        add_leaves(leaves, part);
    }
}

static char **
leaves_of(const char *const *names)
{
    GPtrArray *leaves = g_ptr_array_new();

    for (int i = 0; names[i] != NULL; i++)
        add_leaves(leaves, names[i]);
    g_ptr_array_add(leaves, NULL);
    return (char **)g_ptr_array_free(leaves, FALSE);
}

char **
sr_relation_leaves(const char *name)
{
    const char *const names[] = {name, NULL};

    return leaves_of(names);
}

char **
sr_relation_rest(const char *leaf)
{
    const char *slash = strchr(leaf, '/');
    const Sum *sum = NULL;
    const char *suffix = "";

    if (slash == NULL)
        return NULL;
    /* The group is the whole that has data of its own beside: 35/stationaer of
     * stationaer. */
    for (size_t s = 0; s < G_N_ELEMENTS(sums); s++)
        for (int p = 0; p < MOST_PARTS && sums[s].parts[p] != NULL; p++)
            if (g_str_has_prefix(leaf, sums[s].parts[p]) &&
                !g_str_equal(sums[s].whole, "hilfen_35")) {
                sum = &sums[s];
                suffix = leaf + strlen(sums[s].parts[p]);
            }
    if (sum == NULL)
        return NULL;
    GPtrArray *rest = g_ptr_array_new();
    g_ptr_array_add(rest, g_strconcat(sum->whole, suffix, NULL));
    for (int p = 0; p < MOST_PARTS && sum->parts[p] != NULL; p++)
        if (strchr(sum->parts[p], '/') == NULL)
            g_ptr_array_add(rest, g_strconcat(sum->parts[p], suffix, NULL));
    g_ptr_array_add(rest, NULL);
    return (char **)g_ptr_array_free(rest, FALSE);
}

char **
sr_relation_wholes(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(parts_of); i++)
        if (g_str_equal(name, parts_of[i].part))
            return leaves_of(parts_of[i].wholes);
    /* What began or ended in the year, or stood at an end of it, was a case of the year.
     */
    for (size_t x = 0; x + 1 < G_N_ELEMENTS(suffixes); x++)
        if (g_str_has_prefix(name, "hilfen_") && g_str_has_suffix(name, suffixes[x])) {
            g_autofree char *stem = g_strndup(name, strlen(name) - strlen(suffixes[x]));

            return sr_relation_leaves(stem);
        }
    return NULL;
}

bool
sr_relation_is_by_age(const char *part)
{
    return !g_str_has_suffix(part, "_begonnen") &&
           !g_str_has_suffix(part, "_bestand_vorjahr");
}

char *
sr_relation_kind(const char *name, const char **band)
{
    if (!g_str_has_prefix(name, "hilfen_"))
        return NULL;
    for (size_t x = 0; x + 1 < G_N_ELEMENTS(suffixes); x++) {
        const char *found = strstr(name, suffixes[x]);
        const char *end = found == NULL ? NULL : found + strlen(suffixes[x]);

        if (found == NULL || (*end != '\0' && *end != '_'))
            continue;
        *band = end;
        return g_strndup(name, (gsize)(found - name));
    }
    return NULL;
}

char *
sr_relation_year(const char *period, int years)
{
    if (strlen(period) != 4 || strspn(period, "0123456789") != 4)
        return NULL;
    return g_strdup_printf("%d", atoi(period) + years);
}

char **
sr_relation_companions(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hangs_on); i++)
        if (g_str_equal(name, hangs_on[i].name))
            return g_strdupv((char **)hangs_on[i].companions);
    if (!g_str_has_prefix(name, "hilfen_") || !g_str_has_suffix(name, "_mittel"))
        return NULL;
    g_autofree char *stem = g_strndup(name, strlen(name) - strlen("_mittel"));
    const char *const names[] = {stem, NULL};
    return g_strdupv((char **)names);
}

bool
sr_relation_is_measure(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hangs_on); i++)
        if (g_str_equal(name, hangs_on[i].name))
            return hangs_on[i].is_measure;
    return g_str_has_prefix(name, "hilfen_") && g_str_has_suffix(name, "_mittel");
}
