#include "publish/workers.h"

#include "base/error.h"
#include "base/interrupt.h"
#include "base/progress.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* One line of a child to its parent, shorter than PIPE_BUF: lines do not mix. */
typedef struct {
    int code; /* 0: a job is done; else an SrError or -1 */
    char text[2000];
} Message;

typedef struct {
    int n_jobs;
    SrJobBegin begin;
    SrJob job;
    gpointer data;
    int *next; /* shared between the children */
    int pipe[2];
} Team;

static void
send_message(const Team *team, int code, const char *text)
{
    Message message = {.code = code};

    g_strlcpy(message.text, text, sizeof message.text);
    while (write(team->pipe[1], &message, sizeof message) < 0 && errno == EINTR)
        continue;
}

/* Returns: the exit status of the child. */
static int
work(const Team *team)
{
    g_autoptr(GError) error = NULL;
    gpointer state = team->begin(team->data, &error);
    bool goes_on = state != NULL;

    while (goes_on) {
        int job = __atomic_fetch_add(team->next, 1, __ATOMIC_RELAXED);

        if (job >= team->n_jobs)
            return 0;
        goes_on = sr_interrupt_check(&error) && team->job(job, state, team->data, &error);
        if (goes_on)
            send_message(team, 0, "");
    }
    send_message(team, error->domain == SR_ERROR ? error->code : -1, error->message);
    return 1;
}

/* Reads what the children tell until all have ended; Ctrl-C ends them at once. */
static void
listen(const Team *team, const pid_t *children, int n_children, GError **error)
{
    Message message;
    int n_done = 0;

    for (;;) {
        gssize n = read(team->pipe[0], &message, sizeof message);

        if (n < 0 && errno == EINTR) {
            if (*error == NULL && !sr_interrupt_check(error))
                for (int c = 0; c < n_children; c++)
                    kill(children[c], SIGKILL);
            continue;
        }
        if (n != sizeof message)
            return;
        if (message.code == 0) {
            sr_progress_step(++n_done);
            continue;
        }
        /* Nobody takes another job. */
        __atomic_store_n(team->next, team->n_jobs, __ATOMIC_RELAXED);
        if (*error == NULL)
            g_set_error(error, SR_ERROR, message.code, "%s", message.text);
    }
}

/* Whether all children ended well; a crash is an error of its own. */
static void
reap(const pid_t *children, int n, GError **error)
{
    for (int c = 0; c < n; c++) {
        int status = 0;

        while (waitpid(children[c], &status, 0) < 0 && errno == EINTR)
            continue;
        if (error == NULL || *error != NULL ||
            (WIFEXITED(status) && WEXITSTATUS(status) == 0))
            continue;
        g_set_error(error, SR_ERROR, 71,
                    _("a drawing process ended (%s %d); nothing was changed"),
                    WIFSIGNALED(status) ? _("signal") : _("status"),
                    WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
}

bool
sr_workers_run(int n_jobs, SrJobBegin begin, SrJob job, gpointer data, GError **error)
{
    g_autoptr(GError) first = NULL;
    Team team = {.n_jobs = n_jobs, .begin = begin, .job = job, .data = data};
    int n_workers = MIN((int)g_get_num_processors(), n_jobs);
    g_autofree pid_t *children = g_new0(pid_t, MAX(n_workers, 1));
    int n_children = 0;
    pid_t parent = getpid();

    team.next = mmap(NULL, sizeof *team.next, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (team.next == MAP_FAILED || pipe(team.pipe) != 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("drawing cannot be begun: %s"),
                    g_strerror(errno));
        return false;
    }
    fflush(NULL); /* or the children would print it again */
    for (; n_children < n_workers; n_children++) {
        pid_t child = fork();

        if (child == 0) {
            /* Nobody draws on, or holds the lock, for a parent that is gone. */
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent)
                _exit(1);
            close(team.pipe[0]);
            _exit(work(&team));
        }
        if (child < 0)
            break;
        children[n_children] = child;
    }
    close(team.pipe[1]);
    if (n_children == 0 && n_jobs > 0)
        g_set_error(&first, SR_ERROR, SR_ERROR_IO, _("no process can be started: %s"),
                    g_strerror(errno));
    listen(&team, children, n_children, &first);
    close(team.pipe[0]);
    reap(children, n_children, &first);
    munmap(team.next, sizeof *team.next);
    if (first == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&first));
    return false;
}
