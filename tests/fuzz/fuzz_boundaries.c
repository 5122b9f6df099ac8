#include "fuzz.h"

#include "shapes/check.h"
#include "shapes/source.h"
#include "shapes/topology.h"

/* Boundaries from any GeoJSON, and arcs from whatever rings come out of it. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    g_autofree char *path = fuzz_file(data, n, ".geojson");
    g_autoptr(SrFindings) findings = sr_findings_new();
    SrBoundarySource source = {.path = path,
                               .key_field = "ags",
                               .name_field = "name",
                               .crs = "EPSG:4326",
                               .merge = true};
    g_autoptr(SrBoundaries) boundaries = sr_boundaries_read(&source, findings, NULL);

    if (boundaries != NULL && sr_findings_n_errors(findings) == 0) {
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, SR_SNAP_NOISE, NULL);

        if (topology != NULL && !sr_topology_check(topology, boundaries->keys, NULL))
            g_debug("refused");
    }
    g_unlink(path);
    return 0;
}
