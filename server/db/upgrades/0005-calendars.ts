import type { Upgrade } from './upgrade.ts';

export const calendars: Upgrade = {
  to: 5,
  brings: 'feeds for the calendars that people keep, and busy times from them',
  steps: [
    'DROP INDEX messages_waiting',
    'CREATE INDEX messages_waiting ON messages (channel, try_at, id) WHERE outcome IS NULL',
    'CREATE INDEX messages_bundled ON messages (bundle_id) WHERE bundle_id IS NOT NULL',
    `CREATE TABLE calendar_feeds (
      person_id    TEXT PRIMARY KEY REFERENCES people (id),
      secret_hash  TEXT NOT NULL,
      created_at   TEXT NOT NULL CHECK (length(created_at) = 24),
      last_read_at TEXT CHECK (last_read_at IS NULL OR length(last_read_at) = 24)
    )`,
    'CREATE UNIQUE INDEX calendar_feeds_by_secret ON calendar_feeds (secret_hash)',
    `CREATE TABLE busy_calendars (
      id            TEXT PRIMARY KEY,
      person_id     TEXT NOT NULL REFERENCES people (id),
      position      INTEGER,
      url           TEXT NOT NULL,
      label         TEXT,
      read_next_at  TEXT NOT NULL CHECK (length(read_next_at) = 24),
      checked_at    TEXT CHECK (checked_at IS NULL OR length(checked_at) = 24),
      read_at       TEXT CHECK (read_at IS NULL OR length(read_at) = 24),
      problem       TEXT,
      etag          TEXT,
      last_modified TEXT
    )`,
    'CREATE INDEX busy_calendars_by_person ON busy_calendars (person_id, position)',
    'CREATE INDEX busy_calendars_due ON busy_calendars (read_next_at)',
    `CREATE TABLE busy_times (
      calendar_id TEXT NOT NULL REFERENCES busy_calendars (id),
      person_id   TEXT NOT NULL REFERENCES people (id),
      starts_at   TEXT NOT NULL CHECK (length(starts_at) = 24),
      ends_at     TEXT NOT NULL CHECK (length(ends_at) = 24),
      PRIMARY KEY (calendar_id, starts_at),
      CHECK (starts_at < ends_at)
    )`,
    'CREATE INDEX busy_times_by_person ON busy_times (person_id, starts_at)',
  ],
};
