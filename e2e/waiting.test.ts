/** What one sees before the sessions are there, and which names the zones have. */
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

it('UX 17: what the host wrote into the tag is shown until the sessions are there', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30);
  host.show('<alumni-slots alumni-id="ada"><p>Write to Ada.</p></alumni-slots>', service.url);
  const { page } = await openWindow(browser);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/mentor-slots/alumni-slots-view-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(host.origin);
  await page.locator('alumni-slots:defined').getByText('Write to Ada.').waitFor();
  release();
  await page.getByText('Up to date', { exact: true }).waitFor();
  expect(await page.getByText('Write to Ada.').isVisible()).toBe(false);
});

it('a renamed city has the name of today', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  host.show('<alumni-slots alumni-id="ada" time-zone="Asia/Calcutta"></alumni-slots>', service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Your time, Kolkata').waitFor();
});
