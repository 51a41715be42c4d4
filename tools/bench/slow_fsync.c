/* A slow disk by LD_PRELOAD: every fsync and fdatasync first sleeps LOKET_SLOW_FSYNC_US microseconds, then really happens.
   LOKET_SLOW_FSYNC_COUNT names a file of two 64-bit counters that all processes share: how many, and how many ns together. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static struct timespec delay;
static uint64_t *counters;

__attribute__((constructor)) static void prepare(void) {
  real_fsync = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  const char *asked = getenv("LOKET_SLOW_FSYNC_US"), *file = getenv("LOKET_SLOW_FSYNC_COUNT");
  long microseconds = asked ? atol(asked) : 0;
  delay.tv_sec = microseconds / 1000000;
  delay.tv_nsec = microseconds % 1000000 * 1000;
  int opened = file ? open(file, O_RDWR) : -1;
  if (opened < 0) return;
  void *shared = mmap(NULL, 2 * sizeof(uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, opened, 0);
  if (shared != MAP_FAILED) counters = shared;
  close(opened);
}

static uint64_t now(void) {
  struct timespec moment;
  clock_gettime(CLOCK_MONOTONIC, &moment);
  return (uint64_t)moment.tv_sec * 1000000000u + (uint64_t)moment.tv_nsec;
}

static int slowly(int (*real)(int), int file) {
  uint64_t began = now();
  struct timespec left = delay;
  while (nanosleep(&left, &left) == -1 && errno == EINTR) continue;
  int result = real(file), said = errno;
  if (counters) {
    __atomic_add_fetch(&counters[0], 1, __ATOMIC_RELAXED);
    __atomic_add_fetch(&counters[1], now() - began, __ATOMIC_RELAXED);
  }
  errno = said;
  return result;
}

int fsync(int file) { return slowly(real_fsync, file); }
int fdatasync(int file) { return slowly(real_fdatasync, file); }
