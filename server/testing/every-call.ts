/** An example of each route that the service has, in the groups in which docs/authorization.md tells who may call it. */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { wallTime } from './service.ts';
import { wav } from './wav.ts';

/** A session of its alumnus, as it stands for a call: before it, with a student who asked; later she is confirmed in it. */
export interface Scene {
  now: number;
  ownerId: string;
  /** Of the booking. */
  studentId: string;
  /** Somebody whom a token has introduced, and who has nothing to do with the session. */
  otherStudentId: string;
  slot: SlotView;
  /** Another session of the same alumnus, with seats left. */
  free: SlotView;
  booking: Booking;
  /** What somebody has whom it was given: in the address of the student's calendar, and in the mails to her. */
  calendarSecret: string;
  mailKey: string;
  /** From the start of the session on; none before. */
  recordingId: string;
  /** Once it is over; none before. */
  feedbackId: string;
}

export interface Call {
  path: string;
  body?: unknown;
  file?: Buffer;
}
export type When = 'before' | 'during' | 'after';
/** `route` may say after a comma in whose name; `when`: before the session unless told. */
export type Example = [route: string, call: (scene: Scene) => Call, when?: When];

const at = (path: string) => () => ({ path });
const ofSlot =
  (end = '', body?: object) =>
  ({ slot }: Scene): Call => ({ path: `/api/slots/${slot.id}${end}`, ...(body && { body }) });
const ofBooking =
  (end: string, body?: object) =>
  ({ slot, booking }: Scene): Call => ({
    path: `/api/slots/${slot.id}/bookings/${booking.id}/${end}`,
    ...(body && { body }),
  });
const ofNote =
  (body?: object) =>
  ({ booking }: Scene): Call => ({ path: `/api/bookings/${booking.id}/private-note`, ...(body && { body }) });
/** Wall time far from the scene's sessions. */
const later = ({ now }: Scene) => wallTime(now + 20 * 86_400_000);
const copying = (scene: Scene, more: object = {}) => ({
  ...{ from: scene.slot.date, days: 1, onto: [later(scene).date] },
  ...more,
});
const comment = { stars: 4, comment: 'Thank you' };

