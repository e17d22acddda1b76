/** What students say of a mentor, all together: on the mentor's sessions, from three people on. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { passSession } from './past-session.ts';
import { startQueue } from './queue-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const students = ['mira', 'noor', 'jo'];

it('is told in words and as stars from three on, and nowhere below', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service, students);
  await service.publish('ada', 24);
  for (const [index, who] of ['mira', 'noor'].entries()) await past.give(who, index ? 5 : 4);
  const asked: number[] = [];
  const rated = (path: string) => path.endsWith('/rating');
  const { page: early } = await open('mira', {
    async prepare(page) {
      page.on('response', (response) => rated(response.url()) && asked.push(response.status()));
    },
  });
  await early.locator('.slot').first().waitFor();
  await expect.poll(() => asked).toEqual([200]);
  expect(await early.locator('[part=rating]').count()).toBe(0);

  await past.give('jo', 5);
  const { page, complaints } = await open('mira', {
    attributes: ['alumni-id="ada"', 'alumni-id="ada" lang="de"', 'alumni-id="ada" compact', 'mine'],
  });
  const ratings = page.locator('[part=rating]');
  await expect.poll(() => ratings.count()).toBe(2);
  expect((await ratings.first().textContent())?.trim()).toBe('4.7 of 5, from 3 students');
  expect((await ratings.last().textContent())?.trim()).toBe('4,7 von 5, bewertet von 3 Studierenden');
  // The words say all; stars are filled as far as the average goes.
  const stars = ratings.first().locator('svg.star-row');
  expect(await stars.getAttribute('aria-hidden')).toBe('true');
  expect(Number(await stars.locator('svg').getAttribute('width'))).toBeCloseTo(94);
  expect(complaints).toEqual([]);
});

it('neither delays the sessions nor says anything where it does not come', async () => {
  const { service, open } = await startQueue(browser);
  await service.publish('ada', 24);
  let asked = 0;
  const { page } = await open('mira', {
    prepare: async (page) => {
      await page.route('**/rating', (route) => {
        asked++;
        return asked > 1 ? route.abort() : undefined;
      });
    },
  });
  await page.locator('.slot').first().waitFor();
  await expect.poll(() => asked).toBe(1);
  await page.reload();
  await page.locator('.slot').first().waitFor();
  await expect.poll(() => asked).toBe(2);
  expect(await page.locator('[part=rating], [part=error], [part=note]').count()).toBe(0);
});

it('is gone as soon as another mentor is shown, whose sessions have yet to come', async () => {
  const { service, open } = await startQueue(browser);
  const past = await passSession(service, students);
  await service.publish('ada', 24);
  for (const who of students) await past.give(who, 5);
  const { page } = await open('mira');
  await page.locator('[part=rating]').waitFor();
  // His do not come.
  await page.context().setOffline(true);
  await page.getByText(/^Offline/).waitFor();
  await page.locator('alumni-slots').evaluate((element) => element.setAttribute('alumni-id', 'bob'));
  await page.locator('.slot').first().waitFor({ state: 'detached' });
  expect(await page.locator('[part=rating]').count()).toBe(0);
});
