/** All that a student has ever booked: fetched once somebody asks for what is past. */
import type { BookingList } from '@mentor-slots/contract';
import { withQuery } from '../../client/api.ts';
import { bookingsRead } from '../../client/student/bookings.ts';

/** Before there was anything to book. */
const ever = '2000-01-01';

/** `GET /api/slots/my-bookings?from`: upcoming ones too, so that none is missing which ends while somebody looks. */
export const allBookings = bookingsRead('/my-bookings?from', async ({ api }) => {
  const path = withQuery('/api/slots/my-bookings', { from: ever });
  return (await api.send<BookingList>('GET', path)).bookings;
});
