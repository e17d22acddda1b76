/**
 * The elements in pages whose style sheets make no room for guests: inside, every pixel is as on a plain page. What the
 * pages may decide is the typeface, the direction, the colour scheme and whether the element is visible at all.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildHost } from '../demo/hosts/build.mjs';
import { startService, type TestService } from '../server/testing/service.ts';
import { launchBrowser, openWindow } from './browser.ts';

const hostile = fileURLToPath(new URL('../demo/hosts/hostile/', import.meta.url));
const sheets: [name: string, path: string][] = [
  ['Bootstrap 5', 'node_modules/bootstrap/dist/css/bootstrap.css'],
  ['Tailwind’s preflight', 'node_modules/tailwindcss/preflight.css'],
  ['* { all: unset !important }', 'unset.css'],
  ['a block theme', 'block-theme.css'],
];

/** The same ground under every page's element: its box, its typeface, its colours. */
const place = `
  #place#place { display: block !important; position: absolute !important; inset: 0 auto auto 0 !important;
    width: 760px !important; min-height: 900px !important; margin: 0 !important; padding: 12px !important;
    box-sizing: border-box !important; background: white !important; color: #222 !important;
    font-family: sans-serif !important; direction: ltr !important; color-scheme: light !important; }
  html, body { overflow: hidden !important; background: white !important; }
`;

