/** Use-cases that only read bookings. */
import type { BookingList, BookingStatus, ListQuery } from '@mentor-slots/contract';
import type { Caller } from '../caller.ts';
import { instant } from '../clock.ts';
import type { Queries } from '../db/database.ts';
import { type BookedEvent, eventOf } from '../outbox/booked-event.ts';
import { slotsByIds } from '../slots/queries.ts';
import { readRange } from '../time/range.ts';
import { studentBooking } from './booking-view.ts';
import { type BookingFilter, listBookings, newestBooking } from './queries.ts';

/**
 * A student's bookings. Without a range: every session until its end, also those that were declined or called off,
 * but not those the student cancelled. With `from` or `to`: everything in it, past ones too.
 */
export async function listBookingsOf(
  queries: Queries,
  caller: Caller,
  range: Pick<ListQuery, 'from' | 'to'>,
  now: number,
): Promise<BookingList> {
  const ranged = range.from !== undefined || range.to !== undefined;
  const filter: BookingFilter = { ...readRange(range), studentId: caller.id, cancelledByStudent: ranged };
  if (!ranged) filter.endsAfter = instant(now);
  const rows = await listBookings(queries, filter);
  const slots = await slotsByIds(
    queries,
    rows.map((row) => row.slot_id),
  );
  const bookings = rows.flatMap((row) => {
    const slot = slots.get(row.slot_id);
    // The slot was read later. By its newer version nobody would take the frame that tells what became of the booking.
    return slot === undefined ? [] : [studentBooking(row, { ...slot, version: row.slot_version }, now)];
  });
  return { bookings };
}

/**
 * This person's own booking of a slot, as far as its event in a calendar is concerned: their newest, a cancelled one only where
 * no other is left; null without any, and where they moved and took the event along.
 */
export async function ownBooking(
  queries: Queries,
  slotId: string,
  personId: string,
): Promise<(BookedEvent & { status: BookingStatus }) | null> {
  const booking = await newestBooking(queries, slotId, personId);
  if (booking === undefined || booking.moved_to !== null) return null;
  return { ...eventOf(booking), status: booking.status };
}
