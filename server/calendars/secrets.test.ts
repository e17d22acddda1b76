/** Addresses of feeds and of calendars kept elsewhere are secrets: no log of a real process, at whatever level, no figure and no backup has one. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { mentorSlotsHere } from '../testing/command-line.ts';
import { buildService, serviceEnvironment, startProcess } from '../testing/process.ts';
import { signToken } from '../testing/service.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

beforeAll(buildService);

test('stand in no log, figure or backup', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'slots.db');
  // A server that breaks off, so that something is said of it.
  const elsewhere = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void elsewhere.close());
  const host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const service = startProcess({
    ...serviceEnvironment(file),
    LOG_LEVEL: 'trace',
    BUSY_PRIVATE_HOSTS: host,
  });
  const url = await service.url;
  const token = signToken({ sub: 'ada', role: 'alumni' });
  const call = (method: string, path: string, body?: unknown, headers = {}) =>
    fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const made = (await (await call('POST', '/api/calendar-feed')).json()) as { url: string };
  const path = new URL(made.url).pathname;
  const secret = path.slice('/calendars/'.length, -'.ics'.length);
  expect(secret).toHaveLength(22);
  expect((await call('GET', path)).status).toBe(200);
  expect((await call('HEAD', path)).status).toBe(200);
  expect((await call('POST', path)).status).toBe(405);
  expect((await call('GET', `${path}?more=${secret}`)).status).toBeLessThan(500);
  expect((await call('GET', `/calendars/${secret}/%ff`)).status).toBeLessThan(500);
  const canary = 'canary-of-the-outside-calendar';
  const named = await call('PUT', '/api/busy-calendars', {
    calendars: [{ url: `http://${host}/${canary}.ics` }],
  });
  expect(named.status).toBe(200);
  await expect
    .poll(
      async () =>
        (
          (await (await call('GET', '/api/busy-calendars')).json()) as {
            calendars: { problem: string | null }[];
          }
        ).calendars[0]?.problem,
    )
    .toMatch(/cannot be reached/);
  const refused = await call('PUT', '/api/busy-calendars', {
    calendars: [{ url: `ftp://${host}/${canary}.ics` }],
  });
  expect(refused.status).toBe(400);
  expect(await refused.text()).not.toContain(canary);
  await call('DELETE', '/api/calendar-feed');
  expect((await call('GET', path)).status).toBe(404);
  const figures = await (await call('GET', '/metrics')).text();
  const backup = join(folder, 'backup.db');
  expect((await mentorSlotsHere(['backup', backup], { DATABASE_URL: `sqlite:${file}` })).code).toBe(0);
  service.child.kill('SIGTERM');
  await service.exited;

  const logs = service.stdout() + service.stderr();
  expect(logs).toContain('"route":"/calendars/:secret.ics"');
  expect(logs).not.toContain('/metrics');
  for (const text of [logs, figures]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(canary);
  }
  // Also not what was deleted; an address of a calendar must be kept to be read.
  for (const one of [file, `${file}-wal`, backup].filter((path) => exists(path)))
    expect(readFileSync(one).includes(secret)).toBe(false);
});

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
