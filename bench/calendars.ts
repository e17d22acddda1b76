/** What it costs that calendars come again: ten thousand feeds that have not changed, against a bare Fastify that answers 304. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CalendarServices } from './calendar-services.ts';
import { asking, openCallers } from './http-bookings.ts';
import { type Comparison, compare } from './measure.ts';

/** `url` names a database that does not exist. In each round every feed is asked for once. */
export async function compareFeeds(url: string, { rounds }: { rounds: number }): Promise<Comparison> {
  const child = fork(fileURLToPath(new URL('calendar-services.ts', import.meta.url)), [url]);
  const [{ service, bare, feeds }] = (await once(child, 'message')) as [CalendarServices];
  const [callers, baseCallers] = [await openCallers(service, 64), await openCallers(bare, 64)];
  let turn = 0;
  const request = () => {
    const { path, tag } = feeds[turn++ % feeds.length] as CalendarServices['feeds'][number];
    return `GET ${path} HTTP/1.1\r\nhost: bench\r\nif-none-match: ${tag}\r\n\r\n`;
  };
  const [own, base] = [asking(callers, request, 304), asking(baseCallers, request, 304)];
  const compared = await compare(own, base, { rounds, count: feeds.length });
  for (const caller of [...callers, ...baseCallers]) caller.close();
  child.disconnect();
  await once(child, 'exit');
  return compared;
}
