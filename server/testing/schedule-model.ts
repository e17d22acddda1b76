/**
 * The service once more, as small as can be: arrays in memory, one call after another. What it answers, both engines
 * must answer. Times are half hours of one day in UTC, and each command comes a millisecond after the one before.
 */
import { type Command, type Person, people } from './schedule-commands.ts';

/** What of an answer must be the same everywhere: times and ids are told in the schedule's own numbers. */
export interface Outcome {
  status: number;
  code?: string;
  slot?: SlotOutcome;
  /** The one that somebody left. */
  left?: SlotOutcome;
  bookings?: string[];
  slots?: number[];
  counts?: { deleted: number; cancelled: number; offered: number };
}

interface SlotOutcome {
  status: string;
  start: number;
  end: number;
  max: number;
  taken: number;
  left: number;
  waiting: number;
  version: number;
}

interface Booking {
  student: string;
  status: 'pending' | 'confirmed' | 'offered' | 'waitlisted' | 'cancelled';
  reason: 'student' | 'declined' | 'slot_cancelled' | 'offer_lapsed' | 'queue_closed' | 'erased' | null;
  /** Until when an offered seat is held, in ms of the day. */
  until: number;
  /** For which it was given back. */
  movedTo?: Booking;
}

interface Slot {
  number: number;
  owner: string;
  start: number;
  end: number;
  max: number;
  approval: boolean;
  version: number;
  state: 'there' | 'cancelled' | 'gone';
  /** In the order in which they came. */
  bookings: Booking[];
}

const living = (slot: Slot) => slot.bookings.filter(({ status }) => status !== 'cancelled');
const waiting = (slot: Slot) => slot.bookings.filter(({ status }) => status === 'waitlisted');
const seated = (slot: Slot) => living(slot).filter(({ status }) => status !== 'waitlisted');
const overlap = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end;
const refused = (status: number, code: string): Outcome => ({ status, code });

const halfHour = 1_800_000;
/** By which the services of the schedules go. */
export const scheduleRules = { OFFER_BELOW: '3h', OFFER_FOR: '30m' };

