/**
 * Who may do and read what of a session, before it, while it runs and after it: every route about it with every kind of
 * caller. The table in docs/authorization.md is made of what this test hears; that page says by which command.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Booking, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { expectDocumented, markdownTable } from '../testing/documented.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { learnRoutes } from '../testing/routes.ts';
import { startService, type TestService } from '../testing/service.ts';
import { sendRecording } from '../testing/uploads.ts';
import { wav } from '../testing/wav.ts';

const moments = ['before', 'during', 'after'] as const;
type Moment = (typeof moments)[number];

const callers = {
  nobody: null,
  'a confirmed student': ['sam', 'student'],
  'who was marked absent': ['abe', 'student'],
  'who waits or asked': ['wim', 'student'],
  'another student': ['eve', 'student'],
  'its alumnus': ['ada', 'alumni'],
  'another alumnus': ['bob', 'alumni'],
  'an admin': ['office', 'admin'],
} as const;
type CallerName = keyof typeof callers;

/** A session with everything in it that can be kept of one. */
interface Scene {
  slot: SlotView;
  /** Of the confirmed student. */
  booking: Booking;
  /** Once there is one. */
  recordingId: string;
}

/** Each text that somebody wrote, and who may ever read it. */
const canaries: Record<string, readonly CallerName[]> = {
  'CANARY shared notes': ['a confirmed student', 'who was marked absent', 'its alumnus', 'an admin'],
  'CANARY link': ['a confirmed student', 'who was marked absent', 'its alumnus', 'an admin'],
  'CANARY note of the student to herself': ['a confirmed student'],
  'CANARY note of the alumnus to herself': ['its alumnus'],
  'CANARY what the student wrote on booking': ['a confirmed student', 'its alumnus', 'an admin'],
  'CANARY comment': ['a confirmed student', 'its alumnus', 'an admin'],
};

interface Call {
  path: (scene: Scene) => string;
  body?: object;
  /** A file instead of a body. */
  file?: Buffer;
  /** Where it is no use to try it for everybody in turn: the first would take it away from the others. */
  last?: true;
}

const slotPath =
  (end = '') =>
  ({ slot }: Scene) =>
    `/api/slots/${slot.id}${end}`;
const bookingPath = ({ booking }: Scene) => `/api/bookings/${booking.id}/private-note`;
const recordingPath = ({ recordingId }: Scene) => `/api/recordings/${recordingId}`;
const calls: Record<string, Call> = {
  'GET /api/slots/:slotId': { path: slotPath() },
  'GET /api/slots/:slotId/session.ics': { path: slotPath('/session.ics') },
  'GET /api/slots/:slotId/session-notes': { path: slotPath('/session-notes') },
  'PUT /api/slots/:slotId/session-notes': {
    path: slotPath('/session-notes'),
    body: { text: 'CANARY shared notes', links: [{ url: 'https://example.edu/', label: 'CANARY link' }] },
  },
  'GET /api/bookings/:bookingId/private-note': { path: bookingPath },
  'PUT /api/slots/:slotId/bookings/:bookingId/attendance': {
    path: ({ slot, booking }) => `/api/slots/${slot.id}/bookings/${booking.id}/attendance`,
    body: { attendance: 'attended' },
  },
  'PUT /api/slots/:slotId/feedback': {
    path: slotPath('/feedback'),
    body: { stars: 4, comment: 'CANARY comment' },
  },
  'GET /api/slots/:slotId/feedback/own': { path: slotPath('/feedback/own') },
  'GET /api/slots/:slotId/feedback': { path: slotPath('/feedback') },
  'POST /api/slots/:slotId/recordings': { path: slotPath('/recordings'), file: wav(4_000) },
  'GET /api/recordings/:id': { path: recordingPath },
  'DELETE /api/recordings/:id': { path: recordingPath, last: true },
  'DELETE /api/slots/:slotId/feedback': { path: slotPath('/feedback'), last: true },
  'GET /api/slots/alumni/:alumniId/rating': { path: () => '/api/slots/alumni/ada/rating' },
  'GET /api/slots/alumni/:alumniId': { path: () => '/api/slots/alumni/ada?from=2026-11-01&to=2026-12-31' },
  'GET /api/slots/open': { path: () => '/api/slots/open' },
  'GET /api/slots/my-slots': { path: () => '/api/slots/my-slots?from=2026-11-01&to=2026-12-31' },
  'GET /api/slots/my-bookings': { path: () => '/api/slots/my-bookings?from=2026-11-01&to=2026-12-31' },
  'GET /api/admin/feedback': { path: () => '/api/admin/feedback' },
  'GET /api/admin/report': { path: () => '/api/admin/report' },
  'GET /api/admin/report.csv': { path: () => '/api/admin/report.csv' },
  'GET /api/admin/audit': { path: () => '/api/admin/audit' },
};

