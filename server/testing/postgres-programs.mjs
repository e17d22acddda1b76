/** Finds the PostgreSQL server that the tests start; installs one where that is possible. */
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall } from '../../.ci/prepare.mjs';

/** Resolves to the folder of initdb and postgres, or throws a sentence that says what to do. */
export async function ensurePostgres() {
  const found = findPostgres();
  if (found) return found;
  process.stdout.write('No PostgreSQL found; installing one…\n');
  if (await aptInstall('postgresql')) {
    const installed = findPostgres();
    if (installed) return installed;
  }
  throw new Error(
    'The tests need PostgreSQL, and none was found or could be installed. Install one (its programs initdb and ' +
      'postgres), or name a server that the tests may use in TEST_DATABASE_URL, and run npm test again.',
  );
}

/** The folder of the newest server's programs, or undefined. */
export function findPostgres() {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...versionsIn('/usr/lib/postgresql', (version) => `${version}/bin`),
    ...versionsIn('/usr', (name) => (name.startsWith('pgsql-') ? `${name}/bin` : '')),
    ...['/opt/homebrew', '/usr/local'].flatMap((prefix) =>
      versionsIn(join(prefix, 'opt'), (name) => (name.startsWith('postgresql') ? `${name}/bin` : '')),
    ),
    ...versionsIn('/Applications/Postgres.app/Contents/Versions', (version) => `${version}/bin`),
    '/usr/local/pgsql/bin',
  ];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
}

/** Newest version first. */
function versionsIn(folder, programsOf) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map(programsOf)
    .filter(Boolean)
    .map((path) => join(folder, path));
}
