import type { Booking, Slot } from '@mentor-slots/contract';
import type { Loaded } from '../client/loaded.ts';
import type { SlotClient } from '../client/slot-client.ts';
import { bookings } from '../client/student/bookings.ts';
import { publicSlots } from '../client/student/public-slots.ts';
import type { Viewing } from '../element/viewing.ts';
import type { SlotsName } from '../text/names.ts';
import { type Looker, type Session, sessionsOf } from './rows/session.ts';

/** What the page asks an `<alumni-slots>` to show. */
export interface Shown {
  alumniId: string;
  mine: boolean;
  compact: boolean;
  /** Everybody's, with a search: see all/. */
  all: boolean;
  view: string;
}

/** The viewer's bookings as far as they are known; none where nobody is signed in. */
export function bookingsOf({ client, signedIn }: Viewing<SlotsName>): readonly Booking[] {
  const loaded = client && signedIn ? client.use(bookings).get() : null;
  return loaded?.state === 'ready' ? loaded.value : [];
}

/** A mentor's slots as far as they are known. */
function slotsOf(client: SlotClient, alumniId: string): readonly Slot[] {
  const loaded = client.use(publicSlots).get(alumniId);
  return loaded.state === 'ready' ? loaded.value : [];
}

/** Whose slots are watched for times and seats; in `mine` the mentors of the booked sessions, and of those given back. */
export function watchedMentors(
  { mine, compact, alumniId }: Shown,
  viewing: Viewing<SlotsName>,
  returned: ReadonlyMap<string, Booking>,
): readonly string[] {
  if (!mine) return alumniId ? [alumniId] : [];
  if (!viewing.client || !viewing.signedIn || compact) return [];
  const booked = [...bookingsOf(viewing), ...returned.values()];
  return [...new Set(booked.map(({ slot }) => slot.alumniId))].sort();
}

/** Who looks at sessions: the person who is signed in, or anybody. */
export function lookerOf({ client, signedIn, now }: Viewing<SlotsName>): Looker {
  return {
    viewerId: signedIn && client ? client.userId : null,
    headStart: signedIn && client ? client.headStart : 0,
    now,
  };
}

/**
 * The sessions that the element shows. `returned`: what the viewer gave back here stays in their own list; `held`: where a
 * line has told of a seat that was held for the viewer, it tells what became of it.
 */
export function readSessions(
  { mine, compact, alumniId }: Shown,
  viewing: Viewing<SlotsName>,
  returned: ReadonlyMap<string, Booking>,
  held: ReadonlySet<string>,
): Loaded<readonly Session[]> {
  const { client, signedIn } = viewing;
  if (!client || !(mine || alumniId)) return { state: 'loading' };
  const list = mine ? client.use(bookings).get() : client.use(publicSlots).get(alumniId);
  if (list.state !== 'ready') return list;
  const known = bookingsOf(viewing);
  const looker = lookerOf(viewing);
  if (!mine) {
    // One line tells what is free for everybody, and what is held for the viewer.
    const theirs = known.filter(
      ({ slot, status }) =>
        slot.alumniId === alumniId && (!compact || status === 'offered' || held.has(slot.id)),
    );
    return { ...list, value: sessionsOf(slotsOf(client, alumniId), theirs, looker, known) };
  }
  const all = [...known, ...(signedIn ? returned.values() : [])];
  const mentors = new Set(all.map(({ slot }) => slot.alumniId));
  const slots = [...mentors].flatMap((id) => slotsOf(client, id));
  const value = sessionsOf(slots, all, looker).filter(
    (one) =>
      one.isTheirs ||
      one.isQueued ||
      // What others or the clock have ended stays to be read; what the student ended themselves does not.
      (one.booking && one.booking.cancelReason !== 'student') ||
      returned.has(one.slot.id),
  );
  return { ...list, value };
}
