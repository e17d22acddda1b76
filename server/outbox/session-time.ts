import type { SlotRow } from '../db/tables.ts';
import type { SessionTime } from './message.ts';

/** When a session is, as messages tell it. */
export function timeOf(slot: SlotRow): SessionTime {
  return { startsAt: slot.starts_at, endsAt: slot.ends_at, timeZone: slot.time_zone };
}

/** When it was, where that is another time; null where it is not. */
export function timeBefore({ before, slot }: { before: SlotRow | null; slot: SlotRow }): SessionTime | null {
  const isMoved = before !== null && (before.starts_at !== slot.starts_at || before.ends_at !== slot.ends_at);
  return isMoved ? timeOf(before) : null;
}
