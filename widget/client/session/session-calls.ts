/** What somebody asks for of a session that has begun: its notes, recordings and feedback. */
import type {
  Booking,
  Feedback,
  GiveFeedback,
  MarkAttendance,
  OwnFeedback,
  PrivateNote,
  Recording,
  SessionFeedback,
  SessionNotes,
  WritePrivateNote,
  WriteSessionNotes,
} from '@mentor-slots/contract';
import { type Api, slotPath } from '../api.ts';
import { learnBooking } from '../calls/learn-booking.ts';
import { sendFile, type Upload } from './send-file.ts';

/** One function for each endpoint. Every function rejects with a Failure. */
export function sessionCalls(api: Api) {
  const { send, http } = api;
  const notesPath = (slotId: string) => `${slotPath(slotId)}/session-notes`;
  const notePath = (bookingId: string) => `/api/bookings/${encodeURIComponent(bookingId)}/private-note`;
  const feedbackPath = (slotId: string) => `${slotPath(slotId)}/feedback`;
  return {
    /** `GET /api/slots/:slotId/session-notes`: text, links and recordings, for all who were in it. */
    notes: (slotId: string) => send<SessionNotes>('GET', notesPath(slotId)),
    /** `PUT /api/slots/:slotId/session-notes`: takes the place of what stood there. */
    writeNotes: (slotId: string, body: WriteSessionNotes) =>
      send<SessionNotes>('PUT', notesPath(slotId), body),

    /** `GET /api/bookings/:bookingId/private-note`: the caller's own. */
    privateNote: (bookingId: string) => send<PrivateNote>('GET', notePath(bookingId)),
    /** `PUT /api/bookings/:bookingId/private-note`; an empty text removes it. */
    writePrivateNote: (bookingId: string, body: WritePrivateNote) =>
      send<PrivateNote>('PUT', notePath(bookingId), body),

    /** `GET /api/slots/:slotId/feedback/own`: what the student gave, and what is against giving it. */
    ownFeedback: (slotId: string) => send<OwnFeedback>('GET', `${feedbackPath(slotId)}/own`),
    /** `PUT /api/slots/:slotId/feedback`: takes the place of what the student gave before. */
    giveFeedback: (slotId: string, body: GiveFeedback) => send<Feedback>('PUT', feedbackPath(slotId), body),
    /** `DELETE /api/slots/:slotId/feedback`. */
    async withdrawFeedback(slotId: string): Promise<void> {
      await http(feedbackPath(slotId), { method: 'DELETE', personal: true });
    },
    /** `GET /api/slots/:slotId/feedback`: what students said, for the session's alumnus; nothing below three. */
    feedback: (slotId: string) => send<SessionFeedback>('GET', feedbackPath(slotId)),

    /** `PUT …/bookings/:bookingId/attendance`. Teaches the booking and its slot. */
    async markAttendance({ id, slotId }: Pick<Booking, 'id' | 'slotId'>, body: MarkAttendance) {
      const path = `${slotPath(slotId)}/bookings/${encodeURIComponent(id)}/attendance`;
      return learnBooking(api, await send<Booking>('PUT', path, body));
    },

    /** `POST /api/slots/:slotId/recordings`. An abort of `upload.signal` ends it, too, with the code `aborted`. */
    addRecording: (slotId: string, file: File, upload: Upload = {}) =>
      sendFile<Recording>(http, `${slotPath(slotId)}/recordings`, file, upload),
    /** `DELETE /api/recordings/:recordingId`. */
    async removeRecording(recordingId: string): Promise<void> {
      await http(`/api/recordings/${encodeURIComponent(recordingId)}`, { method: 'DELETE', personal: true });
    },
  };
}
