import type { Booking, Slot } from '@mentor-slots/contract';
import { bookings } from '../client/bookings.ts';
import { publicSlots } from '../client/public-slots.ts';
import type { Loaded, SlotClient } from '../client/slot-client.ts';

/** The mentors with whom the viewer has bookings. */
export function bookedMentors(client: SlotClient | null): string[] {
  return [...new Set(bookingsOf(client).map((one) => one.slot.alumniId))].sort();
}

/** The viewer's bookings as far as they are known. */
export function bookingsOf(client: SlotClient | null): readonly Booking[] {
  const loaded = client?.use(bookings).get();
  return loaded?.state === 'ready' ? loaded.value : [];
}

/** A mentor's slots as far as they are known. */
export function slotsOf(client: SlotClient, alumniId: string): readonly Slot[] {
  const loaded: Loaded<readonly Slot[]> = client.use(publicSlots).get(alumniId);
  return loaded.state === 'ready' ? loaded.value : [];
}
