#include "data/caserow.h"

#include "data/terms.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ERRORS 1000

typedef struct {
    const SrDataset *dataset;
    const SrMatcher *matcher;
    SrTable *table;
    SrFindings *findings;
    int columns[SR_N_CASE_COLUMNS]; /* -1 = not there */
    GHashTable *homes;              /* text → index of the area + 1, -1 = none */
    GHashTable *kinds;              /* text → SrHelp + 1 */
    GHashTable *persons;            /* pseudonym → number */
    GHashTable *families;           /* family → number */
    int n_errors;
    int n_no_children;
    bool is_family_told;
} Reader;

static const char *
cell(const Reader *reader, const SrRow *row, SrCaseColumn column)
{
    const char *text =
        reader->columns[column] < 0 ? "" : row->cells[reader->columns[column]];

    return text + strspn(text, " ");
}

/* Names the column, not the content. @format is marked N_() and takes nothing. */
static bool
complain(Reader *reader, const SrRow *row, SrCaseColumn column, const char *message)
{
    sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file,
                    row->number, reader->dataset->columns[column], "%s", _(message));
    reader->n_errors++;
    return false;
}

static bool
read_yes(Reader *reader, const SrRow *row, SrCaseColumn column, bool *is_yes)
{
    if (sr_yes_parse(cell(reader, row, column), is_yes))
        return true;
    return complain(reader, row, column, N_("neither yes nor no"));
}

static bool
read_home(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *text = cell(reader, row, SR_CASE_HOME);
    int area = GPOINTER_TO_INT(g_hash_table_lookup(reader->homes, text));

    if (area == 0) {
        SrMatch match = reader->dataset->key == SR_KEY_NAME
                            ? sr_matcher_find_name(reader->matcher, text)
                            : sr_matcher_find_key(reader->matcher, text);

        area = match.kind == SR_MATCH_AREA ? match.area + 1 : -1;
        g_hash_table_insert(reader->homes, g_strdup(text), GINT_TO_POINTER(area));
    }
    found->area = area - 1;
    return area > 0 ||
           complain(reader, row, SR_CASE_HOME, N_("the home is no area of this project"));
}

static bool
read_kind(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *text = cell(reader, row, SR_CASE_KIND);
    int kind = GPOINTER_TO_INT(g_hash_table_lookup(reader->kinds, text));
    const char *basis = cell(reader, row, SR_CASE_BASIS);
    bool is_adult = false;

    if (kind == 0) {
        kind = (int)sr_help_parse(text) + 1;
        g_hash_table_insert(reader->kinds, g_strdup(text), GINT_TO_POINTER(kind));
    }
    if (kind == SR_N_HELPS + 1)
        return complain(reader, row, SR_CASE_KIND,
                        N_("unknown kind of help; known are the official keys 01 to 16 "
                           "and the §§ 28 to 35a, 27_2_ambulant, …"));
    if (!sr_basis_parse(basis, &is_adult))
        return complain(reader, row, SR_CASE_BASIS,
                        N_("unknown legal basis; known are 41, yes and no, and the §§ "
                           "27 to 35a"));
    found->helps = sr_help_bits((SrHelp)(kind - 1),
                                *cell(reader, row, SR_CASE_INSIDE) != '\0', is_adult);
    return true;
}

/* A day as written, or as the number that a spreadsheet keeps it as. */
static bool
read_day(const char *text, int *day)
{
    return sr_day_parse(text, day) || sr_serial_parse(text, day);
}

static bool
read_times(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *end = cell(reader, row, SR_CASE_END);
    bool has_begin = read_day(cell(reader, row, SR_CASE_BEGIN), &found->begin);
    bool is_good = has_begin || complain(reader, row, SR_CASE_BEGIN, N_("not a day"));

    found->end = SR_NO_END;
    if (*end != '\0' && !read_day(end, &found->end))
        is_good = complain(reader, row, SR_CASE_END, N_("not a day"));
    else if (has_begin && found->end < found->begin)
        is_good = complain(reader, row, SR_CASE_END, N_("the end is before the begin"));
    if (!sr_month_parse(cell(reader, row, SR_CASE_BIRTH), &found->birth))
        return complain(reader, row, SR_CASE_BIRTH, N_("not a month"));
    int months = has_begin ? sr_day_month(found->begin) - found->birth : 0;
    if (months < 0 || months >= SR_CASE_OLDEST * 12)
        return complain(reader, row, SR_CASE_BIRTH,
                        N_("the age at the begin is not within 0 to 27"));
    return is_good;
}

