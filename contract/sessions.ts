/** What is kept of a session besides its bookings: notes for all who were in it, and for oneself. */
import Type, { type Static } from 'typebox';
import { RecordingSchema } from './recordings.ts';
import { AttendanceSchema } from './roster.ts';
import { HttpsAddressSchema, InstantSchema, TextSchema } from './text.ts';

/** Longest notes, in characters. */
export const longestNotes = 10_000;

/** Most links of one session. */
export const mostLinks = 20;

/** Material, or a recording that lies elsewhere. */
export const SessionLinkSchema = Type.Object(
  {
    url: HttpsAddressSchema,
    label: Type.Optional(Type.Union([TextSchema(200), Type.Null()])),
  },
  { additionalProperties: false, title: 'SessionLink' },
);
export type SessionLink = Static<typeof SessionLinkSchema>;

/** Body of `PUT /api/slots/:slotId/session-notes`: takes the place of what stood there. Text is text, never HTML. */
export const WriteSessionNotesSchema = Type.Object(
  {
    text: TextSchema(longestNotes),
    links: Type.Array(SessionLinkSchema, {
      maxItems: mostLinks,
      description: `a list of at most ${mostLinks} links {url, label}`,
    }),
  },
  { additionalProperties: false, title: 'WriteSessionNotes' },
);
export type WriteSessionNotes = Static<typeof WriteSessionNotesSchema>;

/** What the alumnus wrote for all who were in a session. `updatedAt` is null while nothing was written. */
export const SessionNotesSchema = Type.Object(
  {
    text: Type.String(),
    links: Type.Array(
      Type.Object(
        { url: Type.String(), label: Type.Union([Type.String(), Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
    recordings: Type.Array(RecordingSchema, { description: 'earliest first' }),
    uploadMax: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'how many bytes a recording may have that is uploaded; null: none are taken',
    }),
    updatedAt: Type.Union([InstantSchema, Type.Null()]),
  },
  { additionalProperties: false, title: 'SessionNotes' },
);
export type SessionNotes = Static<typeof SessionNotesSchema>;

/** Body of `PUT /api/bookings/:bookingId/private-note`; an empty text removes the note. */
export const WritePrivateNoteSchema = Type.Object(
  { text: TextSchema(longestNotes) },
  { additionalProperties: false, title: 'WritePrivateNote' },
);
export type WritePrivateNote = Static<typeof WritePrivateNoteSchema>;

/** What the caller wrote about a booking for themselves alone. `updatedAt` is null where there is nothing. */
export const PrivateNoteSchema = Type.Object(
  { text: Type.String(), updatedAt: Type.Union([InstantSchema, Type.Null()]) },
  { additionalProperties: false, title: 'PrivateNote' },
);
export type PrivateNote = Static<typeof PrivateNoteSchema>;

/** Body of `PUT …/bookings/:bookingId/attendance`; null takes back what was said. */
export const MarkAttendanceSchema = Type.Object(
  { attendance: Type.Union([AttendanceSchema, Type.Null()]) },
  {
    additionalProperties: false,
    title: 'MarkAttendance',
    description: 'attendance: "attended", "absent" or null',
  },
);
export type MarkAttendance = Static<typeof MarkAttendanceSchema>;
