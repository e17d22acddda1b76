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
  ['without a token', ''],
  ['with a token', 'student'],
])('a directory of 200 cards %s opens one socket and makes no request a card', async (_, role) => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  for (const alumniId of ['a0', 'a7', 'a199']) await service.publish(alumniId, 30, { maxParticipants: 3 });
  const token = role === '' ? '' : `token="${service.token('mira', role)}"`;
  const cards = Array.from(
    { length: 200 },
    (_card, n) => `<alumni-slots compact alumni-id="a${n}" ${token}></alumni-slots>`,
  );
  host.show(cards.join('\n'), service.url);

  const { page, complaints } = await openWindow(browser);
  const sockets: string[] = [];
  const requests: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  page.on('request', (request) => {
    if (request.url().startsWith(`${service.url}/api/`)) requests.push(request.url());
  });
  await page.goto(host.origin);
  for (const alumniId of ['a0', 'a7', 'a199']) {
    await page.locator(`[alumni-id=${alumniId}]`).getByText('3 seats left').waitFor();
  }
  await page.locator('[alumni-id=a1]').getByText('No sessions open right now').waitFor();

  // Live, all the same: a card follows a change without a request.
  await service.publish('a1', 50, { maxParticipants: 3 });
  await page.locator('[alumni-id=a1]').getByText('3 seats left').waitFor();

  expect(sockets).toEqual([`${service.url.replace('http', 'ws')}/api/slots/feed`]);
  expect(requests.filter((url) => !url.endsWith('/feed')).length).toBeLessThanOrEqual(1);
  expect(complaints).toEqual([]);
});
