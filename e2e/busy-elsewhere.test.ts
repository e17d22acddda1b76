/** An alumna names calendars that she keeps elsewhere, and sees when she is busy by them. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestService } from '../server/testing/service.ts';
import { launchBrowser } from './browser.ts';
import { type CalendarPage, openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Names a calendar for ada, as if it had been read, with when she is busy by it; none of it is read again. */
async function keepElsewhere(
  service: TestService,
  label: string,
  ...busy: (readonly [startsAt: string, endsAt: string])[]
): Promise<void> {
  // The service knows nobody whom it has not heard of.
  await service.call('GET', '/api/slots/my-slots', { token: service.token('ada', 'alumni') });
  const id = randomUUID();
  const read = '2027-03-01T08:58:00.000Z';
  await service.database.write(async ({ kysely }) => {
    await kysely
      .insertInto('busy_calendars')
      .values({
        id,
        person_id: 'ada',
        position: 0,
        url: `https://calendar.invalid/${id}.ics`,
        label,
        read_next_at: '2099-01-01T00:00:00.000Z',
        checked_at: read,
        read_at: read,
      })
      .execute();
    for (const [starts_at, ends_at] of busy)
      await kysely
        .insertInto('busy_times')
        .values({ calendar_id: id, person_id: 'ada', starts_at, ends_at })
        .execute();
  });
}

/** The days that busy times were asked for so far. */
function asked(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/api/busy') found.push(`${searchParams.get('from')} ${searchParams.get('to')}`);
  });
  return found;
}

const settings = { en: 'Calendars you keep elsewhere', de: 'Kalender, die Sie anderswo führen' };

it('a calendar that cannot be read says why, in the reader’s language', async () => {
  const { page, service } = await openCalendar(browser, async () => {}, { attributes: 'lang="de"' });
  await page.getByRole('button', { name: settings.de }).press('Enter');
  const dialog = page.getByRole('dialog', { name: settings.de });
  await dialog.getByText('wann Sie keine Zeit haben, nie Titel').waitFor();
  await dialog.getByLabel('Adresse').fill('webcal://calendar.invalid/ada.ics');
  await dialog.getByLabel('Name (freiwillig)').fill('Arbeit');
  const busyAgain = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/busy');
  await dialog.getByRole('button', { name: 'Speichern' }).press('Enter');
  await dialog.getByRole('status').getByText('Gespeichert.').waitFor();
  await busyAgain;
  expect(await dialog.getByLabel('Adresse').inputValue()).toBe('https://calendar.invalid/ada.ics');
  await dialog.getByText('Wird gelesen …').waitFor();

  // What the service finds out when it reads it.
  await service.database.write(({ kysely }) =>
    kysely
      .updateTable('busy_calendars')
      .set({
        checked_at: '2027-03-01T09:00:00.000Z',
        problem: 'unreachable',
        read_next_at: '2099-01-01T00:00:00.000Z',
      })
      .where('person_id', '=', 'ada')
      .execute(),
  );
  const told = dialog.getByText('Der Server des Kalenders ist nicht erreichbar.');
  await told.waitFor();
  const field = dialog.getByLabel('Adresse');
  expect(await field.getAttribute('aria-describedby')).toBe(await told.getAttribute('id'));
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: settings.de }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await told.waitFor();
});

