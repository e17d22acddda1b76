/** The choice of a time zone: found by city, in the viewer's words, by mouse and keyboard, and counted in all tabs. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page in London on which Ada, in New York, has a session; the choice is open. */
async function openChoice(lang = 'en-GB'): Promise<{ page: Page; complaints: string[] }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now: '2026-11-24T08:00:00Z' });
  await service.publish('ada', 30, { timeZone: 'America/New_York' });
  host.show(`<alumni-slots alumni-id="ada" lang="${lang}"></alumni-slots>`, service.url);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page.locator('.where .link').first().click();
  await page.locator('dialog[open]').waitFor();
  return { page, complaints };
}

const options = (page: Page) => page.locator('dialog option').allInnerTexts();

it('a zone chosen in one tab is told in the other', async () => {
  const { page, complaints } = await openChoice();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByText('Your time, London').waitFor();
  await page.getByRole('listbox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Use this zone' }).click();
  await other.getByText('Your time, Tokyo').waitFor();
  expect(complaints).toEqual([]);
});

it('the viewer’s own zone and the mentor’s stand first, and no name of before or without a place', async () => {
  const { page } = await openChoice();
  const suggested = page.locator('dialog optgroup').first();
  expect(await suggested.getAttribute('label')).toBe('Suggested');
  expect(await suggested.locator('option').allInnerTexts()).toEqual([
    'London · United Kingdom Time',
    'New York · Eastern Time',
  ]);
  expect(await page.getByRole('listbox').inputValue()).toBe('Europe/London');
  const all = await options(page);
  expect(all.length).toBeGreaterThan(300);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((one) => /Calcutta|Kiev ·|Saigon|Truk|GMT[+-]|EST5EDT|\//.test(one))).toEqual([]);
  expect(all).toContain('Kolkata · India Standard Time');
});

it.each([
  [
    'en-GB',
    [
      ['kolk', 'Kolkata · India Standard Time'],
      ['Calcutta', 'Kolkata · India Standard Time'],
      ['sao paulo', 'Sao Paulo · Brasilia Standard Time'],
      // Countries, in the reader's language and in English, and cities that no zone is named after.
      ['Germany', 'Berlin · Central European Time'],
      ['fin', 'Helsinki · Eastern European Time'],
      ['USA', 'New York · Eastern Time'],
      ['mumbai', 'Kolkata · India Standard Time'],
      ['Beijing', 'Shanghai · China Standard Time'],
      ['san francisco', 'Los Angeles · Pacific Time'],
    ],
  ],
  [
    'de',
    [
      ['Indien', 'Kolkata · Indische Normalzeit'],
      ['japan', 'Tokyo · Japanische Normalzeit'],
      ['Brasilien', 'Sao Paulo · '],
    ],
  ],
  ['fr', [['allemagne', 'Berlin · heure d’Europe centrale']]],
  ['pt-BR', [['horario leste', 'New York · Horário do Leste']]],
  ['zh', [['日本', 'Tokyo · 日本标准时间']]],
  [
    'ar',
    [
      ['مصر', 'Cairo · توقيت شرق أوروبا'],
      ['ألمانيا', 'Berlin · توقيت وسط أوروبا'],
    ],
  ],
  ['he', [['Germany', 'Berlin · שעון מרכז אירופה']]],
])('in %s it is found by what people call it', async (lang, searches) => {
  const { page } = await openChoice(lang);
  const search = page.locator('dialog input');
  for (const [typed = '', found = ''] of searches) {
    await search.fill('');
    await expect.poll(async () => (await options(page)).length).toBeGreaterThan(300);
    await search.fill(typed);
    await expect.poll(async () => (await options(page)).length).toBeLessThan(60);
    expect(await options(page), typed).toContainEqual(expect.stringContaining(found));
  }
});

it('by keyboard alone: what is typed narrows the list, arrows choose, Enter takes it', async () => {
  const { page, complaints } = await openChoice();
  await page
    .getByRole('searchbox', { name: 'Search for a city or region' })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.type('australia');
  const status = page.locator('dialog [role=status]');
  await status.getByText(/^\d+ time zones$/).waitFor();
  const [first, second] = await page
    .locator('dialog option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const list = page.getByRole('listbox', { name: 'Time zone' });
  expect(await list.inputValue()).toBe(first);
  await page.keyboard.press('ArrowDown');
  await list.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await list.inputValue()).toBe(second);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.getByText(`Your time, ${second?.split('/').pop()?.replaceAll('_', ' ')}`).waitFor();
  // The focus is back on what opened it.
  await page.getByRole('button', { name: 'Change time zone' }).and(page.locator(':focus')).waitFor();
  expect(complaints).toEqual([]);
});

it('what is not found says so, and nothing can be taken', async () => {
  const { page } = await openChoice();
  await page.getByRole('searchbox').fill('Atlantis');
  await page.locator('dialog [role=status]').getByText('No time zone by that name.').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Use this zone' }).click({ force: true });
  expect(await page.locator('dialog[open]').count()).toBe(1);
  await page.getByRole('button', { name: 'Keep London' }).click();
  await page.getByText('Your time, London').waitFor();
});

it.each([
  ['asia/tokyo', 'Tokyo'],
  ['AMERICA/NEW_YORK', 'New York'],
  ['Asia/Kolkata', 'Kolkata'],
  ['Mars/Olympus', 'London'],
])('time-zone="%s" is told as %s', async (zone, city) => {
  const browser = await launchBrowser();
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30);
  host.show(`<alumni-slots alumni-id="ada" time-zone="${zone}"></alumni-slots>`, service.url);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  await page
    .getByText(`Your time, ${city}`)
    .or(page.getByText(`Times in ${city}`))
    .first()
    .waitFor();
  expect(complaints).toEqual([]);
  await browser.close();
});