let service: TestService;
let routes: Set<string>;
beforeAll(async () => {
  const learnt = await learnRoutes(() =>
    startService({
      ...{ now: '2026-11-24T10:00:00.000Z', shared: true, widget: new URL(import.meta.url) },
      env: { MEDIA_DIR: mkdtempSync(join(tmpdir(), 'mentor-slots-')) },
    }),
  );
  service = learnt.started;
  routes = learnt.routes;
  return async () => {
    await service.close();
    rmSync(service.config.mediaDir ?? '', { recursive: true });
  };
});

const tokenOf = (name: CallerName): { token?: string } => {
  const who = callers[name];
  return who === null ? {} : { token: service.token(who[0], who[1]) };
};

async function ask(route: string, scene: Scene, caller: CallerName) {
  const [method = ''] = route.split(' ', 1);
  const call = calls[route] as Call;
  if (call.file !== undefined) return sendRecording(service.url, scene.slot.id, call.file, tokenOf(caller));
  return service.call(method, call.path(scene), {
    ...tokenOf(caller),
    ...(call.body !== undefined && { body: call.body }),
  });
}

async function setScene(): Promise<Scene> {
  const slot = await service.publish('ada', 24, { maxParticipants: 5, meetingUrl: 'https://meet.example/x' });
  const { body: booking } = await service.book('sam', slot.id, 'CANARY what the student wrote on booking');
  for (const other of ['abe', 'leo', 'mira']) await service.book(other, slot.id);
  // Somebody who asked, and was not confirmed: the owner began to ask after the others had come.
  await service.call('PATCH', `/api/slots/${slot.id}`, {
    ...tokenOf('its alumnus'),
    body: { requiresApproval: true },
  });
  await service.book('wim', slot.id);
  return { slot, booking, recordingId: 'none' };
}

/** As the alumnus. */
async function record(scene: Scene): Promise<void> {
  const { status, body } = await sendRecording(
    service.url,
    scene.slot.id,
    wav(4_000),
    tokenOf('its alumnus'),
  );
  expect(status).toBe(201);
  scene.recordingId = body.id;
}

