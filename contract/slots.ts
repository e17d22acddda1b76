import Type, { type Static } from 'typebox';
import { RosterEntrySchema } from './roster.ts';
import {
  DateSchema,
  HttpsAddressSchema,
  IdSchema,
  InstantSchema,
  PersonIdSchema,
  TextSchema,
  TimeOfDaySchema,
} from './text.ts';

/** Computed from facts and the clock whenever it is read; never stored. */
export const SlotStatusSchema = Type.Union(
  [Type.Literal('available'), Type.Literal('full'), Type.Literal('completed'), Type.Literal('cancelled')],
  {
    title: 'SlotStatus',
    description: 'completed: its end has passed; cancelled: called off by its owner; full: no seat left',
  },
);
export type SlotStatus = Static<typeof SlotStatusSchema>;

const slotFields = {
  id: IdSchema,
  alumniId: PersonIdSchema,
  alumniName: Type.String({ description: "the alumnus's name, from their newest token" }),
  date: DateSchema,
  startTime: TimeOfDaySchema,
  endTime: TimeOfDaySchema,
  timeZone: Type.String({ description: 'IANA time zone in which date, startTime and endTime are told' }),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
  maxParticipants: Type.Integer({ minimum: 1, maximum: 500 }),
  seatsTaken: Type.Integer({ minimum: 0, description: 'confirmed + pending + offered' }),
  seatsLeft: Type.Integer({ minimum: 0 }),
  waiting: Type.Integer({ minimum: 0, description: 'how many wait for a seat' }),
  description: Type.Union([Type.String(), Type.Null()]),
  status: SlotStatusSchema,
  requiresApproval: Type.Boolean({ description: 'bookings stay pending until the owner confirms them' }),
  opensAt: Type.Union([InstantSchema, Type.Null()], {
    description: 'from when on it can be booked; null: from the beginning',
  }),
  seriesId: Type.Union([IdSchema, Type.Null()]),
  version: Type.Integer({ minimum: 1, description: 'rises with every change that anyone can see' }),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
};

/** A slot as everyone sees it: nothing in it tells who is booked. */
export const SlotSchema = Type.Object(slotFields, { additionalProperties: false, title: 'PublicSlot' });
export type Slot = Static<typeof SlotSchema>;

/** A slot as one caller sees it: the owner and confirmed students get `meetingUrl`, only the owner `bookings`. */
export const SlotViewSchema = Type.Object(
  {
    ...slotFields,
    meetingUrl: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'only for the owner and confirmed students' }),
    ),
    bookings: Type.Optional(
      Type.Array(RosterEntrySchema, {
        description:
          'only for the owner: who has a seat, earliest booking first, then who waits, in their order',
      }),
    ),
  },
  { additionalProperties: false, title: 'Slot' },
);
export type SlotView = Static<typeof SlotViewSchema>;

const OpensAtSchema = Type.Union([InstantSchema, Type.Null()], {
  description: 'an instant such as 2027-03-01T09:00:00.000Z, before the start, or null',
});

const MaxParticipantsSchema = Type.Integer({
  minimum: 1,
  maximum: 500,
  description: 'a whole number of seats from 1 to 500',
});
const DescriptionSchema = TextSchema(2000);
export const TimeZoneSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: 'an IANA time zone, such as Europe/London',
});

/** Asks for several slots at once. `count` counts the dates before `skip` takes some out. Give `count` or `until`. */
export const RepeatSchema = Type.Object(
  {
    every: Type.Union([Type.Literal('week'), Type.Literal('2 weeks'), Type.Literal('day')], {
      description: 'one of "week", "2 weeks", "day"',
    }),
    count: Type.Optional(
      Type.Integer({ minimum: 2, maximum: 60, description: 'a whole number of sessions from 2 to 60' }),
    ),
    until: Type.Optional(DateSchema),
    skip: Type.Optional(
      Type.Array(DateSchema, { maxItems: 60, description: 'at most 60 dates to leave out' }),
    ),
  },
  { additionalProperties: false, title: 'Repeat' },
);
export type Repeat = Static<typeof RepeatSchema>;

/**
 * Body of `POST /api/slots`. `timeZone` defaults to the service's DEFAULT_TIME_ZONE. `alumniId`: an admin publishes for that
 * alumnus; one's own is the same as none.
 */
