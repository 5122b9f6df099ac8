#include "base/bulk.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Below this, the rest of a large page would be wasted. */
#define LARGE ((gsize)4 << 20)

void
sr_bulk_advise(gpointer memory, gsize n_bytes)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    /* To the outer ends of its pages: a mapping that is of one kind can grow in place. */
    uintptr_t first = (uintptr_t)memory / page * page;
    uintptr_t end = ((uintptr_t)memory + n_bytes + page - 1) / page * page;

    /* A system that knows no large pages says so, and nothing is lost. */
    if (n_bytes >= LARGE)
        (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
}

gpointer
sr_bulk_alloc(gsize n, gsize size)
{
    gpointer memory = g_malloc_n(n, size);

    sr_bulk_advise(memory, n * size);
    return memory;
}
