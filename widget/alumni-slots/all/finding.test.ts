/** Evenings are found in few answers, however full the days are; days and weeks end on the viewer's clock. */
import type { OpenSlotsQuery, Slot, SlotList } from '@mentor-slots/contract';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../calendar/viewer.ts';
import { type Found, findSessions, type Next } from './finding.ts';
import { endOf, eveningFrom, isEvening, type Wanted } from './wanted.ts';

const viewerIn = (timeZone: string, more: Partial<Viewer> = {}): Viewer => ({
  locale: 'en-GB',
  timeZone,
  hourCycle: undefined,
  firstDay: undefined,
  ...more,
});
const everything: Wanted = { words: '', times: null, evenings: false };
const at = (instant: string) => Date.parse(instant);
const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe('the end', () => {
  it.each([
    ['Europe/London', '2026-11-24T08:00:00Z', '2026-11-25T00:00:00.000Z'],
    // Still Monday there.
    ['America/Lima', '2026-11-24T04:00:00Z', '2026-11-24T05:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-24T10:30:00Z', '2026-11-25T10:00:00.000Z'],
    // 25 hours, and 23 and a half.
    ['America/New_York', '2026-11-01T04:30:00Z', '2026-11-02T05:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-03T14:00:00Z', '2026-10-04T13:00:00.000Z'],
  ])('of today in %s at %s is %s', (zone, now, end) => {
    expect(instant(endOf({ ...everything, times: 'today' }, viewerIn(zone), at(now)))).toBe(end);
  });

  it.each([
    ['Monday first', { locale: 'en-GB' }, '2026-11-24T08:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['Sunday first', { locale: 'en-US' }, '2026-11-24T08:00:00Z', '2026-11-29T00:00:00.000Z'],
    ['Saturday first', { locale: 'ar-EG' }, '2026-11-24T08:00:00Z', '2026-11-28T00:00:00.000Z'],
    [
      'as the page says',
      { locale: 'en-US', firstDay: 1 },
      '2026-11-24T08:00:00Z',
      '2026-11-30T00:00:00.000Z',
    ],
    // The week's last day is today alone, its first one the whole week.
    ['on its last day', { locale: 'en-GB' }, '2026-11-29T08:00:00Z', '2026-11-30T00:00:00.000Z'],
    ['on its first day', { locale: 'en-US' }, '2026-11-29T08:00:00Z', '2026-12-06T00:00:00.000Z'],
  ])('of this week, %s', (_name, more, now, end) => {
    expect(instant(endOf({ ...everything, times: 'week' }, viewerIn('UTC', more), at(now)))).toBe(end);
  });
});

it.each([
  ['Europe/London', '2026-11-24T16:59:59Z', false],
  ['Europe/London', '2026-11-24T17:00:00Z', true],
  ['Europe/London', '2026-11-24T23:59:00Z', true],
  ['Europe/London', '2026-11-25T00:00:00Z', false],
  ['America/Lima', '2026-11-25T03:00:00Z', true],
  ['Asia/Kolkata', '2026-11-24T11:30:00Z', true],
  ['Asia/Kolkata', '2026-11-24T11:29:00Z', false],
])('in %s %s is in the evening: %s', (zone, when, expected) => {
  expect(isEvening(viewerIn(zone), when)).toBe(expected);
  expect(eveningFrom(viewerIn(zone), when) >= at(when)).toBe(true);
});

/** A service that has sessions at these instants, answering as the real one does; it counts its answers. */
function serviceWith(starts: readonly string[]) {
  const slots = starts.map((startsAt, index) => ({ id: String(index).padStart(5, '0'), startsAt }) as Slot);
  let answers = 0;
  const ask = async ({ from, to, cursor, limit }: OpenSlotsQuery): Promise<SlotList> => {
    answers++;
    const found = slots.filter(
      (slot) =>
        (!from || at(slot.startsAt) + 1_800_000 > at(from)) &&
        (!to || at(slot.startsAt) < at(to)) &&
        (!cursor || slot.id > cursor),
    );
    const page = found.slice(0, Number(limit));
    const last = page.at(-1);
    return { slots: page, ...(found.length > page.length && last && { nextCursor: last.id }) };
  };
  return { ask, answers: () => answers, slots };
}

/** Every five minutes from 6:00 to 16:55, on so many days: more than an answer holds. The last of each run into the evening. */
const busyDays = (days: number) =>
  Array.from({ length: days * 132 }, (_, index) => {
    const day = Date.UTC(2026, 10, 24 + Math.floor(index / 132), 6, 5 * (index % 132));
    return new Date(day).toISOString();
  });

describe('evenings', () => {
  const evenings: Wanted = { ...everything, evenings: true };
  const look = (service: ReturnType<typeof serviceWith>) => ({
    viewer: viewerIn('UTC'),
    now: at('2026-11-24T05:00:00Z'),
    ask: service.ask,
  });

  it('are found past days that are full, in an answer a day at most', async () => {
    const rare = ['2026-11-26T18:00:00.000Z', '2026-11-29T17:00:00.000Z'];
    const service = serviceWith([...busyDays(6), ...rare].sort());
    const { slots, next } = await findSessions(evenings, look(service));
    expect(slots.map(({ startsAt }) => startsAt)).toEqual(rare);
    expect(next).toBeNull();
    expect(service.answers()).toBeLessThanOrEqual(7);
  });

  it('that are not among the next days are looked for no further unasked, and found by going on', async () => {
    const late = '2026-12-20T18:00:00.000Z';
    const service = serviceWith([...busyDays(40), late].sort());
    let found: Found = await findSessions(evenings, look(service));
    expect(found.slots).toEqual([]);
    expect(service.answers()).toBeLessThanOrEqual(8);
    const before: Next[] = [];
    while (found.next && !found.slots.length) {
      before.push(found.next);
      found = await findSessions(evenings, look(service), 20, found.next);
    }
    expect(found.slots.map(({ startsAt }) => startsAt)).toEqual([late]);
    expect(before.map(({ from }) => from)).toEqual([...new Set(before.map(({ from }) => from))].sort());
  });

  it('come all, once each, whatever the pages are', async () => {
    const many = Array.from({ length: 130 }, (_, index) =>
      new Date(Date.UTC(2026, 10, 24 + Math.floor(index / 13), 17, 30 * (index % 13))).toISOString(),
    );
    const service = serviceWith([...busyDays(10), ...many].sort());
    const starts: string[] = [];
    let next: Next | null | undefined;
    do {
      const found: Found = await findSessions(evenings, look(service), 20, next ?? undefined);
      starts.push(...found.slots.map(({ startsAt }) => startsAt));
      next = found.next;
    } while (next);
    expect(starts).toEqual(many);
  });

  it('of this week end with it', async () => {
    const service = serviceWith(['2026-11-28T18:00:00.000Z', '2026-11-30T18:00:00.000Z']);
    const { slots, next } = await findSessions({ ...evenings, times: 'week' }, look(service));
    expect(slots.map(({ startsAt }) => startsAt)).toEqual(['2026-11-28T18:00:00.000Z']);
    expect(next).toBeNull();
  });
});
