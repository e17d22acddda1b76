/** Both elements say when they show their sessions, and tell a fault of the service in the page's language. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';
import { useStatePages } from './state-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each([
  ['alumni-slots', 'student'],
  ['mentor-calendar', 'alumni'],
])('UX 8: <%s> says once that it is ready, when its sessions are drawn', async (tag, role) => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const slot = await service.publish('ada', 30, { description: 'Open hour', maxParticipants: 4 });
  const token = service.token(role === 'student' ? 'mira' : 'ada', role);
  host.show(`<${tag} alumni-id="ada" token="${token}"></${tag}>`, service.url);
  const { page } = await openWindow(browser);
  await page.addInitScript((name) => {
    const seen: (boolean | undefined)[] = [];
    Object.assign(globalThis, { seen });
    document.addEventListener('mentor-ready', ({ target }) => {
      const root = (target as Element).shadowRoot;
      seen.push((target as Element).localName === name && root?.textContent?.includes('Open hour'));
    });
  }, tag);
  await page.goto(host.origin);
  await page.getByText('Open hour').first().waitFor();
  const seen = () => page.evaluate(() => (globalThis as unknown as { seen: unknown[] }).seen);
  await expect.poll(seen).toEqual([true]);
  await service.book('noor', slot.id);
  await page
    .getByText(/nobody yet|4 of 4 seats left/)
    .first()
    .waitFor({ state: 'detached' });
  expect(await seen()).toEqual([true]);
});

describe('a fault of the service', () => {
  const { open } = useStatePages();
  it.each([
    ['ar', 'حدث خطأ من جهتنا.'],
    ['de', 'Bei uns ist etwas schiefgegangen.'],
  ])('in %s', async (lang, words) => {
    for (const state of ['slots-error', 'calendar-error', 'session-not-booked']) {
      const page = await open(state, { look: { lang } });
      await page.getByText(words).first().waitFor();
      expect(await page.getByText('went wrong').count(), state).toBe(0);
      await page.context().close();
    }
  });
});
