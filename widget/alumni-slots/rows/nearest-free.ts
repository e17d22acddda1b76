import type { SlotView } from '@mentor-slots/contract';
import type { SlotsName } from '../../text/names.ts';
import type { Session } from './session.ts';

/** The free sessions of the same mentor closest in time to `slot`, at most `count`, the closest first. */
export function nearestFree(sessions: readonly Session[], slot: SlotView, count: number): Session[] {
  const distance = (session: Session) =>
    Math.abs(Date.parse(session.slot.startsAt) - Date.parse(slot.startsAt));
  return sessions
    .filter((one) => one.isFree && one.slot.id !== slot.id && one.slot.alumniId === slot.alumniId)
    .sort((one, other) => distance(one) - distance(other))
    .slice(0, count);
}

/** That none is free, and what becomes of a seat that is given back: where somebody waits, it is not everybody's. */
export function noneFreeText(sessions: readonly Session[]): SlotsName {
  return sessions.some(({ slot }) => slot.waiting > 0) ? 'noneFreeQueue' : 'noneFree';
}
