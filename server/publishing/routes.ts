import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  CopiedSchema,
  CopySchema,
  CreateSlotSchema,
  PreviewQuerySchema,
  PreviewSchema,
  SeriesSchema,
  SlotViewSchema,
} from '@mentor-slots/contract';
import Type from 'typebox';
import { requireActing } from '../behalf/acting.ts';
import type { Database } from '../db/database.ts';
import { describeRoute } from '../http/openapi.ts';
import { onceOnly } from '../idempotency/once-only.ts';
import { timeProblems } from '../slots/slot-time.ts';
import { copySlots, previewCopy } from './copy.ts';
import { previewSlots } from './preview.ts';
import { createSlots, type PublishingDeps } from './publish.ts';

const IdempotencySchema = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ description: '1 to 255 characters' })),
});

const forOthers = 'With `alumniId` an admin does it for that alumnus, whom a token has introduced.';

const copyProblems = [
  'person_not_found',
  'nothing_to_copy',
  'too_many_slots',
  'too_many_ahead',
  'nonexistent_date',
  'unknown_time_zone',
  'start_in_past',
  'too_far_ahead',
] as const;

/** Alumni publish: anew, as a copy, or only to see what it would come to. */
export const publishingRoutes: FastifyPluginAsyncTypebox<PublishingDeps & { database: Database }> = async (
  app,
  deps,
) => {
  const once = onceOnly(deps);

  app.post(
    '/api/slots',
    {
      schema: {
        ...describeRoute('createSlot', 'Publish availability', 'alumni', {
          problems: [
            ...timeProblems,
            'invalid_repeat',
            'slot_overlap',
            'too_many_ahead',
            'person_not_found',
            'idempotency_key_reused',
            'request_running',
          ],
          detail:
            'One slot, or with `repeat` a series: then the answer is `{slots}`, all or nothing. ' +
            `Send an \`Idempotency-Key\` header to repeat the request safely. ${forOthers}`,
        }),
        headers: IdempotencySchema,
        body: CreateSlotSchema,
        response: { 201: Type.Union([SlotViewSchema, SeriesSchema]) },
      },
      // The union of the two answers is decided by the request, not by trying each schema on the answer.
      serializerCompiler: () => JSON.stringify,
    },
    async (request, reply) => {
      const { body } = request;
      const acting = requireActing(request, 'alumni', body.alumniId);
      const { by, personId } = acting;
      const answer = await once(
        { callerId: by.id, alsoHeld: personId, key: request.headers['idempotency-key'], body },
        async (tx) => {
          const slots = await createSlots(tx, deps, acting, body);
          const [slot] = slots;
          return body.repeat === undefined && slot !== undefined ? slot : { slots };
        },
      );
      return reply.code(201).send(answer);
    },
  );

  app.post(
    '/api/slots/preview',
    {
      schema: {
        ...describeRoute('previewSlots', 'See what publishing would come to', 'alumni', {
          problems: [
            ...timeProblems,
            'invalid_repeat',
            'too_many_ahead',
            'slot_not_found',
            'not_yours',
            'person_not_found',
          ],
          detail:
            'The body of `POST /api/slots`; nothing is written, and clashes are told instead of refused. For an edit, ' +
            '`?slotId` (and `scope`) leaves the slots that are edited out of the clashes.',
        }),
        querystring: PreviewQuerySchema,
        body: CreateSlotSchema,
        response: { 200: PreviewSchema },
      },
    },
    async (request) => {
      const { body, query } = request;
      const acting = requireActing(request, 'alumni', body.alumniId);
      return previewSlots(deps.database.read, deps, acting, body, query);
    },
  );

  app.post(
    '/api/slots/copy',
    {
      schema: {
        ...describeRoute('copySlots', 'Copy days to other dates', 'alumni', {
          problems: [...copyProblems, 'slot_overlap', 'idempotency_key_reused', 'request_running'],
          detail:
            "The caller's sessions of `days` days from `from` on, those called off left out, once more from each date of " +
            '`onto` on: the same wall time, seats and texts; no bookings, no series. All or nothing, or with ' +
            '`skipClashes` `{slots, skipped}`. With `timeZone` the days are those on which the sessions begin in that zone, else ' +
            'they go by their own `date`. Send an `Idempotency-Key` header to repeat the request safely. ' +
            forOthers,
        }),
        headers: IdempotencySchema,
        body: CopySchema,
        response: { 201: CopiedSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const acting = requireActing(request, 'alumni', body.alumniId);
      const { by, personId } = acting;
      const answer = await once(
        // Named, so that a key used for another call is another request whatever its body is.
        {
          callerId: by.id,
          alsoHeld: personId,
          key: request.headers['idempotency-key'],
          body: { copy: body },
        },
        (tx) => copySlots(tx, deps, acting, body),
      );
      return reply.code(201).send(answer);
    },
  );

  app.post(
    '/api/slots/copy/preview',
    {
      schema: {
        ...describeRoute('previewCopy', 'See what a copy would come to', 'alumni', {
          problems: copyProblems,
          detail:
            'The body of `POST /api/slots/copy`; nothing is written, and clashes are told instead of refused: what has one is ' +
            'what `skipClashes` leaves out.',
        }),
        body: CopySchema,
        response: { 200: PreviewSchema },
      },
    },
    async (request) => {
      const { body } = request;
      return previewCopy(deps.database.read, deps, requireActing(request, 'alumni', body.alumniId), body);
    },
  );
};
