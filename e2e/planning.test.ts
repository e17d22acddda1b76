/** What an alumna plans: repeating times with a true preview, changes of a series, copies. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar, timesOf } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('a repetition shows each date as the service sees it, and makes what is ticked', async () => {
  const { page, all, day, complaints } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-30', '01:00', '03:00', { description: 'Night shift' });
  });
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  await form.getByLabel('Date').fill('2027-03-27');
  await form.getByLabel('From').fill('01:30');
  await form.getByLabel('To', { exact: true }).fill('02:15');
  await form.getByLabel('Repeats').selectOption('day');
  const dates = form.getByRole('group', { name: 'What will be added' });
  await dates.getByText('moved to 02:30 – 03:15').waitFor();
  await dates.getByText('clashes with Night shift').waitFor();
  expect(await dates.getByRole('checkbox', { name: /Tue 30 Mar/ }).isChecked()).toBe(false);
  await dates.getByRole('checkbox', { name: 'Mon 29 Mar' }).uncheck();
  const box = await dates.getByText('Mon 29 Mar').boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(20);
  await form.getByRole('button', { name: 'Add 4 sessions' }).click();
  await page
    .getByText(/^4 sessions added/)
    .first()
    .waitFor();
  await day('2027-03-28').waitFor();
  expect(timesOf(await all())).toEqual([
    '2027-03-27 01:30',
    '2027-03-28 02:30',
    '2027-03-30 01:00',
    '2027-03-31 01:30',
    '2027-04-01 01:30',
  ]);
  expect(complaints).toEqual([]);
});

it('the form stays usable where no preview can be had', async () => {
  const { page, all } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-10', '10:00', '11:00');
  });
  await page.route('**/api/slots/preview*', (route) => route.abort());
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  await form.getByLabel('Date').fill('2027-03-03');
  await form.getByLabel('From').fill('10:00');
  await form.getByLabel('Repeats').selectOption('week');
  await form.getByLabel('Sessions').fill('3');
  await form.getByText('The dates could not be checked just now.').waitFor();
  await form.getByRole('button', { name: 'Add sessions' }).click();
  await form.getByRole('alert').getByText('now left out').waitFor();
  await form.getByRole('button', { name: 'Add sessions' }).click();
  await form.waitFor({ state: 'detached' });
  expect(timesOf(await all())).toEqual(['2027-03-03 10:00', '2027-03-10 10:00', '2027-03-17 10:00']);
});

it('a form whose file does not come is explained, and comes when it is asked for again', async () => {
  const { page } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-01', '10:00', '11:00');
  });
  const files = '**/mentor-slots/mentor-calendar-dialogs-*.js';
  await page.route(files, (route) => route.abort());
  const add = page.getByRole('button', { name: /^Add availability/ });
  await add.click();
  await page
    .locator('[part=note]')
    .getByText('The service cannot be reached. Check your connection')
    .waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.unroute(files);
  await add.click();
  await page.getByRole('dialog', { name: 'Add availability' }).waitFor();
  expect(await page.locator('[part=note]').count()).toBe(0);
});

it('an edit asks which of the series, says how many change and whom that concerns, and lists what is in the way', async () => {
  const { page, all, day, sessions, complaints } = await openCalendar(
    browser,
    async ({ repeat, publish, service }) => {
      const series = await repeat({
        date: '2027-03-04',
        description: 'CV review',
        repeat: { every: 'week', count: 4 },
      });
      for (const [index, who] of [
        [1, 'mira'],
        [2, 'mira'],
        [3, 'jo'],
      ] as const) {
        await service.book(who, series[index]?.id ?? '');
      }
      await publish('2027-03-18', '17:00', '18:00', { description: 'Seminar' });
    },
  );
  await day('2027-03-11').click();
  await sessions.getByRole('button', { name: /^Edit/ }).click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.getByText('1 student is booked and sees a new time or place under “My sessions”.').waitFor();
  // Which of them is decided first, in either dialog.
  await form.getByLabel('Only this session').and(page.locator(':focus')).waitFor();
  await form.getByLabel('This and the following (3)').check();
  await form.getByText('3 sessions change.').waitFor();
  await form.getByText('2 students are booked and see a new time or place under “My sessions”.').waitFor();
  await form.getByLabel('From').fill('16:30');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await form
    .getByRole('alert')
    .getByText(/Thu 18 Mar, 17:00 – 18:00 · Seminar/)
    .waitFor();
  await form.getByLabel('From').fill('16:00');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('3 sessions saved.').first().waitFor();
  await sessions.getByText('16:00 – 17:00').waitFor();
  expect(timesOf(await all())).toEqual([
    '2027-03-04 14:00',
    '2027-03-11 16:00',
    '2027-03-18 16:00',
    '2027-03-18 17:00',
    '2027-03-25 16:00',
  ]);
  expect(complaints.filter((line) => !line.includes('409'))).toEqual([]);
});

