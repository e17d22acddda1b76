/** The pages of states for a test file: one server and one browser for all of its tests. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
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
  /** Opens a state in a window of its own, or in `page`; nothing moves, unless told. */
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
  beforeAll(async () => {
    [browser, server] = await Promise.all([launchBrowser(), startStates()]);
  });
  afterAll(async () => {
    free.length = 0;
    await browser.close();
    await server.close();
  });
  const pages: StatePages = {
    async open(name, { look, page: given, ...options } = {}) {
      const page = given ?? (await openWindow(browser, { reducedMotion: 'reduce', ...options })).page;
      await page.goto(server.address(name, look));
      await reached(page, name);
      return page;
    },
    async visit(name, look) {
      const used = free.pop();
      const page = await pages.open(name, { ...shared, ...(used && { page: used }) });
      const seen = await look(page);
      free.push(page);
      return seen;
    },
  };
  return pages;
}
