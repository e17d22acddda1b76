/** A mail as a mail program gets it, and the event in it: written by nodemailer, read by postal-mime and ical.js. */
import ICAL from 'ical.js';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import type { Mail } from '../messages/mail/mail.ts';

export async function readMail(mail: Mail) {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    ...mail,
    to: [{ name: '', ...mail.to }],
    from: { name: '', ...mail.from },
    ...(mail.invitation && { icalEvent: mail.invitation }),
  });
  const read = await PostalMime.parse(message as Buffer);
  const calendar = read.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return {
    subject: read.subject ?? '',
    text: read.text ?? '',
    html: read.html ?? '',
    headers: Object.fromEntries(read.headers.map(({ key, value }) => [key, value])),
    to: read.to?.map(({ address }) => address),
    toName: read.to?.[0]?.name,
    invitation: calendar
      ? { method: calendar.method, content: new TextDecoder().decode(calendar.content as ArrayBuffer) }
      : null,
  };
}

/** The one event of a calendar file. */
export function eventIn(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const [event, ...others] = calendar.getAllSubcomponents();
  if (event?.name !== 'vevent' || others.length > 0) throw new Error(`Not one event:\n${content}`);
  const value = (name: string) => String(event.getFirstPropertyValue(name));
  const people = (name: string) =>
    event.getAllProperties(name).map((one) => ({
      name: one.getFirstParameter('cn'),
      rsvp: one.getFirstParameter('rsvp'),
      address: String(one.getFirstValue()).toLowerCase(),
    }));
  const [organizer] = people('organizer');
  if (organizer === undefined) throw new Error('Nobody organises it.');
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: value('uid'),
    sequence: value('sequence'),
    status: value('status'),
    start: value('dtstart'),
    end: value('dtend'),
    summary: value('summary'),
    organizer: { name: organizer.name, address: organizer.address },
    attendees: people('attendee'),
    names: event
      .getAllProperties()
      .map(({ name }) => name)
      .sort(),
  };
}
