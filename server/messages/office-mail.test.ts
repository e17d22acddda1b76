/** Mails of what the programme office did: they say on whose behalf, and the one on whose behalf it was is told, once an act. */
import type { SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { startMailingService } from '../testing/mailing-service.ts';
import { office } from '../testing/office.ts';
import { queueing } from '../testing/queueing.ts';

const day = {
  date: '2027-03-20',
  startTime: '16:00',
  endTime: '17:00',
  timeZone: 'UTC',
  description: 'CV review',
};
const soon = <T>(read: () => T) => expect.poll(read, { interval: 20 });

async function world() {
  const mailing = await startMailingService({ env: { OFFER_BELOW: '0s' } });
  const { service } = mailing;
  const root = office(service);
  for (const [who, role] of [
    ['ada', 'alumni'],
    ['sam', 'student'],
    ['kim', 'student'],
  ] as const) {
    const token = mailing.token(who, role);
    await service.call('PUT', '/api/me', { token, body: { reminders: true } });
  }
  const mailsTo = (who: string) =>
    mailing
      .mailsTo(who)
      .map(({ mail }) => ({ subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html ?? '' }));
  const read: Record<string, number> = {};
  /** The next mail to somebody. */
  async function mailTo(who: string) {
    const before = read[who] ?? 0;
    await soon(() => mailsTo(who).length).toBeGreaterThan(before);
    read[who] = before + 1;
    return mailsTo(who)[before] as ReturnType<typeof mailsTo>[number];
  }
  /** The same of what is gathered for ten minutes. */
  async function gatheredFor(who: string) {
    service.clock.now += 10 * 60_000;
    return mailTo(who);
  }
  const publish = async (fields: object = {}) =>
    (await root.call<SlotView>('POST', '/api/slots', { ...day, alumniId: 'ada', ...fields })).body;
  /** Published by herself: nobody is told. */
  const own = (fields: object = {}) => service.publish('ada', 0, { ...day, ...fields });
  return { ...queueing(service), service, root, publish, own, mailTo, gatheredFor, mailsTo };
}

const forReader = 'The programme office did this on your behalf.';
const forAda = 'The programme office did this on behalf of ada (name).';
const forSam = 'The programme office did this on behalf of sam (name).';

test('what the office does for a student: they are told as usual, both that the office did it', async () => {
  const { root, own, mailTo, gatheredFor, service } = await world();
  const slot = await own();
  await root.book('sam', slot.id);
  expect(await mailTo('sam')).toMatchObject({
    subject: expect.stringMatching(/^Booked: /),
    text: expect.stringContaining(forReader),
    html: expect.stringContaining(forReader),
  });
  const told = await gatheredFor('ada');
  for (const part of [told.text, told.html.replace(/<\/?bdi>/g, '')]) expect(part).toContain(forSam);
  await root.wait('kim', slot.id);
  expect((await mailTo('kim')).text).toMatch(/You are on the waiting list[\s\S]*on your behalf/);
  await root.cancel('sam', slot.id);
  expect((await mailTo('sam')).text).toMatch(/You have given back your seat[\s\S]*on your behalf/);
  // Who moved up did so by themselves.
  const promoted = await mailTo('kim');
  expect(promoted.subject).toMatch(/^You’re in/);
  expect(promoted.text).not.toContain('programme office');
  const hers = [await mailTo('ada'), await gatheredFor('ada')].map(({ text }) => text);
  expect(hers.find((text) => text.includes('given back'))).toContain(forSam);
  expect(hers.find((text) => text.includes('has booked'))).not.toContain('programme office');
  // By themselves it is theirs alone.
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('kim', 'student'),
    body: { slotId: slot.id },
  });
  expect((await mailTo('kim')).text).not.toContain('programme office');
});

test('an alumna who is of the office, too, acts for the student in her own session', async () => {
  const { own, mailTo, gatheredFor, service } = await world();
  const slot = await own();
  const answer = await service.call('POST', '/api/slots/book', {
    token: service.token('ada', ['alumni', 'admin'], { email: 'ada@people.example' }),
    body: { slotId: slot.id, studentId: 'sam' },
  });
  expect(answer.status).toBe(201);
  expect((await mailTo('sam')).text).toContain(forReader);
  expect((await gatheredFor('ada')).text).toContain(forSam);
});

test('of several new bookings it is said which the office made', async () => {
  const { root, own, gatheredFor, service } = await world();
  const slot = await own({ maxParticipants: 3 });
  await root.book('sam', slot.id);
  await service.book('lee', slot.id);
  const { text } = await gatheredFor('ada');
  expect(text).toContain('2 students have booked');
  expect(text).toContain(forSam);
});

test('what the office does with requests is told to both', async () => {
  const { root, own, mailTo, service, read } = await world();
  const slot = await own({ maxParticipants: 2, requiresApproval: true });
  for (const who of ['sam', 'kim']) await service.book(who, slot.id);
  await mailTo('sam');
  await mailTo('kim');
  const { bookings = [] } = await read(slot.id, 'ada');
  for (const [index, decision] of ['confirm', 'decline'].entries())
    await root.call('POST', `/api/slots/${slot.id}/bookings/${bookings[index]?.id}/${decision}`);
  for (const who of ['sam', 'kim']) expect((await mailTo(who)).text).toContain(forAda);
  const hers = [await mailTo('ada'), await mailTo('ada')].sort((a, b) => (a.subject < b.subject ? -1 : 1));
  expect(hers.map(({ subject }) => subject)).toMatchObject([
    expect.stringMatching(/^Confirmed for you: .*with sam /),
    expect.stringMatching(/^Declined for you: .*with kim /),
  ]);
  expect(hers[0]?.text).toContain('confirmed the seat of sam (name) on your behalf');
  expect(hers[1]?.text).toContain('turned down kim (name) on your behalf');
  // Again is the same answer, and no other mail.
  await root.call('POST', `/api/slots/${slot.id}/bookings/${bookings[0]?.id}/confirm`);
  await root.call('PATCH', `/api/slots/${slot.id}`, { description: 'Another' });
  expect((await mailTo('ada')).subject).toMatch(/^Changed for you/);
});

