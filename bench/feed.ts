/** The feed: from a booking at one node to a page at another. */
import { once } from 'node:events';
import { openDatabase } from '../server/dist/db/open-database.js';
import { openCaller, postRequest } from './http-client.ts';
import { compared, p99 } from './measure.ts';
import { startNode } from './node.ts';
import { openPage } from './page.ts';
import { type Row, row } from './row.ts';
import { signToken } from './tokens.ts';
import { settle, studentId } from './world.ts';

/** From sending the request to book: until a page at the other node had it, against until its answer came. `url` names an empty database. */
export async function measureWay(url: string, bookings: number): Promise<Row[]> {
  const database = await openDatabase(url);
  await settle(database);
  await database.close();
  const [here, there] = [await startNode(url), await startNode(url)];
  // The list's owner is `ada`; she has the first twenty slots.
  const page = await openPage(there.url, 'ada');
  const caller = await openCaller(here.url);
  const answers: number[] = [];
  const pages: number[] = [];
  for (let index = -20; index < bookings; index += 1) {
    const request = postRequest('/api/slots/book', signToken(studentId(index + 20)), {
      slotId: `slot-${(index + 20) % 20}`,
    });
    const heard = once(page, 'message').then(() => performance.now());
    const since = performance.now();
    const status = await caller.ask(request);
    const answered = performance.now();
    if (status !== 201) throw new Error(`Answered ${status}`);
    const shown = await heard;
    // The first ones warm it up.
    if (index < 0) continue;
    answers.push(answered - since);
    pages.push(shown - since);
  }
  caller.close();
  page.terminate();
  await Promise.all([here.stop(), there.stop()]);
  const ways = answers.map((answer, index) => ({ own: pages[index] ?? 0, base: answer }));
  const slowest = { own: p99(pages), base: p99(answers) };
  return [row('seenElsewhere', compared(ways)), row('seenElsewhereP99', compared([slowest]))];
}
