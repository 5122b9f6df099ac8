#include "shapes/areacopy.h"

#include "base/bulk.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* To be changed with the layout below. */
#define LAYOUT "sozialraum areas 1\n"

/* The head, then the arrays of list_arrays() and the texts, each with its NUL. */
typedef struct {
    char layout[32];
    char key[64]; /* without a NUL */
    uint64_t sum; /* of the head, while this was 0, and of all behind it */
    uint64_t n_text_bytes;
    int64_t n_snapped;
    int32_t n_areas;
    int32_t n_fields;
    int32_t n_rings;
    int32_t n_points;
    int32_t n_nodes;
    int32_t n_arcs;
    int32_t n_arc_points;
    int32_t filler;
} Head;

char *
sr_area_copy_key(const SrAreaOrigin *origin)
{
    const SrBoundarySource *source = origin->source;
    g_autoptr(GString) text = g_string_new(LAYOUT);
    const char *const settings[] = {origin->program,
                                    origin->checksum,
                                    origin->crs,
                                    source->layer,
                                    source->key_field,
                                    source->name_field,
                                    source->filter,
                                    source->crs,
                                    g_getenv("PROJ_DATA"),
                                    g_getenv("PROJ_LIB"),
                                    source->merge ? "merge" : ""};

    for (size_t i = 0; i < G_N_ELEMENTS(settings); i++)
        g_string_append_printf(text, "%s\n", settings[i] == NULL ? "" : settings[i]);
    for (int i = 0; source->extra_fields != NULL && source->extra_fields[i] != NULL; i++)
        g_string_append_printf(text, "%s\n", source->extra_fields[i]);
    g_string_append_printf(text, "%a %a %a\n", origin->mending->snap,
                           origin->mending->gap_m2, origin->mending->sliver_m);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
}

/* --- What it was made with --- */

/* "PATH SIZE TIME", by which one sees that the file is another now. */
static void
add_look(GString *text, const char *path)
{
    struct stat info;

    if (stat(path, &info) == 0)
        g_string_append_printf(text, "%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n",
                               path, (gint64)info.st_size,
                               (gint64)info.st_mtim.tv_sec * 1000000000 +
                                   info.st_mtim.tv_nsec);
}

static int
add_library(struct dl_phdr_info *library, size_t size, void *data)
{
    (void)size;
    if (strstr(library->dlpi_name, "/libgdal.") != NULL ||
        strstr(library->dlpi_name, "/libproj.") != NULL)
        add_look(data, library->dlpi_name);
    return 0;
}

static char *
look_at_tools(const char *database)
{
    g_autoptr(GString) text = g_string_new(NULL);

    dl_iterate_phdr(add_library, text);
    if (database != NULL)
        add_look(text, database);
    return g_strdup(text->str);
}

static bool
tools_are_the_same(const char *looks)
{
    g_auto(GStrv) lines = g_strsplit(looks, "\n", -1);
    g_autoptr(GString) now = g_string_new(NULL);

    for (int i = 0; lines[i] != NULL; i++) {
        char *tab = strchr(lines[i], '\t');

        if (tab == NULL)
            continue;
        *tab = '\0';
        add_look(now, lines[i]);
    }
    return g_str_equal(now->str, looks);
}

/* --- The arrays --- */

typedef struct {
    void *pointer; /* to the pointer to the array */
    size_t size;   /* bytes */
} Array;

#define MOST_ARRAYS 16

/* Those of both, in the order in which they are kept. Returns: how many. */
static int
list_arrays(const Head *head, SrBoundaries *boundaries, SrTopology *topology,
            Array *arrays)
{
    size_t n_rings = (size_t)head->n_rings;
    size_t n_arcs = (size_t)head->n_arcs;
    const size_t of_int = sizeof(int);
    const size_t of_point = sizeof(SrPoint);
    const Array all[] = {
        {&boundaries->points, (size_t)head->n_points * of_point},
        {&boundaries->ring_start, (n_rings + 1) * of_int},
        {&boundaries->ring_area, n_rings * of_int},
        {&boundaries->ring_hole, n_rings * sizeof(bool)},
        {&topology->points, (size_t)head->n_arc_points * of_point},
        {&topology->source, (size_t)head->n_arc_points * of_point},
        {&topology->arc_box, n_arcs * sizeof(SrBox)},
        {&topology->arc_area, n_arcs * sizeof(double)},
        {&topology->arc_start, (n_arcs + 1) * of_int},
        {&topology->arc_from, n_arcs * of_int},
        {&topology->arc_to, n_arcs * of_int},
        {&topology->arc_left, n_arcs * of_int},
        {&topology->arc_right, n_arcs * of_int},
        {&topology->node_start, ((size_t)head->n_nodes + 1) * of_int},
        {&topology->leaving, 2 * n_arcs * of_int},
        {&topology->leaving_at, 2 * n_arcs * of_int},
    };

    G_STATIC_ASSERT(G_N_ELEMENTS(all) == MOST_ARRAYS);
    memcpy(arrays, all, sizeof all);
    return MOST_ARRAYS;
}

