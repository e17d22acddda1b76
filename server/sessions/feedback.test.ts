/** Feedback over HTTP: who may give it and when, and what others see of it. */
import type {
  OwnFeedback,
  Rating,
  ReviewedComments,
  SessionFeedback,
  SlotView,
} from '@mentor-slots/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { readWebhookBody } from '../messages/webhook-body.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { connectFeed } from '../testing/feed-client.ts';
import { startService, type TestService, testWebhookSecret } from '../testing/service.ts';

let service: TestService;
let slot: SlotView;
const day = 24 * 3_600_000;
const students = ['sam', 'mira', 'leo', 'nina', 'tom', 'ida'];

beforeEach(async () => {
  service = await startService({ now: '2026-11-24T10:00:00.000Z' });
  slot = await service.publish('ada', 24, { maxParticipants: 9 });
  for (const student of students) await service.book(student, slot.id);
});

const as = (who: string, role: string) => ({ token: service.token(who, role) });
const path = (of = slot) => `/api/slots/${of.id}/feedback`;
const end = () => {
  service.clock.now = Date.parse(slot.endsAt);
};
const give = (who: string, stars: number, comment?: string) =>
  service.call('PUT', path(), { ...as(who, 'student'), body: { stars, comment: comment ?? null } });
const withdraw = (who: string) => service.call('DELETE', path(), as(who, 'student'));
const seenByOwner = async () =>
  (await service.call<SessionFeedback>('GET', path(), as('ada', 'alumni'))).body;
const rating = async () => (await service.call<Rating>('GET', '/api/slots/alumni/ada/rating')).body;
const own = async (who: string) =>
  (await service.call<OwnFeedback>('GET', `${path()}/own`, as(who, 'student'))).body;
const nothing = { count: null, average: null };

