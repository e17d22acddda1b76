/** Notes of a session, private notes, and who was there, over HTTP and the feed. */
import type { Booking, SessionNotes } from '@mentor-slots/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { startService, type TestService } from '../testing/service.ts';

let service: TestService;
let slotId: string;
let booking: Booking;

const ada = () => ({ token: service.token('ada', 'alumni') });
const sam = () => ({ token: service.token('sam', 'student') });
const notesPath = () => `/api/slots/${slotId}/session-notes`;
const written = {
  text: 'Read chapter two.\n<b>Not bold</b>',
  links: [{ url: 'https://example.edu/slides.pdf', label: 'Slides' }, { url: 'https://example.edu/more' }],
};

beforeEach(async () => {
  service = await startService({ now: '2026-11-24T10:00:00.000Z' });
  const slot = await service.publish('ada', 24, { maxParticipants: 3 });
  slotId = slot.id;
  booking = (await service.book('sam', slotId)).body;
});

function begin(minutes = 0): void {
  service.clock.now += 24 * 3_600_000 + minutes * 60_000;
}

describe('notes of a session', () => {
  test('are written from its start on, and read as they were written by who was in it', async () => {
    const early = await service.call('PUT', notesPath(), { ...ada(), body: written });
    expectProblem(early, 409, 'session_not_started');
    const none = await service.call<SessionNotes>('GET', notesPath(), sam());
    expect(none.body).toEqual({ text: '', links: [], recordings: [], uploadMax: null, updatedAt: null });
    begin();
    const put = await service.call<SessionNotes>('PUT', notesPath(), { ...ada(), body: written });
    expect(put.status).toBe(200);
    const read = await service.call<SessionNotes>('GET', notesPath(), sam());
    expect(read.body).toEqual({
      text: written.text,
      links: [written.links[0], { ...written.links[1], label: null }],
      recordings: [],
      uploadMax: null,
      updatedAt: new Date(service.clock.now).toISOString(),
    });
    expect(read.headers.get('cache-control')).toBe('private, no-store');
    // A second time they take the place of the first.
    await service.call('PUT', notesPath(), { ...ada(), body: { text: 'Shorter', links: [] } });
    expect((await service.call<SessionNotes>('GET', notesPath(), sam())).body).toMatchObject({
      text: 'Shorter',
      links: [],
    });
  });

  test('are for nobody who has no confirmed seat', async () => {
    begin();
    await service.call('PUT', notesPath(), { ...ada(), body: written });
    const eve = await service.call('GET', notesPath(), { token: service.token('eve', 'student') });
    expectProblem(eve, 403, 'not_in_session');
    // The seat is theirs as students alone: what else somebody's token says opens nothing.
    const wrong = await service.call('GET', notesPath(), { token: service.token('sam', 'alumni') });
    expectProblem(wrong, 403, 'not_in_session');
  });

  test.each([
    ['http:', 'http://example.edu/'],
    ['javascript:', 'javascript:alert(1)'],
    ['with a password', 'https://ada:secret@example.edu/'],
    ['no address', 'https://'],
    ['a space', 'https://exam ple.edu/'],
  ])('hold no link that is %s', async (_, url) => {
    begin();
    const body = { text: '', links: [{ url, label: 'x' }] };
    expectProblem(await service.call('PUT', notesPath(), { ...ada(), body }), 400, 'invalid_request');
  });

  test('of a session that was called off cannot be written', async () => {
    begin();
    const later = await service.publish('ada', 48);
    await service.book('sam', later.id);
    await service.call('DELETE', `/api/slots/${later.id}`, ada());
    const put = await service.call('PUT', `/api/slots/${later.id}/session-notes`, {
      ...ada(),
      body: written,
    });
    expectProblem(put, 409, 'slot_cancelled');
  });

  test('are told live to owner and students, without what they say, and to nobody else', async () => {
    begin();
    const feeds = await Promise.all(
      (
        [
          ['ada', 'alumni'],
          ['sam', 'student'],
          ['eve', 'student'],
        ] as const
      ).map(async ([who, role]) => {
        const feed = await connectFeed(service.url);
        await feed.authenticate(service.token(who, role));
        return feed;
      }),
    );
    await service.call('PUT', notesPath(), { ...ada(), body: written });
    const [ofAda, ofSam, ofEve] = feeds;
    for (const feed of [ofAda, ofSam])
      expect(await feed?.next('session_updated')).toEqual({ type: 'session_updated', slotId });
    await ofEve?.settle();
    expect(JSON.stringify(ofEve?.frames)).not.toContain('session_updated');
  });
});

