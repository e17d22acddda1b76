import Type, { type Static } from 'typebox';
import { BusyTimeSchema } from './calendars.ts';
import { ScopeSchema, SlotViewSchema, TimeZoneSchema } from './slots.ts';
import { DateSchema, IdSchema, InstantSchema, PersonIdSchema, TimeOfDaySchema } from './text.ts';

const timeFields = {
  date: DateSchema,
  startTime: TimeOfDaySchema,
  endTime: TimeOfDaySchema,
  timeZone: Type.String({ description: 'IANA time zone in which date, startTime and endTime are told' }),
  startsAt: InstantSchema,
  endsAt: InstantSchema,
};

/** The session that a planned one would overlap. `slotId` is null if both are of the same request. */
const ClashSchema = Type.Object(
  { slotId: Type.Union([IdSchema, Type.Null()]), ...timeFields },
  { additionalProperties: false, title: 'Clash' },
);

/** A session as it would be if it were published. */
export const PlannedDateSchema = Type.Object(
  {
    ...timeFields,
    moved: Type.Boolean({
      description: 'true where the clocks skip the time asked for, so that it is later',
    }),
    clash: Type.Union([ClashSchema, Type.Null()], { description: 'the first session that it runs into' }),
    busy: Type.Array(BusyTimeSchema, {
      description:
        'when the owner is busy elsewhere meanwhile, as calendars of theirs say: it can be published all the same',
    }),
  },
  { additionalProperties: false, title: 'PlannedDate' },
);
export type PlannedDate = Static<typeof PlannedDateSchema>;

/** `?slotId&scope` of `POST /api/slots/preview`: the slots that are edited clash with nothing. */
export const PreviewQuerySchema = Type.Object(
  { slotId: Type.Optional(IdSchema), scope: Type.Optional(ScopeSchema) },
  { additionalProperties: false },
);
export type PreviewQuery = Static<typeof PreviewQuerySchema>;

/** Soonest first. */
export const PreviewSchema = Type.Object(
  { dates: Type.Array(PlannedDateSchema) },
  { additionalProperties: false, title: 'Preview' },
);
export type Preview = Static<typeof PreviewSchema>;

/** Most sessions that one copy may make. */
export const largestCopy = 500;

/** Most sessions of one alumnus that are neither over nor called off. */
export const mostAhead = 1_000;

/**
 * Body of `POST /api/slots/copy`: copies the caller's sessions of `days` days, beginning at `from`, to each date of `onto`. With `timeZone`
 * these are the days on which they begin in that zone, else they go by each session's own `date`. `alumniId`: an admin copies
 * that alumnus's.
 */
export const CopySchema = Type.Object(
  {
    alumniId: Type.Optional(PersonIdSchema),
    from: DateSchema,
    days: Type.Integer({ minimum: 1, maximum: 7, description: 'a whole number of days from 1 to 7' }),
    onto: Type.Array(DateSchema, {
      minItems: 1,
      maxItems: 60,
      uniqueItems: true,
      description: 'a list of 1 to 60 dates, none of them twice',
    }),
    timeZone: Type.Optional(TimeZoneSchema),
    skipClashes: Type.Optional(
      Type.Boolean({ description: 'true: leave out what would overlap; false: refuse it all then' }),
    ),
  },
  { additionalProperties: false, title: 'Copy' },
);
export type Copy = Static<typeof CopySchema>;

/** The new slots, soonest first. `skipped` is there if `skipClashes` was asked for, and has what was left out. */
export const CopiedSchema = Type.Object(
  { slots: Type.Array(SlotViewSchema), skipped: Type.Optional(Type.Array(PlannedDateSchema)) },
  { additionalProperties: false, title: 'Copied' },
);
export type Copied = Static<typeof CopiedSchema>;
