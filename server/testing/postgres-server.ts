/**
 * Before the tests on PostgreSQL: a server of their own in a temporary folder, on a Unix socket there and nowhere
 * else, or the one that TEST_DATABASE_URL names; in it a database with the tables, which the tests copy.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { readSchema } from '../db/schema.ts';
import { ensurePostgres } from './postgres-programs.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server, as its `postgres` database, and the name of the database to copy. */
    postgres: { url: string; template: string };
  }
}

interface Server {
  url: string;
  stop(): Promise<void>;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startServer(await ensurePostgres());
  const template = `mentor_slots_template_${process.pid}`;
  await query(server.url, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`);
  await query(inDatabase(server.url, template), readSchema());
  project.provide('postgres', { url: server.url, template });
  return async () => {
    if (given) await dropAll(server.url, template);
    await server.stop();
  };
}

/** The template and its copies. */
async function dropAll(url: string, template: string): Promise<void> {
  const { rows } = await query(url, `SELECT datname FROM pg_database WHERE datname LIKE '${template}%'`);
  for (const { datname } of rows) await query(url, `DROP DATABASE ${datname} WITH (FORCE)`);
}

/** The same server's other database. */
export function inDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** @param programs the folder of initdb and postgres */
async function startServer(programs: string): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'mentor-slots-pg-'));
  const data = join(folder, 'data');
  // The server refuses to run as root.
  const user = process.getuid?.() === 0 ? unprivilegedUser() : null;
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'mentor_slots', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr ?? made.error}`);
  // Nothing of the folder outlives the run, and no test pulls the plug: the disk need not be waited for.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '300' };
  const child = spawn(
    join(programs, 'postgres'),
    [
      '-D',
      data,
      '-k',
      folder,
      '-h',
      '',
      ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
    ],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    said = (said + text).slice(-10_000);
  });
  const stopNow = () => void child.kill('SIGINT');
  process.once('exit', stopNow);
  const url = `postgres://mentor_slots@localhost/postgres?host=${encodeURIComponent(folder)}`;
  try {
    await untilReady(url, child);
  } catch (error) {
    child.kill('SIGINT');
    throw new Error(`PostgreSQL does not start: ${said}`, { cause: error });
  }
  return {
    url,
    async stop() {
      process.off('exit', stopNow);
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = performance.now() + 30_000; ; await delay(50)) {
    try {
      await query(url, 'SELECT 1');
      return;
    } catch (error) {
      if (child.exitCode !== null || performance.now() > deadline) throw error;
    }
  }
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((what) => spawnSync('id', [what, name], { encoding: 'utf8' }).stdout);
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.');
}
