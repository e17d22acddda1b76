/** Every mail that docs/messages.md names, by a real mail server, in two languages and two zones: what it says, when, and what it carries. */
import type { Language, SlotView } from '@mentor-slots/contract';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { Delivery } from '../testing/mail-server.ts';
import { startMailingService } from '../testing/mailing-service.ts';
import { queueing } from '../testing/queueing.ts';
import { wallTime } from '../testing/service.ts';
import { mailTexts } from './mail/text/texts.ts';

const hour = 3_600_000;

/** `METHOD STATUS` of the invitation in a mail; null where it has none. */
function invitationOf({ mail }: Delivery): string | null {
  const file = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (file === undefined) return null;
  const calendar = new ICAL.Component(ICAL.parse(String(file.content)));
  const event = calendar.getFirstSubcomponent('vevent');
  return `${calendar.getFirstPropertyValue('method')} ${event?.getFirstPropertyValue('status')}`;
}

/** Digits as the tests write them, whatever the language's are. */
function plainDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
}

function clockIn(timeZone: string, at: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(at));
}

test.each([
  ['de', 'Asia/Tokyo', 'fr', 'Europe/Paris'],
  ['ar', 'America/New_York', 'zh', 'Asia/Shanghai'],
] as const)('to a student in %s and %s, to an alumna in %s and %s', async (...told) => {
  const [language, timeZone, herLanguage, herZone] = told;
  const mailing = await startMailingService({ env: { REMINDERS: '1h' }, dueMs: 40 });
  const { service, mailsTo } = mailing;
  const { clock } = service;
  const ada = () => mailing.token('ada', 'alumni', { name: 'ADA', locale: herLanguage, zoneinfo: herZone });
  const kim = () => mailing.token('kim', 'student', { name: 'KIM', locale: language, zoneinfo: timeZone });
  const { cancel } = queueing(service);
  const asKim = (path: string, body: object) =>
    service.call<{ id: string }>('POST', `/api/slots/${path}`, { token: kim(), body });
  const asAda = (method: string, path: string, body?: object) =>
    service.call(method, `/api/slots${path && `/${path}`}`, {
      token: ada(),
      ...(body !== undefined && { body }),
    });
  await asAda('GET', 'my-slots');

  let [read, herRead] = [0, 0];
  /** The next mail to kim is of this kind, about that session. */
  async function expectMail(about: string, slot: SlotView, invitation: string | null, spoken = language) {
    await expect.poll(() => mailsTo('kim').length, { interval: 20 }).toBeGreaterThan(read);
    const delivery = mailsTo('kim')[read] as Delivery;
    read += 1;
    expectSaid(delivery, about, slot, spoken, timeZone);
    expect(delivery.mail.text).toContain('ADA');
    expect([about, invitationOf(delivery)]).toEqual([about, invitation]);
  }
  async function expectHers(about: string, slot: SlotView) {
    await expect
      .poll(
        () => {
          // New bookings are gathered.
          clock.now += 30_000;
          return mailsTo('ada').length;
        },
        { interval: 20 },
      )
      .toBeGreaterThan(herRead);
    const delivery = mailsTo('ada')[herRead] as Delivery;
    herRead += 1;
    expectSaid(delivery, about, slot, herLanguage, herZone);
    expect(delivery.mail.text).toContain('KIM');
  }
  function expectSaid({ mail }: Delivery, about: string, slot: SlotView, spoken: Language, zone: string) {
    expect(mail.subject?.toLowerCase()).toContain(about.toLowerCase());
    expect(mail.html).toContain(`lang="${spoken}"`);
    expect(mail.html?.includes('dir="rtl"')).toBe(spoken === 'ar');
    for (const text of [mail.text, mail.subject])
      expect(plainDigits(text ?? '')).toContain(clockIn(zone, slot.startsAt));
  }
  const publish = async (hours: number, fields = {}): Promise<SlotView> => {
    const body = { ...wallTime(clock.now + hours * hour), description: 'CV review', ...fields };
    return (await asAda('POST', '', body)).body as unknown as SlotView;
  };
  const { about } = mailTexts[language];
  const hers = mailTexts[herLanguage];

  const first = await publish(100, { maxParticipants: 3 });
  const { body: booking } = await asKim('book', { slotId: first.id });
  await expectMail(about.booked, first, 'REQUEST CONFIRMED');
  await expectHers(hers.aboutBookings.one ?? hers.aboutBookings.other.replace('{count}', '1'), first);
  const moved = await asAda('PATCH', first.id, { startTime: '17:00', endTime: '18:00' });
  const later = moved.body as unknown as SlotView;
  await expectMail(about.changed, later, 'REQUEST CONFIRMED');
  const other = await publish(200);
  await asKim('move', { bookingId: booking.id, slotId: other.id });
  await expectMail(about.moved, other, 'REQUEST CONFIRMED');
  expect(plainDigits(mailsTo('kim').at(-1)?.mail.text ?? '')).toContain(clockIn(timeZone, later.startsAt));
  await expectHers(hers.about.moved, other);
  await asKim('cancel', { slotId: other.id });
  await expectMail(about.cancel_receipt, other, 'CANCEL CANCELLED');
  await expectHers(hers.about.student_cancelled, other);

  const asked = await publish(110, { requiresApproval: true });
  const { body: request } = await asKim('book', { slotId: asked.id });
  await expectMail(about.asked, asked, null);
  await expectHers(hers.aboutRequests.one ?? hers.aboutRequests.other.replace('{count}', '1'), asked);
  await asAda('POST', `${asked.id}/bookings/${request.id}/decline`, { message: 'Not this time' });
  await expectMail(about.declined, asked, 'CANCEL CANCELLED');
  const { body: again } = await asKim('book', { slotId: asked.id });
  await expectMail(about.asked, asked, null);
  await asAda('POST', `${asked.id}/bookings/${again.id}/confirm`);
  await expectMail(about.confirmed, asked, 'REQUEST CONFIRMED');
  await asAda('DELETE', asked.id, { message: 'Am ill' });
  await expectMail(about.cancelled, asked, 'CANCEL CANCELLED');
  expect(mailsTo('kim').at(-1)?.mail.text).toContain('Am ill');

  const full = await publish(120);
  await service.book('zoe', full.id);
  await asKim('waitlist', { slotId: full.id });
  await expectMail(about.waiting, full, null);
  await cancel('zoe', full.id);
  await expectMail(about.promoted, full, 'REQUEST CONFIRMED');
  herRead = mailsTo('ada').length;

  clock.now = Date.parse(full.startsAt) - hour + 1000;
  await expectMail(mailTexts[language].today.replace('{time}', '').trim(), full, null);
  await expect
    .poll(() =>
      mailsTo('ada')
        .slice(herRead)
        .some(({ mail }) => mail.subject?.includes(clockIn(herZone, full.startsAt))),
    )
    .toBe(true);

  const near = await publish(6);
  await service.book('zoe', near.id);
  await asKim('waitlist', { slotId: near.id });
  await expectMail(about.waiting, near, null);
  await cancel('zoe', near.id);
  await expectMail(about.offered, near, null);
  clock.now += hour;
  await expectMail(about.lapsed, near, null);

  clock.now = Date.parse(full.endsAt) + 1000;
  await expectMail(about.how_was_it, full, null);

  const closing = await publish(9);
  await service.book('yan', closing.id);
  await asKim('waitlist', { slotId: closing.id });
  await expectMail(about.waiting, closing, null);
  clock.now = Date.parse(closing.startsAt) + 1000;
  await expectMail(about.queue_closed, closing, null);
});
