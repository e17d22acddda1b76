import { clock, minutesOf } from './free-time.ts';

/** From when to when, as it is typed. */
export interface Times {
  startTime: string;
  endTime: string;
  /**
   * Minutes by which the end follows the start; null where an end was typed that belongs to no start. It is kept beside the times, since
   * these pass others while somebody types: half typed a time is empty, and "9" may come before "9 PM".
   */
  length: number | null;
}

/** Minutes from start to end; `00:00` is midnight at the end of the day. */
export function lengthOf({ startTime, endTime }: Pick<Times, 'startTime' | 'endTime'>): number {
  return (minutesOf(endTime) || 24 * 60) - minutesOf(startTime);
}

/** As long as that is now. */
export function timesOf(startTime: string, endTime: string): Times {
  const length = startTime && endTime ? lengthOf({ startTime, endTime }) : 0;
  return { startTime, endTime, length: length > 0 ? length : null };
}

/** Moving the start moves the end with it, as far as the day goes; moving the end says how long it is to be. */
export function withTime(times: Times, field: 'startTime' | 'endTime', value: string): Times {
  const next = { ...times, [field]: value };
  if (!value) return next;
  if (field === 'endTime') return timesOf(next.startTime, value);
  if (!next.endTime || next.length === null) return next;
  return { ...next, endTime: clock(Math.min(minutesOf(value) + next.length, 24 * 60)) };
}
