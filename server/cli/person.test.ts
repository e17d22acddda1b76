/** `export` and `erase`, beside a service that runs. */
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { openSnapshot } from '../db/open-snapshot.ts';
import { mentorSlots, mentorSlotsHere } from '../testing/command-line.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { buildService } from '../testing/process.ts';
import { startService, type TestService } from '../testing/service.ts';

beforeAll(buildService);

const day = 24;

/** A service two days ago, so that some of its sessions are over by now and some are ahead. */
async function history() {
  const now = new Date(Date.now() - 2 * day * 3_600_000).toISOString();
  const service = await startService({ now });
  const words = { description: 'A talk about engines', meetingUrl: 'https://meet.example.edu/ada-s-room' };
  const past = await service.publish('ada', 2, { ...words, maxParticipants: 3 });
  const ahead = await service.publish('ada', 4 * day, { ...words, maxParticipants: 3 });
  const empty = await service.publish('ada', 5 * day, words);
  const other = await service.publish('bob', 6 * day, { description: 'Something of Bob' });
  await service.book('sam', past.id, 'Sam wants to know all');
  await service.book('tim', past.id, 'Tim too');
  await service.book('sam', ahead.id, 'And more of Sam');
  await service.book('tim', ahead.id);
  await service.book('sam', other.id, 'Sam to Bob');
  const asked = await service.publish('ada', 7 * day, { requiresApproval: true });
  const { body: request } = await service.book('uma', asked.id);
  await service.call('POST', `/api/slots/${asked.id}/bookings/${request.id}/decline`, {
    token: service.token('ada', 'alumni'),
    body: { message: 'Not with me' },
  });
  service.clock.now = Date.now();
  await write(service, past);
  return { service, env: { DATABASE_URL: service.config.databaseUrl }, past, ahead, empty, other };
}

/** What the two sides keep of a session that is over. */
async function write(service: TestService, past: SlotView): Promise<void> {
  const put = async (who: string, role: string, path: string, body: object) => {
    const { status } = await service.call('PUT', path, { token: service.token(who, role), body });
    if (status !== 200) throw new Error(`Could not write ${path}: ${status}`);
  };
  const own = await service.call<SlotView>('GET', `/api/slots/${past.id}`, {
    token: service.token('ada', 'alumni'),
  });
  for (const { id, studentId } of own.body.bookings ?? []) {
    const path = `/api/slots/${past.id}/bookings/${id}/attendance`;
    await put('ada', 'alumni', path, { attendance: 'attended' });
    const note = `/api/bookings/${id}/private-note`;
    await put('ada', 'alumni', note, { text: 'What she thinks' });
    await put(studentId, 'student', note, { text: `What the student ${studentId.toUpperCase()} thinks` });
    const comment = `Comment by ${studentId.toUpperCase()}`;
    await put(studentId, 'student', `/api/slots/${past.id}/feedback`, { stars: 4, comment });
  }
  const links = [{ url: 'https://slides.example.edu/of-her-talk' }];
  await put('ada', 'alumni', `/api/slots/${past.id}/session-notes`, { text: 'Her summary', links });
}

/** Every row of every table, as text. */
async function everything(service: TestService): Promise<string> {
  const snapshot = await openSnapshot(service.config.databaseUrl);
  const rows: unknown[] = [];
  for (const table of snapshot.tables)
    rows.push(
      await snapshot.kysely
        .selectFrom(table as 'slots')
        .selectAll()
        .execute(),
    );
  await snapshot.close();
  return JSON.stringify(rows);
}

async function rowsIn(service: TestService, table: 'slots' | 'bookings' | 'people'): Promise<number> {
  return (await service.database.read.kysely.selectFrom(table).selectAll().execute()).length;
}

