/**
 * 2,000 students want the 100 seats of a session that has just opened: each has a connection of their own, open already, and presses at
 * a random moment of one second, which are alike in each run (a fixed sequence). How long their answers take, how long whoever reads another list
 * meanwhile waits, and how long it takes when all of them press in the same moment. Each time exactly 100 must have a seat.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { openDatabase } from '../server/dist/db/open-database.js';
import { getRequest, type HttpCaller, openCaller, openCallers, postRequest } from './http-client.ts';
import { compared, p99 } from './measure.ts';
import { startNode } from './node.ts';
import { type Row, row, rowOf } from './row.ts';
import { signToken } from './tokens.ts';
import { settle, studentId } from './world.ts';

const students = 2000;
const seats = 100;
const rounds = 5;
/** Of Grace's sessions, so that Ada's list of twenty stays as it is. */
const slots = { stormed: 20, quiet: 40 };

export async function measureStorm(folder: string): Promise<Row[]> {
  const path = join(folder, 'storm.db');
  const database = await openDatabase(`sqlite:${path}`);
  await settle(database, seats);
  await database.close();
  const node = await startNode(`sqlite:${path}`);
  const crowd = await openCallers(node.url, students);
  const reader = await openCaller(node.url);
  const storm = (slot: number, milliseconds: number) => press(crowd, `slot-${slot}`, milliseconds);
  // Whoever calls for the first time is recorded; that is not part of a storm.
  const stormed = [slots.stormed];
  await storm(slots.stormed, 1000);
  const answers: { own: number; base: number }[] = [];
  const reading: { own: number; base: number }[] = [];
  const atOnce: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const idle = await bookOneByOne(reader, slots.quiet + round * 10);
    const idleReading = await readFor(reader, 1000);
    const slot = slots.stormed + 1 + round * 2;
    const [took, readMeanwhile] = await Promise.all([storm(slot, 1000), readFor(reader, 1000)]);
    answers.push({ own: p99(took), base: p99(idle) });
    reading.push({ own: p99(readMeanwhile), base: p99(idleReading) });
    atOnce.push(Math.max(...(await storm(slot + 1, 0))) / 1000);
    stormed.push(slot, slot + 1);
  }
  for (const caller of [...crowd, reader]) caller.close();
  await node.stop();
  mustBeExact(path, stormed);
  return [
    row('storm', compared(answers)),
    row('readWhileStorm', compared(reading)),
    rowOf('stormAtOnce', atOnce),
  ];
}

/** In ms, how long each waited for their answer. Throws where not exactly as many as there are seats have one. */
async function press(crowd: readonly HttpCaller[], slotId: string, milliseconds: number): Promise<number[]> {
  const requests = crowd.map((_, index) =>
    postRequest('/api/slots/book', signToken(studentId(index)), { slotId }),
  );
  const statuses = new Map<number, number>();
  const took = await Promise.all(
    crowd.map(async (caller, index) => {
      // 7919 has no factor in common with the number of students: each moment comes once, in no order.
      if (milliseconds > 0) await delay((((index * 7919) % crowd.length) * milliseconds) / crowd.length);
      const since = performance.now();
      const status = await caller.ask(requests[index] ?? '');
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      return performance.now() - since;
    }),
  );
  if (statuses.get(201) !== seats || statuses.get(409) !== crowd.length - seats)
    throw new Error(`The answers were ${JSON.stringify([...statuses])}`);
  return took;
}

/** In ms, 500 bookings one after another, each of another session in turn. */
async function bookOneByOne(caller: HttpCaller, firstSlot: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < 500; index += 1) {
    const slotId = `slot-${firstSlot + (index % 10)}`;
    const request = postRequest('/api/slots/book', signToken(studentId(index)), { slotId });
    const since = performance.now();
    const status = await caller.ask(request);
    times.push(performance.now() - since);
    if (status !== 201) throw new Error(`Booking answered ${status}`);
  }
  return times;
}

/** In ms, how long each reading of Ada's list took: one every ten ms. */
async function readFor(caller: HttpCaller, milliseconds: number): Promise<number[]> {
  const request = getRequest('/api/slots/alumni/ada');
  const times: number[] = [];
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const since = performance.now();
    const status = await caller.ask(request);
    times.push(performance.now() - since);
    if (status !== 200) throw new Error(`Reading answered ${status}`);
    await delay(10);
  }
  return times;
}

/** What stands in the database after the storms. */
function mustBeExact(path: string, stormed: readonly number[]): void {
  const file = new SqliteDatabase(path, { readonly: true });
  const count = file.prepare<[string], { taken: number; booked: number }>(
    `SELECT seats_taken AS taken,
       (SELECT count(*) FROM bookings WHERE slot_id = slots.id AND status = 'confirmed') AS booked
     FROM slots WHERE id = ?`,
  );
  for (const slot of stormed) {
    const found = count.get(`slot-${slot}`);
    if (found?.taken !== seats || found.booked !== seats)
      throw new Error(`Session ${slot} has ${seats} seats: ${JSON.stringify(found)}`);
  }
  file.close();
}
