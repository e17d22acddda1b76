/** The demo's programme office: a page that is written with the public API, worked by mouse, by keyboard and on a phone. */
import type { Report, ReviewedComments, SlotList } from '@mentor-slots/contract';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startFilledPortal } from './filled-portal.ts';
import { type Portal, signIn } from './portal.ts';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([launchBrowser(), startFilledPortal()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const complaints: string[][] = [];

async function open(path: string, personId: string | null, options: BrowserContextOptions = {}) {
  const visitor = await openWindow(browser, { reducedMotion: 'reduce', ...options });
  complaints.push(visitor.complaints);
  const { page } = visitor;
  if (personId !== null) await signIn(page, portal.url, personId);
  await page.goto(portal.url + path);
  return page;
}

async function ask<Answer>(page: Page, path: string): Promise<Answer> {
  const { token } = await (await page.request.post(`${portal.url}/portal/token`)).json();
  const headers = { authorization: `Bearer ${token}` };
  return (await page.request.get(portal.url + path, { headers })).json();
}

const total = (page: Page) => page.locator('#report-table tfoot').getByRole('row');
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

describe('who may', () => {
  it.each([
    [null, 'Sign in as Robin Ellery'],
    ['mira', 'My sessions'],
    ['ada', 'Calendar'],
  ])('%s is told whose page it is, and gets none of it', async (personId, words) => {
    const page = await open('/office', personId);
    const gate = page.locator('.gate');
    await gate.getByText(words).waitFor();
    expect(await page.getByRole('tablist', { name: 'Programme office' }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Programme office' }).isVisible()).toBe(false);
    for (const path of ['people', 'report.csv'])
      expect((await page.request.get(`${portal.url}/portal/office/${path}`)).status()).toBe(403);
  });

  it('the office comes to it by the masthead', async () => {
    const page = await open('/', 'office');
    await page.getByRole('link', { name: 'Programme office' }).click();
    await page.getByRole('tab', { name: 'Report', selected: true }).waitFor();
  });
});

describe('the report', () => {
  it('says what the service says, in a chart and in a table', async () => {
    const page = await open('/office', 'office');
    const { rows, total: sums } = await ask<Report>(page, '/api/admin/report?timeZone=Europe/London');
    expect(rows.length).toBeGreaterThan(4);
    await total(page).waitFor();
    const cells = await total(page).getByRole('cell').allTextContents();
    expect(cells.slice(0, 4).map(Number)).toEqual([sums.sessions, sums.hours, sums.seats, sums.seatsTaken]);
    expect(cells.at(-1)).toMatch(/^\d\.\d ★$/);
    const picture = page.getByRole('img', { name: /^Bar chart of seats offered and taken/ });
    await picture.waitFor();
    expect(await picture.locator('.month').count()).toBe(rows.length);
    const last = rows.at(-1);
    const title = await picture.locator('.month title').last().textContent();
    expect(title).toContain(`: ${last?.seats} seats, ${last?.seatsTaken} taken`);
  });

  it('takes other periods and lines by keyboard', async () => {
    const page = await open('/office', 'office');
    await total(page).waitFor();
    await tab(page, 'Report').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.locator('.chart .month').nth(3).waitFor({ state: 'detached' });
    expect(await page.locator('#report-table tbody tr').count()).toBe(3);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('rowheader', { name: 'Ada Lindqvist' }).waitFor();
    // Still by month: it is what the chart is of.
    expect(await page.locator('.chart .month').count()).toBe(3);
    await choice(page, 'Period').selectOption('between');
    await choice(page, 'From').selectOption({ index: 1 });
    await choice(page, 'To').selectOption({ index: 1 });
    await page.locator('.chart .month').nth(1).waitFor({ state: 'detached' });
    const { total: sums } = await ask<Report>(
      page,
      `/api/admin/report?from=${await choice(page, 'From').inputValue()}&to=${await choice(page, 'To').inputValue()}&timeZone=Europe/London`,
    );
    expect(await total(page).getByRole('cell').first().textContent()).toBe(String(sums.sessions));
  });

  it('tells nothing of few students, and says why', async () => {
    const page = await open('/office', 'office');
    await choice(page, 'A line for each').selectOption('both');
    const few = page.getByRole('cell', { name: 'too few to tell' });
    await few.first().waitFor();
    await page.getByText(/stands where fewer than five students took part/).waitFor();
  });

  it('is a file for a spreadsheet', async () => {
    const page = await open('/office', 'office');
    await choice(page, 'A line for each').selectOption('alumnus');
    await page.getByRole('rowheader', { name: 'Ada Lindqvist' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^mentoring-\d{4}-\d\d-\d{4}-\d\d-by-alumnus\.csv$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    expect(text).toMatch(/^\ufeffalumniId,alumniName,month,sessions,/);
    expect(text).toMatch(/\r\nada,Ada Lindqvist,,/);
  });
});

it('a comment is hidden and shown again, by keyboard, and the focus stays', async () => {
  const page = await open('/office#comments', 'office');
  const rude = page.getByRole('listitem').filter({ hasText: 'Waste of an evening' }).first();
  for (;;) {
    await page.locator('.comments li').first().waitFor();
    if ((await rude.count()) > 0) break;
    const before = await page.locator('.comments li').count();
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await page.locator('.comments li').nth(before).waitFor();
  }
  const hide = rude.getByRole('button', { name: 'Hide' });
  await hide.focus();
  await page.keyboard.press('Enter');
  await rude.getByText('Hidden', { exact: true }).waitFor();
  await page.getByRole('status').filter({ hasText: 'The comment is hidden.' }).waitFor();
  const again = rude.getByRole('button', { name: 'Show again' });
  expect(await again.evaluate((button) => button === document.activeElement)).toBe(true);
  const hidden = async () =>
    (await ask<ReviewedComments>(page, '/api/admin/feedback?limit=200')).comments.filter(
      ({ hiddenAt }) => hiddenAt !== null,
    );
  expect(await hidden()).toMatchObject([{ comment: expect.stringMatching(/^Waste of an evening/) }]);
  await page.keyboard.press('Enter');
  await rude.getByRole('button', { name: 'Hide' }).waitFor();
  expect(await hidden()).toEqual([]);
});

describe('the story of a session', () => {
  it('says why somebody got the seat', async () => {
    const page = await open('/office#story', 'office');
    await choice(page, 'Alumnus').selectOption('lena');
    const story = page.locator('.story');
    const went = story.getByText(
      /^The seat went to .+, who had waited since .+ and was first in the queue\.$/,
    );
    await went.waitFor();
    const name = /^The seat went to (.+), who/.exec((await went.textContent()) ?? '')?.[1] ?? '';
    await choice(page, 'Student').selectOption({ label: name });
    await story
      .getByText(
        new RegExp(
          `^${name} has the seat because they had waited since .+ and were first in the queue when .+ gave one back on .+\\.$`,
        ),
      )
      .waitFor();
    expect(await story.locator('li.about').count()).toBeGreaterThan(1);
  });

  it('opens from a comment', async () => {
    const page = await open('/office#comments', 'office');
    const first = page.locator('.comments li').first();
    const alumnus = /A session of (.+),/.exec((await first.locator('.facts').textContent()) ?? '')?.[1] ?? '';
    await first.getByRole('button', { name: 'Session’s story' }).click();
    await page.getByText(`${alumnus} published the session`).waitFor();
    expect(await tab(page, 'Who got the seat?').evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe('for a student on the telephone', () => {
  const choose = async (page: Page, student: string, alumnus: string, session: RegExp) => {
    await choice(page, 'Student').selectOption({ label: student });
    await choice(page, 'Alumnus').selectOption({ label: alumnus });
    const option = choice(page, 'Session').locator('option').filter({ hasText: session });
    await option.first().waitFor({ state: 'attached' });
    await choice(page, 'Session').selectOption((await option.first().getAttribute('value')) ?? '');
  };

  it('the office books a seat, and takes it back', async () => {
    const page = await open('/office#telephone', 'office');
    await choose(page, 'Mira Okafor', 'Oliver Hartley', /What a structural engineer does all day/);
    await page.getByLabel(/Their question/).fill('Is it too late to change from physics?');
    await page.getByRole('button', { name: 'Book the seat' }).click();
    await page.getByText(/^Mira Okafor has a seat on .+ in London, with Oliver Hartley\./).waitFor();
    const student = await open('/my-sessions', 'mira');
    const session = student.locator('.slot').filter({ hasText: 'What a structural engineer does all day' });
    await session.waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('That is undone: Mira Okafor is not in the session.').waitFor();
    await tab(page, 'Who got the seat?').click();
    await choice(page, 'Alumnus').selectOption('oliver');
    await choice(page, 'Session').locator('option').first().waitFor({ state: 'attached' });
    const { slots } = await ask<SlotList>(page, '/api/slots/alumni/oliver');
    const slot = slots.find(({ description }) => description === 'What a structural engineer does all day');
    await choice(page, 'Session').selectOption(slot?.id ?? '');
    await page.getByText('Robin Ellery of the alumni office booked a seat for Mira Okafor.').waitFor();
    await page
      .getByText('Robin Ellery of the alumni office gave Mira Okafor’s seat back for them.')
      .waitFor();
  });

  it('where it is full they can wait, and what is refused is said', async () => {
    const page = await open('/office#telephone', 'office');
    await choose(page, 'Emma Fitzgerald', 'Grace Wanjiru', /Personal statement, read aloud · full/);
    await page.getByRole('button', { name: 'Book the seat' }).click();
    await page.locator('#panel-telephone .problem:not(:empty)').waitFor();
    await page.getByRole('button', { name: 'Put them on the waiting list' }).click();
    await page.getByText(/^Emma Fitzgerald waits for a seat on .+, as number \d\.$/).waitFor();
  });
});

it('any alumnus’s calendar is worked on their behalf', async () => {
  const page = await open('/office#calendars', 'office');
  await choice(page, 'Alumnus').selectOption('lena');
  await page
    .getByText(/on behalf of Lena Brandt/)
    .first()
    .waitFor();
  await page.locator('mentor-calendar').getByRole('grid').waitFor();
});

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 320],
] as const)('in %s, %i px wide', (colorScheme, width) => {
  it('axe finds nothing wrong in any tab, and nothing is scrolled sideways but the table', async () => {
    const page = await open('/office', 'office', {
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    });
    const ready = {
      Report: () => page.locator('.chart svg').waitFor(),
      Comments: () => page.locator('.comments li').first().waitFor(),
      'Who got the seat?': () => page.locator('.story li').first().waitFor(),
      'By telephone': () => choice(page, 'Session').locator('option').first().waitFor({ state: 'attached' }),
      Calendars: () => page.locator('mentor-calendar').getByRole('grid').waitFor(),
    };
    for (const [name, isThere] of Object.entries(ready)) {
      await tab(page, name).click();
      await isThere();
      expect(await violations(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
        width,
      );
    }
  });
});

it('no page complained of anything', () => {
  // The service refused what a test asked it to refuse.
  const unexpected = complaints.flat().filter((one) => !/status of 4(03|09)/.test(one));
  expect(unexpected).toEqual([]);
});
