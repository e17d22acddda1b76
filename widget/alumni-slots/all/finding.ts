/** Asks the service for the next rows. What it cannot be asked for, evenings on the viewer's clock, is chosen here. */
import type { OpenSlotsQuery, Slot, SlotList } from '@mentor-slots/contract';
import type { Viewer } from '../../calendar/viewer.ts';
import { publicForm } from '../../client/student/slot-store.ts';
import { endOf, eveningFrom, isEvening, type Wanted } from './wanted.ts';

/** So many rows are shown at first, and so many more each time. */
export const pageSize = 20;
/** Most answers that one look takes; for evenings each leads at least to the next one. */
const mostAnswers = 8;
/** As many as the service gives in an answer. */
const largestPage = 100;

/** Where to go on. */
export interface Next {
  /** ms. */
  from: number;
  cursor?: string;
}

export interface Found {
  slots: readonly Slot[];
  /** Null: these were the last. */
  next: Next | null;
}

/** What a look is by: whose clock, until when, and how the service is asked. */
export interface Look {
  viewer: Viewer;
  /** The server's clock, ms. */
  now: number;
  ask(query: OpenSlotsQuery): Promise<SlotList>;
}

/** Finds at least `count` sessions, where a few answers hold as many. Not every answer holds as many as it may. */
export async function findSessions(
  wanted: Wanted,
  look: Look,
  count = pageSize,
  start: Next = { from: look.now },
): Promise<Found> {
  const { words, evenings } = wanted;
  const { viewer, ask } = look;
  const end = endOf(wanted, viewer, look.now);
  const slots: Slot[] = [];
  let next: Next | null = evenings ? { ...start, from: eveningFrom(viewer, start.from) } : start;
  for (let answers = 0; next && slots.length < count && answers < mostAnswers; answers++) {
    const from: number = next.from;
    const { cursor } = next;
    const page: SlotList = await ask({
      ...(words && { q: words }),
      // What runs already cannot be booked: from now on needs no saying.
      ...(from > look.now && { from: new Date(from).toISOString() }),
      ...(end !== null && { to: new Date(end).toISOString() }),
      ...(cursor && { cursor }),
      limit: String(Math.min(largestPage, evenings ? Math.max(count, 2 * pageSize) : count)),
    });
    slots.push(...page.slots.filter((slot) => !evenings || isEvening(viewer, slot.startsAt)).map(publicForm));
    next = page.nextCursor ? { from, cursor: page.nextCursor } : null;
    const last = page.slots.at(-1);
    // The rest of the day is passed over.
    const later: number = evenings && next && last ? eveningFrom(viewer, last.startsAt) : 0;
    if (last && later > Math.max(from, Date.parse(last.startsAt))) next = { from: later };
    if (next && end !== null && next.from >= end) next = null;
  }
  return { slots, next };
}