it('an address that can be none is marked, calendars are added up to five, and taken out', async () => {
  const { page, service } = await openCalendar(browser, ({ service }) => keepElsewhere(service, 'Work'));
  await page.getByRole('button', { name: settings.en }).click();
  const dialog = page.getByRole('dialog', { name: settings.en });
  await dialog.getByText('Last read 2 minutes ago.').waitFor();
  const more = dialog.getByRole('button', { name: 'Another calendar' });
  await more.press('Enter');
  const second = dialog.getByRole('group', { name: 'Calendar 2' }).getByLabel('Address');
  await second.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('http://ada:secret@calendar.invalid/');
  await dialog.getByRole('button', { name: 'Save changes' }).press('Enter');
  await dialog.getByRole('alert').getByText('A calendar needs an https:// address').waitFor();
  await dialog.locator('[aria-invalid]').and(page.locator('[name=url-1]:focus')).waitFor();
  for (const place of [3, 4, 5]) {
    await more.press('Enter');
    await dialog.getByRole('group', { name: `Calendar ${place}` }).waitFor();
  }
  expect(await more.count()).toBe(0);
  await dialog.getByRole('button', { name: 'Remove calendar 2' }).press('Enter');
  await dialog.getByRole('button', { name: 'Remove calendar 1' }).press('Enter');
  await dialog.getByRole('button', { name: 'Save changes' }).press('Enter');
  await dialog.getByRole('status').getByText('Saved.').waitFor();
  const { body } = await service.call<{ calendars: unknown[] }>('GET', '/api/busy-calendars', {
    token: service.token('ada', 'alumni'),
  });
  expect(body.calendars).toEqual([]);
});

/** Busy on Tuesday during a session that mira booked, all of Wednesday, and on the ninth of April. */
async function seedBusy({ service, publish }: Parameters<Parameters<typeof openCalendar>[1]>[0]) {
  const booked = await publish('2027-03-02', '14:00', '15:00', { description: 'CV review' });
  await service.book('mira', booked.id);
  await publish('2027-03-04', '10:00', '11:00', { description: 'Open hour' });
  await keepElsewhere(
    service,
    'Work',
    ['2027-03-02T14:30:00.000Z', '2027-03-02T16:00:00.000Z'],
    ['2027-03-03T00:00:00.000Z', '2027-03-04T00:00:00.000Z'],
    ['2027-04-09T09:00:00.000Z', '2027-04-09T10:00:00.000Z'],
  );
}

it('busy times stand in the month and the day in words, and mark the sessions at that time', async () => {
  const { page, day, complaints } = await openCalendar(browser, seedBusy);
  await page
    .getByRole('gridcell', {
      name: 'Tuesday, 2 March 2027, 1 session, no seats free, busy 14:30 – 16:00, busy during a session',
    })
    .waitFor();
  await page.getByRole('gridcell', { name: 'Wednesday, 3 March 2027, no sessions, busy all day' }).waitFor();
  await page
    .getByRole('gridcell', { name: 'Thursday, 4 March 2027, 1 session, 1 seat free', exact: true })
    .waitFor();
  await page
    .getByRole('region', { name: 'Upcoming sessions' })
    .getByText('You are busy then: Work')
    .waitFor();
  // Told once by ear.
  const said = page.getByRole('status').getByText('1 booked session while you are busy elsewhere');
  await expect.poll(() => said.count()).toBe(1);

  const panel = page.getByRole('region', { name: '1 booked session while you are busy elsewhere' });
  await panel.getByRole('button', { name: 'Tue 2 Mar, 14:00 – 15:00' }).press('Enter');
  await page.locator('#availability:focus').waitFor();
  await page.locator('[part~=session]').getByText('You are busy then: Work').waitFor();
  const list = page.getByRole('list', { name: 'busy elsewhere' });
  await list.getByText('14:30 – 16:00').waitFor();
  await list.getByText('Work').waitFor();
  await day('2027-03-03').click();
  await list.getByText('all day').waitFor();
  expect(complaints).toEqual([]);
});

it('busy times are read with the month that is shown, and when the page is seen again', async () => {
  let found: string[] = [];
  const { page } = await openCalendar(browser, seedBusy);
  await page.locator('td .hatch').first().waitFor();
  found = asked(page);
  await page.getByRole('button', { name: 'Next month' }).click();
  await page
    .getByRole('gridcell', { name: 'Friday, 9 April 2027, no sessions, busy 10:00 – 11:00' })
    .waitFor();
  expect(found).toEqual(['2027-03-01 2027-05-03']);
  const again = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/busy');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await again;
});

