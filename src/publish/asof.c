#include "publish/asof.h"

#include "publish/prose.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define LEAST_MAJORITY 0.5 /* of the indicators: "mostly" */

/* The year of most of them, the later of two; how many: @n_found. */
static int
usual_year(const int *years, int n, int *n_found)
{
    int usual = 0;

    *n_found = 0;
    for (int i = 0; i < n; i++) {
        int same = 0;

        for (int k = 0; k < n; k++)
            same += years[k] == years[i];
        if (same > *n_found || (same == *n_found && years[i] > usual)) {
            *n_found = same;
            usual = years[i];
        }
    }
    return usual;
}

char *
sr_asof_words(const int *years, int n, const char *day)
{
    g_autofree char *newest = sr_prose_day(day);
    int n_usual = 0;
    int usual = usual_year(years, n, &n_usual);

    if (n == 0 || (n_usual == n && usual == atoi(day)))
        return g_strdup_printf(_("As of %s"), newest);
    if (n_usual == n)
        return g_strdup_printf(_("Figures of %1$d, latest reference day %2$s"), usual,
                               newest);
    if (n_usual > LEAST_MAJORITY * n)
        return g_strdup_printf(_("Figures mostly of %1$d, latest reference day %2$s"),
                               usual, newest);
    return g_strdup_printf(_("Figures of several years, latest reference day %s"),
                           newest);
}
