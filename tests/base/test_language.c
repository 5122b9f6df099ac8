#include "base/language.h"

#include <glib.h>
#include <glib/gi18n.h>
#include <locale.h>

/* The environment as `de_AT.UTF-8` and the like; NULL = not set. */
static const struct {
    const char *language, *lc_all, *lang;
    const char *project;
    const char *messages;
} cases[] = {
    {NULL, NULL, NULL, "de", "de"},
    {NULL, NULL, NULL, "en", "en"}, /* the project decides */
    {"en", NULL, NULL, "de", "en"}, /* the environment asks for another */
    {NULL, "de_AT.UTF-8", NULL, "en", "de"},
    {"en:de", "de_DE.UTF-8", "de_DE.UTF-8", "de", "en"}, /* LANGUAGE comes first */
    {"", NULL, "en_GB.UTF-8", "de", "en"},               /* empty is not set */
    {NULL, NULL, "C.UTF-8", "en", "en"},                 /* names no language we have */
    {NULL, NULL, "tr_TR.UTF-8", "de", "de"},
    {NULL, NULL, NULL, "xx", "de"}, /* none we know: German */
};

static void
set(const char *name, const char *value)
{
    if (value == NULL)
        g_unsetenv(name);
    else
        g_setenv(name, value, TRUE);
}

static void
test_messages(gconstpointer data)
{
    gsize i = GPOINTER_TO_SIZE(data);

    if (!g_test_subprocess()) {
        g_test_trap_subprocess(NULL, 0, 0);
        g_test_trap_assert_passed();
        return;
    }
    set("LANGUAGE", cases[i].language);
    set("LC_ALL", cases[i].lc_all);
    set("LC_MESSAGES", NULL);
    set("LANG", cases[i].lang);
    sr_language_init();
    sr_language_of_project(cases[i].project);
    g_assert_cmpstr(sr_language(), ==, cases[i].messages);
    /* Whatever the language of words, numbers stay those of C. */
    g_assert_cmpstr(localeconv()->decimal_point, ==, ".");
    g_assert_cmpint(g_ascii_tolower('I'), ==, 'i');
}

/* Print switches to its language and back, whatever messages are in. */
static void
test_print(void)
{
    sr_language_init();
    const char *before = sr_language_use("en");
    g_assert_cmpstr(sr_language(), ==, "en");
    g_assert_cmpstr(_("suppressed"), ==, "suppressed");
    g_assert_cmpstr(sr_language_use("de"), ==, "en");
    g_assert_cmpstr(sr_language(), ==, "de");
    sr_language_use(before);
    g_assert_cmpstr(sr_language(), ==, before);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/language/messages/%zu", i);

        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_messages);
    }
    g_test_add_func("/language/print", test_print);
    return g_test_run();
}
