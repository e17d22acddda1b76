/** "Today", "This week" and "Evenings" go by the viewer's clock, and where they leave nothing they lead on. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAll, publish, startAll } from './all-sessions-page.ts';
import { launchBrowser } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Tuesday 24 November 8:00 in London: 3:00 in Lima, 17:00 in Tokyo. */
async function aroundTheClock() {
  const started = await startAll();
  const { service } = started;
  await publish(service, 'ada', '2026-11-24 09:00', 'Tuesday at nine');
  await publish(service, 'ada', '2026-11-24 17:00', 'Tuesday at five');
  await publish(service, 'grace', '2026-11-24 22:00', 'Tuesday at ten at night');
  await publish(service, 'tunde', '2026-11-25 03:30', 'Wednesday before dawn');
  await publish(service, 'grace', '2026-11-28 18:00', 'Saturday evening');
  await publish(service, 'ada', '2026-11-29 12:00', 'Sunday noon');
  await publish(service, 'ada', '2026-12-03 18:00', 'Next Thursday evening');
  return started;
}

const everything = [
  'Tuesday at nine',
  'Tuesday at five',
  'Tuesday at ten at night',
  'Wednesday before dawn',
  'Saturday evening',
  'Sunday noon',
  'Next Thursday evening',
];

describe.each([
  {
    zone: 'Europe/London',
    today: ['Tuesday at nine', 'Tuesday at five', 'Tuesday at ten at night'],
    evenings: ['Tuesday at five', 'Tuesday at ten at night', 'Saturday evening', 'Next Thursday evening'],
    week: everything.slice(0, 6),
  },
  {
    zone: 'America/Lima',
    today: ['Tuesday at nine', 'Tuesday at five', 'Tuesday at ten at night', 'Wednesday before dawn'],
    evenings: ['Tuesday at ten at night', 'Wednesday before dawn'],
    week: everything.slice(0, 6),
  },
  {
    zone: 'Asia/Tokyo',
    today: ['Tuesday at nine'],
    evenings: ['Tuesday at nine', 'Sunday noon'],
    week: everything.slice(0, 6),
  },
])('in $zone', ({ zone, today, evenings, week }) => {
  it('today, this week and evenings are what people there call so, each alone and together', async () => {
    const all = await openAll(browser, await aroundTheClock(), { attributes: `time-zone="${zone}"` });
    const press = (name: string) => all.page.getByRole('button', { name, exact: true }).click();
    const pressed = () => all.page.getByRole('button', { pressed: true }).allTextContents();
    await all.shows(...everything);
    await press('Today');
    await all.shows(...today);
    await press('Evenings');
    await all.shows(...today.filter((one) => evenings.includes(one)));
    expect(await pressed()).toEqual(['Today', 'Evenings']);
    // Of a day and a week one alone can be meant.
    await press('This week');
    await all.shows(...week.filter((one) => evenings.includes(one)));
    expect(await pressed()).toEqual(['This week', 'Evenings']);
    await press('This week');
    await all.shows(...evenings);
    await press('Evenings');
    await all.shows(...everything);
    expect(await pressed()).toEqual([]);
    expect(all.complaints).toEqual([]);
  });
});

it('a week begins and ends as the page says, and as the viewer’s language does', async () => {
  const all = await openAll(browser, await aroundTheClock(), {
    attributes: 'time-zone="UTC" first-day="sun"',
  });
  await all.page.getByRole('button', { name: 'This week' }).click();
  await all.shows(...everything.slice(0, 5));
  await all.page.locator('alumni-slots').evaluate((element) => element.setAttribute('first-day', 'mon'));
  await all.shows(...everything.slice(0, 6));
});

it('another zone is another day, another evening', async () => {
  const all = await openAll(browser, await aroundTheClock());
  await all.page.getByRole('button', { name: 'Evenings' }).click();
  await all.shows('Tuesday at five', 'Tuesday at ten at night', 'Saturday evening', 'Next Thursday evening');
  await all.page
    .locator('alumni-slots')
    .evaluate((element) => element.setAttribute('time-zone', 'Asia/Tokyo'));
  await all.shows('Tuesday at nine', 'Sunday noon');
});

