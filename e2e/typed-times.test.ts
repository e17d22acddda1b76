/** Times and dates as a keyboard types them, part by part: what is half typed has no value for a moment, and counts for nothing. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { openCalendar } from './calendar-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Types into a field of the browser's own, from its first part on. */
async function type(page: Page, field: Locator, keys: string): Promise<void> {
  await field.blur();
  await field.focus();
  for (const key of keys) await page.keyboard.press(key);
}

/** From when to when a dialog says. */
async function times(dialog: Locator): Promise<string> {
  const from = await dialog.getByLabel('From').inputValue();
  return `${from} ${await dialog.getByLabel('To', { exact: true }).inputValue()}`;
}

it('a start typed with a leading zero moves the end with it, on a clock with AM and PM', async () => {
  const { page, day, sessions, all } = await openCalendar(browser, async () => {}, { locale: 'en-US' });
  await day('2027-03-05').click();
  await page.getByRole('button', { name: /^Add availability/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  const from = form.getByLabel('From');
  await type(page, from, '0830P');
  expect(await times(form)).toBe('20:30 21:30');
  // Late on the way, and back: the day's end shortens nothing for good.
  await type(page, from, '1145P');
  expect(await times(form)).toBe('23:45 00:00');
  await type(page, from, '0830P');
  expect(await times(form)).toBe('20:30 21:30');
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  await sessions.getByRole('button', { name: /^Edit/ }).click();
  const edit = page.getByRole('dialog', { name: 'Edit session' });
  await type(page, edit.getByLabel('From'), '0900A');
  expect(await times(edit)).toBe('09:00 10:00');
  // Another length is typed: that counts from now on.
  await type(page, edit.getByLabel('To', { exact: true }), '1130A');
  await type(page, edit.getByLabel('From'), '0830P');
  expect(await times(edit)).toBe('20:30 23:00');
  await page.keyboard.press('Enter');
  await edit.waitFor({ state: 'detached' });
  expect((await all()).map(({ startTime, endTime }) => `${startTime} ${endTime}`)).toEqual(['20:30 23:00']);
});

it('the end moves with the start in the small form too, and in the whole one to which that leads', async () => {
  const { page, day } = await openCalendar(browser, async () => {}, { locale: 'en-US' });
  await day('2027-03-05').hover();
  await day('2027-03-05').locator('.plus').click();
  const small = page.getByRole('dialog', { name: /^Add a time on/ });
  await type(page, small.getByLabel('From'), '0830P');
  expect(await times(small)).toBe('20:30 21:30');
  await type(page, small.getByLabel('From'), '0');
  await small.getByRole('button', { name: /^More/ }).click();
  const form = page.getByRole('dialog', { name: 'Add availability' });
  await type(page, form.getByLabel('From'), '0900A');
  expect(await times(form)).toBe('09:00 10:00');
});
