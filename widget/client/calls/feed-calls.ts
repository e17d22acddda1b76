/** What a person asks for of the feed of their sessions. */
import type { CalendarFeed, NewCalendarFeed } from '@mentor-slots/contract';
import type { Api } from '../api.ts';

const path = '/api/calendar-feed';

/** One function for each endpoint. Every function rejects with a Failure. */
export function feedCalls({ send, http }: Api) {
  return {
    /** `GET /api/calendar-feed`: is there one, since when, and when was it last read? Never its address. */
    read: () => send<CalendarFeed>('GET', path),
    /** `POST /api/calendar-feed`: the address of a new one, told this once. */
    make: () => send<NewCalendarFeed>('POST', path),
    /** `DELETE /api/calendar-feed`. */
    stop: () => http(path, { method: 'DELETE', personal: true }),
  };
}
