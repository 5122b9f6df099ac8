#include "base/nearest.h"

#include "base/folder.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer words are cut: nobody mistypes a name of more letters. */
#define MOST_LETTERS 80

static int
letters(const char *word, gunichar *out)
{
    g_autofree char *valid = g_utf8_make_valid(word, -1);
    int n = 0;

    for (const char *p = valid; *p != '\0' && n < MOST_LETTERS; p = g_utf8_next_char(p))
        out[n++] = g_unichar_tolower(g_utf8_get_char(p));
    return n;
}

static int
distance(const gunichar *a, int n_a, const gunichar *b, int n_b)
{
    int rows[3][MOST_LETTERS + 1];

    for (int j = 0; j <= n_b; j++)
        rows[0][j] = j;
    for (int i = 1; i <= n_a; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3];
        const int *two_above = rows[(i + 1) % 3];

        row[0] = i;
        for (int j = 1; j <= n_b; j++) {
            int best = MIN(above[j], row[j - 1]) + 1;

            best = MIN(best, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = MIN(best, two_above[j - 2] + 1);
            row[j] = best;
        }
    }
    return rows[n_a % 3][n_b];
}

int
sr_edit_distance(const char *a, const char *b)
{
    gunichar left[MOST_LETTERS];
    gunichar right[MOST_LETTERS];
    int n_left = letters(a, left);
    int n_right = letters(b, right);

    return distance(left, n_left, right, n_right);
}

const char *
sr_nearest(const char *word, const char *const *words, int n)
{
    const char *best = NULL;
    int most = (int)MAX(g_utf8_strlen(word, -1) / 3, 1);

    for (int i = 0; i < n; i++) {
        int d = sr_edit_distance(word, words[i]);

        if (d <= most && (best == NULL || d < most)) {
            best = words[i];
            most = d;
        }
    }
    return best;
}

typedef struct {
    const char *word;
    int distance;
    int place;
} Candidate;

static int
compare(gconstpointer left, gconstpointer right)
{
    const Candidate *a = left;
    const Candidate *b = right;

    return a->distance != b->distance ? a->distance - b->distance : a->place - b->place;
}

char *
sr_nearest_list(const char *word, const char *const *words, int n, int most)
{
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Candidate));
    GString *text = g_string_new(NULL);

    for (int i = 0; i < n; i++) {
        Candidate candidate = {words[i], sr_edit_distance(word, words[i]), i};

        g_array_append_val(ranked, candidate);
    }
    g_array_sort(ranked, compare);
    for (int i = 0; i < MIN(most, n); i++) {
        g_string_append(text, i > 0 ? ", " : "");
        /* TRANSLATORS: one word of a list, in quotes */
        g_string_append_printf(text, _("'%s'"), g_array_index(ranked, Candidate, i).word);
    }
    return g_string_free(text, FALSE);
}

char *
sr_nearest_files(const char *word, const char *folder, const char *suffix, int most)
{
    g_autoptr(GPtrArray) names = sr_folder_ids(folder, suffix, NULL);

    return names == NULL ? g_strdup("")
                         : sr_nearest_list(word, (const char *const *)names->pdata,
                                           (int)names->len, most);
}

int
sr_kinds_find(const char *word, gconstpointer rows, int n, gsize size, char **near)
{
    g_autofree const char **names = g_new(const char *, n);

    for (int i = 0; i < n; i++) {
        names[i] = *(const char *const *)((const char *)rows + (gsize)i * size);
        if (g_str_equal(names[i], word))
            return i;
    }
    *near = sr_nearest_list(word, names, n, n);
    return -1;
}
