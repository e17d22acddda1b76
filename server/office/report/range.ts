/** Which sessions a report is asked for. */
import type { ReportQuery } from '@mentor-slots/contract';
import type { Config } from '../../config.ts';
import { Problem } from '../../problem.ts';
import { readZone } from '../../time/wall-time.ts';
import type { Range } from './sessions.ts';

/** The range of a query, or a Problem. Unless told, days and months begin in the zone of the service. */
export function readRange(
  { by, from, to, timeZone }: ReportQuery,
  { defaultTimeZone, jwtCohortClaim }: Pick<Config, 'defaultTimeZone' | 'jwtCohortClaim'>,
): Omit<Range, 'endedBy'> {
  for (const [field, date] of Object.entries({ from, to })) {
    if (date !== undefined && !isMonthOrDay(date))
      throw invalid(field, `must be a month or a day, such as 2026-09 or 2026-09-01`);
  }
  if (endsBefore(to, from)) throw invalid('to', `must be a month or a day that is not before ${from}`);
  if (by === 'cohort' && jwtCohortClaim === null)
    throw invalid(
      'by',
      'cannot be cohort: this service reads no cohorts from its tokens (JWT_COHORT_CLAIM is not set)',
    );
  return { from, to, timeZone: timeZone === undefined ? defaultTimeZone : readZone(timeZone) };
}

function invalid(field: string, expected: string): Problem {
  return new Problem('invalid_request', `\`${field}\` ${expected}.`, { field });
}

/** Is it a month or a day: `2026-09`, `2026-09-01`? */
export function isMonthOrDay(text: string): boolean {
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(text)) return false;
  const day = text.length === 7 ? `${text}-01` : text;
  const milliseconds = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(day);
}

/** A day is within its month, so the day is cut off where the other end is a month. */
export function endsBefore(to: string | undefined, from: string | undefined): boolean {
  return from !== undefined && to !== undefined && from.slice(0, to.length) > to;
}
