/** What the memory of the process grows by for each page that only listens, with a mentor's empty list, beside the bare ws library. */
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from './child.ts';
import { inTurn } from './measure.ts';
import { startNode } from './node.ts';
import { openPages } from './page.ts';
import { type Row, row } from './row.ts';

const snapshot = '{"type":"snapshot","alumniId":"nobody","slots":[]}';
const first = 500;
const more = 4000;

export async function measureIdle(folder: string): Promise<Row[]> {
  let files = 0;
  const service = async () => {
    files += 1;
    const node = await startNode(`sqlite:${folder}/idle-${files}.db`);
    return aSocket({ ...node, url: node.url });
  };
  const bare = async () => {
    const child = await startChild<string>('bare-feed.ts', snapshot);
    return aSocket({ ...child, url: child.told });
  };
  return [row('idleSocket', await inTurn(service, bare, 3))];
}

/** In kB; stops the process. */
async function aSocket(server: {
  url: string;
  memory(): number | null;
  stop(): Promise<void>;
}): Promise<number> {
  // The first ones pay for what is loaded and compiled once.
  const pages = await openPages(server.url, 'nobody', first);
  const before = await settled(server);
  await openPages(server.url, 'nobody', first + more, pages);
  const after = await settled(server);
  for (const page of pages) page.terminate();
  await server.stop();
  return (after - before) / more / 1000;
}

async function settled({ memory }: { memory(): number | null }): Promise<number> {
  await delay(2000);
  const bytes = memory();
  if (bytes === null) throw new Error('This system does not tell how much memory a process takes.');
  return bytes;
}
