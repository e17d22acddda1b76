/** Alumni name calendars that a real server has: what the service reads of them, keeps, tells and forgets. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Busy, BusyCalendars, Preview } from '@mentor-slots/contract';
import { expect, onTestFinished, test } from 'vitest';
import { erasePerson } from '../../people/erasure.ts';
import { expectProblem } from '../../testing/expect-problem.ts';
import { existing, freshDatabase } from '../../testing/fresh-database.ts';
import { startMailServer } from '../../testing/mail-server.ts';
import { startOwnTime } from '../../testing/own-time.ts';
import { startService, type TestService } from '../../testing/service.ts';

const now = '2027-03-15T10:00:00.000Z';
const hour = 3_600_000;
const quarter = 15 * 60_000;

interface Elsewhere {
  host: string;
  url(path?: string): string;
  /** What is answered from now on. */
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  asked: { path: string; ifNoneMatch: string | undefined }[];
}

async function startElsewhere(): Promise<Elsewhere> {
  const elsewhere: Elsewhere = {
    host: '',
    url: (path = '/work.ics') => `http://${elsewhere.host}${path}`,
    answer: (_request, response) => response.end(calendar([])),
    asked: [],
  };
  const server = createServer((request, response) => {
    elsewhere.asked.push({ path: request.url ?? '', ifNoneMatch: request.headers['if-none-match'] });
    elsewhere.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  elsewhere.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return elsewhere;
}

/** Events by when they begin and end, in UTC. */
function calendar(times: readonly (readonly [from: string, to: string])[]): string {
  const events = times.flatMap(([from, to], index) => [
    'BEGIN:VEVENT',
    `UID:canary-uid-${index}`,
    'SUMMARY:Canary title',
    `DTSTART:${basic(from)}`,
    `DTEND:${basic(to)}`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Elsewhere//', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

function basic(at: string): string {
  return `${at.slice(0, 16).replace(/[-:]/g, '')}00Z`;
}

function inHours(hours: number): string {
  return new Date(Date.parse(now) + hours * hour).toISOString();
}

async function start(elsewhere: Elsewhere, env: Record<string, string> = {}): Promise<TestService> {
  return startService({
    now,
    env: { BUSY_PRIVATE_HOSTS: elsewhere.host, ...env },
    readCalendarsMs: 40,
    sendMs: 40,
  });
}

function asAlumna(service: TestService, id = 'ada') {
  const ask = <Body>(method: string, path: string, body?: unknown) => {
    const token = service.token(id, 'alumni', { email: `${id}@people.example` });
    return service.call<Body>(method, path, { token, body });
  };
  return {
    ask,
    name: (...calendars: { url: string; label?: string | null }[]) =>
      ask<BusyCalendars>('PUT', '/api/busy-calendars', { calendars }),
    named: async () => (await ask<BusyCalendars>('GET', '/api/busy-calendars')).body.calendars,
    busy: async (query = '') => (await ask<Busy>('GET', `/api/busy${query}`)).body.busy,
  };
}

test('a calendar is read at once, every fifteen minutes, and tells times and no titles', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  const { status, body } = await ada.name({ url: elsewhere.url(), label: 'Work' });
  expect(status).toBe(200);
  expect(body.calendars).toEqual([
    { url: elsewhere.url(), label: 'Work', checkedAt: null, readAt: null, problem: null, problemCode: null },
  ]);
  await expect.poll(ada.busy).toEqual([{ startsAt: inHours(24), endsAt: inHours(25), label: 'Work' }]);
  expect(await ada.named()).toMatchObject([{ checkedAt: now, readAt: now, problem: null }]);
  expect(
    JSON.stringify(await service.database.read.kysely.selectFrom('busy_times').selectAll().execute()),
  ).not.toMatch(/canary/i);
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(30), inHours(31)]]));
  service.clock.now += quarter - 1000;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(elsewhere.asked).toHaveLength(1);
  service.clock.now += 1000;
  await expect.poll(ada.busy).toEqual([{ startsAt: inHours(30), endsAt: inHours(31), label: 'Work' }]);
  expect(elsewhere.asked).toHaveLength(2);
  // Nobody else is told, and an edge that only touches is none.
  expect(await asAlumna(service, 'eve').busy()).toEqual([]);
  expect(await ada.busy(`?from=${inHours(31)}&to=${inHours(40)}`)).toEqual([]);
  expect(await ada.busy(`?from=${inHours(30.5)}&to=${inHours(40)}`)).toHaveLength(1);
});

