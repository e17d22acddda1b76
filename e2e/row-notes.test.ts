/** What a session's row says about what just happened, and how long it says so. */
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

it('a booked session that is moved says so until the next action on its row', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const slot = await service.publish('ada', 30, { startTime: '10:00', endTime: '10:30' });
  host.show(
    `<alumni-slots alumni-id="ada" time-zone="UTC" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByRole('button', { name: /^Book/ }).click();
  await page.getByText('You’re in', { exact: true }).waitFor();
  expect(await page.getByText('Taken', { exact: true }).count()).toBe(0);
  const answer = await service.call('PATCH', `/api/slots/${slot.id}`, {
    token: service.token('ada', 'alumni'),
    body: { startTime: '14:00', endTime: '14:45' },
  });
  expect(answer.status).toBe(200);
  const note = page.locator('[part=note]').getByText(/moved this session\. It was .*10:00 – 10:30\./);
  await note.waitFor();
  await page.locator('time').getByText('14:00 – 14:45').first().waitFor();
  const spoken = await page.locator('alumni-slots p[role=status]').textContent();
  expect(spoken).toMatch(/14:00 – 14:45: .* moved this session\. It was .*10:00 – 10:30\.$/);
  await page.getByRole('button', { name: /^Details/ }).click();
  await note.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

it('what could not be reached is forgotten once it is live again', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30);
  host.show(
    `<alumni-slots alumni-id="ada" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Up to date', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Book/ }).waitFor();
  await page.context().setOffline(true);
  await page.getByText(/^Offline\./).waitFor();
  await page.getByRole('button', { name: /^Book/ }).click();
  const note = page.locator('[part=note]').getByText(/^The service cannot be reached/);
  await note.waitFor();
  await page.context().setOffline(false);
  await page.getByText('Up to date', { exact: true }).waitFor();
  await note.waitFor({ state: 'detached' });
});

it.each(['', ' compact'])(
  '<alumni-slots%s> without anybody to show says what it needs',
  async (attribute) => {
    const host = await startHostPage();
    const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
    host.show(`<alumni-slots${attribute}></alumni-slots>`, service.url);
    const { page, complaints } = await openWindow(browser);
    await page.goto(host.origin);
    await page.getByText('This element needs alumni-id, or mine.').waitFor();
    expect(complaints).toEqual(['<alumni-slots>: This element needs alumni-id, or mine.']);
  },
);
