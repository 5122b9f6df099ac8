/* Kinds of several small maps: the years, and smoothed beside counted. */
#include "publish/kinds_private.h"

#include "base/error.h"
#include "publish/prose.h"
#include "stats/bayes.h"

#include <glib/gi18n.h>
#include <math.h>

/* The values and statuses of one period, kept by the sheet. */
static void
take_period(SrKindSheet *sheet, const SrKindTask *task, const char *period,
            SrTheme *theme)
{
    const SrTopic *topic = task->topic;
    int n = topic->division->n_areas;
    g_autofree const SrValue **slice =
        sr_values_slice(task->press->values, topic->result, topic->division, period);
    double *values = sr_kind_keep(sheet, g_new(double, n));
    SrStatus *statuses = sr_kind_keep(sheet, g_new(SrStatus, n));

    for (int i = 0; i < n; i++) {
        values[i] = slice[i] == NULL ? NAN : slice[i]->value;
        statuses[i] = slice[i] == NULL ? SR_STATUS_MISSING : slice[i]->status;
    }
    theme->values = values;
    theme->statuses = statuses;
    theme->label_values = false;
    if (theme->amounts != NULL)
        theme->amounts = values;
}

/* What all areas together have come from and to; NULL where that is not known. */
static const char *
tell_years(SrKindSheet *sheet, const SrKindTask *task, const char *first,
           const char *last)
{
    const SrPress *press = task->press;
    const SrResult *result = task->topic->result;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    g_autofree const SrValue **from = sr_values_slice(press->values, result, top, first);
    g_autofree const SrValue **to = sr_values_slice(press->values, result, top, last);

    if (top->n_areas != 1 || from[0] == NULL || to[0] == NULL ||
        from[0]->status != SR_STATUS_OK || to[0]->status != SR_STATUS_OK)
        return NULL;
    g_autofree char *old =
        sr_prose_value(result->indicator, from[0]->value, press->language);
    g_autofree char *new =
        sr_prose_value(result->indicator, to[0]->value, press->language);
    g_autofree char *old_when = sr_prose_period(first);
    g_autofree char *new_when = sr_prose_period(last);
    /* TRANSLATORS: "All areas together: 2014 17.0 %, 2018 18.4 %." */
    return sr_kind_keep(sheet,
                        g_strdup_printf(_("All areas together: %1$s %2$s, %3$s %4$s."),
                                        old_when, old, new_when, new));
}

bool
sr_kind_fill_years(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                   GError **error)
{
    const SrTopic *topic = task->topic;
    g_autoptr(GPtrArray) periods =
        sr_values_periods(task->press->values, topic->result, topic->division);
    SrTheme plain = sheet->themes[0];
    int first = MAX((int)periods->len - SR_KIND_MAPS, 0);
    double most = 0;

    (void)findings;
    if (periods->len < 2) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s has only one period; there is nothing to set beside it"),
                    topic->result->indicator->id);
        return false;
    }
    for (int i = first; i < (int)periods->len; i++) {
        SrTheme *theme = &sheet->themes[sheet->n_themes];

        *theme = plain;
        take_period(sheet, task, periods->pdata[i], theme);
        for (int a = 0; a < topic->division->n_areas; a++)
            if (!isnan(theme->values[a]))
                most = MAX(most, fabs(theme->values[a]));
        sheet->titles[sheet->n_themes++] =
            sr_kind_keep(sheet, sr_prose_period(periods->pdata[i]));
    }
    for (int i = 0; i < sheet->n_themes; i++)
        sheet->themes[i].amount_most = most; /* circles of one size on all maps */
    sheet->sheet.subtitle =
        sr_kind_keep(sheet, g_strdup_printf(_("%1$s to %2$s: %3$s"), sheet->titles[0],
                                            sheet->titles[sheet->n_themes - 1],
                                            topic->result->indicator->unit != NULL
                                                ? topic->result->indicator->unit
                                                : topic->division->level->plural));
    sheet->sheet.summary =
        tell_years(sheet, task, periods->pdata[first], periods->pdata[periods->len - 1]);
    return true;
}

bool
sr_kind_fill_smoothed(SrKindSheet *sheet, const SrKindTask *task, SrFindings *findings,
                      GError **error)
{
    const SrTopic *topic = task->topic;
    const SrIndicator *indicator = topic->result->indicator;
    int n = topic->division->n_areas;
    g_autofree double *events = g_new(double, n);
    g_autofree double *base = g_new(double, n);
    double *smoothed = sr_kind_keep(sheet, g_new(double, n));

    (void)findings;
    if ((indicator->kind != SR_KIND_RATE && indicator->kind != SR_KIND_PROPORTION) ||
        indicator->span == SR_SPAN_CHANGE || indicator->span == SR_SPAN_INDEX ||
        indicator->standard != SR_STANDARD_NONE || topic->result->breaks == NULL) {
        g_set_error(
            error, SR_ERROR, SR_ERROR_INPUT,
            _("%s is neither a rate nor a proportion: there is nothing to smooth"),
            indicator->id);
        return false;
    }
    for (int i = 0; i < n; i++) {
        const SrValue *value = topic->slice[i];
        bool is_ok = value != NULL && value->status == SR_STATUS_OK;

        events[i] = is_ok ? value->numerator : NAN;
        base[i] = is_ok ? value->denominator : NAN;
    }
    sr_bayes_smooth(events, base, n, smoothed);
    for (int i = 0; i < n; i++)
        smoothed[i] *= indicator->per;
    sheet->themes[1] = sheet->themes[0];
    sheet->themes[1].values = smoothed;
    sheet->titles[0] = _("As counted");
    sheet->titles[1] = _("Smoothed (empirical Bayes)");
    sheet->n_themes = 2;
    sheet->sheet.summary =
        _("Where counts are small, the second map draws rates towards that of all areas: "
          "what still stands out there is hardly chance.");
    return true;
}
