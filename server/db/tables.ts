/** The rows of schema.sql. What is to be known of each column stands in table-facts.ts. */
import type { Attendance, BookingStatus, CancelReason } from '@mentor-slots/contract';

export interface Tables {
  schema_version: { version: number; folding: number };
  people: PersonRow;
  slots: SlotRow;
  bookings: BookingRow;
  idempotency_keys: KeptAnswerRow;
  audit: AuditRow;
  leases: LeaseRow;
  messages: MessageRow;
  calendar_feeds: CalendarFeedRow;
  busy_calendars: BusyCalendarRow;
  busy_times: BusyTimeRow;
  session_notes: SessionNotesRow;
  private_notes: PrivateNoteRow;
  recordings: RecordingRow;
  feedback: FeedbackRow;
  upkeep: UpkeepRow;
  signing_keys: SigningKeyRow;
  slot_words: SlotWordsRow;
}

export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  /** Seconds since 1970. */
  token_issued_at: number;
  first_seen_at: string;
  /** As the elements tell, and as the token says, which weighs more. */
  language: string | null;
  time_zone: string | null;
  token_language: string | null;
  token_time_zone: string | null;
  /** Since when they want no reminders; null: they do. */
  reminders_off_at: string | null;
  /** Names them in links of mails. */
  mail_key: string | null;
  /** JSON: the cohorts that their token names. */
  token_cohorts: string | null;
}

export interface SlotRow {
  id: string;
  alumni_id: string;
  series_id: string | null;
  date: string;
  start_time: string;
  end_time: string;
  time_zone: string;
  starts_at: string;
  ends_at: string;
  max_participants: number;
  seats_taken: number;
  description: string | null;
  meeting_url: string | null;
  /** 1 or 0. */
  requires_approval: number;
  version: number;
  cancelled_at: string | null;
  created_at: string;
  updated_at: string;
  /** How many wait for a seat. */
  waiting: number;
  /** From when on it can be booked; null: from the beginning. */
  opens_at: string | null;
}

export interface BookingRow {
  id: string;
  slot_id: string;
  student_id: string;
  status: BookingStatus;
  note: string | null;
  booked_at: string;
  cancelled_at: string | null;
  cancel_reason: CancelReason | null;
  /** Who came first in this slot: the version of the slot that this booking made. */
  place: number;
  cancel_message: string | null;
  /** Until when the seat is held; null unless offered. */
  offer_expires_at: string | null;
  /** Was the student there? Null until the alumnus says. */
  attendance: Attendance | null;
  /** The booking for which the student gave this one back. */
  moved_to: string | null;
  /** The id of its event in calendars; null: its own. */
  event_id: string | null;
  /** What is added to the slot's version, so that the SEQUENCE of its event goes on rising. */
  event_sequence: number;
  /** Of its slot, with which it changes. */
  starts_at: string;
}

/** An answer kept under an Idempotency-Key. */
export interface KeptAnswerRow {
  caller_id: string;
  key: string;
  request_hash: string;
  /** JSON. */
  answer: string;
  created_at: string;
}

/** Who did what to which slot and booking. */
export interface AuditRow {
  id: string;
  at: string;
  actor_id: string;
  /** Words with a space between. */
  actor_roles: string;
  action: string;
  slot_id: string | null;
  booking_id: string | null;
  /** The person concerned, where that is not the actor. */
  subject_id: string | null;
  /** JSON. */
  details: string;
  request_id: string | null;
}

/** Which process does the work of this name, and until when. */
export interface LeaseRow {
  name: string;
  holder: string;
  until: string;
}

/** Something to be told by mail or webhook. */
export interface MessageRow {
  id: string;
  channel: 'mail' | 'webhook';
  kind: string;
  recipient_id: string | null;
  slot_id: string;
  booking_id: string | null;
  /** JSON. */
  payload: string;
  stream: string | null;
  position: number;
  created_at: string;
  due_at: string;
  /** When it is tried next. */
  try_at: string;
  attempts: number;
  claimed_by: string | null;
  claimed_until: string | null;
  bundle_id: string | null;
  /** Null while it waits. */
  outcome: 'sent' | 'needless' | 'parked' | null;
  ended_at: string | null;
  last_error: string | null;
}

/** The feed of somebody's sessions for the calendar that they keep. */
export interface CalendarFeedRow {
  person_id: string;
  secret_hash: string;
  created_at: string;
  last_read_at: string | null;
}

/** A calendar that somebody keeps elsewhere. */
export interface BusyCalendarRow {
  id: string;
  person_id: string;
  /** Null: taken out, and remembered for a while. */
  position: number | null;
  /** It may hold a secret. */
  url: string;
  label: string | null;
  /** When it is read next; of one that was taken out, when it is forgotten. */
  read_next_at: string;
  checked_at: string | null;
  /** When its busy times were last good. */
  read_at: string | null;
  problem: string | null;
  etag: string | null;
  last_modified: string | null;
}

/** A time at which somebody is busy, as a calendar of theirs says. */
export interface BusyTimeRow {
  calendar_id: string;
  person_id: string;
  starts_at: string;
  ends_at: string;
}

/** What the alumnus wrote for all who were in a session. */
export interface SessionNotesRow {
  slot_id: string;
  alumni_id: string;
  text: string;
  /** JSON. */
  links: string;
  updated_at: string;
}

/** What either side of a booking wrote for themselves alone. */
export interface PrivateNoteRow {
  booking_id: string;
  person_id: string;
  text: string;
  updated_at: string;
}

/** Sound or film of a session; its file has the id as its name. */
export interface RecordingRow {
  id: string;
  slot_id: string;
  alumni_id: string;
  name: string;
  /** A media type, by what is in the file. */
  type: string;
  bytes: number;
  created_at: string;
}

/** How a student found a session. */
export interface FeedbackRow {
  id: string;
  slot_id: string;
  alumni_id: string;
  student_id: string;
  stars: number;
  comment: string | null;
  given_at: string;
  withdrawn_at: string | null;
  hidden_at: string | null;
  /** The stars that count in what is shown of the session, and of the alumnus; null: none do. */
  shown_of_session: number | null;
  shown_of_alumnus: number | null;
  /** Of its session, which is over. */
  starts_at: string;
}

/** How an operator's nightly command ended the last time. */
export interface UpkeepRow {
  name: 'backup' | 'doctor';
  /** `broken`: it found that the database breaks a promise; `failed`: it could not be done. */
  result: 'whole' | 'broken' | 'failed';
  ended_at: string;
  /** When it last was whole; null: never. */
  whole_at: string | null;
}

/** A key that the processes of one database share. */
export interface SigningKeyRow {
  name: string;
  secret: string;
  created_at: string;
}

/** By which words a session that lies ahead is found. */
export interface SlotWordsRow {
  /** In the order of the start. */
  place: number;
  slot_id: string;
  /** Folded, a space before each. */
  words: string;
}
