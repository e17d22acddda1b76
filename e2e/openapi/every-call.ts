/** A program of somebody who has nothing but the OpenAPI description: a client made of it by openapi-typescript, and each call once. */
import createClient from 'openapi-fetch';
// The test makes it.
import type { components, paths } from './made/api.js';

type Slot = components['schemas']['Slot'];
type Booking = components['schemas']['Booking'];
type Problem = components['schemas']['Problem'];

/** A day of `days` from now, in UTC. */
function dayIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** What came, or the problem as an error. */
function of<Data>({ data, error }: { data?: Data; error?: Problem }): Data {
  if (data === undefined) throw new Error(error ? `${error.code}: ${error.detail}` : 'no answer');
  return data;
}

/** Makes every call of the service at `url`, as each of these people; returns what the audit says of it. */
export async function everyCall(
  url: string,
  tokens: { alumna: string; student: string; admin: string },
): Promise<string[]> {
  const as = (token?: string) =>
    createClient<paths>({ baseUrl: url, ...(token && { headers: { authorization: `Bearer ${token}` } }) });
  const [anybody, alumna, student, admin] = [as(), as(tokens.alumna), as(tokens.student), as(tokens.admin)];

  const wall = { date: dayIn(3), startTime: '09:00', endTime: '09:30', timeZone: 'europe/berlin' };
  const plan = of(await alumna.POST('/api/slots/preview', { body: wall }));
  const first: string | undefined = plan.dates[0]?.startsAt;
  const published = of(
    await alumna.POST('/api/slots', { body: { ...wall, maxParticipants: 3, requiresApproval: true } }),
  );
  if ('slots' in published) throw new Error('Nobody asked for a series.');
  const slot: Slot = published;
  if (slot.startsAt !== first) throw new Error('It is not when the preview said.');
  const copy = { from: slot.date, days: 1, onto: [dayIn(5)] };
  const planned = of(await alumna.POST('/api/slots/copy/preview', { body: copy }));
  if (planned.dates.length !== 1) throw new Error('It would make another number of sessions.');
  const copied = of(await alumna.POST('/api/slots/copy', { body: copy }));

  const [path, query] = [{ slotId: slot.id }, { from: dayIn(0), limit: '10' }];
  of(
    await anybody.GET('/api/slots/alumni/{alumniId}', {
      params: { path: { alumniId: slot.alumniId }, query },
    }),
  );
  of(await anybody.GET('/api/slots/open', { params: { query: { ...query, q: 'career' } } }));
  of(await alumna.GET('/api/slots/my-slots', { params: { query } }));
  of(await anybody.GET('/api/slots/{slotId}', { params: { path } }));
  const file: string = of(
    await anybody.GET('/api/slots/{slotId}/session.ics', { params: { path }, parseAs: 'text' }),
  );
  if (!file.startsWith('BEGIN:VCALENDAR')) throw new Error('That is no calendar.');
  of(
    await alumna.PATCH('/api/slots/{slotId}', {
      params: { path, query: { scope: 'this' } },
      body: { description: 'Reading a CV' },
    }),
  );

  const ask = async (): Promise<Booking> =>
    of(await student.POST('/api/slots/book', { body: { slotId: slot.id, note: 'Please' } }));
  const booked = await ask();
  const status: 'pending' | 'confirmed' | 'offered' | 'waitlisted' | 'cancelled' = booked.status;
  if (status !== 'pending') throw new Error('It does not wait for her answer.');
  of(
    await alumna.POST('/api/slots/{slotId}/bookings/{bookingId}/confirm', {
      params: { path: { ...path, bookingId: booked.id } },
    }),
  );
  of(await student.GET('/api/slots/my-bookings'));
  of(await student.POST('/api/slots/cancel', { body: { bookingId: booked.id } }));
  const again = await ask();
  of(
    await alumna.POST('/api/slots/{slotId}/bookings/{bookingId}/decline', {
      params: { path: { ...path, bookingId: again.id } },
      body: { message: 'Not this week' },
    }),
  );
  const lastId = copied.slots[0]?.id ?? '';
  const moved = await student.POST('/api/slots/move', { body: { bookingId: again.id, slotId: lastId } });
  if (moved.error?.code !== 'nothing_to_move') throw new Error('She has declined it.');
  // Its body may be left out.
  const removed = of(await alumna.DELETE('/api/slots/{slotId}', { params: { path: { slotId: lastId } } }));
  if (removed.deleted !== 1) throw new Error('It is still there.');

  const waiting = await student.POST('/api/slots/waitlist', { body: { slotId: slot.id } });
  if (waiting.error?.code !== 'not_full') throw new Error('A seat is free.');

  const told = of(await student.PUT('/api/me', { body: { timeZone: 'Asia/Tokyo', language: 'de' } }));
  const me = of(await student.GET('/api/me'));
  if (me.timeZone !== told.timeZone || me.mail)
    throw new Error('What is told is kept, and no mail is sent here.');

  const { url: followed } = of(await student.POST('/api/calendar-feed'));
  const secret = followed.split('/').at(-1)?.replace('.ics', '') ?? '';
  const sessions: string = of(
    await anybody.GET('/calendars/{secret}.ics', { params: { path: { secret } }, parseAs: 'text' }),
  );
  if (!sessions.startsWith('BEGIN:VCALENDAR')) throw new Error('That is no calendar.');
  const feed = of(await student.GET('/api/calendar-feed'));
  const stopped = await student.DELETE('/api/calendar-feed');
  if (!feed.active || stopped.response.status !== 204) throw new Error('It was there, and is stopped.');

  const named = of(
    await alumna.PUT('/api/busy-calendars', { body: { calendars: [{ url: 'https://calendar.example/a' }] } }),
  );
  const kept = of(await alumna.GET('/api/busy-calendars'));
  if (named.calendars[0]?.label !== null || kept.calendars.length !== 1) throw new Error('It has no name.');
  of(await alumna.PUT('/api/busy-calendars', { body: { calendars: [] } }));
  const { busy } = of(await alumna.GET('/api/busy', { params: { query: { from: dayIn(0) } } }));
  if (busy.length > 0) throw new Error('No calendar says so.');

  // The session is ahead: there is nothing to keep of it yet.
  const session = { params: { path: { slotId: slot.id } } };
  const notes = of(await alumna.GET('/api/slots/{slotId}/session-notes', session));
  if (notes.updatedAt !== null || notes.recordings.length > 0) throw new Error('Nothing was written.');
  const early = await alumna.PUT('/api/slots/{slotId}/session-notes', {
    ...session,
    body: { text: '', links: [{ url: 'https://example.edu/', label: 'Slides' }] },
  });
  if (early.error?.code !== 'session_not_started') throw new Error('It is ahead.');
  const form = new FormData();
  form.append('file', new Blob(['no recording']), 'talk.wav');
  const sent = await alumna.POST('/api/slots/{slotId}/recordings', {
    ...session,
    body: { file: '' },
    bodySerializer: () => form,
  });
  const noRecording = { params: { path: { id: 'none' } } };
  const played = await anybody.GET('/api/recordings/{id}', {
    params: { ...noRecording.params, query: { until: '0', signature: 'none' } },
    parseAs: 'blob',
  });
  const takenAway = await alumna.DELETE('/api/recordings/{id}', noRecording);
  for (const { error } of [sent, played, takenAway])
    if (error?.code !== 'media_off') throw new Error('The service takes no recordings.');
  const ofBooking = { params: { path: { slotId: slot.id, bookingId: booked.id } } };
  const mark = await alumna.PUT('/api/slots/{slotId}/bookings/{bookingId}/attendance', {
    ...ofBooking,
    body: { attendance: 'attended' },
  });
  if (mark.error?.code !== 'session_not_started') throw new Error('Nobody was there yet.');
  const ownNote = { params: { path: { bookingId: booked.id } } };
  of(await student.PUT('/api/bookings/{bookingId}/private-note', { ...ownNote, body: { text: 'Mine' } }));
  const mine = of(await student.GET('/api/bookings/{bookingId}/private-note', ownNote));
  if (mine.text !== 'Mine') throw new Error('It is kept.');
  const given = await student.PUT('/api/slots/{slotId}/feedback', { ...session, body: { stars: 5 } });
  const own = await student.GET('/api/slots/{slotId}/feedback/own', session);
  const taken = await student.DELETE('/api/slots/{slotId}/feedback', session);
  if (given.error === undefined || own.error === undefined || taken.response.status !== 204)
    throw new Error('The booking was given back, and nothing said.');
  const said = of(await alumna.GET('/api/slots/{slotId}/feedback', session));
  const alumnus = { params: { path: { alumniId: slot.alumniId } } };
  const rating = of(await anybody.GET('/api/slots/alumni/{alumniId}/rating', alumnus));
  if (said.count !== null || rating.average !== null) throw new Error('Nobody said anything.');
  of(await admin.GET('/api/admin/feedback', { params: { query: { limit: '10' } } }));
  const none = { params: { path: { id: 'none' } } };
  const hidden = await admin.POST('/api/admin/feedback/{id}/hide', none);
  const shown = await admin.POST('/api/admin/feedback/{id}/show', none);
  if (hidden.error?.code !== 'feedback_not_found' || shown.error === undefined)
    throw new Error('There is none.');

  const months = { params: { query: { from: dayIn(-40), to: dayIn(0) } } };
  const report = of(await admin.GET('/api/admin/report', months));
  const sheet: string = of(await admin.GET('/api/admin/report.csv', { ...months, parseAs: 'text' }));
  if (report.rows.length > 0 && !sheet.includes(',')) throw new Error('That is no table.');

  const { error } = await anybody.POST('/api/slots/book', { body: { slotId: slot.id } });
  if (error?.code !== 'unauthenticated') throw new Error('A problem has a code.');
  const audit = of(await admin.GET('/api/admin/audit', { params: { query: { slotId: slot.id } } }));
  return audit.entries.map((entry) => entry.action);
}

/** What a compiler must not let pass. Nobody calls it. */
export async function mistakes(client: ReturnType<typeof createClient<paths>>, slot: Slot): Promise<void> {
  // @ts-expect-error
  await client.POST('/api/slots', { body: { date: '2027-01-01' } });
  // @ts-expect-error
  await client.POST('/api/slots/book', { body: { slotId: 7 } });
  // @ts-expect-error
  await client.GET('/api/slots/{slotId}', {});
  // @ts-expect-error
  await client.GET('/api/slots/none');
  // @ts-expect-error
  slot.status = 'offered';
}
