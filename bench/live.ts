/**
 * 200 mentors on one page, each with five sessions to come: what one live change costs the page's main thread in processor time, from the
 * socket's message to paint. An `<alumni-slots>` hears of it from the service; an event of FullCalendar, on the same page, is changed by a script.
 */
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow } from '../e2e/browser.ts';
import { bundle, installBeside } from './bundle.ts';
import type { LivePage } from './live-page.ts';
import { inTurn } from './measure.ts';
import { startHost } from './month-host.ts';
import { now, type Session, startMonthService } from './month-world.ts';
import { type Row, row } from './row.ts';
import { signToken } from './tokens.ts';

const mentors = 200;
const sessionsEach = 15;
const changesARound = 20;
const apart = 60;

export async function measureLive(): Promise<Row[]> {
  await installBeside('fullcalendar');
  const host = await startHost(await bundle('live-page.ts', 'month'));
  const service = await startMonthService(host.origin, mentors * sessionsEach, mentors);
  const browser = await launchBrowser();
  try {
    const { page } = await openWindow(browser);
    // What is painted again and again while a dot fades is not what a change costs.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(host.origin);
    const lists: Record<string, Session[]> = {};
    for (const session of service.sessions)
      if (Date.parse(session.start) > now)
        lists[session.alumniId] = [...(lists[session.alumniId] ?? []), session];
    await page.evaluate(
      async ([api, given, options, module]) => {
        await import(`${api}/mentor-slots.js`);
        globalThis.lists = await (await import(module)).prepareLists(api, given, options);
      },
      [service.url, lists, { initialDate: now, now }, `${host.origin}/month.js`] as const,
    );
    const work = await watchWork(page);
    const firsts = Object.values(lists).map(([first]) => first?.id ?? '');
    let turn = 0;
    const next = () => Array.from({ length: changesARound }, () => turn++ % mentors);
    const own = async () => {
      const chosen = next();
      return work('own', async () => {
        await page.evaluate((which) => globalThis.lists.expectChanges(which), chosen);
        for (const index of chosen) {
          await bookSeat(service.url, firsts[index] ?? '', `student-${turn}-${index}`);
          await page.waitForTimeout(apart);
        }
        await page.evaluate(() => globalThis.lists.changed());
      });
    };
    const base = () => {
      const chosen = next();
      return work('base', () =>
        page.evaluate(([which, ms]) => globalThis.lists.change(which, ms), [chosen, apart] as const),
      );
    };
    return [row('liveChange', await inTurn(own, base, 5))];
  } finally {
    await browser.close();
    await service.close();
    host.close();
  }
}

/** Measures what changes cost the page: processor time of its main thread in ms for each of them. */
async function watchWork(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  return async (which: 'own' | 'base', changes: () => Promise<void>): Promise<number> => {
    await page.evaluate((one) => globalThis.lists.show(one), which);
    await page.waitForTimeout(1000);
    const before = await worked();
    await changes();
    await page.waitForTimeout(500);
    return ((await worked()) - before) / changesARound;
  };
}

async function bookSeat(api: string, slotId: string, student: string): Promise<void> {
  const { status } = await fetch(`${api}/api/slots/book`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${signToken(student, 'student', now)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ slotId }),
  });
  if (status !== 201) throw new Error(`Booking answered ${status}`);
}

declare global {
  var lists: LivePage;
}
