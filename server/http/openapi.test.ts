import { problems } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { startService } from '../testing/service.ts';

interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security: Record<string, unknown>[];
  tags: string[];
  requestBody?: { required: boolean; content: Record<string, { schema: unknown }> };
  responses: Record<string, { content: Record<string, { schema: unknown }> }>;
}
interface Description {
  openapi: string;
  info: { description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  components: { schemas: Record<string, { properties?: object }> };
  paths: Record<string, Record<string, Operation>>;
}

async function describeService() {
  const service = await startService();
  const { status, body } = await service.call<Description>('GET', '/api/docs/json');
  expect(status).toBe(200);
  const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  return { service, body, operations };
}

test('the description is OpenAPI 3.1 and has every call of the API', async () => {
  const { body, operations } = await describeService();
  expect(body.openapi).toMatch(/^3\.1\.\d+$/);
  expect(operations.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'POST /api/slots',
      'POST /api/slots/preview',
      'POST /api/slots/copy',
      'POST /api/slots/copy/preview',
      'GET /api/slots/alumni/{alumniId}',
      'GET /api/slots/open',
      'GET /api/slots/my-slots',
      'GET /api/slots/{slotId}',
      'GET /api/slots/{slotId}/session.ics',
      'PATCH /api/slots/{slotId}',
      'DELETE /api/slots/{slotId}',
      'POST /api/slots/book',
      'POST /api/slots/cancel',
      'GET /api/slots/my-bookings',
      'POST /api/slots/{slotId}/bookings/{bookingId}/confirm',
      'POST /api/slots/{slotId}/bookings/{bookingId}/decline',
    ]),
  );
});

test('every operation says what it does, who may, what it takes and what it answers', async () => {
  const { operations } = await describeService();
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  for (const { name, operation } of operations) {
    expect(operation.summary, name).toMatch(/\w/);
    expect(operation.description, name).toMatch(/Needs the role|Needs a token|Needs no token|Public/);
    const isForHolders = operation.description?.startsWith('Needs no token');
    expect(operation.security[0], name).toEqual(isForHolders ? {} : { token: [] });
    const successes = Object.keys(operation.responses).filter((status) => /^2\d\d$/.test(status));
    expect(successes.length, name).toBeGreaterThan(0);
    for (const status of successes.filter((one) => one !== '204')) {
      const [media = 'application/json'] = Object.keys(operation.responses[status]?.content ?? {});
      expect(['application/json', ...otherMedia(name)]).toContain(media);
      expect(operation.responses[status]?.content[media]?.schema, name).toBeTruthy();
    }
    expect(operation.responses.default?.content, name).toHaveProperty(['application/problem+json']);
  }
});

/** What some operations answer in place of JSON. */
function otherMedia(name: string): string[] {
  if (name.endsWith('.ics')) return ['text/calendar'];
  if (name.endsWith('.csv')) return ['text/csv'];
  return name === 'GET /api/recordings/{id}' ? ['application/octet-stream'] : [];
}

test('schemas have names: each is told once, and what a client asks for is among them', async () => {
  const { body } = await describeService();
  const { schemas } = body.components;
  expect(Object.keys(schemas)).toEqual(
    expect.arrayContaining([
      'Slot',
      'SlotList',
      'CreateSlot',
      'Repeat',
      'Booking',
      'BookingStatus',
      'Problem',
    ]),
  );
  expect(JSON.stringify(body)).not.toMatch(/"title":"(?!Mentor Slots")/);
  expect(schemas.Slot?.properties).toHaveProperty('meetingUrl');
  expect(JSON.stringify(body.paths)).toContain('{"$ref":"#/components/schemas/Slot"}');
  expect(JSON.stringify(body).length).toBeLessThan(100_000);
});

test('each tag is declared, a body that may be left out is told so, and the server is the one that PUBLIC_URL names', async () => {
  const { body, operations } = await describeService();
  expect(body.tags.map(({ name }) => name)).toEqual(['Everyone', 'People', 'Alumni', 'Students', 'Admins']);
  for (const { name, operation } of operations) {
    for (const tag of operation.tags)
      expect(
        body.tags.map((one) => one.name),
        name,
      ).toContain(tag);
    const mayBeLeftOut = ['deleteSlot', 'declineBooking'].includes(operation.operationId);
    if (operation.requestBody) expect(operation.requestBody.required, name).toBe(!mayBeLeftOut);
  }
  expect(body.servers).toEqual([{ url: '/' }]);
  const elsewhere = await startService({ env: { PUBLIC_URL: 'https://portal.example.edu/slots/' } });
  const { servers } = (await elsewhere.call<Description>('GET', '/api/docs/json')).body;
  expect(servers).toEqual([{ url: 'https://portal.example.edu/slots' }]);
});

test('what a reader of the description could not resolve is not in it', async () => {
  const { body } = await describeService();
  const text = JSON.stringify(body);
  for (const [reference] of text.matchAll(/"\$ref":"[^"]*"/g)) {
    const path = reference.slice('"$ref":"#/'.length, -1).split('/');
    const target = path.reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key],
      body,
    );
    expect(target, reference).toBeDefined();
  }
  expect(text).not.toContain('"~');
});

test('every problem code is told with its status', async () => {
  const { body } = await describeService();
  for (const [code, { status }] of Object.entries(problems)) {
    expect(body.info.description).toContain(`| \`${code}\` | ${status} |`);
  }
});

test('what the contract promises of codes and statuses holds', () => {
  const promised = {
    401: ['unauthenticated', 'invalid_token'],
    403: ['not_yours', 'wrong_role'],
    404: ['slot_not_found', 'booking_not_found'],
    409: [
      'slot_full',
      'slot_started',
      'slot_overlap',
      'student_conflict',
      'capacity_below_taken',
      'booking_closed',
      'cancel_closed',
    ],
    413: ['body_too_large'],
    422: ['end_not_after_start', 'nonexistent_time'],
    429: ['rate_limited'],
    503: ['unavailable', 'maintenance'],
  };
  const table: Record<string, { status: number }> = problems;
  for (const [status, codes] of Object.entries(promised)) {
    for (const code of codes) expect([code, table[code]?.status]).toEqual([code, Number(status)]);
  }
});

test('the page is served, everything it loads is there, and its policy lets it work', async () => {
  const { service } = await describeService();
  const page = await service.call<string>('GET', '/api/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');

  const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    expect(file).toMatch(/^\/api\/docs\/static\//);
    expect((await service.call('GET', file)).status).toBe(200);
  }
  expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);

  const policy = page.headers.get('content-security-policy') ?? '';
  for (const directive of [
    "script-src 'self'",
    "connect-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
  ]) {
    expect(policy).toContain(directive);
  }
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  // By plain HTTP under any name but localhost it would leave the page empty.
  expect(policy).not.toContain('upgrade-insecure-requests');
});

test('the same description comes as YAML', async () => {
  const service = await startService();
  const answer = await service.call<string>('GET', '/api/docs/yaml');
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/^openapi: "?3\.1/);
});

test.each(['%00', 'a'.repeat(300), '..%2f..%2fpackage.json', 'none.css'])(
  'the page has no file /static/%s, and that is no fault of the service',
  async (name) => {
    const service = await startService({ shared: true });
    const answer = await service.call('GET', `/api/docs/static/${name}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  },
);
