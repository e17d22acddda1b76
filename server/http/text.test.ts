/** Text that no database keeps as it is, at each edge where text comes in. */
import { beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
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
