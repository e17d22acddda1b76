import type { CreateSlot } from '@mentor-slots/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bookingCalls } from './calls/booking-calls.ts';
import { publishingCalls } from './calls/publishing-calls.ts';
import { createSlotClient, type PooledClient } from './create-slot-client.ts';
import { Failure } from './failure.ts';
import { ownSlots, slotsOfAlumnus } from './mentor/own-slots.ts';
import { bookings } from './student/bookings.ts';
import { publicSlots } from './student/public-slots.ts';
import {
  aBooking,
  aSlot,
  startWireService,
  testWorld,
  tokenOf,
  until,
  type WireService,
} from './testing/wire-service.ts';

let service: WireService;
let client: PooledClient;
let world: ReturnType<typeof testWorld>;

beforeEach(async () => {
  service = await startWireService();
  world = testWorld();
  client = createSlotClient(service.api, world);
});

afterEach(async () => {
  client.close();
  await service.close();
});

/** The ids that the client shows for ada, or its state. */
function shown(): string[] | string {
  const loaded = client.use(publicSlots).get('ada');
  return loaded.state === 'ready' ? loaded.value.map((slot) => slot.id) : loaded.state;
}

function bookingStates(): string[] | string {
  const loaded = client.use(bookings).get();
  return loaded.state === 'ready' ? loaded.value.map((one) => `${one.id} ${one.status}`) : loaded.state;
}

describe('slots', () => {
  it('come from the snapshot, soonest first, without a request', async () => {
    client.close();
    // What waits a second or more waits for minutes.
    client = createSlotClient(service.api, testWorld(0.01));
    const later = aSlot({ startsAt: new Date(Date.now() + 9e7).toISOString() });
    const sooner = aSlot();
    service.slots.set('ada', [later, sooner]);
    client.use(publicSlots).watch('ada');
    expect(shown()).toBe('loading');
    await until(() => expect(shown()).toEqual([sooner.id, later.id]));
    expect(client.connection).toBe('live');
    expect(service.requests).toEqual([]);
  });

  it('take a frame only if it is newer, and a deleted slot stays deleted', async () => {
    const slot = aSlot({ version: 3, seatsTaken: 1 });
    service.slots.set('ada', [slot]);
    client.use(publicSlots).watch('ada');
    await until(() => expect(shown()).toEqual([slot.id]));
    service.say({ type: 'slot_updated', slot: { ...slot, version: 2, seatsTaken: 0 } });
    service.say({ type: 'slot_updated', slot: { ...slot, version: 4, seatsTaken: 2 } });
    await until(() =>
      expect(client.use(publicSlots).get('ada')).toMatchObject({ value: [{ version: 4, seatsTaken: 2 }] }),
    );
    service.say({ type: 'slot_deleted', slotId: slot.id, alumniId: 'ada', version: 6 });
    service.say({ type: 'slot_updated', slot: { ...slot, version: 5 } });
    const other = aSlot();
    service.say({ type: 'slot_created', slot: other });
    await until(() => expect(shown()).toEqual([other.id]));
  });

  it('are replaced whole by a snapshot after a reconnect', async () => {
    const gone = aSlot({ version: 9 });
    const now = aSlot();
    service.slots.set('ada', [gone]);
    client.use(publicSlots).watch('ada');
    await until(() => expect(shown()).toEqual([gone.id]));
    service.slots.set('ada', [now]);
    service.sockets[0]?.close(1012);
    await until(() => expect(shown()).toEqual([now.id]));
    expect(service.sockets).toHaveLength(2);
  });

  it('are subscribed together, in frames that the service takes', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `${n}`.padStart(100, 'é'));
    for (const id of ids) client.use(publicSlots).watch(id);
    await until(() => expect(client.use(publicSlots).get(ids[299] ?? '').state).toBe('ready'));
    const [socket] = service.sockets;
    expect(socket?.frames.flatMap((frame) => ('alumniIds' in frame ? frame.alumniIds : []))).toEqual(ids);
    expect(socket?.frames.length).toBeLessThan(6);
    expect(Math.max(...(socket?.sizes ?? []))).toBeLessThanOrEqual(16 * 1024);
  });

  it('are read over HTTP at once where the first socket is refused', async () => {
    service.feed = false;
    client.close();
    // What waits a second or more waits for minutes.
    client = createSlotClient(service.api, testWorld(0.01));
    const slot = aSlot();
    service.answer('GET /api/slots/alumni/ada', () => ({ body: { slots: [slot] } }));
    client.use(publicSlots).watch('ada');
    await until(() => expect(shown()).toEqual([slot.id]));
  });

  it('are kept over HTTP where no socket can be had, and come by feed again after', async () => {
    service.feed = false;
    const slot = aSlot();
    let unchanged = 0;
    service.answer('GET /api/slots/alumni/ada', ({ headers }) => {
      if (headers['if-none-match'] === '"1"') {
        unchanged++;
        return { status: 304 };
      }
      return { body: { slots: [slot] }, headers: { etag: '"1"' } };
    });
    client.use(publicSlots).watch('ada');
    await until(() => expect(shown()).toEqual([slot.id]));
    expect(client.use(publicSlots).get('ada')).toMatchObject({ live: false });
    client.retry();
    await until(() => expect(unchanged).toBeGreaterThan(0));
    service.feed = true;
    service.slots.set('ada', []);
    await until(() => expect(shown()).toEqual([]));
    expect(client.use(publicSlots).get('ada')).toMatchObject({ live: true });
  });

  it('follow the cursor over HTTP', async () => {
    service.feed = false;
    const [one, two] = [aSlot(), aSlot()];
    service.answer('GET /api/slots/alumni/ada', { body: { slots: [one], nextCursor: 'a b' } });
    service.answer('GET /api/slots/alumni/ada?cursor=a+b', { body: { slots: [two] } });
    client.use(publicSlots).watch('ada');
    await until(() => expect(shown()).toEqual([one.id, two.id]));
  });

  it('fail with the reason where nothing can be read, until retried', async () => {
    service.feed = false;
    service.answer('GET /api/slots/alumni/ada', {
      status: 503,
      body: { code: 'unavailable', detail: 'Not now.', requestId: 'r-1' },
    });
    client.use(publicSlots).watch('ada');
    await until(() =>
      expect(client.use(publicSlots).get('ada')).toMatchObject({ failure: { requestId: 'r-1' } }),
    );
    service.feed = true;
    client.retry();
    await until(() => expect(shown()).toEqual([]));
  });
});

