/** The process: how it starts, how it refuses to, how it stops. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { SlotView } from '@mentor-slots/contract';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startOwnTime } from './testing/own-time.ts';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from './testing/process.ts';
import { signToken, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

beforeAll(buildService);

function freshEnvironment(): Record<string, string> {
  return serviceEnvironment(join(temporaryFolder(), 'main.db'));
}

describe('a start that cannot be', () => {
  async function refusal(env: Record<string, string>): Promise<string> {
    const service = startProcess({ ...freshEnvironment(), ...env });
    expect(await service.exited).toEqual({ code: 1, signal: null });
    // Which version starts, and making the tables, are told whatever comes after.
    expect(
      service.stdout().replace(/^.*"(Mentor Slots [\d.]+ starts|THE DATABASE IS NEW\. [^"]*)"}\n/gm, ''),
    ).toBe('');
    expect(service.stderr()).toMatch(/^[^\n]+\n$/);
    return service.stderr().trimEnd();
  }

  test.each([
    [{ PORT: '80a' }, 'PORT is "80a"; expected a whole number from 0 to 65535.'],
    [
      { DATABASE_CREATE: 'false' },
      'DATABASE_URL names a database that is not there, or is empty; expected one with its tables, since DATABASE_CREATE is false.',
    ],
    [
      { READ_ONLY: 'true' },
      'DATABASE_URL names a database that is not there, or is empty; expected one with its tables, since READ_ONLY is set.',
    ],
    [{ JWT_SECRET: 'short' }, 'JWT_SECRET has 5 bytes; expected at least 32 bytes.'],
    [
      { SMTP_URL: 'smtp://slots:hunter2@mail.example.edu' },
      'SMTP_URL is set and MAIL_FROM is not; expected both or neither.',
    ],
  ])('for %o says which variable, its value and what was expected', async (env, line) => {
    expect(await refusal(env)).toBe(line);
  });

  test('for a database that cannot be opened says which and why', async () => {
    expect(await refusal({ DATABASE_URL: 'sqlite:/dev/null/slots.db' })).toMatch(
      /^DATABASE_URL is "sqlite:\/dev\/null\/slots\.db", which cannot be used: E[A-Z]+/,
    );
    expect(await refusal({ DATABASE_URL: 'mysql://localhost/slots' })).toMatch(
      /^DATABASE_URL begins with "mysql:"/,
    );
  });

  test('for a port that is taken says who has it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const line = await refusal({ PORT: String(port) });
    other.close();
    expect(line).toBe(`PORT is ${port}; expected a free port: another program listens at 127.0.0.1:${port}.`);
  });

  test('for an address of another machine says so', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toBe(
      'HOST is "192.0.2.1"; expected an address of this machine.',
    );
  });
});

test('PORT=0 takes a free port, and the log says which', async () => {
  const service = startProcess(freshEnvironment());
  const url = await service.url;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' });
});

test('the log says once that mail is off, and nothing of it where it is on', async () => {
  const off = startProcess(freshEnvironment());
  const env = { SMTP_URL: 'smtp://slots:hunter2@localhost:1', MAIL_FROM: 'mentoring@example.edu' };
  const on = startProcess({ ...freshEnvironment(), ...env });
  for (const service of [off, on]) {
    const url = await service.url;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    service.child.kill('SIGTERM');
    await service.exited;
  }
  expect(off.stdout().match(/Mail is off: [^"]*/g)).toEqual([
    'Mail is off: SMTP_URL and MAIL_FROM are not set',
  ]);
  expect(on.stdout()).not.toMatch(/Mail is off|hunter2/);
});

