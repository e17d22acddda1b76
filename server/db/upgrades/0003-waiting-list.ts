import type { Upgrade } from './upgrade.ts';

export const waitingList: Upgrade = {
  to: 3,
  brings: 'the waiting list, offers of seats, and sessions whose booking opens later',
  steps: [
    'ALTER TABLE slots ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0)',
    'ALTER TABLE slots ADD COLUMN opens_at TEXT CHECK (opens_at IS NULL OR length(opens_at) = 24)',
    'CREATE INDEX slots_with_queue ON slots (starts_at) WHERE waiting > 0',
    // Nothing led to these two statuses before, and an offer has to say until when.
    {
      sqlite: [
        `CREATE TABLE bookings_of_version_3 (
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
          CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
          CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
          CHECK ((status = 'offered') = (offer_expires_at IS NOT NULL))
        )`,
        `INSERT INTO bookings_of_version_3
          (id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place, cancel_message)
        SELECT id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place, cancel_message
        FROM bookings`,
        'DROP TABLE bookings',
        'ALTER TABLE bookings_of_version_3 RENAME TO bookings',
        `CREATE UNIQUE INDEX bookings_one_living ON bookings (slot_id, student_id) WHERE status <> 'cancelled'`,
        'CREATE INDEX bookings_by_student ON bookings (student_id, slot_id)',
        'CREATE UNIQUE INDEX bookings_by_slot ON bookings (slot_id, place)',
      ],
      postgres: [
        `ALTER TABLE bookings ADD COLUMN offer_expires_at TEXT
          CHECK (offer_expires_at IS NULL OR length(offer_expires_at) = 24)`,
        'ALTER TABLE bookings DROP CONSTRAINT bookings_cancel_reason_check',
        `ALTER TABLE bookings ADD CONSTRAINT bookings_cancel_reason_check CHECK (cancel_reason IN
          ('student', 'declined', 'slot_cancelled', 'offer_lapsed', 'queue_closed', 'erased'))`,
        `ALTER TABLE bookings ADD CHECK ((status = 'offered') = (offer_expires_at IS NOT NULL))`,
      ],
    },
    `CREATE INDEX bookings_waiting ON bookings (student_id, slot_id) WHERE status = 'waitlisted'`,
    `CREATE INDEX bookings_offered ON bookings (offer_expires_at) WHERE status = 'offered'`,
  ],
};
