/*
 * table_layer.h — rows of a layer or table of a GeoPackage or SQLite file, through GDAL.
 * Geometries are left out; an empty field is "".
 */
#pragma once

#include "base/finding.h"
#include "base/rows.h"

/*
 * Reads the layer called *@layer, or the only one and sets *@layer (owned) to its name.
 * Returns: (transfer full): the rows, their first being the names of the fields; or NULL
 * after a finding.
 */
SrRows *sr_layer_rows_new(const char *path, char **layer, SrFindings *findings);
