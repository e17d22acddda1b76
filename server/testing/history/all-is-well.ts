/** A history in which all is well, for whoever breaks it. */
import type { Slot } from '@mentor-slots/contract';
import type { Answer, Ask, Call, History, KeptSlot, SeenSlot } from './history.ts';

const startsAt = '2027-02-10T10:00:00.000Z';

export function at(version: number, seatsTaken: number, waiting: number, maxParticipants = 1): SeenSlot {
  return { id: 'noon', version, maxParticipants, seatsTaken, waiting, startsAt };
}

/** From second `began` to `ended`. */
export function call(began: number, ended: number, ask: Ask, answer: Answer | null): Call {
  return { ask, began, ended, answer };
}

export function person(id: string, status: string) {
  return { id: `of ${id}`, studentId: id, status };
}

export const asked = (what: 'book' | 'wait' | 'cancel', student: string): Ask => ({
  do: what,
  slotId: 'noon',
  student,
});
export const reading: Ask = { do: 'read', slotId: 'noon' };

/** Mira books the only seat, Noor and then Omar wait, Mira gives it back, and Noor has it. */
export function allIsWell(): History & { kept: [KeptSlot, ...KeptSlot[]] } {
  const last = at(5, 1, 1);
  return {
    calls: [
      call(0, 1, { do: 'publish', slotId: 'noon' }, { status: 201, slot: at(1, 0, 0) }),
      call(2, 3, asked('book', 'mira'), {
        status: 201,
        slot: at(2, 1, 0),
        booking: person('mira', 'confirmed'),
      }),
      call(3, 4, asked('book', 'pia'), { status: 409 }),
      call(4, 5, asked('wait', 'noor'), {
        status: 201,
        slot: at(3, 1, 1),
        booking: person('noor', 'waitlisted'),
      }),
      call(6, 7, asked('wait', 'omar'), {
        status: 201,
        slot: at(4, 1, 2),
        booking: person('omar', 'waitlisted'),
      }),
      call(8, 9, reading, {
        status: 200,
        slot: at(4, 1, 2),
        roster: [person('mira', 'confirmed'), person('noor', 'waitlisted'), person('omar', 'waitlisted')],
      }),
      call(10, 11, asked('cancel', 'mira'), {
        status: 200,
        slot: last,
        booking: person('mira', 'cancelled'),
      }),
    ],
    heard: [at(2, 1, 0), at(5, 1, 1)],
    subscribers: [{ name: 'a page', slots: [last as Slot] }],
    kept: [
      {
        ...last,
        cancelled: false,
        bookings: [
          { ...person('mira', 'cancelled'), place: 2 },
          { ...person('noor', 'confirmed'), place: 3 },
          { ...person('omar', 'waitlisted'), place: 4 },
        ],
      },
    ],
    listed: [last as Slot],
  };
}

/** Changes what is kept of one person's booking. */
export function keep({ kept }: ReturnType<typeof allIsWell>, who: string, change: object): void {
  kept[0].bookings = kept[0].bookings.map((one) => (one.studentId === who ? { ...one, ...change } : one));
}

/** All places that show how it is in the end. */
export function endWith(history: ReturnType<typeof allIsWell>, slot: SeenSlot): void {
  Object.assign(history.kept[0], slot);
  history.listed = [slot as Slot];
  history.subscribers = [{ name: 'a page', slots: [slot as Slot] }];
}
