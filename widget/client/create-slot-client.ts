import type { Booking, BookingList, Series, ServerFrame, SlotView } from '@mentor-slots/contract';
import { createBookingStore } from './booking-store.ts';
import { Failure } from './failure.ts';
import { createFeed } from './feed.ts';
import { createHttp } from './http.ts';
import { createOwnSlots } from './own-slots.ts';
import { createPoller } from './poller.ts';
import { createPublicSlots } from './public-slots.ts';
import { createReading, loadedOf, once } from './reading.ts';
import type { Loaded, SlotClient } from './slot-client.ts';
import { createTokenSource, type Identity } from './token-source.ts';
import type { World } from './world.ts';

/** How long the feed may take before lists are read over HTTP. */
const feedPatience = 4_000;

/** A client as the page's pool holds it. */
export interface PooledClient extends SlotClient {
  /** Another person, another token of the same person, or nobody. */
  identify(identity: Identity): void;
  close(): void;
}

const slash = encodeURIComponent;

function read<T>(answer: T | null): T {
  if (!answer) throw new Failure('internal_error', 'The answer could not be read.');
  return answer;
}

/** Connects to the service at `api` (an origin, perhaps with a path) as soon as something is watched. */
export function createSlotClient(api: string, world: World): PooledClient {
  /** Who is told, and of whose slots alone. */
  const listeners = new Map<() => void, string | undefined>();
  /** Whose slots changed since they were last told; everything where it is not about slots. */
  let changedIds = new Set<string>();
  let changedAll = false;
  let telling = false;
  let pruning = false;
  let bookingWatchers = 0;
  let person: string | null = null;
  let authenticated = false;
  let era = 0;

  const now = () => world.now() + feed.offset;
  const tokens = createTokenSource(world, now, (token) => {
    if (token) feed.authenticate(token);
    learn(tokens.userId);
    changed();
  });
  const http = createHttp(api, world, tokens);
  const feed = createFeed(`${api.replace(/^http/, 'ws')}/api/slots/feed`, world, tokens, {
    frame: receive,
    state() {
      if (feed.state !== 'live') {
        authenticated = false;
        slots.lost(feed.heardAt + feed.offset || now());
        if (watching()) poller.start(feedPatience / 4);
      }
      changed();
    },
  });
  const slots = createPublicSlots(http, now, changed);
  const own = createOwnSlots(http, world, now, changed);
  const store = createBookingStore();
  const bookings = createReading(
    async () => {
      const mine = era;
      const take = store.reading();
      const { body } = await http<BookingList>('/api/slots/my-bookings', { personal: true });
      if (mine === era) take(body?.bookings ?? []);
    },
    now,
    changed,
  );
  const poller = createPoller(
    world,
    () => [...(authenticated || !tokens.signedIn ? [] : ['']), ...slots.stale().map((id) => `/${id}`)],
    (key) => (key ? slots.read(key.slice(1)) : readPersonal()),
  );

  function watching(): boolean {
    return slots.watched.length > 0 || bookingWatchers > 0 || own.watched;
  }

  function changed(alumniId?: string): void {
    if (alumniId === undefined) changedAll = true;
    else changedIds.add(alumniId);
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      const [all, ids] = [changedAll, changedIds];
      telling = changedAll = false;
      changedIds = new Set();
      for (const [listener, id] of [...listeners]) if (all || id === undefined || ids.has(id)) listener();
    });
  }

  /** What the person reads over HTTP: once they are known, and after every reconnect. */
  async function readPersonal(): Promise<void> {
    await Promise.all([bookingWatchers ? bookings.run() : null, own.watched ? own.read() : null]);
  }

  /** Somebody else's data is dropped before anything else happens. */
  function learn(userId: string | null): void {
    if (userId === person) return;
    person = userId;
    era++;
    store.clear();
    bookings.reset();
    own.reset();
    subscribe();
  }

  /** Says who is looking; the feed says it only once, and only on a socket that is open. */
  function introduce(): void {
    void tokens.get().then((token) => token && feed.authenticate(token));
  }

  /** After watches come and go: tells the feed once, and starts or stops it. */
  function subscribe(): void {
    if (!pruning) {
      pruning = true;
      world.after(0, () => {
        pruning = false;
        slots.prune();
        feed.want(own.watched && person ? [person, ...slots.watched] : slots.watched);
        if (watching()) introduce();
      });
    }
    if (watching() && feed.state !== 'live') {
      feed.open();
      poller.start(feedPatience);
    }
  }

  function receive(frame: ServerFrame): void {
    if (frame.type === 'authenticated') {
      learn(frame.userId);
      authenticated = true;
      void readPersonal();
    } else if (frame.type === 'error') {
      const failure = new Failure(frame.code, frame.detail, 401);
      if (frame.code === 'unauthenticated' && !tokens.signedIn) slots.refuse(failure);
    } else if (frame.type === 'booking_updated') {
      if (meetBooking(frame.booking)) changed();
      return;
    } else {
      const ours = 'slot' in frame ? frame.slot.alumniId : 'alumniId' in frame ? frame.alumniId : null;
      const mine = ours !== null && ours === person && own.watched && own.receive(frame);
      if (slots.receive(frame) || mine) changed(ours ?? undefined);
      return;
    }
    changed();
  }

  function meetBooking(booking: Booking): boolean {
    const student = booking.studentId === person && store.apply(booking);
    const owner = booking.slot.alumniId === person && own.apply(booking);
    return student || owner;
  }

  /** Takes over what a request brought back. */
  function taken(answer: Booking | null): Booking {
    const booking = read(answer);
    slots.meet(booking.slot);
    if (meetBooking(booking)) changed();
    return booking;
  }

  async function send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, key?: string) {
    const headers: Record<string, string> = key ? { 'idempotency-key': key } : {};
    return (await http<T>(`/api/slots${path}`, { method, body, headers, personal: true })).body;
  }

  return {
    now,
    get userId() {
      return person;
    },
    get signedIn() {
      return tokens.signedIn;
    },
    get ended() {
      return tokens.ended;
    },
    get connection() {
      return feed.state;
    },
    onChange(listener, alumniId) {
      listeners.set(listener, alumniId);
      return () => listeners.delete(listener);
    },
    watchSlots(alumniId) {
      const release = slots.watch(alumniId);
      subscribe();
      return () => {
        release();
        subscribe();
      };
    },
    slots: slots.get,
    watchBookings() {
      if (!bookingWatchers++ && authenticated && bookings.at === null) void bookings.run();
      subscribe();
      return once(() => bookingWatchers--);
    },
    bookings(): Loaded<readonly Booking[]> {
      return loadedOf(store.list, bookings, authenticated, now);
    },
    watchOwnSlots(range) {
      const before = own.watched;
      const releases = [own.watch(null), range ? own.watch(range) : () => {}];
      if (!before && authenticated) void own.read();
      subscribe();
      return () => {
        for (const release of releases) release();
        subscribe();
      };
    },
    ownSlots: () => own.get(authenticated),
    retry() {
      tokens.forgive();
      if (feed.state !== 'live') feed.open();
      else if (authenticated || !tokens.signedIn) void readPersonal();
      else introduce();
      if (watching()) poller.start();
      changed();
    },
    book: async (slotId, note) => taken(await send('POST', '/book', note ? { slotId, note } : { slotId })),
    cancel: async (bookingId) => taken(await send('POST', '/cancel', { bookingId })),
    async manage<T extends object>(
      method: 'POST' | 'PATCH' | 'DELETE',
      path: string,
      body?: unknown,
      key?: string,
    ) {
      const answer = read(await send<T & Partial<Series>>(method, path, body, key));
      for (const slot of answer.slots ?? ('bookings' in answer ? [answer as object as SlotView] : [])) {
        slots.meet(slot);
        own.meet(slot);
      }
      if (method === 'DELETE' && own.watched) await own.read();
      return answer;
    },
    settle: async (slotId, bookingId, decision, message) =>
      taken(
        await send(
          'POST',
          `/${slash(slotId)}/bookings/${slash(bookingId)}/${decision}`,
          message ? { message } : undefined,
        ),
      ),
    identify(identity) {
      const before = person;
      const hadAny = tokens.signedIn;
      tokens.change(identity);
      if (!identity.getToken || tokens.userId !== null) learn(tokens.userId);
      if (hadAny && (before !== person || !tokens.signedIn)) {
        authenticated = false;
        feed.restart();
      }
      subscribe();
      changed();
    },
    close() {
      feed.close();
      poller.stop();
      tokens.close();
      listeners.clear();
    },
  };
}
