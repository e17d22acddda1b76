import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { PeriodicWork } from '../leases/periodic.ts';
import { dateFormat } from '../time/formats.ts';

export interface NightDeps {
  database: Database;
  clock: Clock;
  /** Where it is night. */
  timeZone: string;
  everyMs: number;
}

/** Work of the hours from one to five, done by one of the processes: nobody waits for it then. */
export function nightly(
  { database, clock, timeZone, everyMs }: NightDeps,
  { name, work }: Pick<PeriodicWork, 'name' | 'work'>,
): Omit<PeriodicWork, 'failed'> {
  const isDue = async () => {
    const hour = Number(dateFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(clock()));
    return hour >= 1 && hour < 5;
  };
  return { database, clock, name, everyMs, isDue, work };
}
