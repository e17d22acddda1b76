/** One mail of each kind, as it may come to be. */
import type { Language } from '@mentor-slots/contract';
import type { MailFacts } from '../messages/mail-facts.ts';

const meetingUrl = 'https://meet.example.edu/ada-office';
const student = {
  name: 'Mira Okafor',
  status: 'confirmed',
  note: 'Could we look at my CV for a trainee programme?\nI bring two versions.',
} as const;

const session: MailFacts['session'] = {
  slotId: 'slot-1',
  startsAt: '2027-03-20T15:00:00.000Z',
  endsAt: '2027-03-20T16:00:00.000Z',
  timeZone: 'America/New_York',
  title: 'CV review',
  meetingUrl,
  alumnus: { id: 'ada', name: 'Ada Łoś' },
  version: 4,
  createdAt: '2027-03-01T10:00:00.000Z',
  updatedAt: '2027-03-14T10:00:00.000Z',
  isCalledOff: false,
  maxParticipants: 3,
  seatsLeft: 1,
};

const booking: NonNullable<MailFacts['booking']> = {
  id: 'booking-1',
  eventId: 'booking-1',
  eventSequence: 0,
  status: 'confirmed',
  waitlistPosition: null,
  offerExpiresAt: null,
  note: student.note,
  message: null,
};

const toStudent: MailFacts = {
  kind: 'booked',
  id: 'message-1',
  to: {
    id: 'mira',
    name: 'Mira Okafor',
    email: 'mira@people.example',
    language: 'en',
    timeZone: 'Europe/Berlin',
  },
  from: { address: 'mentoring@example.edu', name: 'Mentoring at Example' },
  now: Date.parse('2027-03-19T09:00:00.000Z'),
  session,
  booking,
  students: [],
  before: null,
  left: null,
  busy: [],
  placeChanged: false,
  formerStatus: null,
  byOffice: false,
  office: null,
  links: { portal: 'https://portal.example.edu/mentors/ada', unsubscribe: null },
};
const toAlumna: MailFacts = {
  ...toStudent,
  to: {
    id: 'ada',
    name: 'Ada Łoś',
    email: 'ada@people.example',
    language: 'en',
    timeZone: 'America/New_York',
  },
  booking: null,
  students: [student],
};
const byOffice: MailFacts = { ...toAlumna, kind: 'office_changed', students: [] };
const calledOff = { ...session, meetingUrl: null, isCalledOff: true };
const unsubscribe = 'https://slots.example.edu/api/unsubscribe/7f3c';
const hidden = { ...session, meetingUrl: null };
const links = { ...toStudent.links, unsubscribe };
const before = {
  startsAt: '2027-03-19T15:00:00.000Z',
  endsAt: '2027-03-19T16:00:00.000Z',
  timeZone: 'America/New_York',
};
const sameMentor = { title: session.title, alumnus: session.alumnus };

