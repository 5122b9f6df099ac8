/* sorted.h — looking up a word in a list that is in bytewise order. */
#pragma once

/* Returns: the place of @word among @words[n], bytewise ascending, or -1. */
int sr_sorted_find(char *const *words, int n, const char *word);
