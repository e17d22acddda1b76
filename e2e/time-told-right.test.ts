/** Times as people read them: hours that come twice, days that differ, countdowns by the server's clock, hours to 12 or 24. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const longLived = { exp: 4_000_000_000 };

/** Opens a page for mira with these tags: TOKEN in them becomes her token, OWNER becomes ada's. */
async function begin(
  now: string,
  tags: string,
): Promise<{ service: TestService; origin: string; page: Page; open(): Promise<void> }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now });
  const { page } = await openWindow(browser);
  return {
    service,
    origin: host.origin,
    page,
    async open() {
      const mira = service.token('mira', 'student', longLived);
      const ada = service.token('ada', 'alumni', longLived);
      host.show(tags.replace('TOKEN', `token="${mira}"`).replace('OWNER', `token="${ada}"`), service.url);
      await page.goto(host.origin);
      await page.getByText('Up to date').first().waitFor();
    },
  };
}

const inUtc = (date: string, startTime: string, endTime: string) => ({
  date,
  startTime,
  endTime,
  timeZone: 'UTC',
});

it.each([
  ['Europe/London', '2027-10-31', ['00:15', '00:45'], ['01:15', '01:45'], 'BST', 'GMT', '01:15 ? – 01:45 ?'],
  [
    'America/New_York',
    '2027-11-07',
    ['05:15', '05:45'],
    ['06:15', '06:45'],
    'GMT-4',
    'GMT-5',
    '01:15 ? – 01:45 ?',
  ],
  // Set back by half an hour alone.
  [
    'Australia/Lord_Howe',
    '2027-04-03',
    ['14:35', '14:55'],
    ['15:05', '15:25'],
    'GMT+11',
    'GMT+10:30',
    '01:35 ? – 01:55 ?',
  ],
] as const)(
  'UX 39: an hour that comes twice tells its offset: %s',
  async (zone, date, one, two, before, after, told) => {
    const { service, page, open } = await begin(
      `${date.slice(0, 8)}01T10:00:00Z`,
      `<alumni-slots alumni-id="ada" time-zone="${zone}" TOKEN></alumni-slots>`,
    );
    await service.publish('ada', 0, inUtc(date, one[0], one[1]));
    const later = await service.publish('ada', 0, inUtc(date, two[0], two[1]));
    await service.book('mira', later.id);
    await open();
    const times = page.locator('alumni-slots .time');
    await expect
      .poll(() => times.allTextContents())
      .toEqual([told.replaceAll('?', before), told.replaceAll('?', after)]);
    // The question before she gives it back says the same.
    await page.getByRole('button', { name: /^Cancel:/ }).click();
    await page.getByRole('dialog').getByText(told.replaceAll('?', after)).first().waitFor();
  },
);

it('UX 34, UX 35 and UX 36: a session on another day for the mentor tells both days, in the list, its details and the dialog', async () => {
  const { service, page, open } = await begin(
    '2027-06-28T10:00:00Z',
    '<alumni-slots alumni-id="ada" time-zone="America/New_York" TOKEN></alumni-slots>',
  );
  await service.publish('ada', 0, {
    date: '2027-07-02',
    startTime: '08:00',
    endTime: '09:00',
    timeZone: 'Asia/Tokyo',
  });
  await open();
  const row = page.getByRole('listitem', { name: 'Thu 1 Jul, 19:00 – 20:00' });
  await row.getByText('Fri 2 Jul, 08:00 – 09:00 for ada (name)', { exact: true }).waitFor();
  await page.getByRole('heading', { name: /^Thursday 1 July/ }).waitFor();
  await row.getByRole('button', { name: /^Book/ }).click();
  await row.getByText('You’re in', { exact: true }).waitFor();
  await row.getByRole('button', { name: /^Details/ }).click();
  await row.getByText('Thu 1 Jul, 19:00 – 20:00, New York (GMT-4)').waitFor();
  await row.getByText('Fri 2 Jul, 08:00 – 09:00, Tokyo (GMT+9)').waitFor();
  await row.getByRole('button', { name: /^Cancel/ }).click();
  const dialog = page.getByRole('dialog', { name: /Thursday 1 July, 19:00 – 20:00/ });
  await dialog
    .getByText(/New[ _]York/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: 'Keep session' }).click();
  // In the mentor's own zone it is another day, and there is one day to tell.
  await page.getByText(/^Your time, New York/).waitFor();
  await page.getByRole('button', { name: 'Change time zone' }).click();
  await page.getByRole('listbox').selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Use this zone' }).click();
  await page.getByText(/^Your time, Tokyo/).waitFor();
  await page.getByRole('listitem', { name: 'Fri 2 Jul, 08:00 – 09:00' }).waitFor();
  await page.getByRole('heading', { name: /^Friday 2 July/ }).waitFor();
  expect(await page.getByText(/for ada \(name\)$/).count()).toBe(0);
});

