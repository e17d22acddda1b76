-- Mentor Slots: the whole data model, in SQL that SQLite and PostgreSQL both run unchanged.
--
-- Times are UTC text exactly as JavaScript's toISOString() writes it, so text order is time order.
-- Wall time (date, start_time, end_time) always stands beside its time_zone; starts_at and ends_at are its instants.
-- Yes and no are 1 and 0.

CREATE TABLE schema_version (
  version INTEGER NOT NULL,
  folding INTEGER NOT NULL DEFAULT 0  -- by which slot_words was filled, see server/text/words.ts; 0: it is yet to be
);
INSERT INTO schema_version (version) VALUES (6);

-- Who the host's tokens have introduced. The host owns people; this is what rosters need to name them.
CREATE TABLE people (
  id              TEXT PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
  name            TEXT NOT NULL,
  email           TEXT,
  token_issued_at BIGINT NOT NULL,    -- seconds since 1970: an older token never overwrites a newer name
  first_seen_at   TEXT NOT NULL,
  -- What mails to them go by. What the token says weighs more than what the elements tell.
  language        TEXT,
  time_zone       TEXT,
  token_language  TEXT,
  token_time_zone TEXT,
  reminders_off_at TEXT CHECK (reminders_off_at IS NULL OR length(reminders_off_at) = 24),
  mail_key        TEXT,               -- names them in links of mails, so that these need no login
  token_cohorts   TEXT                -- JSON: the cohorts that their token names, where the service reads them
);
CREATE UNIQUE INDEX people_by_mail_key ON people (mail_key) WHERE mail_key IS NOT NULL;

CREATE TABLE slots (
  id                TEXT PRIMARY KEY,
  alumni_id         TEXT NOT NULL REFERENCES people (id),
  series_id         TEXT,
  date              TEXT NOT NULL CHECK (length(date) = 10),
  start_time        TEXT NOT NULL CHECK (length(start_time) = 5),
  end_time          TEXT NOT NULL CHECK (length(end_time) = 5),
  time_zone         TEXT NOT NULL,
  starts_at         TEXT NOT NULL CHECK (length(starts_at) = 24),
  ends_at           TEXT NOT NULL CHECK (length(ends_at) = 24),
  max_participants  INTEGER NOT NULL CHECK (max_participants BETWEEN 1 AND 500),
  seats_taken       INTEGER NOT NULL DEFAULT 0,
  description       TEXT,
  meeting_url       TEXT,
  requires_approval INTEGER NOT NULL DEFAULT 0 CHECK (requires_approval IN (0, 1)),
  version           INTEGER NOT NULL DEFAULT 1,
  cancelled_at      TEXT CHECK (cancelled_at IS NULL OR length(cancelled_at) = 24),
  created_at        TEXT NOT NULL CHECK (length(created_at) = 24),
  updated_at        TEXT NOT NULL CHECK (length(updated_at) = 24),
  waiting           INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  opens_at          TEXT CHECK (opens_at IS NULL OR length(opens_at) = 24),
  CHECK (starts_at < ends_at),
  CHECK (seats_taken BETWEEN 0 AND max_participants)
);
CREATE INDEX slots_by_alumnus ON slots (alumni_id, starts_at, id);
CREATE INDEX slots_by_series ON slots (series_id, starts_at) WHERE series_id IS NOT NULL;
-- Where the clock may make something due.
CREATE INDEX slots_with_queue ON slots (starts_at) WHERE waiting > 0;

