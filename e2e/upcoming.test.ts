/** "Upcoming sessions", and what the month tells of a session where there is room. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type CalendarPage, openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const list = ({ page }: CalendarPage) => page.getByRole('region', { name: 'Upcoming sessions' });

it('sessions with students come first of all; the others are a press away, and so are more than six', async () => {
  const calendar = await openCalendar(browser, async ({ repeat, service }) => {
    const series = await repeat({
      date: '2027-03-02',
      description: 'Open hour',
      repeat: { every: 'day', count: 30 },
    });
    await service.book('mira', series[8]?.id ?? '');
  });
  const { page } = calendar;
  const lines = list(calendar).getByRole('listitem');
  await lines.getByText('mira (name)').waitFor();
  expect(await lines.count()).toBe(1);
  expect(
    await list(calendar).getByRole('button', { name: 'With students' }).getAttribute('aria-pressed'),
  ).toBe('true');

  await list(calendar).getByRole('button', { name: 'All', exact: true }).click();
  await lines.getByText('nobody yet').first().waitFor();
  expect(await lines.count()).toBe(6);
  await list(calendar).getByRole('button', { name: 'Show more (24)' }).focus();
  await page.keyboard.press('Enter');
  await list(calendar).getByRole('button', { name: 'Show more (4)' }).waitFor();
  expect(await lines.count()).toBe(26);
  await lines.nth(6).locator('button:focus').waitFor();
  await list(calendar).getByRole('button', { name: 'Show more (4)' }).click();
  await lines.nth(29).waitFor();
  await lines.nth(26).locator('button:focus').waitFor();
  expect(
    await list(calendar)
      .getByRole('button', { name: /^Show more/ })
      .count(),
  ).toBe(0);
});

it('there is nothing to choose where all have students, or none; the first booking brings the choice', async () => {
  const calendar = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-03', '10:00', '11:00');
    await publish('2027-03-04', '10:00', '11:00');
  });
  const lines = list(calendar).getByRole('listitem');
  await lines.nth(1).waitFor();
  expect(await list(calendar).getByRole('button', { name: 'All', exact: true }).count()).toBe(0);
  const [first] = await calendar.all();
  await calendar.service.book('mira', first?.id ?? '');
  await list(calendar).getByRole('button', { name: 'All', exact: true }).waitFor();
  expect(await lines.count()).toBe(1);
});

it('a wide month tells who comes to a session for one and what others are about; a narrow one does not', async () => {
  const { page, day } = await openCalendar(
    browser,
    async ({ publish, service }) => {
      const alone = await publish('2027-03-03', '10:00', '11:00', {
        maxParticipants: 1,
        description: 'CV review',
      });
      await service.book('mira', alone.id);
      await publish('2027-03-04', '10:00', '11:00', { maxParticipants: 4, description: 'Open hour' });
      await publish('2027-03-05', '10:00', '11:00', { description: 'Seminar' });
      await publish('2027-03-05', '12:00', '13:00', { description: 'Workshop' });
    },
    { viewport: { width: 1500, height: 900 } },
  );
  const told = (date: string) => day(date).locator('.mark').allInnerTexts();
  const words = async (date: string) => (await told(date)).map((text) => text.replaceAll('\n', ' '));
  expect(await words('2027-03-03')).toEqual(['10:00 mira (name)']);
  expect(await words('2027-03-04')).toEqual(['10:00 Open hour']);
  expect(await words('2027-03-05')).toEqual(['10:00 Seminar', '12:00 Workshop']);
  // Nothing stands out of its cell.
  for (const cell of await page.locator('td.day').all()) {
    expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1040, height: 900 });
  expect(await words('2027-03-04')).toEqual(['10:00 Open hour']);
  expect(await words('2027-03-05')).toEqual(['10:00', '12:00']);
  await page.setViewportSize({ width: 360, height: 900 });
  expect(await words('2027-03-04')).toEqual(['']);
});

it('a session without a title offers to add one, and the form begins with it', async () => {
  const { page, day, sessions } = await openCalendar(browser, async ({ publish }) => {
    await publish('2027-03-04', '10:00', '11:00');
  });
  await day('2027-03-04').click();
  await sessions.getByRole('button', { name: 'Add a title: Thu 4 Mar, 10:00 – 11:00' }).click();
  const form = page.getByRole('dialog', { name: 'Edit session' });
  await form.locator('input[name=description]:focus').waitFor();
  await page.keyboard.type('Open hour');
  await page.keyboard.press('Enter');
  await sessions.getByText('Open hour').waitFor();
  expect(await sessions.getByRole('button', { name: /^Add a title/ }).count()).toBe(0);
});
