import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService } from '../testing/service.ts';

/** A service whose database answers no query any more. */
function withoutDatabase() {
  const read = new Proxy({} as never, {
    get() {
      throw new Error('the database is gone');
    },
  });
  return startService({ around: (database) => ({ ...database, read }) });
}

test('/livez is alive whatever the database does', async () => {
  const service = await withoutDatabase();
  const answer = await service.call('GET', '/livez');
  expect([answer.status, answer.body]).toEqual([200, { status: 'alive', version: expect.any(String) }]);
});

test('/readyz is ready with the database, and 503 with Retry-After without', async () => {
  const ready = await startService();
  expect((await ready.call('GET', '/readyz')).status).toBe(200);
  const gone = await withoutDatabase();
  const answer = await gone.call('GET', '/readyz');
  const problem = expectProblem(answer, 503, 'unavailable');
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(JSON.stringify(problem)).not.toContain('is gone');
});

test('/readyz is 503 while changes of other processes are not heard', async () => {
  const service = await startService({
    around: (database) => ({ ...database, vitals: { ...database.vitals, hearing: () => false } }),
  });
  const answer = await service.call('GET', '/readyz');
  expect(expectProblem(answer, 503, 'unavailable').detail).toContain('not heard');
  expect((await service.call('GET', '/livez')).status).toBe(200);
});

test.each([
  ['refuses', () => Promise.reject(new Error('the database is gone'))],
  ['says nothing', () => new Promise<never>(() => {})],
])('/readyz says which of the two it is where nothing is heard of a database that %s', async (_, run) => {
  const service = await startService({
    around: (database) => ({
      ...database,
      read: new Proxy(database.read, { get: (read, key) => (key === 'run' ? run : Reflect.get(read, key)) }),
      vitals: { ...database.vitals, hearing: () => false },
    }),
  });
  const answer = await service.call('GET', '/readyz');
  expect(expectProblem(answer, 503, 'unavailable').detail).toBe('The database does not answer.');
});

test('a service that is to stop is not ready, and serves on: each answer is the last of its connection, and no page is taken', async () => {
  const service = await startService();
  const before = await service.call('GET', '/api/slots/alumni/ada');
  expect(before.headers.get('connection')).toBe('keep-alive');
  const left = service.app.leave(60_000);
  const answer = await service.call('GET', '/readyz');
  expect(expectProblem(answer, 503, 'unavailable').detail).toContain('stopping');
  expect((await service.call('GET', '/livez')).status).toBe(200);
  const served = await service.call('GET', '/api/slots/alumni/ada');
  expect([served.status, served.headers.get('connection')]).toEqual([200, 'close']);
  const page = new WebSocket(`${service.url.replace('http', 'ws')}/api/slots/feed`);
  const [, refusal] = await once(page, 'unexpected-response');
  expect([refusal.statusCode, refusal.headers['retry-after']]).toEqual([503, '5']);
  page.on('error', () => {}).terminate();
  void left;
});

test('what comes while it ends to listen is held, and answered then', async () => {
  const service = await startService();
  const left = service.app.leave(0);
  const answers = Array.from({ length: 20 }, () => service.call('GET', '/livez'));
  const came = await Promise.allSettled(answers);
  await left;
  // A connection that came too late was refused, and none broken off with its request.
  for (const one of came) {
    if (one.status === 'fulfilled') expect(one.value.status).toBe(200);
    else expect((one.reason as { cause?: { code: string } }).cause?.code).toBe('ECONNREFUSED');
  }
  await expect(fetch(`${service.url}/livez`)).rejects.toThrow();
});

test('probes and metrics are not counted against the rate limit', async () => {
  const service = await startService({ env: { RATE_LIMIT: '2', ADDRESS_RATE_LIMIT: '2' } });
  for (const path of ['/livez', '/readyz', '/metrics', '/livez', '/readyz', '/metrics']) {
    expect((await service.call('GET', path)).status).toBe(200);
  }
});

test('/metrics is Prometheus text that counts requests by route, never by id', async () => {
  const service = await startService();
  await service.call('GET', '/api/slots/some-slot-id');
  await service.call('GET', '/api/slots/alumni/some-alumnus');
  await service.call('GET', '/no/such/address');
  const answer = await service.call<string>('GET', '/metrics');
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(answer.body).toMatch(
    /mentor_slots_request_seconds_count\{method="GET",route="\/api\/slots\/:slotId",status="404"\} 1/,
  );
  expect(answer.body).toContain('route="/api/slots/alumni/:alumniId",status="200"');
  expect(answer.body).toContain('process_cpu_seconds_total');
  for (const secret of ['some-slot-id', 'some-alumnus', '/no/such'])
    expect(answer.body).not.toContain(secret);
});