it('in winter a session of July tells the offset of July, and the bar above all sessions none', async () => {
  const { service, page, open } = await begin(
    '2027-01-10T10:00:00Z',
    '<alumni-slots alumni-id="ada" time-zone="America/New_York" TOKEN></alumni-slots><mentor-calendar time-zone="Europe/London" OWNER></mentor-calendar>',
  );
  const slot = await service.publish('ada', 0, inUtc('2027-07-02', '14:00', '15:00'));
  await service.book('mira', slot.id);
  await open();
  const [slots, calendar] = [page.locator('alumni-slots'), page.locator('mentor-calendar')];
  await slots.getByText(/^Your time, New York\s+Change/).waitFor();
  await calendar.getByText(/^Your time, London\s+Change/).waitFor();
  await slots.getByRole('button', { name: /^Details/ }).click();
  await slots.getByText('Fri 2 Jul, 10:00 – 11:00, New York (GMT-4)').waitFor();
  await slots.getByRole('button', { name: /^Cancel/ }).click();
  await slots
    .getByRole('dialog')
    .getByText(/New York \(GMT-4\)/)
    .waitFor();
});

it.each([-1, 1])(
  'UX 40: counts down by the server’s clock, the device’s %d h off, and after a sleep',
  async (off) => {
    const now = '2027-06-28T10:00:00Z';
    const { service, page, open } = await begin(
      now,
      '<alumni-slots alumni-id="ada" time-zone="UTC" TOKEN></alumni-slots>',
    );
    const slot = await service.publish('ada', 0, inUtc('2027-06-28', '15:30', '16:00'));
    await service.book('mira', slot.id);
    await page.clock.install({ time: Date.parse(now) + off * 3_600_000 });
    await open();
    const count = page.locator('[part~=countdown]');
    await count.getByText(/^in 5 hrs? (29|30) min/).waitFor();
    // The whole time stands beside it, for machines too.
    expect(await page.locator('.time').getAttribute('datetime')).toBe('2027-06-28T15:30:00.000Z');
    // The lid is closed for three hours: timers fire late, and once.
    service.clock.now += 3 * 3_600_000;
    await page.clock.fastForward(3 * 3_600_000);
    await count.getByText(/^in 2 hrs? (29|30) min/).waitFor();
  },
);

it('UX 37: hours to 12 or 24 hold in both elements, on later screens, on reload and in another tab', async () => {
  const { service, page, origin, open } = await begin(
    '2027-06-28T10:00:00Z',
    '<alumni-slots alumni-id="ada" time-zone="UTC" TOKEN></alumni-slots><mentor-calendar time-zone="UTC" OWNER></mentor-calendar>',
  );
  const slot = await service.publish('ada', 0, inUtc('2027-06-28', '14:00', '14:30'));
  await service.book('mira', slot.id);
  await open();
  const to12 = /2:00 pm – 2:30 pm/;
  const [slots, calendar] = [page.locator('alumni-slots'), page.locator('mentor-calendar')];
  await slots.getByText('14:00 – 14:30').first().waitFor();
  await calendar.getByText('14:00').first().waitFor();
  await slots.getByRole('button', { name: 'Use 12-hour clock' }).click();
  await slots.locator('.time').getByText(to12).waitFor();
  await calendar.getByText('2:00 pm').first().waitFor();
  expect(await page.getByText('14:00').count()).toBe(0);
  await slots.getByRole('button', { name: /^Details/ }).click();
  await slots.getByRole('definition').getByText(to12).first().waitFor();
  await slots.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByRole('dialog', { name: to12 }).waitFor();
  await page.reload();
  await slots.locator('.time').getByText(to12).waitFor();
  await calendar.getByText('2:00 pm').first().waitFor();
  const other = await page.context().newPage();
  await other.goto(origin);
  await other.locator('alumni-slots .time').getByText(to12).waitFor();
  await other.locator('mentor-calendar').getByRole('button', { name: 'Use 24-hour clock' }).click();
  await slots.getByText('14:00 – 14:30').first().waitFor();
  await calendar.getByText('14:00').first().waitFor();
});