export function createModel(begin: number) {
  let now = begin;
  /** In ms of the day. */
  let time = now * halfHour;
  /** By the number of the command that made them; a number that made none stays empty. */
  const slots: (Slot | undefined)[] = [];
  /** Offers that are over and whose session has not been looked at yet: they keep nobody from anything, but each still has its seat. */
  const unfreed = new Set<Booking>();

  const has = (person: Person, role: string) =>
    (people[person] as readonly string[]).includes(role) || (role === 'alumni' && person === 'root');
  const find = (number: number) => {
    const slot = slots[number];
    return slot === undefined || slot.state === 'gone' ? undefined : slot;
  };
  const manages = (person: Person, slot: Slot) => person === 'root' || person === slot.owner;
  const clashes = (owner: string, time: { start: number; end: number }, except?: Slot) =>
    slots.some(
      (slot) => slot?.state === 'there' && slot !== except && slot.owner === owner && overlap(slot, time),
    );
  const busy = (student: string, time: { start: number; end: number }, ...except: Slot[]) =>
    slots.some(
      (slot) =>
        slot !== undefined &&
        !except.includes(slot) &&
        overlap(slot, time) &&
        seated(slot).some((booking) => booking.student === student),
    );

  function view(slot: Slot): SlotOutcome {
    const taken = seated(slot).length;
    const open = taken >= slot.max ? 'full' : 'available';
    const status = slot.state === 'cancelled' ? 'cancelled' : slot.end <= now ? 'completed' : open;
    const left = slot.state === 'cancelled' ? 0 : slot.max - taken;
    return {
      status,
      start: slot.start,
      end: slot.end,
      max: slot.max,
      taken,
      left,
      waiting: waiting(slot).length,
      version: slot.version,
    };
  }
  const told = (slot: Slot, booking: Booking) =>
    `${slot.number} ${booking.status} ${booking.reason} ${waiting(slot).indexOf(booking) + 1 || null}`;
  const bookingAnswer = (status: number, slot: Slot, booking: Booking): Outcome => ({
    status,
    slot: view(slot),
    bookings: [told(slot, booking)],
  });
  /** Of a session that was called off: who was in it. */
  const roster = (slot: Slot) => {
    const calledOff = slot.bookings.filter(({ reason }) => reason === 'slot_cancelled');
    return [...seated(slot), ...waiting(slot), ...calledOff].map((booking) => told(slot, booking));
  };
  const seat = (slot: Slot) => (slot.approval ? 'pending' : 'confirmed');

  /** Who waits and could take a free seat, in their order: three hours before the start for good, later for half an hour. */
  function able(slot: Slot): Booking[] {
    const left = slot.start * halfHour - time;
    if (slot.state !== 'there' || left < 5 * 60_000) return [];
    return waiting(slot)
      .filter(({ student }) => !busy(student, slot, slot))
      .slice(0, slot.max - seated(slot).length - slot.bookings.filter((one) => unfreed.has(one)).length);
  }

  /** Gives free seats to those who wait. Tells whether anybody got one. */
  function fill(slot: Slot): boolean {
    const next = able(slot);
    const close = slot.start * halfHour;
    for (const booking of next) {
      if (close - time >= 6 * halfHour) booking.status = seat(slot);
      else Object.assign(booking, { status: 'offered', until: Math.min(time + halfHour, close) });
    }
    return next.length > 0;
  }

  /** Whoever lost a seat may have gained one elsewhere; the soonest session first. */
  function moveUp(students: readonly string[], ...except: Slot[]): void {
    const elsewhere = slots.flatMap((slot) =>
      slot !== undefined &&
      !except.includes(slot) &&
      slot.state === 'there' &&
      waiting(slot).some(({ student }) => students.includes(student))
        ? [slot]
        : [],
    );
    elsewhere.sort((a, b) => a.start - b.start || a.number - b.number);
    for (const slot of elsewhere) if (fill(slot)) slot.version += 1;
  }

  function whyNot(person: Person, slot: Slot, left: Slot = slot): Outcome | null {
    if (slot.state === 'cancelled') return refused(409, 'slot_cancelled');
    if (slot.start <= now) return refused(409, 'slot_started');
    if (slot.owner === person) return refused(409, 'own_slot');
    return busy(person, slot, slot, left) ? refused(409, 'student_conflict') : null;
  }

  function add(slot: Slot, student: Person, status: Booking['status']): Outcome {
    const booking: Booking = { student, status, reason: null, until: 0 };
    slot.bookings.push(booking);
    slot.version += 1;
    return bookingAnswer(201, slot, booking);
  }

  function book(person: Person, slot: Slot): Outcome {
    const existing = living(slot).find(({ student }) => student === person);
    if (existing?.status === 'pending' || existing?.status === 'confirmed')
      return bookingAnswer(200, slot, existing);
    const no = existing?.status === 'offered' ? null : whyNot(person, slot);
    if (no !== null) return no;
    const lapsed =
      slot.bookings.filter(({ student }) => student === person).at(-1)?.reason === 'offer_lapsed';
    if (existing?.status !== 'offered' && seated(slot).length >= slot.max)
      return refused(409, lapsed ? 'offer_lapsed' : 'slot_full');
    if (existing === undefined) return add(slot, person, seat(slot));
    existing.status = seat(slot);
    slot.version += 1;
    return bookingAnswer(200, slot, existing);
  }

  function wait(person: Person, slot: Slot): Outcome {
    const existing = living(slot).find(({ student }) => student === person);
    if (existing !== undefined) return bookingAnswer(200, slot, existing);
    const no = whyNot(person, slot);
    if (no !== null) return no;
    return seated(slot).length < slot.max ? refused(409, 'not_full') : add(slot, person, 'waitlisted');
  }

  function cancel(person: Person, slot: Slot | undefined): Outcome {
    const mine = slot?.bookings.filter(({ student }) => student === person) ?? [];
    const booking = mine.find(({ status }) => status !== 'cancelled') ?? mine.at(-1);
    if (slot === undefined || booking === undefined) return refused(404, 'booking_not_found');
    if (booking.status === 'cancelled') return bookingAnswer(200, slot, booking);
    if (slot.start <= now) return refused(409, 'cancel_closed');
    return release(slot, booking, 'student');
  }

  /** The booking is that of `whose` in `from`, the one that lives or else the newest. */
  function move(person: Person, whose: Person, from: Slot | undefined, to: Slot | undefined): Outcome {
    const theirs = from?.bookings.filter(({ student }) => student === whose) ?? [];
    const left = theirs.find(({ status }) => status !== 'cancelled') ?? theirs.at(-1);
    if (from === undefined || left === undefined || whose !== person)
      return refused(404, 'booking_not_found');
    if (to === undefined) return refused(404, 'slot_not_found');
    if (to === from) return refused(409, 'nothing_to_move');
    const both = (taken: Booking): Outcome => ({
      status: 200,
      slot: view(to),
      bookings: [told(to, taken), told(from, left)],
      left: view(from),
    });
    const mine = to.bookings.filter(({ student }) => student === person);
    const there = mine.find(({ status }) => status !== 'cancelled');
    if (there !== undefined && left.movedTo === there) return both(there);
    if (left.status === 'cancelled' || left.status === 'waitlisted') return refused(409, 'nothing_to_move');
    if (there?.status === 'pending' || there?.status === 'confirmed') return refused(409, 'nothing_to_move');
    if (left.status !== 'offered' && from.start <= now) return refused(409, 'cancel_closed');
    if (there?.status !== 'offered') {
      const no = whyNot(person, to, from);
      if (no !== null) return no;
      const lapsed = there === undefined && mine.at(-1)?.reason === 'offer_lapsed';
      if (seated(to).length >= to.max) return refused(409, lapsed ? 'offer_lapsed' : 'slot_full');
    }
    const taken: Booking = there ?? { student: person, status: 'pending', reason: null, until: 0 };
    if (there === undefined) to.bookings.push(taken);
    taken.status = seat(to);
    to.version += 1;
    left.movedTo = taken;
    end(from, left, 'student');
    const answer = both(taken);
    moveUp([person], from, to);
    return answer;
  }

  function release(slot: Slot, booking: Booking, reason: Booking['reason']): Outcome {
    end(slot, booking, reason);
    const answer = bookingAnswer(200, slot, booking);
    moveUp([booking.student], slot);
    return answer;
  }

  function end(slot: Slot, booking: Booking, reason: Booking['reason']): void {
    booking.status = 'cancelled';
    booking.reason = reason;
    fill(slot);
    slot.version += 1;
  }

  function settle(slot: Slot, student: Person, decision: 'confirm' | 'decline'): Outcome {
    const booking = slot.bookings.filter((one) => one.student === student).at(-1);
    if (booking === undefined) return refused(404, 'booking_not_found');
    const settledSo = decision === 'confirm' ? booking.status === 'confirmed' : booking.reason === 'declined';
    if (settledSo) return bookingAnswer(200, slot, booking);
    const unsettled = ['pending', ...(decision === 'decline' ? ['offered', 'waitlisted'] : [])];
    if (!unsettled.includes(booking.status)) return refused(409, 'booking_not_pending');
    if (slot.end <= now) return refused(409, 'slot_completed');
    if (decision === 'decline') return release(slot, booking, 'declined');
    booking.status = 'confirmed';
    slot.version += 1;
    return bookingAnswer(200, slot, booking);
  }

  function change(slot: Slot, change: { start?: number; max?: number }): Outcome {
    if (slot.state === 'cancelled') return refused(409, 'slot_cancelled');
    if (slot.end <= now) return refused(409, 'slot_completed');
    const start = change.start ?? slot.start;
    const time = { start, end: start + (slot.end - slot.start) };
    if (start !== slot.start) {
      if (slot.start <= now) return refused(409, 'slot_started');
      if (start <= now) return refused(422, 'start_in_past');
      if (clashes(slot.owner, time, slot)) return refused(409, 'slot_overlap');
      if (seated(slot).some(({ student }) => busy(student, time, slot)))
        return refused(409, 'student_conflict');
    }
    if (change.max !== undefined && change.max < seated(slot).length)
      return refused(409, 'capacity_below_taken');
    const students = living(slot).map(({ student }) => student);
    Object.assign(slot, time, { max: change.max ?? slot.max, version: slot.version + 1 });
    fill(slot);
    const answer = { status: 200, slot: view(slot), bookings: roster(slot) };
    moveUp(students, slot);
    return answer;
  }

  function remove(slot: Slot): Outcome {
    if (slot.end <= now) return refused(409, 'slot_completed');
    const none = { deleted: 0, cancelled: 0, offered: 0 };
    if (slot.state === 'cancelled') return { status: 200, counts: none };
    slot.version += 1;
    if (slot.bookings.length === 0) {
      slot.state = 'gone';
      return { status: 200, counts: { ...none, deleted: 1 } };
    }
    slot.state = 'cancelled';
    const students = living(slot).map(({ student }) => student);
    for (const booking of living(slot))
      Object.assign(booking, { status: 'cancelled', reason: 'slot_cancelled' });
    moveUp(students, slot);
    return { status: 200, counts: { ...none, cancelled: 1 } };
  }

  /** Gives up places in queues first, then seats, the soonest session first. What is past stays as somebody's. */
  function erase(person: Person): Outcome {
    const theirs = slots.flatMap((slot) =>
      slot === undefined
        ? []
        : slot.bookings.filter(({ student }) => student === person).map((booking) => ({ slot, booking })),
    );
    const ahead = theirs.filter(({ slot, booking }) => booking.status !== 'cancelled' && slot.start > now);
    ahead.sort(
      (a, b) =>
        Number(a.booking.status !== 'waitlisted') - Number(b.booking.status !== 'waitlisted') ||
        a.slot.start - b.slot.start ||
        a.slot.number - b.slot.number,
    );
    for (const { slot, booking } of ahead) release(slot, booking, 'erased');
    for (const slot of new Set(theirs.map((each) => each.slot))) slot.version += 1;
    for (const { booking } of theirs) booking.student = `erased ${person}`;
    return { status: 0 };
  }

  /** What the clock makes due: offers that are over, session by session, the earliest first, and queues of sessions that have started. */
  function settleDue(): void {
    const there = slots.flatMap((slot) => (slot?.state === 'there' ? [slot] : []));
    const overdue = there.flatMap((slot) =>
      slot.bookings
        .filter(({ status, until }) => status === 'offered' && until <= time)
        .map((booking) => ({ slot, booking })),
    );
    overdue.sort(
      (a, b) =>
        a.booking.until - b.booking.until ||
        a.slot.start - b.slot.start ||
        a.slot.number - b.slot.number ||
        a.slot.bookings.indexOf(a.booking) - b.slot.bookings.indexOf(b.booking),
    );
    for (const { booking } of overdue) {
      Object.assign(booking, { status: 'cancelled', reason: 'offer_lapsed' });
      unfreed.add(booking);
    }
    for (const slot of new Set(overdue.map((offer) => offer.slot))) {
      const ended = overdue.filter((offer) => offer.slot === slot).map(({ booking }) => booking);
      for (const booking of ended) unfreed.delete(booking);
      for (const booking of ended) end(slot, booking, 'offer_lapsed');
      moveUp(
        ended.map(({ student }) => student),
        slot,
      );
    }
    for (const slot of there) {
      if (slot.start > now || waiting(slot).length === 0) continue;
      for (const booking of waiting(slot))
        Object.assign(booking, { status: 'cancelled', reason: 'queue_closed' });
      slot.version += 1;
    }
  }

  /** What must be true after whatever was done. */
  function check(): void {
    for (const slot of slots) {
      if (slot === undefined) continue;
      if (seated(slot).length > slot.max) throw new Error(`slot ${slot.number} is oversold`);
      if (able(slot).length > 0) throw new Error(`a seat of slot ${slot.number} is nobody's`);
    }
  }

  return {
    /** Makes the command its answer; `number` is its place in the schedule. */
    play(command: Command, number: number): Outcome {
      if (command.do === 'later') now += command.halfHours;
      time = now * halfHour + number;
      const outcome = command.do === 'later' ? pass() : answer(command, number);
      check();
      return outcome;
    },
    /** The slots in which this person has a booking that lives. */
    heldBy: (person: Person): number[] =>
      slots.flatMap((slot) =>
        slot !== undefined && living(slot).some(({ student }) => student === person) ? [slot.number] : [],
      ),
  };

  function pass(): Outcome {
    settleDue();
    return { status: 0 };
  }

  function answer(command: Exclude<Command, { do: 'later' }>, number: number): Outcome {
    const { by } = command;
    if (command.do === 'create') {
      if (!has(by, 'alumni')) return refused(403, 'wrong_role');
      const { start, length, max, approval } = command;
      const time = { start, end: start + length };
      if (start <= now) return refused(422, 'start_in_past');
      if (clashes(by, time)) return refused(409, 'slot_overlap');
      const slot: Slot = {
        number,
        owner: by,
        ...time,
        max,
        approval,
        version: 1,
        state: 'there',
        bookings: [],
      };
      slots[number] = slot;
      return { status: 201, slot: view(slot), bookings: [] };
    }
    if (command.do === 'list') {
      const shown = slots.filter(
        (slot) => slot?.state === 'there' && slot.owner === command.of && slot.end > now,
      );
      return { status: 200, slots: shown.map((slot) => slot?.number ?? -1).sort((a, b) => a - b) };
    }
    if (command.do === 'erase') return erase(by);
    if (command.do === 'my-bookings') {
      if (!has(by, 'student')) return refused(403, 'wrong_role');
      const mine = slots.flatMap((slot) =>
        slot === undefined || slot.end <= now
          ? []
          : slot.bookings
              .filter(({ student, reason }) => student === by && reason !== 'student')
              .map((booking) => told(slot, booking)),
      );
      return { status: 200, bookings: mine.sort() };
    }
    const slot = find(command.slot);
    if (command.do === 'book' || command.do === 'wait' || command.do === 'cancel') {
      const { student = by } = command;
      if (!has(by, student === by ? 'student' : 'admin')) return refused(403, 'wrong_role');
      if (command.do === 'cancel') return cancel(student, slot);
      if (slot === undefined) return refused(404, 'slot_not_found');
      return command.do === 'book' ? book(student, slot) : wait(student, slot);
    }
    if (command.do === 'move') {
      if (!has(by, 'student')) return refused(403, 'wrong_role');
      return move(by, command.student ?? by, slot, find(command.to));
    }
    if (command.do === 'read') {
      if (slot === undefined) return refused(404, 'slot_not_found');
      const seen = has(by, 'alumni') && manages(by, slot);
      return {
        status: 200,
        slot: view(slot),
        ...(seen && { bookings: roster(slot) }),
      };
    }
    if (!has(by, 'alumni')) return refused(403, 'wrong_role');
    if (slot === undefined) return refused(404, 'slot_not_found');
    if (!manages(by, slot)) return refused(403, 'not_yours');
    if (command.do === 'settle') return settle(slot, command.student, command.decision);
    return command.do === 'change' ? change(slot, command) : remove(slot);
  }
}
