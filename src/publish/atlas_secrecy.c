/* How small numbers are kept secret, in plain words, and how much of the atlas that is.
 */
#include "publish/atlas_private.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>

/* What became of the protected figures of one level. */
typedef struct {
    int n_shown;
    int n_hidden;
} Tally;

/* Figures of protected indicators that the atlas tells of, by level: [n_levels]. */
static Tally *
count_figures(const SrAtlas *atlas)
{
    const SrValues *values = atlas->press->values;
    Tally *tallies = g_new0(Tally, atlas->press->schemes[0]->n_levels + 1);

    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        if (!result->is_protected || !sr_atlas_has(atlas, result))
            continue;
        for (int i = result->first; i < result->first + result->n; i++) {
            const SrValue *value = sr_values_at(values, i);

            tallies[value->level].n_shown += value->status == SR_STATUS_OK;
            tallies[value->level].n_hidden += value->status == SR_STATUS_SUPPRESSED;
        }
    }
    return tallies;
}

/* The share of figures only: how many cases they stand for would be one equation more. */
static bool
set_shares(SrAtlas *atlas, const Tally *tallies, GError **error)
{
    const SrScheme *scheme = atlas->press->schemes[0];
    const SrColumn columns[] = {
        {.title = _("Level"), .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = _("protected figures"), .kind = SR_COLUMN_NUMBER},
        {.title = _("suppressed, in %"), .kind = SR_COLUMN_NUMBER},
    };
    g_autoptr(SrTableBox) table =
        sr_tablebox_new(&atlas->look, columns, G_N_ELEMENTS(columns));

    for (int l = 0; l < scheme->n_levels; l++) {
        int n = tallies[l].n_shown + tallies[l].n_hidden;
        const char *language = atlas->press->language;
        g_autofree char *all = sr_number_format(n, 0, language);
        g_autofree char *share =
            n == 0 ? NULL
                   : sr_number_format(100.0 * tallies[l].n_hidden / n, 1, language);
        const char *const cells[] = {sr_prose_kind(scheme->divisions[l]), all, share};

        if (n > 0)
            sr_tablebox_add(table, SR_ROW_NORMAL, cells);
    }
    return sr_flow_table(atlas->flow, table, error);
}

/* What the office's rules say of the smallest numbers, in words. */
static char *
write_rules(const SrAtlas *atlas)
{
    static const char *const grave[] = {"verfahren_8a", "hilfen_34", "inobhutnahmen_42"};
    const SrRules *rules = atlas->press->catalogue->rules;
    int least = G_MAXINT;

    for (size_t g = 0; g < G_N_ELEMENTS(grave); g++)
        least = MIN(least, sr_rules_least(rules, grave[g]));
    return g_strdup_printf(
        _("Nobody shall be able to count a single child. Numbers of people below %d are "
          "therefore not shown; where it is about danger to children, placements in "
          "homes or taking into care, those below %d. The sign • stands in their place. "
          "That there is nobody is shown as a rule."),
        rules->minimum, MAX(rules->minimum, least));
}

bool
sr_atlas_set_secrecy(SrAtlas *atlas, GError **error)
{
    SrFlow *flow = atlas->flow;
    g_autofree Tally *tallies = count_figures(atlas);
    g_autofree char *small = write_rules(atlas);
    int n = 0;

    for (int l = 0; l < atlas->press->schemes[0]->n_levels; l++)
        n += tallies[l].n_shown + tallies[l].n_hidden;
    if (n == 0)
        return true;
    sr_flow_heading(flow, 2, _("How small numbers are kept secret"), "secrecy");
    sr_flow_paragraph(flow, small);
    sr_flow_paragraph(
        flow, _("One missing number alone could be worked out: the sum less the others. "
                "So others are missing as well, large ones and zeros too. The sign does "
                "not tell which."));
    sr_flow_paragraph(
        flow, _("Everything is looked at together: municipalities, regions and county, "
                "years and their sums, kinds of help and their groups, rates, shares and "
                "maps. For each missing number there is at least one other complete "
                "table that fits everything printed. When the whole edition is made, a "
                "part of the program that knows the finished files only tries to work "
                "the missing numbers out; if it succeeds, nothing appears."));
    sr_flow_paragraph(
        flow, _("What this cannot do: whoever knows a case knows more than any table. "
                "Guesses by likelihood and other sources remain possible."));
    return set_shares(atlas, tallies, error);
}
