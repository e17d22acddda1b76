/**
 * Nothing of one person reaches another: a mark in every text that somebody writes or brings, followed through all that the service
 * says: answers, refusals, frames, mails, webhooks, calendars, log lines and figures.
 */
import type { Booking, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import {
  isFor,
  mark,
  marks,
  type Person,
  people,
  type Reader,
  roles,
  startElsewhere,
} from './testing/canaries.ts';
import { connectFeed } from './testing/feed-client.ts';
import { startMailingService } from './testing/mailing-service.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { sendRecording } from './testing/uploads.ts';
import { wav } from './testing/wav.ts';
import { startWebhookReceiver } from './testing/webhook-receiver.ts';

test('each mark reaches those for whom it is, and nobody else', async () => {
  const [elsewhere, webhooks] = [await startElsewhere(mark('ada', 'title')), await startWebhookReceiver()];
  const lines: string[] = [];
  const { service, mailsTo } = await startMailingService({
    readCalendarsMs: 40,
    log: (line) => lines.push(line),
    env: {
      ...webhooks.env,
      MEDIA_DIR: temporaryFolder(),
      BUSY_PRIVATE_HOSTS: elsewhere,
      JWT_COHORT_CLAIM: 'cohort',
    },
  });
  const heard = new Map<Reader, string[]>();
  const hear = (who: Reader, what: unknown) => {
    heard.set(who, [...(heard.get(who) ?? []), typeof what === 'string' ? what : JSON.stringify(what)]);
  };
  const tokens = new Set<string>();
  const tokenOf = (who: Person) => {
    const token = service.token(mark(who, 'id'), roles[who], {
      ...{
        name: mark(who, 'name'),
        email: `${mark(who, 'email')}@people.example`,
        cohort: mark(who, 'cohort'),
      },
      exp: 4_000_000_000,
    });
    tokens.add(token.split('.')[2] ?? token);
    return token;
  };
  async function ask<Body = Record<string, unknown>>(
    who: Person | 'nobody',
    call: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Body> {
    const [method = '', path = ''] = call.split(' ');
    const token = who === 'nobody' ? {} : { token: tokenOf(who) };
    const answer = await service.call<Body>(method, path, { ...token, headers, ...(body && { body }) });
    hear(who, answer.body);
    hear(
      who,
      [...answer.headers].filter(([name]) => name !== 'idempotency-key'),
    );
    return answer.body;
  }

  const feeds = await Promise.all(
    ([...people, 'nobody'] as const).map(async (who) => {
      const feed = await connectFeed(service.url);
      if (who !== 'nobody') await feed.authenticate(tokenOf(who));
      await feed.subscribe(mark('ada', 'id'), mark('bob', 'id'));
      return { who, feed };
    }),
  );
  const day = (date: string, fields: object) => ({ date, startTime: '10:00', endTime: '11:00', ...fields });
  const publish = (date: string, fields: object) =>
    ask<SlotView>('ada', 'POST /api/slots', day(date, fields));
  const book = (who: Person, { id }: SlotView) =>
    ask<Booking>(
      who,
      'POST /api/slots/book',
      { slotId: id, note: mark(who, 'note') },
      {
        'idempotency-key': mark(who, 'key'),
      },
    );

  // Ahead: three in one session and one who waits; one is declined; one is called off.
  const talk = await publish('2027-03-17', {
    ...{ maxParticipants: 3, description: mark('ada', 'description') },
    meetingUrl: `https://meet.example/${mark('ada', 'link')}`,
  });
  const seat = await book('sam', talk);
  const [second, third] = [await book('mia', talk), await book('noa', talk)];
  const wait = { slotId: talk.id, note: mark('kim', 'note') };
  const waiting = await ask<Booking>('kim', 'POST /api/slots/waitlist', wait);
  const asked = await publish('2027-03-18', { requiresApproval: true });
  const request = await book('lee', asked);
  const decline = { message: mark('ada', 'declining') };
  await ask('ada', `POST /api/slots/${asked.id}/bookings/${request.id}/decline`, decline);
  const off = await publish('2027-03-19', {});
  const dropped = await book('eve', off);
  await ask('ada', `DELETE /api/slots/${off.id}`, { message: mark('ada', 'calling-off') });
  await ask('bob', 'POST /api/slots', day('2027-03-17', { description: mark('bob', 'description') }));
  const secrets: string[] = [];
  for (const who of people) {
    const { url } = await ask<{ url: string }>(who, 'POST /api/calendar-feed');
    secrets.push(url.split('/').at(-1)?.replace('.ics', '') ?? url);
    const calendar = await service.call<string>('GET', new URL(url).pathname);
    hear(who, calendar.body);
  }
  const calendar = { url: `http://${elsewhere}/${mark('ada', 'address')}.ics`, label: mark('ada', 'label') };
  await ask('ada', 'PUT /api/busy-calendars', { calendars: [calendar] });
  await expect
    .poll(async () => JSON.stringify(await ask('ada', 'GET /api/busy?from=2027-03-16&to=2027-03-19')))
    .toContain('2027-03-17');

  // It runs, and is over.
  service.clock.now = Date.parse(talk.startsAt) + 60_000;
  await ask('ada', `PUT /api/slots/${talk.id}/session-notes`, {
    text: mark('ada', 'notes'),
    links: [{ url: `https://example.edu/${mark('ada', 'material')}`, label: mark('ada', 'material-label') }],
  });
  await sendRecording(service.url, talk.id, wav(), {
    token: tokenOf('ada'),
    name: `${mark('ada', 'recording')}.wav`,
  });
  for (const [who, { id }] of [
    ['sam', seat],
    ['mia', second],
    ['noa', third],
  ] as const)
    await ask(who, `PUT /api/bookings/${id}/private-note`, { text: mark(who, 'private') });
  await ask('ada', `PUT /api/bookings/${seat.id}/private-note`, { text: mark('ada', 'private') });
  service.clock.now = Date.parse(talk.endsAt) + 60_000;
  for (const who of ['sam', 'mia', 'noa'] as const)
    await ask(who, `PUT /api/slots/${talk.id}/feedback`, { stars: 5, comment: mark(who, 'comment') });

  // Everybody reads all that there is to read, and tries what is another's.
  const slots = [talk.id, asked.id, off.id];
  const bookings = [seat, second, third, waiting, request, dropped].map(({ id }) => id);
  const lists = ['my-bookings?from=2027-03-01', 'my-slots?from=2027-03-01', 'open', 'open?q=canary'];
  const reads = [
    ...lists.map((path) => `/api/slots/${path}`),
    ...[mark('ada', 'id'), mark('bob', 'id')].flatMap((id) =>
      ['', '/rating', '?from=2027-03-01'].map((path) => `/api/slots/alumni/${id}${path}`),
    ),
    ...slots.flatMap((id) =>
      ['', '/session.ics', '/session-notes', '/feedback', '/feedback/own'].map(
        (path) => `/api/slots/${id}${path}`,
      ),
    ),
    ...bookings.map((id) => `/api/bookings/${id}/private-note`),
    ...[
      '/api/me',
      '/api/calendar-feed',
      '/api/busy-calendars',
      '/api/busy',
      `/api/busy?alumniId=${mark('ada', 'id')}`,
    ],
    `/api/slots/my-slots?alumniId=${mark('ada', 'id')}&from=2027-03-01`,
    ...[
      '/api/admin/audit',
      '/api/admin/feedback',
      '/api/admin/report?by=alumnus',
      '/api/admin/report.csv?by=cohort',
    ],
  ];
  for (const who of [...people, 'nobody'] as const) {
    for (const path of reads) await ask(who, `GET ${path}`);
    for (const [id, slotId] of [
      [seat.id, talk.id],
      [request.id, asked.id],
    ] as const) {
      await ask(who, 'POST /api/slots/move', { bookingId: id, slotId: off.id });
      await ask(who, `POST /api/slots/${slotId}/bookings/${id}/confirm`);
      await ask(who, 'POST /api/slots/book', { slotId });
      await ask(who, 'POST /api/slots/waitlist', { slotId });
    }
  }
  // What is refused is told to whoever sent it, and written nowhere.
  const wrong = { slotId: talk.id, [mark('eve', 'field')]: 1 };
  await ask('eve', 'POST /api/slots/book', wrong);
  await ask('eve', `GET /${mark('eve', 'path')}?${mark('eve', 'query')}`);
  await ask('eve', `GET /api/slots/${mark('eve', 'path')}`, undefined, { 'x-any': mark('eve', 'header') });
  await service.call('GET', '/api/me', { token: `${mark('eve', 'token')}.x.y` });
  await ask('eve', `GET /calendars/${mark('eve', 'path')}.ics`);

  await expect.poll(() => mailsTo(mark('sam', 'email')).length).toBeGreaterThan(0);
  await expect.poll(() => webhooks.events.filter(({ type }) => type === 'feedback.given').length).toBe(3);
  for (const { who, feed } of feeds) {
    await feed.settle();
    hear(who, feed.frames);
  }
  for (const who of people) for (const { raw, mail } of mailsTo(mark(who, 'email'))) hear(who, [raw, mail]);
  hear('the portal', webhooks.events);
  hear('the figures', (await service.call<string>('GET', '/metrics')).body);
  hear('the log', lines.join(''));
  expect(lines.length).toBeGreaterThan(200);

  const all = new Map([...heard].map(([who, texts]) => [who, texts.join('\n')]));
  // Not as the end of another.
  const isIn = (one: string, text: string) => new RegExp(`(?<!(?<!\\\\)[a-z])${one}`).test(text);
  const reached = [...marks].map((one) => [
    one,
    [...all]
      .filter(([, text]) => isIn(one, text))
      .map(([who]) => who)
      .sort(),
  ]);
  const wanted = [...marks].map((one) => [one, [...(isFor[one] ?? [])].sort()]);
  expect(Object.fromEntries(reached)).toEqual(Object.fromEntries(wanted));
  for (const token of tokens) for (const [who, text] of all) expect(text.includes(token), who).toBe(false);
  for (const secret of secrets) {
    const told = [...all].filter(([, text]) => text.includes(secret)).map(([who]) => who);
    expect(told).toEqual([people[secrets.indexOf(secret)]]);
  }
});