test('several that start on one new file at once share it', async () => {
  const env = freshEnvironment();
  const urls = await Promise.all([1, 2, 3].map(() => startProcess(env).url));
  for (const url of urls) expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

test('the log knows requests by their ids, and no token, name, address, link or anything that people wrote', async () => {
  const service = startProcess({ ...freshEnvironment(), LOG_LEVEL: 'trace' });
  const url = await service.url;
  const tokens: string[] = [];
  async function send(method: string, path: string, sub: string, role: string, body?: unknown) {
    const token = signToken({ sub, role, name: 'Hidden Name', email: 'hidden@example.edu' });
    tokens.push(token);
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as { id: string; requestId: string; status: number };
  }
  const slot = await send('POST', '/api/slots', 'ada', 'alumni', {
    ...wallTime(Date.now() + 86_400_000),
    requiresApproval: true,
    description: 'Written by Ada',
    meetingUrl: 'https://meet.example.edu/secret-room',
  });
  const booking = await send('POST', '/api/slots/book', 'mira', 'student', {
    slotId: slot.id,
    note: 'Written by Mira',
  });
  await send('POST', `/api/slots/${slot.id}/bookings/${booking.id}/decline`, 'ada', 'alumni', {
    message: 'Written to Mira',
  });
  const refused = await send('POST', '/api/slots/book', 'mira', 'student', { slotId: 'none' });
  await fetch(`${url}/api/slots/my-slots`, { headers: { authorization: 'Bearer bad.bad.bad' } });
  await expect.poll(() => service.stdout()).toContain(refused.requestId);
  const log = service.stdout() + service.stderr();
  const secrets = [
    ...tokens,
    'bad.bad.bad',
    'Hidden Name',
    'hidden@example.edu',
    'Written',
    'secret-room',
    'remoteAddress',
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test.each([
  ['true', ['GET /api/slots/alumni/:alumniId 200', 'POST /api/slots/book 400']],
  ['false', []],
])('LOG_REQUESTS=%s: a line a request by its route, none for who watches the service', async (flag, told) => {
  const service = startProcess({ ...freshEnvironment(), LOG_REQUESTS: flag });
  const url = await service.url;
  for (const path of ['/livez', '/readyz', '/metrics', '/api/slots/alumni/ada%40uni.example?from=2026-01-01'])
    await (await fetch(url + path)).text();
  await (await fetch(`${url}/api/slots/book`, { method: 'POST' })).text();
  service.child.kill('SIGTERM');
  await service.exited;
  const lines = service
    .stdout()
    .split('\n')
    .filter((line) => line.includes('"request"'))
    .map((line) => JSON.parse(line) as { method: string; route: string; status: number });
  expect(lines.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual(told);
  expect(service.stdout()).not.toContain('uni.example');
});

describe('a stop', () => {
  /** Sends the signal and waits; the milliseconds that it took. */
  async function stop(service: ServiceProcess, signal: NodeJS.Signals): Promise<number> {
    const passed = startOwnTime();
    service.child.kill(signal);
    expect(await service.exited).toEqual({ code: 0, signal: null });
    expect(service.stderr()).toBe('');
    return passed();
  }

  function feed(url: string): WebSocket {
    return new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`);
  }

  function post(url: string, path: string, sub: string, role: string, body: unknown): Promise<Response> {
    return fetch(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${signToken({ sub, role })}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  test.each(['SIGTERM', 'SIGINT'] as const)('by %s with nothing to do is at once', async (signal) => {
    const service = startProcess(freshEnvironment());
    await service.url;
    expect(await stop(service, signal)).toBeLessThan(2000);
  });

  test('by SIGINT waits for nobody who would have to see it first', async () => {
    const service = startProcess({ ...freshEnvironment(), STOP_GRACE: '1h' });
    await service.url;
    expect(await stop(service, 'SIGINT')).toBeLessThan(2000);
  });

  test('by SIGTERM serves on for STOP_GRACE, and tells pages when to come back as it goes', async () => {
    const service = startProcess({ ...freshEnvironment(), STOP_GRACE: '2s', RECONNECT_AFTER: '20s' });
    const url = await service.url;
    const page = feed(url);
    const frames: unknown[] = [];
    page.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString())));
    await once(page, 'message');
    const closed = once(page, 'close');
    const stopped = stop(service, 'SIGTERM');
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    await expect.poll(ready, { interval: 20 }).toBe(503);
    expect(page.readyState).toBe(page.OPEN);
    expect(await stopped).toBeGreaterThan(1000);
    expect((await closed)[0]).toBe(1012);
    expect(frames.at(-1)).toEqual({ type: 'restarting', reconnectAfterSeconds: 20 });
  });

  test('answers what was accepted, and what it answered is kept', async () => {
    const env = freshEnvironment();
    const path = env.DATABASE_URL?.replace('sqlite:', '') ?? '';
    const service = startProcess(env);
    const url = await service.url;
    const published = await post(url, '/api/slots', 'ada', 'alumni', wallTime(Date.now() + 86_400_000));
    const slot = (await published.json()) as SlotView;
    // Known already, so that only the booking itself has to wait.
    await post(url, '/api/slots/cancel', 'bob', 'student', { slotId: slot.id });

    const other = new SqliteDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    const answer = post(url, '/api/slots/book', 'bob', 'student', { slotId: slot.id });
    // What is asked after it and answered tells that it is there.
    for (let asked = 0; asked < 3; asked += 1) await (await fetch(`${url}/livez`)).text();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const stopped = stop(service, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    other.exec('COMMIT');
    const { status, headers } = await answer;
    expect(status).toBe(201);
    // Kept alive, the connection would hold up the stop.
    expect(headers.get('connection')).toBe('close');
    expect(await stopped).toBeLessThan(5000);
    expect(other.prepare('SELECT student_id, status FROM bookings').all()).toEqual([
      { student_id: 'bob', status: 'confirmed' },
    ]);
    other.close();
  });

  test('closes sockets with 1012', async () => {
    const service = startProcess(freshEnvironment());
    const sockets = [feed(await service.url), feed(await service.url)];
    await Promise.all(sockets.map((socket) => once(socket, 'message')));
    const closed = sockets.map((socket) => once(socket, 'close'));
    await stop(service, 'SIGTERM');
    for (const [code] of await Promise.all(closed)) expect(code).toBe(1012);
  });

  test('does not wait for the dead: an unread socket, half a request, a connection without one', async () => {
    const service = startProcess(freshEnvironment());
    const url = await service.url;
    const unread = feed(url);
    await once(unread, 'message');
    unread.pause();
    unread.on('error', () => {});
    const port = Number(new URL(url).port);
    const half = connect(port, '127.0.0.1').on('error', () => {});
    half.write(
      'POST /api/slots/book HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    );
    const silent = connect(port, '127.0.0.1').on('error', () => {});
    await once(silent, 'connect');
    expect(await stop(service, 'SIGTERM')).toBeLessThan(5000);
    unread.terminate();
    half.destroy();
    silent.destroy();
  });
});