export const CreateSlotSchema = Type.Object(
  {
    alumniId: Type.Optional(PersonIdSchema),
    date: DateSchema,
    startTime: TimeOfDaySchema,
    endTime: TimeOfDaySchema,
    timeZone: Type.Optional(TimeZoneSchema),
    maxParticipants: Type.Optional(MaxParticipantsSchema),
    description: Type.Optional(Type.Union([DescriptionSchema, Type.Null()])),
    meetingUrl: Type.Optional(Type.Union([HttpsAddressSchema, Type.Null()])),
    requiresApproval: Type.Optional(Type.Boolean({ description: 'true or false' })),
    opensAt: Type.Optional(OpensAtSchema),
    repeat: Type.Optional(RepeatSchema),
  },
  { additionalProperties: false, title: 'CreateSlot' },
);
export type CreateSlot = Static<typeof CreateSlotSchema>;

/** Body of `PATCH /api/slots/:slotId`: what is left out stays; `null` clears a text. */
export const ChangeSlotSchema = Type.Object(
  {
    date: Type.Optional(DateSchema),
    startTime: Type.Optional(TimeOfDaySchema),
    endTime: Type.Optional(TimeOfDaySchema),
    timeZone: Type.Optional(TimeZoneSchema),
    maxParticipants: Type.Optional(MaxParticipantsSchema),
    description: Type.Optional(Type.Union([DescriptionSchema, Type.Null()])),
    meetingUrl: Type.Optional(Type.Union([HttpsAddressSchema, Type.Null()])),
    requiresApproval: Type.Optional(Type.Boolean({ description: 'true or false' })),
    opensAt: Type.Optional(OpensAtSchema),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    title: 'ChangeSlot',
    description: 'at least one field to change',
  },
);
export type ChangeSlot = Static<typeof ChangeSlotSchema>;

/** `?from&to&limit&cursor` of the lists. A date is compared with the slot's own date, an instant with its instants. */
export const ListQuerySchema = Type.Object(
  {
    from: Type.Optional(Type.String({ maxLength: 32, description: 'a date or an instant' })),
    to: Type.Optional(
      Type.String({ maxLength: 32, description: 'a date (that day included) or an instant' }),
    ),
    limit: Type.Optional(
      Type.String({ pattern: '^[1-9]\\d{0,2}$', description: 'a whole number from 1 to 500' }),
    ),
    cursor: Type.Optional(
      Type.String({ maxLength: 512, description: 'the nextCursor of the answer before' }),
    ),
  },
  { additionalProperties: false, title: 'ListQuery' },
);
export type ListQuery = Static<typeof ListQuerySchema>;

/** The query of `GET /api/slots/my-slots`; `alumniId`: an admin reads that alumnus's. */
export const MySlotsQuerySchema = Type.Object(
  { alumniId: Type.Optional(PersonIdSchema), ...ListQuerySchema.properties },
  { additionalProperties: false, title: 'MySlotsQuery' },
);
export type MySlotsQuery = Static<typeof MySlotsQuerySchema>;

/** The query of `GET /api/slots/open`; `q`: words to be found in description and alumnus's name. */
export const OpenSlotsQuerySchema = Type.Object(
  {
    q: Type.Optional(TextSchema(200)),
    ...ListQuerySchema.properties,
    limit: Type.Optional(
      Type.String({ pattern: '^[1-9]\\d{0,2}$', description: 'a whole number from 1 to 100' }),
    ),
  },
  { additionalProperties: false, title: 'OpenSlotsQuery' },
);
export type OpenSlotsQuery = Static<typeof OpenSlotsQuerySchema>;

/** Soonest first. `nextCursor` is there when more follow. */
export const SlotListSchema = Type.Object(
  { slots: Type.Array(SlotViewSchema), nextCursor: Type.Optional(Type.String()) },
  { additionalProperties: false, title: 'SlotList' },
);
export type SlotList = Static<typeof SlotListSchema>;

export const SeriesSchema = Type.Object(
  { slots: Type.Array(SlotViewSchema) },
  { additionalProperties: false, title: 'Series' },
);
export type Series = Static<typeof SeriesSchema>;

/** Says which slots of a series are meant: this one, this one and those after it, or all of them. */
export const ScopeSchema = Type.Union(
  [Type.Literal('this'), Type.Literal('following'), Type.Literal('series')],
  { title: 'Scope', description: 'one of "this", "following", "series"' },
);
export type Scope = Static<typeof ScopeSchema>;

/**
 * How many slots disappeared (never booked), how many were called off (their students are told), and how many students
 * are offered a seat in another session.
 */
export const DeletedSchema = Type.Object(
  { deleted: Type.Integer(), cancelled: Type.Integer(), offered: Type.Integer() },
  { additionalProperties: false, title: 'Deleted' },
);
export type Deleted = Static<typeof DeletedSchema>;
