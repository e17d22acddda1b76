/** In the demo's directory a student in Lima finds a CV review, this week, in the evening, and books it by four presses on a phone. */
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPortal } from '../demo/portal.mjs';
import { seed } from '../demo/seed.mjs';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { signIn } from './portal.ts';

const secret = 'a secret of the demo, longer than 32 bytes';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const { close } of await Promise.all(demos.values())) await close();
});

interface Demo {
  url: string;
  close(): Promise<void>;
}

const demos = new Map<string, Promise<Demo>>();

/** The demo as it is seen at a certain time: filling one takes long, so there is one for each. */
function demoAt(now: string): Promise<Demo> {
  const demo = demos.get(now) ?? startDemo(now);
  demos.set(now, demo);
  return demo;
}

async function startDemo(now: string): Promise<Demo> {
  const env = { JWT_SECRET: secret, TRUST_PROXY: '127.0.0.1/32' };
  const service = await startService({ now, env, shared: true });
  await seed({ serviceUrl: service.url, secret, now: service.clock.now });
  const portal = await buildPortal({ secret, serviceUrl: service.url, now: () => service.clock.now });
  await portal.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${(portal.server.address() as AddressInfo).port}`,
    async close() {
      await portal.close();
      await service.close();
    },
  };
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

async function openAs({ url }: Demo, personId: string, path: string): Promise<Page> {
  const { page } = await openWindow(browser, {
    ...phone,
    timezoneId: 'America/Lima',
    reducedMotion: 'reduce',
  });
  await signIn(page, url, personId);
  await page.goto(url + path);
  return page;
}

// At noon on Monday and on Tuesday in Lima, and on Wednesday morning. Half past six in Guadalajara, and six in Chicago, is then:
it.each([
  ['2026-11-23T17:00:00Z', 'Héctor Villalobos', 'Wed 25 Nov, 19:30 – 20:15'],
  ['2026-11-24T17:00:00Z', 'Héctor Villalobos', 'Wed 25 Nov, 19:30 – 20:15'],
  ['2026-11-25T14:00:00Z', 'David Okonkwo-Reyes', 'Thu 26 Nov, 19:00 – 19:30'],
])(
  'at %s a CV review of this week, in the evening, is booked by four presses: with %s, %s',
  async (now, mentor, when) => {
    const page = await openAs(await demoAt(now), 'kofi', '/sessions');
    let presses = 0;
    const press = async (what: Locator) => {
      presses++;
      await what.tap();
    };
    await press(page.getByRole('searchbox', { name: 'Search by subject or mentor' }));
    await page.keyboard.type('CV review');
    await press(page.getByRole('button', { name: 'This week', exact: true }));
    await press(page.getByRole('button', { name: 'Evenings', exact: true }));
    const row = page.getByRole('listitem', { name: `${when}, ${mentor}` });
    await row.getByText('CV review').waitFor();
    // What was searched for, and nothing else; it is seen without scrolling.
    await page
      .getByText(/^\d sessions?$/)
      .first()
      .waitFor();
    for (const one of await page.getByRole('listitem').all()) expect(await one.textContent()).toMatch(/CV/);
    const book = row.getByRole('button', { name: `Book: ${when}, ${mentor}` });

    expect(await book.evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await press(book);
    await row.getByText('You’re in', { exact: true }).waitFor();
    expect(presses).toBe(4);
  },
);

it('People and Sessions are two pages of the directory, and a name opens a profile; Back leads back', async () => {
  const page = await openAs(await demoAt('2026-11-24T17:00:00Z'), 'kofi', '/');
  const between = page.getByRole('navigation', { name: 'Directory' });
  await between
    .getByRole('link', { name: 'People', exact: true })
    .and(page.locator('[aria-current=page]'))
    .waitFor();
  await between.getByRole('link', { name: 'Sessions' }).tap();
  await page.waitForURL('**/sessions');
  await page.getByRole('searchbox').fill('interview');
  const name = page.getByRole('button', { name: 'Rosalind Cho' }).first();
  await name.tap();
  const profile = page.getByRole('dialog', { name: 'Rosalind Cho' });
  await profile.getByText('Fifteen years of backend systems').waitFor();
  expect(new URL(page.url()).search).toBe('?alumni=rosalind');
  await page.goBack();
  await profile.waitFor({ state: 'hidden' });
  // What was found stands there still.
  expect(await page.getByRole('searchbox').inputValue()).toBe('interview');
  await name.waitFor();
  await page.goBack();
  await between
    .getByRole('link', { name: 'People', exact: true })
    .and(page.locator('[aria-current=page]'))
    .waitFor();
});
