/** Use-cases that only read slots. */
import type { ListQuery, Slot, SlotList, SlotView } from '@mentor-slots/contract';
import { ownSlot, studentSlot } from '../bookings/booking-view.ts';
import { confirmedIn, rosters } from '../bookings/queries.ts';
import { type Caller, isManager } from '../caller.ts';
import { instant, isInstant } from '../clock.ts';
import type { Queries } from '../db/database.ts';
import { listSlots, type SlotFilter } from '../slots/list-queries.ts';
import { loadSlot, slotNotFound } from '../slots/managed-slot.ts';
import { type NamedSlotRow, publicSlot } from '../slots/slot-view.ts';
import type { Snapshots } from '../slots/snapshots.ts';
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
  return { slots, nextCursor: writeCursor(last.starts_at, last.id) };
}

const largestPage = 500;

/** What is made of a list that everybody sees, for as long as it is kept. */
interface FirstPage {
  page: SlotList;
  /** Persons who are known to be confirmed in none of its sessions. */
  outsiders: Set<string>;
}

const firstPages = new WeakMap<readonly Slot[], FirstPage>();
/** Of one list; whoever comes after them is asked for again. */
const mostOutsiders = 1_000;

/**
 * The first page of an alumnus's upcoming slots, the very same for all callers who see of it what everybody sees. Null
 * for whoever sees more. It is as true as what this process was told of is whole: ask `caughtUp` first.
 */
export function firstPageOf(
  read: Queries,
  snapshots: Snapshots,
  caller: Caller | null,
  alumniId: string,
): SlotList | null | Promise<SlotList | null> {
  if (isManager(caller, alumniId)) return null;
  const slots = snapshots.kept(alumniId);
  if (slots !== undefined) return firstPageFor(read, slots, caller);
  return snapshots.read([alumniId]).then((lists) => firstPageFor(read, lists.get(alumniId) ?? [], caller));
}

function firstPageFor(
  read: Queries,
  slots: readonly Slot[],
  caller: Caller | null,
): SlotList | Promise<SlotList | null> {
  const { page, outsiders } = firstPage(slots);
  if (caller === null || outsiders.has(caller.id)) return page;
  return confirmedIn(
    read,
    caller.id,
    slots.slice(0, largestPage).map(({ id }) => id),
  ).then((confirmed) => {
    if (confirmed.size > 0) return null;
    if (outsiders.size >= mostOutsiders) outsiders.clear();
    outsiders.add(caller.id);
    return page;
  });
}

function firstPage(slots: readonly Slot[]): FirstPage {
  const known = firstPages.get(slots);
  if (known !== undefined) return known;
  const shown = slots.slice(0, largestPage);
  const last = shown.at(-1);
  const isWhole = slots.length <= largestPage || last === undefined;
  const page: SlotList = isWhole
    ? { slots: shown }
    : { slots: shown, nextCursor: writeCursor(last.startsAt, last.id) };
  const made = { page, outsiders: new Set<string>() };
  firstPages.set(slots, made);
  return made;
}

function writeCursor(startsAt: string, id: string): string {
  return Buffer.from(`${startsAt} ${id}`).toString('base64url');
}

function readCursor(text: string): { startsAt: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([\x21-\x7e]{1,64})$/.exec(
    Buffer.from(text, 'base64url').toString(),
  );
  if (match?.[1] === undefined || match[2] === undefined || !isInstant(match[1])) {
    throw foreignCursor();
  }
  return { startsAt: match[1], id: match[2] };
}