it('filters and words go together, and each is said to whoever listens', async () => {
  const all = await openAll(browser, await aroundTheClock());
  await all.field.fill('tuesday');
  await all.page.getByRole('button', { name: 'Evenings' }).click();
  await all.shows('Tuesday at five', 'Tuesday at ten at night');
  await all.said('2 sessions');
  const search = all.page.getByRole('search', { name: 'Find a session' });
  await search
    .getByRole('group', { name: 'Only these times' })
    .getByRole('button', { name: 'Evenings', pressed: true })
    .waitFor();
});

describe('where filters leave nothing', () => {
  it('the soonest that there is instead is one press away, and has the focus then', async () => {
    const all = await openAll(browser, await aroundTheClock());
    await all.field.fill('next');
    await all.page.getByRole('button', { name: 'This week' }).click();
    await all.page.getByRole('heading', { name: 'Nothing this week' }).waitFor();
    await all.said('Nothing this week. Soonest: Thu 3 Dec, 18:00 – 18:30');
    await all.page.getByRole('button', { name: 'Soonest: Thu 3 Dec, 18:00 – 18:30' }).press('Enter');
    await all.shows('Next Thursday evening');
    expect(await all.page.getByRole('button', { pressed: true }).count()).toBe(0);
    expect(await all.field.inputValue()).toBe('next');
    await all.page
      .getByRole('button', { name: /^Book: Thu 3 Dec/ })
      .and(all.page.locator(':focus'))
      .waitFor();
  });

  it('as few filters go as will do', async () => {
    const all = await openAll(browser, await aroundTheClock());
    await all.field.fill('sat');
    const filter = (name: string) => all.page.getByRole('button', { name, exact: true });
    await filter('Today').click();
    await filter('Evenings').click();
    await all.page.getByRole('heading', { name: 'Nothing this evening' }).waitFor();
    await all.page.getByRole('button', { name: /^Soonest: Sat 28 Nov/ }).click();
    await all.shows('Saturday evening');
    expect(await all.page.getByRole('button', { pressed: true }).allTextContents()).toEqual(['Evenings']);
    // Nothing of it is ever in the evening: that filter goes too.
    await all.field.fill('noon');
    await all.page.getByRole('button', { name: /^Soonest: Sun 29 Nov/ }).click();
    await all.shows('Sunday noon');
    expect(await all.page.getByRole('button', { pressed: true }).count()).toBe(0);
  });

  it('and no words do either, filters and words can be taken back', async () => {
    const all = await openAll(browser, await aroundTheClock());
    await all.field.fill('astronomy');
    await all.page.getByRole('button', { name: 'Today', exact: true }).click();
    await all.page.getByText('You searched for “astronomy”.').waitFor();
    expect(await all.page.getByRole('button', { name: /^Soonest/ }).count()).toBe(0);
    await all.page.getByRole('button', { name: 'Remove filters' }).click();
    await all.page.getByRole('heading', { name: 'Nothing found for “astronomy”' }).waitFor();
    await all.page.getByRole('button', { name: 'Clear search' }).last().click();
    await all.shows(...everything);
  });

  it('where nobody offers anything it says so, and shows what comes', async () => {
    // The clock's leap is not to be taken for a connection that has died.
    const started = await startAll({}, new Date().toISOString(), { heartbeatSeconds: 3_600 });
    const all = await openAll(browser, started, { ownClock: true });
    await all.page.getByRole('heading', { name: 'No sessions open right now' }).waitFor();
    await started.service.publish('ada', 24, { description: 'CV review' });
    // Where nothing answers it is not asked without a pause.
    await all.page.route('**/api/slots/open**', (route) => route.abort());
    all.asked.length = 0;
    await all.page.clock.fastForward('02:00');
    await expect.poll(() => all.asked.length).toBeGreaterThan(0);
    // Time enough for many more, if there were any.
    await delay(1_500);
    await all.page.unroute('**/api/slots/open**');
    await all.page.clock.fastForward('02:00');
    await all.shows('CV review');
    expect(all.asked.length).toBeLessThan(5);
  });
});
