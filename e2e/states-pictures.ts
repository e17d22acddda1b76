/** Pictures of every state in every way that people look at it, and one sheet of all of them for each way. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { State } from '../demo/states/state.ts';
import { states } from '../demo/states/states.ts';
import { type StatesServer, startStates } from '../demo/states/states-server.ts';
import { openWindow } from './browser.ts';
import { reached } from './state-page.ts';

interface Way {
  look?: Record<string, string>;
  options?: BrowserContextOptions;
  /** Width of the window in px; of the usual one unless told. */
  width?: number;
  /** The text of the browser's own zoom: half the window, twice the pixels. */
  zoom?: number;
}

const ways: Readonly<Record<string, Way>> = {
  light: {},
  dark: { options: { colorScheme: 'dark' } },
  phone: { width: 360 },
  arabic: { look: { lang: 'ar' } },
  german: { look: { lang: 'de' } },
  'forced-colours': { options: { forcedColors: 'active' } },
  'zoom-200': { zoom: 2 },
};

/** As wide as hosts give them room, in px. */
const usual: Record<State['element'], number> = { 'alumni-slots': 600, 'mentor-calendar': 1040 };
const height = 780;
const tabs = 3;

/** Takes those whose way and state contain one of the `wanted` words each, or all. Returns the sheets' paths. */
export async function pictureStates(
  browser: Browser,
  folder: string,
  wanted: readonly string[],
): Promise<string[]> {
  const chosenWays = Object.keys(ways).filter(
    (way) => !wanted.some((word) => word in ways) || wanted.includes(way),
  );
  const words = wanted.filter((word) => !(word in ways));
  const chosen = states.filter(({ name }) => !words.length || words.some((word) => name.includes(word)));
  const server = await startStates();
  try {
    const sheets: string[] = [];
    for (const name of chosenWays) {
      mkdirSync(join(folder, name), { recursive: true });
      await takeAll(browser, server, join(folder, name), ways[name] as Way, chosen);
      sheets.push(await sheet(browser, folder, name, chosen));
    }
    return sheets;
  } finally {
    await server.close();
  }
}

async function takeAll(
  browser: Browser,
  server: StatesServer,
  folder: string,
  { options, look, width, zoom = 1 }: Way,
  chosen: readonly State[],
): Promise<void> {
  const rest = [...chosen];
  const { page: first } = await openWindow(browser, {
    reducedMotion: 'reduce',
    deviceScaleFactor: zoom,
    ...options,
  });
  const context = first.context();
  const work = async (page: Page) => {
    for (let state = rest.shift(); state; state = rest.shift()) {
      await page.setViewportSize({ width: Math.round((width ?? usual[state.element]) / zoom), height });
      await page.emulateMedia({ media: state.media ?? 'screen' });
      await page.goto(server.address(state.name, look));
      await reached(page, state.name);
      await take(page, join(folder, `${state.name}.png`));
    }
  };
  await Promise.all([first, ...(await newPages(tabs - 1))].map(work));
  await context.close();

  function newPages(count: number): Promise<Page[]> {
    return Promise.all(Array.from({ length: count }, () => context.newPage()));
  }
}

/** Takes the whole page; if it has a dialog, what the window shows. */
async function take(page: Page, path: string): Promise<void> {
  // What is held back a moment, as what waits is, has come by then.
  await page.evaluate(() => {
    const roots = [
      document,
      ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []),
    ];
    const ending = roots
      .flatMap((root) => root.getAnimations())
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const hasDialog = (await page.locator('dialog[open]').count()) > 0;
  if (hasDialog) await page.screenshot({ path });
  else await page.locator('main').screenshot({ path });
}

async function sheet(
  browser: Browser,
  folder: string,
  name: string,
  chosen: readonly State[],
): Promise<string> {
  const file = join(folder, `${name}.html`);
  const figures = chosen.map(
    (state) =>
      `<figure class="${state.element}"><img src="${name}/${state.name}.png" alt=""><figcaption>${state.name}</figcaption></figure>`,
  );
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><style>
      body { margin: 20px; background: #888; font: 15px system-ui, sans-serif; color: #fff; columns: 5; column-gap: 16px; width: 2000px; }
      figure { margin: 0 0 16px; break-inside: avoid; }
      img { width: 100%; display: block; }
      figcaption { padding: 4px 0; }
    </style>${figures.join('\n')}`,
  );
  const { page } = await openWindow(browser, { viewport: { width: 2040, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  await page.context().close();
  return path;
}