test('export writes everything about a person, and nothing of others', async () => {
  const { env, past } = await history();
  const student = await mentorSlots(['export', 'sam'], env);
  expect(student.code, student.stderr).toBe(0);
  const record = JSON.parse(student.stdout);
  expect(record.person).toMatchObject({ id: 'sam', name: 'sam (name)' });
  expect(record.bookings).toHaveLength(3);
  expect(record.bookings[0]).toMatchObject({
    note: 'Sam wants to know all',
    slot: { id: past.id, startsAt: past.startsAt },
    with: { id: 'ada' },
  });
  expect(student.stdout).not.toMatch(/Tim too|"tim"|tim \(/);

  expect(record.audit[0]).toMatchObject({ action: 'booking_created', by: 'this person', slotId: past.id });

  expect(record.bookings[0]).toMatchObject({ attendance: 'attended' });
  expect(record.privateNotes).toMatchObject([{ text: 'What the student SAM thinks' }]);
  expect(record.feedback).toMatchObject([{ slotId: past.id, stars: 4, comment: 'Comment by SAM' }]);
  expect(student.stdout).not.toMatch(/TIM|What she thinks|Her summary/);

  const alumna = await mentorSlotsHere(['export', '--json', 'ada'], env);
  expect(alumna.stdout.trim().split('\n')).toHaveLength(1);
  const hers = JSON.parse(alumna.stdout);
  expect(hers.slots).toHaveLength(4);
  expect(hers.slots[0]).toMatchObject({ description: 'A talk about engines', seatsTaken: 2 });
  expect(hers.sessionNotes).toMatchObject([
    { slotId: past.id, text: 'Her summary', links: [{ url: 'https://slides.example.edu/of-her-talk' }] },
  ]);
  expect(hers.privateNotes).toMatchObject([{ text: 'What she thinks' }, { text: 'What she thinks' }]);
  for (const word of ['sam', 'Sam', 'SAM', 'Comment by', '"tim"', 'tim (', 'Tim too'])
    expect(alumna.stdout).not.toContain(word);
});

test('erase of an alumna calls off what is ahead, leaves nothing of her, and keeps the counts', async () => {
  const { service, env, past, ahead } = await history();
  const page = await connectFeed(service.url);
  expect((await page.subscribe('ada'))[0]?.slots).toHaveLength(3);
  const { code, stdout, stderr } = await mentorSlots(['erase', 'ada', '--yes', '--json'], env);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    slotsCancelled: 3,
    bookingsCancelled: 0,
    slotsKept: 3,
    bookingsKept: 0,
  });

  const all = await everything(service);
  for (const word of [
    '"ada"',
    'ada (name)',
    'ada@',
    'engines',
    'ada-s-room',
    'Not with me',
    'What she thinks',
  ])
    expect(all).not.toContain(word);
  for (const word of ['Her summary', 'of-her-talk', 'Comment by']) expect(all).not.toContain(word);
  // How many stars students gave is theirs, as are their notes.
  expect(all).toContain('What the student SAM thinks');
  // The one that nobody had booked is gone; all others are counted still, with their students and their notes.
  expect(await rowsIn(service, 'slots')).toBe(4);
  expect(await rowsIn(service, 'bookings')).toBe(6);
  expect(all).toContain('Sam wants to know all');
  expect(await mentorSlotsHere(['doctor'], env)).toMatchObject({ code: 0 });

  const { body } = await service.call<SlotView>('GET', `/api/slots/${ahead.id}`);
  expect(body).toMatchObject({ status: 'cancelled', alumniName: 'Erased person', description: null });
  const kept = await service.call<SlotView>('GET', `/api/slots/${past.id}`);
  expect(kept.body).toMatchObject({ seatsTaken: 2 });
  expect(kept.body.version).toBeGreaterThan(past.version);
  const mine = await service.call<{ bookings: { status: string; cancelReason: string | null }[] }>(
    'GET',
    '/api/slots/my-bookings',
    { token: service.token('tim', 'student') },
  );
  expect(mine.body.bookings).toMatchObject([{ status: 'cancelled', cancelReason: 'slot_cancelled' }]);
  // The open page follows, though another process did it: by what it hears, or by a fresh snapshot.
  const last = () => page.frames.findLast(({ type }) => type !== 'heartbeat');
  await expect.poll(() => JSON.stringify(last())).toMatch(/slot_deleted|"slots":\[\]/);
});

