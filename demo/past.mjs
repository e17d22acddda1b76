/**
 * The demo's past: sessions of the last months, with who came, who waited and what they said. It is made through the public
 * API, as everything here, of a second run of the service on the same database, whose clock is set back (other-clock.mjs).
 */
import { alumni } from './alumni.mjs';
import { pastEvents, pastFeedback, pastMonths } from './past-plans.mjs';
import { students } from './people.mjs';
import { createCaller } from './seed.mjs';
import { wallTimes } from './wall-times.mjs';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Makes the past where there is none. `startPast()` starts the service that has a clock: see startService. Resolves to how
 * many sessions there are by this that are over.
 */
export async function seedPast({ serviceUrl, secret, startPast, now = Date.now() }) {
  const { total } = await createCaller(serviceUrl, secret)('office', 'GET', '/api/admin/report');
  if (total.sessions > 0) return 0;
  const service = startPast();
  try {
    const url = await Promise.race([
      service.ready,
      service.exited.then((reason) => {
        throw new Error(`The demo’s past could not be made: the service ended with ${reason}.`);
      }),
    ]);
    await live({ service, url, secret, now });
  } finally {
    await service.stop();
  }
  return pastMonths.reduce((sum, count) => sum + count, 0);
}

/** Month by month: what is published and booked before its sessions, and what is said of them afterwards. */
async function live({ service, url, secret, now }) {
  let time = 0;
  const at = (then) => {
    time = then;
    return service.setClock(time);
  };
  const call = createCaller(url, secret, () => time);
  /** As a person does it: some minutes after what was done before. */
  const later = async (...asked) => {
    await at(time + (3 + ((time / minute) % 19)) * minute);
    return call(...asked);
  };
  let turn = 0;
  let said = 0;
  for (const [index, count] of pastMonths.entries()) {
    const start = monthsAgo(pastMonths.length - 1 - index, now);
    await at(start - 2 * day);
    const held = [];
    for (const event of eventsOf(index, count)) {
      const session = await hold(later, event, start, turn);
      if (session) held.push({ ...session, turn });
      turn += 1;
    }
    await at(start + 8 * day);
    for (const session of held) said = await lookBack(call, session, said);
  }
}

/** After this the sessions of a month take place, within a week; those of the last one are over by now. */
function monthsAgo(months, now) {
  if (months === 0) return now - 10 * day;
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then.getTime() + 7 * day;
}

function eventsOf(month, count) {
  return Array.from({ length: count }, (_, n) => pastEvents[(month * 3 + n) % pastEvents.length]);
}

/** Publishes a session and books it; where it is full, somebody waits, and somebody cancels. */
async function hold(call, [alumnusId, when, start, minutes, seats, about], now, turn) {
  const { timeZone } = alumni.find(({ id }) => id === alumnusId);
  const slot = await call(alumnusId, 'POST', '/api/slots', {
    ...wallTimes({ day: when, start, minutes, timeZone, now }),
    timeZone,
    maxParticipants: seats,
    description: about,
  });
  if (!slot) return null;
  const taken = Math.min(seats, 5 + (turn % 4));
  const order = students.map((_, n) => students[(turn * 5 + n) % students.length].id);
  const bookings = [];
  for (const studentId of order) {
    if (bookings.length === taken) break;
    const booking = await call(studentId, 'POST', '/api/slots/book', { slotId: slot.id });
    if (booking) bookings.push(booking);
  }
  if (bookings.length < seats) return { slot, bookings };
  const waiting = order.filter((id) => !bookings.some(({ studentId }) => studentId === id)).slice(0, 2);
  for (const studentId of waiting) await call(studentId, 'POST', '/api/slots/waitlist', { slotId: slot.id });
  const gaveUp = bookings.at(-1);
  await call(gaveUp.studentId, 'POST', '/api/slots/cancel', { bookingId: gaveUp.id });
  return { slot, bookings: bookings.filter((one) => one !== gaveUp) };
}

/** The alumnus says who was there, and some of those say how it was: as many as are told of at once, three by three. */
async function lookBack(call, { slot, bookings, turn }, said) {
  const isAbsent = (index) => (turn * 3 + index) % 11 === 4;
  await Promise.all(
    bookings.map(({ id }, index) =>
      call(slot.alumniId, 'PUT', `/api/slots/${slot.id}/bookings/${id}/attendance`, {
        attendance: isAbsent(index) ? 'absent' : 'attended',
      }),
    ),
  );
  const there = bookings.filter((_, index) => !isAbsent(index));
  const telling = there.slice(0, there.length < 6 ? 3 : 6);
  await Promise.all(
    telling.map(({ studentId }, index) => {
      const [stars, comment] = pastFeedback[(said + index) % pastFeedback.length];
      return call(studentId, 'PUT', `/api/slots/${slot.id}/feedback`, { stars, comment });
    }),
  );
  return said + telling.length;
}
