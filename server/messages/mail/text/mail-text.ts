/**
 * What mails say, in one language: a text that is missing does not compile. Facts stand in braces; `{name}` is the other side.
 * The words are those of the elements (widget/text): a reader sees both.
 */
import type { MailKind, OfficeAct } from '../../../outbox/message.ts';
import type { Counted } from '../../../text/fill.ts';

/** What a mail is, before what it is about: bookings and requests are counted. */
type About =
  | Exclude<MailKind, 'new_bookings' | 'student_moved' | 'alumnus_reminder' | 'office_changed'>
  | `office_${OfficeAct}`
  | 'taken_out'
  | 'left_queue'
  | 'withdrawn';

export interface MailText {
  /** A session in a subject: `{when}`, `{title}`, `{who}`; the first letter is made large. */
  subject: string;
  /** The same behind `{about}`. */
  subjectAbout: string;
  /** The same of several, whom the mail names. */
  subjectCounted: string;
  /** The same of one that is over, behind the question `{about}`. */
  subjectAsked: string;
  dateAndTime: string;
  today: string;
  tomorrow: string;
  /** `{time}` by the clock of a zone; by that of the other side. */
  inZone: string;
  inZoneFor: string;
  about: Record<About, string>;
  aboutBookings: Counted;
  aboutRequests: Counted;
  hello: string;
  /** To students: a seat. */
  booked: string;
  confirmed: string;
  promoted: string;
  reminder: string;
  /** It is over: until when one can say how it was. */
  howWasIt: string;
  howWasItNext: string;
  placeLater: string;
  /** Another time, another place. */
  moved: string;
  placeChanged: string;
  movedAndPlace: string;
  stillYours: string;
  /** The student went to another session, where they have a seat, or ask for one. */
  seatMoved: string;
  seatMovedAsked: string;
  /** Something may come of it. */
  asked: string;
  askedNext: string;
  freed: string;
  promotedPending: string;
  waiting: string;
  waitingNext: string;
  offered: string;
  offeredNext: string;
  /** It is over. */
  declined: string;
  lapsed: string;
  lapsedNext: string;
  queueClosed: string;
  offQueue: string;
  calledOff: string;
  takenOut: string;
  gaveBack: string;
  withdrew: string;
  leftQueue: string;
  passed: string;
  /** To alumni. */
  newBookings: Counted;
  requests: Counted;
  answerThem: string;
  studentCancelled: string;
  studentWithdrew: string;
  studentMoved: string;
  seatsFree: Counted;
  alumnusReminder: Counted;
  /** A calendar of theirs clashes with a session: `{when}`. */
  busyClash: string;
  busyClashNext: Counted;
  /** The programme office did it for the reader, or for others: `{name}`. */
  officeForYou: string;
  officeFor: string;
  /** What it did for an alumnus, in how many sessions, of which the first is shown; `{name}` is the student. */
  officePublished: Counted;
  officeChanged: Counted;
  officeCalledOff: Counted;
  officeConfirmed: string;
  officeDeclined: string;
  officeFirst: string;
  /** Behind the name of somebody who asks. */
  asks: string;
  /** What stands before a fact. */
  what: string;
  was: string;
  when: string;
  with: string;
  busy: string;
  who: string;
  where: string;
  yourNote: string;
  messageOf: string;
  messageOfOffice: string;
  openPortal: string;
  sayHowItWas: string;
  stopReminders: string;
  stopAsking: string;
  footer: string;
}
