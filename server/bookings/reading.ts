/** Use-cases that only read bookings. */
import type { BookingList, ListQuery } from '@mentor-slots/contract';
import { instant } from '../clock.ts';
import type { Caller } from '../http/caller.ts';
import { slotsByIds } from '../slots/queries.ts';
import { readRange } from '../slots/range.ts';
import type { ReadingDeps } from '../slots/reading.ts';
import { studentBooking } from './booking-view.ts';
import { type BookingFilter, listBookings } from './queries.ts';

/**
 * A student's bookings. Without a range: every session until its end, also those that were declined or called off,
 * but not those the student cancelled. With `from` or `to`: everything in it, past ones too.
 */
export async function listBookingsOf(
  deps: ReadingDeps,
  caller: Caller,
  range: Pick<ListQuery, 'from' | 'to'>,
): Promise<BookingList> {
  const now = deps.clock();
  const ranged = range.from !== undefined || range.to !== undefined;
  const filter: BookingFilter = { ...readRange(range), studentId: caller.id, cancelledByStudent: ranged };
  if (!ranged) filter.endsAfter = instant(now);
  const { kysely } = deps.database.read;
  const rows = await listBookings(kysely, filter);
  const slots = await slotsByIds(
    kysely,
    rows.map((row) => row.slot_id),
  );
  const bookings = rows.flatMap((row) => {
    const slot = slots.get(row.slot_id);
    return slot === undefined ? [] : [studentBooking(row, slot, now)];
  });
  return { bookings };
}