static bool
read_numbers(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *children = cell(reader, row, SR_CASE_CHILDREN);
    const char *cost = cell(reader, row, SR_CASE_COST);
    int column = reader->columns[SR_CASE_COST];
    bool is_german = *reader->dataset->format.decimal != '.' &&
                     (column < 0 || !sr_row_is_number(row, column));
    SrNumber number = {.value = 1};

    if (*children != '\0' &&
        (!sr_number_parse(children, SR_NUMBER_GERMAN, &number) || number.value < 0 ||
         number.value > 20 || number.value != (int)number.value))
        return complain(reader, row, SR_CASE_CHILDREN, N_("not a number of children"));
    found->children = MAX((int)number.value, 1);
    if (*children == '\0' && (found->helps & 1u << SR_HELP_31) != 0)
        reader->n_no_children++;
    number.value = 0;
    if (*cost != '\0' &&
        (!sr_number_parse(cost, is_german ? SR_NUMBER_GERMAN : SR_NUMBER_ENGLISH,
                          &number) ||
         number.value < 0 || number.value > 1e6))
        return complain(reader, row, SR_CASE_COST, N_("not an amount of euros a month"));
    found->cost = (float)number.value;
    return true;
}

/* The number of a pseudonym or of a family within the file, from 1. */
static guint
number_of(GHashTable *numbers, const char *text)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, text));

    if (number != 0)
        return number;
    char *word = g_strchomp(g_strdup(text)); /* blanks behind it are no part of it */
    number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, word));
    if (number == 0)
        number = g_hash_table_size(numbers) + 1;
    g_hash_table_insert(numbers, word, GUINT_TO_POINTER(number));
    return number;
}

/* A number of a family, not whether there is one: told once, the column is the wrong one.
 */
static bool
read_family(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *text = cell(reader, row, SR_CASE_FAMILY);
    bool is_yes;

    found->family = *text == '\0' ? 0 : number_of(reader->families, text);
    if (reader->is_family_told || !g_ascii_isalpha(*text) || !sr_yes_parse(text, &is_yes))
        return true;
    reader->is_family_told = true;
    return complain(
        reader, row, SR_CASE_FAMILY,
        N_("yes or no is no number of a family; 'lives with the family again' "
           "is returned="));
}

/* All mistakes of a row are told at once. */
static bool
read_case(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *id = cell(reader, row, SR_CASE_ID);
    bool is_good = true;

    *found = (SrCase){.row = row->number};
    found->person = number_of(reader->persons, id);
    if (*id == '\0')
        is_good = complain(reader, row, SR_CASE_ID, N_("the pseudonym is missing"));
    if (!sr_sex_parse(cell(reader, row, SR_CASE_SEX), &found->sex))
        is_good = complain(reader, row, SR_CASE_SEX, N_("not a sex (m, w, d)"));
    is_good &= read_family(reader, row, found);
    is_good &= read_home(reader, row, found);
    is_good &= read_kind(reader, row, found);
    is_good &= read_times(reader, row, found);
    is_good &= read_numbers(reader, row, found);
    is_good &= read_yes(reader, row, SR_CASE_UMA, &found->is_uma);
    is_good &= read_yes(reader, row, SR_CASE_INSIDE, &found->is_inside);
    is_good &= read_yes(reader, row, SR_CASE_EARLIER, &found->is_earlier);
    is_good &= read_yes(reader, row, SR_CASE_BY_PLAN, &found->is_by_plan);
    is_good &= read_yes(reader, row, SR_CASE_RETURNED, &found->is_returned);
    return is_good;
}

static int
compare_cases(gconstpointer a, gconstpointer b)
{
    const SrCase *x = *(const SrCase *const *)a;
    const SrCase *y = *(const SrCase *const *)b;

    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    if (x->helps != y->helps)
        return x->helps < y->helps ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static bool
is_same_help(const SrCase *a, const SrCase *b)
{
    return a->person == b->person && a->helps == b->helps;
}

/* The same help of the same person twice, or at the same time as one that began before.
 */
static void
check_overlaps(Reader *reader, const GArray *cases)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(cases->len);

    for (guint i = 0; i < cases->len; i++)
        g_ptr_array_add(sorted, &g_array_index(cases, SrCase, i));
    g_ptr_array_sort(sorted, compare_cases);
    const SrCase *longest = NULL; /* of this help so far */
    for (guint i = 0; i < sorted->len && reader->n_errors < MOST_ERRORS; i++) {
        const SrCase *this = sorted->pdata[i];
        const SrCase *last = i == 0 ? NULL : sorted->pdata[i - 1];

        if (longest == NULL || !is_same_help(longest, this)) {
            longest = this;
            continue;
        }
        bool is_twice = last->begin == this->begin && last->end == this->end;
        const SrCase *before = is_twice ? last : longest;
        if (longest->end < this->end)
            longest = this;
        if (!is_twice && this->begin >= before->end)
            continue;
        sr_findings_add(reader->findings,
                        is_twice ? SR_FINDING_ERROR : SR_FINDING_WARNING,
                        reader->dataset->file, MAX(before->row, this->row), NULL,
                        is_twice ? N_("the same help as in row %d")
                                 : N_("the same help overlaps with row %d"),
                        MIN(before->row, this->row));
        reader->n_errors += is_twice;
    }
}

