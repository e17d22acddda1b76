/**
 * Fills the service with what a lively portal would hold, through its public API alone: the alumni publish sessions,
 * the students book and wait. Nothing is random, so every first start looks the same. Alumni who have sessions get no more.
 */
import { alumni } from './alumni.mjs';
import { findPerson, signInChoices, students } from './people.mjs';
import { notes, plans } from './plans.mjs';
import { mintToken } from './token.mjs';
import { wallTimes } from './wall-times.mjs';

/** Milliseconds after which a silent service is a failed start. */
const answerWithin = 10_000;

/** Resolves to how many slots were opened and seats booked. `serviceUrl` as for the portal. */
export async function seed({ serviceUrl, secret, now = Date.now() }) {
  const call = createCaller(serviceUrl, secret, () => now);
  const opened = await Promise.all(alumni.map((alumnus) => openTimes(call, alumnus, now)));
  const offers = opened.flat();

  let booked = 0;
  for (const [turn, offer] of offers.entries()) booked += await fillSeats(call, offer, turn);
  for (const offer of offers) await joinQueue(call, offer);
  for (const offer of offers) await callOff(call, offer, offers);
  return { slots: offers.reduce((total, { slots }) => total + slots, 0), bookings: booked };
}

/** Names the portal's own example of a calendar kept elsewhere for an alumna who has named none. The portal must listen already. */
export async function nameWorkCalendar({ serviceUrl, secret, portalUrl }) {
  const call = createCaller(serviceUrl, secret);
  const { calendars } = await call('ada', 'GET', '/api/busy-calendars');
  if (calendars.length > 0) return;
  await call('ada', 'PUT', '/api/busy-calendars', {
    calendars: [{ url: `${portalUrl}/portal/calendars/work.ics`, label: 'Work' }],
  });
}

/** Publishes what the alumnus plans, unless they have sessions already. Resolves to the offers, each with its first slot. */
async function openTimes(call, alumnus, now) {
  const existing = await call(alumnus.id, 'GET', '/api/slots/my-slots?limit=1');
  if (existing.slots.length > 0) return [];
  const offers = [];
  for (const [day, start, minutes, seats, about, more] of plans[alumnus.id] ?? []) {
    const answer = await call(alumnus.id, 'POST', '/api/slots', {
      ...wallTimes({ day, start, minutes, timeZone: alumnus.timeZone, now }),
      timeZone: alumnus.timeZone,
      maxParticipants: seats,
      description: about,
      meetingUrl: `https://meet.example/${alumnus.id}-${about.split(/\W+/, 2).join('-').toLowerCase()}`,
      requiresApproval: more.approval ?? false,
      ...(more.opensIn && { opensAt: new Date(now + more.opensIn * 60_000).toISOString() }),
      ...(more.weeks && { repeat: { every: 'week', count: more.weeks } }),
    });
    if (!answer) continue;
    const slots = answer.slots ?? [answer];
    offers.push({ alumnus, about, slot: slots[0], slots: slots.length, ...more });
  }
  return offers;
}

/** Books the seats that the plan calls taken; skips students who are busy at that time. */
async function fillSeats(call, { alumnus, slot, who = [], taken = 0, approval = false }, turn) {
  const others = students.filter(({ id }) => !who.includes(id));
  const [visited, unvisited] = [true, false].map((is) =>
    others.filter((one) => signInChoices.includes(one) === is),
  );
  const start = (turn * 5) % unvisited.length;
  // The people whom a visitor may sign in as keep their time free for what the visitor wants to book.
  const fillers = [...unvisited.slice(start), ...unvisited.slice(0, start), ...visited];
  const candidates = [...who, ...fillers.map(({ id }) => id)];
  let booked = 0;
  for (const studentId of candidates) {
    if (booked === taken) break;
    const note = notes[(turn + booked) % notes.length];
    const booking = await call(studentId, 'POST', '/api/slots/book', { slotId: slot.id, note });
    if (!booking) continue;
    booked += 1;
    // The newest one is left for the alumnus to settle.
    if (approval && booked < taken) {
      await call(alumnus.id, 'POST', `/api/slots/${slot.id}/bookings/${booking.id}/confirm`);
    }
  }
  return booked;
}

/** Those who wait for a seat; skips students who are busy at that time. */
async function joinQueue(call, { slot, waiting = [] }) {
  for (const studentId of waiting) await call(studentId, 'POST', '/api/slots/waitlist', { slotId: slot.id });
}

/** Calls a session off, and holds seats in another for whoever was in it. */
async function callOff(call, { alumnus, slot, calledOff, instead }, offers) {
  if (!calledOff) return;
  const other = offers.find((offer) => offer.alumnus === alumnus && offer.about === instead);
  await call(alumnus.id, 'DELETE', `/api/slots/${slot.id}`, {
    message: calledOff,
    offerSlotIds: other ? [other.slot.id] : [],
  });
}

/**
 * `call(personId, method, path, body?)` → the answer, or null where the rules refuse (409, 422) or there is nothing to say. `clock`
 * tells what time it is for the service.
 */
export function createCaller(serviceUrl, secret, clock = Date.now) {
  return async (personId, method, path, body) => {
    const response = await fetch(new URL(path, serviceUrl), {
      method,
      signal: AbortSignal.timeout(answerWithin),
      headers: {
        authorization: `Bearer ${await mintToken(findPerson(personId), secret, clock())}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.status === 204) return null;
    const answer = await response.json();
    if (response.ok) return answer;
    if (response.status === 409 || response.status === 422) return null;
    throw new Error(`The demo data could not be written: ${method} ${path} answered ${answer.detail}`);
  };
}
