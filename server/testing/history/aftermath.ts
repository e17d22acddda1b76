/** What is there once a history has ended: in the database, in the lists, and with whoever subscribed. */
import type { Slot } from '@mentor-slots/contract';
import { expect } from 'vitest';
import { openDatabase } from '../../db/open-database.ts';
import { mentorSlotsHere } from '../command-line.ts';
import type { Follower } from '../follower.ts';
import { faultsOf } from './check.ts';
import { alumni } from './crowd.ts';
import type { History, KeptSlot } from './history.ts';

/** Reads all slots with all their bookings, also what is over. */
async function readKept(databaseUrl: string): Promise<KeptSlot[]> {
  const database = await openDatabase(databaseUrl);
  const { kysely } = database.read;
  const slots = await kysely.selectFrom('slots').selectAll().execute();
  const bookings = await kysely.selectFrom('bookings').selectAll().execute();
  await database.close();
  return slots.map((slot) => ({
    id: slot.id,
    version: slot.version,
    maxParticipants: slot.max_participants,
    seatsTaken: slot.seats_taken,
    waiting: slot.waiting,
    startsAt: slot.starts_at,
    cancelled: slot.cancelled_at !== null,
    bookings: bookings
      .filter(({ slot_id }) => slot_id === slot.id)
      .map(({ id, student_id, status, place }) => ({ id, studentId: student_id, status, place })),
  }));
}

async function readListed(url: string): Promise<Slot[]> {
  const lists = await Promise.all(
    alumni.map(async (alumnus) => {
      const response = await fetch(`${url}/api/slots/alumni/${alumnus}`);
      expect(response.status).toBe(200);
      return ((await response.json()) as { slots: Slot[] }).slots;
    }),
  );
  return lists.flat();
}

const versions = (slots: readonly Slot[]) =>
  Object.fromEntries(slots.map(({ id, version }) => [id, version]));

/**
 * Reads what is there when nobody asks for anything any more, gives subscribers the time to hear of it, and judges the whole history.
 * `quiet` resolves once nothing that was asked can still happen.
 */
export async function faultsAfter(
  history: Pick<History, 'calls' | 'heard'>,
  site: {
    url: string;
    databaseUrl: string;
    followers: Map<string, Follower>;
    patience: number;
    quiet?(): Promise<void>;
  },
): Promise<string[]> {
  await site.quiet?.();
  const listed = await readListed(site.url);
  const held = () => [...site.followers.values()].map((follower) => versions(follower.slots()));
  const truth = held().map(() => versions(listed));
  // Whoever is still stale then is found by the judge, with what they have.
  await expect
    .poll(held, { timeout: site.patience, interval: 50 })
    .toEqual(truth)
    .catch(() => {});
  const subscribers = [...site.followers].map(([name, follower]) => ({ name, slots: follower.slots() }));
  const kept = await readKept(site.databaseUrl);
  const doctor = await mentorSlotsHere(['doctor'], { DATABASE_URL: site.databaseUrl });
  return [
    ...faultsOf({ ...history, subscribers, kept, listed }),
    ...(doctor.stdout.includes('The database is whole.') ? [] : [`doctor: ${doctor.stdout}`]),
  ];
}