CREATE TABLE bookings (
  id             TEXT PRIMARY KEY,
  slot_id        TEXT NOT NULL REFERENCES slots (id),
  student_id     TEXT NOT NULL REFERENCES people (id),
  status         TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'offered', 'waitlisted', 'cancelled')),
  note           TEXT,
  booked_at      TEXT NOT NULL CHECK (length(booked_at) = 24),
  cancelled_at   TEXT CHECK (cancelled_at IS NULL OR length(cancelled_at) = 24),
  cancel_reason  TEXT CHECK (cancel_reason IN
    ('student', 'declined', 'slot_cancelled', 'offer_lapsed', 'queue_closed', 'erased')),
  place          INTEGER NOT NULL,    -- the version of the slot that this booking made: who came first, however fast
  cancel_message TEXT,
  offer_expires_at TEXT CHECK (offer_expires_at IS NULL OR length(offer_expires_at) = 24),
  attendance     TEXT CHECK (attendance IN ('attended', 'absent')),
  moved_to       TEXT,                -- the booking for which the student gave this one back
  -- Whoever moves keeps one event in their calendar. Its id: that of the booking which they had first; null: this one's. And how
  -- much is added to the slot's version, so that its SEQUENCE goes on rising.
  event_id       TEXT,
  event_sequence INTEGER NOT NULL DEFAULT 0 CHECK (event_sequence >= 0),
  -- Of the slot, with which it changes: in this order a student's bookings are found, however many are past.
  starts_at      TEXT NOT NULL CHECK (length(starts_at) = 24),
  CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL)),
  CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
  CHECK ((status = 'offered') = (offer_expires_at IS NOT NULL))
);
-- The last word against booking twice: one living booking a student and slot.
CREATE UNIQUE INDEX bookings_one_living ON bookings (slot_id, student_id) WHERE status <> 'cancelled';
CREATE INDEX bookings_by_student ON bookings (student_id, starts_at);
CREATE UNIQUE INDEX bookings_by_slot ON bookings (slot_id, place);
-- Few rows at any time: who waits where, and whose offer ends next.
CREATE INDEX bookings_waiting ON bookings (student_id, slot_id) WHERE status = 'waitlisted';
CREATE INDEX bookings_offered ON bookings (offer_expires_at) WHERE status = 'offered';
CREATE INDEX bookings_missed ON bookings (student_id) WHERE attendance = 'absent';

