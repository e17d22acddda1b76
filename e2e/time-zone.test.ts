/** The time zone that a viewer chooses counts in all of their tabs. */
import { expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

it('a zone chosen in one tab is told in the other', async () => {
  const browser = await launchBrowser();
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30);
  host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url);
  const { page, complaints } = await openWindow(browser);
  const other = await page.context().newPage();
  await page.goto(host.origin);
  await other.goto(host.origin);
  await other.getByText('Your time, London').waitFor();
  await page.getByRole('button', { name: 'Change time zone' }).click();
  await page.getByRole('combobox').selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Use this zone' }).click();
  await other.getByText('Your time, Tokyo').waitFor();
  expect(complaints).toEqual([]);
  await browser.close();
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
