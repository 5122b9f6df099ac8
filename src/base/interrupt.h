/*
 * interrupt.h — Ctrl-C, asked for between steps, so that what was begun is cleared away.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* SIGINT and SIGTERM are noted from here on; a second one ends the program at once. */
void sr_interrupt_watch(void);

/* Returns: false with SR_ERROR_INTERRUPTED once a person has asked to stop. */
bool sr_interrupt_check(GError **error) G_GNUC_WARN_UNUSED_RESULT;