describe('the feed', () => {
  it('tells the server’s time', async () => {
    client.use(publicSlots).watch('ada');
    await until(() => expect(client.connection).toBe('live'));
    service.say({ type: 'heartbeat', now: new Date(Date.now() + 3_600_000).toISOString() });
    await until(() => expect(client.now() - Date.now()).toBeGreaterThan(3_500_000));
  });

  it('comes back when the server has gone silent', async () => {
    service.heartbeatSeconds = 2;
    client.use(publicSlots).watch('ada');
    await until(() => expect(service.sockets.length).toBeGreaterThan(1));
  });

  it('comes back at once when the tab wakes', async () => {
    client.close();
    world = { ...testWorld(), random: () => 1 };
    client = createSlotClient(service.api, {
      ...world,
      after: (ms, call) => world.after(ms >= 1000 ? 1e9 : ms, call),
    });
    client.use(publicSlots).watch('ada');
    await until(() => expect(client.connection).toBe('live'));
    service.sockets[0]?.close(1012);
    await until(() => expect(client.connection).toBe('offline'));
    world.signal('wake');
    await until(() => expect(client.connection).toBe('live'));
  });

  it.each([
    [0, null, 1000],
    [0.37, null, 4330],
    [1, null, 10_000],
    [0, 5, 5000],
    [1, 20, 29_000],
  ])(
    'comes back after 1012 at a moment by chance, %d, told %d s: after %d ms',
    async (chance, told, wait) => {
      client.close();
      const waits: number[] = [];
      world = { ...testWorld(), random: () => chance };
      client = createSlotClient(service.api, {
        ...world,
        after: (ms, call) => {
          waits.push(ms);
          return world.after(ms >= 1000 ? 1e9 : ms, call);
        },
      });
      client.use(publicSlots).watch('ada');
      await until(() => expect(client.connection).toBe('live'));
      waits.length = 0;
      if (told) service.say({ type: 'restarting', reconnectAfterSeconds: told });
      service.sockets[0]?.close(1012);
      await until(() => expect(waits).toContain(wait));
      expect(client.connection).toBe('offline');
    },
  );

  it('is told a new token after 4401', async () => {
    const reasons: string[] = [];
    let n = 0;
    client.identify({
      token: null,
      getToken: async ({ reason }) => {
        reasons.push(reason);
        return tokenOf('mira', 3600, String(n++));
      },
    });
    client.use(publicSlots).watch('ada');
    await until(() => expect(service.sockets[0]?.frames.map((one) => one.type)).toContain('authenticate'));
    service.sockets[0]?.close(4401);
    await until(() =>
      expect(service.sockets[1]?.frames.some((one) => one.type === 'authenticate')).toBe(true),
    );
    expect(reasons).toEqual(['first-use', 'unauthorized']);
  });
});

