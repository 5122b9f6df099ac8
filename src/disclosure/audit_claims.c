/* What is printed for people, against what the tables show. */
#include "disclosure/audit_private.h"

#include "disclosure/audit_words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const SrAuditColumn printed_columns[] = {
    SR_AUDIT_NUMERATOR, SR_AUDIT_DENOMINATOR, SR_AUDIT_VALUE, SR_AUDIT_LOWER,
    SR_AUDIT_UPPER,     SR_AUDIT_BENCHMARK,   SR_AUDIT_RANK};
#define LEAST_HEADING 6 /* bytes of a title that is broken */
#define N_PRINTED ((int)G_N_ELEMENTS(printed_columns) + 1)
#define PER_CENT (N_PRINTED - 1) /* the value in per cent of that of all areas */

/* A line of an area, its numbers read once. */
typedef struct {
    const SrAuditLine *line;
    int indicator;             /* index in the catalogue */
    double numbers[N_PRINTED]; /* NAN where there is none */
} Figure;

/* All areas of one name: a town and the region that is nothing else. */
typedef struct {
    char *name;
    GArray *figures; /* of Figure */
} Area;

struct SrAuditPrint {
    const SrAudit *audit;
    bool comma;
    int n_indicators;
    GHashTable *indexes; /* SrIndicator → index + 1 */
    GHashTable *areas;   /* squashed name → Area */
    GPtrArray *names;    /* of Area, the longest name first; borrowed */
    char **titles;       /* [2 * n_indicators], squashed */
    bool *has_hidden;    /* [n_indicators]: somewhere */
    bool *is_on_page;    /* [n_indicators] */
    bool is_wanted;      /* the page is about an indicator that has something hidden */
    GArray *said;        /* of SrPrintedNumber: in the definitions of the page */
    char *place;
    GPtrArray *leaks;
    int n_numbers;
};

static void
area_free(gpointer data)
{
    Area *area = data;

    g_free(area->name);
    g_array_unref(area->figures);
    g_free(area);
}

static Area *
area_of(SrAuditPrint *print, const char *name)
{
    g_autofree char *squashed = sr_printed_squash(name);
    Area *area = g_hash_table_lookup(print->areas, squashed);

    if (area == NULL) {
        area = g_new0(Area, 1);
        area->name = g_strdup(name);
        area->figures = g_array_new(FALSE, FALSE, sizeof(Figure));
        g_hash_table_insert(print->areas, g_steal_pointer(&squashed), area);
        g_ptr_array_add(print->names, area);
    }
    return area;
}

static void
add_figure(SrAuditPrint *print, const SrAuditLine *line, const char *name)
{
    Figure figure = {
        .line = line,
        .indicator =
            GPOINTER_TO_INT(g_hash_table_lookup(print->indexes, line->indicator)) - 1};

    for (int c = 0; c < PER_CENT; c++) {
        const char *text = line->cells[printed_columns[c]];

        figure.numbers[c] = *text == '\0' ? NAN : g_ascii_strtod(text, NULL);
    }
    double benchmark = g_ascii_strtod(line->cells[SR_AUDIT_BENCHMARK], NULL);
    figure.numbers[PER_CENT] =
        *line->cells[SR_AUDIT_VALUE] == '\0' || benchmark == 0
            ? NAN
            : 100 * g_ascii_strtod(line->cells[SR_AUDIT_VALUE], NULL) / benchmark;
    print->has_hidden[figure.indicator] |= line->is_protected && !line->is_ok;
    g_array_append_val(area_of(print, name)->figures, figure);
}

static int
compare_lengths(gconstpointer a, gconstpointer b)
{
    const Area *left = *(const Area *const *)a;
    const Area *right = *(const Area *const *)b;
    int difference = (int)strlen(right->name) - (int)strlen(left->name);

    return difference != 0 ? difference : strcmp(left->name, right->name);
}

