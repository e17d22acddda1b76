import type { SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const time = { date: '2026-11-25', startTime: '14:00', endTime: '15:00' };

function create(service: TestService, body: unknown, token = service.token('ada', 'alumni')) {
  return service.call<SlotView>('POST', '/api/slots', { token, body });
}

test('a new slot has every field of the contract and the defaults', async () => {
  const service = await startService({ now });
  const answer = await create(service, time);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/\S/),
    alumniId: 'ada',
    alumniName: 'ada (name)',
    ...time,
    timeZone: 'UTC',
    startsAt: '2026-11-25T14:00:00.000Z',
    endsAt: '2026-11-25T15:00:00.000Z',
    maxParticipants: 1,
    seatsTaken: 0,
    seatsLeft: 1,
    waiting: 0,
    description: null,
    status: 'available',
    requiresApproval: false,
    opensAt: null,
    seriesId: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    meetingUrl: null,
    bookings: [],
  });
});

test('every field that can be sent comes back, also from GET', async () => {
  const service = await startService({ now });
  const body = {
    ...time,
    timeZone: 'Europe/London',
    maxParticipants: 12,
    description: 'Code review: 12 < 13 & “quotes” 🙂',
    meetingUrl: 'https://meet.example.edu/ada?room=1',
    requiresApproval: true,
  };
  const created = await create(service, body);
  expect(created.body).toMatchObject(body);
  const read = await service.call('GET', `/api/slots/${created.body.id}`, {
    token: service.token('ada', 'alumni'),
  });
  expect(read.body).toEqual(created.body);
});

test('DEFAULT_TIME_ZONE is the zone of slots sent without one', async () => {
  const service = await startService({ now, env: { DEFAULT_TIME_ZONE: 'America/New_York' } });
  const answer = await create(service, time);
  expect(answer.body).toMatchObject({ timeZone: 'America/New_York', startsAt: '2026-11-25T19:00:00.000Z' });
});

test.each([1, 500])('%i seats are allowed', async (maxParticipants) => {
  const service = await startService({ now });
  const answer = await create(service, { ...time, maxParticipants });
  expect(answer.body).toMatchObject({ maxParticipants, seatsLeft: maxParticipants });
});

test('empty text is no text, and text is kept without the blanks around it', async () => {
  const service = await startService({ now });
  expect((await create(service, { ...time, description: '   ' })).body.description).toBeNull();
  const later = { ...time, startTime: '16:00', endTime: '17:00', description: '  CV review ' };
  expect((await create(service, later)).body.description).toBe('CV review');
});

test('2,000 characters of description fit, counted as characters and not as UTF-16 units', async () => {
  const service = await startService({ now });
  const description = '🙂'.repeat(2000);
  expect((await create(service, { ...time, description })).body.description).toBe(description);
});

test('a start that has passed or is this very minute is refused; one in a minute is not', async () => {
  const service = await startService({ now });
  const today = { date: '2026-11-24', endTime: '12:00' };
  expectProblem(await create(service, { ...today, startTime: '09:59' }), 422, 'start_in_past');
  expectProblem(await create(service, { ...today, startTime: '10:00' }), 422, 'start_in_past');
  expectProblem(await create(service, { ...time, date: '2026-11-23' }), 422, 'start_in_past');
  expect((await create(service, { ...today, startTime: '10:01' })).status).toBe(201);
});

test('a slot may start 366 days ahead and not a minute later', async () => {
  const service = await startService({ now });
  const farthest = { date: '2027-11-25', endTime: '11:00' };
  expectProblem(await create(service, { ...farthest, startTime: '10:01' }), 422, 'too_far_ahead');
  expect((await create(service, { ...farthest, startTime: '10:00' })).status).toBe(201);
});

test('a slot may last 12 hours and not a minute longer', async () => {
  const service = await startService({ now });
  const long = { date: '2026-11-25', startTime: '08:00' };
  expectProblem(await create(service, { ...long, endTime: '20:01' }), 422, 'slot_too_long');
  expect((await create(service, { ...long, endTime: '20:00' })).status).toBe(201);
});

test('the owner may not overlap themself: the clash is named, touching ends are fine', async () => {
  const service = await startService({ now });
  const first = await create(service, { ...time, description: 'Office hour' });
  for (const [startTime, endTime] of [
    ['14:00', '15:00'],
    ['14:59', '16:00'],
    ['13:00', '14:01'],
    ['14:15', '14:45'],
    ['13:00', '16:00'],
  ]) {
    const problem = expectProblem(
      await create(service, { ...time, startTime, endTime }),
      409,
      'slot_overlap',
    );
    expect(problem.clashes).toEqual([
      {
        date: time.date,
        slotId: first.body.id,
        startsAt: first.body.startsAt,
        endsAt: first.body.endsAt,
        description: 'Office hour',
      },
    ]);
  }
  expect((await create(service, { ...time, startTime: '13:00', endTime: '14:00' })).status).toBe(201);
  expect((await create(service, { ...time, startTime: '15:00', endTime: '16:00' })).status).toBe(201);
});

test('overlaps are found across time zones, and only among the same person’s slots', async () => {
  const service = await startService({ now });
  await create(service, time);
  const inTokyo = { date: '2026-11-25', startTime: '23:30', endTime: '00:00', timeZone: 'Asia/Tokyo' };
  expectProblem(await create(service, inTokyo), 409, 'slot_overlap');
  expect((await create(service, time, service.token('grace', 'alumni'))).status).toBe(201);
});

test('of two slots for the same time sent at once, one is published', async () => {
  const service = await startService({ now });
  const answers = await Promise.all(Array.from({ length: 8 }, () => create(service, time)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
});