/** What is looked at, and how somebody gets there. */
const states: [name: string, tag: string, reach: (page: Page) => Promise<unknown>][] = [
  ['sessions, one with its details', '<alumni-slots alumni-id="ada">', openDetails],
  [
    'the choice of a time zone',
    '<alumni-slots alumni-id="ada">',
    (page) => page.locator('[part~=zone] button, .zone button').first().click(),
  ],
  [
    'the question before cancelling',
    '<alumni-slots alumni-id="ada">',
    async (page) => {
      await page
        .getByRole('button', { name: /^Cancel/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Keep session' }).waitFor();
    },
  ],
  ['the line of a card', '<alumni-slots compact alumni-id="ada">', async () => {}],
  ['a calendar', '<mentor-calendar>', async () => {}],
  [
    'the form of a calendar',
    '<mentor-calendar>',
    async (page) => {
      const previewed = page.waitForResponse(/\/preview/);
      await page
        .getByRole('button', { name: /^Add availability/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Add session' }).waitFor();
      await previewed;
    },
  ],
];

let browser: Browser;
let service: TestService;
let sheet = '';
let tag = '';
const server = createServer((request, response) => {
  const isSheet = request.url !== '/';
  response.setHeader('content-type', isSheet ? 'text/css' : 'text/html; charset=utf-8');
  if (request.url === '/host.css') response.end(sheet);
  else if (request.url === '/place.css') response.end(place);
  else response.end(page());
});

function page(): string {
  const name = /<([\w-]+)/.exec(tag)?.[1];
  const token =
    name === 'mentor-calendar' ? service.token('ada', 'alumni') : service.token('mira', 'student');
  return `<!doctype html><html lang="en-GB"><link rel="stylesheet" href="/host.css"><link rel="stylesheet" href="/place.css">
    <script type="module" src="${service.url}/mentor-slots.js"></script>
    <div id="place">${tag.replace('>', ` time-zone="UTC" token="${token}"></${name}>`)}</div>`;
}

beforeAll(async () => {
  await buildHost('hostile');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The clock stands still, and no countdown is about to turn to its next minute.
  const now = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 20_000).toISOString();
  [service, browser] = await Promise.all([
    startService({ shared: true, now, env: { ALLOWED_ORIGINS: origin } }),
    launchBrowser(),
  ]);
  const booked = await service.publish('ada', 30, { description: 'Reading a CV', maxParticipants: 3 });
  await service.book('mira', booked.id);
  const full = await service.publish('ada', 54, { description: 'Mock interview' });
  await service.book('jonas', full.id);
  await service.publish('ada', 56, {
    description: 'First jobs, and a longer line about them',
    maxParticipants: 20,
  });
}, 300_000);
afterAll(async () => {
  await browser.close();
  await service.close();
  server.closeAllConnections();
  server.close();
});

interface Look {
  page: Page;
  /** Once everything has come. */
  picture: Buffer;
}

/** So many pixels of an edge a busy Chromium now and then draws a shade differently: then styles have to be the same. */
const edge = 40;

/** Each with one of the sheets in turn; by `npm run prove` with all of them. */
const sheetsFor = (state: string) => {
  const turn = states.findIndex(([name]) => name === state) % sheets.length;
  return process.env.STATES === 'all' ? sheets : sheets.slice(turn, turn + 1);
};

describe.each(states)('%s', (state, itsTag, reach) => {
  async function look(css: string): Promise<Look> {
    sheet = css;
    tag = itsTag;
    const { page } = await openWindow(browser, { timezoneId: 'UTC', reducedMotion: 'reduce' });
    onTestFinished(() => page.context().close());
    const fetching = new Set<Request>();
    page.on('request', (request) => fetching.add(request));
    page.on('requestfinished', (request) => fetching.delete(request));
    page.on('requestfailed', (request) => fetching.delete(request));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await settled(page);
    await reach(page);
    await page.mouse.move(1200, 880);
    await drawn(page);
    // What is fetched on the first touch is drawn too.
    await expect.poll(() => fetching.size).toBe(0);
    return { page, picture: await stillPicture(page) };
  }

  let plain: Buffer | undefined;

  async function expectSame(name: string, css: string): Promise<void> {
    plain ??= (await look('')).picture;
    const there = await look(css);
    if (plain.equals(there.picture)) return;
    const here = await look('');
    const asOnPlain = new Set(await partsInside(here.page));
    const differences = (await partsInside(there.page)).filter((line) => !asOnPlain.has(line)).slice(0, 12);
    const pixels = await pixelsOff(here.picture, there.picture);
    if (differences.length === 0 && pixels <= edge) return;
    const folder = fileURLToPath(new URL('./screenshots/hostile/', import.meta.url));
    mkdirSync(folder, { recursive: true });
    const file = `${state} ${name}`.replace(/\W+/g, '-');
    writeFileSync(`${folder}${file}-plain.png`, here.picture);
    writeFileSync(`${folder}${file}.png`, there.picture);
    expect.fail(
      `${pixels} pixels are different: see e2e/screenshots/hostile/${file}.png.\n${differences.join('\n')}`,
    );
  }

  it('looks the same twice on a plain page', () => expectSame('plain', ''));

  it.each(sheetsFor(state))('looks on a page with %s as on a plain one', (name, path) =>
    expectSame(name, readFileSync(hostile + path, 'utf8')),
  );
});

/** Two frames: whatever was asked for by then has been drawn. */
function drawn(page: Page): Promise<unknown> {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** A picture once nothing moves any more. */
async function stillPicture(page: Page): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  let before: Buffer = Buffer.alloc(0);
  for (;;) {
    await drawn(page);
    const picture = await page.screenshot({ animations: 'disabled' });
    if (picture.equals(before)) return picture;
    before = picture;
  }
}

/** How many pixels of two pictures differ. */
async function pixelsOff(one: Buffer, other: Buffer): Promise<number> {
  const { page } = await openWindow(browser);
  const off = await page.evaluate(
    async (addresses) => {
      const [data, others] = (await Promise.all(addresses.map(read))) as [ImageData, ImageData];
      if (data.width !== others.width || data.height !== others.height) return Number.POSITIVE_INFINITY;
      let count = 0;
      for (let at = 0; at < data.data.length; at += 4) {
        if ([at, at + 1, at + 2].some((channel) => data.data[channel] !== others.data[channel])) count += 1;
      }
      return count;

      async function read(address: string): Promise<ImageData> {
        const image = new Image();
        image.src = address;
        await image.decode();
        const paint = new OffscreenCanvas(image.width, image.height).getContext('2d');
        paint?.drawImage(image, 0, 0);
        return paint?.getImageData(0, 0, image.width, image.height) as ImageData;
      }
    },
    [one, other].map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
  );
  await page.context().close();
  return off;
}

async function settled(page: Page): Promise<void> {
  const calendar = page.locator('mentor-calendar');
  if (await calendar.count()) {
    await calendar.getByRole('grid').waitFor();
    await calendar.locator('[part~=mark]').first().waitFor({ state: 'attached' });
    return;
  }
  await page
    .getByText(/seats? left|First jobs/)
    .first()
    .waitFor();
}

async function openDetails(page: Page): Promise<void> {
  await page
    .locator('[part~=slot]', { hasText: 'First jobs' })
    .getByRole('button', { name: /^Details/ })
    .click();
  await page.locator('[part~=details]').waitFor();
}

/** A line for each part inside and each of its styles: what stands there, where, and how. */
function partsInside(page: Page): Promise<string[]> {
  return page.locator('alumni-slots, mentor-calendar').evaluate((element) => {
    const lines: string[] = [];
    const parts = element.shadowRoot?.querySelectorAll('*') ?? [];
    for (const [index, part] of parts.entries()) {
      const name = `${index} <${part.localName} class="${part.getAttribute('class') ?? ''}">`;
      const { left, top, width, height } = part.getBoundingClientRect();
      lines.push(`${name} box: ${[left, top, width, height].join(' ')}`);
      if (!part.childElementCount) lines.push(`${name} text: ${part.textContent}`);
      const styles = getComputedStyle(part);
      for (const property of styles) {
        if (!property.startsWith('--'))
          lines.push(`${name} ${property}: ${styles.getPropertyValue(property)}`);
      }
    }
    return lines;
  });
}
