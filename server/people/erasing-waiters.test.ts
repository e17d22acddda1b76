import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { queueing } from '../testing/queueing.ts';
import { startService } from '../testing/service.ts';
import { erasePerson } from './erasure.ts';

const now = '2026-11-24T10:00:00.000Z';

async function world() {
  const service = await startService({ now, dueMs: 3_600_000 });
  const deps = { clock: () => service.clock.now, rules: service.config.rules };
  const erase = (who: string) => service.database.write((tx) => erasePerson(tx, deps, who));
  return { service, erase, ...queueing(service) };
}

test('the seat of an erased student goes to whoever is next, and their places in queues are gone', async () => {
  const { service, erase, wait, standing, read } = await world();
  const [had, waitedFor] = [await service.publish('ada', 24), await service.publish('bob', 24)];
  await service.book('sam', had.id);
  await wait('kim', had.id);
  await service.book('tim', waitedFor.id);
  // Sam waits where tim is, at the same time as the seat that sam has: taken before.
  await service.call('POST', '/api/slots/cancel', {
    token: service.token('sam', 'student'),
    body: { slotId: had.id },
  });
  expect(await standing('kim', had.id)).toBe('confirmed');
  await wait('sam', waitedFor.id);
  await wait('lee', waitedFor.id);
  expect(await erase('sam')).toMatchObject({ bookingsCancelled: 1 });
  expect(await standing('lee', waitedFor.id)).toBe('waitlisted 1');
  expect(await read(waitedFor.id)).toMatchObject({ waiting: 1, seatsTaken: 1 });
  expect(await erase('kim')).toMatchObject({ bookingsCancelled: 1 });
  expect(await read(had.id)).toMatchObject({ seatsLeft: 1, status: 'available' });
  const rows = await service.database.read.kysely
    .selectFrom('bookings')
    .select(['status', 'cancel_reason'])
    .where('slot_id', '=', waitedFor.id)
    .orderBy('place')
    .execute();
  expect(rows).toEqual([
    { status: 'confirmed', cancel_reason: null },
    { status: 'cancelled', cancel_reason: 'erased' },
    { status: 'waitlisted', cancel_reason: null },
  ]);
});

test('nobody is promoted for the moment before they are gone', async () => {
  const { service, erase, wait, cancel, standing } = await world();
  const [first, second] = [await service.publish('ada', 24), await service.publish('bob', 24)];
  await service.book('tim', second.id);
  await wait('sam', second.id);
  await service.book('sam', first.id);
  await cancel('tim', second.id);
  await wait('lee', first.id);
  await erase('sam');
  expect(await standing('lee', first.id)).toBe('confirmed');
  const promoted = await service.database.read.kysely
    .selectFrom('audit')
    .select('slot_id')
    .where('action', '=', 'booking_promoted')
    .execute();
  expect(promoted).toEqual([{ slot_id: first.id }]);
});

test('an erased alumnus’s sessions end their queues, and whoever waited there moves up elsewhere', async () => {
  const { service, erase, wait, cancel, standing } = await world();
  const [gone, other] = [await service.publish('ada', 24), await service.publish('bob', 24)];
  await service.book('tim', other.id);
  await wait('kim', other.id);
  await service.book('kim', gone.id);
  await wait('lee', gone.id);
  await cancel('tim', other.id);
  expect(await standing('kim', other.id)).toBe('waitlisted 1');
  expect(await erase('ada')).toMatchObject({ slotsCancelled: 1 });
  expect(await standing('lee', gone.id)).toBe('cancelled slot_cancelled');
  expect(await standing('kim', other.id)).toBe('confirmed');
});

test('whoever is erased while they book hears that they should ask again', async () => {
  const { service, wait } = await world();
  const slot = await service.publish('ada', 24);
  // Introduced, and remembered by the service when they are gone.
  await service.book('sam', 'no-such-slot');
  await wait('kim', 'no-such-slot');
  await service.database.write(({ kysely }) =>
    kysely.deleteFrom('people').where('id', 'in', ['sam', 'kim']).execute(),
  );
  const answer = await service.book('sam', slot.id);
  expectProblem(answer, 503, 'unavailable');
  expect(answer.headers.get('retry-after')).toBe('1');
  await service.book('tim', slot.id);
  expectProblem(await wait('kim', slot.id), 503, 'unavailable');
});