SrAuditPrint *
sr_audit_print_new(const SrAuditWork *work, bool comma)
{
    SrAuditPrint *print = g_new0(SrAuditPrint, 1);
    const SrCatalogue *catalogue = work->audit->catalogue;

    print->audit = work->audit;
    print->comma = comma;
    print->n_indicators = sr_catalogue_n(catalogue);
    print->indexes = g_hash_table_new(NULL, NULL);
    print->areas = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, area_free);
    print->names = g_ptr_array_new();
    print->titles = g_new0(char *, 2 * print->n_indicators + 1);
    print->has_hidden = g_new0(bool, print->n_indicators + 1);
    print->is_on_page = g_new0(bool, print->n_indicators + 1);
    print->said = g_array_new(FALSE, FALSE, sizeof(SrPrintedNumber));
    print->leaks = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < print->n_indicators; i++) {
        const SrIndicator *indicator = sr_catalogue_at(catalogue, i);

        g_hash_table_insert(print->indexes, (gpointer)indicator, GINT_TO_POINTER(i + 1));
        print->titles[2 * i] = sr_printed_squash(indicator->title);
        print->titles[2 * i + 1] = sr_printed_squash(indicator->short_title);
    }
    for (guint i = work->first_line; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        add_figure(print, line, line->division->names[line->area]);
        /* "im Landkreis", where there is one only */
        if (line->division->n_areas == 1)
            add_figure(print, line, line->division->level->title);
    }
    g_ptr_array_sort(print->names, compare_lengths);
    return print;
}

void
sr_audit_print_free(SrAuditPrint *print)
{
    if (print == NULL)
        return;
    g_hash_table_unref(print->indexes);
    g_ptr_array_unref(print->names);
    g_hash_table_unref(print->areas);
    g_strfreev(print->titles);
    g_free(print->has_hidden);
    g_free(print->is_on_page);
    g_array_unref(print->said);
    g_free(print->place);
    g_ptr_array_unref(print->leaks);
    g_free(print);
}

/* Numbers in what the definition says of itself: "je 1 000 unter 21 Jahren". */
static void
note_said(SrAuditPrint *print, const SrIndicator *indicator)
{
    const char *const texts[] = {
        indicator->title,   indicator->short_title,    indicator->description,
        indicator->reading, indicator->numerator_text, indicator->denominator_text,
        indicator->caveat,  indicator->source,         indicator->unit};
    const SrPrintedNumber per = {.value = indicator->per};

    for (gsize t = 0; t < G_N_ELEMENTS(texts); t++) {
        g_autoptr(GArray) numbers =
            texts[t] == NULL ? NULL : sr_printed_numbers(texts[t], print->comma);

        if (numbers != NULL)
            g_array_append_vals(print->said, numbers->data, numbers->len);
    }
    g_array_append_val(print->said, per);
}

bool
sr_audit_print_open(SrAuditPrint *print, const char *place, const char *text)
{
    g_autofree char *squashed = sr_printed_squash(text);

    g_free(print->place);
    print->place = g_strdup(place);
    g_array_set_size(print->said, 0);
    print->is_wanted = false;
    for (int i = 0; i < print->n_indicators; i++) {
        print->is_on_page[i] = strstr(squashed, print->titles[2 * i]) != NULL ||
                               strstr(squashed, print->titles[2 * i + 1]) != NULL;
        print->is_wanted |= print->is_on_page[i] && print->has_hidden[i];
        if (print->is_on_page[i])
            note_said(print, sr_catalogue_at(print->audit->catalogue, i));
    }
    return print->is_wanted;
}

bool
sr_audit_print_is_area(const SrAuditPrint *print, const char *text)
{
    g_autofree char *squashed = sr_printed_squash(text);

    return g_hash_table_contains(print->areas, squashed);
}

/* --- Comparing --- */

/* An indicator of the page of which the area has a figure that is not shown. */
static const Figure *
hidden_figure(const SrAuditPrint *print, const Area *area)
{
    for (guint f = 0; f < area->figures->len; f++) {
        const Figure *figure = &g_array_index(area->figures, Figure, f);

        if (print->is_on_page[figure->indicator] && figure->line->is_protected &&
            !figure->line->is_ok)
            return figure;
    }
    return NULL;
}

