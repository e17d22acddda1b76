/** `element.diagnose()` in pages that are set up wrongly, each in one way. */
import { createHmac } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startService, type TestOptions, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';

interface Found {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string; fix: string }[];
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Opens what the host shows and asks the element; returns what is wrong, and everything the console was told. */
async function diagnosed(host: HostPage, tag = 'mentor-calendar') {
  const { page } = await openWindow(browser);
  const said: string[] = [];
  page.on('console', async (message) => {
    for (const one of message.args()) said.push(JSON.stringify(await one.jsonValue().catch(() => '')));
  });
  await page.goto(host.origin);
  await page.waitForFunction((name) => customElements.get(name), tag);
  const found: Found = await page.locator(tag).evaluate((element) => {
    return (element as HTMLElement & { diagnose(): Promise<Found> }).diagnose();
  });
  return { found, wrong: found.checks.filter((one) => !one.ok), said: said.join('\n'), page };
}

async function start(options: TestOptions = {}, allowed = true) {
  const host = await startHostPage();
  const env = allowed ? { ALLOWED_ORIGINS: host.origin } : {};
  return { host, service: await startService({ ...options, env }) };
}

const calendar = (token: string, rest = '') => `<mentor-calendar token="${token}" ${rest}></mentor-calendar>`;

it('finds nothing wrong where nothing is, and prints that without the token', async () => {
  const { host, service } = await start();
  const token = service.token('ada', 'alumni');
  host.show(calendar(token), service.url);
  const { found, said, page } = await diagnosed(host);
  expect(found.checks.map(({ name, ok }) => `${name} ${ok}`)).toEqual(
    ['address', 'parts', 'reachable', 'policy', 'socket', 'clock', 'token'].map((name) => `${name} true`),
  );
  expect(found.ok).toBe(true);
  await expect.poll(() => said).toBeDefined();
  await page.waitForTimeout(100);
  expect(JSON.stringify(found) + said).not.toContain(token.slice(-20));
});

it('visitors of <alumni-slots> need no token', async () => {
  const { host, service } = await start();
  host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url);
  expect((await diagnosed(host, 'alumni-slots')).wrong).toEqual([]);
});

it('an origin that is not allowed is named', async () => {
  const { host, service } = await start({}, false);
  host.show(calendar(service.token('ada', 'alumni')), service.url);
  const { wrong } = await diagnosed(host);
  expect(wrong.map(({ name }) => name)).toEqual(['reachable', 'socket']);
  expect(wrong[0]?.fix).toBe(`Put ${host.origin} into ALLOWED_ORIGINS of the service.`);
});

it.each([
  ['asks nothing', "'none'", ['reachable', 'policy', 'socket']],
  ['asks over HTTP alone', null, ['policy', 'socket']],
])('a policy that %s is told with the line to add', async (_, connect, names) => {
  const { host, service } = await start();
  host.show(calendar(service.token('ada', 'alumni')), service.url, { 'connect-src': connect ?? service.url });
  const { wrong } = await diagnosed(host);
  expect(wrong.map(({ name }) => name)).toEqual(names);
  const line = `connect-src ${service.url} ${service.url.replace('http', 'ws')}`;
  expect(wrong.find(({ name }) => name === 'policy')?.fix).toContain(line);
});

it('a policy without connect-src has nothing said about proxies', async () => {
  const { host, service } = await start();
  host.show(calendar(service.token('ada', 'alumni')), service.url, { 'connect-src': "'self'" });
  const { wrong } = await diagnosed(host);
  expect(wrong.map(({ name }) => name)).toEqual(['reachable', 'policy', 'socket']);
  expect(wrong[2]).toMatchObject({
    detail: 'The policy of this page forbids the socket.',
    fix: 'See "policy".',
  });
  expect(JSON.stringify(wrong)).not.toContain('proxy');
});

it.each([
  ['before', ['parts']],
  ['after', ['reachable', 'socket']],
])('a service that is stopped is told as such, %s its own files have come', async (when, names) => {
  const { host, service } = await start();
  host.show(calendar(service.token('ada', 'alumni')), service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  const element = page.locator('mentor-calendar');
  await element.getByRole('grid').waitFor();
  const ask = () =>
    element.evaluate((one) => (one as HTMLElement & { diagnose(): Promise<Found> }).diagnose());
  if (when === 'after') await ask();
  await service.close();
  const wrong = (await ask()).checks.filter(({ ok }) => !ok);
  expect(wrong.map(({ name }) => name)).toEqual(names);
  expect(wrong[0]?.detail).toMatch(`Nothing answers at ${service.url}`);
  expect(JSON.stringify(wrong)).not.toMatch(/proxy|policy/i);
});

it('a page of which no element has a token is noticed, and one of which another has', async () => {
  const { host, service } = await start();
  const slots = '<alumni-slots alumni-id="ada"></alumni-slots>';
  const tokenCheck = async () =>
    (await diagnosed(host, 'alumni-slots')).found.checks.find(({ name }) => name === 'token');
  host.show(slots, service.url);
  expect(await tokenCheck()).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^No element of this page has one/),
  });
  host.show(slots + calendar(service.token('ada', 'alumni')), service.url);
  expect(await tokenCheck()).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^This element has none, though another/),
  });
});