static int
compare_families(gconstpointer a, gconstpointer b)
{
    const SrCase *x = *(const SrCase *const *)a;
    const SrCase *y = *(const SrCase *const *)b;

    if (x->family != y->family)
        return x->family < y->family ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* § 31 is one help for a family: a row a child would count it several times. */
static void
check_families(Reader *reader, const GArray *cases)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    int n = 0, first = 0;

    for (guint i = 0; i < cases->len; i++) {
        SrCase *found = &g_array_index(cases, SrCase, i);

        if (found->family != 0 && (found->helps & 1u << SR_HELP_31) != 0)
            g_ptr_array_add(sorted, found);
    }
    g_ptr_array_sort(sorted, compare_families);
    const SrCase *longest = NULL; /* of this family so far */
    for (guint i = 0; i < sorted->len; i++) {
        const SrCase *this = sorted->pdata[i];

        if (longest != NULL && longest->family == this->family &&
            longest->person != this->person && this->begin < longest->end && n++ == 0)
            first = MAX(longest->row, this->row);
        if (longest == NULL || longest->family != this->family ||
            longest->end < this->end)
            longest = this;
    }
    if (n > 0)
        sr_findings_add(reader->findings, SR_FINDING_WARNING, reader->dataset->file,
                        first, reader->dataset->columns[SR_CASE_FAMILY],
                        N_("helps under § 31 of the same family at the same time: %d; "
                           "one row a help, children= counts the children"),
                        n);
}

static bool
find_columns(Reader *reader)
{
    bool is_found = true;

    for (int i = 0; i < SR_N_CASE_COLUMNS; i++) {
        const char *name = reader->dataset->columns[i];

        reader->columns[i] = *name == '\0' ? -1 : sr_table_find(reader->table, name);
        if (*name == '\0' || reader->columns[i] >= 0)
            continue;
        sr_findings_add(reader->findings, SR_FINDING_ERROR, reader->dataset->file, 0,
                        name, N_("the column of %s is not there"),
                        sr_case_column_name(i));
        is_found = false;
    }
    return is_found;
}

static GArray *
read_rows(Reader *reader)
{
    GArray *cases = g_array_new(FALSE, FALSE, sizeof(SrCase));
    SrRow row;
    SrCase found;

    while (reader->n_errors < MOST_ERRORS && sr_table_next(reader->table, &row))
        if (read_case(reader, &row, &found))
            g_array_append_val(cases, found);
    check_overlaps(reader, cases);
    check_families(reader, cases);
    if (reader->n_errors >= MOST_ERRORS)
        sr_findings_add(
            reader->findings, SR_FINDING_ERROR, reader->dataset->file, 0, NULL,
            N_("more than %d errors; the rest of the file was not read"), MOST_ERRORS);
    if (cases->len == 0 && reader->n_errors == 0)
        sr_findings_add(reader->findings, SR_FINDING_WARNING, reader->dataset->file, 0,
                        NULL, N_("the register has no rows"));
    if (reader->n_no_children > 0)
        sr_findings_add(reader->findings, SR_FINDING_WARNING, reader->dataset->file, 0,
                        reader->dataset->columns[SR_CASE_CHILDREN],
                        N_("helps under § 31 without a number of children: %d; one is "
                           "taken for each"),
                        reader->n_no_children);
    return cases;
}

GArray *
sr_case_rows_read(const SrDataset *dataset, const SrMatcher *matcher,
                  SrFindings *findings)
{
    int n_before = sr_findings_n_errors(findings);
    g_autoptr(SrTable) table = sr_table_open(dataset->file, &dataset->format, findings);
    Reader reader = {
        .dataset = dataset, .matcher = matcher, .table = table, .findings = findings};

    if (table == NULL || !find_columns(&reader))
        return NULL;
    reader.homes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader.kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader.persons = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader.families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) cases = read_rows(&reader);
    g_hash_table_unref(reader.homes);
    g_hash_table_unref(reader.kinds);
    g_hash_table_unref(reader.persons);
    g_hash_table_unref(reader.families);
    return sr_findings_n_errors(findings) > n_before ? NULL : g_steal_pointer(&cases);
}
