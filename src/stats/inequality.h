/*
 * inequality.h — how unevenly something is spread over areas, as one figure from 0
 * (evenly) to 1. Areas with NAN take no part; NAN is given if nothing is left to compare.
 */
#pragma once

/*
 * The segregation index (Duncan & Duncan 1955): the share of @group[n] that would have to
 * move so that each area has the same share of it; @people[n] includes the group.
 */
double sr_segregation_of(const double *group, const double *people, int n);

/*
 * The Gini coefficient of @amounts[n] >= 0 (cases, euros) over @people[n]: 0 if each area
 * has the same amount a head, near 1 if the smallest area has all.
 */
double sr_gini_of(const double *amounts, const double *people, int n);
