#include "base/status.h"

#include <glib/gi18n.h>
#include <stdbool.h>

/* weight: the heavier status wins where two meet. */
static const struct {
    const char *name;
    const char *label;
    const char *sign;
    int weight;
} statuses[SR_N_STATUSES] = {
    [SR_STATUS_OK] = {"ok", N_("value"), "", 0},
    [SR_STATUS_MISSING] = {"missing", N_("no data"), N_("n/a"), 2},
    [SR_STATUS_SUPPRESSED] = {"suppressed", N_("suppressed"), "•", 7},
    [SR_STATUS_SMALL_DENOMINATOR] = {"small_denominator", N_("denominator too small"),
                                     "#", 6},
    [SR_STATUS_NOT_APPLICABLE] = {"not_applicable", N_("not applicable"), "x", 3},
    [SR_STATUS_NOT_YET] = {"not_yet", N_("not yet available"), "…", 4},
    [SR_STATUS_UNCERTAIN] = {"uncertain", N_("too uncertain"), "/", 5},
    [SR_STATUS_INCOMPLETE] = {"incomplete", N_("incomplete"), N_("incompl."), 1},
};

static const char *const flags_known[] = {N_("provisional"), N_("revised"),
                                          N_("estimated"),   N_("limited"),
                                          N_("rounded"),     N_("synthetic")};

const char *
sr_status_name(SrStatus status)
{
    return statuses[status].name;
}

const char *
sr_status_label(SrStatus status)
{
    return _(statuses[status].label);
}

const char *
sr_status_sign(SrStatus status)
{
    return *statuses[status].sign == '\0' ? "" : _(statuses[status].sign);
}

SrStatus
sr_status_join(SrStatus a, SrStatus b)
{
    return statuses[a].weight >= statuses[b].weight ? a : b;
}

static char *
flags_text(unsigned flags, const char *separator, bool translated)
{
    GString *names = g_string_new(NULL);

    for (unsigned i = 0; i < G_N_ELEMENTS(flags_known); i++)
        if ((flags & (1u << i)) != 0)
            g_string_append_printf(names, "%s%s", names->len > 0 ? separator : "",
                                   translated ? _(flags_known[i]) : flags_known[i]);
    return g_string_free(names, FALSE);
}

char *
sr_flags_names(unsigned flags)
{
    return flags_text(flags, " ", false);
}

char *
sr_flags_label(unsigned flags)
{
    return flags_text(flags, ", ", true);
}
