#include "shapes/cache.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* To be changed with the layout below, or with what reading does. */
#define LAYOUT "sozialraum boundaries 1\n"

/*
 * The head, then: points, ring_start, ring_area, ring_hole, and the texts, each with its
 * NUL: keys, names, fields, crs.
 */
typedef struct {
    char layout[32];
    uint64_t size; /* of the whole file */
    int32_t n_areas;
    int32_t n_fields;
    int32_t n_rings;
    int32_t n_points;
} Head;

char *
sr_boundaries_copy_name(const SrBoundarySource *source, const char *checksum)
{
    g_autoptr(GString) text = g_string_new(LAYOUT);
    const char *const settings[] = {checksum,           source->layer,  source->key_field,
                                    source->name_field, source->filter, source->crs};

    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
        g_string_append_printf(text, "%s\n", settings[i] == NULL ? "" : settings[i]);
    for (int i = 0; source->extra_fields != NULL && source->extra_fields[i] != NULL; i++)
        g_string_append_printf(text, "%s\n", source->extra_fields[i]);
    g_string_append(text, source->merge ? "merge\n" : "\n");

    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
    return g_strdup_printf("boundaries-%.32s", sum);
}

/* A walk through the mapped copy that never leaves it. */
typedef struct {
    const char *at;
    const char *end;
} Reader;

static void *
take(Reader *reader, size_t size)
{
    if ((size_t)(reader->end - reader->at) < size)
        return NULL;
    void *copy = g_malloc(size + sizeof(int));
    memcpy(copy, reader->at, size);
    reader->at += size;
    return copy;
}

static char *
take_text(Reader *reader)
{
    const char *nul = memchr(reader->at, '\0', (size_t)(reader->end - reader->at));

    if (nul == NULL)
        return NULL;
    char *text = g_strdup(reader->at);
    reader->at = nul + 1;
    return text;
}

static bool
take_texts(Reader *reader, char ***texts, int n)
{
    *texts = g_new0(char *, n + 1);
    for (int i = 0; i < n; i++) {
        (*texts)[i] = take_text(reader);
        if ((*texts)[i] == NULL)
            return false;
    }
    return true;
}

/* Whether every number of the copy leads somewhere. */
static bool
is_sound(const SrBoundaries *boundaries)
{
    if (boundaries->ring_start[0] != 0 ||
        boundaries->ring_start[boundaries->n_rings] != boundaries->n_points)
        return false;
    for (int r = 0; r < boundaries->n_rings; r++)
        if (boundaries->ring_start[r] > boundaries->ring_start[r + 1] ||
            boundaries->ring_area[r] < 0 ||
            boundaries->ring_area[r] >= boundaries->n_areas)
            return false;
    return true;
}

/* Whether the file is large enough to hold so much: every text has a byte at least. */
static bool
counts_fit(const Head *head)
{
    uint64_t n_areas = (uint64_t)head->n_areas;

    return head->n_areas >= 0 && head->n_fields >= 0 && head->n_rings >= 0 &&
           head->n_points >= 0 && n_areas <= head->size &&
           n_areas * (uint64_t)head->n_fields <= head->size &&
           (uint64_t)head->n_fields <= head->size;
}

SrBoundaries *
sr_boundaries_load(const char *path)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    Head head;

    if (file == NULL || g_mapped_file_get_length(file) < sizeof head)
        return NULL;
    const char *start = g_mapped_file_get_contents(file);
    Reader reader = {start + sizeof head, start + g_mapped_file_get_length(file)};
    memcpy(&head, start, sizeof head);
    if (strncmp(head.layout, LAYOUT, sizeof head.layout) != 0 ||
        head.size != g_mapped_file_get_length(file) || !counts_fit(&head))
        return NULL;

    g_autoptr(SrBoundaries) boundaries = g_new0(SrBoundaries, 1);
    size_t n_rings = (size_t)head.n_rings;
    boundaries->n_rings = head.n_rings;
    boundaries->n_points = head.n_points;
    boundaries->points = take(&reader, (size_t)head.n_points * sizeof(SrPoint));
    boundaries->ring_start = take(&reader, (n_rings + 1) * sizeof(int));
    boundaries->ring_area = take(&reader, n_rings * sizeof(int));
    boundaries->ring_hole = take(&reader, n_rings * sizeof(bool));
    if (boundaries->points == NULL || boundaries->ring_start == NULL ||
        boundaries->ring_area == NULL || boundaries->ring_hole == NULL)
        return NULL;
    boundaries->n_areas = head.n_areas;
    boundaries->n_fields = head.n_fields;
    bool whole = take_texts(&reader, &boundaries->keys, head.n_areas) &&
                 take_texts(&reader, &boundaries->names, head.n_areas) &&
                 take_texts(&reader, &boundaries->fields, head.n_areas * head.n_fields);
    /* Freeing goes by the counts: what was not read is NULL there. */
    if (boundaries->names == NULL)
        boundaries->names = g_new0(char *, head.n_areas + 1);
    if (boundaries->fields == NULL)
        boundaries->fields = g_new0(char *, head.n_areas *head.n_fields + 1);
    boundaries->crs = take_text(&reader);
    if (!whole || boundaries->crs == NULL || !is_sound(boundaries))
        return NULL;
    return g_steal_pointer(&boundaries);
}

static void
put_texts(GString *texts, char *const *list, int n)
{
    for (int i = 0; i < n; i++)
        g_string_append_len(texts, list[i], (gssize)strlen(list[i]) + 1);
}

static bool
put(FILE *file, const void *data, size_t size)
{
    return size == 0 || fwrite(data, size, 1, file) == 1;
}

static bool
write_copy(FILE *file, const SrBoundaries *boundaries)
{
    g_autoptr(GString) texts = g_string_new(NULL);
    size_t n_rings = (size_t)boundaries->n_rings;
    size_t points = (size_t)boundaries->n_points * sizeof(SrPoint);
    Head head = {.n_areas = boundaries->n_areas,
                 .n_fields = boundaries->n_fields,
                 .n_rings = boundaries->n_rings,
                 .n_points = boundaries->n_points};

    put_texts(texts, boundaries->keys, boundaries->n_areas);
    put_texts(texts, boundaries->names, boundaries->n_areas);
    put_texts(texts, boundaries->fields, boundaries->n_areas * boundaries->n_fields);
    put_texts(texts, &boundaries->crs, 1);
    g_strlcpy(head.layout, LAYOUT, sizeof head.layout);
    head.size = sizeof head + points + (n_rings + 1) * sizeof(int) +
                n_rings * (sizeof(int) + sizeof(bool)) + texts->len;
    return put(file, &head, sizeof head) && put(file, boundaries->points, points) &&
           put(file, boundaries->ring_start, (n_rings + 1) * sizeof(int)) &&
           put(file, boundaries->ring_area, n_rings * sizeof(int)) &&
           put(file, boundaries->ring_hole, n_rings * sizeof(bool)) &&
           put(file, texts->str, texts->len);
}

bool
sr_boundaries_save(const SrBoundaries *boundaries, const char *path, GError **error)
{
    g_autofree char *draft = g_strconcat(path, ".neu", NULL);
    FILE *file = fopen(draft, "wb");

    if (file != NULL) {
        bool written = write_copy(file, boundaries);

        written = fclose(file) == 0 && written;
        if (written && g_rename(draft, path) == 0)
            return true;
        g_remove(draft);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("%s: cannot be written: %s"), path,
                g_strerror(errno));
    return false;
}
