/** Marks in the texts that people write and bring, and for whom each of them is. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const roles = {
  sam: 'student',
  mia: 'student',
  noa: 'student',
  kim: 'student',
  lee: 'student',
  eve: 'student',
  ada: 'alumni',
  bob: 'alumni',
  office: 'admin',
} as const;
export type Person = keyof typeof roles;
export const people = Object.keys(roles) as Person[];
/** Who could hear of it. */
export type Reader = Person | 'nobody' | 'the portal' | 'the log' | 'the figures';

/** Every mark that was written or brought. */
export const marks = new Set<string>();
/** One that stands nowhere by chance, and in no other. */
export function mark(who: Person, what: string): string {
  const one = `${who}.${what}.canary`;
  marks.add(one);
  return one;
}

const everybody: Reader[] = [...people, 'nobody', 'the portal'];
const present: Person[] = ['sam', 'mia', 'noa'];
/** For whom each is. What does not stand here is for nobody: keys, tokens, titles of calendars, what was sent wrongly. */
export const isFor: Record<string, readonly Reader[]> = {
  ...each(['ada', 'bob'], ['id', 'name', 'description'], () => everybody),
  // What a student brings and writes on booking, and what the mentor says in return.
  ...each(['sam', 'mia', 'noa', 'kim', 'eve', 'lee'], ['id', 'name', 'note'], (who) => [
    who,
    'ada',
    'office',
    'the portal',
  ]),
  // Of somebody who was declined nothing but who it was stands where the office looks.
  'lee.note.canary': ['lee', 'ada', 'the portal'],
  'ada.declining.canary': ['lee', 'ada', 'the portal'],
  'ada.calling-off.canary': ['eve', 'ada', 'office', 'the portal'],
  // For those who have a seat.
  'ada.link.canary': [...present, 'ada', 'office', 'the portal'],
  ...each(['ada'], ['notes', 'material', 'material-label', 'recording'], () => [...present, 'ada', 'office']),
  // Without whose it is, among three people's.
  ...each(present, ['comment'], (who) => [who, 'ada', 'office', 'the portal']),
  // One's own: mails are the only ones that have an address in them.
  ...each(['ada', 'sam', 'mia', 'noa'], ['private'], (who) => [who]),
  ...each(['ada', 'sam', 'mia', 'noa', 'kim', 'lee'], ['email'], (who) => [who]),
  ...each(['eve'], ['email', 'field', 'path'], (who) => [who]),
  ...each(['ada'], ['address', 'label'], (who) => [who]),
  'office.id.canary': ['office'],
  ...each([...present, 'kim'], ['cohort'], () => ['office']),
};

function each(
  who: readonly Person[],
  whats: readonly string[],
  readers: (who: Person) => readonly Reader[],
): Record<string, readonly Reader[]> {
  return Object.fromEntries(
    who.flatMap((one) => whats.map((what) => [`${one}.${what}.canary`, readers(one)] as const)),
  );
}

/** A calendar kept elsewhere, with an event whose title is nobody's business. */
export async function startElsewhere(title: string): Promise<string> {
  const event = [
    'BEGIN:VEVENT',
    'UID:1',
    `SUMMARY:${title}`,
    'DTSTART:20270317T100000Z',
    'DTEND:20270317T120000Z',
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  const server = createServer((_, response) => response.end(lines.join('\r\n')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
