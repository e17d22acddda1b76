/** Finds the nginx that the tests put in front of several nodes; installs one where that is possible. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../.ci/prepare.mjs';

/** Resolves to the path of nginx, or throws a sentence that says what to do. */
export async function ensureNginx() {
  const found = findNginx();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    process.stdout.write('No nginx found; installing one…\n');
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    const updated = await run('apt-get', ['update', '-qq'], quiet);
    if (updated === 0) await run('apt-get', ['install', '-y', '-qq', 'nginx'], quiet);
    const installed = findNginx();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need nginx to put in front of several nodes, and none was found or could be installed. ' +
      'Install one, and run npm test again.',
  );
}

/** The path of the program, or undefined. */
export function findNginx() {
  return [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/usr/local/nginx/sbin',
  ]
    .map((folder) => join(folder, 'nginx'))
    .find((path) => existsSync(path));
}
