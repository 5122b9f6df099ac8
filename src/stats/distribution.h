/*
 * distribution.h — quantiles and tails of the normal, chi-squared and t distributions.
 *
 * Every function gives NAN for an argument outside its range; GSL alone would abort.
 */
#pragma once

/* The p-quantile of the standard normal distribution, 0 < @p < 1. */
double sr_normal_quantile(double p);

/* The p-quantile of the chi-squared distribution with @df > 0 degrees of freedom, 0 < @p
 * < 1. */
double sr_chi2_quantile(double p, double df);

/* The p-quantile of Student's t distribution with @df > 0 degrees of freedom, 0 < @p < 1.
 */
double sr_student_quantile(double p, double df);

/* The chance that a chi-squared figure with @df > 0 exceeds @chi2 >= 0. */
double sr_chi2_tail(double chi2, double df);

/* The chance that |t| exceeds |@t| with @df > 0 degrees of freedom: the two-sided
 * p-value. */
double sr_student_tail(double t, double df);