/* One step of FNV-1a over eight bytes at a time: for damage, not against forgery. */
static uint64_t
add_to_sum(uint64_t sum, const void *bytes, size_t n)
{
    const char *at = bytes;

    for (; n > 0; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        size_t step = MIN(n, sizeof word);

        memcpy(&word, at, step);
        sum = (sum ^ word) * UINT64_C(0x100000001b3);
        sum ^= sum >> 29;
        n -= step;
    }
    return sum;
}

static uint64_t
sum_of_head(const Head *head)
{
    Head blank = *head;

    blank.sum = 0;
    return add_to_sum(UINT64_C(0xcbf29ce484222325), &blank, sizeof blank);
}

/* --- Loading --- */

/* A walk through the mapped copy that never leaves it. */
typedef struct {
    const char *at;
    const char *end;
    uint64_t sum;
} Reader;

static void *
take(Reader *reader, size_t size)
{
    if ((size_t)(reader->end - reader->at) < size)
        return NULL;
    void *copy = sr_bulk_alloc(size + sizeof(int), 1);
    memcpy(copy, reader->at, size);
    reader->sum = add_to_sum(reader->sum, reader->at, size);
    reader->at += size;
    return copy;
}

static const char *
next_text(const char **at, const char *end)
{
    const char *text = *at;
    const char *nul = memchr(text, '\0', (size_t)(end - text));

    if (nul == NULL)
        return NULL;
    *at = nul + 1;
    return text;
}

static bool
take_texts(char ***texts, int n, const char **at, const char *end)
{
    *texts = g_new0(char *, n + 1);
    for (int i = 0; i < n; i++) {
        const char *text = next_text(at, end);

        if (text == NULL)
            return false;
        (*texts)[i] = g_strdup(text);
    }
    return true;
}

/* The texts: what it was made with, the system of coordinates, keys, names, fields. */
static bool
read_texts(const char *at, const char *end, SrBoundaries *boundaries)
{
    const char *looks = next_text(&at, end);
    const char *crs = looks == NULL ? NULL : next_text(&at, end);

    boundaries->crs = g_strdup(crs);
    return crs != NULL && tools_are_the_same(looks) &&
           take_texts(&boundaries->keys, boundaries->n_areas, &at, end) &&
           take_texts(&boundaries->names, boundaries->n_areas, &at, end) &&
           take_texts(&boundaries->fields, boundaries->n_areas * boundaries->n_fields,
                      &at, end);
}

/* Freeing goes by the counts: what was not read is NULL there. */
static void
fill_gaps(SrBoundaries *boundaries)
{
    if (boundaries->keys == NULL)
        boundaries->keys = g_new0(char *, boundaries->n_areas + 1);
    if (boundaries->names == NULL)
        boundaries->names = g_new0(char *, boundaries->n_areas + 1);
    if (boundaries->fields == NULL)
        boundaries->fields =
            g_new0(char *, boundaries->n_areas * boundaries->n_fields + 1);
}

/* Whether the counts fit together and to the file: every text has a byte at least. */
static bool
counts_fit(const Head *head, size_t file_size)
{
    Array arrays[MOST_ARRAYS];
    uint64_t n_texts = (uint64_t)head->n_areas * (2 + (uint64_t)head->n_fields);
    uint64_t size = sizeof *head;

    if (head->n_areas < 0 || head->n_fields < 0 || head->n_rings < 0 ||
        head->n_points < 0 || head->n_nodes < 0 || head->n_arcs < 0 ||
        head->n_arc_points < 0 || head->n_text_bytes > file_size ||
        n_texts > head->n_text_bytes)
        return false;
    SrBoundaries boundaries = {0};
    SrTopology topology = {0};
    int n = list_arrays(head, &boundaries, &topology, arrays);
    for (int i = 0; i < n; i++)
        size += arrays[i].size;
    return size + head->n_text_bytes == file_size;
}