test('what cannot be read says why; the last good times stay, with their age', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url() });
  await expect.poll(ada.busy).toHaveLength(1);
  elsewhere.answer = (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Sign in</title>');
  };
  service.clock.now += quarter;
  await expect.poll(ada.named).toMatchObject([
    {
      checkedAt: inHours(0.25),
      readAt: now,
      problemCode: 'web_page',
      problem: 'The address answers with a web page, not a calendar.',
    },
  ]);
  expect(await ada.busy()).toHaveLength(1);
  elsewhere.answer = (_request, response) => response.end(calendar([]));
  service.clock.now += quarter;
  await expect.poll(ada.named).toMatchObject([{ problem: null, problemCode: null, readAt: inHours(0.5) }]);
  expect(await ada.busy()).toEqual([]);
});

test('asks whether it changed, but for the first time of a day', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (request, response) => {
    response.setHeader('etag', '"one"');
    if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end();
    else response.end(calendar([[inHours(48), inHours(49)]]));
  };
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url() });
  await expect.poll(ada.busy).toHaveLength(1);
  service.clock.now += quarter;
  await expect.poll(ada.named).toMatchObject([{ readAt: inHours(0.25), problem: null }]);
  service.clock.now += 24 * hour;
  await expect.poll(ada.named).toMatchObject([{ readAt: inHours(24.25), problem: null }]);
  expect(elsewhere.asked.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([undefined, '"one"', undefined]);
  expect(await ada.busy()).toHaveLength(1);
});

test('five calendars at most, each once, by addresses that may be read', async () => {
  const elsewhere = await startElsewhere();
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  const refused = async (...calendars: { url: string; label?: string | null }[]) => {
    const answer = await ada.name(...calendars);
    expectProblem(answer as never, 400, 'invalid_request');
    return (answer.body as unknown as { detail: string }).detail;
  };
  await refused(...Array.from({ length: 6 }, (_, index) => ({ url: `https://calendar.example/${index}` })));
  expect(await refused({ url: elsewhere.url() }, { url: elsewhere.url() })).toMatch(/twice/);
  for (const url of [
    'ftp://calendar.example/a.ics',
    'file:///etc/passwd',
    'http://calendar.example/a.ics',
    'https://user:canary-password@calendar.example/a.ics',
    'http://127.0.0.1:9/canary',
    'canary',
  ])
    expect(await refused({ url })).not.toMatch(/canary/);
  const second = await ada.name({ url: 'https://calendar.example/' }, { url: 'ftp://calendar.example/' });
  expect(second.body).toMatchObject({ field: 'calendars', index: 1 });
  await refused({ url: 'https://calendar.example/', label: 'two\nlines' });
  expect(elsewhere.asked).toEqual([]);
  const { body } = await ada.name({ url: 'webcal://calendar.example/b.ics', label: ' Home ' });
  expect(body.calendars).toMatchObject([{ url: 'https://calendar.example/b.ics', label: 'Home' }]);
});

