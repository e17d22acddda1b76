/**
 * What a browser has to fetch until an element is drawn, in English, gzipped: scripts and styles. Beside it, the others' month as small
 * as their documentation lets it be, bundled and minified for production.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow } from '../e2e/browser.ts';
import { bundle, installBeside } from './bundle.ts';
import type { FactName } from './facts.ts';
import { compared } from './measure.ts';
import { startHost } from './month-host.ts';
import { now, startMonthService } from './month-world.ts';
import { type Row, row } from './row.ts';
import { signToken } from './tokens.ts';

const gzipped = (content: Buffer | string) => gzipSync(content, { level: 9 }).byteLength / 1000;

export async function measureFirstLoad(): Promise<Row[]> {
  await installBeside('fullcalendar', 'other-calendars');
  const host = await startHost(new Map());
  const service = await startMonthService(host.origin, 20);
  const browser = await launchBrowser();
  try {
    const load = async (markup: string, sign: string) => {
      const { page } = await openWindow(browser);
      await page.goto(host.origin);
      return fetched(page, service.url, markup, sign);
    };
    const token = signToken('ada', 'alumni', now);
    const calendar = await load(`<mentor-calendar token="${token}"></mentor-calendar>`, 'Upcoming sessions');
    const slots = await load('<alumni-slots alumni-id="ada"></alumni-slots>', 'Questions about careers');
    const beside = (name: FactName, own: number, base: number) => row(name, compared([{ own, base }]));
    return [
      beside('calendarAndFullCalendar', calendar, await bundled('fullcalendar/month.js')),
      beside('calendarAndScheduleX', calendar, await bundled('other-calendars/schedule-x.js')),
      beside('calendarAndBigCalendar', calendar, await bundled('other-calendars/react-big-calendar.js')),
      beside('slotsAndCal', slots, gzipped(readFileSync(calLoader))),
    ];
  } finally {
    await browser.close();
    await service.close();
    host.close();
  }
}

/** Built already, as app.cal.com serves it. */
const calLoader = new URL(
  'other-calendars/node_modules/@calcom/embed-core/dist/embed/embed.js',
  import.meta.url,
);

/** In kB, of all that comes from the service as a file until this text is seen. */
async function fetched(page: Page, api: string, markup: string, sign: string): Promise<number> {
  const files: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (!new URL(request.url()).pathname.startsWith('/mentor-slots')) return;
    files.push((async () => gzipped((await (await request.response())?.body()) ?? ''))());
  });
  // What is asked for once it stands never comes: it does not wait for that.
  await page.route(/\/(busy-times|alumni-slots-rating)-/, () => {});
  await page.setContent(
    `<script type="module" src="${api}/mentor-slots.js"></script>${markup.replace(' ', ` api="${api}" `)}`,
  );
  await page.getByText(sign).first().waitFor();
  const sizes = await Promise.all(files);
  await page.close();
  if (sizes.length < 3) throw new Error(`Only ${sizes.length} files were fetched.`);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** In kB. */
async function bundled(entry: string): Promise<number> {
  const files = await bundle(entry, 'bundle');
  return [...files.values()].reduce((sum, content) => sum + gzipped(content), 0);
}
