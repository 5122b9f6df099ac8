/*
 * guesscase.h — which column of a register of cases is which, by its heading.
 */
#pragma once

#include "data/cases.h"
#include "data/guess.h"

/*
 * Whether @heading has a word that the column @kind of registers is called by; if
 * @is_whole, whether it is that word and nothing else.
 */
bool sr_case_heading(const char *heading, SrCaseColumn kind, bool is_whole);

/*
 * Finds the columns of a register, SR_N_CASE_COLUMNS of them; -1 = none. A heading that
 * is one of the words goes before one that only holds it: "Ende" before "Grund des
 * Endes". Marks them as used.
 */
void sr_guess_register(SrGuess *guess, int *columns);
