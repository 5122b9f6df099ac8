#include "fuzz.h"

#include "base/number.h"

#include <math.h>

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    g_autofree char *text = g_strndup((const char *)data, n);
    SrNumberSurvey survey = {0};
    SrNumber number;

    sr_number_survey_add(&survey, text);
    for (int form = SR_NUMBER_GERMAN; form <= SR_NUMBER_ENGLISH; form++)
        if (sr_number_parse(text, (SrNumberForm)form, &number)) {
            char buffer[SR_NUMBER_SIZE];

            g_assert_true(isfinite(number.value));
            /* The shortest form reads back the same. */
            g_assert_true(g_ascii_strtod(sr_number_write(buffer, number.value), NULL) ==
                          number.value);
            g_autofree char *people = sr_number_format(number.value, 2, "de");
        }
    return 0;
}
