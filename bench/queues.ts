/** What a waiting list costs: cancelling without one and with 200 people in it, and until all of them know their new place. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type BookingsDeps, book } from '../server/dist/bookings/book.js';
import { forOneself } from '../server/dist/bookings/seeker.js';
import { cancel } from '../server/dist/bookings/service.js';
import { wait } from '../server/dist/bookings/wait.js';
import { readBookingRules } from '../server/dist/config.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { openCaller, postRequest } from './http-client.ts';
import { startNode } from './node.ts';
import { signToken } from './tokens.ts';
import { benchCaller, settle, studentId } from './world.ts';

const waiting = 200;

/** Medians in ms. */
export interface QueueCosts {
  /** Cancelling, synced to the disk, where nobody waits and where 200 do. */
  alone: number;
  crowded: number;
  /** From a cancellation until the last of 200 pages had heard of the place that it is at now. */
  heard: number;
}

/** In turn, on one file each. `fileUrl` names one that does not exist. */
export async function measureQueues(fileUrl: (name: string) => string): Promise<QueueCosts> {
  const places = [
    await openPlace(fileUrl('alone'), 0),
    await openPlace(fileUrl('crowded'), waiting),
  ] as const;
  for (let round = 0; round < 300; round += 1) for (const place of places) await place.cancelOne();
  const [alone, crowded] = places.map(({ times }) => median(times.slice(50))) as [number, number];
  for (const place of places) await place.close();
  return { alone, crowded, heard: await measureHearing(fileUrl('heard')) };
}

/** One session of one seat, and so many who wait for it; whoever cancels goes to the end of the queue. */
async function openPlace(url: string, queue: number) {
  const database = await openDatabase(url);
  await settle(database, 1);
  const deps: BookingsDeps = { clock: Date.now, rules: { ...readBookingRules({}), waitlistMax: queue + 1 } };
  const body = { slotId: 'slot-0' };
  const line = Array.from({ length: queue + 1 }, (_, index) => benchCaller(studentId(index)));
  const [first, ...others] = line;
  if (first === undefined) throw new Error('Somebody has the seat');
  await database.write((tx) => book(tx, deps, forOneself(first, deps.rules), body));
  for (const student of others)
    await database.write((tx) => wait(tx, deps, forOneself(student, deps.rules), body));
  const times: number[] = [];
  return {
    times,
    close: () => database.close(),
    async cancelOne() {
      const student = line.shift();
      if (student === undefined) throw new Error('Somebody has the seat');
      const since = performance.now();
      await database.write((tx) => cancel(tx, deps, forOneself(student, deps.rules), body));
      times.push(performance.now() - since);
      line.push(student);
      if (queue === 0) await database.write((tx) => book(tx, deps, forOneself(student, deps.rules), body));
      else await database.write((tx) => wait(tx, deps, forOneself(student, deps.rules), body));
    },
  };
}

async function measureHearing(url: string): Promise<number> {
  const database = await openDatabase(url);
  await settle(database, 1);
  await database.close();
  const node = await startNode(url);
  try {
    return await hearAt(node.url);
  } finally {
    await node.stop();
  }
}

async function hearAt(url: string): Promise<number> {
  const caller = await openCaller(url);
  const pages: WebSocket[] = [];
  const asked = async (path: string, index: number) => {
    const token = signToken(studentId(index));
    const status = await caller.ask(postRequest(path, token, { slotId: 'slot-0' }));
    if (status >= 300) throw new Error(`${path} answered ${status}`);
  };
  try {
    await asked('/api/slots/book', 0);
    for (let index = 1; index <= waiting; index += 1) {
      await asked('/api/slots/waitlist', index);
      pages.push(await openOwnPage(url, signToken(studentId(index))));
    }
    const times: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      // Whoever had the seat does not come back, and those before them are through.
      const heard = pages.slice(round).map((page) => once(page, 'message'));
      const since = performance.now();
      await asked('/api/slots/cancel', round);
      await Promise.all(heard);
      times.push(performance.now() - since);
    }
    return median(times);
  } finally {
    for (const page of pages) page.terminate();
    caller.close();
  }
}

/** A page of this person's, which hears of their own bookings. */
async function openOwnPage(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`);
  await once(socket, 'open');
  const known = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      if (data.toString().startsWith('{"type":"authenticated"')) resolve();
    });
  });
  socket.send(JSON.stringify({ type: 'authenticate', token }));
  await known;
  return socket;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
