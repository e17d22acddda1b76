import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ClientPool, createClientPool, type Lease } from './shared-clients.ts';
import { publicSlots } from './student/public-slots.ts';
import { startWireService, testWorld, tokenOf, until, type WireService } from './testing/wire-service.ts';

let service: WireService;
let pool: ClientPool;
let leases: Lease[];
const nobody = { token: null, getToken: null };

beforeEach(async () => {
  service = await startWireService();
  pool = createClientPool(() => testWorld(5));
  leases = [];
});

afterEach(async () => {
  for (const lease of leases) lease.release();
  await until(() => expect(service.sockets.every((one) => !one.open)).toBe(true));
  await service.close();
});

function lease(identity: { token: string | null; getToken: null } = nobody, alumniId = 'ada'): Lease {
  const made: Lease = pool.lease(service.api, identity, () => made.client.use(publicSlots).watch(alumniId));
  made.client.use(publicSlots).watch(alumniId);
  leases.push(made);
  return made;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 60));
const authentications = () =>
  service.sockets.flatMap((one) =>
    one.frames.flatMap((frame) => (frame.type === 'authenticate' ? frame.token : [])),
  );

it('a directory of 200 cards, with and without a token, is one socket and no request', async () => {
  const mira = { token: tokenOf('mira'), getToken: null };
  for (let n = 0; n < 200; n++) lease(n % 2 ? mira : nobody, `alumnus-${n}`);
  await until(() =>
    expect(leases.every((one, n) => one.client.use(publicSlots).get(`alumnus-${n}`).state === 'ready')).toBe(
      true,
    ),
  );
  expect(service.sockets).toHaveLength(1);
  expect(service.sockets[0]?.frames.filter((frame) => frame.type === 'subscribe')).toHaveLength(1);
  expect(service.requests).toEqual([]);
});

it('two persons have a client each', async () => {
  const one = lease({ token: tokenOf('mira'), getToken: null });
  const other = lease({ token: tokenOf('bo'), getToken: null });
  await until(() => expect([one.client.userId, other.client.userId]).toEqual(['mira', 'bo']));
  await until(() => expect(authentications()).toHaveLength(2));
});

it('a token that arrives later authenticates on the open socket', async () => {
  const one = lease();
  await until(() => expect(one.client.connection).toBe('live'));
  const token = tokenOf('mira');
  one.identify({ token, getToken: null });
  await until(() => expect(authentications()).toEqual([token]));
  expect(service.sockets).toHaveLength(1);
});

it('a new token of the same person, given to all, authenticates again on the same socket', async () => {
  const [before, after] = [tokenOf('mira', 60), tokenOf('mira', 120)];
  const all = [1, 2, 3].map(() => lease({ token: before, getToken: null }));
  await until(() => expect(authentications()).toEqual([before]));
  for (const one of all) one.identify({ token: after, getToken: null });
  await until(() => expect(authentications()).toEqual([before, after]));
  expect(service.sockets).toHaveLength(1);
});

it('signing out leaves no trace of the person on the socket', async () => {
  const one = lease({ token: tokenOf('mira'), getToken: null });
  await until(() => expect(authentications()).toHaveLength(1));
  one.identify(nobody);
  await until(() => expect(service.sockets.map((socket) => socket.open)).toEqual([false, true]));
  expect(one.client.userId).toBe(null);
});

it('an element that leaves and comes back keeps the socket; the last one closes it', async () => {
  const one = lease();
  await until(() => expect(one.client.connection).toBe('live'));
  one.release();
  const again = lease();
  await settled();
  expect(again.client.connection).toBe('live');
  expect(service.sockets).toHaveLength(1);
  again.release();
  await until(() => expect(service.sockets[0]?.open).toBe(false));
});