test('what stays keeps its times, what is taken out is forgotten; nobody makes us ask a server over and over', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url('/a') }, { url: elsewhere.url('/b') });
  await expect.poll(ada.busy).toHaveLength(2);
  for (let time = 0; time < 5; time += 1) {
    // As time goes on, what is done every so often is done again.
    service.clock.now += 100;
    await new Promise((resolve) => setTimeout(resolve, 60));
    await ada.name({ url: elsewhere.url('/b'), label: 'B' });
    await ada.name({ url: elsewhere.url('/b'), label: 'B' }, { url: elsewhere.url('/a'), label: 'A' });
  }
  expect(await ada.busy()).toMatchObject([{ label: 'B' }, { label: 'A' }]);
  await ada.name({ url: elsewhere.url('/b'), label: 'B' });
  expect(await ada.busy()).toMatchObject([{ label: 'B' }]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(elsewhere.asked).toHaveLength(2);
  // Asked to, it is read again, a minute after the last time.
  service.clock.now += 60_000;
  await ada.name({ url: elsewhere.url('/b'), label: 'B' });
  await expect.poll(() => elsewhere.asked.length).toBe(3);
  service.clock.now += quarter;
  const rows = () => service.database.read.kysely.selectFrom('busy_calendars').selectAll().execute();
  await expect.poll(async () => (await rows()).map(({ label }) => label)).toEqual(['B']);
  // Always new addresses come to an end, too.
  let refused = 0;
  for (let time = 0; time < 12; time += 1) {
    service.clock.now += 100;
    await new Promise((resolve) => setTimeout(resolve, 60));
    const { status } = await ada.name(
      { url: elsewhere.url(`/${time}x`) },
      { url: elsewhere.url(`/${time}y`) },
    );
    if (status === 429) refused += 1;
  }
  expect(refused).toBe(3);
});

test('a preview tells what is busy beside what clashes, and publishing over it is allowed', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(23.5), inHours(24.5)]]));
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url(), label: 'Work' });
  await expect.poll(ada.busy).toHaveLength(1);
  const body = {
    date: '2027-03-16',
    startTime: '10:00',
    endTime: '11:00',
    repeat: { every: 'day', count: 2 },
  };
  const preview = await ada.ask<Preview>('POST', '/api/slots/preview', body);
  expect(preview.body.dates).toMatchObject([
    { busy: [{ startsAt: inHours(23.5), endsAt: inHours(24.5), label: 'Work' }], clash: null },
    { busy: [], clash: null },
  ]);
  const slot = await service.publish('ada', 24);
  const copy = { from: '2027-03-16', days: 1, onto: ['2027-03-17', '2027-03-18'] };
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(48), inHours(49)]]));
  service.clock.now += quarter;
  await expect.poll(ada.busy).toMatchObject([{ startsAt: inHours(48) }]);
  const copies = await ada.ask<Preview>('POST', '/api/slots/copy/preview', copy);
  expect(copies.body.dates.map(({ busy }) => busy.length)).toEqual([1, 0]);
  // By which calendar is for her alone, whoever edits.
  const asked = await service.call<Preview>('POST', `/api/slots/preview?slotId=${slot.id}`, {
    token: service.token('root', 'admin'),
    body: { ...body, date: '2027-03-17', repeat: undefined },
  });
  expect(asked.body.dates).toMatchObject([{ busy: [{ startsAt: inHours(48), label: null }] }]);
  // Nobody but an admin asks when somebody else is busy, and the times are all that they are told.
  const busyOf = (token: string, who: string) =>
    service.call<Busy>('GET', `/api/busy?alumniId=${who}`, { token });
  const heard = await busyOf(service.token('root', 'admin'), 'ada');
  expect(heard.body.busy).toEqual([{ startsAt: inHours(48), endsAt: inHours(49), label: null }]);
  expect((await busyOf(service.token('ada', 'alumni'), 'ada')).body.busy).toMatchObject([{ label: 'Work' }]);
  expectProblem(await busyOf(service.token('bob', 'alumni'), 'ada'), 403, 'wrong_role');
  expectProblem(await busyOf(service.token('root', 'admin'), 'nobody'), 404, 'person_not_found');
});

