/** The feed: from a booking at one node to a page at another, and what a page that only listens costs. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { openDatabase } from '../server/dist/db/open-database.js';
import type { PostgresProcess } from '../server/testing/postgres-process.ts';
import { openCaller, postRequest } from './http-client.ts';
import { openPage, startNode } from './node.ts';
import { createDatabase } from './postgres-bookings.ts';
import { signToken } from './tokens.ts';
import { settle, studentId } from './world.ts';

export interface Waits {
  median: number;
  p99: number;
}

/** In ms, from sending the request to book: until its answer came, and until a page at the other node had it. */
export async function measureWay(
  server: PostgresProcess,
  bookings: number,
): Promise<{ answer: Waits; page: Waits }> {
  const url = await createDatabase(server, 'way');
  const database = await openDatabase(url);
  await settle(database);
  await database.close();
  const [here, there] = [await startNode(url), await startNode(url)];
  // The list's owner is `ada`; she has the first twenty slots.
  const page = await openPage(there.url, 'ada');
  const caller = await openCaller(here.url);
  const answers: number[] = [];
  const pages: number[] = [];
  for (let index = -20; index < bookings; index += 1) {
    const request = postRequest('/api/slots/book', signToken(studentId(index + 20)), {
      slotId: `slot-${(index + 20) % 20}`,
    });
    const heard = once(page, 'message').then(() => performance.now());
    const since = performance.now();
    const status = await caller.ask(request);
    const answered = performance.now();
    if (status !== 201) throw new Error(`Answered ${status}`);
    const shown = await heard;
    // The first ones warm it up.
    if (index < 0) continue;
    answers.push(answered - since);
    pages.push(shown - since);
  }
  caller.close();
  page.terminate();
  await Promise.all([here.stop(), there.stop()]);
  return { answer: waits(answers), page: waits(pages) };
}

function waits(values: number[]): Waits {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), p99: at(0.99) };
}

/** Bytes that the service's memory grows by for a thousand pages that only listen; null where it is not told. */
export async function measureIdlePages(databaseUrl: string, pages: number): Promise<number | null> {
  const node = await startNode(databaseUrl);
  const sockets: WebSocket[] = [];
  const open = async (count: number) => {
    for (let done = 0; done < count; done += 50) {
      sockets.push(...(await Promise.all(Array.from({ length: 50 }, () => openPage(node.url, 'nobody')))));
    }
    await delay(2000);
    return node.memory();
  };
  // The first ones pay for what is loaded and compiled once.
  const before = await open(500);
  const after = await open(pages);
  for (const socket of sockets) socket.terminate();
  await node.stop();
  return before === null || after === null ? null : ((after - before) * 1000) / pages;
}
