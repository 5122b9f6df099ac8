/*
 * faults.c — a library for LD_PRELOAD that lets the n-th call of a kind fail.
 *
 *   SR_FAULT_CALL=write SR_FAULT_NTH=7 SR_FAULT_ERRNO=28 SR_FAULT_STAYS=1
 *   SR_FAULT_LEDGER=/tmp/ledger LD_PRELOAD=build/faults.so sozialraum build
 *
 * Calls are counted from the program's start, in the program and its children together;
 * the ledger, a file the driver reads afterwards, says how many there were and which one
 * failed. SR_FAULT_NTH=0 counts only. With SR_FAULT_STAYS every later call of the kind
 * fails too, as on a disk that is and stays full. With SR_FAULT_PATH only calls on files
 * are counted whose path holds that text: the same call fails on every machine.
 *
 * stdio makes its system calls inside libc, out of reach: its own functions fail instead.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

typedef enum { OPEN, READ, WRITE, FSYNC, RENAME, CLOSE, MMAP, MALLOC, N_CALLS } Call;

static const char *const call_names[N_CALLS] = {"open",   "read",  "write", "fsync",
                                                "rename", "close", "mmap",  "malloc"};

/* Shared by the program, its children and, as a file, the driver. */
typedef struct {
    long n_calls;
    long n_failed;
    char first[240]; /* what failed first: a path or a function */
} Ledger;

static Ledger *ledger; /* NULL: nothing is counted */
static Call watched;
static long nth;
static int reason; /* the errno */
static bool stays;
static const char *part_of_path; /* NULL: any */

/* The next definition of the function this one stands before. */
#define REAL(name) ((__typeof__(&name))real(#name))

