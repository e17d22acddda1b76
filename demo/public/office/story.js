/**
 * Tells entries of the audit in sentences. An entry has ids, times, seats and statuses; who waited before whom, and whose seat it
 * was, follows from the entries before it.
 */
import { momentOf } from './times.js';

/** `[{ at, studentId, sentence, … }]` of the entries of one session, the oldest first. */
export function tellStory(entries, slot, nameOf) {
  /** Who waits, in the order of joining. */
  const waiting = [];
  let freed = null;
  return entries.map((entry) => {
    const { action, actorId, subjectId, bookingId, details, at } = entry;
    const student = bookingId === null ? null : subjectId;
    const event = { at, action, studentId: student, actorId, details };
    /** A move is one entry, of the session to which somebody went: is this the one that they left? */
    const isLeft = action === 'booking_moved' && details.left.slotId === slot.id;
    if (isLeft) event.left = true;
    const place = waiting.findIndex((one) => one.bookingId === bookingId);
    if (action === 'booking_waitlisted') {
      waiting.push({ bookingId, studentId: student, at });
      event.place = waiting.length;
    } else if (place >= 0 && action !== 'attendance_marked') {
      const [left] = waiting.splice(place, 1);
      Object.assign(event, { place: place + 1, since: left.at, passed: waiting.slice(0, place), freed });
    }
    if ((action === 'booking_cancelled' && place < 0) || isLeft)
      freed = { studentId: student, at, reason: details.reason };
    if (action === 'slot_updated' && details.after?.maxParticipants > details.before?.maxParticipants)
      freed = { added: true, at, actorId };
    event.sentence = sentenceOf(event, entry, slot, nameOf);
    return event;
  });
}

function sentenceOf(event, { actorId, actorRoles, subjectId, action, details }, slot, nameOf) {
  const who = nameOf(subjectId);
  const office = actorRoles.includes('admin') && actorId !== subjectId;
  const by = office ? `${nameOf(actorId)} of the alumni office` : nameOf(actorId);
  const alumnus = nameOf(slot.alumniId);
  const told = {
    slot_created: () =>
      `${by} published the session${office ? ` for ${alumnus}` : ''}, with ${seats(details.maxParticipants)}.`,
    slot_updated: () => `${by} changed the session: ${changes(details)}.`,
    slot_cancelled: () => `${by} called the session off.`,
    slot_deleted: () => `${by} deleted the session.`,
    booking_created: () => {
      const what = details.status === 'pending' ? 'asked for a seat' : 'took a seat';
      if (!office) return `${who} ${what}.`;
      return details.status === 'pending'
        ? `${by} asked for a seat for ${who}.`
        : `${by} booked a seat for ${who}.`;
    },
    booking_moved: () => {
      if (event.left)
        return `${who} gave the seat back and moved to another session, on ${momentOf(details.startsAt)}.`;
      const what = details.status === 'pending' ? 'asked for a seat here' : 'took a seat here';
      return `${who} moved from another session, on ${momentOf(details.left.startsAt)}, and ${what}.`;
    },
    booking_confirmed: () => `${by} confirmed ${who}.`,
    booking_declined: () => `${by} ${event.since ? `took ${who} out of the queue` : `declined ${who}`}.`,
    booking_cancelled: () => endOf(event, { who, by, office, reason: details.reason }),
    booking_waitlisted: () =>
      office
        ? `${by} put ${who} on the waiting list, as number ${event.place}.`
        : `${who} joined the waiting list, as number ${event.place}.`,
    booking_promoted: () => `The seat went to ${who}, ${queueWords(event, nameOf)}.`,
    booking_offered: () => `The seat was held for ${who}, ${queueWords(event, nameOf)}.`,
    booking_accepted: () => `${office ? by : who} took the seat that was held${office ? ` for ${who}` : ''}.`,
    attendance_marked: () =>
      details.attendance === 'absent'
        ? `${by} marked ${who} as absent.`
        : details.attendance === 'attended'
          ? `${by} said that ${who} was there.`
          : `${by} took back whether ${who} was there.`,
    session_notes_written: () => `${by} wrote notes for everybody who was there.`,
    recording_added: () => `${by} added a recording.`,
    recording_removed: () => `${by} removed a recording.`,
    feedback_hidden: () => `${by} hid a comment.`,
    feedback_shown: () => `${by} showed a comment again.`,
  }[action];
  return told ? told() : `${by}: ${action.replaceAll('_', ' ')}.`;
}

