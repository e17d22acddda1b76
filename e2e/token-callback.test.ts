/** How the elements ask the host for tokens, and where they never put one. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

declare global {
  interface Window {
    reasons: string[];
    tokenToGive: string;
  }
}

it('UX 6: getToken is asked on first use, once for two elements, again before the end, on 401 and for a new socket; never into an address or a storage', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 3 });
  await service.publish('grace', 33, { description: 'Another hour', maxParticipants: 3 });
  host.show('', service.url);
  const { page, complaints } = await openWindow(browser);
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  page.on('websocket', (socket) => addresses.push(socket.url()));
  await page.clock.install();
  await page.goto(host.origin);
  const seconds = Math.floor(Date.now() / 1000);
  const short = service.token('mira', 'student', { exp: seconds + 900 });
  await page.evaluate((token) => {
    window.reasons = [];
    window.tokenToGive = token;
    const getToken = async ({ reason }: { reason: string }) => {
      window.reasons.push(reason);
      return window.tokenToGive;
    };
    for (const alumniId of ['ada', 'grace']) {
      const element = document.createElement('alumni-slots');
      element.setAttribute('alumni-id', alumniId);
      document.body.append(Object.assign(element, { getToken }));
    }
  }, short);
  await page.getByRole('button', { name: /^Book/ }).nth(1).waitFor();
  const reasons = () => page.evaluate(() => window.reasons);
  expect(await reasons()).toEqual(['first-use']);

  // The next one is good until the service says otherwise: then it is asked for another, once, and the booking is made.
  const good = service.token('mira', 'student');
  await page.evaluate((token) => {
    window.tokenToGive = token;
  }, good);
  // A minute before its end it is asked for; the rest is for a machine that was slow to come here.
  await page.clock.fastForward(855_000);
  await expect.poll(reasons).toEqual(['first-use', 'expiring']);
  let refusals = 0;
  await page.route('**/api/slots/book', async (route) => {
    if (refusals++ > 0) return route.continue();
    await route.fulfill({
      status: 401,
      contentType: 'application/problem+json',
      headers: { 'access-control-allow-origin': '*' },
      body: JSON.stringify({ code: 'invalid_token', status: 401, detail: 'The key was changed.' }),
    });
  });
  await page.getByRole('button', { name: /^Book/ }).first().click();
  await page.getByText('You’re in', { exact: true }).first().waitFor();
  expect((await reasons()).slice(2)).toEqual(['unauthorized']);

  const told = [
    ...addresses,
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  ];
  for (const token of [short, good]) expect(told.some((one) => one.includes(token))).toBe(false);
  expect(complaints.filter((one) => !one.includes('401'))).toEqual([]);
});

it('a portal that hiccups while somebody looks signs nobody out, and is asked again', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const slot = await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 3 });
  await service.book('mira', slot.id);
  host.show('', service.url);
  const { page } = await openWindow(browser);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.clock.install();
  await page.goto(host.origin);
  const soon = Math.floor(service.clock.now / 1000) + 600;
  await page.evaluate(
    (token) => {
      window.reasons = [];
      window.tokenToGive = token;
      document.addEventListener('sign-in-required', () => window.reasons.push('sign-in-required'));
      const getToken = async ({ reason }: { reason: string }) => {
        window.reasons.push(reason);
        if (!window.tokenToGive) throw new Error('The portal gave no token (502).');
        return window.tokenToGive;
      };
      const slots = document.createElement('alumni-slots');
      slots.setAttribute('alumni-id', 'ada');
      document.body.append(Object.assign(slots, { getToken }));
    },
    service.token('mira', 'student', { exp: soon }),
  );
  await page.getByText('You’re in', { exact: true }).waitFor();
  await page.evaluate(() => {
    window.tokenToGive = '';
  });
  service.clock.now += 660_000;
  await page.clock.fastForward(660_000);
  await expect.poll(() => said.filter((one) => one.includes('502')).length).toBe(1);
  await page.getByText('Up to date', { exact: true }).waitFor();
  await page.getByText('You’re in', { exact: true }).waitFor();
  expect(await page.getByText(/sign in/i).count()).toBe(0);
  // What is pressed meanwhile is explained.
  await page.getByRole('button', { name: /^Cancel: / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click();
  await page
    .locator('[part~=note]')
    .getByText(/^Your sign-in could not be checked just now\./)
    .waitFor();

  await page.evaluate(
    (token) => {
      window.tokenToGive = token;
      dispatchEvent(new Event('online'));
    },
    service.token('mira', 'student'),
  );
  // The question is still open, and is answered again.
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  expect(await page.evaluate(() => window.reasons)).not.toContain('sign-in-required');
});

it('a calendar whose portal hiccups from the start says so, and comes by itself', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('', service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.evaluate(() => {
    window.tokenToGive = '';
    const getToken = async () => {
      if (!window.tokenToGive) throw new Error('The portal gave no token (502).');
      return window.tokenToGive;
    };
    document.body.append(Object.assign(document.createElement('mentor-calendar'), { getToken }));
  });
  await page
    .getByRole('alert')
    .getByText(/^Your sign-in could not be checked just now\./)
    .waitFor();
  await page.evaluate(
    (token) => {
      window.tokenToGive = token;
    },
    service.token('ada', 'alumni'),
  );
  await page.getByText('Open hour').first().waitFor();
});