static bool
read_copy(Reader *reader, const Head *head, SrBoundaries *boundaries,
          SrTopology *topology)
{
    Array arrays[MOST_ARRAYS];
    int n = list_arrays(head, boundaries, topology, arrays);

    for (int i = 0; i < n; i++) {
        void *memory = take(reader, arrays[i].size);

        if (memory == NULL)
            return false;
        memcpy(arrays[i].pointer, &memory, sizeof memory);
    }
    g_autofree char *texts = take(reader, head->n_text_bytes);
    return texts != NULL && reader->sum == head->sum &&
           read_texts(texts, texts + head->n_text_bytes, boundaries);
}

bool
sr_area_copy_load(const char *path, const char *key, SrAreaCopy *copy)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    Head head;

    if (file == NULL || g_mapped_file_get_length(file) < sizeof head)
        return false;
    const char *start = g_mapped_file_get_contents(file);
    size_t size = g_mapped_file_get_length(file);
    memcpy(&head, start, sizeof head);
    if (strncmp(head.layout, LAYOUT, sizeof head.layout) != 0 ||
        strncmp(head.key, key, sizeof head.key) != 0 || !counts_fit(&head, size))
        return false;

    Reader reader = {start + sizeof head, start + size, sum_of_head(&head)};
    g_autoptr(SrBoundaries) boundaries = g_new0(SrBoundaries, 1);
    g_autoptr(SrTopology) topology = g_new0(SrTopology, 1);
    boundaries->n_areas = topology->n_areas = head.n_areas;
    boundaries->n_fields = head.n_fields;
    boundaries->n_rings = head.n_rings;
    boundaries->n_points = head.n_points;
    topology->n_nodes = head.n_nodes;
    topology->n_arcs = head.n_arcs;
    topology->n_points = head.n_arc_points;
    topology->n_snapped = (long)head.n_snapped;
    bool is_whole = read_copy(&reader, &head, boundaries, topology);
    fill_gaps(boundaries);
    if (!is_whole)
        return false;
    copy->boundaries = g_steal_pointer(&boundaries);
    copy->topology = g_steal_pointer(&topology);
    return true;
}

/* --- Saving --- */

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

static Head
head_of(const SrAreaCopy *copy, const char *key, const GString *texts)
{
    Head head = {.n_text_bytes = texts->len,
                 .n_snapped = copy->topology->n_snapped,
                 .n_areas = copy->boundaries->n_areas,
                 .n_fields = copy->boundaries->n_fields,
                 .n_rings = copy->boundaries->n_rings,
                 .n_points = copy->boundaries->n_points,
                 .n_nodes = copy->topology->n_nodes,
                 .n_arcs = copy->topology->n_arcs,
                 .n_arc_points = copy->topology->n_points};

    memcpy(head.layout, LAYOUT, sizeof LAYOUT);
    memcpy(head.key, key, MIN(strlen(key), sizeof head.key));
    return head;
}

static bool
write_copy(FILE *file, const SrAreaCopy *copy, const char *key, const char *database)
{
    g_autoptr(GString) texts = g_string_new(NULL);
    const SrBoundaries *boundaries = copy->boundaries;
    g_autofree char *looks = look_at_tools(database);
    Array arrays[MOST_ARRAYS];

    put_texts(texts, &looks, 1);
    put_texts(texts, &boundaries->crs, 1);
    put_texts(texts, boundaries->keys, boundaries->n_areas);
    put_texts(texts, boundaries->names, boundaries->n_areas);
    put_texts(texts, boundaries->fields, boundaries->n_areas * boundaries->n_fields);
    Head head = head_of(copy, key, texts);
    int n = list_arrays(&head, copy->boundaries, copy->topology, arrays);
    head.sum = sum_of_head(&head);
    for (int i = 0; i < n; i++)
        head.sum =
            add_to_sum(head.sum, *(void *const *)arrays[i].pointer, arrays[i].size);
    head.sum = add_to_sum(head.sum, texts->str, texts->len);
    bool is_written = put(file, &head, sizeof head);
    for (int i = 0; i < n; i++)
        is_written =
            is_written && put(file, *(void *const *)arrays[i].pointer, arrays[i].size);
    return is_written && put(file, texts->str, texts->len);
}

bool
sr_area_copy_save(const SrAreaCopy *copy, const char *path, const char *key,
                  const char *database, GError **error)
{
    g_autofree char *draft = g_strconcat(path, ".neu", NULL);

    g_unlink(draft);
    int private = g_open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    FILE *file = private < 0 ? NULL : fdopen(private, "wb");

    if (file != NULL) {
        bool is_written = write_copy(file, copy, key, database);

        is_written = fclose(file) == 0 && is_written;
        if (is_written && g_rename(draft, path) == 0)
            return true;
        g_remove(draft);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("%s: cannot be written: %s"), path,
                g_strerror(errno));
    return false;
}
