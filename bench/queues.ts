/** What a waiting list costs: cancelling without one and with 200 people in it, and until all of them know their new place. */
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type BookingsDeps, book } from '../server/dist/bookings/book.js';
import { forOneself } from '../server/dist/bookings/seeker.js';
import { cancel } from '../server/dist/bookings/service.js';
import { wait } from '../server/dist/bookings/wait.js';
import { readBookingRules } from '../server/dist/config.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { openCaller, postRequest } from './http-client.ts';
import { inTurn, median } from './measure.ts';
import { startNode } from './node.ts';
import { type Row, row, rowOf } from './row.ts';
import { signToken } from './tokens.ts';
import { benchCaller, settle, studentId } from './world.ts';

const waiting = 200;

/** Cancelling, synced to the disk, where 200 wait and where nobody does, in turn; and until all of them have heard. */
export async function measureQueues(folder: string): Promise<Row[]> {
  const url = (name: string) => `sqlite:${join(folder, `${name}.db`)}`;
  const [alone, crowded] = [await openPlace(url('alone'), 0), await openPlace(url('crowded'), waiting)];
  const cancelling = (place: Awaited<ReturnType<typeof openPlace>>) => async () => {
    const times: number[] = [];
    while (times.length < 50) times.push(await place.cancelOne());
    return median(times);
  };
  const compared = await inTurn(cancelling(crowded), cancelling(alone), 7);
  for (const place of [alone, crowded]) await place.close();
  return [row('cancelling', compared), rowOf('heard', await measureHearing(url('heard')))];
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
  return {
    close: () => database.close(),
    /** In ms. */
    async cancelOne(): Promise<number> {
      const student = line.shift();
      if (student === undefined) throw new Error('Somebody has the seat');
      const since = performance.now();
      await database.write((tx) => cancel(tx, deps, forOneself(student, deps.rules), body));
      const took = performance.now() - since;
      line.push(student);
      if (queue === 0) await database.write((tx) => book(tx, deps, forOneself(student, deps.rules), body));
      else await database.write((tx) => wait(tx, deps, forOneself(student, deps.rules), body));
      return took;
    },
  };
}

async function measureHearing(url: string): Promise<number[]> {
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

async function hearAt(url: string): Promise<number[]> {
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
    return times;
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
