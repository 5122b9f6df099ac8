/* atlas_profile.h — shared by the files that set profiles; not for others. */
#pragma once

#include "publish/atlas_private.h"

/* The area a profile is about. */
typedef struct {
    int level;
    int area;
    const SrDivision *division;
    const SrDivision *top;
} SrSubject;

/* The newest value of the area, or NULL: none at this level. */
const SrValue *sr_subject_value(const SrAtlas *atlas, const SrResult *result,
                                const SrSubject *subject);

/* The Kreis's value of the period of @value, or NULL. */
const SrValue *sr_subject_benchmark(const SrAtlas *atlas, const SrValue *value,
                                    const SrResult *result, const SrSubject *subject);

/* The parts of a profile. Each returns false with an error of drawing. */
bool sr_profile_set_key_figures(SrAtlas *atlas, const SrSubject *subject,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool sr_profile_set_help(SrAtlas *atlas, const SrSubject *subject,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool sr_profile_set_years(SrAtlas *atlas, const SrSubject *subject,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool sr_profile_set_facilities(SrAtlas *atlas, const SrSubject *subject,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the area has so few facilities that each is named. */
bool sr_profile_names_facilities(const SrAtlas *atlas, const SrSubject *subject);
bool sr_profile_set_gemeinden(SrAtlas *atlas, const SrSubject *subject,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
