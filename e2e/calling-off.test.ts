/** Calling off: whom it concerns before, and afterwards who was in it and what they got to read. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const message = 'My train is cancelled. I open a new time next week.';

it('names who is in it before, and shows them and the message afterwards, in every open page', async () => {
  const { page, service, day, sessions, complaints } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      const slot = await publish('2027-03-04', '14:00', '15:00', {
        description: 'CV review',
        maxParticipants: 3,
      });
      await service.book('mira', slot.id);
      await service.book('jo', slot.id);
    },
  );
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('td[data-day="2027-03-04"]').click();
  await other.locator('[part~=session]').getByText('mira (name)').waitFor();

  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Call off “CV review”?' });
  expect(await dialog.locator('.people').getByRole('listitem').allInnerTexts()).toEqual([
    'mira (name)',
    'jo (name)',
  ]);
  await dialog.getByLabel('Your message to the 2 students').fill(message);
  await dialog.getByRole('button', { name: 'Call off session' }).click();

  await sessions.getByText('Session called off.').waitFor();
  for (const one of [page, other]) {
    const card = one.locator('[part~=session]');
    await card.getByText('Called off', { exact: true }).waitFor();
    await card.getByText('Who was in it').waitFor();
    expect(await card.getByRole('listitem').allInnerTexts()).toEqual(['mira (name)', 'jo (name)']);
    await card.getByText(message).waitFor();
  }
  const student = service.token('mira', 'student');
  const { body } = await service.call('GET', '/api/slots/my-bookings', { token: student });
  expect(body.bookings).toMatchObject([{ cancelMessage: message }]);
  expect(complaints).toEqual([]);
});

it('of a series it names each person once, and of many some', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ repeat, service }) => {
    const series = await repeat({
      date: '2027-03-04',
      description: 'Open hour',
      maxParticipants: 15,
      repeat: { every: 'week', count: 2 },
    });
    for (const slot of series) await service.book('mira', slot.id);
    for (let at = 0; at < 13; at++) await service.book(`student-${at}`, series[1]?.id ?? '');
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Call off “Open hour”?' });
  expect(await dialog.locator('.people').getByRole('listitem').allInnerTexts()).toEqual(['mira (name)']);
  await dialog.getByLabel(/The whole series/).check();
  await dialog.getByText('14 students are booked.').waitFor();
  expect(await dialog.locator('.people').getByRole('listitem').allInnerTexts()).toHaveLength(13);
  await dialog.getByText('and 2 more').waitFor();
});

it('names the button by what it will do, as people come and go, in a series too', async () => {
  const { page, service, day, sessions } = await openCalendar(browser, async ({ repeat, service }) => {
    const series = await repeat({
      date: '2027-03-04',
      description: 'Open hour',
      repeat: { every: 'week', count: 2 },
    });
    await service.book('mira', series[1]?.id ?? '');
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: 'Delete: Thu 4 Mar, 14:00 – 15:00' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Open hour”?' });
  // Only with the others of the series there are people in it.
  await dialog.getByLabel(/The whole series/).check();
  await page.getByRole('dialog', { name: 'Call off “Open hour”?' }).waitFor();
  await page.keyboard.press('Escape');
  await day('2027-03-11').click();
  const callOff = sessions.getByRole('button', { name: 'Call off: Thu 11 Mar, 14:00 – 15:00' });
  expect(await callOff.textContent()).toMatch(/^\s*Call off…\s*$/);
  await callOff.click();
  await page.getByRole('dialog', { name: 'Call off “Open hour”?' }).waitFor();
  await page.keyboard.press('Escape');

  const token = service.token('mira', 'student');
  const { body } = await service.call<{ bookings: { id: string }[] }>('GET', '/api/slots/my-bookings', {
    token,
  });
  await service.call('POST', '/api/slots/cancel', { token, body: { bookingId: body.bookings[0]?.id } });
  const remove = sessions.getByRole('button', { name: 'Delete: Thu 11 Mar, 14:00 – 15:00' });
  await remove.waitFor();
  expect(await remove.textContent()).toMatch(/^\s*Delete…\s*$/);
});
