/** Three nodes on one PostgreSQL behind nginx, by the file that docs/operations.md gives. */
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Booking, Slot, SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { ask, type Cluster, startCluster } from './testing/cluster.ts';
import { follow } from './testing/follower.ts';
import { query } from './testing/postgres-server.ts';
import { buildService } from './testing/process.ts';
import { wallTime } from './testing/service.ts';

beforeAll(buildService);

/** More by `npm run prove`. */
const rounds = Number(process.env.CLUSTER_ROUNDS ?? 3);
const seats = 10;
const students = 200;

async function publish(url: string, alumniId: string, hours: number, maxParticipants: number) {
  const time = wallTime(Date.now() + hours * 3_600_000);
  const who = { sub: alumniId, role: 'alumni' };
  const { status, body } = await ask<SlotView>(url, '/api/slots', who, { ...time, maxParticipants });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

const book = (url: string, student: string, slotId: string) =>
  ask<Booking>(url, '/api/slots/book', { sub: student, role: 'student' }, { slotId });

/** How many requests to book each node has answered. */
function bookingsAt({ nodes }: Cluster): Promise<number[]> {
  return Promise.all(
    nodes.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text();
      const counts = [...text.matchAll(/^mentor_slots_bookings_total\{.*\} (\d+)$/gm)];
      return counts.reduce((sum, [, count]) => sum + Number(count), 0);
    }),
  );
}

const seatsIn = (slots: readonly Slot[]) =>
  Object.fromEntries(slots.map(({ id, version, seatsTaken }) => [id, `${seatsTaken} by ${version}`]));

test(`ten of 200 get a seat, ${rounds} times, whichever node they ask; pages at every node see it`, async () => {
  const cluster = await startCluster(3);
  const through = [1, 2, 3].map(() => follow(cluster.url, ['ada']));
  const direct = cluster.nodes.map(({ url }) => follow(url, ['ada']));
  await Promise.all([...through, ...direct].map(({ ready }) => ready));
  for (let round = 0; round < rounds; round += 1) {
    const slot = await publish(cluster.url, 'ada', 24 + 2 * round, seats);
    const answers = await Promise.all(
      Array.from({ length: students }, (_, index) => book(cluster.url, `student ${index}`, slot.id)),
    );
    const tally = answers.map(({ status, body }) => (status === 201 ? '201' : `${status} ${body.code}`));
    expect(tally.filter((kind) => kind === '201')).toHaveLength(seats);
    expect(tally.filter((kind) => kind === '409 slot_full')).toHaveLength(students - seats);
    const { rows } = await query(
      cluster.databaseUrl,
      `SELECT count(DISTINCT student_id)::int AS students, count(*)::int AS bookings FROM bookings
       WHERE slot_id = '${slot.id}' AND status <> 'cancelled'`,
    );
    expect(rows).toEqual([{ students: seats, bookings: seats }]);
    for (const follower of [...through, ...direct]) {
      await expect.poll(() => follower.slots().find(({ id }) => id === slot.id)?.seatsTaken).toBe(seats);
    }
  }
  for (const count of await bookingsAt(cluster)) expect(count).toBeGreaterThan(0);
}, 600_000);

test('nodes that are stopped, killed and started under load lose nothing, and every page ends right', async () => {
  const cluster = await startCluster(3);
  const alumni = ['ada', 'bo', 'cy'];
  const slots: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const slot = await publish(cluster.url, alumni[index % 3] ?? '', 24 + 2 * index, 500);
    slots.push(slot.id);
  }
  const followers = [1, 2, 3, 4, 5, 6].map(() => follow(cluster.url, alumni));
  await Promise.all(followers.map(({ ready }) => ready));

  const booked = new Set<string>();
  const cancelled = new Set<string>();
  const others: Record<string, number> = {};
  let stop = false;
  const student = async (caller: number) => {
    for (let count = 0; !stop; count += 1) {
      const who = { sub: `student ${caller} ${count}`, role: 'student' };
      const slotId = slots[(caller + count) % slots.length] ?? '';
      try {
        const answer = await ask<Booking>(cluster.url, '/api/slots/book', who, { slotId });
        if (answer.status === 201) booked.add(answer.body.id);
        else others[answer.status] = (others[answer.status] ?? 0) + 1;
        if (answer.status !== 201 || count % 3 !== 0) continue;
        const undone = await ask(cluster.url, '/api/slots/cancel', who, { bookingId: answer.body.id });
        if (undone.status === 200) cancelled.add(answer.body.id);
        else others[undone.status] = (others[undone.status] ?? 0) + 1;
      } catch {
        others['no answer'] = (others['no answer'] ?? 0) + 1;
      }
      // Else they would take the machine from the nodes that start.
      await delay(100);
    }
  };
  const load = Promise.all(Array.from({ length: 8 }, (_, caller) => student(caller)));
  /** So much more is booked: the load is there, and goes on whatever became of a node. */
  const more = (count: number) => {
    const enough = booked.size + count;
    return expect.poll(() => booked.size, { interval: 20 }).toBeGreaterThan(enough);
  };
  for (const node of cluster.nodes) {
    await more(15);
    node.process().child.kill('SIGTERM');
    expect(await node.process().exited).toEqual({ code: 0, signal: null });
    expect(node.process().stderr()).toBe('');
    await more(15);
    await node.start();
    await more(15);
    node.process().child.kill('SIGKILL');
    await more(15);
    await node.start();
  }
  await more(15);
  stop = true;
  await load;
  // A node that goes may leave a request without an answer; it answers none with a fault.
  expect(Object.keys(others).filter((kind) => !/^(502|503|504|no answer)$/.test(kind))).toEqual([]);
  console.info(`${booked.size} booked, ${cancelled.size} cancelled, others ${JSON.stringify(others)}`);

  const { rows } = await query(cluster.databaseUrl, 'SELECT id, status FROM bookings');
  const kept = new Map(rows.map(({ id, status }) => [id, status]));
  expect([...booked].filter((id) => !kept.has(id))).toEqual([]);
  expect([...cancelled].filter((id) => kept.get(id) !== 'cancelled')).toEqual([]);
  const { rows: counted } = await query(
    cluster.databaseUrl,
    `SELECT count(*)::int AS wrong FROM slots WHERE seats_taken <>
       (SELECT count(*) FROM bookings WHERE slot_id = slots.id AND status <> 'cancelled')`,
  );
  expect(counted).toEqual([{ wrong: 0 }]);
  const truth: Slot[] = [];
  for (const alumnus of alumni) {
    const { body } = await ask<{ slots: Slot[] }>(cluster.url, `/api/slots/alumni/${alumnus}`);
    truth.push(...body.slots);
  }
  for (const follower of followers) {
    await expect.poll(() => seatsIn(follower.slots())).toEqual(seatsIn(truth));
    // Each node had some of them, and all went once; a page came back for each time that its node did.
    expect(follower.closings.length).toBeGreaterThan(0);
  }
}, 300_000);

test('the limit counts the address that nginx saw, whatever the client claims to be', async () => {
  const { url } = await startCluster(1, { ADDRESS_RATE_LIMIT: '5' });
  const from = (localAddress: string, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${url}/api/slots/alumni/ada`, { localAddress, headers, agent: false });
      asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      asked.end();
    });
  for (let count = 0; count < 5; count += 1) expect(await from('127.0.0.2')).toBe(200);
  expect(await from('127.0.0.2')).toBe(429);
  expect(await from('127.0.0.2', { 'x-forwarded-for': '127.0.0.9' })).toBe(429);
  expect(await from('127.0.0.3')).toBe(200);
});
