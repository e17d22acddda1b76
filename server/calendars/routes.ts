import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { IdSchema, type Language } from '@mentor-slots/contract';
import Type from 'typebox';
import { ownBooking } from '../bookings/reading.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { requireCaller } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { languageFor } from '../people/me.ts';
import { readSlot } from '../publishing/reading.ts';
import { sessionFile } from './session-file.ts';

/** Sessions for the calendars that people keep elsewhere. */
export const calendarRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: Clock;
  publicRead: boolean;
  /** Of people who told none. */
  language: Language;
}> = async (app, deps) => {
  app.get(
    '/api/slots/:slotId/session.ics',
    {
      schema: {
        ...describeRoute('readSessionFile', 'One session as an iCalendar file', 'public', {
          problems: ['slot_not_found'],
          detail:
            'RFC 5545, times in UTC. The same session keeps its UID (a student’s booking that of its invitation), and its SEQUENCE is the slot’s `version`; called off, ' +
            'it is CANCELLED. For a student who sends their token STATUS is that of their own booking: TENTATIVE while ' +
            'pending, CANCELLED once cancelled or declined. The meeting link is in it for the owner and confirmed students, who send their token; ' +
            'students never are.',
        }),
        params: Type.Object({ slotId: IdSchema }, { additionalProperties: false }),
        response: { 200: { content: { 'text/calendar': { schema: Type.String() } } } },
      },
    },
    async (request, reply) => {
      if (!deps.publicRead) requireCaller(request);
      const { caller } = request;
      const { read } = deps.database;
      const slot = await readSlot(read, caller, request.params.slotId, deps.clock());
      const own = caller === null ? null : await ownBooking(read, slot.id, caller.id);
      const language = caller === null ? deps.language : await languageFor(read, caller.id, deps.language);
      // What was made for one person is kept by nobody on the way.
      if (caller !== null) reply.header('cache-control', 'private, no-store');
      return reply
        .header('content-disposition', `attachment; filename="session-${slot.date}.ics"`)
        .type('text/calendar; charset=utf-8')
        .send(sessionFile(slot, own, language));
    },
  );
};