/** In one language, by kind; some kinds in several ways. */
export function mailExamples(language: Language): Record<string, MailFacts> {
  const examples: Record<string, MailFacts> = {
    booked: toStudent,
    asked: { ...toStudent, kind: 'asked', session: hidden, booking: { ...booking, status: 'pending' } },
    confirmed: { ...toStudent, kind: 'confirmed', formerStatus: 'pending' },
    declined: {
      ...toStudent,
      kind: 'declined',
      session: hidden,
      formerStatus: 'pending',
      booking: {
        ...booking,
        status: 'cancelled',
        message: 'Sorry, I only take students of physics this term.',
      },
    },
    waiting: {
      ...toStudent,
      kind: 'waiting',
      session: hidden,
      booking: { ...booking, status: 'waitlisted', waitlistPosition: 2 },
    },
    promoted: { ...toStudent, kind: 'promoted', formerStatus: 'waitlisted' },
    'promoted-pending': {
      ...toStudent,
      kind: 'promoted',
      session: hidden,
      formerStatus: 'waitlisted',
      booking: { ...booking, status: 'pending' },
    },
    'no-place-yet': {
      ...toStudent,
      kind: 'booked',
      session: { ...hidden, title: null, alumnus: { id: 'leila', name: 'ليلى حداد' } },
      links: { portal: null, unsubscribe: null },
    },
    offered: {
      ...toStudent,
      kind: 'offered',
      session: hidden,
      formerStatus: 'waitlisted',
      booking: { ...booking, status: 'offered', offerExpiresAt: '2027-03-19T09:30:00.000Z' },
    },
    lapsed: {
      ...toStudent,
      kind: 'lapsed',
      session: hidden,
      formerStatus: 'offered',
      booking: { ...booking, status: 'cancelled' },
    },
    'queue-closed': {
      ...toStudent,
      kind: 'queue_closed',
      session: hidden,
      formerStatus: 'waitlisted',
      booking: { ...booking, status: 'cancelled' },
    },
    cancelled: {
      ...toStudent,
      kind: 'cancelled',
      session: { ...hidden, isCalledOff: true },
      formerStatus: 'confirmed',
      booking: {
        ...booking,
        status: 'cancelled',
        message: 'I am ill, I am sorry.\nPlease book one of the sessions of next week.',
      },
    },
    'cancel-receipt': {
      ...toStudent,
      kind: 'cancel_receipt',
      session: hidden,
      formerStatus: 'confirmed',
      booking: { ...booking, status: 'cancelled' },
    },
    'taken-out': {
      ...toStudent,
      kind: 'cancelled',
      session: hidden,
      formerStatus: 'confirmed',
      booking: { ...booking, status: 'cancelled', message: 'This one is for students of the last year.' },
    },
    withdrawn: {
      ...toStudent,
      kind: 'cancel_receipt',
      session: hidden,
      formerStatus: 'pending',
      booking: { ...booking, status: 'cancelled' },
    },
    'left-queue': {
      ...toStudent,
      kind: 'cancel_receipt',
      session: hidden,
      formerStatus: 'waitlisted',
      booking: { ...booking, status: 'cancelled' },
    },
    passed: {
      ...toStudent,
      kind: 'cancel_receipt',
      session: hidden,
      formerStatus: 'offered',
      booking: { ...booking, status: 'cancelled' },
    },
    changed: {
      ...toStudent,
      kind: 'changed',
      before,
      placeChanged: true,
    },
    'other-place': { ...toStudent, kind: 'changed', placeChanged: true },
    moved: { ...toStudent, kind: 'moved', formerStatus: 'confirmed', before, left: sameMentor },
    'moved-to-another': {
      ...toStudent,
      kind: 'moved',
      formerStatus: 'confirmed',
      before,
      left: { title: 'Mock interview', alumnus: { id: 'leila', name: 'ليلى حداد' } },
    },
    'moved-pending': {
      ...toStudent,
      kind: 'moved',
      session: hidden,
      formerStatus: 'confirmed',
      before,
      left: sameMentor,
      booking: { ...booking, status: 'pending' },
    },
    reminder: { ...toStudent, kind: 'reminder', links },
    'how-was-it': {
      ...toStudent,
      kind: 'how_was_it',
      now: Date.parse(session.endsAt),
      links,
    },
    'office-booked': { ...toStudent, byOffice: true },
    'office-cancelled': {
      ...toStudent,
      kind: 'cancel_receipt',
      session: hidden,
      formerStatus: 'confirmed',
      byOffice: true,
      booking: { ...booking, status: 'cancelled' },
    },
    'office-called-off': {
      ...toStudent,
      kind: 'cancelled',
      session: calledOff,
      formerStatus: 'confirmed',
      byOffice: true,
      booking: { ...booking, status: 'cancelled', message: 'Ada is ill and asked us to tell you.' },
    },
    'office-new-bookings': {
      ...toAlumna,
      kind: 'new_bookings',
      students: [
        { ...student, byOffice: true },
        { name: 'Jonas Weber', status: 'confirmed', note: null },
        { name: 'ليلى حداد', status: 'confirmed', note: null, byOffice: true },
      ],
    },
    'office-published': { ...byOffice, office: { act: 'published', sessions: 1 } },
    'office-published-series': { ...byOffice, office: { act: 'published', sessions: 12 } },
    'office-changed': {
      ...byOffice,
      office: { act: 'changed', sessions: 1 },
      before,
    },
    'office-removed': { ...byOffice, session: calledOff, office: { act: 'called_off', sessions: 3 } },
    'office-confirmed': { ...byOffice, students: [student], office: { act: 'confirmed', sessions: 1 } },
    'office-declined': {
      ...byOffice,
      students: [{ ...student, status: 'cancelled', note: null }],
      office: { act: 'declined', sessions: 1 },
    },
    'new-booking': { ...toAlumna, kind: 'new_bookings' },
    'new-bookings': {
      ...toAlumna,
      kind: 'new_bookings',
      students: [
        student,
        { name: 'Jonas Weber', status: 'confirmed', note: null },
        { name: 'ليلى حداد', status: 'pending', note: 'شكرًا!' },
      ],
    },
    'new-request': {
      ...toAlumna,
      kind: 'new_bookings',
      students: [{ ...student, status: 'pending' }],
    },
    'student-withdrew': {
      ...toAlumna,
      kind: 'student_cancelled',
      formerStatus: 'pending',
      students: [{ ...student, status: 'cancelled', note: null }],
    },
    'student-cancelled': {
      ...toAlumna,
      kind: 'student_cancelled',
      students: [{ ...student, status: 'cancelled', note: null }],
    },
    'student-moved': { ...toAlumna, kind: 'student_moved', before, left: sameMentor },
    'student-moved-pending': {
      ...toAlumna,
      kind: 'student_moved',
      before,
      left: { ...sameMentor, title: 'Mock interview' },
      students: [{ ...student, status: 'pending' }],
    },
    'busy-clash': {
      ...toAlumna,
      kind: 'busy_clash',
      busy: [{ startsAt: toAlumna.session.startsAt, endsAt: toAlumna.session.endsAt, label: 'Work' }],
    },
    'alumnus-reminder': { ...toAlumna, kind: 'alumnus_reminder', links },
  };
  return Object.fromEntries(
    Object.entries(examples).map(([name, facts]) => [name, { ...facts, to: { ...facts.to, language } }]),
  );
}