describe('giving it', () => {
  test('goes from the end until 14 days later', async () => {
    service.clock.now = Date.parse(slot.endsAt) - 1;
    expectProblem(await give('sam', 5), 409, 'session_not_over');
    expect((await own('sam')).refused).toBe('session_not_over');
    end();
    const answer = await give('sam', 5, '  Clear and kind \u202e ');
    expect(answer).toMatchObject({ status: 200, body: { stars: 5, comment: 'Clear and kind' } });
    service.clock.now += 14 * day - 1;
    expect((await give('sam', 4)).status).toBe(200);
    expect(await own('sam')).toMatchObject({ feedback: { stars: 4, comment: null }, refused: null });
    service.clock.now += 1;
    expectProblem(await give('sam', 3), 409, 'feedback_closed');
    expect(await own('sam')).toMatchObject({ feedback: { stars: 4 }, refused: 'feedback_closed' });
    // What somebody said is theirs to take back, however late.
    expect((await withdraw('sam')).status).toBe(204);
    expect(await own('sam')).toMatchObject({ feedback: null });
    expect((await withdraw('sam')).status).toBe(204);
  });

  test('is for confirmed students who were not marked absent', async () => {
    end();
    expectProblem(await give('eve', 1), 403, 'not_in_session');
    expectProblem(
      await service.call('PUT', path(), { ...as('ada', 'alumni'), body: { stars: 5 } }),
      403,
      'wrong_role',
    );
    const { body } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`, as('ada', 'alumni'));
    const booking = body.bookings?.find(({ studentId }) => studentId === 'sam');
    const mark = `/api/slots/${slot.id}/bookings/${booking?.id}/attendance`;
    await service.call('PUT', mark, { ...as('ada', 'alumni'), body: { attendance: 'absent' } });
    expectProblem(await give('sam', 1), 409, 'marked_absent');
  });

  test.each([0, 6, 2.5, '5', null])('takes no %j for stars', async (stars) => {
    end();
    const put = await service.call('PUT', path(), { ...as('sam', 'student'), body: { stars } });
    expectProblem(put, 400, 'invalid_request');
  });
});

describe('what is shown', () => {
  test('is nothing below three, to whoever asks', async () => {
    end();
    await give('sam', 5, 'secret one');
    await give('mira', 1, 'secret two');
    expect(await seenByOwner()).toEqual({ ...nothing, comments: [] });
    expect(await rating()).toEqual(nothing);
    const list = await service.call<ReviewedComments>('GET', '/api/admin/feedback', as('office', 'admin'));
    expect(list.body).toEqual({ comments: [] });
    await give('leo', 3, 'third');
    expect(await rating()).toEqual({ count: 3, average: 3 });
    const seen = await seenByOwner();
    expect(seen).toMatchObject({ count: 3, average: 3 });
    expect(seen.comments.map(({ comment }) => comment).sort()).toEqual(['secret one', 'secret two', 'third']);
    expect(JSON.stringify(seen)).not.toMatch(/sam|mira|leo/);
  });

  test('changes by three at once: given, changed, withdrawn', async () => {
    end();
    for (const [who, stars] of [
      ['sam', 5],
      ['mira', 4],
      ['leo', 3],
    ] as const)
      await give(who, stars);
    const three = { count: 3, average: 4 };
    expect(await rating()).toEqual(three);
    await give('nina', 1);
    expect(await rating()).toEqual(three);
    await withdraw('leo');
    expect(await rating()).toEqual(three);
    await give('tom', 5);
    // sam, mira, nina and tom.
    expect(await rating()).toEqual({ count: 4, average: 3.8 });
  });

  test('is nothing again once fewer than three are left, and their words are gone', async () => {
    end();
    for (const who of ['sam', 'mira', 'leo']) await give(who, 4, `words of ${who}`);
    await withdraw('sam');
    expect(await seenByOwner()).toEqual({ ...nothing, comments: [] });
    expect(await rating()).toEqual(nothing);
    await give('nina', 1);
    expect(await seenByOwner()).toMatchObject({ count: 3, average: 4 });
    expect(JSON.stringify(await seenByOwner())).not.toContain('words of sam');
    const rows = await service.database.read.kysely.selectFrom('feedback').select('comment').execute();
    expect(JSON.stringify(rows)).not.toContain('words of sam');
  });

  test('is without whose it is for the programme office too, which hides what must not stand', async () => {
    end();
    for (const who of ['sam', 'mira', 'leo', 'nina', 'tom', 'ida']) await give(who, 4, `from ${who}`);
    const office = as('office', 'admin');
    const list = await service.call<ReviewedComments>('GET', '/api/admin/feedback?limit=4', office);
    expect(list.body.comments).toHaveLength(4);
    const cursor = encodeURIComponent(list.body.nextCursor ?? '');
    const rest = await service.call<ReviewedComments>('GET', `/api/admin/feedback?cursor=${cursor}`, office);
    const all = [...list.body.comments, ...rest.body.comments];
    expect(all.map(({ comment }) => comment).sort()).toEqual(students.map((who) => `from ${who}`).sort());
    expect(all[0]).toEqual({
      ...{ id: expect.any(String), slotId: slot.id, alumniId: 'ada', alumniName: 'ada (name)' },
      ...{ startsAt: slot.startsAt, timeZone: 'UTC', comment: expect.any(String), hiddenAt: null },
    });
    const [bad] = all.filter(({ comment }) => comment === 'from leo');
    const hide = () => service.call('POST', `/api/admin/feedback/${bad?.id}/hide`, office);
    expect((await hide()).status).toBe(204);
    expect((await hide()).status).toBe(204);
    const seen = await seenByOwner();
    expect(seen).toMatchObject({ count: 6, average: 4 });
    expect(seen.comments).toHaveLength(5);
    expect(JSON.stringify(seen)).not.toContain('from leo');
    const audit = await service.call<{ entries: object[] }>(
      'GET',
      '/api/admin/audit?action=feedback_hidden',
      office,
    );
    expect(audit.body.entries).toHaveLength(1);
    expect(JSON.stringify(audit.body)).not.toContain('leo');
    expect((await service.call('POST', `/api/admin/feedback/${bad?.id}/show`, office)).status).toBe(204);
    expect((await seenByOwner()).comments).toHaveLength(6);
    expectProblem(
      await service.call('POST', '/api/admin/feedback/none/hide', office),
      404,
      'feedback_not_found',
    );
  });

  test('is told live to the owner when it changes, and not when somebody said something that is not shown', async () => {
    end();
    const feed = await connectFeed(service.url);
    await feed.authenticate(service.token('ada', 'alumni'));
    await give('sam', 5);
    await give('mira', 5);
    await feed.settle();
    expect(feed.frames.map(({ type }) => type)).not.toContain('session_updated');
    await give('leo', 5);
    expect(await feed.next('session_updated')).toEqual({ type: 'session_updated', slotId: slot.id });
  });
});

test('many who give and withdraw at once leave what one after the other would', async () => {
  end();
  await Promise.all(students.map((who, index) => give(who, 1 + (index % 5))));
  await Promise.all([withdraw('sam'), withdraw('mira'), give('leo', 5)]);
  const rows = await service.database.read.kysely.selectFrom('feedback').selectAll().execute();
  expect(rows).toHaveLength(6);
  expect(
    rows
      .filter((row) => row.withdrawn_at !== null)
      .map((row) => row.student_id)
      .sort(),
  ).toEqual(['mira', 'sam']);
  // All six were shown; then two went and one changed, which shows what is left together.
  const shown = rows.filter((row) => row.shown_of_alumnus !== null).map((row) => row.student_id);
  expect(shown.sort()).toEqual(['ida', 'leo', 'nina', 'tom']);
  expect((await rating()).count).toBe(4);
});

test('webhooks tell of it as the owner sees it: without whose it is, and without figures of few', async () => {
  const hooked = await startService({
    now: '2026-11-24T10:00:00.000Z',
    env: { WEBHOOK_URL: 'http://127.0.0.1:1/', WEBHOOK_SECRET: testWebhookSecret },
  });
  const session = await hooked.publish('ada', 24, { maxParticipants: 9 });
  for (const student of students) await hooked.book(student, session.id);
  hooked.clock.now = Date.parse(session.endsAt);
  const giveOf = (who: string, stars: number) =>
    hooked.call('PUT', path(session), {
      token: hooked.token(who, 'student'),
      body: { stars, comment: `secret of ${who}` },
    });
  for (const who of ['sam', 'mira', 'leo', 'leo']) await giveOf(who, 4);
  const messages = await hooked.database.read.kysely
    .selectFrom('messages')
    .selectAll()
    .where('kind', '=', 'feedback.given')
    .orderBy('id')
    .execute();
  expect(messages.map(({ payload }) => JSON.parse(payload).data)).toEqual([
    { slotId: session.id, alumniId: 'ada', ...nothing },
    { slotId: session.id, alumniId: 'ada', ...nothing },
    { slotId: session.id, alumniId: 'ada', count: 3, average: 4 },
  ]);
  const bodies = await Promise.all(messages.map((message) => readWebhookBody(hooked.database.read, message)));
  expect(bodies[0]).not.toMatch(/secret|sam/);
  const last = JSON.parse(bodies[2] ?? '');
  expect(last).toMatchObject({ type: 'feedback.given', data: { alumniName: 'ada (name)', count: 3 } });
  expect(last.data.comments).toHaveLength(3);
});
