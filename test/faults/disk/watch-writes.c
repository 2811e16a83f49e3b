/*
 * Preloaded into a program under test. Of all files below CACHET_WATCH it
 *  - writes to CACHET_TRACE what was written, cut, synced, renamed and removed, in order, together with what
 *    went to standard output, so that the state of the disk after a power cut at any moment can be computed;
 *  - makes the n-th such operation fail as the file CACHET_FAULTS says: four 32-bit numbers, shared memory:
 *    operations left until the failure (0: none), errno, whether all later ones fail too, failures so far.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct faults {
  int32_t countdown, number, sticky, hits;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *watched;
static int trace = -1;
static volatile struct faults *faults;

__attribute__((constructor)) static void begin(void) {
  watched = getenv("CACHET_WATCH");
  const char *path = getenv("CACHET_TRACE");
  if (path) trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  path = getenv("CACHET_FAULTS");
  if (path) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    void *at = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at != MAP_FAILED) faults = at;
  }
}

static int is_watched(const char *path) {
  return watched && strncmp(path, watched, strlen(watched)) == 0;
}

/* The path of a descriptor when it is watched, else NULL. */
static const char *path_of(int fd, char *path) {
  char link[40];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return NULL;
  path[length] = 0;
  return is_watched(path) ? path : NULL;
}

static void note(char kind, const char *path, uint64_t offset, const void *bytes, size_t length) {
  if (trace < 0) return;
  struct __attribute__((packed)) {
    char kind;
    uint32_t path;
    uint64_t offset, length;
  } head = {kind, (uint32_t)strlen(path), offset, length};
  struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)bytes, length}};
  pthread_mutex_lock(&lock);
  syscall(SYS_writev, trace, parts, 3);
  pthread_mutex_unlock(&lock);
}

/* Whether this operation has to fail; sets errno. */
static int fails(void) {
  if (!faults || faults->countdown == 0) return 0;
  if (faults->countdown > 1) {
    faults->countdown--;
    return 0;
  }
  if (!faults->sticky) faults->countdown = 0;
  faults->hits++;
  errno = faults->number;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t length) {
  char space[PATH_MAX];
  const char *path = path_of(fd, space);
  if (fd == 1) note('A', "", 0, bytes, length);
  if (!path) return REAL(write)(fd, bytes, length);
  if (fails()) return -1;
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = REAL(write)(fd, bytes, length);
  if (done > 0) note('W', path, (uint64_t)at, bytes, (size_t)done);
  return done;
}

static ssize_t write_at(int fd, const void *bytes, size_t length, off64_t offset) {
  char space[PATH_MAX];
  const char *path = path_of(fd, space);
  if (path && fails()) return -1;
  ssize_t done = syscall(SYS_pwrite64, fd, bytes, length, offset);
  if (path && done > 0) note('W', path, (uint64_t)offset, bytes, (size_t)done);
  return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return write_at(fd, bytes, length, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  return write_at(fd, bytes, length, offset);
}

static int cut(int fd, off64_t size) {
  char space[PATH_MAX];
  const char *path = path_of(fd, space);
  if (path && fails()) return -1;
  int result = (int)syscall(SYS_ftruncate, fd, size);
  if (path && result == 0) note('T', path, (uint64_t)size, NULL, 0);
  return result;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

static int sync_file(int fd, long call) {
  char space[PATH_MAX];
  const char *path = path_of(fd, space);
  if (path && fails()) return -1;
  int result = (int)syscall(call, fd);
  struct stat about;
  if (path && result == 0 && fstat(fd, &about) == 0)
    note(S_ISDIR(about.st_mode) ? 'D' : 'S', path, 0, NULL, 0);
  return result;
}
int fsync(int fd) { return sync_file(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync); }

static int open_at(const char *path, int flags, mode_t mode) {
  int is_new = (flags & O_CREAT) && is_watched(path) && access(path, F_OK) != 0;
  int is_cut = (flags & O_TRUNC) && is_watched(path);
  if ((is_new || is_cut) && fails()) return -1;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (fd >= 0 && is_new) note('C', path, 0, NULL, 0);
  else if (fd >= 0 && is_cut) note('T', path, 0, NULL, 0);
  return fd;
}
#define OPEN(name)                                              \
  int name(const char *path, int flags, ...) {                  \
    va_list rest;                                               \
    va_start(rest, flags);                                      \
    mode_t mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0; \
    va_end(rest);                                               \
    return open_at(path, flags, mode);                          \
  }
OPEN(open)
OPEN(open64)

int rename(const char *from, const char *to) {
  int seen = is_watched(from);
  if (seen && fails()) return -1;
  int result = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
  if (seen && result == 0) note('R', from, 0, to, strlen(to));
  return result;
}

int unlink(const char *path) {
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (result == 0 && is_watched(path)) note('U', path, 0, NULL, 0);
  return result;
}
