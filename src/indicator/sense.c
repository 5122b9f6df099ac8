/* What a definition says that contradicts itself, of definition_private.h. */
#include "indicator/definition_private.h"

#include <glib/gi18n.h>
#include <string.h>

static void warn(const SrReading *reading, const char *key, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* As sr_keyfile_complain(), but the result may be what was meant. @format: as of _(). */
static void
warn(const SrReading *reading, const char *key, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    sr_findings_add(reading->findings, SR_FINDING_WARNING, sr_keyfile_path(reading->file),
                    sr_keyfile_line(reading->file, "indicator", key), key, "%s", message);
}

/* The number in "je 1 000", blanks of any kind between its digits; 100 of "%"; or 0. */
static double
factor_of(const char *unit)
{
    double factor = 0;

    if (g_str_equal(unit, "%"))
        return 100;
    if (!g_str_has_prefix(unit, "je "))
        return 0;
    for (const char *p = unit + strlen("je "); *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);

        if (g_unichar_isdigit(letter) && letter < 0x80)
            factor = 10 * factor + (double)(letter - '0');
        else if (letter != '.' && !g_unichar_isspace(letter))
            break;
    }
    return factor;
}

static void
check_factor(const SrReading *reading)
{
    const SrIndicator *indicator = reading->indicator;
    const char *unit = indicator->unit == NULL ? "" : indicator->unit;
    const char *text =
        indicator->denominator_text == NULL ? "" : indicator->denominator_text;
    double factor = factor_of(unit);
    bool is_ratio = indicator->kind <= SR_KIND_RATIO && indicator->span == SR_SPAN_YEAR &&
                    indicator->standard == SR_STANDARD_NONE;

    if (indicator->per == 0)
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "per",
                            N_("per=0 makes each value 0"));
    else if (is_ratio && factor > 0 && factor != indicator->per)
        warn(reading, "unit", _("unit=%s goes with per=%g, and per is %g"), unit, factor,
             indicator->per);
    if (g_str_equal(unit, "%") && g_str_has_prefix(text, "je "))
        warn(reading, "denominator_text",
             _("of a figure in per cent '%s' reads wrong: say of whom ('der Kinder')"),
             text);
}

/* Events have the limits of byar, shares those of wilson: the other are too wide or too
 * narrow. */
static void
check_limits(const SrReading *reading)
{
    const SrIndicator *indicator = reading->indicator;
    const char *name = sr_interval_name(indicator->interval);
    bool is_rate = indicator->kind == SR_KIND_RATE;
    bool is_share = indicator->kind == SR_KIND_PROPORTION;

    if (indicator->span != SR_SPAN_YEAR && indicator->span != SR_SPAN_MEAN)
        return;
    if ((is_rate && g_str_equal(name, "wilson")) ||
        (is_share && g_str_equal(name, "byar")))
        warn(reading, "interval",
             _("the limits of kind=%s are those of %s; %s are those of kind=%s"),
             is_rate ? "rate" : "proportion", is_rate ? "byar" : "wilson", name,
             is_rate ? "proportion" : "rate");
}

void
sr_reading_check_sense(const SrReading *reading)
{
    const SrIndicator *indicator = reading->indicator;

    check_factor(reading);
    check_limits(reading);
    if (indicator->numerator != NULL && indicator->denominator != NULL &&
        g_str_equal(sr_expression_text(indicator->numerator),
                    sr_expression_text(indicator->denominator)))
        sr_keyfile_complain(reading->file, reading->findings, "indicator", "denominator",
                            N_("numerator and denominator are the same: each value is "
                               "that of 'per'"));
}
