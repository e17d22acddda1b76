import type { Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { watchFigures } from '../metrics/figures.ts';
import { upkeepFigures } from './queries.ts';

/** Figures of the operator's nightly backup and doctor, as these have left them in the database. */
export function watchUpkeep(registry: Registry, { read }: Database, clock: Clock): void {
  watchFigures(
    registry,
    {
      backupAge: ['mentor_slots_backup_age_seconds', 'Since the last nightly backup that is whole'],
      backupWhole: [
        'mentor_slots_backup_whole',
        '1 where the last nightly backup is whole, 0 where it is not',
      ],
      doctorAge: ['mentor_slots_doctor_age_seconds', 'Since doctor last looked at the database at night'],
      doctorWhole: ['mentor_slots_doctor_whole', '1 where doctor found it whole then, 0 where it did not'],
    },
    () => upkeepFigures(read, clock()),
  );
}
