/** Uploads that end early, take long, are too large, or whose session or database is gone at the end: no file is left. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../db/database.ts';
import { Problem } from '../../problem.ts';
import { mentorSlotsHere } from '../../testing/command-line.ts';
import { type RecordedSession, recordedSession } from '../../testing/recorded-session.ts';
import type { TestOptions } from '../../testing/service.ts';
import { boundary, frame, type OpenUpload, openUpload, type UploadOptions } from '../../testing/uploads.ts';
import { wav } from '../../testing/wav.ts';

const piece = randomBytes(64 * 1024);
const large = Buffer.concat([wav(), randomBytes(3_000_000)]);

interface Begun extends OpenUpload {
  /** Sends the rest. */
  finish(): void;
}

/** Begins an upload and sends this share of it; resolves once the service has written some of it. */
async function begin(session: RecordedSession, content = large, share = 0.9, told = true): Promise<Begun> {
  const { service, slot, token, folder, files } = session;
  const { head, tail } = frame({});
  const whole = Buffer.concat([head, content, tail]);
  const upload = openUpload(service.url, slot.id, told ? whole.length : null, { token });
  const before = new Set(files());
  const sent = Math.floor(whole.length * share);
  upload.request.write(whole.subarray(0, sent));
  const isWritten = () =>
    files().some(
      (name) => !before.has(name) && name.endsWith('.part') && statSync(join(folder, name)).size > 0,
    );
  await expect.poll(isWritten).toBe(true);
  return { ...upload, finish: () => upload.request.end(whole.subarray(sent)) };
}

const told = async ({ answer }: OpenUpload) => {
  const { status, body } = await answer;
  return [status, body.code];
};

test('cut off at nine tenths, it leaves nothing, and begun again it is taken', async () => {
  const session = await recordedSession();
  const upload = await begin(session);
  expect(session.files()).toEqual([expect.stringMatching(/\.part$/)]);
  upload.request.destroy();
  await expect.poll(session.files).toEqual([]);
  const { status, body } = await session.send(large);
  expect([status, session.files()]).toEqual([201, [body.id]]);
  expect(readFileSync(join(session.folder, body.id)).equals(large)).toBe(true);
  expect(await rows(session)).toBe(1);
});

test('cut off before its kind can be told, it leaves nothing', async () => {
  const session = await recordedSession();
  const watched = watchConnections(session);
  const { head } = frame({});
  const { request } = openUpload(session.service.url, session.slot.id, 50_000, session);
  request.write(Buffer.concat([head, wav().subarray(0, 100)]));
  await expect.poll(watched.received).toBeGreaterThan(head.length);
  request.destroy();
  await expect.poll(watched.areClosed).toBe(true);
  expect(session.files()).toEqual([]);
});

test('without its last boundary it is not whole, however many bytes came', async () => {
  const session = await recordedSession();
  const { head } = frame({});
  for (const length of [head.length + large.length, null]) {
    const upload = openUpload(session.service.url, session.slot.id, length, session);
    upload.request.end(Buffer.concat([head, large]));
    expect(await told(upload)).toEqual([400, 'invalid_request']);
    expect(session.files()).toEqual([]);
  }
});

test('two at once are two recordings, each its own', async () => {
  const session = await recordedSession();
  const contents = [large, Buffer.concat([wav(), randomBytes(2_000_000)])];
  const uploads = await Promise.all(contents.map((content) => begin(session, content, 0.5)));
  for (const upload of uploads) upload.finish();
  const answers = await Promise.all(uploads.map(({ answer }) => answer));
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  for (const [index, { body }] of answers.entries())
    expect(readFileSync(join(session.folder, body.id)).equals(contents[index] as Buffer)).toBe(true);
  expect(session.files()).toHaveLength(2);
});

test('an upload may take as long as it needs while bytes come; other requests may not', async () => {
  const session = await recordedSession({ patience: { request: 200, upload: 60_000 } });
  const { service, token } = session;
  const upload = await begin(session, large, 0.1);
  const half = await fetch(`${service.url}/api/slots`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: new ReadableStream({ start: (control) => control.enqueue(new TextEncoder().encode('{')) }),
    duplex: 'half',
  } as RequestInit);
  expect(half.status).toBe(408);
  upload.finish();
  expect((await upload.answer).status).toBe(201);
});

