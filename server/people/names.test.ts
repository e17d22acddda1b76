import type { SlotView } from '@mentor-slots/contract';
import { expect, test } from 'vitest';
import { startService, type TestService } from '../testing/service.ts';

const now = '2026-11-24T10:00:00.000Z';
const seconds = Date.parse(now) / 1000;

/** A request that records the person, with a token issued so many seconds after `now`. */
async function see(service: TestService, name: string | undefined, issued: number | undefined, sub = 'ada') {
  const iat = issued === undefined ? undefined : seconds + issued;
  const token = service.token(sub, 'alumni', { name, iat });
  // A POST waits until the person is recorded, also where it is refused.
  const answer = await service.call('POST', '/api/slots', {
    token,
    body: { date: '2026-01-01', startTime: '10:00', endTime: '11:00' },
  });
  expect(answer.status).toBe(422);
}

async function read(service: TestService, slotId: string) {
  return (await service.call<SlotView>('GET', `/api/slots/${slotId}`)).body;
}

test('a newer token renames, on every slot, and raises their versions', async () => {
  const service = await startService({ now });
  const slots = [await service.publish('ada', 24), await service.publish('ada', 48)];
  const other = await service.publish('grace', 24);
  await see(service, 'Ada Lovelace', 60);
  for (const slot of slots) {
    const after = await read(service, slot.id);
    expect(after.alumniName).toBe('Ada Lovelace');
    expect(after.version).toBeGreaterThan(slot.version);
  }
  expect(await read(service, other.id)).toMatchObject({ alumniName: 'grace (name)', version: other.version });
});

test('an older token does not', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await see(service, 'Ada Byron', -60);
  expect(await read(service, slot.id)).toMatchObject({ alumniName: 'ada (name)', version: slot.version });
});

test('nor does one that is older than the newest with the same name', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await see(service, 'ada (name)', 120);
  await see(service, 'Ada Byron', 60);
  expect(await read(service, slot.id)).toMatchObject({ alumniName: 'ada (name)', version: slot.version });
});

test('the same name again is no change', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await see(service, 'ada (name)', 60);
  expect((await read(service, slot.id)).version).toBe(slot.version);
});

test('a token without a name takes none away; a person who never had one goes by their id', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await see(service, undefined, 60);
  expect((await read(service, slot.id)).alumniName).toBe('ada (name)');

  await see(service, undefined, 0, 'id-4711');
  const token = service.token('id-4711', 'alumni', { name: undefined });
  const body = { date: '2026-11-25', startTime: '10:00', endTime: '11:00' };
  const unnamed = await service.call<SlotView>('POST', '/api/slots', { token, body });
  expect(unnamed.body.alumniName).toBe('id-4711');
});

test('a token that does not say when it was issued counts as issued now', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  service.clock.now += 60_000;
  await see(service, 'Ada Lovelace', undefined);
  expect((await read(service, slot.id)).alumniName).toBe('Ada Lovelace');
  await see(service, 'Ada Byron', 30);
  expect((await read(service, slot.id)).alumniName).toBe('Ada Lovelace');
});

test('a student’s new name stands in the owner’s roster', async () => {
  const service = await startService({ now });
  const slot = await service.publish('ada');
  await service.book('sam', slot.id);
  const token = service.token('sam', 'student', { name: 'Sam Smith', iat: seconds + 60 });
  await service.call('POST', '/api/slots/book', { token, body: { slotId: slot.id } });
  const { body } = await service.call<SlotView>('GET', `/api/slots/${slot.id}`, {
    token: service.token('ada', 'alumni'),
  });
  expect(body.bookings?.[0]?.studentName).toBe('Sam Smith');
});
