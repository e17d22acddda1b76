import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  FeedbackSchema,
  GiveFeedbackSchema,
  IdSchema,
  OwnFeedbackSchema,
  PersonIdSchema,
  RatingSchema,
  ReviewedCommentsSchema,
  SessionFeedbackSchema,
} from '@mentor-slots/contract';
import Type from 'typebox';
import type { BookingsDeps } from '../bookings/book.ts';
import type { Database } from '../db/database.ts';
import { requireCaller, requireRole } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { optionalBody } from '../http/optional-body.ts';
import {
  giveFeedback,
  readOwnFeedback,
  readRating,
  readSessionFeedback,
  withdrawFeedback,
} from './feedback.ts';
import { hideFeedback, reviewComments } from './review.ts';

const SlotParamsSchema = Type.Object({ slotId: IdSchema }, { additionalProperties: false });
const FeedbackParamsSchema = Type.Object({ id: IdSchema }, { additionalProperties: false });
const PageSchema = Type.Object(
  {
    limit: Type.Optional(
      Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$', description: 'a whole number from 1 to 200' }),
    ),
    cursor: Type.Optional(
      Type.String({ maxLength: 100, description: 'the nextCursor of the answer before' }),
    ),
  },
  { additionalProperties: false },
);

/** How students found a session, and what others see of it. */
export const feedbackRoutes: FastifyPluginAsyncTypebox<
  BookingsDeps & { database: Database; publicRead: boolean }
> = async (app, { database, clock, rules, publicRead }) => {
  app.put(
    '/api/slots/:slotId/feedback',
    {
      schema: {
        ...describeRoute('giveFeedback', 'Say how a session was', 'student', {
          problems: [
            'slot_not_found',
            'not_in_session',
            'session_not_over',
            'marked_absent',
            'feedback_closed',
          ],
          detail:
            'Confirmed students, from its end until 14 days later; given again it takes the place of what was given. Nobody ' +
            'sees whose it is, and figures are shown of three people and more alone.',
        }),
        params: SlotParamsSchema,
        body: GiveFeedbackSchema,
        response: { 200: FeedbackSchema },
      },
    },
    async (request) => {
      const caller = requireRole(request, 'student');
      const { slotId } = request.params;
      return database.write((tx) => giveFeedback(tx, rules.outbox, caller, slotId, request.body, clock()));
    },
  );

  app.delete(
    '/api/slots/:slotId/feedback',
    {
      schema: {
        ...describeRoute('withdrawFeedback', 'Take back what I said', 'student', {
          problems: ['slot_not_found'],
          detail: 'At any time. 204, too, where there is nothing to take back.',
        }),
        params: SlotParamsSchema,
        response: { 204: Type.Null() },
      },
      ...optionalBody,
    },
    async (request, reply) => {
      const caller = requireRole(request, 'student');
      await database.write((tx) => withdrawFeedback(tx, caller, request.params.slotId, clock()));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/slots/:slotId/feedback/own',
    {
      schema: {
        ...describeRoute('readOwnFeedback', 'What I said about a session', 'student', {
          problems: ['slot_not_found', 'not_in_session'],
          detail: '`refused` is the code with which giving or changing it would be refused now.',
        }),
        params: SlotParamsSchema,
        response: { 200: OwnFeedbackSchema },
      },
    },
    async (request, reply) => {
      const caller = requireRole(request, 'student');
      reply.header('cache-control', 'private, no-store');
      return readOwnFeedback(database.read, caller, request.params.slotId, clock());
    },
  );

  app.get(
    '/api/slots/:slotId/feedback',
    {
      schema: {
        ...describeRoute('readSessionFeedback', 'What students said about a session', 'owner', {
          problems: ['slot_not_found', 'not_yours'],
          detail:
            'Without names and in no order. Nothing below three people; what is shown changes by three at once, so that ' +
            "nobody's stars can be worked out.",
        }),
        params: SlotParamsSchema,
        response: { 200: SessionFeedbackSchema },
      },
    },
    async (request) =>
      readSessionFeedback(database.read, requireRole(request, 'alumni'), request.params.slotId),
  );

  app.get(
    '/api/slots/alumni/:alumniId/rating',
    {
      schema: {
        ...describeRoute('readRating', 'How students found the sessions of an alumnus', 'public', {
          detail: 'Nothing below three people; it changes by three at once.',
        }),
        params: Type.Object({ alumniId: PersonIdSchema }, { additionalProperties: false }),
        response: { 200: RatingSchema },
      },
    },
    async (request) => {
      if (!publicRead) requireCaller(request);
      return readRating(database.read, request.params.alumniId);
    },
  );

  app.get(
    '/api/admin/feedback',
    {
      schema: {
        ...describeRoute('reviewFeedback', 'Comments to look over', 'admin', {
          detail:
            'Of sessions of which three people or more said something, newest session first. Without names.',
        }),
        querystring: PageSchema,
        response: { 200: ReviewedCommentsSchema },
      },
    },
    async (request, reply) => {
      requireRole(request, 'admin');
      const { limit = '100', cursor } = request.query;
      reply.header('cache-control', 'private, no-store');
      return reviewComments(database.read, { limit: Number(limit), cursor });
    },
  );

  for (const [action, operationId, summary, detail] of [
    ['hide', 'hideFeedback', 'Hide a comment and its stars', 'The comment is gone at once. In the audit.'],
    ['show', 'showFeedback', 'Show what was hidden again', 'In the audit.'],
  ] as const) {
    app.post(
      `/api/admin/feedback/:id/${action}`,
      {
        schema: {
          ...describeRoute(operationId, summary, 'admin', { problems: ['feedback_not_found'], detail }),
          params: FeedbackParamsSchema,
          response: { 204: Type.Null() },
        },
        ...optionalBody,
      },
      async (request, reply) => {
        const caller = requireRole(request, 'admin');
        const { id } = request.params;
        await database.write((tx) => hideFeedback(tx, caller, id, action === 'hide', clock()));
        return reply.code(204).send(null);
      },
    );
  }
};
