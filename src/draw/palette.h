/*
 * palette.h — the colours of map classes, read from styles/palettes.ini.
 *
 * A palette has one list of colours for each number of classes from 3 up, as its maker
 * drew it; one and two classes take theirs from the list of three. Each palette has a
 * twin in grey: as many tints as classes, evenly spaced in lightness, the lowest class
 * lightest, so that their order agrees with the values whatever the colours were.
 */
#pragma once

#include "base/keyfile.h"
#include "draw/color.h"

#define SR_PALETTE_LEAST 3
#define SR_PALETTE_MOST 12

typedef enum {
    SR_PALETTE_SEQUENTIAL,  /* amounts */
    SR_PALETTE_DIVERGING,   /* about a middle */
    SR_PALETTE_QUALITATIVE, /* kinds without order */
} SrPaletteKind;

typedef struct {
    char *name; /* owned */
    SrPaletteKind kind;
    char *source;  /* owned */
    char *license; /* owned */
    int most;      /* the most classes it has colours for */
    SrColor colors[SR_PALETTE_MOST + 1][SR_PALETTE_MOST]; /* [classes][class] */
} SrPalette;

typedef struct SrPalettes SrPalettes;

/*
 * Reads @path, usually styles/palettes.ini; what is wrong goes to @findings.
 * Returns: (transfer full): the palettes, or NULL with SR_ERROR_IO.
 */
SrPalettes *sr_palettes_read(const char *path, SrFindings *findings, GError **error);
void sr_palettes_free(SrPalettes *palettes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrPalettes, sr_palettes_free)

extern const SrKeyTable sr_palette_keys;

int sr_palettes_n(const SrPalettes *palettes);
const SrPalette *sr_palettes_at(const SrPalettes *palettes, int i);

/* "sequential", "diverging", "qualitative". */
const char *sr_palette_kind_name(SrPaletteKind kind);

/* Returns: (transfer none): or NULL with SR_ERROR_INPUT, which names the nearest. */
const SrPalette *sr_palettes_find(const SrPalettes *palettes, const char *name,
                                  GError **error);

/*
 * Writes the colours of @n >= 1 classes to @colors; @reversed turns their order. A
 * qualitative palette goes on with its colours paler, then darker: three times as many.
 * Returns: false with SR_ERROR_INPUT if the palette has fewer colours.
 */
bool sr_palette_pick(const SrPalette *palette, int n, bool reversed, SrColor *colors,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the @n >= 1 tints of the grey twin; any @n up to SR_PALETTE_MOST. */
void sr_palette_pick_gray(int n, SrColor *colors);