/** What comes about once it is over: everything that can be written of it. */
async function fill({ slot, booking }: Scene): Promise<void> {
  const done: number[] = [];
  const put = async (path: string, caller: CallerName | string, body: object) => {
    const auth =
      caller in callers ? tokenOf(caller as CallerName) : { token: service.token(caller, 'student') };
    done.push((await service.call('PUT', path, { ...auth, body })).status);
  };
  const { body: own } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`, tokenOf('its alumnus'));
  const abe = own.bookings?.find(({ studentId }) => studentId === 'abe');
  await put(`/api/slots/${slot.id}/bookings/${abe?.id}/attendance`, 'its alumnus', { attendance: 'absent' });
  const notes = `/api/bookings/${booking.id}/private-note`;
  await put(notes, 'a confirmed student', { text: 'CANARY note of the student to herself' });
  await put(notes, 'its alumnus', { text: 'CANARY note of the alumnus to herself' });
  const words = calls['PUT /api/slots/:slotId/session-notes']?.body as object;
  await put(`/api/slots/${slot.id}/session-notes`, 'its alumnus', words);
  for (const who of ['a confirmed student', 'leo', 'mira'])
    await put(`/api/slots/${slot.id}/feedback`, who, { stars: 5, comment: 'CANARY comment' });
  expect(done).toEqual(done.map(() => 200));
}

test('who may do what, before, during and after, stands in the docs as it is', async () => {
  const heard = new Map<string, Map<Moment, string[]>>();
  const read = new Map<CallerName, Set<string>>();
  const scene = await setScene();
  const sockets = await Promise.all(
    (Object.keys(callers) as CallerName[]).map(async (name) => {
      const feed = await connectFeed(service.url);
      const who = callers[name];
      // Until after the session.
      const exp = service.clock.now / 1000 + 200_000;
      if (who !== null) await feed.authenticate(service.token(who[0], who[1], { exp }));
      await feed.subscribe('ada');
      return { name, feed };
    }),
  );
  for (const moment of moments) {
    if (moment === 'during') service.clock.now = Date.parse(scene.slot.startsAt) + 60_000;
    if (moment === 'after') {
      service.clock.now = Date.parse(scene.slot.endsAt) + 60_000;
      await fill(scene);
    }
    const inOrder = Object.keys(calls).sort(
      (one, other) => Number(calls[one]?.last ?? false) - Number(calls[other]?.last ?? false),
    );
    for (const route of inOrder) {
      const row = heard.get(route) ?? new Map<Moment, string[]>();
      heard.set(route, row);
      const answers: string[] = [];
      for (const caller of Object.keys(callers) as CallerName[]) {
        // What one has removed, the next one cannot.
        if (route.includes('recordings/') && moment !== 'before') await record(scene);
        const { status, body } = await ask(route, scene, caller);
        answers.push(status < 300 ? 'yes' : `${status} ${body.code}`);
        const seen = read.get(caller) ?? new Set();
        read.set(caller, seen);
        // What somebody sends themselves comes back to them.
        for (const canary of Object.keys(canaries))
          if (route.startsWith('GET') && JSON.stringify(body).includes(canary)) seen.add(canary);
      }
      row.set(moment, answers);
    }
  }
  for (const { name, feed } of sockets) {
    await feed.settle();
    for (const canary of Object.keys(canaries))
      if (JSON.stringify(feed.frames).includes(canary)) read.get(name)?.add(canary);
  }

  // Each text reached exactly those for whom it is.
  for (const [canary, readers] of Object.entries(canaries)) {
    const reached = [...read].filter(([, seen]) => seen.has(canary)).map(([name]) => name);
    expect({ [canary]: reached }).toEqual({ [canary]: readers });
  }

  expectDocumented('a session', tableOf(heard));
});

test('every route about a session or a booking is in it, or changes who has a seat', () => {
  const others = /^(HEAD|OPTIONS) |\/(book|waitlist|cancel|move|feed|preview|copy|confirm|decline)$/;
  const about = [...routes].filter(
    (route) => /\/api\/(slots|bookings|recordings|admin)\b/.test(route) && !others.test(route),
  );
  const told = new Set(Object.keys(calls));
  // Publishing and changing, and what is tried beside: server/http/authorization.test.ts has these.
  expect(about.filter((route) => !told.has(route)).sort()).toEqual([
    'DELETE /api/slots/:slotId',
    'PATCH /api/slots/:slotId',
    'POST /api/admin/feedback/:id/hide',
    'POST /api/admin/feedback/:id/show',
    'POST /api/slots',
    'PUT /api/bookings/:bookingId/private-note',
  ]);
});

/** Routes by moments; a line where nothing depends on the moment. */
function tableOf(heard: ReadonlyMap<string, ReadonlyMap<Moment, string[]>>): string {
  const lines = [...heard].flatMap(([route, byMoment]) => {
    const told = moments.map((moment) => byMoment.get(moment) ?? []);
    const isAlways = new Set(told.map(String)).size === 1;
    if (isAlways) return [[`\`${route}\``, 'always', ...(told[0] as string[])]];
    return moments.map((moment, index) => [`\`${route}\``, moment, ...(told[index] as string[])]);
  });
  return markdownTable(['', 'when', ...Object.keys(callers)], lines);
}
