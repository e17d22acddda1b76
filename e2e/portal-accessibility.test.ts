/** axe in the pages of the demo portal, with the elements in them; the elements' own states are in accessibility.test.ts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startFilledPortal } from './filled-portal.ts';
import { type Portal, signIn } from './portal.ts';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startFilledPortal(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function open(path: string, personId: string | null, colorScheme: 'light' | 'dark'): Promise<Page> {
  const { page } = await openWindow(browser, { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
  if (personId) await signIn(page, portal.url, personId);
  await page.goto(portal.url + path);
  return page;
}

const calendar = async (page: Page) => page.locator('mentor-calendar').getByRole('grid').waitFor();
const slots = async (page: Page) =>
  page.locator('dialog alumni-slots').getByText('Up to date', { exact: true }).waitFor();

const states: [
  name: string,
  path: string,
  personId: string | null,
  reach: (page: Page) => Promise<unknown>,
][] = [
  [
    'the directory with its cards',
    '/',
    null,
    (page) =>
      page
        .getByText(/seats? left/)
        .first()
        .waitFor(),
  ],
  ['sessions for a visitor', '/?alumni=ada&tab=mentorship', null, slots],
  [
    "everybody's sessions",
    '/sessions',
    'mira',
    (page) =>
      page
        .getByRole('button', { name: /^Book: / })
        .first()
        .waitFor(),
  ],
  [
    "a student's own sessions",
    '/my-sessions',
    'mira',
    (page) => page.getByText('You’re in').first().waitFor(),
  ],
  ['the calendar', '/calendar', 'ada', calendar],
];

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each(states)('axe finds nothing wrong with %s', async (_name, path, personId, reach) => {
    const page = await open(path, personId, colorScheme);
    await reach(page);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

it('whatever can be clicked is a button, a link or a field with a name', async () => {
  const page = await open('/calendar', 'ada', 'light');
  await calendar(page);
  const nameless = await page
    .locator('mentor-calendar')
    .evaluate((element) =>
      [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button, a, [tabindex]') ?? [])]
        .filter((one) => !one.textContent?.trim() && !one.getAttribute('aria-label'))
        .map((one) => one.outerHTML.slice(0, 80)),
    );
  expect(nameless).toEqual([]);
});

it('how full a session is stands in words beside the dots, and in the name of each day', async () => {
  const student = await open('/?alumni=ada&tab=mentorship', 'priya', 'light');
  await student
    .getByText(/\d of \d seats left/)
    .first()
    .waitFor();
  await student.getByText('Full', { exact: true }).first().waitFor();
  const alumna = await open('/calendar', 'ada', 'light');
  await calendar(alumna);
  await alumna
    .getByRole('gridcell', { name: /\d sessions?, (\d+ seats? free|no seats free)/ })
    .first()
    .waitFor();
});
