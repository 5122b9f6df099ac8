/*
 * schema.h — the tables of the store. Whoever changes one raises SR_STORE_VERSION: an
 * older store is then made anew.
 */
#pragma once

#define SR_STORE_VERSION 6
#define SR_STORE_APPLICATION 0x5352736f /* "SRso" */

/* The statements that make the tables, NULL-terminated. */
extern const char *const sr_store_schema[];
