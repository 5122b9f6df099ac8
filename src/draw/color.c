#include "draw/color.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define RIM_STEPS 8
#define PALE_CONTRAST 11.0

static bool
read_digits(const char *digits, int n, int per_channel, SrColor *color)
{
    double channel[3];

    for (int i = 0; i < n; i++)
        if (!g_ascii_isxdigit(digits[i]))
            return false;
    for (int i = 0; i < 3; i++) {
        int high = g_ascii_xdigit_value(digits[i * per_channel]);
        int low = g_ascii_xdigit_value(digits[i * per_channel + per_channel - 1]);

        channel[i] = (16 * high + low) / 255.0;
    }
    *color = (SrColor){channel[0], channel[1], channel[2]};
    return true;
}

bool
sr_color_parse(const char *text, SrColor *color, GError **error)
{
    size_t n = strlen(text);

    if (text[0] == '#' && (n == 4 || n == 7) &&
        read_digits(text + 1, (int)n - 1, n == 7 ? 2 : 1, color))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("'%s' is not a colour; write it as #rrggbb, for example #08519c"),
                text);
    return false;
}

static int
to_byte(double channel)
{
    return (int)lround(CLAMP(channel, 0, 1) * 255);
}

void
sr_color_format(SrColor color, char text[8])
{
    g_snprintf(text, 8, "#%02x%02x%02x", to_byte(color.r), to_byte(color.g),
               to_byte(color.b));
}

static double
to_linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
from_linear(double light)
{
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

double
sr_color_luminance(SrColor color)
{
    return 0.2126 * to_linear(color.r) + 0.7152 * to_linear(color.g) +
           0.0722 * to_linear(color.b);
}

SrColor
sr_color_gray(SrColor color)
{
    double level = CLAMP(from_linear(sr_color_luminance(color)), 0, 1);

    return (SrColor){level, level, level};
}

double
sr_color_contrast(SrColor a, SrColor b)
{
    double one = sr_color_luminance(a) + 0.05;
    double other = sr_color_luminance(b) + 0.05;

    return MAX(one, other) / MIN(one, other);
}

SrColor
sr_color_ink(SrColor background)
{
    double on_black = sr_color_contrast(background, SR_COLOR_BLACK);

    return on_black >= sr_color_contrast(background, SR_COLOR_WHITE) ? SR_COLOR_BLACK
                                                                     : SR_COLOR_WHITE;
}

SrColor
sr_color_mix(SrColor a, SrColor b, double share)
{
    return (SrColor){a.r + (b.r - a.r) * share, a.g + (b.g - a.g) * share,
                     a.b + (b.b - a.b) * share};
}

SrColor
sr_color_rim(SrColor ink, SrColor ground)
{
    SrColor away = sr_color_ink(ink);
    SrColor rim = ground;
    /* Copiers make some colours darker than eyes do: pale rims have that to spare. */
    bool is_pale = sr_color_luminance(away) > sr_color_luminance(ink);
    bool is_clear = sr_color_contrast(ink, ground) >= SR_COLOR_CLEAR_CONTRAST;
    double wanted = is_pale && !is_clear ? PALE_CONTRAST : SR_COLOR_CLEAR_CONTRAST;

    for (int step = 1; step <= RIM_STEPS; step++) {
        if (sr_color_contrast(ink, rim) >= wanted)
            break;
        rim = sr_color_mix(ground, away, (double)step / RIM_STEPS);
    }
    return rim;
}
