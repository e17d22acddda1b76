/**
 * Who may call what: every route that the service registers with every kind of caller, on ids of their own and of others. The
 * tables in docs/authorization.md are made of what this test hears; that page says by which command.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Booking } from '@mentor-slots/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { giveMailKey } from '../people/queries.ts';
import { expectDocumented, markdownTable } from '../testing/documented.ts';
import { type Example, everyCall, type Scene, type When } from '../testing/every-call.ts';
import { learnRoutes } from '../testing/routes.ts';
import { startService, type TestService } from '../testing/service.ts';
import { sendRecording } from '../testing/uploads.ts';
import { wav } from '../testing/wav.ts';

type Who = readonly [id: string, roles: string | string[]];

const callers = {
  nobody: () => null,
  'its student': ({ studentId }) => [studentId, 'student'],
  'another student': ({ otherStudentId }) => [otherStudentId, 'student'],
  'its alumnus': ({ ownerId }) => [ownerId, 'alumni'],
  'another alumnus': ({ ownerId }) => [`other-${ownerId}`, 'alumni'],
  'an admin': () => ['office', 'admin'],
  'no role': () => ['stranger', []],
} as const satisfies Record<string, (scene: Scene) => Who | null>;
type Caller = keyof typeof callers;
const names = Object.keys(callers) as Caller[];
const examples = Object.values(everyCall).flat();

/** Routes that plugins add: the preflight of CORS, and more files of the page. */
const addedByPlugins = /^(OPTIONS \*|(GET|HEAD) \/api\/docs\/(static\/.*)?)$/;

/** What each caller hears of each example, by its route. */
type Heard = Record<string, Record<Caller, string>>;
const heard: Record<string, Heard> = { true: {}, false: {} };
let routes: Set<string>;
const media = mkdtempSync(join(tmpdir(), 'mentor-slots-'));
afterAll(() => rmSync(media, { recursive: true }));

/** Who may call without a token is no question of the database. */
const settings = process.env.TEST_DATABASE === 'postgres' ? ['true'] : ['true', 'false'];

