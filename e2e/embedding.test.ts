/** The elements in a host's pages: of another origin, under a strict policy, by an address with a version. */
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

it('UX 3 and UX 18: the calendar opens its form and adds a session under a strict policy with Trusted Types, though the script was loaded twice and by versioned addresses', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const script = `${service.url}/mentor-slots.js`;
  host.show(
    `<script type="module" src="${script}?ver=1"></script><script type="module" src="${script}?ver=2"></script>
     <mentor-calendar token="${service.token('ada', 'alumni')}" time-zone="UTC"></mentor-calendar>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  const calendar = page.locator('mentor-calendar');
  await calendar.getByRole('button', { name: /^Add availability on/ }).click();
  const form = calendar.getByRole('dialog', { name: 'Add availability' });
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await form.getByLabel('Date').fill(tomorrow);
  await form.getByLabel('From').fill('10:00');
  await form.getByLabel('To', { exact: true }).fill('11:00');
  await form.getByRole('button', { name: 'Add session' }).click();
  await calendar.locator('[part~=session]').getByText('10:00 – 11:00', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

it('UX 1 and UX 2: a tag before its script, and properties set before the upgrade, count', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 2 });
  host.show('<main></main>', service.url);
  const { page, complaints } = await openWindow(browser);
  // The script is held back until the tag stands in the page with its properties.
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/mentor-slots.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(host.origin, { waitUntil: 'commit' });
  await page.waitForSelector('main', { state: 'attached' });
  await page.evaluate(
    (token) => {
      const element = document.createElement('alumni-slots');
      element.setAttribute('alumni-id', 'ada');
      Object.assign(element, { getToken: async () => token });
      document.querySelector('main')?.append(element);
    },
    service.token('mira', 'student'),
  );
  release();
  await page.getByRole('button', { name: /^Book/ }).click();
  await page.getByText('You’re in', { exact: true }).waitFor();

  // An element that is moved in the page keeps what it shows, and its connection.
  await page.evaluate(() => {
    const element = document.querySelector('alumni-slots');
    if (element) document.body.prepend(element);
  });
  await page.getByText('You’re in', { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

it('says what is wrong where the service cannot be reached, and recovers by itself', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Open hour').waitFor();
  await page.context().setOffline(true);
  await page.getByText(/^Offline\./).waitFor();
  await page.getByText('Open hour').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Up to date', { exact: true }).waitFor();
});

it('UX 10: nothing but the tags is added to the page', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('', service.url, {}, '');
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  const outside = () =>
    page.evaluate(() => [
      ...Object.getOwnPropertyNames(globalThis),
      ...[...document.querySelectorAll(':not(html, head, body, script)')].map((one) => one.outerHTML),
      `${document.adoptedStyleSheets.length} sheets`,
    ]);
  const before = new Set(await outside());
  host.show('', service.url);
  await page.goto(host.origin);
  await page.evaluate(() => {
    for (const [tag, id] of [
      ['alumni-slots', 'ada'],
      ['mentor-calendar', ''],
    ] as const) {
      const element = document.createElement(tag);
      if (id) element.setAttribute('alumni-id', id);
      document.body.append(element);
    }
  });
  await page.getByText('Open hour').waitFor();
  await page.getByText('Sign in to see your calendar').waitFor();
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('alumni-slots, mentor-calendar')) one.remove();
  });
  const added = (await outside()).filter((one) => !before.has(one));
  expect(added).toEqual([]);
  expect(complaints).toEqual([]);
});

it('the tag stays as the page wrote it when it becomes an element, so that a page drawn on a server finds its own again', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  const tags = '<alumni-slots alumni-id="ada"></alumni-slots><mentor-calendar></mentor-calendar>';
  host.show(`<main>${tags}</main>`, service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Open hour').waitFor();
  await page.getByText('Sign in to see your calendar').waitFor();
  const written = () => page.locator('main').evaluate((main) => main.innerHTML);
  expect(await written()).toBe(tags);
  // A theme that is given as a property is seen by style sheets.
  await page.locator('alumni-slots').evaluate((element) => Object.assign(element, { theme: 'dark' }));
  await expect.poll(written).toContain('theme="dark"');
});
