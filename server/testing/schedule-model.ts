/**
 * The service once more, as small as can be: arrays in memory, one call after another. What it answers, both engines
 * must answer. Times are half hours of one day in UTC.
 */
import { type Command, type Person, people } from './schedule-commands.ts';

/** What of an answer must be the same everywhere: times and ids are told in the schedule's own numbers. */
export interface Outcome {
  status: number;
  code?: string;
  slot?: SlotOutcome;
  bookings?: string[];
  slots?: number[];
  counts?: { deleted: number; cancelled: number };
}

interface SlotOutcome {
  status: string;
  start: number;
  end: number;
  max: number;
  taken: number;
  left: number;
  version: number;
}

interface Booking {
  student: string;
  status: 'pending' | 'confirmed' | 'cancelled';
  reason: 'student' | 'declined' | 'slot_cancelled' | null;
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
const overlap = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end;
const refused = (status: number, code: string): Outcome => ({ status, code });

export function createModel(begin: number) {
  let now = begin;
  /** By the number of the command that made them; a number that made none stays empty. */
  const slots: (Slot | undefined)[] = [];

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
  const busy = (student: string, time: { start: number; end: number }, except: Slot) =>
    slots.some(
      (slot) =>
        slot !== undefined &&
        slot !== except &&
        overlap(slot, time) &&
        living(slot).some((booking) => booking.student === student),
    );

  function view(slot: Slot): SlotOutcome {
    const taken = living(slot).length;
    const open = taken >= slot.max ? 'full' : 'available';
    const status = slot.state === 'cancelled' ? 'cancelled' : slot.end <= now ? 'completed' : open;
    const left = slot.state === 'cancelled' ? 0 : slot.max - taken;
    return { status, start: slot.start, end: slot.end, max: slot.max, taken, left, version: slot.version };
  }
  const told = (slot: Slot, { status, reason }: Booking) => `${slot.number} ${status} ${reason}`;
  const bookingAnswer = (status: number, slot: Slot, booking: Booking): Outcome => ({
    status,
    slot: view(slot),
    bookings: [told(slot, booking)],
  });

  function book(person: Person, slot: Slot): Outcome {
    const existing = living(slot).find(({ student }) => student === person);
    if (existing !== undefined) return bookingAnswer(200, slot, existing);
    if (slot.state === 'cancelled') return refused(409, 'slot_cancelled');
    if (slot.start <= now) return refused(409, 'slot_started');
    if (slot.owner === person) return refused(409, 'own_slot');
    if (busy(person, slot, slot)) return refused(409, 'student_conflict');
    if (living(slot).length >= slot.max) return refused(409, 'slot_full');
    const booking: Booking = {
      student: person,
      status: slot.approval ? 'pending' : 'confirmed',
      reason: null,
    };
    slot.bookings.push(booking);
    slot.version += 1;
    return bookingAnswer(201, slot, booking);
  }

  function cancel(person: Person, slot: Slot | undefined): Outcome {
    const mine = slot?.bookings.filter(({ student }) => student === person) ?? [];
    const booking = mine.find(({ status }) => status !== 'cancelled') ?? mine.at(-1);
    if (slot === undefined || booking === undefined) return refused(404, 'booking_not_found');
    if (booking.status === 'cancelled') return bookingAnswer(200, slot, booking);
    if (slot.start <= now) return refused(409, 'cancel_closed');
    return release(slot, booking, 'student');
  }

  function release(slot: Slot, booking: Booking, reason: 'student' | 'declined'): Outcome {
    booking.status = 'cancelled';
    booking.reason = reason;
    slot.version += 1;
    return bookingAnswer(200, slot, booking);
  }

  function settle(slot: Slot, student: Person, decision: 'confirm' | 'decline'): Outcome {
    const booking = slot.bookings.filter((one) => one.student === student).at(-1);
    if (booking === undefined) return refused(404, 'booking_not_found');
    const settledSo = decision === 'confirm' ? booking.status === 'confirmed' : booking.reason === 'declined';
    if (settledSo) return bookingAnswer(200, slot, booking);
    if (booking.status !== 'pending') return refused(409, 'booking_not_pending');
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
      if (living(slot).some(({ student }) => busy(student, time, slot)))
        return refused(409, 'student_conflict');
    }
    if (change.max !== undefined && change.max < living(slot).length)
      return refused(409, 'capacity_below_taken');
    Object.assign(slot, time, { max: change.max ?? slot.max, version: slot.version + 1 });
    return { status: 200, slot: view(slot), bookings: living(slot).map((booking) => told(slot, booking)) };
  }

  function remove(slot: Slot): Outcome {
    if (slot.end <= now) return refused(409, 'slot_completed');
    if (slot.state === 'cancelled') return { status: 200, counts: { deleted: 0, cancelled: 0 } };
    slot.version += 1;
    if (slot.bookings.length === 0) {
      slot.state = 'gone';
      return { status: 200, counts: { deleted: 1, cancelled: 0 } };
    }
    slot.state = 'cancelled';
    for (const booking of living(slot))
      Object.assign(booking, { status: 'cancelled', reason: 'slot_cancelled' });
    return { status: 200, counts: { deleted: 0, cancelled: 1 } };
  }

  /** Makes the command its answer; `number` is its place in the schedule. */
  return (command: Command, number: number): Outcome => {
    if (command.do === 'wait') {
      now += command.halfHours;
      return { status: 0 };
    }
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
    if (command.do === 'book' || command.do === 'cancel') {
      if (!has(by, 'student')) return refused(403, 'wrong_role');
      if (command.do === 'cancel') return cancel(by, slot);
      return slot === undefined ? refused(404, 'slot_not_found') : book(by, slot);
    }
    if (command.do === 'read') {
      if (slot === undefined) return refused(404, 'slot_not_found');
      const seen = has(by, 'alumni') && manages(by, slot);
      return {
        status: 200,
        slot: view(slot),
        ...(seen && { bookings: living(slot).map((booking) => told(slot, booking)) }),
      };
    }
    if (!has(by, 'alumni')) return refused(403, 'wrong_role');
    if (slot === undefined) return refused(404, 'slot_not_found');
    if (!manages(by, slot)) return refused(403, 'not_yours');
    if (command.do === 'settle') return settle(slot, command.student, command.decision);
    return command.do === 'change' ? change(slot, command) : remove(slot);
  };
}
