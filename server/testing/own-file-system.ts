import { spawnSync } from 'node:child_process';

/** Does this program end well? */
export const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/**
 * What starts a program with a small file system of its own at this folder, for that one process: nothing to clean up, and no
 * rights needed where users have namespaces. Null where the machine gives none.
 */
export function ownFileSystem(folder: string, size = '8m'): string[] | null {
  const mount = ['sh', '-c', `mount -t tmpfs -o size=${size} tmpfs '${folder}' && exec "$@"`, 'sh'];
  for (const unshare of [
    ['unshare', '--mount'],
    ['unshare', '--user', '--map-root-user', '--mount'],
  ]) {
    const by = [...unshare, ...mount];
    if (works(by[0] ?? '', ...by.slice(1), 'true')) return by;
  }
  return null;
}
