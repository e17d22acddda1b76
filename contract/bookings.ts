import Type, { type Static } from 'typebox';
import { bookingFields } from './roster.ts';
import { SlotViewSchema } from './slots.ts';
import { IdSchema, PersonIdSchema, TextSchema } from './text.ts';

/**
 * A booking as its student sees it; the owner's form has `studentName` too.
 * `cancelMessage` is for these two alone. `slot.meetingUrl` is there for the owner, and for the student once confirmed. `slot.version` rises with every
 * change of the booking, so it also orders them. `movedTo` is there for the student alone, where they gave it back to move to another session.
 */
export const BookingSchema = Type.Object(
  {
    ...bookingFields,
    studentName: Type.Optional(Type.String()),
    movedTo: Type.Optional(
      Type.String({ description: 'the booking for which the student gave this one back' }),
    ),
    slot: SlotViewSchema,
  },
  { additionalProperties: false, title: 'Booking' },
);
export type Booking = Static<typeof BookingSchema>;

/** For whom an admin asks; one's own id is the same as none. */
const studentId = Type.Optional(PersonIdSchema);

/** Body of `POST /api/slots/book`; `studentId`: an admin books for that student. */
export const BookSchema = Type.Object(
  { slotId: IdSchema, studentId, note: Type.Optional(Type.Union([TextSchema(1000), Type.Null()])) },
  { additionalProperties: false, title: 'Book' },
);
export type Book = Static<typeof BookSchema>;

/** Body of `POST /api/slots/waitlist`; `studentId`: an admin asks for that student. */
export const WaitSchema = Type.Object(
  { slotId: IdSchema, studentId, note: Type.Optional(Type.Union([TextSchema(1000), Type.Null()])) },
  { additionalProperties: false, title: 'Wait' },
);
export type Wait = Static<typeof WaitSchema>;

/** Body of `POST /api/slots/cancel`: exactly one of bookingId and slotId; `studentId`: an admin asks for that student. */
export const CancelSchema = Type.Object(
  { bookingId: Type.Optional(IdSchema), slotId: Type.Optional(IdSchema), studentId },
  {
    additionalProperties: false,
    oneOf: [{ required: ['bookingId'] }, { required: ['slotId'] }],
    title: 'Cancel',
    description: 'either bookingId or slotId',
  },
);
export type Cancel = Static<typeof CancelSchema>;

/** Body of `POST /api/slots/move`: the booking that is left, and the slot in which a seat is taken instead. */
export const MoveSchema = Type.Object(
  {
    bookingId: IdSchema,
    slotId: IdSchema,
    note: Type.Optional(Type.Union([TextSchema(1000), Type.Null()])),
  },
  { additionalProperties: false, title: 'Move' },
);
export type Move = Static<typeof MoveSchema>;

/** Both bookings of a move as they are afterwards: the new one, and the one that was given back for it. */
export const MovedSchema = Type.Object(
  { booking: BookingSchema, left: BookingSchema },
  { additionalProperties: false, title: 'Moved' },
);
export type Moved = Static<typeof MovedSchema>;

/** Soonest session first. */
export const BookingListSchema = Type.Object(
  { bookings: Type.Array(BookingSchema) },
  { additionalProperties: false, title: 'BookingList' },
);
export type BookingList = Static<typeof BookingListSchema>;
