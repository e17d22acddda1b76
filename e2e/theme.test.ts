/** Light and dark follow the page, not the viewer's system alone: the elements stand on the page's own background. */
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

const darkInk = 'rgb(27, 31, 30)';
const lightInk = 'rgb(233, 237, 235)';

it.each([
  { page: 'a plain page', head: '', theme: 'auto', ink: darkInk, ground: 'rgba(0, 0, 0, 0)' },
  {
    page: 'a page that follows the system',
    head: '<meta name="color-scheme" content="light dark">',
    theme: 'auto',
    ink: lightInk,
    ground: 'rgba(0, 0, 0, 0)',
  },
  { page: 'a plain page', head: '', theme: 'dark', ink: lightInk, ground: 'rgb(22, 26, 25)' },
  {
    page: 'a page that follows the system',
    head: '<meta name="color-scheme" content="light dark">',
    theme: 'light',
    ink: darkInk,
    ground: 'rgb(255, 255, 255)',
  },
])('on $page, the system dark, theme $theme can be read', async ({ head, theme, ink, ground }) => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show(`${head}<alumni-slots alumni-id="ada" theme="${theme}"></alumni-slots>`, service.url);
  const { page } = await openWindow(browser, { colorScheme: 'dark' });
  await page.goto(host.origin);
  await page.getByText('Open hour').waitFor();
  const colours = await page.locator('alumni-slots').evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(
      element.shadowRoot?.querySelector('.base') ?? element,
    );
    return { ink: color, ground: backgroundColor };
  });
  expect(colours).toEqual({ ink, ground });
});

it('follows a page that turns dark by its own style', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url);
  const { page } = await openWindow(browser);
  await page.goto(host.origin);
  await page.getByText('Open hour').waitFor();
  const ink = () => page.locator('alumni-slots .base').evaluate((element) => getComputedStyle(element).color);
  expect(await ink()).toBe(darkInk);
  await page.evaluate(() => {
    document.documentElement.style.colorScheme = 'dark';
  });
  expect(await ink()).toBe(lightInk);
});
