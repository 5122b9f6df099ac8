#include "base/sorted.h"

#include <string.h>

static int
compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
sr_texts_sort(GPtrArray *texts)
{
    g_ptr_array_sort(texts, compare);
}

int
sr_sorted_find(char *const *words, int n, const char *word)
{
    int low = 0;
    int high = n;

    while (low < high) {
        int middle = low + (high - low) / 2;
        int order = strcmp(words[middle], word);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}
