/*
 * What a process of tools/soak.sh suffers, by LD_PRELOAD.
 *
 * SOAK_CLOCK: the time of day jumps by up to ten years at every look; the clocks that only go forward do not.
 * SOAK_FOLDER: the moments are counted before and after each write, flush and change of a name below it. The first moment of a
 * write has half of it done. SOAK_KILL: the moment at which the process is killed. SOAK_MOMENTS: the file that gets how many
 * there were.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long moments;

static void pass(void)
{
    const char *fatal = getenv("SOAK_KILL");
    if (__atomic_add_fetch(&moments, 1, __ATOMIC_SEQ_CST) == (fatal ? atol(fatal) : 0))
        kill(getpid(), SIGKILL);
}

static int is_watched(const char *path)
{
    const char *folder = getenv("SOAK_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_open_on_watched(int file)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return is_watched(path);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    int watched = is_open_on_watched(file);
    size_t half = watched ? count / 2 : 0;
    if (watched)
    {
        syscall(SYS_pwrite64, file, bytes, half, at);
        pass();
    }
    ssize_t rest = syscall(SYS_pwrite64, file, (const char *)bytes + half, count - half, at + half);
    if (watched)
        pass();
    return rest < 0 ? rest : rest + (ssize_t)half;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) { return pwrite64(file, bytes, count, at); }

int fsync(int file)
{
    int watched = is_open_on_watched(file);
    if (watched)
        pass();
    int answer = syscall(SYS_fsync, file);
    if (watched)
        pass();
    return answer;
}

int rename(const char *from, const char *to)
{
    int watched = is_watched(to);
    if (watched)
        pass();
    int answer = syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (watched)
        pass();
    return answer;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    static unsigned seed = 1;
    int answer = syscall(SYS_clock_gettime, clock, now);
    if (clock == CLOCK_REALTIME && getenv("SOAK_CLOCK"))
        now->tv_sec += rand_r(&seed) % 630720000 - 315360000;
    return answer;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("SOAK_MOMENTS");
    FILE *file = path && moments > 0 ? fopen(path, "w") : NULL;
    if (file)
    {
        fprintf(file, "%ld\n", moments);
        fclose(file);
    }
}
