/*
 * qgis.h — how QGIS is to draw a layer of output/sozialraum.sqlite: the same classes and
 * colours as on the maps, as the XML that QGIS keeps in its table layer_styles.
 *
 * Areas are sorted by the column "class" (1 .. n), which follows the class rule exactly;
 * QGIS's own ranges would put a value on a bound into the class below.
 */
#pragma once

#include <glib.h>

/*
 * Returns: (transfer full): QML for @n_classes, their words and colours ("#rrggbb"), the
 * lowest first; an area without a class is hatched and called @without.
 */
char *sr_qgis_style(int n_classes, char *const *words, char *const *colors,
                    const char *without);
