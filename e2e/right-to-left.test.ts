/** From right to left: the layout turns, the keys go where the eye goes, and every sentence reads in its order. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { openCalendar } from './calendar-page.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A student looks at one session of Ada Lovelace, Thursday 10:00 to 10:45, of which four of twelve seats are left. */
async function openSlots(attributes: string, around: (element: string) => string = String): Promise<Page> {
  const host = await startHostPage();
  const service = await startService({
    env: { ALLOWED_ORIGINS: host.origin },
    now: '2026-11-24T08:00:00Z',
  });
  await service.publish('ada', 0, {
    date: '2026-11-26',
    startTime: '10:00',
    endTime: '10:45',
    maxParticipants: 12,
    requiresApproval: true,
  });
  const token = service.token('mira', 'student');
  const element = `<alumni-slots alumni-id="ada" time-zone="UTC" hour-cycle="h23" ${attributes} token="${token}"></alumni-slots>`;
  host.show(around(element), service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.locator('time').first().waitFor();
  return page;
}

/** The left edges, in px, of parts of what is drawn in `where`. */
function edges(where: Locator, parts: readonly string[]): Promise<number[]> {
  return where.evaluate((element, wanted) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const found = new Map<string, number>();
    while (texts.nextNode()) {
      for (const part of wanted) {
        const at = (texts.currentNode as Text).data.indexOf(part);
        if (at < 0 || found.has(part)) continue;
        const range = document.createRange();
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + part.length);
        found.set(part, range.getBoundingClientRect().left);
      }
    }
    return wanted.map((part) => found.get(part) ?? Number.NaN);
  }, parts);
}

const leftwards = (lefts: number[]) =>
  lefts.every((left, at) => at === 0 || left < (lefts[at - 1] as number));

const directionOf = (page: Page) =>
  page.locator('.base').evaluate((base) => getComputedStyle(base).direction);

it.each(['ar', 'he'])(
  '%s: an element with a language of its own turns by itself, and its times with it',
  async (lang) => {
    const page = await openSlots(`lang="${lang}"`);
    expect(await directionOf(page)).toBe('rtl');
    const time = page.locator('time.time').first();
    expect(leftwards(await edges(time, ['10:00', '–', '10:45']))).toBe(true);
  },
);

it.each(['ar', 'he'])('%s: hours to 12 stay with their halves of the day', async (lang) => {
  const page = await openSlots(`lang="${lang}"`);
  await page.locator('alumni-slots').evaluate((element) => element.setAttribute('hour-cycle', 'h12'));
  const time = page.locator('time.time').first();
  await expect.poll(() => time.textContent()).toMatch(/\p{L}/u);
  expect(leftwards(await edges(time, ['10:00', '–', '10:45']))).toBe(true);
  const half = lang === 'ar' ? 'ص' : 'AM';
  const [dash, letters] = await edges(time, ['–', half]);
  expect(letters).toBeGreaterThan(dash as number);
});

it('an element turns on a page that tells its language and no direction; one that is given further out wins', async () => {
  const alone = await openSlots('', (element) => `<div lang="ar">${element}</div>`);
  expect(await directionOf(alone)).toBe('rtl');
  const given = await openSlots('', (element) => `<div dir="ltr"><div lang="ar">${element}</div></div>`);
  expect(await directionOf(given)).toBe('ltr');
});

it('a direction that is given wins, and the times still read from the right', async () => {
  const page = await openSlots('lang="ar" dir="ltr"');
  expect(await directionOf(page)).toBe('ltr');
  expect(leftwards(await edges(page.locator('time.time').first(), ['10:00', '–', '10:45']))).toBe(true);
});

it('a name in Latin letters stands where the sentence has it', async () => {
  const page = await openSlots('lang="ar"');
  await page.getByRole('button', { name: /التفاصيل/ }).click();
  const sentence = page.getByText(/يتطلب كل حجز/).first();
  expect(leftwards(await edges(sentence, ['يتطلب', 'تأكيد', '(name)', 'ada', '.']))).toBe(true);
});

it('English texts on a page of a language that is not shipped read in order', async () => {
  const page = await openSlots('', (element) => `<div lang="fa" dir="rtl">${element}</div>`);
  expect(await directionOf(page)).toBe('rtl');
  const note = page.getByText(/seats left/).first();
  const [number, words] = await edges(note, ['۱۲', 'seats left']);
  expect(number).toBeLessThan(words as number);
});

it('the calendar: bars fill from the right, arrows point the other way, the right arrow is the previous day', async () => {
  const { page, day, complaints } = await openCalendar(
    browser,
    async ({ publish }) => {
      for (const hour of ['10', '11', '12', '13', '14'])
        await publish('2027-03-17', `${hour}:00`, `${hour}:30`);
    },
    { attributes: 'lang="he"' },
  );
  const boxes = await Promise.all(['2027-03-16', '2027-03-17'].map((date) => day(date).boundingBox()));
  expect(boxes[0]?.x).toBeGreaterThan(boxes[1]?.x ?? 0);
  const turned = await page
    .locator('svg.flip, svg.bar')
    .evaluateAll((all) => all.map((svg) => new DOMMatrix(getComputedStyle(svg).transform).a));
  expect(turned.length).toBeGreaterThan(2);
  expect(new Set(turned)).toEqual(new Set([-1]));
  const focused = () =>
    page
      .locator('mentor-calendar')
      .evaluate((element) => (element.shadowRoot?.activeElement as HTMLElement | null)?.dataset.day);
  await day('2027-03-01').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(focused).toBe('2027-03-02');
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe('2027-03-01');
  const more = day('2027-03-17').locator('.more');
  const [plus, count] = await edges(more, ['+', '4']);
  expect(plus).toBeLessThan(count as number);
  expect(complaints).toEqual([]);
});
