#include "data/guesscase.h"

/* Words in headings of registers, in the order of SrCaseColumn; small letters. */
static const char *const case_words[SR_N_CASE_COLUMNS][6] = {
    [SR_CASE_ID] = {"id", "pseudonym", "fall", "person", NULL},
    [SR_CASE_HOME] = {"wohnort", "herkunft", "ags", "gemeinde", NULL},
    [SR_CASE_BIRTH] = {"geburt", NULL},
    [SR_CASE_SEX] = {"geschlecht", "sex", NULL},
    [SR_CASE_KIND] = {"art der hilfe", "hilfeart", "hilfe-art", "leistungsart", NULL},
    [SR_CASE_BASIS] = {"41", "rechtsgrundlage", "volljährig", NULL},
    [SR_CASE_BEGIN] = {"beginn", "anfang", NULL},
    [SR_CASE_END] = {"ende", "beendet am", NULL},
    [SR_CASE_REASON] = {"grund", NULL},
    [SR_CASE_BY_PLAN] = {"hilfeplan", "planmäßig", NULL},
    [SR_CASE_RETURNED] = {"rückkehr", "rückführung", "zurück", NULL},
    [SR_CASE_FAMILY] = {"familie", NULL},
    [SR_CASE_CHILDREN] = {"kinder", NULL},
    [SR_CASE_UMA] = {"uma", NULL},
    [SR_CASE_INSIDE] = {"im kreis", "unterbringungsort", NULL},
    [SR_CASE_EARLIER] = {"frühere", "vorherige", NULL},
    [SR_CASE_COST] = {"kosten", NULL},
};

bool
sr_case_heading(const char *heading, SrCaseColumn kind, bool is_whole)
{
    g_autofree char *small = g_utf8_strdown(heading, -1);

    return is_whole ? g_strv_contains(case_words[kind], small)
                    : sr_heading_has(heading, case_words[kind]);
}

void
sr_guess_register(SrGuess *guess, int *columns)
{
    for (int kind = 0; kind < SR_N_CASE_COLUMNS; kind++)
        columns[kind] = -1;
    for (int pass = 0; pass < 2; pass++)
        for (int kind = 0; kind < SR_N_CASE_COLUMNS; kind++)
            for (int c = 0; c < guess->look->n && columns[kind] < 0; c++) {
                const char *heading = guess->look->columns[c].heading;

                if (guess->is_used[c] || !sr_case_heading(heading, kind, pass == 0))
                    continue;
                guess->is_used[c] = true;
                columns[kind] = c;
            }
}
