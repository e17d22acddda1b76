/** Somebody's sessions as a calendar that others follow, read by ical.js, which shares no code with what writes it. */
import type { CalendarFeed } from '@mentor-slots/contract';
import ICAL from 'ical.js';
import { beforeAll, expect, test } from 'vitest';
import { erasePerson } from '../../people/erasure.ts';
import { expectProblem } from '../../testing/expect-problem.ts';
import { startService, type TestService } from '../../testing/service.ts';

const now = '2027-03-15T10:00:00.000Z';
const hour = 3_600_000;

let service: TestService;
beforeAll(async () => {
  service = await startService({ now, shared: true, env: { PUBLIC_URL: 'https://slots.example.edu' } });
  return service.close;
});

/** Makes a feed, and gives the path of its address. */
async function makeFeed(token: string): Promise<string> {
  const { status, body, headers } = await service.call<{ url: string }>('POST', '/api/calendar-feed', {
    token,
  });
  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body.url).toMatch(/^https:\/\/slots\.example\.edu\/calendars\/[\w-]{22}\.ics$/);
  return new URL(body.url).pathname;
}

interface Event {
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  starts: string;
  transp: string | null;
  location: string | null;
}

async function follow(path: string) {
  const { status, body, headers } = await service.call<string>('GET', path);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(body).toMatch(/END:VCALENDAR\r\n$/);
  const calendar = new ICAL.Component(ICAL.parse(body));
  const value = (event: InstanceType<typeof ICAL.Component>, name: string) =>
    event.getFirstPropertyValue(name) === null ? null : String(event.getFirstPropertyValue(name));
  const events = calendar.getAllSubcomponents('vevent').map(
    (event): Event => ({
      uid: value(event, 'uid') ?? '',
      sequence: Number(value(event, 'sequence')),
      status: value(event, 'status') ?? '',
      summary: value(event, 'summary') ?? '',
      starts: value(event, 'dtstart') ?? '',
      transp: value(event, 'transp'),
      location: value(event, 'location'),
    }),
  );
  return { events, text: body, calendar, tag: headers.get('etag') ?? '' };
}

const student = (id: string, claims = {}) => service.token(id, 'student', claims);
const alumna = (id: string, claims = {}) => service.token(id, 'alumni', claims);
const cancel = (id: string, slotId: string) =>
  service.call('POST', '/api/slots/cancel', { token: student(id), body: { slotId } });

test('the address is told once; a new one takes its place, and stopping ends it', async () => {
  const token = student('sam');
  const state = () => service.call<CalendarFeed>('GET', '/api/calendar-feed', { token });
  expect((await state()).body).toEqual({ active: false, createdAt: null, lastReadAt: null });
  const first = await makeFeed(token);
  const made = await state();
  expect(made.body).toEqual({ active: true, createdAt: now, lastReadAt: null });
  expect(JSON.stringify(made.body)).not.toContain(first.slice(11, 33));
  await follow(first);
  await expect.poll(async () => (await state()).body.lastReadAt).toBe(now);
  const second = await makeFeed(token);
  expectProblem(await service.call('GET', first), 404, 'not_found');
  await follow(second);
  const stopped = await service.call('DELETE', '/api/calendar-feed', { token });
  expect([stopped.status, stopped.headers.get('content-length')]).toEqual([204, null]);
  expectProblem(await service.call('GET', second), 404, 'not_found');
  expect((await state()).body).toEqual({ active: false, createdAt: null, lastReadAt: null });
  // Again: nothing more to stop.
  expect((await service.call('DELETE', '/api/calendar-feed', { token })).status).toBe(204);
});

test('a student’s session is one event for its life: booked, moved, given back, and gone after thirty days', async () => {
  const slot = await service.publish('ada', 48, {
    description: 'CV review',
    meetingUrl: 'https://meet.example/cv',
  });
  await service.book('kim', slot.id);
  const path = await makeFeed(student('kim'));
  const [booked, ...others] = (await follow(path)).events;
  expect(others).toEqual([]);
  const { body: mine } = await service.call<{ bookings: { id: string }[] }>('GET', '/api/slots/my-bookings', {
    token: student('kim'),
  });
  expect(booked).toMatchObject({
    // The UID of the invitation.
    uid: `${mine.bookings[0]?.id}@mentor-slots`,
    status: 'CONFIRMED',
    summary: 'CV review · with ada (name)',
    starts: '2027-03-17T10:00:00Z',
    location: 'https://meet.example/cv',
  });
  await service.call('PATCH', `/api/slots/${slot.id}`, {
    token: alumna('ada'),
    body: { startTime: '12:00', endTime: '13:00' },
  });
  const [moved] = (await follow(path)).events;
  expect(moved).toMatchObject({ uid: booked?.uid, starts: '2027-03-17T12:00:00Z' });
  expect(moved?.sequence).toBeGreaterThan(booked?.sequence ?? 0);
  await cancel('kim', slot.id);
  const [back, ...more] = (await follow(path)).events;
  expect(more).toEqual([]);
  expect(back).toMatchObject({ uid: booked?.uid, status: 'CANCELLED', location: null });
  expect(back?.sequence).toBeGreaterThan(moved?.sequence ?? 0);
  const start = service.clock.now;
  service.clock.now = start + 29 * 24 * hour;
  expect((await follow(path)).events).toHaveLength(1);
  service.clock.now = start + 33 * 24 * hour;
  expect((await follow(path)).events).toEqual([]);
  service.clock.now = start;
});

