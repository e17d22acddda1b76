/**
 * A node with 2,000 open pages is stopped and started again at the same port, all settings as they are by default. The pages do what docs/feed.md tells
 * them: they come back at a random moment of the nine seconds that follow those which `restarting` names. From the first page that loses its socket
 * until the last has its snapshot again. A page that is refused comes back as one does that was told nothing: after a random 1 to 10 seconds.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { openDatabase } from '../server/dist/db/open-database.js';
import { startNode } from './node.ts';
import { nextFrame, openPage, openPages } from './page.ts';
import { type Row, rowOf } from './row.ts';
import { settle } from './world.ts';

const pageCount = 2000;
const spreadSeconds = 9;
const defaults = { RATE_LIMIT: '120', ADDRESS_RATE_LIMIT: '3000', STOP_GRACE: '2s' };

export async function measureRestart(folder: string): Promise<Row[]> {
  const url = `sqlite:${join(folder, 'restart.db')}`;
  const database = await openDatabase(url);
  await settle(database);
  await database.close();
  const times: number[] = [];
  const refusals: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const node = await startNode(url, defaults);
    const pages = await openPages(node.url, 'ada', pageCount);
    const lost = Promise.race(pages.map(closed)).then(() => performance.now());
    let refused = 0;
    const onRefusal = () => {
      refused += 1;
    };
    const startAgain = async () => {
      await node.stop();
      return startNode(url, { ...defaults, PORT: new URL(node.url).port });
    };
    const [again, ...live] = await Promise.all([
      startAgain(),
      ...pages.map((page) => comeBack(page, node.url, onRefusal)),
    ]);
    times.push((performance.now() - (await lost)) / 1000);
    refusals.push(refused);
    for (const page of live) page.terminate();
    await again.stop();
  }
  return [rowOf('restart', times), rowOf('refused', refusals)];
}

const closed = (page: WebSocket) =>
  new Promise<number>((resolve) => {
    page.once('close', resolve);
  });

/** What a page does when the service restarts; resolves once it is live again. */
async function comeBack(page: WebSocket, url: string, onRefusal: () => void): Promise<WebSocket> {
  const restarting = nextFrame(page, 'restarting');
  const code = await closed(page);
  if (code !== 1012) throw new Error(`A page was closed with ${code}`);
  const { reconnectAfterSeconds } = JSON.parse(await restarting) as { reconnectAfterSeconds: number };
  let least = reconnectAfterSeconds;
  for (;;) {
    await delay((least + Math.random() * spreadSeconds) * 1000);
    try {
      return await openPage(url, 'ada');
    } catch {
      onRefusal();
      least = 1;
    }
  }
}
