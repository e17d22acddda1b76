/** The pages of states for a test file: one server and one browser for all of its tests. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type StatesServer, startStates } from '../demo/states/states-server.ts';
import { launchBrowser, openWindow } from './browser.ts';

/** Waits until the page says that its state is reached; throws what it did not see. */
export async function reached(page: Page, name: string): Promise<void> {
  const told = page.locator('html[data-state]');
  await told.waitFor({ state: 'attached', timeout: 90_000 });
  const state = await told.getAttribute('data-state');
  if (state !== 'reached') throw new Error(`${name}: ${state}`);
}

/** Each so-manieth of what should all be looked at and takes long; all of it by `npm run prove` (STATES=all). */
export function everySo<State>(many: number, all: readonly State[]): readonly State[] {
  return process.env.STATES === 'all' ? all : all.filter((_, index) => index % many === 0);
}

export interface StatePages {
  /** Opens a state in a window of its own, which closes with the test, or in `page`; nothing moves, unless told. */
  open(
    name: string,
    options?: BrowserContextOptions & { look?: Record<string, string>; page?: Page },
  ): Promise<Page>;
  /** Opens a state for as long as `look` takes, in a window that other visits used before: it opens sooner. */
  visit<Seen>(name: string, look: (page: Page) => Promise<Seen>): Promise<Seen>;
}

/** @param shared what the windows are like in which visits follow each other */
export function useStatePages(shared: BrowserContextOptions = {}): StatePages {
  let browser: Browser;
  let server: StatesServer;
  const free: Page[] = [];
  const opened: Page[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startStates()]);
  });
  // What nobody looks at any more works on: it listens, and counts minutes.
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    free.length = 0;
    await browser.close();
    await server.close();
  });
  const newWindow = async (options: BrowserContextOptions) =>
    (await openWindow(browser, { reducedMotion: 'reduce', ...options })).page;
  async function show(page: Page, name: string, look?: Record<string, string>): Promise<void> {
    await page.goto(server.address(name, look));
    await reached(page, name);
  }
  return {
    async open(name, { look, page: given, ...options } = {}) {
      const page = given ?? (await newWindow(options));
      if (!given) opened.push(page);
      await show(page, name, look);
      return page;
    },
    async visit(name, look) {
      const page = free.pop() ?? (await newWindow(shared));
      await show(page, name);
      const seen = await look(page);
      free.push(page);
      return seen;
    },
  };
}
