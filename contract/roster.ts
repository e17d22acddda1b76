import Type, { type Static } from 'typebox';
import { IdSchema, InstantSchema, PersonIdSchema } from './text.ts';

/** `seatStatuses` in rules.ts says which of them hold a seat. Nothing leads to `offered` and `waitlisted` yet. */
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

/** Says who ended a booking. student: they cancelled; declined: the owner said no; slot_cancelled: the session was called off. */
export const CancelReasonSchema = Type.Union(
  [Type.Literal('student'), Type.Literal('declined'), Type.Literal('slot_cancelled')],
  { title: 'CancelReason' },
);
export type CancelReason = Static<typeof CancelReasonSchema>;
/** All reasons for which a booking ends. */
export const cancelReasons: readonly CancelReason[] = CancelReasonSchema.anyOf.map(
  ({ const: reason }) => reason,
);

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
  waitlistPosition: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
};

/** Optional body of `DELETE /api/slots/:slotId` and of `…/decline`: the message that the students concerned will read. */
export const CancelMessageSchema = Type.Object(
  {
    message: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        pattern: '^[^\\u0000]*$',
        description: 'text of 1 to 500 characters',
      }),
    ),
  },
  { additionalProperties: false, title: 'CancelMessage' },
);
export type CancelMessage = Static<typeof CancelMessageSchema>;

/** One booking of a slot's roster, as the slot's owner sees it: one that was not cancelled, or that ended when the slot was called off. */
export const RosterEntrySchema = Type.Object(
  { ...bookingFields, studentName: Type.String() },
  { additionalProperties: false, title: 'RosterEntry' },
);
export type RosterEntry = Static<typeof RosterEntrySchema>;
