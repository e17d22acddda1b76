/**
 * Every time zone by each of its names, from 2026 to 2036: every time that the clocks skip is refused, of every time that comes twice the
 * first is taken, series keep what the clock on the wall shows, and no date drifts. ZONES=all takes all of it, SEED repeats the
 * choice of what is asked over HTTP, ZONE_REQUESTS says of how many changes of the clocks.
 */
import type { Series, SlotView } from '@mentor-slots/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { seriesDates } from '../publishing/series.ts';
import { chooseSeed, randomNumbers } from '../testing/random.ts';
import { startService, type TestService } from '../testing/service.ts';
import { type ClockChange, clockChanges, clockOf, figures, minute, zones } from '../testing/zones.ts';
import { type PlacedTime, placeTime } from './wall-time.ts';

const all = process.env.ZONES === 'all';
const requests = Number(process.env.ZONE_REQUESTS ?? 10);
const seed = chooseSeed();
const day = 24 * 60 * minute;
const from = Date.UTC(2026, 0, 1);
const to = Date.UTC(2037, 0, 1);
/** In short: every third zone, another third each day of the month. */
const tried = zones.filter((_, index) => all || index % 3 === new Date().getUTCDate() % 3);
const changes = new Map<string, ClockChange[]>();

beforeAll(() => {
  for (const zone of tried) changes.set(zone, clockChanges(zone, from, to));
});

/** A session that begins when the clock shows this, and ends with the day. */
function place(timeZone: string, shown: number, inGap?: 'move'): PlacedTime | string {
  const { date, time } = figures(shown);
  try {
    return placeTime({ date, startTime: time, endTime: '00:00', timeZone }, inGap);
  } catch (error) {
    if (error instanceof Problem) return `${error.code} ${error.facts?.nextTime}`;
    throw error;
  }
}

const startOf = (placed: PlacedTime | string) =>
  typeof placed === 'string' ? placed : Date.parse(placed.startsAt);

/** Some minutes of a stretch: its first, its last, and one between. */
const within = (first: number, end: number) => [
  first,
  first + Math.floor((end - first) / 2 / minute) * minute,
  end - minute,
];

test('there are some zones to try, with clocks that go forward and back', () => {
  const found = [...changes.values()].flat();
  expect(tried.length).toBeGreaterThan(all ? 550 : 180);
  expect(found.filter(({ before, after }) => after > before).length).toBeGreaterThan(all ? 1500 : 400);
  expect(found.filter(({ before, after }) => after < before).length).toBeGreaterThan(all ? 1500 : 400);
  console.info(`${found.length} changes of the clocks in ${tried.length} zones`);
});

test('every time that is skipped is refused, and what is before and after it is not', () => {
  for (const [zone, ofZone] of changes) {
    for (const { at, before, after } of ofZone) {
      if (after < before) continue;
      for (const shown of within(at + before, at + after)) {
        const next = figures(shown + after - before).time;
        expect([zone, figures(shown), place(zone, shown)]).toEqual([
          zone,
          figures(shown),
          `nonexistent_time ${next}`,
        ]);
      }
      expect([zone, startOf(place(zone, at + before - minute))]).toEqual([zone, at - minute]);
      expect([zone, startOf(place(zone, at + after))]).toEqual([zone, at]);
    }
  }
});

test('of every time that comes twice the first is taken', () => {
  for (const [zone, ofZone] of changes) {
    for (const { at, before, after } of ofZone) {
      if (after > before) continue;
      for (const shown of within(at + after, at + before))
        expect([zone, figures(shown), startOf(place(zone, shown))]).toEqual([
          zone,
          figures(shown),
          shown - before,
        ]);
      expect([zone, startOf(place(zone, at + before))]).toEqual([zone, at + before - after]);
    }
  }
});

