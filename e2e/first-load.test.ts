/** What a real browser fetches of the elements, in encoded bytes, until each is drawn. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each([
  ['alumni-slots', 'mira', 'student', 'Open hour'],
  ['mentor-calendar', 'ada', 'alumni', 'Upcoming sessions'],
])('<%s> is drawn after at most 40 kB of script', async (tag, person, role, sign) => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show(`<${tag} alumni-id="ada" token="${service.token(person, role)}"></${tag}>`, service.url);
  const { page, complaints } = await openWindow(browser);
  const scripts: Promise<{ name: string; sent: number; gzipped: number }>[] = [];
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/mentor-slots')) return;
    scripts.push(
      (async () => ({
        name: pathname,
        sent: (await request.sizes()).responseBodySize,
        gzipped: gzipSync((await (await request.response())?.body()) ?? '', { level: 9 }).byteLength,
      }))(),
    );
  });
  // What is asked for once it stands never comes: it does not wait for that.
  await page.route(/\/(busy-times|alumni-slots-rating)-/, () => {});
  await page.goto(host.origin);
  await page.getByText(sign).first().waitFor();
  const fetched = await Promise.all(scripts);
  const sum = (of: 'sent' | 'gzipped') => fetched.reduce((total, one) => total + one[of], 0);
  // The module, what draws the element, its texts: else nothing was measured.
  expect(fetched.length).toBeGreaterThanOrEqual(3);
  console.info(`<${tag}>: ${sum('sent')} bytes of script in ${fetched.length} files`);
  expect(fetched.every(({ sent }) => sent > 100)).toBe(true);
  expect(sum('sent'), JSON.stringify(fetched)).toBeLessThanOrEqual(40_000);
  expect(sum('gzipped'), JSON.stringify(fetched)).toBeLessThanOrEqual(40_000);
  expect(complaints).toEqual([]);
});
