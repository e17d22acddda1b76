import type { Upgrade } from './upgrade.ts';

export const sessions: Upgrade = {
  to: 6,
  brings: 'notes, attendance, recordings and feedback of sessions, and finding those that are open by words',
  steps: [
    'ALTER TABLE people ADD COLUMN token_cohorts TEXT',
    'CREATE INDEX messages_due ON messages (due_at) WHERE outcome IS NULL',
    'CREATE INDEX audit_by_action ON audit (action, id)',
    // Each has the start of its slot, which no default can be.
    {
      sqlite: [
        `CREATE TABLE bookings_of_version_6 (
          id             TEXT PRIMARY KEY,
          slot_id        TEXT NOT NULL REFERENCES slots (id),
          student_id     TEXT NOT NULL REFERENCES people (id),
          status         TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'offered', 'waitlisted', 'cancelled')),
          note           TEXT,
          booked_at      TEXT NOT NULL CHECK (length(booked_at) = 24),
          cancelled_at   TEXT CHECK (cancelled_at IS NULL OR length(cancelled_at) = 24),
          cancel_reason  TEXT CHECK (cancel_reason IN
            ('student', 'declined', 'slot_cancelled', 'offer_lapsed', 'queue_closed', 'erased')),
          place          INTEGER NOT NULL,
          cancel_message TEXT,
          offer_expires_at TEXT CHECK (offer_expires_at IS NULL OR length(offer_expires_at) = 24),
          attendance     TEXT CHECK (attendance IN ('attended', 'absent')),
          moved_to       TEXT,
          event_id       TEXT,
          event_sequence INTEGER NOT NULL DEFAULT 0 CHECK (event_sequence >= 0),
          starts_at      TEXT NOT NULL CHECK (length(starts_at) = 24),
          CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
          CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
          CHECK ((status = 'offered') = (offer_expires_at IS NOT NULL))
        )`,
        `INSERT INTO bookings_of_version_6 (id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place,
          cancel_message, offer_expires_at, starts_at)
        SELECT id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place,
          cancel_message, offer_expires_at, (SELECT starts_at FROM slots WHERE slots.id = slot_id)
        FROM bookings`,
        'DROP TABLE bookings',
        'ALTER TABLE bookings_of_version_6 RENAME TO bookings',
        `CREATE UNIQUE INDEX bookings_one_living ON bookings (slot_id, student_id) WHERE status <> 'cancelled'`,
        'CREATE UNIQUE INDEX bookings_by_slot ON bookings (slot_id, place)',
        `CREATE INDEX bookings_waiting ON bookings (student_id, slot_id) WHERE status = 'waitlisted'`,
        `CREATE INDEX bookings_offered ON bookings (offer_expires_at) WHERE status = 'offered'`,
      ],
      postgres: [
        `ALTER TABLE bookings ADD COLUMN attendance TEXT CHECK (attendance IN ('attended', 'absent'))`,
        'ALTER TABLE bookings ADD COLUMN moved_to TEXT',
        'ALTER TABLE bookings ADD COLUMN event_id TEXT',
        'ALTER TABLE bookings ADD COLUMN event_sequence INTEGER NOT NULL DEFAULT 0 CHECK (event_sequence >= 0)',
        'ALTER TABLE bookings ADD COLUMN starts_at TEXT CHECK (length(starts_at) = 24)',
        'DROP INDEX bookings_by_student',
        'UPDATE bookings SET starts_at = slots.starts_at FROM slots WHERE slots.id = bookings.slot_id',
        'ALTER TABLE bookings ALTER COLUMN starts_at SET NOT NULL',
      ],
    },
    'CREATE INDEX bookings_by_student ON bookings (student_id, starts_at)',
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
      shown_of_alumnus INTEGER,
      starts_at    TEXT NOT NULL CHECK (length(starts_at) = 24)
    )`,
    'CREATE INDEX feedback_with_comment ON feedback (starts_at DESC, id) WHERE comment IS NOT NULL',
    'CREATE UNIQUE INDEX feedback_once ON feedback (slot_id, student_id)',
    'CREATE INDEX feedback_of_alumnus ON feedback (alumni_id)',
    'CREATE INDEX feedback_by_student ON feedback (student_id)',
    `CREATE TABLE signing_keys (
      name       TEXT PRIMARY KEY,
      secret     TEXT NOT NULL,
      created_at TEXT NOT NULL CHECK (length(created_at) = 24)
    )`,
    `CREATE TABLE upkeep (
      name     TEXT PRIMARY KEY CHECK (name IN ('backup', 'doctor')),
      result   TEXT NOT NULL CHECK (result IN ('whole', 'broken', 'failed')),
      ended_at TEXT NOT NULL CHECK (length(ended_at) = 24),
      whole_at TEXT CHECK (whole_at IS NULL OR length(whole_at) = 24)
    )`,
    'ALTER TABLE schema_version ADD COLUMN folding INTEGER NOT NULL DEFAULT 0',
    `CREATE TABLE slot_words (
      place   BIGINT PRIMARY KEY,
      slot_id TEXT NOT NULL REFERENCES slots (id),
      words   TEXT NOT NULL
    )`,
    'CREATE UNIQUE INDEX slot_words_by_slot ON slot_words (slot_id)',
    {
      sqlite: [
        `CREATE VIRTUAL TABLE slot_words_index USING fts5(words, content='slot_words', content_rowid='place', detail=none,
          columnsize=0, tokenize='ascii', prefix='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16')`,
        `CREATE TRIGGER slot_words_added AFTER INSERT ON slot_words BEGIN
          INSERT INTO slot_words_index (rowid, words) VALUES (new.place, new.words);
        END`,
        `CREATE TRIGGER slot_words_removed AFTER DELETE ON slot_words BEGIN
          INSERT INTO slot_words_index (slot_words_index, rowid, words) VALUES ('delete', old.place, old.words);
        END`,
        `CREATE TRIGGER slot_words_changed AFTER UPDATE ON slot_words BEGIN
          INSERT INTO slot_words_index (slot_words_index, rowid, words) VALUES ('delete', old.place, old.words);
          INSERT INTO slot_words_index (rowid, words) VALUES (new.place, new.words);
        END`,
      ],
      postgres: [
        `ALTER TABLE slot_words ADD COLUMN vector tsvector
          GENERATED ALWAYS AS (array_to_tsvector(string_to_array(ltrim(words), ' ') || ARRAY['@' || (place / 193273528320)::text])) STORED`,
        'CREATE INDEX slot_words_index ON slot_words USING gin (vector) WITH (fastupdate = off)',
      ],
    },
  ],
};