-- The first answer to a request that carried an Idempotency-Key, given again to its repetitions for a day.
CREATE TABLE idempotency_keys (
  caller_id    TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  answer       TEXT NOT NULL,
  created_at   TEXT NOT NULL CHECK (length(created_at) = 24),
  PRIMARY KEY (caller_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Who did what to which slot and booking, added in the commit that did it. Rows are only ever added; they refer to what
-- may be gone. Erasing a person puts a pseudonym in the place of their id.
CREATE TABLE audit (
  id          TEXT PRIMARY KEY,       -- in the order of time, however many in one millisecond
  at          TEXT NOT NULL CHECK (length(at) = 24),
  actor_id    TEXT NOT NULL,
  actor_roles TEXT NOT NULL,          -- words with a space between
  action      TEXT NOT NULL,
  slot_id     TEXT,
  booking_id  TEXT,
  subject_id  TEXT,                   -- the person concerned, where that is not the actor
  details     TEXT NOT NULL,          -- JSON
  request_id  TEXT
);
CREATE INDEX audit_by_slot ON audit (slot_id, id) WHERE slot_id IS NOT NULL;
-- What students do with their own bookings is found by way of these: the index would cost every booking more than the row.
CREATE INDEX audit_by_actor ON audit (actor_id, id) WHERE booking_id IS NULL OR subject_id IS NOT NULL;
CREATE INDEX audit_by_subject ON audit (subject_id, id) WHERE subject_id IS NOT NULL;
CREATE INDEX audit_by_action ON audit (action, id);

-- Which process does the work of this name, and until when nobody else may.
CREATE TABLE leases (
  name   TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until  TEXT NOT NULL CHECK (length(until) = 24)
);

-- What is to be told by mail or webhook: written in the commit that makes it true, and sent by whichever process claims the
-- row. It refers to what may be gone.
CREATE TABLE messages (
  id            TEXT PRIMARY KEY,
  channel       TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
  kind          TEXT NOT NULL,
  recipient_id  TEXT,                 -- whose mail it is
  slot_id       TEXT NOT NULL,
  booking_id    TEXT,
  payload       TEXT NOT NULL,        -- JSON: what it must tell of the moment; never what people wrote
  stream        TEXT,                 -- those of one stream go out one after the other
  position      INTEGER NOT NULL,     -- in its stream: the version of the slot
  created_at    TEXT NOT NULL CHECK (length(created_at) = 24),
  due_at        TEXT NOT NULL CHECK (length(due_at) = 24),
  try_at        TEXT NOT NULL CHECK (length(try_at) = 24),
  attempts      INTEGER NOT NULL DEFAULT 0,
  claimed_by    TEXT,
  claimed_until TEXT CHECK (claimed_until IS NULL OR length(claimed_until) = 24),
  bundle_id     TEXT,                 -- the message that tells this one as well
  outcome       TEXT CHECK (outcome IN ('sent', 'needless', 'parked')),
  ended_at      TEXT CHECK (ended_at IS NULL OR length(ended_at) = 24),
  last_error    TEXT,
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
-- Few rows at any time: what waits.
CREATE INDEX messages_waiting ON messages (channel, try_at, id) WHERE outcome IS NULL;
CREATE INDEX messages_due ON messages (due_at) WHERE outcome IS NULL;
CREATE INDEX messages_bundled ON messages (bundle_id) WHERE bundle_id IS NOT NULL;
CREATE INDEX messages_in_order ON messages (stream, position, id) WHERE outcome IS NULL;
CREATE INDEX messages_ended ON messages (outcome, ended_at) WHERE outcome IS NOT NULL;

-- The feed of somebody's sessions for the calendar that they keep. Whoever has its address reads it: only a hash is kept.
CREATE TABLE calendar_feeds (
  person_id    TEXT PRIMARY KEY REFERENCES people (id),
  secret_hash  TEXT NOT NULL,
  created_at   TEXT NOT NULL CHECK (length(created_at) = 24),
  last_read_at TEXT CHECK (last_read_at IS NULL OR length(last_read_at) = 24)
);
CREATE UNIQUE INDEX calendar_feeds_by_secret ON calendar_feeds (secret_hash);

-- Calendars that alumni keep elsewhere, and how reading them went.
CREATE TABLE busy_calendars (
  id            TEXT PRIMARY KEY,
  person_id     TEXT NOT NULL REFERENCES people (id),
  position      INTEGER,              -- null: taken out, and remembered for a while
  url           TEXT NOT NULL,        -- it may hold a secret: shown to its person alone
  label         TEXT,
  read_next_at  TEXT NOT NULL CHECK (length(read_next_at) = 24), -- put ahead by whoever begins to read it: a claim
  checked_at    TEXT CHECK (checked_at IS NULL OR length(checked_at) = 24),
  read_at       TEXT CHECK (read_at IS NULL OR length(read_at) = 24), -- when its busy times were last good
  problem       TEXT,
  etag          TEXT,
  last_modified TEXT
);
CREATE INDEX busy_calendars_by_person ON busy_calendars (person_id, position);
CREATE INDEX busy_calendars_due ON busy_calendars (read_next_at);

-- When alumni have no time, as their calendars say. Those of one calendar do not overlap.
CREATE TABLE busy_times (
  calendar_id TEXT NOT NULL REFERENCES busy_calendars (id),
  person_id   TEXT NOT NULL REFERENCES people (id),
  starts_at   TEXT NOT NULL CHECK (length(starts_at) = 24),
  ends_at     TEXT NOT NULL CHECK (length(ends_at) = 24),
  PRIMARY KEY (calendar_id, starts_at),
  CHECK (starts_at < ends_at)
);
CREATE INDEX busy_times_by_person ON busy_times (person_id, starts_at);

-- What the alumnus wrote for all who were in a session.
CREATE TABLE session_notes (
  slot_id    TEXT PRIMARY KEY REFERENCES slots (id),
  alumni_id  TEXT NOT NULL REFERENCES people (id),
  text       TEXT NOT NULL,
  links      TEXT NOT NULL,           -- JSON: [{url, label}]
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24)
);
CREATE INDEX session_notes_by_alumnus ON session_notes (alumni_id);

-- What either side of a booking wrote for themselves alone.
CREATE TABLE private_notes (
  booking_id TEXT NOT NULL REFERENCES bookings (id),
  person_id  TEXT NOT NULL REFERENCES people (id),
  text       TEXT NOT NULL,
  updated_at TEXT NOT NULL CHECK (length(updated_at) = 24),
  PRIMARY KEY (booking_id, person_id)
);
CREATE INDEX private_notes_by_person ON private_notes (person_id);

-- Sound or film of a session. The file has the id as its name, in the folder that MEDIA_DIR names.
CREATE TABLE recordings (
  id         TEXT PRIMARY KEY,
  slot_id    TEXT NOT NULL REFERENCES slots (id),
  alumni_id  TEXT NOT NULL REFERENCES people (id),
  name       TEXT NOT NULL,           -- as whoever uploaded it called it: shown, and no path
  type       TEXT NOT NULL,           -- by what is in it
  bytes      BIGINT NOT NULL CHECK (bytes > 0),
  created_at TEXT NOT NULL CHECK (length(created_at) = 24)
);
CREATE INDEX recordings_by_slot ON recordings (slot_id, created_at);
CREATE INDEX recordings_by_alumnus ON recordings (alumni_id);

-- How students found a session. What others see of it is counted from the stars that are shown, which change only by at
-- least three people's at once: see server/sessions/disclosure.ts.
CREATE TABLE feedback (
  id           TEXT PRIMARY KEY,
  slot_id      TEXT NOT NULL REFERENCES slots (id),
  alumni_id    TEXT NOT NULL REFERENCES people (id),
  student_id   TEXT NOT NULL REFERENCES people (id),
  stars        INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
  comment      TEXT,
  given_at     TEXT NOT NULL CHECK (length(given_at) = 24),
  withdrawn_at TEXT CHECK (withdrawn_at IS NULL OR length(withdrawn_at) = 24),
  hidden_at    TEXT CHECK (hidden_at IS NULL OR length(hidden_at) = 24),
  shown_of_session INTEGER,           -- the stars that count in what is shown of the session
  shown_of_alumnus INTEGER,           -- and of the alumnus
  starts_at    TEXT NOT NULL CHECK (length(starts_at) = 24)  -- of the session, which is over: in this order comments are looked over
);
CREATE INDEX feedback_with_comment ON feedback (starts_at DESC, id) WHERE comment IS NOT NULL;
CREATE UNIQUE INDEX feedback_once ON feedback (slot_id, student_id);
CREATE INDEX feedback_of_alumnus ON feedback (alumni_id);
CREATE INDEX feedback_by_student ON feedback (student_id);

-- How the operator's nightly commands ended the last time: what alerts go by.
CREATE TABLE upkeep (
  name     TEXT PRIMARY KEY CHECK (name IN ('backup', 'doctor')),
  result   TEXT NOT NULL CHECK (result IN ('whole', 'broken', 'failed')),
  ended_at TEXT NOT NULL CHECK (length(ended_at) = 24),
  whole_at TEXT CHECK (whole_at IS NULL OR length(whole_at) = 24) -- when it last was whole
);

-- Keys that the processes of one database share, made by whichever needs one first.
CREATE TABLE signing_keys (
  name       TEXT PRIMARY KEY,
  secret     TEXT NOT NULL,
  created_at TEXT NOT NULL CHECK (length(created_at) = 24)
);

-- By which words a session that lies ahead is found: worked out from its text and its alumnus's name (server/slots/words.ts), and
-- looked up in an index of each engine's own (server/db/word-index.ts).
CREATE TABLE slot_words (
  place   BIGINT PRIMARY KEY,         -- in the order of the start, however many at the same minute
  slot_id TEXT NOT NULL REFERENCES slots (id),
  words   TEXT NOT NULL               -- folded, a space before each
);
CREATE UNIQUE INDEX slot_words_by_slot ON slot_words (slot_id);
