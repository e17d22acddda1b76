/** Text that no database keeps as it is, at each edge where text comes in. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import type { Description } from '../testing/fuzz/described-requests.ts';
import { known } from '../testing/fuzz/known-values.ts';
import { valuesOf } from '../testing/fuzz/schema-values.ts';
import { startService, type TestService, wallTime } from '../testing/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ shared: true });
  return service.close;
});

const publish = (fields: object) =>
  service.call('POST', '/api/slots', {
    token: service.token('ada', 'alumni'),
    body: { ...wallTime(service.clock.now + 3_600_000), ...fields },
  });
const asStudent = (path: string, body: object) =>
  service.call('POST', path, { token: service.token('dee', 'student'), body });

test.each([
  ['NUL', 'a\0b'],
  ['half a character', 'a\ud800b'],
  ['the other half', '\udc00'],
])('%s is refused in texts and ids', async (_title, text) => {
  expectProblem(await publish({ description: text }), 400, 'invalid_request');
  expectProblem(await asStudent('/api/slots/book', { slotId: text }), 400, 'invalid_request');
  expectProblem(await asStudent('/api/slots/book', { slotId: 'x', note: text }), 400, 'invalid_request');
  expectProblem(await asStudent('/api/slots/cancel', { bookingId: text }), 400, 'invalid_request');
  const cursor = Buffer.from(`2027-01-01T00:00:00.000Z ${text}`).toString('base64url');
  const answer = await service.call('GET', `/api/slots/alumni/ada?cursor=${cursor}`);
  expectProblem(answer, 400, 'invalid_request');
});

test('NUL is refused in the ids of an address', async () => {
  for (const path of ['/api/slots/a%00b', '/api/slots/alumni/a%00b', '/api/slots/a%00b/session.ics'])
    expectProblem(await service.call('GET', path), 400, 'invalid_request');
});

test('whole characters beyond the first plane are text', async () => {
  const answer = await publish({ description: 'Talk 😀 𝒳' });
  expect([answer.status, answer.body.description]).toEqual([201, 'Talk 😀 𝒳']);
});

test.each([
  'https://user:pass@meet.example',
  'https://meet.example@evil.example/',
  'https://:p@meet.example',
])('a meeting link with a name or password is refused: %s', async (meetingUrl) => {
  expectProblem(await publish({ meetingUrl }), 400, 'invalid_request');
});

test('every text of every described body refuses what no database keeps, at each place of it', async () => {
  const token = service.token('eve', ['alumni', 'student', 'admin']);
  const { paths, components } = (await service.call<Description>('GET', '/api/docs/json')).body;
  const vocabulary = { components: components.schemas, known };
  const tried: string[] = [];
  const taken: string[] = [];
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { requestBody }] of Object.entries(operations)) {
      const schema = requestBody?.content['application/json']?.schema;
      if (schema === undefined) continue;
      for (const value of fc.sample(valuesOf(schema, vocabulary), { numRuns: 30, seed: 16 })) {
        for (const [place, ...bodies] of withText(value, ['\0', '\ud800', '\udc00'])) {
          const name = `${method} ${path} ${place}`;
          if (tried.includes(name)) continue;
          tried.push(name);
          for (const body of bodies) {
            const answer = await service.call(method.toUpperCase(), path.replace(/\{\w+\}/g, 'x'), {
              token,
              body,
            });
            // A zone is looked up by its name later on, which has no such characters.
            if (answer.status !== 400 && !place.endsWith('.timeZone'))
              taken.push(`${name}: ${answer.status}`);
          }
        }
      }
    }
  }
  expect(taken).toEqual([]);
  expect(tried.length).toBeGreaterThan(50);
});

/** For each text in a value: where it stands, and the value with each of these put into that text. */
function withText(value: unknown, inserted: readonly string[]): [place: string, ...bodies: unknown[]][] {
  const found: [string, ...unknown[]][] = [];
  const walk = (part: unknown, place: string, put: (text: string) => unknown) => {
    if (typeof part === 'string') found.push([place, ...inserted.map((more) => put(part + more))]);
    else if (typeof part === 'object' && part !== null)
      for (const [key, inner] of Object.entries(part))
        walk(inner, `${place}.${/^\d+$/.test(key) ? '[]' : key}`, (text) =>
          put(Object.assign(structuredClone(part), { [key]: text }) as never),
        );
  };
  walk(value, '', (text) => text);
  return found;
}
