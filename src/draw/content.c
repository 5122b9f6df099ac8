#include "draw/content.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *at; /* the next byte to read */
    const char *end;
    GString *out;
    const SrMark *marks;
    int n_marks;
    int next_mark;
    int next_id;    /* the MCID for the next run of an element */
    int depth;      /* marked content open */
    gssize path;    /* where the current path begins in out, -1 = none */
    gssize operand; /* where the operands of the next operator begin in out, -1 = none */
    bool has_id;    /* one of the operands names an MCID */
    const char *problem;
} Rewriter;

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

/* The end of the string that begins at @p with "(": brackets nest, "\" hides one. */
static const char *
string_end(const char *p, const char *end)
{
    int depth = 0;

    for (; p < end; p++) {
        if (*p == '\\') {
            p++;
        } else if (*p == '(') {
            depth++;
        } else if (*p == ')' && --depth == 0) {
            return p + 1;
        }
    }
    return end;
}

/* The end of the token that begins at @p; brackets of arrays and dictionaries are tokens.
 */
static const char *
token_end(const char *p, const char *end)
{
    if (*p == '(')
        return string_end(p, end);
    if (end - p >= 2 && (strncmp(p, "<<", 2) == 0 || strncmp(p, ">>", 2) == 0))
        return p + 2;
    if (*p == '<') {
        const char *close = memchr(p, '>', end - p);

        return close != NULL ? close + 1 : end;
    }
    if (*p != '/' && is_delimiter(*p))
        return p + 1;
    for (p++; p < end && !is_space(*p) && !is_delimiter(*p); p++)
        ;
    return p;
}

static bool
is_any(const char *token, size_t n, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strlen(*list) == n && strncmp(token, *list, n) == 0)
            return true;
    return false;
}

/* Replaces a placeholder's operands, which end the output, by the real bracket. */
static void
open_mark(Rewriter *self)
{
    if (self->depth > 0 || self->next_mark >= self->n_marks) {
        self->problem = _("there are more marked runs than were drawn");
        return;
    }
    const SrMark *mark = &self->marks[self->next_mark++];
    g_string_truncate(self->out, self->operand);
    if (mark->name != NULL)
        g_string_append_printf(self->out, "/%s <</MCID %d>> BDC", mark->name,
                               self->next_id++);
    else
        g_string_append_printf(self->out, "/Artifact %s BDC", mark->artifact);
}

static void
wrap_artifact(Rewriter *self, gssize from)
{
    g_string_insert(self->out, from, "/Artifact BMC\n");
    g_string_append(self->out, "\nEMC");
}

static void
take_operator(Rewriter *self, const char *token, size_t n)
{
    static const char *const building[] = {"m", "l", "c", "v", "y", "re", NULL};
    static const char *const painting[] = {"f", "F",  "f*", "S",  "s",
                                           "B", "B*", "b",  "b*", NULL};
    static const char *const showing[] = {"Tj", "TJ", "'", "\"", NULL};
    static const char *const whole[] = {"Do", "sh", "EI", NULL};
    static const char *const opening[] = {"BDC", "BMC", NULL};

    if (is_any(token, n, opening) && self->has_id) {
        open_mark(self);
        self->depth++;
        return;
    }
    if (self->operand < 0)
        self->operand = (gssize)self->out->len;
    g_string_append_len(self->out, token, n);
    if (is_any(token, n, opening))
        self->depth++;
    else if (n == 3 && strncmp(token, "EMC", 3) == 0)
        self->depth--;
    if (self->depth > 0)
        return;
    if (is_any(token, n, building)) {
        if (self->path < 0)
            self->path = self->operand;
    } else if (is_any(token, n, painting)) {
        wrap_artifact(self, self->path >= 0 ? self->path : self->operand);
        self->path = -1;
    } else if (is_any(token, n, whole)) {
        wrap_artifact(self, self->operand);
    } else if (is_any(token, n, showing)) {
        self->problem = _("text is drawn outside any element");
    } else if (n == 1 && *token == 'n') {
        self->path = -1;
    }
}

static void
take_token(Rewriter *self, const char *token, size_t n)
{
    bool is_operator = g_ascii_isalpha(*token) || *token == '\'' || *token == '"';

    if (n == 4 && strncmp(token, "true", 4) == 0)
        is_operator = false;
    if (is_operator) {
        take_operator(self, token, n);
        self->operand = -1;
        self->has_id = false;
        return;
    }
    if (self->operand < 0)
        self->operand = (gssize)self->out->len;
    if (n == 5 && strncmp(token, "/MCID", 5) == 0)
        self->has_id = true;
    g_string_append_len(self->out, token, n);
}

GString *
sr_content_rewrite(const char *content, gsize length, const SrMark *marks, int n_marks,
                   GError **error)
{
    Rewriter self = {.at = content,
                     .end = content + length,
                     .out = g_string_sized_new(length + length / 8 + 64),
                     .marks = marks,
                     .n_marks = n_marks,
                     .path = -1,
                     .operand = -1};

    while (self.at < self.end && self.problem == NULL) {
        if (is_space(*self.at)) {
            g_string_append_c(self.out, *self.at++);
            continue;
        }
        const char *end = token_end(self.at, self.end);
        take_token(&self, self.at, end - self.at);
        self.at = end;
    }
    if (self.problem == NULL && self.next_mark != n_marks)
        self.problem =
            _("a piece of text or a figure lies off the page or is clipped away");
    if (self.problem == NULL && self.depth != 0)
        self.problem = _("a marked run is never closed");
    if (self.problem == NULL)
        return self.out;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT, self.problem);
    g_string_free(self.out, TRUE);
    return NULL;
}
