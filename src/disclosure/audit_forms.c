/* Every file of the folder, each read as what it is. */
#include "disclosure/audit_private.h"

#include "base/error.h"
#include "base/folder.h"
#include "base/sorted.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libxml/xmlreader.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cleanup.h"

#define LONG_DOCUMENT 500000 /* bytes, from which it is read in parts */
#define PARTS_PER_HAND 3
#define ORDER_DIGITS 8

/* What is done with a file, by its name. */
typedef enum {
    FORM_OWN,   /* read by itself */
    FORM_TABLE, /* more figures */
    FORM_DATABASE,
    FORM_WORKBOOK,
    FORM_PAGES,
    FORM_DRAWING,
    FORM_TEXT,
    FORM_PICTURE, /* cannot be read: the page drawn beside it is */
} Form;

static const struct {
    const char *pattern;
    Form form;
} forms[] = {
    {"tables/values.csv", FORM_OWN},
    {"tables/classes.csv", FORM_OWN},
    {"maps/*.csv", FORM_OWN},
    {"*.csv", FORM_TABLE},
    {"sozialraum.sqlite", FORM_DATABASE},
    {"*.xlsx", FORM_WORKBOOK},
    {"*.pdf", FORM_PAGES},
    {"*.svg", FORM_DRAWING},
    {"report.json", FORM_TEXT},
    {"datapackage.json", FORM_TEXT},
    {"maps/*.png", FORM_PICTURE},
};

/* One file, or a part of the pages of a long one. */
typedef struct {
    const char *name; /* borrowed */
    Form form;
    int part, n_parts;
    goffset size;
    guint order; /* by name and part */
} Task;

static int
form_of(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++)
        if (g_pattern_match_simple(forms[i].pattern, name))
            return (int)forms[i].form;
    return -1;
}

/* All files below @folder, as names within it; hidden ones too. */
static bool
collect(const char *output, const char *folder, GPtrArray *names, GError **error)
{
    g_autofree char *path = g_build_filename(output, folder, NULL);
    g_autoptr(GPtrArray) entries = sr_folder_names(path, "", error);

    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const char *entry = entries->pdata[i];
        g_autofree char *name =
            *folder == '\0' ? g_strdup(entry) : g_build_filename(folder, entry, NULL);
        g_autofree char *full = g_build_filename(output, name, NULL);

        if (!g_file_test(full, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(names, g_steal_pointer(&name));
        else if (!collect(output, name, names, error))
            return false;
    }
    return entries != NULL;
}

static GPtrArray *
list_files(const char *output, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    if (!collect(output, "", names, error))
        return NULL;
    sr_texts_sort(names);
    return g_steal_pointer(&names);
}

bool
sr_audit_check_access(const char *output, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(output, error);

    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(output, names->pdata[i], NULL);
        char first;
        int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
        bool is_read = file >= 0 && read(file, &first, 1) >= 0;
        int cause = errno;

        if (file >= 0)
            close(file);
        if (is_read)
            continue;
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("%s cannot be read: %s"), path,
                    g_strerror(cause));
        return false;
    }
    return names != NULL;
}

static void
complain(const SrAuditWork *work, const char *name)
{
    g_ptr_array_add(
        work->result->leaks,
        g_strdup_printf(_("%s: the audit cannot read this file, so nobody can "
                          "tell what it gives away; take it out of the folder"),
                        name));
}

bool
sr_audit_read_forms(SrAuditWork *work, const char *output, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(output, error);
    g_autoptr(GError) cause = NULL;

    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = names->pdata[i];
        int form = form_of(name);
        bool is_read = form >= 0;

        work->result->n_files++;
        if (form == FORM_TABLE)
            is_read = sr_audit_read_table(work, output, name, &cause);
        else if (form == FORM_DATABASE)
            is_read = sr_audit_read_database(work, output, name, &cause);
        if (cause != NULL) {
            g_propagate_error(error, g_steal_pointer(&cause));
            return false;
        }
        if (!is_read)
            complain(work, name);
    }
    return names != NULL;
}

/* --- What is printed --- */

static void
check_text(SrAuditPrint *print, const char *path, const char *name)
{
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, NULL) ||
        !g_utf8_validate(text, -1, NULL)) {
        sr_audit_print_complain(print, name);
        return;
    }
    if (sr_audit_print_open(print, name, text))
        sr_audit_print_prose(print, text);
}

