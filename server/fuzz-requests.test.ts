/**
 * Requests by chance, made of the OpenAPI document that the service itself serves, as every kind of caller. Nothing of them is a
 * fault of the service or tells of its inside, and it works afterwards as before. `npm run prove` sends a hundred thousand on each
 * database; REQUESTS asks for another number, SEED repeats a run.
 */
import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { existing, freshDatabase } from './testing/fresh-database.ts';
import {
  type Description,
  describedRequests,
  type FuzzedRequest,
  fill,
} from './testing/fuzz/described-requests.ts';
import type { Pools } from './testing/fuzz/known-values.ts';
import { createSender, type RawAnswer, type Sender, wrongWith } from './testing/fuzz/sending.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { chooseSeed } from './testing/random.ts';
import { signToken, startService, wallTime } from './testing/service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const total = Number(process.env.REQUESTS ?? 1_000);
const seed = chooseSeed();
const atOnce = 20;

beforeAll(buildService);

const tokenOf = (sub: string, role: string | string[]) =>
  `Bearer ${signToken({ sub, role, name: `${sub} (name)`, exp: Math.floor(Date.now() / 1000) + 6 * 3600 })}`;
const callers: Record<string, string | null> = {
  nobody: null,
  'a bad token': 'Bearer a.b.c',
  'no role': tokenOf('kim', 'wizard'),
  'a student': tokenOf('sam', 'student'),
  'another student': tokenOf('kim', 'student'),
  'an alumna': tokenOf('ada', 'alumni'),
  'another alumnus': tokenOf('bo', ['alumni', 'student']),
  'the office': tokenOf('eve', 'admin'),
};
/** By the tags of the document. */
const meant: Record<string, string> = { Alumni: 'an alumna', Students: 'a student', Admins: 'the office' };

/** A process of its own on this run's database, in which there are sessions that have ended, and their bookings. */
async function start(pools: Pools) {
  const database = await freshDatabase();
  onTestFinished(database.drop);
  const earlier = new Date(Date.now() - 3 * 86_400_000).toISOString();
  const past = await startService({ fresh: existing(database.url), now: earlier });
  for (let hour = 1; hour <= 10; hour++) {
    const slot = await past.publish('ada', hour, { maxParticipants: 3, requiresApproval: hour > 8 });
    pools.slot.push(slot.id);
    for (const student of ['sam', 'kim']) pools.booking.push((await past.book(student, slot.id)).body.id);
  }
  await past.close();
  const service = startProcess({
    ...serviceEnvironment(''),
    DATABASE_URL: database.url,
    MEDIA_DIR: temporaryFolder(),
    LOG_REQUESTS: 'false',
  });
  const sender = createSender(await service.url);
  // Its database goes afterwards.
  onTestFinished(async () => {
    sender.close();
    service.child.kill('SIGKILL');
    await service.exited;
  });
  return { service, sender };
}

async function ask<Body>(sender: Sender, method: string, path: string, caller: string, body?: object) {
  const authorization = callers[caller] ?? '';
  const headers = { authorization, ...(body && { 'content-type': 'application/json' }) };
  const answer = await sender.send(method, path, headers, body ? Buffer.from(JSON.stringify(body)) : null);
  return { status: answer.status, body: JSON.parse(answer.text) as Body };
}

/** Publishes a session on a day that no request by chance comes near, and books it. */
async function publishAndBook(sender: Sender, days: number) {
  const fields = { ...wallTime(Date.now() + days * 86_400_000), maxParticipants: 3, requiresApproval: true };
  const slot = await ask<{ id: string }>(sender, 'POST', '/api/slots', 'an alumna', fields);
  const wanted = { slotId: slot.body.id };
  const booking = await ask<{ id: string }>(sender, 'POST', '/api/slots/book', 'a student', wanted);
  expect([slot.status, booking.status]).toEqual([201, 201]);
  return [slot.body.id, booking.body.id] as const;
}

/** Remembers what an answer gives, so that later requests are about something. */
function learn(pools: Pools, { operation }: FuzzedRequest, { status, text }: RawAnswer): void {
  if (status >= 300 || !text.startsWith('{')) return;
  const keep = (pool: string[], pattern: RegExp) => {
    for (const [, id = ''] of [...text.matchAll(pattern)].slice(0, 3)) pool.push(id);
    // The first stay: they have what only the past has.
    if (pool.length > 60) pool.splice(30, pool.length - 60);
  };
  if (/^POST \/api\/slots(\/copy)?$/.test(operation)) keep(pools.slot, /"id":"([^"\\]+)"/g);
  if (operation.endsWith('/recordings')) keep(pools.recording, /"id":"([^"\\]+)"/g);
  if (operation === 'GET /api/admin/feedback') keep(pools.comment, /"id":"([^"\\]+)"/g);
  keep(pools.booking, /"id":"([^"\\]+)","slotId"/g);
  keep(pools.cursor, /"nextCursor":"([^"\\]+)"/g);
  keep(pools.secret, /\/calendars\/([^"\\]+)\.ics"/g);
}

test(`${total} requests by the description are no fault of the service, and it works as before`, async () => {
  console.info(`SEED=${seed}`);
  const pools: Pools = { slot: [], booking: [], cursor: [], recording: [], comment: [], secret: [] };
  const { service, sender } = await start(pools);
  const description = await ask<Description>(sender, 'GET', '/api/docs/json', 'the office');
  for (let day = 30; day < 40; day++) {
    const [slotId, bookingId] = await publishAndBook(sender, day);
    pools.slot.push(slotId);
    pools.booking.push(bookingId);
  }
  const asked = new Set<string>();
  const done = new Set<string>();

  const send = async ([request, chosen]: readonly [FuzzedRequest, string]) => {
    const caller = chosen === 'whom it is meant for' ? (meant[request.tag] ?? 'a student') : chosen;
    const { path, body } = fill(request, pools);
    const authorization = callers[caller];
    const headers = { ...request.headers, ...(authorization && { authorization }) };
    const answer = await sender.send(request.method, path, headers, body).catch((error: Error) => error);
    const wrong = answer instanceof Error ? answer.message : wrongWith(answer, request.method);
    const sent = [request.headers, body?.toString().slice(0, 1_000)].map((each) => JSON.stringify(each));
    if (answer instanceof Error || wrong !== null)
      throw new Error(`${caller}: ${request.method} ${path} ${sent.join(' ')}: ${wrong}`);
    asked.add(request.operation);
    if (answer.status < 300) done.add(request.operation);
    learn(pools, request, answer);
  };
  const chosen = fc.constantFrom(...Object.keys(callers), ...Array(8).fill('whom it is meant for'));
  const some = fc.array(fc.tuple(describedRequests(description.body), chosen), {
    minLength: atOnce,
    maxLength: atOnce,
  });
  await fc.assert(
    fc.asyncProperty(some, async (requests) => void (await Promise.all(requests.map(send)))),
    // What a request does depends on those before it: a smaller one by itself says nothing.
    { seed, numRuns: Math.ceil(total / atOnce), endOnFailure: true },
  );

  const described = Object.values(description.body.paths).flatMap((one) => Object.keys(one)).length;
  console.info(`${asked.size} of ${described} calls were asked, ${done.size} did as asked.`);
  // They were about something.
  expect(done.size).toBeGreaterThan(described / 2);
  await publishAndBook(sender, 60);
  expect(service.stdout()).not.toContain('a fault of the service');
  expect(service.stderr()).toBe('');
  expect([service.child.exitCode, service.child.signalCode]).toEqual([null, null]);
}, 3_600_000);
