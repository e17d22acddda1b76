/** A cancelled session can be taken back, with its note, for as long as the seat is free. */
import type { Booking } from '@mentor-slots/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { type HostPage, startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function begin(): Promise<{ host: HostPage; service: TestService; open(tag: string): Promise<Page> }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  return {
    host,
    service,
    async open(attributes) {
      const token = service.token('mira', 'student');
      host.show(`<alumni-slots ${attributes} time-zone="UTC" token="${token}"></alumni-slots>`, service.url);
      const { page } = await openWindow(browser);
      await page.goto(host.origin);
      return page;
    },
  };
}

async function cancel(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Cancel:/ }).click();
  const question = page.getByRole('dialog', { name: /^Cancel your session with ada \(name\) on / });
  await question.getByRole('button', { name: 'Cancel session' }).click();
}

it.each(['alumni-id="ada"', 'mine'])(
  'UX 49: Undo has the focus and books again with the same note: %s',
  async (tag) => {
    const { service, open } = await begin();
    const slot = await service.publish('ada', 30);
    await service.book('mira', slot.id, 'About my thesis');
    const page = await open(tag);
    await cancel(page);
    await page
      .getByText(/^Your session on .* is cancelled\.$/)
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^Undo: book .* again$/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('You’re in', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    const { body } = await service.call<{ bookings: Booking[] }>('GET', '/api/slots/my-bookings', {
      token: service.token('mira', 'student'),
    });
    expect(body.bookings.map(({ status, note }) => [status, note])).toEqual([
      ['confirmed', 'About my thesis'],
    ]);
  },
);

it.each(['alumni-id="ada"', 'mine'])('it goes once somebody else has the seat: %s', async (tag) => {
  const { service, open } = await begin();
  const slot = await service.publish('ada', 30);
  await service.book('mira', slot.id);
  const page = await open(tag);
  await cancel(page);
  const undo = page.getByRole('button', { name: /^Undo/ });
  await undo.waitFor();
  await service.book('noor', slot.id);
  await undo.waitFor({ state: 'detached' });
  await page
    .locator('[part=note]')
    .getByText(/is cancelled\./)
    .waitFor();
});

it('where the mentor confirms, it says that they would have to again', async () => {
  const { service, open } = await begin();
  const slot = await service.publish('ada', 30, { requiresApproval: true });
  await service.book('mira', slot.id);
  const page = await open('alumni-id="ada"');
  await cancel(page);
  await page.getByText('ada (name) would have to confirm it again.').waitFor();
});

it('what the mentor wrote stands at a session that they called off', async () => {
  const { service, open } = await begin();
  const slot = await service.publish('ada', 30);
  const asked = await service.publish('ada', 50, { requiresApproval: true });
  await service.book('mira', slot.id);
  const booking = await service.book('mira', asked.id);
  const token = service.token('ada', 'alumni');
  await service.call('DELETE', `/api/slots/${slot.id}`, { token, body: { message: 'I am ill. Next week?' } });
  await service.call('POST', `/api/slots/${asked.id}/bookings/${booking.body.id}/decline`, {
    token,
    body: { message: 'Please ask Grace.' },
  });
  const page = await open('mine');
  await page.getByText('ada (name) called this session off.').waitFor();
  await page.locator('[part=message]').getByText('I am ill. Next week?').waitFor();
  await page.getByText('ada (name) could not take your booking.').waitFor();
  await page.locator('[part=message]').getByText('Please ask Grace.').waitFor();
});

it('the host may keep a booking or a cancellation from happening', async () => {
  const { service, open } = await begin();
  await service.publish('ada', 30);
  const page = await open('alumni-id="ada"');
  await page.locator('alumni-slots').evaluate((element) => {
    for (const type of [
      'before-book',
      'slot-booked',
      'slot-selected',
      'before-cancel',
      'booking-cancelled',
    ]) {
      element.addEventListener(type, (event) => {
        const told = (element as { told?: string }).told ?? '';
        (element as { told?: string }).told = `${told} ${type}`;
        if (told.split(' ').indexOf(type) < 0) event.preventDefault();
      });
    }
  });
  const told = () =>
    page.locator('alumni-slots').evaluate((element) => (element as { told?: string }).told?.trim());
  await page.getByRole('button', { name: /^Details/ }).click();
  await page.getByLabel('A note for ada (name)').fill('Hello');
  await page.getByRole('button', { name: /^Book/ }).click();
  await expect.poll(told).toBe('slot-selected before-book');
  expect(await page.getByText('You’re in', { exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: /^Book/ }).click();
  await page.getByText('You’re in', { exact: true }).waitFor();
  await cancel(page);
  await expect.poll(told).toBe('slot-selected before-book before-book slot-booked before-cancel');
  await page.getByText('You’re in', { exact: true }).waitFor();
  await cancel(page);
  await page.getByRole('button', { name: /^Undo/ }).waitFor();
  await expect.poll(told).toMatch(/before-cancel before-cancel booking-cancelled$/);
});
