import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  BusyCalendarsSchema,
  BusySchema,
  ChangeBusyCalendarsSchema,
  PersonIdSchema,
} from '@mentor-slots/contract';
import Type from 'typebox';
import { checkIntroduced, requireActing } from '../../behalf/acting.ts';
import { tellBusyTimes } from '../../busy/busy-times.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { requireRole } from '../../http/identity.ts';
import { describeRoute } from '../../http/openapi.ts';
import { readSpan } from '../../time/span.ts';
import { changeBusyCalendars, readBusyCalendars } from './busy-calendars.ts';

const SpanSchema = Type.Object(
  {
    alumniId: Type.Optional(PersonIdSchema),
    from: Type.Optional(
      Type.String({ maxLength: 32, description: 'an instant, or a date in UTC; now unless told' }),
    ),
    to: Type.Optional(
      Type.String({
        maxLength: 32,
        description: 'an instant, or a date in UTC (that day included); 31 days later unless told',
      }),
    ),
  },
  { additionalProperties: false },
);

/** Calendars that alumni keep elsewhere, and when they are busy by them. */
export const busyRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: Clock;
  privateHosts: readonly string[];
}> = async (app, { database, clock, privateHosts }) => {
  app.get(
    '/api/busy-calendars',
    {
      schema: {
        ...describeRoute('readBusyCalendars', 'My calendars kept elsewhere', 'alumni', {
          detail: 'With how reading each went. The service reads them every fifteen minutes.',
        }),
        response: { 200: BusyCalendarsSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-store');
      return readBusyCalendars(database.read, requireRole(request, 'alumni'));
    },
  );

  app.put(
    '/api/busy-calendars',
    {
      schema: {
        ...describeRoute('changeBusyCalendars', 'Name my calendars kept elsewhere', 'alumni', {
          detail:
            'All of them: what is left out is forgotten. Each is read at once, though not more often than every minute: ask ' +
            'again until `checkedAt` is newer. `https:` and public addresses only; `webcal:` is taken for `https:`.',
        }),
        body: ChangeBusyCalendarsSchema,
        response: { 200: BusyCalendarsSchema },
      },
    },
    async (request, reply) => {
      const caller = requireRole(request, 'alumni');
      reply.header('cache-control', 'private, no-store');
      return database.write((tx) => changeBusyCalendars(tx, caller, request.body, privateHosts, clock()));
    },
  );

  app.get(
    '/api/busy',
    {
      schema: {
        ...describeRoute('listBusyTimes', 'When I am busy elsewhere', 'alumni', {
          detail:
            'From the calendars that I named, at most 400 days at once. Times and the name of the calendar, never titles. With ' +
            '`alumniId` an admin reads when that alumnus is: the times alone.',
          problems: ['person_not_found'],
        }),
        querystring: SpanSchema,
        response: { 200: BusySchema },
      },
    },
    async (request, reply) => {
      const { alumniId, ...span } = request.query;
      const acting = requireActing(request, 'alumni', alumniId);
      reply.header('cache-control', 'private, no-store');
      await checkIntroduced(database.read, acting);
      return { busy: await tellBusyTimes(database.read, acting, readSpan(span, clock())) };
    },
  );
};
