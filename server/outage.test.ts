/** PostgreSQL goes away in every way that it can, under two nodes at work: nothing ends, nothing lies, all comes back. */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Booking, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Answered, ask } from './testing/cluster.ts';
import { type DatabaseLink, linkTo } from './testing/database-link.ts';
import { type Follower, follow } from './testing/follower.ts';
import { type PostgresProcess, startPostgres } from './testing/postgres-process.ts';
import { ensurePostgres } from './testing/postgres-programs.mjs';
import { inDatabase, query } from './testing/postgres-server.ts';
import { cutAll } from './testing/postgres-store.ts';
import { buildService, type ServiceProcess, serviceEnvironment, startProcess } from './testing/process.ts';
import { wallTime } from './testing/service.ts';

/** How long the server is away; longer by `npm run prove`. */
const outageMs = 1000 * Number(process.env.OUTAGE_SECONDS ?? 5);
/** No request may take longer, whatever the database does. */
const patience = 40_000;

let server: PostgresProcess;
let databases = 0;

beforeAll(async () => {
  buildService();
  server = await startPostgres(await ensurePostgres());
  return () => server.remove();
});

interface Site {
  link: DatabaseLink;
  /** Past the link. */
  databaseUrl: string;
  nodes: ServiceProcess[];
  urls: string[];
  slotId: string;
  followers: Follower[];
  book(url: string, student: string): Promise<Answered<Booking>>;
  /** Everything that must be so once the database is back, whatever happened to it. */
  expectWhole(): Promise<void>;
}

/** Two nodes that reach the database over a link, a page at each, and students who book all the time. */
async function openSite(): Promise<Site> {
  databases += 1;
  const name = `outage_${databases}`;
  await query(server.url, `CREATE DATABASE ${name}`);
  const databaseUrl = inDatabase(server.url, name);
  const link = await linkTo({ path: join(server.folder, '.s.PGSQL.5432') });
  const env = {
    ...serviceEnvironment(''),
    DATABASE_URL: `postgres://mentor_slots@127.0.0.1:${link.port}/${name}`,
  };
  const nodes: ServiceProcess[] = [startProcess(env), startProcess(env)];
  const urls = await Promise.all(nodes.map(({ url }) => url));
  const first = urls[0] ?? '';
  const time = wallTime(Date.now() + 86_400_000);
  const ada = { sub: 'ada', role: 'alumni' };
  const slot = await ask<SlotView>(first, '/api/slots', ada, { ...time, maxParticipants: 500 });
  const slotId = slot.body.id;
  const followers = urls.map((url) => follow(url, ['ada']));
  await Promise.all(followers.map(({ ready }) => ready));

  const booked = new Set<string>();
  const odd: Answered<unknown>[] = [];
  let stop = false;
  onTestFinished(() => {
    stop = true;
  });
  const book: Site['book'] = (url, sub) =>
    ask<Booking>(url, '/api/slots/book', { sub, role: 'student' }, { slotId }, patience);
  const student = async (caller: number) => {
    for (let count = 0; !stop; count += 1) {
      const answer = await book(urls[count % 2] ?? '', `student ${caller} ${count}`);
      if (answer.status === 201) booked.add(answer.body.id);
      else if (answer.status !== 503 || !(Number(answer.retryAfter) > 0)) odd.push(answer);
      await delay(50);
    }
  };
  // Fewer than the connections of a node, so that those who ask beside them are answered by the database.
  const load = Promise.all([1, 2, 3, 4].map(student));
  load.catch(() => {});
  await expect.poll(() => booked.size).toBeGreaterThan(4);

  async function expectWhole(): Promise<void> {
    const since = performance.now();
    for (const [index, url] of urls.entries()) {
      await expect.poll(async () => (await ask(url, '/readyz')).status).toBe(200);
      const status = async () => (await book(url, `afterwards ${index} ${Math.random()}`)).status;
      await expect.poll(status).toBe(201);
    }
    console.info(`works again after ${((performance.now() - since) / 1000).toFixed(1)} s`);
    stop = true;
    await load;
    expect(odd).toEqual([]);
    const { rows } = await query(databaseUrl, "SELECT id FROM bookings WHERE status = 'confirmed'");
    const kept = new Set(rows.map(({ id }) => id));
    expect([...booked].filter((id) => !kept.has(id))).toEqual([]);
    for (const follower of followers) {
      const seen = () => follower.slots().map(({ seatsTaken, alumniName }) => ({ seatsTaken, alumniName }));
      await expect.poll(seen).toEqual([{ seatsTaken: kept.size, alumniName: 'Ada Lovelace' }]);
    }
    for (const { child, stderr, stdout } of nodes) {
      expect([child.exitCode, stderr()]).toEqual([null, '']);
      expectFewLines(stdout());
      // What is expected of a database is told by a sentence.
      expect(stdout()).not.toContain('"stack"');
    }
  }
  return { link, databaseUrl, nodes, urls, slotId, followers, book, expectWhole };
}

