/** What is kept of sessions. */
import type { Check } from './check.ts';

export const sessionNotes: Check = {
  name: 'session notes',
  promise: 'notes and recordings are of the alumnus whose session it is, and links are https',
  async look({ kysely }, broken, read) {
    const notes = kysely
      .selectFrom('session_notes')
      .innerJoin('slots', 'slots.id', 'session_notes.slot_id')
      .select(['slot_id', 'session_notes.alumni_id', 'slots.alumni_id as owner', 'links'])
      .stream();
    for await (const { slot_id, alumni_id, owner, links } of notes) {
      read();
      if (alumni_id !== owner)
        broken(`what is written of slot ${slot_id} is of ${alumni_id}, the slot of ${owner}`);
      if (!areLinks(links)) broken(`the links of slot ${slot_id} are no list of https addresses`);
    }
    const recordings = kysely
      .selectFrom('recordings')
      .innerJoin('slots', 'slots.id', 'recordings.slot_id')
      .select(['slot_id', 'recordings.alumni_id', 'slots.alumni_id as owner'])
      .stream();
    for await (const { slot_id, alumni_id, owner } of recordings) {
      read();
      if (alumni_id !== owner)
        broken(`a recording of slot ${slot_id} is of ${alumni_id}, the slot of ${owner}`);
    }
  },
};

function areLinks(text: string): boolean {
  try {
    const links: unknown = JSON.parse(text);
    return Array.isArray(links) && links.every(({ url }) => /^https:\/\/./.test(url));
  } catch {
    return false;
  }
}

export const privateNotes: Check = {
  name: 'private notes',
  promise: 'a private note is of the student or the alumnus of its booking',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('private_notes')
      .innerJoin('bookings', 'bookings.id', 'private_notes.booking_id')
      .innerJoin('slots', 'slots.id', 'bookings.slot_id')
      .select(['booking_id', 'person_id', 'bookings.student_id', 'slots.alumni_id'])
      .stream();
    for await (const { booking_id, person_id, student_id, alumni_id } of rows) {
      read();
      if (person_id !== student_id && person_id !== alumni_id)
        broken(`a note about booking ${booking_id} is of ${person_id}, who is on neither side of it`);
    }
  },
};

export const attendance: Check = {
  name: 'attendance',
  promise: 'only confirmed bookings say who was there',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('bookings')
      .select(['id', 'status'])
      .where('attendance', 'is not', null)
      .stream();
    for await (const { id, status } of rows) {
      read();
      if (status !== 'confirmed') broken(`booking ${id} says who was there, and is ${status}`);
    }
  },
};

export const feedback: Check = {
  name: 'feedback',
  promise: 'feedback is of a student of the session, about its alumnus',
  async look({ kysely }, broken, read) {
    const rows = kysely
      .selectFrom('feedback')
      .innerJoin('slots', 'slots.id', 'feedback.slot_id')
      .leftJoin('bookings', (join) =>
        join
          .onRef('bookings.slot_id', '=', 'feedback.slot_id')
          .onRef('bookings.student_id', '=', 'feedback.student_id'),
      )
      .select(['feedback.id', 'feedback.alumni_id', 'slots.alumni_id as owner', 'bookings.id as booking'])
      .stream();
    for await (const { id, alumni_id, owner, booking } of rows) {
      read();
      if (alumni_id !== owner) broken(`feedback ${id} is about ${alumni_id}, its session of ${owner}`);
      if (booking === null) broken(`feedback ${id} is of somebody who never booked its session`);
    }
  },
};
