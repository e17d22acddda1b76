/** What mails say, in one language. Facts stand in braces. A count has the forms that the language's plurals have. */
import type { MailKind } from '../../../outbox/message.ts';

/** By `Intl.PluralRules`; `other` where a form is not told. */
export type Counted = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface MailText {
  /** What a session without a title is called. */
  session: string;
  /** A session in a subject: `{when}`, `{title}`, `{name}` of the other side. */
  subject: string;
  /** The same without the other side. */
  subjectAlone: string;
  dateAndTime: string;
  today: string;
  tomorrow: string;
  /** What a subject begins with; a reminder with nothing but the session. */
  about: Record<Exclude<MailKind, 'reminder' | 'alumnus_reminder'>, string>;
  hello: string;
  /** The first sentence; `{name}` is the other side. */
  booked: string;
  asked: string;
  confirmed: string;
  declined: string;
  waiting: string;
  promoted: string;
  promotedPending: string;
  offered: string;
  lapsed: string;
  queueClosed: string;
  calledOff: string;
  takenOut: string;
  gaveBack: string;
  leftQueue: string;
  passed: string;
  moved: string;
  placeChanged: string;
  reminder: string;
  newBookings: Counted;
  requests: Counted;
  studentCancelled: string;
  seatsFree: Counted;
  alumnusReminder: Counted;
  /** What stands before a fact. */
  when: string;
  whenBefore: string;
  what: string;
  /** Whom the session is with; and who comes, for the alumnus. */
  with: string;
  who: string;
  where: string;
  yourNote: string;
  messageOf: string;
  /** `{time}` by the clock of another zone. */
  elsewhere: string;
  join: string;
  openPortal: string;
  stopReminders: string;
  /** Behind the name of somebody who asks. */
  asks: string;
  footer: string;
}
