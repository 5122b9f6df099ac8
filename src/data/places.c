#include "data/places.h"

static void
add_text(GChecksum *sum, const char *text)
{
    if (text != NULL)
        g_checksum_update(sum, (const guchar *)text, -1);
    g_checksum_update(sum, (const guchar *)"\n", 1);
}

/* The areas of a level, and what lies in them: totals are compared with sums. */
static void
add_level(const SrLevelAreas *level, int n_finest, GChecksum *sum)
{
    for (int i = 0; i < level->n; i++) {
        add_text(sum, level->keys[i]);
        add_text(sum, level->names[i]);
        add_text(sum, level->long_keys != NULL ? level->long_keys[i] : NULL);
    }
    if (level->of_finest != NULL)
        g_checksum_update(sum, (const guchar *)level->of_finest,
                          (gssize)n_finest * (gssize)sizeof *level->of_finest);
}

void
sr_places_add(const SrPlaces *places, int level, GChecksum *sum)
{
    const SrAliases *aliases = places->aliases;

    for (int l = 0; l < places->n_levels; l++)
        if (l == level || level == 0)
            add_level(&places->levels[l], places->levels[0].n, sum);
    for (int i = 0; aliases != NULL && i < aliases->n; i++) {
        add_text(sum, aliases->aliases[i]);
        add_text(sum, aliases->keys[i]);
    }
}
