/** Shows many sessions as a month: the whole date grid works by keyboard, free seats are told in words, and the view never changes by itself. */
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

const now = '2026-11-24T08:00:00Z';

async function open(
  attributes: string,
  publish: (service: TestService) => Promise<unknown>,
  window: Parameters<typeof openWindow>[1] = {},
): Promise<{ page: Page; service: TestService; complaints: string[] }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now });
  await publish(service);
  host.show(
    `<alumni-slots alumni-id="ada" time-zone="UTC" ${attributes} token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser, window);
  await page.goto(host.origin);
  await page
    .getByText(/Up to date/)
    .first()
    .waitFor();
  return { page, service, complaints };
}

const on = (service: TestService, date: string, fields: object = {}) =>
  service.publish('ada', 0, { date, startTime: '10:00', endTime: '10:30', ...fields });

async function some(service: TestService): Promise<void> {
  await on(service, '2026-11-26', { maxParticipants: 3 });
  const full = await on(service, '2026-11-27');
  await service.book('noor', full.id);
  const theirs = await on(service, '2026-11-30', { maxParticipants: 2 });
  await service.book('mira', theirs.id);
  await on(service, '2027-01-08');
}

const day = (page: Page, iso: string) => page.locator(`td[data-day="${iso}"]`);
const named = (page: Page, name: string) => page.getByRole('gridcell', { name, exact: true });

describe('a month', () => {
  it('tells of each day its date and its free seats', async () => {
    const { page, complaints } = await open('view="month"', some);
    await named(page, 'Thursday, 26 November 2026: 3 free seats')
      .getByText('3 free', { exact: true })
      .waitFor();
    await named(page, 'Friday, 27 November 2026: full').getByText('Full', { exact: true }).waitFor();
    await named(page, 'Monday, 30 November 2026: you have a session').getByText('yours').waitFor();
    const none = named(page, 'Wednesday, 25 November 2026: no slots');
    expect(await none.getAttribute('aria-disabled')).toBe('true');
    expect(complaints).toEqual([]);
  });

  it('counts a session that was called off neither as free nor as full', async () => {
    const { page } = await open('view="month"', async (service) => {
      const off = await on(service, '2026-11-30', { maxParticipants: 2 });
      await service.book('mira', off.id);
      const both = await on(service, '2026-12-01', { maxParticipants: 2 });
      await service.book('mira', both.id);
      await on(service, '2026-12-01', { startTime: '12:00', endTime: '12:30', maxParticipants: 2 });
      const token = service.token('ada', 'alumni');
      for (const { id } of [off, both]) await service.call('DELETE', `/api/slots/${id}`, { token });
    });
    await named(page, 'Monday, 30 November 2026: Called off')
      .getByText('Called off', { exact: true })
      .waitFor();
    await named(page, 'Tuesday, 1 December 2026: 2 free seats').waitFor();
  });

  it('shows an alumna the seats of her own sessions as students see them', async () => {
    const { page, service } = await open('view="month"', some);
    await page
      .locator('alumni-slots')
      .evaluate((one, token) => one.setAttribute('token', token), service.token('ada', 'alumni'));
    await named(page, 'Thursday, 26 November 2026: 3 free seats').waitFor();
    await named(page, 'Friday, 27 November 2026: full').waitFor();
    await named(page, 'Monday, 30 November 2026: 1 free seat').waitFor();
    await page.locator('alumni-slots').evaluate((one) => one.setAttribute('compact', ''));
    await page.getByText('Thu 26 Nov, 10:00').waitFor();
    await page.getByText('3 seats left').waitFor();
  });

  it('is walked through by every key of the pattern, and opens a day below', async () => {
    const { page } = await open('view="month"', some);
    await day(page, '2026-11-26').focus();
    const walk: [key: string, to: string][] = [
      ['ArrowRight', '2026-11-27'],
      ['ArrowDown', '2026-12-04'],
      ['ArrowLeft', '2026-12-03'],
      ['ArrowUp', '2026-11-26'],
      ['Home', '2026-11-23'],
      ['End', '2026-11-29'],
      ['PageDown', '2026-12-29'],
      ['PageUp', '2026-11-29'],
      ['Shift+PageDown', '2027-11-29'],
      ['Shift+PageUp', '2026-11-29'],
      ['ArrowRight', '2026-11-30'],
    ];
    for (const [key, to] of walk) {
      await page.keyboard.press(key);
      await day(page, to).and(page.locator(':focus')).waitFor();
      expect(await page.locator('td[tabindex="0"]').count()).toBe(1);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Monday 30 November' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: /^Cancel: Mon 30 Nov/ }).waitFor();
    expect(await day(page, '2026-11-30').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await day(page, '2026-11-30').and(page.locator(':focus')).waitFor();
    // A day without sessions opens nothing.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await day(page, '2026-12-01').and(page.locator(':focus')).waitFor();
    await page.getByRole('heading', { name: 'Monday 30 November' }).waitFor();
  });

  it('keeps the focus and the chosen day when seats change', async () => {
    const { page, service } = await open('view="month"', some);
    await day(page, '2026-11-26').click();
    const book = page.getByRole('button', { name: /^Book: Thu 26 Nov/ });
    await book.focus();
    const id = await page.locator('[data-id]').getAttribute('data-id');
    for (const student of ['a', 'b', 'c']) await service.book(student, id ?? '');
    await named(page, 'Thursday, 26 November 2026: full').waitFor();
    await page.getByRole('heading', { name: 'Thursday 26 November' }).waitFor();
    expect(
      await page
        .locator('alumni-slots')
        .evaluate((one) => Boolean(one.shadowRoot?.activeElement?.closest('[data-id]'))),
    ).toBe(true);
  });

  it('UX 46: without sessions names the next day that has some', async () => {
    const { page } = await open('view="month"', some);
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.getByText('No sessions in December 2026.').waitFor();
    await page.getByRole('button', { name: 'Next free: Friday 8 January' }).click();
    await page.getByRole('heading', { name: 'Friday 8 January' }).and(page.locator(':focus')).waitFor();
  });

  it.each([
    ['ltr', 'ArrowRight', '2026-11-27'],
    ['rtl', 'ArrowRight', '2026-11-25'],
  ])('%s: %s', async (dir, key, to) => {
    const { page } = await open(`view="month" dir="${dir}"`, some);
    await day(page, '2026-11-26').focus();
    await page.keyboard.press(key);
    await day(page, to).and(page.locator(':focus')).waitFor();
  });

  it('needs no more than 320 px', async () => {
    const { page } = await open('view="month"', some, { viewport: { width: 320, height: 700 } });
    await named(page, 'Thursday, 26 November 2026: 3 free seats').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const small = await page.locator('alumni-slots').evaluate((one) =>
      [...(one.shadowRoot?.querySelectorAll('button, a, td') ?? [])]
        .filter((target) => {
          const { width, height } = target.getBoundingClientRect();
          return width && (width < 23.9 || height < 23.9);
        })
        .map(({ outerHTML }) => outerHTML),
    );
    expect(small).toEqual([]);
  });
});

describe('view="auto"', () => {
  const daily = (count: number) => (service: TestService) =>
    service.call('POST', '/api/slots', {
      token: service.token('ada', 'alumni'),
      body: {
        date: '2026-11-26',
        startTime: '10:00',
        endTime: '10:30',
        timeZone: 'UTC',
        repeat: { every: 'day', count },
      },
    });

  it('is a list of up to 15, and stays one when more come', async () => {
    const { page, service } = await open('', daily(15));
    await page.getByRole('listitem').nth(14).waitFor();
    await on(service, '2027-01-08');
    await page.getByRole('listitem').nth(15).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
  });

  it('is a month of more, and a choice that is kept', async () => {
    const { page, complaints } = await open('', daily(16));
    await page.getByRole('grid', { name: 'November 2026' }).waitFor();
    await page.getByRole('button', { name: 'Show as a list' }).click();
    await page.getByRole('listitem').nth(15).waitFor();
    await page.reload();
    await page.getByRole('listitem').nth(15).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    await page.getByRole('button', { name: 'Show as a month' }).click();
    await page.getByRole('grid').waitFor();
    expect(complaints).toEqual([]);
  });
});
