/** The line of a directory card, where a seat is held for whoever looks at it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { offering, startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const morning = { date: '2026-11-26', startTime: '10:00', endTime: '10:30', maxParticipants: 1 };
const evening = { ...morning, startTime: '17:00', endTime: '17:30' };

/** The page's clock goes on where the service's stands. */
const held = /A seat is held for you until 08:30 \((30|29) mins\)\.$/;

/** Mira waits for Ada's morning, which Jo has; the evening is free. */
async function begin() {
  const queue = await startQueue(browser, offering, '2026-11-24T08:00:00Z');
  const { service, wait } = queue;
  const full = await service.publish('ada', 0, morning);
  await service.publish('ada', 0, evening);
  await service.book('jo', full.id);
  await wait('mira', full.id);
  const compact = { attributes: ['alumni-id="ada" compact'] };
  return { ...queue, full, look: () => queue.open('mira', compact) };
}

it('tells a seat that comes to be held, takes it, and says that it is theirs', async () => {
  const { full, look, cancel, standing } = await begin();
  const { page, complaints, spoken } = await look();
  await page.getByText('Thu 26 Nov, 17:00', { exact: true }).waitFor();
  await cancel('jo', full.id);
  await page.locator('.line').getByText(held).waitFor();
  await page.getByText('Thu 26 Nov, 10:00', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Take it: Thu 26 Nov, 10:00 – 10:30' }).click();
  await page.getByText('You’re in', { exact: true }).waitFor();
  await page.getByText('Thu 26 Nov, 10:00', { exact: true }).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await standing('mira', full.id)).toBe('confirmed');
  expect(await page.locator('.line').and(page.locator(':focus')).count()).toBe(1);
  expect((await spoken()).filter((line) => line.includes('is held for you'))).toEqual([
    expect.stringMatching(held),
  ]);
  expect((await spoken()).at(-1)).toBe('You’re in: Thu 26 Nov, 10:00 – 10:30.');
  expect(complaints).toEqual([]);
});

it('passes it after a question, by keyboard, and tells the next that is free', async () => {
  const { full, look, cancel, standing } = await begin();
  await cancel('jo', full.id);
  const { page, spoken } = await look();
  await page.getByRole('button', { name: 'Pass: Thu 26 Nov, 10:00 – 10:30' }).focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: /^Pass on the seat with ada \(name\)/ });
  await question.getByRole('button', { name: 'Not now' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /^Pass: / })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Pass', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[part=note]').getByText('You passed on the seat: Thu 26 Nov, 10:00 – 10:30.').waitFor();
  expect(await standing('mira', full.id)).toBe('cancelled student');
  await page.locator('.line:focus').waitFor();
  expect((await spoken()).at(-1)).toBe('You passed on the seat: Thu 26 Nov, 10:00 – 10:30.');
});

it('tells that it has lapsed, and goes on with the next that is free', async () => {
  const { service, full, look, cancel, settleDue } = await begin();
  await cancel('jo', full.id);
  const { page } = await look();
  await page.getByRole('button', { name: /^Take it: / }).waitFor();
  service.clock.now += 31 * 60_000;
  await settleDue();
  await page
    .getByText('Thu 26 Nov, 10:00 – 10:30: The seat is no longer held for you: the time to take it is over.')
    .waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
});