static bool
is_shown(const SrAuditPrint *print, const Area *area, double number, double tolerance)
{
    for (guint f = 0; f < area->figures->len; f++) {
        const Figure *figure = &g_array_index(area->figures, Figure, f);

        for (int c = 0;
             print->is_on_page[figure->indicator] && figure->line->is_ok && c < N_PRINTED;
             c++)
            if (fabs(figure->numbers[c] - number) <=
                tolerance + 1e-9 * (1 + fabs(number)))
                return true;
    }
    return false;
}

static void
tell(SrAuditPrint *print, const Area *area, const Figure *hidden, const char *number)
{
    g_autofree char *label = sr_audit_label(hidden->line);

    g_autofree char *leak =
        g_strdup_printf(_("%s: beside \"%s\" stands %s, which the tables do not show of "
                          "it; not shown is %s"),
                        print->place, area->name, number, label);
    /* The same number stands on a map, in its bars and in the table. */
    if (!g_ptr_array_find_with_equal_func(print->leaks, leak, g_str_equal, NULL))
        g_ptr_array_add(print->leaks, g_steal_pointer(&leak));
}

static bool
is_said(const SrAuditPrint *print, const SrPrintedNumber *number)
{
    for (guint i = 0; i < print->said->len; i++) {
        const SrPrintedNumber *said = &g_array_index(print->said, SrPrintedNumber, i);

        if (said->value == number->value)
            return true;
    }
    return number->is_year;
}

/* Whether a sentence goes on behind the name: a colon, or a word that is no name. */
static bool
is_sentence(const char *clause)
{
    gunichar before = ' ';

    if (*clause == ':')
        return true;
    for (const char *p = clause; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_islower(c) && !g_unichar_isalpha(before))
            return true;
        before = c;
    }
    return false;
}

/*
 * @is_prose: numbers of the definition may stand there as well; and "Kita Haßloch 7" or
 * "Haßloch 7, Elmstein 1" is the name or the list of something else.
 */
static void
check_numbers(SrAuditPrint *print, const Area *area, const char *text, bool is_prose)
{
    const Figure *hidden = hidden_figure(print, area);
    if (hidden == NULL)
        return;
    g_autoptr(GArray) numbers = sr_printed_numbers(text, print->comma);
    bool has_whole = !is_prose || is_sentence(text);

    for (guint n = 0; n < numbers->len; n++) {
        const SrPrintedNumber *number = &g_array_index(numbers, SrPrintedNumber, n);
        double half = 0.5 * pow(10, -number->decimals);

        if (number->decimals == 0 && !has_whole)
            continue;
        print->n_numbers++;
        if (number->is_year || (is_prose && is_said(print, number)) ||
            is_shown(print, area, number->value, half))
            continue;
        g_autofree char *written =
            g_strdup_printf("%.*f", number->decimals, number->value);
        tell(print, area, hidden, written);
    }
}

/* Whether the heading is the title, or begins it and goes on in another line. */
static bool
is_title(const char *heading, const char *title)
{
    return strstr(heading, title) != NULL ||
           (strlen(heading) >= LEAST_HEADING && g_str_has_prefix(title, heading));
}

/* Keeps of the page's indicators those of the heading, if it names any. */
static void
narrow(SrAuditPrint *print, const char *heading)
{
    g_autofree char *squashed = sr_printed_squash(heading);
    g_autofree bool *is_meant = g_new0(bool, print->n_indicators + 1);
    bool has_any = false;

    for (int i = 0; i < print->n_indicators; i++) {
        is_meant[i] =
            print->is_on_page[i] && (is_title(squashed, print->titles[2 * i]) ||
                                     is_title(squashed, print->titles[2 * i + 1]));
        has_any |= is_meant[i];
    }
    if (has_any)
        memcpy(print->is_on_page, is_meant, sizeof(bool) * (gsize)print->n_indicators);
}

