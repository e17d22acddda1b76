/** What the next session is about, on the one line of a directory card. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const morning = { date: '2026-11-26', startTime: '10:00', endTime: '10:30', maxParticipants: 3 };

/** The card of a mentor whose next session is about that, so wide. */
async function card(description: string, width: number, lang = 'en'): Promise<Page> {
  const { service, open } = await startQueue(browser, {}, '2026-11-24T08:00:00Z');
  await service.publish('ada', 0, { ...morning, description });
  const { page } = await open('mira', { attributes: [`alumni-id="ada" compact lang="${lang}"`] });
  await page.locator('.line').waitFor();
  const { width: around } = page.viewportSize() ?? { width: 0 };
  const beside = around - ((await page.locator('alumni-slots').boundingBox())?.width ?? 0);
  await page.setViewportSize({ width: width + beside, height: 400 });
  return page;
}

const measure = (page: Page) =>
  page.locator('.line').evaluate((line) => {
    const about = line.querySelector<HTMLElement>('.about') as HTMLElement;
    const first = document.createRange();
    const at = [...about.childNodes].find((node) => node.nodeType === Node.TEXT_NODE) as Text;
    first.setStart(at, 0);
    first.setEnd(at, 1);
    const box = about.getBoundingClientRect();
    const letter = first.getBoundingClientRect();
    const when = line.firstElementChild?.getBoundingClientRect();
    return {
      line: line.getBoundingClientRect().height,
      about: box.height,
      isCut: about.scrollHeight > about.clientHeight + 1,
      sticksOut: line.scrollWidth > line.clientWidth,
      /** The first letter is seen, and stands where the text begins. */
      gap: Math.min(letter.left - box.left, box.right - letter.right),
      after: when && Math.min(Math.abs(box.left - when.right), Math.abs(when.left - box.right)),
    };
  });

it('stands in the line where there is room for it, whole', async () => {
  const page = await card('CV review', 560);
  await page.locator('.line').getByText('CV review', { exact: true }).waitFor();
  expect(await measure(page)).toMatchObject({ isCut: false, sticksOut: false });
  expect((await measure(page)).line).toBeLessThan(30);
});

const long = `Working in a start-up: what to expect in the first year\nBring your questions.`;

it.each([
  ['of several lines', long],
  ['of one long word', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'],
])('is one line of a phone card, cut where the room ends, %s; its whole is told', async (_, text) => {
  const page = await card(text, 270);
  const about = page.locator('.line .about');
  expect(await about.getAttribute('title')).toBe(text);
  expect(await about.textContent()).toBe(text);
  const { line, about: height, isCut, sticksOut } = await measure(page);
  expect({ isCut, sticksOut }, JSON.stringify(await measure(page))).toEqual({
    isCut: true,
    sticksOut: false,
  });
  expect(height, text).toBeLessThan(25);
  // What the guide holds for a card that is too narrow for one line.
  expect(line).toBeLessThanOrEqual(44);
});

it.each([
  ['ar', 'CV review'],
  ['ar', 'Working in a start-up: what to expect in the first year'],
  ['en', 'مراجعة السيرة الذاتية والتحضير للمقابلة الأولى في شركة ناشئة'],
])('in %s begins where its own script does, beside the time: %s', async (lang, text) => {
  const page = await card(text, 560, lang);
  const { gap, after, line } = await measure(page);
  expect(gap).toBeLessThan(2);
  expect(gap).toBeGreaterThanOrEqual(-0.5);
  expect(after).toBeLessThan(16);
  expect(line).toBeLessThanOrEqual(44);
});

it('follows the mentor, who says something else', async () => {
  const { service, open } = await startQueue(browser, {}, '2026-11-24T08:00:00Z');
  const { id } = await service.publish('ada', 0, morning);
  const { page } = await open('mira', { attributes: ['alumni-id="ada" compact'] });
  await page.locator('.line').waitFor();
  expect(await page.locator('.about').count()).toBe(0);
  const token = service.token('ada', 'alumni');
  await service.call('PATCH', `/api/slots/${id}`, { token, body: { description: 'Mock interview' } });
  await page.locator('.line').getByText('Mock interview', { exact: true }).waitFor();
});
