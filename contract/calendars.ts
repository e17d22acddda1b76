import Type, { type Static } from 'typebox';
import { InstantSchema, wellFormed } from './text.ts';

/** The caller's sessions as a calendar that others can follow; never its address, which is told once. */
export const CalendarFeedSchema = Type.Object(
  {
    active: Type.Boolean({ description: 'is there an address that somebody can read?' }),
    createdAt: Type.Union([InstantSchema, Type.Null()]),
    lastReadAt: Type.Union([InstantSchema, Type.Null()], {
      description: 'when a calendar last asked for it, to the hour; null: never',
    }),
  },
  { additionalProperties: false, title: 'CalendarFeed' },
);
export type CalendarFeed = Static<typeof CalendarFeedSchema>;

/** The address of a feed that was just made. Whoever has it reads the feed; it is told this once. */
export const NewCalendarFeedSchema = Type.Object(
  { url: Type.String({ description: 'https, for every calendar; Apple’s takes it as `webcal:`' }) },
  { additionalProperties: false, title: 'NewCalendarFeed' },
);
export type NewCalendarFeed = Static<typeof NewCalendarFeedSchema>;

/** Most calendars that one alumnus may name. */
export const mostBusyCalendars = 5;

/** What keeps the service from reading a calendar; `problem` says it as a sentence. */
export const busyProblems = [
  'private_address',
  'unknown_host',
  'unreachable',
  'certificate',
  'too_slow',
  'redirected',
  'sign_in_needed',
  'not_found',
  'refused',
  'server_error',
  'web_page',
  'not_a_calendar',
  'too_large',
  'too_many_events',
  'unreadable',
] as const;
export type BusyProblem = (typeof busyProblems)[number];

const label = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '^([^\\u0000-\\u001f\\u007f\\ud800-\\udfff]|[\\ud800-\\udbff][\\udc00-\\udfff])*$',
  description: 'a name of 1 to 60 characters, on one line',
});

/** A calendar kept elsewhere, and how reading it went. */
export const BusyCalendarSchema = Type.Object(
  {
    url: Type.String(),
    label: Type.Union([Type.String(), Type.Null()]),
    checkedAt: Type.Union([InstantSchema, Type.Null()], {
      description: 'when it was last asked for; null: not yet',
    }),
    readAt: Type.Union([InstantSchema, Type.Null()], {
      description: 'when it was last read well: its busy times are of then',
    }),
    problem: Type.Union([Type.String(), Type.Null()], {
      description: 'why it could not be read, a sentence; null: it could, or was not asked for yet',
    }),
    problemCode: Type.Union([Type.Enum([...busyProblems]), Type.Null()], {
      description: 'the same for programs',
    }),
  },
  { additionalProperties: false, title: 'BusyCalendar' },
);
export type BusyCalendar = Static<typeof BusyCalendarSchema>;

/** In the order in which they were given. */
export const BusyCalendarsSchema = Type.Object(
  { calendars: Type.Array(BusyCalendarSchema) },
  { additionalProperties: false, title: 'BusyCalendars' },
);
export type BusyCalendars = Static<typeof BusyCalendarsSchema>;

/** Body of `PUT /api/busy-calendars`: all of them; those that are left out are forgotten with their busy times. */
export const ChangeBusyCalendarsSchema = Type.Object(
  {
    calendars: Type.Array(
      Type.Object(
        {
          url: Type.String({
            minLength: 1,
            maxLength: 2000,
            pattern: wellFormed,
            description: 'an https: (or webcal:) address of at most 2000 characters',
          }),
          label: Type.Optional(Type.Union([label, Type.Null()])),
        },
        { additionalProperties: false },
      ),
      { maxItems: mostBusyCalendars, description: `a list of at most ${mostBusyCalendars} calendars` },
    ),
  },
  { additionalProperties: false, title: 'ChangeBusyCalendars' },
);
export type ChangeBusyCalendars = Static<typeof ChangeBusyCalendarsSchema>;

/** A time at which an alumnus is busy elsewhere: never with what. */
export const BusyTimeSchema = Type.Object(
  {
    startsAt: InstantSchema,
    endsAt: InstantSchema,
    label: Type.Union([Type.String(), Type.Null()], { description: 'the name they gave that calendar' }),
  },
  { additionalProperties: false, title: 'BusyTime' },
);
export type BusyTime = Static<typeof BusyTimeSchema>;

/** Soonest first. */
export const BusySchema = Type.Object(
  { busy: Type.Array(BusyTimeSchema) },
  { additionalProperties: false, title: 'Busy' },
);
export type Busy = Static<typeof BusySchema>;
