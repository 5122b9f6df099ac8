#include "stats/distribution.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* Degrees of freedom; counts give 2 and more, only spread-out ones less than 1. */
#define BISECT_BELOW 1

/* NAN fails each comparison, so it is refused as well. */
static bool
is_share(double p)
{
    return p > 0 && p < 1;
}

double
sr_normal_quantile(double p)
{
    return is_share(p) ? gsl_cdf_ugaussian_Pinv(p) : NAN;
}

/* Halves until no double is left between: GSL's own search does not end for small @df. */
static double
bisect_chi2(double p, double df)
{
    double below = 0;
    double above = 1;

    while (gsl_cdf_chisq_P(above, df) < p)
        above *= 2;
    for (;;) {
        double middle = below + (above - below) / 2;

        if (middle <= below || middle >= above)
            return middle;
        if (gsl_cdf_chisq_P(middle, df) < p)
            below = middle;
        else
            above = middle;
    }
}

double
sr_chi2_quantile(double p, double df)
{
    if (!(is_share(p) && df > 0 && isfinite(df)))
        return NAN;
    return df < BISECT_BELOW ? bisect_chi2(p, df) : gsl_cdf_chisq_Pinv(p, df);
}

double
sr_student_quantile(double p, double df)
{
    return is_share(p) && df > 0 && isfinite(df) ? gsl_cdf_tdist_Pinv(p, df) : NAN;
}

double
sr_chi2_tail(double chi2, double df)
{
    return chi2 >= 0 && df > 0 && isfinite(df) ? gsl_cdf_chisq_Q(chi2, df) : NAN;
}

double
sr_student_tail(double t, double df)
{
    return !isnan(t) && df > 0 && isfinite(df) ? 2 * gsl_cdf_tdist_Q(fabs(t), df) : NAN;
}
