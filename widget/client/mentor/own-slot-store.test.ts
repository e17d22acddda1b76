import type { Booking, SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { aBooking, aSlot } from '../testing/wire-service.ts';
import { createOwnSlotStore } from './own-slot-store.ts';

const slot = aSlot({ maxParticipants: 1, seatsTaken: 1, seatsLeft: 0, waiting: 3 });
let version = 1;

/** What the owner hears of a booking: a newer version each time. */
function heard(id: string, changes: Partial<Booking>): Booking {
  version += 1;
  const booking = aBooking({ ...slot, version } as SlotView, { bookedAt: slot.createdAt, ...changes });
  return { ...booking, id, studentId: id, studentName: id };
}

const waiting = (id: string, waitlistPosition: number) =>
  heard(id, { status: 'waitlisted', waitlistPosition });

test('an owner’s queue closes up when somebody leaves it or gets a seat', () => {
  const store = createOwnSlotStore();
  store.meet({ ...slot, bookings: [] });
  const shown = () =>
    store.list[0]?.bookings?.map((one) => `${one.id} ${one.status} ${one.waitlistPosition ?? ''}`.trim());
  store.apply(heard('sam', { status: 'confirmed' }));
  for (const [index, id] of ['kim', 'lee', 'mia'].entries()) store.apply(waiting(id, index + 1));
  expect(shown()).toEqual(['sam confirmed', 'kim waitlisted 1', 'lee waitlisted 2', 'mia waitlisted 3']);
  store.apply(heard('kim', { status: 'cancelled', cancelReason: 'student' }));
  expect(shown()).toEqual(['sam confirmed', 'lee waitlisted 1', 'mia waitlisted 2']);
  store.apply(heard('sam', { status: 'cancelled', cancelReason: 'student' }));
  store.apply(heard('lee', { status: 'confirmed' }));
  expect(shown()).toEqual(['lee confirmed', 'mia waitlisted 1']);
  store.apply(waiting('noa', 2));
  expect(shown()).toEqual(['lee confirmed', 'mia waitlisted 1', 'noa waitlisted 2']);
});
