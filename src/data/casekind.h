/*
 * casekind.h — the kinds of help (Hilfearten) of SGB VIII, their keys, names and groups.
 *
 * Pure.
 */
#pragma once

#include <stdbool.h>

/* What a help is counted as, and the groups; the order is that of the output. */
typedef enum {
    SR_HELP_27_2_AMBULANT,
    SR_HELP_27_2_AUSSERHALB,
    SR_HELP_27_2_SONSTIGE,
    SR_HELP_27_2,
    SR_HELP_28,
    SR_HELP_29,
    SR_HELP_30,
    SR_HELP_31,
    SR_HELP_32,
    SR_HELP_33,
    SR_HELP_34,
    SR_HELP_35,
    SR_HELP_35A,
    SR_HELP_41,
    SR_HELP_AMBULANT,
    SR_HELP_TEILSTATIONAER,
    SR_HELP_STATIONAER,
    SR_N_HELPS,
} SrHelp;

/* "27_2_ambulant", …: the part of the variable's name. */
const char *sr_help_name(SrHelp help);

/* "Heimerziehung (§ 34)", …: German, as titles of variables are, and in English. */
const char *sr_help_title(SrHelp help);
const char *sr_help_title_en(SrHelp help);

/*
 * Reads the kind of a help: the official key "01" … "16", "§ 34", "34", "27 (2)
 * ambulant". Returns: one of SR_HELP_27_2_AMBULANT … SR_HELP_35A, or SR_N_HELPS if it is
 * none.
 */
SrHelp sr_help_parse(const char *text);

/*
 * The bits 1 << SrHelp of a kind and of all that it is part of; @is_placed: the register
 * says where (of § 35), @is_adult: under § 41.
 */
unsigned sr_help_bits(SrHelp help, bool is_placed, bool is_adult);

/*
 * Whether the legal basis is § 41: "41", "§ 41, § 34", "ja". The § of the kind itself is
 * none. Returns: false if @text is neither.
 */
bool sr_basis_parse(const char *text, bool *is_adult);
