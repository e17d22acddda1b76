import type { Upgrade } from './upgrade.ts';

export const auditAndLeases: Upgrade = {
  to: 2,
  brings: 'the audit, leases, the place of each booking in its slot, and a message with a cancellation',
  steps: [
    'DROP INDEX bookings_by_slot',
    // Until now only the time told who came first, and where that was the same, nothing did.
    {
      sqlite: [
        `CREATE TABLE bookings_of_version_2 (
          id             TEXT PRIMARY KEY,
          slot_id        TEXT NOT NULL REFERENCES slots (id),
          student_id     TEXT NOT NULL REFERENCES people (id),
          status         TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'offered', 'waitlisted', 'cancelled')),
          note           TEXT,
          booked_at      TEXT NOT NULL CHECK (length(booked_at) = 24),
          cancelled_at   TEXT CHECK (cancelled_at IS NULL OR length(cancelled_at) = 24),
          cancel_reason  TEXT CHECK (cancel_reason IN ('student', 'declined', 'slot_cancelled')),
          place          INTEGER NOT NULL,
          cancel_message TEXT,
          CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
          CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL))
        )`,
        `INSERT INTO bookings_of_version_2
          (id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason, place)
        SELECT id, slot_id, student_id, status, note, booked_at, cancelled_at, cancel_reason,
          ROW_NUMBER() OVER (PARTITION BY slot_id ORDER BY booked_at, id)
        FROM bookings`,
        'DROP TABLE bookings',
        'ALTER TABLE bookings_of_version_2 RENAME TO bookings',
        `CREATE UNIQUE INDEX bookings_one_living ON bookings (slot_id, student_id) WHERE status <> 'cancelled'`,
        'CREATE INDEX bookings_by_student ON bookings (student_id, slot_id)',
      ],
      postgres: [
        'ALTER TABLE bookings ADD COLUMN place INTEGER, ADD COLUMN cancel_message TEXT',
        `UPDATE bookings SET place = counted.place FROM (
          SELECT id, ROW_NUMBER() OVER (PARTITION BY slot_id ORDER BY booked_at, id) AS place FROM bookings
        ) AS counted WHERE counted.id = bookings.id`,
        'ALTER TABLE bookings ALTER COLUMN place SET NOT NULL',
      ],
    },
    'CREATE UNIQUE INDEX bookings_by_slot ON bookings (slot_id, place)',
    `CREATE TABLE audit (
      id          TEXT PRIMARY KEY,
      at          TEXT NOT NULL CHECK (length(at) = 24),
      actor_id    TEXT NOT NULL,
      actor_roles TEXT NOT NULL,
      action      TEXT NOT NULL,
      slot_id     TEXT,
      booking_id  TEXT,
      subject_id  TEXT,
      details     TEXT NOT NULL,
      request_id  TEXT
    )`,
    'CREATE INDEX audit_by_slot ON audit (slot_id, id) WHERE slot_id IS NOT NULL',
    `CREATE INDEX audit_by_actor ON audit (actor_id, id)
      WHERE booking_id IS NULL OR subject_id IS NOT NULL`,
    'CREATE INDEX audit_by_subject ON audit (subject_id, id) WHERE subject_id IS NOT NULL',
    `CREATE TABLE leases (
      name   TEXT PRIMARY KEY,
      holder TEXT NOT NULL,
      until  TEXT NOT NULL CHECK (length(until) = 24)
    )`,
  ],
};