it('where busy times cannot be read, what is known of them stays, everything else is there, and nothing is said', async () => {
  const { page, complaints } = await openCalendar(browser, seedBusy);
  await page.locator('td .hatch').first().waitFor();
  await page.route('**/api/busy?*', (route) => route.fulfill({ status: 500, body: '' }));
  const refused = () => page.waitForResponse((response) => response.status() === 500);
  const again = refused();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await (await again).finished();
  // What comes later is drawn after what the answer would have changed.
  await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: 'Previous month' }).click();
  await page.locator('td .hatch').first().waitFor();

  const first = refused();
  await page.reload();
  await first;
  await page
    .getByRole('gridcell', { name: 'Tuesday, 2 March 2027, 1 session, no seats free', exact: true })
    .waitFor();
  await page.getByText('Up to date').waitFor();
  expect(await page.locator('[part~=error], [part~=note], .hatch').count()).toBe(0);
  expect(complaints.filter((one) => !one.includes('the server responded with a status of 500'))).toEqual([]);
});

/** Chooses so many days from one on by Shift and the arrows, and opens the small form. */
async function addTo({ page, day }: CalendarPage, date: string, more: number): Promise<void> {
  await day(date).click();
  for (let step = 0; step < more; step++) await page.keyboard.press('Shift+ArrowRight');
  await page.locator('td.picked').nth(more).waitFor();
  await page.keyboard.press('Enter');
}

it('planning warns of busy times, in the form, in the small form and in copying, and adds all the same', async () => {
  const calendar = await openCalendar(browser, seedBusy);
  const { page, day, all } = calendar;
  await page.locator('td .hatch').first().waitFor();
  await day('2027-03-03').click();
  await page.getByRole('button', { name: 'Add availability on Wednesday 3 March' }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  const preview = form.getByRole('group', { name: 'What will be added' });
  await preview.getByText('Wed 3 Mar').first().waitFor();
  await preview.getByText('also busy: Work').waitFor();
  await preview.getByRole('status').getByText('You can add them all the same.').waitFor();
  await form.getByRole('combobox', { name: 'Repeats' }).selectOption({ label: 'Every day' });
  await preview.getByRole('checkbox', { name: 'Wed 3 Mar also busy: Work' }).waitFor();
  await preview.getByRole('checkbox', { name: 'Fri 5 Mar', exact: true }).waitFor();
  await form.getByRole('combobox', { name: 'Repeats' }).selectOption({ label: 'Does not repeat' });
  await form.getByRole('button', { name: 'Add session' }).click();
  await form.waitFor({ state: 'detached' });
  expect((await all()).map(({ date }) => date)).toContain('2027-03-03');

  await day('2027-03-04').click();
  await page.getByRole('button', { name: /^Copy the sessions of Thursday 4 March/ }).click();
  const copying = page.getByRole('dialog', { name: 'Copy sessions' });
  await copying.getByLabel('Another day').fill('2027-04-09');
  await copying.getByRole('button', { name: 'Add', exact: true }).click();
  // At ten in London, an hour after UTC by then.
  await copying.getByText('also busy: Work').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Next month' }).click();
  await addTo(calendar, '2027-04-08', 1);
  const small = page.getByRole('dialog', { name: 'Add a time on 2 days' });
  await small.getByLabel('From').fill('10:00');
  await small.getByRole('checkbox', { name: 'Fri 9 Apr also busy: Work' }).waitFor();
  await small.getByRole('checkbox', { name: 'Thu 8 Apr', exact: true }).waitFor();
  await small.getByRole('button', { name: 'Add 2 sessions' }).click();
  await small.waitFor({ state: 'detached' });
  expect((await all()).filter(({ date }) => date.startsWith('2027-04'))).toHaveLength(2);
});
