/**
 * A month with 500 sessions in `<mentor-calendar>` and in FullCalendar: the same sessions, on the same page, in the
 * same Chromium, in turn. The time begins when the calendar is asked for, with its data in the page already, and ends when
 * the frame that shows it has been painted: at the first task after the animation frame in which it is there.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { install } from '../demo/hosts/build.mjs';
import { launchBrowser, openWindow } from '../e2e/browser.ts';
import { type Comparison, median } from './measure.ts';
import type { MonthPage } from './month-page.ts';
import { now, startMonthService } from './month-world.ts';
import { signToken } from './tokens.ts';

export interface Months {
  /** Against all of FullCalendar's events, and against as many as `<mentor-calendar>` spells out in a day. */
  inFull: Comparison;
  shortened: Comparison;
  /** Nodes that one live change of a session's seats, or of an event, adds, removes or alters. */
  touched: { own: number; base: number };
}

export async function compareMonths(rounds: number): Promise<Months> {
  const files = await buildPage();
  const host = createServer((request, response) => {
    const body = files.get(request.url ?? '');
    response.setHeader(
      'content-type',
      request.url?.endsWith('.js')
        ? 'text/javascript'
        : request.url?.endsWith('.css')
          ? 'text/css'
          : 'text/html',
    );
    response.end(body ?? '<!doctype html><html lang="en-GB"><link rel="stylesheet" href="/month.css"><body>');
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const service = await startMonthService(origin);
  const browser = await launchBrowser();
  try {
    const { page } = await openWindow(browser);
    await page.goto(origin);
    await page.evaluate(
      async ([api, token, sessions, module]) => {
        await import(`${api}/mentor-slots.js`);
        globalThis.months = await (await import(module)).prepareMonths(api, token, sessions);
      },
      [service.url, signToken('ada', 'alumni', now), service.sessions, `${origin}/month.js`] as const,
    );
    const options = { initialDate: now, now };
    const inFull = await compareFrames(page, options, rounds);
    const shortened = await compareFrames(page, { ...options, dayMaxEvents: 2 }, rounds);
    // Of the last day.
    const seat = service.sessions[29]?.id ?? '';
    const book = () =>
      fetch(`${service.url}/api/slots/book`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${signToken('mira', 'student', now)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ slotId: seat }),
      });
    return { inFull, shortened, touched: await countTouched(page, seat, options, book) };
  } finally {
    await browser.close();
    await service.close();
    host.close();
  }
}

/** FullCalendar and what measures, bundled and minified as a portal would ship it. */
async function buildPage(): Promise<Map<string, string>> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  await install(join(root, 'fullcalendar'));
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: { entry: 'month-page.ts', formats: ['es'], fileName: () => 'month.js', cssFileName: 'month' },
      rolldownOptions: { output: { minify: true } },
    },
  });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return new Map(
    outputs.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}

async function compareFrames(page: Page, options: object, rounds: number): Promise<Comparison> {
  const times: { own: number; base: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const time = { own: 0, base: 0 };
    for (const which of round % 2 === 0 ? (['own', 'base'] as const) : (['base', 'own'] as const)) {
      time[which] = await page.evaluate(([one, given]) => globalThis.months[one](given), [
        which,
        options,
      ] as const);
      // What the element reads again in the background is over before the next one begins.
      await page.waitForTimeout(400);
    }
    if (round > 0) times.push(time);
  }
  return {
    perSecond: 1000 / median(times.map(({ own }) => own)),
    basePerSecond: 1000 / median(times.map(({ base }) => base)),
    ratio: median(times.map(({ own, base }) => base / own)),
  };
}

async function countTouched(
  page: Page,
  id: string,
  options: object,
  book: () => Promise<unknown>,
): Promise<Months['touched']> {
  await page.evaluate(() => globalThis.months.own({}));
  await page.waitForTimeout(1_000);
  await page.evaluate(() => globalThis.months.watch('own'));
  await book();
  await page.waitForTimeout(1_500);
  const own = await page.evaluate(() => globalThis.months.touched());
  await page.evaluate((given) => globalThis.months.base(given), options);
  await page.waitForTimeout(400);
  await page.evaluate(() => globalThis.months.watch('base'));
  await page.evaluate((one) => globalThis.months.change(one), id);
  await page.waitForTimeout(400);
  return { own, base: await page.evaluate(() => globalThis.months.touched()) };
}

declare global {
  var months: MonthPage;
}
