import type { SlotView } from '@mentor-slots/contract';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connectFeed } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

const url = '/api/slots/alumni/ada';

interface Ask {
  url?: string;
  token?: string;
  from?: string;
  forwarded?: string;
}

async function statuses(service: TestService, count: number, { token, from, forwarded, ...ask }: Ask = {}) {
  const answers: number[] = [];
  for (let i = 0; i < count; i++) {
    const answer = await service.app.inject({
      url: ask.url ?? url,
      ...(from !== undefined && { remoteAddress: from }),
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(forwarded !== undefined && { 'x-forwarded-for': forwarded.replace('#', String(i)) }),
      },
    });
    answers.push(answer.statusCode);
  }
  return answers;
}

const start = (env: Record<string, string> = {}) =>
  startService({ env: { RATE_LIMIT: '3', ADDRESS_RATE_LIMIT: '3', ...env } });

test('the request after the last is 429 and says when to come back', async () => {
  const service = await start();
  expect(await statuses(service, 3)).toEqual([200, 200, 200]);
  const answer = await service.app.inject(url);
  expect(answer.statusCode).toBe(429);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const seconds = Number(answer.headers['retry-after']);
  expect(seconds).toBeGreaterThan(55);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(answer.json()).toMatchObject({
    code: 'rate_limited',
    detail: `More than 3 requests within a minute. Try again in ${seconds} seconds.`,
    retryAfter: seconds,
  });
});

test('persons are counted by their token, wherever they are, and others by their address', async () => {
  const service = await start();
  const token = service.token('ada', 'alumni');
  expect(await statuses(service, 2, { token, from: '192.0.2.1' })).toEqual([200, 200]);
  expect(await statuses(service, 2, { token, from: '192.0.2.2' })).toEqual([200, 429]);
  // Another token of the same person does not start anew.
  expect(await statuses(service, 1, { token: service.token('ada', 'student') })).toEqual([429]);
  expect(await statuses(service, 3, { token: service.token('bo', 'alumni') })).toEqual([200, 200, 200]);
  expect(await statuses(service, 4, { from: '192.0.2.1' })).toEqual([200, 200, 200, 429]);
  // A person who is called like an address is not that address.
  expect(await statuses(service, 1, { token: service.token('192.0.2.1', 'alumni') })).toEqual([200]);
});

test('a clock that steps back refuses nobody for longer than a minute', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const service = await start();
  const token = service.token('ada', 'alumni');
  expect(await statuses(service, 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses(service, 4, { token })).toEqual([200, 200, 200, 429]);
  vi.setSystemTime(Date.now() - 3_600_000);
  service.elapsed.now += 59_999;
  expect(await statuses(service, 1)).toEqual([429]);
  service.elapsed.now += 1;
  expect(await statuses(service, 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses(service, 1, { token })).toEqual([200]);
  // Nor does one that leaps ahead let anybody in sooner.
  vi.setSystemTime(Date.now() + 7_200_000);
  expect(await statuses(service, 1)).toEqual([429]);
});

test('unknown addresses and refused tokens count, by address', async () => {
  const service = await start();
  expect(await statuses(service, 4, { url: '/nowhere', from: '192.0.2.1' })).toEqual([404, 404, 404, 429]);
  expect(await statuses(service, 4, { token: 'a.b.c', from: '192.0.2.2' })).toEqual([401, 401, 401, 429]);
  const forged = service.token('ada', 'alumni').slice(0, -4);
  expect(await statuses(service, 4, { token: forged, from: '192.0.2.3' })).toEqual([401, 401, 401, 429]);
});

test("the feed's upgrade counts", async () => {
  const service = await start();
  const connect = () =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${service.url.replace('http', 'ws')}/api/slots/feed`);
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode));
    });
  expect([await connect(), await connect(), await connect(), await connect()]).toEqual([101, 101, 101, 429]);
});

test('a campus behind one address: each person has a limit of their own, and whoever has no token one together', async () => {
  const service = await start({ ADDRESS_RATE_LIMIT: '300' });
  const from = '192.0.2.1';
  for (let i = 0; i < 120; i++) {
    const token = service.token(`student-${i}`, 'student');
    expect(await statuses(service, 3, { token, from })).toEqual([200, 200, 200]);
  }
  expect(await statuses(service, 1, { token: service.token('student-7', 'student'), from })).toEqual([429]);
  const anonymous = await statuses(service, 301, { from });
  expect(anonymous.indexOf(429)).toBe(300);
  // A bad token is nobody's.
  expect(await statuses(service, 1, { token: 'a.b.c', from })).toEqual([429]);
});

test('by default an address may ask 3,000 times a minute, a person 120 times', async () => {
  const service = await startService({ env: { RATE_LIMIT: '', ADDRESS_RATE_LIMIT: '' } });
  const ask = (count: number, token?: string) =>
    statuses(service, count, { url: '/nowhere', ...(token !== undefined && { token }) });
  expect((await ask(121, service.token('ada', 'alumni'))).indexOf(429)).toBe(120);
  expect((await ask(3001)).indexOf(429)).toBe(3000);
});

test('a socket that opens counts for its address, also with a token in the upgrade', async () => {
  const service = await start({ RATE_LIMIT: '1' });
  const authorization = `Bearer ${service.token('ada', 'alumni')}`;
  const connect = () =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${service.url.replace('http', 'ws')}/api/slots/feed`, {
        headers: { authorization },
      });
      // One that was refused fails once more when it is let go.
      socket.on('error', () => {});
      onTestFinished(() => socket.terminate());
      socket.on('open', () => resolve(101));
      socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode));
    });
  expect([await connect(), await connect(), await connect(), await connect()]).toEqual([101, 101, 101, 429]);
});

