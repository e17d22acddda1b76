import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const meetingUrl = 'https://meet.example/secret-room';

let service: TestService;
let slot: SlotView;

/** A slot with two confirmed, a pending and a cancelled booking. */
beforeAll(async () => {
  service = await startService({ now, shared: true });
  slot = await service.publish('ada', 24, { maxParticipants: 4, meetingUrl });
  await service.book('sam', slot.id, 'note of sam');
  service.clock.now += 1000;
  await service.book('kim', slot.id, 'note of kim');
  service.clock.now += 1000;
  await service.call('PATCH', `/api/slots/${slot.id}`, {
    token: service.token('ada', 'alumni'),
    body: { requiresApproval: true },
  });
  await service.book('lee', slot.id, 'note of lee');
  await service.book('pat', slot.id, 'note of pat');
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('pat', 'student'),
    body: { slotId: slot.id },
  });
  return service.close;
});

/** Everything that this caller can read, as one text. */
async function readEverything(service: TestService, slotId: string, token?: string) {
  const paths = [
    `/api/slots/${slotId}`,
    '/api/slots/alumni/ada',
    '/api/slots/my-bookings',
    '/api/slots/my-slots',
    '/api/slots/open',
  ];
  const options = token === undefined ? {} : { token };
  const answers = await Promise.all(paths.map((path) => service.call('GET', path, options)));
  return JSON.stringify(answers.map((answer) => answer.body));
}

const students = ['sam', 'kim', 'lee', 'pat'];

test('nobody without a token learns who is booked or where', async () => {
  const text = await readEverything(service, slot.id);
  for (const student of students) expect(text).not.toContain(student);
  expect(text).not.toContain('secret-room');
  expect(text).not.toContain('"bookings"');
});

test.each(['sam', 'lee', 'pat', 'nobody'])('the student %s learns of nobody else', async (student) => {
  const text = await readEverything(service, slot.id, service.token(student, 'student'));
  for (const other of students.filter((one) => one !== student)) expect(text).not.toContain(other);
});

test('another alumnus sees no more than the public', async () => {
  const text = await readEverything(service, slot.id, service.token('grace', 'alumni'));
  for (const student of students) expect(text).not.toContain(student);
  expect(text).not.toContain('secret-room');
});

test.each([
  ['sam', true],
  ['lee', false],
  ['pat', false],
  ['nobody', false],
])('the place is shown to confirmed students only: %s %s', async (student, shown) => {
  const token = service.token(student, 'student');
  const text = await readEverything(service, slot.id, token);
  expect(text.includes('secret-room')).toBe(shown);
  for (const path of [`/api/slots/${slot.id}`, '/api/slots/alumni/ada']) {
    const answer = JSON.stringify((await service.call('GET', path, { token })).body);
    expect(answer.includes('secret-room')).toBe(shown);
  }
});

test.each([
  ['ada', 'alumni'],
  ['root', 'admin'],
])('%s sees the place and the living bookings, earliest first', async (person, role) => {
  const { body } = await service.call('GET', `/api/slots/${slot.id}`, { token: service.token(person, role) });
  expect(body.meetingUrl).toBe(meetingUrl);
  expect(body.bookings).toMatchObject([
    { studentId: 'sam', studentName: 'sam (name)', status: 'confirmed', note: 'note of sam' },
    { studentId: 'kim', studentName: 'kim (name)', status: 'confirmed' },
    { studentId: 'lee', studentName: 'lee (name)', status: 'pending' },
  ]);
});

test('an owner who comes with the role of a student only sees their slot as everyone does', async () => {
  const asStudent = await service.call('GET', `/api/slots/${slot.id}`, {
    token: service.token('ada', 'student'),
  });
  const asPublic = await service.call('GET', `/api/slots/${slot.id}`);
  expect(asStudent.body).toEqual(asPublic.body);
});

test('e-mail addresses appear nowhere', async () => {
  const token = service.token('kim', 'student', { email: 'kim@example.edu' });
  await service.call('GET', '/api/slots/my-bookings', { token });
  for (const caller of [service.token('ada', 'alumni'), service.token('root', 'admin'), token]) {
    expect(await readEverything(service, slot.id, caller)).not.toContain('@example.edu');
  }
});

test('reading changes nothing', async () => {
  const tables = async () => ({
    slots: await service.database.read.kysely.selectFrom('slots').selectAll().execute(),
    bookings: await service.database.read.kysely.selectFrom('bookings').selectAll().execute(),
  });
  const before = await tables();
  service.clock.now = Date.parse(slot.endsAt) + 1;
  for (const token of [undefined, service.token('ada', 'alumni'), service.token('sam', 'student')]) {
    await readEverything(service, slot.id, token);
  }
  expect(await tables()).toEqual(before);
});
