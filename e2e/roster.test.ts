/** An alumna confirms, declines and calls off, and her students read why. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('a request is confirmed at once, and declined after a question, with a message', async () => {
  const { page, service, day, sessions, complaints } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      const slot = await publish('2027-03-02', '10:00', '11:00', {
        requiresApproval: true,
        maxParticipants: 3,
      });
      await service.book('mira', slot.id, 'About my thesis');
      await service.book('jo', slot.id);
    },
  );
  await day('2027-03-02').click();
  await sessions.getByText('About my thesis').waitFor();
  await sessions.getByRole('button', { name: 'Confirm mira (name)' }).click();
  await page.getByText('mira (name) is in.').first().waitFor();
  await sessions.getByRole('button', { name: 'Decline jo (name)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decline jo (name)?' });
  await dialog.getByRole('button', { name: 'Keep request' }).click();
  await dialog.waitFor({ state: 'detached' });
  await sessions.getByRole('button', { name: 'Decline jo (name)' }).click();
  await dialog.getByLabel('Your message to jo (name)').fill('Next week is better.');
  await dialog.getByRole('button', { name: 'Decline request' }).click();
  await page.getByText('jo (name) was declined').first().waitFor();
  const { body } = await service.call<{ bookings: object[] }>('GET', '/api/slots/my-bookings', {
    token: service.token('jo', 'student'),
  });
  expect(body.bookings).toMatchObject([{ cancelReason: 'declined', cancelMessage: 'Next week is better.' }]);
  expect(complaints).toEqual([]);
});

it('calling a series off tells how many, once each, and hands on the message', async () => {
  const { page, service, day, sessions } = await openCalendar(browser, async ({ repeat, service }) => {
    const series = await repeat({
      date: '2027-03-04',
      description: 'CV review',
      maxParticipants: 2,
      repeat: { every: 'week', count: 3 },
    });
    for (const who of ['mira', 'jo']) await service.book(who, series[0]?.id ?? '');
    await service.book('mira', series[1]?.id ?? '');
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Call off “CV review”?' });
  await dialog.getByLabel('Your message to the 2 students').fill('I am ill.');
  await dialog.getByLabel(/The whole series, 3/).check();
  await dialog.getByText('2 students are booked.', { exact: true }).waitFor();
  expect(await dialog.getByLabel('Your message to the 2 students').inputValue()).toBe('I am ill.');
  await dialog.getByRole('button', { name: 'Call off 3 sessions' }).click();
  await page.getByText('Session deleted. 2 sessions called off.').first().waitFor();
  const { body } = await service.call<{ bookings: object[] }>('GET', '/api/slots/my-bookings', {
    token: service.token('mira', 'student'),
  });
  expect(body.bookings).toMatchObject([{ cancelMessage: 'I am ill.' }, { cancelMessage: 'I am ill.' }]);
});

it('does not promise that a session disappears which somebody once had a seat in', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ publish, service }) => {
    const slot = await publish('2027-03-02', '10:00', '11:00');
    const { body } = await service.book('mira', slot.id);
    await service.call('POST', '/api/slots/cancel', {
      token: service.token('mira', 'student'),
      body: { bookingId: body.id },
    });
  });
  await day('2027-03-02').click();
  await sessions.getByRole('button', { name: /^Delete/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Delete/ });
  await dialog.getByText('Nobody is booked. It disappears, except for students who once were').waitFor();
  expect(await dialog.getByRole('textbox').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Delete session' }).click();
  await page
    .getByText(/^Session called off\./)
    .first()
    .waitFor();
});
