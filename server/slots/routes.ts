import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  CancelMessageSchema,
  ChangeSlotSchema,
  DeletedSchema,
  IdSchema,
  ListQuerySchema,
  PersonIdSchema,
  ScopeSchema,
  SeriesSchema,
  SlotListSchema,
  SlotViewSchema,
} from '@mentor-slots/contract';
import Type from 'typebox';
import { requireCaller, requireRole } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { optionalBody } from '../http/optional-body.ts';
import { changeSlots } from './change.ts';
import { listSlotsOf, readSlot } from './reading.ts';
import { deleteSlot } from './removal.ts';
import type { SlotsDeps } from './service.ts';

const SlotParamsSchema = Type.Object({ slotId: IdSchema }, { additionalProperties: false });

const ScopeQuerySchema = Type.Object({ scope: Type.Optional(ScopeSchema) }, { additionalProperties: false });

/** `/api/slots`: alumni publish and manage, everyone reads. */
export const slotRoutes: FastifyPluginAsyncTypebox<SlotsDeps & { publicRead: boolean }> = async (
  app,
  deps,
) => {
  app.get(
    '/api/slots/alumni/:alumniId',
    {
      schema: {
        ...describeRoute('listAlumniSlots', "An alumnus's upcoming and running slots", 'public', {
          detail: 'Soonest first. Carries a strong `ETag`; send it back as `If-None-Match` for a 304.',
        }),
        params: Type.Object({ alumniId: PersonIdSchema }, { additionalProperties: false }),
        querystring: ListQuerySchema,
        response: { 200: SlotListSchema },
      },
    },
    async (request) => {
      if (!deps.publicRead) requireCaller(request);
      return listSlotsOf(deps, request.caller, request.params.alumniId, request.query, 'upcoming');
    },
  );

  app.get(
    '/api/slots/my-slots',
    {
      schema: {
        ...describeRoute('listMySlots', 'My own slots with rosters', 'alumni', {
          detail:
            'Upcoming and running ones; with `from` or `to` all in that range, past and cancelled ones too.',
        }),
        querystring: ListQuerySchema,
        response: { 200: SlotListSchema },
      },
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const ranged = request.query.from !== undefined || request.query.to !== undefined;
      return listSlotsOf(deps, caller, caller.id, request.query, ranged ? 'all' : 'upcoming');
    },
  );

  app.get(
    '/api/slots/:slotId',
    {
      schema: {
        ...describeRoute('readSlot', 'One slot', 'public', { problems: ['slot_not_found'] }),
        params: SlotParamsSchema,
        response: { 200: SlotViewSchema },
      },
    },
    async (request) => {
      if (!deps.publicRead) requireCaller(request);
      return readSlot(deps, request.caller, request.params.slotId);
    },
  );

  app.patch(
    '/api/slots/:slotId',
    {
      schema: {
        ...describeRoute('changeSlot', 'Change a slot or a series', 'owner', {
          problems: [
            'slot_not_found',
            'not_yours',
            'slot_overlap',
            'student_conflict',
            'capacity_below_taken',
            'slot_started',
            'slot_completed',
            'slot_cancelled',
            'end_not_after_start',
            'nonexistent_date',
            'nonexistent_time',
            'unknown_time_zone',
            'start_in_past',
            'too_far_ahead',
            'slot_too_long',
          ],
          detail:
            'What is left out stays. Everyone booked is told. With `scope=following` or `scope=series` the answer is ' +
            '`{slots}`: what is sent is applied to each session of the series that has not started and was not ' +
            'called off, all or nothing; a new `date` moves each by as many days.',
        }),
        params: SlotParamsSchema,
        querystring: ScopeQuerySchema,
        body: ChangeSlotSchema,
        response: { 200: Type.Union([SlotViewSchema, SeriesSchema]) },
      },
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const { scope = 'this' } = request.query;
      const slots = await changeSlots(deps, caller, request.params.slotId, request.body, scope);
      const [slot] = slots;
      return scope === 'this' && slot !== undefined ? slot : { slots };
    },
  );

  app.delete(
    '/api/slots/:slotId',
    {
      schema: {
        ...describeRoute('deleteSlot', 'Delete a slot or a series', 'owner', {
          problems: ['slot_not_found', 'not_yours', 'slot_completed'],
          detail:
            'A slot that never had a booking disappears; one that had is called off and its students are told. ' +
            'The body may be left out; its `message` is for those students alone. Some proxies drop the body of a ' +
            'DELETE: behind one the slot is called off without the message.',
        }),
        params: SlotParamsSchema,
        querystring: ScopeQuerySchema,
        body: CancelMessageSchema,
        response: { 200: DeletedSchema },
      },
      ...optionalBody,
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const { scope = 'this' } = request.query;
      return deleteSlot(deps, caller, request.params.slotId, scope, request.body.message);
    },
  );
};
