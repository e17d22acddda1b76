/**
 * Frames of the feed by chance, made of the schema of what a client may send, as every kind of caller. Each is answered as it should
 * be or closes its socket with one of the codes that are told, and the feed works afterwards as before. `npm run prove` sends a hundred
 * thousand on each database; FRAMES asks for another number, SEED repeats a run.
 */
import { once } from 'node:events';
import { ClientFrameSchema, closeCodes } from '@mentor-slots/contract';
import fc from 'fast-check';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { connectFeed } from './testing/feed-client.ts';
import { freshDatabase } from './testing/fresh-database.ts';
import { bytesOf, type FuzzedBody, jsonBodies } from './testing/fuzz/bodies.ts';
import type { Schema } from './testing/fuzz/schema-values.ts';
import { innardsIn } from './testing/fuzz/sending.ts';
import { buildService, serviceEnvironment, startProcess } from './testing/process.ts';
import { chooseSeed } from './testing/random.ts';
import { signToken, wallTime } from './testing/service.ts';

const total = Number(process.env.FRAMES ?? 1_000);
const seed = chooseSeed();
/** So many bad ones a socket may send, and some of those that it sends are good. */
const onOneSocket = 20;
/** Sockets that are open at the same time. */
const atOnce = 10;

beforeAll(buildService);

const exp = Math.floor(Date.now() / 1000) + 6 * 3600;
const tokens = {
  'a student': signToken({ sub: 'sam', role: 'student', exp }),
  'an alumna': signToken({ sub: 'ada', role: 'alumni', exp }),
  'the office': signToken({ sub: 'eve', role: 'admin', exp }),
};
const callers = [null, ...Object.values(tokens)];

const token = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...Object.values(tokens)) },
  // It ends the conversation.
  { weight: 1, arbitrary: fc.constantFrom('a.b.c', '', 'x'.repeat(9_000)) },
);
const person = fc.oneof(fc.constantFrom('ada', 'bo'), fc.string({ minLength: 1, maxLength: 128 }));
const vocabulary = {
  components: {},
  known: { token, alumniIds: fc.array(person, { minLength: 1, maxLength: 40 }) },
};
const schema = ClientFrameSchema as Schema;

interface Frame extends FuzzedBody {
  binary: boolean;
}
const frame: fc.Arbitrary<Frame> = fc
  .tuple(jsonBodies(schema, vocabulary), fc.integer({ min: 0, max: 19 }))
  .map(([body, chance]) => ({ ...body, binary: chance === 0 }));

/** What the feed may close with because of what was sent: no text, too long, a bad token, too many bad ones. */
const foreseen: number[] = [1007, closeCodes.tooLarge, closeCodes.token, closeCodes.policy];
/** Error codes that speak of the frame, not of the service. */
const faults = ['internal_error', 'unavailable'];

/** How many frames of each type came back. */
const heard = new Map<string, number>();

/** Sends these over a socket of this caller; resolves with what is wrong with what came back, or null. */
async function converse(
  url: string,
  caller: string | null,
  frames: readonly Frame[],
): Promise<string | null> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/slots/feed`);
  socket.on('error', () => {});
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const texts: string[] = [];
  socket.on('message', (data: Buffer) => texts.push(data.toString()));
  await Promise.race([once(socket, 'open'), closed]);
  if (caller !== null) socket.send(JSON.stringify({ type: 'authenticate', token: caller }));
  for (const { text, bytes, binary } of frames) {
    if (socket.readyState === WebSocket.OPEN) socket.send(bytesOf(text, bytes), { binary });
  }
  // Frames are served one after another: what answers this one comes last.
  const last = 'of the last frame';
  const answered = new Promise<null>((resolve) => {
    socket.on('message', (data: Buffer) => data.includes(last) && resolve(null));
  });
  if (socket.readyState === WebSocket.OPEN)
    socket.send(JSON.stringify({ type: 'subscribe', alumniIds: [last] }));
  const code = await Promise.race([answered, closed]);
  socket.terminate();
  if (code !== null && !foreseen.includes(code)) return `closed with ${code}`;
  for (const text of texts) {
    // Whose sessions they are is what the client itself has asked for, by whatever name.
    const { alumniId: _, ...answer } = JSON.parse(text) as { type: string; code?: string; alumniId?: string };
    const told = innardsIn(JSON.stringify(answer));
    if (told !== null) return `tells of the inside: ${told} in ${text}`;
    heard.set(answer.type, (heard.get(answer.type) ?? 0) + 1);
    if (answer.type === 'error' && faults.includes(answer.code ?? '')) return text;
  }
  return null;
}

test(`${total} frames by the schema are answered, and the feed works as before`, async () => {
  console.info(`SEED=${seed}`);
  const database = await freshDatabase();
  onTestFinished(database.drop);
  const service = startProcess({
    ...serviceEnvironment(''),
    DATABASE_URL: database.url,
    LOG_REQUESTS: 'false',
  });
  onTestFinished(async () => {
    service.child.kill('SIGKILL');
    await service.exited;
  });
  const url = await service.url;
  const conversation = fc.tuple(
    fc.constantFrom(...callers),
    fc.array(frame, { minLength: onOneSocket, maxLength: onOneSocket }),
  );
  const some = fc.array(conversation, { minLength: atOnce, maxLength: atOnce });
  await fc.assert(
    fc.asyncProperty(some, async (conversations) => {
      const found = await Promise.all(conversations.map(([caller, frames]) => converse(url, caller, frames)));
      expect(found.filter((wrong) => wrong !== null)).toEqual([]);
    }),
    { seed, numRuns: Math.ceil(total / onOneSocket / atOnce), endOnFailure: true },
  );

  console.info(`Came back: ${[...heard].map(([type, count]) => `${type} ${count}`).join(', ')}.`);
  for (const type of ['authenticated', 'snapshot', 'error']) {
    expect([type, (heard.get(type) ?? 0) > total / 50]).toEqual([type, true]);
  }
  const client = await connectFeed(url);
  await client.authenticate(tokens['a student']);
  await client.subscribe('ada');
  const published = await fetch(`${url}/api/slots`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens['an alumna']}`, 'content-type': 'application/json' },
    body: JSON.stringify(wallTime(Date.now() + 86_400_000)),
  });
  expect(published.status).toBe(201);
  await client.next('slot_created');
  expect(service.stdout()).not.toMatch(/a fault of the (feed|service)/);
  expect(service.stderr()).toBe('');
  expect([service.child.exitCode, service.child.signalCode]).toEqual([null, null]);
}, 3_600_000);
