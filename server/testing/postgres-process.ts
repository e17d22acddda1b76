/** A PostgreSQL server in a temporary folder, on a Unix socket there and nowhere else. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface PostgresProcess {
  /** Its `postgres` database. */
  url: string;
  /** The folder of its Unix socket. */
  folder: string;
  /** Ends it; its data stay. SIGINT ends every session first, SIGQUIT asks nobody. */
  stop(signal?: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  /** Starts it again on its data; resolves when it takes connections. */
  start(): Promise<void>;
  /** Ends it, and its data too. */
  remove(): Promise<void>;
}

interface Options {
  /** Where its folder is made; the system's place for temporary files unless told. */
  under?: string;
  settings?: Record<string, string>;
}

/** Nothing of the folder outlives the run, and no test pulls the plug: the disk need not be waited for. */
const unsynced = { fsync: 'off', full_page_writes: 'off' };

/** @param programs the folder of initdb and postgres */
export async function startPostgres(programs: string, options: Options = {}): Promise<PostgresProcess> {
  const folder = mkdtempSync(join(options.under ?? tmpdir(), 'mentor-slots-pg-'));
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
  const settings = { max_connections: '300', ...(options.settings ?? unsynced) };
  const args = ['-D', data, '-k', folder, '-h', ''];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const url = `postgres://mentor_slots@localhost/postgres?host=${encodeURIComponent(folder)}`;
  let child: ChildProcess | null = null;
  const stopNow = () => void child?.kill('SIGINT');
  process.once('exit', stopNow);

  async function start(): Promise<void> {
    const started = spawn(join(programs, 'postgres'), args, {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let said = '';
    started.stderr?.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-10_000);
    });
    try {
      await untilReady(url, started);
    } catch (error) {
      started.kill('SIGINT');
      throw new Error(`PostgreSQL does not start: ${said}`, { cause: error });
    }
  }

  async function stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    const ended = child;
    child = null;
    if (ended === null || ended.exitCode !== null) return;
    const exited = once(ended, 'exit');
    ended.kill(signal);
    await exited;
  }

  await start();
  return {
    url,
    folder,
    start,
    stop,
    async remove() {
      process.off('exit', stopNow);
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = performance.now() + 30_000; ; await delay(50)) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch (error) {
      if (child.exitCode !== null || performance.now() > deadline) throw error;
    } finally {
      await client.end();
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