test('what is published, changed or called off for her is one mail an act, with how many it is about', async () => {
  const { root, publish, mailTo, service } = await world();
  const one = await publish();
  const first = await mailTo('ada');
  expect(first.subject).toMatch(/^Published for you: .*CV review$/);
  expect(first.text).toContain('The programme office published this session on your behalf.');
  const repeat = { every: 'week', count: 3 };
  const series = await root.call<{ slots: SlotView[] }>('POST', '/api/slots', {
    ...day,
    date: '2027-04-01',
    repeat,
    alumniId: 'ada',
  });
  expect((await mailTo('ada')).text).toMatch(/published 3 sessions on your behalf\.[\s\S]*1 April/);
  const [second] = series.body.slots;
  await service.book('sam', second?.id ?? '');
  await mailTo('sam');
  await root.call('PATCH', `/api/slots/${second?.id}?scope=series`, { startTime: '10:00', endTime: '11:00' });
  expect((await mailTo('sam')).text).toContain(forAda);
  expect((await mailTo('ada')).text).toMatch(/changed 3 sessions on your behalf\.[\s\S]*It was: [^\n]*16:00/);
  await root.call('POST', '/api/slots/copy', {
    from: '2027-03-20',
    days: 1,
    onto: ['2027-03-27'],
    alumniId: 'ada',
  });
  expect((await mailTo('ada')).text).toMatch(/published this session[\s\S]*27 March/);
  await service.book('kim', series.body.slots[2]?.id ?? '');
  await root.call('DELETE', `/api/slots/${series.body.slots[2]?.id}`);
  expect((await mailTo('ada')).text).toContain('called off this session');
  await root.call('DELETE', `/api/slots/${second?.id}?scope=series`, { message: 'She is ill' });
  const off = await mailTo('sam');
  expect(off.text).toContain(forAda);
  expect(off.text).toContain('The programme office writes:\n> She is ill');
  const mails = [await mailTo('ada')];
  if (!mails[0]?.subject.startsWith('Called off')) mails.push(await mailTo('ada'));
  expect(mails.at(-1)?.text).toMatch(/called off 2 sessions on your behalf\.[\s\S]*1 April/);
  // One that nobody had booked is gone: when it was is told all the same.
  await root.call('DELETE', `/api/slots/${one.id}`);
  const gone = await mailTo('ada');
  expect(gone.subject).toMatch(/^Called off for you: Sat 20 March, 16:00, CV review$/);
  expect(gone.text).toMatch(/called off this session on your behalf\.[\s\S]*20 March, 16:00–17:00/);
});

test('nobody is told of what they did themselves, of what changed nothing, nor of what was refused', async () => {
  const { root, own, publish, mailTo, mailsTo, service } = await world();
  const slot = await own();
  const asAda = {
    token: service.token('ada', ['alumni', 'admin'], { email: 'ada@people.example' }),
  };
  await service.call('PATCH', `/api/slots/${slot.id}`, { ...asAda, body: { description: 'Hers' } });
  await root.call('PATCH', `/api/slots/${slot.id}`, { description: 'Hers' });
  await root.call('POST', '/api/slots', { ...day, alumniId: 'ada' });
  await root.call('POST', '/api/slots/preview', { ...day, date: '2027-03-21', alumniId: 'ada' });
  await service.book('sam', slot.id);
  await service.call('DELETE', `/api/slots/${slot.id}`, { ...asAda, body: { message: 'Am ill' } });
  await mailTo('sam');
  const off = await mailTo('sam');
  expect(off.text).toContain('ada (name) writes:\n> Am ill');
  expect(off.text).not.toContain('programme office');
  await publish({ date: '2027-03-22' });
  await mailTo('ada');
  expect(mailsTo('ada').map(({ subject }) => subject)).toMatchObject([expect.stringMatching(/^Published/)]);
});

test('an offer that was over when the office passed it lapsed by itself', async () => {
  const { root, own, mailTo, service, wait } = await world();
  const slot = await own({ maxParticipants: 1 });
  const off = await own({ date: '2027-03-21' });
  await service.book('sam', off.id);
  await root.call('DELETE', `/api/slots/${off.id}`, { offerSlotIds: [slot.id] });
  const mails = [await mailTo('sam'), await mailTo('sam'), await mailTo('sam')];
  const offered = mails.find(({ subject }) => subject.startsWith('Seat held'));
  expect(offered?.text).toContain(forAda);
  service.clock.now += 25 * 3_600_000;
  await root.cancel('sam', slot.id);
  const lapsed = await mailTo('sam');
  expect(lapsed.text).toContain('no longer held');
  expect(lapsed.text).not.toContain('programme office');
  expect((await wait('kim', slot.id)).status).toBe(409);
});
