/*
 * nearest.h — what a person probably meant: the candidate with the fewest typing errors.
 */
#pragma once

#include <glib.h>

/*
 * The least number of letters put in, left out, changed or swapped with their neighbour
 * (restricted Damerau–Levenshtein, Damerau 1964) to get from @a to @b, letters of any
 * case alike.
 */
int sr_edit_distance(const char *a, const char *b);

/*
 * Returns: (transfer none): the nearest of @words[n], or NULL if none is near enough to
 * be worth a suggestion (more than a third of the letters differ). Ties: the first.
 */
const char *sr_nearest(const char *word, const char *const *words, int n);

/*
 * Returns: (transfer full): the @most nearest as "'a', 'b' or 'c'"-like list, quoted and
 * separated by commas, nearest first; "" if there is none at all.
 */
char *sr_nearest_list(const char *word, const char *const *words, int n, int most);

/*
 * Returns: (transfer full): the same of the files *@suffix in a folder, without the
 * suffix; "" if there are none.
 */
char *sr_nearest_files(const char *word, const char *folder, const char *suffix,
                       int most);

/*
 * Looks @word up in a table of kinds: @n rows of @size bytes, each beginning with its
 * name (a const char *). Returns: the place of its row; or -1, and sets @near (transfer
 * full) to the list of all names, nearest first.
 */
int sr_kinds_find(const char *word, gconstpointer rows, int n, gsize size, char **near);
