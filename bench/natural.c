/* natural FILE: times natural breaks, seven classes, of the numbers in FILE, one a line.
 */
#include "stats/classify.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define N_RUNS 5

/* Of this process: others at work on the machine hardly change it. */
static gint64
processor_us(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

int
main(int argc, char **argv)
{
    g_autofree char *text = NULL;
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(double));
    gint64 least_us = G_MAXINT64;
    SrClassing classing = {.method = sr_method_find("natural", NULL), .n_classes = 7};

    if (argc != 2 || !g_file_get_contents(argv[1], &text, NULL, NULL))
        return EXIT_FAILURE;
    for (char *at = text, *end; *at != '\0'; at = end + 1) {
        double value = g_ascii_strtod(at, &end);

        g_array_append_val(values, value);
    }
    for (int run = 0; run < N_RUNS; run++) {
        gint64 start_us = processor_us();
        g_autoptr(SrBreaks) breaks =
            sr_classify(&classing, (double *)values->data, (int)values->len, NULL);

        least_us = MIN(least_us, processor_us() - start_us);
        for (int b = 1; run == 0 && b < breaks->n_classes; b++)
            fprintf(stderr, "%.17g\n", breaks->bounds[b]);
    }
    printf("%.3f\n", (double)least_us / 1000);
    return EXIT_SUCCESS;
}
