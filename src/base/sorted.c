#include "base/sorted.h"

#include <string.h>

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