/* Titles and lines of text, each by itself. */
static void
check_drawing(SrAuditPrint *print, const char *path, const char *name)
{
    g_autoptr(xmlTextReader) reader =
        xmlReaderForFile(path, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    g_autoptr(GString) all = g_string_new(NULL);
    int result = -1;

    while (reader != NULL && (result = xmlTextReaderRead(reader)) == 1)
        if (xmlTextReaderNodeType(reader) == XML_READER_TYPE_TEXT)
            g_string_append_printf(all, "%s\n",
                                   (const char *)xmlTextReaderConstValue(reader));
    if (result != 0)
        sr_audit_print_complain(print, name);
    if (sr_audit_print_open(print, name, all->str))
        sr_audit_print_prose(print, all->str);
}

static void
do_task(SrAuditPrint *print, const char *output, const Task *task)
{
    g_autofree char *path = g_build_filename(output, task->name, NULL);

    switch (task->form) {
    case FORM_WORKBOOK:
        sr_audit_check_workbook(print, path, task->name);
        break;
    case FORM_PAGES:
        sr_audit_check_pages(print, path, task->name, task->part, task->n_parts);
        break;
    case FORM_DRAWING:
        check_drawing(print, path, task->name);
        break;
    case FORM_TEXT:
        check_text(print, path, task->name);
        break;
    case FORM_OWN:
    case FORM_TABLE:
    case FORM_DATABASE:
    case FORM_PICTURE:
        break;
    }
}

static bool
is_printed(Form form)
{
    return form == FORM_WORKBOOK || form == FORM_PAGES || form == FORM_DRAWING ||
           form == FORM_TEXT;
}

static int
compare_tasks(gconstpointer a, gconstpointer b)
{
    const Task *left = a;
    const Task *right = b;
    goffset first = left->size / left->n_parts;
    goffset second = right->size / right->n_parts;

    return first != second ? (first < second ? 1 : -1) : strcmp(left->name, right->name);
}

/* The longest first, long documents in parts: so that no hand is left waiting. */
static GArray *
plan_tasks(const char *output, const GPtrArray *names, int n_hands)
{
    GArray *tasks = g_array_new(FALSE, TRUE, sizeof(Task));

    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(output, names->pdata[i], NULL);
        Task task = {.name = names->pdata[i], .n_parts = 1};
        int form = form_of(task.name);
        GStatBuf about;

        if (form < 0 || !is_printed((Form)form))
            continue;
        task.form = (Form)form;
        task.size = g_stat(path, &about) == 0 ? about.st_size : 0;
        if (task.form == FORM_PAGES && task.size > LONG_DOCUMENT)
            task.n_parts = PARTS_PER_HAND * n_hands;
        for (task.part = 0; task.part < task.n_parts; task.part++) {
            task.order = tasks->len;
            g_array_append_val(tasks, task);
        }
    }
    g_array_sort(tasks, compare_tasks);
    return tasks;
}

/* --- Several hands --- */

/* The processes that read the pages of one folder. */
typedef struct {
    char *output;
    int n, n_wanted;
    pid_t *children;     /* [n] */
    int *pipes;          /* [n]: what they tell */
    guint *n_taken;      /* tasks, of all hands: in memory that they share */
    SrAuditPrint *print; /* owned, with what is read without a child: NULL if nothing */
    GArray *tasks;       /* owned, of Task; NULL */
    GPtrArray *names;    /* owned: what the tasks point into */
} Hands;

/* Adds the leaks of one task to @all, each with its place among all before it. */
static void
run_task(SrAuditPrint *print, const char *output, const Task *task, GPtrArray *all)
{
    do_task(print, output, task);
    g_autoptr(GPtrArray) leaks = sr_audit_print_leaks(print);
    for (guint i = 0; i < leaks->len; i++)
        g_ptr_array_add(all, g_strdup_printf("%0*u %0*u %s", ORDER_DIGITS, task->order,
                                             ORDER_DIGITS, i, (char *)leaks->pdata[i]));
}

/* Each takes the next task; what it has to tell goes through a pipe, its count last. */
static void
work_in_child(SrAuditPrint *print, const Hands *hands, const GArray *tasks, int to)
{
    g_autoptr(GPtrArray) leaks = g_ptr_array_new_with_free_func(g_free);
    FILE *stream = fdopen(to, "w");
    guint t;

    if (stream == NULL)
        _exit(1);
    while ((t = __atomic_fetch_add(hands->n_taken, 1, __ATOMIC_RELAXED)) < tasks->len)
        run_task(print, hands->output, &g_array_index(tasks, Task, t), leaks);
    for (guint i = 0; i < leaks->len; i++) {
        fputs(leaks->pdata[i], stream);
        fputc('\0', stream);
    }
    fprintf(stream, "%d", sr_audit_print_n(print));
    fputc('\0', stream);
    _exit(fclose(stream) == 0 ? 0 : 1);
}

/* Adds what a child told to @leaks, its count last; false if it did not come to its end.
 */
