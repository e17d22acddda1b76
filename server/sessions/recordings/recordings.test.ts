/** Adding, finding and removing recordings: who may, who hears of it, what is kept. */
import type { Booking, SessionNotes } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { connectFeed } from '../../testing/feed-client.ts';
import { recordedSession } from '../../testing/recorded-session.ts';
import { startService, type TestService } from '../../testing/service.ts';
import { part, recordingSamples, sendRecording } from '../../testing/uploads.ts';
import { wav } from '../../testing/wav.ts';

const readNotes = async (service: TestService, slotId: string, token: string) =>
  (await service.call<SessionNotes>('GET', `/api/slots/${slotId}/session-notes`, { token })).body;

test('what was uploaded is in the notes of the session, plays from there, and is gone once removed', async () => {
  const { service, slot, token, send, files } = await recordedSession();
  const content = wav();
  const { status, body: added } = await send(content, { name: 'My talk.wav' });
  expect(status).toBe(201);
  expect(added).toEqual({
    id: expect.any(String),
    slotId: slot.id,
    name: 'My talk.wav',
    type: 'audio/wav',
    bytes: content.length,
    createdAt: new Date(service.clock.now).toISOString(),
    url: expect.stringMatching(new RegExp(`^/api/recordings/${added.id}\\?until=\\d+&signature=[\\w-]{43}$`)),
  });
  expect(files()).toEqual([added.id]);
  service.clock.now += 60_000;
  const { body: second } = await send();
  const student = service.token('sam', 'student');
  const { recordings } = await readNotes(service, slot.id, student);
  expect(recordings.map(({ id }) => id)).toEqual([added.id, second.id]);
  expect(recordings[0]).toEqual({ ...added, url: expect.stringContaining(`/${added.id}?`) });
  const played = await fetch(service.url + recordings[0]?.url);
  expect(Buffer.from(await played.arrayBuffer()).equals(content)).toBe(true);

  const removed = await service.call('DELETE', `/api/recordings/${added.id}`, { token });
  expect([removed.status, removed.body]).toEqual([204, '']);
  expect(files()).toEqual([second.id]);
  expect((await fetch(service.url + recordings[0]?.url)).status).toBe(404);
  expect((await readNotes(service, slot.id, student)).recordings.map(({ id }) => id)).toEqual([second.id]);
  const again = await service.call('DELETE', `/api/recordings/${added.id}`, { token });
  expect([again.status, again.body.code]).toEqual([404, 'recording_not_found']);
});

test('the pages of the owner and of confirmed students hear of it, and the audit tells it without a name', async () => {
  const { service, slot, token, send } = await recordedSession();
  const follow = async (who: string, role: string) => {
    const feed = await connectFeed(service.url);
    await feed.authenticate(service.token(who, role));
    return feed;
  };
  const [owner, student, stranger] = [
    await follow('ada', 'alumni'),
    await follow('sam', 'student'),
    await follow('eve', 'student'),
  ];
  const { body: added } = await send(wav(), { name: 'CANARY.wav' });
  const frame = { type: 'session_updated', slotId: slot.id };
  for (const feed of [owner, student]) expect(await feed.next('session_updated')).toEqual(frame);
  await service.call('DELETE', `/api/recordings/${added.id}`, { token });
  for (const feed of [owner, student]) expect(await feed.next('session_updated')).toEqual(frame);
  await stranger.settle();
  expect(stranger.frames.map(({ type }) => type)).not.toContain('session_updated');

  const audit = await service.call<{ entries: Record<string, unknown>[] }>(
    'GET',
    `/api/admin/audit?slotId=${slot.id}&limit=2`,
    { token: service.token('office', 'admin') },
  );
  const entry = { actorId: 'ada', subjectId: 'ada', slotId: slot.id };
  expect(audit.body.entries).toMatchObject([
    { ...entry, action: 'recording_removed', details: { recordingId: added.id } },
    {
      ...entry,
      action: 'recording_added',
      details: { recordingId: added.id, type: 'audio/wav', bytes: 16_044 },
    },
  ]);
  expect(JSON.stringify(audit.body)).not.toContain('CANARY');
});

test('the office may do it for the owner, for whom the recording counts', async () => {
  const { service, slot, send } = await recordedSession();
  const office = service.token('office', 'admin');
  const { status, body } = await send(wav(), { token: office });
  expect(status).toBe(201);
  const rows = await service.database.read.kysely.selectFrom('recordings').selectAll().execute();
  expect(rows).toMatchObject([{ id: body.id, slot_id: slot.id, alumni_id: 'ada' }]);
  expect((await service.call('DELETE', `/api/recordings/${body.id}`, { token: office })).status).toBe(204);
});

