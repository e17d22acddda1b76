/** The pages of states: a designer finds each of them, looks at it another way, and nothing in them is refused. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { states } from '../demo/states/states.ts';
import { type StatesServer, startStates } from '../demo/states/states-server.ts';
import { launchBrowser, openWindow } from './browser.ts';

let browser: Browser;
let server: StatesServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startStates()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

it('every state has a name of its own, and the index links to it', async () => {
  const { page } = await openWindow(browser);
  await page.goto(server.url);
  const links = await page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  expect(links).toEqual(states.map(({ name }) => `/states/${name}`));
  expect(new Set(links).size).toBe(states.length);
});

it('the switches change how a state is shown, and the address keeps them', async () => {
  const { page, complaints } = await openWindow(browser);
  await page.goto(server.url);
  await page.getByRole('link', { name: 'No sessions', exact: true }).click();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Direction').selectOption('rtl');
  await page.getByLabel('Width').selectOption('360');
  const shown = page.frameLocator('iframe').locator('html[data-theme=dark][dir=rtl][data-state=reached]');
  await shown.waitFor();
  expect((await shown.locator('alumni-slots').boundingBox())?.width).toBe(360);
  await page.reload();
  await shown.locator('alumni-slots').waitFor();
  expect(complaints).toEqual([]);
});

it('a visit does not see what another has changed', async () => {
  const { page } = await openWindow(browser);
  const free = page.getByRole('button', { name: /^Book: Tue/ });
  await page.goto(server.address('session-booked'));
  await page.getByText('You’re in', { exact: true }).waitFor();
  await page.goto(server.address('slots-list'));
  await page.locator('html[data-state=reached]').waitFor();
  expect(await page.getByText('You’re in', { exact: true }).count()).toBe(0);
  expect(await free.count()).toBe(2);
});
