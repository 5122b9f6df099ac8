#include "publish/together.h"

#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

/* From the closest; to add a grade, add a line. */
static const struct {
    double least; /* of |r| */
    const char *same, *opposite;
} grades[] = {
    {0.8,
     N_("The two go together closely: where one is higher, the other mostly is higher, "
        "too"),
     N_("The two go together closely: where one is higher, the other mostly is lower")},
    {0.5,
     N_("The two go together noticeably: where one is higher, the other often is higher, "
        "too"),
     N_("The two go together noticeably: where one is higher, the other often is lower")},
    {0,
     N_("The two go together loosely: where one is higher, the other is higher a little "
        "more often than lower"),
     N_("The two go together loosely: where one is higher, the other is lower a little "
        "more often than higher")},
};

static const char *
grade_of(const SrCorrelation *found)
{
    if (found->limits.lower <= 0 && found->limits.upper >= 0)
        return _("The two do not go together beyond chance");
    for (size_t i = 0; i < G_N_ELEMENTS(grades); i++)
        if (fabs(found->r) >= grades[i].least)
            return found->r > 0 ? _(grades[i].same) : _(grades[i].opposite);
    return "";
}

char *
sr_together_words(const SrCorrelation *found, const char *plural, const char *language)
{
    if (!isfinite(found->r) || !isfinite(found->limits.lower))
        return g_strdup_printf(_("%1$d %2$s have both values."), found->n, plural);
    g_autofree char *r = sr_number_format(found->r, 2, language);
    g_autofree char *low = sr_number_format(found->limits.lower, 2, language);
    g_autofree char *high = sr_number_format(found->limits.upper, 2, language);

    /* TRANSLATORS: a sentence of how closely two figures go together, without its end */
    return g_strdup_printf(
        _("%1$s (correlation %2$s; 95 %% range %3$s to %4$s; %5$d %6$s)."),
        grade_of(found), r, low, high, found->n, plural);
}
