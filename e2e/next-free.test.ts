/** If nothing is free, the element says why, and leads to what is. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(
  attributes: string,
  publish: (service: TestService) => Promise<unknown>,
): Promise<{ page: Page; service: TestService; complaints: string[] }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now: '2026-11-24T08:00:00Z' });
  await publish(service);
  host.show(
    `<alumni-slots alumni-id="ada" time-zone="UTC" ${attributes} token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Up to date', { exact: true }).waitFor();
  return { page, service, complaints };
}

const on = (service: TestService, date: string) =>
  service.publish('ada', 0, { date, startTime: '10:00', endTime: '10:30', maxParticipants: 1 });

/** Days of one session each that somebody else has taken; the first of them can be given back. */
const taken =
  (...dates: string[]) =>
  async (service: TestService) => {
    for (const date of dates) await service.book('noor', (await on(service, date)).id);
  };

async function giveBack(service: TestService): Promise<void> {
  const token = service.token('noor', 'student');
  const { body } = await service.call<{ bookings: { id: string }[] }>('GET', '/api/slots/my-bookings', {
    token,
  });
  await service.call('POST', '/api/slots/cancel', { token, body: { bookingId: body.bookings[0]?.id } });
}

describe('UX 46: a list', () => {
  it('without any session says so, and shows the next one by itself', async () => {
    const { page, service } = await open('', async () => {});
    await page.getByText('New times appear here the moment they are opened.').waitFor();
    await on(service, '2026-11-26');
    await page.getByRole('button', { name: /^Book: Thu 26 Nov/ }).waitFor();
  });

  it('of which every seat is taken says so, and shows one that is given back', async () => {
    const { page, service } = await open('', taken('2026-11-26', '2026-11-27'));
    const none = page.getByText(
      'No free seat right now. A seat that someone gives back appears here at once.',
    );
    await none.waitFor();
    await giveBack(service);
    await page.getByRole('button', { name: /^Book: Thu 26 Nov/ }).waitFor();
    await none.waitFor({ state: 'detached' });
  });

  it('of which every seat is taken promises nobody a seat for which others wait', async () => {
    const { page, service } = await open('', taken('2026-11-26', '2026-11-27'));
    const slotId = await page.locator('[data-id]').first().getAttribute('data-id');
    await page.getByText(/^No free seat right now\. .* appears here at once\.$/).waitFor();
    const token = service.token('kim', 'student');
    await service.call('POST', '/api/slots/waitlist', { token, body: { slotId } });
    await page
      .getByText('No free seat right now. A seat that someone gives back goes to the waiting list first.')
      .waitFor();
    expect(await page.getByText(/appears here at once/).count()).toBe(0);
  });

  it('that begins with sessions that are full leads to the first free one', async () => {
    const { page, complaints } = await open('', async (service) => {
      await taken('2026-11-25', '2026-11-26', '2026-11-27')(service);
      await on(service, '2026-12-03');
    });
    await page.getByRole('button', { name: 'Next free: Thu 3 Dec, 10:00 – 10:30' }).press('Enter');
    await page
      .getByRole('button', { name: /^Book: Thu 3 Dec/ })
      .and(page.locator(':focus'))
      .waitFor();
    expect(complaints).toEqual([]);
  });

  it('whose free sessions are seen anyway says nothing', async () => {
    const { page } = await open('', async (service) => {
      await taken('2026-11-25')(service);
      await on(service, '2026-11-26');
    });
    await page.getByRole('button', { name: /^Book/ }).waitFor();
    expect(await page.getByText(/Next free|No free seat/).count()).toBe(0);
  });
});

describe('UX 46: a month', () => {
  it('in which every seat is taken says so, and leads to the next day that has one', async () => {
    const { page } = await open('view="month"', async (service) => {
      await taken('2026-11-26', '2026-12-02')(service);
      await on(service, '2027-01-08');
    });
    // It begins where something is free.
    await page.getByRole('heading', { name: 'Friday 8 January' }).waitFor();
    await page.getByRole('button', { name: 'Previous month' }).click();
    await page.getByText('No free seat in December 2026.').waitFor();
    await page.locator('td[data-day="2026-12-02"]').click();
    await page.getByRole('heading', { name: 'Wednesday 2 December' }).waitFor();
    const next = page.getByRole('button', { name: 'Next free: Friday 8 January' });
    // Below the month, and with the day's sessions.
    await expect.poll(() => next.count()).toBe(2);
    await next.last().press('Enter');
    await page.getByRole('heading', { name: 'Friday 8 January' }).and(page.locator(':focus')).waitFor();
    expect(await page.getByText(/No free seat/).count()).toBe(0);
  });
});
