import type { Booking } from '@mentor-slots/contract';
import { createBookingStore } from './booking-store.ts';
import type { Collection, Link } from './collection.ts';
import type { Loaded } from './loaded.ts';
import { loadedOf, once } from './reading.ts';

/** The person's own bookings as a student, upcoming and running, cancelled ones included. */
export interface Bookings extends Collection {
  /** Reference-counted; returns the release. */
  watch(): () => void;
  get(): Loaded<readonly Booking[]>;
}

export function bookings(link: Link): Bookings {
  const store = createBookingStore();
  let watchers = 0;
  let era = 0;
  const reading = link.reading(async () => {
    link.requireRole('student');
    const mine = era;
    const take = store.reading();
    const found = await link.api.myBookings();
    if (mine === era) take(found);
  });
  const readPersonal = async () => {
    if (watchers) await reading.run();
  };

  return {
    get watched() {
      return watchers > 0;
    },
    watch() {
      if (!watchers++ && link.authenticated && reading.at === null) void reading.run();
      link.rewatched();
      return once(() => watchers--);
    },
    get: () => loadedOf(store.list, reading, link.authenticated, link.now),
    receive: (frame) =>
      frame.type === 'booking_updated' &&
      frame.booking.studentId === link.person &&
      store.apply(frame.booking),
    readPersonal,
    lost: (at) => link.authenticated && reading.keptUntil(at),
    stale: () => (link.authenticated || !link.signedIn ? [] : [['/my-bookings', readPersonal]]),
    reset() {
      era++;
      store.clear();
      reading.reset();
    },
  };
}
