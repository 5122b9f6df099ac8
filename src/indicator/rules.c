#include "indicator/rules.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

static const char group[] = "disclosure";

static const SrRules usual = {.minimum = 3,
                              .denominator = 100,
                              .hides_groups = true,

                              .most_hidden = 0.4};

/* Danger to children, placement in homes, taking into care. */
static const SrRuleMinimum customs[] = {
    {"verfahren_8a", 5}, {"hilfen_34", 5}, {"inobhutnahmen_42", 5}};

const SrRules *
sr_rules_usual(void)
{
    return &usual;
}

void
sr_rules_free(SrRules *rules)
{
    if (rules == NULL)
        return;
    g_clear_pointer(&rules->minimums, g_array_unref);
    g_free(rules);
}

static void
minimum_clear(gpointer data)
{
    g_free((gpointer)((SrRuleMinimum *)data)->name);
}

/* One "hilfen_33=5" of the list. */
static void
add_minimum(SrRules *rules, const char *text, const SrKeyfile *file, SrFindings *findings)
{
    const char *equals = strchr(text, '=');
    char *end = NULL;
    long minimum = equals == NULL ? 0 : strtol(equals + 1, &end, 10);

    if (equals == NULL || equals == text || end == equals + 1 || *end != '\0' ||
        minimum < 2 || minimum > 1000) {
        sr_keyfile_complain(file, findings, group, "minimums",
                            N_("'%s' is not written name=number, with a number from 2 "
                               "to 1000: hilfen_33=5"),
                            text);
        return;
    }
    char *name = g_strndup(text, (gsize)(equals - text));
    SrRuleMinimum own = {g_strstrip(name), (int)minimum};
    g_array_append_val(rules->minimums, own);
}

SrRules *
sr_rules_read(const SrKeyfile *file, SrFindings *findings)
{
    SrRules *rules = g_new0(SrRules, 1);
    g_auto(GStrv) minimums = sr_keyfile_list(file, group, "minimums");

    *rules = usual;
    rules->minimum = sr_keyfile_integer(file, group, "minimum", usual.minimum);
    rules->denominator =
        sr_keyfile_integer(file, group, "denominator", usual.denominator);
    rules->hides_groups = sr_keyfile_bool(file, group, "groups");
    rules->most_hidden = sr_keyfile_integer(file, group, "hidden", 40) / 100.0;
    rules->minimums = g_array_new(FALSE, FALSE, sizeof(SrRuleMinimum));
    g_array_set_clear_func(rules->minimums, minimum_clear);
    for (int i = 0; minimums[i] != NULL; i++)
        add_minimum(rules, minimums[i], file, findings);
    return rules;
}

bool
sr_rules_is_of(const char *name, const char *stem)
{
    gsize n = strlen(stem);

    return strncmp(name, stem, n) == 0 &&
           (name[n] == '\0' || name[n] == '_' || name[n] == '/');
}

/* The longest name that fits decides: hilfen_34_beendet before hilfen_34. */
static const SrRuleMinimum *
find_longest(const SrRuleMinimum *minimums, guint n, const char *name)
{
    const SrRuleMinimum *longest = NULL;

    for (guint i = 0; i < n; i++)
        if (sr_rules_is_of(name, minimums[i].name) &&
            (longest == NULL || strlen(minimums[i].name) > strlen(longest->name)))
            longest = &minimums[i];
    return longest;
}

int
sr_rules_least(const SrRules *rules, const char *name)
{
    const SrRuleMinimum *own =
        rules->minimums == NULL
            ? NULL
            : find_longest((const SrRuleMinimum *)(void *)rules->minimums->data,
                           rules->minimums->len, name);
    const SrRuleMinimum *found =
        own != NULL ? own : find_longest(customs, G_N_ELEMENTS(customs), name);

    return found == NULL ? 0 : found->minimum;
}
