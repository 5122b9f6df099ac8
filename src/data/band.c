#include "data/band.h"

#include "data/terms.h"

#include <string.h>

#define MOST_AGE 131
#define OPEN MOST_AGE /* stands for SR_OPEN_AGE in the tables below */

void
sr_band_clear(SrBand *band)
{
    g_clear_pointer(&band->variable, g_free);
}

/* Reads "u21", "6_17", "65plus" or "18" at the end of @name; cuts it off. */
static bool
take_ages(char *name, int *from, int *to)
{
    g_autoptr(GMatchInfo) match = NULL;
    g_autoptr(GRegex) pattern =
        g_regex_new("_(?:u(?<under>\\d{1,3})|(?<from>\\d{1,3})_(?<to>\\d{1,3})|"
                    "(?<open>\\d{1,3})plus"
                    "|(?<one>\\d{1,3}))$",
                    G_REGEX_DEFAULT, 0, NULL);
    if (!g_regex_match(pattern, name, 0, &match))
        return false;
    g_autofree char *under = g_match_info_fetch_named(match, "under");
    g_autofree char *first = g_match_info_fetch_named(match, "from");
    g_autofree char *last = g_match_info_fetch_named(match, "to");
    g_autofree char *open = g_match_info_fetch_named(match, "open");
    g_autofree char *one = g_match_info_fetch_named(match, "one");
    int start = 0;

    if (under != NULL && *under != '\0') {
        *from = 0;
        *to = atoi(under) - 1;
    } else if (first != NULL && *first != '\0') {
        *from = atoi(first);
        *to = atoi(last);
    } else if (open != NULL && *open != '\0') {
        *from = atoi(open);
        *to = SR_OPEN_AGE;
    } else {
        *from = atoi(one);
        *to = *from;
    }
    if (*to < *from || *from >= MOST_AGE || (*to != SR_OPEN_AGE && *to >= MOST_AGE))
        return false;
    g_match_info_fetch_pos(match, 0, &start, NULL);
    name[start] = '\0';
    return true;
}

static bool
take_sex(char *name, char *sex)
{
    gsize n = strlen(name);

    if (n < 3 || name[n - 2] != '_' || strchr("mwd", name[n - 1]) == NULL)
        return false;
    *sex = name[n - 1];
    name[n - 2] = '\0';
    return true;
}

bool
sr_band_parse(const char *name, bool (*is_variable)(const char *name, gpointer data),
              gpointer data, SrBand *band)
{
    /* What is taken off: nothing, the ages, the sex, first the ages and then the sex. */
    static const struct {
        bool ages, sex;
    } ways[] = {{false, false}, {true, false}, {false, true}, {true, true}};

    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autofree char *rest = g_strdup(name);
        SrBand read = {NULL, 0, SR_ALL_AGES, SR_OPEN_AGE};

        if ((ways[i].ages && !take_ages(rest, &read.age_from, &read.age_to)) ||
            (ways[i].sex && !take_sex(rest, &read.sex)) || !is_variable(rest, data))
            continue;
        *band = read;
        band->variable = g_steal_pointer(&rest);
        return true;
    }
    return false;
}

static int
end_of(const SrBandPart *part)
{
    return part->age_to == SR_OPEN_AGE ? OPEN : MIN(part->age_to, OPEN - 1);
}

/*
 * Goes through the ages from above: fewest[a] is how many parts lead from age a to the
 * end of the band, by the part best[a] first. Adds them to @cover.
 */
static bool
tile(const SrBandPart *parts, int n, char sex, int from, int to, GArray *cover)
{
    int fewest[OPEN + 2];
    int best[OPEN + 2];

    for (int age = 0; age <= OPEN + 1; age++)
        fewest[age] = G_MAXINT;
    fewest[to + 1] = 0;
    for (int age = to; age >= from; age--)
        for (int i = 0; i < n; i++) {
            int end = end_of(&parts[i]);

            if (parts[i].sex != sex || parts[i].age_from != age || end > to ||
                fewest[end + 1] == G_MAXINT || fewest[end + 1] + 1 >= fewest[age])
                continue;
            fewest[age] = fewest[end + 1] + 1;
            best[age] = i;
        }
    if (fewest[from] == G_MAXINT)
        return false;
    for (int age = from; age <= to; age = end_of(&parts[best[age]]) + 1)
        g_array_append_val(cover, best[age]);
    return true;
}

/*
 * All ages of one sex: a part without ages, else parts from 0 to the open end. Children
 * of 0 to 20 are not the population.
 */
static bool
cover_all(const SrBandPart *parts, int n, char sex, GArray *cover)
{
    for (int i = 0; i < n; i++)
        if (parts[i].sex == sex && parts[i].age_from == SR_ALL_AGES) {
            g_array_append_val(cover, i);
            return true;
        }
    return tile(parts, n, sex, 0, OPEN, cover);
}

static bool
cover_sex(const SrBand *band, const SrBandPart *parts, int n, char sex, GArray *cover)
{
    if (band->age_from == SR_ALL_AGES)
        return cover_all(parts, n, sex, cover);
    return tile(parts, n, sex, band->age_from,
                band->age_to == SR_OPEN_AGE ? OPEN : band->age_to, cover);
}

GArray *
sr_band_cover(const SrBand *band, const SrBandPart *parts, int n)
{
    g_autoptr(GArray) cover = g_array_new(FALSE, FALSE, sizeof(int));
    bool has_others = false;

    if (cover_sex(band, parts, n, band->sex, cover))
        return g_steal_pointer(&cover);
    if (band->sex != 0)
        return NULL;
    for (int i = 0; i < n; i++)
        has_others |= parts[i].sex == 'd';
    g_array_set_size(cover, 0);
    if (cover_sex(band, parts, n, 'm', cover) && cover_sex(band, parts, n, 'w', cover) &&
        (!has_others || cover_sex(band, parts, n, 'd', cover)))
        return g_steal_pointer(&cover);
    return NULL;
}

static int
compare_parts(gconstpointer a, gconstpointer b)
{
    const SrBandPart *x = a;
    const SrBandPart *y = b;

    return x->age_from != y->age_from
               ? (x->age_from > y->age_from) - (x->age_from < y->age_from)
               : (x->age_to > y->age_to) - (x->age_to < y->age_to);
}

char *
sr_band_ages(const SrBandPart *parts, int n)
{
    g_autofree SrBandPart *sorted = g_memdup2(parts, (gsize)n * sizeof *parts);
    GString *text = g_string_new("");
    int n_told = 0;

    if (n > 1)
        qsort(sorted, (size_t)n, sizeof *sorted, compare_parts);
    for (int i = 0; i < n; i++) {
        if (sorted[i].age_from == SR_ALL_AGES ||
            (i > 0 && compare_parts(&sorted[i], &sorted[i - 1]) == 0))
            continue;
        if (n_told++ == 12) {
            g_string_append(text, ", …");
            break;
        }
        g_string_append(text, text->len > 0 ? ", " : "");
        g_string_append_printf(text, "%d", sorted[i].age_from);
        if (sorted[i].age_to == SR_OPEN_AGE)
            g_string_append(text, "+");
        else if (sorted[i].age_to != sorted[i].age_from)
            g_string_append_printf(text, "–%d", sorted[i].age_to);
    }
    return g_string_free(text, FALSE);
}
