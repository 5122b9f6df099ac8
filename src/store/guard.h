/*
 * guard.h — SQLite files of strangers, while another library reads them.
 *
 * A view is a query that its author wrote: it may never end. A virtual table is read by
 * code, which may open other files (VirtualText). GDAL takes both for layers. While a
 * guard of a file is up, every connection this process opens to it is without views and
 * triggers, and trusts nothing in its schema; sr_guard_is_table() tells a table from a
 * virtual one. One guard at a time; connections to other files (PROJ has one of views)
 * and those opened before it stay as they are.
 */
#pragma once

#include <stdbool.h>

void sr_guard_begin(const char *path);
void sr_guard_end(void);

/*
 * Whether the SQLite file @path has no view and no virtual table called @name; true for
 * a file that cannot be asked: its reader will say why.
 */
bool sr_guard_is_table(const char *path, const char *name);
