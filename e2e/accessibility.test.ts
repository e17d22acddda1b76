/**
 * What the portal that this grew out of got wrong for people who do not use a mouse or do not see colours: icon buttons
 * without names, clickable divs, state told by colour alone. axe looks for WCAG 2.2 AA in the states people meet.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openWindow } from './browser.ts';
import { type Portal, startPortal } from './portal.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

async function open(path: string, personId: string | null, colorScheme: 'light' | 'dark'): Promise<Page> {
  const { page } = await openWindow(browser, { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
  if (personId) {
    await page.request.post(`${portal.url}/portal/sign-in`, {
      data: { personId },
      headers: { origin: portal.url },
    });
  }
  await page.goto(portal.url + path);
  return page;
}

/** Every violation as a line: rule, and where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } }).axe.run(
      document,
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
    ),
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' ')}`));
}

const calendar = async (page: Page) => page.locator('mentor-calendar').getByRole('grid').waitFor();
const slots = async (page: Page) =>
  page.locator('dialog alumni-slots').getByText('Live', { exact: true }).waitFor();

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
  ['sessions for a student who holds some', '/?alumni=ada&tab=mentorship', 'mira', slots],
  [
    'the question before cancelling',
    '/?alumni=ada&tab=mentorship',
    'mira',
    async (page) => {
      await page
        .getByRole('button', { name: /^Cancel:/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Keep session' }).waitFor();
    },
  ],
  ['no sessions', '/?alumni=rosalind&tab=mentorship', null, slots],
  [
    "a student's own sessions",
    '/my-sessions',
    'mira',
    (page) => page.getByText('You’re in').first().waitFor(),
  ],
  ['the calendar', '/calendar', 'ada', calendar],
  [
    'the form with something wrong in it',
    '/calendar',
    'ada',
    async (page) => {
      await page.getByRole('button', { name: /^Add availability on/ }).click();
      const form = page.getByRole('dialog', { name: 'Add availability' });
      await form.getByLabel('From').fill('');
      await form.getByRole('button', { name: 'Add session' }).click();
      await form.getByText('Say when it starts.').waitFor();
    },
  ],
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
