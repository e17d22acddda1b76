/**
 * The elements where a server draws the page first: demo/hosts/sveltekit is installed and built with the real SvelteKit and the
 * npm package, drawn without a DOM, hydrated in a browser under its own policy, and clicked through.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { buildHost } from '../demo/hosts/build.mjs';
import { startService, type TestService, testSecret } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';

let browser: Browser;
let service: TestService;
let origin = '';
let answer: RequestListener = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  [service, browser] = await Promise.all([
    startService({ shared: true, env: { ALLOWED_ORIGINS: origin } }),
    launchBrowser(),
  ]);
  for (const [name, value] of Object.entries({
    SLOTS_URL: service.url,
    JWT_SECRET: testSecret,
    ORIGIN: origin,
  }))
    vi.stubEnv(name, value);
  // Lit for Node, which another test in this process may have loaded, brings one; a server has none.
  vi.stubGlobal('customElements', undefined);
  await buildHost('sveltekit');
  const built = new URL('../demo/hosts/sveltekit/dist/handler.js', import.meta.url);
  answer = (await import(built.href)).handler;
}, 300_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await browser.close();
  await service.close();
  server.closeAllConnections();
  server.close();
});

it('the server draws the tags and what stands in them, though it has no DOM', async () => {
  const response = await fetch(origin);
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).toMatch(
    /<alumni-slots [^>]*alumni-id="ada"[^>]*>[\s\S]*Ada Lindqvist’s next sessions appear here/,
  );
  expect(page).not.toMatch(/gettoken|theme=/i);
  expect(response.headers.get('content-security-policy')).toContain(service.url.replace('http', 'ws'));
});

it('a student sees times in the page that the server drew, books, is followed by others live, and cancels', async () => {
  const slot = await service.publish('ada', 30, { description: 'Drawn first', maxParticipants: 3 });
  const { page, complaints } = await openWindow(browser, { timezoneId: 'UTC' });
  onTestFinished(() => page.context().close());
  await page.context().addCookies([{ name: 'person', value: 'mira', url: origin }]);
  // Hydration keeps the very elements that the server drew.
  await page.addInitScript(() => {
    document.addEventListener('readystatechange', () =>
      Object.assign(document.querySelector('alumni-slots') ?? {}, { mark: 'drawn by the server' }),
    );
  });
  await page.goto(origin);
  const row = page.locator('[part~=slot]', { hasText: 'Drawn first' });
  await row.getByText('3 of 3 seats left').waitFor();
  await row.getByRole('button', { name: /^Book/ }).click();
  await page.getByText('Booked: ada (name)').waitFor();
  expect((await service.book('noor', slot.id)).status).toBe(201);
  await row.getByText('1 of 3 seats left').waitFor();
  await row.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click();
  await page.getByText('Cancelled: ada (name)').waitFor();
  const mark = await page.locator('alumni-slots').evaluate((one) => (one as { mark?: string }).mark);
  expect(mark).toBe('drawn by the server');
  expect(await page.locator('alumni-slots').getAttribute('gettoken')).toBeNull();
  expect(complaints).toEqual([]);
});

it('an alumna gets her calendar and its dialogs, and a visitor is asked to sign in by the page itself', async () => {
  await service.publish('ada', 60, { description: 'For whoever comes' });
  const ada = await openWindow(browser, { timezoneId: 'UTC' });
  onTestFinished(() => ada.page.context().close());
  await ada.page.context().addCookies([{ name: 'person', value: 'ada', url: origin }]);
  await ada.page.goto(origin);
  const calendar = ada.page.locator('mentor-calendar');
  await calendar.getByRole('grid').waitFor();
  await calendar.getByRole('button', { name: /^Add availability on/ }).click();
  await calendar.getByRole('dialog', { name: 'Add availability' }).waitFor();
  expect(ada.complaints).toEqual([]);

  const visitor = await openWindow(browser, { timezoneId: 'UTC' });
  onTestFinished(() => visitor.page.context().close());
  await visitor.page.goto(origin);
  await visitor.page
    .getByRole('button', { name: /^Sign in/ })
    .first()
    .click();
  await visitor.page.getByText('Please sign in first.').waitFor();
  // 401 of the portal's own token endpoint is how it says that nobody is signed in; browsers log it.
  expect(visitor.complaints.filter((one) => !one.includes('401'))).toEqual([]);
});
