import type { Booking, Slot } from '@mentor-slots/contract';
import { bookings } from '../client/bookings.ts';
import type { Loaded } from '../client/loaded.ts';
import { publicSlots } from '../client/public-slots.ts';
import type { SlotClient } from '../client/slot-client.ts';
import type { Viewing } from '../element/viewing.ts';
import type { SlotsName } from '../text/names.ts';
import type { AlumniSlots } from './alumni-slots.ts';
import { type Session, sessionsOf } from './session.ts';

/** The mentors with whom the viewer has bookings. */
export function bookedMentors(client: SlotClient | null): string[] {
  return [...new Set(bookingsOf(client).map((one) => one.slot.alumniId))].sort();
}

/** The viewer's bookings as far as they are known. */
function bookingsOf(client: SlotClient | null): readonly Booking[] {
  const loaded = client?.use(bookings).get();
  return loaded?.state === 'ready' ? loaded.value : [];
}

/** A mentor's slots as far as they are known. */
function slotsOf(client: SlotClient, alumniId: string): readonly Slot[] {
  const loaded: Loaded<readonly Slot[]> = client.use(publicSlots).get(alumniId);
  return loaded.state === 'ready' ? loaded.value : [];
}

/** What the element shows a list of: the mentor's slots, or in `mine` the student's bookings. */
export function listOf({ mine, alumniId }: AlumniSlots, client: SlotClient | null): Loaded<readonly Slot[]> {
  if (!client || !(mine || alumniId)) return { state: 'loading' };
  if (!mine) return client.use(publicSlots).get(alumniId);
  const booked = client.use(bookings).get();
  return booked.state === 'ready' ? { ...booked, value: [] } : booked;
}

/** The sessions that the element shows. `returned`: what the viewer gave back here stays in their own list. */
export function readSessions(
  { mine, compact, alumniId }: AlumniSlots,
  { client, signedIn, now }: Viewing<SlotsName>,
  returned: ReadonlyMap<string, Booking>,
): readonly Session[] {
  if (!client) return [];
  const known: readonly Booking[] = signedIn && !compact ? bookingsOf(client) : [];
  const viewerId = signedIn ? client.userId : null;
  if (!mine) {
    const theirs = known.filter((one) => one.slot.alumniId === alumniId);
    return sessionsOf(slotsOf(client, alumniId), theirs, viewerId, now);
  }
  const all = [...known, ...(signedIn ? returned.values() : [])];
  const mentors = new Set(all.map((one) => one.slot.alumniId));
  const slots = [...mentors].flatMap((id) => slotsOf(client, id));
  return sessionsOf(slots, all, viewerId, now).filter(
    (one) =>
      one.isTheirs ||
      (one.booking && (one.standing === 'called-off' || one.booking.cancelReason === 'declined')) ||
      returned.has(one.slot.id),
  );
}