test('a weekly series shows the same on the wall each week, but for the night in which that is skipped', () => {
  for (const [zone, ofZone] of changes) {
    const clock = clockOf(zone);
    for (const { at, before, after } of ofZone) {
      const aimed = at + Math.min(before, after);
      const first = figures(aimed - 14 * day);
      const dates = seriesDates(first.date, { every: 'week', count: 5 });
      for (const [week, date] of dates.entries()) {
        expect(Date.parse(date)).toBe(Date.parse(first.date) + 7 * week * day);
        const wanted = Date.parse(`${date}T${first.time}Z`);
        const placed = place(zone, wanted, 'move') as PlacedTime;
        const skipped = after > before && wanted === aimed ? after - before : 0;
        expect([zone, placed.date, placed.startTime]).toEqual([
          zone,
          ...Object.values(figures(wanted + skipped)),
        ]);
        expect([zone, clock(startOf(placed) as number)]).toEqual([zone, wanted + skipped]);
      }
    }
  }
});

test('no date drifts: what is placed is shown by the clock on the wall as it was told', {
  timeout: 3_600_000,
}, () => {
  const random = randomNumbers(seed);
  // In short a date now and then, in every zone others.
  const pace = all ? 1 : 97;
  for (const [index, zone] of tried.entries()) {
    const clock = clockOf(zone);
    for (let date = from + (index % pace) * day; date < to; date += pace * day) {
      const shown = date + Math.floor(random() * 96) * 15 * minute;
      const placed = place(zone, shown);
      if (typeof placed !== 'string') expect([zone, clock(startOf(placed) as number)]).toEqual([zone, shown]);
      else
        expect(
          changes.get(zone)?.some(({ at, before, after }) => shown >= at + before && shown < at + after),
        ).toBe(true);
    }
  }
});

/** What the host's own clock shows must decide nothing. */
describe.each(['Pacific/Kiritimati', 'America/St_Johns', 'UTC'])('over HTTP, on a host in %s', (hostZone) => {
  const before = process.env.TZ;
  let service: TestService;

  beforeAll(async () => {
    process.env.TZ = hostZone;
    service = await startService({ shared: true });
    return service.close;
  });
  afterAll(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test(`${requests} changes of the clocks, each by its own alumnus`, async () => {
    console.info(`SEED=${seed}`);
    const random = randomNumbers(seed);
    const known = [...changes].flatMap(([zone, ofZone]) => ofZone.map((change) => ({ zone, ...change })));
    for (let number = 0; number < requests; number += 1) {
      const change = known[Math.floor(random() * known.length)] as (typeof known)[number];
      const { zone: timeZone, at } = change;
      service.clock.now = at - 60 * day;
      const token = service.token(`alumna ${number}`, 'alumni');
      const shown = at + Math.min(change.before, change.after);
      const { date, time: startTime } = figures(shown);
      const body = { date, startTime, endTime: '00:00', timeZone };
      const answer = await service.call<SlotView>('POST', '/api/slots', {
        token,
        body: { ...body, endTime: endOf(startTime) },
      });
      const first = figures(shown - 14 * day);
      const series = await service.call<Series>('POST', '/api/slots', {
        token: service.token(`other alumna ${number}`, 'alumni'),
        body: { ...body, date: first.date, endTime: endOf(startTime), repeat: { every: 'week', count: 4 } },
      });
      const skipped = change.after > change.before;
      if (skipped) {
        expect([timeZone, date, answer.status, answer.body]).toMatchObject([
          timeZone,
          date,
          422,
          { code: 'nonexistent_time' },
        ]);
      } else {
        const startsAt = new Date(shown - change.before).toISOString();
        expect([timeZone, answer.status, answer.body]).toMatchObject([
          timeZone,
          201,
          { date, startTime, startsAt },
        ]);
      }
      expect([timeZone, series.status]).toEqual([timeZone, 201]);
      const clock = clockOf(timeZone);
      for (const [week, slot] of series.body.slots.entries()) {
        const wanted = shown + (week - 2) * 7 * day;
        const moved = skipped && week === 2 ? change.after - change.before : 0;
        expect([timeZone, slot.date, slot.startTime]).toEqual([
          timeZone,
          ...Object.values(figures(wanted + moved)),
        ]);
        expect(clock(Date.parse(slot.startsAt))).toBe(wanted + moved);
      }
    }
  });
});

/** An hour or two later on the same day, or midnight at its end: longer than any clock skips. */
function endOf(startTime: string): string {
  const hour = Number(startTime.slice(0, 2)) + 3;
  return hour >= 24 ? '00:00' : `${String(hour).padStart(2, '0')}:${startTime.slice(3)}`;
}
