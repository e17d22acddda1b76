/** Values that lead further than a text by chance: days near today, ids that the service gave, people who are there. */
import fc from 'fast-check';
import type { Vocabulary } from './schema-values.ts';

/** What the service gave in earlier answers, by kind. */
export type Pools = Record<'slot' | 'booking' | 'cursor' | 'recording' | 'comment' | 'secret', string[]>;

/** Stands for one of a pool, in an address or a body, until the request is sent. */
const reference = (kind: keyof Pools) => fc.nat(40).map((n) => `~${kind}.${n}~`);

/** The text with each `~slot.7~` in it replaced by one of these. */
export function withIds(text: string, pools: Pools): string {
  return text.replace(
    /~(slot|booking|cursor|recording|comment|secret)\.(\d+)~/g,
    (_all, kind: keyof Pools, n) => {
      const pool = pools[kind];
      return pool[Number(n) % Math.max(1, pool.length)] ?? 'none';
    },
  );
}

/** The first, or with a chance of one in ten (or as told) the second. */
export function mostly<A, B>(usual: fc.Arbitrary<A>, odd: fc.Arbitrary<B>, share = 0.9): fc.Arbitrary<A | B> {
  const weight = Math.round(share * 10);
  return fc.oneof<fc.MaybeWeightedArbitrary<A | B>[]>(
    { weight, arbitrary: usual },
    { weight: 10 - weight, arbitrary: odd },
  );
}

const dayMs = 86_400_000;
const halfHourMs = 1_800_000;
const isoDay = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const day = fc.integer({ min: -10, max: 25 }).map(isoDay);
const time = (first: number, last: number) =>
  fc
    .integer({ min: first * 2, max: last * 2 + 1 })
    .map((n) => new Date(n * halfHourMs).toISOString().slice(11, 16));
const instant = fc.tuple(day, time(0, 23)).map(([date, at]) => `${date}T${at}:00.000Z`);
const person = fc.constantFrom('ada', 'ada', 'bo', 'sam', 'kim', 'nobody');
const slot = reference('slot');
/** On this machine, where nothing is: no test asks an address of somebody else. */
const address = fc.constantFrom('https://127.0.0.1:1/a.ics', 'https://[::1]:1/b', 'https://localhost:1/c');

/** By the name of a parameter, a field or a component of the document. */
export const known: Vocabulary['known'] = {
  Date: day,
  TimeOfDay: time(0, 23),
  startTime: time(8, 11),
  endTime: time(12, 18),
  Instant: instant,
  Id: slot,
  PersonId: person,
  slotId: slot,
  bookingId: reference('booking'),
  alumniId: person,
  studentId: person,
  personId: person,
  id: fc.oneof(reference('recording'), reference('comment'), slot),
  secret: reference('secret'),
  timeZone: fc.constantFrom('UTC', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  language: fc.constantFrom('en', 'de', 'pt-BR', 'ar'),
  from: fc.oneof(day, instant),
  to: fc.oneof(day, instant),
  cursor: reference('cursor'),
  meetingUrl: address,
  url: address,
};