/** A line each time that the database is lost, one when it is back, and none for all that failed meanwhile. */
function expectFewLines(log: string): void {
  const lines = log
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { level: number; msg: string; code?: string });
  const outages = lines.filter(({ msg }) => msg.startsWith('The database is')).map(({ msg }) => msg);
  expect(outages.length).toBeGreaterThan(0);
  expect(outages).toEqual(outages.map((_, index) => `The database is ${index % 2 === 0 ? 'lost' : 'back'}`));
  expect(outages.length % 2).toBe(0);
  const lostAt = lines.findIndex(({ msg }) => msg === 'The database is lost');
  const backAt = lines.findIndex(({ msg }) => msg === 'The database is back');
  expect(lines.slice(lostAt + 1, backAt).filter(({ level }) => level > 30)).toEqual([]);
}

/** What nobody tells the nodes: only who reads anew can know it. */
const renameUnheard = ({ databaseUrl }: Site) =>
  query(databaseUrl, "UPDATE people SET name = 'Ada Lovelace' WHERE id = 'ada'");

function expectOutage({ urls, slotId, book }: Site): Promise<unknown> {
  return Promise.all(
    urls.map(async (url) => {
      await expect.poll(async () => (await ask(url, '/readyz')).status, { timeout: patience }).toBe(503);
      expect((await ask(url, '/livez')).status).toBe(200);
      expect(await subscribe(url)).toMatchObject({ type: 'error', code: 'unavailable' });
      const reading = ask(url, `/api/slots/${slotId}`, undefined, undefined, patience);
      for (const { status, body, retryAfter } of await Promise.all([reading, book(url, 'meanwhile')])) {
        expect({ status, code: body.code, again: Number(retryAfter) > 0 }).toEqual({
          status: 503,
          code: 'unavailable',
          again: true,
        });
      }
    }),
  );
}

/** What the feed answers to a page that subscribes now. */
async function subscribe(url: string): Promise<unknown> {
  const page = new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`);
  try {
    await once(page, 'message');
    page.send(JSON.stringify({ type: 'subscribe', alumniIds: ['grace'] }));
    const [answer] = await once(page, 'message');
    return JSON.parse(String(answer));
  } finally {
    page.terminate();
  }
}

test('restarted without a word', async () => {
  const site = await openSite();
  await server.stop('SIGQUIT');
  site.link.become('refusing');
  await server.start();
  await renameUnheard(site);
  site.link.become('open');
  await site.expectWhole();
});

test('every connection is terminated, again and again', async () => {
  const site = await openSite();
  await renameUnheard(site);
  for (let count = 0; count < 3; count += 1) {
    await cutAll(site.databaseUrl);
    await delay(300);
  }
  await site.expectWhole();
});

test(`stopped for ${outageMs / 1000} s`, async () => {
  const site = await openSite();
  await server.stop();
  await expectOutage(site);
  await delay(outageMs);
  site.link.become('refusing');
  await server.start();
  await renameUnheard(site);
  site.link.become('open');
  await site.expectWhole();
}, 240_000);

test('silent: connections stay open and nothing comes', async () => {
  const site = await openSite();
  site.link.become('silent');
  await renameUnheard(site);
  await expectOutage(site);
  site.link.become('open');
  await site.expectWhole();
}, 240_000);

test('a moment of silence, after which what was open stays dead', async () => {
  const site = await openSite();
  site.link.become('silent');
  await renameUnheard(site);
  site.link.become('open');
  await site.expectWhole();
}, 240_000);

test('silent, and the nodes are stopped meanwhile', async () => {
  const site = await openSite();
  const pages = site.urls.map((url) => new WebSocket(`${url.replace('http', 'ws')}/api/slots/feed`));
  onTestFinished(() => {
    for (const page of pages) page.terminate();
  });
  await Promise.all(pages.map((page) => once(page, 'message')));
  const closed = pages.map((page) => once(page, 'close'));
  site.link.become('silent');
  const waiting = site.urls.map((url) => site.book(url, 'meanwhile'));
  // Until they wait for the database: what is asked after them and answered tells that they are there.
  for (const url of site.urls) await ask(url, '/livez');
  await delay(500);
  for (const { child } of site.nodes) child.kill('SIGTERM');
  for (const answer of await Promise.all(waiting)) {
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' }, retryAfter: '5' });
  }
  for (const [code] of await Promise.all(closed)) expect(code).toBe(1012);
  // Its own promise is five seconds, which it enforces itself: code 1 where it had to.
  for (const { exited, stderr } of site.nodes) {
    expect([await exited, stderr()]).toEqual([{ code: 0, signal: null }, '']);
  }
});
