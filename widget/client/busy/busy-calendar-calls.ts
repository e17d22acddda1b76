/** What an alumnus asks for of the calendars that they keep elsewhere. */
import type { BusyCalendars, ChangeBusyCalendars } from '@mentor-slots/contract';
import type { Api } from '../api.ts';

const path = '/api/busy-calendars';

/** One function for each endpoint. Every function rejects with a Failure. */
export function busyCalendarCalls({ send }: Api) {
  return {
    /** `GET /api/busy-calendars`: each with how reading it went. */
    read: () => send<BusyCalendars>('GET', path),
    /** `PUT /api/busy-calendars`: all of them; the service reads each at once. */
    change: (body: ChangeBusyCalendars) => send<BusyCalendars>('PUT', path, body),
  };
}
