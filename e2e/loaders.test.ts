/** Other ways to load the elements: by a classic script, and with shadow roots that the page cannot open. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startService } from '../server/testing/service.ts';
import type { SlotBookedEvent } from '../widget/element/events.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it('UX 11: a classic script loads them, beside a module loader of the page’s own, leaving nothing behind', async () => {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin } });
  await service.publish('ada', 30, { description: 'Open hour' });
  const script = `src="${service.url}/mentor-slots.classic.js"`;
  host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url, {}, script);
  const { page, complaints } = await openWindow(browser);
  await page.addInitScript(() => {
    const defined: unknown[] = [];
    const define = Object.assign((...args: unknown[]) => void defined.push(args), { amd: {} });
    Object.assign(globalThis, { define, defined });
  });
  await page.goto(host.origin);
  await page.getByText('Open hour').waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { defined: unknown[] }).defined)).toEqual([]);
  expect(complaints).toEqual([]);
});

it('the closed build works where nobody can look inside', async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = spawnSync('npm', ['run', '--silent', 'build:closed', '--workspace', 'mentor-slots'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  expect(built.status, built.stderr).toBe(0);
  const host = await startHostPage();
  const service = await startService({
    env: { ALLOWED_ORIGINS: host.origin },
    widget: new URL('../widget/dist/closed/mentor-slots.js', import.meta.url),
  });
  await service.publish('ada', 30, { description: 'Open hour' });
  host.show('<alumni-slots alumni-id="ada"></alumni-slots>', service.url);
  const { page, complaints } = await openWindow(browser);
  await page.goto(host.origin);
  const booked = page.evaluate(
    (token) =>
      new Promise<string>((resolve) => {
        const element = document.querySelector('alumni-slots');
        element?.setAttribute('token', token);
        element?.addEventListener('slot-booked', (event) =>
          resolve((event as SlotBookedEvent).booking.status),
        );
      }),
    service.token('mira', 'student'),
  );
  // Only the browser itself sees inside.
  const inside = await page.context().newCDPSession(page);
  async function find(name: RegExp): Promise<{ x: number; y: number } | null> {
    const { nodes } = await inside.send('Accessibility.getFullAXTree');
    const button = nodes.find((node) => node.role?.value === 'button' && name.test(String(node.name?.value)));
    if (!button?.backendDOMNodeId) return null;
    const { model } = await inside.send('DOM.getBoxModel', { backendNodeId: button.backendDOMNodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content;
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }
  let place: { x: number; y: number } | null = null;
  await expect
    .poll(async () => {
      place = await find(/^Book: /);
      return place;
    })
    .not.toBeNull();
  const { x, y } = place as unknown as { x: number; y: number };
  await page.mouse.click(x, y);
  expect(await booked).toBe('confirmed');
  expect(await page.evaluate(() => document.querySelector('alumni-slots')?.shadowRoot ?? null)).toBeNull();
  expect(complaints).toEqual([]);
});
