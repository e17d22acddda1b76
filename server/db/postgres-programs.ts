/** What PostgreSQL's own programs do better. No list of processes shows the password. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { connectionConfig } from './postgres-connection.ts';
import { checkAddress } from './postgres-refusal.ts';

/** The command to type for a backup of the whole database as it is at one moment, which its owner alone can read. */
export function dumpCommand(url: string, to: string): string {
  return `(umask 077; pg_dump --format=custom --file=${quote(to)} ${quote(withoutPassword(url))})`;
}

/**
 * Writes such a backup of what a snapshot sees into a file, and reads it back from its beginning to its end. Throws what the
 * programs say; `ENOENT` is the code where this machine has none.
 */
export async function dump(
  url: string,
  to: string,
  { snapshot, env }: { snapshot: string; env: NodeJS.ProcessEnv },
): Promise<void> {
  const password = new pg.Client(connectionConfig(url)).password;
  const programEnv = { ...env, ...(password && { PGPASSWORD: password }) };
  const from = [`--snapshot=${snapshot}`, withoutPassword(url)];
  await run('pg_dump', ['--format=custom', `--file=${to}`, ...from], programEnv);
  await run('pg_restore', ['--file=/dev/null', to], programEnv);
}

async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await promisify(execFile)(program, args, { env });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    if (stderr) (error as Error).message = stderr.trim();
    throw error;
  }
}

/** Puts a backup back: all of it or nothing. Service processes must be stopped. */
export function restoreCommand(url: string, from: string): string {
  const options = '--clean --if-exists --no-owner --exit-on-error --single-transaction';
  return `pg_restore ${options} --dbname=${quote(withoutPassword(url))} ${quote(from)}`;
}

function withoutPassword(url: string): string {
  checkAddress(url);
  return url
    .replace(/^(\w+:\/\/[^:@/?#]*):[^@/?#]*@/, '$1@')
    .replace(/([?&])password=[^&]*&?/, '$1')
    .replace(/[?&]$/, '');
}

/** For a shell. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
