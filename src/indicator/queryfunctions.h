/*
 * queryfunctions.h — what an SQL definition may call, and the aggregates of our own: a
 * sum of something unknown is unknown, and exact in any order. Used by query alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

struct sqlite3;

/* Whether a query may call the function. */
bool sr_query_function_is_allowed(const char *name);

/* Registers the aggregates: sum, total, avg, min, max, gini, segregation. */
bool sr_query_functions_register(struct sqlite3 *database);
