/**
 * The waiting list: a seat may be free here, who gets it? Everything that frees a seat, adds one or frees a person's time
 * asks `nextInLine`, in the unit that did it, so that a seat is never anybody's while somebody waits who can take it.
 *
 * What such a unit must hold still, and in which order, so that no two of them can wait for each other:
 * first the slots (all at once, by id), then the people (all at once, by id). Nobody who holds a person waits for a slot.
 */
import { howToPromote } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { BookingRules, SeatLimits } from '../config.ts';
import type { Queries, Tx } from '../db/database.ts';
import type { NamedSlotRow } from '../slots/slot-view.ts';
import { absentUntil } from './absences.ts';
import { type BookingChange, promoted } from './booking-change.ts';
import type { NamedBookingRow } from './booking-view.ts';
import { queueOf } from './queries.ts';
import { busyThen, heldAhead, slotsWaitedFor, waitersIn } from './queue-queries.ts';

/** How many of a queue are looked at together: whoever is first can nearly always take it. */
const fewFirst = 8;

/**
 * Those of a queue who get the seats that are free in this slot, as the slot is about to be. Whoever holds a seat in
 * another session then, or as many as they may, is passed over and keeps their place. The slot and everyone who waits
 * in it are held still (`holdStill`).
 */
export async function nextInLine(
  queries: Queries,
  rules: BookingRules,
  slot: NamedSlotRow,
  queue: readonly NamedBookingRow[],
  now: number,
): Promise<BookingChange[]> {
  const how = howToPromote({ startsAt: slot.starts_at }, now, rules);
  if (how === null || slot.cancelled_at !== null) return [];
  const free = slot.max_participants - slot.seats_taken;
  const next: BookingChange[] = [];
  for (const part of [queue.slice(0, fewFirst), queue.slice(fewFirst)]) {
    if (next.length >= free || part.length === 0) break;
    const able = await ableOnes(queries, rules, slot, part, now);
    next.push(...able.slice(0, free - next.length).map((booking) => promoted(booking, slot, how)));
  }
  return next;
}

/** Those who can take a seat in this slot: nothing else at that time, fewer seats than they may hold, not absent too often. */
async function ableOnes(
  queries: Queries,
  limits: SeatLimits,
  slot: NamedSlotRow,
  people: readonly NamedBookingRow[],
  now: number,
): Promise<NamedBookingRow[]> {
  const ids = people.map((one) => one.student_id);
  const busy = await busyThen(queries, ids, {
    startsAt: slot.starts_at,
    endsAt: slot.ends_at,
    now: instant(now),
  });
  const absent = await absentUntil(queries, limits, ids, now);
  const free = people.filter(({ student_id: id }) => !busy.has(id) && !absent.has(id));
  if (limits.maxAhead === null && limits.maxAheadPerMentor === null) return free;
  const held = await heldAhead(
    queries,
    free.map((one) => one.student_id),
    instant(now),
  );
  return free.filter((one) => reachedLimit(limits, slot.alumni_id, held.get(one.student_id) ?? []) === null);
}

/** A limit that leaves no seat more. `scope`: seats in all, or with this alumnus. */
export interface ReachedLimit {
  scope: 'all' | 'alumnus';
  limit: number;
  held: number;
}

/** Which limit leaves no seat more with this alumnus, or null. `heldWith`: the alumnus of each seat that is held. */
export function reachedLimit(
  { maxAhead, maxAheadPerMentor }: SeatLimits,
  alumniId: string,
  heldWith: readonly string[],
): ReachedLimit | null {
  if (maxAhead !== null && heldWith.length >= maxAhead)
    return { scope: 'all', limit: maxAhead, held: heldWith.length };
  const held = heldWith.filter((id) => id === alumniId).length;
  return maxAheadPerMentor !== null && held >= maxAheadPerMentor
    ? { scope: 'alumnus', limit: maxAheadPerMentor, held }
    : null;
}

/**
 * Holds still what a unit depends on that may free seats in these slots or the time of these people: the slots, those in
 * which one of the people waits, and everyone who waits in any of them. Gives the slots besides those asked for.
 * `alsoPeople` are asked once the slots are still.
 */
export async function holdStill(
  tx: Tx,
  slotIds: readonly string[],
  studentIds: readonly string[],
  alsoPeople: () => Promise<readonly string[]> = async () => [],
): Promise<string[]> {
  const waitedFor = await slotsWaitedFor(tx, studentIds);
  const elsewhere = waitedFor.filter((id) => !slotIds.includes(id));
  await holdWithQueues(tx, [...slotIds, ...elsewhere], alsoPeople);
  return elsewhere;
}

/** Holds still slots, and everyone who waits in them. */
export async function holdWithQueues(
  tx: Tx,
  slotIds: readonly string[],
  alsoPeople: () => Promise<readonly string[]> = async () => [],
): Promise<void> {
  const [, waiting, also] = await Promise.all([
    tx.lock('slots', slotIds),
    waitersIn(tx, slotIds),
    alsoPeople(),
  ]);
  const people = new Set([...waiting, ...also]);
  if (people.size > 0) await tx.lock('people', [...people]);
}

/** Who waits in this slot, where somebody does. */
export async function queueIn(queries: Queries, slot: NamedSlotRow): Promise<NamedBookingRow[]> {
  return slot.waiting === 0 ? [] : queueOf(queries, slot.id);
}
