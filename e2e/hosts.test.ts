/**
 * The elements in the frameworks that portals are written with: each page of demo/hosts is installed and built with the
 * real one, served from an origin of its own under a strict policy, and clicked through.
 */
import { spawnSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildHost } from '../demo/hosts/build.mjs';
import { buildHostPortal } from '../demo/hosts/portal.mjs';
import { startService, type TestService, testSecret } from '../server/testing/service.ts';
import { launchBrowser, openWindow, type Visitor } from './browser.ts';
import { everySo } from './state-page.ts';

/** Every other one; all of them by `npm run prove`. */
const names = everySo(2, ['react', 'vue', 'html', 'angular', 'svelte'] as const);

let browser: Browser;
let service: TestService;
const origins = new Map<string, string>();
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  for (const name of names) {
    const portal = await buildHostPortal(name, { service: () => service.url, secret: testSecret });
    await portal.listen({ host: '127.0.0.1', port: 0 });
    closing.push(() => portal.close());
    origins.set(name, `http://127.0.0.1:${(portal.server.address() as AddressInfo).port}`);
  }
  [service, browser] = await Promise.all([
    startService({ shared: true, env: { ALLOWED_ORIGINS: [...origins.values()].join(',') } }),
    launchBrowser(),
  ]);
  closing.push(service.close, () => browser.close());
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Guest extends Visitor {
  /** Addresses of the connections that the page has opened. */
  sockets: string[];
}

describe.each(names)('in %s', (name) => {
  beforeAll(() => buildHost(name), 300_000);

  /** The page as somebody sees it who is signed in there. The elements' script comes no sooner than `script`. */
  async function open(personId?: string, script = Promise.resolve()): Promise<Guest> {
    const visitor = await openWindow(browser, { timezoneId: 'UTC' });
    const { page } = visitor;
    onTestFinished(() => page.context().close());
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.route('**/mentor-slots.js', async (route) => {
      await script;
      await route.continue();
    });
    const origin = origins.get(name) as string;
    if (personId) await page.request.post(`${origin}/portal/sign-in`, { data: { personId } });
    await page.goto(origin, { waitUntil: 'commit' });
    return { ...visitor, sockets };
  }

  it('a student sees times, books, is followed by others live, and cancels; the page hears of it', async () => {
    const about = `Questions in ${name}`;
    const slot = await service.publish('ada', 30 + 2 * names.indexOf(name), {
      description: about,
      maxParticipants: 3,
    });
    const { page, complaints } = await open('mira');
    const profile = await openProfile(page, 'Ada Lindqvist');
    const row = profile.locator('[part~=slot]', { hasText: about });
    await row.getByText('3 of 3 seats left').waitFor();

    await row.getByRole('button', { name: /^Book/ }).click();
    await profile.getByText(/^Booked: /).waitFor();
    await row.getByText('2 of 3 seats left').waitFor();

    expect((await service.book('noor', slot.id)).status).toBe(201);
    await row.getByText('1 of 3 seats left').waitFor();

    await row.getByRole('button', { name: /^Cancel/ }).click();
    await profile.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click();
    await profile.getByText(/^Cancelled: /).waitFor();
    await row.getByText('2 of 3 seats left').waitFor();
    expect(complaints).toEqual([]);
  });

  it('an element that leaves comes back, and one that moves stays what it was, on one connection; theme and language follow', async () => {
    await service.publish('tunde', 200 + 2 * names.indexOf(name), { description: `Moves in ${name}` });
    const { page, complaints, sockets } = await open('mira');

    for (const _ of ['once', 'again']) {
      const profile = await openProfile(page, 'Tunde Adeyemi');
      await profile.getByText(`Moves in ${name}`).waitFor();
      await profile.getByRole('button', { name: 'Close' }).click();
      await profile.waitFor({ state: 'detached' });
    }

    const cards = page.locator('.cards alumni-slots');
    const order = () => cards.evaluateAll((all) => all.map((one) => one.getAttribute('alumni-id')));
    const before = await order();
    await cards.evaluateAll((all) => {
      for (const one of all) Object.assign(one, { mark: one.getAttribute('alumni-id') });
    });
    await page.getByRole('button', { name: 'Reverse the order' }).click();
    await expect.poll(order).toEqual(before.toReversed());
    expect(
      await cards.evaluateAll((all) => all.map((one) => (one as unknown as { mark: string }).mark)),
    ).toEqual(before.toReversed());
    const card = page.locator('.cards [alumni-id=tunde]');
    await card.getByText(/seats? left/).waitFor();

    await page.getByLabel('Theme').selectOption('dark');
    const scheme = () => card.locator('[part~=base]').evaluate((base) => getComputedStyle(base).colorScheme);
    await expect.poll(scheme).toBe('dark');
    await page.getByLabel('Language').selectOption('ar');
    const arabic = /[\u0600-\u06ff]/;
    await card.getByText(arabic).first().waitFor();
    expect(sockets).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('what is set before the elements’ script has come counts, and the portal does not wait for it', async () => {
    await service.publish('ada', 600 + 2 * names.indexOf(name), { description: `Early in ${name}` });
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { page, complaints } = await open('mira', held);
    const profile = await openProfile(page, 'Ada Lindqvist');
    expect(await page.evaluate(() => customElements.get('alumni-slots') === undefined)).toBe(true);
    release();
    const row = profile.locator('[part~=slot]', { hasText: `Early in ${name}` });
    await row.getByRole('button', { name: /^Book/ }).click();
    await profile.getByText(/^Booked: /).waitFor();
    expect(complaints).toEqual([]);
  });

  it('an alumna gets her calendar, and a visitor is asked to sign in by the page itself', async () => {
    await service.publish('ada', 800 + 2 * names.indexOf(name), { description: `Calendar in ${name}` });
    const ada = await open('ada');
    await ada.page.locator('mentor-calendar').getByRole('grid').waitFor();
    expect(ada.complaints).toEqual([]);

    const visitor = await open();
    const profile = await openProfile(visitor.page, 'Ada Lindqvist');
    await profile
      .getByRole('button', { name: /^Sign in/ })
      .first()
      .click();
    await profile.getByText('Please sign in first.').waitFor();
    // 401 of the portal's own token endpoint is how it says that nobody is signed in; browsers log it.
    expect(visitor.complaints.filter((one) => !one.includes('401'))).toEqual([]);
  });
});

it('the React page’s types hold', async () => {
  await buildHost('react');
  const [tsc, folder] = ['../node_modules/typescript/bin/tsc', '../demo/hosts/react'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const { stdout, status } = spawnSync(process.execPath, [`${tsc}`, '-p', `${folder}`], { encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});

async function openProfile(page: Page, alumnus: string) {
  await page
    .getByRole('listitem')
    .filter({ hasText: alumnus })
    .getByRole('button', { name: 'See times' })
    .click();
  return page.getByRole('region', { name: alumnus });
}
