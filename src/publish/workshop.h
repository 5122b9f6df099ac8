/*
 * workshop.h — the tools pages are made with: styles, palettes, fonts, and the press that
 * draws from one run's values in one style.
 */
#pragma once

#include "publish/press.h"
#include "shapes/topology.h"

typedef struct {
    SrStyle *style;
    SrPalettes *palettes;
    SrFonts *fonts;
    SrGround **grounds; /* [n_schemes] */
    int n_schemes;
    const char **level_names;
    SrPress press;
} SrWorkshop;

/* What a workshop is set up for; borrowed. */
typedef struct {
    const char *folder; /* of the project: styles/<style>.ini, styles/palettes.ini */
    const char *style;
    const char *language;
    const SrTopology *topology;
    SrScheme *const *schemes;
    int n_schemes;
} SrWorkshopPlan;

/*
 * Reads the style and opens its fonts. Mistakes in files go to @findings.
 * Returns: (transfer full): the workshop, its press without values yet; or NULL with
 * SR_ERROR_INPUT: no such style (the nearest is named), a font that is not there.
 */
SrWorkshop *sr_workshop_new(const SrWorkshopPlan *plan, SrFindings *findings,
                            GError **error);
/*
 * Tells in @findings what would keep the workshop from being set up, and which palettes
 * of indicators there are not.
 */
void sr_workshop_check(const SrWorkshopPlan *plan, const SrCatalogue *catalogue,
                       SrFindings *findings);

void sr_workshop_free(SrWorkshop *workshop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrWorkshop, sr_workshop_free)