test.each([
  ['before the file', 0],
  ['in the file', 0.5],
  ['before the last boundary', 0.9999],
])('a client that says nothing any more %s is told so, and leaves nothing', async (_where, share) => {
  const session = await recordedSession({ patience: { upload: 300, refused: 50 } });
  const watched = watchConnections(session);
  const { head, tail } = frame({});
  const whole = Buffer.concat([head, large, tail]);
  const upload = openUpload(session.service.url, session.slot.id, whole.length, session);
  upload.request.write(
    share === 0 ? head.subarray(0, 10) : whole.subarray(0, Math.floor(whole.length * share)),
  );
  const { status, body } = await upload.answer;
  expect([status, body.code]).toEqual([408, 'request_timeout']);
  await expect.poll(watched.areClosed).toBe(true);
  expect(session.files()).toEqual([]);
});

test.each([true, false])('the limit is exact to a byte (length told: %s)', async (isTold) => {
  const session = await recordedSession({ env: { MEDIA_MAX: '64kb' } });
  const upload = async (bytes: number) => {
    const { head, tail } = frame({});
    const whole = Buffer.concat([head, wav(bytes), tail]);
    const sending = openUpload(session.service.url, session.slot.id, isTold ? whole.length : null, session);
    sending.request.end(whole);
    return sending.answer;
  };
  expect((await upload(65_536)).status).toBe(201);
  const { status, body } = await upload(65_537);
  expect([status, body.code, body.limit, body.detail]).toEqual([
    413,
    'body_too_large',
    65_536,
    'The file is larger than 64 KB.',
  ]);
  expect(session.files()).toHaveLength(1);
});

test('what says that it is too large is refused before it comes', async () => {
  const session = await recordedSession({ env: { MEDIA_MAX: '1gb' } });
  const upload = openUpload(session.service.url, session.slot.id, 2 * 1024 ** 3, session);
  expect(await told(upload)).toEqual([413, 'body_too_large']);
});

test.each([
  ['by who calls', { token: 'x.y.z' }, wav(), 900_000_000, 401],
  ['by its form', { headers: { 'content-type': 'video/mp4' } }, wav(), 900_000_000, 415],
  ['by the size that it tells', {}, wav(), 900_000_000, 413],
  ['by its size', {}, wav(), null, 413],
  ['by what is in it', {}, Buffer.alloc(10_000, '<html>'), null, 422],
  ['by a second file', {}, Buffer.concat([wav(), Buffer.from('\r\n'), frame({}).head]), null, 400],
  ['by its session', { slotId: 'none' }, wav(), 900_000_000, 404],
])('what is refused %s is not read to its end, and its connection is closed', async (...row) => {
  const [_why, options, content, length, status] = row;
  const session = await recordedSession({ env: { MEDIA_MAX: '1mb' } });
  const watched = watchConnections(session);
  const {
    slotId = session.slot.id,
    token = session.token,
    headers = {},
  }: UploadOptions & { slotId?: string } = options;
  const heard = flood(session.service.url, slotId, Buffer.concat([frame({}).head, content]), {
    'content-type': `multipart/form-data; boundary="${boundary}"`,
    authorization: `Bearer ${token}`,
    ...(length === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(length) }),
    ...headers,
  });
  await expect.poll(watched.areClosed).toBe(true);
  expect(await heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  // A second file is passed over while the first is written to the disk.
  expect(watched.received()).toBeLessThan((status === 400 ? 64 : 2) * 1024 * 1024);
  expect(session.files()).toEqual([]);
});

