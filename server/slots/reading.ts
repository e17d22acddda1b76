/** Use-cases that only read slots. */
import type { ListQuery, Slot, SlotList, SlotView } from '@mentor-slots/contract';
import { type Clock, instant } from '../clock.ts';
import type { Database, Queries } from '../db/database.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../problem.ts';
import { confirmedIn, listSlots, rosters, type SlotFilter, slotById, upcomingSlots } from './queries.ts';
import { readRange } from './range.ts';
import { type NamedSlotRow, ownSlot, publicSlot, studentSlot } from './slot-view.ts';

export interface ReadingDeps {
  database: Database;
  clock: Clock;
}

/** May this caller do with the slot what its owner may? */
export function isManager(caller: Caller | null, slot: { alumni_id: string }): boolean {
  return (
    caller !== null &&
    (caller.roles.has('admin') || (caller.roles.has('alumni') && caller.id === slot.alumni_id))
  );
}

/** Slots in the form that this caller may see: owners with rosters, confirmed students with the place. */
async function viewSlots(
  queries: Queries,
  caller: Caller | null,
  slots: readonly NamedSlotRow[],
  now: number,
): Promise<SlotView[]> {
  if (caller === null) return slots.map((slot) => publicSlot(slot, now));
  const managed = slots.filter((slot) => isManager(caller, slot)).map((slot) => slot.id);
  const others = slots.filter((slot) => !isManager(caller, slot)).map((slot) => slot.id);
  const roster = await rosters(queries.kysely, managed);
  const confirmed = await confirmedIn(queries, caller.id, others);
  return slots.map((slot) => {
    const bookings = roster.get(slot.id);
    if (bookings !== undefined) return ownSlot(slot, bookings, now);
    return studentSlot(slot, confirmed.has(slot.id) ? 'confirmed' : null, now);
  });
}

/** One slot, cancelled and past ones too. */
export async function readSlot(deps: ReadingDeps, caller: Caller | null, slotId: string): Promise<SlotView> {
  const { read } = deps.database;
  const [slot] = await read.run(slotById, { id: slotId });
  if (slot === undefined) throw slotNotFound();
  const [view] = await viewSlots(read, caller, [slot], deps.clock());
  if (view === undefined) throw slotNotFound();
  return view;
}

export function slotNotFound(): Problem {
  return new Problem('slot_not_found', 'There is no such slot. It may have been removed.');
}

/**
 * A page of one alumnus's slots, soonest first.
 * `upcoming`: those that are not over and not cancelled; `all`: whatever lies in the asked range.
 */
export async function listSlotsOf(
  deps: ReadingDeps,
  caller: Caller | null,
  alumniId: string,
  query: ListQuery,
  which: 'upcoming' | 'all',
): Promise<SlotList> {
  const now = deps.clock();
  const limit = readLimit(query.limit);
  const filter: SlotFilter = { ...readRange(query), alumniId, cancelled: which === 'all', limit: limit + 1 };
  if (which === 'upcoming') filter.endsAfter = instant(now);
  if (query.cursor !== undefined) filter.after = readCursor(query.cursor);
  const rows = await listSlots(deps.database.read, filter);
  const page = rows.slice(0, limit);
  const slots = await viewSlots(deps.database.read, caller, page, now);
  const last = page.at(-1);
  if (rows.length <= limit || last === undefined) return { slots };
  return { slots, nextCursor: Buffer.from(`${last.starts_at} ${last.id}`).toString('base64url') };
}

/** All upcoming and running slots of each alumnus, in public form: one read for all of them. */
export async function snapshots(
  deps: ReadingDeps,
  alumniIds: readonly string[],
): Promise<Map<string, Slot[]>> {
  const now = deps.clock();
  const byAlumnus = new Map<string, Slot[]>(alumniIds.map((id) => [id, []]));
  for (const row of await upcomingSlots(deps.database.read, alumniIds, instant(now))) {
    byAlumnus.get(row.alumni_id)?.push(publicSlot(row, now));
  }
  return byAlumnus;
}

const largestPage = 500;

function readLimit(text: string | undefined): number {
  if (text === undefined) return largestPage;
  const limit = Number(text);
  if (limit > largestPage) {
    throw new Problem('invalid_request', `\`limit\` must be a whole number from 1 to ${largestPage}.`, {
      field: 'limit',
    });
  }
  return limit;
}

function readCursor(text: string): { startsAt: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\S+)$/.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new Problem('invalid_request', '`cursor` must be the nextCursor of the answer before.', {
      field: 'cursor',
    });
  }
  return { startsAt: match[1], id: match[2] };
}
