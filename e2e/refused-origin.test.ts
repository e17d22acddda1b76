/** A page whose origin the service does not allow: the browser hides the reason, the element tells it all the same. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const tags = (token: string, api = '') =>
  `<alumni-slots alumni-id="ada" ${api}></alumni-slots><mentor-calendar token="${token}" ${api}></mentor-calendar>`;

it('says that the page is not accepted, not that the connection is bad, and tells the developer once what to do', async () => {
  const host = await startHostPage();
  const service = await startService();
  host.show(tags(service.token('ada', 'alumni')), service.url);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  for (const tag of ['alumni-slots', 'mentor-calendar']) {
    await page
      .locator(tag)
      .getByText('The service does not accept this page. The fault is not yours')
      .waitFor();
  }
  expect(await page.getByText(/connection/).count()).toBe(0);
  await page.locator('alumni-slots').getByRole('button', { name: 'Try again' }).click();
  await page.locator('alumni-slots').getByText('The service does not accept this page.').waitFor();
  const ours = complaints.filter((one) => one.startsWith('mentor-slots:'));
  expect(ours).toHaveLength(1);
  expect(ours[0]).toContain(`Put ${host.origin} into ALLOWED_ORIGINS of the service`);
});

it.each([
  ['nothing answers', false],
  ['a proxy answers for a service that is away', true],
])('speaks of the connection where %s', async (_, hasProxy) => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  const proxy = createServer((_request, answer) => answer.writeHead(502).end('Bad gateway'));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const api = `http://127.0.0.1:${hasProxy ? (proxy.address() as AddressInfo).port : 9}`;
  const policy = { 'connect-src': `${api} ${service.url}` };
  host.show(tags(service.token('ada', 'alumni'), `api="${api}"`), service.url, policy);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  for (const tag of ['alumni-slots', 'mentor-calendar']) {
    await page.locator(tag).getByText('The service cannot be reached. Check your connection').waitFor();
  }
  expect(complaints.filter((one) => one.includes('ALLOWED_ORIGINS'))).toEqual([]);
  const { checks } = await page.locator('mentor-calendar').evaluate((element) => {
    return (
      element as HTMLElement & { diagnose(): Promise<{ checks: { name: string; fix: string }[] }> }
    ).diagnose();
  });
  const { fix } = checks.find(({ name }) => name === 'reachable') ?? { fix: '' };
  expect(fix).toMatch(hasProxy ? /Is the service behind it running/ : /^Is the service running/);
});
