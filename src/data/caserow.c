#include "data/caserow.h"

#include "data/terms.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_ERRORS 1000
#define OLDEST 27

static const struct {
    const char *name;
    const char *title;
} helps[SR_N_HELPS] = {
    [SR_HELP_27_2_AMBULANT] = {"27_2_ambulant", "Hilfen nach § 27 (2), ambulant"},
    [SR_HELP_27_2_AUSSERHALB] = {"27_2_ausserhalb",
                                 "Hilfen nach § 27 (2), außerhalb der Familie"},
    [SR_HELP_27_2_SONSTIGE] = {"27_2_sonstige", "Hilfen nach § 27 (2), sonstige"},
    [SR_HELP_27_2] = {"27_2", "Hilfen nach § 27 (2)"},
    [SR_HELP_28] = {"28", "Erziehungsberatung (§ 28)"},
    [SR_HELP_29] = {"29", "Soziale Gruppenarbeit (§ 29)"},
    [SR_HELP_30] = {"30", "Erziehungsbeistand und Betreuungshelfer (§ 30)"},
    [SR_HELP_31] = {"31", "Sozialpädagogische Familienhilfe (§ 31)"},
    [SR_HELP_32] = {"32", "Tagesgruppe (§ 32)"},
    [SR_HELP_33] = {"33", "Vollzeitpflege (§ 33)"},
    [SR_HELP_34] = {"34", "Heimerziehung (§ 34)"},
    [SR_HELP_35] = {"35", "Intensive sozialpädagogische Einzelbetreuung (§ 35)"},
    [SR_HELP_35A] = {"35a", "Eingliederungshilfe (§ 35a)"},
    [SR_HELP_41] = {"41", "Hilfen für junge Volljährige (§ 41)"},
    [SR_HELP_AMBULANT] = {"ambulant", "Ambulante Hilfen"},
    [SR_HELP_TEILSTATIONAER] = {"teilstationaer", "Teilstationäre Hilfen"},
    [SR_HELP_STATIONAER] = {"stationaer", "Stationäre Hilfen (Fremdunterbringung)"},
};

/* The official key "Art der Hilfe", from 01. */
static const SrHelp official[] = {
    SR_HELP_28,
    SR_HELP_28,
    SR_HELP_28,
    SR_HELP_29,
    SR_HELP_30,
    SR_HELP_30,
    SR_HELP_31,
    SR_HELP_32,
    SR_HELP_33,
    SR_HELP_33,
    SR_HELP_34,
    SR_HELP_35,
    SR_HELP_35A,
    SR_HELP_27_2_AMBULANT,
    SR_HELP_27_2_AUSSERHALB,
    SR_HELP_27_2_SONSTIGE,
};

const char *
sr_help_name(SrHelp help)
{
    return helps[help].name;
}

const char *
sr_help_title(SrHelp help)
{
    return helps[help].title;
}

/* "§ 27 (2) Ambulant" → "27_2_ambulant". */
static char *
plain_kind(const char *text)
{
    g_autofree char *small = g_utf8_casefold(text, -1);
    g_autoptr(GString) plain = g_string_new("");

    for (const char *p = small; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);

        if (g_unichar_isalnum(letter))
            g_string_append_unichar(plain, letter);
        else if (plain->len > 0 && plain->str[plain->len - 1] != '_')
            g_string_append_c(plain, '_');
    }
    while (plain->len > 0 && plain->str[plain->len - 1] == '_')
        g_string_truncate(plain, plain->len - 1);
    return g_strdup(plain->str);
}

SrHelp
sr_help_parse(const char *text)
{
    g_autofree char *plain = plain_kind(text);
    gsize n_digits = strspn(plain, "0123456789");

    if (plain[n_digits] == '\0' && n_digits > 0 && n_digits <= 2) {
        int key = atoi(plain);

        if (key >= 1 && key <= (int)G_N_ELEMENTS(official))
            return official[key - 1];
    }
    for (int help = 0; help <= SR_HELP_35A; help++)
        if (help != SR_HELP_27_2 && g_str_equal(helps[help].name, plain))
            return help;
    return SR_N_HELPS;
}

/* The bits of a kind and of what it is part of. */
static unsigned
bits_of(SrHelp help, bool is_placed, bool is_adult)
{
    unsigned bits = 1u << help;

    switch (help) {
    case SR_HELP_27_2_AMBULANT:
    case SR_HELP_27_2_SONSTIGE:
        bits |= 1u << SR_HELP_27_2 | 1u << SR_HELP_AMBULANT;
        break;
    case SR_HELP_27_2_AUSSERHALB:
        bits |= 1u << SR_HELP_27_2 | 1u << SR_HELP_STATIONAER;
        break;
    case SR_HELP_29:
    case SR_HELP_30:
    case SR_HELP_31:
        bits |= 1u << SR_HELP_AMBULANT;
        break;
    case SR_HELP_32:
        bits |= 1u << SR_HELP_TEILSTATIONAER;
        break;
    case SR_HELP_33:
    case SR_HELP_34:
        bits |= 1u << SR_HELP_STATIONAER;
        break;
    case SR_HELP_35: /* in a home when the register says where it is */
        bits |= 1u << (is_placed ? SR_HELP_STATIONAER : SR_HELP_AMBULANT);
        break;
    default: /* §§ 28, 35a: in no group */
        break;
    }
    return bits | (is_adult ? 1u << SR_HELP_41 : 0);
}