static bool
hear_child(SrAuditWork *work, pid_t child, int from, GPtrArray *leaks)
{
    g_autoptr(GByteArray) told = g_byte_array_new();
    guint8 buffer[65536];
    gssize n;
    int status = 0;

    while ((n = read(from, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            g_byte_array_append(told, buffer, (guint)n);
    close(from);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || told->len == 0)
        return false;
    const char *p = (const char *)told->data;
    const char *end = p + told->len;
    for (; p + strlen(p) + 1 < end; p += strlen(p) + 1)
        g_ptr_array_add(leaks, g_strdup(p));
    work->result->n_printed += (int)g_ascii_strtoll(p, NULL, 10);
    return true;
}

/* In the order of files and pages, whoever read them. */
static void
take_leaks(SrAuditWork *work, GPtrArray *leaks)
{
    sr_texts_sort(leaks);
    for (guint i = 0; i < leaks->len; i++)
        g_ptr_array_add(work->result->leaks,
                        g_strdup((const char *)leaks->pdata[i] + 2 * (ORDER_DIGITS + 1)));
}

static void
hands_free(gpointer data)
{
    Hands *hands = data;

    g_free(hands->output);
    g_free(hands->children);
    g_free(hands->pipes);
    g_clear_pointer(&hands->print, sr_audit_print_free);
    g_clear_pointer(&hands->tasks, g_array_unref);
    g_clear_pointer(&hands->names, g_ptr_array_unref);
    if (hands->n_taken != NULL)
        munmap(hands->n_taken, sizeof(guint));
    g_free(hands);
}

/* @print: as it was begun; every child has its own of it. */
static void
share_out(Hands *hands, SrAuditPrint *print, const GArray *tasks)
{
    void *shared = mmap(NULL, sizeof(guint), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (shared == MAP_FAILED)
        return;
    hands->n_taken = shared;
    fflush(NULL); /* or the children would print it again */
    for (; hands->n < hands->n_wanted; hands->n++) {
        int ends[2];

        if (pipe(ends) != 0)
            return;
        pid_t child = fork();
        if (child == 0) {
            close(ends[0]);
            work_in_child(print, hands, tasks, ends[1]);
        }
        close(ends[1]);
        if (child < 0) {
            close(ends[0]);
            return;
        }
        hands->children[hands->n] = child;
        hands->pipes[hands->n] = ends[0];
    }
}

bool
sr_audit_begin_forms(SrAuditWork *work, const char *output, GError **error)
{
    g_autoptr(GPtrArray) names = list_files(output, error);
    int n_hands = (int)CLAMP(g_get_num_processors(), 1, 8);

    if (names == NULL)
        return false;
    g_autoptr(GArray) tasks = plan_tasks(output, names, n_hands);
    g_autoptr(SrAuditPrint) print =
        sr_audit_print_new(work, work->audit->has_decimal_comma);
    Hands *hands = g_new0(Hands, 1);
    hands->output = g_strdup(output);
    hands->n_wanted = tasks->len < 2 ? 0 : MIN(n_hands, (int)tasks->len);
    hands->children = g_new0(pid_t, n_hands);
    hands->pipes = g_new0(int, n_hands);
    if (work->hands == NULL)
        work->hands = g_ptr_array_new_with_free_func(hands_free);
    g_ptr_array_add(work->hands, hands);
    share_out(hands, print, tasks);
    if (hands->n_wanted == 0) { /* one file is no work to share */
        hands->print = g_steal_pointer(&print);
        hands->tasks = g_steal_pointer(&tasks);
        hands->names = g_steal_pointer(&names);
    }
    return true;
}

static void
work_alone(SrAuditWork *work, const Hands *hands, GPtrArray *leaks)
{
    for (guint t = 0; hands->tasks != NULL && t < hands->tasks->len; t++)
        run_task(hands->print, hands->output, &g_array_index(hands->tasks, Task, t),
                 leaks);
    if (hands->print != NULL)
        work->result->n_printed += sr_audit_print_n(hands->print);
}

bool
sr_audit_end_forms(SrAuditWork *work, GError **error)
{
    for (guint h = 0; work->hands != NULL && h < work->hands->len; h++) {
        const Hands *hands = work->hands->pdata[h];
        g_autoptr(GPtrArray) leaks = g_ptr_array_new_with_free_func(g_free);
        bool is_done = hands->n == hands->n_wanted;

        for (int i = 0; i < hands->n; i++)
            is_done =
                hear_child(work, hands->children[i], hands->pipes[i], leaks) && is_done;
        work_alone(work, hands, leaks);
        take_leaks(work, leaks);
        if (!is_done && *error == NULL)
            g_set_error(error, SR_ERROR, SR_ERROR_IO,
                        _("the printed pages in %s could not be read to their end"),
                        hands->output);
    }
    return *error == NULL;
}