/** Sends and sends, whatever is answered, for as long as the connection takes it; resolves with what was answered. */
function flood(serviceUrl: string, slotId: string, begin: Buffer, headers: Record<string, string>) {
  const { hostname, port } = new URL(serviceUrl);
  const socket = connect(Number(port), hostname);
  const isChunked = headers['transfer-encoding'] !== undefined;
  const send = (bytes: Buffer) => {
    if (isChunked) socket.write(`${bytes.length.toString(16)}\r\n`);
    const isTaken = socket.write(bytes);
    return isChunked ? socket.write('\r\n') : isTaken;
  };
  const lines = Object.entries({ host: 'service', connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(`POST /api/slots/${slotId}/recordings HTTP/1.1\r\n${lines.join('')}\r\n`);
  send(begin);
  const goOn = () => {
    // A little at a time: the service runs in this process, too.
    for (let count = 0; count < 16; count += 1) if (!send(piece)) return;
    setImmediate(goOn);
  };
  socket.on('drain', goOn);
  goOn();
  let heard = '';
  socket.setEncoding('latin1').on('data', (text) => {
    heard += text;
  });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return new Promise<string>((resolve) => socket.on('close', () => resolve(heard)));
}

test('a session that was called off meanwhile, or whose alumnus is gone, takes it no more', async () => {
  const called = await recordedSession();
  const upload = await begin(called);
  await called.service.call('DELETE', `/api/slots/${called.slot.id}`, called);
  upload.finish();
  expect(await told(upload)).toEqual([409, 'slot_cancelled']);
  expect(called.files()).toEqual([]);

  const erased = await recordedSession();
  const another = await begin(erased);
  const env = { DATABASE_URL: erased.service.config.databaseUrl };
  expect((await mentorSlotsHere(['erase', '--yes', 'ada'], env)).code).toBe(0);
  another.finish();
  expect(await told(another)).toEqual([403, 'not_yours']);
  expect(erased.files()).toEqual([]);
});

const away = () => new Problem('unavailable', 'The database does not answer.', { retryAfter: 5 });

/** A database that fails from when the test says so, in this way. */
function failing(how: (database: Database, work: Parameters<Database['write']>[0]) => Promise<unknown>) {
  const state = { fails: false, isSilent: false };
  const around: TestOptions['around'] = (database) => ({
    ...database,
    get read() {
      if (state.fails && state.isSilent) throw away();
      return database.read;
    },
    write: (work) => (state.fails ? (how(database, work) as never) : database.write(work)),
  });
  return { state, around };
}

test('a database that is away takes no recording, and no file is left', async () => {
  const { state, around } = failing(async () => {
    throw away();
  });
  const session = await recordedSession({ around });
  const upload = await begin(session);
  state.fails = true;
  upload.finish();
  expect(await told(upload)).toEqual([503, 'unavailable']);
  expect(session.files()).toEqual([]);
  state.fails = false;
  expect((await session.send()).status).toBe(201);
});

test('where the commit was refused, no file is left', async () => {
  const { state, around } = failing((database, work) =>
    database.write(async (tx) => {
      await work(tx);
      throw away();
    }),
  );
  const session = await recordedSession({ around });
  const upload = await begin(session);
  state.fails = true;
  upload.finish();
  expect(await told(upload)).toEqual([503, 'unavailable']);
  expect([session.files(), await rows(session)]).toEqual([[], 0]);
});

test('where the commit came through and nobody heard of it, the recording is there', async () => {
  const { state, around } = failing(async (database, work) => {
    await database.write(work);
    throw away();
  });
  const session = await recordedSession({ around });
  const upload = await begin(session);
  state.fails = true;
  upload.finish();
  expect(await told(upload)).toEqual([503, 'unavailable']);
  expect([session.files().length, await rows(session)]).toEqual([1, 1]);
});

test('where nobody can say what became of it, the file waits for the sweep', async () => {
  const { state, around } = failing(async (database, work) => {
    await database
      .write(async (tx) => {
        await work(tx);
        throw away();
      })
      .catch(() => {});
    state.isSilent = true;
    throw away();
  });
  const session = await recordedSession({ around, sweepMs: 100, ticking: true });
  const upload = await begin(session);
  state.fails = true;
  upload.finish();
  expect(await told(upload)).toEqual([503, 'unavailable']);
  expect(session.files()).toHaveLength(1);
  state.fails = false;
  session.service.clock.now = Date.now() + 3_600_001;
  await expect.poll(session.files).toEqual([]);
});

async function rows({ service }: RecordedSession): Promise<number> {
  return (await service.database.read.kysely.selectFrom('recordings').selectAll().execute()).length;
}

/** The connections that begin from here on. */
function watchConnections({ service }: RecordedSession) {
  const sockets: Socket[] = [];
  service.app.server.on('connection', (socket) => sockets.push(socket));
  return {
    received: () => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    areClosed: () => sockets.length > 0 && sockets.every(({ destroyed }) => destroyed),
  };
}
