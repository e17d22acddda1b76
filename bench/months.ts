/**
 * A month with 500 sessions in `<mentor-calendar>` and in FullCalendar: the same sessions, on the same page, in the
 * same Chromium, in turn. The time begins when the calendar is asked for, with its data in the page already, and ends when
 * the frame that shows it has been painted: at the first task after the animation frame in which it is there.
 */
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow } from '../e2e/browser.ts';
import { bundle, installBeside } from './bundle.ts';
import { type Comparison, compared, inTurn } from './measure.ts';
import { startHost } from './month-host.ts';
import type { MonthPage } from './month-page.ts';
import { now, startMonthService } from './month-world.ts';
import { type Row, row } from './row.ts';
import { signToken } from './tokens.ts';

const rounds = 7;

/** FullCalendar shows all of its events, and then as many as `<mentor-calendar>` spells out in a day. */
export async function measureMonths(): Promise<Row[]> {
  await installBeside('fullcalendar');
  const host = await startHost(await bundle('month-page.ts', 'month'));
  const { origin } = host;
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
    const inFull = await compareFrames(page, options);
    const shortened = await compareFrames(page, { ...options, dayMaxEvents: 2 });
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
    const touched = await countTouched(page, seat, options, book);
    return [row('firstFrame', inFull), row('shortenedFrame', shortened), row('touched', compared([touched]))];
  } finally {
    await browser.close();
    await service.close();
    host.close();
  }
}

/** In ms. */
function compareFrames(page: Page, options: object): Promise<Comparison> {
  const frame = (which: 'own' | 'base') => async () => {
    const took = await page.evaluate(([one, given]) => globalThis.months[one](given), [
      which,
      options,
    ] as const);
    // What the element reads again in the background is over before the next one begins.
    await page.waitForTimeout(400);
    return took;
  };
  return inTurn(frame('own'), frame('base'), rounds);
}

/** Nodes that one live change of a session's seats, or of an event, adds, removes or alters. */
async function countTouched(
  page: Page,
  id: string,
  options: object,
  book: () => Promise<unknown>,
): Promise<{ own: number; base: number }> {
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