test('a session that is ahead, called off or somebody else’s takes none, and no byte of one is kept', async () => {
  const { service, token, slot, send, files } = await recordedSession();
  const refused = async (slotId: string, who = token) => {
    const { status, body } = await sendRecording(service.url, slotId, wav(), { token: who });
    return `${status} ${body.code}`;
  };
  const ahead = await service.publish('ada', 3);
  expect(await refused(ahead.id)).toBe('409 session_not_started');
  expect(await refused('none')).toBe('404 slot_not_found');
  expect(await refused(slot.id, service.token('bob', 'alumni'))).toBe('403 not_yours');
  expect(await refused(slot.id, service.token('sam', 'student'))).toBe('403 wrong_role');
  expect(await refused(slot.id, 'x.y.z')).toBe('401 invalid_token');
  await service.call('DELETE', `/api/slots/${slot.id}`, { token });
  expect(await refused(slot.id)).toBe('409 slot_cancelled');
  expect((await send(wav(), { headers: { origin: 'https://evil.example' } })).body.code).toBe(
    'origin_not_allowed',
  );
  expect(files()).toEqual([]);
});

test('who is no longer in the session no longer finds its recordings', async () => {
  const { service, slot, token, send } = await recordedSession({ env: { CANCEL_CUTOFF: '0m' } });
  const { body: added } = await send();
  const student = service.token('sam', 'student');
  const ask = async () =>
    (await service.call('GET', `/api/recordings/${added.id}`, { token: student })).status;
  expect(await ask()).toBe(200);
  const own = await service.call<{ bookings: Booking[] }>('GET', '/api/slots/my-bookings', {
    token: student,
  });
  expect(own.body.bookings).toHaveLength(1);
  // Called off while it runs: its bookings end.
  await service.call('DELETE', `/api/slots/${slot.id}`, { token });
  expect(await ask()).toBe(403);
  // The owner may still hear it, and remove it.
  expect((await service.call('GET', `/api/recordings/${added.id}`, { token })).status).toBe(200);
  expect((await service.call('DELETE', `/api/recordings/${added.id}`, { token })).status).toBe(204);
});

test('a session that runs and to which nobody came can be deleted, with what is kept of it', async () => {
  const { service } = await recordedSession();
  const slot = await service.publish('ada', 1);
  service.clock.now = Date.parse(slot.startsAt) + 60_000;
  const token = service.token('ada', 'alumni');
  await sendRecording(service.url, slot.id, wav(), { token });
  const words = { text: 'Nobody came', links: [] };
  await service.call('PUT', `/api/slots/${slot.id}/session-notes`, { token, body: words });
  const { status, body } = await service.call('DELETE', `/api/slots/${slot.id}`, { token });
  expect([status, body]).toEqual([200, { deleted: 1, cancelled: 0, offered: 0 }]);
});

test.each(Object.entries(recordingSamples))(
  '%s is taken, and served as what is in it',
  async (name, [file, type]) => {
    const { service, send } = await recordedSession();
    // Whatever is said of it.
    const { status, body } = await send(file, { name: 'page.html', type: 'text/html' });
    expect([status, body.type]).toEqual([201, type]);
    const served = await fetch(service.url + body.url);
    expect(served.headers.get('content-type')).toBe(type);
    const extension = name.split('.').at(-1);
    const ends = new RegExp(
      `filename="page\\.html\\.(${extension}|${type === 'audio/ogg' ? 'ogg' : extension})"`,
    );
    expect(served.headers.get('content-disposition')).toMatch(ends);
  },
);

const html = '<!doctype html><script>alert(1)</script>';
const refusedFiles: Record<string, Buffer> = {
  nothing: Buffer.alloc(0),
  'one byte': Buffer.from('x'),
  HTML: Buffer.from(html),
  'HTML after white space': Buffer.from(`\n\n  ${html}`),
  'HTML in UTF-16': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(html, 'utf16le')]),
  SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  'a program': Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0'), Buffer.alloc(500)]),
  'another program': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(500)]),
  'a zip': Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0'), Buffer.alloc(500)]),
  PDF: Buffer.from('%PDF-1.7\n'),
  'a picture': Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(500)]),
  'a module script': Buffer.from('import "./other.js";'),
  text: Buffer.from('Nothing but words. '.repeat(500)),
  // A comment to a browser that guesses, a film to whoever looks four bytes further.
  'a page that is a film, too': Buffer.from(`<!--ftypisom${'\0'.repeat(20)}-->${html}`),
  'a film whose first box has no end': Buffer.from(`/*!*ftypisom${'\0'.repeat(20)}*/alert(1)`),
  'a page that is a film of another kind, too': Buffer.from(`<!--moov${'\0'.repeat(20)}-->${html}`),
  'a page that is sound, too': Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.from(html)]),
  'a page behind a tag of sound': Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x0a'), Buffer.from(html)]),
};
test.each(Object.entries(refusedFiles))('%s is no recording, whatever is said of it', async (_what, file) => {
  const { send, files } = await recordedSession();
  const { status, body } = await send(file, { name: 'talk.mp4', type: 'video/mp4' });
  expect([status, body.code]).toEqual([422, 'not_a_recording']);
  expect(files()).toEqual([]);
});

