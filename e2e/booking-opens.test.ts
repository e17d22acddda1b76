/** An alumna says from when on a session can be booked. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('the form proposes a day before the start, refuses an opening after it, and the card tells it', async () => {
  const { page, day, sessions, all, complaints } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-04', '10:00', '11:00', { description: 'Open hour' });
  });
  const [before] = await all();
  await day('2027-03-04').click();
  const edit = sessions.getByRole('button', { name: /^Edit/ });
  await edit.click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  const later = form.getByRole('checkbox', { name: 'Booking opens later' });
  const save = form.getByRole('button', { name: 'Save changes' });
  expect(await later.isChecked()).toBe(false);
  await later.focus();
  await page.keyboard.press('Space');
  expect(await form.getByLabel('Opens on').inputValue()).toBe('2027-03-03');
  expect(await form.getByLabel('Opens at').inputValue()).toBe('10:00');
  await form.getByText('In the calendar: Wed 3 Mar, 10:00').waitFor();
  /** Not below what is seen of the form. */
  const isAboveButtons = async (selector: string) => {
    const [one, buttons] = await Promise.all(
      [selector, '.buttons'].map((name) => form.locator(name).boundingBox()),
    );
    return one && buttons && one.y + one.height <= buttons.y;
  };
  await expect.poll(() => isAboveButtons('#hint-opens')).toBe(true);

  await form.getByLabel('Opens on').fill('2027-03-04');
  await save.click();
  await form.getByText('Booking must open before the session starts.').waitFor();
  await form.locator('input[name=opensTime][aria-invalid=true]:focus').waitFor();
  await expect.poll(() => isAboveButtons('#wrong-opensTime')).toBe(true);
  await form.getByLabel('Opens on').fill('');
  await save.click();
  await form.getByText('Say when booking opens.').waitFor();
  await form.getByLabel('Opens on').fill('2027-03-03');
  await form.getByLabel('Opens at').fill('08:30');
  await save.click();
  await sessions.getByText('Booking opens Wed 3 Mar, 08:30 (in 2 days)').waitFor();
  expect((await all())[0]).toMatchObject({ opensAt: '2027-03-03T08:30:00.000Z', startsAt: before?.startsAt });

  // Another change keeps it, and it can be taken away.
  await edit.click();
  await form.getByLabel('Seats').fill('3');
  await save.click();
  await form.waitFor({ state: 'detached' });
  expect((await all())[0]).toMatchObject({ maxParticipants: 3, opensAt: '2027-03-03T08:30:00.000Z' });
  await edit.click();
  expect(await form.getByLabel('Opens at').inputValue()).toBe('08:30');
  await later.uncheck();
  await save.click();
  await form.waitFor({ state: 'detached' });
  expect((await all())[0]?.opensAt).toBe(null);
  await expect.poll(() => sessions.getByText(/^Booking opens/).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it('what the service refuses of it stands at its field', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-04', '10:00', '11:00', { opensAt: '2027-03-03T10:00:00.000Z' });
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: /^Edit/ }).click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.getByLabel('Seats').fill('3');
  await page.route(/scope=this/, (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      headers: { 'access-control-allow-origin': '*' },
      json: { code: 'opens_after_start', detail: 'Late.', field: 'opensAt' },
    }),
  );
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form.getByText('Booking must open before the session starts.').waitFor();
  await form.locator('input[name=opensTime][aria-invalid=true]').waitFor();
});

it('of a series it belongs to the first session that is made, by the clock of its zone', async () => {
  const { page, all } = await openCalendar(browser, async () => {});
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  await form.getByLabel('Date').fill('2027-03-23');
  await form.getByLabel('From').fill('18:00');
  await form.getByLabel('To', { exact: true }).fill('19:00');
  await form.getByLabel('Time zone').selectOption('America/New_York');
  await form.getByLabel('Repeats').selectOption('week');
  await form.getByLabel('Sessions').fill('3');
  await form.getByRole('checkbox', { name: 'Booking opens later' }).check();
  await form.getByText('The others of the series open as long before their own start.').waitFor();
  await form.getByText('Mon 22 Mar, 18:00 in New York').waitFor();
  await form.getByRole('checkbox', { name: 'Tue 23 Mar' }).uncheck();
  await form.getByRole('button', { name: 'Add 2 sessions' }).click();
  await page
    .getByText(/^2 sessions added/)
    .first()
    .waitFor();
  const told = (await all()).map(({ startsAt, opensAt }) => ({ startsAt, opensAt }));
  expect(told).toEqual([
    { startsAt: '2027-03-30T22:00:00.000Z', opensAt: '2027-03-29T22:00:00.000Z' },
    { startsAt: '2027-04-06T22:00:00.000Z', opensAt: '2027-04-05T22:00:00.000Z' },
  ]);
});
