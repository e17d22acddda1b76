import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CalendarFeedSchema, type Language, NewCalendarFeedSchema } from '@mentor-slots/contract';
import Type from 'typebox';
import { type Clock, instant } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import { entityTag, matchesTag } from '../../http/entity-tags.ts';
import { requireCaller } from '../../http/identity.ts';
import { describeRoute } from '../../http/openapi.ts';
import { optionalBody } from '../../http/optional-body.ts';
import { logged, Problem } from '../../problem.ts';
import { readFeedSessions, shownFacts, writeFeed } from './events.ts';
import { feedReader, makeFeed, readFeed, stopFeed } from './feed.ts';
import { noteReading } from './queries.ts';

/** How exactly is kept when a feed was last read, in ms: who polls it every minute shall not write every minute. */
const readingMs = 3_600_000;

/** A person's sessions for the calendar that they keep. */
export const calendarFeedRoutes: FastifyPluginAsyncTypebox<{
  database: Database;
  clock: Clock;
  /** Where the service is reached, without a slash at the end; null: where the request reached it. */
  publicUrl: string | null;
  /** Of people who told none. */
  language: Language;
}> = async (app, { database, clock, publicUrl, language }) => {
  app.get(
    '/api/calendar-feed',
    {
      schema: {
        ...describeRoute('readCalendarFeed', 'Is there a feed of my sessions?', 'signed in', {
          detail: 'Never its address: that is told once, when it is made.',
        }),
        response: { 200: CalendarFeedSchema },
      },
    },
    (request) => readFeed(database.read, requireCaller(request)),
  );

  app.post(
    '/api/calendar-feed',
    {
      schema: {
        ...describeRoute('makeCalendarFeed', 'Make a feed of my sessions', 'signed in', {
          detail:
            'Calendars follow the address; whoever has it reads it, and it is told this once. An earlier one is 404 from now on.',
        }),
        response: { 201: NewCalendarFeedSchema },
      },
      ...optionalBody,
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      const reached = publicUrl ?? `${request.protocol}://${request.host}`;
      const made = await database.write((tx) => makeFeed(tx, caller, reached, clock()));
      return reply.code(201).header('cache-control', 'no-store').send(made);
    },
  );

  app.delete(
    '/api/calendar-feed',
    {
      schema: {
        ...describeRoute('stopCalendarFeed', 'Stop the feed of my sessions', 'signed in'),
        response: { 204: Type.Null() },
      },
      ...optionalBody,
    },
    async (request, reply) => {
      const caller = requireCaller(request);
      await database.write((tx) => stopFeed(tx, caller, clock()));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/calendars/:secret.ics',
    {
      schema: {
        ...describeRoute('followCalendarFeed', 'The feed itself', 'holder', {
          problems: ['not_found'],
          detail:
            'RFC 5545, from thirty days ago on, times in UTC. Events have the UIDs of the invitations and, as SEQUENCE, the slot’s `version`. ' +
            'What was called off or given back stays for thirty days as CANCELLED. It names the alumnus, and no student.',
        }),
        params: Type.Object({ secret: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
        response: {
          200: { content: { 'text/calendar': { schema: Type.String() } } },
          304: Type.Unknown({ description: 'as the reader has it: no body' }),
        },
      },
    },
    async (request, reply) => {
      const reader = await feedReader(database.read, request.params.secret);
      if (reader === null) throw new Problem('not_found', 'There is no such calendar, or no longer.');
      const now = clock();
      const spoken = reader.language ?? language;
      const sessions = await readFeedSessions(database.read, reader.personId, now);
      const since = instant(now - readingMs);
      if (!database.isReadOnly && (reader.lastReadAt === null || reader.lastReadAt < since)) {
        // Reading must not depend on being able to write.
        database
          .write((tx) => noteReading(tx, reader.personId, instant(now), since))
          .catch((error: unknown) =>
            request.log.warn(logged(error), 'A reading of a feed could not be noted'),
          );
      }
      const tag = entityTag(shownFacts(sessions, spoken));
      reply.header('etag', tag).header('cache-control', 'private, no-cache');
      if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
      return reply
        .header('content-disposition', 'inline; filename="sessions.ics"')
        .header('x-robots-tag', 'noindex')
        .type('text/calendar; charset=utf-8')
        .send(writeFeed(sessions, spoken));
    },
  );
};
