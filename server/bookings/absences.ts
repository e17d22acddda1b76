/** Who was absent too often to get a seat: nobody, unless the service is told how often that is. */
import { instant } from '../clock.ts';
import type { SeatLimits } from '../config.ts';
import type { Queries } from '../db/database.ts';
import { absencesSince } from './queue-queries.ts';

/**
 * Those of these people who were marked absent too often, and until when that is so: from that instant on the session of
 * one of their absences started too long ago to count. `now` in ms.
 */
export async function absentUntil(
  queries: Queries,
  { maxAbsences }: Pick<SeatLimits, 'maxAbsences'>,
  studentIds: readonly string[],
  now: number,
): Promise<Map<string, string>> {
  const until = new Map<string, string>();
  if (maxAbsences === null) return until;
  const { count, within } = maxAbsences;
  const absences = await absencesSince(queries, studentIds, instant(now - within));
  for (const id of studentIds) {
    const theirs = absences.filter((absence) => absence.student_id === id);
    const counted = theirs
      .map((absence) => absence.starts_at)
      .sort()
      .at(-count);
    if (counted !== undefined) until.set(id, instant(Date.parse(counted) + within));
  }
  return until;
}