static void *
real(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void
begin(void)
{
    const char *name = getenv("SR_FAULT_CALL");
    const char *path = getenv("SR_FAULT_LEDGER");
    const char *number = getenv("SR_FAULT_NTH");
    const char *code = getenv("SR_FAULT_ERRNO");

    if (name == NULL || path == NULL || number == NULL || code == NULL)
        return;
    for (int c = 0; c < N_CALLS; c++)
        if (strcmp(name, call_names[c]) == 0)
            watched = (Call)c;
    nth = atol(number);
    reason = atoi(code);
    stays = getenv("SR_FAULT_STAYS") != NULL;
    part_of_path = getenv("SR_FAULT_PATH");
    int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (file < 0)
        return;
    void *shared = (void *)syscall(SYS_mmap, NULL, sizeof(Ledger), PROT_READ | PROT_WRITE,
                                   MAP_SHARED, file, 0);
    syscall(SYS_close, file);
    if (shared != MAP_FAILED)
        ledger = shared;
}

/* Counts a call; whether it is to fail, with errno set. */
static bool
fails(Call call, const char *what)
{
    if (ledger == NULL || call != watched ||
        (part_of_path != NULL && (what == NULL || strstr(what, part_of_path) == NULL)))
        return false;
    long n = __atomic_add_fetch(&ledger->n_calls, 1, __ATOMIC_RELAXED);
    if (nth == 0 || (stays ? n < nth : n != nth))
        return false;
    if (__atomic_fetch_add(&ledger->n_failed, 1, __ATOMIC_RELAXED) == 0)
        strncpy(ledger->first, what == NULL ? "" : what, sizeof ledger->first - 1);
    errno = reason;
    return true;
}

/* The same for a descriptor; the ledger gets its path. A pipe can be disturbed by a
 * signal only: it is on no disk. */
static bool
fails_at(Call call, int file)
{
    char link[40];
    char path[200] = "";

    if (ledger == NULL || call != watched)
        return false;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (syscall(SYS_readlink, link, path, sizeof path - 1) < 0 ||
        (*path != '/' && reason != EINTR))
        return false;
    return fails(call, path);
}

/* --- open --- */

#define MODE_OF(flags, mode)                                                             \
    mode_t mode = 0;                                                                     \
    if (((flags) & (O_CREAT | __O_TMPFILE)) != 0) {                                      \
        va_list rest;                                                                    \
        va_start(rest, flags);                                                           \
        mode = va_arg(rest, mode_t);                                                     \
        va_end(rest);                                                                    \
    }

int
open(const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return fails(OPEN, path) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return fails(OPEN, path) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return fails(OPEN, path) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

/* Programs built with _FORTIFY_SOURCE call these where flags are not constant. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);

int
__open_2(const char *path, int flags)
{
    return fails(OPEN, path) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0);
}

int
__open64_2(const char *path, int flags)
{
    return fails(OPEN, path) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0);
}

FILE *
fopen(const char *path, const char *mode)
{
    return fails(OPEN, path) ? NULL : REAL(fopen)(path, mode);
}

FILE *
fopen64(const char *path, const char *mode)
{
    return fails(OPEN, path) ? NULL : REAL(fopen64)(path, mode);
}

DIR *
opendir(const char *path)
{
    return fails(OPEN, path) ? NULL : REAL(opendir)(path);
}

int
mkdir(const char *path, mode_t mode)
{
    return fails(OPEN, path) ? -1 : (int)syscall(SYS_mkdir, path, mode);
}

/* --- read --- */

ssize_t
read(int file, void *buffer, size_t n)
{
    return fails_at(READ, file) ? -1 : syscall(SYS_read, file, buffer, n);
}

ssize_t
pread(int file, void *buffer, size_t n, off_t offset)
{
    return fails_at(READ, file) ? -1 : syscall(SYS_pread64, file, buffer, n, offset);
}

ssize_t
pread64(int file, void *buffer, size_t n, off_t offset)
{
    return fails_at(READ, file) ? -1 : syscall(SYS_pread64, file, buffer, n, offset);
}

/* A signal does not disturb the reading of a folder. */
struct dirent *
readdir(DIR *folder)
{
    return reason != EINTR && fails_at(READ, dirfd(folder)) ? NULL
                                                            : REAL(readdir)(folder);
}

struct dirent64 *
readdir64(DIR *folder)
{
    return reason != EINTR && fails_at(READ, dirfd(folder)) ? NULL
                                                            : REAL(readdir64)(folder);
}

size_t
fread(void *buffer, size_t size, size_t n, FILE *file)
{
    if (!fails_at(READ, fileno(file)))
        return REAL(fread)(buffer, size, n, file);
    file->_flags |= 0x20; /* glibc's mark of an error, for ferror() */
    return 0;
}

/* --- write --- */

ssize_t
write(int file, const void *buffer, size_t n)
{
    return fails_at(WRITE, file) ? -1 : syscall(SYS_write, file, buffer, n);
}

ssize_t
pwrite(int file, const void *buffer, size_t n, off_t offset)
{
    return fails_at(WRITE, file) ? -1 : syscall(SYS_pwrite64, file, buffer, n, offset);
}

ssize_t
pwrite64(int file, const void *buffer, size_t n, off_t offset)
{
    return fails_at(WRITE, file) ? -1 : syscall(SYS_pwrite64, file, buffer, n, offset);
}

ssize_t
writev(int file, const struct iovec *parts, int n)
{
    return fails_at(WRITE, file) ? -1 : syscall(SYS_writev, file, parts, n);
}

int
ftruncate(int file, off_t n)
{
    return fails_at(WRITE, file) ? -1 : (int)syscall(SYS_ftruncate, file, n);
}

int
ftruncate64(int file, off_t n)
{
    return fails_at(WRITE, file) ? -1 : (int)syscall(SYS_ftruncate, file, n);
}

size_t
fwrite(const void *buffer, size_t size, size_t n, FILE *file)
{
    if (file == stderr || !fails_at(WRITE, fileno(file)))
        return REAL(fwrite)(buffer, size, n, file);
    file->_flags |= 0x20;
    return 0;
}

/* --- fsync, rename, close, mmap --- */

int
fsync(int file)
{
    return fails_at(FSYNC, file) ? -1 : (int)syscall(SYS_fsync, file);
}

int
fdatasync(int file)
{
    return fails_at(FSYNC, file) ? -1 : (int)syscall(SYS_fdatasync, file);
}

int
rename(const char *from, const char *to)
{
    return fails(RENAME, to) ? -1 : (int)syscall(SYS_rename, from, to);
}

int
renameat2(int from_folder, const char *from, int to_folder, const char *to,
          unsigned int flags)
{
    return fails(RENAME, to)
               ? -1
               : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int
link(const char *from, const char *to)
{
    return fails(RENAME, to) ? -1 : (int)syscall(SYS_link, from, to);
}

/* A failing close has closed nevertheless, as on Linux. */
int
close(int file)
{
    bool is_failing = fails_at(CLOSE, file);
    int result = (int)syscall(SYS_close, file);

    if (is_failing)
        errno = reason;
    return is_failing ? -1 : result;
}

int
fclose(FILE *file)
{
    bool is_failing = fails_at(CLOSE, fileno(file));
    int result = REAL(fclose)(file);

    if (is_failing)
        errno = reason;
    return is_failing ? EOF : result;
}

void *
mmap(void *start, size_t n, int protection, int flags, int file, off_t offset)
{
    if (file >= 0 ? fails_at(MMAP, file) : fails(MMAP, "memory"))
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, start, n, protection, flags, file, offset);
}

void *
mmap64(void *start, size_t n, int protection, int flags, int file, off_t offset)
{
    return mmap(start, n, protection, flags, file, offset);
}

/* --- malloc --- */

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t n);

void *
malloc(size_t n)
{
    return fails(MALLOC, "malloc") ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
    return fails(MALLOC, "calloc") ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *old, size_t n)
{
    return fails(MALLOC, "realloc") ? NULL : __libc_realloc(old, n);
}
