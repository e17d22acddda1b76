/** One round of a history on three nodes with a PostgreSQL server of their own: nodes and server are stopped, go on, are killed and start again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, vi } from 'vitest';
import { follow } from '../follower.ts';
import { freePort } from '../free-port.ts';
import { type PostgresProcess, startPostgres } from '../postgres-process.ts';
import { ensurePostgres } from '../postgres-programs.mjs';
import { inDatabase, query } from '../postgres-server.ts';
import { type ServiceProcess, serviceEnvironment, startProcess } from '../process.ts';
import { faultsAfter } from './aftermath.ts';
import { alumni, gather, seen } from './crowd.ts';
import type { History } from './history.ts';
import type { PlayedRound, Round } from './round.ts';

const people = 12;
const nodeCount = 3;

/** Plays a round and tells what was broken, and how much was answered. */
export async function playKilledCluster({
  kills,
  random,
  folder,
  patience = 60_000,
}: Round): Promise<PlayedRound> {
  const server = await startPostgres(await ensurePostgres());
  onTestFinished(() => server.remove());
  await query(server.url, 'CREATE DATABASE history');
  const databaseUrl = inDatabase(server.url, 'history');
  const ports: number[] = [];
  while (ports.length < nodeCount) ports.push(await freePort());
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const start = (port: number) =>
    startProcess({ ...serviceEnvironment(''), DATABASE_URL: databaseUrl, PORT: String(port) }, [], folder);
  const nodes = ports.map(start);
  await Promise.all(nodes.map(({ url }) => url));

  const history: Pick<History, 'calls' | 'heard'> = { calls: [], heard: [] };
  let answers = 0;
  const crowd = gather({
    urls,
    random,
    calls: history.calls,
    answered: () => {
      answers += 1;
    },
  });
  const more = (count: number) => {
    const enough = answers + count;
    return expect.poll(() => answers, { interval: 5 }).toBeGreaterThanOrEqual(enough);
  };
  const pick = (count: number) => Math.floor(random() * count);
  await crowd.open();
  const followers = new Map(
    urls.map((url, index) => [
      `a page at node ${index}`,
      follow(url, alumni, { heard: (slot) => history.heard.push(seen(slot)) }),
    ]),
  );
  await Promise.all([...followers.values()].map(({ ready }) => ready));

  const playing = crowd.start(people);
  for (let kill = 0; kill < kills; kill += 1) {
    await more(1 + pick(100));
    if (random() < 0.3) {
      const stopped = random() < 0.5 ? [nodes[pick(nodeCount)]?.child.pid ?? 0] : await processesOf(server);
      await pause(stopped, 100 + random() * 2000);
      await more(1 + pick(20));
    }
    if (random() < 0.25) {
      await killServer(server, random() < 0.5);
    } else {
      const index = pick(nodeCount);
      const node = nodes[index] as ServiceProcess;
      node.child.kill('SIGKILL');
      await node.exited;
      const started = start(ports[index] as number);
      nodes[index] = started;
      await started.url;
    }
  }
  await more(100);
  await playing.stop();
  const [url = ''] = urls;
  const faults = await faultsAfter(history, {
    url,
    databaseUrl,
    followers,
    patience,
    quiet: () => untilQuiet(databaseUrl, urls),
  });
  for (const follower of followers.values()) follower.close();
  for (const { child } of nodes) child.kill('SIGKILL');
  await Promise.all(nodes.map(({ exited }) => exited));
  await server.remove();
  return { faults, history };
}

/** Of the server, all that can be known of; whoever is stopped takes no new connections. */
async function processesOf(server: PostgresProcess): Promise<number[]> {
  const pids = await pidsIn(server, 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()');
  const main = Number(readFileSync(join(server.folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return [main, ...pids];
}

/** Asks until it is answered: after the last kill the server may be recovering still. */
async function pidsIn(server: PostgresProcess, text: string): Promise<number[]> {
  const { rows } = await vi.waitFor(() => query(server.url, text), { timeout: 60_000 });
  return (rows as { pid: number }[]).map(({ pid }) => pid);
}

async function pause(pids: readonly number[], ms: number): Promise<void> {
  signal(pids, 'SIGSTOP');
  await delay(ms);
  signal(pids, 'SIGCONT');
}

/** A connection may end between asking for it and stopping it. */
function signal(pids: readonly number[], what: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, what);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ESRCH') throw error;
    }
  }
}

/** The whole server at once, or one of its connections: then it ends all of them, and recovers by itself. */
async function killServer(server: PostgresProcess, whole: boolean): Promise<void> {
  if (whole) {
    await server.stop('SIGQUIT');
    await server.start();
    return;
  }
  const newest =
    "SELECT pid FROM pg_stat_activity WHERE datname = 'history' ORDER BY query_start DESC LIMIT 1";
  signal(await pidsIn(server, newest), 'SIGKILL');
}

/** Resolves once every node works again, and nothing that was asked of the database is on its way. */
async function untilQuiet(databaseUrl: string, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const status = async () => (await fetch(`${url}/readyz`).catch(() => null))?.status;
    await expect.poll(status, { interval: 100 }).toBe(200);
  }
  const busy = async () => {
    const { rows } = await query(
      databaseUrl,
      `SELECT count(*)::int AS busy FROM pg_stat_activity
       WHERE datname = 'history' AND state <> 'idle' AND pid <> pg_backend_pid()`,
    );
    return (rows as { busy: number }[])[0]?.busy;
  };
  for (let quiet = 0; quiet < 3; quiet += 1) await expect.poll(busy, { interval: 100 }).toBe(0);
}
