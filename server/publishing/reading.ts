/** Use-cases that only read slots. */
import type { ListQuery, SlotList, SlotView } from '@mentor-slots/contract';
import { ownSlot, studentSlot } from '../bookings/booking-view.ts';
import { confirmedIn, rosters } from '../bookings/queries.ts';
import { type Caller, isManager } from '../caller.ts';
import { instant, isInstant } from '../clock.ts';
import type { Queries } from '../db/database.ts';
import { listSlots, type SlotFilter } from '../slots/list-queries.ts';
import { loadSlot, slotNotFound } from '../slots/managed-slot.ts';
import { type NamedSlotRow, publicSlot } from '../slots/slot-view.ts';
import { foreignCursor, readLimit } from '../time/page.ts';
import { readRange } from '../time/range.ts';

/** Slots in the form that this caller may see: owners with rosters, confirmed students with the place. */
async function viewSlots(
  queries: Queries,
  caller: Caller | null,
  slots: readonly NamedSlotRow[],
  now: number,
): Promise<SlotView[]> {
  if (caller === null) return slots.map((slot) => publicSlot(slot, now));
  const managed = slots.filter((slot) => isManager(caller, slot.alumni_id)).map((slot) => slot.id);
  const others = slots.filter((slot) => !isManager(caller, slot.alumni_id)).map((slot) => slot.id);
  const roster = await rosters(queries, managed);
  const confirmed = await confirmedIn(queries, caller.id, others);
  return slots.map((slot) => {
    const bookings = roster.get(slot.id);
    if (bookings !== undefined) return ownSlot(slot, bookings, now);
    return studentSlot(slot, confirmed.has(slot.id) ? 'confirmed' : null, now);
  });
}

/** One slot, cancelled and past ones too, as it is at `now` (ms). */
export async function readSlot(
  queries: Queries,
  caller: Caller | null,
  slotId: string,
  now: number,
): Promise<SlotView> {
  const slot = await loadSlot(queries, slotId);
  const [view] = await viewSlots(queries, caller, [slot], now);
  if (view === undefined) throw slotNotFound();
  return view;
}

/**
 * A page of one alumnus's slots, soonest first.
 * `upcoming`: those that are not over and not cancelled; `all`: whatever lies in the asked range.
 */
export async function listSlotsOf(
  queries: Queries,
  caller: Caller | null,
  list: { alumniId: string; query: ListQuery; which: 'upcoming' | 'all' },
  now: number,
): Promise<SlotList> {
  const { alumniId, query, which } = list;
  const limit = readLimit(query.limit, { usual: largestPage, largest: largestPage });
  const filter: SlotFilter = { ...readRange(query), alumniId, cancelled: which === 'all', limit: limit + 1 };
  if (which === 'upcoming') filter.endsAfter = instant(now);
  if (query.cursor !== undefined) filter.after = readCursor(query.cursor);
  const rows = await listSlots(queries, filter);
  const page = rows.slice(0, limit);
  const slots = await viewSlots(queries, caller, page, now);
  const last = page.at(-1);
  if (rows.length <= limit || last === undefined) return { slots };
  return { slots, nextCursor: Buffer.from(`${last.starts_at} ${last.id}`).toString('base64url') };
}

const largestPage = 500;

function readCursor(text: string): { startsAt: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\x21-\x7e]{1,64})$/.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  if (match?.[1] === undefined || match[2] === undefined || !isInstant(match[1])) {
    throw foreignCursor();
  }
  return { startsAt: match[1], id: match[2] };
}
