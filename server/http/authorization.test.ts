/** The one table of who may do what: every route with every kind of caller, and no route beside it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Booking, SlotView } from '@mentor-slots/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learnRoutes } from '../testing/routes.ts';
import { startService, type TestService } from '../testing/service.ts';

const callers = [
  'no token',
  'a bad token',
  'the student',
  'another student',
  'the owner',
  'another alumnus',
  'an admin',
] as const;
type CallerKind = (typeof callers)[number];

/** What was there before: the owner's slot, in which the student has a pending booking. */
interface Scene {
  ownerId: string;
  slot: SlotView;
  booking: Booking;
}
/** A row: an example of the route, and what each caller hears (in the order of `callers`, the bad token left out). */
type Row = [
  route: string,
  example: (scene: Scene) => { path: string; body?: unknown },
  noToken: string,
  student: string,
  otherStudent: string,
  owner: string,
  otherAlumnus: string,
  admin: string,
];

const noOne = '401 unauthenticated';
const role = '403 wrong_role';
const theirs = '403 not_yours';
const noKey = '00000000-0000-0000-0000-000000000000';
const anotherDay = { date: '2026-12-24', startTime: '09:00', endTime: '10:00' };
const at = (path: string) => () => ({ path });
const slotPath = ({ slot }: Scene) => ({ path: `/api/slots/${slot.id}` });
const settlePath =
  (decision: string) =>
  ({ slot, booking }: Scene) => ({ path: `/api/slots/${slot.id}/bookings/${booking.id}/${decision}` });
const outside = '403 not_in_session';
const early = '409 session_not_started';
const noRecording = '404 recording_not_found';
const noBooking = '404 booking_not_found';
const notesPath = ({ slot }: Scene) => ({ path: `/api/slots/${slot.id}/session-notes` });
const feedbackPath = ({ slot }: Scene) => ({ path: `/api/slots/${slot.id}/feedback` });
const privatePath = ({ booking }: Scene) => ({ path: `/api/bookings/${booking.id}/private-note` });
const everyone = (status: string) => [status, status, status, status, status, status] as const;

