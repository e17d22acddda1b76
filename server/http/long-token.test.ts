/** Tokens with more in them than headers have room for. */
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { startService } from '../testing/service.ts';

test.each([9, 12])('a token of %i KiB is told what it may have, by HTTP and on the feed', async (kib) => {
  const service = await startService();
  const token = service.token('ada', 'alumni', { groups: 'x'.repeat(kib * 768) });
  const answer = await service.call('GET', '/api/slots/my-slots', { token });
  const problem = expectProblem(answer, 401, 'invalid_token');
  expect(problem.detail).toMatch(/^The token has \d+ characters; it may have 8,192\./);
  const feed = await connectFeed(service.url);
  feed.send({ type: 'authenticate', token });
  expect((await feed.next('error')).detail).toBe(problem.detail);
  expect((await feed.closed).code).toBe(4401);
});

test('a token that just fits counts', async () => {
  const service = await startService();
  const room = 8_192 - service.token('ada', 'alumni', { groups: '' }).length;
  const token = service.token('ada', 'alumni', { groups: 'x'.repeat(Math.floor(room * 0.75) - 2) });
  expect(token.length).toBeGreaterThan(8_180);
  expect((await service.call('GET', '/api/slots/my-slots', { token })).status).toBe(200);
});

test('headers in which no such token fits are refused in words', async () => {
  const service = await startService();
  const answer = await service.call('GET', '/api/slots/my-slots', { token: 'x'.repeat(20_000) });
  expect(expectProblem(answer, 431, 'headers_too_large').detail).toMatch(/a token may have 8/);
});
