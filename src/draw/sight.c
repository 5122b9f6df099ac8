#include "draw/sight.h"

#include <math.h>

/* Of linear sRGB, severity 1.0: table 1 of Machado et al. (2009). */
static const double matrices[SR_N_SIGHTS][3][3] = {
    [SR_SIGHT_NORMAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [SR_SIGHT_PROTAN] = {{0.152286, 1.052583, -0.204868},
                         {0.114503, 0.786281, 0.099216},
                         {-0.003882, -0.048116, 1.051998}},
    [SR_SIGHT_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                         {0.280085, 0.672501, 0.047413},
                         {-0.011820, 0.042940, 0.968881}},
    [SR_SIGHT_TRITAN] = {{1.255528, -0.076749, -0.178779},
                         {-0.078411, 0.930809, 0.147602},
                         {0.004733, 0.691367, 0.303900}},
};

static double
to_linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
from_linear(double light)
{
    light = CLAMP(light, 0, 1);
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

SrColor
sr_color_seen(SrColor color, SrSight sight)
{
    const double linear[3] = {to_linear(color.r), to_linear(color.g), to_linear(color.b)};
    double seen[3] = {0};

    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            seen[i] += matrices[sight][i][k] * linear[k];
    return (SrColor){from_linear(seen[0]), from_linear(seen[1]), from_linear(seen[2])};
}

/* The cube root of CIE 1976, with its straight end near black. */
static double
lab_curve(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static void
to_lab(SrColor color, double lab[3])
{
    double r = to_linear(color.r);
    double g = to_linear(color.g);
    double b = to_linear(color.b);
    double x = lab_curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = lab_curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = lab_curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

double
sr_color_difference(SrColor a, SrColor b)
{
    double first[3];
    double second[3];

    to_lab(a, first);
    to_lab(b, second);
    return sqrt((first[0] - second[0]) * (first[0] - second[0]) +
                (first[1] - second[1]) * (first[1] - second[1]) +
                (first[2] - second[2]) * (first[2] - second[2]));
}

SrColor
sr_color_of_lightness(double lightness)
{
    double f = (lightness + 16) / 116;
    double light = lightness > 8 ? f * f * f : lightness * 27 / 24389;
    double channel = from_linear(light);

    return (SrColor){channel, channel, channel};
}
