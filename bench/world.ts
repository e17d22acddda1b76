/** What the benchmark books: slots enough for every round, students enough that each has few sessions. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from '../server/dist/db/database.js';

const seatsASlot = 500;
const slotCount = 400;
const studentCount = 20_000;

export const dataFolder = fileURLToPath(new URL('data', import.meta.url));

/** A folder beside the sources, so on a real disk: in memory, syncing costs nothing. */
export function benchFolder(): { folder: string; remove(): void } {
  mkdirSync(dataFolder, { recursive: true });
  const folder = mkdtempSync(join(dataFolder, 'run-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function studentId(index: number): string {
  return `student-${index}`;
}

/** A student as a token would introduce them. */
export function benchCaller(id: string) {
  return {
    id,
    name: id,
    email: null,
    roles: new Set(['student'] as const),
    language: null,
    timeZone: null,
    headStart: 0,
    cohorts: [],
    issuedAt: 0,
    requestId: 'a request of the benchmark, as long as a UUID',
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
}

/** Who books what next. */
export type NextPair = () => { slotId: string; student: number };

/** Gives each pair of student and slot once. Callers next to each other book different slots, so they seldom wait for each other, like people. */
export function spreadPairs(): NextPair {
  let next = 0;
  return () => {
    const booking = next;
    next += 1;
    const slot = (booking + Math.floor(booking / studentCount)) % slotCount;
    return { slotId: `slot-${slot}`, student: booking % studentCount };
  };
}

/** Gives each pair of student and slot once. Everybody books the same slot until it is full. */
export function pairs(among = studentCount): NextPair {
  let next = 0;
  return () => {
    const booking = next;
    next += 1;
    const slot = Math.floor(booking / seatsASlot);
    if (slot >= slotCount) throw new Error('All seats are taken: fewer rounds, or more slots');
    return { slotId: `slot-${slot}`, student: booking % among };
  };
}

/** Fills an empty database with the owner, the students and the slots, a session a day each. `seats` of each slot. */
export async function settle(database: Database, seats = seatsASlot): Promise<void> {
  const now = Date.now();
  const created = new Date(now).toISOString();
  const person = (id: string) => ({
    id,
    name: id,
    email: null,
    token_issued_at: Math.floor(now / 1000),
    first_seen_at: created,
  });
  await database.write(async ({ kysely }) => {
    await kysely
      .insertInto('people')
      .values([person('ada'), person('grace')])
      .execute();
    for (let index = 0; index < studentCount; index += 1) {
      await kysely
        .insertInto('people')
        .values(person(studentId(index)))
        .execute();
    }
    for (let index = 0; index < slotCount; index += 1) {
      const startsAt = new Date(now + (index + 1) * 86_400_000).toISOString();
      const endsAt = new Date(now + (index + 1) * 86_400_000 + 1_800_000).toISOString();
      await kysely
        .insertInto('slots')
        .values({
          id: `slot-${index}`,
          // A list shows twenty sessions; the others belong to another.
          alumni_id: index < 20 ? 'ada' : 'grace',
          series_id: null,
          date: startsAt.slice(0, 10),
          start_time: startsAt.slice(11, 16),
          end_time: endsAt.slice(11, 16),
          time_zone: 'UTC',
          starts_at: startsAt,
          ends_at: endsAt,
          max_participants: seats,
          seats_taken: 0,
          waiting: 0,
          opens_at: null,
          description: 'Career questions, and how to ask them',
          meeting_url: 'https://meet.example.edu/ada',
          requires_approval: 0,
          version: 1,
          cancelled_at: null,
          created_at: created,
          updated_at: created,
        })
        .execute();
    }
  });
}