test('probes and the file of the elements are not counted', async () => {
  const service = await start();
  for (const open of ['/livez', '/readyz', '/metrics', '/mentor-slots.js']) {
    expect(await statuses(service, 5, { url: open })).not.toContain(429);
    expect(await statuses(service, 5, { url: `${open}?x=1` })).not.toContain(429);
  }
  expect(await statuses(service, 1)).toEqual([200]);
});

test('a forged X-Forwarded-For evades nothing', async () => {
  const service = await start();
  expect(await statuses(service, 4, { forwarded: '203.0.113.#' })).toEqual([200, 200, 200, 429]);
});

test.each([
  'X-Forwarded-For',
  'Forwarded',
  'X-Real-IP',
  'X-Client-IP',
  'True-Client-IP',
  'CF-Connecting-IP',
  'X-Cluster-Client-IP',
  'X-Forwarded-Host',
  'X-Original-URL',
  'Via',
])('a stranger who changes %s with each request has one limit, also for sockets', async (name) => {
  const service = await start({ TRUST_PROXY: '203.0.113.7' });
  const ask = async (n: number) => {
    const value = name === 'Forwarded' ? `for=203.0.113.${n}` : `203.0.113.${n}`;
    const answer = await service.app.inject({ url, headers: { [name.toLowerCase()]: value } });
    return answer.statusCode;
  };
  expect([await ask(1), await ask(2), await ask(3), await ask(4), await ask(5)]).toEqual([
    200, 200, 200, 429, 429,
  ]);
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/api/slots/feed`, {
    headers: { [name]: '203.0.113.9' },
  });
  socket.on('error', () => {});
  onTestFinished(() => socket.terminate());
  expect(
    await new Promise((resolve) =>
      socket.on('unexpected-response', (_asked, answer) => resolve(answer.statusCode)),
    ),
  ).toBe(429);
});

test('300 students behind one campus address all look, follow and book within a minute', async () => {
  const service = await startService({ env: { RATE_LIMIT: '', ADDRESS_RATE_LIMIT: '' } });
  const slot = await service.publish('ada', 24, { maxParticipants: 300 });
  const students = Array.from({ length: 300 }, (_, n) => `student-${n}`);
  /** As a page does: the list before and after it has a token, a socket, and the booking. */
  const visit = async (student: string) => {
    const token = service.token(student, 'student');
    const feed = await connectFeed(service.url);
    await feed.authenticate(token);
    await feed.subscribe('ada');
    const lists = [await service.call('GET', url), await service.call('GET', url, { token })];
    const mine = await service.call('GET', '/api/slots/my-bookings', { token });
    const booked = await service.book(student, slot.id);
    await feed.next('booking_updated');
    // What the others do from here on is no matter of this test, and much to be told to three hundred.
    feed.send({ type: 'unsubscribe', alumniIds: ['ada'] });
    return [...lists, mine, booked].map(({ status }) => status).join(' ');
  };
  const seen = new Set<string>();
  // No time passes on the clock that limits go by: all of it is one minute.
  while (students.length > 0)
    for (const told of await Promise.all(students.splice(0, 30).map(visit))) seen.add(told);
  expect([...seen]).toEqual(['200 200 200 201']);
  const { seatsTaken } = (await service.call<SlotView>('GET', `/api/slots/${slot.id}`)).body;
  expect([seatsTaken, service.elapsed.now]).toEqual([300, 0]);
});

test('behind a trusted proxy the address that it saw counts, whatever the client wrote before', async () => {
  const service = await start({ TRUST_PROXY: '127.0.0.1' });
  const forwarded = '203.0.113.#, 198.51.100.7';
  expect(await statuses(service, 4, { forwarded })).toEqual([200, 200, 200, 429]);
  expect(await statuses(service, 1, { forwarded: '198.51.100.8' })).toEqual([200]);
  // Not through the proxy: what it says of itself is not believed.
  expect(await statuses(service, 4, { from: '192.0.2.1', forwarded })).toEqual([200, 200, 200, 429]);
});

test('what a trusted proxy passes on and is no address counts as the proxy, and a port makes no other address', async () => {
  const service = await start({ TRUST_PROXY: '127.0.0.1' });
  expect(await statuses(service, 4, { forwarded: 'garbage-#' })).toEqual([200, 200, 200, 429]);
  for (const forwarded of ['unknown', '_hidden#', '198.51.100.7, <#>', '999.1.1.#', '"x', '::#::1:2:3:::'])
    expect(await statuses(service, 1, { forwarded })).toEqual([429]);
  const ported = await statuses(service, 4, { forwarded: '198.51.100.7:4#' });
  expect(ported).toEqual([200, 200, 200, 429]);
  expect(await statuses(service, 1, { forwarded: '198.51.100.7' })).toEqual([429]);
  const six = await statuses(service, 4, { forwarded: '[2001:db8::#]:44' });
  expect(six).toEqual([200, 200, 200, 429]);
});

test('an IPv6 network of 64 bits is one address', async () => {
  const service = await start();
  expect(await statuses(service, 3, { from: '2001:db8::1' })).toEqual([200, 200, 200]);
  expect(await statuses(service, 1, { from: '2001:db8::ffff:2' })).toEqual([429]);
  expect(await statuses(service, 1, { from: '2001:db8:0:1::1' })).toEqual([200]);
});
