/* sample.h — the Gemeinden of the example county with a figure each, for sample pages. */
#pragma once

#include "draw/look.h"

#include <math.h>

#define N_COUNTY 48

/* Names, and the share of settlement area 2023 in % (Regionalatlas AI0111). */
static const struct {
    const char *name;
    double value;
} county[N_COUNTY] = {
    {"Dackenheim", 32.5},
    {"Grünstadt", 31.6},
    {"Hettenleidelheim", 29.0},
    {"Carlsberg", 28.8},
    {"Niederkirchen bei Deidesheim", 25.1},
    {"Haßloch", 24.1},
    {"Gerolsheim", 21.4},
    {"Obrigheim (Pfalz)", 20.7},
    {"Ellerstadt", 20.6},
    {"Kirchheim an der Weinstraße", 20.5},
    {"Friedelsheim", 19.4},
    {"Erpolzheim", 19.1},
    {"Kleinkarlbach", 18.7},
    {"Freinsheim", 18.6},
    {"Forst an der Weinstraße", 18.0},
    {"Lambrecht (Pfalz)", 17.8},
    {"Wachenheim an der Weinstraße", 17.7},
    {"Laumersheim", 16.8},
    {"Ebertsheim", 16.3},
    {"Weisenheim am Sand", 16.0},
    {"Großkarlbach", 15.9},
    {"Quirnheim", 15.3},
    {"Kallstadt", 14.7},
    {"Lindenberg", 14.4},
    {"Wattenheim", 14.2},
    {"Obersülzen", 14.1},
    {"Bockenheim an der Weinstraße", 13.9},
    {"Bissersheim", 13.1},
    {"Gönnheim", 12.9},
    {"Dirmstein", 12.8},
    {"Meckenheim", 12.6},
    {"Mertesheim", 12.5},
    {"Herxheim am Berg", 12.4},
    {"Altleiningen", 12.3},
    {"Tiefenthal", 12.3},
    {"Weisenheim am Berg", 11.7},
    {"Ruppertsberg", 11.4},
    {"Neuleiningen", 11.2},
    {"Kindenheim", 10.3},
    {"Bad Dürkheim", 10.0},
    {"Bobenheim am Berg", 10.0},
    {"Neidenfels", 9.7},
    {"Deidesheim", 9.3},
    {"Weidenthal", 9.2},
    {"Battenberg (Pfalz)", 6.9},
    {"Frankeneck", 6.9},
    {"Esthal", 6.0},
    {"Elmstein", 3.0},
};

/* The look of styles/druck.ini, without reading it. */
static inline SrLook
county_look(SrFonts *fonts)
{
    return (SrLook){.fonts = fonts,
                    .family = "Roboto",
                    .condensed = "Roboto Condensed",
                    .language = "de",
                    .title_pt = 30,
                    .heading_pt = {20, 13, 10.5},
                    .text_pt = 10,
                    .table_pt = 8.5,
                    .chart_pt = 8.5,
                    .note_pt = 8,
                    .ink = {0.12, 0.14, 0.16},
                    .muted = {0.36, 0.40, 0.44},
                    .rule = {0.71, 0.73, 0.75},
                    .wash = {0.94, 0.94, 0.945},
                    .accent = {0.70, 0.09, 0.17},
                    .fill = {0.26, 0.57, 0.78},
                    .second = {0.58, 0.61, 0.64},
                    .hairline_mm = 0.2};
}

static inline SrColor
county_color(double value)
{
    static const SrColor blues[] = {
        {0.94, 0.95, 1}, {0.74, 0.84, 0.91}, {0.42, 0.68, 0.84}, {0.13, 0.44, 0.71}};

    return blues[value < 10 ? 0 : value < 15 ? 1 : value < 25 ? 2 : 3];
}
