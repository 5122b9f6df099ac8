#include "data/placename.h"

#include <glib.h>

/* What a name is compared as, and of what it says it is. */
static void
test_parse(void)
{
    static const struct {
        const char *name, *plain, *full;
        SrPlaceClass class;
    } cases[] = {
        {"Grünstadt, Stadt", "gruenstadt", "gruenstadt", SR_PLACE_GEMEINDE},
        {"Stadt Grünstadt", "gruenstadt", "gruenstadt", SR_PLACE_GEMEINDE},
        {"VG Lambrecht", "lambrecht", "lambrecht", SR_PLACE_VG},
        {"Battenberg (Pfalz)", "battenberg", "battenberg pfalz", SR_PLACE_NONE},
        {"Kirchheim a.d. Weinstr.", "kirchheim an der weinstrasse",
         "kirchheim an der weinstrasse", SR_PLACE_NONE},
        {"Landkreis Bad Dürkheim", "bad duerkheim", "bad duerkheim", SR_PLACE_KREIS},
        {"", "", "", SR_PLACE_NONE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrPlaceName place = sr_place_name_parse(cases[i].name);
        g_autofree char *normal = sr_place_normal(cases[i].name);

        g_assert_cmpstr(place.plain, ==, cases[i].plain);
        g_assert_cmpstr(normal, ==, cases[i].plain);
        g_assert_cmpstr(place.full, ==, cases[i].full);
        g_assert_cmpint(place.class, ==, cases[i].class);
        sr_place_name_clear(&place);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/placename/parse", test_parse);
    return g_test_run();
}
