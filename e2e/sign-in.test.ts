/** When the elements ask the host to sign somebody in, and when they do not. */
import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { openAll, publish, startAll } from './all-sessions-page.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

declare global {
  interface Window {
    asked: string[];
    tokens: (string | null | undefined)[];
  }
}

/** Adds Ada's sessions with a `getToken` that hands out `tokens` one by one, the last of them for ever. */
async function openSlots(
  host: HostPage,
  tokens: (string | null | undefined)[],
): Promise<{ page: Page; asked: () => Promise<string[]> }> {
  const { page } = await openWindow(browser);
  await page.clock.install();
  await page.goto(host.origin);
  await page.evaluate((given) => {
    window.asked = [];
    window.tokens = given;
    document.addEventListener('sign-in-required', (event) =>
      window.asked.push((event as Event & { reason: string }).reason),
    );
    const element = document.createElement('alumni-slots');
    element.setAttribute('alumni-id', 'ada');
    const getToken = async () => (window.tokens.length > 1 ? window.tokens.shift() : window.tokens[0]);
    document.body.append(Object.assign(element, { getToken }));
  }, tokens);
  return { page, asked: () => page.evaluate(() => window.asked) };
}

it.each([undefined, null, ''])(
  'a visitor whose getToken brings %j is asked only on pressing',
  async (none) => {
    const host = await startHostPage();
    const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
    await service.publish('ada', 30, { description: 'Open hour' });
    host.show('', service.url);
    const { page, asked } = await openSlots(host, [none]);
    const signIn = page.getByRole('button', { name: /^Sign in to book/ });
    await signIn.waitFor();
    expect(await asked()).toEqual([]);
    await signIn.click();
    await signIn.waitFor();
    await expect.poll(asked).toEqual(['action']);
  },
);

it('UX 7: whoever was signed in is told once that the token has ended', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('', service.url);
  const soon = Math.floor(service.clock.now / 1000) + 600;
  const { page, asked } = await openSlots(host, [service.token('mira', 'student', { exp: soon }), null]);
  await page.getByRole('button', { name: /^Book/ }).waitFor();
  service.clock.now += 600_000;
  await page.clock.fastForward(600_000);
  await page.getByRole('button', { name: /^Sign in to book/ }).waitFor();
  expect(await asked()).toEqual(['expired']);
});

it('a booking that is refused for want of a person, with a new token too, is no longer on its way', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('', service.url);
  const { page, asked } = await openSlots(host, [service.token('mira', 'student')]);
  let refusals = 0;
  await page.route('**/api/slots/book', async (route) => {
    refusals++;
    await route.fulfill({
      status: 401,
      contentType: 'application/problem+json',
      headers: { 'access-control-allow-origin': '*' },
      body: JSON.stringify({ code: 'invalid_token', status: 401, detail: 'The key was changed.' }),
    });
  });
  await page.getByRole('button', { name: /^Book/ }).click();
  await expect.poll(asked).toEqual(['action']);
  expect(refusals).toBe(2);
  await page.getByRole('button', { name: /^Book: / }).waitFor();
  const spoken = page.locator('alumni-slots p[role=status]');
  await expect.poll(() => spoken.textContent()).not.toBe('Booking…');
});

/** A token like one of the service's, signed with another secret. */
function forged(token: string): string {
  const content = token.split('.').slice(0, 2).join('.');
  return `${content}.${createHmac('sha256', 'the secret of another portal').update(content).digest('base64url')}`;
}

it.each([
  ['token', 'true'],
  ['getToken', 'true'],
  ['getToken', 'false'],
])('a wrong secret is told as what it is: by %s, PUBLIC_READ=%s', async (by, publicRead) => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin, PUBLIC_READ: publicRead } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('', service.url);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page.evaluate(
    ({ tokens, way }) => {
      window.asked = [];
      document.addEventListener('sign-in-required', () => window.asked.push('sign-in-required'));
      const getToken = async () => tokens.student;
      const slots = document.createElement('alumni-slots');
      slots.setAttribute('alumni-id', 'ada');
      if (way === 'token') slots.setAttribute('token', tokens.student);
      document.body.append(way === 'token' ? slots : Object.assign(slots, { getToken }));
    },
    { tokens: { student: forged(service.token('mira', 'student')) }, way: by },
  );
  const reason = page.getByText(/^The service does not accept your sign-in\. The fault is not yours/);
  if (publicRead === 'true') await page.getByText('Open hour').waitFor();
  // Before anybody presses anything, and nothing is offered that cannot work.
  await reason.first().waitFor();
  if (publicRead === 'true') {
    // The feed is live, but that all is up to date is not said above what is refused: what is one's own is not known.
    await service.publish('ada', 60, { description: 'Evening hour' });
    await page.getByText('Evening hour').waitFor();
    await page.getByText('Your time, ').waitFor();
  }
  expect(await page.getByText('Up to date').count()).toBe(0);
  await expect.poll(() => complaints.filter((one) => one.includes('mentor-slots:')).length).toBe(1);
  expect(complaints.find((one) => one.includes('mentor-slots:'))).toContain('JWT_SECRET');
  expect(await page.getByText(/^Offline/).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Book/ }).count()).toBe(0);
  expect(await page.getByText(/sign in/i).count()).toBe(0);
  expect(await page.evaluate(() => window.asked)).toEqual([]);

  // Once the host has mended it, the button is there.
  await page
    .locator('alumni-slots')
    .evaluate(
      (element, token) => Object.assign(element, { getToken: async () => token }),
      service.token('mira', 'student'),
    );
  await page.getByText('Up to date', { exact: true }).waitFor();
  await page
    .getByRole('button', { name: /^Book: / })
    .first()
    .click();
  await page.getByText('You’re in', { exact: true }).waitFor();
});

it('nor is the list of everybody’s sessions up to date for them', async () => {
  const started = await startAll();
  await publish(started.service, 'ada', '2026-11-26 10:00', 'CV review');
  const { page, shows } = await openAll(browser, started, { student: null });
  await page.getByText('Up to date', { exact: true }).waitFor();
  const token = forged(started.service.token('mira', 'student'));
  await page
    .locator('alumni-slots')
    .evaluate((element, token) => element.setAttribute('token', token), token);
  await page
    .getByRole('alert')
    .getByText(/^The service does not accept your sign-in/)
    .waitFor();
  await publish(started.service, 'ada', '2026-11-27 10:00', 'Open hour');
  await shows('CV review');
  await page.getByText('Your time, ').waitFor();
  expect(await page.getByText('Up to date').count()).toBe(0);
});

it('the calendar of somebody whose token is refused says so, too', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  host.show(
    `<mentor-calendar token="${forged(service.token('ada', 'alumni'))}"></mentor-calendar>`,
    service.url,
  );
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page
    .getByRole('alert')
    .getByText(/^The service does not accept your sign-in/)
    .waitFor();
});
