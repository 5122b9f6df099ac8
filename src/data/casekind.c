#include "data/casekind.h"

#include "data/terms.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *name;
    const char *title;
    const char *title_en;
} helps[SR_N_HELPS] = {
    [SR_HELP_27_2_AMBULANT] = {"27_2_ambulant", "Hilfen nach § 27 (2), ambulant",
                               "Help under § 27 (2), outpatient"},
    [SR_HELP_27_2_AUSSERHALB] = {"27_2_ausserhalb",
                                 "Hilfen nach § 27 (2), außerhalb der Familie",
                                 "Help under § 27 (2), outside the family"},
    [SR_HELP_27_2_SONSTIGE] = {"27_2_sonstige", "Hilfen nach § 27 (2), sonstige",
                               "Help under § 27 (2), other"},
    [SR_HELP_27_2] = {"27_2", "Hilfen nach § 27 (2)", "Help under § 27 (2)"},
    [SR_HELP_28] = {"28", "Erziehungsberatung (§ 28)", "Educational counselling (§ 28)"},
    [SR_HELP_29] = {"29", "Soziale Gruppenarbeit (§ 29)", "Social group work (§ 29)"},
    [SR_HELP_30] = {"30", "Erziehungsbeistand und Betreuungshelfer (§ 30)",
                    "Educational assistance (§ 30)"},
    [SR_HELP_31] = {"31", "Sozialpädagogische Familienhilfe (§ 31)",
                    "Social-educational family help (§ 31)"},
    [SR_HELP_32] = {"32", "Tagesgruppe (§ 32)", "Day group (§ 32)"},
    [SR_HELP_33] = {"33", "Vollzeitpflege (§ 33)", "Foster care (§ 33)"},
    [SR_HELP_34] = {"34", "Heimerziehung (§ 34)", "Residential care (§ 34)"},
    [SR_HELP_35] = {"35", "Intensive sozialpädagogische Einzelbetreuung (§ 35)",
                    "Intensive individual care (§ 35)"},
    [SR_HELP_35A] = {"35a", "Eingliederungshilfe (§ 35a)", "Integration help (§ 35a)"},
    [SR_HELP_41] = {"41", "Hilfen für junge Volljährige (§ 41)",
                    "Help for young adults (§ 41)"},
    [SR_HELP_AMBULANT] = {"ambulant", "Ambulante Hilfen", "Outpatient help"},
    [SR_HELP_TEILSTATIONAER] = {"teilstationaer", "Teilstationäre Hilfen",
                                "Day-care help"},
    [SR_HELP_STATIONAER] = {"stationaer", "Stationäre Hilfen (Fremdunterbringung)",
                            "Residential help (out-of-home placement)"},
};

/* The official key "Art der Hilfe", from 01. */
static const SrHelp official[] = {
    SR_HELP_28,
    SR_HELP_28,
    SR_HELP_28,
    SR_HELP_29,
    SR_HELP_30,
    SR_HELP_30,
    SR_HELP_31,
    SR_HELP_32,
    SR_HELP_33,
    SR_HELP_33,
    SR_HELP_34,
    SR_HELP_35,
    SR_HELP_35A,
    SR_HELP_27_2_AMBULANT,
    SR_HELP_27_2_AUSSERHALB,
    SR_HELP_27_2_SONSTIGE,
};

const char *
sr_help_name(SrHelp help)
{
    return helps[help].name;
}

const char *
sr_help_title(SrHelp help)
{
    return helps[help].title;
}

const char *
sr_help_title_en(SrHelp help)
{
    return helps[help].title_en;
}

/* "§ 27 (2) Ambulant" → "27_2_ambulant". */
static char *
plain_kind(const char *text)
{
    g_autofree char *small = g_utf8_casefold(text, -1);
    g_autoptr(GString) plain = g_string_new("");

    for (const char *p = small; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);

        if (g_unichar_isalnum(letter))
            g_string_append_unichar(plain, letter);
        else if (plain->len > 0 && plain->str[plain->len - 1] != '_')
            g_string_append_c(plain, '_');
    }
    while (plain->len > 0 && plain->str[plain->len - 1] == '_')
        g_string_truncate(plain, plain->len - 1);
    return g_strdup(plain->str);
}

SrHelp
sr_help_parse(const char *text)
{
    g_autofree char *plain = plain_kind(text);
    gsize n_digits = strspn(plain, "0123456789");

    if (plain[n_digits] == '\0' && n_digits > 0 && n_digits <= 2) {
        int key = atoi(plain);

        if (key >= 1 && key <= (int)G_N_ELEMENTS(official))
            return official[key - 1];
    }
    for (int help = 0; help <= SR_HELP_35A; help++)
        if (help != SR_HELP_27_2 && g_str_equal(helps[help].name, plain))
            return help;
    return SR_N_HELPS;
}

unsigned
sr_help_bits(SrHelp help, bool is_placed, bool is_adult)
{
    unsigned bits = 1u << help;

    switch (help) {
    case SR_HELP_27_2_AMBULANT:
    case SR_HELP_27_2_SONSTIGE:
        bits |= 1u << SR_HELP_27_2 | 1u << SR_HELP_AMBULANT;
        break;
    case SR_HELP_27_2_AUSSERHALB:
        bits |= 1u << SR_HELP_27_2 | 1u << SR_HELP_STATIONAER;
        break;
    case SR_HELP_29:
    case SR_HELP_30:
    case SR_HELP_31:
        bits |= 1u << SR_HELP_AMBULANT;
        break;
    case SR_HELP_32:
        bits |= 1u << SR_HELP_TEILSTATIONAER;
        break;
    case SR_HELP_33:
    case SR_HELP_34:
        bits |= 1u << SR_HELP_STATIONAER;
        break;
    case SR_HELP_35: /* in a home when the register says where it is */
        bits |= 1u << (is_placed ? SR_HELP_STATIONAER : SR_HELP_AMBULANT);
        break;
    default: /* §§ 28, 35a: in no group */
        break;
    }
    return bits | (is_adult ? 1u << SR_HELP_41 : 0);
}

bool
sr_basis_parse(const char *text, bool *is_adult)
{
    static const char *const known[] = {"27", "28", "29", "30",  "31",   "32", "33",
                                        "34", "35", "41", "35a", "27_2", NULL};

    *is_adult = false;
    if (sr_yes_parse(text, is_adult))
        return true;
    g_autofree char *plain = plain_kind(text);
    g_auto(GStrv) parts = g_strsplit(plain, "_", -1);
    bool is_known = false;
    for (int i = 0; parts[i] != NULL; i++) {
        *is_adult |= g_str_equal(parts[i], "41");
        is_known |= g_strv_contains(known, parts[i]);
    }
    return is_known;
}
