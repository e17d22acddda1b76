/** What the programme came to: sums of the sessions that are over. */
import Type, { type Static } from 'typebox';

/** Groups of fewer people than this are masked. */
export const fewestInGroup = 5;

const groupings = ['month', 'alumnus', 'both', 'cohort'] as const;

const ReportBySchema = Type.Enum(groupings, {
  title: 'ReportBy',
  description: `one of ${groupings.map((by) => `"${by}"`).join(', ')}`,
});
export type ReportBy = Static<typeof ReportBySchema>;

/** Query of `GET /api/admin/report`: months unless told. `from` and `to` are months or days, both included. */
export const ReportQuerySchema = Type.Object(
  {
    from: Type.Optional(
      Type.String({ maxLength: 10, description: 'a month or a day: 2026-09 or 2026-09-01' }),
    ),
    to: Type.Optional(Type.String({ maxLength: 10, description: 'a month or a day, which is included' })),
    by: Type.Optional(ReportBySchema),
    timeZone: Type.Optional(
      Type.String({ maxLength: 64, description: 'IANA zone in which days and months begin' }),
    ),
  },
  { additionalProperties: false, title: 'ReportQuery' },
);
export type ReportQuery = Static<typeof ReportQuerySchema>;

const count = Type.Integer({ minimum: 0 });
const share = Type.Number({ minimum: 0, maximum: 1 });
const orNull = <Schema extends Type.TSchema>(schema: Schema, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });

const figures = {
  sessions: orNull(count, 'held; null only of a cohort that is masked'),
  hours: orNull(Type.Number({ minimum: 0 })),
  seats: orNull(count),
  seatsTaken: orNull(count),
  fillRate: orNull(share, 'seats taken of all seats'),
  sessionsCancelled: orNull(count),
  bookingsCancelled: orNull(count),
  waited: orNull(count, 'who waited for a seat'),
  promoted: orNull(count, 'and got one'),
  attended: orNull(count, 'who was marked so'),
  absent: orNull(count),
  attendanceRate: orNull(share, 'who attended, of those who were marked'),
  ratings: orNull(count, 'how many stars the rating is of'),
  rating: orNull(Type.Number({ minimum: 1, maximum: 5 }), 'the average of the stars, with one decimal'),
  masked: Type.Boolean({
    description: 'figures about people are null: too few took part, or a difference would tell of too few',
  }),
};

export const ReportTotalSchema = Type.Object(figures, { additionalProperties: false, title: 'ReportTotal' });

/** A line. Which of its names are there, `by` says; `cohort` is null of the students who are in none. */
export const ReportRowSchema = Type.Object(
  {
    alumniId: Type.Optional(Type.String()),
    alumniName: Type.Optional(Type.String()),
    month: Type.Optional(Type.String({ description: 'YYYY-MM' })),
    cohort: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    ...figures,
  },
  { additionalProperties: false, title: 'ReportRow' },
);
export type ReportRow = Static<typeof ReportRowSchema>;

export const ReportSchema = Type.Object(
  {
    by: ReportBySchema,
    from: Type.Optional(Type.String()),
    to: Type.Optional(Type.String()),
    timeZone: Type.String(),
    endedBy: Type.String({ description: 'sessions that were over at this instant' }),
    rows: Type.Array(ReportRowSchema),
    total: ReportTotalSchema,
  },
  { additionalProperties: false, title: 'Report' },
);
export type Report = Static<typeof ReportSchema>;