/** Two sessions of the week that is shown, and one that the second would overlap a week later. */
async function seedWeek({ publish }: Parameters<Parameters<typeof openCalendar>[1]>[0]): Promise<void> {
  await publish('2027-03-02', '10:00', '11:00', { description: 'Open hour', maxParticipants: 4 });
  await publish('2027-03-05', '16:00', '17:00');
  await publish('2027-03-12', '16:30', '17:30', { description: 'Seminar' });
}

it('a week is copied to others: what is made and what clashes is told before the press, and again after it', async () => {
  const { page, all, day, complaints } = await openCalendar(browser, seedWeek);
  await day('2027-03-02').click();
  await page.getByRole('button', { name: /^Copy the sessions of Tuesday/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy sessions' });
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await dialog.getByText('Tick at least one of them.').waitFor();
  await dialog.getByLabel(/The week, Mon 1 Mar – Sun 7 Mar \(2 sessions\)/).check();
  await dialog.getByLabel('Mon 8 Mar – Sun 14 Mar').check();
  const planned = dialog.getByRole('group', { name: 'What will be added' });
  await planned.getByText('1 of these clashes and is left out.').waitFor();
  await dialog.getByLabel('Another week: any day of it').fill('2027-05-13');
  await dialog.getByRole('button', { name: 'Add' }).click();
  expect(await dialog.getByLabel('Mon 10 May – Sun 16 May').isChecked()).toBe(true);
  await planned.getByText('Fri 14 May, 16:00 – 17:00').waitFor();
  expect(await planned.getByRole('listitem').allInnerTexts()).toEqual([
    'Tue 9 Mar, 10:00 – 11:00',
    'Fri 12 Mar, 16:00 – 17:00 clashes with Seminar',
    'Tue 11 May, 10:00 – 11:00',
    'Fri 14 May, 16:00 – 17:00',
  ]);
  expect(timesOf(await all())).toHaveLength(3);
  await dialog.getByRole('button', { name: 'Copy 3 sessions' }).click();
  await page.getByText('3 sessions copied. 1 was left out, since it overlaps another.').first().waitFor();
  expect(timesOf(await all())).toEqual([
    '2027-03-02 10:00',
    '2027-03-05 16:00',
    '2027-03-09 10:00',
    '2027-03-12 16:30',
    '2027-05-11 10:00',
    '2027-05-14 16:00',
  ]);
  expect((await all())[2]?.maxParticipants).toBe(4);
  await day('2027-03-09').getByText('10:00').waitFor();
  expect(complaints).toEqual([]);
});

it('a day and a week are copied as the calendar shows them, whatever zone their sessions are in', async () => {
  const { page, day, sessions, all } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-05', '10:00', '11:00', { description: 'Open hour' });
    // Friday evening and Saturday night in London, where it is read.
    await publish('2027-03-06', '05:00', '06:00', { timeZone: 'Asia/Tokyo', description: 'Tokyo' });
    await publish('2027-03-05', '20:00', '21:00', { timeZone: 'America/New_York', description: 'New York' });
    // On Sunday in London.
    await publish('2027-03-08', '07:00', '08:00', { timeZone: 'Asia/Tokyo', description: 'Late' });
  });
  await day('2027-03-05').click();
  await sessions.getByText('20:00 – 21:00').waitFor();
  expect(await sessions.count()).toBe(2);
  await page.getByRole('button', { name: /^Copy the sessions of Friday/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy sessions' });
  await dialog.getByLabel('The week, Mon 1 Mar – Sun 7 Mar (4 sessions)').waitFor();
  await dialog.getByLabel('The day, Fri 5 Mar (2 sessions)').check();
  await dialog.getByLabel('Fri 12 Mar').check();
  const planned = dialog.getByRole('group', { name: 'What will be added' }).getByRole('listitem');
  await planned.nth(1).waitFor();
  expect(await planned.allInnerTexts()).toEqual(['Fri 12 Mar, 10:00 – 11:00', 'Fri 12 Mar, 20:00 – 21:00']);
  await dialog.getByRole('button', { name: 'Copy 2 sessions' }).click();
  await page.getByText('2 sessions copied.').first().waitFor();
  expect((await all()).slice(4).map(({ description, date }) => `${description} ${date}`)).toEqual([
    'Open hour 2027-03-12',
    'Tokyo 2027-03-13',
  ]);
});

it('another day to copy to that is half typed is asked for, and one that is over is not taken', async () => {
  const { page, day, complaints } = await openCalendar(browser, seedWeek, { locale: 'en-US' });
  await day('2027-03-02').click();
  await page.getByRole('button', { name: /^Copy the sessions of Tuesday/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy sessions' });
  await dialog.getByLabel(/The week/).check();
  const another = dialog.getByLabel('Another week: any day of it');
  await another.focus();
  for (const key of '0513') await page.keyboard.press(key);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByRole('alert').getByText('Choose a date.').waitFor();
  await another.and(page.locator(':focus')).waitFor();
  // What was typed is still there: only the year was missing.
  for (const key of ['Tab', 'Tab', ...'2027']) await page.keyboard.press(key);
  await dialog.getByRole('button', { name: 'Add' }).click();
  expect(await dialog.getByLabel('Mon 10 May – Sun 16 May').isChecked()).toBe(true);
  await dialog.getByText('Choose a date.').waitFor({ state: 'detached' });
  const boxes = await dialog.getByRole('checkbox').count();
  // The year is half typed.
  await another.fill('0202-05-13');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByRole('alert').getByText('That time has already passed.').waitFor();
  expect(await dialog.getByRole('checkbox').count()).toBe(boxes);
  expect(complaints).toEqual([]);
});

it('a copy of which nothing would be left, or that the service refuses, is explained before the press', async () => {
  const { page, all, day } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-05', '16:00', '17:00');
    await publish('2027-03-12', '16:30', '17:30', { description: 'Seminar' });
  });
  await day('2027-03-05').click();
  await page.getByRole('button', { name: /^Copy the sessions of Friday/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy sessions' });
  await dialog.getByLabel('Fri 12 Mar').check();
  await dialog.getByText('clashes with Seminar').waitFor();
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await dialog.getByRole('alert').getByText('Every one of these dates clashes').waitFor();
  await dialog.getByLabel('Fri 12 Mar').uncheck();
  await dialog.getByLabel('Another day').fill('2028-04-01');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await dialog.getByText('That is more than 366 days ahead.').waitFor();
  expect(timesOf(await all())).toHaveLength(2);
});

it('a copy that cannot be foreseen is refused with what is in the way, and leaves that out on a second press', async () => {
  const { page, all, day } = await openCalendar(browser, seedWeek);
  await page.route('**/api/slots/copy/preview', (route) => route.abort());
  await day('2027-03-02').click();
  await page.getByRole('button', { name: /^Copy the sessions of Tuesday/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Copy sessions' });
  await dialog.getByLabel(/The week/).check();
  await dialog.getByLabel('Mon 8 Mar – Sun 14 Mar').check();
  await dialog.getByText('The dates could not be checked just now.').waitFor();
  await dialog.getByRole('button', { name: 'Copy 2 sessions' }).click();
  await dialog
    .getByRole('alert')
    .getByText(/Fri 12 Mar, 16:30 – 17:30 · Seminar/)
    .waitFor();
  await dialog.getByRole('button', { name: 'Copy the rest' }).click();
  await page.getByText('1 session copied. 1 was left out, since it overlaps another.').first().waitFor();
  expect(timesOf(await all())).toHaveLength(4);
});

it('below the browser’s fields stands what is typed as the calendar tells it, by the clock that was chosen', async () => {
  const { page, day } = await openCalendar(browser, async () => {});
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  await form.getByLabel('Date').fill('2027-03-05');
  await form.getByLabel('From').fill('14:30');
  await form.getByText('In the calendar: Fri 5 Mar, 14:30 – 15:30', { exact: true }).waitFor();
  const from = form.getByLabel('From');
  expect(
    await from.evaluate(
      (input) =>
        (input.getRootNode() as ShadowRoot).getElementById(input.getAttribute('aria-describedby') ?? '')
          ?.textContent,
    ),
  ).toContain('14:30');
  await form.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await form.getByText('Fri 5 Mar, 14:30 – 15:30 in Tokyo', { exact: true }).waitFor();
  await form.getByText('For you: Fri 5 Mar, 05:30 – 06:30').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Use 12-hour clock' }).click();
  await day('2027-03-09').hover();
  await day('2027-03-09').locator('.plus').click();
  const small = page.getByRole('dialog', { name: /^Add a time on/ });
  await small.getByLabel('From').fill('14:30');
  await small.getByLabel('To', { exact: true }).fill('15:30');
  await small.getByText(/In the calendar: 2:30\spm – 3:30\spm/i).waitFor();
});

it('UX 52: dates and times to type are the browser’s own fields', async () => {
  const { page } = await openCalendar(browser, async () => {});
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  for (const [label, type] of [
    ['Date', 'date'],
    ['From', 'time'],
    ['To', 'time'],
    ['Seats', 'number'],
    ['Meeting link', 'url'],
  ] as const) {
    expect(await form.getByLabel(label, { exact: true }).getAttribute('type')).toBe(type);
  }
});

it('proposes a time at which none of her own sessions is in the way, in the small form too', async () => {
  const { page, day } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-05', '09:30', '10:30', { description: 'Seminar' });
    await publish('2027-03-05', '14:00', '14:45', { description: 'CV review' });
  });
  await day('2027-03-05').click();
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  expect(await form.getByLabel('From').inputValue()).toBe('10:30');
  expect(await form.getByLabel('To', { exact: true }).inputValue()).toBe('11:30');
  await page.keyboard.press('Escape');
  await day('2027-03-05').hover();
  await day('2027-03-05').locator('.plus').click();
  const small = page.getByRole('dialog', { name: /^Add a time on/ });
  await small.waitFor();
  // It begins with the time of a session that was added, which is taken on this day.
  expect(await small.getByLabel('From').inputValue()).toBe('10:30');
  expect(await small.getByLabel('To', { exact: true }).inputValue()).toBe('11:30');
});

it('a list of dates that scrolls says that there is more below, until one has seen all; the keyboard scrolls it too', async () => {
  const { page, sessions, day } = await openCalendar(browser, async ({ publish, repeat, service }) => {
    const slot = await publish('2027-03-02', '10:00', '11:00');
    await service.book('mira', slot.id);
    await repeat({ date: '2027-03-03', maxParticipants: 2, repeat: { every: 'day', count: 30 } });
  });
  const dialog = page.getByRole('dialog');
  const list = dialog.locator('.scrolled').last();
  /** Is the line the topmost of what is drawn where it stands, and within what is seen of the list? */
  const saysMore = () =>
    list.locator('.below').evaluate((line) => {
      const { left, top, width, height } = line.getBoundingClientRect();
      const root = line.getRootNode() as ShadowRoot;
      return root.elementFromPoint(left + width / 2, top + height / 2) === line;
    });
  const seesAll = async () => {
    await list.scrollIntoViewIfNeeded();
    await expect.poll(saysMore).toBe(true);
    await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await expect.poll(saysMore).toBe(false);
  };

  await page.getByRole('button', { name: /^Add availability/ }).click();
  await dialog.getByLabel('Date', { exact: true }).fill('2027-04-05');
  await dialog.getByLabel('From').fill('08:00');
  await dialog.getByLabel('Repeats').selectOption('day');
  await dialog.getByLabel('Sessions').fill('2');
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
  expect(await saysMore()).toBe(false);
  await dialog.getByLabel('Sessions').fill('40');
  await expect.poll(() => list.getByRole('listitem').count()).toBe(40);
  await seesAll();

  // Where all of them clash nothing can be ticked: the list takes the focus itself.
  await dialog.getByLabel('Date', { exact: true }).fill('2027-03-03');
  await dialog.getByLabel('From').fill('14:00');
  await dialog.getByLabel('Sessions').fill('30');
  await expect.poll(() => list.getByText(/^clashes with/).count()).toBe(30);
  await list.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect.poll(saysMore).toBe(true);
  await dialog.getByRole('group', { name: 'What will be added' }).locator('[tabindex="0"]').focus();
  await page.keyboard.press('End');
  await expect.poll(saysMore).toBe(false);
  await page.keyboard.press('Escape');

  // Sessions in which seats are offered instead.
  await day('2027-03-02').click();
  await sessions.getByRole('button', { name: /^Call off/ }).click();
  await dialog.getByRole('checkbox').nth(11).waitFor();
  await seesAll();
});
