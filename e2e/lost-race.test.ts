/** Tells a student in place that somebody else was faster, or that they are busy then, and what they can do next. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function show(service: TestService, host: HostPage, attributes = '') {
  const token = service.token('mira', 'student');
  host.show(
    `<alumni-slots alumni-id="ada" time-zone="UTC" ${attributes} token="${token}"></alumni-slots>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Up to date', { exact: true }).waitFor();
  return { page, complaints };
}

/** Answers the next booking as the service does when the last seat went meanwhile. */
const lost = {
  status: 409,
  contentType: 'application/problem+json',
  headers: { 'access-control-allow-origin': '*' },
  body: JSON.stringify({ code: 'slot_full', status: 409, detail: 'The only seat is taken.' }),
};

it.each(['list', 'month'])(
  'UX 42: after a lost race the three nearest free sessions are offered, and lead there, in a %s',
  async (view) => {
    const host = await startHostPage();
    const service = await startService({
      env: { ALLOWED_ORIGINS: host.origin },
      now: '2026-11-24T08:00:00Z',
    });
    const days = ['2026-11-26', '2026-11-27', '2026-11-28', '2026-12-01', '2026-12-03'];
    const slots: SlotView[] = [];
    for (const date of days) {
      slots.push(await service.publish('ada', 0, { date, startTime: '10:00', endTime: '10:30' }));
    }
    const { page } = await show(service, host, `view="${view}"`);
    await page.route('**/api/slots/book', async (route) => {
      await service.book('faster', slots[0]?.id ?? '');
      await route.fulfill(lost);
    });
    const row = page.locator(`[data-id="${slots[0]?.id}"]`);
    await row.getByRole('button', { name: /^Book/ }).click();
    await row.getByText('Someone took the last seat just before you.').waitFor();
    await row.getByText('Full', { exact: true }).waitFor();
    const choices = row.getByRole('button', { name: /go to this session$/ });
    expect(await choices.allTextContents()).toEqual([
      'Fri 27 Nov, 10:00 – 10:30',
      'Sat 28 Nov, 10:00 – 10:30',
      'Tue 1 Dec, 10:00 – 10:30',
    ]);
    // The button that was pressed is gone; the focus is still in its session.
    expect(await row.evaluate((one) => one.contains((one.getRootNode() as ShadowRoot).activeElement))).toBe(
      true,
    );
    // The element no longer offers a session that was taken meanwhile.
    await service.book('faster', slots[2]?.id ?? '');
    await row.getByRole('button', { name: /^Thu 3 Dec/ }).waitFor();
    await choices.last().click();
    const there = page.locator(`[data-id="${slots[4]?.id}"]`);
    await there.getByRole('button', { name: /^Book/ }).and(page.locator(':focus')).waitFor();
  },
);

it('another session at the same time is named, where it was not known before', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now: '2026-11-24T08:00:00Z' });
  const times = { date: '2026-11-26', startTime: '10:00', endTime: '10:30' };
  const other = await service.publish('grace', 0, { ...times, startTime: '09:45' });
  await service.publish('ada', 0, times);
  await service.book('mira', other.id);
  const { page } = await show(service, host);
  // Of what is booked nothing comes.
  const unknown = { headers: { 'access-control-allow-origin': '*' }, body: '{"bookings": []}' };
  await page.route('**/api/slots/my-bookings', (route) => route.fulfill(unknown));
  await page.reload();
  await page.getByRole('button', { name: /^Book/ }).click();
  await page
    .locator('[part=note]')
    .getByText('You have another session at that time: Thu 26 Nov, 09:45 – 10:30.')
    .waitFor();
});
