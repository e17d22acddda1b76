/**
 * What is to be known of every table and column by whoever handles tables as a whole: erasing and exporting a person,
 * doctor, moving to another database. One declaration for all of them; a column of tables.ts that says nothing here does
 * not compile, and one of schema.sql that stands in neither fails a test.
 */
import type { Tables } from './tables.ts';

interface TableFacts<Row> {
  /** Does `move` copy its rows? */
  moved: boolean;
  /** The part of a person's export that tells of its rows, and which of them are the person's; null for none. */
  exported: { as: string; of: readonly (keyof Row)[]; by: keyof Row } | null;
  /** In the order in which an export tells them. */
  columns: { readonly [Name in keyof Row]: Column<keyof Row> };
}

export interface Column<Name> {
  /** How an export tells its value: as it is, as true or false, JSON as what it says, seconds as an instant. */
  told: 'as it is' | 'yes or no' | 'json' | 'seconds' | 'no';
  /** By which name; the column's own in camelCase unless told. */
  as?: string;
  /** Is it UTC text in its one exact form, as `toISOString()` writes it? */
  instant?: true;
  /** What erasing a person does to it; nothing unless told. */
  erasing?:
    | 'pseudonym' // the id of a person, which gives way to a pseudonym
    | 'pseudonym inside' // the same, wherever it stands in this JSON
    | 'row' // the id of a person, whose row goes
    | 'row by what is inside' // the row goes where the id stands in this JSON
    | Written<Name>;
}

/** What somebody wrote. */
interface Written<Name> {
  /** What stands there afterwards. */
  becomes: string | null;
  /** Whose words or secrets these are: whoever's id stands in that column, or the owner of the row's slot. */
  of: readonly (Name | 'slot owner')[];
}

const fact = { told: 'as it is' } as const;
const internal = { told: 'no' } as const;
const instant = { told: 'as it is', instant: true } as const;
const untoldInstant = { told: 'no', instant: true } as const;
const person = { told: 'no', erasing: 'pseudonym' } as const;
const writtenBy = <Name>(...of: (Name | 'slot owner')[]) =>
  ({ told: 'as it is', erasing: { becomes: null, of } }) as const;