test.each([
  ['../../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\talk.wav', 'talk.wav'],
  ['/etc/passwd', 'passwd'],
  ['..', 'recording'],
  ['a\0b.wav', 'a b.wav'],
  ['gnp.\u202evaw.talk', 'gnp.vaw.talk'],
  ['\u200b\u2066', 'recording'],
  ['Résumé – 東京 🎓.wav', 'Résumé – 東京 🎓.wav'],
  ['<img src=x onerror=alert(1)>.wav', '<img src=x onerror=alert(1)>.wav'],
  ['She said %22yes%22.wav', 'She said "yes".wav'],
  ['x'.repeat(5000), `${'x'.repeat(199)}…`],
  ['', 'recording'],
])('a name is shown, and is no path: %.40j', async (sent, shown) => {
  const { service, send, files } = await recordedSession();
  const { status, body } = await send(wav(), { name: sent });
  expect([status, body.name]).toEqual([201, shown]);
  expect(files()).toEqual([body.id]);
  const served = await fetch(service.url + body.url);
  const disposition = served.headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(
    /^inline; filename="[^"\\/%]+\.wav"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+\.wav$/,
  );
  expect(decodeURIComponent(disposition.split("''")[1] ?? '')).not.toMatch(/[/\\]|^\./);
});

test('the file may stand before or after other fields, which count for nothing', async () => {
  const { send } = await recordedSession();
  const field = part('Content-Disposition: form-data; name="title"', 'A talk');
  expect((await send(wav(), { before: field, after: field })).status).toBe(201);
  expect((await send(wav(), { before: field })).status).toBe(201);
  expect((await send(wav(), { after: field })).status).toBe(201);
});

test('a body without a file, with two, or of another form is refused, and leaves none', async () => {
  const { service, slot, token, send, files } = await recordedSession();
  const another = part(
    'Content-Disposition: form-data; name="file"; filename="b.wav"',
    wav().toString('latin1'),
  );
  const two = await send(wav(), { after: another });
  expect([two.status, two.body.detail]).toEqual([400, 'There is more than one file in the body.']);
  const path = `/api/slots/${slot.id}/recordings`;
  const post = async (body: BodyInit | null, headers: Record<string, string> = {}) => {
    const answer = await fetch(service.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body,
    });
    return `${answer.status} ${(await answer.json()).code}`;
  };
  const form = new FormData();
  form.append('title', 'A talk');
  expect(await post(form)).toBe('400 invalid_request');
  expect(await post('{}', { 'content-type': 'application/json' })).toBe('415 unsupported_media_type');
  expect(await post(wav().toString('latin1'), { 'content-type': 'audio/wav' })).toBe(
    '415 unsupported_media_type',
  );
  expect(await post(null)).toBe('415 unsupported_media_type');
  expect(await post('x', { 'content-type': 'multipart/form-data' })).toBe('400 invalid_request');
  expect(await post('x', { 'content-type': 'multipart/form-data; boundary=y' })).toBe('400 invalid_request');
  expect(await post('', { 'content-type': 'multipart/form-data; boundary=y' })).toBe('400 invalid_request');
  expect(files()).toEqual([]);
  // The other routes take JSON and nothing else.
  const elsewhere = await fetch(`${service.url}/api/slots/book`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.token('sam', 'student')}` },
    body: form,
  });
  expect(elsewhere.status).toBe(415);
});

test('without MEDIA_DIR there are none: 404 media_off, and notes list none', async () => {
  const service = await startService();
  const slot = await service.publish('ada', 1);
  service.clock.now = Date.parse(slot.startsAt) + 60_000;
  const token = service.token('ada', 'alumni');
  const sent = await sendRecording(service.url, slot.id, wav(), { token });
  expect([sent.status, sent.body.code]).toEqual([404, 'media_off']);
  for (const method of ['GET', 'DELETE']) {
    const { status, body } = await service.call(method, '/api/recordings/none', { token });
    expect([status, body.code]).toEqual([404, 'media_off']);
  }
  expect((await readNotes(service, slot.id, token)).recordings).toEqual([]);
});
