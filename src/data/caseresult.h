/*
 * caseresult.h — how a proceeding under § 8a ended, read from the words of an office.
 *
 *     akut                                                  acute danger
 *     Gefährdung nicht auszuschließen (latent)              latent danger
 *     weder akute noch latente Gefährdung, aber Hilfebedarf no danger, a need of help
 *     keine Gefährdung und kein Hilfebedarf                 no danger, no need of help
 *
 * What a text denies is not taken for what it says. A text that leaves open which of the
 * four is meant ("keine akute Gefährdung", "akut oder latent") is none.
 */
#pragma once

/* SR_CASE_RESULTS: the number of results, and of a text that is none of them. */
typedef enum {
    SR_CASE_ACUTE,
    SR_CASE_LATENT,
    SR_CASE_NEED,
    SR_CASE_NO_NEED,
    SR_CASE_RESULTS,
} SrCaseResult;

/* Also takes the official keys 1 to 4, and "kein". */
SrCaseResult sr_case_result_parse(const char *text);
