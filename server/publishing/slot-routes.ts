import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  ChangeSlotSchema,
  DeletedSchema,
  IdSchema,
  ListQuerySchema,
  MySlotsQuerySchema,
  OpenSlotsQuerySchema,
  PersonIdSchema,
  RemoveSlotSchema,
  ScopeSchema,
  SeriesSchema,
  SlotListSchema,
  SlotViewSchema,
} from '@mentor-slots/contract';
import Type from 'typebox';
import { checkIntroduced, requireActing } from '../behalf/acting.ts';
import type { Database } from '../db/database.ts';
import { sendKept } from '../http/entity-tags.ts';
import { requireCaller, requireRole } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { optionalBody } from '../http/optional-body.ts';
import { timeProblems } from '../slots/slot-time.ts';
import type { Snapshots } from '../slots/snapshots.ts';
import { changeSlots } from './change.ts';
import { listOpenSlots } from './open.ts';
import type { PublishingDeps } from './publish.ts';
import { firstPageOf, listSlotsOf, readSlot } from './reading.ts';
import { removeSlots } from './removal.ts';

const SlotParamsSchema = Type.Object({ slotId: IdSchema }, { additionalProperties: false });

const ScopeQuerySchema = Type.Object({ scope: Type.Optional(ScopeSchema) }, { additionalProperties: false });

/** `/api/slots`: alumni publish and manage, everyone reads. */
export const slotRoutes: FastifyPluginAsyncTypebox<
  PublishingDeps & { database: Database; snapshots: Snapshots; publicRead: boolean }
> = async (app, deps) => {
  const { database, snapshots } = deps;
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
    async (request, reply) => {
      if (!deps.publicRead) requireCaller(request);
      const { caller, query } = request;
      const { alumniId } = request.params;
      const isWhole = Object.keys(query).length === 0;
      if (isWhole && (await database.caughtUp())) {
        const known = firstPageOf(database.read, snapshots, caller, alumniId);
        const page = known instanceof Promise ? await known : known;
        if (page !== null) return sendKept(reply, page);
      }
      const list = { alumniId, query, which: 'upcoming' } as const;
      return listSlotsOf(database.read, caller, list, deps.clock());
    },
  );

  app.get(
    '/api/slots/open',
    {
      schema: {
        ...describeRoute('listOpenSlots', "Everybody's sessions that can be booked now", 'public', {
          detail:
            'Soonest first, in the form that everyone sees. A session is in the list while anybody may book it: open, not yet ' +
            'closed, and a seat free that nobody waits for. Every word of `q` begins one of the description or of the ' +
            "alumnus's name, whatever the case and accents. A page may end early where much had to be looked through: more " +
            'follows as long as there is a `nextCursor`. Carries a strong `ETag`.',
        }),
        querystring: OpenSlotsQuerySchema,
        response: { 200: SlotListSchema },
      },
    },
    async (request) => {
      if (!deps.publicRead) requireCaller(request);
      return listOpenSlots(database.read, request.query, deps.rules, deps.clock());
    },
  );

  app.get(
    '/api/slots/my-slots',
    {
      schema: {
        ...describeRoute('listMySlots', 'My own slots with rosters', 'alumni', {
          detail:
            'Upcoming and running ones; with `from` or `to` all in that range, past and cancelled ones too. With `alumniId` an ' +
            "admin reads that alumnus's.",
          problems: ['person_not_found'],
        }),
        querystring: MySlotsQuerySchema,
        response: { 200: SlotListSchema },
      },
    },
    async (request) => {
      const { alumniId, ...query } = request.query;
      const acting = requireActing(request, 'alumni', alumniId);
      await checkIntroduced(database.read, acting);
      const ranged = query.from !== undefined || query.to !== undefined;
      const which = ranged ? 'all' : 'upcoming';
      const list = { alumniId: acting.personId, query, which } as const;
      return listSlotsOf(database.read, acting.by, list, deps.clock());
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
      return readSlot(database.read, request.caller, request.params.slotId, deps.clock());
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
            ...timeProblems,
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
      const { slotId } = request.params;
      const slots = await database.write((tx) =>
        changeSlots(tx, deps, caller, { slotId, body: request.body, scope }),
      );
      const [slot] = slots;
      return scope === 'this' && slot !== undefined ? slot : { slots };
    },
  );

  app.delete(
    '/api/slots/:slotId',
    {
      schema: {
        ...describeRoute('deleteSlot', 'Delete a slot or a series', 'owner', {
          problems: ['slot_not_found', 'not_yours', 'slot_completed', 'slot_started', 'slot_cancelled'],
          detail:
            'A slot that never had a booking disappears; one that had is called off and its students are told. ' +
            'The body may be left out; its `message` is for those students alone. With `offerSlotIds` each of them is ' +
            'held a seat for a day in the first of these sessions that has one which nobody waits for. Some proxies drop the body of a ' +
            'DELETE: behind one the slot is called off without the message.',
        }),
        params: SlotParamsSchema,
        querystring: ScopeQuerySchema,
        body: RemoveSlotSchema,
        response: { 200: DeletedSchema },
      },
      ...optionalBody,
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const { scope = 'this' } = request.query;
      const { slotId } = request.params;
      return database.write((tx) => removeSlots(tx, deps, caller, { slotId, scope, ...request.body }));
    },
  );
};