test('asked for is TENTATIVE, declined and called off are CANCELLED; whoever only waits has nothing', async () => {
  const slot = await service.publish('grace', 24, { maxParticipants: 1, requiresApproval: true });
  const { body: asked } = await service.book('lee', slot.id);
  await service.call('POST', '/api/slots/waitlist', { token: student('max'), body: { slotId: slot.id } });
  const [lee, max] = [await makeFeed(student('lee')), await makeFeed(student('max'))];
  expect((await follow(lee)).events).toMatchObject([{ status: 'TENTATIVE' }]);
  expect((await follow(max)).events).toEqual([]);
  await service.call('POST', `/api/slots/${slot.id}/bookings/${asked.id}/decline`, {
    token: alumna('grace'),
  });
  expect((await follow(lee)).events).toMatchObject([{ status: 'CANCELLED' }]);
  // They came up, and asked by that.
  await expect.poll(async () => (await follow(max)).events).toMatchObject([{ status: 'TENTATIVE' }]);
  await service.call('DELETE', `/api/slots/${slot.id}`, { token: alumna('grace') });
  expect((await follow(max)).events).toMatchObject([{ status: 'CANCELLED' }]);
  const full = await service.publish('grace', 30, { maxParticipants: 1 });
  await service.book('lee', full.id);
  await service.call('POST', '/api/slots/waitlist', { token: student('noa'), body: { slotId: full.id } });
  await cancel('noa', full.id);
  expect((await follow(await makeFeed(student('noa')))).events).toEqual([]);
});

test('an alumna’s sessions are in hers, with how many come and never who; what nobody booked keeps no time', async () => {
  const token = alumna('hedy', { name: 'Hedy Lamarr' });
  const path = await makeFeed(token);
  const slot = await service.publish('hedy', 24, {
    maxParticipants: 3,
    description: 'Radio',
    meetingUrl: 'https://meet.example/radio',
  });
  expect((await follow(path)).events).toMatchObject([
    { uid: `${slot.id}@mentor-slots`, status: 'CONFIRMED', summary: 'Radio · 0/3', transp: 'TRANSPARENT' },
  ]);
  await service.book('canary-one', slot.id, 'canary-note');
  await service.book('canary-two', slot.id);
  const { events, text } = await follow(path);
  expect(events).toMatchObject([
    { summary: 'Radio · 2/3', transp: 'OPAQUE', location: 'https://meet.example/radio' },
  ]);
  expect(text).not.toMatch(/canary/);
  const other = await follow(await makeFeed(student('canary-one')));
  expect(other.events).toMatchObject([{ status: 'CONFIRMED' }]);
  expect(other.text).not.toMatch(/canary/);
  await service.call('DELETE', `/api/slots/${slot.id}`, { token });
  expect((await follow(path)).events).toMatchObject([{ status: 'CANCELLED', location: null }]);
});

test('it speaks the language of its person, and says how often to come again', async () => {
  const slot = await service.publish('ida', 24);
  await service.book('tom', slot.id);
  const { events, calendar } = await follow(await makeFeed(student('tom', { locale: 'de' })));
  expect(events).toMatchObject([{ summary: 'Mentoring-Termin · mit ida (name)' }]);
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Mentoring-Termine');
  expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H');
});

test('whoever asks again with the tag gets 304 until something is other', async () => {
  const slot = await service.publish('joan', 24);
  await service.book('pat', slot.id);
  const path = await makeFeed(student('pat'));
  const { tag } = await follow(path);
  const again = () => service.call('GET', path, { headers: { 'if-none-match': tag } });
  const unchanged = await again();
  expect([unchanged.status, unchanged.body, unchanged.headers.get('etag')]).toEqual([304, '', tag]);
  // A length without a body would have whoever reads wait for the rest.
  for (const name of ['content-length', 'content-type']) expect(unchanged.headers.get(name)).toBeNull();
  await service.call('PATCH', `/api/slots/${slot.id}`, {
    token: alumna('joan'),
    body: { description: 'New' },
  });
  expect((await again()).status).toBe(200);
});

test('the secret stands nowhere but in the one answer', async () => {
  const path = await makeFeed(student('una'));
  const secret = path.slice(11, 33);
  await follow(path);
  const rows = await service.database.read.kysely.selectFrom('calendar_feeds').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(secret);
  const audit = await service.database.read.kysely.selectFrom('audit').selectAll().execute();
  expect(audit.map(({ action }) => action)).toContain('calendar_feed_made');
  expect(JSON.stringify(audit)).not.toContain(secret);
  const metrics = await service.call<string>('GET', '/metrics');
  expect(metrics.body).not.toContain(secret);
  for (const wrong of [
    `${secret}x`,
    secret.slice(1),
    secret.toLowerCase() === secret ? 'A' : secret.toLowerCase(),
  ])
    expectProblem(await service.call('GET', `/calendars/${wrong}.ics`), 404, 'not_found');
});

test('whoever is erased has no feed any more, and their name is in nobody’s', async () => {
  const slot = await service.publish('vera', 24);
  await service.book('wim', slot.id);
  const [vera, wim] = [await makeFeed(alumna('vera')), await makeFeed(student('wim'))];
  expect((await follow(wim)).text).toContain('vera');
  const { database, clock, config } = service;
  await database.write((tx) => erasePerson(tx, { clock: () => clock.now, rules: config.rules }, 'vera'));
  expectProblem(await service.call('GET', vera), 404, 'not_found');
  const { events, text } = await follow(wim);
  expect(events).toMatchObject([{ status: 'CANCELLED' }]);
  expect(text).not.toContain('vera');
});

test('without PUBLIC_URL its address is the one at which the request came', async () => {
  const plain = await startService({ now });
  const token = plain.token('xia', 'student');
  const { body } = await plain.call<{ url: string }>('POST', '/api/calendar-feed', { token });
  expect(body.url.startsWith(`${plain.url}/calendars/`)).toBe(true);
  expect((await fetch(body.url)).status).toBe(200);
});
