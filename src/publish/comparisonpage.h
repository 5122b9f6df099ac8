/*
 * comparisonpage.h — schemes of regions beside each other, as pages.
 *
 *     Einteilungen im Vergleich
 *     ┌ Vier Regionen ┐ ┌ Drei Regionen ┐     a region has the colour of the one it comes
 *     │  map, legend  │ │  map, ◆ legend│     from; ◆ stands on each Gemeinde that moves
 *     └───────────────┘ └───────────────┘
 *     table of figures, scheme by scheme
 *     table of the Gemeinden that move
 */
#pragma once

#include "draw/flow.h"
#include "publish/comparison.h"
#include "publish/press.h"

/*
 * Sets them into @flow, from a new page on, under a heading with the place "schemes".
 * @press: with the schemes of the comparison, in their order. Dry flows are not drawn on.
 * Returns: false with SR_ERROR_INPUT: what does not fit.
 */
bool sr_comparison_set(const SrComparison *comparison, const SrPress *press, SrFlow *flow,
                       bool is_dry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Writes the pages as PDF. Returns: false with SR_ERROR_IO, or as above.
 */
bool sr_comparison_page_write(const SrComparison *comparison, const SrPress *press,
                              const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
