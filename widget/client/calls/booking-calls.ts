/** What a student asks for of one session. */
import type { Book, Booking, Cancel, Move, Moved, Wait } from '@mentor-slots/contract';
import { type Api, slotPath } from '../api.ts';
import { learnBooking } from './learn-booking.ts';

/** One function for each endpoint. Every function rejects with a Failure; what an answer teaches is in the store when it resolves. */
export function bookingCalls(api: Api) {
  const { send, http } = api;
  return {
    /** `GET /api/slots/:slotId/session.ics`: the session as a file for other calendars. */
    async sessionFile(slotId: string): Promise<string> {
      return (await http<string>(`${slotPath(slotId)}/session.ics`, { accept: 'text/calendar' })).body ?? '';
    },

    /** `POST /api/slots/book`. Teaches the booking and its slot. */
    async book(body: Book): Promise<Booking> {
      return learnBooking(api, await send('POST', '/api/slots/book', body));
    },

    /** `POST /api/slots/waitlist`. Teaches the booking and its slot. */
    async wait(body: Wait): Promise<Booking> {
      return learnBooking(api, await send('POST', '/api/slots/waitlist', body));
    },

    /** `POST /api/slots/cancel`. Teaches the booking and its slot. */
    async cancel(body: Cancel): Promise<Booking> {
      return learnBooking(api, await send('POST', '/api/slots/cancel', body));
    },

    /** `POST /api/slots/move`. Teaches both bookings and their slots. */
    async move(body: Move): Promise<Moved> {
      const moved = await send<Moved>('POST', '/api/slots/move', body);
      for (const one of [moved.booking, moved.left]) learnBooking(api, one);
      return moved;
    },
  };
}
