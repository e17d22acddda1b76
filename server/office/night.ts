import { dateFormat } from '../time/formats.ts';

/** From one to five o'clock: what nobody waits for is done then. */
export function isNight(now: number, timeZone: string): boolean {
  const hour = Number(dateFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  return hour >= 1 && hour < 5;
}
