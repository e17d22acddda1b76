/** What a session's card tells a student before they press anything, and once it is theirs. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const morning = { date: '2026-11-26', startTime: '10:00', endTime: '10:30', maxParticipants: 1 };

interface Visit {
  page: Page;
  service: TestService;
  complaints: string[];
  requests: string[];
}

/** Ada's sessions for Mira, in UTC unless told. */
async function visit(
  publish: (service: TestService) => Promise<unknown>,
  attributes = 'alumni-id="ada"',
  timeZone = 'UTC',
): Promise<Visit> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now: '2026-11-24T08:00:00Z' });
  await publish(service);
  host.show(
    `<alumni-slots ${attributes} time-zone="${timeZone}" token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  const requests: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) requests.push(`${request.method()} ${pathname}`);
  });
  await page.goto(host.origin);
  await page.getByText('Up to date', { exact: true }).waitFor();
  return { page, service, complaints, requests };
}

const row = (page: Page, { id }: SlotView): Locator => page.locator(`[data-id="${id}"]`);
const book = (where: Locator) => where.getByRole('button', { name: /^Book/ });

describe('a session that overlaps a booked one', () => {
  it.each(['list', 'month'])(
    'says with whom and when, and offers no button that cannot work, in a %s',
    async (view) => {
      let clashing = {} as SlotView;
      let later = {} as SlotView;
      const { page, service, complaints, requests } = await visit(async (service) => {
        const other = await service.publish('grace', 0, { ...morning, startTime: '09:45', endTime: '10:15' });
        await service.book('mira', other.id);
        clashing = await service.publish('ada', 0, morning);
        // The end of the one is the start of the other.
        later = await service.publish('ada', 0, { ...morning, startTime: '11:00', endTime: '11:30' });
      }, `alumni-id="ada" view="${view}"`);
      const card = row(page, clashing);
      await card
        .getByText('Overlaps your session with grace (name), Thu 26 Nov, 09:45 – 10:15.', { exact: true })
        .waitFor();
      expect(await book(card).count()).toBe(0);
      // A note that could not be sent is not asked for either.
      await card.getByRole('button', { name: /^Details:/ }).click();
      await card.locator('dl').waitFor();
      expect(await card.locator('textarea').count()).toBe(0);
      await book(row(page, later)).waitFor();

      // Once it no longer is so, the button is there, without a reload.
      const token = service.token('mira', 'student');
      const mine = await service.call<{ bookings: { id: string }[] }>('GET', '/api/slots/my-bookings', {
        token,
      });
      await service.call('POST', '/api/slots/cancel', {
        token,
        body: { bookingId: mine.body.bookings[0]?.id },
      });
      await book(card).waitFor();
      expect(await card.getByText(/^Overlaps/).count()).toBe(0);
      expect(requests.filter((line) => !/\/(feed|rating)$/.test(line))).toEqual([
        'GET /api/slots/my-bookings',
      ]);
      expect(complaints).toEqual([]);
    },
  );

  it('is not what a full one points to, and touching ends are no overlap', async () => {
    let full = {} as SlotView;
    let touching = {} as SlotView;
    const { page } = await visit(async (service) => {
      const other = await service.publish('grace', 0, morning);
      await service.book('mira', other.id);
      full = await service.publish('ada', 0, { ...morning, startTime: '09:00', endTime: '09:30' });
      await service.book('noor', full.id);
      await service.publish('ada', 0, { ...morning, startTime: '10:15', endTime: '10:30' });
      touching = await service.publish('ada', 0, { ...morning, startTime: '10:30', endTime: '11:00' });
    });
    const pointer = row(page, full).getByRole('button', { name: 'Free instead: Thu 26 Nov, 10:30 – 11:00' });
    await pointer.click();
    await book(row(page, touching)).and(page.locator(':focus')).waitFor();
  });
});

describe('a full session', () => {
  it('points to the free one closest in time, as it is by now', async () => {
    let full = {} as SlotView;
    let near = {} as SlotView;
    const { page, service } = await visit(async (service) => {
      full = await service.publish('ada', 0, morning);
      near = await service.publish('ada', 0, { ...morning, date: '2026-11-27' });
      await service.publish('ada', 0, { ...morning, date: '2026-12-03' });
      await service.book('noor', full.id);
    });
    const card = row(page, full);
    await card.getByRole('button', { name: 'Free instead: Fri 27 Nov, 10:00 – 10:30' }).waitFor();
    await service.book('noor', near.id);
    await card.getByRole('button', { name: 'Free instead: Thu 3 Dec, 10:00 – 10:30' }).click();
    await book(page.getByRole('listitem', { name: /^Thu 3 Dec/ }))
      .and(page.locator(':focus'))
      .waitFor();
  });
});

describe('at night', () => {
  const at = (startTime: string, endTime: string, timeZone: string) => ({
    ...morning,
    startTime,
    endTime,
    timeZone,
  });
  /** Europe/Berlin is an hour ahead of London, New York five hours behind, Tokyo nine hours ahead. */
  it.each([
    ['before seven', at('06:00', '06:30', 'Europe/London'), 'America/New_York', true],
    ['from ten in the evening on', at('17:00', '17:30', 'America/New_York'), 'Europe/London', true],
    ['before ten in the evening', at('16:30', '17:00', 'America/New_York'), 'Europe/London', false],
    ['from seven on', at('12:00', '12:30', 'Europe/London'), 'America/New_York', false],
    [
      'where it is the same hour for the mentor',
      at('23:00', '23:30', 'Europe/Paris'),
      'Europe/Berlin',
      false,
    ],
  ])('%s a session says so in words', async (_, fields, timeZone, isSaid) => {
    const { page } = await visit((service) => service.publish('ada', 0, fields), undefined, timeZone);
    await book(page.locator('alumni-slots')).waitFor();
    expect(await page.getByText('at night for you').count()).toBe(isSaid ? 1 : 0);
  });
});

describe('one’s own session', () => {
  it.each(['alumni-id="ada"', 'alumni-id="ada" view="month"'])(
    'is added to a calendar and joined on its card as soon as it is booked: %s',
    async (attributes) => {
      const { page, complaints } = await visit(
        (service) => service.publish('ada', 0, { ...morning, meetingUrl: 'https://meet.example/ada' }),
        attributes,
      );
      await book(page.locator('alumni-slots')).click();
      const card = page.locator('.slot.in');
      await card.getByText('You’re in', { exact: true }).waitFor();
      await card.getByRole('link', { name: 'Join link' }).waitFor();
      const add = card.getByRole('button', { name: 'Add to calendar: Thu 26 Nov, 10:00 – 10:30' });
      expect(await add.getAttribute('aria-expanded')).toBe('false');
      await add.press('Enter');
      await card.getByRole('link', { name: 'Google (opens a new tab)' }).waitFor();
      expect(await add.getAttribute('aria-expanded')).toBe('true');
      // Under the details it does not stand a second time.
      await card.getByRole('button', { name: /^Details/ }).click();
      await card.locator('dl').waitFor();
      expect(await card.getByText('Add to calendar', { exact: true }).count()).toBe(1);
      await add.press('Enter');
      expect(await card.getByText('Google').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
  );

  it('that has begun is only joined', async () => {
    const { page, service } = await visit(async (service) => {
      const slot = await service.publish('ada', 0, {
        ...morning,
        date: '2026-11-24',
        startTime: '08:30',
        endTime: '09:00',
        meetingUrl: 'https://meet.example/ada',
      });
      await service.book('mira', slot.id);
      service.clock.now = Date.parse('2026-11-24T08:40:00Z');
    }, 'mine');
    expect(service.clock.now).toBe(Date.parse('2026-11-24T08:40:00Z'));
    await page.getByRole('link', { name: 'Join link' }).waitFor();
    expect(await page.getByRole('button', { name: /^Add to calendar/ }).count()).toBe(0);
  });
});
