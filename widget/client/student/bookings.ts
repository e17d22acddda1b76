import type { Booking } from '@mentor-slots/contract';
import type { Collection, Link } from '../collection.ts';
import type { Loaded } from '../loaded.ts';
import { loadedOf, once } from '../reading.ts';
import { createBookingStore } from './booking-store.ts';

/** The person's own bookings as a student: of `bookings` upcoming and running ones, cancelled ones included. */
export interface Bookings extends Collection {
  /** Reference-counted; returns the release. */
  watch(): () => void;
  get(): Loaded<readonly Booking[]>;
}

/** Upcoming and running ones. */
export const bookings = bookingsRead('/my-bookings', ({ api }) => api.myBookings());

/** Such a list: by what it is called among others, and how it is read. */
export function bookingsRead(
  name: string,
  read: (link: Link) => Promise<readonly Booking[]>,
): (link: Link) => Bookings {
  return (link) => createBookings(link, name, read);
}

function createBookings(
  link: Link,
  name: string,
  read: (link: Link) => Promise<readonly Booking[]>,
): Bookings {
  const store = createBookingStore();
  let watchers = 0;
  let era = 0;
  /** The feed may have told of bookings while nobody watched. */
  let isOld = true;
  const reading = link.reading(async () => {
    link.requireRole('student');
    const mine = era;
    const take = store.reading();
    const found = await read(link);
    if (mine === era) take(found);
  });
  const readPersonal = async () => {
    isOld = !watchers;
    if (watchers) await reading.run();
  };

  return {
    get watched() {
      return watchers > 0;
    },
    watch() {
      if (!watchers++ && link.authenticated && (isOld || reading.at === null)) void readPersonal();
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
    stale: () => (link.authenticated || !link.signedIn ? [] : [[name, readPersonal]]),
    reset() {
      era++;
      store.clear();
      reading.reset();
    },
  };
}
