import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  BookingSchema,
  IdSchema,
  MarkAttendanceSchema,
  PrivateNoteSchema,
  SessionNotesSchema,
  WritePrivateNoteSchema,
  WriteSessionNotesSchema,
} from '@mentor-slots/contract';
import Type from 'typebox';
import type { BookingsDeps } from '../bookings/book.ts';
import type { Database } from '../db/database.ts';
import { requireCaller, requireRole } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { markAttendance } from './attendance.ts';
import {
  type RecordingsOfNotes,
  readPrivateNote,
  readSessionNotes,
  writePrivateNote,
  writeSessionNotes,
} from './notes.ts';

const SlotParamsSchema = Type.Object({ slotId: IdSchema }, { additionalProperties: false });
const BookingParamsSchema = Type.Object({ bookingId: IdSchema }, { additionalProperties: false });
const BothParamsSchema = Type.Object(
  { slotId: IdSchema, bookingId: IdSchema },
  { additionalProperties: false },
);

/** Notes of a session, private notes of a booking, and who was there. */
export const notesRoutes: FastifyPluginAsyncTypebox<
  BookingsDeps & RecordingsOfNotes & { database: Database }
> = async (app, deps) => {
  const { database, clock } = deps;
  app.get(
    '/api/slots/:slotId/session-notes',
    {
      schema: {
        ...describeRoute('readSessionNotes', 'What is kept of a session', 'in session', {
          problems: ['slot_not_found', 'not_in_session'],
          detail:
            'Notes, links and recordings. Empty while nothing was written. Each `url` of a recording is good for an hour: ' +
            'read it again then.',
        }),
        params: SlotParamsSchema,
        response: { 200: SessionNotesSchema },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      reply.header('cache-control', 'private, no-store');
      return readSessionNotes(database.read, deps, caller, request.params.slotId);
    },
  );

  app.put(
    '/api/slots/:slotId/session-notes',
    {
      schema: {
        ...describeRoute('writeSessionNotes', 'Write notes for all who were there', 'owner', {
          problems: ['slot_not_found', 'not_yours', 'slot_cancelled', 'session_not_started'],
          detail:
            'In the place of those that there were, from the start of the session on. Text is text, never HTML.',
        }),
        params: SlotParamsSchema,
        body: WriteSessionNotesSchema,
        response: { 200: SessionNotesSchema },
      },
    },
    async (request, reply) => {
      const caller = requireRole(request, 'alumni');
      const { slotId } = request.params;
      await database.write((tx) => writeSessionNotes(tx, caller, slotId, request.body, clock()));
      reply.header('cache-control', 'private, no-store');
      return readSessionNotes(database.read, deps, caller, slotId);
    },
  );

  app.get(
    '/api/bookings/:bookingId/private-note',
    {
      schema: {
        ...describeRoute('readPrivateNote', 'My note about a booking', 'either side', {
          problems: ['booking_not_found'],
          detail: "Each side's own; nobody else ever reads it.",
        }),
        params: BookingParamsSchema,
        response: { 200: PrivateNoteSchema },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      reply.header('cache-control', 'private, no-store');
      return readPrivateNote(database.read, caller, request.params.bookingId);
    },
  );

  app.put(
    '/api/bookings/:bookingId/private-note',
    {
      schema: {
        ...describeRoute('writePrivateNote', 'Write my note about a booking', 'either side', {
          problems: ['booking_not_found'],
          detail: 'In the place of the one that there was; an empty text removes it.',
        }),
        params: BookingParamsSchema,
        body: WritePrivateNoteSchema,
        response: { 200: PrivateNoteSchema },
      },
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const { bookingId } = request.params;
      reply.header('cache-control', 'private, no-store');
      return database.write((tx) => writePrivateNote(tx, caller, bookingId, request.body, clock()));
    },
  );

  app.put(
    '/api/slots/:slotId/bookings/:bookingId/attendance',
    {
      schema: {
        ...describeRoute('markAttendance', 'Say whether a student was there', 'owner', {
          problems: [
            'slot_not_found',
            'not_yours',
            'booking_not_found',
            'booking_not_confirmed',
            'slot_cancelled',
            'session_not_started',
          ],
          detail: 'From the start of the session on. `null` takes it back.',
        }),
        params: BothParamsSchema,
        body: MarkAttendanceSchema,
        response: { 200: BookingSchema },
      },
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const mark = { ...request.params, ...request.body };
      return database.write((tx) => markAttendance(tx, deps, caller, mark));
    },
  );
};