const table: Row[] = [
  [
    'POST /api/slots',
    () => ({ path: '/api/slots', body: anotherDay }),
    noOne,
    role,
    role,
    '201',
    '201',
    '201',
  ],
  [
    'POST /api/slots/preview',
    () => ({ path: '/api/slots/preview', body: anotherDay }),
    noOne,
    role,
    role,
    '200',
    '200',
    '200',
  ],
  [
    'POST /api/slots/copy',
    ({ slot }) => ({ path: '/api/slots/copy', body: { from: slot.date, days: 1, onto: ['2026-12-24'] } }),
    noOne,
    role,
    role,
    '201',
    '422 nothing_to_copy',
    '422 nothing_to_copy',
  ],
  [
    'POST /api/slots/copy/preview',
    ({ slot }) => ({
      path: '/api/slots/copy/preview',
      body: { from: slot.date, days: 1, onto: ['2026-12-24'] },
    }),
    noOne,
    role,
    role,
    '200',
    '422 nothing_to_copy',
    '422 nothing_to_copy',
  ],
  [
    'GET /api/slots/alumni/:alumniId',
    ({ ownerId }) => ({ path: `/api/slots/alumni/${ownerId}` }),
    ...everyone('200'),
  ],
  ['GET /api/slots/open', at('/api/slots/open'), ...everyone('200')],
  ['GET /api/slots/my-slots', at('/api/slots/my-slots'), noOne, role, role, '200', '200', '200'],
  ['GET /api/slots/:slotId', slotPath, ...everyone('200')],
  [
    'GET /api/slots/:slotId/session.ics',
    ({ slot }) => ({ path: `/api/slots/${slot.id}/session.ics` }),
    ...everyone('200'),
  ],
  [
    'PATCH /api/slots/:slotId',
    (scene) => ({ ...slotPath(scene), body: { maxParticipants: 9 } }),
    noOne,
    role,
    role,
    '200',
    theirs,
    '200',
  ],
  ['DELETE /api/slots/:slotId', slotPath, noOne, role, role, '200', theirs, '200'],
  [
    'POST /api/slots/book',
    ({ slot }) => ({ path: '/api/slots/book', body: { slotId: slot.id } }),
    noOne,
    '200',
    '201',
    role,
    role,
    role,
  ],
  [
    'POST /api/slots/waitlist',
    ({ slot }) => ({ path: '/api/slots/waitlist', body: { slotId: slot.id } }),
    noOne,
    '200',
    '409 not_full',
    role,
    role,
    role,
  ],
  [
    'POST /api/slots/cancel',
    ({ booking }) => ({ path: '/api/slots/cancel', body: { bookingId: booking.id } }),
    noOne,
    '200',
    '404 booking_not_found',
    role,
    role,
    role,
  ],
  [
    'POST /api/slots/move',
    ({ slot, booking }) => ({
      path: '/api/slots/move',
      body: { bookingId: booking.id, slotId: slot.id },
    }),
    noOne,
    // To where it is already: what is asked before that is whose booking it is.
    '409 nothing_to_move',
    '404 booking_not_found',
    role,
    role,
    role,
  ],
  ['GET /api/slots/my-bookings', at('/api/slots/my-bookings'), noOne, '200', '200', role, role, role],
  [
    'POST /api/slots/:slotId/bookings/:bookingId/confirm',
    settlePath('confirm'),
    noOne,
    role,
    role,
    '200',
    theirs,
    '200',
  ],
  [
    'POST /api/slots/:slotId/bookings/:bookingId/decline',
    settlePath('decline'),
    noOne,
    role,
    role,
    '200',
    theirs,
    '200',
  ],
  ['GET /api/slots/:slotId/session-notes', notesPath, noOne, outside, outside, '200', outside, '200'],
  [
    'PUT /api/slots/:slotId/session-notes',
    (scene) => ({ ...notesPath(scene), body: { text: '', links: [] } }),
    noOne,
    role,
    role,
    early,
    theirs,
    early,
  ],
  [
    'GET /api/bookings/:bookingId/private-note',
    privatePath,
    noOne,
    '200',
    noBooking,
    '200',
    noBooking,
    noBooking,
  ],
  [
    'PUT /api/bookings/:bookingId/private-note',
    (scene) => ({ ...privatePath(scene), body: { text: 'Mine' } }),
    noOne,
    '200',
    noBooking,
    '200',
    noBooking,
    noBooking,
  ],
  [
    'PUT /api/slots/:slotId/bookings/:bookingId/attendance',
    (scene) => ({ ...settlePath('attendance')(scene), body: { attendance: null } }),
    noOne,
    role,
    role,
    early,
    theirs,
    early,
  ],
  ['GET /api/slots/:slotId/feedback', feedbackPath, noOne, role, role, '200', theirs, '200'],
  [
    'PUT /api/slots/:slotId/feedback',
    (scene) => ({ ...feedbackPath(scene), body: { stars: 5 } }),
    noOne,
    outside,
    outside,
    role,
    role,
    role,
  ],
  ['DELETE /api/slots/:slotId/feedback', feedbackPath, noOne, '204', '204', role, role, role],
  [
    'GET /api/slots/:slotId/feedback/own',
    ({ slot }) => ({ path: `/api/slots/${slot.id}/feedback/own` }),
    noOne,
    outside,
    outside,
    role,
    role,
    role,
  ],
  [
    'GET /api/slots/alumni/:alumniId/rating',
    ({ ownerId }) => ({ path: `/api/slots/alumni/${ownerId}/rating` }),
    ...everyone('200'),
  ],
  ['GET /api/admin/feedback', at('/api/admin/feedback'), noOne, role, role, role, role, '200'],
  ...(['hide', 'show'] as const).map(
    (action): Row => [
      `POST /api/admin/feedback/:id/${action}`,
      at(`/api/admin/feedback/${noKey}/${action}`),
      noOne,
      role,
      role,
      role,
      role,
      '404 feedback_not_found',
    ],
  ),
  [
    'POST /api/slots/:slotId/recordings',
    ({ slot }) => ({ path: `/api/slots/${slot.id}/recordings` }),
    noOne,
    role,
    role,
    early,
    theirs,
    early,
  ],
  // Of one that is not there; of one that is, server/sessions/who-may.test.ts tells.
  [
    'GET /api/recordings/:id',
    at(`/api/recordings/${noKey}`),
    noOne,
    noRecording,
    noRecording,
    noRecording,
    noRecording,
    noRecording,
  ],
  [
    'DELETE /api/recordings/:id',
    at(`/api/recordings/${noKey}`),
    noOne,
    role,
    role,
    noRecording,
    noRecording,
    noRecording,
  ],
  ['GET /api/me', at('/api/me'), noOne, '200', '200', '200', '200', '200'],
  ['PUT /api/me', () => ({ path: '/api/me', body: {} }), noOne, '200', '200', '200', '200', '200'],
  ['GET /api/calendar-feed', at('/api/calendar-feed'), noOne, '200', '200', '200', '200', '200'],
  ['POST /api/calendar-feed', at('/api/calendar-feed'), noOne, '201', '201', '201', '201', '201'],
  ['DELETE /api/calendar-feed', at('/api/calendar-feed'), noOne, '204', '204', '204', '204', '204'],
  // Of a secret that nobody has.
  ['GET /calendars/:secret.ics', at('/calendars/AAAAAAAAAAAAAAAAAAAAAA.ics'), ...everyone('404 not_found')],
  ['GET /api/busy-calendars', at('/api/busy-calendars'), noOne, role, role, '200', '200', '200'],
  [
    'PUT /api/busy-calendars',
    () => ({ path: '/api/busy-calendars', body: { calendars: [] } }),
    noOne,
    role,
    role,
    '200',
    '200',
    '200',
  ],
  ['GET /api/busy', at('/api/busy'), noOne, role, role, '200', '200', '200'],
  ['GET /api/admin/audit', at('/api/admin/audit'), noOne, role, role, role, role, '200'],
  ['GET /api/admin/report', at('/api/admin/report'), noOne, role, role, role, role, '200'],
  ['GET /api/admin/report.csv', at('/api/admin/report.csv'), noOne, role, role, role, role, '200'],
  // Without an upgrade; who may hear what on it is told in a frame (server/feed).
  ['GET /api/slots/feed', at('/api/slots/feed'), ...everyone('400 invalid_request')],
  // Of a key that nobody has.
  ['GET /api/unsubscribe/:key', at(`/api/unsubscribe/${noKey}`), ...everyone('404')],
  ['POST /api/unsubscribe/:key', at(`/api/unsubscribe/${noKey}`), ...everyone('404')],
  ['GET /livez', at('/livez'), ...everyone('200')],
  ['GET /readyz', at('/readyz'), ...everyone('200')],
  ['GET /metrics', at('/metrics'), ...everyone('200')],
  ['GET /mentor-slots.js', at('/mentor-slots.js'), ...everyone('200')],
  ['GET /mentor-slots.classic.js', at('/mentor-slots.classic.js'), ...everyone('200')],
  ['GET /mentor-slots.licenses.txt', at('/mentor-slots.licenses.txt'), ...everyone('200')],
  ['GET /mentor-slots/:part', at('/mentor-slots/none.js'), ...everyone('404 not_found')],
  ['GET /api/docs', at('/api/docs'), ...everyone('200')],
  ['GET /api/docs/json', at('/api/docs/json'), ...everyone('200')],
  ['GET /api/docs/yaml', at('/api/docs/yaml'), ...everyone('200')],
  ['GET /api/docs/static/*', at('/api/docs/static/swagger-ui.css'), ...everyone('200')],
];