test('a session with students that comes to clash is told by mail, once', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([]));
  const mails = await startMailServer();
  const service = await start(elsewhere, {
    SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    MAIL_FROM: 'slots@example.edu',
    REMINDERS: 'none',
  });
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url(), label: 'Work' });
  await expect.poll(ada.named).toMatchObject([{ readAt: now }]);
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  await service.publish('ada', 30);
  await service.book('sam', slot.id);
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24.5), inHours(32)]]));
  const clashes = () =>
    service.database.read.kysely
      .selectFrom('messages')
      .selectAll()
      .where('kind', '=', 'busy_clash')
      .execute();
  for (let time = 1; time <= 3; time += 1) {
    service.clock.now += quarter;
    await expect.poll(ada.named).toMatchObject([{ readAt: inHours(time / 4) }]);
    // It goes, and comes again.
    if (time === 2)
      elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  }
  expect(await clashes()).toMatchObject([{ recipient_id: 'ada', slot_id: slot.id }]);
  await expect
    .poll(async () => {
      // What is done every so often is done again as time goes on.
      service.clock.now += 50;
      return (await clashes()).map(({ outcome }) => outcome);
    })
    .toEqual(['sent']);
  expect(mails.deliveries.at(-1)).toMatchObject({ to: ['ada@people.example'] });
  expect(mails.deliveries.at(-1)?.mail.subject).toMatch(/^Also busy: /);
});

test('who published over a busy time is not told of it again, however that time changes', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  const service = await start(elsewhere, {
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'slots@example.edu',
    REMINDERS: 'none',
  });
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url() });
  await expect.poll(ada.busy).toHaveLength(1);
  const slot = await service.publish('ada', 24);
  await service.book('sam', slot.id);
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(23), inHours(26)]]));
  service.clock.now += quarter;
  await expect.poll(ada.busy).toMatchObject([{ startsAt: inHours(23) }]);
  const { kysely } = service.database.read;
  expect(await kysely.selectFrom('messages').select('id').where('kind', '=', 'busy_clash').execute()).toEqual(
    [],
  );
});

test('whoever is erased has no calendars any more', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  const service = await start(elsewhere);
  const ada = asAlumna(service);
  await ada.name({ url: elsewhere.url() });
  await expect.poll(ada.busy).toHaveLength(1);
  const deps = { clock: () => service.clock.now, rules: service.config.rules };
  await service.database.write((tx) => erasePerson(tx, deps, 'ada'));
  const { kysely } = service.database.read;
  expect(await kysely.selectFrom('busy_calendars').selectAll().execute()).toEqual([]);
  expect(await kysely.selectFrom('busy_times').selectAll().execute()).toEqual([]);
});

test('a server that says nothing keeps nobody up who stops the service', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = () => {};
  const service = await start(elsewhere);
  await asAlumna(service).name({ url: elsewhere.url() });
  await expect.poll(() => elsewhere.asked.length).toBe(1);
  const passed = startOwnTime();
  await service.close();
  expect(passed()).toBeLessThan(5000);
});

test('however many processes share the database, a server is asked once a quarter of an hour', async () => {
  const elsewhere = await startElsewhere();
  elsewhere.answer = (_request, response) => response.end(calendar([[inHours(24), inHours(25)]]));
  const { url, drop } = await freshDatabase();
  onTestFinished(drop);
  const nodes = await Promise.all(
    [1, 2, 3].map(() =>
      startService({
        now,
        env: { BUSY_PRIVATE_HOSTS: elsewhere.host },
        readCalendarsMs: 20,
        fresh: existing(url),
      }),
    ),
  );
  const [first] = nodes as [TestService];
  const ada = asAlumna(first);
  const urls = ['/a', '/b', '/c'].map((path) => ({ url: elsewhere.url(path) }));
  await ada.name(...urls);
  await expect.poll(ada.busy).toHaveLength(3);
  for (let quarters = 1; quarters <= 3; quarters += 1) {
    for (const node of nodes) node.clock.now = Date.parse(now) + quarters * quarter;
    // Time goes on a little: a lease that one of them had at the turn must end.
    const read = async () => {
      for (const node of nodes) node.clock.now += 5;
      return (await ada.named()).filter(({ readAt }) => (readAt ?? '') >= inHours(quarters / 4)).length;
    };
    await expect.poll(read).toBe(urls.length);
  }
  const times = ['/a', '/b', '/c'].map((path) => elsewhere.asked.filter((one) => one.path === path).length);
  expect(times).toEqual([4, 4, 4]);
});
