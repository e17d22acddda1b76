/** Sees when a process asks the kernel to write a file to the disk, and when that was done: by strace, or else by a library of its own before libc. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.ts';

export interface SyncWatch {
  /** Programs that become the process, and what belongs into its environment. */
  by: string[];
  env: Record<string, string>;
  /** Each sync so far, in ms since 1970. */
  syncs(): { began: number; ended: number }[];
}

/** Writes a line for each call: seconds since 1970 at its begin, and how many it took, as strace does. */
const library = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static int watched(const char *name, int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  double began = now();
  int result = real(file);
  char line[100];
  int length = snprintf(line, sizeof line, "%.6f %s() = %d <%.6f>\\n", began, name, result, now() - began);
  int log = open(getenv("SYNC_WATCH"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (log >= 0) { if (write(log, line, length) < 0) abort(); close(log); }
  return result;
}
int fsync(int file) { return watched("fsync", file); }
int fdatasync(int file) { return watched("fdatasync", file); }
`;

/** Null where neither strace nor a C compiler is found. With -D the process itself has the id of what is started, and signals reach it. */
export function watchSyncs(
  ways: readonly ('strace' | 'library')[] = ['strace', 'library'],
): SyncWatch | null {
  const folder = temporaryFolder();
  const log = join(folder, 'calls');
  const syncs = () =>
    existsSync(log)
      ? [
          ...readFileSync(log, 'utf8').matchAll(/^(?:\d+ +)?([\d.]+) .*f(?:data)?sync.*= 0 <([\d.]+)>$/gm),
        ].map(([, began, took]) => ({
          began: 1000 * Number(began),
          ended: 1000 * (Number(began) + Number(took)),
        }))
      : [];
  if (ways.includes('strace') && spawnSync('strace', ['-D', '-f', '-o', log, 'true']).status === 0) {
    const traced = ['-D', '-f', '-qq', '-ttt', '-T', '-e', 'trace=fsync,fdatasync', '-o', log];
    return { by: ['strace', ...traced], env: {}, syncs };
  }
  if (!ways.includes('library')) return null;
  const source = join(folder, 'watch.c');
  const built = join(folder, 'watch.so');
  writeFileSync(source, library);
  if (spawnSync('cc', ['-shared', '-fPIC', '-o', built, source, '-ldl']).status !== 0) return null;
  return { by: [], env: { LD_PRELOAD: built, SYNC_WATCH: log }, syncs };
}
