/*
 * atlas.h — the printed atlas: one tagged PDF with title, contents, regions, a page an
 * indicator, sources.
 */
#pragma once

#include "base/keyfile.h"
#include "publish/press.h"

/* Tells in @findings what is wrong in styles/atlas/<name>.ini; draws nothing. */
void sr_atlas_check(const SrPress *press, const char *name, SrFindings *findings);

/*
 * Writes the atlas @name (styles/atlas/<name>.ini) to @path; @area (the code of a region,
 * or NULL) stands for the one the definition names.
 * Returns: false with SR_ERROR_INPUT (what does not fit on a page) or SR_ERROR_IO.
 */
bool sr_atlas_write(const SrPress *press, const char *name, const char *area,
                    const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

extern const SrKeyTable sr_atlas_keys;
