/**
 * Answers that are lost on their way, after the commit: whoever asks again with the same Idempotency-Key gets the first answer,
 * and nothing is done twice. DROPPED asks for more of them.
 */
import type { Booking, Series, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { loseAnswersOf } from '../testing/dropped-answers.ts';
import { startService, type TestService, wallTime } from '../testing/service.ts';

const dropped = Number(process.env.DROPPED ?? 30);
/** At once. */
const callers = 8;
/** Each of them publishes so many, so that none is refused for having too many ahead. */
const each = 20;
const now = '2026-11-24T10:00:00.000Z';

interface Wish {
  path: string;
  token: string;
  headers: Record<string, string>;
  body: object;
}

async function post(url: string, { path, token, headers, body }: Wish) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Partial<SlotView & Series & Booking> };
}

/** Asks where the answer is lost, and then where it is not. */
async function insist(service: TestService, lossyUrl: string, wish: Wish) {
  await expect(post(lossyUrl, wish)).rejects.toThrow('fetch failed');
  return post(service.url, wish);
}

async function many(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const caller = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

async function count(service: TestService, table: 'slots' | 'bookings' | 'audit'): Promise<number> {
  return (await service.database.read.kysely.selectFrom(table).select('id').execute()).length;
}

test(`${dropped} answers to publishing that are lost: ${dropped} slots and series are there, each once`, async () => {
  const service = await startService({ now });
  const network = await loseAnswersOf(service.url);
  const made: string[] = [];
  await many(dropped, async (number) => {
    const time = wallTime(service.clock.now + (24 + 2 * (number % each)) * 3_600_000);
    // Every third is a series of two.
    const repeat = number % 3 === 0 ? { repeat: { every: '2 weeks', count: 2 } } : {};
    const { status, body } = await insist(service, network.url, {
      path: '/api/slots',
      token: service.token(`alumna ${Math.floor(number / each)}`, 'alumni'),
      headers: { 'idempotency-key': `key ${number}` },
      body: { ...time, ...repeat },
    });
    expect(status).toBe(201);
    made.push(...(body.slots ?? [body]).map(({ id }) => id ?? ''));
  });
  expect(network.lost()).toBe(dropped);
  expect(made).toHaveLength(dropped + Math.ceil(dropped / 3));
  const rows = await service.database.read.kysely.selectFrom('slots').select('id').execute();
  expect(rows.map(({ id }) => id).sort()).toEqual([...made].sort());
  expect(await count(service, 'audit')).toBe(made.length);
});

test(`${dropped} answers to booking that are lost: ${dropped} seats are taken, without any key`, async () => {
  const service = await startService({ now });
  const network = await loseAnswersOf(service.url);
  const slots: SlotView[] = [];
  for (let taken = 0; taken < dropped; taken += 500)
    slots.push(await service.publish('ada', 24 + taken / 100, { maxParticipants: 500 }));
  await many(dropped, async (number) => {
    const { status, body } = await insist(service, network.url, {
      path: '/api/slots/book',
      token: service.token(`student ${number}`, 'student'),
      headers: {},
      body: { slotId: slots[Math.floor(number / 500)]?.id },
    });
    expect([status, body.status]).toEqual([200, 'confirmed']);
  });
  expect(network.lost()).toBe(dropped);
  expect(await count(service, 'bookings')).toBe(dropped);
  const rows = await service.database.read.kysely.selectFrom('slots').select('seats_taken').execute();
  expect(rows.reduce((sum, { seats_taken }) => sum + seats_taken, 0)).toBe(dropped);
});
