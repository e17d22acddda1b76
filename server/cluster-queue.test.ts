/** A queue on three nodes that share one PostgreSQL: whoever frees a seat, wherever, and whatever becomes of a node. */
import type { SlotView } from '@mentor-slots/contract';
import { beforeAll, expect, test } from 'vitest';
import { erasePerson } from './people/erasure.ts';
import { ask, type Cluster, startCluster } from './testing/cluster.ts';
import { mentorSlotsHere } from './testing/command-line.ts';
import { query } from './testing/postgres-server.ts';
import { buildService } from './testing/process.ts';
import { queueing } from './testing/queueing.ts';
import { startService, wallTime } from './testing/service.ts';

beforeAll(buildService);

/** So many hold a seat in the one session, and as many wait for one. */
const many = 50;
const holders = Array.from({ length: many }, (_, index) => `holder ${index}`);
const waiters = Array.from({ length: many }, (_, index) => `waiter ${index}`);
const rounds = Number(process.env.QUEUE_ROUNDS ?? 1);

/** Asks a node until it gives an answer that is none of a node that goes. */
async function insist(cluster: Cluster, at: number, path: string, who: string, body: object) {
  for (let attempt = 0; ; attempt += 1) {
    const { url } = cluster.nodes[(at + attempt) % cluster.nodes.length] as Cluster['nodes'][number];
    const answer = await ask(url, path, { sub: who, role: 'student' }, body).catch(() => null);
    if (answer !== null && answer.status < 500) return answer;
    expect(attempt).toBeLessThan(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Row {
  student_id: string;
  status: string;
  place: number;
  promotions: number;
}

async function bookingsOf({ databaseUrl }: Cluster, slotId: string): Promise<Row[]> {
  const { rows } = await query(
    databaseUrl,
    `SELECT student_id, status, place,
       (SELECT count(*)::int FROM audit WHERE booking_id = bookings.id AND action = 'booking_promoted') AS promotions
     FROM bookings WHERE slot_id = '${slotId}' ORDER BY place`,
  );
  return rows as Row[];
}

test(
  `seats freed at all nodes at once go to the first in the queue, each once, also while nodes are killed (${rounds} ×)`,
  async () => {
    const cluster = await startCluster(3);
    for (let round = 0; round < rounds; round += 1) {
      const time = wallTime(Date.now() + (24 + 2 * round) * 3_600_000);
      const alumna = { sub: `ada ${round}`, role: 'alumni' };
      const slot = await ask<SlotView>(cluster.url, '/api/slots', alumna, { ...time, maxParticipants: many });
      const slotId = slot.body.id;
      const name = (who: string) => `${who} of ${round}`;
      for (const [index, who] of holders.entries())
        expect((await insist(cluster, index, '/api/slots/book', name(who), { slotId })).status).toBe(201);
      for (const [index, who] of waiters.entries())
        expect((await insist(cluster, index, '/api/slots/waitlist', name(who), { slotId })).status).toBe(201);
      const order = (await bookingsOf(cluster, slotId)).filter(({ status }) => status === 'waitlisted');
      expect(order).toHaveLength(many);

      // Thirty give their seats back at once, at all nodes; a few of those who wait leave; a node is killed meanwhile.
      const cancelled = holders.slice(0, 30);
      const left = [waiters[3], waiters[11], waiters[40]] as string[];
      const killed = cluster.nodes[round % 3] as Cluster['nodes'][number];
      const asked = [...cancelled, ...left].map((who, index) =>
        insist(cluster, index, '/api/slots/cancel', name(who), { slotId }),
      );
      await Promise.race(asked);
      killed.process().child.kill('SIGKILL');
      await killed.start();
      for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200);

      const after = await bookingsOf(cluster, slotId);
      const now = new Map(after.map((row) => [row.student_id, row]));
      const seats = after.filter(({ status }) => status === 'confirmed');
      expect(seats).toHaveLength(many);
      expect(Math.max(...after.map(({ promotions }) => promotions))).toBe(1);
      // Who stayed got a seat in their order; one who left may have had one before, which then moved on.
      const stayed = order.filter(({ student_id }) => !left.map(name).includes(student_id));
      const promoted = stayed.map(({ student_id }) => now.get(student_id)?.status === 'confirmed');
      expect(promoted.lastIndexOf(true)).toBe(promoted.indexOf(false) - 1);
      expect(promoted.filter(Boolean)).toHaveLength(30);
      const { rows } = await query(
        cluster.databaseUrl,
        `SELECT seats_taken, waiting FROM slots WHERE id = '${slotId}'`,
      );
      expect(rows).toEqual([{ seats_taken: many, waiting: many - 30 - left.length }]);
    }
  },
  240_000 + rounds * 60_000,
);

/** How many there were in this database ever; a test of before may have had it, and made some on purpose. */
async function deadlocksIn(databaseUrl: string): Promise<unknown> {
  const { rows } = await query(
    databaseUrl,
    'SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return (rows as { deadlocks: number }[])[0]?.deadlocks;
}

test('whatever people do at once, no two units of work wait for each other, and the database is whole', async () => {
  const service = await startService({ env: { OFFER_FOR: '1s', OFFER_BELOW: '36h' }, dueMs: 200 });
  const deadlocksBefore = await deadlocksIn(service.config.databaseUrl);
  const people = queueing(service);
  const alumni = ['ada', 'bob', 'cyd', 'dot'];
  // All of them at two times: everybody who is in one session is in the way of being in another.
  const slots: { id: string; owner: string }[] = [];
  for (const owner of alumni) {
    for (const hours of [24, 72]) {
      const { id } = await service.publish(owner, hours, { maxParticipants: 2 });
      slots.push({ id, owner });
    }
  }
  const deps = { clock: () => service.clock.now, rules: service.config.rules };
  const any = <One>(list: readonly One[]) => list[Math.floor(Math.random() * list.length)] as One;
  let names = 0;
  const statuses = new Map<number, number>();
  const does: ((student: string, slot: (typeof slots)[number]) => Promise<{ status: number }>)[] = [
    (student, { id }) => service.book(student, id),
    (student, { id }) => service.book(student, id),
    (student, { id }) => people.wait(student, id),
    (student, { id }) => people.wait(student, id),
    (student, { id }) => people.wait(student, id),
    (student, { id }) => people.cancel(student, id),
    (student, { id }) => people.cancel(student, id),
    (student, { id, owner }) => people.settle(owner, id, student, 'decline'),
    (_, { id, owner }) => people.change(owner, id, { maxParticipants: any([1, 2, 3]) }),
    (_, { id, owner }) => people.change(owner, id, { startTime: any(['10:00', '10:15']), endTime: '11:00' }),
    (_, { owner }) => {
      names += 1;
      const name = `${owner} ${names}`;
      const token = service.token(owner, 'alumni', { name, iat: Math.floor(Date.now() / 1000) });
      return service.call('POST', '/api/slots/preview', { token, body: {} });
    },
  ];
  const worker = async (_: unknown, number: number) => {
    for (let count = 0; count < 60; count += 1) {
      service.clock.now = Date.now();
      const answer = await any(does)(`student ${Math.floor(Math.random() * 12)}`, any(slots));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (count % 10 !== 0) continue;
      // Somebody of its own: whoever asks while they are erased is another matter.
      for (const { id } of [any(slots), any(slots)]) {
        await service.book(`erased ${number}`, id);
        await people.wait(`erased ${number}`, id);
      }
      await service.database.write((tx) => erasePerson(tx, deps, `erased ${number}`));
    }
  };
  await Promise.all(Array.from({ length: 12 }, worker));
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  expect(statuses.get(201)).toBeGreaterThan(20);
  await people.settleDue();
  expect(await deadlocksIn(service.config.databaseUrl)).toBe(deadlocksBefore);
  const doctor = await mentorSlotsHere(['doctor'], {
    DATABASE_URL: service.config.databaseUrl,
    OFFER_BELOW: '36h',
  });
  expect(doctor.stdout).toContain('The database is whole.');
});
