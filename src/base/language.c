#include "base/language.h"

#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>

/* gettext looks at LANGUAGE again when this number has changed (GNU gettext manual,
   "gettext grok"). */
extern int _nl_msg_cat_cntr;

static const char *const languages[] = {"de", "en"};
static const char *in_use = "de";
static bool environment_decides;

/* The known language that @name begins with ("de_AT.UTF-8" → "de"), or NULL. */
static const char *
known(const char *name)
{
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(languages); i++)
        if (g_str_has_prefix(name, languages[i]))
            return languages[i];
    return NULL;
}

static const char *
asked_by_environment(void)
{
    static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);

        if (value != NULL && *value != '\0')
            return known(value);
    }
    return NULL;
}

/* Translations beside the program while it is not installed, else where they were put. */
static char *
catalogue_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

    if (program != NULL) {
        g_autofree char *folder = g_path_get_dirname(program);
        g_autofree char *beside = g_build_filename(folder, "locale", NULL);

        if (g_file_test(beside, G_FILE_TEST_IS_DIR))
            return g_steal_pointer(&beside);
    }
    return g_strdup(SR_LOCALEDIR);
}

void
sr_language_init(void)
{
    const char *asked = asked_by_environment();
    g_autofree char *folder = catalogue_folder();

    /* Not the person's locale: numbers, sorting and letter case stay those of C. */
    setlocale(LC_ALL, "C.UTF-8");
    bindtextdomain(GETTEXT_PACKAGE, folder);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    textdomain(GETTEXT_PACKAGE);
    environment_decides = asked != NULL;
    sr_language_use(asked == NULL ? "de" : asked);
}

void
sr_language_of_project(const char *language)
{
    if (!environment_decides)
        sr_language_use(language);
}

const char *
sr_language_use(const char *language)
{
    const char *before = in_use;

    in_use = known(language) == NULL ? "de" : known(language);
    g_setenv("LANGUAGE", in_use, TRUE);
    _nl_msg_cat_cntr++;
    return before;
}

const char *
sr_language(void)
{
    return in_use;
}
