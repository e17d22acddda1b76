/** Nothing below an element jumps while it comes: measured by Chromium itself, with a network that takes its time. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';
import { startHostPage } from './host-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const guide = readFileSync(new URL('../docs/theming.md', import.meta.url), 'utf8');
const recipe = /## Nothing jumps[\s\S]*?```css\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const below = '<p>What stands below, to be read meanwhile.</p>'.repeat(12);

/** Each shift that no input caused, in their order (Layout Instability API). */
interface Shift {
  value: number;
  moved: string[];
}

async function load(
  tag: string,
  publish: (service: TestService) => Promise<unknown>,
  { css = recipe, width = 1280, height = 900, told = 'Sessions are being fetched…' } = {},
): Promise<{ page: Page; shifts: Shift[] }> {
  const host = await startHostPage();
  const service = await startService({ env: { ALLOWED_ORIGINS: host.origin }, now: '2026-11-24T08:00:00Z' });
  await publish(service);
  const [name] = tag.split(' ');
  const token = service.token(
    name === 'mentor-calendar' ? 'ada' : 'mira',
    name === 'mentor-calendar' ? 'alumni' : 'student',
  );
  const attributes = name === 'mentor-calendar' ? '' : 'alumni-id="ada"';
  host.show(
    `<h1>Ada</h1><div id="place"><${tag} ${attributes} time-zone="UTC" token="${token}">${told}</${name}></div>${below}`,
    service.url,
  );
  const { page } = await openWindow(browser, { viewport: { width, height } });
  await page.addInitScript((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    const shifts: Shift[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        };
        if (!hadRecentInput) shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName ?? '') });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, css);
  // The module, then its parts, then the sessions, each after a while.
  await page.route(/mentor-slots/, async (route) => {
    await delay(300);
    await route.continue();
  });
  await page.routeWebSocket(/feed/, async (socket) => {
    await delay(900);
    socket.connectToServer();
  });
  await page.goto(host.origin);
  await page
    .getByText(/Up to date|seats left|No sessions/)
    .first()
    .waitFor();
  // What comes late comes within this time.
  await page.waitForTimeout(700);
  return { page, shifts: await page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts) };
}

const sum = (shifts: readonly Shift[]) => shifts.reduce((total, { value }) => total + value, 0);

/** So many sessions, each on a day of its own. */
const sessions = (count: number) => async (service: TestService) => {
  for (let day = 0; day < count; day++) {
    await service.publish('ada', 0, {
      date: `2026-11-${25 + day}`,
      startTime: '10:00',
      endTime: '10:30',
      maxParticipants: 3,
      description: 'Open hour',
    });
  }
};

it('a page that does jump is measured so', async () => {
  const { page } = await load('alumni-slots', sessions(0));
  await page.evaluate(() => {
    const top = document.createElement('div');
    top.append(document.createElement('hr'), 'An advertisement, late', document.createElement('hr'));
    document.body.prepend(top);
  });
  const shifts = () => page.evaluate(() => (globalThis as unknown as { shifts: Shift[] }).shifts);
  await expect.poll(async () => sum(await shifts())).toBeGreaterThan(0.01);
});

describe('UX 17: with the rule of the guide nothing below jumps', () => {
  it.each([
    ['a list of none', 'alumni-slots', 0, {}],
    ['a list of four', 'alumni-slots', 4, {}],
    ['a compact line', 'alumni-slots compact', 1, {}],
    ['a compact line in a narrow card', 'alumni-slots compact', 1, { card: 240 }],
    ['the calendar', 'mentor-calendar', 2, {}],
  ])('%s', async (_, tag, count, { card }: { card?: number }) => {
    const css = card ? `${recipe} #place { width: ${card}px }` : recipe;
    const { shifts } = await load(tag, sessions(count), { css, ...(card && { told: 'Soon…' }) });
    expect(sum(shifts), JSON.stringify(shifts)).toBeLessThan(0.01);
  });

  it('nor much on a phone', async () => {
    for (const tag of ['alumni-slots', 'mentor-calendar']) {
      const { shifts } = await load(tag, sessions(2), { width: 360, height: 780 });
      expect(sum(shifts), `${tag} ${JSON.stringify(shifts)}`).toBeLessThan(0.1);
    }
  });
});

describe('UX 17: without any rule of the page', () => {
  it.each([
    ['an empty list', 'alumni-slots', 0],
    ['a compact line', 'alumni-slots compact', 1],
    ['the calendar', 'mentor-calendar', 2],
  ])('%s keeps its height once the tag is known', async (_, tag, count) => {
    // What is not defined yet has the height of its text; the rule of the guide is for that alone.
    const css = 'alumni-slots:not(:defined), mentor-calendar:not(:defined) { display: block }';
    const { shifts } = await load(tag, sessions(count), { css });
    expect(shifts.length, JSON.stringify(shifts)).toBeLessThanOrEqual(1);
  });

  it('a list grows at most once after that, when its sessions come', async () => {
    const { shifts } = await load('alumni-slots', sessions(4), { css: '' });
    expect(shifts.length, JSON.stringify(shifts)).toBeLessThanOrEqual(2);
  });
});