/** How a booking ended. */
function endOf(event, { who, by, office, reason }) {
  if (reason === 'slot_cancelled')
    return `${who} lost ${event.since ? 'their place in the queue' : 'their seat'} with it.`;
  if (reason === 'queue_closed') return `Booking closed while ${who} still waited.`;
  if (reason === 'offer_lapsed') return `${who} did not answer in time, and the seat moved on.`;
  if (reason === 'erased') return `${who} was erased, and the seat became free.`;
  const what = event.since ? 'left the queue' : 'gave the seat back';
  if (!office) return `${who} ${what}.`;
  return event.since ? `${by} took ${who} out of the queue.` : `${by} gave ${who}’s seat back for them.`;
}

function queueWords({ passed = [], since }, nameOf) {
  const waited = since ? `who had waited since ${momentOf(since)}` : 'who waited';
  if (passed.length === 0) return `${waited} and was first in the queue`;
  const names = passed.map(({ studentId }) => nameOf(studentId)).join(' and ');
  return `${waited}; ${names} came before them, could not take it then, and kept their place`;
}

const seats = (count) => (count === 1 ? 'one seat' : `${count} seats`);

const fields = {
  date: 'the date',
  startTime: 'the start',
  endTime: 'the end',
  timeZone: 'the time zone',
  description: 'the description',
  meetingUrl: 'the meeting link',
  requiresApproval: 'whether bookings are confirmed',
  opensAt: 'when booking opens',
};

function changes({ changed, before, after }) {
  return changed
    .map((field) =>
      field === 'maxParticipants'
        ? `from ${before.maxParticipants} to ${seats(after.maxParticipants)}`
        : (fields[field] ?? field),
    )
    .join(', ');
}

/** Why this student has a seat in the end, or why not: a sentence or two. */
export function whyOf(story, studentId, nameOf) {
  const who = nameOf(studentId);
  const own = story.filter((event) => event.studentId === studentId && event.action !== 'attendance_marked');
  const last = own.at(-1);
  const got = own.findLast(
    ({ action, left }) =>
      !left && ['booking_promoted', 'booking_accepted', 'booking_created', 'booking_moved'].includes(action),
  );
  const offered = own.findLast(({ action }) => action === 'booking_offered');
  if (!last) return `${who} has nothing to do with this session.`;
  if (last.action === 'booking_waitlisted')
    return `${who} has no seat: nobody before them in the queue, nor they, came to one since ${momentOf(last.at)}.`;
  if (last.left || last.action === 'booking_cancelled' || last.action === 'booking_declined')
    return `${who} has no seat. ${last.sentence} That was on ${momentOf(last.at)}.`;
  if (last.action === 'booking_offered')
    return `A seat is held for ${who} until they answer, since ${momentOf(last.at)}.`;
  // Whoever takes a held seat had it from the queue.
  const isTaken = got !== undefined && own[own.indexOf(got) - 1]?.action === 'booking_offered';
  const moved = isTaken ? offered : got;
  if (moved?.since)
    return `${who} has the seat because they had waited since ${momentOf(moved.since)} ${placeWords(moved, nameOf)}.`;
  if (got?.action === 'booking_moved')
    return `${who} has a seat because one was free when they moved here from another session, on ${momentOf(got.at)}.`;
  if (got?.action === 'booking_created') {
    const office =
      got.actorId !== studentId ? ` ${nameOf(got.actorId)} of the alumni office booked it for them.` : '';
    return `${who} has a seat because one was free when they booked, on ${momentOf(got.at)}.${office}`;
  }
  return `${who} has a seat.`;
}

function placeWords({ passed = [], freed }, nameOf) {
  const first =
    passed.length === 0
      ? 'and were first in the queue'
      : `and those before them (${passed.map(({ studentId }) => nameOf(studentId)).join(', ')}) could not take it`;
  if (!freed) return `${first} when a seat became free`;
  if (freed.added) return `${first} when ${nameOf(freed.actorId)} added seats on ${momentOf(freed.at)}`;
  return `${first} when ${nameOf(freed.studentId)} gave one back on ${momentOf(freed.at)}`;
}
