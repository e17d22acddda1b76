/**
 * Durable bookings: the service's own use-case with all its rules, against the fastest that one transaction a booking
 * can be. Both sync every commit to the same disk before they answer.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type BookingsDeps, book } from '../server/dist/bookings/book.js';
import { forOneself } from '../server/dist/bookings/seeker.js';
import { readBookingRules } from '../server/dist/config.js';
import { openDatabase } from '../server/dist/db/open-database.js';
import { byCallers, type Comparison, compare, type Run } from './measure.ts';
import { type Row, row } from './row.ts';
import { benchCaller, type NextPair, pairs, settle, studentId } from './world.ts';

export async function measureBookings(folder: string): Promise<Row[]> {
  return [
    row('bookings1', await compareBookings(folder, { callers: 1, rounds: 7, count: 300 })),
    row('bookings8', await compareBookings(folder, { callers: 8, rounds: 7, count: 800 })),
    row('bookings64', await compareBookings(folder, { callers: 64, rounds: 7, count: 2000 })),
  ];
}

/** Bookings a second by so many callers at once ÷ raw transactions a second, in the given folder. */
async function compareBookings(
  folder: string,
  { callers, rounds, count }: { callers: number; rounds: number; count: number },
): Promise<Comparison> {
  const url = `sqlite:${join(folder, `service-${callers}.db`)}`;
  const filled = await openDatabase(url);
  await settle(filled);
  await filled.close();
  const service = await bookingThrough(url, callers, pairs());
  const raw = await openRaw(join(folder, `raw-${callers}.db`));
  const result = await compare(service.run, raw.run, { rounds, count });
  await service.close();
  raw.close();
  return result;
}

/** Books by the service's own use-case, on a database that is filled already. */
export async function bookingThrough(
  url: string,
  callers: number,
  next: NextPair,
): Promise<{ run: Run; close(): Promise<void> }> {
  const database = await openDatabase(url);
  const deps: BookingsDeps = { clock: Date.now, rules: readBookingRules({}) };
  const ask = async () => {
    const { slotId, student } = next();
    const caller = benchCaller(studentId(student));
    const { created } = await database.write((tx) =>
      book(tx, deps, forOneself(caller, deps.rules), { slotId }),
    );
    if (!created) throw new Error('Booked twice');
  };
  return { run: (count) => byCallers(callers, count, ask), close: () => database.close() };
}

/** better-sqlite3 by itself: kept statements, the claim and the row, nothing else, one transaction each. */
async function openRaw(path: string): Promise<{ run: Run; close(): void }> {
  const filled = await openDatabase(`sqlite:${path}`);
  await settle(filled);
  await filled.close();
  const database = new SqliteDatabase(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -65536');
  const claim = database.prepare<[string, string], { version: number; starts_at: string }>(
    `UPDATE slots SET seats_taken = seats_taken + 1, version = version + 1, updated_at = ?
     WHERE id = ? AND cancelled_at IS NULL AND seats_taken < max_participants RETURNING version, starts_at`,
  );
  const insert = database.prepare(
    `INSERT INTO bookings (id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place, starts_at)
     VALUES (?, ?, ?, 'confirmed', NULL, ?, NULL, NULL, ?, ?)`,
  );
  const bookOne = database.transaction((slotId: string, student: string) => {
    const now = new Date().toISOString();
    const claimed = claim.get(now, slotId);
    if (claimed === undefined) throw new Error('Full');
    insert.run(randomUUID(), slotId, student, now, claimed.version, claimed.starts_at);
  });
  const next = pairs();
  return {
    run: async (count) => {
      for (let done = 0; done < count; done += 1) {
        const { slotId, student } = next();
        bookOne.immediate(slotId, studentId(student));
      }
      const synchronous = database.pragma('synchronous', { simple: true });
      if (synchronous !== 2) throw new Error(`The raw side does not sync: ${synchronous}`);
    },
    close: () => database.close(),
  };
}
