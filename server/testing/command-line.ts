/** `mentor-slots` as an operator runs it: its own process, built; and a way to try it often. */
import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { run } from '../cli/program.ts';
import type { Streams } from '../cli/terminal.ts';
import { keepFromOthers } from './fresh-database.ts';
import { query } from './postgres-server.ts';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

const bin = fileURLToPath(new URL('../cli/mentor-slots.mjs', import.meta.url));

/** Runs one command to its end, with this environment and nothing of the test's own. */
export function mentorSlots(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ran = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      ran[name] += text;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...ran })));
}

/**
 * The same in this process and from the sources, for many tries: a process begins in half a second or more. `watching` sees at once what a
 * person at a terminal would see beside the results.
 */
export async function mentorSlotsHere(
  args: readonly string[],
  env: Record<string, string> = {},
  watching?: (text: string) => void,
): Promise<Ran> {
  const ran = { stdout: '', stderr: '' };
  const keep = (name: keyof typeof ran) =>
    new Writable({
      decodeStrings: false,
      write(text: string, _encoding, done) {
        ran[name] += text;
        if (name === 'stderr') watching?.(text);
        done();
      },
    }) as NodeJS.WriteStream;
  const stdin = Readable.from([]) as unknown as NodeJS.ReadStream & { fd: 0 };
  const stderr = Object.assign(keep('stderr'), { isTTY: watching !== undefined });
  const streams = { env, stdin, stdout: keep('stdout'), stderr };
  return { code: await run(args, streams as Streams), ...ran };
}

/** Writes into a database what its constraints would never let in. */
export async function writeUnchecked(url: string, ...statements: readonly string[]): Promise<void> {
  if (url.startsWith('sqlite:')) {
    const file = new SqliteDatabase(url.slice('sqlite:'.length), { timeout: 5000 });
    file.pragma('foreign_keys = OFF');
    file.pragma('ignore_check_constraints = ON');
    for (const statement of statements) file.exec(statement);
    file.close();
    return;
  }
  keepFromOthers(url);
  const { rows } = await query(
    url,
    `SELECT conrelid::regclass AS of, conname AS name, pg_get_constraintdef(oid) AS rule FROM pg_constraint
     WHERE contype IN ('c', 'f') AND conrelid <> 0 AND connamespace = 'public'::regnamespace`,
  );
  const drops = rows.map(({ of, name }) => `ALTER TABLE ${of} DROP CONSTRAINT ${name}`);
  const adds = rows.map(({ of, name, rule }) => `ALTER TABLE ${of} ADD CONSTRAINT ${name} ${rule} NOT VALID`);
  // As a damaged database has them: there, and not true of all rows.
  const believed = 'UPDATE pg_constraint SET convalidated = true WHERE NOT convalidated';
  await query(url, [...drops, ...statements, ...adds, believed].join(';\n'));
}
