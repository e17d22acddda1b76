/** Finds the nginx that the tests put in front of several nodes; installs one where that is possible. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from '../../.ci/prepare.mjs';

/** Resolves to the path of nginx, or throws a sentence that says what to do. */
export async function ensureNginx() {
  const found = findNginx();
  if (found) return found;
  process.stdout.write('No nginx found; installing one…\n');
  if (await aptInstall('nginx')) {
    const installed = findNginx();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need nginx to put in front of several nodes, and none was found or could be installed. ' +
      'Install one, and run npm test again.',
  );
}

/** The path of the program, or undefined. */
function findNginx() {
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