/** Routes that plugins add: the preflight of CORS, and more files of the page. */
const addedByPlugins = /^(OPTIONS \*|(GET|HEAD) \/api\/docs\/(static\/.*)?)$/;
/** What a deployment that keeps its slots to itself tells instead. */
const closedToThePublic: Record<string, string> = {
  'GET /api/slots/alumni/:alumniId': noOne,
  'GET /api/slots/:slotId': noOne,
  'GET /api/slots/:slotId/session.ics': noOne,
  'GET /api/slots/alumni/:alumniId/rating': noOne,
  'GET /api/slots/open': noOne,
};
/** Where it counts who somebody is in a session, and the role follows from that. */
const bySession: Record<string, string> = {
  'GET /api/slots/:slotId/session-notes': outside,
  'GET /api/bookings/:bookingId/private-note': noBooking,
  'PUT /api/bookings/:bookingId/private-note': noBooking,
};

let routes: Set<string>;
const media = mkdtempSync(join(tmpdir(), 'mentor-slots-'));
afterAll(() => rmSync(media, { recursive: true }));

describe.each(['true', 'false'])('with PUBLIC_READ=%s', (publicRead) => {
  let service: TestService;
  let scenes = 0;

  beforeAll(async () => {
    const learnt = await learnRoutes(() =>
      startService({
        now: '2026-11-24T10:00:00.000Z',
        shared: true,
        env: {
          PUBLIC_READ: publicRead,
          MEDIA_DIR: media,
          SMTP_URL: 'smtp://127.0.0.1:1',
          MAIL_FROM: 'slots@example.edu',
        },
        widget: new URL(import.meta.url),
      }),
    );
    service = learnt.started;
    routes = learnt.routes;
    return service.close;
  });

  async function setScene(): Promise<Scene> {
    const ownerId = `owner-${++scenes}`;
    const slot = await service.publish(ownerId, 24, { maxParticipants: 3, requiresApproval: true });
    const { body: booking } = await service.book(`student-${scenes}`, slot.id);
    return { ownerId, slot, booking };
  }

  function tokenOf(caller: CallerKind): string | undefined {
    switch (caller) {
      case 'no token':
        return undefined;
      case 'a bad token':
        return `${service.token('ada', 'admin').slice(0, -4)}AAAA`;
      case 'the student':
        return service.token(`student-${scenes}`, 'student');
      case 'another student':
        return service.token(`other-student-${scenes}`, 'student');
      case 'the owner':
        return service.token(`owner-${scenes}`, 'alumni');
      case 'another alumnus':
        return service.token(`other-owner-${scenes}`, 'alumni');
      case 'an admin':
        return service.token(`admin-${scenes}`, 'admin');
    }
  }

  async function ask(method: string, example: Row[1], caller: CallerKind, scene: Scene): Promise<string> {
    const { path, body } = example(scene);
    const token = tokenOf(caller);
    const answer = await service.call(method, path, { ...(token !== undefined && { token }), body });
    // HEAD has no body to carry a code.
    return [answer.status, answer.body?.code].filter(Boolean).join(' ');
  }

  test.each(table)('%s', async (route, example, noToken, ...others) => {
    const method = route.split(' ', 1)[0] ?? '';
    const withoutToken = (publicRead === 'false' && closedToThePublic[route]) || noToken;
    const expected = [withoutToken, '401 invalid_token', ...others];
    const heard: string[] = [];
    // Reading leaves a scene as it is for the next one.
    let scene = await setScene();
    for (const [index, caller] of callers.entries()) {
      if (method !== 'GET' && index > 0) scene = await setScene();
      heard.push(await ask(method, example, caller, scene));
    }
    const told = (answers: string[]) =>
      Object.fromEntries(callers.map((caller, index) => [caller, answers[index]]));
    expect(told(heard)).toEqual(told(expected));

    if (method !== 'GET') return;
    const heardByHead: string[] = [];
    for (const caller of callers) heardByHead.push(await ask('HEAD', example, caller, scene));
    expect(told(heardByHead)).toEqual(told(expected.map((answer) => answer.slice(0, 3))));
  });

  test('a caller whose token gives no role of ours may do what needs no role, and nothing else', async () => {
    for (const roles of [[], 'teacher', ['Student'], 'ADMIN']) {
      for (const [route, example, noToken, ...others] of table) {
        const { path, body } = example(await setScene());
        const token = service.token('stranger', roles);
        const { status, body: said } = await service.call(route.split(' ', 1)[0] ?? '', path, {
          token,
          body,
        });
        // What whoever is signed in may, they may.
        const [student = ''] = others;
        const isForRoles = noToken === noOne && others.some((told) => told !== student);
        const expected = bySession[route] ?? (isForRoles ? role : noToken === noOne ? student : noToken);
        expect([route, [status, said.code].filter(Boolean).join(' ')]).toEqual([route, expected]);
      }
    }
  });

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

test('the table has every route of the service, and no other', () => {
  const listed = new Set(table.flatMap(([route]) => [route, route.replace(/^GET/, 'HEAD')]));
  const served = [...routes].filter((route) => !addedByPlugins.test(route) || listed.has(route));
  expect(served.sort()).toEqual([...listed].sort());
});
