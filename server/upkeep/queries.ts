import { instant } from '../clock.ts';
import type { Source, Tx } from '../db/database.ts';
import type { UpkeepRow } from '../db/tables.ts';

/** Writes how a nightly command has ended now. */
export async function writeUpkeep(
  { kysely }: Tx,
  name: UpkeepRow['name'],
  result: UpkeepRow['result'],
  now: number,
): Promise<void> {
  const ended = { result, ended_at: instant(now), ...(result === 'whole' && { whole_at: instant(now) }) };
  await kysely
    .insertInto('upkeep')
    .values({ name, whole_at: null, ...ended })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(ended))
    .execute();
}

/**
 * The seconds since the last whole backup and since doctor last looked, infinite where there was none; and whether each was
 * whole the last time, 1 or 0, not a number where there was none.
 */
export async function upkeepFigures({ kysely }: Source, now: number) {
  const rows = await kysely.selectFrom('upkeep').selectAll().execute();
  const row = (name: UpkeepRow['name']) => rows.find((one) => one.name === name);
  const age = (since: string | null | undefined) =>
    since ? Math.max(0, (now - Date.parse(since)) / 1000) : Number.POSITIVE_INFINITY;
  const whole = (found: UpkeepRow | undefined) => (found ? Number(found.result === 'whole') : Number.NaN);
  const [backup, doctor] = [row('backup'), row('doctor')];
  return {
    backupAge: age(backup?.whole_at),
    backupWhole: whole(backup),
    doctorAge: age(doctor?.ended_at),
    doctorWhole: whole(doctor),
  };
}
