/** The audit is kept for as long as RETAIN_AUDIT says, and says so; nothing of it goes without. */
import { expect, test } from 'vitest';
import { forgetAudit } from '../audit/queries.ts';
import { idsFrom } from '../ordered-id.ts';
import { startService, type TestService } from '../testing/service.ts';

const hour = 3_600_000;
const day = 24 * hour;
const soon = <T>(read: () => T) => expect.poll(read, { interval: 20 });

const entries = async ({ database }: TestService) =>
  (await database.read.kysely.selectFrom('audit').select(['action', 'actor_id']).orderBy('id').execute()).map(
    ({ action, actor_id }) => `${actor_id} ${action}`,
  );

/** Until when the process that last looked for it has the lease. */
async function lookedUntil({ database }: TestService): Promise<number> {
  const lease = await database.read.kysely
    .selectFrom('leases')
    .select('until')
    .where('name', '=', 'forgetting old entries of the audit')
    .executeTakeFirst();
  return Date.parse(lease?.until ?? '1970-01-01');
}

/** Two sessions that were published a month apart; it is two in the night, `days` after the first. */
async function night(days: number, env: Record<string, string>) {
  const service = await startService({ now: '2026-01-01T02:00:00.000Z', env, retainMs: 40, ticking: true });
  await service.publish('ada', 48);
  service.clock.now += 30 * day;
  await service.publish('bo', 48);
  service.clock.now += (days - 30) * day;
  return service;
}

test('what is older goes at night, and the audit says from when on it is kept', async () => {
  const service = await night(100, { RETAIN_AUDIT: '90d' });
  await soon(() => entries(service)).toEqual(['bo slot_created', 'service audit_forgotten']);
  const { body } = await service.call<{ entries: { subjectId: string; details: { before: string } }[] }>(
    'GET',
    '/api/admin/audit?action=audit_forgotten',
    { token: service.token('root', 'admin') },
  );
  expect(body.entries).toHaveLength(1);
  expect(body.entries[0]?.subjectId).toBe('service');
  const before = Date.parse(body.entries[0]?.details.before ?? '');
  expect(Math.abs(before - Date.parse('2026-01-11T02:00:00.000Z'))).toBeLessThan(hour);
  // Nothing is told where nothing goes.
  service.clock.now += day;
  const looked = service.clock.now;
  await soon(() => lookedUntil(service)).toBeGreaterThan(looked);
  expect(await entries(service)).toEqual(['bo slot_created', 'service audit_forgotten']);
});

test('however much it is, it goes in portions', async () => {
  const service = await startService({
    now: '2026-01-01T12:00:00.000Z',
    env: { RETAIN_AUDIT: '30d' },
    retainMs: 40,
    ticking: true,
  });
  const { database, clock } = service;
  await database.write(async ({ kysely }) => {
    for (let from = 0; from < 900; from += 100) {
      const rows = Array.from({ length: 100 }, (_, index) => ({
        id: `${idsFrom(clock.now - 60 * day)}${String(from + index).padStart(14, '0')}`,
        at: '2025-11-02T12:00:00.000Z',
        actor_id: 'ada',
        actor_roles: '',
        action: 'slot_updated',
        slot_id: null,
        booking_id: null,
        subject_id: null,
        details: '{}',
        request_id: null,
      }));
      await kysely.insertInto('audit').values(rows).execute();
    }
  });
  expect(await database.write((tx) => forgetAudit(tx, idsFrom(clock.now), 200))).toBe(200);
  expect((await entries(service)).length).toBe(700);
  clock.now += 14 * hour;
  await soon(() => entries(service)).toEqual(['service audit_forgotten']);
});

test('by day, and without RETAIN_AUDIT, all of it stays', async () => {
  const kept = ['ada slot_created', 'bo slot_created'];
  const ever = await night(4_000, {});
  const byDay = await startService({
    now: '2026-01-01T12:00:00.000Z',
    env: { RETAIN_AUDIT: '30d' },
    retainMs: 40,
    ticking: true,
  });
  await byDay.publish('ada', 48);
  byDay.clock.now += 100 * day;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await entries(ever)).toEqual(kept);
  expect(await entries(byDay)).toEqual(['ada slot_created']);
  // At night it goes, so that this looks at something.
  byDay.clock.now += 14 * hour;
  await soon(() => entries(byDay)).toEqual(['service audit_forgotten']);
});

test.each([['29d', 'RETAIN_AUDIT is "29d"; expected a duration from 30d to 100y']])(
  'RETAIN_AUDIT=%s is refused',
  async (value, refusal) => {
    await expect(startService({ env: { RETAIN_AUDIT: value } })).rejects.toThrow(refusal);
  },
);
