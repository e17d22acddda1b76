import { randomUUID } from 'node:crypto';
import type {
  Booking,
  CreateSlot,
  NewCalendarFeed,
  Series,
  SlotList,
  SlotView,
} from '@mentor-slots/contract';
import type { FastifyInstance } from 'fastify';
import type { Database, Tx } from '../../server/db/database.ts';
import { wav } from '../../server/testing/wav.ts';
import type { People } from './people.ts';
import { now, type OutsideCalendar, type Seeding } from './state.ts';

/** Bytes of a recording. */
const aMinute = 960_044;

const usual = { timeZone: 'Europe/London', maxParticipants: 4 };

/** Fills a service through its API. `clock` is that service's; it stands at the fixed time, except within `at`. */
export function seedingOf(
  service: FastifyInstance,
  database: Database,
  clock: { now: number },
  people: People,
): Seeding {
  async function call<T>(
    who: string,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    below = '/api/slots',
  ): Promise<T> {
    const response = await service.inject({
      method,
      url: below + path,
      headers: { authorization: `Bearer ${await people.token(who)}` },
      ...(body && { payload: body }),
    });
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.body}`);
    return response.json();
  }

  return {
    open: (session, by) =>
      call(by ?? 'mentor', 'POST', '', { ...usual, endTime: later(session.startTime), ...session }),
    async openSeries(session) {
      const body: Partial<CreateSlot> = { ...usual, endTime: later(session.startTime), ...session };
      return (await call<Series>('mentor', 'POST', '', body)).slots as SlotView[];
    },
    async sessions(date) {
      const query = date ? `?from=${date}&to=${date}` : '';
      return (await call<SlotList>('mentor', 'GET', `/my-slots${query}`)).slots as SlotView[];
    },
    async openOf(who) {
      return (await call<SlotList>(who, 'GET', `/alumni/${people.id(who)}`)).slots as SlotView[];
    },
    book: (slot, name = 'student', note) =>
      call<Booking>(name, 'POST', '/book', { slotId: slot.id, ...(note && { note }) }),
    wait: (slot, name = 'student', note) =>
      call<Booking>(name, 'POST', '/waitlist', { slotId: slot.id, ...(note && { note }) }),
    async cancel(slot, name = 'student') {
      await call(name, 'POST', '/cancel', { slotId: slot.id });
    },
    async settle(slot, booking, decision, message) {
      await call(
        'mentor',
        'POST',
        `/${slot.id}/bookings/${booking.id}/${decision}`,
        message ? { message } : undefined,
      );
    },
    async callOff(slot, message, offers) {
      const more = {
        ...(message && { message }),
        ...(offers && { offerSlotIds: offers.map(({ id }) => id) }),
      };
      await call('mentor', 'DELETE', `/${slot.id}`, Object.keys(more).length ? more : undefined);
    },
    async change(slot, change) {
      await call('mentor', 'PATCH', `/${slot.id}`, change);
    },
    async mark(slot, booking, attendance) {
      await call('mentor', 'PUT', `/${slot.id}/bookings/${booking.id}/attendance`, { attendance });
    },
    async writeNotes(slot, notes) {
      await call('mentor', 'PUT', `/${slot.id}/session-notes`, notes);
    },
    async addRecording(slot, name) {
      const response = await service.inject({
        method: 'POST',
        url: `/api/slots/${slot.id}/recordings`,
        headers: {
          authorization: `Bearer ${await people.token('mentor')}`,
          'content-type': 'multipart/form-data; boundary=end',
        },
        payload: Buffer.concat([
          Buffer.from(`--end\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
          wav(aMinute),
          Buffer.from('\r\n--end--\r\n'),
        ]),
      });
      if (response.statusCode !== 201) throw new Error(response.body);
    },
    async giveFeedback(slot, name, stars, comment) {
      await call(name, 'PUT', `/${slot.id}/feedback`, { stars, ...(comment && { comment }) });
    },
    async follow(who, isRead) {
      const { url } = await call<NewCalendarFeed>(who, 'POST', '/calendar-feed', undefined, '/api');
      if (isRead) await service.inject({ url: new URL(url).pathname });
    },
    async keepElsewhere(calendars) {
      // The service knows nobody whom it has not heard of.
      await call('mentor', 'GET', '/my-slots');
      await database.write((tx) => insertCalendars(tx, people.id('mentor'), calendars));
    },
    async at(instant, work) {
      clock.now = Date.parse(instant);
      await work().finally(() => {
        clock.now = Date.parse(now);
      });
    },
  };
}

/** Half an hour after this time of day. */
function later(time: string): string {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + 30;
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** As the service would have them after reading; none is due to be read again. */
async function insertCalendars(
  { kysely }: Tx,
  person: string,
  calendars: readonly OutsideCalendar[],
): Promise<void> {
  for (const [position, { url, label, checkedAt, readAt, problem, busy = [] }] of calendars.entries()) {
    const id = randomUUID();
    await kysely
      .insertInto('busy_calendars')
      .values({
        id,
        person_id: person,
        position,
        url,
        label: label ?? null,
        read_next_at: '2099-01-01T00:00:00.000Z',
        checked_at: checkedAt,
        read_at: readAt,
        problem: problem ?? null,
        etag: null,
        last_modified: null,
      })
      .execute();
    for (const [startsAt, endsAt] of busy)
      await kysely
        .insertInto('busy_times')
        .values({ calendar_id: id, person_id: person, starts_at: startsAt, ends_at: endsAt })
        .execute();
  }
}
