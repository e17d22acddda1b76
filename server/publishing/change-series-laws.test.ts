/** What holds of any series that moves in any way, near the days when the clocks change. */
import type { Series, SlotList, SlotView } from '@mentor-slots/contract';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

const now = '2027-01-01T00:00:00.000Z';
let service: TestService;
let alumni = 0;

beforeAll(async () => {
  service = await startService({ now, shared: true });
  return service.close;
});

const day = 24 * 60 * 60 * 1000;
const addDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** Zone and a date shortly before its clocks go forward or back. */
const change = fc.constantFrom(
  ['Europe/London', '2027-03-26'],
  ['Europe/London', '2027-10-29'],
  ['America/St_Johns', '2027-03-12'],
  ['America/Santiago', '2027-09-03'],
  ['Australia/Lord_Howe', '2027-10-01'],
  ['Australia/Lord_Howe', '2027-04-02'],
  ['Africa/Cairo', '2027-04-27'],
);
const plan = fc.record({
  zone: change,
  offset: fc.integer({ min: -9, max: 4 }),
  hour: fc.integer({ min: 0, max: 5 }),
  minute: fc.constantFrom('00', '15', '30', '45'),
  every: fc.constantFrom('day', 'week'),
  count: fc.integer({ min: 2, max: 5 }),
  aimed: fc.nat({ max: 4 }),
  scope: fc.constantFrom('following', 'series'),
  moveBy: fc.integer({ min: -8, max: 8 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

const pad = (hour: number) => String(hour).padStart(2, '0');

async function publish(owner: string, { zone, offset, hour, minute, every, count }: Plan) {
  const [timeZone, near] = zone;
  const body = {
    date: addDays(near, offset),
    startTime: `${pad(hour)}:${minute}`,
    endTime: `${pad(hour + 2)}:${minute}`,
    timeZone,
    maxParticipants: 2,
    repeat: { every, count },
  };
  const token = service.token(owner, 'alumni');
  return (await service.call<Series>('POST', '/api/slots', { token, body })).body.slots;
}

async function slotsOf(owner: string): Promise<SlotView[]> {
  const token = service.token(owner, 'alumni');
  return (await service.call<SlotList>('GET', '/api/slots/my-slots', { token })).body.slots;
}

function expectNoOverlap(slots: SlotView[]): void {
  const sorted = [...slots].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  for (const [index, slot] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined) expect(slot.endsAt <= next.startsAt, JSON.stringify([slot, next])).toBe(true);
  }
}

/** What the wall of the zone shows at this instant. */
function wallAt(instant: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));
  return parts;
}

test('each moves by the same days, keeps its wall time where that exists, and overlaps nothing', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (plan) => {
      const owner = `ada ${++alumni}`;
      const before = await publish(owner, plan);
      const aimed = before[plan.aimed % before.length] as SlotView;
      const { status, body } = await service.call<Series>(
        'PATCH',
        `/api/slots/${aimed.id}?scope=${plan.scope}`,
        { token: service.token(owner, 'alumni'), body: { date: addDays(aimed.date, plan.moveBy) } },
      );
      const after = await slotsOf(owner);
      expectNoOverlap(after);
      if (status !== 200) {
        // Only those that stay can be in the way: all or nothing.
        expect([status, plan.scope]).toEqual([409, 'following']);
        expect(after).toEqual([...before].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)));
        return;
      }
      const moved = before.filter((slot) => plan.scope === 'series' || slot.startsAt >= aimed.startsAt);
      expect(body.slots.map((slot) => slot.id).sort()).toEqual(moved.map((slot) => slot.id).sort());
      for (const was of before) {
        const is = after.find((slot) => slot.id === was.id) as SlotView;
        if (!moved.includes(was)) {
          expect(is).toEqual(was);
          continue;
        }
        expect(is.version).toBe(was.version + 1);
        expect(is.date).toBe(addDays(was.date, plan.moveBy));
        expect(wallAt(is.startsAt, is.timeZone)).toBe(`${is.date} ${is.startTime}`);
        if (is.startTime === was.startTime) {
          expect([is.endTime, is.timeZone]).toEqual([was.endTime, was.timeZone]);
        } else {
          // It fell into a gap: half an hour or an hour later, as the clocks went, with its length kept.
          expect(is.startTime > was.startTime).toBe(true);
          expect(Date.parse(is.endsAt) - Date.parse(is.startsAt)).toBe(2 * 60 * 60 * 1000);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('with students who book meanwhile it is still all or nothing, and nobody is in two places', async () => {
  await fc.assert(
    fc.asyncProperty(
      plan,
      fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 }),
      fc.nat({ max: 12 }),
      async (plan, wishes, turn) => {
        const [owner, other, student] = [`ada ${++alumni}`, `grace ${alumni}`, `sam ${alumni}`];
        const moveBy = plan.moveBy === 0 ? 1 : plan.moveBy;
        const before = await publish(owner, plan);
        const elsewhere = await publish(other, { ...plan, offset: plan.offset + moveBy });
        const wanted = wishes
          .flatMap((wish) => [before[wish], elsewhere[wish]])
          .filter((slot) => slot !== undefined);
        const requests: (() => Promise<{ status: number }>)[] = wanted.map(
          (slot) => () => service.book(student, slot.id),
        );
        requests.splice(turn, 0, () =>
          service.call('PATCH', `/api/slots/${before[0]?.id}?scope=series`, {
            token: service.token(owner, 'alumni'),
            body: { date: addDays(before[0]?.date ?? '', moveBy) },
          }),
        );
        const answers = await Promise.all(requests.map((request) => request()));
        const moved = answers[Math.min(turn, wanted.length)] as { status: number };
        const after = await slotsOf(owner);
        const dates = after.map((slot) => slot.date).sort();
        const shift = moved.status === 200 ? moveBy : 0;
        expect([200, 409]).toContain(moved.status);
        expect(dates).toEqual(before.map((slot) => addDays(slot.date, shift)).sort());

        const token = service.token(student, 'student');
        const { body } = await service.call<{ bookings: { slot: SlotView }[] }>(
          'GET',
          '/api/slots/my-bookings',
          {
            token,
          },
        );
        expectNoOverlap(body.bookings.map((booking) => booking.slot));
      },
    ),
    { numRuns: 40 },
  );
});
