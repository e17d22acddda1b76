import type { Slot } from '@mentor-slots/contract';
import type { Loaded } from '../../client/loaded.ts';
import type { SlotClient } from '../../client/slot-client.ts';
import { publicSlots } from '../../client/student/public-slots.ts';
import type { Viewing } from '../../element/viewing.ts';
import type { SlotsName } from '../../text/names.ts';
import { type Session, sessionsOf } from '../rows/session.ts';
import { bookingsOf, lookerOf } from '../shown-sessions.ts';
import type { OpenSessions } from './open-sessions.ts';

/** Whose slots are watched: the mentors of the rows. */
export function mentorsOf(rows: readonly Slot[]): readonly string[] {
  return [...new Set(rows.map(({ alumniId }) => alumniId))].sort();
}

/** What was found, as the feed knows it by now: a row whose session its mentor took away is gone. */
export function readFound(
  { rows, failure, readAt }: OpenSessions,
  viewing: Viewing<SlotsName>,
): Loaded<readonly Session[]> {
  const { client, now } = viewing;
  if (!client || (!rows && !failure)) return { state: 'loading' };
  if (!rows) return failure ? { state: 'failed', failure } : { state: 'loading' };
  // By the server's clock, as lists are.
  const at = now - (Date.now() - readAt);
  const lists = mentorsOf(rows).map((id) => [id, client.use(publicSlots).get(id)] as const);
  const known = new Map(lists);
  const slots = rows.flatMap((row) => newest(row, known.get(row.alumniId), at) ?? []);
  const booked = bookingsOf(viewing);
  const shown = new Set(slots.map(({ id }) => id));
  const theirs = booked.filter(({ slotId }) => shown.has(slotId));
  return {
    state: 'ready',
    value: sessionsOf(slots, theirs, lookerOf(viewing), booked),
    ...freshness(
      client,
      at,
      lists.map(([, list]) => list),
    ),
  };
}

/** The session as it is known best; null where it is no more. */
function newest(row: Slot, list: Loaded<readonly Slot[]> | undefined, at: number): Slot | null {
  if (list?.state !== 'ready') return row;
  const live = list.value.find(({ id }) => id === row.id);
  if (!live) return list.live || list.at >= at ? null : row;
  return live.version > row.version ? live : row;
}

/** What was just read is as good as live until the feed has brought it. */
function freshness(
  { connection, now }: SlotClient,
  at: number,
  lists: readonly Loaded<unknown>[],
): { live: boolean; at: number } {
  const old = lists.flatMap((list) => (list.state === 'ready' && !list.live ? [list.at] : []));
  const live = connection === 'live' && !old.length;
  return { live, at: live ? now() : Math.min(at, ...old) };
}
