/** Two hundred students ask for ten seats at once, over real sockets. */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { describe, expect, test } from 'vitest';
import { claimSeat, type SeatsRow } from './bookings/seat-queries.ts';
import type { Database, Tx } from './db/database.ts';
import { type KeptQuery, keepQuery } from './db/kept-query.ts';
import { dropSeatCheck } from './testing/fresh-database.ts';
import { type Answer, startService, type TestService } from './testing/service.ts';

const seats = 10;
/** More by `npm run prove`. */
const rounds = Number(process.env.RACES ?? 5);
const students = Array.from({ length: 200 }, (_, index) => `student ${index}`);

type BookAnswer = Answer<Booking & { code?: string }>;

function askAll(service: TestService, slotId: string, who = students): Promise<BookAnswer[]> {
  return Promise.all(
    who.map((student) =>
      service.call<Booking & { code?: string }>('POST', '/api/slots/book', {
        token: service.token(student, 'student'),
        body: { slotId },
      }),
    ),
  );
}

/** How many answers there were of each kind, such as `{ 201: 10, '409 slot_full': 190 }`. */
function tally(answers: BookAnswer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const kind = body.code === undefined ? String(status) : `${status} ${body.code}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** The seats taken as each place tells it that should know. */
async function seatsTaken(service: TestService, slot: SlotView) {
  const { kysely } = service.database.read;
  const row = await kysely
    .selectFrom('slots')
    .select('seats_taken')
    .where('id', '=', slot.id)
    .executeTakeFirstOrThrow();
  const living = await kysely
    .selectFrom('bookings')
    .select('student_id')
    .where('slot_id', '=', slot.id)
    .where('status', '<>', 'cancelled')
    .execute();
  const path = `/api/slots/${slot.id}`;
  const asAnyone = await service.call<SlotView>('GET', path);
  const asOwner = await service.call<SlotView>('GET', path, {
    token: service.token(slot.alumniId, 'alumni'),
  });
  return {
    claimed: row.seats_taken,
    bookings: living.length,
    bookedStudents: new Set(living.map(({ student_id }) => student_id)).size,
    api: asAnyone.body.seatsTaken,
    roster: asOwner.body.bookings?.length,
  };
}

function agreeOn(count: number) {
  return { claimed: count, bookings: count, bookedStudents: count, api: count, roster: count };
}

test(`ten get a seat and 190 hear that it is full, ${rounds} times over`, async () => {
  const service = await startService();
  for (let round = 0; round < rounds; round += 1) {
    const slot = await service.publish('ada', 24 + 2 * round, { maxParticipants: seats });
    const answers = await askAll(service, slot.id);
    expect(tally(answers)).toEqual({ 201: seats, '409 slot_full': students.length - seats });
    expect(await seatsTaken(service, slot)).toEqual(agreeOn(seats));

    const booked = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    const again = await askAll(
      service,
      slot.id,
      booked.map(({ studentId }) => studentId),
    );
    expect(tally(again)).toEqual({ 200: seats });
    expect(again.map(({ body }) => body.id)).toEqual(booked.map(({ id }) => id));
    expect(await seatsTaken(service, slot)).toEqual(agreeOn(seats));
  }
});

describe('without the condition of the claim', () => {
  const claimAnyway = keepQuery<{ slotId: string; now: string }, SeatsRow>((db, param) =>
    db
      .updateTable('slots')
      .set((eb) => ({
        seats_taken: eb('seats_taken', '+', 1),
        version: eb('version', '+', 1),
        updated_at: param('now'),
      }))
      .where('id', '=', param('slotId'))
      .returning(['seats_taken', 'version', 'updated_at']),
  );

  function claimingAnyway(database: Database): Database {
    const swap = (tx: Tx): Tx => ({
      ...tx,
      run: <Params, Row>(query: KeptQuery<Params, Row>, params: Params) =>
        tx.run((query as unknown) === claimSeat ? (claimAnyway as unknown as typeof query) : query, params),
    });
    return { ...database, write: (work) => database.write((tx) => work(swap(tx))) };
  }

  test('the same two hundred oversell: it is the condition that holds', async () => {
    const service = await startService({ around: claimingAnyway });
    await dropSeatCheck(service.config.databaseUrl, service.database);
    const slot = await service.publish('ada', 24, { maxParticipants: seats });
    expect(tally(await askAll(service, slot.id))).toEqual({ 201: students.length });
    expect(await seatsTaken(service, slot)).toEqual(agreeOn(students.length));
  });

  test('the CHECK of the table has the last word', async () => {
    const service = await startService({ around: claimingAnyway });
    const slot = await service.publish('ada', 24, { maxParticipants: seats });
    expect(tally(await askAll(service, slot.id))).toEqual({
      201: seats,
      '500 internal_error': students.length - seats,
    });
    expect(await seatsTaken(service, slot)).toEqual(agreeOn(seats));
  });
});
