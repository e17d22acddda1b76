import type { Upgrade } from './upgrade.ts';

export const sessions: Upgrade = {
  to: 6,
  brings: 'notes, attendance, recordings and feedback of sessions',
  steps: [
    'ALTER TABLE people ADD COLUMN token_cohorts TEXT',
    `ALTER TABLE bookings ADD COLUMN attendance TEXT CHECK (attendance IN ('attended', 'absent'))`,
    `CREATE INDEX bookings_missed ON bookings (student_id) WHERE attendance = 'absent'`,
    `CREATE TABLE session_notes (
      slot_id    TEXT PRIMARY KEY REFERENCES slots (id),
      alumni_id  TEXT NOT NULL REFERENCES people (id),
      text       TEXT NOT NULL,
      links      TEXT NOT NULL,
      updated_at TEXT NOT NULL CHECK (length(updated_at) = 24)
    )`,
    'CREATE INDEX session_notes_by_alumnus ON session_notes (alumni_id)',
    `CREATE TABLE private_notes (
      booking_id TEXT NOT NULL REFERENCES bookings (id),
      person_id  TEXT NOT NULL REFERENCES people (id),
      text       TEXT NOT NULL,
      updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
      PRIMARY KEY (booking_id, person_id)
    )`,
    'CREATE INDEX private_notes_by_person ON private_notes (person_id)',
    `CREATE TABLE recordings (
      id         TEXT PRIMARY KEY,
      slot_id    TEXT NOT NULL REFERENCES slots (id),
      alumni_id  TEXT NOT NULL REFERENCES people (id),
      name       TEXT NOT NULL,
      type       TEXT NOT NULL,
      bytes      BIGINT NOT NULL CHECK (bytes > 0),
      created_at TEXT NOT NULL CHECK (length(created_at) = 24)
    )`,
    'CREATE INDEX recordings_by_slot ON recordings (slot_id, created_at)',
    'CREATE INDEX recordings_by_alumnus ON recordings (alumni_id)',
    `CREATE TABLE feedback (
      id           TEXT PRIMARY KEY,
      slot_id      TEXT NOT NULL REFERENCES slots (id),
      alumni_id    TEXT NOT NULL REFERENCES people (id),
      student_id   TEXT NOT NULL REFERENCES people (id),
      stars        INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
      comment      TEXT,
      given_at     TEXT NOT NULL CHECK (length(given_at) = 24),
      withdrawn_at TEXT CHECK (withdrawn_at IS NULL OR length(withdrawn_at) = 24),
      hidden_at    TEXT CHECK (hidden_at IS NULL OR length(hidden_at) = 24),
      shown_of_session INTEGER,
      shown_of_alumnus INTEGER
    )`,
    'CREATE UNIQUE INDEX feedback_once ON feedback (slot_id, student_id)',
    'CREATE INDEX feedback_of_alumnus ON feedback (alumni_id)',
    'CREATE INDEX feedback_by_student ON feedback (student_id)',
    `CREATE TABLE signing_keys (
      name       TEXT PRIMARY KEY,
      secret     TEXT NOT NULL,
      created_at TEXT NOT NULL CHECK (length(created_at) = 24)
    )`,
    'ALTER TABLE bookings ADD COLUMN moved_to TEXT',
    'ALTER TABLE bookings ADD COLUMN event_id TEXT',
    'ALTER TABLE bookings ADD COLUMN event_sequence INTEGER NOT NULL DEFAULT 0 CHECK (event_sequence >= 0)',
  ],
};
