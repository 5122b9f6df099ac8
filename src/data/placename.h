/*
 * placename.h — the name of a place as files write it, taken apart and made comparable.
 *
 *     "Stadt Grünstadt", "Grünstadt, Stadt"       gruenstadt, a Gemeinde
 *     "Kirchheim a.d. Weinstr."                   kirchheim an der weinstrasse
 *     "Battenberg (Pfalz)"                        battenberg, in full: battenberg pfalz
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What a name says it is of: "VG Lambrecht" is not the town of Lambrecht. */
typedef enum {
    SR_PLACE_NONE,
    SR_PLACE_GEMEINDE,
    SR_PLACE_VG,
    SR_PLACE_KREIS
} SrPlaceClass;

/* A name taken apart. */
typedef struct {
    char *full;  /* with what stands in brackets; owned */
    char *plain; /* without; owned */
    SrPlaceClass class;
    bool has_bracket;
} SrPlaceName;

/* Returns: the parts of @name, to be cleared. */
SrPlaceName sr_place_name_parse(const char *name);
void sr_place_name_clear(SrPlaceName *place);

/* Returns: (transfer full): the name as it is compared; "" if nothing is left of it. */
char *sr_place_normal(const char *name);