typedef struct {
    const SrDataset *dataset;
    const SrMatcher *matcher;
    SrTable *table;
    SrFindings *findings;
    int columns[SR_N_CASE_COLUMNS]; /* -1 = not there */
    GHashTable *homes;              /* text → index of the area + 1, -1 = none */
    GHashTable *kinds;              /* text → SrHelp + 1 */
    GHashTable *persons;            /* pseudonym → number */
    int n_errors;
    int n_no_children;
} Reader;

static const char *
cell(const Reader *reader, const SrRow *row, SrCaseColumn column)
{
    return reader->columns[column] < 0 ? "" : row->cells[reader->columns[column]];
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
    if (*basis != '\0' && strstr(basis, "41") != NULL)
        is_adult = true;
    else if (*basis == '\0' || !sr_yes_parse(basis, &is_adult))
        is_adult = false; /* the § of the kind itself */
    found->helps =
        bits_of((SrHelp)(kind - 1), *cell(reader, row, SR_CASE_INSIDE) != '\0', is_adult);
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

    found->end = SR_NO_END;
    if (!read_day(cell(reader, row, SR_CASE_BEGIN), &found->begin))
        return complain(reader, row, SR_CASE_BEGIN, N_("not a day"));
    if (*end != '\0' && !read_day(end, &found->end))
        return complain(reader, row, SR_CASE_END, N_("not a day"));
    if (found->end < found->begin)
        return complain(reader, row, SR_CASE_END, N_("the end is before the begin"));
    if (!sr_month_parse(cell(reader, row, SR_CASE_BIRTH), &found->birth))
        return complain(reader, row, SR_CASE_BIRTH, N_("not a month"));
    int months = sr_day_month(found->begin) - found->birth;
    if (months < 0 || months >= (OLDEST + 1) * 12)
        return complain(reader, row, SR_CASE_BIRTH,
                        N_("the age at the begin is not within 0 to 27"));
    return true;
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

static bool
read_case(Reader *reader, const SrRow *row, SrCase *found)
{
    const char *id = cell(reader, row, SR_CASE_ID);

    *found = (SrCase){.row = row->number};
    found->person = GPOINTER_TO_UINT(g_hash_table_lookup(reader->persons, id));
    if (found->person == 0) {
        found->person = g_hash_table_size(reader->persons) + 1;
        g_hash_table_insert(reader->persons, g_strdup(id),
                            GUINT_TO_POINTER(found->person));
    }
    if (*id == '\0')
        return complain(reader, row, SR_CASE_ID, N_("the pseudonym is missing"));
    if (!sr_sex_parse(cell(reader, row, SR_CASE_SEX), &found->sex))
        return complain(reader, row, SR_CASE_SEX, N_("not a sex (m, w, d)"));
    return read_home(reader, row, found) && read_kind(reader, row, found) &&
           read_times(reader, row, found) && read_numbers(reader, row, found) &&
           read_yes(reader, row, SR_CASE_UMA, &found->is_uma) &&
           read_yes(reader, row, SR_CASE_INSIDE, &found->is_inside) &&
           read_yes(reader, row, SR_CASE_EARLIER, &found->is_earlier) &&
           read_yes(reader, row, SR_CASE_BY_PLAN, &found->is_by_plan);
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
    return (x->row > y->row) - (x->row < y->row);
}

/* The same help of the same person twice, or at the same time. */
static void
check_overlaps(Reader *reader, const GArray *cases)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(cases->len);

    for (guint i = 0; i < cases->len; i++)
        g_ptr_array_add(sorted, &g_array_index(cases, SrCase, i));
    g_ptr_array_sort(sorted, compare_cases);
    for (guint i = 1; i < sorted->len && reader->n_errors < MOST_ERRORS; i++) {
        const SrCase *before = sorted->pdata[i - 1];
        const SrCase *this = sorted->pdata[i];

        if (before->person != this->person || before->helps != this->helps ||
            this->begin >= before->end)
            continue;
        bool is_twice = before->begin == this->begin && before->end == this->end;
        sr_findings_add(reader->findings,
                        is_twice ? SR_FINDING_ERROR : SR_FINDING_WARNING,
                        reader->dataset->file, MAX(before->row, this->row), NULL,
                        is_twice ? N_("the same help as in row %d")
                                 : N_("the same help overlaps with row %d"),
                        MIN(before->row, this->row));
        reader->n_errors += is_twice;
    }
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
    g_autoptr(GArray) cases = read_rows(&reader);
    g_hash_table_unref(reader.homes);
    g_hash_table_unref(reader.kinds);
    g_hash_table_unref(reader.persons);
    return sr_findings_n_errors(findings) > n_before ? NULL : g_steal_pointer(&cases);
}