test('erase of a student gives the seats ahead back, and open pages see it', async () => {
  const { service, env, ahead, past } = await history();
  const page = await connectFeed(service.url);
  await page.subscribe('ada');
  const { code, stdout, stderr } = await mentorSlotsHere(['erase', 'sam', '--yes'], env);
  expect(code, stderr).toBe(0);
  expect(stdout).toBe(
    'sam is erased.\nCancelled: 0 sessions ahead and 2 bookings ahead.\nKept without a name: 0 sessions and 3 bookings.\n',
  );
  const seats = () =>
    page.frames
      .flatMap((frame) =>
        frame.type === 'snapshot' ? frame.slots : frame.type === 'slot_updated' ? [frame.slot] : [],
      )
      .filter((slot) => slot.id === ahead.id)
      .at(-1)?.seatsTaken;
  await expect.poll(seats).toBe(1);

  const all = await everything(service);
  for (const word of ['"sam"', 'sam (name)', 'sam@', 'Sam wants', 'of Sam', 'Sam to Bob', 'SAM'])
    expect(all).not.toContain(word);
  expect(all).toContain('Comment by TIM');
  // Comments keep their stars.
  const stars = await service.database.read.kysely.selectFrom('feedback').select('stars').execute();
  expect(stars).toEqual([{ stars: 4 }, { stars: 4 }]);
  expect(await rowsIn(service, 'bookings')).toBe(6);
  expect(await mentorSlotsHere(['doctor'], env)).toMatchObject({ code: 0 });
  const roster = await service.call<SlotView>('GET', `/api/slots/${past.id}`, {
    token: service.token('ada', 'alumni'),
  });
  expect(roster.body.bookings?.map(({ studentName }) => studentName)).toEqual([
    'Erased person',
    'tim (name)',
  ]);
});

test('both stand in the audit, without the name of who was erased', async () => {
  const { service, env } = await history();
  await mentorSlotsHere(['export', 'sam'], env);
  await mentorSlotsHere(['erase', 'sam', '--yes'], env);
  const { body } = await service.call<{ entries: { action: string; actorId: string; subjectId: string }[] }>(
    'GET',
    '/api/admin/audit',
    { token: service.token('root', 'admin') },
  );
  const own = body.entries.filter(({ actorId }) => actorId === 'command line');
  expect(own.map(({ action }) => action)).toEqual(['person_erased', 'person_exported']);
  for (const { subjectId } of own) expect(subjectId).toMatch(/^erased-/);
  expect(JSON.stringify(body)).not.toMatch(/"sam/);
});

test('whoever was erased and signs in again is a new person, also for a service that knew them', async () => {
  const { service, env, ahead } = await history();
  expect((await mentorSlotsHere(['erase', 'sam', '--yes'], env)).code).toBe(0);
  const again = async () => (await service.book('sam', ahead.id)).status;
  await expect.poll(again).toBe(201);
  const { stdout } = await mentorSlotsHere(['export', 'sam'], env);
  expect(JSON.parse(stdout).bookings).toHaveLength(1);
});

test('erase does nothing unasked', async () => {
  const { service, env } = await history();
  const before = await everything(service);
  const unasked = await mentorSlotsHere(['erase', 'ada'], env);
  expect(unasked).toEqual({ code: 64, stdout: '', stderr: expect.stringMatching(/^[^\n]*--yes\.\n$/) });
  for (const command of [
    ['erase', '--yes', 'nobody'],
    ['export', 'nobody'],
  ]) {
    expect(await mentorSlotsHere(command, env)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no person with the id "nobody".\n',
    });
  }
  expect(await everything(service)).toBe(before);
});