describe.each(settings)('with PUBLIC_READ=%s', (publicRead) => {
  let service: TestService;
  let scenes = 0;

  beforeAll(async () => {
    const env = {
      ...{ PUBLIC_READ: publicRead, MEDIA_DIR: media },
      ...{ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'slots@example.edu' },
    };
    const options = { now: '2026-11-24T10:00:00.000Z', shared: true, widget: new URL(import.meta.url) };
    const learnt = await learnRoutes(() => startService({ ...options, env }));
    service = learnt.started;
    routes = learnt.routes;
    return service.close;
  });

  async function setScene(when: When = 'before'): Promise<Scene> {
    const number = ++scenes;
    const [ownerId, studentId, otherStudentId] = [`owner-${number}`, `sam-${number}`, `eve-${number}`];
    const [asOwner, asStudent, asOther] = [
      () => service.token(ownerId, 'alumni'),
      () => service.token(studentId, 'student'),
      () => service.token(otherStudentId, 'student'),
    ];
    const fields = { maxParticipants: 3, requiresApproval: true };
    const slot = await service.publish(ownerId, 24, fields);
    const free = await service.publish(ownerId, 48, fields);
    const { body: booking } = await service.book(studentId, slot.id);
    await service.call('PUT', '/api/me', { token: asOther(), body: {} });
    const feed = await service.call<{ url: string }>('POST', '/api/calendar-feed', { token: asStudent() });
    const calendarSecret = /\/calendars\/(.+)\.ics$/.exec(feed.body.url)?.[1] ?? '';
    const mailKey = crypto.randomUUID();
    const { kysely } = service.database.read;
    await service.database.write((tx) => giveMailKey(tx, studentId, mailKey));
    let [recordingId, feedbackId] = ['none', 'none'];
    if (when !== 'before') {
      const confirm = `/api/slots/${slot.id}/bookings/${booking.id}/confirm`;
      await service.call('POST', confirm, { token: asOwner() });
      service.clock.now = Date.parse(when === 'during' ? slot.startsAt : slot.endsAt) + 60_000;
      const { body } = await sendRecording(service.url, slot.id, wav(4_000), { token: asOwner() });
      recordingId = body.id;
    }
    if (when === 'after') {
      const body = { stars: 5, comment: 'Thank you' };
      await service.call('PUT', `/api/slots/${slot.id}/feedback`, { token: asStudent(), body });
      const row = kysely.selectFrom('feedback').select('id').where('slot_id', '=', slot.id);
      feedbackId = (await row.executeTakeFirstOrThrow()).id;
    }
    return {
      ...{
        now: service.clock.now,
        ownerId,
        studentId,
        otherStudentId,
        slot,
        free,
        booking: booking as Booking,
      },
      ...{ calendarSecret, mailKey, recordingId, feedbackId },
    };
  }

  async function ask(method: string, [, example]: Example, scene: Scene, token?: string): Promise<string> {
    const { path, body, file } = example(scene);
    const auth = token === undefined ? {} : { token };
    const answer = file
      ? await sendRecording(service.url, scene.slot.id, file, auth)
      : await service.call<{ code?: string }>(method, path, { ...auth, body });
    if (answer.status < 300) return 'yes';
    // HEAD has no body to carry a code, and a page for people none either.
    return [answer.status, answer.body.code].filter(Boolean).join(' ');
  }

  test.each(examples)('%s', async (...example) => {
    const [route, , when] = example;
    const method = route.split(' ', 1)[0] ?? '';
    // Reading leaves a scene as it is for the next caller, and so does being refused.
    let scene = await setScene(when);
    const answers: Record<string, string> = {};
    let changed = false;
    for (const name of names) {
      if (changed) scene = await setScene(when);
      const who: Who | null = callers[name](scene);
      const token = who === null ? undefined : service.token(...who);
      answers[name] = await ask(method, example, scene, token);
      changed = method !== 'GET' && answers[name] === 'yes';
      if (method === 'GET')
        expect(await ask('HEAD', example, scene, token)).toBe(/^\w+/.exec(answers[name])?.[0]);
    }
    (heard[publicRead] as Heard)[route] = answers as Record<Caller, string>;

    // Whoever sends a token that is not accepted gets nothing, not even what nobody needs one for.
    const past = { iat: scene.now / 1000 - 7_200, exp: scene.now / 1000 - 3_600 };
    for (const refused of [
      service.token('office', 'admin', past),
      `${service.token('office', 'admin').slice(0, -4)}AAAA`,
      'none',
    ])
      expect(await ask(method, example, scene, refused)).toBe('401 invalid_token');
  });

  test.each([['teacher'], [['Student']], ['ADMIN'], [['alumnus', 'mentor']]])(
    'the role %s, which is none of ours, is no role',
    async (roles) => {
      const scene = await setScene('after');
      for (const example of examples) {
        const [route] = example;
        const token = service.token('stranger', roles);
        const answer = await ask(route.split(' ', 1)[0] ?? '', example, scene, token);
        expect([route, answer]).toEqual([route, heard[publicRead]?.[route]?.['no role']]);
      }
    },
  );

  test('an address that is none is 404, a method that is none 405', async () => {
    const unknown = await service.call('GET', '/api/elsewhere');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found']);
    const method = await service.call('PUT', '/api/slots/some-slot');
    expect([method.status, method.body.code, method.headers.get('allow')]).toEqual([
      405,
      'method_not_allowed',
      'DELETE, GET, HEAD, PATCH',
    ]);
  });
});

test('every route of the service is tried, and no other', () => {
  const tried = new Set(
    examples
      .map(([route]) => route.replace(/,.*/, ''))
      .flatMap((route) => [route, route.replace(/^GET/, 'HEAD')]),
  );
  const served = [...routes].filter((route) => !addedByPlugins.test(route) || tried.has(route));
  expect(served.sort()).toEqual([...tried].sort());
});

test('what each caller hears stands in docs/authorization.md as it is', () => {
  const [open = {}, closed = {}] = [heard.true, heard.false];
  const tables = Object.entries(everyCall).map(([group, rows]) => {
    const lines = rows.map(([route]) => {
      const [, call, rest = ''] = /^([^,]+)(.*)$/.exec(route) ?? [];
      return [`\`${call}\`${rest}`, ...names.map((name) => open[route]?.[name] ?? '')];
    });
    return `\n### ${group}\n\n${markdownTable(['', ...names], lines)}`;
  });
  expectDocumented('every route', `${tables.join('')}\n`);

  if (settings.length === 1) return;
  // A deployment that keeps its sessions to itself differs in what it tells nobody, and in nothing else.
  const others = Object.keys(open).filter((route) => open[route]?.nobody !== closed[route]?.nobody);
  for (const route of others) expect([route, closed[route]?.nobody]).toEqual([route, '401 unauthenticated']);
  for (const route of Object.keys(open))
    expect([route, { ...closed[route], nobody: '' }]).toEqual([route, { ...open[route], nobody: '' }]);
  expectDocumented('closed', `${others.map((route) => `- \`${route}\`\n`).join('')}`);
});