describe('bookings', () => {
  const slot = aSlot({ version: 2 });
  const booking = aBooking(slot);

  beforeEach(() => {
    service.answer('GET /api/slots/my-bookings', { body: { bookings: [booking] } });
    client.identify({ token: tokenOf('mira'), getToken: null });
  });

  it.each([
    ['/my-bookings', () => client.use(bookings)],
    ['/my-slots', () => client.use(ownSlots)],
  ] as const)('leave %s as old as the feed that kept it, not as its last reading', async (path, kind) => {
    const { after } = testWorld();
    client.close();
    client = createSlotClient(service.api, {
      ...testWorld(),
      after: (ms, call) => after(ms >= 1000 ? 1e9 : ms, call),
    });
    client.identify({ token: tokenOf('mira'), getToken: null });
    service.answer(`GET /api/slots${path}`, { body: { bookings: [], slots: [] } });
    kind().watch();
    await until(() => expect(kind().get()).toMatchObject({ state: 'ready', live: true }));
    const later = Date.now() + 3_600_000;
    service.say({ type: 'heartbeat', now: new Date(later).toISOString() });
    await until(() => expect(client.now()).toBeGreaterThanOrEqual(later));
    service.sockets[0]?.close(1012);
    await until(() => expect(client.connection).toBe('offline'));
    const held = kind().get();
    expect(held).toMatchObject({ state: 'ready', live: false });
    expect(held.state === 'ready' && held.at).toBeGreaterThanOrEqual(later - 1_000);
  });

  it('are read once, then follow the feed', async () => {
    client.use(bookings).watch();
    client.use(publicSlots).watch('ada');
    await until(() => expect(bookingStates()).toEqual([`${booking.id} confirmed`]));
    const next = { ...booking, status: 'cancelled' as const, slot: { ...slot, version: 3 } };
    service.say({ type: 'booking_updated', booking: next });
    service.say({ type: 'booking_updated', booking });
    await until(() => expect(bookingStates()).toEqual([`${booking.id} cancelled`]));
    expect(service.lines).toEqual(['GET /api/slots/my-bookings']);
  });

  it('of the roster of an own slot are not mistaken for mine', async () => {
    client.use(bookings).watch();
    await until(() => expect(bookingStates()).toHaveLength(1));
    service.say({
      type: 'booking_updated',
      booking: aBooking(aSlot({ alumniId: 'mira' }), { studentId: 'bo' }),
    });
    service.say({ type: 'heartbeat', now: new Date().toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(bookingStates()).toHaveLength(1);
  });

  it('are read again after a reconnect, and dropped when another person comes', async () => {
    client.use(bookings).watch();
    await until(() => expect(bookingStates()).toHaveLength(1));
    service.sockets[0]?.close(1012);
    await until(() => expect(service.lines.length).toBeGreaterThan(1));
    client.identify({ token: tokenOf('bo'), getToken: null });
    expect(bookingStates()).toBe('loading');
    await until(() => expect(client.userId).toBe('bo'));
  });

  it('are made and cancelled only on the service’s word, which is then in every list', async () => {
    client.use(publicSlots).watch('ada');
    client.use(bookings).watch();
    service.slots.set('ada', [slot]);
    await until(() => expect(bookingStates()).toHaveLength(1));
    const taken = aBooking({ ...slot, version: 5, seatsTaken: 1, seatsLeft: 2 });
    service.answer('POST /api/slots/book', { status: 201, body: taken });
    await expect(bookingCalls(client.api).book({ slotId: slot.id, note: 'Hello' })).resolves.toEqual(taken);
    expect(service.requests.at(-1)).toMatchObject({ body: { slotId: slot.id, note: 'Hello' } });
    expect(client.use(publicSlots).get('ada')).toMatchObject({ value: [{ seatsTaken: 1 }] });
    expect(bookingStates()).toContain(`${taken.id} confirmed`);
  });

  it('that are refused reject with the service’s problem', async () => {
    service.answer('POST /api/slots/book', {
      status: 409,
      body: { type: 'x', title: 'x', status: 409, code: 'slot_full', detail: 'No seat is left.', waiting: 2 },
    });
    await expect(bookingCalls(client.api).book({ slotId: 's' })).rejects.toMatchObject({
      code: 'slot_full',
      message: 'No seat is left.',
      facts: { waiting: 2 },
    });
  });
});

describe('the token', () => {
  it('is asked for once by all, and again once on a 401, after which the request is repeated', async () => {
    const reasons: string[] = [];
    const getToken = async ({ reason }: { reason: string }) => {
      reasons.push(reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return tokenOf('mira', 3600, String(reasons.length));
    };
    client.identify({ token: null, getToken });
    const stale = new Set<string | null>();
    const made = aBooking(aSlot());
    service.answer('POST /api/slots/book', ({ token }) => {
      if (token === tokenOf('mira', 3600, '2')) return { status: 201, body: made };
      stale.add(token);
      return { status: 401, body: { code: 'invalid_token', detail: 'Expired.' } };
    });
    await Promise.all([
      bookingCalls(client.api).book({ slotId: 'a' }),
      bookingCalls(client.api).book({ slotId: 'b' }),
    ]);
    expect(reasons).toEqual(['first-use', 'unauthorized']);
    expect(stale.size).toBe(1);
  });

  it('is asked of a callback that comes later, once, and said on the socket that is open', async () => {
    client.use(publicSlots).watch('ada');
    await until(() => expect(client.connection).toBe('live'));
    const reasons: string[] = [];
    client.identify({
      token: null,
      getToken: async ({ reason }) => {
        reasons.push(reason);
        return tokenOf('mira');
      },
    });
    await until(() => expect(client.userId).toBe('mira'));
    await until(() =>
      expect(service.sockets[0]?.frames.filter((one) => one.type === 'authenticate')).toHaveLength(1),
    );
    expect(service.sockets).toHaveLength(1);
    expect(reasons).toEqual(['first-use']);
  });

  it('is renewed shortly before it ends, on the same socket', async () => {
    let n = 0;
    const reasons: string[] = [];
    client.identify({
      token: null,
      getToken: async ({ reason }) => {
        reasons.push(reason);
        return tokenOf('mira', n++ ? 7200 : 30, String(n));
      },
    });
    client.use(publicSlots).watch('ada');
    await until(() => expect(reasons).toEqual(['first-use', 'expiring']));
    await until(() =>
      expect(service.sockets[0]?.frames.filter((one) => one.type === 'authenticate')).toHaveLength(2),
    );
    expect(service.sockets).toHaveLength(1);
  });

  it('that is not given leaves the person signed out, until asked again', async () => {
    let works = false;
    client.identify({ token: null, getToken: async () => (works ? tokenOf('mira') : null) });
    await expect(bookingCalls(client.api).book({ slotId: 'a' })).rejects.toEqual(
      new Failure('signed_out', 'Please sign in first.', 401),
    );
    expect(client.signedIn).toBe(false);
    client.use(publicSlots).watch('ada');
    await until(() => expect(shown()).toEqual([]));
    works = true;
    client.retry();
    await until(() => expect(client.userId).toBe('mira'));
    expect(client.signedIn).toBe(true);
  });

  /** The client asks a host that fails until `works` is set. */
  function failingHost() {
    const host = { works: false, asked: 0 };
    client.identify({
      token: null,
      getToken: async () => {
        host.asked++;
        if (!host.works) throw new Error('502');
        return tokenOf('mira');
      },
    });
    return host;
  }

  it('that the host could not give is asked for again by itself, and nobody is signed out', async () => {
    const host = failingHost();
    client.use(publicSlots).watch('ada');
    await expect(bookingCalls(client.api).book({ slotId: 'a' })).rejects.toMatchObject({
      code: 'token_failed',
    });
    await until(() => expect(shown()).toEqual([]));
    expect([client.signedIn, client.ended, client.connection]).toEqual([true, false, 'live']);
    host.works = true;
    await until(() => expect(client.userId).toBe('mira'));
    expect(host.asked).toBeLessThan(6);
  });

  it('that a host throws for is asked for again, too', async () => {
    let asked = 0;
    client.identify({
      token: null,
      getToken: () => {
        if (asked++) return tokenOf('mira');
        throw new Error('not yet');
      },
    });
    client.use(publicSlots).watch('ada');
    await until(() => expect(client.userId).toBe('mira'));
  });

  it.each(['press', 'wake'] as const)(
    'that the host could not give is asked for at once on %s',
    async (sign) => {
      client.close();
      // What waits a second or more waits for ever.
      client = createSlotClient(service.api, {
        ...world,
        after: (ms, call) => world.after(ms >= 500 ? 1e9 : ms, call),
      });
      const host = failingHost();
      client.use(publicSlots).watch('ada');
      await expect(bookingCalls(client.api).book({ slotId: 'a' })).rejects.toMatchObject({
        code: 'token_failed',
      });
      host.works = true;
      if (sign === 'wake') world.signal('wake');
      else client.retry();
      await until(() => expect(client.userId).toBe('mira'));
    },
  );

  it('that the host cannot renew leaves shown what is known, and is asked for until it comes', async () => {
    let works = true;
    const booking = aBooking(aSlot());
    service.answer('GET /api/slots/my-bookings', { body: { bookings: [booking] } });
    client.identify({
      token: null,
      getToken: async () => {
        if (!works) throw new Error('502');
        return tokenOf('mira', 3600, String(Math.random()));
      },
    });
    client.use(bookings).watch();
    await until(() => expect(bookingStates()).toHaveLength(1));
    works = false;
    service.sockets.at(-1)?.close(4401);
    await until(() => expect(service.sockets).toHaveLength(2));
    await until(() => expect(client.connection).toBe('live'));
    expect(bookingStates()).toHaveLength(1);
    expect([client.signedIn, client.userId]).toEqual([true, 'mira']);
    works = true;
    await until(() =>
      expect(service.sockets.at(-1)?.frames.some((one) => one.type === 'authenticate')).toBe(true),
    );
  });

  it('that a host never answers for ends in a failure', async () => {
    client.close();
    client = createSlotClient(service.api, {
      ...world,
      after: (ms, call) => world.after(ms === 20_000 ? 5 : ms, call),
    });
    client.identify({ token: null, getToken: () => new Promise(() => {}) });
    await expect(bookingCalls(client.api).book({ slotId: 'a' })).rejects.toMatchObject({
      code: 'token_failed',
    });
  });

  it.each(['token', 'getToken'] as const)(
    'that the service has never taken is told as what it is, given by %s; everybody’s slots stay live',
    async (by) => {
      service.onFrame = (frame, say, close) => {
        if (frame.type === 'authenticate') close(4401);
        if (frame.type === 'subscribe')
          for (const alumniId of frame.alumniIds) say({ type: 'snapshot', alumniId, slots: [] });
      };
      const refusal = { status: 401, body: { code: 'invalid_token', detail: 'Its signature is wrong.' } };
      service.answer('POST /api/slots/book', refusal);
      service.answer('GET /api/slots/my-bookings', refusal);
      let n = 0;
      const getToken = async () => tokenOf('mira', 3600, String(n++));
      client.identify(
        by === 'token' ? { token: tokenOf('mira'), getToken: null } : { token: null, getToken },
      );
      client.use(publicSlots).watch('ada');
      client.use(bookings).watch();
      await until(() =>
        expect(client.use(bookings).get()).toMatchObject({ failure: { code: 'token_refused' } }),
      );
      await until(() => expect(client.connection).toBe('live'));
      expect(shown()).toEqual([]);
      await expect(bookingCalls(client.api).book({ slotId: 'a' })).rejects.toMatchObject({
        code: 'token_refused',
      });
      expect([client.signedIn, client.ended]).toEqual([true, false]);
      // Nobody is asked again and again.
      expect(n).toBeLessThan(4);
    },
  );

  it('never stands in an address', async () => {
    client.identify({ token: tokenOf('mira'), getToken: null });
    client.use(bookings).watch();
    await until(() => expect(service.lines).toHaveLength(1));
    expect(service.lines.join()).not.toContain('ey');
  });
});

it('own slots are read of the range too where somebody is known before anybody watches', async () => {
  service.answer('GET /api/slots/my-bookings', { body: { bookings: [] } });
  service.answer('GET /api/slots/my-slots', { body: { slots: [] } });
  service.answer('GET /api/slots/my-slots?from=2026-11-01&to=2026-11-30', { body: { slots: [] } });
  client.identify({ token: tokenOf('ada'), getToken: null });
  client.use(bookings).watch();
  await until(() => expect(client.use(bookings).get().state).toBe('ready'));
  client.use(ownSlots).watch({ from: '2026-11-01', to: '2026-11-30' });
  await until(() =>
    expect(service.lines.slice(1)).toEqual([
      'GET /api/slots/my-slots',
      'GET /api/slots/my-slots?from=2026-11-01&to=2026-11-30',
    ]),
  );
});

describe('what needs a role', () => {
  const refusal = {
    status: 403,
    body: { code: 'wrong_role', detail: 'Needs the role student.', roles: ['alumni'] },
  };
  const both = () => [client.use(bookings).get(), client.use(ownSlots).get()];

  beforeEach(() => {
    service.answer('GET /api/slots/my-bookings', refusal);
    service.answer('GET /api/slots/my-slots', { body: { slots: [] } });
  });

  it.each([['alumni'], ['admin']] as const)('is not asked for by who is %s alone', async (role) => {
    service.roles = [role];
    client.identify({ token: tokenOf('ada'), getToken: null });
    client.use(bookings).watch();
    client.use(ownSlots).watch();
    await until(() => expect(both().map(({ state }) => state)).toEqual(['failed', 'ready']));
    expect(both()[0]).toMatchObject({ failure: { code: 'wrong_role' } });
    expect(service.lines).toEqual(['GET /api/slots/my-slots']);
  });

  it('is asked for once another token gives it', async () => {
    service.roles = [];
    client.identify({ token: tokenOf('ada'), getToken: null });
    client.use(bookings).watch();
    client.use(ownSlots).watch();
    await until(() => expect(both().map(({ state }) => state)).toEqual(['failed', 'failed']));
    expect(service.lines).toEqual([]);
    service.roles = ['student', 'alumni'];
    service.answer('GET /api/slots/my-bookings', { body: { bookings: [] } });
    client.identify({ token: tokenOf('ada', 3600, 'newer'), getToken: null });
    await until(() => expect(both().map(({ state }) => state)).toEqual(['ready', 'ready']));
  });

  it('is asked for once where no feed tells the roles', async () => {
    service.feed = false;
    client.identify({ token: tokenOf('ada'), getToken: null });
    client.use(bookings).watch();
    client.use(ownSlots).watch();
    await until(() => expect(both().map(({ state }) => state)).toEqual(['failed', 'ready']));
    const asked = (list: string) => service.lines.filter((line) => line.endsWith(list)).length;
    client.retry();
    await until(() => expect(asked('my-slots')).toBe(2));
    client.retry();
    await until(() => expect(asked('my-slots')).toBe(3));
    expect(asked('my-bookings')).toBe(1);
  });
});

describe('slots of an alumnus for the programme office', () => {
  const mine = '/my-slots?alumniId=ada';
  const held = { ...aSlot({ alumniId: 'ada', version: 2 }), meetingUrl: null, bookings: [] };
  const { bookings: _, meetingUrl: __, ...shown } = held;
  const loaded = () => client.use(slotsOfAlumnus('ada')).get();

  beforeEach(() => {
    service.roles = ['admin'];
    service.answer(`GET /api/slots${mine}`, { body: { slots: [held] } });
    service.answer(`GET /api/slots/${held.id}`, { body: { ...held, version: 4, description: 'New' } });
    client.identify({ token: tokenOf('office'), getToken: null });
  });

  it('are read again, all at once, when what everybody sees of them is newer', async () => {
    service.slots.set('ada', [shown]);
    client.use(slotsOfAlumnus('ada')).watch();
    await until(() => expect(service.sockets[0]?.frames).toHaveLength(2));
    await until(() => expect(loaded()).toMatchObject({ state: 'ready', value: [{ version: 2 }] }));
    service.say({ type: 'slot_updated', slot: { ...shown, version: 3 } });
    service.say({ type: 'slot_updated', slot: { ...shown, version: 4 } });
    await until(() => expect(loaded()).toMatchObject({ value: [{ description: 'New' }] }));
    expect(service.lines).toEqual([`GET /api/slots${mine}`, `GET /api/slots/${held.id}`]);
  });

  it('take what has changed before their changes were told', async () => {
    service.slots.set('ada', [{ ...shown, version: 4 }]);
    client.use(slotsOfAlumnus('ada')).watch();
    await until(() => expect(loaded()).toMatchObject({ value: [{ description: 'New' }] }));
    service.answer(`GET /api/slots${mine}`, { body: { slots: [] } });
    service.say({ type: 'snapshot', alumniId: 'ada', slots: [] });
    await until(() => expect(loaded()).toMatchObject({ value: [] }));
  });

  it('are not asked for by who is no admin, unless they are their own', async () => {
    service.roles = ['alumni'];
    client.use(slotsOfAlumnus('ada')).watch();
    await until(() => expect(loaded()).toMatchObject({ failure: { code: 'wrong_role' } }));
    expect(service.lines).toEqual([]);
    client.identify({ token: tokenOf('ada'), getToken: null });
    await until(() => expect(loaded()).toMatchObject({ state: 'ready' }));
  });
});

describe('own slots', () => {
  const full = { ...aSlot({ alumniId: 'ada', version: 2 }), meetingUrl: null, bookings: [] };

  beforeEach(async () => {
    service.answer('GET /api/slots/my-slots', { body: { slots: [full] } });
    client.identify({ token: tokenOf('ada'), getToken: null });
    client.use(ownSlots).watch();
    await until(() => expect(client.use(ownSlots).get().state).toBe('ready'));
  });

  it('take bookings into their rosters', async () => {
    const { bookings: _, ...slot } = { ...full, version: 3, seatsTaken: 1 };
    const booking = { ...aBooking(slot), studentName: 'Mira Okafor' };
    service.say({ type: 'booking_updated', booking });
    await until(() =>
      expect(client.use(ownSlots).get()).toMatchObject({
        value: [{ seatsTaken: 1, bookings: [{ studentName: 'Mira Okafor' }] }],
      }),
    );
    service.say({
      type: 'booking_updated',
      booking: { ...booking, status: 'cancelled', slot: { ...slot, version: 4, seatsTaken: 0 } },
    });
    await until(() =>
      expect(client.use(ownSlots).get()).toMatchObject({ value: [{ seatsTaken: 0, bookings: [] }] }),
    );
    expect(service.lines).toEqual(['GET /api/slots/my-slots']);
  });

  it('are read again, once, when their public form has become newer', async () => {
    const { bookings: _, meetingUrl: __, ...slot } = full;
    service.answer(`GET /api/slots/${full.id}`, { body: { ...full, version: 4, description: 'New' } });
    service.say({ type: 'slot_updated', slot: { ...slot, version: 3 } });
    service.say({ type: 'slot_updated', slot: { ...slot, version: 4 } });
    await until(() => expect(client.use(ownSlots).get()).toMatchObject({ value: [{ description: 'New' }] }));
    service.say({ type: 'slot_deleted', slotId: full.id, alumniId: 'ada', version: 5 });
    await until(() => expect(client.use(ownSlots).get()).toMatchObject({ value: [] }));
    expect(service.lines.filter((line) => line.includes(full.id))).toHaveLength(1);
  });

  it('that were called off stay with those who were in them, whenever the public is told that they are gone', async () => {
    const { bookings: _, ...slot } = full;
    const booking = { ...aBooking({ ...slot, version: 3 }), studentName: 'Sam' };
    const calledOff = { ...slot, status: 'cancelled' as const, version: 3 };
    const ended = { ...booking, status: 'cancelled' as const, cancelReason: 'slot_cancelled' as const };
    service.say({ type: 'booking_updated', booking: { ...ended, slot: calledOff } });
    service.say({ type: 'slot_deleted', slotId: full.id, alumniId: 'ada', version: 3 });
    await until(() =>
      expect(client.use(ownSlots).get()).toMatchObject({
        value: [{ status: 'cancelled', bookings: [{ studentName: 'Sam', cancelReason: 'slot_cancelled' }] }],
      }),
    );
    service.say({ type: 'slot_deleted', slotId: full.id, alumniId: 'ada', version: 4 });
    await until(() => expect(client.use(ownSlots).get()).toMatchObject({ value: [] }));
  });

  it('of a watched range are read and kept beside the upcoming ones', async () => {
    const past = { ...aSlot({ date: '2026-01-05', startsAt: '2026-01-05T10:00:00.000Z' }), bookings: [] };
    service.answer('GET /api/slots/my-slots?from=2026-01-01&to=2026-01-31', { body: { slots: [past] } });
    client.use(ownSlots).watch({ from: '2026-01-01', to: '2026-01-31' });
    await until(() =>
      expect(client.use(ownSlots).get()).toMatchObject({ value: [{ id: past.id }, { id: full.id }] }),
    );
  });

  it('that a request brings back are kept at once, and it carries the form’s key', async () => {
    const made = { ...aSlot(), bookings: [], meetingUrl: null };
    service.answer('POST /api/slots', { status: 201, body: { slots: [made] } });
    const body: CreateSlot = {
      date: '2027-01-05',
      startTime: '10:00',
      endTime: '11:00',
      repeat: { every: 'week', count: 2, skip: ['2027-01-12'] },
    };
    expect(await publishingCalls(client.api).publish(body, 'key-1')).toEqual([made]);
    expect(service.requests.at(-1)).toMatchObject({ body, headers: { 'idempotency-key': 'key-1' } });
    expect(client.use(ownSlots).get()).toMatchObject({ value: [{ id: full.id }, { id: made.id }] });
    const moved = { ...full, version: full.version + 1, description: 'Moved' };
    service.answer(`PATCH /api/slots/${full.id}?scope=following`, { body: { slots: [moved] } });
    await publishingCalls(client.api).change(full.id, 'following', { description: 'Moved' });
    expect(client.use(ownSlots).get()).toMatchObject({ value: [{ description: 'Moved' }, { id: made.id }] });
  });

  it('that are deleted are read again, and what a preview tells is no slot', async () => {
    const body = { date: '2027-01-05', startTime: '10:00', endTime: '11:00' };
    service.answer('POST /api/slots/preview', { body: { dates: [] } });
    expect(await publishingCalls(client.api).preview(body)).toEqual({ dates: [] });
    service.answer(`DELETE /api/slots/${full.id}?scope=this`, { body: { deleted: 1, cancelled: 0 } });
    service.answer('GET /api/slots/my-slots', { body: { slots: [] } });
    await publishingCalls(client.api).remove(full.id, 'this', 'I am ill.');
    expect(service.requests.at(-2)?.body).toEqual({ message: 'I am ill.' });
    expect(client.use(ownSlots).get()).toMatchObject({ value: [] });
  });
});
