/*
 * sorted.h — lists of words in bytewise order, whatever the locale: bringing them there,
 * and looking a word up.
 */
#pragma once

#include <glib.h>

/* Returns: the place of @word among @words[n], bytewise ascending, or -1. */
int sr_sorted_find(char *const *words, int n, const char *word);

/* Brings @texts (of char *) into bytewise order. */
void sr_texts_sort(GPtrArray *texts);