describe('a private note', () => {
  const path = () => `/api/bookings/${booking.id}/private-note`;

  test('is for the one who wrote it alone, on each side', async () => {
    await service.call('PUT', path(), { ...sam(), body: { text: 'Ask about her PhD' } });
    await service.call('PUT', path(), { ...ada(), body: { text: 'Promising' } });
    expect((await service.call('GET', path(), sam())).body).toMatchObject({ text: 'Ask about her PhD' });
    expect((await service.call('GET', path(), ada())).body).toMatchObject({ text: 'Promising' });
    for (const [who, role] of [
      ['office', 'admin'],
      ['eve', 'student'],
      ['bob', 'alumni'],
      // The right people in a role that is not theirs here.
      ['ada', 'admin'],
      ['sam', 'alumni'],
    ] as const) {
      const token = service.token(who, role);
      expectProblem(await service.call('GET', path(), { token }), 404, 'booking_not_found');
      const put = await service.call('PUT', path(), { token, body: { text: 'x' } });
      expectProblem(put, 404, 'booking_not_found');
    }
  });

  test('is gone once its text is empty', async () => {
    await service.call('PUT', path(), { ...sam(), body: { text: 'Something' } });
    const empty = await service.call('PUT', path(), { ...sam(), body: { text: ' \n ' } });
    expect(empty.body).toEqual({ text: '', updatedAt: null });
    expect((await service.call('GET', path(), sam())).body).toEqual({ text: '', updatedAt: null });
  });
});

describe('attendance', () => {
  const mark = (attendance: string | null, who = ada()) =>
    service.call<Booking>('PUT', `/api/slots/${slotId}/bookings/${booking.id}/attendance`, {
      ...who,
      body: { attendance },
    });

  test('is told from the start on, seen by both sides, and taken back', async () => {
    expectProblem(await mark('attended'), 409, 'session_not_started');
    begin();
    expect((await mark('attended')).body.attendance).toBe('attended');
    const range = '?from=2026-11-01&to=2026-12-31';
    const ofSam = await service.call<{ bookings: Booking[] }>('GET', `/api/slots/my-bookings${range}`, sam());
    expect(ofSam.body.bookings[0]?.attendance).toBe('attended');
    expect((await mark('absent')).body).toMatchObject({ attendance: 'absent', status: 'confirmed' });
    expect((await mark(null)).body.attendance).toBeNull();
  });

  test('is the owner’s to tell, of who was confirmed', async () => {
    const asked = await service.publish('ada', 24.5, { requiresApproval: true });
    const pending = (await service.book('eve', asked.id)).body;
    begin(60);
    expectProblem(await mark('attended', { token: service.token('bob', 'alumni') }), 403, 'not_yours');
    const path = `/api/slots/${asked.id}/bookings/${pending.id}/attendance`;
    const put = await service.call('PUT', path, { ...ada(), body: { attendance: 'attended' } });
    expectProblem(put, 409, 'booking_not_confirmed');
    const elsewhere = `/api/slots/${slotId}/bookings/${pending.id}/attendance`;
    const crossed = await service.call('PUT', elsewhere, { ...ada(), body: { attendance: 'attended' } });
    expectProblem(crossed, 404, 'booking_not_found');
  });

  test('is heard by the student at once, as their booking', async () => {
    begin();
    const feed = await connectFeed(service.url);
    await feed.authenticate(service.token('sam', 'student'));
    await mark('absent');
    expect(await feed.next('booking_updated')).toMatchObject({ booking: { attendance: 'absent' } });
  });

  test('stands in the audit with who said it, and makes no mail', async () => {
    begin();
    await mark('absent');
    const audit = await service.call<{ entries: object[] }>(
      'GET',
      `/api/admin/audit?slotId=${slotId}&action=attendance_marked`,
      { token: service.token('office', 'admin') },
    );
    expect(audit.body.entries).toMatchObject([
      { actorId: 'ada', subjectId: 'sam', details: { attendance: 'absent' } },
    ]);
    const kinds = await service.database.read.kysely.selectFrom('messages').select('kind').execute();
    expect(kinds.map(({ kind }) => kind)).not.toContain('cancelled');
  });
});
