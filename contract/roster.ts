import Type, { type Static } from 'typebox';
import { IdSchema, InstantSchema, PersonIdSchema, wellFormed } from './text.ts';

/**
 * `seatStatuses` in rules.ts says which of them hold a seat. offered: a seat is held for somebody who waited, until
 * `offerExpiresAt`; waitlisted: in the queue for one.
 */
export const BookingStatusSchema = Type.Union(
  [
    Type.Literal('pending'),
    Type.Literal('confirmed'),
    Type.Literal('offered'),
    Type.Literal('waitlisted'),
    Type.Literal('cancelled'),
  ],
  { title: 'BookingStatus' },
);
export type BookingStatus = Static<typeof BookingStatusSchema>;
/** All statuses of a booking. */
export const bookingStatuses: readonly BookingStatus[] = BookingStatusSchema.anyOf.map(
  ({ const: status }) => status,
);

/**
 * Says what ended a booking. student: they cancelled; declined: the owner said no; slot_cancelled: the session was called
 * off; offer_lapsed: nobody took the seat that was held; queue_closed: booking closed while they waited; erased: the
 * person is gone.
 */
export const CancelReasonSchema = Type.Union(
  [
    Type.Literal('student'),
    Type.Literal('declined'),
    Type.Literal('slot_cancelled'),
    Type.Literal('offer_lapsed'),
    Type.Literal('queue_closed'),
    Type.Literal('erased'),
  ],
  { title: 'CancelReason' },
);
export type CancelReason = Static<typeof CancelReasonSchema>;
/** All reasons for which a booking ends. */
export const cancelReasons: readonly CancelReason[] = CancelReasonSchema.anyOf.map(
  ({ const: reason }) => reason,
);

/** Says whether a student was there. */
export const AttendanceSchema = Type.Union([Type.Literal('attended'), Type.Literal('absent')], {
  title: 'Attendance',
  description: 'one of "attended", "absent"',
});
export type Attendance = Static<typeof AttendanceSchema>;

export const bookingFields = {
  id: IdSchema,
  slotId: IdSchema,
  studentId: PersonIdSchema,
  status: BookingStatusSchema,
  bookedAt: InstantSchema,
  cancelledAt: Type.Union([InstantSchema, Type.Null()]),
  cancelReason: Type.Union([CancelReasonSchema, Type.Null()]),
  cancelMessage: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: 'what the owner wrote to the student when they declined or called off',
    }),
  ),
  note: Type.Union([Type.String(), Type.Null()], { description: 'what the student wrote to the owner' }),
  waitlistPosition: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
    description: '1: the next to get a seat; null unless waitlisted',
  }),
  offerExpiresAt: Type.Union([InstantSchema, Type.Null()], {
    description: 'until when the seat is held; null unless offered',
  }),
  attendance: Type.Union([AttendanceSchema, Type.Null()], {
    description: 'was the student there? null until the owner says, from the start on',
  }),
};

const message = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 500,
    pattern: wellFormed,
    description: 'text of 1 to 500 characters',
  }),
);

/** Optional body of `…/decline`: the message that the student will read. */
export const CancelMessageSchema = Type.Object(
  { message },
  { additionalProperties: false, title: 'CancelMessage' },
);
export type CancelMessage = Static<typeof CancelMessageSchema>;

/**
 * Optional body of `DELETE /api/slots/:slotId`: the message that everyone in it will read, and the other sessions in which
 * those who had a seat are offered one, in the order in which they are tried.
 */
export const RemoveSlotSchema = Type.Object(
  {
    message,
    offerSlotIds: Type.Optional(
      Type.Array(IdSchema, {
        maxItems: 60,
        uniqueItems: true,
        description: "a list of at most 60 ids of the same alumnus's sessions ahead, none of them twice",
      }),
    ),
  },
  { additionalProperties: false, title: 'RemoveSlot' },
);
export type RemoveSlot = Static<typeof RemoveSlotSchema>;

/**
 * One booking of a slot's roster, as the slot's owner sees it: of somebody who has a seat or waits, or who had or did when the
 * slot was called off.
 */
export const RosterEntrySchema = Type.Object(
  { ...bookingFields, studentName: Type.String() },
  { additionalProperties: false, title: 'RosterEntry' },
);
export type RosterEntry = Static<typeof RosterEntrySchema>;
