import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  BookingListSchema,
  BookingSchema,
  BookSchema,
  CancelMessageSchema,
  CancelSchema,
  IdSchema,
  MovedSchema,
  MoveSchema,
  type ProblemCode,
  WaitSchema,
} from '@mentor-slots/contract';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import { requireActing } from '../behalf/acting.ts';
import type { Database } from '../db/database.ts';
import { requireRole } from '../http/identity.ts';
import { describeRoute } from '../http/openapi.ts';
import { optionalBody } from '../http/optional-body.ts';
import { type Booked, type BookingsDeps, book } from './book.ts';
import { move } from './move.ts';
import { listBookingsOf } from './reading.ts';
import { forOneself, seekerOf } from './seeker.ts';
import { cancel, settle } from './service.ts';
import { wait } from './wait.ts';

const RangeSchema = Type.Object(
  {
    from: Type.Optional(Type.String({ maxLength: 32, description: 'a date or an instant' })),
    to: Type.Optional(
      Type.String({ maxLength: 32, description: 'a date (that day included) or an instant' }),
    ),
  },
  { additionalProperties: false },
);

const BookingParamsSchema = Type.Object(
  { slotId: IdSchema, bookingId: IdSchema },
  { additionalProperties: false },
);

/** What may be against a seat, whether it is asked for or waited for. */
const seatProblems: readonly ProblemCode[] = [
  'slot_not_found',
  'slot_started',
  'slot_cancelled',
  'booking_closed',
  'student_conflict',
  'own_slot',
  'booking_not_open',
  'limit_reached',
  'too_many_absences',
  'person_not_found',
];

const forOthers = 'With `studentId` an admin does it for that student, whom a token has introduced: ';

const settleProblems: readonly ProblemCode[] = [
  'slot_not_found',
  'not_yours',
  'booking_not_found',
  'booking_not_pending',
  'slot_completed',
];

/** 201 with a booking that came about by the request, 200 with one that was there. */
function answer(reply: FastifyReply, { booking, created }: Booked) {
  reply.outcome = created ? booking.status : 'again';
  return reply.code(created ? 201 : 200).send(booking);
}

/** `/api/slots/book` and what follows from it. */
export const bookingRoutes: FastifyPluginAsyncTypebox<BookingsDeps & { database: Database }> = async (
  app,
  deps,
) => {
  const { database } = deps;
  app.post(
    '/api/slots/book',
    {
      schema: {
        ...describeRoute('book', 'Book a seat', 'student', {
          problems: [...seatProblems, 'slot_full', 'offer_lapsed'],
          detail:
            'The same person again: 200 with the booking they have. Whoever is offered a seat takes it: 200. A full slot ' +
            `never turns into waiting. ${forOthers}neither limits nor \`opensAt\` nor the cut-off hold then.`,
        }),
        body: BookSchema,
        response: { 200: BookingSchema, 201: BookingSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const acting = requireActing(request, 'student', body.studentId);
      const booked = await database.write(async (tx) =>
        book(tx, deps, await seekerOf(tx, deps.rules, acting), body),
      );
      return answer(reply, booked);
    },
  );

  app.post(
    '/api/slots/waitlist',
    {
      schema: {
        ...describeRoute('wait', 'Wait for a seat', 'student', {
          problems: [...seatProblems, 'not_full', 'waitlist_full'],
          detail:
            'Only where all seats are taken. First come, first served: a seat that becomes free is given to whoever is next ' +
            `and can take it. Waiting already, or holding a seat: 200 with that booking. ${forOthers}limits and \`opensAt\` ` +
            'do not hold then.',
        }),
        body: WaitSchema,
        response: { 200: BookingSchema, 201: BookingSchema },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const acting = requireActing(request, 'student', body.studentId);
      const booked = await database.write(async (tx) =>
        wait(tx, deps, await seekerOf(tx, deps.rules, acting), body),
      );
      return answer(reply, booked);
    },
  );

  app.post(
    '/api/slots/cancel',
    {
      schema: {
        ...describeRoute('cancel', 'Cancel my booking', 'student', {
          problems: ['booking_not_found', 'cancel_closed', 'person_not_found'],
          detail:
            'Gives a seat back, passes an offer, leaves the queue. Told by `bookingId` or by `slotId`. Cancelled already: ' +
            `the same answer again. ${forOthers}until the start.`,
        }),
        body: CancelSchema,
        response: { 200: BookingSchema },
      },
    },
    async (request) => {
      const { body } = request;
      const acting = requireActing(request, 'student', body.studentId);
      return database.write(async (tx) => cancel(tx, deps, await seekerOf(tx, deps.rules, acting), body));
    },
  );

  app.post(
    '/api/slots/move',
    {
      schema: {
        ...describeRoute('move', 'Move my seat to another session', 'student', {
          problems: [
            ...seatProblems.filter((code) => code !== 'person_not_found'),
            'booking_not_found',
            'nothing_to_move',
            'cancel_closed',
            'slot_full',
            'offer_lapsed',
          ],
          detail:
            'Takes a seat in the session `slotId`, of whichever alumnus, then gives back the one that the booking holds: all of ' +
            'it or nothing. Refused as booking the one or cancelling the other would be, but that the session which is left ' +
            'neither clashes nor counts to a limit. With the same alumnus the note goes along, unless another is sent. The same ' +
            'again: 200 with the same two bookings.',
        }),
        body: MoveSchema,
        response: { 200: MovedSchema },
      },
    },
    async (request) => {
      const { body } = request;
      const seeker = forOneself(requireRole(request, 'student'), deps.rules);
      return database.write((tx) => move(tx, deps, seeker, body));
    },
  );

  app.get(
    '/api/slots/my-bookings',
    {
      schema: {
        ...describeRoute('listMyBookings', 'My bookings', 'student', {
          detail:
            "Until each session's end, called off and declined ones too; with `from` or `to` all in that range, " +
            'past ones and those cancelled by oneself too.',
        }),
        querystring: RangeSchema,
        response: { 200: BookingListSchema },
      },
    },
    async (request) =>
      listBookingsOf(database.read, requireRole(request, 'student'), request.query, deps.clock()),
  );

  app.post(
    '/api/slots/:slotId/bookings/:bookingId/confirm',
    {
      schema: {
        ...describeRoute('confirmBooking', 'Confirm a pending booking', 'owner', {
          problems: settleProblems,
        }),
        params: BookingParamsSchema,
        response: { 200: BookingSchema },
      },
      ...optionalBody,
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const settlement = { ...request.params, decision: 'confirm' } as const;
      return database.write((tx) => settle(tx, deps, caller, settlement));
    },
  );

  app.post(
    '/api/slots/:slotId/bookings/:bookingId/decline',
    {
      schema: {
        ...describeRoute('declineBooking', 'Decline a booking', 'owner', {
          problems: settleProblems,
          detail:
            'A pending one, or somebody who waits or is offered a seat. The body may be left out; its `message` is for the ' +
            'student alone.',
        }),
        params: BookingParamsSchema,
        body: CancelMessageSchema,
        response: { 200: BookingSchema },
      },
      ...optionalBody,
    },
    async (request) => {
      const caller = requireRole(request, 'alumni');
      const { message } = request.body;
      const settlement = { ...request.params, decision: 'decline', message } as const;
      return database.write((tx) => settle(tx, deps, caller, settlement));
    },
  );
};