export const everyCall: Record<string, Example[]> = {
  'Sessions, as everybody sees them': [
    ['GET /api/slots/alumni/:alumniId', ({ ownerId }) => ({ path: `/api/slots/alumni/${ownerId}` })],
    [
      'GET /api/slots/alumni/:alumniId/rating',
      ({ ownerId }) => ({ path: `/api/slots/alumni/${ownerId}/rating` }),
    ],
    ['GET /api/slots/open', at('/api/slots/open')],
    ['GET /api/slots/:slotId', ofSlot()],
    ['GET /api/slots/:slotId/session.ics', ofSlot('/session.ics')],
    // Without an upgrade to a WebSocket.
    ['GET /api/slots/feed', at('/api/slots/feed')],
  ],
  'Publishing them': [
    ['POST /api/slots', (scene) => ({ path: '/api/slots', body: later(scene) })],
    [
      'POST /api/slots, `alumniId` of its alumnus',
      (scene) => ({ path: '/api/slots', body: { ...later(scene), alumniId: scene.ownerId } }),
    ],
    ['POST /api/slots/preview', (scene) => ({ path: '/api/slots/preview', body: later(scene) })],
    [
      'POST /api/slots/preview, `alumniId` of its alumnus',
      (scene) => ({ path: '/api/slots/preview', body: { ...later(scene), alumniId: scene.ownerId } }),
    ],
    [
      'POST /api/slots/copy, `alumniId` of its alumnus',
      (scene) => ({ path: '/api/slots/copy', body: copying(scene, { alumniId: scene.ownerId }) }),
    ],
    ['POST /api/slots/copy', (scene) => ({ path: '/api/slots/copy', body: copying(scene) })],
    ['POST /api/slots/copy/preview', (scene) => ({ path: '/api/slots/copy/preview', body: copying(scene) })],
    ['GET /api/slots/my-slots', at('/api/slots/my-slots')],
    [
      'GET /api/slots/my-slots, `alumniId` of its alumnus',
      ({ ownerId }) => ({ path: `/api/slots/my-slots?alumniId=${ownerId}` }),
    ],
    ['PATCH /api/slots/:slotId', ofSlot('', { maxParticipants: 9 })],
    ['DELETE /api/slots/:slotId', ofSlot()],
    ['POST /api/slots/:slotId/bookings/:bookingId/confirm', ofBooking('confirm')],
    ['POST /api/slots/:slotId/bookings/:bookingId/decline', ofBooking('decline')],
  ],
  'A seat in them': [
    ['POST /api/slots/book', ({ slot }) => ({ path: '/api/slots/book', body: { slotId: slot.id } })],
    [
      'POST /api/slots/book, `studentId` of another student',
      ({ slot, otherStudentId }) => ({
        path: '/api/slots/book',
        body: { slotId: slot.id, studentId: otherStudentId },
      }),
    ],
    ['POST /api/slots/waitlist', ({ slot }) => ({ path: '/api/slots/waitlist', body: { slotId: slot.id } })],
    [
      'POST /api/slots/cancel',
      ({ booking }) => ({ path: '/api/slots/cancel', body: { bookingId: booking.id } }),
    ],
    [
      'POST /api/slots/cancel, `studentId` of its student',
      ({ slot, studentId }) => ({ path: '/api/slots/cancel', body: { slotId: slot.id, studentId } }),
    ],
    [
      'POST /api/slots/move',
      ({ free, booking }) => ({
        path: '/api/slots/move',
        body: { bookingId: booking.id, slotId: free.id },
      }),
    ],
    ['GET /api/slots/my-bookings', at('/api/slots/my-bookings')],
  ],
  'What is kept of one that has begun': [
    ['GET /api/slots/:slotId/session-notes', ofSlot('/session-notes'), 'during'],
    ['PUT /api/slots/:slotId/session-notes', ofSlot('/session-notes', { text: 'Hi', links: [] }), 'during'],
    ['GET /api/bookings/:bookingId/private-note', ofNote(), 'during'],
    ['PUT /api/bookings/:bookingId/private-note', ofNote({ text: 'Mine' }), 'during'],
    [
      'PUT /api/slots/:slotId/bookings/:bookingId/attendance',
      ofBooking('attendance', { attendance: 'attended' }),
      'during',
    ],
    [
      'POST /api/slots/:slotId/recordings',
      (scene) => ({ ...ofSlot('/recordings')(scene), file: wav(4_000) }),
      'during',
    ],
    ['GET /api/recordings/:id', ({ recordingId }) => ({ path: `/api/recordings/${recordingId}` }), 'during'],
    [
      'DELETE /api/recordings/:id',
      ({ recordingId }) => ({ path: `/api/recordings/${recordingId}` }),
      'during',
    ],
  ],
  'What is said of one that is over': [
    ['PUT /api/slots/:slotId/feedback', ofSlot('/feedback', comment), 'after'],
    ['GET /api/slots/:slotId/feedback/own', ofSlot('/feedback/own'), 'after'],
    ['GET /api/slots/:slotId/feedback', ofSlot('/feedback'), 'after'],
    ['DELETE /api/slots/:slotId/feedback', ofSlot('/feedback'), 'after'],
  ],
  'One’s own': [
    ['GET /api/me', at('/api/me')],
    ['PUT /api/me', () => ({ path: '/api/me', body: {} })],
    ['GET /api/calendar-feed', at('/api/calendar-feed')],
    ['POST /api/calendar-feed', at('/api/calendar-feed')],
    ['DELETE /api/calendar-feed', at('/api/calendar-feed')],
    ['GET /api/busy-calendars', at('/api/busy-calendars')],
    ['PUT /api/busy-calendars', () => ({ path: '/api/busy-calendars', body: { calendars: [] } })],
    ['GET /api/busy', at('/api/busy')],
    [
      'GET /api/busy, `alumniId` of its alumnus',
      ({ ownerId }) => ({ path: `/api/busy?alumniId=${ownerId}` }),
    ],
  ],
  'By an address that was given to somebody': [
    ['GET /calendars/:secret.ics', ({ calendarSecret }) => ({ path: `/calendars/${calendarSecret}.ics` })],
    ['GET /api/unsubscribe/:key', ({ mailKey }) => ({ path: `/api/unsubscribe/${mailKey}` })],
    ['POST /api/unsubscribe/:key', ({ mailKey }) => ({ path: `/api/unsubscribe/${mailKey}` })],
  ],
  'The programme office': [
    ['GET /api/admin/feedback', at('/api/admin/feedback')],
    [
      'POST /api/admin/feedback/:id/hide',
      ({ feedbackId }) => ({ path: `/api/admin/feedback/${feedbackId}/hide` }),
      'after',
    ],
    [
      'POST /api/admin/feedback/:id/show',
      ({ feedbackId }) => ({ path: `/api/admin/feedback/${feedbackId}/show` }),
      'after',
    ],
    ['GET /api/admin/audit', at('/api/admin/audit')],
    ['GET /api/admin/report', at('/api/admin/report')],
    ['GET /api/admin/report.csv', at('/api/admin/report.csv')],
  ],
  'The service itself': [
    ['GET /livez', at('/livez')],
    ['GET /readyz', at('/readyz')],
    ['GET /metrics', at('/metrics')],
    ['GET /mentor-slots.js', at('/mentor-slots.js')],
    ['GET /mentor-slots.classic.js', at('/mentor-slots.classic.js')],
    ['GET /mentor-slots.licenses.txt', at('/mentor-slots.licenses.txt')],
    // One that there is not: which there are is another with each build.
    ['GET /mentor-slots/:part', at('/mentor-slots/none.js')],
    ['GET /api/docs', at('/api/docs')],
    ['GET /api/docs/json', at('/api/docs/json')],
    ['GET /api/docs/yaml', at('/api/docs/yaml')],
    ['GET /api/docs/static/*', at('/api/docs/static/swagger-ui.css')],
  ],
};
