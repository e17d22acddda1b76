import type { Booking } from '@mentor-slots/contract';
import type { Api } from '../api.ts';

/** A booking teaches what its frame would, and its slot as the person sees it now. */
export function learnBooking({ store }: Api, booking: Booking): Booking {
  store.meet([booking.slot]);
  store.receive({ type: 'booking_updated', booking });
  return booking;
}