it('a policy that allows the script but not the files beside it is told', async () => {
  const { host, service } = await start();
  const policy = { 'script-src': `${service.url}/mentor-slots.js` };
  host.show(calendar(service.token('ada', 'alumni')), service.url, policy);
  const { wrong } = await diagnosed(host);
  expect(wrong).toMatchObject([{ name: 'parts', fix: expect.stringContaining(`script-src ${service.url}`) }]);
});

it('nothing that listens is told apart from a refusal', async () => {
  const { host, service } = await start();
  const nowhere = 'http://127.0.0.1:9';
  const policy = { 'connect-src': `${nowhere} ${nowhere.replace('http', 'ws')}` };
  host.show(calendar(service.token('ada', 'alumni'), `api="${nowhere}"`), service.url, policy);
  const { wrong } = await diagnosed(host);
  expect(wrong.map(({ name }) => name)).toEqual(['reachable', 'socket']);
  expect(wrong[0]?.detail).toBe(`Nothing answers at ${nowhere}.`);
});

it('an address that is not whole is corrected', async () => {
  const { host, service } = await start();
  host.show(calendar(service.token('ada', 'alumni'), 'api="slots.example.edu"'), service.url);
  const { wrong } = await diagnosed(host);
  expect(wrong).toMatchObject([{ name: 'address', fix: 'Write it whole: api="https://slots.example.edu".' }]);
});

it('a proxy that passes no WebSocket on is told', async () => {
  const { host, service } = await start();
  const proxy = createServer((asked, answer) => {
    const { connection: _, upgrade: __, ...headers } = asked.headers;
    const passed = request(service.url + asked.url, { method: asked.method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  host.show(calendar(service.token('ada', 'alumni')), url);
  const { wrong } = await diagnosed(host);
  expect(wrong).toMatchObject([{ name: 'socket', fix: expect.stringContaining('Upgrade') }]);
});

it('a device whose clock is an hour off is told, and which way', async () => {
  const { host, service } = await start({ now: new Date(Date.now() - 3_600_000).toISOString() });
  host.show(calendar(service.token('ada', 'alumni')), service.url);
  const { wrong } = await diagnosed(host);
  expect(wrong).toMatchObject([{ name: 'clock', detail: expect.stringContaining('60 minutes ahead of') }]);
});

it.each<[string, (service: TestService) => string, RegExp]>([
  ['is missing', () => '', /shows nothing without a token/],
  ['is no JWT', () => 'let-me-in', /is no JWT/],
  ['has no sub', (service) => service.token('ada', 'alumni', { sub: undefined }), /no sub/],
  [
    'is too long',
    (service) => service.token('ada', 'alumni', { groups: 'x'.repeat(9_000) }),
    /has \d+ characters; the service takes 8192/,
  ],
  ['has no exp', (service) => service.token('ada', 'alumni', { exp: undefined }), /no exp/],
  [
    'has ended',
    ({ token, clock }) => token('ada', 'alumni', { exp: clock.now / 1000 - 600 }),
    /ended 10 minutes ago/,
  ],
  [
    'has another role',
    (service) => service.token('mira', 'student'),
    /403 wrong_role: .*needs the role alumni/,
  ],
  [
    'is signed with another secret',
    (service) => resigned(service.token('ada', 'alumni')),
    /401 invalid_token: /,
  ],
])('a token that %s is told', async (_, tokenOf, detail) => {
  const { host, service } = await start();
  const token = tokenOf(service);
  host.show(calendar(token), service.url);
  const { found, wrong, said } = await diagnosed(host);
  expect(wrong).toMatchObject([{ name: 'token', detail: expect.stringMatching(detail) }]);
  expect(wrong[0]?.fix).not.toBe('');
  if (token) expect(JSON.stringify(found) + said).not.toContain(token);
});

function resigned(token: string): string {
  const content = token.split('.').slice(0, 2).join('.');
  return `${content}.${createHmac('sha256', 'another secret').update(content).digest('base64url')}`;
}