/** In an order in which whatever a row refers to comes before it. */
export const tables: { readonly [Name in keyof Tables]: TableFacts<Tables[Name]> } = {
  schema_version: { moved: false, exported: null, columns: { version: internal, folding: internal } },

  people: {
    moved: true,
    exported: { as: 'person', of: ['id'], by: 'id' },
    columns: {
      id: { told: 'as it is', erasing: 'row' },
      name: fact,
      email: fact,
      first_seen_at: instant,
      token_issued_at: { told: 'seconds', as: 'lastTokenIssuedAt' },
      language: fact,
      time_zone: fact,
      token_language: fact,
      token_time_zone: fact,
      reminders_off_at: instant,
      mail_key: internal,
      token_cohorts: { told: 'json' },
    },
  },

  slots: {
    moved: true,
    exported: { as: 'slots', of: ['alumni_id'], by: 'starts_at' },
    columns: {
      id: fact,
      alumni_id: person,
      series_id: fact,
      date: fact,
      start_time: fact,
      end_time: fact,
      time_zone: fact,
      starts_at: instant,
      ends_at: instant,
      max_participants: fact,
      seats_taken: fact,
      description: writtenBy('alumni_id'),
      meeting_url: writtenBy('alumni_id'),
      requires_approval: { told: 'yes or no' },
      version: internal,
      cancelled_at: instant,
      created_at: instant,
      updated_at: instant,
      waiting: fact,
      opens_at: instant,
    },
  },

  bookings: {
    moved: true,
    exported: { as: 'bookings', of: ['student_id'], by: 'place' },
    columns: {
      id: fact,
      slot_id: internal,
      student_id: person,
      status: fact,
      note: writtenBy('student_id'),
      booked_at: instant,
      cancelled_at: instant,
      cancel_reason: fact,
      cancel_message: writtenBy('student_id', 'slot owner'),
      offer_expires_at: instant,
      attendance: fact,
      moved_to: fact,
      event_id: internal,
      event_sequence: internal,
      place: internal,
      starts_at: untoldInstant,
    },
  },

  idempotency_keys: {
    moved: true,
    exported: { as: 'keptAnswers', of: ['caller_id'], by: 'key' },
    columns: {
      caller_id: { told: 'no', erasing: 'row' },
      key: fact,
      request_hash: internal,
      answer: { told: 'json', erasing: 'row by what is inside' },
      created_at: instant,
    },
  },

  audit: {
    moved: true,
    exported: { as: 'audit', of: ['actor_id', 'subject_id'], by: 'id' },
    columns: {
      id: internal,
      at: instant,
      action: fact,
      slot_id: fact,
      booking_id: fact,
      actor_id: person,
      actor_roles: internal,
      subject_id: person,
      details: { told: 'no', erasing: 'pseudonym inside' },
      request_id: internal,
    },
  },

  // A lease is of a process.
  leases: {
    moved: false,
    exported: null,
    columns: { name: internal, holder: internal, until: untoldInstant },
  },

  messages: {
    moved: true,
    exported: { as: 'messages', of: ['recipient_id'], by: 'created_at' },
    columns: {
      id: internal,
      channel: fact,
      kind: fact,
      recipient_id: { told: 'no', erasing: 'row' },
      slot_id: fact,
      booking_id: fact,
      payload: { told: 'no', erasing: 'pseudonym inside' },
      stream: internal,
      position: internal,
      created_at: instant,
      due_at: instant,
      try_at: untoldInstant,
      attempts: internal,
      claimed_by: internal,
      claimed_until: untoldInstant,
      bundle_id: internal,
      outcome: fact,
      ended_at: instant,
      last_error: internal,
    },
  },

  calendar_feeds: {
    moved: true,
    exported: { as: 'calendarFeed', of: ['person_id'], by: 'person_id' },
    columns: {
      person_id: { told: 'no', erasing: 'row' },
      secret_hash: internal,
      created_at: instant,
      last_read_at: instant,
    },
  },

  busy_calendars: {
    moved: true,
    exported: { as: 'busyCalendars', of: ['person_id'], by: 'position' },
    columns: {
      id: internal,
      person_id: { told: 'no', erasing: 'row' },
      position: internal,
      url: fact,
      label: fact,
      read_next_at: untoldInstant,
      checked_at: instant,
      read_at: instant,
      problem: fact,
      etag: internal,
      last_modified: internal,
    },
  },

  busy_times: {
    moved: true,
    exported: { as: 'busyTimes', of: ['person_id'], by: 'starts_at' },
    columns: {
      calendar_id: internal,
      person_id: { told: 'no', erasing: 'row' },
      starts_at: instant,
      ends_at: instant,
    },
  },

  session_notes: {
    moved: true,
    exported: { as: 'sessionNotes', of: ['alumni_id'], by: 'updated_at' },
    columns: {
      slot_id: fact,
      alumni_id: { told: 'no', erasing: 'row' },
      text: fact,
      links: { told: 'json' },
      updated_at: instant,
    },
  },

  private_notes: {
    moved: true,
    exported: { as: 'privateNotes', of: ['person_id'], by: 'updated_at' },
    columns: {
      booking_id: fact,
      person_id: { told: 'no', erasing: 'row' },
      text: fact,
      updated_at: instant,
    },
  },

  recordings: {
    moved: true,
    exported: { as: 'recordings', of: ['alumni_id'], by: 'created_at' },
    columns: {
      id: fact,
      slot_id: fact,
      alumni_id: { told: 'no', erasing: 'row' },
      name: fact,
      type: fact,
      bytes: fact,
      created_at: instant,
    },
  },

  feedback: {
    moved: true,
    exported: { as: 'feedback', of: ['student_id'], by: 'given_at' },
    columns: {
      id: internal,
      slot_id: fact,
      alumni_id: person,
      student_id: person,
      stars: fact,
      comment: writtenBy('student_id', 'alumni_id'),
      given_at: instant,
      withdrawn_at: instant,
      hidden_at: instant,
      shown_of_session: internal,
      shown_of_alumnus: internal,
      starts_at: instant,
    },
  },

  // Of this database alone: the one that it is moved to is yet to be backed up.
  upkeep: {
    moved: false,
    exported: null,
    columns: { name: internal, result: internal, ended_at: untoldInstant, whole_at: untoldInstant },
  },

  signing_keys: {
    moved: true,
    exported: null,
    columns: { name: internal, secret: internal, created_at: untoldInstant },
  },

  // Worked out anew, from slots and people, where it is missing.
  slot_words: {
    moved: false,
    exported: null,
    columns: { place: internal, slot_id: internal, words: internal },
  },
};

/** Each table's facts, by names as text. */
export function eachTable(): [table: keyof Tables, facts: TableFacts<Record<string, unknown>>][] {
  return Object.entries(tables) as unknown as [keyof Tables, TableFacts<Record<string, unknown>>][];
}