void
sr_audit_print_row(SrAuditPrint *print, const char *area, const char *text,
                   const char *heading)
{
    g_autofree char *squashed = sr_printed_squash(area);
    const Area *found = g_hash_table_lookup(print->areas, squashed);

    if (found == NULL || !print->is_wanted)
        return;
    g_autofree bool *before =
        g_memdup2(print->is_on_page, sizeof(bool) * (gsize)print->n_indicators);
    if (heading != NULL)
        narrow(print, heading);
    check_numbers(print, found, text, false);
    memcpy(print->is_on_page, before, sizeof(bool) * (gsize)print->n_indicators);
}

/* The change from one shown figure to another of the same indicator and level. */
static bool
is_change(const SrAuditPrint *print, const Area *area, double number)
{
    for (guint i = 0; i < area->figures->len; i++)
        for (guint k = 0; k < area->figures->len; k++) {
            const Figure *a = &g_array_index(area->figures, Figure, i);
            const Figure *b = &g_array_index(area->figures, Figure, k);

            if (a->indicator == b->indicator && print->is_on_page[a->indicator] &&
                a->line->division == b->line->division && a->line->is_ok &&
                b->line->is_ok &&
                fabs(a->numbers[2] - b->numbers[2] - number) <=
                    1e-9 * (1 + fabs(a->numbers[2])))
                return true;
        }
    return false;
}

void
sr_audit_print_cell(SrAuditPrint *print, const char *area, double number)
{
    g_autofree char *squashed = sr_printed_squash(area);
    const Area *found = g_hash_table_lookup(print->areas, squashed);
    const Figure *hidden = found == NULL ? NULL : hidden_figure(print, found);

    if (hidden == NULL)
        return;
    print->n_numbers++;
    if (is_shown(print, found, number, 0) || is_change(print, found, number))
        return;
    g_autofree char *written = g_strdup_printf("%g", number);
    tell(print, found, hidden, written);
}

/* --- Sentences --- */

/* The area whose name begins at @p, the longest one; a word ends where it does. */
static const Area *
name_at(const SrAuditPrint *print, const char *text, const char *p)
{
    if (p > text && g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(p))))
        return NULL;
    for (guint i = 0; i < print->names->len; i++) {
        const Area *area = print->names->pdata[i];
        gsize n = strlen(area->name);

        if (strncmp(p, area->name, n) == 0 && !g_unichar_isalnum(g_utf8_get_char(p + n)))
            return area;
    }
    return NULL;
}

static bool
ends_clause(const char *p)
{
    return *p == ';' || *p == '\n' ||
           (*p == '.' && (p[1] == ' ' || p[1] == '\0' || p[1] == '\n'));
}

void
sr_audit_print_prose(SrAuditPrint *print, const char *text)
{
    const Area *area = NULL;
    const char *from = text;
    const char *p = text;

    if (!print->is_wanted)
        return;
    for (; *p != '\0';) {
        const Area *next = name_at(print, text, p);

        if (next == NULL && !(area != NULL && ends_clause(p))) {
            p = g_utf8_next_char(p);
            continue;
        }
        if (area != NULL) {
            g_autofree char *clause = g_strndup(from, (gsize)(p - from));

            check_numbers(print, area, clause, true);
        }
        area = next;
        p = next == NULL ? p + 1 : p + strlen(next->name);
        from = p;
    }
    if (area != NULL)
        check_numbers(print, area, from, true);
}

void
sr_audit_print_complain(SrAuditPrint *print, const char *name)
{
    g_ptr_array_add(print->leaks, g_strdup_printf(_("%s cannot be read"), name));
}

int
sr_audit_print_n(const SrAuditPrint *print)
{
    return print->n_numbers;
}

GPtrArray *
sr_audit_print_leaks(SrAuditPrint *print)
{
    GPtrArray *leaks = g_steal_pointer(&print->leaks);

    print->leaks = g_ptr_array_new_with_free_func(g_free);
    return leaks;
}
