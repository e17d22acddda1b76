/** What it costs that calendars come again: ten thousand feeds that have not changed, against a bare Fastify that answers 304. */
import { join } from 'node:path';
import type { CalendarServices } from './calendar-services.ts';
import { startChild } from './child.ts';
import { asking, getRequest, openCallers } from './http-client.ts';
import { compare } from './measure.ts';
import { type Row, row } from './row.ts';

/** In each round every feed is asked for once. */
export async function measureFeeds(folder: string): Promise<Row[]> {
  const url = `sqlite:${join(folder, 'feeds.db')}`;
  const child = await startChild<CalendarServices>('calendar-services.ts', url);
  const { service, bare, feeds } = child.told;
  const [callers, baseCallers] = [await openCallers(service, 64), await openCallers(bare, 64)];
  let turn = 0;
  const request = () => {
    const { path, tag } = feeds[turn++ % feeds.length] as CalendarServices['feeds'][number];
    return getRequest(path, { 'if-none-match': tag });
  };
  const [own, base] = [asking(callers, request, 304), asking(baseCallers, request, 304)];
  const compared = await compare(own, base, { rounds: 7, count: feeds.length });
  for (const caller of [...callers, ...baseCallers]) caller.close();
  await child.stop();
  return [row('feeds', compared)];
}
