/** How soon the service is there on a database that has its tables, and how soon the demo of a clone that is installed and built. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../server/dist/db/open-database.js';
import { freePort } from '../server/testing/free-port.ts';
import { startNode } from './node.ts';
import { type Row, rowOf } from './row.ts';
import { settle } from './world.ts';

const rounds = 3;
const root = fileURLToPath(new URL('..', import.meta.url));

export async function measureStart(folder: string): Promise<Row[]> {
  const url = `sqlite:${join(folder, 'start.db')}`;
  const database = await openDatabase(url);
  await settle(database);
  await database.close();
  const service: number[] = [];
  const demo: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    service.push(await startService(url));
    demo.push(await startDemo(`sqlite:${join(folder, `demo-${round}.db`)}`));
  }
  // The first round does not count: `npm start` builds what is not built yet.
  return [rowOf('start', service.slice(1)), rowOf('npmStart', demo.slice(1))];
}

/** In s, from starting the process until `/readyz` says that it is ready. */
async function startService(url: string): Promise<number> {
  const since = performance.now();
  const node = await startNode(url);
  const { ok } = await fetch(`${node.url}/readyz`);
  const took = (performance.now() - since) / 1000;
  if (!ok) throw new Error('The service listens and is not ready.');
  await node.stop();
  return took;
}

/** In s, from `npm start` until the portal answers, its demo data made anew. */
async function startDemo(databaseUrl: string): Promise<number> {
  const port = await freePort();
  const since = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, as the terminal's Ctrl-C would reach it: npm does not pass a signal on to what it runs.
    detached: true,
  });
  const exited = once(child, 'exit');
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`);
    await delay(20);
  }
  const took = (performance.now() - since) / 1000;
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await exited;
  return took;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/`)).ok;
  } catch {
    return false;
  }
}
