/** Booking for a student who telephones. */
import { fillSelect, optionsOf } from './people.js';
import { askService, Refused } from './service.js';
import { titleOf } from './sessions.js';
import { sessionTime } from './times.js';

export function startTelephone(panel, { people }) {
  const form = panel.querySelector('form');
  const { student, alumnus, slot, note } = form.elements;
  const submit = form.querySelector('[type=submit]');
  fillSelect(student, optionsOf(people.students));
  fillSelect(alumnus, optionsOf(people.alumni));
  let sessions = [];
  let turn = 0;

  async function readSlots() {
    const own = ++turn;
    try {
      const page = await askService(
        'GET',
        `/api/slots/alumni/${encodeURIComponent(alumnus.value)}?limit=200`,
      );
      if (own !== turn) return;
      sessions = page.slots.filter(({ startsAt }) => Date.parse(startsAt) > Date.now());
    } catch (error) {
      if (own !== turn) return;
      // Those of the alumnus before are not to be booked.
      sessions = [];
      refuse(error);
    }
    fillSelect(
      slot,
      sessions.length > 0
        ? sessions.map((one) => [one.id, `${titleOf(one)} · ${seatWords(one)}`])
        : [['', `${people.nameOf(alumnus.value)} has no sessions ahead`]],
    );
    slot.disabled = sessions.length === 0;
    submit.disabled = sessions.length === 0;
  }

  /** Books, or lets wait, and says how that went. */
  async function act(path, told) {
    if (submit.ariaBusy === 'true') return;
    submit.ariaBusy = 'true';
    clear();
    const [who, session] = [student.value, sessions.find(({ id }) => id === slot.value)];
    const body = {
      slotId: session.id,
      studentId: who,
      ...(note.value.trim() && { note: note.value.trim() }),
    };
    try {
      const booking = await askService('POST', `/api/slots/${path}`, body);
      panel.querySelector('.done').textContent = told(booking, people.nameOf(who), session);
      note.value = '';
      offer('Take it back', () => takeBack(booking, who));
    } catch (error) {
      refuse(error, session);
    }
    submit.ariaBusy = null;
    await readSlots();
  }

  const booked = ({ status }, name, session) => {
    const place = `${sessionTime(session)}, with ${people.nameOf(session.alumniId)}`;
    if (status === 'pending')
      return `${name} has asked for a seat on ${place}. It counts once it is confirmed.`;
    if (status === 'waitlisted') return `${name} waits for a seat on ${place} already.`;
    return `${name} has a seat on ${place}. They get a mail about it.`;
  };
  const waits = ({ waitlistPosition }, name, session) =>
    `${name} waits for a seat on ${sessionTime(session)}, as number ${waitlistPosition}.`;

  async function takeBack(booking, studentId) {
    clear();
    try {
      await askService('POST', '/api/slots/cancel', { bookingId: booking.id, studentId });
      panel.querySelector('.done').textContent =
        `That is undone: ${people.nameOf(studentId)} is not in the session.`;
    } catch (error) {
      refuse(error);
    }
    submit.focus();
    await readSlots();
  }

  function refuse(error, session) {
    panel.querySelector('.problem').textContent = error.message;
    if (session && error instanceof Refused && error.code === 'slot_full')
      offer('Put them on the waiting list', () => act('waitlist', waits));
  }

  function offer(words, work) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = words;
    button.addEventListener('click', async () => {
      submit.focus();
      await work();
    });
    panel.querySelector('.next-steps').replaceChildren(button);
  }

  function clear() {
    for (const name of ['.problem', '.done', '.next-steps']) panel.querySelector(name).replaceChildren();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act('book', booked);
  });
  alumnus.addEventListener('change', () => {
    clear();
    readSlots();
  });
  for (const select of [student, slot]) select.addEventListener('change', clear);
  readSlots();
}

function seatWords({ status, seatsLeft, maxParticipants, waiting }) {
  if (status !== 'full') return `${seatsLeft} of ${maxParticipants} seats left`;
  return waiting > 0 ? `full, ${waiting} waiting` : 'full';
}
