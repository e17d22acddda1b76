/** A note that a student is typing survives what becomes of its session meanwhile, and goes with the booking for which it is shown. */
import type { SlotView } from '@mentor-slots/contract';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const now = '2026-11-24T08:00:00Z';
const typed = 'About my thesis';

async function openSlots(attributes = '', published = ['2026-11-26', '2026-11-30']) {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now });
  const slots: SlotView[] = [];
  for (const date of published) {
    slots.push(await service.publish('ada', 0, { date, startTime: '10:00', endTime: '10:30' }));
  }
  host.show(
    `<alumni-slots alumni-id="ada" time-zone="UTC" ${attributes} token="${service.token('mira', 'student')}"></alumni-slots>`,
    service.url,
  );
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Up to date', { exact: true }).waitFor();
  const row = (index: number) => page.locator(`[data-id="${slots[index]?.id}"]`);
  /** Opens the details of the first session and types the note. */
  const write = async () => {
    await row(0)
      .getByRole('button', { name: /^Details/ })
      .click();
    await noteOf(row(0)).pressSequentially(typed);
  };
  const change = async (body: object) => {
    const token = service.token('ada', 'alumni');
    expect((await service.call('PATCH', `/api/slots/${slots[0]?.id}`, { token, body })).status).toBe(200);
  };
  return { page, service, complaints, slots, row, write, change };
}

const noteOf = (row: Locator) => row.getByRole('textbox');

const notes = async (service: TestService) => {
  const { body } = await service.call<{ bookings: { status: string; note: string | null }[] }>(
    'GET',
    '/api/slots/my-bookings',
    { token: service.token('mira', 'student') },
  );
  return body.bookings.filter(({ status }) => status === 'confirmed').map(({ note }) => note);
};

it.each(['', 'view="month"'])(
  'stays where its session is called off, and says so (%s)',
  async (attributes) => {
    const { page, service, slots, row, write, complaints } = await openSlots(attributes);
    await write();
    const token = service.token('ada', 'alumni');
    await service.call('DELETE', `/api/slots/${slots[0]?.id}`, { token });
    await row(0).getByText('called this session off').waitFor();
    const note = noteOf(row(0));
    await note.and(page.locator(':focus')).waitFor();
    expect(await note.inputValue()).toBe(typed);
    expect(await note.getAttribute('readonly')).toBe('');
    await row(0).getByText('Your note was not sent.').waitFor();
    expect(await row(0).getByRole('button', { name: /^Book/ }).count()).toBe(0);
    const spoken = page.locator('alumni-slots p[role=status]');
    expect(await spoken.textContent()).toMatch(/26 Nov, 10:00 – 10:30: .* called this session off\.$/);
    // Once she closes it, it is gone.
    await row(0)
      .getByRole('button', { name: /^Details/ })
      .click();
    await row(0).waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  },
);

it.each(['', 'view="month"'])(
  'goes with its session to another day, and says so (%s)',
  async (attributes) => {
    const { page, service, row, write, change } = await openSlots(attributes);
    await write();
    await change({ date: '2026-12-02', startTime: '15:00', endTime: '15:30' });
    await row(0)
      .getByText(/moved this session\. It was Thu 26 Nov, 10:00 – 10:30\./)
      .waitFor();
    await page.getByRole('heading', { name: /2 December/ }).waitFor();
    await noteOf(row(0)).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(', please');
    expect(await noteOf(row(0)).inputValue()).toBe(`${typed}, please`);
    await row(0).getByRole('button', { name: /^Book/ }).click();
    await row(0).getByText('You’re in', { exact: true }).waitFor();
    expect(await notes(service)).toEqual([`${typed}, please`]);
  },
);

it('of a booking that was given back is in the field again, and goes with the next', async () => {
  const { page, service, row, write } = await openSlots();
  await write();
  const book = row(0).getByRole('button', { name: /^Book/ });
  await book.click();
  await row(0)
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await page.getByRole('button', { name: 'Cancel session' }).click();
  await row(0)
    .getByRole('button', { name: /^Details/ })
    .click();
  expect(await noteOf(row(0)).inputValue()).toBe(typed);
  expect(await row(0).getByText('Your note', { exact: true }).count()).toBe(0);
  await book.click();
  await row(0).getByText('You’re in', { exact: true }).waitFor();
  expect(await notes(service)).toEqual([typed]);
  // Emptied, it is not sent.
  await row(0)
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await page.getByRole('button', { name: 'Cancel session' }).click();
  await row(0)
    .getByRole('button', { name: /^Details/ })
    .click();
  await noteOf(row(0)).fill('');
  await book.click();
  await row(0).getByText('You’re in', { exact: true }).waitFor();
  expect(await notes(service)).toEqual([null]);
});

it.each([1280, 640, 390])('stands above the button that sends it, %i px wide', async (width) => {
  const { page, row, write } = await openSlots();
  await page.setViewportSize({ width, height: 900 });
  await write();
  const note = await noteOf(row(0)).boundingBox();
  const book = await row(0).getByRole('button', { name: /^Book/ }).boundingBox();
  const next = await row(1).boundingBox();
  expect(book?.y).toBeGreaterThanOrEqual((note?.y ?? 0) + (note?.height ?? 0));
  expect((book?.y ?? 0) + (book?.height ?? 0)).toBeLessThanOrEqual(next?.y ?? 0);
});

it('another zone shows the session that was looked at, on whichever day it is there', async () => {
  const { page, row } = await openSlots('view="month"');
  await page.locator('td[data-day="2026-11-30"]').click();
  await row(1).waitFor();
  const choose = async (city: string) => {
    await page.getByRole('button', { name: /^Change time zone/ }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill(city);
    await page
      .getByRole('dialog')
      .getByRole('option', { name: new RegExp(city) })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Use this zone' }).click();
  };
  await choose('Kiritimati');
  await page.locator('td[data-day="2026-12-01"][aria-selected=true]').waitFor();
  await row(1).getByText('00:00 – 00:30').waitFor();
  await choose('Berlin');
  await page.locator('td[data-day="2026-11-30"][aria-selected=true]').waitFor();
  // A day without sessions was only looked at: the chosen one is still chosen.
  await row(1).getByText('11:00 – 11:30').waitFor();
});
