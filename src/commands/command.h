/*
 * command.h — what every command is: a name, a line of help, options, and what it does.
 *
 * A command returns false with an error whose code is the exit status; it prints results
 * on stdout and everything else on stderr. One file a command; main.c holds the table.
 */
#pragma once

#include "pipeline.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *name;
    const char *arguments; /* "INDICATOR…", marked N_(), or "" */
    const char *summary;   /* marked N_() */
    bool (*run)(const char *folder, char **arguments, GError **error);
    const GOptionEntry *options; /* or NULL */
} SrCommand;

extern const SrCommand sr_command_areas;
extern const SrCommand sr_command_audit;
extern const SrCommand sr_command_atlas;
extern const SrCommand sr_command_build;
extern const SrCommand sr_command_check;
extern const SrCommand sr_command_indicator;
extern const SrCommand sr_command_inspect;
extern const SrCommand sr_command_list;
extern const SrCommand sr_command_map;
extern const SrCommand sr_command_protect;
extern const SrCommand sr_command_regions;
extern const SrCommand sr_command_style;
extern const SrCommand sr_command_table;

/* Opens the project for a command that only reads or draws; errors end it. */
SrRun *sr_command_open(const char *folder, bool keeps, const char *scheme,
                       GError **error);

/* The same, read only as far as @opening: an unfinished indicator is no hindrance. */
SrRun *sr_command_open_part(const char *folder, SrOpening opening, bool keeps,
                            const char *scheme, GError **error);

/* Tells warnings and notes on stderr; nothing with -q. */
void sr_command_tell_findings(SrFindings *findings);

/* Writes @text to @path, or to stdout if NULL. */
bool sr_command_write(const char *path, const char *text,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Appends @cell, with blanks behind it up to @width letters; before it if @width < 0. */
void sr_command_pad(GString *text, const char *cell, int width);

/* Sets @error to SR_ERROR_USAGE. Returns: false. */
bool sr_command_usage(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
