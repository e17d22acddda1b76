/** One change to 2,000 open pages: from sending the booking until the last of them has heard of it, its commit to the disk included. */
import { join } from 'node:path';
import { openDatabase } from '../server/dist/db/open-database.js';
import { startChild } from './child.ts';
import { openCaller, postRequest } from './http-client.ts';
import { inTurn, median } from './measure.ts';
import { startNode } from './node.ts';
import { nextFrame, openPages } from './page.ts';
import { type Row, row } from './row.ts';
import { signToken } from './tokens.ts';
import { settle, studentId } from './world.ts';

const pageCount = 2000;
const changesARound = 10;

export async function measureFanOut(folder: string): Promise<Row[]> {
  const url = `sqlite:${join(folder, 'fan-out.db')}`;
  const database = await openDatabase(url);
  await settle(database);
  await database.close();
  const node = await startNode(url);
  const bare = await startChild<string>('bare-feed.ts', '{"type":"snapshot"}');
  const own = await openCrowd(node.url);
  const base = await openCrowd(bare.told);
  let student = 0;
  const book = () => {
    student += 1;
    return postRequest('/api/slots/book', signToken(studentId(student)), { slotId: `slot-${student % 20}` });
  };
  const frame = await own.tell(book());
  const send = postRequest('/', '', JSON.parse(frame.text));
  const result = await inTurn(
    () => own.median(book),
    () => base.median(() => send),
    7,
  );
  for (const crowd of [own, base]) crowd.close();
  await Promise.all([node.stop(), bare.stop()]);
  return [row('change', result)];
}

/** That many pages of Ada's list, and somebody who makes a change. */
async function openCrowd(url: string) {
  const pages = await openPages(url, 'ada', pageCount);
  const caller = await openCaller(url);
  /** In ms, until the last has heard; and what it heard. */
  const tell = async (request: string) => {
    const heard = pages.map((page) => nextFrame(page, 'slot_updated'));
    const since = performance.now();
    const all = Promise.all(heard).then(([text = '']) => ({ text, took: performance.now() - since }));
    const status = await caller.ask(request);
    if (status !== 201) throw new Error(`Answered ${status}`);
    return all;
  };
  return {
    tell,
    async median(request: () => string) {
      const times: number[] = [];
      while (times.length < changesARound) times.push((await tell(request())).took);
      return median(times);
    },
    close() {
      for (const page of pages) page.terminate();
      caller.close();
    },
  };
}
