/** How the variable is read that says how often students may have been absent. */
import { type Env, parseDuration, readText, refuse } from './config-values.ts';

const name = 'MAX_ABSENCES';

/** So many absences in sessions that started within that time (ms) are too many. */
export interface AbsenceLimit {
  count: number;
  within: number;
}

/** `3/180d`; null unless it is set. */
export function readAbsenceLimit(env: Env): AbsenceLimit | null {
  const value = readText(env, name);
  if (value === null) return null;
  const [, digits, duration = ''] = /^(\d{1,3})\/(\w+)$/.exec(value) ?? [];
  const [count, within] = [Number(digits), parseDuration(duration)];
  if (!(count >= 1 && within > 0))
    refuse(
      name,
      value,
      'how many absences from 1 to 999, a slash, and within which time of at most 366d, such as 3/180d',
    );
  return Object.freeze({ count, within });
}
